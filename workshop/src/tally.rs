//! Counting a ballot: once, when it closes.
//!
//! Options are ranked by the method's score and share a rank where it is equal: there is no
//! hidden tie-break. The breakdown by perspective group folds small groups, so that nobody's
//! vote can be read off it.

mod columns;
mod labels;
pub mod measures;
pub(crate) mod possible;
mod spread;

use crate::methods::{self, MarksOn};
use charrette_protocol::{BallotMethod, Marks, OptionId, OptionTally, Reason, RoundsCompared, Tally, Thousandths};
pub(crate) use columns::Columns;
use measures::Cell;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A group with fewer voters than this is never shown by itself.
pub const SMALLEST_GROUP: u32 = 3;

/// With fewer voters than this, nothing is split by group.
pub const SMALLEST_SPLIT: usize = 6;

/// One paper, as far as counting needs it: not whose it is.
#[derive(Debug, Clone, Copy)]
pub struct Paper<'a> {
    /// The voter's perspective group when the ballot opened; none = not given.
    pub group: Option<&'a str>,
    /// Marks on options; a paper without any still counts as voting.
    pub marks: &'a MarksOn,
    /// What the voter wrote beside them.
    pub reasons: &'a BTreeMap<OptionId, String>,
    /// The voter's marks in the round before, if there was one and they voted in it.
    pub before: Option<&'a MarksOn>,
}

/// All that a count needs.
#[derive(Debug, Clone, Copy)]
pub struct Count<'a> {
    /// How people voted.
    pub method: &'a BallotMethod,
    /// People who could have voted.
    pub eligible: u32,
    /// Dots or places each had; none on scales.
    pub budget: Option<u16>,
    /// The options in the ballot's order, each with the one of the round before that it repeats.
    pub options: &'a [(OptionId, Option<OptionId>)],
    /// The workshop's perspective groups in their order. A voter of any other group counts as
    /// one who gave none.
    pub groups: &'a [&'a str],
    /// The papers, in any order.
    pub papers: &'a [Paper<'a>],
}

/// Dots each person has in a ballot of so many options, where a facilitator set none: a quarter
/// of them, 3 to 8, and never more than half.
pub const fn default_budget(options: usize) -> u16 {
    let quarter = (options + 2) / 4;
    let clamped = if quarter < 3 {
        3
    } else if quarter > 8 {
        8
    } else {
        quarter
    };
    let half = if options < 4 { 1 } else { options / 2 };
    (if clamped < half { clamped } else { half }) as u16
}

/// A share or figure as it is stored.
fn thousandths(value: f64) -> Thousandths {
    (value * 1000.0).round() as Thousandths
}

/// Counts a ballot.
///
/// Options that nobody chose are no close calls: there is no order among them to doubt.
pub fn count(count: &Count<'_>) -> Tally {
    let voters: Vec<_> = count.papers.iter().map(|paper| paper.group).collect();
    let columns = Columns::of(count.groups, &voters);
    let rounds = rounds(count);
    let counted: Vec<_> = count.options.iter().map(|of| count_option(count, &columns, *of, rounds.is_some())).collect();
    let mut cells = BTreeMap::new();
    let mut options = Vec::new();
    for (option, of_option) in counted {
        cells.insert(option.option, of_option);
        options.push(option);
    }
    rank(count.method, &mut options);
    labels::put(count, &columns.groups, &cells, &mut options);
    let close_calls = options
        .windows(2)
        .filter(|pair| pair.iter().any(|option| option.marked > 0))
        .map(|pair| (pair[0].option, pair[1].option))
        .filter(|&(first, second)| is_close(count, first, second))
        .collect();
    let effective = measures::effective_priorities(options.iter().map(|option| option.dots));
    Tally {
        eligible: count.eligible,
        voted: count.papers.len() as u32,
        budget: count.budget.unwrap_or_default(),
        groups: columns.groups,
        options,
        close_calls,
        effective_priorities: effective.map(thousandths),
        rounds,
    }
}

/// Counts one option: what it received, and its cells in the tally's groups.
fn count_option(
    count: &Count<'_>,
    columns: &Columns<'_>,
    (option, again): (OptionId, Option<OptionId>),
    compared: bool,
) -> (OptionTally, Vec<Cell>) {
    let (method, budget) = (count.method, count.budget.unwrap_or_default());
    let groups = columns.groups.len();
    let chooses = methods::chooses(method);
    let mut tally = OptionTally { by_group: vec![0; groups], ..OptionTally::unmarked(option) };
    // Where people choose, whoever voted could have chosen it; where they judge, whoever judged it.
    let mut cells: Vec<Cell> =
        columns.groups.iter().map(|group| Cell { chose: 0, voted: if chooses { group.voted } else { 0 } }).collect();
    let mut marks: Vec<(Option<usize>, &[u16])> = Vec::new();
    for paper in count.papers {
        let mark = paper.marks.get(&option);
        if let Some(text) = paper.reasons.get(&option) {
            tally.reasons.push(Reason { marks: mark.cloned().unwrap_or_default(), text: text.clone() });
        }
        let Some(mark) = mark else { continue };
        let column = columns.of_voter(paper.group);
        marks.push((column, mark));
        tally.marked += 1;
        tally.dots += methods::dots(method, budget, mark);
        let favours = methods::favours(method, mark);
        tally.people += u32::from(favours);
        if let Some(column) = column {
            tally.by_group[column] += u32::from(favours);
            cells[column].chose += u32::from(favours);
            cells[column].voted += u32::from(!chooses);
        }
    }
    // In the order of their words: nothing tells whose they are.
    tally.reasons.sort();
    tally.spreads = spread::spreads(method, budget, groups, &marks);
    tally.gap = spread::gap(method, &marks);
    tally.passes = methods::passes(method, &tally);
    tally.changed = compared.then(|| changed_on(count, option, again));
    if !cells.is_empty() {
        tally.between_groups = Some(thousandths(measures::between_group_polarisation(&cells)));
        tally.across_groups = measures::consensus_across_groups(&cells).map(thousandths);
    }
    (tally, cells)
}

/// Puts the best first, keeping the ballot's order among equals, and gives equals one rank.
fn rank(method: &BallotMethod, options: &mut [OptionTally]) {
    options.sort_by_key(|option| Reverse(methods::score(method, option)));
    let mut before = None;
    for (place, option) in (1..).zip(options) {
        let score = methods::score(method, option);
        option.rank = match before {
            Some((rank, same)) if same == score => rank,
            _ => place,
        };
        before = Some((option.rank, score));
    }
}

/// Whether the order of two options is too close to call: |b − c| ≤ √(b + c), where b prefer
/// the first and c the second. Squared, so that it is exact.
fn is_close(count: &Count<'_>, first: OptionId, second: OptionId) -> bool {
    let budget = count.budget.unwrap_or_default();
    let lean = |paper: &Paper<'_>, option| methods::lean(count.method, budget, paper.marks.get(&option));
    let (mut for_first, mut for_second) = (0_u64, 0_u64);
    for paper in count.papers {
        match (lean(paper, first), lean(paper, second)) {
            (Some(one), Some(other)) if one > other => for_first += 1,
            (Some(one), Some(other)) if one < other => for_second += 1,
            _ => {}
        }
    }
    for_first.abs_diff(for_second).pow(2) <= for_first + for_second
}

/// This round against the one before. With fewer voters in both than a group may have, nothing
/// is said: it would tell of one person.
fn rounds(count: &Count<'_>) -> Option<RoundsCompared> {
    let both = count.papers.iter().filter(|paper| paper.before.is_some());
    let changed = both.clone().filter(|paper| {
        let same = |(option, again): &(OptionId, Option<OptionId>)| !has_changed(paper, *option, *again);
        !count.options.iter().all(same)
    });
    let compared = RoundsCompared { both: both.clone().count() as u32, changed: changed.count() as u32 };
    (compared.both >= SMALLEST_GROUP).then_some(compared)
}

fn changed_on(count: &Count<'_>, option: OptionId, again: Option<OptionId>) -> u32 {
    count.papers.iter().filter(|paper| has_changed(paper, option, again)).count() as u32
}

/// Whether somebody who voted in both rounds marked an option otherwise. An option that was not
/// in the round before has nothing to be compared with.
fn has_changed(paper: &Paper<'_>, option: OptionId, again: Option<OptionId>) -> bool {
    let (Some(before), Some(again)) = (paper.before, again) else { return false };
    before.get(&again).map(Marks::as_slice) != paper.marks.get(&option).map(Marks::as_slice)
}

#[cfg(test)]
mod tests;
