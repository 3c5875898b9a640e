//! Putting things back where they stood, in lists that may have changed since.
//!
//! A rank says where something stood as long as its list was not ranked anew meanwhile. So what
//! is saved names the neighbours, too: where the old rank does not fit between them any more, or
//! somebody else has it, the thing is placed beside them.

use super::saved::Saved;
use crate::clusters;
use crate::event::Ranks;
use crate::notes::{self, Note};
use crate::order::{self, Place};
use crate::state::Workshop;
use charrette_protocol::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The neighbours of something in its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside<Id> {
    /// What it stood behind; none = it was first.
    pub behind: Option<Id>,
    /// What stood behind it; none = it was last.
    pub ahead: Option<Id>,
}

impl<Id> Beside<Id> {
    /// Where neighbours do not matter.
    pub(super) const NOBODY: Self = Self { behind: None, ahead: None };
}

/// The list that a note is ranked in: of its cluster, or of its column while in none.
type NoteList = Result<ClusterId, ColumnId>;

/// Looks up neighbours, sorting each list once.
pub(super) struct Neighbours<'a> {
    state: &'a Workshop,
    notes: BTreeMap<NoteList, Vec<(u64, NoteId)>>,
}

fn in_list<Id: Copy + Ord>(sorted: &[(u64, Id)], id: Id, rank: u64) -> Beside<Id> {
    match sorted.binary_search(&(rank, id)) {
        Ok(at) => Beside {
            behind: at.checked_sub(1).map(|before| sorted[before].1),
            ahead: sorted.get(at + 1).map(|(_, ahead)| *ahead),
        },
        Err(_) => Beside::NOBODY,
    }
}

fn sorted<Id: Copy + Ord>(list: impl IntoIterator<Item = (Id, u64)>) -> Vec<(u64, Id)> {
    let mut sorted: Vec<_> = list.into_iter().map(|(id, rank)| (rank, id)).collect();
    sorted.sort_unstable();
    sorted
}

fn list_of_notes(state: &Workshop, list: NoteList) -> Vec<(NoteId, u64)> {
    match list {
        Ok(cluster) => clusters::notes_in(state, cluster),
        Err(column) => notes::in_column(state, column),
    }
}

fn steps(state: &Workshop) -> impl Iterator<Item = (StepId, u64)> {
    state.steps.iter().map(|(id, step)| (*id, step.rank))
}

impl<'a> Neighbours<'a> {
    pub(super) fn of(state: &'a Workshop) -> Self {
        Self { state, notes: BTreeMap::new() }
    }

    pub(super) fn note(&mut self, id: NoteId, note: &Note) -> Beside<NoteId> {
        let list = note.cluster.ok_or(note.column);
        let sorted = self.notes.entry(list).or_insert_with(|| sorted(list_of_notes(self.state, list)));
        in_list(sorted, id, note.rank)
    }

    pub(super) fn cluster(&self, id: ClusterId) -> Beside<ClusterId> {
        let Some(cluster) = self.state.clusters.get(&id) else { return Beside::NOBODY };
        in_list(&sorted(clusters::on_board(self.state, cluster.board)), id, cluster.rank)
    }

    pub(super) fn step(&self, id: StepId) -> Beside<StepId> {
        let Some(step) = self.state.steps.get(&id) else { return Beside::NOBODY };
        in_list(&sorted(steps(self.state)), id, step.rank)
    }
}

/// Something that goes back into a list.
struct Coming<'a, Id> {
    id: Id,
    rank: &'a mut u64,
    beside: Beside<Id>,
}

/// Corrects the ranks of what goes back into a list; answers the new ranks of others that had to
/// make room.
fn settle<Id: Copy + Ord>(present: &[(Id, u64)], coming: &mut [Coming<Id>]) -> Ranks<Id> {
    let mut list: BTreeMap<Id, u64> = present.iter().copied().collect();
    for one in coming.iter() {
        list.remove(&one.id);
    }
    let taken: std::collections::BTreeSet<u64> = list.values().copied().collect();
    let back: BTreeMap<Id, u64> = coming.iter().map(|one| (one.id, *one.rank)).collect();
    let stood = |id: &Id| back.get(id).or_else(|| list.get(id)).copied();
    let fits = |one: &Coming<Id>| {
        !taken.contains(one.rank)
            && one.beside.behind.and_then(|id| stood(&id)).is_none_or(|behind| behind < *one.rank)
            && one.beside.ahead.and_then(|id| stood(&id)).is_none_or(|ahead| ahead > *one.rank)
    };
    if coming.iter().all(fits) {
        return Ranks::new();
    }
    coming.sort_by_key(|one| *one.rank);
    let before = list.clone();
    // Those that stood in a row go back in a row.
    for row in coming.chunk_by_mut(|one, next| next.beside.behind == Some(one.id)) {
        let ids: Vec<Id> = row.iter().map(|one| one.id).collect();
        let ahead = row.last().and_then(|last| last.beside.ahead);
        let place = beside(&list, row[0].beside.behind, ahead);
        list.extend(order::place(list.clone(), &ids, place));
    }
    for one in coming.iter_mut() {
        *one.rank = list[&one.id];
    }
    let moved = |(id, rank): &(Id, u64)| before.get(id).is_some_and(|old| old != rank);
    list.into_iter().filter(moved).collect()
}

fn beside<Id: Copy + Ord>(list: &BTreeMap<Id, u64>, behind: Option<Id>, ahead: Option<Id>) -> Place<Id> {
    let there = |id: &Id| list.contains_key(id);
    match (behind, ahead) {
        (None, _) => Place::First,
        (Some(behind), _) if there(&behind) => Place::After(behind),
        (_, Some(ahead)) if there(&ahead) => {
            let sorted = sorted(list.iter().map(|(id, rank)| (*id, *rank)));
            in_list(&sorted, ahead, list[&ahead]).behind.map_or(Place::First, Place::After)
        }
        _ => Place::Last,
    }
}

/// Corrects the places in what is to be put back, and adds what has to make room.
pub(super) fn find_places(state: &Workshop, saved: &mut Vec<Saved>) {
    let mut notes: BTreeMap<NoteList, Vec<Coming<NoteId>>> = BTreeMap::new();
    let mut clusters: BTreeMap<BoardId, Vec<Coming<ClusterId>>> = BTreeMap::new();
    let mut agenda = Vec::new();
    for saved in saved.iter_mut() {
        match saved {
            Saved::NotePlace { note, column, cluster, shelf: Shelf::Board, rank, beside } if is_shown(state, *note) => {
                notes.entry(cluster.ok_or(*column)).or_default().push(Coming { id: *note, rank, beside: *beside });
            }
            Saved::Cluster { id, cluster: Some(back), beside } => {
                let coming = Coming { id: *id, rank: &mut back.rank, beside: *beside };
                clusters.entry(back.board).or_default().push(coming);
            }
            Saved::ClusterRank { cluster: id, rank, beside } => {
                if let Some(board) = state.clusters.get(id).map(|cluster| cluster.board) {
                    clusters.entry(board).or_default().push(Coming { id: *id, rank, beside: *beside });
                }
            }
            Saved::Step { id, step: Some(back), beside } => {
                agenda.push(Coming { id: *id, rank: &mut back.rank, beside: *beside });
            }
            Saved::StepRank { step: id, rank, beside } => agenda.push(Coming { id: *id, rank, beside: *beside }),
            _ => {}
        }
    }
    let coming: std::collections::BTreeSet<NoteId> = notes.values().flatten().map(|one| one.id).collect();
    let mut room = Vec::new();
    for (list, mut back) in notes {
        // What leaves the list by the same act is not in its way.
        let present = list_of_notes(state, list).into_iter().filter(|(id, _)| !coming.contains(id));
        room.extend(settle(&present.collect::<Vec<_>>(), &mut back).into_iter().filter_map(|(id, rank)| {
            let note = state.notes.get(&id)?;
            let (column, cluster) = (note.column, note.cluster);
            let shelf = Shelf::Board;
            Some(Saved::NotePlace { note: id, column, cluster, shelf, rank, beside: Beside::NOBODY })
        }));
    }
    for (board, mut back) in clusters {
        let moved = settle(&clusters::on_board(state, board), &mut back).into_iter();
        room.extend(moved.map(|(cluster, rank)| Saved::ClusterRank { cluster, rank, beside: Beside::NOBODY }));
    }
    let moved = settle(&steps(state).collect::<Vec<_>>(), &mut agenda).into_iter();
    room.extend(moved.map(|(step, rank)| Saved::StepRank { step, rank, beside: Beside::NOBODY }));
    saved.extend(room);
}

fn is_shown(state: &Workshop, note: NoteId) -> bool {
    state.notes.get(&note).is_some_and(Note::is_shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put_back(present: &[(u8, u64)], back: &[(u8, u64, Option<u8>, Option<u8>)]) -> Vec<u8> {
        let mut ranks: Vec<u64> = back.iter().map(|(_, rank, ..)| *rank).collect();
        let mut coming: Vec<_> = back
            .iter()
            .zip(&mut ranks)
            .map(|((id, _, behind, ahead), rank)| Coming {
                id: *id,
                rank,
                beside: Beside { behind: *behind, ahead: *ahead },
            })
            .collect();
        let moved = settle(present, &mut coming);
        let mut all: BTreeMap<u8, u64> = present.iter().copied().collect();
        all.extend(coming.iter().map(|one| (one.id, *one.rank)));
        all.extend(moved);
        sorted(all).into_iter().map(|(_, id)| id).collect()
    }

    #[test]
    fn an_old_rank_holds_while_it_fits() {
        assert_eq!(put_back(&[(1, 10), (3, 30)], &[(2, 20, Some(1), Some(3))]), [1, 2, 3]);
        assert_eq!(put_back(&[(1, 10), (3, 30), (4, 15)], &[(2, 20, Some(1), Some(3))]), [1, 4, 2, 3]);
    }

    #[test]
    fn neighbours_tell_where_in_a_list_that_was_ranked_anew() {
        let anew = [(1, 1 << 52), (3, (1 << 52) + 100), (4, (1 << 52) + 200)];
        assert_eq!(put_back(&anew, &[(2, 20, Some(1), Some(3))]), [1, 2, 3, 4]);
        assert_eq!(put_back(&anew, &[(2, 1 << 53, Some(9), Some(4))]), [1, 3, 2, 4], "one neighbour has gone");
        assert_eq!(put_back(&anew, &[(2, 1 << 53, None, Some(1))]), [2, 1, 3, 4]);
        assert_eq!(
            put_back(&anew, &[(2, 20, Some(8), Some(9))]),
            [2, 1, 3, 4],
            "both have gone: the rank is all there is"
        );
        assert_eq!(put_back(&anew, &[(6, 21, Some(5), Some(4)), (5, 20, Some(3), Some(6))]), [1, 3, 5, 6, 4]);
    }

    #[test]
    fn a_rank_that_somebody_took_is_not_shared() {
        assert_eq!(put_back(&[(1, 10), (3, 30), (4, 20)], &[(2, 20, Some(1), Some(3))]), [1, 2, 4, 3]);
        assert_eq!(put_back(&[(1, 10), (3, 11), (4, 12)], &[(2, 11, Some(1), Some(3))]), [1, 2, 3, 4]);
    }
}
