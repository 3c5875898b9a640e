//! A session against a client that does not read, over a pipe in memory.

use super::*;
use crate::log::{Digest as BodyDigest, Directory, EventLog, MemoryStore};
use crate::shutdown::shutdown;
use charrette_protocol::{Attribution, Changes, MemberId, Record, Template, WorkshopId};
use charrette_rehearsal::Mirror;
use charrette_workshop::{AccessCommand, hash_secret};
use futures_util::{SinkExt, StreamExt};
use tokio::io::DuplexStream;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::Role as Side;

const WORKSHOP: WorkshopId = WorkshopId::from_bytes([9; 16]);

/// 43 characters of base64url: a secret.
const SECRET: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

async fn access(room: &RoomHandle, number: u16, command: AccessCommand) {
    let mut id = [0; 16];
    id[..2].copy_from_slice(&number.to_be_bytes());
    let id = CommandId::from_bytes(id);
    let asked = room.ask(|reply| Input::Access { id, digest: BodyDigest::of(&[b"test"]), command, reply });
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
        template: Template::Iceberg,
        title: String::new(),
        attribution: Attribution::Named,
        rehearsal: false,
        code: "K7MQ-4XWD".into(),
        seats: 60,
        lead: MemberId::from_bytes([1; 16]),
        name: "Lead".into(),
        session: hash_secret(SECRET),
    };
    access(&room, 1, open).await;
    (registry, room)
}

type Pipe = WebSocketStream<DuplexStream>;

/// A client at the other end of a pipe that holds few bytes.
async fn connect(registry: &Arc<Registry>, stopping: &Shutdown) -> (Pipe, tokio::task::JoinHandle<()>) {
    // Large enough for a digest to be sent while the session is held up, small enough to hold it up.
    let (near, far) = tokio::io::duplex(8 * 1024);
    let (registry, stopping) = (registry.clone(), stopping.clone());
    let serving = tokio::spawn(async move { serve(Socket::new(far, Vec::new()).await, registry, stopping).await });
    (WebSocketStream::from_raw_socket(near, Side::Client, None).await, serving)
}

async fn say(pipe: &mut Pipe, message: &ClientMessage) {
    pipe.send(Message::Text(json(message).into())).await.expect("the session listens");
}

async fn hello(pipe: &mut Pipe) {
    let credential = format!("{WORKSHOP}.{SECRET}");
    let hello = Hello { version: version::CURRENT, credential, digest: None, last_acked: None, edit_keys: vec![] };
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
    hello(pipe).await;
    let mut mirror = Mirror::default();
    while !mirror.is_current() {
        if let ServerMessage::Changes(changes) = heard(pipe).await {
            mirror.fold(changes);
        }
    }
    mirror
}

/// Whether the door is open, as a screen has it.
fn door(mirror: &Mirror) -> bool {
    mirror.records().any(|record| matches!(record, Record::Workshop(workshop) if workshop.door_open))
}

#[tokio::test]
async fn who_falls_off_the_ring_compares_and_is_current_again() {
    let (registry, room) = workshop().await;
    let (_stopper, stopping) = shutdown();
    let (mut pipe, _serving) = connect(&registry, &stopping).await;
    let mut mirror = greeted(&mut pipe).await;
    // Nothing is read while twice as many batches pass as the ring holds; the last one leaves
    // the door closed.
    for number in 0..2 * u16::try_from(crate::room::RING).expect("a small ring") {
        access(&room, 100 + number, AccessCommand::SetDoor { open: number % 2 == 0 }).await;
    }
    let mut asked = 0;
    let mut answered = false;
    while asked == 0 || !answered {
        match heard(&mut pipe).await {
            ServerMessage::Compare {} => {
                asked += 1;
                say(&mut pipe, &ClientMessage::Digest { digest: mirror.digest().clone() }).await;
            }
            ServerMessage::Changes(changes) => {
                let Changes { replace, .. } = &changes;
                answered |= asked > 0 && (!replace.is_empty() || changes.put.is_empty());
                mirror.fold(changes);
            }
            _ => {}
        }
    }
    assert!(!door(&mirror));
    let (mut fresh, _serving) = connect(&registry, &stopping).await;
    let there = greeted(&mut fresh).await;
    assert_eq!(mirror.differing(&there), []);
    assert_eq!(mirror.digest(), there.digest());
}

#[tokio::test(start_paused = true)]
async fn who_reads_nothing_is_let_go_and_nobody_waits() {
    let (registry, room) = workshop().await;
    let (_stopper, stopping) = shutdown();
    let (mut pipe, serving) = connect(&registry, &stopping).await;
    hello(&mut pipe).await;
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
    hello(&mut pipe).await;
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
