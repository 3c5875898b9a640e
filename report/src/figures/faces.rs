//! The faces that figures are set in, and how wide a text is in them.
//!
//! Measured from the fonts that [`png`](super::png) draws with, so that nothing overlaps and nothing is cut.

use std::sync::OnceLock;

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};
use unicode_segmentation::UnicodeSegmentation;

/// A face of the figures; see `report/fonts/README.md` for what the files are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Face {
    /// Facts.
    Sans,
    /// Headings of facts.
    SansStrong,
    /// What the room says together.
    Serif,
    /// Names and numerals that lead.
    SerifStrong,
}

impl Face {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Sans, Self::SansStrong, Self::Serif, Self::SerifStrong];

    /// The family that the file calls itself, for an `@font-face`.
    pub const fn family(self) -> &'static str {
        match self {
            Self::Sans | Self::SansStrong => "Charrette Sans",
            Self::Serif | Self::SerifStrong => "Charrette Serif",
        }
    }

    /// Its weight.
    pub const fn weight(self) -> u16 {
        match self {
            Self::Sans => 400,
            Self::Serif => 500,
            Self::SansStrong | Self::SerifStrong => 600,
        }
    }

    /// The font as TrueType.
    pub const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Sans => include_bytes!("../../fonts/sans-400.ttf"),
            Self::SansStrong => include_bytes!("../../fonts/sans-600.ttf"),
            Self::Serif => include_bytes!("../../fonts/serif-500.ttf"),
            Self::SerifStrong => include_bytes!("../../fonts/serif-600.ttf"),
        }
    }

    /// The family with what may stand in for it where neither file nor embedding is there.
    pub(super) const fn families(self) -> &'static str {
        match self {
            Self::Sans | Self::SansStrong => "'Charrette Sans','Source Sans 3','Segoe UI',Roboto,sans-serif",
            Self::Serif | Self::SerifStrong => "'Charrette Serif','Brygada 1918',Charter,Georgia,serif",
        }
    }

    fn font(self) -> Option<&'static FontRef<'static>> {
        static FONTS: OnceLock<[Option<FontRef<'static>>; 4]> = OnceLock::new();
        FONTS.get_or_init(|| Self::ALL.map(|face| FontRef::new(face.bytes()).ok()))[self as usize].as_ref()
    }

    /// How wide one line of text is set at a size. Kerning is left out: with it, a line is at most a little
    /// shorter.
    pub(super) fn width(self, text: &str, size: f64) -> f64 {
        text.chars().map(|character| self.advance(character)).sum::<f64>() * size
    }

    /// The advance of a character, in ems.
    fn advance(self, character: char) -> f64 {
        let Some(font) = self.font() else { return 0.6 };
        let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let em = f64::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
        match font.charmap().map(character) {
            Some(glyph) => f64::from(metrics.advance_width(glyph).unwrap_or(600.0)) / em,
            None => guess(character),
        }
    }
}

/// How wide a character is, in ems, in whatever font will be found for it: rather too wide.
const fn guess(character: char) -> f64 {
    match character {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' => 0.0,
        '\u{300}'..='\u{36f}' | '\u{e0100}'..='\u{e01ef}' => 0.0,
        '\u{1100}'..='\u{11ff}' | '\u{2600}'..='\u{27bf}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7af}' => 1.05,
        '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' => 1.05,
        '\u{1f000}'..='\u{1faff}' => 1.4,
        '\u{20000}'..='\u{3ffff}' => 1.05,
        _ => 0.75,
    }
}

/// What a piece of text looks like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Type {
    pub(super) face: Face,
    pub(super) size: f64,
    pub(super) ink: &'static str,
}

impl Type {
    /// How wide one line is.
    pub(super) fn width(self, text: &str) -> f64 {
        self.face.width(text, self.size)
    }

    /// The text in lines no wider than `width`, at most `most` of them; a word that is too long is broken.
    pub(super) fn wrap(self, text: &str, width: f64, most: usize) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        let mut used = 0.0;
        let space = self.width(" ");
        'words: for word in text.split_whitespace() {
            let wide = self.width(word);
            if !line.is_empty() && used + space + wide <= width {
                line.push(' ');
                line.push_str(word);
                used += space + wide;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            if wide <= width {
                line.push_str(word);
                used = wide;
                continue;
            }
            for piece in word.graphemes(true) {
                let piece_wide = self.width(piece);
                if !line.is_empty() && used + piece_wide > width {
                    lines.push(std::mem::take(&mut line));
                    used = 0.0;
                    if lines.len() > most {
                        break 'words;
                    }
                }
                line.push_str(piece);
                used += piece_wide;
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                while !last.is_empty() && self.width(last) + self.width("…") > width {
                    let cut = last.grapheme_indices(true).next_back().map_or(0, |(at, _)| at);
                    last.truncate(cut);
                }
                let kept = last.trim_end().len();
                last.truncate(kept);
                last.push('…');
            }
        }
        lines
    }

    /// The same in lines of about one length, if there are few.
    pub(super) fn balance(self, text: &str, width: f64, most: usize) -> Vec<String> {
        let lines = self.wrap(text, width, most);
        if !(2..=4).contains(&lines.len()) || lines.iter().any(|line| line.ends_with('…')) {
            return lines;
        }
        let mut best = lines;
        let (mut narrow, mut wide) = (width * 0.4, width);
        for _ in 0..7 {
            let middle = (narrow + wide) / 2.0;
            let tried = self.wrap(text, middle, most);
            let whole = text.split_whitespace().all(|word| self.width(word) <= middle);
            if whole && tried.len() == best.len() {
                best = tried;
                wide = middle;
            } else {
                narrow = middle;
            }
        }
        best
    }
}
