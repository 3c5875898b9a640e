//! `numbering.xml`: the numbers of sections, and each list's own.

use super::WORD;
use super::xml::Xml;

/// The definition that headings count by; `styles.xml` names its number, 1.
const SECTIONS: usize = 0;
const BULLETS: usize = 1;
const NUMBERS: usize = 2;

/// The lists of a document: headings first, then bullets, then every numbered list by itself.
#[derive(Default)]
pub(super) struct Lists {
    numbered: u32,
}

impl Lists {
    /// The list without numbers; all of them are one.
    pub const BULLETS: u32 = 2;

    /// A list that counts from 1.
    pub fn numbered(&mut self) -> u32 {
        self.numbered += 1;
        Self::BULLETS + self.numbered
    }

    /// `numbering.xml`.
    pub fn part(&self) -> String {
        let mut xml = Xml::document();
        xml.element("w:numbering", &[("xmlns:w", WORD)], |xml| {
            definition(xml, SECTIONS, &[("decimal", "%1", Some("Heading1"), 624)]);
            definition(
                xml,
                BULLETS,
                &[("bullet", "•", Some("ListBullet"), 340), ("bullet", "–", Some("ListBullet2"), 680)],
            );
            definition(
                xml,
                NUMBERS,
                &[("decimal", "%1.", Some("ListNumber"), 425), ("lowerLetter", "%2.", Some("ListNumber2"), 850)],
            );
            for (number, definition) in [SECTIONS, BULLETS].into_iter().enumerate() {
                instance(xml, number + 1, definition, false);
            }
            for number in 0..self.numbered as usize {
                instance(xml, number + 3, NUMBERS, true);
            }
        });
        xml.finish()
    }
}

/// Levels as (format, text, style, indent in twentieths of a point).
fn definition(xml: &mut Xml, id: usize, levels: &[(&str, &str, Option<&str>, u32)]) {
    xml.element("w:abstractNum", &[("w:abstractNumId", &id.to_string())], |xml| {
        xml.value("w:multiLevelType", "multilevel");
        let mut outer = 0;
        for (depth, (format, text, style, indent)) in levels.iter().enumerate() {
            xml.element("w:lvl", &[("w:ilvl", &depth.to_string())], |xml| {
                xml.value("w:start", "1");
                xml.value("w:numFmt", format);
                if let Some(style) = style {
                    xml.value("w:pStyle", style);
                }
                xml.value("w:suff", "tab");
                xml.value("w:lvlText", text);
                xml.value("w:lvlJc", "left");
                xml.element("w:pPr", &[], |xml| {
                    let hanging = indent - outer;
                    xml.empty("w:ind", &[("w:left", &indent.to_string()), ("w:hanging", &hanging.to_string())]);
                });
            });
            outer = *indent;
        }
    });
}

fn instance(xml: &mut Xml, number: usize, definition: usize, from_one: bool) {
    xml.element("w:num", &[("w:numId", &number.to_string())], |xml| {
        xml.value("w:abstractNumId", &definition.to_string());
        if from_one {
            for depth in ["0", "1"] {
                xml.element("w:lvlOverride", &[("w:ilvl", depth)], |xml| xml.value("w:startOverride", "1"));
            }
        }
    });
}
