//! The zip that a Word file is: its parts, what kind each is, and which leads to which. Nothing leads out of it.

use super::RELATIONS;
use super::picture::Picture;
use super::xml::Xml;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

const KINDS: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const PACKAGE_RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const CORE_RELATION: &str = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
const WORD_KIND: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const CORE_KIND: &str = "application/vnd.openxmlformats-package.core-properties+xml";

/// The relation of the header and of the footer, which the document names.
pub(super) const HEADER: &str = "header";

/// What is written anew for each report.
pub(super) struct Parts {
    pub document: String,
    pub numbering: String,
    pub header: String,
    pub properties: String,
    pub pictures: Vec<Picture>,
}

/// Parts below `word/` that the document leads to: name, and what it is in relations and kinds.
const WORD_PARTS: [(&str, &str, &str); 5] = [
    ("styles", "styles", include_str!("parts/styles.xml")),
    ("settings", "settings", include_str!("parts/settings.xml")),
    ("fontTable", "fontTable", include_str!("parts/fontTable.xml")),
    ("numbering", "numbering", ""),
    ("header", "header", ""),
];

/// The file.
pub(super) fn zip(parts: &Parts) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    put(&mut zip, "[Content_Types].xml", kinds().as_bytes());
    put(&mut zip, "_rels/.rels", package_relations().as_bytes());
    put(&mut zip, "docProps/core.xml", parts.properties.as_bytes());
    put(&mut zip, "word/document.xml", parts.document.as_bytes());
    put(&mut zip, "word/_rels/document.xml.rels", document_relations(parts.pictures.len()).as_bytes());
    for (name, _, fixed) in WORD_PARTS {
        let part = match name {
            "numbering" => &parts.numbering,
            "header" => &parts.header,
            _ => fixed,
        };
        put(&mut zip, &format!("word/{name}.xml"), part.as_bytes());
    }
    for (index, picture) in parts.pictures.iter().enumerate() {
        put(&mut zip, &format!("word/{}", picture_part(index)), &picture.png);
    }
    zip.finish().expect("memory takes all bytes").into_inner()
}

/// The relation by which the document shows a picture.
pub(super) fn picture_relation(index: usize) -> String {
    format!("figure{}", index + 1)
}

fn picture_part(index: usize) -> String {
    format!("media/figure{}.png", index + 1)
}

fn put(zip: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, bytes: &[u8]) {
    // A fixed time, so that the same report gives the same bytes.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644);
    zip.start_file(name, options).expect("names are fixed and differ");
    zip.write_all(bytes).expect("memory takes all bytes");
}

fn kinds() -> String {
    let mut xml = Xml::document();
    xml.element("Types", &[("xmlns", KINDS)], |xml| {
        for (extension, kind) in [
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            ("xml", "application/xml"),
            ("png", "image/png"),
        ] {
            xml.empty("Default", &[("Extension", extension), ("ContentType", kind)]);
        }
        let mut part = |name: &str, kind: &str| xml.empty("Override", &[("PartName", name), ("ContentType", kind)]);
        part("/docProps/core.xml", CORE_KIND);
        part("/word/document.xml", &format!("{WORD_KIND}.document.main+xml"));
        for (name, kind, _) in WORD_PARTS {
            part(&format!("/word/{name}.xml"), &format!("{WORD_KIND}.{kind}+xml"));
        }
    });
    xml.finish()
}

fn relations(all: impl IntoIterator<Item = (String, String, String)>) -> String {
    let mut xml = Xml::document();
    xml.element("Relationships", &[("xmlns", PACKAGE_RELATIONS)], |xml| {
        for (id, kind, target) in all {
            xml.empty("Relationship", &[("Id", &id), ("Type", &kind), ("Target", &target)]);
        }
    });
    xml.finish()
}

fn package_relations() -> String {
    relations([
        ("document".to_owned(), format!("{RELATIONS}/officeDocument"), "word/document.xml".to_owned()),
        ("properties".to_owned(), CORE_RELATION.to_owned(), "docProps/core.xml".to_owned()),
    ])
}

fn document_relations(pictures: usize) -> String {
    let parts =
        WORD_PARTS.map(|(name, kind, _)| (name.to_owned(), format!("{RELATIONS}/{kind}"), format!("{name}.xml")));
    let pictures =
        (0..pictures).map(|index| (picture_relation(index), format!("{RELATIONS}/image"), picture_part(index)));
    relations(parts.into_iter().chain(pictures))
}
