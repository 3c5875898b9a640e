//! A session against a client that does not read, over a pipe in memory.

use super::*;
use crate::anteroom::Anteroom;
use crate::log::{Digest as BodyDigest, Directory, EventLog, MemoryStore};
use crate::shutdown::shutdown;
use charrette_protocol::{Attribution, Digest, MemberId, Record, Role, Template, WorkshopId};
use charrette_rehearsal::Mirror;
use charrette_workshop::{AccessCommand, hash_secret};
use futures_util::{FutureExt, SinkExt, StreamExt};
use tokio::io::DuplexStream;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::Role as Side;

const WORKSHOP: WorkshopId = WorkshopId::from_bytes([9; 16]);

const LEAD: MemberId = MemberId::from_bytes([1; 16]);

/// 43 characters of base64url: a secret.
const SECRET: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

async fn access(room: &RoomHandle, number: u16, command: AccessCommand) {
    let mut id = [0; 16];
    id[..2].copy_from_slice(&number.to_be_bytes());
    let id = CommandId::from_bytes(id);
    let asked = room.ask(|reply| Input::Access { id, digest: BodyDigest::of(&[b"test"]), command, door: None, reply });
    asked.await.expect("the room lives").expect("it is allowed");
}

/// A registry with one open workshop, whose lead's secret is [`SECRET`].
async fn workshop() -> (Arc<Registry>, RoomHandle) {
    let store = Arc::new(MemoryStore::new());
    let (log, directory) = (store.clone() as Arc<dyn EventLog>, store as Arc<dyn Directory>);
    let registry = Registry::new(log, directory, Clock::fixed(1, 1));
    let room = registry.room(WORKSHOP);
    let open = AccessCommand::Open {
        workshop: WORKSHOP,
        template: charrette_workshop::templates::built_in(Template::Iceberg),
        title: String::new(),
        attribution: Attribution::Named,
        rehearsal: false,
        code: "K7MQ-4XWD".into(),
        seats: 60,
        lead: LEAD,
        name: "Lead".into(),
        session: hash_secret(SECRET),
    };
    access(&room, 1, open).await;
    (registry, room)
}

/// Places enough for one.
fn admission() -> Admission {
    let place = || Anteroom::new(1, 1).enter([127, 0, 0, 1].into()).expect("it is empty");
    Admission::new(place(), place(), Arc::new(tokio::sync::Semaphore::new(1)))
}

type Pipe = WebSocketStream<DuplexStream>;

/// A client at the other end of a pipe that holds few bytes.
async fn connect(registry: &Arc<Registry>, stopping: &Shutdown) -> (Pipe, tokio::task::JoinHandle<()>) {
    // Large enough for a digest to be sent while the session is held up, small enough to hold it up.
    let (near, far) = tokio::io::duplex(8 * 1024);
    let (registry, stopping) = (registry.clone(), stopping.clone());
    let serving =
        tokio::spawn(async move { serve(Socket::new(far, Vec::new()).await, registry, admission(), stopping).await });
    (WebSocketStream::from_raw_socket(near, Side::Client, None).await, serving)
}

async fn say(pipe: &mut Pipe, message: &ClientMessage) {
    pipe.send(Message::Text(json(message).into())).await.expect("the session listens");
}

async fn hello(pipe: &mut Pipe, digest: Option<Digest>) {
    hello_as(pipe, SECRET, digest).await;
}

async fn hello_as(pipe: &mut Pipe, secret: &str, digest: Option<Digest>) {
    let credential = format!("{WORKSHOP}.{secret}");
    let hello = Hello { version: version::CURRENT, credential, digest, last_acked: None, edit_keys: vec![] };
    say(pipe, &ClientMessage::Hello(hello)).await;
}

async fn heard(pipe: &mut Pipe) -> ServerMessage {
    loop {
        match pipe.next().await.expect("the session goes on").expect("the pipe is whole") {
            Message::Text(text) => return serde_json::from_str(&text).expect("the protocol"),
            _ => continue,
        }
    }
}

/// Says hello, and hears everything there is.
async fn greeted(pipe: &mut Pipe) -> Mirror {
    hello(pipe, None).await;
    let mut mirror = Mirror::default();
    while !mirror.is_current() {
        if let ServerMessage::Changes(changes) = heard(pipe).await {
            mirror.fold(changes);
        }
    }
    mirror
}

/// Folds what comes until the session ends, and says why it did.
async fn followed(pipe: &mut Pipe, mirror: &mut Mirror) -> CloseCode {
    loop {
        match heard(pipe).await {
            ServerMessage::Changes(changes) => mirror.fold(changes),
            ServerMessage::Bye { code, .. } => return code,
            ServerMessage::Compare {} => panic!("a comparison brings back neither answers nor ends"),
            _ => {}
        }
    }
}

/// Twice as many batches as the ring holds.
async fn overrun(room: &RoomHandle, first: u16) {
    for number in 0..2 * u16::try_from(crate::room::RING).expect("a small ring") {
        access(room, first + number, AccessCommand::SetDoor { open: number % 2 == 0 }).await;
    }
}

#[tokio::test]
async fn who_falls_off_the_ring_comes_back_and_is_current_again() {
    let (registry, room) = workshop().await;
    let (_stopper, stopping) = shutdown();
    let (mut pipe, _serving) = connect(&registry, &stopping).await;
    let mut mirror = greeted(&mut pipe).await;
    // Nothing is read meanwhile.
    overrun(&room, 100).await;
    access(&room, 2, AccessCommand::ChangeCode { code: None, by: None }).await;
    assert_eq!(followed(&mut pipe, &mut mirror).await, CloseCode::TooSlow);
    let (mut pipe, _serving) = connect(&registry, &stopping).await;
    hello(&mut pipe, Some(mirror.digest().clone())).await;
    let changes = loop {
        if let ServerMessage::Changes(changes) = heard(&mut pipe).await {
            break changes;
        }
    };
    assert_eq!(changes.replace.len(), 1, "the bucket of the workshop, and nothing else: {changes:?}");
    mirror.fold(changes);
    let (mut fresh, _serving) = connect(&registry, &stopping).await;
    let there = greeted(&mut fresh).await;
    assert_eq!(mirror.differing(&there), []);
    assert_eq!(mirror.digest(), there.digest());
}

#[tokio::test]
async fn who_is_shut_out_while_off_the_ring_is_told_nothing_that_came_after() {
    let (registry, room) = workshop().await;
    let (_stopper, stopping) = shutdown();
    let (mut pipe, _serving) = connect(&registry, &stopping).await;
    greeted(&mut pipe).await;
    // Somebody else sees what the lead sees, so that it goes on being published.
    let other = SECRET.replacen('A', "B", 1);
    let join = AccessCommand::Join {
        role: Role::CoFacilitator,
        member: MemberId::from_bytes([2; 16]),
        name: "Other".into(),
        perspective: None,
        session: hash_secret(&other),
    };
    access(&room, 4, join).await;
    let (mut beside, _serving_beside) = connect(&registry, &stopping).await;
    hello_as(&mut beside, &other, None).await;
    assert!(matches!(heard(&mut beside).await, ServerMessage::Welcome(_)));
    // Nothing is read meanwhile: the end is lost between batches.
    overrun(&room, 100).await;
    access(&room, 2, AccessCommand::EndSessionsOf { member: LEAD }).await;
    overrun(&room, 1_000).await;
    let code = Some("ABCD-EFGH".to_owned());
    access(&room, 3, AccessCommand::ChangeCode { code: code.clone(), by: None }).await;
    loop {
        match heard(&mut pipe).await {
            ServerMessage::Bye { .. } => break,
            ServerMessage::Changes(changes) => {
                let knows =
                    changes.put.iter().any(|put| matches!(&put.record, Record::Workshop(told) if told.code == code));
                assert!(!knows, "the new code is none of theirs");
            }
            _ => {}
        }
    }
    let (mut again, _serving) = connect(&registry, &stopping).await;
    hello(&mut again, None).await;
    assert_eq!(heard(&mut again).await, ServerMessage::Bye { code: CloseCode::SessionUnknown, retry_after: None });
}

#[tokio::test(start_paused = true)]
async fn who_reads_nothing_is_let_go_and_nobody_waits() {
    let (registry, room) = workshop().await;
    let (_stopper, stopping) = shutdown();
    let (mut pipe, serving) = connect(&registry, &stopping).await;
    hello(&mut pipe, None).await;
    for number in 0..50 {
        access(&room, 100 + number, AccessCommand::SetDoor { open: number % 2 == 0 }).await;
    }
    let started = Instant::now();
    serving.await.expect("it ends by itself");
    assert!(started.elapsed() < Duration::from_secs(30), "{:?}", started.elapsed());
}

#[tokio::test(start_paused = true)]
async fn who_says_nothing_at_all_is_let_go() {
    let (registry, _room) = workshop().await;
    let (_stopper, stopping) = shutdown();
    let (mut pipe, serving) = connect(&registry, &stopping).await;
    assert_eq!(heard(&mut pipe).await, ServerMessage::Bye { code: CloseCode::HelloExpected, retry_after: None });
    drop(pipe);
    serving.await.expect("it ends");
}

#[tokio::test(start_paused = true)]
async fn who_falls_silent_is_let_go() {
    let (registry, _room) = workshop().await;
    let (_stopper, stopping) = shutdown();
    let (mut pipe, serving) = connect(&registry, &stopping).await;
    hello(&mut pipe, None).await;
    let started = Instant::now();
    // Bytes are taken off the pipe and none are ever sent: pings stay without an answer.
    let reading = async {
        let mut bytes = [0; 4096];
        while tokio::io::AsyncReadExt::read(pipe.get_mut(), &mut bytes).await.is_ok_and(|read| read > 0) {}
    };
    tokio::join!(reading, async { serving.await.expect("it ends") });
    assert!((SILENT..SILENT * 2).contains(&started.elapsed()), "{:?}", started.elapsed());
}

#[tokio::test]
async fn who_compares_without_end_is_answered_a_few_times() {
    let (registry, _room) = workshop().await;
    let (_stopper, stopping) = shutdown();
    let (mut pipe, _serving) = connect(&registry, &stopping).await;
    let mirror = greeted(&mut pipe).await;
    for _ in 0..20 {
        say(&mut pipe, &ClientMessage::Digest { digest: mirror.digest().clone() }).await;
    }
    // The room answers what it was handed before it answers what comes behind.
    access(&registry.room(WORKSHOP), 2, AccessCommand::SetDoor { open: false }).await;
    let mut answers = 0;
    loop {
        match heard(&mut pipe).await {
            ServerMessage::Changes(changes) if changes.put.is_empty() => answers += 1,
            ServerMessage::Changes(_) => break,
            _ => {}
        }
    }
    assert!((1..=3).contains(&answers), "{answers} of 20 were answered");
}

#[tokio::test]
async fn a_place_that_nobody_waits_for_any_more_is_left() {
    let (registry, room) = workshop().await;
    let greeting = || Hello {
        version: version::CURRENT,
        credential: format!("{WORKSHOP}.{SECRET}"),
        digest: None,
        last_acked: None,
        edit_keys: vec![],
    };
    // Requests are cut off at each station on their way in, far more often than one session may have places.
    for stations in 0..40 {
        let mut asking = Box::pin(join(&registry, greeting(), Manner::Socket));
        for _ in 0..stations % 10 {
            if (&mut asking).now_or_never().is_some() {
                break;
            }
            tokio::task::yield_now().await;
        }
    }
    // What was asked for before is answered before.
    room.ask(|reply| Input::Code { reply }).await.expect("the room lives");
    tokio::task::yield_now().await;
    room.ask(|reply| Input::Code { reply }).await.expect("the room lives");
    assert!(join(&registry, greeting(), Manner::Socket).await.is_ok(), "the places are free again");
}
