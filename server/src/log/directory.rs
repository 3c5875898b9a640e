//! Which code opens which workshop: the only store beside the logs.

use super::Pending;
use charrette_protocol::WorkshopId;

/// What the directory holds about a workshop: enough to find it, nothing about what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// The workshop, which is also the name of its log.
    pub workshop: WorkshopId,
    /// The code that opens its lobby, in the one spelling that the caller has settled on;
    /// `None` if it was retired.
    pub code: Option<String>,
    /// When the workshop was opened: milliseconds since 1970 (Unix time).
    pub created_ms: u64,
    /// The workshop is over. It can still be read.
    pub closed: bool,
}

/// The workshops of this server, found by code.
///
/// What an implementation promises: a change that was answered with `Ok` is as durable as an
/// append; a code opens at most one workshop at any time; and every change may be made again,
/// with the same answer, which is how one goes on after [`DirectoryError::Unknown`].
///
/// A workshop is opened by appending its first batch, then inserting its listing: a crash between
/// the two leaves a log that nobody can find, never a listing without a log.
pub trait Directory: Send + Sync {
    /// The workshop that this code opens.
    fn find(&self, code: &str) -> Pending<'_, Result<Option<WorkshopId>, DirectoryError>>;

    /// Whether this workshop is listed.
    fn holds(&self, workshop: WorkshopId) -> Pending<'_, Result<bool, DirectoryError>>;

    /// All workshops, the oldest first.
    fn list(&self) -> Pending<'_, Result<Vec<Listing>, DirectoryError>>;

    /// Adds a workshop; `Ok` too if exactly this listing is there already.
    fn insert(&self, listing: Listing) -> Pending<'_, Result<(), DirectoryError>>;

    /// Gives a workshop another code, or none; the old one no longer opens it and is free.
    fn change_code(&self, workshop: WorkshopId, code: Option<String>) -> Pending<'_, Result<(), DirectoryError>>;

    /// Notes that a workshop is over, or is not.
    fn mark_closed(&self, workshop: WorkshopId, closed: bool) -> Pending<'_, Result<(), DirectoryError>>;

    /// Deletes a workshop: its listing, its code and its log. When this is answered with `Ok`,
    /// the store's files hold none of its bytes. A workshop that is not there is deleted.
    ///
    /// The caller has ended the room first; an append that comes later is a conflict.
    fn delete(&self, workshop: WorkshopId) -> Pending<'_, Result<(), DirectoryError>>;
}

/// The directory did not do it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DirectoryError {
    /// Another workshop has this code. The caller draws another.
    #[error("another workshop has this code")]
    CodeTaken,
    /// The workshop is listed already, and otherwise. The caller draws another id.
    #[error("a workshop with this id is listed already")]
    IdTaken,
    /// There is no such workshop.
    #[error("there is no such workshop")]
    Absent,
    /// It may or may not be done, now or after a restart. The caller does it again.
    #[error("it is not known whether the change was stored")]
    Unknown,
    /// The disk is full; nothing was changed. The caller may try again at any time.
    #[error("the disk is full")]
    Full,
    /// The store could not do it and nothing was changed, unless the words say otherwise.
    #[error("the directory failed: {what}")]
    Failed {
        /// What the store said.
        what: String,
    },
}
