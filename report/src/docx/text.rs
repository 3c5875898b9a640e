//! Paragraphs and what stands in them: every word literal, in its direction, links only to places that are there.

use super::direction::{self, Direction};
use super::places::Places;
use super::xml::Xml;
use crate::model::{Span, SpanStyle};
use crate::plain::plain;

/// How a paragraph is set.
#[derive(Clone, Copy, Default)]
pub(super) struct Setting<'a> {
    /// The style's id in `styles.xml`.
    pub style: &'a str,
    /// Whether it stays on a page with what follows.
    pub keep_next: bool,
    /// Whether it goes on where the text before it ends, though its style begins a page.
    pub goes_on: bool,
    /// Whether no space comes after it: what follows belongs to it.
    pub close: bool,
    /// The list it belongs to and its depth there.
    pub list: Option<(u32, usize)>,
}

impl<'a> Setting<'a> {
    /// As the style has it.
    pub fn styled(style: &'a str) -> Self {
        Self { style, ..Self::default() }
    }

    /// The same, on one page with what follows.
    pub fn kept(style: &'a str) -> Self {
        Self { style, keep_next: true, ..Self::default() }
    }
}

/// A paragraph; `inside` writes its runs and is told which way it is read.
pub(super) fn paragraph(xml: &mut Xml, setting: Setting, reads: Direction, inside: impl FnOnce(&mut Xml)) {
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| {
            xml.value("w:pStyle", setting.style);
            if setting.keep_next {
                xml.empty("w:keepNext", &[]);
            }
            if setting.goes_on {
                xml.value("w:pageBreakBefore", "0");
            }
            if let Some((list, depth)) = setting.list {
                xml.element("w:numPr", &[], |xml| {
                    xml.value("w:ilvl", &depth.to_string());
                    xml.value("w:numId", &list.to_string());
                });
            }
            if reads == Direction::Leftwards {
                xml.empty("w:bidi", &[]);
            }
            if setting.goes_on {
                xml.empty("w:spacing", &[("w:before", "800")]);
            } else if setting.close {
                xml.empty("w:spacing", &[("w:after", "20")]);
            }
        });
        inside(xml);
    });
}

/// A paragraph of plain text.
pub(super) fn line(xml: &mut Xml, setting: Setting, text: &str) {
    let text = plain(text);
    let reads = direction::of(&text);
    paragraph(xml, setting, reads, |xml| run(xml, None, &text, reads));
}

/// Which way a paragraph of these pieces is read.
pub(super) fn direction_of(spans: &[Span]) -> Direction {
    direction::of(&spans.iter().map(|span| span.text.as_str()).collect::<String>())
}

/// Pieces of running text. A piece that leads to what this report does not hold is only text.
pub(super) fn spans(xml: &mut Xml, places: &Places, spans: &[Span], reads: Direction) {
    for span in spans {
        let style = match span.style {
            SpanStyle::Plain => None,
            SpanStyle::Strong => Some("Strong"),
            SpanStyle::Emphasis => Some("Emphasis"),
            SpanStyle::Quiet => Some("Quiet"),
        };
        match &span.link {
            Some(anchor) if places.has(anchor) => {
                link(xml, anchor.as_str(), |xml| run(xml, style.or(Some("Hyperlink")), &plain(&span.text), reads));
            }
            _ => run(xml, style, &plain(&span.text), reads),
        }
    }
}

/// Something that leads to a place in the document.
pub(super) fn link(xml: &mut Xml, bookmark: &str, inside: impl FnOnce(&mut Xml)) {
    xml.element("w:hyperlink", &[("w:anchor", bookmark), ("w:history", "1")], inside);
}

/// A text of one style. Each stretch of one direction is a run of its own; line breaks stay.
pub(super) fn run(xml: &mut Xml, style: Option<&str>, text: &str, reads: Direction) {
    for (range, direction) in direction::stretches(text, reads) {
        xml.element("w:r", &[], |xml| {
            if style.is_some() || direction == Direction::Leftwards {
                xml.element("w:rPr", &[], |xml| {
                    if let Some(style) = style {
                        xml.value("w:rStyle", style);
                    }
                    if direction == Direction::Leftwards {
                        xml.empty("w:rtl", &[]);
                    }
                });
            }
            for (index, line) in text[range].split('\n').enumerate() {
                if index > 0 {
                    xml.empty("w:br", &[]);
                }
                if !line.is_empty() {
                    xml.element("w:t", &[("xml:space", "preserve")], |xml| xml.text(line));
                }
            }
        });
    }
}

/// A field whose result is fixed text: Word shows what stands here until somebody asks for it anew.
pub(super) fn field(xml: &mut Xml, instruction: &str, style: Option<&str>, result: &str) {
    xml.element("w:fldSimple", &[("w:instr", instruction)], |xml| run(xml, style, result, Direction::Rightwards));
}
