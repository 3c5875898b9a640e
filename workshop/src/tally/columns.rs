//! The breakdown by perspective group, folded so that nobody stands alone in it.

use super::{SMALLEST_GROUP, SMALLEST_SPLIT};
use charrette_protocol::TallyGroup;
use std::collections::BTreeMap;

/// The columns of the breakdown: large groups in the workshop's order, then "other groups".
pub(crate) struct Columns<'a> {
    pub(crate) groups: Vec<TallyGroup>,
    /// The column of each group that has one of its own.
    own: BTreeMap<&'a str, usize>,
    /// The column of all other voters.
    other: Option<usize>,
}

impl<'a> Columns<'a> {
    /// Columns for these people, each by their group.
    pub(crate) fn of(order: &[&'a str], people: &[Option<&str>]) -> Self {
        let voters = |name: &str| people.iter().filter(|group| **group == Some(name)).count() as u32;
        let sizes: Vec<(&'a str, u32)> = order.iter().map(|&group| (group, voters(group))).collect();
        let mut large: Vec<_> = sizes.into_iter().filter(|&(_, size)| size >= SMALLEST_GROUP).collect();
        // Small groups, people who gave no perspective, and perspectives no longer listed.
        let mut rest = people.len() as u32 - large.iter().map(|(_, size)| size).sum::<u32>();
        while (1..SMALLEST_GROUP).contains(&rest) {
            let smallest = (0..large.len()).min_by_key(|&place| large[place].1);
            match smallest.map(|place| large.remove(place)) {
                Some((_, size)) => rest += size,
                None => break,
            }
        }
        let other = (rest > 0).then_some(large.len());
        let columns = large.len() + usize::from(other.is_some());
        if people.len() < SMALLEST_SPLIT || columns < 2 {
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

    /// The column of somebody of this group.
    pub(crate) fn of_voter(&self, group: Option<&str>) -> Option<usize> {
        group.and_then(|group| self.own.get(group).copied()).or(self.other)
    }
}
