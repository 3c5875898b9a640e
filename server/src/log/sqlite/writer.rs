//! The one thread that writes. It takes what waits from all rooms, stores it in one transaction,
//! answers all, and starts the next at once: a slow disk makes the groups larger, not the queue.

use super::super::Position;
use super::work::{Abort, Job, Trouble, Work};
use super::{Shared, Status, open};
use rusqlite::{Connection, ErrorCode};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use tokio::sync::mpsc::Receiver;

/// At most this many jobs share a commit.
const GROUP_JOBS: usize = 256;

/// A group takes no further job once it holds this many bytes.
const GROUP_BYTES: usize = 4 << 20;

/// A checkpoint is due after this many commits, or bytes, so that the write-ahead log stays at a
/// few megabytes and reading stays fast.
const CHECKPOINT_COMMITS: usize = 256;
const CHECKPOINT_BYTES: usize = 4 << 20;

pub(super) struct Writer {
    connection: Connection,
    jobs: Receiver<Job>,
    shared: Arc<Shared>,
    poisoned: bool,
    commits: usize,
    bytes: usize,
}

type Answer = Result<Position, Trouble>;

impl Writer {
    pub(super) fn new(connection: Connection, jobs: Receiver<Job>, shared: Arc<Shared>) -> Self {
        Self { connection, jobs, shared, poisoned: false, commits: 0, bytes: 0 }
    }

    /// Works until nobody can send any more and everything that was sent is answered.
    pub(super) fn run(mut self) {
        while let Some(first) = self.jobs.blocking_recv() {
            let group = self.gather(first);
            self.store(group);
            if self.commits >= CHECKPOINT_COMMITS || self.bytes >= CHECKPOINT_BYTES {
                self.checkpoint("PASSIVE");
            }
        }
        if !self.poisoned {
            self.checkpoint("TRUNCATE");
        }
    }

    fn gather(&mut self, first: Job) -> Vec<Job> {
        let mut bytes = first.work.bytes();
        let mut group = vec![first];
        while group.len() < GROUP_JOBS && bytes < GROUP_BYTES {
            let Ok(job) = self.jobs.try_recv() else { break };
            bytes += job.work.bytes();
            group.push(job);
        }
        group
    }

    fn store(&mut self, group: Vec<Job>) {
        let (mut works, senders): (Vec<_>, Vec<_>) = group.into_iter().map(|job| (job.work, job.answer)).unzip();
        let mut answers = self.write(&mut works);
        let full = answers.contains(&Err(Trouble::Full));
        // What is deleted is gone only when the write-ahead log has forgotten it as well; the others
        // in the group do not wait for that.
        let mut deletions = Vec::new();
        for ((work, sender), answer) in works.iter().zip(senders).zip(answers.drain(..)) {
            match (work, &answer) {
                (Work::Delete(_), Ok(_)) => deletions.push((sender, answer)),
                _ => drop(sender.send(answer)),
            }
        }
        if !deletions.is_empty() {
            let forgotten = self.checkpoint("TRUNCATE");
            for (sender, answer) in deletions {
                let still = || Trouble::Failed("deleted, but its bytes are still in the files; delete it again".into());
                drop(sender.send(answer.and_then(|done| forgotten.then_some(done).ok_or_else(still))));
            }
        } else if full {
            // An emptied write-ahead log can be written again from its beginning, which takes no room.
            self.checkpoint("PASSIVE");
        }
    }

    /// Stores these in one transaction, or, when the whole of it was given up though nothing is
    /// wrong with the store, each in one of its own: a batch that does not fit fails alone.
    fn write(&mut self, works: &mut [Work]) -> Vec<Answer> {
        if self.poisoned {
            let read_only = || Err(Trouble::Failed("the disk failed; the store is read-only until a restart".into()));
            return works.iter().map(|_| read_only()).collect();
        }
        let mut answers = Vec::with_capacity(works.len());
        let trouble = match self.transaction(works, &mut answers) {
            Ok(()) => return answers,
            Err(Abort::Alone(trouble)) if works.len() == 1 => trouble,
            Err(Abort::Alone(_)) => {
                return works.iter_mut().flat_map(|work| self.write(std::slice::from_mut(work))).collect();
            }
            Err(Abort::All(trouble)) => trouble,
        };
        if trouble == Trouble::Full {
            self.shared.set_status(Status::Full);
        }
        // What was refused stays refused; what was accepted, or never tried, shares the trouble.
        answers.resize(works.len(), Ok(Position::START));
        for answer in answers.iter_mut().filter(|answer| answer.is_ok()) {
            *answer = Err(trouble.clone());
        }
        answers
    }

    fn transaction(&mut self, works: &mut [Work], answers: &mut Vec<Answer>) -> Result<(), Abort> {
        // Nothing was written yet, so whatever goes wrong here leaves the store as it was.
        self.connection.execute_batch("BEGIN IMMEDIATE").map_err(|error| Abort::All(Trouble::of(&error)))?;
        for work in works.iter_mut() {
            let answer = self.one(work)?;
            answers.push(answer);
        }
        let accepted = answers.iter().filter(|answer| answer.is_ok()).count();
        if accepted == 0 {
            self.roll_back();
            return Ok(());
        }
        if let Err(error) = self.connection.execute_batch("COMMIT") {
            self.roll_back();
            return Err(match error.sqlite_error_code() {
                Some(ErrorCode::DiskFull) => Abort::Alone(Trouble::Full),
                // The disk may have it, or part of it, or pretend to. Nothing that this process
                // does from here on could find out.
                _ => {
                    self.poison(&error);
                    Abort::All(Trouble::Unknown)
                }
            });
        }
        self.shared.set_status(Status::Writable);
        self.shared.commits.fetch_add(1, Relaxed);
        self.shared.changes.fetch_add(accepted as u64, Relaxed);
        self.commits += 1;
        self.bytes += works.iter().map(Work::bytes).sum::<usize>();
        Ok(())
    }

    /// One job in a savepoint of its own: if it is refused, fails or panics, the rest go on.
    fn one(&mut self, work: &mut Work) -> Result<Answer, Abort> {
        let connection = &self.connection;
        let done = connection.execute_batch("SAVEPOINT one").and_then(|()| {
            catch_unwind(AssertUnwindSafe(|| work.apply(connection)))
                .unwrap_or_else(|_| Ok(Err(Trouble::Failed("storing it panicked".into()))))
        });
        let answer = match done {
            Ok(answer) => answer,
            Err(error) => {
                let trouble = Trouble::of(&error);
                match error.sqlite_error_code() {
                    Some(ErrorCode::SystemIoFailure | ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                        self.roll_back();
                        self.poison(&error);
                        return Err(Abort::All(trouble));
                    }
                    Some(ErrorCode::DiskFull) => {
                        self.roll_back();
                        return Err(Abort::Alone(trouble));
                    }
                    // Some errors end the transaction, and the others' work with it.
                    _ if self.connection.is_autocommit() => return Err(Abort::Alone(trouble)),
                    _ => Err(trouble),
                }
            }
        };
        let end = if answer.is_ok() { "RELEASE one" } else { "ROLLBACK TO one; RELEASE one" };
        match self.connection.execute_batch(end) {
            Ok(()) => Ok(answer),
            Err(error) => {
                self.roll_back();
                Err(Abort::Alone(Trouble::of(&error)))
            }
        }
    }

    /// Ends a transaction that SQLite has not ended by itself.
    fn roll_back(&mut self) {
        if !self.connection.is_autocommit()
            && let Err(error) = self.connection.execute_batch("ROLLBACK")
        {
            self.poison(&error);
        }
    }

    /// From here on nothing is written any more, at closing neither: after a failed sync the
    /// system may believe that pages are on the disk which are not.
    fn poison(&mut self, error: &rusqlite::Error) {
        tracing::error!(%error, "the disk failed; the store is read-only until the server is restarted");
        self.poisoned = true;
        self.shared.set_status(Status::ReadOnly);
        if let Err(error) = open::leave_log_alone(&self.connection) {
            tracing::error!(%error, "closing the store may still write to the failed disk");
        }
    }

    /// Moves the write-ahead log into the database; `true` if all of it was moved.
    fn checkpoint(&mut self, mode: &str) -> bool {
        if self.poisoned {
            return false;
        }
        (self.commits, self.bytes) = (0, 0);
        let sql = format!("PRAGMA wal_checkpoint({mode})");
        let moved = self.connection.query_row(&sql, [], |row| {
            Ok(row.get::<_, i64>(0)? == 0 && row.get::<_, i64>(1)? == row.get::<_, i64>(2)?)
        });
        match moved {
            Ok(all) => all,
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::SystemIoFailure) => {
                self.poison(&error);
                false
            }
            // The status says so already, and every append finds out again.
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DiskFull) => false,
            Err(error) => {
                tracing::warn!(%error, "the write-ahead log could not be moved into the database; it will be tried again");
                false
            }
        }
    }
}
