//! The methods of voting: the one place that knows what a mark may be and what it says.
//!
//! Everything else (papers, rounds, groups, close calls, screens of results) is the same for all
//! of them. A new method is a variant of [`BallotMethod`] and its arms here.

use crate::limits;
use crate::tally;
use crate::text::{self, Lines};
use charrette_protocol::*;
use std::collections::{BTreeMap, BTreeSet};

/// A paper's marks.
pub type MarksOn = BTreeMap<OptionId, Marks>;

/// Moods of reactions.
pub(crate) const HIGH: u16 = 1;
pub(crate) const LOW: u16 = 2;

/// From this on, a number from 1 to 5 is high.
const HIGH_OF_FIVE: u16 = 4;

fn length(labels: &[String]) -> u16 {
    labels.len().try_into().unwrap_or(u16::MAX)
}

/// A method's settings as they are stored.
pub(crate) fn clean(method: &BallotMethod) -> Result<BallotMethod, Rejection> {
    let within = |value: u16, least: u16, most: u16| {
        if (least..=most).contains(&value) {
            Ok(())
        } else {
            Err(limits::out_of_range(u64::from(least), u64::from(most)))
        }
    };
    let label = |label: &String| text::required(label, limits::LABEL, Lines::One);
    let mut method = method.clone();
    match &mut method {
        BallotMethod::Dots { budget, cap } => {
            within(*cap, 1, limits::CAP)?;
            within(budget.unwrap_or(1), 1, limits::BUDGET)?;
        }
        BallotMethod::FistToFive { low_percent } => within(*low_percent, 1, 100)?,
        BallotMethod::Gradients { labels } => {
            within(length(labels), limits::GRADIENTS_LEAST, limits::GRADIENTS)?;
            *labels = labels.iter().map(label).collect::<Result<_, _>>()?;
            let different: BTreeSet<_> = labels.iter().map(|label| text::skim_key(label)).collect();
            if different.len() < labels.len() {
                return Err(RejectionCode::OptionsAlike.into());
            }
        }
        BallotMethod::Scale { labels, pass_percent } => {
            if !labels.is_empty() {
                within(length(labels), 5, 5)?;
            }
            *labels =
                labels.iter().map(|label| text::clean(label, limits::LABEL, Lines::One)).collect::<Result<_, _>>()?;
            within(pass_percent.unwrap_or(1), 1, 100)?;
        }
        BallotMethod::TwoScales { across, up, .. } => {
            for axis in [across, up] {
                axis.title = label(&axis.title)?;
                axis.low = text::clean(&axis.low, limits::LABEL, Lines::One)?;
                axis.high = text::clean(&axis.high, limits::LABEL, Lines::One)?;
            }
        }
        BallotMethod::Ranking { places: number } | BallotMethod::Reactions { turning_points: number } => {
            within(*number, 1, limits::PLACES)?;
        }
    }
    Ok(method)
}

/// What each person has to give, once there are so many options: dots, places or turning points.
pub(crate) fn budget(method: &BallotMethod, options: usize) -> Result<Option<u16>, Rejection> {
    match method {
        BallotMethod::Dots { budget, cap } => {
            let most = (options as u64 * u64::from(*cap)).min(u64::from(limits::BUDGET));
            let budget = budget.unwrap_or_else(|| tally::default_budget(options));
            if u64::from(budget) > most { Err(limits::out_of_range(1, most)) } else { Ok(Some(budget)) }
        }
        BallotMethod::Ranking { places: number } | BallotMethod::Reactions { turning_points: number } => {
            // Five places among three options are three.
            Ok(Some((*number).min(options.try_into().unwrap_or(u16::MAX))))
        }
        BallotMethod::FistToFive { .. }
        | BallotMethod::Gradients { .. }
        | BallotMethod::Scale { .. }
        | BallotMethod::TwoScales { .. } => Ok(None),
    }
}

/// A paper's marks as they are stored: what says nothing is left out.
pub(crate) fn paper(method: &BallotMethod, budget: Option<u16>, marks: &MarksOn) -> Result<MarksOn, Rejection> {
    let budget = budget.unwrap_or_default();
    let over_budget = || Rejection::from(RejectionCode::OverBudget).with("budget", budget);
    let says_something = |mark: &Marks| match method {
        BallotMethod::Dots { .. } | BallotMethod::Reactions { .. } => mark.iter().any(|number| *number > 0),
        _ => true,
    };
    let numbers = scales(method, budget).len().max(1) + usize::from(matches!(method, BallotMethod::Reactions { .. }));
    let mut kept = MarksOn::new();
    for (option, mark) in marks {
        if mark.len() != numbers {
            let detail = format!("a mark in this ballot has {numbers} number(s)");
            return Err(Rejection::from(RejectionCode::Malformed).with("detail", detail));
        }
        if says_something(mark) {
            kept.insert(*option, mark.clone());
        }
    }
    for mark in kept.values() {
        match method {
            BallotMethod::Dots { cap, .. } => {
                if mark[0] > *cap {
                    return Err(Rejection::from(RejectionCode::OverCap).with("cap", cap));
                }
            }
            BallotMethod::Reactions { .. } => {
                if mark[0] > LOW || mark[1] > 1 {
                    return Err(limits::out_of_range(0, u64::from(if mark[1] > 1 { 1 } else { LOW })));
                }
            }
            _ => {
                for (number, scale) in mark.iter().zip(scales(method, budget)) {
                    if !(scale.least..=scale.most).contains(number) {
                        return Err(limits::out_of_range(u64::from(scale.least), u64::from(scale.most)));
                    }
                }
            }
        }
    }
    let given = |at: usize| kept.values().map(|mark| u64::from(mark[at])).sum::<u64>();
    match method {
        BallotMethod::Dots { .. } if given(0) > u64::from(budget) => return Err(over_budget()),
        BallotMethod::Reactions { .. } if given(1) > u64::from(budget) => return Err(over_budget()),
        BallotMethod::Ranking { .. } => {
            let places: BTreeSet<_> = kept.values().map(|mark| mark[0]).collect();
            if places.len() < kept.len() {
                return Err(RejectionCode::PlaceTaken.into());
            }
        }
        _ => {}
    }
    Ok(kept)
}

/// One scale of a method: which of a mark's numbers it reads, and what they may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Scale {
    /// Which number of a mark.
    pub(crate) at: usize,
    /// The lowest value that is counted.
    pub(crate) least: u16,
    /// The highest.
    pub(crate) most: u16,
    /// Whether values lie between one another, so that there is a middle.
    pub(crate) ordered: bool,
}

/// The scales of a method, in the order of a mark's numbers; none for dots.
pub(crate) fn scales(method: &BallotMethod, budget: u16) -> Vec<Scale> {
    let scale = |at, least, most| Scale { at, least, most, ordered: true };
    match method {
        BallotMethod::Dots { .. } => Vec::new(),
        BallotMethod::FistToFive { .. } => vec![scale(0, 0, 5)],
        BallotMethod::Gradients { labels } => vec![scale(0, 1, length(labels))],
        BallotMethod::Scale { .. } => vec![scale(0, 1, 5)],
        BallotMethod::TwoScales { .. } => vec![scale(0, 1, 5), scale(1, 1, 5)],
        // Who left an option out is on no place, so places have no middle.
        BallotMethod::Ranking { .. } => vec![Scale { ordered: false, ..scale(0, 1, budget) }],
        BallotMethod::Reactions { .. } => vec![Scale { ordered: false, ..scale(0, HIGH, LOW) }],
    }
}

/// Whether people choose among options; otherwise they judge each by itself.
pub(crate) const fn chooses(method: &BallotMethod) -> bool {
    matches!(method, BallotMethod::Dots { .. } | BallotMethod::Ranking { .. } | BallotMethod::Reactions { .. })
}

/// Values that count as one end of a scale: a third of them, rounded up; of 1 to 5 that is
/// {1, 2} and {4, 5}.
pub(crate) const fn third(values: u16) -> u16 {
    values.div_ceil(3)
}

/// Whether a mark chooses its option, or is in favour of it.
pub(crate) fn favours(method: &BallotMethod, mark: &[u16]) -> bool {
    match method {
        BallotMethod::Dots { .. } | BallotMethod::Ranking { .. } => true,
        BallotMethod::FistToFive { .. } => mark[0] >= 3,
        BallotMethod::Gradients { labels } => mark[0] <= third(length(labels)),
        BallotMethod::Scale { .. } => mark[0] >= HIGH_OF_FIVE,
        BallotMethod::TwoScales { gap: true, .. } => mark[1] > mark[0],
        BallotMethod::TwoScales { gap: false, .. } => mark.iter().all(|number| *number >= HIGH_OF_FIVE),
        BallotMethod::Reactions { .. } => mark[1] > 0,
    }
}

/// How strongly a paper leans to an option, to be compared with the same paper's other options;
/// none where it says nothing that could be compared.
pub(crate) fn lean(method: &BallotMethod, budget: u16, mark: Option<&Marks>) -> Option<i32> {
    let Some(mark) = mark else { return chooses(method).then_some(0) };
    let first = i32::from(mark[0]);
    Some(match method {
        // People decide, not dots.
        BallotMethod::Dots { .. } => 1,
        BallotMethod::Reactions { .. } => i32::from(mark[1]),
        BallotMethod::FistToFive { .. } | BallotMethod::Scale { .. } => first,
        BallotMethod::Gradients { .. } => -first,
        BallotMethod::TwoScales { gap: true, .. } => i32::from(mark[1]) - first,
        BallotMethod::TwoScales { gap: false, .. } => i32::from(favours(method, mark)),
        BallotMethod::Ranking { .. } => i32::from(budget) + 1 - first,
    })
}

/// Dots of a mark, or its points in a ranking: the first of five places has five.
pub(crate) fn dots(method: &BallotMethod, budget: u16, mark: &[u16]) -> u32 {
    match method {
        BallotMethod::Dots { .. } => u32::from(mark[0]),
        BallotMethod::Reactions { .. } => u32::from(mark[1]),
        BallotMethod::Ranking { .. } => u32::from((budget + 1).saturating_sub(mark[0])),
        _ => 0,
    }
}

/// How good an option's count is: compared number by number, and equal ones share a rank.
pub(crate) fn score(method: &BallotMethod, option: &OptionTally) -> (i64, i64) {
    let (people, dots) = (i64::from(option.people), i64::from(option.dots));
    let median = |at: usize| option.spreads.get(at).and_then(|spread| spread.median).map(i64::from);
    let share = if option.marked == 0 { -1 } else { people * 1_000_000_000 / i64::from(option.marked) };
    match method {
        BallotMethod::Dots { .. } | BallotMethod::Reactions { .. } => (people, dots),
        BallotMethod::Ranking { .. } => (dots, people),
        BallotMethod::FistToFive { .. } | BallotMethod::Scale { .. } => (median(0).unwrap_or(i64::MIN), share),
        BallotMethod::Gradients { .. } => (median(0).map_or(i64::MIN, |median| -median), share),
        BallotMethod::TwoScales { gap: true, .. } => (option.gap.map_or(i64::MIN, i64::from), share),
        BallotMethod::TwoScales { gap: false, .. } => (people, median(0).unwrap_or(0) + median(1).unwrap_or(0)),
    }
}

/// Whether an option passes, where there is a rule for that and somebody marked it.
pub(crate) fn passes(method: &BallotMethod, option: &OptionTally) -> Option<bool> {
    let counts = &option.spreads.first()?.counts;
    let hundred = |people: u32| u64::from(people) * 100;
    let of_marked = |percent: u16| u64::from(option.marked) * u64::from(percent);
    if option.marked == 0 {
        return None;
    }
    match method {
        BallotMethod::FistToFive { low_percent } => {
            Some(counts[0] == 0 && hundred(counts[1] + counts[2]) < of_marked(*low_percent))
        }
        BallotMethod::Scale { pass_percent, .. } => {
            pass_percent.map(|percent| hundred(option.people) >= of_marked(percent))
        }
        _ => None,
    }
}

/// Whether a second ballot can be compared with a first.
pub(crate) fn repeats(method: &BallotMethod, first: &BallotMethod) -> bool {
    match (method, first) {
        (BallotMethod::Gradients { labels }, BallotMethod::Gradients { labels: before }) => labels == before,
        (BallotMethod::TwoScales { across, up, .. }, BallotMethod::TwoScales { across: before, up: also, .. }) => {
            (&across.title, &up.title) == (&before.title, &also.title)
        }
        _ => std::mem::discriminant(method) == std::mem::discriminant(first),
    }
}

#[cfg(test)]
mod tests;
