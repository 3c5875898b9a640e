//! The room's loop, driven by hand over a log in memory: enqueue, drop the handle, run to the
//! end, look at the answers.

use super::*;
use crate::clock::Clock;
use crate::log::{AppendError, Directory, EventLog, Fault, Listing, MemoryStore};
use crate::registry::Registry;
use charrette_protocol::*;
use charrette_workshop::{hash_secret, limits};
use tokio::sync::oneshot::Receiver;

const LEAD: MemberId = MemberId::from_bytes([1; 16]);
pub(super) const WORKSHOP: WorkshopId = WorkshopId::from_bytes([9; 16]);

/// A room with its mailbox, before it runs.
pub(super) struct Desk {
    pub store: Arc<MemoryStore>,
    pub handle: RoomHandle,
    pub inbox: tokio::sync::mpsc::Receiver<Input>,
    commands: u8,
}

impl Desk {
    pub fn new() -> Self {
        Self::over(Arc::new(MemoryStore::new()))
    }

    fn over(store: Arc<MemoryStore>) -> Self {
        let (handle, inbox) = Room::mailbox();
        Self { store, handle, inbox, commands: 0 }
    }

    fn put(&self, input: Input) {
        self.handle.offer(input).expect("the inbox has room");
    }

    pub fn open(&self) -> Receiver<Result<(), Rejection>> {
        let (reply, answer) = oneshot::channel();
        let command = AccessCommand::Open {
            workshop: WORKSHOP,
            template: charrette_workshop::templates::built_in(Template::Iceberg),
            title: "Room".into(),
            attribution: Attribution::Named,
            rehearsal: false,
            code: "K7MQ-4XWD".into(),
            seats: 60,
            lead: LEAD,
            name: "Lead".into(),
            session: hash_secret("lead"),
        };
        let id = CommandId::from_bytes([200; 16]);
        self.put(Input::Access { id, digest: BodyDigest::of(&[b"open"]), command, door: None, reply });
        answer
    }

    pub fn join(&self, digest: Option<Digest>) -> Receiver<Result<Joined, CloseCode>> {
        self.join_as("lead", Manner::Socket, digest)
    }

    pub fn join_as(
        &self,
        session: &str,
        manner: Manner,
        digest: Option<Digest>,
    ) -> Receiver<Result<Joined, CloseCode>> {
        let (reply, answer) = oneshot::channel();
        let hello =
            Hello { version: version::CURRENT, credential: String::new(), digest, last_acked: None, edit_keys: vec![] };
        self.put(Input::Join { session: hash_secret(session), hello, manner, reply });
        answer
    }

    /// A posted command of the lead.
    fn post(&mut self, body: Command) -> Receiver<Result<(), Refusal>> {
        self.commands += 1;
        self.post_as(CommandId::from_bytes([self.commands; 16]), body)
    }

    fn post_as(&self, id: CommandId, body: Command) -> Receiver<Result<(), Refusal>> {
        let (reply, answer) = oneshot::channel();
        let message = CommandMessage { id, speaker: None, body };
        self.put(Input::PostedCommand { session: hash_secret("lead"), message, reply });
        answer
    }

    /// Runs the room until everything that was put in is done.
    async fn run(self) -> (Arc<MemoryStore>, Fate) {
        let Self { store, handle, inbox, .. } = self;
        let room = Room::load(WORKSHOP, store.clone(), Clock::fixed(1, 1)).await.expect("the log is readable");
        drop(handle);
        (store, room.run(inbox).await)
    }
}

fn rename(title: &str) -> Command {
    Command::EditWorkshop { title: title.into(), purpose: String::new() }
}

fn refused(answer: Result<(), Refusal>) -> RejectionCode {
    match answer.expect_err("it is refused") {
        Refusal::Rejected(rejection) => rejection.code,
        Refusal::SessionUnknown => panic!("the session is known"),
    }
}

async fn title(store: &Arc<MemoryStore>) -> String {
    let desk = Desk::over(store.clone());
    let (reply, answer) = oneshot::channel();
    desk.put(Input::Knock { link: None, reply });
    desk.run().await;
    answer.await.expect("it answers").expect("the workshop is there").0.title
}

#[tokio::test]
async fn what_is_acknowledged_is_in_the_log() {
    let mut desk = Desk::new();
    let opened = desk.open();
    let (one, two) = (desk.post(rename("One")), desk.post(rename("Two")));
    let (store, fate) = desk.run().await;
    assert_eq!(fate, Fate::Asleep);
    opened.await.unwrap().unwrap();
    one.await.unwrap().unwrap();
    two.await.unwrap().unwrap();
    assert_eq!(title(&store).await, "Two");
}

#[tokio::test]
async fn a_join_in_the_same_batch_sees_only_what_is_durable_and_misses_nothing_after() {
    let mut desk = Desk::new();
    let (_opened, joined, _renamed) = (desk.open(), desk.join(None), desk.post(rename("Seen")));
    let (_, _) = desk.run().await;
    let joined = joined.await.unwrap().expect("the lead is known");
    let seen = joined.frames.iter().any(|frame| frame.contains("\"Seen\""));
    assert!(seen, "the batch was decided and stored before anybody looked");
    assert_eq!(joined.audience, Audience::Console);
    assert_eq!(joined.members, [LEAD]);
}

#[tokio::test]
async fn when_the_disk_is_full_nothing_is_acknowledged_and_the_room_goes_on() {
    let mut desk = Desk::new();
    let _opened = desk.open();
    let (store, _) = desk.run().await;
    store.inject(Fault::Refused(AppendError::Full));
    desk = Desk::over(store);
    let lost = desk.post(rename("Lost"));
    let (store, _) = desk.run().await;
    assert_eq!(refused(lost.await.unwrap()), RejectionCode::StorageFull);
    assert_eq!(title(&store).await, "Room");
    desk = Desk::over(store);
    let kept = desk.post(rename("Kept"));
    let (store, _) = desk.run().await;
    kept.await.unwrap().unwrap();
    assert_eq!(title(&store).await, "Kept");
}

#[tokio::test]
async fn a_refusal_that_rested_on_a_batch_that_was_not_stored_does_not_stand_either() {
    let mut desk = Desk::new();
    let _opened = desk.open();
    let (store, _) = desk.run().await;
    store.inject(Fault::Refused(AppendError::Failed));
    desk = Desk::over(store);
    let board = BoardId::from_bytes([5; 16]);
    let column =
        NewColumn { column: ColumnId::from_bytes([6; 16]), title: "C".into(), prompt: String::new(), level: None };
    let add = Command::AddBoard { board, kind: BoardKind::Notes, title: "B".into(), columns: vec![column] };
    let (first, taken) = (desk.post(add.clone()), desk.post(add));
    desk.run().await;
    assert_eq!(refused(first.await.unwrap()), RejectionCode::StorageFailed);
    let second = refused(taken.await.unwrap());
    assert_eq!(second, RejectionCode::StorageFailed, "the id is not taken: the board was never there");
}

#[tokio::test]
async fn a_batch_whose_fate_is_unknown_is_looked_up_before_anything_is_said() {
    for (fault, stored) in [(Fault::StoredButUnknown, true), (Fault::Refused(AppendError::Unknown), false)] {
        let mut desk = Desk::new();
        let _opened = desk.open();
        let (store, _) = desk.run().await;
        store.inject(fault);
        desk = Desk::over(store);
        let (unsure, joined) = (desk.post(rename("Unsure")), desk.join(None));
        let (store, _) = desk.run().await;
        let answer = unsure.await.unwrap();
        let shown = joined.await.unwrap().unwrap().frames.iter().any(|frame| frame.contains("\"Unsure\""));
        assert_eq!((answer.is_ok(), shown), (stored, stored));
        assert_eq!(title(&store).await == "Unsure", stored);
        if !stored {
            assert_eq!(refused(answer), RejectionCode::Busy);
        }
    }
}

#[tokio::test]
async fn another_writer_makes_the_room_read_again_and_decide_anew() {
    let desk = Desk::new();
    let _opened = desk.open();
    let (store, _) = desk.run().await;
    // Two rooms load the same log; the first one writes.
    let mut first = Desk::over(store.clone());
    let mut second = Desk::over(store.clone());
    let stale = Room::load(WORKSHOP, store.clone(), Clock::fixed(1, 2)).await.unwrap();
    let written = first.post(rename("First"));
    first.run().await;
    written.await.unwrap().unwrap();
    let (refusedly, again) =
        (second.post(rename("Second")), second.post_as(CommandId::from_bytes([77; 16]), rename("Third")));
    drop(second.handle);
    stale.run(second.inbox).await;
    assert_eq!(refused(refusedly.await.unwrap()), RejectionCode::Busy);
    assert_eq!(refused(again.await.unwrap()), RejectionCode::Busy);
    assert_eq!(title(&store).await, "First", "no forked history");
}

#[tokio::test]
async fn a_log_that_cannot_be_read_is_not_an_empty_room() {
    let desk = Desk::new();
    let _opened = desk.open();
    let (store, _) = desk.run().await;
    store.inject(Fault::Unreadable);
    assert!(Room::load(WORKSHOP, store.clone(), Clock::fixed(1, 1)).await.is_err());
    store.inject(Fault::Unreadable);
    let registry = Registry::new(store.clone() as Arc<dyn EventLog>, store as Arc<dyn Directory>, Clock::fixed(1, 1));
    let hello = Hello { version: 1, credential: String::new(), digest: None, last_acked: None, edit_keys: vec![] };
    let room = registry.room(WORKSHOP);
    let answer =
        room.ask(|reply| Input::Join { session: hash_secret("lead"), hello, manner: Manner::Socket, reply }).await;
    assert_eq!(answer.expect("it says so").expect_err("there is no room"), CloseCode::RoomUnreadable);
}

#[tokio::test(start_paused = true)]
async fn an_idle_room_falls_asleep_and_wakes_with_everything() {
    let store = Arc::new(MemoryStore::new());
    let registry =
        Registry::new(store.clone() as Arc<dyn EventLog>, store.clone() as Arc<dyn Directory>, Clock::fixed(1, 1));
    let desk = Desk::over(store);
    let _opened = desk.open();
    desk.run().await;
    let room = registry.room(WORKSHOP);
    assert!(room.is_same(&registry.room(WORKSHOP)), "a room is started once");
    let knock = |room: RoomHandle| async move { room.ask(|reply| Input::Knock { link: None, reply }).await };
    assert!(knock(room.clone()).await.unwrap().is_some());
    tokio::time::sleep(std::time::Duration::from_secs(601)).await;
    while registry.awake() > 0 {
        tokio::task::yield_now().await;
    }
    assert!(room.is_closed());
    assert!(knock(room).await.is_err(), "whoever holds the old way is told to ask again");
    assert!(knock(registry.room(WORKSHOP)).await.unwrap().is_some());
}

#[tokio::test(start_paused = true)]
async fn presence_is_a_count_at_most_once_a_second() {
    let mut desk = Desk::new();
    let _opened = desk.open();
    let joined = desk.join(None);
    let room = Room::load(WORKSHOP, desk.store.clone(), Clock::fixed(1, 1)).await.unwrap();
    let inbox = std::mem::replace(&mut desk.inbox, Room::mailbox().1);
    let running = tokio::spawn(room.run(inbox));
    let mut joined = joined.await.unwrap().unwrap();
    let member = |place: u8| AccessCommand::Join {
        role: Role::Participant,
        member: MemberId::from_bytes([place; 16]),
        name: format!("Person {place}"),
        perspective: None,
        session: hash_secret(&format!("session {place}")),
    };
    let started = tokio::time::Instant::now();
    for place in 10..40 {
        let id = CommandId::from_bytes([place; 16]);
        let asked = desk.handle.ask(|reply| Input::Access {
            id,
            digest: BodyDigest::of(&[&[place]]),
            command: member(place),
            door: None,
            reply,
        });
        asked.await.unwrap().unwrap();
    }
    let mut presences = 0;
    while started.elapsed() < std::time::Duration::from_secs(3) {
        tokio::select! {
            published = joined.ring.recv() => {
                let frames: Vec<_> = published.unwrap().frames(joined.connection, joined.audience).cloned().collect();
                presences += frames.iter().filter(|frame| frame.contains("\"presence\"")).count();
            }
            () = tokio::time::sleep(std::time::Duration::from_millis(100)) => {}
        }
    }
    assert!((1..=3).contains(&presences), "{presences} presence messages in three seconds");
    drop(desk.handle);
    running.await.unwrap();
}

#[tokio::test]
async fn whoever_asks_for_a_workshop_that_nobody_opened_wakes_nothing() {
    let store = Arc::new(MemoryStore::new());
    let registry =
        Registry::new(store.clone() as Arc<dyn EventLog>, store.clone() as Arc<dyn Directory>, Clock::fixed(1, 1));
    for place in 0..100 {
        let unknown = WorkshopId::from_bytes([place; 16]);
        assert!(registry.find(unknown).await.expect("the directory answers").is_none());
    }
    assert_eq!(registry.awake(), 0);
    let listing = Listing { workshop: WORKSHOP, code: None, created_ms: 1, closed: false };
    store.insert(listing).await.expect("it is free");
    assert!(registry.find(WORKSHOP).await.expect("the directory answers").is_some());
    assert_eq!(registry.awake(), 1);
}

/// [CLOCK-4]
#[tokio::test(start_paused = true)]
async fn a_step_that_goes_on_by_itself_is_left_when_its_time_is_up() {
    let mut desk = Desk::new();
    let _opened = desk.open();
    let (store, _) = desk.run().await;
    let load = |store: Arc<MemoryStore>, now| Room::load(WORKSHOP, store, Clock::fixed(now, 1));
    let first = load(store.clone(), 1).await.unwrap().state.current_step().expect("a room is always somewhere");
    desk = Desk::over(store);
    let settings = StepSettings {
        kind: StepKind::Talk,
        title: "Welcome".into(),
        focus_question: String::new(),
        minutes: 5,
        board: None,
        ballot: None,
        writing: Writing::Open,
        attribution: None,
        note_limit: None,
        post_limit: None,
        practice: false,
        clock_starts: true,
        advance: true,
        naming: false,
    };
    let (edited, started) = (desk.post(Command::EditStep { step: first, settings }), desk.post(Command::StartClock {}));
    let (store, _) = desk.run().await;
    edited.await.unwrap().unwrap();
    started.await.unwrap().unwrap();

    for (now, stays) in [(5 * 60_000, true), (5 * 60_000 + 1, false)] {
        let room = load(store.clone(), now).await.unwrap();
        let (handle, inbox) = Room::mailbox();
        let running = tokio::spawn(room.run(inbox));
        let (reply, answer) = oneshot::channel();
        handle.offer(Input::Code { reply }).unwrap();
        answer.await.unwrap();
        drop(handle);
        running.await.unwrap();
        let current = load(store.clone(), now).await.unwrap().state.current_step();
        assert_eq!(current == Some(first), stays, "at {now}");
    }
}

#[tokio::test]
async fn a_full_log_refuses_in_words_and_facilitators_have_a_little_more() {
    let edge = |desk: &Desk, number: u8, command: AccessCommand| {
        let (reply, answer) = oneshot::channel();
        let id = CommandId::from_bytes([number; 16]);
        desk.put(Input::Access { id, digest: BodyDigest::of(&[&[number]]), command, door: None, reply });
        answer
    };
    let join = |role, number: u8| AccessCommand::Join {
        role,
        member: MemberId::from_bytes([number; 16]),
        name: format!("Person {number}"),
        perspective: None,
        session: hash_secret(&number.to_string()),
    };
    let desk = Desk::new();
    let opened = desk.open();
    let joined = edge(&desk, 201, join(Role::Participant, 7));
    let (store, _) = desk.run().await;
    opened.await.unwrap().unwrap();
    joined.await.unwrap().unwrap();

    // What is counted while it is written is what is counted when it is read again.
    let load = || async { Room::load(WORKSHOP, store.clone(), Clock::fixed(1, 1)).await.expect("the log is readable") };
    let mut room = load().await;
    let before = room.history.bytes;
    let draft = super::history::drafts(&[], CommandId::from_bytes([99; 16]), BodyDigest::of(&[b"x"]), None, 0);
    room.history.append(draft).await.unwrap();
    assert!(before > 0 && room.history.bytes > before);
    assert_eq!(load().await.history.bytes, room.history.bytes);

    let full = Err(RejectionCode::HistoryFull);
    for (bytes, number, facilitators) in
        [(limits::LOG_BYTES, 1, Ok(())), (limits::LOG_BYTES + limits::LOG_RESERVED, 2, full)]
    {
        let mut desk = Desk::over(store.clone());
        desk.commands = 10 * number;
        let mut room = load().await;
        room.history.bytes = bytes;
        let renamed = desk.post(rename("Full"));
        let own = {
            let (reply, answer) = oneshot::channel();
            let body =
                Command::EditMember { member: MemberId::from_bytes([7; 16]), name: "Ada".into(), perspective: None };
            let message = CommandMessage { id: CommandId::from_bytes([100 + number; 16]), speaker: None, body };
            desk.put(Input::PostedCommand { session: hash_secret("7"), message, reply });
            answer
        };
        let back =
            |member| AccessCommand::Return { member, session: hash_secret(&format!("{member} {number}")), used: None };
        let edges = [
            (edge(&desk, 110 + number, join(Role::Participant, 20 + number)), full),
            (edge(&desk, 120 + number, back(MemberId::from_bytes([7; 16]))), full),
            (edge(&desk, 130 + number, join(Role::CoFacilitator, 30 + number)), facilitators),
            (edge(&desk, 140 + number, back(LEAD)), facilitators),
            // What ends something has room at all times.
            (edge(&desk, 150 + number, AccessCommand::ChangeCode { code: None, by: None }), Ok(())),
        ];
        let Desk { handle, inbox, .. } = desk;
        drop(handle);
        room.run(inbox).await;
        let code = |answer: Result<(), Refusal>| answer.map_err(|refusal| refused(Err(refusal)));
        assert_eq!(code(renamed.await.unwrap()), facilitators);
        assert_eq!(code(own.await.unwrap()), full);
        for (place, (answer, expected)) in edges.into_iter().enumerate() {
            assert_eq!(answer.await.unwrap().map_err(|rejection| rejection.code), expected, "{place} at {bytes}");
        }
    }
}
