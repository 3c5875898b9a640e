//! Reading beside the writer: a few connections, each used by one blocking task at a time.

use super::super::{Batch, Digest, Listing, Position, ReadError, chain};
use super::open;
use charrette_protocol::WorkshopId;
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;

/// How many reads run at a time. More would only compete for the same disk.
const READERS: usize = 4;

/// A read that did not succeed.
pub(super) enum ReadFailure {
    Database(rusqlite::Error),
    Log(ReadError),
    Stopped,
}

impl ReadFailure {
    pub(super) fn words(self) -> String {
        match self {
            Self::Database(error) => error.to_string(),
            Self::Log(error) => error.to_string(),
            Self::Stopped => "the store is closing".into(),
        }
    }
}

impl From<rusqlite::Error> for ReadFailure {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

pub(super) struct Readers {
    folder: PathBuf,
    permits: Semaphore,
    idle: Arc<Mutex<Vec<Connection>>>,
}

impl Readers {
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder, permits: Semaphore::new(READERS), idle: Arc::default() }
    }

    /// Runs a read on a connection of its own, away from the tasks of the runtime.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, ReadFailure> + Send + 'static,
    ) -> Result<T, ReadFailure> {
        let _permit = self.permits.acquire().await.map_err(|_| ReadFailure::Stopped)?;
        let (folder, idle) = (self.folder.clone(), Arc::clone(&self.idle));
        let task = tokio::task::spawn_blocking(move || {
            let waiting = idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let connection = match waiting {
                Some(connection) => connection,
                None => open::reading(&folder)?,
            };
            let answer = read(&connection)?;
            // Only a connection without a fault is used again.
            idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
            Ok(answer)
        });
        task.await.unwrap_or(Err(ReadFailure::Stopped))
    }

    /// Closes what is not in use.
    pub(super) fn close(&self) {
        self.permits.close();
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// Reads and checks the log of a workshop after `from`.
pub(super) fn log(
    connection: &Connection,
    workshop: WorkshopId,
    from: Position,
) -> Result<Vec<(Position, Batch)>, ReadFailure> {
    let rows = rows(connection, workshop, from)?;
    let (previous, rows) = rows.ok_or_else(|| ReadFailure::Log(chain::absent(from)))?;
    let hashes: Vec<_> = rows.iter().map(|row| row.hash).collect();
    let batches = chain::open(previous, rows.into_iter().map(|row| (row.position, row.entries)));
    let batches = batches.map_err(ReadFailure::Log)?;
    // Appends trust the repeated hash, so it has to be right as well.
    for ((position, batch), hash) in batches.iter().zip(hashes) {
        if batch.hash() != hash {
            let what = "its hash was changed after it was written".into();
            return Err(ReadFailure::Log(ReadError::Corrupt { position: *position, what }));
        }
    }
    Ok(batches)
}

struct Stored {
    position: Position,
    hash: Digest,
    entries: Vec<u8>,
}

/// The hash behind which the rows after `from` are sealed, and these rows, in one snapshot that
/// ends before anything is decoded; `None` if there is no batch at `from`.
fn rows(
    connection: &Connection,
    workshop: WorkshopId,
    from: Position,
) -> Result<Option<(Digest, Vec<Stored>)>, ReadFailure> {
    let snapshot = connection.unchecked_transaction()?;
    let name = workshop.to_string();
    let previous = if from == Position::START {
        Some(chain::genesis(workshop))
    } else {
        let mut find = snapshot.prepare_cached("SELECT hash FROM batch WHERE workshop = ?1 AND position = ?2")?;
        let found = find.query_row((&name, from.get().cast_signed()), |row| digest(row, 0)).optional();
        found.map_err(|error| damaged(error, from))?
    };
    let Some(previous) = previous else { return Ok(None) };
    let mut select = snapshot.prepare_cached(
        "SELECT position, hash, entries FROM batch WHERE workshop = ?1 AND position > ?2 ORDER BY position",
    )?;
    let mut cursor = select.query((&name, from.get().cast_signed()))?;
    let mut rows = Vec::new();
    let mut last = from;
    while let Some(row) = cursor.next().map_err(|error| damaged(error, last))? {
        let position = Position::new(row.get::<_, i64>(0)?.cast_unsigned());
        let stored = digest(row, 1).and_then(|hash| Ok(Stored { position, hash, entries: row.get(2)? }));
        rows.push(stored.map_err(|error| damaged(error, position))?);
        last = position;
    }
    Ok(Some((previous, rows)))
}

/// A row that cannot be what was written is damage, and has a position; all else is a failure.
fn damaged(error: rusqlite::Error, position: Position) -> ReadFailure {
    use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
    let corrupt = match &error {
        rusqlite::Error::FromSqlConversionFailure(..) | rusqlite::Error::InvalidColumnType(..) => true,
        other => matches!(other.sqlite_error_code(), Some(DatabaseCorrupt | NotADatabase)),
    };
    match corrupt {
        true => ReadFailure::Log(ReadError::Corrupt { position, what: error.to_string() }),
        false => ReadFailure::Database(error),
    }
}

/// A column that holds a digest.
pub(super) fn digest(row: &Row<'_>, column: usize) -> rusqlite::Result<Digest> {
    row.get(column).map(super::super::Fixed)
}

/// The workshop that a code opens.
pub(super) fn find(connection: &Connection, code: &str) -> Result<Option<WorkshopId>, ReadFailure> {
    let mut select = connection.prepare_cached("SELECT id FROM workshop WHERE code = ?1")?;
    Ok(select.query_row([code], |row| id(row, 0)).optional()?)
}

/// Whether this workshop is listed.
pub(super) fn holds(connection: &Connection, workshop: WorkshopId) -> Result<bool, ReadFailure> {
    let mut select = connection.prepare_cached("SELECT 1 FROM workshop WHERE id = ?1")?;
    Ok(select.exists([workshop.to_string()])?)
}

/// All workshops, the oldest first.
pub(super) fn list(connection: &Connection) -> Result<Vec<Listing>, ReadFailure> {
    let mut select =
        connection.prepare_cached("SELECT id, code, created_ms, closed FROM workshop ORDER BY created_ms, id")?;
    let listings = select.query_map([], listing)?.collect::<rusqlite::Result<_>>()?;
    Ok(listings)
}

/// A row of `id, code, created_ms, closed`.
pub(super) fn listing(row: &Row<'_>) -> rusqlite::Result<Listing> {
    Ok(Listing {
        workshop: id(row, 0)?,
        code: row.get(1)?,
        created_ms: row.get::<_, i64>(2)?.cast_unsigned(),
        closed: row.get(3)?,
    })
}

fn id(row: &Row<'_>, column: usize) -> rusqlite::Result<WorkshopId> {
    let text: String = row.get(column)?;
    let invalid = |error| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error));
    text.parse().map_err(invalid)
}
