//! The four levels of an iceberg: the page itself sinks, from air to sea floor.

use super::Svg;
use super::canvas::{Align, Canvas, MOST_LINES, counted, ink, nothing, number, set};
use super::faces::{Face, Type};
use super::tally::Tally;
use crate::model::{Iceberg, IcebergBand};
use charrette_protocol::IcebergLevel;

const WIDTH: f64 = 680.0;
const MARGIN: f64 = 16.0;
const TITLE_WIDE: f64 = 196.0;
const THEMES_AT: f64 = 244.0;
/// How many themes a band names before it says how many more there are: as many as let the figure fit on a page.
const MOST_THEMES: [usize; 7] = [12, 9, 7, 6, 5, 4, 3];
/// As tall as fits on a page with its caption.
const PAGE: f64 = 940.0;

/// A band's ground, and the inks on it.
struct Depth {
    ground: &'static str,
    ink: &'static str,
    quiet: &'static str,
    rule: &'static str,
}

const fn depth(level: Option<IcebergLevel>) -> Depth {
    match level {
        Some(IcebergLevel::Event) => Depth { ground: "#FDFDFB", ink: ink::INK, quiet: ink::SECOND, rule: ink::RULE },
        Some(IcebergLevel::Pattern) => Depth { ground: "#D9E2E3", ink: ink::INK, quiet: ink::SECOND, rule: "#B9C6C8" },
        Some(IcebergLevel::Structure) => Depth { ground: "#8FA6AE", ink: "#0B1116", quiet: "#16202A", rule: "#728C96" },
        Some(IcebergLevel::MentalModel) => {
            Depth { ground: "#1B2B36", ink: "#F7F8F4", quiet: "#D3DBDD", rule: "#44586A" }
        }
        None => Depth { ground: ink::WHITE, ink: ink::INK, quiet: ink::SECOND, rule: ink::RULE },
    }
}

pub(super) fn draw(iceberg: &Iceberg) -> Svg {
    if iceberg.levels.is_empty() {
        return nothing(WIDTH, "No level holds a note.");
    }
    let mut figure = with_themes(iceberg, MOST_THEMES[0]);
    for most in &MOST_THEMES[1..] {
        if figure.height <= PAGE {
            break;
        }
        figure = with_themes(iceberg, *most);
    }
    figure
}

fn with_themes(iceberg: &Iceberg, most_themes: usize) -> Svg {
    let all: u64 = iceberg.levels.iter().map(|band| u64::from(band.notes)).sum();
    let most = iceberg.levels.iter().map(|band| band.notes).max().unwrap_or(0);
    // Without any theme, the strokes of the notes take their room.
    let bare = iceberg.levels.iter().all(|band| band.themes.is_empty());
    let tally =
        if bare { Tally::new(most, WIDTH - MARGIN - THEMES_AT, 18.0) } else { Tally::new(most, TITLE_WIDE, 9.0) };
    let mut canvas = Canvas::new(WIDTH);
    let mut y = 0.0;
    let mut water = None;
    for (at, band) in iceberg.levels.iter().enumerate() {
        let depth = depth(band.level);
        let top = y;
        let mut height = title(&mut canvas, band, &depth, top, all);
        if bare {
            let own = strokes(&mut canvas, band, &depth, (THEMES_AT, top + 22.0), &tally);
            height = height.max(own + 40.0);
        } else {
            height += strokes(&mut canvas, band, &depth, (MARGIN, top + height - 8.0), &tally);
            height = height.max(themes(&mut canvas, band, &depth, top, most_themes));
        }
        let above = at == 0 && band.level == Some(IcebergLevel::Event) && iceberg.levels.len() > 1;
        if above {
            height += 24.0;
            water = Some(top + height);
            canvas.text(MARGIN, top + height - 10.0, Align::Left, set(Face::Sans, 13.0, ink::SECOND), "waterline");
        }
        // The ground goes behind what stands on it, whose height is known only now.
        canvas.behind(|canvas| canvas.rect(0.0, top, WIDTH, height, depth.ground));
        if at == 0 {
            canvas.rule(top + 0.5, depth.rule, 1.0);
        }
        y += height;
    }
    if let Some(water) = water {
        waterline(&mut canvas, water);
    }
    if iceberg.levels.last().is_some_and(|band| band.level.is_none()) {
        canvas.rule(y - 0.5, ink::RULE, 1.0);
    }
    canvas.finish(y)
}

/// What the band is, and how much stands on it. Returns how tall it is.
fn title(canvas: &mut Canvas, band: &IcebergBand, depth: &Depth, top: f64, all: u64) -> f64 {
    let kind = set(Face::Serif, 19.0, depth.ink);
    let lines = kind.balance(&band.title, TITLE_WIDE, MOST_LINES);
    canvas.lines(MARGIN, top + 31.0, Align::Left, kind, 23.0, &lines);
    let y = top + 31.0 + 23.0 * lines.len() as f64;
    let count = set(Face::SerifStrong, 18.0, depth.ink);
    let fact = set(Face::Sans, 14.0, depth.quiet);
    canvas.text(MARGIN, y, Align::Left, count, &band.notes.to_string());
    let words = match (band.notes, percent(band.notes, all)) {
        (1, Some(share)) => format!("note, {share} %"),
        (_, Some(share)) => format!("notes, {share} %"),
        (1, None) => "note".to_owned(),
        (_, None) => "notes".to_owned(),
    };
    canvas.text(MARGIN + count.width(&band.notes.to_string()) + 5.0, y, Align::Left, fact, &words);
    y + 18.0 - top
}

/// A stroke for each note. Returns how tall they are.
fn strokes(canvas: &mut Canvas, band: &IcebergBand, depth: &Depth, (x, y): (f64, f64), tally: &Tally) -> f64 {
    if band.notes == 0 {
        return 0.0;
    }
    let own = tally.with(band.notes);
    if tally.is_bar() {
        let wide = TITLE_WIDE * f64::from(band.notes) / f64::from(tally.people().max(1));
        canvas.rect(x, y, wide, 9.0, depth.ink);
        return 9.0;
    }
    own.draw(canvas, x, y, band.notes, depth.ink, depth.ink);
    own.tall()
}

/// Its themes, each with its number of notes. Returns how tall they are.
fn themes(canvas: &mut Canvas, band: &IcebergBand, depth: &Depth, top: f64, most: usize) -> f64 {
    let fact = set(Face::Sans, 14.0, depth.quiet);
    let mut y = top + 12.0;
    if band.themes.is_empty() {
        canvas.text(THEMES_AT, top + 31.0, Align::Left, fact, "No themes.");
        return 60.0;
    }
    let name = Type { ink: depth.ink, ..set(Face::Serif, 15.0, ink::INK) };
    let count = set(Face::SerifStrong, 15.0, depth.ink);
    let shown = if band.themes.len() > most + 1 { most } else { band.themes.len() };
    for (at, (theme, notes)) in band.themes.iter().take(shown).enumerate() {
        if at > 0 {
            canvas.line((THEMES_AT, y), (WIDTH - MARGIN, y), depth.rule, 1.0);
        }
        let lines = name.balance(theme, WIDTH - MARGIN - THEMES_AT - 48.0, MOST_LINES);
        canvas.lines(THEMES_AT, y + 19.0, Align::Left, name, 18.0, &lines);
        canvas.text(WIDTH - MARGIN, y + 19.0, Align::Right, count, &notes.to_string());
        y += 18.0 * lines.len().max(1) as f64 + 10.0;
    }
    if shown < band.themes.len() {
        let more = counted((band.themes.len() - shown) as u64, "more theme", "more themes");
        canvas.line((THEMES_AT, y), (WIDTH - MARGIN, y), depth.rule, 1.0);
        canvas.text(THEMES_AT, y + 18.0, Align::Left, fact, &more);
        y += 26.0;
    }
    y + 10.0 - top
}

/// A part of all in whole per cent.
fn percent(part: u32, all: u64) -> Option<u64> {
    (all > 0).then(|| (u64::from(part) * 100 + all / 2) / all)
}

/// Where the first level ends, what anybody can see ends.
fn waterline(canvas: &mut Canvas, y: f64) {
    let waves = "q5 -3.5 10 0t10 0".repeat((WIDTH / 20.0) as usize);
    canvas.stroke(&format!("M0 {}{waves}", number(y)), ink::INK, 2.0);
}
