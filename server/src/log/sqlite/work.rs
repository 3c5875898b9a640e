//! What can be asked of the writer, and what it answers.

use super::super::{AppendError, Digest, DirectoryError, Listing, Position, chain};
use super::readers;
use charrette_protocol::WorkshopId;
use rusqlite::{Connection, ErrorCode, OptionalExtension};
use tokio::sync::oneshot;

pub(super) struct Job {
    pub(super) work: Work,
    /// The position of what was appended; for changes of the directory it means nothing.
    pub(super) answer: oneshot::Sender<Result<Position, Trouble>>,
}

pub(super) enum Work {
    Append(Append),
    Insert(Listing),
    ChangeCode(WorkshopId, Option<String>),
    MarkClosed(WorkshopId, bool),
    Delete(WorkshopId),
    /// A fault, or a wait, in the place of work.
    #[cfg(test)]
    Planted(Fault),
}

/// What a test does in the place of work.
#[cfg(test)]
pub(super) type Fault = Box<dyn FnMut(&Connection) -> rusqlite::Result<()> + Send>;

pub(super) struct Append {
    pub(super) workshop: WorkshopId,
    pub(super) after: Position,
    pub(super) previous: Digest,
    pub(super) hash: Digest,
    pub(super) entries: Vec<u8>,
}

/// Why a job was not done; nothing of it is stored, unless this is `Unknown`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Trouble {
    Conflict,
    CodeTaken,
    IdTaken,
    Absent,
    Unknown,
    Full,
    Failed(String),
}

/// A transaction was given up. Nothing of it is stored, unless the trouble is `Unknown`.
pub(super) enum Abort {
    /// One of the jobs may be to blame: each is to be tried alone.
    Alone(Trouble),
    /// Trying again does not help.
    All(Trouble),
}

impl Trouble {
    pub(super) fn of(error: &rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            _ => Self::Failed(error.to_string()),
        }
    }
}

impl From<Trouble> for AppendError {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Conflict => Self::Conflict,
            Trouble::Unknown => Self::Unknown,
            Trouble::Full => Self::Full,
            // The first three never happen to an append.
            Trouble::CodeTaken | Trouble::IdTaken | Trouble::Absent | Trouble::Failed(_) => Self::Failed,
        }
    }
}

impl From<Trouble> for DirectoryError {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::CodeTaken => Self::CodeTaken,
            Trouble::IdTaken => Self::IdTaken,
            Trouble::Absent => Self::Absent,
            Trouble::Unknown => Self::Unknown,
            Trouble::Full => Self::Full,
            Trouble::Conflict => Self::Failed { what: "the log has moved on".into() },
            Trouble::Failed(what) => Self::Failed { what },
        }
    }
}

type Applied = rusqlite::Result<Result<Position, Trouble>>;

const DONE: Applied = Ok(Ok(Position::START));

impl Work {
    /// How much it adds to a group.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Append(append) => append.entries.len(),
            _ => 0,
        }
    }

    /// Does it within the transaction that is open. `Ok(Err(_))` is a refusal.
    pub(super) fn apply(&mut self, connection: &Connection) -> Applied {
        match self {
            Self::Append(batch) => append(connection, batch),
            Self::Insert(listing) => insert(connection, listing),
            Self::ChangeCode(workshop, code) => change_code(connection, *workshop, code.as_deref()),
            Self::MarkClosed(workshop, closed) => {
                let sql = "UPDATE workshop SET closed = ?2 WHERE id = ?1";
                Ok(found(connection.prepare_cached(sql)?.execute((workshop.to_string(), *closed))?))
            }
            Self::Delete(workshop) => {
                let name = workshop.to_string();
                connection.prepare_cached("DELETE FROM batch WHERE workshop = ?1")?.execute([&name])?;
                connection.prepare_cached("DELETE FROM workshop WHERE id = ?1")?.execute([&name])?;
                DONE
            }
            #[cfg(test)]
            Self::Planted(fault) => fault(connection).map(|()| Ok(Position::START)),
        }
    }
}

fn found(rows: usize) -> Result<Position, Trouble> {
    if rows == 0 { Err(Trouble::Absent) } else { Ok(Position::START) }
}

fn append(connection: &Connection, batch: &Append) -> Applied {
    let name = batch.workshop.to_string();
    let mut last = connection
        .prepare_cached("SELECT position, hash FROM batch WHERE workshop = ?1 ORDER BY position DESC LIMIT 1")?;
    let end = last
        .query_row([&name], |row| Ok((Position::new(row.get::<_, i64>(0)?.cast_unsigned()), readers::digest(row, 1)?)))
        .optional()?;
    if (batch.after, batch.previous) != end.unwrap_or_else(|| (Position::START, chain::genesis(batch.workshop))) {
        return Ok(Err(Trouble::Conflict));
    }
    let position = Position::new(batch.after.get() + 1);
    connection
        .prepare_cached("INSERT INTO batch (workshop, position, hash, entries) VALUES (?1, ?2, ?3, ?4)")?
        .execute((&name, position.get().cast_signed(), batch.hash.0, &batch.entries))?;
    Ok(Ok(position))
}

fn insert(connection: &Connection, listing: &Listing) -> Applied {
    let name = listing.workshop.to_string();
    let mut select = connection.prepare_cached("SELECT id, code, created_ms, closed FROM workshop WHERE id = ?1")?;
    match select.query_row([&name], readers::listing).optional()? {
        Some(there) if there == *listing => return DONE,
        Some(_) => return Ok(Err(Trouble::IdTaken)),
        None => {}
    }
    if is_taken(connection, listing.workshop, listing.code.as_deref())? {
        return Ok(Err(Trouble::CodeTaken));
    }
    connection
        .prepare_cached("INSERT INTO workshop (id, code, created_ms, closed) VALUES (?1, ?2, ?3, ?4)")?
        .execute((&name, &listing.code, listing.created_ms.cast_signed(), listing.closed))?;
    DONE
}

fn change_code(connection: &Connection, workshop: WorkshopId, code: Option<&str>) -> Applied {
    if is_taken(connection, workshop, code)? {
        return Ok(Err(Trouble::CodeTaken));
    }
    let sql = "UPDATE workshop SET code = ?2 WHERE id = ?1";
    Ok(found(connection.prepare_cached(sql)?.execute((workshop.to_string(), code))?))
}

/// Another workshop has this code.
fn is_taken(connection: &Connection, workshop: WorkshopId, code: Option<&str>) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT 1 FROM workshop WHERE code = ?1 AND id <> ?2")?
        .exists((code, workshop.to_string()))
}
