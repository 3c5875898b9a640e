//! Places in a list, as numbers that leave room between them.
//!
//! A rank is a whole number below 2^53, which every JSON reader keeps exactly. Lists begin in
//! the middle of that range with gaps of 2^32, so that a million things fit before the first
//! and after the last, and some thirty between any two, before a list must be ranked anew.

/// The gap between neighbours in a fresh list.
pub const SPACING: u64 = 1 << 32;

/// Ranks are below this.
pub const END: u64 = 1 << 53;

/// Where a fresh list begins.
const MIDDLE: u64 = 1 << 52;

/// The ranks of a fresh list of `count` things (at most 2^20), ascending.
pub fn spread(count: usize) -> Vec<u64> {
    (0..count as u64).map(|place| MIDDLE + place * SPACING).collect()
}

/// Ranks for `count` things that come after the one ranked `before` (none = first) and before
/// the one ranked `after` (none = last), ascending.
///
/// `None` if the gap has no room for them: then the whole list is ranked anew with [`spread`].
pub fn between(before: Option<u64>, after: Option<u64>, count: usize) -> Option<Vec<u64>> {
    let wanted = count as u64;
    let (first, step) = match (before, after) {
        (None, None) => (MIDDLE, SPACING),
        (Some(before), None) => (before.checked_add(SPACING)?, SPACING),
        (None, Some(after)) => (after.checked_sub(wanted.checked_mul(SPACING)?)?, SPACING),
        (Some(before), Some(after)) => {
            let step = after.checked_sub(before)? / (wanted.checked_add(1)?);
            (before.checked_add(step)?, step)
        }
    };
    let last = first.checked_add(step.checked_mul(wanted.saturating_sub(1))?)?;
    (step > 0 && last < END).then(|| (0..wanted).map(|place| first + place * step).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_list_grows_at_both_ends_without_being_ranked_anew() {
        let mut ranks = spread(1);
        for _ in 0..2_000 {
            ranks.insert(0, between(None, ranks.first().copied(), 1).unwrap()[0]);
            ranks.push(between(ranks.last().copied(), None, 1).unwrap()[0]);
        }
        assert!(ranks.is_sorted_by(|one, next| one < next));
    }

    #[test]
    fn a_gap_takes_thirty_insertions_and_then_says_so() {
        let ranks = spread(2);
        let (before, mut after, mut times) = (ranks[0], ranks[1], 0);
        while let Some(found) = between(Some(before), Some(after), 1) {
            after = found[0];
            times += 1;
        }
        assert_eq!((after, times), (before + 1, 32));
    }

    #[test]
    fn there_is_no_room_between_what_is_out_of_order() {
        assert_eq!(between(Some(7), Some(7), 1), None);
        assert_eq!(between(Some(8), Some(7), 1), None);
        assert_eq!(between(Some(END - 1), None, 1), None);
        assert_eq!(between(None, Some(0), 1), None);
        assert_eq!(between(Some(0), None, usize::MAX), None);
    }

    proptest! {
        #[test]
        fn new_ranks_ascend_strictly_inside_their_gap(
            before in prop::option::of(0..END), after in prop::option::of(0..END), count in 0usize..3_000,
        ) {
            if let Some(ranks) = between(before, after, count) {
                prop_assert_eq!(ranks.len(), count);
                prop_assert!(ranks.is_sorted_by(|one, next| one < next));
                prop_assert!(ranks.iter().all(|&rank| rank < END
                    && before.is_none_or(|before| rank > before)
                    && after.is_none_or(|after| rank < after)));
            }
        }

        #[test]
        fn a_gap_with_room_is_used(before in 0..END - 4_000, room in 0usize..3_000, count in 0usize..3_000) {
            let after = before + room as u64 + 1;
            prop_assert_eq!(between(Some(before), Some(after), count).is_some(), count <= room);
        }

        #[test]
        fn a_list_ranked_anew_takes_any_insertion(length in 1usize..2_000, at in 0usize..2_000, count in 0usize..2_000) {
            let ranks = spread(length);
            let at = at % (length + 1);
            let before = at.checked_sub(1).map(|place| ranks[place]);
            prop_assert!(between(before, ranks.get(at).copied(), count).is_some());
        }
    }
}
