//! Lanes over time. Time runs down, so that a title stands in a line of its own beside its date.
//!
//! Each era has its own scale, as tall as the fullest lane in it needs. Labels keep their order and move
//! least; a thin line leads from each to its true date. The more entries, the less a label says: title and
//! date, title, or, above a page, its number alone.

use super::Svg;
use super::canvas::{Align, Canvas, FACT, counted, ink, nothing, number, set};
use super::faces::{Face, Type};
use super::labels::{FLOW_LINE, spread};
use super::ticks::{segments, years};
use super::timeline_layout::{
    Band, Detail, GAP, LABEL, Lanes, PAD, WIDTH, detail_of, era_lines, gutter, lane_of, panels,
};
use crate::model::TimelineChart;

/// Where a lane's line stands in it.
const AXIS: f64 = 9.0;
/// What legend and names of lanes take, at most in practice.
const HEAD_TALL: f64 = 100.0;

const NUMBER: Type = set(Face::Sans, 12.0, ink::THIRD);
const LANE: Type = set(Face::SerifStrong, 17.0, ink::INK);

/// The whole chart.
pub(super) fn draw(chart: &TimelineChart) -> Svg {
    let segments = segments(chart);
    if segments.is_empty() {
        return nothing(WIDTH, "The timeline has no entries.");
    }
    let detail = detail_of(chart, &segments);
    let mut canvas = Canvas::new(WIDTH);
    let mut y = legend(&mut canvas, chart, detail);
    for (lanes, bands) in panels(chart, &segments, detail) {
        y = panel(&mut canvas, chart, &bands, &lanes, y) + 18.0;
    }
    canvas.finish(y - 12.0)
}

/// The chart in parts no taller than `most`: some eras each, with their titles as long as one era fits.
pub(super) fn parts(chart: &TimelineChart, most: f64) -> Vec<Svg> {
    let whole = draw(chart);
    let segments = segments(chart);
    if whole.height <= most && detail_of(chart, &segments) != Detail::Numbers || segments.is_empty() {
        return vec![whole];
    }
    let fits = |detail: Detail| {
        let panels = panels(chart, &segments, detail);
        panels.iter().flat_map(|(_, bands)| bands).all(|band| band.tall <= most - HEAD_TALL)
    };
    let detail = if fits(Detail::Titles) { Detail::Titles } else { Detail::Numbers };
    let mut parts = Vec::new();
    for (lanes, mut bands) in panels(chart, &segments, detail) {
        while !bands.is_empty() {
            let mut tall = 0.0;
            let fit = bands.iter().take_while(|band| {
                tall += band.tall;
                tall <= most - HEAD_TALL
            });
            let rest = bands.split_off(fit.count().clamp(1, bands.len()));
            let mut canvas = Canvas::new(WIDTH);
            let top = legend(&mut canvas, chart, detail);
            let end = panel(&mut canvas, chart, &bands, &lanes, top);
            parts.push(canvas.finish(end + 6.0));
            bands = rest;
        }
    }
    parts
}

/// What the marks mean. Returns where the chart begins.
fn legend(canvas: &mut Canvas, chart: &TimelineChart, detail: Detail) -> f64 {
    let mut x = 0.0;
    let mut say = |canvas: &mut Canvas, wide: f64, words: &str| {
        canvas.text(x + wide, 14.0, Align::Left, FACT, words);
        let at = x;
        x += wide + FACT.width(words) + 24.0;
        at
    };
    let at = say(canvas, 14.0, "entry, with its number in the table");
    canvas.dot(at + 5.0, 9.5, 4.0, ink::INK);
    if chart.entries.iter().any(|entry| entry.to > entry.from) {
        let at = say(canvas, 14.0, "lasted from, to");
        canvas.rect(at + 4.0, 3.0, 3.0, 13.0, ink::THIRD);
    }
    if chart.entries.iter().any(|entry| entry.turning_point.is_some_and(|people| people > 0)) {
        let at = say(canvas, 44.0, "turning point, with the people who marked it");
        canvas.dot(at + 8.0, 9.5, 7.0, ink::INK);
        canvas.slip(at + 21.0, 2.5, 16.0, 14.0, ink::INK);
        canvas.text(at + 29.0, 14.0, Align::Middle, set(Face::SansStrong, 12.0, ink::WHITE), "n");
    }
    if detail == Detail::Numbers {
        say(canvas, 0.0, "titles are in the table");
    }
    34.0
}

/// One chart: lanes beside one another. Returns where it ends.
fn panel(canvas: &mut Canvas, chart: &TimelineChart, bands: &[Band<'_>], lanes: &Lanes<'_>, top: f64) -> f64 {
    let column = (WIDTH - gutter(chart)) / lanes.names.len() as f64;
    let names: Vec<Vec<String>> = lanes.names.iter().map(|lane| LANE.wrap(lane, column - 20.0, 4)).collect();
    let lines = names.iter().map(Vec::len).max().unwrap_or(0).max(1) as f64;
    for (lane, name) in names.iter().enumerate() {
        let x = gutter(chart) + column * lane as f64;
        canvas.lines(x, top + 16.0, Align::Left, LANE, 20.0, name);
        let count = chart.entries.iter().filter(|entry| lane_of(entry, chart) == lanes.first + lane).count();
        let base = top + 16.0 + 20.0 * lines;
        canvas.text(x, base, Align::Left, FACT, &counted(count as u64, "entry", "entries"));
    }
    let head = top + 20.0 * lines + 26.0;
    let mut y = head;
    for (at, band) in bands.iter().enumerate() {
        era(canvas, band, gutter(chart), y, at);
        y += band.tall;
    }
    canvas.rule(head, ink::INK, 2.0);
    canvas.rule(y - 0.5, ink::RULE, 1.0);
    for lane in 0..lanes.names.len() {
        let x = gutter(chart) + column * lane as f64 + AXIS;
        canvas.line((x, head), (x, y), ink::EDGE, 1.0);
        ranges(canvas, chart, bands, lanes.first + lane, x, head);
        let mut upper = head;
        for band in bands {
            marks(canvas, chart, band, lane, x, upper);
            upper += band.tall;
        }
    }
    y
}

/// The ground of a segment, its eras and years.
fn era(canvas: &mut Canvas, band: &Band<'_>, gutter: f64, y: f64, at: usize) {
    if !band.segment.eras.is_empty() && at.is_multiple_of(2) {
        canvas.rect(0.0, y, WIDTH, band.tall, ink::PAPER);
    }
    canvas.rule(y + 0.5, ink::RULE, 1.0);
    for (row, (kind, line)) in era_lines(band.segment).iter().enumerate() {
        canvas.text(8.0, y + 19.0 + 17.0 * row as f64, Align::Left, *kind, line);
    }
    let scale = Scale::of(band, y);
    let inner = band.tall - 2.0 * PAD;
    for year in years(band.segment.from, band.segment.to, inner, 15.0) {
        let place = scale.place(year * 1000);
        canvas.text(gutter - 6.0, place + 4.5, Align::Right, FACT, &year.to_string());
        canvas.line((gutter - 2.0, place), (gutter + AXIS, place), ink::RULE, 1.0);
    }
}

/// From time to place inside a segment.
struct Scale {
    from: i64,
    to: i64,
    top: f64,
    inner: f64,
}

impl Scale {
    fn of(band: &Band<'_>, y: f64) -> Self {
        Self { from: band.segment.from, to: band.segment.to, top: y + PAD, inner: band.tall - 2.0 * PAD }
    }

    fn place(&self, time: i64) -> f64 {
        let part = (time - self.from) as f64 / (self.to - self.from).max(1) as f64;
        self.top + part.clamp(0.0, 1.0) * self.inner
    }
}

/// What lasted: a bar from its first to its last moment, through as many segments as that takes.
fn ranges(canvas: &mut Canvas, chart: &TimelineChart, bands: &[Band<'_>], lane: usize, x: f64, top: f64) {
    let place = |time: i64| {
        let mut y = top;
        let mut found = top;
        for band in bands {
            if time >= band.segment.from {
                found = Scale::of(band, y).place(time);
            }
            y += band.tall;
        }
        found
    };
    let (Some(first), Some(last)) = (bands.first(), bands.last()) else { return };
    let mut open: [i64; 3] = [i64::MIN; 3];
    for entry in chart.entries.iter().filter(|entry| lane_of(entry, chart) == lane && entry.to > entry.from) {
        let track = open.iter().position(|until| *until < entry.from).unwrap_or(0);
        open[track] = entry.to;
        // A part of a chart shows some of its time.
        if entry.to < first.segment.from || entry.from >= last.segment.to {
            continue;
        }
        let (from, to) = (place(entry.from), place(entry.to));
        canvas.rect(x + 2.0 + 4.0 * track as f64, from, 3.0, (to - from).max(3.0), ink::THIRD);
    }
}

/// Marks and labels of a lane in a segment.
fn marks(canvas: &mut Canvas, chart: &TimelineChart, band: &Band<'_>, lane: usize, x: f64, top: f64) {
    let scale = Scale::of(band, top);
    let Some(labels) = band.lanes.get(lane) else { return };
    let most = chart.entries.iter().filter_map(|entry| entry.turning_point).max().unwrap_or(0);
    let wanted: Vec<(f64, f64)> = labels
        .iter()
        .map(|label| {
            let places = label.entries.iter().map(|at| scale.place(chart.entries[*at].from));
            let middle = places.sum::<f64>() / label.entries.len().max(1) as f64;
            (middle - FLOW_LINE / 2.0, label.flow.tall() + GAP)
        })
        .collect();
    let begins = spread(&wanted, top + PAD / 2.0, top + band.tall - PAD / 2.0 + GAP);
    let at_x = x - AXIS + LABEL;
    for (label, begin) in labels.iter().zip(begins) {
        let base = begin + 11.5;
        let middle = begin + FLOW_LINE / 2.0;
        label.flow.draw(canvas, at_x, begin);
        let end = match label.entries[..] {
            [at] if !label.is_numbers => {
                let written = chart.entries[at].number.to_string();
                canvas.text(at_x - 6.0, base, Align::Right, NUMBER, &written);
                at_x - 10.0 - NUMBER.width(&written)
            }
            _ => at_x - 6.0,
        };
        for at in &label.entries {
            let entry = &chart.entries[*at];
            let y = scale.place(entry.from);
            let near = end.min(x + 17.0);
            let data = format!(
                "M{} {}C{} {} {} {} {} {}H{}",
                number(x + 4.0),
                number(y),
                number(x + 12.0),
                number(y),
                number(near - 9.0),
                number(middle),
                number(near),
                number(middle),
                number(end.max(near)),
            );
            canvas.stroke(&data, ink::EDGE, 0.75);
            let people = entry.turning_point.unwrap_or(0);
            let radius =
                if people == 0 { 3.5 } else { 3.5 + 4.0 * (f64::from(people) / f64::from(most.max(1))).sqrt() };
            canvas.dot(x, y, radius, ink::INK);
        }
    }
}
