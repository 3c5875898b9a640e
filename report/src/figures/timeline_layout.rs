//! How a timeline is laid out: how much its labels say, and how tall each segment is.

use super::canvas::{FACT, ink, set};
use super::faces::{Face, Type};
use super::labels::{Flow, Piece};
use super::ticks::{Segment, span};
use crate::model::{ChartEntry, TimelineChart};

/// How wide the chart is: a page set across.
pub(super) const WIDTH: f64 = 1000.0;
const ERA_WIDE: f64 = 108.0;
/// Where a label's text begins in its lane.
pub(super) const LABEL: f64 = 50.0;
/// Lanes beside one another; more go into a second chart below.
const LANES: usize = 5;
/// As tall as fits on a page set across with its caption.
const ACROSS: f64 = 690.0;
/// As tall as fits on a page.
const UPRIGHT: f64 = 1380.0;
/// Between two labels.
pub(super) const GAP: f64 = 3.0;
/// Between a segment's edges and its first and last moment.
pub(super) const PAD: f64 = 9.0;
/// The one lane of a chart that has none.
static NO_LANE: [String; 1] = [String::new()];

const TITLE: Type = set(Face::Sans, 13.0, ink::INK);
const TURNING: Type = set(Face::SerifStrong, 13.5, ink::INK);
const DATE: Type = set(Face::SansStrong, 12.0, ink::SECOND);
const MARK: Type = set(Face::Sans, 12.0, ink::THIRD);
const ERA: Type = set(Face::SerifStrong, 15.0, ink::INK);

/// How much a label says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    Dates,
    Titles,
    Numbers,
}

/// A label: which entries it stands for, and its text.
pub(super) struct Label {
    pub(super) entries: Vec<usize>,
    pub(super) flow: Flow,
    /// Whether the text is the numbers themselves.
    pub(super) is_numbers: bool,
}

/// A segment with its labels by lane, and where it lies.
pub(super) struct Band<'a> {
    pub(super) segment: &'a Segment<'a>,
    pub(super) lanes: Vec<Vec<Label>>,
    pub(super) tall: f64,
}

/// How much a label says in the whole chart.
pub(super) fn detail_of(chart: &TimelineChart, segments: &[Segment<'_>]) -> Detail {
    let tall =
        |detail: Detail| -> f64 { panels(chart, segments, detail).iter().map(|(_, bands)| heights(bands)).sum() };
    match () {
        () if tall(Detail::Dates) <= ACROSS => Detail::Dates,
        () if tall(Detail::Titles) <= UPRIGHT => Detail::Titles,
        () => Detail::Numbers,
    }
}

/// Lanes that stand beside one another, and what stands in them.
pub(super) fn panels<'a>(
    chart: &'a TimelineChart,
    segments: &'a [Segment<'a>],
    detail: Detail,
) -> Vec<(Lanes<'a>, Vec<Band<'a>>)> {
    let all = if chart.lanes.is_empty() { &NO_LANE[..] } else { &chart.lanes[..] };
    let panels = all.chunks(LANES).enumerate();
    let panels = panels.map(|(at, names)| Lanes { first: at * LANES, names });
    panels
        .map(|lanes| {
            let bands = bands(chart, segments, &lanes, detail);
            (lanes, bands)
        })
        .collect()
}

/// Lanes beside one another.
pub(super) struct Lanes<'a> {
    /// Which lane of the chart the first is.
    pub(super) first: usize,
    pub(super) names: &'a [String],
}

/// How wide the room left of the lanes is: for eras and years, or years alone.
pub(super) fn gutter(chart: &TimelineChart) -> f64 {
    if chart.eras.is_empty() { 52.0 } else { 158.0 }
}

fn heights(bands: &[Band<'_>]) -> f64 {
    bands.iter().map(|band| band.tall).sum()
}

/// Which lane an entry stands in; none is lost if a lane is missing.
pub(super) fn lane_of(entry: &ChartEntry, chart: &TimelineChart) -> usize {
    entry.lane.min(chart.lanes.len().saturating_sub(1))
}

/// Those that at least a third as many people marked as the one that most did are set apart.
fn is_leading(entry: &ChartEntry, chart: &TimelineChart) -> bool {
    let most = chart.entries.iter().filter_map(|entry| entry.turning_point).max().unwrap_or(0);
    entry.turning_point.is_some_and(|people| people > 0 && u64::from(people) * 3 >= u64::from(most))
}

fn pieces(entry: &ChartEntry, chart: &TimelineChart, detail: Detail) -> Vec<Piece> {
    let mut pieces = Vec::new();
    if detail == Detail::Dates {
        pieces.push(Piece::Words(DATE, entry.date.clone()));
    }
    let kind = if is_leading(entry, chart) { TURNING } else { TITLE };
    pieces.push(Piece::Words(kind, entry.title.clone()));
    if let Some(people @ 1..) = entry.turning_point {
        pieces.push(Piece::Badge(people.to_string()));
    }
    if !entry.mark.is_empty() {
        pieces.push(Piece::Words(MARK, format!("({})", entry.mark)));
    }
    pieces
}

fn bands<'a>(chart: &TimelineChart, segments: &'a [Segment<'a>], lanes: &Lanes<'_>, detail: Detail) -> Vec<Band<'a>> {
    let width = (WIDTH - gutter(chart)) / lanes.names.len() as f64 - LABEL - 8.0;
    segments
        .iter()
        .map(|segment| {
            let lanes = (0..lanes.names.len())
                .map(|lane| {
                    let here = segment.entries.iter().copied();
                    let here = here.filter(|at| lane_of(&chart.entries[*at], chart) == lanes.first + lane).collect();
                    labels(chart, here, width, detail)
                })
                .collect::<Vec<Vec<Label>>>();
            let fullest = lanes.iter().map(|labels| room(labels)).fold(0.0, f64::max);
            let tall = (fullest + PAD).max(era_tall(segment)).max(34.0);
            Band { segment, lanes, tall }
        })
        .collect()
}

fn labels(chart: &TimelineChart, entries: Vec<usize>, width: f64, detail: Detail) -> Vec<Label> {
    if detail != Detail::Numbers {
        let one = |at: usize| Label {
            entries: vec![at],
            flow: Flow::new(pieces(&chart.entries[at], chart, detail), width, 12),
            is_numbers: false,
        };
        return entries.into_iter().map(one).collect();
    }
    // Numbers alone: those that follow one another share a label, and only what leads is named.
    let mut labels = Vec::new();
    let mut run: Vec<usize> = Vec::new();
    let close = |run: &mut Vec<usize>, labels: &mut Vec<Label>| {
        if !run.is_empty() {
            let numbers = run.iter().map(|at| chart.entries[*at].number.to_string()).collect::<Vec<_>>();
            let pieces = vec![Piece::Words(TITLE, numbers.join(", "))];
            labels.push(Label { entries: std::mem::take(run), flow: Flow::new(pieces, width, 12), is_numbers: true });
        }
    };
    for at in entries {
        if is_leading(&chart.entries[at], chart) {
            close(&mut run, &mut labels);
            let pieces = pieces(&chart.entries[at], chart, Detail::Titles);
            labels.push(Label { entries: vec![at], flow: Flow::new(pieces, width, 4), is_numbers: false });
        } else {
            run.push(at);
            if run.len() == 6 {
                close(&mut run, &mut labels);
            }
        }
    }
    close(&mut run, &mut labels);
    labels
}

fn room(labels: &[Label]) -> f64 {
    labels.iter().map(|label| label.flow.tall() + GAP).sum()
}

pub(super) fn era_lines(segment: &Segment<'_>) -> Vec<(Type, String)> {
    let mut lines = Vec::new();
    for era in &segment.eras {
        lines.extend(ERA.balance(&era.title, ERA_WIDE, 10).into_iter().map(|line| (ERA, line)));
        let more = if era.from < segment.from { ", continued" } else { "" };
        lines.extend(FACT.wrap(&format!("{}{more}", span(era)), ERA_WIDE, 2).into_iter().map(|line| (FACT, line)));
    }
    lines
}

fn era_tall(segment: &Segment<'_>) -> f64 {
    era_lines(segment).len() as f64 * 17.0 + 14.0
}
