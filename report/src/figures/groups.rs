//! Signs of perspective groups: a letter, a shape and an ink together, as on every screen.
//!
//! Follows `web/src/ui/kit/groups.ts`, so that a group has the same sign in the room and in the report.

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use super::canvas::{Align, Canvas, ink, set};
use super::faces::Face;

/// What stands for a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct GroupSign {
    pub(super) letter: String,
    pub(super) shape: Shape,
    pub(super) ink: &'static str,
}

/// An outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Circle,
    Square,
    Diamond,
    Hexagon,
    Shield,
    Triangle,
    Pentagon,
    Arch,
}

const BLUE: &str = "#1C74C4";
const PLUM: &str = "#A8327F";
const OCHRE: &str = "#8F6A0C";
const GREEN: &str = "#0F5A36";
const SLATE: &str = "#272C34";

/// The five groups of the templates, by the words in their names.
const KNOWN: [(&[&str], &str, Shape, &str); 5] = [
    (&["research & development", "research and development", "research"], "R", Shape::Circle, BLUE),
    (&["patient advocacy", "advocacy"], "A", Shape::Square, PLUM),
    (&["market"], "M", Shape::Diamond, OCHRE),
    (&["government"], "G", Shape::Hexagon, GREEN),
    (&["policy"], "P", Shape::Shield, SLATE),
];

/// New outlines first, so that a group of one's own looks least like a known one.
const SHAPES: [Shape; 8] = [
    Shape::Triangle,
    Shape::Pentagon,
    Shape::Arch,
    Shape::Square,
    Shape::Circle,
    Shape::Hexagon,
    Shape::Diamond,
    Shape::Shield,
];
const INKS: [&str; 5] = [GREEN, OCHRE, PLUM, BLUE, SLATE];

impl Shape {
    /// Its outline on a field of 24 by 24.
    const fn outline(self) -> &'static str {
        match self {
            Self::Circle => "M12 .5a11.5 11.5 0 1 1 0 23 11.5 11.5 0 0 1 0-23z",
            Self::Square => "M1.2 1.2h21.6v21.6H1.2z",
            Self::Diamond => "M12-1 25 12 12 25-1 12Z",
            Self::Hexagon => "M6.2 1h11.6L24 12l-6.2 11H6.2L0 12Z",
            Self::Shield => "M1.5 1h21v11.5C22.5 18 17 21.8 12 24 7 21.8 1.5 18 1.5 12.5Z",
            Self::Triangle => "M12-1 25.4 23.4H-1.4Z",
            Self::Pentagon => "M12-.4 24.4 8.8 19.7 23.4H4.3L-.4 8.8Z",
            Self::Arch => "M1 23.4V11.5a11 11 0 0 1 22 0v11.9z",
        }
    }

    /// Where the letter stands, so that it looks centred.
    const fn baseline(self) -> f64 {
        match self {
            Self::Circle | Self::Square | Self::Diamond | Self::Hexagon => 16.8,
            Self::Shield => 16.0,
            Self::Triangle => 20.6,
            Self::Pentagon | Self::Arch => 18.0,
        }
    }
}

impl GroupSign {
    /// Draws it 24 pixels wide; `x` and `y` are its upper left corner.
    pub(super) fn draw(&self, canvas: &mut Canvas, x: f64, y: f64) {
        canvas.shape(x, y, 1.0, self.shape.outline(), self.ink);
        let kind = set(Face::SansStrong, 14.0, ink::WHITE);
        canvas.text(x + 12.0, y + self.shape.baseline(), Align::Middle, kind, &self.letter);
    }
}

fn folded(name: &str) -> String {
    let name: String = name.nfc().collect::<String>().to_lowercase();
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn known(name: &str) -> Option<GroupSign> {
    let name = folded(name);
    if name == "other groups" {
        return Some(GroupSign { letter: "+".into(), shape: Shape::Circle, ink: ink::SECOND });
    }
    let (_, letter, shape, ink) = KNOWN.into_iter().find(|(names, ..)| names.contains(&name.as_str()))?;
    Some(GroupSign { letter: letter.into(), shape, ink })
}

/// FNV-1a, 32 bits: the same name gives the same sign everywhere.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |value, byte| (value ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Letters that could stand for a name: its initials first, then the rest of it, then the alphabet.
fn letters(name: &str) -> Vec<String> {
    let upper = folded(name).to_uppercase();
    let words: Vec<&str> =
        upper.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let initials = words.iter().filter_map(|word| word.graphemes(true).next()).map(str::to_owned);
    let inner = words.iter().flat_map(|word| word.chars()).map(String::from);
    initials.chain(inner).chain("ABCDEFGHJKLNOQRSTUVWXYZ".chars().map(String::from)).collect()
}

/// Signs for the groups of one workshop, in the workshop's order.
pub(super) fn signs_of(names: &[&str]) -> Vec<GroupSign> {
    let mut signs: Vec<Option<GroupSign>> = names.iter().map(|name| known(name)).collect();
    for (at, name) in names.iter().enumerate() {
        if signs[at].is_some() {
            continue;
        }
        if let Some(same) = names[..at].iter().position(|other| other == name) {
            signs[at] = signs[same].clone();
            continue;
        }
        let taken: Vec<&GroupSign> = signs.iter().flatten().collect();
        let letter = letters(name)
            .into_iter()
            .find(|letter| taken.iter().all(|sign| &sign.letter != letter))
            .unwrap_or_else(|| "?".into());
        let start = hash(&folded(name)) as usize;
        let all = SHAPES.len() * INKS.len();
        // Shapes turn fastest: two neighbours differ in outline before they differ in ink.
        let candidates = (0..all).map(|step| (start + step) % all);
        let mut candidates = candidates.map(|index| (SHAPES[index % SHAPES.len()], INKS[index / SHAPES.len()]));
        let (shape, ink) = candidates
            .find(|(shape, ink)| taken.iter().all(|sign| sign.shape != *shape || sign.ink != *ink))
            .unwrap_or((Shape::Triangle, GREEN));
        signs[at] = Some(GroupSign { letter, shape, ink });
    }
    signs.into_iter().flatten().collect()
}
