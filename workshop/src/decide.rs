//! Whether a wish comes true, and as which events.

use crate::event::Event;
use crate::state::Workshop;
use charrette_protocol::*;

/// All that a decision may know besides the state. Nothing else brings time or chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Context {
    /// The server's time.
    pub now: Milliseconds,
    /// Random bits, from which orders are shuffled.
    pub seed: u64,
    /// How many notes and entries the actor has posted anonymously in the command's step, as the
    /// room counts it in memory.
    pub anonymous_posts: u32,
}

/// Decides what a member asks for. The events are to be stored and applied, all or none.
///
/// # Errors
///
/// The rejections of `docs/SPEC.md`. A refused command changed nothing.
pub fn decide(
    _state: &Workshop,
    _actor: MemberId,
    _command: &Command,
    _context: &Context,
) -> Result<Vec<Event>, Rejection> {
    Err(RejectionCode::NotAllowed.into())
}
