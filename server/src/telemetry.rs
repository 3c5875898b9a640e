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

/// Counts a connection as long as it speaks HTTP: until it ends, or becomes a socket.
pub(crate) struct Open;

impl Open {
    /// It came.
    pub fn connection() -> Self {
        gauge!("charrette_connections_open").increment(1.0);
        Self
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        gauge!("charrette_connections_open").decrement(1.0);
    }
}

/// A socket came that has not said hello, or one has said it, or left.
pub(crate) fn strangers(change: f64) {
    gauge!("charrette_sockets_before_hello").increment(change);
}

/// A connection that had shown nothing yet was closed to make room for another.
pub(crate) fn sent_away() {
    counter!("charrette_connections_sent_away_total").increment(1);
}

/// A socket of somebody who has a seat opened or closed.
pub(crate) fn sockets_open(change: f64) {
    gauge!("charrette_sockets_open").increment(change);
}
