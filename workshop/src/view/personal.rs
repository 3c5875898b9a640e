//! What belongs to one viewer only.

use super::signature;
use crate::asks;
use crate::derive;
use crate::members::{Member, group_of};
use crate::notes::Author;
use crate::roles;
use crate::secret::SecretHash;
use crate::state::Workshop;
use crate::statements::{self, Statement};
use crate::tables;
use crate::writing;
use charrette_protocol::*;
use std::collections::BTreeSet;

/// One session: whom it speaks for, and which edit keys it holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Viewer {
    /// The members it speaks for, its own first; none for a wall.
    pub members: Vec<MemberId>,
    /// The hashes of its edit keys, in the order it made them.
    pub edit_keys: Vec<SecretHash>,
}

/// The personal records of a viewer. What was written anonymously counts with the first of the
/// viewer's members, whoever of them wrote it: nobody knows.
pub fn personal(state: &Workshop, viewer: &Viewer) -> Vec<Record> {
    let mut records = Vec::new();
    for (place, id) in viewer.members.iter().enumerate() {
        let Some(member) = state.member(*id) else { continue };
        let keys: &[SecretHash] = if place == 0 { &viewer.edit_keys } else { &[] };
        records.push(Record::Seat(seat(state, viewer, *id, member)));
        records.push(Record::Mine(mine(state, *id, keys)));
        records.extend(papers(state, *id).map(Record::Paper));
        records.extend(private_notes(state, *id, keys));
        records.extend(private_entries(state, *id, keys));
        records.extend(private_statements(state, *id).map(Record::PrivateStatement));
    }
    records.extend(table_notes(state, viewer));
    records
}

fn seat(state: &Workshop, viewer: &Viewer, id: MemberId, member: &Member) -> SeatRecord {
    SeatRecord {
        id,
        name: member.name.clone(),
        role: member.role,
        perspective: member.perspective.clone(),
        group: group_of(state, id).map(str::to_owned),
        table: member.table,
        muted: state.is_muted(id),
        consent: member.consent,
        may: roles::rights_now(state, id, member.role),
        notes_left: notes_left(state, viewer, id),
        can_undo: state.acts.can_undo(id) && !state.is_muted(id),
    }
}

fn notes_left(state: &Workshop, viewer: &Viewer, member: MemberId) -> Option<u16> {
    let step = state.head.current_step?;
    let limit = state.steps.get(&step)?.settings.note_limit?;
    if state.role(member).is_none_or(roles::facilitates) {
        return None;
    }
    let posted = if state.step_is_anonymous(step) {
        writing::posted_with(state, &viewer.edit_keys, step)
    } else {
        writing::posted_by(state, member, step)
    };
    Some(limit.saturating_sub(posted.try_into().unwrap_or(u16::MAX)))
}

fn is_by(author: &Author, member: MemberId, keys: &[SecretHash]) -> bool {
    match author {
        Author::Member(one) => *one == member,
        Author::Key(key) => keys.contains(key),
        Author::Signed(_) => false,
    }
}

fn mine(state: &Workshop, id: MemberId, keys: &[SecretHash]) -> MineRecord {
    let notes = state.notes.iter().filter(|(_, note)| note.is_visible() && is_by(&note.author, id, keys));
    let entries = state.entries.iter().filter(|(_, entry)| entry.is_visible() && is_by(&entry.author, id, keys));
    let comments = state.comments.iter().filter(|(_, one)| !one.deleted && is_by(&one.author, id, keys));
    let pens = state.statements.iter().filter(|(_, found)| !found.deleted && found.pen == Some(id));
    let (asked, asks) = asks::of(state, id);
    MineRecord {
        id,
        asked,
        asks,
        notes: notes.map(|(id, _)| *id).collect(),
        entries: entries.map(|(id, _)| *id).collect(),
        comments: comments.map(|(id, _)| *id).collect(),
        pens: pens.map(|(id, _)| *id).collect(),
    }
}

fn papers(state: &Workshop, member: MemberId) -> impl Iterator<Item = PaperRecord> {
    state.ballots.iter().filter_map(move |(ballot, found)| {
        let paper = found.papers.get(&member)?.clone();
        let id = derive::paper(member, *ballot);
        Some(PaperRecord { id, member, ballot: *ballot, marks: paper.marks, reasons: paper.reasons })
    })
}

/// One's own hidden notes, counted in the order they were written. (The room's own count would
/// say how much others write meanwhile.)
fn private_notes(state: &Workshop, member: MemberId, keys: &[SecretHash]) -> Vec<Record> {
    let mut own: Vec<_> = state.notes.iter().filter(|(_, note)| is_by(&note.author, member, keys)).collect();
    own.sort_by_key(|(id, note)| (note.sequence, **id));
    let numbered = (1..).zip(own).filter(|(_, (_, note))| note.deleted.is_none());
    numbered
        .filter_map(|(order, (id, note))| {
            let reason = if let Shelf::SetAside { reason } = &note.shelf { Some(reason.clone()) } else { None };
            Some(Record::PrivateNote(PrivateNoteRecord {
                id: *id,
                step: note.step,
                column: note.column,
                text: note.text.clone(),
                text_version: note.text_version,
                hidden: note.hidden.or(reason.is_some().then_some(Hidden::SetAside))?,
                reason,
                order,
            }))
        })
        .collect()
}

/// What the tables work on at which the viewer's members sit. (A device speaks for several, who may
/// sit at several.)
fn table_notes(state: &Workshop, viewer: &Viewer) -> Vec<Record> {
    let tables: BTreeSet<_> = viewer.members.iter().filter_map(|id| tables::reads_at(state, *id)).collect();
    let mut records = Vec::new();
    for table in tables {
        let mut notes: Vec<_> = tables::notes_at(state, table).collect();
        notes.sort_by_key(|(id, note)| (note.order, **id));
        records.extend((1..).zip(notes).map(|(order, (id, note))| {
            let attribution = note.attribution.max(state.step_attribution(note.step));
            Record::TableNote(TableNoteRecord {
                id: *id,
                table,
                board: note.board,
                step: note.step,
                column: note.column,
                text: note.text.clone(),
                text_version: note.text_version,
                by: signature(state, (&note.author, note.group.as_deref()), attribution),
                shelf: note.shelf.clone(),
                card: note.card,
                order,
            })
        }));
    }
    records
}

/// What one's table has written and nobody else sees.
fn private_statements(state: &Workshop, member: MemberId) -> impl Iterator<Item = PrivateStatementRecord> {
    let waits = |found: &Statement| found.hidden && !found.deleted;
    let here = move |found: &Statement| waits(found) && statements::reads_hidden(state, member, found);
    state.statements.iter().filter(move |(_, found)| here(found)).map(|(id, found)| PrivateStatementRecord {
        id: *id,
        board: found.board,
        step: found.step,
        table: found.table,
        rank: found.rank,
        text: found.text.clone(),
        text_version: found.text_version,
        held: found.pen.is_some(),
        pen: super::pen(state, found),
        versions: statements::versions(*id, found).collect(),
    })
}

fn private_entries(state: &Workshop, member: MemberId, keys: &[SecretHash]) -> Vec<Record> {
    let own = state.entries.iter().filter(|(_, entry)| is_by(&entry.author, member, keys) && entry.deleted.is_none());
    own.filter_map(|(id, entry)| {
        Some(Record::PrivateEntry(PrivateEntryRecord {
            id: *id,
            step: entry.step,
            text: entry.text.clone(),
            text_version: entry.text_version,
            hidden: entry.hidden?,
        }))
    })
    .collect()
}
