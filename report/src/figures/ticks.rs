//! Time as segments, each with a scale of its own, so that crowded years get room.

use crate::model::{ChartEra, TimelineChart};

/// A span of time with one scale.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Segment<'a> {
    pub(super) from: i64,
    pub(super) to: i64,
    /// The eras that cover it, earliest first.
    pub(super) eras: Vec<&'a ChartEra>,
    /// The entries that begin in it, by their place in the chart.
    pub(super) entries: Vec<usize>,
}

/// An entry count from which on years without an era get another scale at the next decade.
const CROWDED: usize = 4;
const YEAR: i64 = 1000;
const DECADE: i64 = 10 * YEAR;

/// Eras closer than this, about a month, have nothing between them.
const SEAM: i64 = 90;
/// An era's last day belongs to it.
const DAY: i64 = 3;

/// Where an era ends; one that ends before it began lasts its first year.
fn end(era: &ChartEra) -> i64 {
    if era.to > era.from { era.to } else { era.from + YEAR - DAY }
}

/// The eras with where they end on the chart. People name the same year, or two that follow one another, as
/// the end of one era and the beginning of the next: both mean that the next begins where this one ends.
fn seams(chart: &TimelineChart) -> Vec<(&ChartEra, i64)> {
    let mut eras: Vec<&ChartEra> = chart.eras.iter().collect();
    eras.sort_by_key(|era| (era.from, end(era)));
    let seam = |(at, era): (usize, &&ChartEra)| {
        let (from, to) = (era.from, end(era));
        let joins =
            |next: &&&ChartEra| next.from > from && end(next) > to && (to - YEAR..=to + SEAM).contains(&next.from);
        eras[at + 1..].iter().find(joins).map_or(to + DAY, |next| next.from)
    };
    let ends: Vec<i64> = eras.iter().enumerate().map(seam).collect();
    eras.into_iter().zip(ends).collect()
}

/// The chart's time in segments: cut where an era begins or ends, and, outside eras, at decades.
/// Years without era and entry are left out.
pub(super) fn segments(chart: &TimelineChart) -> Vec<Segment<'_>> {
    let eras = seams(chart);
    let begins = chart.entries.iter().map(|entry| entry.from);
    let mut cuts: Vec<i64> = eras.iter().flat_map(|(era, to)| [era.from, *to]).collect();
    let first = begins.clone().chain(cuts.iter().copied()).min();
    let last = begins.chain(cuts.iter().copied()).max();
    let (Some(first), Some(last)) = (first, last) else { return Vec::new() };
    // Outside eras a segment is at least its whole year.
    cuts.push(if cuts.contains(&first) { first } else { first.div_euclid(YEAR) * YEAR });
    cuts.push(if chart.entries.iter().any(|entry| entry.from >= last) {
        (last.div_euclid(YEAR) + 1) * YEAR
    } else {
        last
    });
    cuts.sort_unstable();
    cuts.dedup();
    let mut segments: Vec<Segment<'_>> = Vec::new();
    for pair in cuts.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let covering =
            eras.iter().filter(|(era, end)| era.from <= from && to <= *end).map(|(era, _)| *era).collect::<Vec<_>>();
        let mut entries: Vec<usize> =
            (0..chart.entries.len()).filter(|at| (from..to).contains(&chart.entries[*at].from)).collect();
        entries.sort_by_key(|at| (chart.entries[*at].from, chart.entries[*at].number));
        if covering.is_empty() {
            segments.extend(decades(chart, from, to, &entries));
        } else {
            segments.push(Segment { from, to, eras: covering, entries });
        }
    }
    segments
}

fn decades<'a>(chart: &TimelineChart, from: i64, to: i64, entries: &[usize]) -> Vec<Segment<'a>> {
    let mut segments = Vec::new();
    if entries.is_empty() {
        return segments;
    }
    let mut open = Segment { from, to, eras: Vec::new(), entries: Vec::new() };
    for &at in entries {
        let decade = chart.entries[at].from.div_euclid(DECADE) * DECADE;
        if open.entries.len() >= CROWDED && decade > open.from {
            let next = Segment { from: decade, to, eras: Vec::new(), entries: Vec::new() };
            open.to = decade;
            segments.push(std::mem::replace(&mut open, next));
        }
        open.entries.push(at);
    }
    segments.push(open);
    segments
}

/// Years to write beside a segment that is `tall` pixels, no closer than `apart`.
pub(super) fn years(from: i64, to: i64, tall: f64, apart: f64) -> Vec<i64> {
    let span = (to - from).max(1) as f64;
    let place = |year: i64| (year * YEAR - from) as f64 / span * tall;
    let first = from.div_euclid(YEAR) + i64::from(from.rem_euclid(YEAR) > YEAR / 2);
    let mut step = 1;
    for wider in [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000] {
        step = wider;
        if (step * YEAR) as f64 / span * tall >= apart {
            break;
        }
    }
    let mut years = vec![first];
    let mut year = first.div_euclid(step) * step + step;
    while year * YEAR + 2 * DAY < to {
        if years.last().is_none_or(|last| place(year) - place(*last) >= apart) {
            years.push(year);
        }
        year += step;
    }
    years
}

/// An era's years in words, as "1957–1979".
pub(super) fn span(era: &ChartEra) -> String {
    let from = era.from.div_euclid(YEAR);
    // An era up to the first moment of a year ends with the year before.
    let to = (end(era) - 1).div_euclid(YEAR);
    if from == to { from.to_string() } else { format!("{from}–{to}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ChartEntry;

    #[test]
    fn years_keep_their_distance_and_begin_with_the_first() {
        assert_eq!(years(1_957_000, 1_980_000, 60.0, 15.0), [1957, 1970]);
        assert_eq!(years(2_022_000, 2_026_000, 300.0, 15.0), [2022, 2023, 2024, 2025]);
        assert_eq!(years(-44_000, -40_000, 100.0, 15.0), [-44, -43, -42, -41]);
        assert_eq!(years(2_000_000, 2_000_001, 100.0, 15.0), [2000]);
    }

    #[test]
    fn eras_that_share_a_year_or_follow_one_another_leave_nothing_between() {
        let era = |from, to| ChartEra { title: format!("{from}"), from, to };
        let entry = |from| ChartEntry {
            number: 1,
            lane: 0,
            from,
            to: from,
            date: String::new(),
            title: String::new(),
            turning_point: None,
            mark: String::new(),
        };
        // Given eras as people write them: to 1979, from 1980 to 1999, from 1999 on, and an entry on each last day
        let chart = TimelineChart {
            lanes: vec![],
            eras: vec![era(1_957_000, 1_979_997), era(1_980_000, 1_999_997), era(1_999_000, 2_020_997)],
            entries: vec![entry(1_979_997), entry(1_999_997), entry(2_020_997)],
        };
        // Then each stands in one era, and each era is one segment
        let segments = segments(&chart);
        let found: Vec<_> = segments.iter().map(|one| (one.from, one.to, one.eras.len(), one.entries.len())).collect();
        let expected = [(1_957_000, 1_980_000, 1, 1), (1_980_000, 1_999_000, 1, 0), (1_999_000, 2_021_000, 1, 2)];
        assert_eq!(found, expected);
    }

    #[test]
    fn an_era_says_its_years() {
        let era = |from, to| span(&ChartEra { title: String::new(), from, to });
        assert_eq!(era(1_957_000, 1_980_000), "1957–1979");
        assert_eq!(era(1_957_500, 1_979_999), "1957–1979");
        assert_eq!(era(2_020_000, 2_021_000), "2020");
    }
}
