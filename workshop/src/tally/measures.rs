//! What a count says beyond its ranking: how focused the room is, and how far its groups agree.
//!
//! Formulas and check values are those of the domain paper, section 7. All speak of the people
//! present, never of a field.

/// From this on an option divides the groups ([`between_group_polarisation`]).
pub const GROUP_DIVIDED: f64 = 0.25;

/// One option in one group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// People of the group who chose it.
    pub chose: u32,
    /// People of the group who voted; at least `chose`.
    pub voted: u32,
}

impl Cell {
    /// The share of the group that chose it; 0 of nobody.
    pub fn share(&self) -> f64 {
        if self.voted == 0 { 0.0 } else { f64::from(self.chose) / f64::from(self.voted) }
    }
}

/// With fewer people than this, nobody is called divided.
const DIVIDED_LEAST: u32 = 3;

/// Consensus on a scale (Tastle and Wierman 2007), from the counts of its values in order:
/// 1 + Σ pᵢ log₂(1 − |xᵢ − μ| / d). 1 if all are at one value, 0 if half is at each end. None of
/// nobody, and on a scale of one value.
pub fn consensus(counts: &[u32]) -> Option<f64> {
    let people: f64 = counts.iter().map(|count| f64::from(*count)).sum();
    if people == 0.0 || counts.len() < 2 {
        return None;
    }
    let width = (counts.len() - 1) as f64;
    let at = || counts.iter().enumerate().map(|(value, count)| (value as f64, f64::from(*count)));
    let mean = at().map(|(value, count)| value * count).sum::<f64>() / people;
    let sum: f64 = at()
        .filter(|(_, count)| *count > 0.0)
        .map(|(value, count)| count / people * (1.0 - (value - mean).abs() / width).log2())
        .sum();
    Some(1.0 + sum)
}

/// Whether at least a third of the people are in the first `ends` values and at least a third in
/// the last (after RAND/UCLA).
pub fn is_divided(counts: &[u32], ends: usize) -> bool {
    let people: u32 = counts.iter().sum();
    let ends = ends.min(counts.len() / 2);
    let low: u32 = counts[..ends].iter().sum();
    let high: u32 = counts[counts.len() - ends..].iter().sum();
    people >= DIVIDED_LEAST && low * 3 >= people && high * 3 >= people
}

/// With fewer people than this, how evenly they took part says nothing.
const BALANCE_LEAST: usize = 5;

/// How evenly people took part, from what each contributed, zeros included: 1 − G*, where G* is the
/// Gini coefficient times n / (n − 1). 1 if all gave as much, 0 if one gave everything. None if
/// nobody gave anything, and with one person alone.
pub fn evenness(contributions: &[u32]) -> Option<f64> {
    let (people, all) = (contributions.len() as f64, contributions.iter().map(|one| f64::from(*one)).sum::<f64>());
    if contributions.len() < 2 || all == 0.0 {
        return None;
    }
    let mut sorted = contributions.to_vec();
    sorted.sort_unstable();
    let weighted: f64 = sorted.iter().zip(1_u32..).map(|(one, place)| f64::from(place) * f64::from(*one)).sum();
    let gini = 2.0 * weighted / (people * all) - (people + 1.0) / people;
    Some(1.0 - gini * people / (people - 1.0))
}

/// [`evenness`] where enough people are there to say it.
pub fn participation_balance(contributions: &[u32]) -> Option<f64> {
    if contributions.len() < BALANCE_LEAST { None } else { evenness(contributions) }
}

/// The number of equally strong priorities that would be as focused as this count:
/// 1 / Σ sᵢ², where sᵢ is an option's share of the dots. None if there are no dots.
pub fn effective_priorities(dots: impl IntoIterator<Item = u32>) -> Option<f64> {
    let (mut sum, mut squares) = (0_u64, 0_u64);
    for dots in dots.into_iter().map(u64::from) {
        sum += dots;
        squares += dots * dots;
    }
    (squares > 0).then(|| (sum as f64).powi(2) / squares as f64)
}

/// How far groups differ over an option, 0 (not at all) to 1 (groups choose as blocks):
/// η² = Σ n_g (p_g − p)² / (n p (1 − p)). 0 where all chose it, or nobody.
pub fn between_group_polarisation(cells: &[Cell]) -> f64 {
    let chose: u64 = cells.iter().map(|cell| u64::from(cell.chose)).sum();
    let voted: u64 = cells.iter().map(|cell| u64::from(cell.voted)).sum();
    if chose == 0 || chose >= voted {
        return 0.0;
    }
    let share = chose as f64 / voted as f64;
    let between: f64 = cells
        .iter()
        .filter(|cell| cell.voted > 0)
        .map(|cell| {
            let size = f64::from(cell.voted);
            size * (f64::from(cell.chose) / size - share).powi(2)
        })
        .sum();
    between / (voted as f64 * share * (1.0 - share))
}

/// How far an option carries across groups: the geometric mean of (a_g + 1) / (n_g + 2). Even
/// support beats the same support in one corner. None if there are no groups.
pub fn consensus_across_groups(cells: &[Cell]) -> Option<f64> {
    if cells.is_empty() {
        return None;
    }
    // Logarithms, so that many groups do not underflow.
    let logarithms: f64 =
        cells.iter().map(|cell| ((f64::from(cell.chose) + 1.0) / (f64::from(cell.voted) + 2.0)).ln()).sum();
    Some((logarithms / cells.len() as f64).exp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of_nine(chose: [u32; 5]) -> Vec<Cell> {
        chose.iter().map(|&chose| Cell { chose, voted: 9 }).collect()
    }

    fn near(value: f64, expected: f64) -> bool {
        (value - expected).abs() < 0.000_5
    }

    #[test]
    fn effective_priorities_match_the_domain_paper() {
        // Shares .40 .25 .15 .10 .05 .05
        assert!(near(effective_priorities([8, 5, 3, 2, 1, 1]).unwrap(), 3.846));
        assert!(near(effective_priorities([7; 5]).unwrap(), 5.0));
        assert!(near(effective_priorities([0, 9, 0]).unwrap(), 1.0));
        assert_eq!(effective_priorities([0, 0]), None);
    }

    #[test]
    fn polarisation_matches_the_domain_paper() {
        let blocks = [Cell { chose: 10, voted: 10 }, Cell { chose: 0, voted: 10 }];
        assert!(near(between_group_polarisation(&blocks), 1.0));
        assert!(near(between_group_polarisation(&of_nine([6; 5])), 0.0));
        assert!(near(between_group_polarisation(&of_nine([8, 7, 2, 8, 6])), 0.286));
        assert!(between_group_polarisation(&of_nine([8, 7, 2, 8, 6])) > GROUP_DIVIDED);
        for unanimous in [of_nine([0; 5]), of_nine([9; 5]), Vec::new()] {
            assert_eq!(between_group_polarisation(&unanimous), 0.0);
        }
    }

    #[test]
    fn consensus_prefers_thirty_even_votes_to_thirty_one_uneven_ones() {
        assert!(near(consensus_across_groups(&of_nine([8, 7, 2, 8, 6])).unwrap(), 0.610));
        assert!(near(consensus_across_groups(&of_nine([6; 5])).unwrap(), 0.636));
        assert_eq!(consensus_across_groups(&[]), None);
    }

    #[test]
    fn consensus_on_a_scale_matches_the_domain_paper() {
        assert!(near(consensus(&[30, 40, 210, 130, 530, 50, 10]).unwrap(), 0.7257));
        assert!(near(consensus(&[2, 3, 5, 20, 15]).unwrap(), 0.653));
        assert!(near(consensus(&[15, 6, 3, 6, 15]).unwrap(), 0.223));
        assert!(near(consensus(&[0, 0, 9, 0, 0]).unwrap(), 1.0));
        assert!(near(consensus(&[7, 0, 0, 0, 7]).unwrap(), 0.0));
        assert_eq!((consensus(&[0, 0, 0]), consensus(&[4])), (None, None));
    }

    #[test]
    fn divided_is_a_third_at_each_end() {
        // On 1 to 5 the ends are {1, 2} and {4, 5}.
        assert!(is_divided(&[1, 1, 2, 1, 1], 2));
        assert!(!is_divided(&[1, 1, 3, 1, 1], 2));
        assert!(!is_divided(&[6, 0, 0, 1, 1], 2));
        assert!(!is_divided(&[1, 0, 0, 0, 1], 2), "two people are no room");
    }

    proptest! {
        #[test]
        fn consensus_lies_between_none_and_all(counts in prop::collection::vec(0u32..60, 2..10)) {
            let value = consensus(&counts);
            prop_assert_eq!(value.is_none(), counts.iter().all(|count| *count == 0));
            prop_assert!(value.is_none_or(|value| (-1e-9..=1.0 + 1e-9).contains(&value)), "{:?}", value);
        }

        #[test]
        fn measures_stay_in_their_range(
            groups in prop::collection::vec((0u32..50, 0u32..50), 0..8), dots in prop::collection::vec(0u32..500, 0..50),
        ) {
            let cells: Vec<Cell> =
                groups.iter().map(|&(chose, more)| Cell { chose, voted: chose + more }).collect();
            let divided = between_group_polarisation(&cells);
            prop_assert!((0.0..=1.0 + 1e-9).contains(&divided), "{divided}");
            prop_assert!(consensus_across_groups(&cells).is_none_or(|value| value > 0.0 && value < 1.0));
            let chosen = dots.iter().filter(|&&dots| dots > 0).count();
            prop_assert!(effective_priorities(dots).is_none_or(|value| value >= 1.0 - 1e-9
                && value <= chosen as f64 + 1e-9));
        }
    }
}
