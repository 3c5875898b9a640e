//! Logs and directory in one SQLite database, `charrette.db` in the data folder.
//!
//! One thread writes ([`writer`]), a few connections read beside it ([`readers`]). A commit waits
//! for the disk, so an answer means that the disk has it.

mod open;
mod readers;
mod work;
mod writer;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_faults;

pub use open::OpenError;

use super::{AppendError, Batch, Directory, DirectoryError, EventLog, Listing, Pending, Position, ReadError};
use charrette_protocol::WorkshopId;
use readers::{ReadFailure, Readers};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering::Relaxed};
use std::thread::JoinHandle;
use tokio::sync::{mpsc, oneshot};
use work::{Append, Job, Trouble, Work};

/// How many jobs may wait for the writer; who comes later waits before the queue. A room has one
/// append under way at a time, so this is about rooms.
const WAITING: usize = 1_024;

/// Whether the store takes writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It does.
    Writable,
    /// The last write found the disk full. It recovers by itself.
    Full,
    /// The disk failed. Reading goes on; writing takes a restart of the server.
    ReadOnly,
}

/// What the writer has done since the store was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Transactions that were committed, each with one sync.
    pub commits: u64,
    /// Batches and changes of the directory that these commits stored.
    pub changes: u64,
    /// Jobs that wait for the writer now.
    pub waiting: usize,
}

/// What the writer tells the others.
#[derive(Debug, Default)]
struct Shared {
    status: AtomicU8,
    commits: AtomicU64,
    changes: AtomicU64,
}

impl Shared {
    fn set_status(&self, status: Status) {
        if self.status.swap(status as u8, Relaxed) != status as u8 {
            tracing::warn!(?status, "whether the log can be written has changed");
        }
    }

    fn status(&self) -> Status {
        match self.status.load(Relaxed) {
            0 => Status::Writable,
            1 => Status::Full,
            _ => Status::ReadOnly,
        }
    }
}

/// The durable store: every log and the directory of one server.
///
/// Dropping it waits until everything that was sent to it is stored and answered, and leaves the
/// folder to the next.
pub struct SqliteStore {
    /// Taken at the end, which is how the writer learns of it.
    jobs: Option<mpsc::Sender<Job>>,
    writer: Option<JoinHandle<()>>,
    readers: Readers,
    shared: Arc<Shared>,
    /// Given back after all connections were closed, as fields are dropped in this order.
    _lock: open::FolderLock,
}

impl SqliteStore {
    /// Opens the data folder, making it if it is not there, and locks it for this process.
    ///
    /// # Errors
    /// The folder is in use, not writable, of a newer format, or holds something else; the words
    /// say what to do.
    pub fn open(folder: &Path) -> Result<Self, OpenError> {
        let lock = open::lock(folder)?;
        let connection = open::writing(folder)?;
        let shared = Arc::new(Shared::default());
        let (jobs, waiting) = mpsc::channel(WAITING);
        let writer = writer::Writer::new(connection, waiting, Arc::clone(&shared));
        let writer = std::thread::Builder::new()
            .name("charrette-log".into())
            .spawn(move || writer.run())
            .map_err(|source| OpenError::Folder { folder: folder.to_owned(), source })?;
        let readers = Readers::new(folder.to_owned());
        Ok(Self { jobs: Some(jobs), writer: Some(writer), readers, shared, _lock: lock })
    }

    /// Whether a folder holds a store.
    pub fn is_in(folder: &Path) -> bool {
        folder.join(open::DATABASE).is_file()
    }

    /// Whether the store takes writes.
    pub fn status(&self) -> Status {
        self.shared.status()
    }

    /// What the writer has done since the store was opened, for metrics.
    pub fn counts(&self) -> Counts {
        let waiting = self.jobs.as_ref().map_or(0, |jobs| jobs.max_capacity() - jobs.capacity());
        Counts { commits: self.shared.commits.load(Relaxed), changes: self.shared.changes.load(Relaxed), waiting }
    }

    async fn ask(&self, work: Work) -> Result<Position, Trouble> {
        let stopped = || Trouble::Failed("the writer has stopped".into());
        let (answer, answered) = oneshot::channel();
        let jobs = self.jobs.as_ref().ok_or_else(stopped)?;
        jobs.send(Job { work, answer }).await.map_err(|_| stopped())?;
        // No answer: the writer ended in the middle of it.
        answered.await.unwrap_or(Err(Trouble::Unknown))
    }

    async fn change(&self, work: Work) -> Result<(), DirectoryError> {
        self.ask(work).await.map(drop).map_err(DirectoryError::from)
    }
}

impl Drop for SqliteStore {
    fn drop(&mut self) {
        self.readers.close();
        self.jobs = None;
        if let Some(writer) = self.writer.take()
            && writer.join().is_err()
        {
            tracing::error!("the writer of the log had panicked");
        }
    }
}

impl EventLog for SqliteStore {
    fn append(
        &self,
        workshop: WorkshopId,
        after: Position,
        batch: Batch,
    ) -> Pending<'_, Result<Position, AppendError>> {
        Box::pin(async move {
            let (previous, hash) = (batch.previous(), batch.hash());
            let append = Append { workshop, after, previous, hash, entries: batch.encode() };
            self.ask(Work::Append(append)).await.map_err(AppendError::from)
        })
    }

    fn read(&self, workshop: WorkshopId, from: Position) -> Pending<'_, Result<Vec<(Position, Batch)>, ReadError>> {
        Box::pin(async move {
            let read = self.readers.run(move |connection| readers::log(connection, workshop, from)).await;
            read.map_err(|failure| match failure {
                ReadFailure::Log(error) => error,
                other => ReadError::Failed { what: other.words() },
            })
        })
    }
}

impl Directory for SqliteStore {
    fn find(&self, code: &str) -> Pending<'_, Result<Option<WorkshopId>, DirectoryError>> {
        let code = code.to_owned();
        Box::pin(async move {
            let found = self.readers.run(move |connection| readers::find(connection, &code)).await;
            found.map_err(|failure| DirectoryError::Failed { what: failure.words() })
        })
    }

    fn holds(&self, workshop: WorkshopId) -> Pending<'_, Result<bool, DirectoryError>> {
        Box::pin(async move {
            let held = self.readers.run(move |connection| readers::holds(connection, workshop)).await;
            held.map_err(|failure| DirectoryError::Failed { what: failure.words() })
        })
    }

    fn list(&self) -> Pending<'_, Result<Vec<Listing>, DirectoryError>> {
        Box::pin(async move {
            let listed = self.readers.run(readers::list).await;
            listed.map_err(|failure| DirectoryError::Failed { what: failure.words() })
        })
    }

    fn insert(&self, listing: Listing) -> Pending<'_, Result<(), DirectoryError>> {
        Box::pin(self.change(Work::Insert(listing)))
    }

    fn change_code(&self, workshop: WorkshopId, code: Option<String>) -> Pending<'_, Result<(), DirectoryError>> {
        Box::pin(self.change(Work::ChangeCode(workshop, code)))
    }

    fn mark_closed(&self, workshop: WorkshopId, closed: bool) -> Pending<'_, Result<(), DirectoryError>> {
        Box::pin(self.change(Work::MarkClosed(workshop, closed)))
    }

    fn delete(&self, workshop: WorkshopId) -> Pending<'_, Result<(), DirectoryError>> {
        Box::pin(self.change(Work::Delete(workshop)))
    }
}
