//! Where notes go besides the board: into another note, into the parking lot, out of sight.

use crate::clusters;
use crate::decide::{Ask, Decision, distinct, free, not_found};
use crate::event::Event;
use crate::limits;
use crate::notes::{self, Author, DeletedBy, Note};
use crate::order::{self, Place};
use crate::state::Workshop;
use crate::tables;
use crate::text::{self, Lines};
use crate::writing;
use charrette_protocol::*;
use std::collections::BTreeSet;

/// A note that the asker may arrange now: one of their table's, or a visible one.
fn workable<'a>(ask: &Ask<'a>, id: NoteId) -> Result<&'a Note, Rejection> {
    let note = ask.state.notes.get(&id).filter(|note| note.deleted.is_none()).ok_or_else(not_found)?;
    if tables::sits_at(ask, note) {
        tables::may_work_on(ask, note)?;
        return Ok(note);
    }
    let is_there = note.is_shown() && (ask.facilitates() || !note.is_withdrawn());
    if !is_there {
        return Err(not_found());
    }
    notes::may_arrange(ask, note.board)?;
    Ok(note)
}

fn all_workable<'a>(ask: &Ask<'a>, ids: &[NoteId]) -> Result<Vec<&'a Note>, Rejection> {
    distinct(ids, limits::IDS)?;
    ids.iter().map(|id| workable(ask, *id)).collect()
}

pub(crate) fn park(ask: &Ask, notes: &[NoteId]) -> Decision {
    let found = all_workable(ask, notes)?;
    if !found.iter().all(|note| matches!(note.shelf, Shelf::Board | Shelf::Annex)) {
        return Err(RejectionCode::ShelfUnfit.into());
    }
    Ok(vec![Event::NotesShelved { notes: notes.to_vec(), shelf: Shelf::Parked }])
}

/// Takes a note out of everybody's sight but its author's and the facilitators'.
pub(crate) fn set_aside(ask: &Ask, note: NoteId, reason: &str) -> Decision {
    let found = ask.state.notes.get(&note).filter(|note| note.is_shown() && note.deleted.is_none());
    if matches!(found.ok_or_else(not_found)?.shelf, Shelf::SetAside { .. } | Shelf::Merged { .. }) {
        return Err(RejectionCode::ShelfUnfit.into());
    }
    if !parts_of(ask.state, note).is_empty() {
        return Err(RejectionCode::HasOriginals.into());
    }
    let reason = text::required(reason, limits::QUESTION, Lines::One)?;
    Ok(vec![Event::NotesShelved { notes: vec![note], shelf: Shelf::SetAside { reason } }])
}

pub(crate) fn bring_back(ask: &Ask, notes: &[NoteId]) -> Decision {
    let found = all_workable(ask, notes)?;
    if found.iter().any(|note| matches!(note.shelf, Shelf::Board | Shelf::Merged { .. })) {
        return Err(RejectionCode::ShelfUnfit.into());
    }
    let shown: Vec<_> = notes.iter().zip(&found).filter(|(_, note)| note.is_shown()).map(|(id, _)| *id).collect();
    let ranks = clusters::into_columns(ask.state, &shown, Place::Last);
    Ok(vec![Event::NotesReturned { notes: notes.to_vec(), ranks }])
}

/// What all have in common, if they have.
fn common<T: PartialEq>(mut all: impl Iterator<Item = Option<T>>) -> Option<T> {
    let first = all.next().flatten()?;
    all.all(|other| other.as_ref() == Some(&first)).then_some(first)
}

/// Makes one note of several: visible ones, or ones of a table. It is signed with what its parts
/// have in common, and with no name.
pub(crate) fn merge(ask: &Ask, note: NoteId, parts: &[NoteId], raw: &str) -> Decision {
    let found = all_workable(ask, parts)?;
    let first = found[0];
    let alike = |part: &&Note| {
        let same = (part.board, part.hidden, part.held.map(|held| held.table))
            == (first.board, first.hidden, first.held.map(|held| held.table));
        (same || (part.board == first.board && part.is_shown() && first.is_shown())) && part.shelf == Shelf::Board
    };
    if found.len() < 2 || !found.iter().all(alike) {
        return Err(RejectionCode::MergeUnfit.into());
    }
    free(ask.state.notes.contains_key(&note))?;
    writing::note_fits(ask)?;
    let text = text::required(raw, limits::NOTE, Lines::Many)?;
    let attributions = found.iter().map(|part| part.attribution.max(ask.state.step_attribution(part.step)));
    let attribution = attributions.max().unwrap_or(Attribution::Anonymous);
    let group = common(found.iter().map(|part| part.group.clone()));
    let signature = match group.filter(|_| attribution != Attribution::Anonymous) {
        Some(group) => Signature::Group { group },
        None => Signature::Nobody,
    };
    let card = found.iter().any(|part| part.card);
    let list = match first.cluster {
        _ if !first.is_shown() => None,
        Some(cluster) => Some(clusters::notes_in(ask.state, cluster)),
        None => Some(notes::in_column(ask.state, first.column)),
    };
    let ranks = list.map(|list| order::place(list, &[note], Place::After(parts[0]))).unwrap_or_default();
    let notes = parts.to_vec();
    Ok(vec![Event::NotesMerged { note, notes, first: parts[0], text, signature, attribution, card, ranks }])
}

/// The notes that were merged into one.
pub(crate) fn parts_of(state: &Workshop, note: NoteId) -> Vec<NoteId> {
    let parts = state.notes.iter().filter(|(_, part)| part.shelf == Shelf::Merged { into: note });
    let mut parts: Vec<_> = parts.map(|(id, part)| (part.order, *id)).collect();
    parts.sort_unstable();
    parts.into_iter().map(|(_, id)| id).collect()
}

pub(crate) fn unmerge(ask: &Ask, note: NoteId) -> Decision {
    let found = workable(ask, note)?;
    let notes = parts_of(ask.state, note);
    if notes.is_empty() {
        return Err(RejectionCode::ShelfUnfit.into());
    }
    let ranks = match found.cluster {
        _ if !found.is_shown() => Vec::new(),
        Some(cluster) => order::place(clusters::notes_in(ask.state, cluster), &notes, Place::After(note)),
        None => clusters::into_columns(ask.state, &notes, Place::Last),
    };
    Ok(vec![Event::NoteUnmerged { note, notes, cluster: found.cluster, ranks }])
}

fn shelve(state: &mut Workshop, notes: &[NoteId], shelf: &Shelf, cluster: Option<ClusterId>) {
    for id in notes {
        if let Some(note) = state.notes.get_mut(id) {
            note.shelf = shelf.clone();
            note.cluster = cluster;
            note.card = false;
        }
    }
}

pub(crate) fn apply(state: &mut Workshop, event: &Event) {
    match event {
        Event::NotesShelved { notes, shelf } => shelve(state, notes, shelf, None),
        Event::NotesReturned { notes, ranks } => {
            shelve(state, notes, &Shelf::Board, None);
            notes::set_ranks(state, ranks);
        }
        Event::NotesMerged { note, notes, first, text, signature, attribution, card, ranks } => {
            let Some(like) = state.notes.get(first).cloned() else { return };
            let parts: BTreeSet<_> = notes.iter().collect();
            let tables = state.notes.iter().filter(|(id, _)| parts.contains(id)).map(|(_, part)| part.table);
            let merged = Note {
                text: text.clone(),
                text_version: 1,
                author: Author::Signed(signature.clone()),
                group: if let Signature::Group { group } = signature { Some(group.clone()) } else { None },
                table: common(tables),
                attribution: *attribution,
                card: *card,
                rank: 0,
                sequence: state.sequence,
                order: (state.sequence, 0),
                ..like
            };
            shelve(state, notes, &Shelf::Merged { into: *note }, None);
            state.notes.insert(*note, merged);
            notes::set_ranks(state, ranks);
        }
        Event::NoteUnmerged { note, notes, cluster, ranks } => {
            shelve(state, notes, &Shelf::Board, *cluster);
            notes::set_ranks(state, ranks);
            if let Some(merged) = state.notes.get_mut(note) {
                merged.deleted = Some(DeletedBy::Facilitator);
                merged.card = false;
            }
        }
        _ => {}
    }
}
