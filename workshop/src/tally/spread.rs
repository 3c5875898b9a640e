//! How marks are spread over a scale: counts, a middle and its half, and never a mean.

use super::{SMALLEST_GROUP, measures, thousandths};
use crate::methods::{self, Scale};
use charrette_protocol::{BallotMethod, Spread, Thousandths};

/// Marks with the columns of those who made them.
type Marked<'a> = [(Option<usize>, &'a [u16])];

/// One spread for each scale of the method.
pub(super) fn spreads(method: &BallotMethod, budget: u16, groups: usize, marks: &Marked<'_>) -> Vec<Spread> {
    methods::scales(method, budget).into_iter().map(|scale| spread(scale, groups, marks)).collect()
}

fn spread(scale: Scale, groups: usize, marks: &Marked<'_>) -> Spread {
    let mut counts = vec![0_u32; usize::from(scale.most - scale.least) + 1];
    let mut values = Vec::new();
    let mut by_group = vec![Vec::new(); groups];
    for (column, mark) in marks {
        // A mood of none is on no end.
        let Some(value) = mark.get(scale.at).filter(|value| (scale.least..=scale.most).contains(value)) else {
            continue;
        };
        counts[usize::from(value - scale.least)] += 1;
        values.push(i32::from(*value));
        if let Some(column) = column {
            by_group[*column].push(i32::from(*value));
        }
    }
    let enough = |values: &Vec<i32>| values.len() >= SMALLEST_GROUP as usize;
    let of_group = |values: Vec<i32>| if scale.ordered && enough(&values) { median(values) } else { None };
    let ordered = scale.ordered && !values.is_empty();
    Spread {
        least: scale.least,
        consensus: if ordered { measures::consensus(&counts).map(thousandths) } else { None },
        counts,
        middle_half: if ordered { middle_half(values.clone()) } else { None },
        median: if ordered { median(values) } else { None },
        group_medians: by_group.into_iter().map(of_group).collect(),
    }
}

/// The middle of how far each person put the second scale above the first.
pub(super) fn gap(method: &BallotMethod, marks: &Marked<'_>) -> Option<Thousandths> {
    if !matches!(method, BallotMethod::TwoScales { .. }) {
        return None;
    }
    median(marks.iter().map(|(_, mark)| i32::from(mark[1]) - i32::from(mark[0])).collect())
}

/// The middle value, or half way between the two in the middle.
fn median(mut values: Vec<i32>) -> Option<Thousandths> {
    values.sort_unstable();
    let (half, odd) = (values.len() / 2, values.len() % 2 == 1);
    let upper = *values.get(half)?;
    let lower = if odd { upper } else { values[half - 1] };
    Some((lower + upper) * 500)
}

/// The least values up to which a quarter and three quarters of the people are.
fn middle_half(mut values: Vec<i32>) -> Option<(Thousandths, Thousandths)> {
    values.sort_unstable();
    let quarter = |quarters: usize| values.get((values.len() * quarters).div_ceil(4).max(1) - 1);
    Some((quarter(1)? * 1000, quarter(3)? * 1000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_middle_lies_between_two_people_where_there_is_none_in_it() {
        assert_eq!(median(vec![]), None);
        assert_eq!(median(vec![4]), Some(4000));
        assert_eq!(median(vec![5, 1, 2]), Some(2000));
        assert_eq!(median(vec![5, 1, 2, 4]), Some(3000));
        assert_eq!(median(vec![-4, -3]), Some(-3500));
    }

    #[test]
    fn half_of_the_people_are_in_the_middle_half() {
        assert_eq!(middle_half(vec![]), None);
        assert_eq!(middle_half(vec![3]), Some((3000, 3000)));
        assert_eq!(middle_half(vec![1, 2, 3, 4]), Some((1000, 3000)));
        assert_eq!(middle_half(vec![1, 1, 2, 3, 4, 5, 5, 5]), Some((1000, 5000)));
    }
}
