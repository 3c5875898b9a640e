//! What a store on a disk promises beyond the contract.

use super::super::contract::contract;
use super::super::fixtures::{Room, listing, texts, workshop};
use super::super::{Directory, EventLog, Position, ReadError};
use super::{OpenError, SqliteStore, open};
use rusqlite::Connection;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

contract!(|| async {
    let folder = TempDir::new().unwrap();
    let store = SqliteStore::open(folder.path()).unwrap();
    (folder, Arc::new(store))
});

/// A connection of a foreign program, to look at the database or to spoil it.
fn beside(folder: &Path) -> Connection {
    Connection::open(folder.join(open::DATABASE)).unwrap()
}

/// The name of no file in the folder, or the first that holds these bytes.
fn file_with(folder: &Path, bytes: &[u8]) -> Option<String> {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files
        .filter(|path| std::fs::read(path).unwrap().windows(bytes.len()).any(|window| window == bytes))
        .map(|path| path.display().to_string())
        .next()
}

#[tokio::test]
async fn everything_is_there_after_reopening() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("made/when/needed");
    let mut room = Room::new(workshop(1));
    {
        let store = SqliteStore::open(&data).unwrap();
        room.append(&store, "before").await.unwrap();
        store.insert(listing(1, "CODE2222")).await.unwrap();
    }
    let store = SqliteStore::open(&data).unwrap();
    assert_eq!(store.list().await.unwrap(), [listing(1, "CODE2222")]);
    room.append(&store, "after").await.unwrap();
    assert_eq!(texts(&store.read(workshop(1), Position::START).await.unwrap()), ["before", "after"]);
}

#[test]
fn a_folder_in_use_is_refused_with_a_way_out() {
    let folder = TempDir::new().unwrap();
    let first = SqliteStore::open(folder.path()).unwrap();
    let refusal = SqliteStore::open(folder.path()).err().unwrap();
    assert!(matches!(refusal, OpenError::InUse { .. }));
    let words = refusal.to_string();
    assert!(words.contains(&folder.path().display().to_string()) && words.contains("stop that one first"), "{words}");
    drop(first);
    SqliteStore::open(folder.path()).unwrap();
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("a file");
    std::fs::write(&file, "in the way").unwrap();
    let words = SqliteStore::open(&file.join("data")).err().unwrap().to_string();
    assert!(words.contains("a file/data") && words.contains("choose another folder"), "{words}");
}

#[test]
fn a_newer_format_is_refused_and_left_alone() {
    let folder = TempDir::new().unwrap();
    drop(SqliteStore::open(folder.path()).unwrap());
    beside(folder.path()).pragma_update(None, "user_version", 99).unwrap();
    let before = std::fs::read(folder.path().join(open::DATABASE)).unwrap();
    let refusal = SqliteStore::open(folder.path()).err().unwrap();
    assert!(matches!(refusal, OpenError::Newer { found: 99, known: 1, .. }), "{refusal}");
    assert!(refusal.to_string().contains("written by a newer Charrette"), "{refusal}");
    assert_eq!(std::fs::read(folder.path().join(open::DATABASE)).unwrap(), before);
}

#[test]
fn a_file_of_another_program_is_refused_and_left_alone() {
    let folder = TempDir::new().unwrap();
    beside(folder.path()).execute_batch("CREATE TABLE batch (mine)").unwrap();
    assert!(matches!(SqliteStore::open(folder.path()), Err(OpenError::Foreign { .. })));
    std::fs::write(folder.path().join(open::DATABASE), "a letter, not a database. ".repeat(100)).unwrap();
    assert!(matches!(SqliteStore::open(folder.path()), Err(OpenError::Foreign { .. })));
    assert!(file_with(folder.path(), b"a letter").is_some());
}

#[tokio::test]
async fn the_settings_are_those_that_durability_rests_on() {
    let folder = TempDir::new().unwrap();
    drop(SqliteStore::open(folder.path()).unwrap());
    let connection = open::writing(folder.path()).unwrap();
    let setting = |name: &str| -> String {
        connection
            .pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0))
            .map(|value| match value {
                rusqlite::types::Value::Integer(number) => number.to_string(),
                rusqlite::types::Value::Text(text) => text,
                other => format!("{other:?}"),
            })
            .unwrap()
    };
    assert_eq!(setting("journal_mode"), "wal");
    assert_eq!(setting("synchronous"), "2");
    assert_eq!(setting("secure_delete"), "1");
    assert_eq!(setting("wal_autocheckpoint"), "0");
    assert!(rusqlite::version_number() >= 3_051_003);
}

#[tokio::test]
async fn damage_is_named_by_its_position_and_not_served() {
    let places = [
        "UPDATE batch SET entries = CAST(replace(CAST(entries AS TEXT), 'second', 'Second') AS BLOB) WHERE position = 2",
        "UPDATE batch SET entries = x'7b7d' WHERE position = 2",
        "UPDATE batch SET hash = zeroblob(32) WHERE position = 2",
        "UPDATE batch SET hash = zeroblob(31) WHERE position = 2",
        "UPDATE batch SET entries = (SELECT entries FROM batch WHERE position = 3) WHERE position = 2",
    ];
    for place in places {
        let folder = TempDir::new().unwrap();
        let store = SqliteStore::open(folder.path()).unwrap();
        let (mut room, mut other) = (Room::new(workshop(1)), Room::new(workshop(2)));
        let mut positions = Vec::new();
        for text in ["first", "second", "third"] {
            positions.push(room.append(&store, text).await.unwrap());
        }
        let script = format!("{place} AND workshop = '{}'", workshop(1));
        assert_eq!(beside(folder.path()).execute(&script, []).unwrap(), 1);

        let error = store.read(workshop(1), Position::START).await.unwrap_err();
        assert!(matches!(error, ReadError::Corrupt { position, .. } if position == positions[1]), "{place}: {error}");
        assert!(error.to_string().contains("damaged at position 2"), "{error}");
        other.append(&store, "not concerned").await.unwrap();
        assert_eq!(store.read(workshop(2), Position::START).await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn a_lost_batch_is_noticed_by_the_one_behind_it() {
    let folder = TempDir::new().unwrap();
    let store = SqliteStore::open(folder.path()).unwrap();
    let mut room = Room::new(workshop(1));
    for text in ["first", "second", "third"] {
        room.append(&store, text).await.unwrap();
    }
    beside(folder.path()).execute("DELETE FROM batch WHERE position = 2", []).unwrap();
    let error = store.read(workshop(1), Position::START).await.unwrap_err();
    assert!(matches!(error, ReadError::Corrupt { position, .. } if position == room.end), "{error}");
}

#[tokio::test]
async fn a_flipped_byte_in_the_file_is_noticed() {
    let folder = TempDir::new().unwrap();
    let store = SqliteStore::open(folder.path()).unwrap();
    Room::new(workshop(1)).append(&store, "the words that were said").await.unwrap();
    drop(store);
    assert!(!folder.path().join("charrette.db-wal").exists(), "closing leaves nothing to recover");
    let file = folder.path().join(open::DATABASE);
    let mut bytes = std::fs::read(&file).unwrap();
    let index = bytes.windows(9).position(|window| window == b"the words").unwrap();
    bytes[index] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    let store = SqliteStore::open(folder.path()).unwrap();
    let error = store.read(workshop(1), Position::START).await.unwrap_err();
    assert!(matches!(error, ReadError::Corrupt { .. }), "{error}");
}

#[tokio::test]
async fn deleted_words_are_in_no_file() {
    let folder = TempDir::new().unwrap();
    let store = SqliteStore::open(folder.path()).unwrap();
    let (mut gone, mut kept) = (Room::new(workshop(1)), Room::new(workshop(2)));
    // Long enough for overflow pages, and in both the database and the write-ahead log.
    let long = "canary-gone ".repeat(2_000);
    for round in 0..4 {
        gone.append(&store, if round % 2 == 0 { &long } else { "canary-gone" }).await.unwrap();
        kept.append(&store, "canary-kept").await.unwrap();
        store.insert(listing(1, "GONECODE")).await.unwrap();
        if round == 1 {
            beside(folder.path()).query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(())).unwrap();
        }
    }
    store.read(workshop(1), Position::START).await.unwrap();
    assert!(file_with(folder.path(), b"canary-gone").is_some());
    store.delete(workshop(1)).await.unwrap();
    for bytes in [&b"canary-gone"[..], b"GONECODE", workshop(1).to_string().as_bytes()] {
        assert_eq!(file_with(folder.path(), bytes), None);
    }
    assert!(file_with(folder.path(), b"canary-kept").is_some());
    kept.append(&store, "and goes on").await.unwrap();
}

#[tokio::test]
async fn the_write_ahead_log_stays_small() {
    let folder = TempDir::new().unwrap();
    let store = SqliteStore::open(folder.path()).unwrap();
    let mut room = Room::new(workshop(1));
    let text = "x".repeat(256 << 10);
    for _ in 0..80 {
        room.append(&store, &text).await.unwrap();
    }
    let wal = std::fs::metadata(folder.path().join("charrette.db-wal")).unwrap().len();
    assert!(wal < 8 << 20, "{wal} bytes");
}
