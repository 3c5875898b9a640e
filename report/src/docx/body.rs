//! `document.xml`: cover, contents, sections.

use super::lists::Lists;
use super::picture::Picture;
use super::places::Places;
use super::text::{self, Setting};
use super::xml::Xml;
use super::{direction, picture, table};
use crate::figures;
use crate::model::{Anchor, Block, Cover, Figure, Item, Report, Section, Table};
use crate::plain::{one_line, plain};

/// With more entries than this, contents are longer than a page: then only sections stand in them.
const CONTENTS: usize = 40;

/// What is counted and collected while the document is written.
pub(super) struct Body<'a> {
    places: Places<'a>,
    pub lists: Lists,
    pub pictures: Vec<Picture>,
    headings: usize,
    figures: u32,
    tables: u32,
}

impl<'a> Body<'a> {
    /// A document of which nothing is written yet; `parts` are the places of its sections.
    pub fn new(report: &'a Report, parts: &'a [Anchor]) -> Self {
        Self {
            places: Places::of(report, parts),
            lists: Lists::default(),
            pictures: Vec::new(),
            headings: 0,
            figures: 0,
            tables: 0,
        }
    }

    /// Everything, in reading order.
    pub fn write(&mut self, xml: &mut Xml, report: &Report, parts: &[Anchor]) {
        cover(xml, &report.cover);
        contents(xml, &report.sections);
        let mut annexes = false;
        for (section, place) in report.sections.iter().zip(parts) {
            // Each section begins a page, as its style says; annexes follow each other.
            let goes_on = annexes && section.part.is_annex();
            annexes = section.part.is_annex();
            self.section(xml, section, place, goes_on);
        }
    }

    fn section(&mut self, xml: &mut Xml, section: &Section, place: &Anchor, goes_on: bool) {
        let setting = Setting { goes_on, ..Setting::styled("Heading1") };
        self.heading(xml, setting, &section.title, Some(place));
        for block in &section.blocks {
            self.block(xml, block);
        }
    }

    fn heading(&mut self, xml: &mut Xml, setting: Setting, words: &str, anchor: Option<&Anchor>) {
        let words = one_line(words);
        let reads = direction::of(&words);
        let bookmark = bookmark(self.headings);
        self.headings += 1;
        text::paragraph(xml, setting, reads, |xml| {
            self.places.bookmark(xml, anchor);
            self.places.named(xml, &bookmark, |xml| text::run(xml, None, &words, reads));
        });
    }

    fn block(&mut self, xml: &mut Xml, block: &Block) {
        match block {
            Block::Heading { level, text, anchor } => {
                let style = if *level <= 2 { "Heading2" } else { "Heading3" };
                self.heading(xml, Setting::styled(style), text, anchor.as_ref());
            }
            Block::Lead { text } => text::line(xml, Setting::styled("Lead"), text),
            Block::Paragraph { spans } => {
                let reads = text::direction_of(spans);
                text::paragraph(xml, Setting::styled("Normal"), reads, |xml| {
                    text::spans(xml, &self.places, spans, reads)
                });
            }
            Block::List { numbered, items } => {
                let list = if *numbered { self.lists.numbered() } else { Lists::BULLETS };
                self.items(xml, items, *numbered, list, 0);
            }
            Block::Quote { text, by, source } => self.quote(xml, text, by.as_deref(), source.as_ref()),
            Block::Table(table) => self.table(xml, table),
            Block::Figure(figure) => self.figure(xml, figure),
            Block::Remark { text } => text::line(xml, Setting::styled("Remark"), text),
            Block::Open { prompt } => text::line(xml, Setting::styled("OpenPlace"), prompt),
        }
    }

    fn items(&mut self, xml: &mut Xml, items: &[Item], numbered: bool, list: u32, depth: usize) {
        let style = match (numbered, depth) {
            (false, 0) => "ListBullet",
            (false, _) => "ListBullet2",
            (true, 0) => "ListNumber",
            (true, _) => "ListNumber2",
        };
        for item in items {
            let reads = text::direction_of(&item.spans);
            let setting = Setting { list: Some((list, depth)), ..Setting::styled(style) };
            text::paragraph(xml, setting, reads, |xml| {
                self.places.bookmark(xml, item.anchor.as_ref());
                text::spans(xml, &self.places, &item.spans, reads);
            });
            self.items(xml, &item.items, numbered, list, 1);
        }
    }

    fn quote(&mut self, xml: &mut Xml, words: &str, by: Option<&str>, source: Option<&Anchor>) {
        let leads_to = source.filter(|source| self.places.has_source(source));
        let signed = by.is_some() || leads_to.is_some();
        let words = plain(words);
        let reads = direction::of(&words);
        text::paragraph(xml, Setting { keep_next: signed, close: signed, ..Setting::styled("Quote") }, reads, |xml| {
            self.places.quotation(xml, source);
            text::run(xml, None, &words, reads);
        });
        if !signed {
            return;
        }
        let by = one_line(by.unwrap_or_default());
        let reads = direction::of(&by);
        text::paragraph(xml, Setting::styled("QuoteSource"), reads, |xml| {
            text::run(xml, None, &by, reads);
            if let Some(anchor) = leads_to {
                if !by.is_empty() {
                    text::run(xml, None, " · ", reads);
                }
                text::link(xml, anchor.as_str(), |xml| text::run(xml, Some("Hyperlink"), "source", reads));
            }
        });
    }

    fn table(&mut self, xml: &mut Xml, table: &Table) {
        self.tables += 1;
        let words = one_line(&table.caption);
        caption(xml, "Table", self.tables, &words);
        if !table.columns.is_empty() {
            table::write(xml, &mut self.places, table, &words);
        }
        // Something must stand between two tables, or Word makes them one.
        let style = if table.remark.is_empty() { "TableEnd" } else { "TableRemark" };
        text::line(xml, Setting::styled(style), &table.remark);
    }

    fn figure(&mut self, xml: &mut Xml, figure: &Figure) {
        self.figures += 1;
        let words = one_line(&figure.caption);
        caption(xml, "Figure", self.figures, &words);
        let parts = figures::parts(&figure.drawing, picture::GREATEST_PIXELS);
        let pictures: Vec<_> = parts.iter().map(picture::of).filter(|picture| !picture.png.is_empty()).collect();
        if pictures.is_empty() {
            // What cannot be shown is still said.
            text::line(xml, Setting::styled("Remark"), &figure.alternative);
        }
        let count = pictures.len();
        for (index, shown) in pictures.into_iter().enumerate() {
            let (name, said) = match index {
                0 => {
                    let said = [&figure.alternative, &figure.caption].into_iter().find(|said| !said.trim().is_empty());
                    let name = format!("Figure {}", self.figures);
                    (name.clone(), said.map_or(name, |said| plain(said)))
                }
                _ => {
                    let part = format!("Figure {}, part {} of {count}", self.figures, index + 1);
                    (part, "Goes on from the first part, whose description is of the whole.".to_owned())
                }
            };
            let setting = Setting { close: index + 1 < count, ..Setting::styled("Figure") };
            text::paragraph(xml, setting, direction::Direction::Rightwards, |xml| {
                picture::inline(xml, self.pictures.len(), &shown, &name, &words, &said);
            });
            self.pictures.push(shown);
        }
    }
}

/// "Table 2." with its number as a field whose text is fixed, and what the table shows.
fn caption(xml: &mut Xml, kind: &str, number: u32, words: &str) {
    let reads = direction::Direction::Rightwards;
    text::paragraph(xml, Setting::kept("Caption"), reads, |xml| {
        text::run(xml, Some("Strong"), &format!("{kind}\u{a0}"), reads);
        text::field(xml, &format!(" SEQ {kind} \\* ARABIC "), Some("Strong"), &number.to_string());
        text::run(xml, Some("Strong"), ".", reads);
        text::run(xml, None, &format!(" {words}"), reads);
    });
}

fn cover(xml: &mut Xml, cover: &Cover) {
    text::line(xml, Setting::styled("Subtitle"), &one_line(&cover.subtitle));
    text::line(xml, Setting::styled("Title"), &one_line(&cover.title));
    for fact in &cover.facts {
        text::line(xml, Setting::styled("CoverFact"), fact);
    }
    if !cover.notice.is_empty() {
        text::line(xml, Setting::styled("CoverNotice"), &cover.notice);
    }
    if !cover.record.is_empty() {
        text::line(xml, Setting::styled("CoverRecord"), &format!("Record {}", one_line(&cover.record)));
    }
}

/// The contents as a field that Word can make anew, and in it what Word would write: no page numbers, for these
/// are known only where the document is opened.
fn contents(xml: &mut Xml, sections: &[Section]) {
    let second_level = |section: &Section| {
        section.blocks.iter().filter(|block| matches!(block, Block::Heading { level: ..=2, .. })).count()
    };
    let entries: usize = sections.iter().map(|section| 1 + second_level(section)).sum();
    let depth = if entries <= CONTENTS { 2 } else { 1 };
    if sections.is_empty() {
        return;
    }
    xml.element("w:sdt", &[], |xml| {
        xml.element("w:sdtPr", &[], |xml| {
            xml.element("w:docPartObj", &[], |xml| {
                xml.value("w:docPartGallery", "Table of Contents");
                xml.empty("w:docPartUnique", &[]);
            });
        });
        xml.element("w:sdtContent", &[], |xml| {
            text::line(xml, Setting::styled("TOCHeading"), "Contents");
            let mut heading = 0;
            let mut begun = false;
            for (index, section) in sections.iter().enumerate() {
                entry(xml, "TOC1", heading, Some(index + 1), &section.title, (!begun).then_some(depth));
                begun = true;
                heading += 1;
                for block in &section.blocks {
                    if let Block::Heading { level, text, .. } = block {
                        if *level <= 2 && depth == 2 {
                            entry(xml, "TOC2", heading, None, text, None);
                        }
                        heading += 1;
                    }
                }
            }
            text::paragraph(xml, Setting::styled("TableEnd"), direction::Direction::Rightwards, |xml| {
                field_mark(xml, "end");
            });
        });
    });
}

/// One line of the contents; the first one begins the field.
fn entry(xml: &mut Xml, style: &str, heading: usize, number: Option<usize>, words: &str, begins: Option<u8>) {
    let words = one_line(words);
    let reads = direction::of(&words);
    text::paragraph(xml, Setting::styled(style), reads, |xml| {
        if let Some(depth) = begins {
            field_mark(xml, "begin");
            xml.element("w:r", &[], |xml| {
                let instruction = format!(" TOC \\o \"1-{depth}\" \\n \\h \\z ");
                xml.element("w:instrText", &[("xml:space", "preserve")], |xml| xml.text(&instruction));
            });
            field_mark(xml, "separate");
        }
        text::link(xml, &bookmark(heading), |xml| {
            if let Some(number) = number {
                text::run(xml, None, &number.to_string(), reads);
                xml.element("w:r", &[], |xml| xml.empty("w:tab", &[]));
            }
            text::run(xml, None, &words, reads);
        });
    });
}

fn field_mark(xml: &mut Xml, kind: &str) {
    xml.element("w:r", &[], |xml| xml.empty("w:fldChar", &[("w:fldCharType", kind)]));
}

/// The bookmark of a heading for the contents, named as Word names its own.
fn bookmark(heading: usize) -> String {
    format!("_Toc{:08}", heading + 1)
}
