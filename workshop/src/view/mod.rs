//! Who sees what. Used by sockets, polling, exports and walls alike; hides when in doubt.

mod personal;
mod touched;

pub use personal::{Viewer, personal};
pub use touched::{Concerned, Touched, concerned, touched};

use crate::state::Workshop;
use charrette_protocol::*;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

/// A shared record as an audience sees it; none = not there, or not for these eyes.
pub fn shared(_state: &Workshop, _audience: Audience, _key: &RecordKey) -> Option<Record> {
    None
}

/// The keys of all shared records that some audience might see: the workshop, then the current
/// step with its board and ballot, then the rest.
pub fn shared_keys(_state: &Workshop) -> Vec<RecordKey> {
    Vec::new()
}

/// A record's revision, and the record as a put: the first 64 bits of the SHA-256 of its JSON,
/// which includes kind and id, and the JSON of [`Put`].
pub fn encode(record: &Record) -> (Revision, String) {
    let json = serde_json::to_string(record).expect("records have string keys only");
    let hash = Sha256::digest(json.as_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&hash[..8]);
    let revision = Revision(u64::from_be_bytes(first));
    let raw = RawValue::from_string(json).expect("just written as JSON");
    (revision, format!("{{\"rev\":\"{revision}\",\"record\":{raw}}}"))
}
