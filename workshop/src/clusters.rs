//! Clusters: notes that belong together, and the sentence that says why.

use crate::decide::{Ask, Decision, distinct, free, not_found};
use crate::event::{Event, Fact, Ranks};
use crate::limits;
use crate::notes;
use crate::order::{self, Place};
use crate::roles;
use crate::state::Workshop;
use crate::text::{self, Lines};
use crate::writing;
use charrette_protocol::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A cluster; which notes it holds stands at the notes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cluster {
    pub(crate) board: BoardId,
    pub(crate) rank: u64,
    pub(crate) name: String,
    pub(crate) name_version: u32,
    /// The table that finds its name.
    pub(crate) naming: Option<TableId>,
    /// Who made it, for their share of clusters that stay empty; none = it came with an archive. Nobody is shown it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) made_by: Option<MemberId>,
}

/// The ranked notes of a cluster; deleted ones keep their place.
pub(crate) fn notes_in(state: &Workshop, cluster: ClusterId) -> Vec<(NoteId, u64)> {
    let held = state.notes.iter().filter(|(_, note)| note.cluster == Some(cluster));
    let mut held: Vec<_> = held.map(|(id, note)| (*id, note.rank)).collect();
    held.sort_by_key(|&(id, rank)| (rank, id));
    held
}

/// The ranked clusters of a board.
pub(crate) fn on_board(state: &Workshop, board: BoardId) -> Vec<(ClusterId, u64)> {
    let there = state.clusters.iter().filter(|(_, cluster)| cluster.board == board);
    there.map(|(id, cluster)| (*id, cluster.rank)).collect()
}

/// A cluster that the asker may work on now.
fn workable<'a>(ask: &Ask<'a>, cluster: ClusterId) -> Result<&'a Cluster, Rejection> {
    let found = ask.state.clusters.get(&cluster).ok_or_else(not_found)?;
    notes::may_arrange(ask, found.board)?;
    Ok(found)
}

fn place_after(ask: &Ask, board: BoardId, after: ClusterId) -> Result<Place<ClusterId>, Rejection> {
    match ask.state.clusters.get(&after) {
        Some(cluster) if cluster.board != board => Err(not_found()),
        Some(_) => Ok(Place::After(after)),
        None => Ok(Place::Last),
    }
}

fn clean_name(raw: &str) -> Result<String, Rejection> {
    text::clean(raw, limits::TITLE, Lines::One)
}

fn check_room(ask: &Ask, board: BoardId) -> Result<(), Rejection> {
    if on_board(ask.state, board).len() >= limits::CLUSTERS {
        return Err(limits::room_full(limits::CLUSTERS, "clusters"));
    }
    if !ask.facilitates() && left_empty_by(ask.state, ask.actor) >= limits::EMPTY_CLUSTERS_EACH {
        return Err(limits::room_full(limits::EMPTY_CLUSTERS_EACH, "clusters of yours without a note"));
    }
    Ok(())
}

/// How many clusters that somebody made hold no note that is shown, whoever emptied them.
fn left_empty_by(state: &Workshop, member: MemberId) -> usize {
    let shown = state.notes.values().filter(|note| note.deleted.is_none());
    let filled: BTreeSet<_> = shown.filter_map(|note| note.cluster).collect();
    let made = state.clusters.iter().filter(|(_, cluster)| cluster.made_by == Some(member));
    made.filter(|(id, _)| !filled.contains(id)).count()
}

/// All of them visible and on one board.
fn visible_on(ask: &Ask, notes: &[NoteId], board: BoardId) -> Result<(), Rejection> {
    for id in notes {
        if notes::visible(ask.state, *id)?.board != board {
            return Err(RejectionCode::BoardUnfit.into());
        }
    }
    Ok(())
}

pub(crate) fn make(
    ask: &Ask,
    cluster: ClusterId,
    board: BoardId,
    name: &str,
    notes: &[NoteId],
    after: Option<ClusterId>,
) -> Decision {
    let kind = ask.state.boards.get(&board).ok_or_else(not_found)?.kind;
    notes::may_arrange(ask, board)?;
    if matches!(kind, BoardKind::Timeline | BoardKind::Statements) {
        return Err(RejectionCode::BoardUnfit.into());
    }
    free(ask.state.clusters.contains_key(&cluster))?;
    check_room(ask, board)?;
    if !notes.is_empty() {
        distinct(notes, limits::NOTE_IDS)?;
    }
    visible_on(ask, notes, board)?;
    let place = after.map_or(Ok(Place::Last), |after| place_after(ask, board, after))?;
    Ok(vec![Event::ClusterMade {
        cluster,
        board,
        name: clean_name(name)?,
        notes: order::place([], notes, Place::Last),
        ranks: order::place(on_board(ask.state, board), &[cluster], place),
    }])
}

pub(crate) fn name(ask: &Ask, cluster: ClusterId, based_on: u32, name: &str) -> Decision {
    let found = workable(ask, cluster)?;
    check_naming(ask, found)?;
    writing::based_on(found.name_version, based_on)?;
    Ok(vec![Event::ClusterNamed { cluster, name: clean_name(name)? }])
}

/// Where tables find the names, each finds those it was asked for.
fn check_naming(ask: &Ask, cluster: &Cluster) -> Result<(), Rejection> {
    let naming = ask.current_step().is_some_and(|step| step.naming);
    let anyway = roles::when(ask.role, Right::Cluster) == roles::When::Always;
    let asked = cluster.naming.and_then(|id| Some((id, ask.state.tables.get(&id)?)));
    let Some((id, table)) = asked.filter(|_| naming && !anyway) else { return Ok(()) };
    let own = ask.state.member(ask.actor).and_then(|member| member.table);
    if own == Some(id) {
        return Ok(());
    }
    Err(Rejection::from(RejectionCode::NamingAssigned).with("table", &table.name))
}

pub(crate) fn assign_naming(ask: &Ask, cluster: ClusterId, table: Option<TableId>) -> Decision {
    ask.state.clusters.get(&cluster).ok_or_else(not_found)?;
    if table.is_some_and(|table| !ask.state.tables.contains_key(&table)) {
        return Err(not_found());
    }
    Ok(vec![Event::NamingAssigned { cluster, table }])
}

pub(crate) fn place(ask: &Ask, notes: &[NoteId], cluster: Option<ClusterId>, after: Option<NoteId>) -> Decision {
    distinct(notes, limits::NOTE_IDS)?;
    let board = notes::visible(ask.state, notes[0])?.board;
    visible_on(ask, notes, board)?;
    notes::may_arrange(ask, board)?;
    let place = notes::place_after(ask.state, board, after)?.unwrap_or(Place::Last);
    let ranks = match cluster {
        Some(cluster) => {
            if ask.state.clusters.get(&cluster).ok_or_else(not_found)?.board != board {
                return Err(RejectionCode::BoardUnfit.into());
            }
            order::place(notes_in(ask.state, cluster), notes, place)
        }
        None => into_columns(ask.state, notes, place),
    };
    Ok(vec![Event::NotesPlaced { notes: notes.to_vec(), cluster, ranks }])
}

/// Places of notes that come out of clusters, each in its own column.
pub(crate) fn into_columns(state: &Workshop, notes: &[NoteId], place: Place<NoteId>) -> Ranks<NoteId> {
    let mut by_column: std::collections::BTreeMap<ColumnId, Vec<NoteId>> = std::collections::BTreeMap::new();
    for id in notes {
        if let Some(note) = state.notes.get(id) {
            by_column.entry(note.column).or_default().push(*id);
        }
    }
    let placed = by_column.iter().map(|(column, notes)| order::place(notes::in_column(state, *column), notes, place));
    placed.flatten().collect()
}

pub(crate) fn merge(ask: &Ask, from: &[ClusterId], into: ClusterId) -> Decision {
    distinct(from, limits::IDS)?;
    let board = workable(ask, into)?.board;
    if from.contains(&into) {
        return Err(limits::list_unfit(limits::IDS));
    }
    let mut coming = Vec::new();
    for cluster in from {
        if workable(ask, *cluster)?.board != board {
            return Err(RejectionCode::BoardUnfit.into());
        }
        coming.extend(notes_in(ask.state, *cluster).into_iter().map(|(id, _)| id));
    }
    let ranks = order::place(notes_in(ask.state, into), &coming, Place::Last);
    Ok(vec![Event::ClustersMerged { from: from.to_vec(), into, notes: coming, ranks }])
}

/// Splits a cluster. Notes that have left it meanwhile are not taken along.
pub(crate) fn split(ask: &Ask, cluster: ClusterId, new: ClusterId, name: &str, notes: &[NoteId]) -> Decision {
    let board = workable(ask, cluster)?.board;
    distinct(notes, limits::NOTE_IDS)?;
    free(ask.state.clusters.contains_key(&new))?;
    check_room(ask, board)?;
    visible_on(ask, notes, board)?;
    let inside = |id: &NoteId| ask.state.notes.get(id).is_some_and(|note| note.cluster == Some(cluster));
    let going: Vec<_> = notes.iter().copied().filter(inside).collect();
    let mut held = notes_in(ask.state, cluster).into_iter().map(|(id, _)| id);
    let some_stay = held.any(|id| !going.contains(&id) && notes::visible(ask.state, id).is_ok());
    if going.is_empty() || !some_stay {
        return Err(RejectionCode::SplitUnfit.into());
    }
    Ok(vec![Event::ClusterSplit {
        cluster,
        new,
        name: clean_name(name)?,
        notes: order::place([], &going, Place::Last),
        ranks: order::place(on_board(ask.state, board), &[new], Place::After(cluster)),
    }])
}

pub(crate) fn dissolve(ask: &Ask, cluster: ClusterId) -> Decision {
    workable(ask, cluster)?;
    let notes: Vec<_> = notes_in(ask.state, cluster).into_iter().map(|(id, _)| id).collect();
    let ranks = into_columns(ask.state, &notes, Place::Last);
    Ok(vec![Event::ClusterDissolved { cluster, notes, ranks }])
}

pub(crate) fn shift(ask: &Ask, cluster: ClusterId, after: Option<ClusterId>) -> Decision {
    let board = workable(ask, cluster)?.board;
    let place = after.map_or(Ok(Place::First), |after| place_after(ask, board, after))?;
    Ok(vec![Event::ClusterMoved { cluster, ranks: order::place(on_board(ask.state, board), &[cluster], place) }])
}

fn put(state: &mut Workshop, notes: impl IntoIterator<Item = NoteId>, cluster: Option<ClusterId>) {
    for id in notes {
        if let Some(note) = state.notes.get_mut(&id) {
            note.cluster = cluster;
        }
    }
}

fn set_ranks(state: &mut Workshop, ranks: &Ranks<ClusterId>) {
    for (id, rank) in ranks {
        if let Some(cluster) = state.clusters.get_mut(id) {
            cluster.rank = *rank;
        }
    }
}

pub(crate) fn apply(state: &mut Workshop, fact: &Fact) {
    let made_by = fact.actor;
    match &fact.event {
        Event::ClusterMade { cluster, board, name, notes, ranks } => {
            let name = name.clone();
            let made = Cluster { board: *board, rank: 0, name, name_version: 1, naming: None, made_by };
            state.clusters.insert(*cluster, made);
            put(state, notes.iter().map(|(id, _)| *id), Some(*cluster));
            notes::set_ranks(state, notes);
            set_ranks(state, ranks);
        }
        Event::ClusterNamed { cluster, name } => {
            if let Some(cluster) = state.clusters.get_mut(cluster) {
                cluster.name.clone_from(name);
                cluster.name_version += 1;
            }
        }
        Event::NamingAssigned { cluster, table } => {
            if let Some(cluster) = state.clusters.get_mut(cluster) {
                cluster.naming = *table;
            }
        }
        Event::NotesPlaced { notes, cluster, ranks } => {
            put(state, notes.iter().copied(), *cluster);
            notes::set_ranks(state, ranks);
        }
        Event::ClustersMerged { from, into, notes, ranks } => {
            put(state, notes.iter().copied(), Some(*into));
            notes::set_ranks(state, ranks);
            for cluster in from {
                state.clusters.remove(cluster);
            }
        }
        Event::ClusterSplit { cluster, new, name, notes, ranks } => {
            if let Some(board) = state.clusters.get(cluster).map(|cluster| cluster.board) {
                let made = Cluster { board, rank: 0, name: name.clone(), name_version: 1, naming: None, made_by };
                state.clusters.insert(*new, made);
                put(state, notes.iter().map(|(id, _)| *id), Some(*new));
                notes::set_ranks(state, notes);
                set_ranks(state, ranks);
            }
        }
        Event::ClusterDissolved { cluster, notes, ranks } => {
            put(state, notes.iter().copied(), None);
            notes::set_ranks(state, ranks);
            state.clusters.remove(cluster);
        }
        Event::ClusterMoved { ranks, .. } => set_ranks(state, ranks),
        _ => {}
    }
}
