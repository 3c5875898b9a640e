//! What the tests of the log write into it.

use super::{AppendError, Batch, Digest, Draft, EventLog, Listing, Position, ReadError, chain};
use charrette_protocol::{CommandId, MemberId, WorkshopId};
use serde_json::value::RawValue;

/// The workshop with this number.
pub fn workshop(number: u8) -> WorkshopId {
    WorkshopId::from_bytes([number; 16])
}

/// A listing of the workshop with this number.
pub fn listing(number: u8, code: &str) -> Listing {
    let created_ms = 1_800_000_000_000 - u64::from(number);
    Listing { workshop: workshop(number), code: Some(code.into()), created_ms, closed: false }
}

/// A draft by a member, told apart by `number`.
pub fn draft(number: u64, payload: &str) -> Draft {
    let mut id = [0; 16];
    id[8..].copy_from_slice(&number.to_be_bytes());
    Draft {
        time_ms: 1_800_000_000_000 + number,
        actor: Some(MemberId::from_bytes([7; 16])),
        command: CommandId::from_bytes(id),
        digest: Digest::of(&[b"command", &number.to_be_bytes()]),
        kind: "note_posted".into(),
        version: 1,
        payload: RawValue::from_string(payload.into()).unwrap(),
    }
}

/// A draft whose author is not stored.
pub fn anonymous(number: u64, payload: &str) -> Draft {
    Draft { actor: None, ..draft(number, payload) }
}

/// Salts that are the same in every run.
#[derive(Debug, Default)]
pub struct Salts(u128);

impl Salts {
    /// What [`chain::seal`] takes.
    pub fn draw(&mut self) -> impl FnMut() -> [u8; 16] {
        || {
            self.0 += 1;
            self.0.to_be_bytes()
        }
    }
}

/// The writing side of a room: knows where its log ends.
#[derive(Debug)]
pub struct Room {
    /// The workshop it writes.
    pub workshop: WorkshopId,
    /// Where its log ends.
    pub end: Position,
    hash: Digest,
    written: u64,
    salts: Salts,
}

impl Room {
    /// A room with an empty log.
    pub fn new(workshop: WorkshopId) -> Self {
        let hash = chain::genesis(workshop);
        Self { workshop, end: Position::START, hash, written: 0, salts: Salts::default() }
    }

    /// The next batch: one entry with this text.
    pub fn batch(&mut self, text: &str) -> Batch {
        self.written += 1;
        let payload = serde_json::to_string(text).unwrap();
        chain::seal(self.hash, vec![draft(self.written, &payload)], self.salts.draw()).unwrap()
    }

    /// Appends one entry with this text, and moves on if it was stored.
    pub async fn append(&mut self, log: &dyn EventLog, text: &str) -> Result<Position, AppendError> {
        let batch = self.batch(text);
        let hash = batch.hash();
        let position = log.append(self.workshop, self.end, batch).await?;
        (self.end, self.hash) = (position, hash);
        Ok(position)
    }

    /// Reads the whole log and goes on from its end; gives the number of batches.
    pub async fn reread(&mut self, log: &dyn EventLog) -> Result<usize, ReadError> {
        let batches = log.read(self.workshop, Position::START).await?;
        self.hash = chain::verify(self.workshop, &batches)?;
        self.end = batches.last().map_or(Position::START, |(position, _)| *position);
        Ok(batches.len())
    }
}

/// The texts of all entries, in order.
pub fn texts(batches: &[(Position, Batch)]) -> Vec<String> {
    let entries = batches.iter().flat_map(|(_, batch)| batch.entries());
    entries.map(|entry| serde_json::from_str(entry.event().unwrap().unwrap().payload.get()).unwrap()).collect()
}
