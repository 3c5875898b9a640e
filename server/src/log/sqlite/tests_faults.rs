//! What happens when the disk, or a batch, does not do as it should.

use super::super::fixtures::{Room, listing, texts, workshop};
use super::super::{AppendError, Directory, DirectoryError, EventLog, Position};
use super::work::{Fault, Trouble, Work};
use super::{SqliteStore, Status};
use rusqlite::Connection;
use std::sync::{Arc, mpsc};
use tempfile::TempDir;
use tokio::task::{JoinHandle, JoinSet};

fn store() -> (TempDir, Arc<SqliteStore>) {
    let folder = TempDir::new().unwrap();
    let store = SqliteStore::open(folder.path()).unwrap();
    (folder, Arc::new(store))
}

/// Does this in the writer, inside a transaction, as if it were a job.
fn plant(store: &Arc<SqliteStore>, fault: Fault) -> JoinHandle<Result<Position, Trouble>> {
    let store = Arc::clone(store);
    tokio::spawn(async move { store.ask(Work::Planted(fault)).await })
}

/// Runs these statements in the writer.
async fn script(store: &Arc<SqliteStore>, statements: &'static str) -> Result<Position, Trouble> {
    plant(store, Box::new(move |connection| connection.execute_batch(statements))).await.unwrap()
}

/// Keeps the writer busy until the returned sender is used or dropped.
async fn hold(store: &Arc<SqliteStore>) -> (mpsc::Sender<()>, JoinHandle<Result<Position, Trouble>>) {
    let (release, gate) = mpsc::channel();
    let (begun, held) = tokio::sync::oneshot::channel();
    let mut begun = Some(begun);
    let holding = plant(
        store,
        Box::new(move |_| {
            if let Some(begun) = begun.take() {
                let _ = begun.send(());
                let _ = gate.recv();
            }
            Ok(())
        }),
    );
    held.await.unwrap();
    (release, holding)
}

/// Lets tasks run until this many jobs wait for the writer, which is held.
async fn until_waiting(store: &SqliteStore, jobs: usize) {
    while store.counts().waiting < jobs {
        tokio::task::yield_now().await;
    }
}

fn spawn_rooms(store: &Arc<SqliteStore>, numbers: std::ops::RangeInclusive<u8>) -> JoinSet<(u8, Outcome)> {
    let mut rooms = JoinSet::new();
    for number in numbers {
        let store = Arc::clone(store);
        rooms.spawn(async move { (number, Room::new(workshop(number)).append(&*store, "mine").await) });
    }
    rooms
}

type Outcome = Result<Position, AppendError>;

/// A commit that SQLite itself fails, long after the statement that is to blame.
const FAILS_AT_COMMIT: &str = "CREATE TABLE planted (id INTEGER PRIMARY KEY, parent INTEGER
         REFERENCES planted (id) DEFERRABLE INITIALLY DEFERRED);
     INSERT INTO planted VALUES (1, 2);";

#[tokio::test]
async fn what_waits_from_all_rooms_shares_one_commit() {
    let (_folder, store) = store();
    let (release, holding) = hold(&store).await;
    let rooms = spawn_rooms(&store, 1..=50);
    until_waiting(&store, 50).await;
    let before = store.counts();
    drop(release);
    holding.await.unwrap().unwrap();
    assert!(rooms.join_all().await.iter().all(|(_, outcome)| outcome.is_ok()));
    let after = store.counts();
    assert_eq!(after.commits - before.commits, 2, "the held job's, and one for all fifty");
    assert_eq!(after.changes - before.changes, 51);
}

#[tokio::test]
async fn what_waits_is_stored_before_the_store_closes() {
    let (folder, store) = store();
    let (release, holding) = hold(&store).await;
    let mut rooms = spawn_rooms(&store, 1..=20);
    until_waiting(&store, 20).await;
    rooms.shutdown().await;
    drop(release);
    holding.await.unwrap().unwrap();
    drop(store);
    let store = SqliteStore::open(folder.path()).unwrap();
    for number in 1..=20 {
        assert_eq!(store.read(workshop(number), Position::START).await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn a_refusal_an_error_and_a_panic_fail_nobody_else_in_the_same_commit() {
    let (folder, store) = store();
    Room::new(workshop(1)).append(&*store, "the winner").await.unwrap();
    Room::new(workshop(2)).append(&*store, "to be damaged").await.unwrap();
    let damage = format!("UPDATE batch SET hash = x'00' WHERE workshop = '{}'", workshop(2));
    assert_eq!(Connection::open(folder.path().join("charrette.db")).unwrap().execute(&damage, []).unwrap(), 1);

    let (release, holding) = hold(&store).await;
    let rooms = spawn_rooms(&store, 1..=10);
    let panic = plant(
        &store,
        Box::new(|connection| {
            connection.execute_batch("DELETE FROM batch")?;
            panic!("planted")
        }),
    );
    let error =
        plant(&store, Box::new(|connection| connection.execute_batch("DELETE FROM batch; SELECT * FROM nowhere")));
    until_waiting(&store, 12).await;
    let before = store.counts().commits;
    drop(release);
    holding.await.unwrap().unwrap();
    for (number, outcome) in rooms.join_all().await {
        match number {
            1 => assert_eq!(outcome, Err(AppendError::Conflict)),
            2 => assert_eq!(outcome, Err(AppendError::Failed)),
            _ => assert!(outcome.is_ok(), "workshop {number}: {outcome:?}"),
        }
    }
    assert!(matches!(panic.await.unwrap(), Err(Trouble::Failed(_))));
    assert!(matches!(error.await.unwrap(), Err(Trouble::Failed(_))));
    assert_eq!(store.counts().commits - before, 2);
    assert_eq!(store.status(), Status::Writable);
    for number in (1..=10).filter(|number| *number != 2) {
        assert_eq!(store.read(workshop(number), Position::START).await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn a_full_disk_refuses_and_recovers_by_itself() {
    let (_folder, store) = store();
    let mut room = Room::new(workshop(1));
    room.append(&*store, "before").await.unwrap();
    store.insert(listing(1, "CODE2222")).await.unwrap();
    script(&store, "PRAGMA max_page_count = 20").await.unwrap();

    let long = "x".repeat(100_000);
    assert_eq!(room.append(&*store, &long).await, Err(AppendError::Full));
    assert_eq!(store.status(), Status::Full);
    assert_eq!(texts(&store.read(workshop(1), Position::START).await.unwrap()), ["before"]);
    assert_eq!(store.find("CODE2222").await, Ok(Some(workshop(1))));

    script(&store, "PRAGMA max_page_count = 1000").await.unwrap();
    room.append(&*store, &long).await.unwrap();
    assert_eq!(store.status(), Status::Writable);
    assert_eq!(texts(&store.read(workshop(1), Position::START).await.unwrap()), ["before", &long]);
}

#[tokio::test]
async fn a_batch_that_does_not_fit_keeps_out_no_other() {
    let (_folder, store) = store();
    script(&store, "PRAGMA max_page_count = 20").await.unwrap();
    let (release, holding) = hold(&store).await;
    let large = tokio::spawn({
        let store = Arc::clone(&store);
        async move { Room::new(workshop(9)).append(&*store, &"x".repeat(100_000)).await }
    });
    until_waiting(&store, 1).await;
    let rooms = spawn_rooms(&store, 1..=3);
    until_waiting(&store, 4).await;
    drop(release);
    holding.await.unwrap().unwrap();
    assert_eq!(large.await.unwrap(), Err(AppendError::Full));
    assert!(rooms.join_all().await.iter().all(|(_, outcome)| outcome.is_ok()));
}

#[tokio::test]
async fn a_failed_commit_makes_the_store_read_only_until_it_is_opened_again() {
    let (folder, store) = store();
    let mut room = Room::new(workshop(1));
    room.append(&*store, "before").await.unwrap();

    let (release, holding) = hold(&store).await;
    let innocent = spawn_rooms(&store, 2..=4);
    until_waiting(&store, 3).await;
    let conflict = spawn_rooms(&store, 1..=1);
    until_waiting(&store, 4).await;
    let culprit = plant(&store, Box::new(|connection| connection.execute_batch(FAILS_AT_COMMIT)));
    until_waiting(&store, 5).await;
    drop(release);
    holding.await.unwrap().unwrap();
    for (number, outcome) in innocent.join_all().await {
        assert_eq!(outcome, Err(AppendError::Unknown), "workshop {number}");
    }
    assert_eq!(conflict.join_all().await, [(1, Err(AppendError::Conflict))]);
    assert_eq!(culprit.await.unwrap(), Err(Trouble::Unknown));

    assert_eq!(store.status(), Status::ReadOnly);
    assert_eq!(room.reread(&*store).await, Ok(1));
    assert_eq!(room.append(&*store, "refused").await, Err(AppendError::Failed));
    let insert = store.insert(listing(1, "CODE2222")).await;
    assert!(matches!(&insert, Err(DirectoryError::Failed { what }) if what.contains("read-only")), "{insert:?}");
    assert!(matches!(store.delete(workshop(1)).await, Err(DirectoryError::Failed { .. })));
    assert_eq!(store.read(workshop(2), Position::START).await.unwrap().len(), 0);

    drop(store);
    let store = SqliteStore::open(folder.path()).unwrap();
    room.append(&store, "after the restart").await.unwrap();
    assert_eq!(texts(&store.read(workshop(1), Position::START).await.unwrap()), ["before", "after the restart"]);
}

#[tokio::test]
async fn a_disk_that_fails_in_the_middle_poisons_the_store_with_nothing_stored() {
    let (_folder, store) = store();
    let failure = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_IOERR_WRITE);
    let culprit = plant(&store, Box::new(move |_| Err(rusqlite::Error::SqliteFailure(failure, None))));
    assert!(matches!(culprit.await.unwrap(), Err(Trouble::Failed(_))));
    assert_eq!(store.status(), Status::ReadOnly);
    assert_eq!(Room::new(workshop(1)).append(&*store, "refused").await, Err(AppendError::Failed));
}

#[tokio::test]
async fn a_foreign_lock_on_the_database_refuses_and_spoils_nothing() {
    let (folder, store) = store();
    let foreign = Connection::open(folder.path().join("charrette.db")).unwrap();
    // The writer shall not wait its five seconds here.
    plant(&store, Box::new(|connection| connection.busy_timeout(std::time::Duration::ZERO))).await.unwrap().unwrap();
    foreign.execute_batch("BEGIN IMMEDIATE").unwrap();
    let mut room = Room::new(workshop(1));
    assert_eq!(room.append(&*store, "refused").await, Err(AppendError::Failed));
    assert_eq!(store.status(), Status::Writable);
    foreign.execute_batch("ROLLBACK").unwrap();
    room.append(&*store, "stored").await.unwrap();
}

#[tokio::test]
async fn a_deletion_that_a_reader_keeps_in_the_files_says_so_and_can_be_made_again() {
    let (folder, store) = store();
    Room::new(workshop(1)).append(&*store, "gone").await.unwrap();
    plant(&store, Box::new(|connection| connection.busy_timeout(std::time::Duration::ZERO))).await.unwrap().unwrap();
    let foreign = Connection::open(folder.path().join("charrette.db")).unwrap();
    foreign.execute_batch("BEGIN; SELECT count(*) FROM batch;").unwrap();
    let outcome = store.delete(workshop(1)).await;
    assert!(
        matches!(&outcome, Err(DirectoryError::Failed { what }) if what.contains("delete it again")),
        "{outcome:?}"
    );
    foreign.execute_batch("ROLLBACK").unwrap();
    store.delete(workshop(1)).await.unwrap();
}
