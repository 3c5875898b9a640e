//! One stroke is one person: gates of five, inked for who did, grey for who did not.

use super::canvas::{Canvas, ink, number};

/// How a tally of one length is laid out, the same for each row of a figure.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tally {
    of: u32,
    in_a_row: u32,
    rows: u32,
    step: f64,
    stroke: f64,
    height: f64,
    width: f64,
}

/// Between two gates, besides a step, in steps.
const GAP: f64 = 0.7;
/// Strokes are no further apart than this, or they no longer read as a gate.
const WIDEST: f64 = 4.6;
/// And no closer, or they run together in print.
const CLOSEST: f64 = 2.6;
/// Above this number of people a stroke each is no help to anybody.
const MOST: u32 = 500;

fn steps(strokes: u32) -> f64 {
    match strokes {
        0 => 0.0,
        _ => f64::from(strokes - 1) + f64::from((strokes - 1) / 5) * GAP,
    }
}

impl Tally {
    /// For `of` people, no wider than `width`; a single row is `height` tall.
    pub(super) fn new(of: u32, width: f64, height: f64) -> Self {
        let mut rows = 1;
        let mut in_a_row = of;
        while width / steps(in_a_row).max(1.0) < CLOSEST && rows < 64 {
            rows += 1;
            in_a_row = of.div_ceil(rows).div_ceil(5) * 5;
        }
        let step = (width / steps(in_a_row).max(1.0)).min(WIDEST);
        let height = if rows == 1 { height } else { 11.0 };
        Self { of, in_a_row, rows, step, stroke: step * 0.5, height, width }
    }

    /// The same layout for fewer people.
    pub(super) fn with(self, of: u32) -> Self {
        let rows = of.div_ceil(self.in_a_row.max(1)).max(1);
        Self { of, rows, ..self }
    }

    /// Whether there are so many people that a bar stands for them.
    pub(super) const fn is_bar(&self) -> bool {
        self.of > MOST
    }

    /// How many strokes there are.
    pub(super) const fn people(&self) -> u32 {
        self.of
    }

    /// How tall all rows are together.
    pub(super) fn tall(&self) -> f64 {
        if self.is_bar() { 14.0 } else { f64::from(self.rows) * (self.height + 3.0) - 3.0 }
    }

    /// Draws it: `on` strokes in one ink, the rest in grey.
    pub(super) fn draw(&self, canvas: &mut Canvas, x: f64, y: f64, on: u32, inked: &str, rest: &str) {
        if self.is_bar() {
            canvas.rect(x, y + 4.0, self.width, 6.0, rest);
            canvas.rect(x, y, self.width * f64::from(on) / f64::from(self.of.max(1)), 14.0, inked);
            return;
        }
        let (mut full, mut empty) = (String::new(), String::new());
        for stroke in 0..self.of {
            let at = x + self.stroke / 2.0 + steps(stroke % self.in_a_row + 1) * self.step;
            let top = y + f64::from(stroke / self.in_a_row) * (self.height + 3.0);
            let one = format!("M{} {}v{}", number(at), number(top), number(self.height));
            if stroke < on { &mut full } else { &mut empty }.push_str(&one);
        }
        if !empty.is_empty() {
            canvas.stroke(&empty, rest, self.stroke);
        }
        if !full.is_empty() {
            canvas.stroke(&full, inked, self.stroke);
        }
    }
}

/// A plain bar on its track, for what is no number of people.
pub(super) fn bar(canvas: &mut Canvas, x: f64, y: f64, width: f64, part: u32, whole: u32) {
    canvas.line((x, y + 7.0), (x + width, y + 7.0), ink::RULE, 1.0);
    canvas.rect(x, y, width * f64::from(part) / f64::from(whole.max(1)), 14.0, ink::INK);
}
