//! The report as a Word document: to edit, to circulate, to print.
//!
//! Written by hand over the zip: the libraries at hand write no alternative texts and give every picture the same
//! number, and what a report needs is less than what would have to be mended behind them. Fixed parts stand in `parts/` as they
//! go into the file: `styles.xml` is the design, in the light colours of the client's `tokens.css`.
//!
//! Nothing in the file leads out of it, and it asks nothing when it is opened: the only fields are the contents and the
//! numbers of captions, both with their text in place. Page numbers would be fields that compute, so there are
//! none; headings, contents and bookmarks lead through the document.

mod body;
mod direction;
mod lists;
mod package;
mod picture;
mod places;
mod table;
mod text;
mod xml;

use crate::model::{Anchor, Cover, Report};
use crate::plain::one_line;
use body::Body;
use text::Setting;
use xml::Xml;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const DRAWING_IN_TEXT: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
const CORE: &str = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
const DUBLIN_CORE: &str = "http://purl.org/dc/elements/1.1/";

/// A4 and its margins, in twentieths of a point: 30 mm at the sides.
const PAGE_WIDTH: u32 = 11_906;
const PAGE_HEIGHT: u32 = 16_838;
const SIDE: u32 = 1_701;
const TEXT_WIDTH: u32 = PAGE_WIDTH - 2 * SIDE;

/// The most characters that a running header takes of the title and of the report's kind: one line, for a header of
/// many leaves no room on any page.
const HEADER_TITLE: usize = 64;
const HEADER_KIND: usize = 24;

/// The DOCX file of a report.
pub fn write(report: &Report) -> Vec<u8> {
    let places: Vec<Anchor> = report.sections.iter().map(|section| Anchor::part(section.part)).collect();
    let mut body = Body::new(report, &places);
    let mut xml = Xml::document();
    let names = [("xmlns:w", WORD), ("xmlns:r", RELATIONS), ("xmlns:wp", DRAWING_IN_TEXT)];
    xml.element("w:document", &names, |xml| {
        xml.element("w:body", &[], |xml| {
            body.write(xml, report, &places);
            page(xml);
        });
    });
    package::zip(&package::Parts {
        document: xml.finish(),
        numbering: body.lists.part(),
        header: header(&report.cover),
        properties: properties(&report.cover),
        pictures: body.pictures,
    })
}

fn page(xml: &mut Xml) {
    let side = SIDE.to_string();
    xml.element("w:sectPr", &[], |xml| {
        xml.empty("w:headerReference", &[("w:type", "default"), ("r:id", package::HEADER)]);
        xml.empty("w:pgSz", &[("w:w", &PAGE_WIDTH.to_string()), ("w:h", &PAGE_HEIGHT.to_string())]);
        xml.empty(
            "w:pgMar",
            &[
                ("w:top", "1814"),
                ("w:right", &side),
                ("w:bottom", "1417"),
                ("w:left", &side),
                ("w:header", "850"),
                ("w:footer", "709"),
                ("w:gutter", "0"),
            ],
        );
        // The cover is a first page of its own kind: it has no header.
        xml.empty("w:titlePg", &[]);
    });
}

/// The running header: what this is, on every page but the cover.
fn header(cover: &Cover) -> String {
    let (title, kind) = (cut(&cover.title, HEADER_TITLE), cut(&cover.subtitle, HEADER_KIND));
    let reads = direction::Direction::Rightwards;
    let mut xml = Xml::document();
    xml.element("w:hdr", &[("xmlns:w", WORD)], |xml| {
        text::paragraph(xml, Setting::styled("Header"), reads, |xml| {
            text::run(xml, None, &title, reads);
            xml.element("w:r", &[], |xml| xml.empty("w:tab", &[]));
            text::run(xml, None, &kind, reads);
        });
    });
    xml.finish()
}

/// The beginning of a text; the cover has all of it.
fn cut(text: &str, characters: usize) -> String {
    let line = one_line(text);
    match line.char_indices().nth(characters) {
        Some((at, _)) => format!("{} …", line[..at].trim_end()),
        None => line,
    }
}

/// What the file says about itself: its title. No person, no time, no machine.
fn properties(cover: &Cover) -> String {
    let mut xml = Xml::document();
    xml.element("cp:coreProperties", &[("xmlns:cp", CORE), ("xmlns:dc", DUBLIN_CORE)], |xml| {
        xml.element("dc:title", &[], |xml| xml.text(&one_line(&cover.title)));
        xml.element("dc:subject", &[], |xml| xml.text(&one_line(&cover.subtitle)));
        xml.element("dc:creator", &[], |xml| xml.text("Charrette"));
        xml.element("dc:language", &[], |xml| xml.text("en-GB"));
    });
    xml.finish()
}
