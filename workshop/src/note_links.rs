//! Links between the notes of an iceberg: a sign of, driven by, raises.

use crate::decide::{Ask, Decision, distinct, free, not_found};
use crate::event::Event;
use crate::limits;
use crate::notes;
use crate::state::Workshop;
use charrette_protocol::*;
use serde::{Deserialize, Serialize};

/// A link between two notes. It stays when one of them is deleted, and shows again with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteLink {
    pub(crate) board: BoardId,
    pub(crate) from: NoteId,
    pub(crate) to: NoteId,
    pub(crate) kind: LinkKind,
}

pub(crate) fn link(ask: &Ask, id: NoteLinkId, from: NoteId, to: NoteId, kind: LinkKind) -> Decision {
    distinct(&[from, to], 2)?;
    let board = notes::visible(ask.state, from)?.board;
    if notes::visible(ask.state, to)?.board != board
        || ask.state.boards.get(&board).is_none_or(|board| board.kind != BoardKind::Iceberg)
    {
        return Err(RejectionCode::BoardUnfit.into());
    }
    notes::may_arrange(ask, board)?;
    let made = NoteLink { board, from, to, kind };
    free(ask.state.note_links.contains_key(&id) || ask.state.note_links.values().any(|link| *link == made))?;
    if ask.state.note_links.len() >= limits::NOTE_LINKS {
        return Err(limits::room_full(limits::NOTE_LINKS, "links"));
    }
    Ok(vec![Event::NotesLinked { link: id, board, from, to, kind }])
}

pub(crate) fn unlink(ask: &Ask, id: NoteLinkId) -> Decision {
    let found = ask.state.note_links.get(&id).ok_or_else(not_found)?;
    notes::may_arrange(ask, found.board)?;
    Ok(vec![Event::NotesUnlinked { link: id }])
}

pub(crate) fn apply(state: &mut Workshop, event: &Event) {
    match event {
        Event::NotesLinked { link, board, from, to, kind } => {
            let made = NoteLink { board: *board, from: *from, to: *to, kind: *kind };
            state.note_links.insert(*link, made);
        }
        Event::NotesUnlinked { link } => {
            state.note_links.remove(link);
        }
        _ => {}
    }
}
