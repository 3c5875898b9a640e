//! What all drawings are made with: inks, text, lines, tallies, and the file around them.

use std::fmt::Write;

use super::faces::{Face, Type};
use crate::plain::one_line;

/// The look's inks, as printed on white.
pub(super) mod ink {
    pub(crate) const INK: &str = "#131B22";
    pub(crate) const SECOND: &str = "#414C55";
    pub(crate) const THIRD: &str = "#5C666E";
    pub(crate) const RULE: &str = "#CBD1C8";
    pub(crate) const EDGE: &str = "#828C86";
    pub(crate) const GHOST: &str = "#A9B1AA";
    pub(crate) const PAPER: &str = "#F3F4F1";
    pub(crate) const WHITE: &str = "#FFFFFF";
}

/// A type of the figures.
pub(super) const fn set(face: Face, size: f64, ink: &'static str) -> Type {
    Type { face, size, ink }
}

/// A fact in the margin.
pub(super) const FACT: Type = set(Face::Sans, 13.0, ink::SECOND);
/// A heading of facts.
pub(super) const HEAD: Type = set(Face::SansStrong, 13.0, ink::SECOND);
/// The words of an option, a theme, a group.
pub(super) const NAME: Type = set(Face::Serif, 15.0, ink::INK);
/// How far the lines of a name are apart.
pub(super) const NAME_LINE: f64 = 18.0;
/// A number that leads.
pub(super) const COUNT: Type = set(Face::SerifStrong, 18.0, ink::INK);
/// The most lines of one text. Whole sentences have fewer; what has more is a word without end.
pub(super) const MOST_LINES: usize = 14;

/// Where a text begins from its `x`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Middle,
    Right,
}

/// A text as it stands, and the room it takes.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
    /// Read by tests, which say what overlaps.
    #[cfg_attr(not(test), expect(dead_code))]
    pub(super) text: String,
}

impl Placed {
    /// Whether two take the same room.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

/// A drawing in progress. Its width is fixed, its height is said at the end.
pub(super) struct Canvas {
    pub(super) width: f64,
    body: String,
    pub(super) placed: Vec<Placed>,
    pub(super) faces: Vec<Face>,
}

/// A number as it stands in a file: two decimals, and no more than it needs.
pub(super) fn number(value: f64) -> String {
    let hundredths = (value * 100.0).round() as i64;
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, part) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    match part {
        0 => format!("{sign}{whole}"),
        _ if part % 10 == 0 => format!("{sign}{whole}.{}", part / 10),
        _ => format!("{sign}{whole}.{part:02}"),
    }
}

/// Text as it stands between tags or quotes.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in one_line(text).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            _ => escaped.push(character),
        }
    }
    escaped
}

impl Canvas {
    pub(super) fn new(width: f64) -> Self {
        Self { width, body: String::new(), placed: Vec::new(), faces: Vec::new() }
    }

    /// What was drawn so far, in front of which something else can be put.
    pub(super) fn behind(&mut self, draw: impl FnOnce(&mut Self)) {
        let front = std::mem::take(&mut self.body);
        draw(self);
        self.body.push_str(&front);
    }

    /// One line of text on its baseline.
    pub(super) fn text(&mut self, x: f64, y: f64, align: Align, kind: Type, text: &str) {
        let text = one_line(text);
        if text.is_empty() {
            return;
        }
        if !self.faces.contains(&kind.face) {
            self.faces.push(kind.face);
        }
        let width = kind.width(&text);
        let (left, anchor) = match align {
            Align::Left => (x, ""),
            Align::Middle => (x - width / 2.0, " text-anchor=\"middle\""),
            Align::Right => (x - width, " text-anchor=\"end\""),
        };
        let family = match kind.face {
            Face::Sans | Face::SansStrong => String::new(),
            Face::Serif | Face::SerifStrong => format!(" font-family=\"{}\"", kind.face.families()),
        };
        let weight = match kind.face {
            Face::Sans => String::new(),
            face => format!(" font-weight=\"{}\"", face.weight()),
        };
        let _ = writeln!(
            self.body,
            "<text x=\"{}\" y=\"{}\"{anchor}{family}{weight} font-size=\"{}\" fill=\"{}\">{}</text>",
            number(x),
            number(y),
            number(kind.size),
            kind.ink,
            escape(&text),
        );
        self.placed.push(Placed {
            left,
            top: y - kind.size * 0.72,
            right: left + width,
            bottom: y + kind.size * 0.22,
            text,
        });
    }

    /// Lines of text below one another; the first stands on `y`.
    pub(super) fn lines(&mut self, x: f64, y: f64, align: Align, kind: Type, apart: f64, lines: &[String]) {
        for (at, line) in lines.iter().enumerate() {
            self.text(x, y + apart * at as f64, align, kind, line);
        }
    }

    /// A filled rectangle.
    pub(super) fn rect(&mut self, x: f64, y: f64, width: f64, height: f64, fill: &str) {
        let _ = writeln!(
            self.body,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{fill}\"/>",
            number(x),
            number(y),
            number(width.max(0.0)),
            number(height.max(0.0)),
        );
    }

    /// A rectangle with round corners.
    pub(super) fn slip(&mut self, x: f64, y: f64, width: f64, height: f64, fill: &str) {
        let _ = writeln!(
            self.body,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"3\" fill=\"{fill}\"/>",
            number(x),
            number(y),
            number(width),
            number(height),
        );
    }

    /// A straight line.
    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), ink: &str, weight: f64) {
        let data = format!("M{} {}L{} {}", number(from.0), number(from.1), number(to.0), number(to.1));
        self.stroke(&data, ink, weight);
    }

    /// A straight line that divides what lies on both sides.
    pub(super) fn dashes(&mut self, from: (f64, f64), to: (f64, f64), ink: &str) {
        let data = format!("M{} {}L{} {}", number(from.0), number(from.1), number(to.0), number(to.1));
        let _ = writeln!(
            self.body,
            "<path d=\"{data}\" fill=\"none\" stroke=\"{ink}\" stroke-width=\"1.25\" stroke-dasharray=\"5 4\"/>"
        );
    }

    /// White around the letters of a sans text that is drawn next.
    pub(super) fn halo(&mut self, x: f64, y: f64, kind: Type, text: &str) {
        let _ = writeln!(
            self.body,
            "<text x=\"{}\" y=\"{}\" font-weight=\"{}\" font-size=\"{}\" stroke=\"{}\" stroke-width=\"4\" \
             stroke-linejoin=\"round\" aria-hidden=\"true\">{}</text>",
            number(x),
            number(y),
            kind.face.weight(),
            number(kind.size),
            ink::WHITE,
            escape(text),
        );
    }

    /// A level rule over the whole width.
    pub(super) fn rule(&mut self, y: f64, ink: &str, weight: f64) {
        self.line((0.0, y), (self.width, y), ink, weight);
    }

    /// A path that is drawn along.
    pub(super) fn stroke(&mut self, data: &str, ink: &str, weight: f64) {
        let _ = writeln!(
            self.body,
            "<path d=\"{data}\" fill=\"none\" stroke=\"{ink}\" stroke-width=\"{}\"/>",
            number(weight)
        );
    }

    /// A path that is filled, moved to a place and made larger or smaller.
    pub(super) fn shape(&mut self, x: f64, y: f64, scale: f64, data: &str, fill: &str) {
        let (x, y, scale) = (number(x), number(y), number(scale));
        let _ =
            writeln!(self.body, "<path transform=\"translate({x} {y}) scale({scale})\" d=\"{data}\" fill=\"{fill}\"/>");
    }

    /// A sign of lines on a field of 20 by 20, moved to a place and made larger or smaller.
    pub(super) fn sign(&mut self, x: f64, y: f64, scale: f64, data: &str, fill: Option<&str>) {
        let (x, y, scale) = (number(x), number(y), number(scale));
        let _ = write!(self.body, "<g transform=\"translate({x} {y}) scale({scale})\">");
        let _ = write!(self.body, "<path d=\"{data}\" fill=\"none\" stroke=\"{}\" stroke-width=\"1.75\"/>", ink::INK);
        if let Some(fill) = fill {
            let _ = write!(self.body, "<path d=\"{fill}\" fill=\"{}\"/>", ink::INK);
        }
        self.body.push_str("</g>\n");
    }

    /// A dot with a thin white edge, so that it stands out from what it lies on.
    pub(super) fn dot(&mut self, x: f64, y: f64, radius: f64, fill: &str) {
        let (x, y, radius) = (number(x), number(y), number(radius));
        let _ = writeln!(
            self.body,
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{fill}\" stroke=\"{}\" stroke-width=\"1\"/>",
            ink::WHITE
        );
    }

    /// The file: `height` is where the drawing ends.
    pub(super) fn finish(self, height: f64) -> super::Svg {
        let (width, height) = (self.width, height.ceil().max(1.0));
        let text = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" \
             font-family=\"{2}\" fill=\"none\">\n{3}</svg>\n",
            number(width),
            number(height),
            Face::Sans.families(),
            self.body,
        );
        let mut faces = self.faces;
        faces.sort_unstable();
        super::Svg { width, height, text, faces, placed: self.placed }
    }
}

/// A drawing of nothing: one sentence in its place.
pub(super) fn nothing(width: f64, sentence: &str) -> super::Svg {
    let mut canvas = Canvas::new(width);
    canvas.rule(0.5, ink::RULE, 1.0);
    canvas.text(0.0, 24.0, Align::Left, FACT, sentence);
    canvas.finish(36.0)
}

/// A number of things in words.
pub(super) fn counted(number: impl Into<u64>, one: &str, many: &str) -> String {
    match number.into() {
        1 => format!("1 {one}"),
        number => format!("{number} {many}"),
    }
}
