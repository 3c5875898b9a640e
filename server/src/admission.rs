//! From a socket that has said nothing to one that has a seat: which places it holds meanwhile.

use crate::anteroom::{Kept, Place};
use crate::telemetry;
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The places of a socket that has not said hello.
pub(crate) struct Admission {
    connection: Arc<Place>,
    stranger: Arc<Place>,
    sockets: Arc<Semaphore>,
}

/// The place of a socket that has a seat.
pub(crate) struct Admitted {
    _connection: Kept,
    _socket: OwnedSemaphorePermit,
}

impl Admission {
    /// A stranger's place, on a connection that has one, before the places that seats have.
    pub fn new(connection: Arc<Place>, stranger: Arc<Place>, sockets: Arc<Semaphore>) -> Self {
        telemetry::strangers(1.0);
        Self { connection, stranger, sockets }
    }

    /// Ready when this socket has to make room for another.
    pub async fn sent_away(&self) {
        tokio::select! {
            () = self.connection.sent_away() => {}
            () = self.stranger.sent_away() => {}
        }
    }

    /// It has a seat: it takes one of the places for sockets, if there is one, and is a stranger no more.
    pub fn admit(&self) -> Option<Admitted> {
        let socket = self.sockets.clone().try_acquire_owned().ok()?;
        let connection = self.connection.keep()?;
        telemetry::sockets_open(1.0);
        Some(Admitted { _connection: connection, _socket: socket })
    }
}

impl Drop for Admission {
    fn drop(&mut self) {
        telemetry::strangers(-1.0);
    }
}

impl Drop for Admitted {
    fn drop(&mut self) {
        telemetry::sockets_open(-1.0);
    }
}
