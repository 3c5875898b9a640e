//! How the marks of each option are spread over a scale: a small column chart for each, all on one scale.

use std::ops::Range;

use super::Svg;
use super::canvas::{Align, Canvas, FACT, HEAD, MOST_LINES, NAME, NAME_LINE, counted, ink, nothing, set};
use super::faces::Face;
use crate::model::Distribution;

const WIDTH: f64 = 680.0;
const NAME_WIDE: f64 = 236.0;
const CHART_AT: f64 = 260.0;
const BAR_TALL: f64 = 34.0;

/// Draws some of the options, on the scale of all.
pub(super) fn draw(distribution: &Distribution, part: Range<usize>) -> Svg {
    let values = &distribution.values;
    if distribution.options.is_empty() {
        return nothing(WIDTH, "Nothing was rated.");
    }
    if values.is_empty() {
        return nothing(WIDTH, "The scale has no values.");
    }
    let column = (WIDTH - CHART_AT) / values.len() as f64;
    let most = distribution.options.iter().flat_map(|(_, counts)| counts).copied().max().unwrap_or(0).max(1);
    let number = set(Face::SansStrong, 13.0, ink::INK);
    let zero = set(Face::Sans, 13.0, ink::THIRD);
    let mut canvas = Canvas::new(WIDTH);

    // Words stand over their column where they fit; where not, a number does, and the words below.
    let fit = |value: &String| {
        value.split_whitespace().all(|word| HEAD.width(word) <= column - 6.0)
            && HEAD.wrap(value, column - 6.0, 9).len() <= 4
    };
    let words_fit = values.iter().all(fit);
    let heads: Vec<Vec<String>> = match words_fit {
        true => values.iter().map(|value| HEAD.wrap(value, column - 6.0, 4)).collect(),
        false => (1..=values.len()).map(|at| vec![at.to_string()]).collect(),
    };
    let head_lines = heads.iter().map(Vec::len).max().unwrap_or(1).max(1);
    let head_tall = 16.0 * head_lines as f64;
    canvas.text(0.0, head_tall - 2.0, Align::Left, HEAD, "Option");
    for (at, lines) in heads.iter().enumerate() {
        let x = CHART_AT + column * (at as f64 + 0.5);
        let y = head_tall - 2.0 - 16.0 * (lines.len().max(1) - 1) as f64;
        canvas.lines(x, y, Align::Middle, HEAD, 16.0, lines);
    }
    let mut y = head_tall + 6.0;
    canvas.rule(y + 0.5, ink::INK, 1.0);
    y += 1.0;

    let bar = (column * 0.62).min(40.0);
    for (name, counts) in distribution.options.iter().skip(part.start).take(part.len()) {
        let lines = NAME.balance(name, NAME_WIDE, MOST_LINES);
        let of: u64 = counts.iter().map(|count| u64::from(*count)).sum();
        let text_tall = NAME_LINE * lines.len() as f64 + 17.0;
        let tall = (text_tall + 16.0).max(BAR_TALL + 36.0);
        let top = y + (tall - text_tall) / 2.0;
        canvas.lines(0.0, top + 13.5, Align::Left, NAME, NAME_LINE, &lines);
        let people = counted(of, "person", "people");
        canvas.text(0.0, top + NAME_LINE * lines.len() as f64 + 13.0, Align::Left, FACT, &people);
        let base = (y + tall / 2.0 + (BAR_TALL + 14.0) / 2.0).min(y + 90.0);
        canvas.line((CHART_AT, base), (WIDTH, base), ink::EDGE, 1.0);
        for at in 0..values.len() {
            let count = counts.get(at).copied().unwrap_or(0);
            let centre = CHART_AT + column * (at as f64 + 0.5);
            let high = BAR_TALL * f64::from(count) / f64::from(most);
            if count > 0 {
                canvas.rect(centre - bar / 2.0, base - high.max(1.0), bar, high.max(1.0), ink::INK);
            }
            let kind = if count > 0 { number } else { zero };
            canvas.text(centre, base - high - 4.0, Align::Middle, kind, &count.to_string());
        }
        y += tall;
        canvas.rule(y - 0.5, ink::RULE, 1.0);
    }
    if !words_fit {
        y += 4.0;
        let wide = (WIDTH - 24.0) / 2.0;
        let half = values.len().div_ceil(2);
        let mut ends = y;
        for (side, x) in [(0, 0.0), (1, wide + 24.0)] {
            let mut below = y;
            for (at, value) in values.iter().enumerate().skip(side * half).take(half) {
                canvas.text(x + 16.0, below + 15.0, Align::Right, HEAD, &(at + 1).to_string());
                let lines = FACT.wrap(value, wide - 24.0, 4);
                canvas.lines(x + 24.0, below + 15.0, Align::Left, FACT, 17.0, &lines);
                below += 17.0 * lines.len().max(1) as f64 + 2.0;
            }
            ends = ends.max(below);
        }
        y = ends;
    }
    canvas.finish(y + 4.0)
}
