//! One file for each thing that can be said, checked both ways: what we mean is written as the
//! file says, and what the file says is read as what we mean.
//!
//! The files are the contract with everybody who is not written in Rust. `UPDATE_GOLDEN=1`
//! writes them anew; a changed file in review is a changed protocol. A variant without a file
//! does not compile: the patterns of each [`golden!`] are a match without a rest.

mod client;
mod codes;
mod command;
mod http;
mod record;
mod server;
mod values;

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of one kind of golden files.
fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

fn updating() -> bool {
    std::env::var_os("UPDATE_GOLDEN").is_some()
}

/// Checks that `value` and the file `fixtures/<folder>/<name>.json` are the same, both ways.
fn check<T: Serialize + DeserializeOwned + PartialEq + Debug>(folder_name: &str, name: &str, value: &T) {
    let path = folder(folder_name).join(format!("{name}.json"));
    let written = serde_json::to_string_pretty(value).unwrap() + "\n";
    if updating() {
        fs::create_dir_all(folder(folder_name)).unwrap();
        fs::write(&path, &written).unwrap();
    }
    let file = fs::read_to_string(&path).unwrap_or_else(|error| {
        panic!("{}: {error}. UPDATE_GOLDEN=1 cargo test -p charrette-protocol writes it.", path.display())
    });
    assert_eq!(written, file, "{name} is written otherwise than {} says", path.display());
    let read: T = serde_json::from_str(&file).unwrap();
    assert_eq!(&read, value, "{} is read otherwise than it was meant", path.display());
}

/// Checks that a folder holds these files and no others, so that none outlives its variant.
fn check_nothing_else(folder_name: &str, names: &[&str]) {
    let expected: BTreeSet<String> = names.iter().map(|name| format!("{name}.json")).collect();
    assert_eq!(expected.len(), names.len(), "two golden values share a file in {folder_name}");
    let found: BTreeSet<String> = fs::read_dir(folder(folder_name))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(expected, found, "in fixtures/{folder_name}");
}

/// Golden values of an enum, each with its pattern and the name of its file.
///
/// Makes a test, and `fn NAMES()`; the patterns together must cover the enum.
macro_rules! golden {
    ($test:ident, $folder:literal, $type:ty, { $($name:literal: $pattern:pat => $value:expr;)* }) => {
        #[test]
        fn $test() {
            // Not called with anything: that it compiles is the point.
            fn _covers(value: &$type) {
                match value { $($pattern => (),)* }
            }
            $({
                let value: $type = $value;
                assert!(matches!(value, $pattern), "{} is another variant", $name);
                crate::check($folder, $name, &value);
            })*
            crate::check_nothing_else($folder, &[$($name),*]);
        }
    };
}
pub(crate) use golden;

/// Ids that one can tell apart when reading a file: the same byte sixteen times.
macro_rules! id {
    ($type:ident, $byte:literal) => {
        charrette_protocol::$type::from_bytes([$byte; 16])
    };
}
pub(crate) use id;

/// 43 characters of base64url, as secrets and edit keys are.
const SECRET: &str = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY";
