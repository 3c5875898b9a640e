//! The log of a room: what happened, in order, durable before anyone hears of it.
//!
//! [`EventLog`] is the promise, and one suite of tests holds every implementation to it:
//! [`SqliteStore`] on a disk, [`MemoryStore`] without one. [`Directory`] is the only other store:
//! which code opens which workshop. Entries are chained by hashes ([`chain`]), so that a change of
//! what is stored is reported and never served.

mod bytes;
pub mod chain;
mod directory;
mod entry;
mod memory;
mod sqlite;
mod upcast;

#[cfg(test)]
mod contract;
#[cfg(test)]
mod fixtures;

pub use bytes::{Digest, Fixed, Salt};
pub use directory::{Directory, DirectoryError, Listing};
pub use entry::{Batch, DecodeError, Draft, Entry};
pub use memory::{Fault, MemoryStore};
pub use sqlite::{Counts, OpenError, SqliteStore, Status};
pub use upcast::{Event, UpcastError};

use charrette_protocol::WorkshopId;
use std::fmt;
use std::pin::Pin;

/// An answer that may take its time: a boxed future, so that stores can be chosen at run time.
pub type Pending<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A place in the log of one workshop. Later batches have greater positions; the number means
/// nothing else, and stores may leave gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position(u64);

impl Position {
    /// Before the first batch: where every log begins.
    pub const START: Self = Self(0);

    const fn new(number: u64) -> Self {
        Self(number)
    }

    const fn get(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// An append-only log for each workshop.
///
/// What an implementation promises:
///
/// 1. **Durable.** When `append` answers `Ok`, the batch survives a kill or a power cut at any
///    later moment, and every later `read` gives it.
/// 2. **All or nothing.** A batch is stored whole or not at all.
/// 3. **One history.** A batch is stored only directly behind the batch at `after`. Of several
///    appends after the same position at most one succeeds, whoever sends them; the others are
///    told [`AppendError::Conflict`]. This alone proves who owns a room.
/// 4. **Apart.** What happens to one workshop's append (a conflict, an error, a panic) fails no
///    other workshop's, even where both share one disk commit. Only a store that cannot write
///    at all fails all.
/// 5. **Checked.** `read` gives what was appended, in order, with its chain verified, or an
///    error. It never gives a shorter or other history without saying so, but cannot notice by
///    itself that the very end of a log is missing.
/// 6. An `append` whose future is dropped before its answer may or may not be stored.
pub trait EventLog: Send + Sync {
    /// Stores a batch directly behind `after` and gives its position.
    ///
    /// The batch must be [sealed](chain::seal) behind what is stored at `after`: a batch that is
    /// not would make the log unreadable, and is answered with `Conflict` like any other that
    /// builds on what is not there.
    fn append(&self, workshop: WorkshopId, after: Position, batch: Batch)
    -> Pending<'_, Result<Position, AppendError>>;

    /// All batches after `from`, oldest first. A workshop without a log has none: whether that
    /// is an error is for the caller to say.
    ///
    /// `from` is [`Position::START`] or a position that this log has given; if the log has no
    /// batch there any more, that is [`ReadError::Corrupt`] at `from`.
    fn read(&self, workshop: WorkshopId, from: Position) -> Pending<'_, Result<Vec<(Position, Batch)>, ReadError>>;
}

/// The batch was not stored, or nobody knows. In every case the caller throws away the state that
/// the batch led to, and acknowledges nothing of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AppendError {
    /// The log does not end at `after`: someone else wrote, or the batch was sealed behind
    /// something else. Nothing was stored. The caller rereads, and decides anew on what it finds.
    #[error("the log has moved on")]
    Conflict,
    /// The batch may or may not be stored, now or after a restart. The caller rereads before
    /// anything else, and finds the command by its id if it was.
    #[error("it is not known whether the change was stored")]
    Unknown,
    /// The disk is full. Nothing was stored. The caller refuses in words and may try again at
    /// any time: the store recovers by itself when there is room.
    #[error("the disk is full")]
    Full,
    /// The store does not take the batch, and nothing was stored. The caller refuses in words
    /// and rereads. A store whose disk failed stays read-only until the server is restarted.
    #[error("the store cannot write")]
    Failed,
}

/// The log could not be read. The caller shows no room: a failed load is never an empty room.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// The store could not be read just now. The caller may try again.
    #[error("the log cannot be read: {what}")]
    Failed {
        /// What the store said.
        what: String,
    },
    /// What is stored is not what was written. Trying again does not help; a backup does.
    #[error("the log is damaged at position {position}: {what}; restore this workshop from a backup")]
    Corrupt {
        /// The first batch that does not hold.
        position: Position,
        /// What is wrong with it.
        what: String,
    },
}
