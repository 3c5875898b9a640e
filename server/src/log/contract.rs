//! The one suite that every implementation of [`EventLog`] and [`Directory`] passes.

use super::fixtures::{Room, Salts, draft, listing, texts, workshop};
use super::{AppendError, Directory, DirectoryError, EventLog, Position, ReadError, chain};
use std::sync::Arc;
use tokio::task::JoinSet;

/// Runs the suite on what `$open` gives: a future of a guard, which is kept until the end of a
/// test, and the `Arc` of an empty store.
macro_rules! contract {
    ($open:expr) => {
        $crate::log::contract::contract!(@each $open,
            an_unknown_workshop_has_an_empty_log,
            batches_are_read_in_the_order_they_were_appended,
            what_was_appended_is_read_back_whole,
            reading_goes_on_from_any_position_given,
            a_position_that_is_not_there_is_reported,
            only_one_of_two_after_the_same_position_is_stored,
            a_batch_sealed_behind_something_else_is_a_conflict,
            a_conflict_is_over_after_rereading,
            rooms_are_kept_apart,
            a_conflict_fails_no_other_room,
            many_rooms_write_at_once,
            many_writers_of_one_room_leave_one_history,
            a_code_opens_its_workshop_until_it_is_changed,
            a_code_opens_one_workshop_only,
            changes_of_the_directory_can_be_made_again,
            what_is_not_listed_cannot_be_changed,
            workshops_are_listed_oldest_first,
            a_deleted_workshop_leaves_nothing,
        );
    };
    (@each $open:expr, $($name:ident),* $(,)?) => {
        mod contract {
            #[allow(unused_imports)]
            use super::*;
            $(
                #[tokio::test]
                async fn $name() {
                    let (_guard, store) = ($open)().await;
                    $crate::log::contract::$name(store).await;
                }
            )*
        }
    };
}
pub(super) use contract;

/// Both halves of a store.
pub trait Store: EventLog + Directory + 'static {}
impl<S: EventLog + Directory + 'static> Store for S {}

pub async fn an_unknown_workshop_has_an_empty_log(store: Arc<impl Store>) {
    let log: Arc<dyn EventLog> = store;
    assert!(log.read(workshop(1), Position::START).await.unwrap().is_empty());
}

pub async fn batches_are_read_in_the_order_they_were_appended(store: Arc<impl Store>) {
    let mut room = Room::new(workshop(1));
    let mut positions = vec![Position::START];
    for number in 0..20 {
        positions.push(room.append(&*store, &number.to_string()).await.unwrap());
    }
    assert!(positions.is_sorted_by(|left, right| left < right), "{positions:?}");
    let batches = store.read(workshop(1), Position::START).await.unwrap();
    assert_eq!(texts(&batches), (0..20).map(|number| number.to_string()).collect::<Vec<_>>());
    assert_eq!(batches.iter().map(|(position, _)| *position).collect::<Vec<_>>(), positions[1..]);
    chain::verify(workshop(1), &batches).unwrap();
    let again = store.read(workshop(1), Position::START).await.unwrap();
    assert_eq!(texts(&again), texts(&batches));
}

pub async fn what_was_appended_is_read_back_whole(store: Arc<impl Store>) {
    let drafts = vec![draft(1, r#"{ "kept" : "byte for byte" }"#), draft(2, "null"), draft(3, r#""Zoë""#)];
    let mut batch = chain::seal(chain::genesis(workshop(1)), drafts, Salts::default().draw()).unwrap();
    batch.erase(2);
    let bytes = batch.encode();
    store.append(workshop(1), Position::START, batch).await.unwrap();
    let read = store.read(workshop(1), Position::START).await.unwrap();
    assert_eq!(read.len(), 1);
    assert_eq!(read[0].1.encode(), bytes);
}

pub async fn reading_goes_on_from_any_position_given(store: Arc<impl Store>) {
    let mut room = Room::new(workshop(1));
    let mut other = Room::new(workshop(2));
    let mut positions = Vec::new();
    for number in 0..5 {
        positions.push(room.append(&*store, &number.to_string()).await.unwrap());
        other.append(&*store, "in between").await.unwrap();
    }
    for (index, position) in positions.iter().enumerate() {
        let rest = store.read(workshop(1), *position).await.unwrap();
        assert_eq!(texts(&rest), (index + 1..5).map(|number| number.to_string()).collect::<Vec<_>>());
    }
}

pub async fn a_position_that_is_not_there_is_reported(store: Arc<impl Store>) {
    let mut room = Room::new(workshop(1));
    let position = room.append(&*store, "here").await.unwrap();
    let error = store.read(workshop(2), position).await.unwrap_err();
    assert!(matches!(error, ReadError::Corrupt { position: at, .. } if at == position), "{error}");
}

pub async fn only_one_of_two_after_the_same_position_is_stored(store: Arc<impl Store>) {
    let mut first = Room::new(workshop(1));
    let mut second = Room::new(workshop(1));
    first.append(&*store, "first").await.unwrap();
    assert_eq!(second.append(&*store, "second").await, Err(AppendError::Conflict));
    let (left, right) = (first.batch("again"), first.batch("and again"));
    let after = first.end;
    store.append(workshop(1), after, left).await.unwrap();
    assert_eq!(store.append(workshop(1), after, right).await, Err(AppendError::Conflict));
    assert_eq!(texts(&store.read(workshop(1), Position::START).await.unwrap()), ["first", "again"]);
}

pub async fn a_batch_sealed_behind_something_else_is_a_conflict(store: Arc<impl Store>) {
    let mut room = Room::new(workshop(1));
    let stranger = Room::new(workshop(2)).batch("sealed for another room");
    assert_eq!(store.append(workshop(1), Position::START, stranger).await, Err(AppendError::Conflict));
    let early = room.batch("sealed before what is stored");
    room.append(&*store, "stored").await.unwrap();
    assert_eq!(store.append(workshop(1), room.end, early).await, Err(AppendError::Conflict));
    assert_eq!(texts(&store.read(workshop(1), Position::START).await.unwrap()), ["stored"]);
}

pub async fn a_conflict_is_over_after_rereading(store: Arc<impl Store>) {
    let mut owner = Room::new(workshop(1));
    let mut stale = Room::new(workshop(1));
    owner.append(&*store, "owner").await.unwrap();
    assert_eq!(stale.append(&*store, "stale").await, Err(AppendError::Conflict));
    assert_eq!(stale.reread(&*store).await, Ok(1));
    stale.append(&*store, "reread").await.unwrap();
    assert_eq!(owner.append(&*store, "owner no more").await, Err(AppendError::Conflict));
    assert_eq!(texts(&store.read(workshop(1), Position::START).await.unwrap()), ["owner", "reread"]);
}

pub async fn rooms_are_kept_apart(store: Arc<impl Store>) {
    let (mut left, mut right) = (Room::new(workshop(1)), Room::new(workshop(2)));
    for number in 0..3 {
        left.append(&*store, &format!("left {number}")).await.unwrap();
        right.append(&*store, &format!("right {number}")).await.unwrap();
    }
    assert_eq!(texts(&store.read(workshop(1), Position::START).await.unwrap()), ["left 0", "left 1", "left 2"]);
    assert_eq!(texts(&store.read(workshop(2), Position::START).await.unwrap()), ["right 0", "right 1", "right 2"]);
}

pub async fn a_conflict_fails_no_other_room(store: Arc<impl Store>) {
    Room::new(workshop(1)).append(&*store, "the winner").await.unwrap();
    let mut rooms = JoinSet::new();
    for number in 1..=30 {
        let store = Arc::clone(&store);
        rooms.spawn(async move { (number, Room::new(workshop(number)).append(&*store, "mine").await) });
    }
    for (number, outcome) in rooms.join_all().await {
        match number {
            1 => assert_eq!(outcome, Err(AppendError::Conflict)),
            _ => assert!(outcome.is_ok(), "workshop {number}: {outcome:?}"),
        }
    }
}

pub async fn many_rooms_write_at_once(store: Arc<impl Store>) {
    let mut rooms = JoinSet::new();
    for number in 1..=40 {
        let store = Arc::clone(&store);
        rooms.spawn(async move {
            let mut room = Room::new(workshop(number));
            for index in 0..10 {
                room.append(&*store, &index.to_string()).await.unwrap();
            }
        });
    }
    rooms.join_all().await;
    for number in 1..=40 {
        let batches = store.read(workshop(number), Position::START).await.unwrap();
        assert_eq!(texts(&batches), (0..10).map(|index| index.to_string()).collect::<Vec<_>>());
    }
}

pub async fn many_writers_of_one_room_leave_one_history(store: Arc<impl Store>) {
    let mut writers = JoinSet::new();
    for writer in 0..10 {
        let store = Arc::clone(&store);
        writers.spawn(async move {
            let mut room = Room::new(workshop(1));
            let text = writer.to_string();
            // Each conflict means that another writer got on, so this ends.
            while let Err(error) = room.append(&*store, &text).await {
                assert_eq!(error, AppendError::Conflict);
                room.reread(&*store).await.unwrap();
            }
            text
        });
    }
    let mut written = writers.join_all().await;
    let mut stored = texts(&store.read(workshop(1), Position::START).await.unwrap());
    written.sort();
    stored.sort();
    assert_eq!(stored, written);
}

pub async fn a_code_opens_its_workshop_until_it_is_changed(store: Arc<impl Store>) {
    let directory: Arc<dyn Directory> = store;
    directory.insert(listing(1, "K7MQ4XWD")).await.unwrap();
    assert_eq!(directory.find("K7MQ4XWD").await, Ok(Some(workshop(1))));
    assert_eq!(directory.find("k7mq4xwd").await, Ok(None));
    assert_eq!(directory.holds(workshop(1)).await, Ok(true));
    assert_eq!(directory.holds(workshop(9)).await, Ok(false));
    directory.change_code(workshop(1), Some("AAAABBBB".into())).await.unwrap();
    assert_eq!(directory.find("K7MQ4XWD").await, Ok(None));
    assert_eq!(directory.find("AAAABBBB").await, Ok(Some(workshop(1))));
    directory.change_code(workshop(1), None).await.unwrap();
    assert_eq!(directory.find("AAAABBBB").await, Ok(None));
    assert_eq!(directory.list().await.unwrap()[0].code, None);
}

pub async fn a_code_opens_one_workshop_only(store: Arc<impl Store>) {
    store.insert(listing(1, "TAKEN222")).await.unwrap();
    assert_eq!(store.insert(listing(2, "TAKEN222")).await, Err(DirectoryError::CodeTaken));
    store.insert(listing(2, "FREE2222")).await.unwrap();
    let change = || store.change_code(workshop(2), Some("TAKEN222".into()));
    assert_eq!(change().await, Err(DirectoryError::CodeTaken));
    store.change_code(workshop(1), None).await.unwrap();
    change().await.unwrap();
    assert_eq!(store.find("TAKEN222").await, Ok(Some(workshop(2))));
    // Any number of workshops have no code.
    store.change_code(workshop(2), None).await.unwrap();
}

pub async fn changes_of_the_directory_can_be_made_again(store: Arc<impl Store>) {
    for _ in 0..2 {
        store.insert(listing(1, "AGAIN222")).await.unwrap();
    }
    assert_eq!(store.insert(listing(1, "OTHER222")).await, Err(DirectoryError::IdTaken));
    for _ in 0..2 {
        store.change_code(workshop(1), Some("OTHER222".into())).await.unwrap();
    }
    for _ in 0..2 {
        store.mark_closed(workshop(1), true).await.unwrap();
    }
    assert!(store.list().await.unwrap()[0].closed);
    store.mark_closed(workshop(1), false).await.unwrap();
    assert!(!store.list().await.unwrap()[0].closed);
    for _ in 0..2 {
        store.delete(workshop(1)).await.unwrap();
    }
}

pub async fn what_is_not_listed_cannot_be_changed(store: Arc<impl Store>) {
    assert_eq!(store.change_code(workshop(1), None).await, Err(DirectoryError::Absent));
    assert_eq!(store.mark_closed(workshop(1), true).await, Err(DirectoryError::Absent));
    assert_eq!(store.find("NOBODY22").await, Ok(None));
}

pub async fn workshops_are_listed_oldest_first(store: Arc<impl Store>) {
    assert_eq!(store.list().await, Ok(Vec::new()));
    let listings = [listing(3, "CODE2223"), listing(2, "CODE2222"), listing(1, "CODE222A")];
    for index in [1, 0, 2] {
        store.insert(listings[index].clone()).await.unwrap();
    }
    assert_eq!(store.list().await.unwrap(), listings);
}

pub async fn a_deleted_workshop_leaves_nothing(store: Arc<impl Store>) {
    let (mut gone, mut kept) = (Room::new(workshop(1)), Room::new(workshop(2)));
    for (room, number, code) in [(&mut gone, 1, "GONE2222"), (&mut kept, 2, "KEPT2222")] {
        room.append(&*store, "text").await.unwrap();
        store.insert(listing(number, code)).await.unwrap();
    }
    store.delete(workshop(1)).await.unwrap();
    assert!(store.read(workshop(1), Position::START).await.unwrap().is_empty());
    assert_eq!(store.find("GONE2222").await, Ok(None));
    assert_eq!(store.holds(workshop(1)).await, Ok(false), "what is deleted is not held");
    assert_eq!(gone.append(&*store, "too late").await, Err(AppendError::Conflict));
    kept.append(&*store, "still here").await.unwrap();
    assert_eq!(store.list().await.unwrap(), [listing(2, "KEPT2222")]);
    store.insert(listing(3, "GONE2222")).await.unwrap();
}
