//! A ledger kept outside the server: what was acknowledged, and what was seen.

use charrette_protocol::*;
use charrette_rehearsal::Tap;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use tokio::sync::watch;

/// What a note must be like, by the ledger.
#[derive(Debug, Clone, Default)]
struct Entry {
    /// Acknowledged commands on it: its post, then each edit.
    acknowledged: u32,
    /// The text of each version that was sent, from version 1.
    sent: Vec<String>,
}

#[derive(Default)]
struct Book {
    notes: BTreeMap<NoteId, Entry>,
    /// The highest version of each note that anybody was shown, and its text.
    seen: BTreeMap<NoteId, (u32, String)>,
}

/// Hears every client; compares with what the server holds in the end.
pub struct Ledger {
    book: Mutex<Book>,
    acknowledged: watch::Sender<u64>,
}

impl Default for Ledger {
    fn default() -> Self {
        Self { book: Mutex::default(), acknowledged: watch::channel(0).0 }
    }
}

impl Tap for Ledger {
    fn frame(&self, text: &str) {
        let Ok(ServerMessage::Changes(changes)) = serde_json::from_str(text) else { return };
        let mut book = self.book();
        for put in changes.put {
            let (id, version, text) = match put.record {
                Record::Note(note) => (note.id, note.text_version, note.text),
                Record::PrivateNote(note) => (note.id, note.text_version, note.text),
                _ => continue,
            };
            let seen = book.seen.entry(id).or_default();
            if seen.0 < version {
                *seen = (version, text);
            }
        }
    }

    fn acknowledged(&self, _id: CommandId) {
        self.acknowledged.send_modify(|count| *count += 1);
    }
}

impl Ledger {
    fn book(&self) -> std::sync::MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A text is about to be sent as the next version of a note.
    pub fn sends(&self, note: NoteId, text: &str) {
        self.book().notes.entry(note).or_default().sent.push(text.to_owned());
    }

    /// The server acknowledged it.
    pub fn stored(&self, note: NoteId) {
        self.book().notes.entry(note).or_default().acknowledged += 1;
    }

    /// How many commands have been acknowledged.
    pub fn acknowledgements(&self) -> u64 {
        *self.acknowledged.borrow()
    }

    /// Waits until so many have been.
    pub async fn reaches(&self, count: u64) {
        let mut acknowledged = self.acknowledged.subscribe();
        // The sender lives as long as this ledger.
        let _ = acknowledged.wait_for(|so_far| *so_far >= count).await;
    }

    /// How many notes, and how many records anybody was shown.
    pub fn size(&self) -> (usize, usize) {
        let book = self.book();
        (book.notes.len(), book.seen.len())
    }

    /// Compares with the notes the server holds once everything sent has been answered: nothing
    /// acknowledged is lost or doubled, nothing was seen that is not stored. Gives what is wrong.
    pub fn faults(&self, held: &BTreeMap<NoteId, (u32, String)>) -> Vec<String> {
        let book = self.book();
        let mut faults = Vec::new();
        for (id, entry) in &book.notes {
            let Some((version, text)) = held.get(id) else {
                faults.push(format!("{id} was acknowledged and is lost"));
                continue;
            };
            if *version != entry.acknowledged {
                faults.push(format!("{id} has version {version} after {} acknowledged commands", entry.acknowledged));
            }
            if entry.sent.get(entry.acknowledged as usize - 1) != Some(text) {
                faults.push(format!("{id} reads {text:?}, which was not acknowledged last"));
            }
        }
        for (id, (version, text)) in &book.seen {
            match held.get(id) {
                Some((stored, _)) if stored > version => {}
                Some((stored, there)) if stored == version && there == text => {}
                other => {
                    faults.push(format!("{id} was seen in version {version} as {text:?}, but stored is {other:?}"))
                }
            }
        }
        for id in held.keys().filter(|id| !book.notes.contains_key(id)) {
            faults.push(format!("{id} is stored and nobody sent it"));
        }
        faults
    }
}
