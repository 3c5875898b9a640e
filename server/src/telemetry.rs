//! Names of metrics and spans, in one place. Nothing here ever carries content, names, tokens or
//! room labels.

use metrics::{counter, gauge};

/// Entries were stored durably, in one batch of one room.
pub(crate) fn stored(entries: usize) {
    counter!("charrette_batches_total").increment(1);
    counter!("charrette_entries_total").increment(entries as u64);
}

/// A session compared its digest with the server's projection.
pub(crate) fn compared(differed: bool) {
    counter!("charrette_digests_compared_total").increment(1);
    if differed {
        counter!("charrette_digests_differed_total").increment(1);
    }
}

/// A session fell so far behind that it has to come back.
pub(crate) fn lagged() {
    counter!("charrette_sessions_lagged_total").increment(1);
}

/// A command was refused before it reached its room, or a message could not be read.
pub(crate) fn unreadable() {
    counter!("charrette_messages_unreadable_total").increment(1);
}

/// A room woke up or fell asleep.
pub(crate) fn rooms_awake(change: f64) {
    gauge!("charrette_rooms_awake").increment(change);
}

/// A socket opened or closed.
pub(crate) fn sockets_open(change: f64) {
    gauge!("charrette_sockets_open").increment(change);
}
