//! The client's committed types are those of this crate.
#![cfg(feature = "typescript")]

use charrette_protocol::typescript::client_file;
use std::fs;
use std::path::Path;

/// The path of a file of this crate.
fn here(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[test]
fn the_committed_types_are_these() {
    let path = here("../web/src/protocol.gen.ts");
    let committed = fs::read_to_string(&path).unwrap_or_default();
    let fresh = client_file();
    let differs = committed.lines().zip(fresh.lines()).position(|(old, new)| old != new);
    assert!(
        committed == fresh,
        "web/src/protocol.gen.ts is out of date (first different line: {:?}). Run `make types` and commit the result.",
        differs.map(|line| line + 1)
    );
}

/// A type that derives TS but is reached from no root would silently be missing in the client.
#[test]
fn every_type_that_can_be_written_is_written() {
    let file = client_file();
    let mut found = 0;
    for source in fs::read_dir(here("src")).unwrap() {
        let source = source.unwrap().path();
        if source.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = fs::read_to_string(source).unwrap();
        for part in text.split("derive(TS)").skip(1) {
            let Some((attributes, declaration)) = part.split_once("\npub ").or_else(|| part.split_once(" pub ")) else {
                continue;
            };
            let renamed = attributes.split_once("ts(rename = \"").and_then(|(_, name)| name.split('"').next());
            let name = renamed.unwrap_or_else(|| declaration.split(|c: char| !c.is_alphanumeric()).nth(1).unwrap());
            // Types made inside a macro have their name only there.
            if !name.is_empty() {
                assert!(file.contains(&format!("export type {name} = ")), "{name} is missing: name it as a root");
                found += 1;
            }
        }
    }
    assert!(found > 60, "only {found} types found: has the way they are declared changed?");
}

#[test]
fn the_file_has_no_big_integers_and_says_that_it_is_generated() {
    let file = client_file();
    assert!(!file.contains("bigint"));
    assert!(file.lines().next().unwrap().contains("do not edit"));
}
