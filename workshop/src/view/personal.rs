//! What belongs to one viewer only.

use crate::secret::SecretHash;
use crate::state::Workshop;
use charrette_protocol::*;

/// One session: whom it speaks for, and which edit keys it holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Viewer {
    /// The members it speaks for, its own first; none for a wall.
    pub members: Vec<MemberId>,
    /// The hashes of its edit keys, in the order it made them.
    pub edit_keys: Vec<SecretHash>,
}

/// The personal records of a viewer.
pub fn personal(_state: &Workshop, _viewer: &Viewer) -> Vec<Record> {
    Vec::new()
}
