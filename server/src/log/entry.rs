//! What is stored: entries, in batches, and their encoding to bytes.
//!
//! A [`Draft`] is an entry before it is sealed; [`super::chain::seal`] makes a [`Batch`] of drafts.
//! The fields of a sealed [`Entry`] cannot be changed, because its hash covers them; the one thing
//! that can be done to it is to [erase](Batch::erase) its payload.

use super::bytes::{Digest, Salt};
use super::upcast::{self, Event, Upcast, UpcastError};
use charrette_protocol::{CommandId, MemberId};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;

/// The number of the encoding written by [`Batch::encode`].
const FORMAT: u8 = 1;

/// One event, ready to be sealed into a batch.
#[derive(Debug, Clone)]
pub struct Draft {
    /// When it happened: milliseconds since 1970 (Unix time). Not used for order.
    pub time_ms: u64,
    /// Who did it. Nobody in an anonymous step, and nobody for what the server does of itself.
    pub actor: Option<MemberId>,
    /// The command that caused it; events of one command share it.
    pub command: CommandId,
    /// SHA-256 of the body of that command, so that its id with another body is noticed.
    pub digest: Digest,
    /// The kind of event, such as `note_posted`.
    pub kind: String,
    /// The version of the payload's shape for this kind, from 1.
    pub version: u16,
    /// The event itself, as JSON text that is kept byte for byte.
    pub payload: Box<RawValue>,
}

/// One event as it is stored, under the hash that chains it to all before it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    time_ms: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    actor: Option<MemberId>,
    command: CommandId,
    digest: Digest,
    kind: String,
    version: u16,
    header_salt: Salt,
    /// Salt and payload, or else only the digest that both had: a salt that outlived its payload
    /// would let anyone who holds the digest try out what the payload was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    payload_salt: Option<Salt>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    payload: Option<Box<RawValue>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    erased: Option<Digest>,
    hash: Digest,
}

/// JSON `null` is a payload too, so a field that is there is always a payload.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Box<RawValue>>, D::Error> {
    Box::<RawValue>::deserialize(deserializer).map(Some)
}

impl Entry {
    /// Seals a draft behind `previous`, the hash of the entry before it.
    pub(super) fn seal(draft: Draft, previous: &Digest, header_salt: Salt, payload_salt: Salt) -> Self {
        let mut entry = Self {
            time_ms: draft.time_ms,
            actor: draft.actor,
            command: draft.command,
            digest: draft.digest,
            kind: draft.kind,
            version: draft.version,
            header_salt,
            payload_salt: Some(payload_salt),
            payload: Some(draft.payload),
            erased: None,
            hash: Digest::of(&[]),
        };
        let payload = Digest::of(&[&payload_salt.0, entry.payload.as_ref().map_or(&[], |raw| raw.get().as_bytes())]);
        entry.hash = entry.hash_behind(previous, &payload);
        entry
    }

    /// The hash that this entry must have if `previous` is the hash before it; `None` if it is
    /// neither a whole nor a properly erased entry.
    pub(super) fn expected_hash(&self, previous: &Digest) -> Option<Digest> {
        self.payload_digest().map(|payload| self.hash_behind(previous, &payload))
    }

    fn payload_digest(&self) -> Option<Digest> {
        match (&self.payload_salt, &self.payload, &self.erased) {
            (Some(salt), Some(payload), None) => Some(Digest::of(&[&salt.0, payload.get().as_bytes()])),
            (None, None, Some(digest)) => Some(*digest),
            _ => None,
        }
    }

    fn hash_behind(&self, previous: &Digest, payload: &Digest) -> Digest {
        let header = Digest::of(&[&self.header_salt.0, &self.header()]);
        Digest::of(&[&previous.0, &header.0, &payload.0])
    }

    /// The header as bytes, independent of how a batch is encoded: fixed fields first, then the
    /// only field of varying length, so that no two headers have the same bytes.
    fn header(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(75 + self.kind.len());
        bytes.extend(self.time_ms.to_be_bytes());
        bytes.push(u8::from(self.actor.is_some()));
        bytes.extend(self.actor.map_or([0; 16], |actor| *actor.as_bytes()));
        bytes.extend(self.command.as_bytes());
        bytes.extend(self.digest.0);
        bytes.extend(self.version.to_be_bytes());
        bytes.extend(self.kind.as_bytes());
        bytes
    }

    /// When it happened: milliseconds since 1970 (Unix time).
    pub fn time_ms(&self) -> u64 {
        self.time_ms
    }

    /// Who did it, unless that is not stored.
    pub fn actor(&self) -> Option<MemberId> {
        self.actor
    }

    /// The command that caused it.
    pub fn command(&self) -> CommandId {
        self.command
    }

    /// SHA-256 of the body of that command.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// The kind of event.
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// The hash over this entry and all before it.
    pub fn hash(&self) -> Digest {
        self.hash
    }

    /// The event in its present shape, whatever version it was stored in; `None` once erased.
    /// Ask only entries whose chain was checked, as those are that [`super::EventLog::read`] gives.
    ///
    /// # Errors
    /// An old payload does not have the shape that its version had.
    pub fn event(&self) -> Result<Option<Event<'_>>, UpcastError> {
        self.event_by(upcast::UPCASTS)
    }

    pub(super) fn event_by(&self, upcasts: &[Upcast]) -> Result<Option<Event<'_>>, UpcastError> {
        let Some(payload) = &self.payload else { return Ok(None) };
        upcast::to_present(upcasts, &self.kind, self.version, payload).map(Some)
    }

    fn erase(&mut self) {
        if self.erased.is_none() {
            self.erased = self.payload_digest();
            self.payload_salt = None;
            self.payload = None;
        }
    }
}

/// What is appended at once and read at once: one or more entries, all or none of them stored.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Batch {
    format: u8,
    previous: Digest,
    entries: Vec<Entry>,
}

/// These bytes are not a batch; the words say why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct DecodeError(String);

impl Batch {
    /// `entries` are not empty, and sealed one behind the other, the first behind `previous`.
    pub(super) fn new(previous: Digest, entries: Vec<Entry>) -> Self {
        Self { format: FORMAT, previous, entries }
    }

    /// The entries, oldest first; never empty.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The hash of the entry before the first of this batch.
    pub fn previous(&self) -> Digest {
        self.previous
    }

    /// The hash of the last entry: what the next batch is sealed behind.
    pub fn hash(&self) -> Digest {
        self.entries.last().map_or(self.previous, Entry::hash)
    }

    /// Forgets the payload (and its salt) of the entry with this index, for good. The chain
    /// stays valid, because it covers the payload's digest, which is kept.
    pub fn erase(&mut self, index: usize) {
        if let Some(entry) = self.entries.get_mut(index) {
            entry.erase();
        }
    }

    /// The batch as bytes: compact JSON, the same bytes for the same batch.
    pub fn encode(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("a batch holds only text, numbers and valid JSON")
    }

    /// The batch that [`Batch::encode`] made these bytes of. Its chain is not checked by this.
    ///
    /// # Errors
    /// The bytes are anything else, to the last byte.
    pub fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        let batch: Self = serde_json::from_slice(bytes).map_err(|error| DecodeError(error.to_string()))?;
        if batch.format != FORMAT {
            return Err(DecodeError(format!("format {} is not known (this program reads {FORMAT})", batch.format)));
        }
        if batch.entries.is_empty() {
            return Err(DecodeError("the batch holds no entries".into()));
        }
        // One batch has one spelling, so that no change of the stored bytes goes unnoticed.
        if batch.encode() != bytes {
            return Err(DecodeError("the bytes are not as this program writes them".into()));
        }
        Ok(batch)
    }
}

#[cfg(test)]
mod tests {
    use super::super::chain::{genesis, seal};
    use super::super::fixtures::{self, Salts};
    use super::*;

    #[test]
    fn the_stored_bytes_never_change() {
        let mut salts = Salts::default();
        let drafts = vec![fixtures::draft(1, r#"{"text":"Zoë’s \"idea\" "}"#), fixtures::anonymous(2, "null")];
        let mut batch = seal(genesis(fixtures::workshop(1)), drafts, salts.draw()).unwrap();
        let golden = include_str!("fixtures/batch_format_1.json").trim_end();
        assert_eq!(String::from_utf8(batch.encode()).unwrap(), golden);
        assert_eq!(Batch::decode(golden.as_bytes()).unwrap().encode(), batch.encode());

        batch.erase(0);
        let erased = include_str!("fixtures/batch_format_1_erased.json").trim_end();
        assert_eq!(String::from_utf8(batch.encode()).unwrap(), erased);
        assert_eq!(Batch::decode(erased.as_bytes()).unwrap().encode(), batch.encode());
    }

    #[test]
    fn bytes_that_were_not_written_as_they_are_are_refused_in_words() {
        let mut salts = Salts::default();
        let batch = seal(genesis(fixtures::workshop(1)), vec![fixtures::draft(1, "{}")], salts.draw()).unwrap();
        let text = String::from_utf8(batch.encode()).unwrap();
        let refusals = [
            (String::new(), "EOF"),
            (text.replacen("\"format\":1", "\"format\":2", 1), "format 2 is not known"),
            (text.replacen("\"time_ms\"", "\"time\"", 1), "unknown field"),
            (format!(" {text}"), "not as this program writes"),
            (format!("{}{}", &text[..text.find("[").unwrap()], "[]}"), "no entries"),
        ];
        for (wrong, words) in refusals {
            let error = Batch::decode(wrong.as_bytes()).unwrap_err().to_string();
            assert!(error.contains(words), "{wrong}: {error}");
        }
    }

    #[test]
    fn an_erased_entry_has_no_event() {
        let mut salts = Salts::default();
        let drafts = vec![fixtures::draft(1, r#"{"text":"secret"}"#), fixtures::draft(2, "{}")];
        let mut batch = seal(genesis(fixtures::workshop(1)), drafts, salts.draw()).unwrap();
        batch.erase(0);
        batch.erase(7);
        assert!(batch.entries()[0].event().unwrap().is_none());
        assert!(batch.entries()[1].event().unwrap().is_some());
        assert!(!String::from_utf8(batch.encode()).unwrap().contains("secret"));
    }
}
