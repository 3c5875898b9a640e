//! What a fact changes. It cannot fail: replay runs it alone.

use crate::event::Fact;
use crate::state::Workshop;

/// Applies a stored fact.
pub fn apply(state: &mut Workshop, fact: &Fact) {
    let _ = &fact.event;
    state.sequence += 1;
}
