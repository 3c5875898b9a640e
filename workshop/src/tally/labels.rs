//! What an option is called by: common ground, one group's priority, hidden consensus, divided.
//!
//! The definitions are those of the domain paper, section 7. The first three need groups and
//! options that people choose among; the last is for scales as well.

use super::measures::{self, Cell, GROUP_DIVIDED};
use super::{Count, thousandths};
use crate::methods;
use charrette_protocol::{OptionId, OptionTally, ResultLabel, TallyGroup};
use std::collections::BTreeMap;

/// One group's priority: over half of the votes, from under so many in a hundred of the people.
const MINORITY: u64 = 40;

pub(super) fn put(
    count: &Count<'_>,
    groups: &[TallyGroup],
    cells: &BTreeMap<OptionId, Vec<Cell>>,
    options: &mut [OptionTally],
) {
    let of = |option: &OptionTally| cells.get(&option.option).map_or(&[][..], Vec::as_slice);
    let least: Vec<f64> = options.iter().map(|option| least_share(of(option))).collect();
    for (at, option) in options.iter_mut().enumerate() {
        let cells = of(option);
        let mut labels = Vec::new();
        if methods::chooses(count.method) && !groups.is_empty() {
            let better = least.iter().filter(|share| **share > least[at]).count();
            labels.extend(choice(count, groups, cells, option, (least[at], better)));
        }
        if is_divided(count, option) {
            labels.push(ResultLabel::Divided);
        }
        if option.between_groups.is_some_and(|measure| measure > thousandths(GROUP_DIVIDED)) {
            labels.push(ResultLabel::GroupDivided);
        }
        option.labels = labels;
    }
}

/// The share of the group that chose it least.
fn least_share(cells: &[Cell]) -> f64 {
    cells.iter().map(Cell::share).fold(f64::INFINITY, f64::min)
}

fn choice(
    count: &Count<'_>,
    groups: &[TallyGroup],
    cells: &[Cell],
    option: &OptionTally,
    (least, better): (f64, usize),
) -> Vec<ResultLabel> {
    let (first, all) = (u32::from(count.budget.unwrap_or_default()), count.options.len());
    let mut labels = Vec::new();
    if option.people > 0 && option.rank <= first {
        if least >= (f64::from(first) / all as f64).min(1.0) {
            labels.push(ResultLabel::CommonGround);
        }
        let voted: u64 = groups.iter().map(|group| u64::from(group.voted)).sum();
        let mostly = |cell: &&Cell| {
            u64::from(cell.chose) * 2 > u64::from(option.people) && u64::from(cell.voted) * 100 < voted * MINORITY
        };
        if cells.iter().any(|cell| mostly(&cell)) {
            labels.push(ResultLabel::OneGroupPriority);
        }
    } else if least > 0.0 && better * 4 < all {
        labels.push(ResultLabel::HiddenConsensus);
    }
    labels
}

/// Whether people are at both ends of a scale, or call an entry high and low.
fn is_divided(count: &Count<'_>, option: &OptionTally) -> bool {
    option.spreads.iter().zip(methods::scales(count.method, count.budget.unwrap_or_default())).any(|(spread, scale)| {
        let ends = if scale.ordered { methods::third(scale.most - scale.least + 1) } else { 1 };
        // A place in a ranking is no end of anything.
        let has_ends = scale.ordered || matches!(count.method, charrette_protocol::BallotMethod::Reactions { .. });
        has_ends && measures::is_divided(&spread.counts, usize::from(ends))
    })
}
