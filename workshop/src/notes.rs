//! Notes: one idea, one sentence.

use crate::decide::{Ask, Decision, distinct, free, not_found};
use crate::event::{Event, Ranks};
use crate::limits;
use crate::order::{self, Place};
use crate::roles;
use crate::secret::{SecretHash, hash_secret};
use crate::shelves;
use crate::state::Workshop;
use crate::tables;
use crate::text::{self, Lines};
use crate::writing::{self, Post};
use charrette_protocol::*;
use serde::{Deserialize, Serialize};

/// Who wrote something, as far as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Author {
    /// A member.
    Member(MemberId),
    /// Nobody knows; whoever holds the key with this hash may edit it.
    Key(SecretHash),
    /// Known from an archive as it was signed there.
    Signed(Signature),
}

/// In which capacity something was deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeletedBy {
    /// By its author, who may bring it back.
    Author,
    /// By a facilitator; only facilitators bring it back.
    Facilitator,
}

/// The table that works on a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The table.
    pub table: TableId,
    /// The table step in which it does so: its reveal shows the note.
    pub step: StepId,
}

/// A note, hidden or visible, deleted or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub(crate) step: StepId,
    pub(crate) board: BoardId,
    pub(crate) column: ColumnId,
    pub(crate) cluster: Option<ClusterId>,
    /// Where it is kept; off the board it is in no cluster.
    pub(crate) shelf: Shelf,
    /// Within the cluster, or within the column while in none; of no meaning while hidden or off the board.
    pub(crate) rank: u64,
    pub(crate) text: String,
    pub(crate) text_version: u32,
    pub(crate) author: Author,
    /// The author's perspective group when it was written: signed with it wherever names do not
    /// hold, so that a change of the author's own record shows in none of their texts.
    pub(crate) group: Option<String>,
    pub(crate) table: Option<TableId>,
    /// The attribution it was written under: shown at least as strictly ever after.
    pub(crate) attribution: Attribution,
    pub(crate) hidden: Option<Hidden>,
    /// The table that works on it, or did until the reveal.
    pub(crate) held: Option<Held>,
    /// Chosen by its table, while nobody else sees it.
    pub(crate) card: bool,
    pub(crate) deleted: Option<DeletedBy>,
    /// Counts the room's events; orders an author's own notes as they were written.
    pub(crate) sequence: u64,
    /// Orders the notes of a table: as they came there, and within one hand-out.
    pub(crate) order: (u64, u64),
}

impl Note {
    /// Whether people other than its author may see it, unless it is deleted.
    pub(crate) fn is_shown(&self) -> bool {
        self.hidden.is_none()
    }

    /// Whether everybody may see it.
    pub(crate) fn is_visible(&self) -> bool {
        self.is_shown() && self.deleted.is_none() && !self.is_withdrawn()
    }

    /// Whether it was taken out of most people's sight.
    pub(crate) fn is_withdrawn(&self) -> bool {
        matches!(self.shelf, Shelf::SetAside { .. } | Shelf::Table)
    }

    /// Whether it has a place in its column or cluster.
    pub(crate) fn is_ranked(&self) -> bool {
        self.is_shown() && self.shelf == Shelf::Board
    }

    /// A card of a table that the room does not see yet.
    pub(crate) fn is_coming_card(&self) -> bool {
        self.hidden == Some(Hidden::AtTable) && self.card && self.deleted.is_none()
    }
}

/// The ranked notes of a column that are in no cluster; deleted ones keep their place.
pub(crate) fn in_column(state: &Workshop, column: ColumnId) -> Vec<(NoteId, u64)> {
    let there = |note: &Note| note.column == column && note.cluster.is_none() && note.is_ranked();
    state.notes.iter().filter(|(_, note)| there(note)).map(|(id, note)| (*id, note.rank)).collect()
}

/// A note on the board that everybody may see.
pub(crate) fn visible(state: &Workshop, note: NoteId) -> Result<&Note, Rejection> {
    let found = state.notes.get(&note).filter(|note| note.is_visible()).ok_or_else(not_found)?;
    if found.shelf == Shelf::Board { Ok(found) } else { Err(RejectionCode::ShelfUnfit.into()) }
}

/// In which capacity the asker may change a note. What was merged at a table is everybody's there.
fn authority(ask: &Ask, note: &Note, edit_key: Option<&str>) -> Result<writing::Authority, Rejection> {
    let at_table = tables::sits_at(ask, note);
    if at_table && matches!(note.author, Author::Signed(_)) {
        return Ok(writing::Authority { by: DeletedBy::Author, by_key: false });
    }
    // What was set aside is there for its author and for facilitators.
    let withdrawn = note.is_withdrawn() && !ask.facilitates();
    let hidden = if withdrawn { Some(Hidden::SetAside) } else { note.hidden };
    writing::authority(ask, &note.author, hidden, edit_key).map_err(|refusal| match refusal.code {
        RejectionCode::NotFound if at_table => RejectionCode::NotAllowed.into(),
        _ => refusal,
    })
}

/// Whether the asker may arrange notes of a board now.
pub(crate) fn may_arrange(ask: &Ask, board: BoardId) -> Result<(), Rejection> {
    let step = ask.current_step();
    let here = step.is_some_and(|step| step.board == Some(board));
    let allowed = match roles::when(ask.role, Right::Cluster) {
        roles::When::Never => false,
        roles::When::Always => true,
        roles::When::In(kinds) => here && step.is_some_and(|step| kinds.contains(&step.kind)),
    };
    if allowed { Ok(()) } else { Err(RejectionCode::NotAllowed.into()) }
}

pub(crate) fn post(ask: &Ask, note: NoteId, post: &Post, column: ColumnId, raw: &str) -> Decision {
    let posting = writing::posting(ask, post, Right::WriteNotes)?;
    let at = ask.state.columns.get(&column).ok_or_else(not_found)?;
    if at.board != posting.board {
        return Err(RejectionCode::BoardUnfit.into());
    }
    free(ask.state.notes.contains_key(&note))?;
    writing::note_fits(ask)?;
    let text = text::required(raw, limits::NOTE, Lines::Many)?;
    let ranks = match posting.hidden {
        Some(_) => Ranks::new(),
        None => order::place(in_column(ask.state, column), &[note], Place::Last),
    };
    Ok(vec![Event::NotePosted {
        note,
        step: post.step,
        board: posting.board,
        column,
        text,
        author: posting.author,
        group: posting.group,
        table: posting.table,
        attribution: posting.attribution,
        hidden: posting.hidden,
        held: posting.held,
        ranks,
    }])
}

pub(crate) fn edit(ask: &Ask, note: NoteId, based_on: u32, raw: &str, edit_key: Option<&str>) -> Decision {
    let found = ask.state.notes.get(&note).filter(|note| note.deleted.is_none()).ok_or_else(not_found)?;
    let authority = authority(ask, found, edit_key)?;
    writing::based_on(found.text_version, based_on)?;
    let text = text::required(raw, limits::NOTE, Lines::Many)?;
    Ok(vec![Event::NoteEdited { note, text, by_key: authority.by_key }])
}

pub(crate) fn delete(ask: &Ask, note: NoteId, edit_key: Option<&str>) -> Decision {
    let found = ask.state.notes.get(&note).filter(|note| note.deleted.is_none()).ok_or_else(not_found)?;
    let authority = authority(ask, found, edit_key)?;
    if !shelves::parts_of(ask.state, note).is_empty() {
        return Err(RejectionCode::HasOriginals.into());
    }
    Ok(vec![Event::NoteDeleted { note, by: authority.by, by_key: authority.by_key }])
}

pub(crate) fn restore(ask: &Ask, note: NoteId, edit_key: Option<&str>) -> Decision {
    let found = ask.state.notes.get(&note).ok_or_else(not_found)?;
    // What is deleted is not there for others than its author and facilitators.
    let authority = authority(ask, found, edit_key)
        .map_err(|refusal| if found.deleted.is_some() { not_found() } else { refusal })?;
    if !writing::takes_place(found.hidden, found.deleted) {
        writing::note_fits(ask)?;
    }
    let mut hidden = writing::restoring(ask, authority, found.deleted, found.hidden, found.step)?;
    if found.hidden == Some(Hidden::AtTable) {
        let at_table = tables::is_held(&ask.state.steps, found.held);
        hidden = Some(if at_table { Hidden::AtTable } else { Hidden::Late });
    }
    Ok(vec![Event::NoteRestored { note, hidden, by_key: authority.by_key }])
}

pub(crate) fn post_late(ask: &Ask, note: NoteId, edit_key: Option<&str>) -> Decision {
    let found = ask.state.notes.get(&note).filter(|note| note.deleted.is_none()).ok_or_else(not_found)?;
    let authority = authority(ask, found, edit_key)?;
    if found.hidden != Some(Hidden::Late) {
        return Err(RejectionCode::StepUnfit.into());
    }
    let ranks = order::place(in_column(ask.state, found.column), &[note], Place::Last);
    Ok(vec![Event::LatePosted { item: LateItem::Note(note), ranks, by_key: authority.by_key }])
}

/// Moves notes to a column. A note in a cluster stays in it, a hidden one stays hidden.
pub(crate) fn shift(
    ask: &Ask,
    notes: &[NoteId],
    column: ColumnId,
    after: Option<NoteId>,
    edit_key: Option<&str>,
) -> Decision {
    distinct(notes, limits::NOTE_IDS)?;
    let board = ask.state.columns.get(&column).ok_or_else(not_found)?.board;
    let mut ranked = Vec::new();
    let mut all_own = true;
    // A key moves its note by itself: with others in one act, they would be known to have one author.
    let key = edit_key.filter(|_| notes.len() == 1).map(hash_secret);
    let mut by_key = false;
    for id in notes {
        let note = ask.state.notes.get(id).filter(|note| note.deleted.is_none()).ok_or_else(not_found)?;
        by_key = key.is_some_and(|key| note.author == Author::Key(key));
        let own = by_key || note.author == Author::Member(ask.actor) || tables::works_on(ask, note);
        let is_there = note.is_shown() && (ask.facilitates() || !note.is_withdrawn());
        if !own && !is_there {
            // Who sits there reads it, and moves it in the tables' step.
            let refused = if tables::sits_at(ask, note) { RejectionCode::NotAllowed } else { RejectionCode::NotFound };
            return Err(refused.into());
        }
        if note.shelf != Shelf::Board {
            return Err(RejectionCode::ShelfUnfit.into());
        }
        if note.board != board {
            return Err(RejectionCode::BoardUnfit.into());
        }
        all_own &= own;
        if note.is_ranked() && note.cluster.is_none() {
            ranked.push(*id);
        }
    }
    if !all_own {
        let wrong = key.map(|_| Rejection::from(RejectionCode::EditKeyWrong));
        may_arrange(ask, board).map_err(|rejection| wrong.unwrap_or(rejection))?;
    }
    let place = place_after(ask.state, board, after)?.unwrap_or(Place::First);
    let ranks = order::place(in_column(ask.state, column), &ranked, place);
    Ok(vec![Event::NotesMoved { notes: notes.to_vec(), column, ranks, by_key }])
}

/// Where "behind this note" is on a board: nowhere particular if none is named. A note that is
/// gone, or that nobody else may know of, leads to the end.
pub(crate) fn place_after(
    state: &Workshop,
    board: BoardId,
    after: Option<NoteId>,
) -> Result<Option<Place<NoteId>>, Rejection> {
    let Some(after) = after else { return Ok(None) };
    match state.notes.get(&after).filter(|note| note.is_ranked()) {
        Some(note) if note.board != board => Err(not_found()),
        Some(_) => Ok(Some(Place::After(after))),
        None => Ok(Some(Place::Last)),
    }
}

pub(crate) fn set_ranks(state: &mut Workshop, ranks: &Ranks<NoteId>) {
    for (id, rank) in ranks {
        if let Some(note) = state.notes.get_mut(id) {
            note.rank = *rank;
        }
    }
}

pub(crate) fn apply(state: &mut Workshop, event: &Event) {
    match event {
        Event::NotePosted {
            note,
            step,
            board,
            column,
            text,
            author,
            group,
            table,
            attribution,
            hidden,
            held,
            ranks,
        } => {
            let posted = Note {
                step: *step,
                board: *board,
                column: *column,
                cluster: None,
                shelf: Shelf::Board,
                rank: 0,
                text: text.clone(),
                text_version: 1,
                author: author.clone(),
                group: group.clone(),
                table: *table,
                attribution: *attribution,
                hidden: *hidden,
                held: *held,
                card: false,
                deleted: None,
                sequence: state.sequence,
                order: (state.sequence, 0),
            };
            state.notes.insert(*note, posted);
            set_ranks(state, ranks);
        }
        Event::NoteEdited { note, text, .. } => {
            if let Some(note) = state.notes.get_mut(note) {
                note.text.clone_from(text);
                note.text_version += 1;
            }
        }
        Event::NotesMoved { notes, column, ranks, .. } => {
            for id in notes {
                if let Some(note) = state.notes.get_mut(id) {
                    note.column = *column;
                }
            }
            set_ranks(state, ranks);
        }
        Event::NoteDeleted { note, by, .. } => {
            if let Some(note) = state.notes.get_mut(note) {
                note.deleted = Some(*by);
                note.card = false;
            }
        }
        Event::NoteRestored { note, hidden, .. } => {
            if let Some(note) = state.notes.get_mut(note) {
                note.deleted = None;
                note.hidden = *hidden;
            }
        }
        Event::LatePosted { item: LateItem::Note(id), ranks, .. } => {
            if let Some(note) = state.notes.get_mut(id) {
                note.hidden = None;
            }
            set_ranks(state, ranks);
        }
        _ => {}
    }
}
