//! How what people wrote is signed, and whose words may be quoted, at each level.

use super::edition::Edition;
use crate::view::Contents;
use charrette_protocol::*;
use std::collections::{BTreeMap, BTreeSet};

/// Under three people a group's name would point at somebody (design paper, section 3).
pub(crate) const SMALLEST_GROUP: usize = 3;

/// Signatures and quotes of one edition.
pub(super) struct Voice<'a> {
    level: ReleaseLevel,
    /// People who count, by group.
    sizes: BTreeMap<&'a str, usize>,
    quoted: &'a BTreeSet<MemberId>,
}

impl<'a> Voice<'a> {
    pub fn new(contents: &Contents<'a>, edition: &'a Edition) -> Self {
        let mut sizes = BTreeMap::new();
        for member in contents.people() {
            if let Some(group) = &member.group {
                *sizes.entry(group.as_str()).or_default() += 1;
            }
        }
        Self { level: edition.level, sizes, quoted: &edition.quoted }
    }

    /// A group's name where it may stand beside a single contribution.
    fn group<'b>(&self, group: &'b str) -> Option<&'b str> {
        let shown = match self.level {
            ReleaseLevel::Team | ReleaseLevel::Participants => true,
            ReleaseLevel::Public => self.sizes.get(group).is_some_and(|size| *size >= SMALLEST_GROUP),
        };
        shown.then_some(group)
    }

    /// How a contribution is signed in a list of all: as the view has it, for the public without names.
    pub fn signature(&self, by: &Signature) -> Option<String> {
        match (by, self.level) {
            (Signature::Nobody, _) => None,
            (Signature::Named { name, group, .. }, ReleaseLevel::Team | ReleaseLevel::Participants) => {
                Some(group.as_ref().map_or_else(|| name.clone(), |group| format!("{name}, {group}")))
            }
            (Signature::Named { group, .. }, ReleaseLevel::Public) => self.group(group.as_deref()?).map(str::to_owned),
            (Signature::Group { group }, _) => self.group(group).map(str::to_owned),
        }
    }

    /// How a quote is signed: by perspective group at most, whoever reads it.
    pub fn of_quote(&self, by: &Signature) -> Option<String> {
        let group = match by {
            Signature::Named { group, .. } => group.as_deref()?,
            Signature::Group { group } => group,
            Signature::Nobody => return None,
        };
        self.group(group).map(str::to_owned)
    }

    /// Whether these words may be taken out of the list of all and quoted. Who is not known cannot be asked, and is not named.
    pub fn may_quote(&self, by: &Signature) -> bool {
        match by {
            Signature::Named { member, .. } => self.quoted.contains(member),
            Signature::Group { .. } | Signature::Nobody => true,
        }
    }

    /// Groups with their numbers of people, in the workshop's order; for the public folded until nobody stands in a number
    /// under three, the last then being "other groups".
    pub fn groups(&self, contents: &Contents) -> Vec<(String, u32)> {
        let people = u32::try_from(contents.people().count()).unwrap_or(u32::MAX);
        let order = contents.workshop.map_or(&[][..], |workshop| &workshop.groups);
        let size = |name: &str| u32::try_from(self.sizes.get(name).copied().unwrap_or_default()).unwrap_or(u32::MAX);
        let mut groups: Vec<(String, u32)> =
            order.iter().map(|group| (group.name.clone(), size(&group.name))).collect();
        groups.retain(|(_, size)| *size > 0);
        let mut rest = people - groups.iter().map(|(_, size)| size).sum::<u32>().min(people);
        let least = SMALLEST_GROUP as u32;
        let mut other = "No group given";
        if self.level == ReleaseLevel::Public {
            let small: u32 = groups.iter().map(|(_, size)| size).filter(|size| **size < least).sum();
            groups.retain(|(_, size)| *size >= least);
            rest += small;
            while (1..least).contains(&rest) {
                let Some(smallest) = (0..groups.len()).min_by_key(|at| groups[*at].1) else { break };
                rest += groups.remove(smallest).1;
            }
            other = crate::tables::OTHER_GROUPS;
        }
        if rest > 0 && !groups.is_empty() {
            groups.push((other.to_owned(), rest));
        }
        groups
    }
}
