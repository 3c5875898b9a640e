//! Counting a dots ballot: once, when it closes.
//!
//! Options are ranked by people, then by dots, and share a rank where both are equal: there is
//! no hidden tie-break. The breakdown by perspective group folds small groups, so that nobody's
//! vote can be read off it.

pub mod measures;

use charrette_protocol::{OptionId, OptionTally, Tally, TallyGroup};
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
    /// Dots on options; a paper without any still counts as voting.
    pub dots: &'a BTreeMap<OptionId, u16>,
}

/// All that a count needs.
#[derive(Debug, Clone, Copy)]
pub struct Count<'a> {
    /// People who could have voted.
    pub eligible: u32,
    /// Dots each had.
    pub budget: u16,
    /// The options in the ballot's order.
    pub options: &'a [OptionId],
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

/// Counts a ballot.
///
/// Options that nobody chose are no close calls: there is no order among them to doubt.
pub fn count(count: &Count<'_>) -> Tally {
    let columns = Columns::of(count.groups, count.papers);
    let mut options: Vec<OptionTally> = count
        .options
        .iter()
        .map(|&option| OptionTally { option, rank: 0, people: 0, dots: 0, by_group: vec![0; columns.groups.len()] })
        .collect();
    for option in &mut options {
        for paper in count.papers {
            let dots = dots_on(paper, option.option);
            if dots > 0 {
                option.people += 1;
                option.dots += u32::from(dots);
                if let Some(column) = columns.of_voter(paper.group) {
                    option.by_group[column] += 1;
                }
            }
        }
    }
    rank(&mut options);
    let close_calls = options
        .windows(2)
        .filter(|pair| pair.iter().any(|option| option.people > 0))
        .map(|pair| (pair[0].option, pair[1].option))
        .filter(|&(first, second)| is_close(count.papers, first, second))
        .collect();
    Tally {
        eligible: count.eligible,
        voted: count.papers.len() as u32,
        budget: count.budget,
        groups: columns.groups,
        options,
        close_calls,
    }
}

fn dots_on(paper: &Paper<'_>, option: OptionId) -> u16 {
    paper.dots.get(&option).copied().unwrap_or(0)
}

/// Puts the best first, keeping the ballot's order among equals, and gives equals one rank.
fn rank(options: &mut [OptionTally]) {
    options.sort_by_key(|option| Reverse((option.people, option.dots)));
    let mut before = None;
    for (place, option) in (1..).zip(options) {
        let score = (option.people, option.dots);
        option.rank = match before {
            Some((rank, same)) if same == score => rank,
            _ => place,
        };
        before = Some((option.rank, score));
    }
}

/// Whether the order of two options is too close to call: |b − c| ≤ √(b + c), where b chose only
/// the first and c only the second. Squared, so that it is exact.
fn is_close(papers: &[Paper<'_>], first: OptionId, second: OptionId) -> bool {
    let (mut only_first, mut only_second) = (0_u64, 0_u64);
    for paper in papers {
        match (dots_on(paper, first) > 0, dots_on(paper, second) > 0) {
            (true, false) => only_first += 1,
            (false, true) => only_second += 1,
            _ => {}
        }
    }
    only_first.abs_diff(only_second).pow(2) <= only_first + only_second
}

/// The columns of the breakdown: large groups in the workshop's order, then "other groups".
struct Columns<'a> {
    groups: Vec<TallyGroup>,
    /// The column of each group that has one of its own.
    own: BTreeMap<&'a str, usize>,
    /// The column of all other voters.
    other: Option<usize>,
}

impl<'a> Columns<'a> {
    fn of(order: &[&'a str], papers: &[Paper<'_>]) -> Self {
        let voters = |group: &str| papers.iter().filter(|paper| paper.group == Some(group)).count() as u32;
        let sizes: Vec<(&'a str, u32)> = order.iter().map(|&group| (group, voters(group))).collect();
        let mut large: Vec<_> = sizes.into_iter().filter(|&(_, size)| size >= SMALLEST_GROUP).collect();
        // Small groups, people who gave no perspective, and perspectives no longer listed.
        let mut rest = papers.len() as u32 - large.iter().map(|(_, size)| size).sum::<u32>();
        while (1..SMALLEST_GROUP).contains(&rest) {
            let smallest = (0..large.len()).min_by_key(|&place| large[place].1);
            match smallest.map(|place| large.remove(place)) {
                Some((_, size)) => rest += size,
                None => break,
            }
        }
        let other = (rest > 0).then_some(large.len());
        let columns = large.len() + usize::from(other.is_some());
        if papers.len() < SMALLEST_SPLIT || columns < 2 {
            return Self { groups: Vec::new(), own: BTreeMap::new(), other: None };
        }
        let named = large.iter().map(|&(name, voted)| TallyGroup { name: Some(name.to_owned()), voted });
        let folded = other.map(|_| TallyGroup { name: None, voted: rest });
        Self {
            groups: named.chain(folded).collect(),
            own: large.iter().enumerate().map(|(column, &(name, _))| (name, column)).collect(),
            other,
        }
    }

    fn of_voter(&self, group: Option<&str>) -> Option<usize> {
        group.and_then(|group| self.own.get(group).copied()).or(self.other)
    }
}

#[cfg(test)]
mod tests;
