//! Texts that try to be something else, through the whole way from records to every form.

use crate::fixture::*;
use charrette_protocol::*;
use charrette_report::bundle::{self, Format};
use charrette_report::compose::{Edition, compose};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// What a writer might take for its own: fields, character codes, entities, other scripts, what XML cannot hold.
const MORE: [&str; 12] = [
    "_x0041_ _x000D_",
    "{ HYPERLINK \"http://a.test\" } { INCLUDETEXT c:\\\\x }",
    "TOC \\o \"1-9\" SEQ Figure \\* ARABIC",
    "</w:t></w:r><w:r><w:fldSimple w:instr=\"DATE\"/></w:r>",
    "]]><![CDATA[<script>alert(1)</script>",
    "&lt;b&gt; &#x41; &amp;amp;",
    "שלום לכולם, 45 אנשים",
    "\u{202e}evil\u{2066}x\u{2069}",
    "\u{fffe}\u{ffff}\u{b}\u{c}\u{1f}ends",
    "👩\u{200d}🔬🏳\u{fe0f}\u{200d}🌈 e\u{301}",
    "<svg onload=alert(1)><style>*{display:none}</style>",
    "\"><img src=x onerror=alert(1)>",
];

fn files(bytes: Vec<u8>) -> Vec<(String, String)> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = Vec::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        if let Ok(text) = String::from_utf8(bytes) {
            files.push((name, text));
        }
    }
    files
}

/// [RELEASE-7]
#[test]
fn hostile_texts_come_out_literal_in_every_form() {
    let long = "long".repeat(2_500);
    for words in HOSTILE.iter().chain(&MORE).copied().chain([long.as_str()]) {
        let view = saying(words);
        let report = compose(&view, &Edition::new(ReportKind::Seminar, ReleaseLevel::Team, &view.shared, "x".into()));

        let page = String::from_utf8(bundle::write(&report, &view, Format::Html)).unwrap();
        let tree = page.replace("<!doctype html>", "").replace("<meta ", "<meta-").to_lowercase();
        for mark in ["<script", "<img", "<iframe", "onerror=\"", "onload=\"", "javascript:alert(1)\"", "href=\"http"] {
            assert!(!tree.contains(mark), "{words:?} brings {mark} into the page");
        }
        assert_eq!(tree.matches("<style").count(), 1, "{words:?}");

        for (name, text) in files(bundle::write(&report, &view, Format::Xlsx)) {
            assert!(!text.contains("TargetMode=\"External\""), "{words:?} leads out of {name}");
            let tree = roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{words:?} in {name}: {error}"));
            let formulas =
                tree.descendants().filter(|node| node.tag_name().name() == "f" && name.contains("worksheets"));
            assert_eq!(formulas.count(), 0, "{words:?} is a formula in {name}");
        }
        // What only a spreadsheet would run is nothing to the others, and pictures take their time.
        if HOSTILE[..HOSTILE.len() - 3].contains(&words) {
            continue;
        }
        for (name, text) in files(bundle::write(&report, &view, Format::Docx)) {
            assert!(!text.contains("TargetMode=\"External\""), "{words:?} leads out of {name}");
            let tree = roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{words:?} in {name}: {error}"));
            for node in tree.descendants().filter(|node| node.tag_name().name() == "instrText") {
                let field = node.text().unwrap_or_default().trim();
                assert!(field.starts_with("TOC ") || field.starts_with("SEQ "), "{words:?} makes the field {field}");
            }
            for node in tree.descendants().filter(|node| node.tag_name().name() == "fldSimple") {
                let field = node.attributes().find(|one| one.name() == "instr").map(|one| one.value().trim());
                let caption =
                    field.is_some_and(|field| field.starts_with("SEQ Figure") || field.starts_with("SEQ Table"));
                assert!(caption, "{words:?} makes the field {field:?}");
            }
        }
        for (name, text) in files(bundle::write(&report, &view, Format::Figures)) {
            let options = roxmltree::ParsingOptions { allow_dtd: false, ..Default::default() };
            let tree = roxmltree::Document::parse_with_options(&text, options)
                .unwrap_or_else(|error| panic!("{words:?} in {name}: {error}"));
            for node in tree.descendants() {
                assert!(
                    !["script", "foreignObject", "image", "use", "a"].contains(&node.tag_name().name()),
                    "{words:?}"
                );
                assert!(!node.attributes().any(|one| one.name().starts_with("on")), "{words:?} in {name}");
            }
        }
    }
}
