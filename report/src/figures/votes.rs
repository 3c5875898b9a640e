//! How many people chose each option.

use std::ops::Range;

use super::Svg;
use super::canvas::{Align, COUNT, Canvas, FACT, HEAD, MOST_LINES, NAME, NAME_LINE, counted, ink, nothing, set};
use super::faces::Face;
use super::tally::{Tally, bar};
use crate::model::{VoteBar, Votes};

const WIDTH: f64 = 680.0;
const NAME_AT: f64 = 48.0;
const NAME_WIDE: f64 = 318.0;
const TALLY_AT: f64 = 392.0;
const LABEL_LINE: f64 = 18.0;
/// No narrower, so that the words for a scale fit above it.
const NUMBER_WIDE: f64 = 44.0;

/// A label's sign, drawn on a field of 20 by 20: lines, and what is filled.
fn sign(label: &str) -> (&'static str, Option<&'static str>) {
    const RING: &str = "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14z";
    match label {
        "common ground" => ("M7.5 5a5 5 0 1 0 0 10 5 5 0 0 0 0-10zM12.5 5a5 5 0 1 0 0 10 5 5 0 0 0 0-10z", None),
        "one group's priority" => ("M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM10 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4z", None),
        "hidden consensus" => (
            "M7.5 3.5A7 7 0 0 1 12.5 3.5M14.4 4.6A7 7 0 0 1 16.9 8.9M16.9 11.1A7 7 0 0 1 14.4 15.4M12.5 16.5A7 7 0 0 1 7.5 16.5M5.6 15.4A7 7 0 0 1 3.1 11.1M3.1 8.9A7 7 0 0 1 5.6 4.6",
            None,
        ),
        "divided" => ("M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM10 3v14", Some("M10 3a7 7 0 0 1 0 14z")),
        "divided by group" => (
            "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM10 3v14M3 10h14",
            Some("M10 3a7 7 0 0 1 7 7h-7zM10 10v7a7 7 0 0 1-7-7z"),
        ),
        CLOSE => ("M3 8h14M3 12h14", None),
        _ => (RING, None),
    }
}

const CLOSE: &str = "too close to call against the next";

/// What stands under a name: lines of labels, each with the place where it begins.
fn labels(option: &VoteBar, close: bool) -> Vec<Vec<(f64, String)>> {
    let kind = set(Face::SansStrong, 13.0, ink::INK);
    let words = close.then(|| CLOSE.to_owned()).into_iter().chain(option.labels.iter().cloned());
    let mut lines: Vec<Vec<(f64, String)>> = Vec::new();
    let mut at = NAME_WIDE;
    for word in words {
        let mut first = true;
        for piece in kind.wrap(&word, NAME_WIDE - 22.0, 3) {
            let wide = 22.0 + kind.width(&piece) + 16.0;
            if !first || at + wide - 16.0 > NAME_WIDE {
                lines.push(Vec::new());
                at = 0.0;
            }
            if let Some(line) = lines.last_mut() {
                // A label that runs over begins its next line without a sign.
                line.push((if first { at } else { -1.0 }, piece));
            }
            at += wide;
            first = false;
        }
    }
    lines
}

/// With a capital, as a heading begins.
fn capital(words: &str) -> String {
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// Draws some of the options, on the scale of all.
pub(super) fn draw(votes: &Votes, part: Range<usize>) -> Svg {
    if votes.options.is_empty() {
        return nothing(WIDTH, "No option stood in this vote.");
    }
    let people = votes.unit == "people";
    let most = votes.options.iter().map(|option| option.people).max().unwrap_or(0);
    let of = if people { votes.of.max(most) } else { most };
    let kind = set(Face::SansStrong, 13.0, ink::INK);
    let mut canvas = Canvas::new(WIDTH);
    let number_wide = COUNT.width(&most.to_string()).max(HEAD.width(&votes.unit).min(90.0)).max(NUMBER_WIDE);
    let tally_wide = WIDTH - TALLY_AT - number_wide - 16.0;
    let tally = Tally::new(of, tally_wide, 18.0);

    canvas.text(NAME_AT, 14.0, Align::Left, HEAD, "Option");
    let scale = match (people, tally.is_bar()) {
        (true, false) => format!("One stroke, one person; {of} in all"),
        (true, true) => format!("Share of {of} people"),
        (false, _) => String::new(),
    };
    canvas.text(TALLY_AT, 14.0, Align::Left, FACT, &scale);
    let unit = HEAD.wrap(&capital(&votes.unit), 90.0, 1).concat();
    let unit_fits = FACT.width(&scale) + 12.0 + HEAD.width(&unit) <= WIDTH - TALLY_AT;
    if unit_fits {
        canvas.text(WIDTH, 14.0, Align::Right, HEAD, &unit);
    }
    canvas.rule(22.5, ink::INK, 1.0);

    let mut y = 23.0;
    let mut centres = Vec::new();
    for (at, option) in votes.options.iter().enumerate().skip(part.start).take(part.len()) {
        let close = option.close_to_next && at + 1 < votes.options.len();
        let name = NAME.balance(&option.name, NAME_WIDE, MOST_LINES);
        let labels = labels(option, close);
        let text_tall = NAME_LINE * name.len() as f64 + LABEL_LINE * labels.len() as f64;
        let gap = if labels.is_empty() { 0.0 } else { 3.0 };
        let tall = (text_tall + gap).max(tally.tall()).max(22.0) + 16.0;
        let top = y + (tall - text_tall - gap) / 2.0;
        canvas.lines(NAME_AT, top + 13.5, Align::Left, NAME, NAME_LINE, &name);
        for (row, line) in labels.iter().enumerate() {
            let base = top + NAME_LINE * name.len() as f64 + gap + LABEL_LINE * row as f64 + 13.0;
            for (x, word) in line {
                if *x >= 0.0 {
                    let (lines, filled) = sign(word);
                    canvas.sign(NAME_AT + x - 1.0, base - 12.0, 0.8, lines, filled);
                }
                canvas.text(NAME_AT + x.max(0.0) + 22.0, base, Align::Left, kind, word);
            }
        }
        // The tally stands beside the name, not beside the middle of name and labels.
        let centre = if name.len() > 6 { top + NAME_LINE } else { top + NAME_LINE * name.len() as f64 / 2.0 };
        let centre = centre.max(y + tally.tall() / 2.0 + 6.0);
        centres.push(centre);
        let shared = votes.options.iter().filter(|other| other.rank == option.rank).count() > 1;
        let rank = format!("{}{}", option.rank, if shared { "=" } else { "" });
        canvas.text(0.0, centre + 5.5, Align::Left, set(Face::Serif, 16.0, ink::SECOND), &rank);
        if people {
            tally.draw(&mut canvas, TALLY_AT, centre - tally.tall() / 2.0, option.people, ink::INK, ink::GHOST);
        } else {
            bar(&mut canvas, TALLY_AT, centre - 7.0, tally_wide, option.people, of);
        }
        canvas.text(WIDTH, centre + 6.0, Align::Right, COUNT, &option.people.to_string());
        y += tall;
        canvas.rule(y - 0.5, ink::RULE, 1.0);
    }
    for (at, option) in votes.options.iter().skip(part.start).take(part.len()).enumerate() {
        if let (true, Some(next)) = (option.close_to_next, centres.get(at + 1)) {
            let (from, to) = (centres[at] + 3.0, next - 3.0);
            canvas.stroke(
                &format!("M31 {0}h6V{1}h-6", super::canvas::number(from), super::canvas::number(to)),
                ink::INK,
                1.75,
            );
        }
    }
    let mut foot = Vec::new();
    if people && !tally.is_bar() && votes.options.iter().any(|option| option.people < of) {
        foot.push("Grey strokes: people who did not choose it.".to_owned());
    }
    if !people && votes.of > 0 {
        foot.push(format!("{} could vote.", counted(votes.of, "person", "people")));
    }
    if votes.options.iter().any(|option| option.close_to_next) {
        foot.push("A bracket ties options whose order is too close to call.".to_owned());
    }
    for line in FACT.wrap(&foot.join(" "), WIDTH, 3) {
        y += 19.0;
        canvas.text(0.0, y, Align::Left, FACT, &line);
    }
    canvas.finish(y + 6.0)
}
