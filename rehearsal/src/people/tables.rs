//! What people do at their table with the notes that only it sees.

use super::{Person, Stuck};
use crate::api::fresh_id;
use crate::mirror::Mirror;
use charrette_protocol::*;

/// What a table did.
pub(crate) struct AtTable {
    /// How often two notes were joined.
    pub joined: usize,
    /// Cards it posted.
    pub cards: usize,
}

/// The notes on a board that stand at one's table, in its order.
fn standing(mirror: &Mirror, board: BoardId) -> Vec<TableNoteRecord> {
    let stands = |record: &Record| match record {
        Record::TableNote(note) if note.board == board && note.shelf == Shelf::Board => Some(note.clone()),
        _ => None,
    };
    let mut notes: Vec<_> = mirror.records().filter_map(stands).collect();
    notes.sort_by_key(|note| (note.order, note.id));
    notes
}

impl Person {
    /// How many notes of this person, written in one of these steps, wait for their reveal.
    pub fn waiting_in(&self, steps: &[StepId]) -> usize {
        let waits = |record: &&Record| match record {
            Record::PrivateNote(note) => steps.contains(&note.step) && note.hidden == Hidden::UntilReveal,
            _ => false,
        };
        self.client.look(|mirror| mirror.records().filter(waits).count())
    }

    /// Joins the first two notes of the table, if it has as many.
    pub async fn join_two(&mut self, board: BoardId) -> Result<Option<NoteId>, Stuck> {
        self.pause(20.0..60.0).await;
        let notes = self.client.wait(|mirror| Some(standing(mirror, board)).filter(|notes| !notes.is_empty())).await?;
        let [first, second, ..] = notes.as_slice() else { return Ok(None) };
        let note = fresh_id();
        let join = Command::MergeNotes { note, notes: vec![first.id, second.id], text: first.text.clone() };
        self.send("joining notes", join).await?;
        Ok(Some(note))
    }

    /// Posts the table's first notes as cards, once what was joined can be seen; says how many.
    pub async fn post_cards(&mut self, board: BoardId, joined: Option<NoteId>, limit: usize) -> Result<usize, Stuck> {
        self.pause(60.0..180.0).await;
        let seen = |mirror: &Mirror| {
            let notes = standing(mirror, board);
            let ready = joined.is_none_or(|joined| notes.iter().any(|note| note.id == joined));
            (ready && !notes.is_empty()).then_some(notes)
        };
        let notes = self.client.wait(seen).await?;
        // Somebody else at the table may have begun.
        let left = limit.saturating_sub(notes.iter().filter(|note| note.card).count());
        let notes: Vec<NoteId> = notes.iter().filter(|note| !note.card).take(left).map(|note| note.id).collect();
        if notes.is_empty() {
            return Ok(0);
        }
        let cards = notes.len();
        self.send("posting cards", Command::PostCards { notes }).await?;
        Ok(cards)
    }
}
