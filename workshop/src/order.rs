//! Placing things in a ranked list, and shuffling.

use crate::event::Ranks;
use crate::rank;

/// Where in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place<Id> {
    First,
    Last,
    /// Behind this one; last, if it is not in the list any more.
    After(Id),
}

impl<Id> Place<Id> {
    pub(crate) fn after_or_first(after: Option<Id>) -> Self {
        after.map_or(Self::First, Self::After)
    }
}

/// The ranks that put `moving`, in this order, at a place of a list; `list` is in any order and
/// may hold some of `moving`. Where the gap is used up, the whole list gets new ranks.
pub(crate) fn place<Id: Copy + Ord>(
    list: impl IntoIterator<Item = (Id, u64)>,
    moving: &[Id],
    place: Place<Id>,
) -> Ranks<Id> {
    let mut stay: Vec<_> = list.into_iter().filter(|(id, _)| !moving.contains(id)).collect();
    stay.sort_by_key(|&(id, rank)| (rank, id));
    let at = match place {
        Place::First => 0,
        Place::Last => stay.len(),
        Place::After(id) => stay.iter().position(|&(one, _)| one == id).map_or(stay.len(), |found| found + 1),
    };
    let before = at.checked_sub(1).map(|before| stay[before].1);
    let after = stay.get(at).map(|&(_, rank)| rank);
    match rank::between(before, after, moving.len()) {
        Some(ranks) => moving.iter().copied().zip(ranks).collect(),
        None => {
            let order = stay[..at].iter().map(|&(id, _)| id).chain(moving.iter().copied());
            let order: Vec<_> = order.chain(stay[at..].iter().map(|&(id, _)| id)).collect();
            let ranks = rank::spread(order.len());
            order.into_iter().zip(ranks).collect()
        }
    }
}

/// Shuffles by random bits: every order is equally likely for all that the bits tell.
pub(crate) fn shuffle<T>(list: &mut [T], seed: u64) {
    let mut state = seed;
    for last in (1..list.len()).rev() {
        list.swap(last, (next(&mut state) % (last as u64 + 1)) as usize);
    }
}

/// Shuffles by random bits and the ids of things: how two of them stand says nothing of what else is in the list, not
/// even how many there are.
pub(crate) fn scatter<T>(list: &mut [T], seed: u64, id: impl Fn(&T) -> [u8; 16]) {
    list.sort_by_cached_key(|one| {
        let id = u128::from_be_bytes(id(one));
        let mut state = seed ^ id as u64;
        state = next(&mut state) ^ (id >> 64) as u64;
        (next(&mut state), id)
    });
}

/// SplitMix64: a small generator whose numbers are well mixed from any seed.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(list: &[(u8, u64)], placed: &Ranks<u8>) -> Vec<u8> {
        let mut all: std::collections::BTreeMap<u8, u64> = list.iter().copied().collect();
        all.extend(placed.iter().copied());
        let mut order: Vec<_> = all.into_iter().collect();
        order.sort_by_key(|&(id, rank)| (rank, id));
        order.into_iter().map(|(id, _)| id).collect()
    }

    #[test]
    fn things_go_where_they_are_put() {
        let list = [(1, 10 << 40), (2, 20 << 40), (3, 30 << 40)];
        let put = |moving: &[u8], place| order(&list, &super::place(list, moving, place));
        assert_eq!(put(&[4, 5], Place::First), [4, 5, 1, 2, 3]);
        assert_eq!(put(&[4], Place::Last), [1, 2, 3, 4]);
        assert_eq!(put(&[4], Place::After(1)), [1, 4, 2, 3]);
        assert_eq!(put(&[3, 1], Place::After(2)), [2, 3, 1]);
        assert_eq!(put(&[1], Place::After(9)), [2, 3, 1], "behind something that is gone: last");
        assert_eq!(put(&[1], Place::After(1)), [2, 3, 1]);
    }

    #[test]
    fn a_list_without_room_is_ranked_anew() {
        let list = [(1, 100), (2, 101)];
        let placed = place(list, &[3], Place::After(1));
        assert_eq!(placed.len(), 3);
        assert_eq!(order(&list, &placed), [1, 3, 2]);
    }

    #[test]
    fn how_two_things_are_scattered_does_not_depend_on_others() {
        let scattered = |ids: std::ops::Range<u8>, seed| {
            let mut list: Vec<u8> = ids.collect();
            scatter(&mut list, seed, |one| [*one; 16]);
            list
        };
        for seed in 0..50 {
            let all = scattered(0..40, seed);
            let few: Vec<u8> = all.into_iter().filter(|one| (10..20).contains(one)).collect();
            assert_eq!(scattered(10..20, seed), few, "seed {seed}");
        }
        let orders: std::collections::BTreeSet<_> = (0..200).map(|seed| scattered(0..3, seed)).collect();
        assert_eq!(orders.len(), 6, "every order comes about");
    }

    #[test]
    fn a_shuffle_keeps_all_and_follows_its_seed() {
        let shuffled = |seed| {
            let mut list: Vec<u8> = (0..50).collect();
            shuffle(&mut list, seed);
            list
        };
        assert_eq!(shuffled(7), shuffled(7));
        assert_ne!(shuffled(7), shuffled(8));
        let mut sorted = shuffled(7);
        sorted.sort_unstable();
        assert!(sorted.into_iter().eq(0..50));
    }
}
