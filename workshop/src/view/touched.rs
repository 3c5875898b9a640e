//! Which records an event may have changed, so that only those are projected again.

use crate::event::{Event, Fact};
use crate::secret::SecretHash;
use crate::state::Workshop;
use charrette_protocol::*;

/// Shared records that may have changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Touched {
    /// These.
    Keys(Vec<RecordKey>),
    /// Any.
    All,
}

/// Whose personal records may have changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Concerned {
    /// Nobody's.
    Nobody,
    /// Of sessions that speak for one of these.
    Members(Vec<MemberId>),
    /// Of sessions that hold the edit key with this hash.
    EditKey(SecretHash),
    /// Anybody's.
    Everybody,
}

/// Which shared records an event may have changed.
pub fn touched(_state_after: &Workshop, _event: &Event) -> Touched {
    Touched::All
}

/// Whose personal records a fact may have changed.
pub fn concerned(_state_after: &Workshop, _fact: &Fact) -> Concerned {
    Concerned::Everybody
}
