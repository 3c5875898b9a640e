//! Opening a data folder: one process at a time, a known format, and settings under which a
//! commit means that the disk has it.

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The database file in the data folder.
pub(super) const DATABASE: &str = "charrette.db";

/// The file in the data folder whose lock says that a process uses the folder.
const LOCK: &str = "charrette.lock";

/// The first SQLite in which a WAL that is reset while another connection checkpoints is safe.
const OLDEST_SQLITE: i32 = 3_051_003;

/// Marks a database file as ours: "Chrr" in ASCII.
const APPLICATION_ID: i64 = 0x4368_7272;

/// How the format came to be, one script a version; only ever added to.
const MIGRATIONS: &[&str] = &[include_str!("../migrations/0001_events.sql")];

/// How long a connection waits for another one's lock. Within the server readers are short, so
/// only a foreign program (an operator's SQLite shell) can make it wait this long.
const BUSY: Duration = Duration::from_secs(5);

/// The data folder cannot be used; the words say what to do.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The SQLite that was linked in has a known fault.
    #[error("this program was built with SQLite {found}, which can damage the log; build it with 3.51.3 or later")]
    OldSqlite {
        /// The version that was linked in.
        found: &'static str,
    },
    /// The folder or its lock file cannot be made or opened.
    #[error("the data folder {} cannot be used: {source}; make it writable, or choose another folder", .folder.display())]
    Folder {
        /// The data folder.
        folder: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// Another process has the folder open.
    #[error(
        "the data folder {} is in use by another Charrette; stop that one first, or choose another folder",
        .folder.display()
    )]
    InUse {
        /// The data folder.
        folder: PathBuf,
    },
    /// A later version of this program has written the folder.
    #[error(
        "the data folder {} was written by a newer Charrette (format {found}, and this one knows up to {known}); \
         start the newer one, or restore a backup from before the update into another folder",
        .folder.display()
    )]
    Newer {
        /// The data folder.
        folder: PathBuf,
        /// The format found.
        found: i64,
        /// The newest format this program knows.
        known: i64,
    },
    /// The database file is not one of this program's.
    #[error(
        "{} in the data folder {} is not a Charrette database; move it away, or choose another folder",
        DATABASE, .folder.display()
    )]
    Foreign {
        /// The data folder.
        folder: PathBuf,
    },
    /// SQLite could not open or prepare the database.
    #[error(
        "the database in {} cannot be opened: {source}; check the disk and the rights, or restore a backup",
        .folder.display()
    )]
    Database {
        /// The data folder.
        folder: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },
}

/// The folder's lock; held until it is dropped, or the process ends in whatever way.
#[derive(Debug)]
pub(super) struct FolderLock {
    _file: File,
}

/// Takes the folder, making it first if need be.
pub(super) fn lock(folder: &Path) -> Result<FolderLock, OpenError> {
    let failed = |source| OpenError::Folder { folder: folder.to_owned(), source };
    make(folder).map_err(failed)?;
    let file = File::options().create(true).truncate(false).write(true).open(folder.join(LOCK)).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(FolderLock { _file: file }),
        Err(TryLockError::WouldBlock) => Err(OpenError::InUse { folder: folder.to_owned() }),
        Err(TryLockError::Error(source)) => Err(failed(source)),
    }
}

/// Makes the folder, for its owner alone, and makes sure that it outlives a power cut.
fn make(folder: &Path) -> std::io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)?;
    #[cfg(unix)]
    if let Some(parent) = std::path::absolute(folder)?.parent() {
        File::open(parent)?.sync_all()?;
    }
    Ok(())
}

/// Opens the connection that writes and brings the format up to date. The folder is locked.
pub(super) fn writing(folder: &Path) -> Result<Connection, OpenError> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        return Err(OpenError::OldSqlite { found: rusqlite::version() });
    }
    let failed = |source: rusqlite::Error| match source.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => OpenError::Foreign { folder: folder.to_owned() },
        _ => OpenError::Database { folder: folder.to_owned(), source },
    };
    make_private(&folder.join(DATABASE)).map_err(|source| OpenError::Folder { folder: folder.to_owned(), source })?;
    let mut connection = Connection::open(folder.join(DATABASE)).map_err(failed)?;
    check_owner(folder, &connection, failed)?;
    settle(&connection).map_err(failed)?;
    migrate(&mut connection).map_err(failed)?;
    Ok(connection)
}

/// Makes the database for its owner's eyes alone; SQLite gives its other files the same rights.
fn make_private(database: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
    let file = std::fs::OpenOptions::new().append(true).create(true).mode(0o600).open(database)?;
    file.set_permissions(std::fs::Permissions::from_mode(0o600))
}

/// Refuses a file of another program or a later format before anything in it is touched.
fn check_owner(
    folder: &Path,
    connection: &Connection,
    failed: impl Fn(rusqlite::Error) -> OpenError,
) -> Result<(), OpenError> {
    let number = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    let tables = number("SELECT count(*) FROM sqlite_schema").map_err(&failed)?;
    let application = number("PRAGMA application_id").map_err(&failed)?;
    let found = number("PRAGMA user_version").map_err(&failed)?;
    let known = MIGRATIONS.len() as i64;
    if application != APPLICATION_ID && (application != 0 || tables != 0) {
        return Err(OpenError::Foreign { folder: folder.to_owned() });
    }
    if found > known {
        return Err(OpenError::Newer { folder: folder.to_owned(), found, known });
    }
    Ok(())
}

fn settle(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(BUSY)?;
    connection.execute_batch(
        // A commit waits until the disk has it (on macOS too, where a plain sync does not).
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA fullfsync = ON;
         PRAGMA checkpoint_fullfsync = ON;
         -- The writer checkpoints itself, as SQLite keeps to itself when its own checkpoint fails.
         PRAGMA wal_autocheckpoint = 0;
         -- Deleted means overwritten.
         PRAGMA secure_delete = ON;
         PRAGMA cell_size_check = ON;
         PRAGMA trusted_schema = OFF;",
    )?;
    let mode: String = connection.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
    match mode.as_str() {
        "wal" => Ok(()),
        _ => Err(rusqlite::Error::SqliteFailure(
            rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CANTOPEN),
            Some(format!("the file system allows no write-ahead log (journal mode {mode})")),
        )),
    }
}

fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    for (index, script) in MIGRATIONS.iter().enumerate() {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let version: i64 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if version == index as i64 {
            transaction.execute_batch(script)?;
            transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
            transaction.pragma_update(None, "user_version", version + 1)?;
        }
        transaction.commit()?;
    }
    Ok(())
}

/// Opens a connection that only reads. It leaves checkpoints to the writer, when it closes too.
pub(super) fn reading(folder: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(folder.join(DATABASE), flags)?;
    connection.busy_timeout(BUSY)?;
    connection.execute_batch("PRAGMA query_only = ON; PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF;")?;
    leave_log_alone(&connection)?;
    Ok(connection)
}

/// Closing this connection shall not checkpoint.
pub(super) fn leave_log_alone(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).map(drop)
}
