//! The single writer of a workshop: decide, apply, append, publish.

use super::audience::{Cache, CacheDelta, Encoder};
use super::connection::{Connection, Connections};
use super::doors::Doors;
use super::history::History;
use super::presence::Attendance;
use super::published::{ConnectionId, Frame, Published, json, place};
use super::throttle::{Bucket, Pace, PollPaces};
use super::{INBOX, Input, RING, Refusal, RoomHandle};
use crate::clock::Clock;
use crate::log::{AppendError, Digest as BodyDigest, Draft, EventLog, ReadError};
use crate::telemetry;
use charrette_protocol::{
    Audience, CloseCode, CommandId, MemberId, Rejection, RejectionCode, ServerMessage, StepId, WorkshopId,
};
use charrette_workshop::clock::next_due;
use charrette_workshop::{Event, Fact, Saved, SecretHash, Workshop, limits, view};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{broadcast, mpsc, oneshot};
use tokio::time::Instant;

/// At most this many inputs are taken into one batch.
const BATCH: usize = 64;

/// What is pending is stored as soon as its entries have this many bytes.
const BATCH_BYTES: usize = 256 * 1024;

/// How fast a member may send commands.
pub(super) const PACE: Pace =
    Pace { per_second: limits::COMMANDS_PER_SECOND as f64, burst: limits::COMMAND_BURST as f64 };

/// A room without connections falls asleep after this time.
const IDLE: Duration = Duration::from_secs(10 * 60);

/// A room whose workshop does not exist (somebody asked for an unknown id) goes sooner.
const IDLE_ABSENT: Duration = Duration::from_secs(5);

/// A step that could not be left when its time was up (the disk is full) is tried again after this.
const TIME_AGAIN: Duration = Duration::from_secs(1);

/// How a room's task ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Nobody was there, or it was closed.
    Asleep,
    /// Its log could not be read.
    Unreadable,
}

/// Whom an answer goes to.
pub(super) enum Asker {
    Connection(ConnectionId),
    Post(oneshot::Sender<Result<(), Refusal>>),
    Edge(oneshot::Sender<Result<(), Rejection>>),
}

/// An answer that waits for its batch to be durable.
pub(super) struct Answer {
    pub asker: Asker,
    pub id: CommandId,
    pub result: Result<(), Rejection>,
}

/// What has been decided and applied in memory, and not been stored yet.
#[derive(Default)]
pub(super) struct Pending {
    pub drafts: Vec<Draft>,
    pub facts: Vec<Fact>,
    pub answers: Vec<Answer>,
    /// Commands of this batch, for repetitions within it.
    pub commands: HashMap<CommandId, BodyDigest>,
    pub anonymous: Vec<(StepId, MemberId)>,
}

impl Pending {
    fn bytes(&self) -> usize {
        self.drafts.iter().map(|draft| draft.payload.get().len()).sum()
    }
}

/// A workshop and everything its task owns.
pub(crate) struct Room {
    pub(super) workshop: WorkshopId,
    pub(super) log: Arc<dyn EventLog>,
    pub(super) clock: Clock,
    pub(super) state: Workshop,
    pub(super) history: History,
    pub(super) caches: [Option<Cache>; Audience::ALL.len()],
    pub(super) connections: Connections,
    pub(super) attendance: Attendance,
    pub(super) paces: HashMap<MemberId, Bucket>,
    pub(super) doors: Doors,
    pub(super) polls: HashMap<SecretHash, PollPaces>,
    pub(super) ring: broadcast::Sender<Arc<Published>>,
    pub(super) idle_since: Instant,
    pub(super) awake_since: Instant,
    /// When the agenda was last told that time has passed.
    time_told: Option<Instant>,
}

impl Room {
    /// Loads the workshop from its log.
    ///
    /// # Errors
    /// The log cannot be read; there is no room then.
    pub async fn load(workshop: WorkshopId, log: Arc<dyn EventLog>, clock: Clock) -> Result<Self, ReadError> {
        let (state, history) = History::load(workshop, log.clone(), clock.clone()).await?;
        Ok(Self {
            workshop,
            log,
            clock,
            state,
            history,
            caches: Default::default(),
            connections: Connections::default(),
            attendance: Attendance::default(),
            paces: HashMap::new(),
            doors: Doors::default(),
            polls: HashMap::new(),
            ring: broadcast::channel(RING).0,
            idle_since: Instant::now(),
            awake_since: Instant::now(),
            time_told: None,
        })
    }

    /// A mailbox for a room.
    pub fn mailbox() -> (RoomHandle, mpsc::Receiver<Input>) {
        let (sender, receiver) = mpsc::channel(INBOX);
        (RoomHandle::new(sender), receiver)
    }

    /// Lives until nobody needs the room, or it is closed, or its log fails.
    pub async fn run(mut self, mut inbox: mpsc::Receiver<Input>) -> Fate {
        let mut inputs = Vec::with_capacity(BATCH);
        loop {
            let now = Instant::now();
            let idle = if self.state.exists() { IDLE } else { IDLE_ABSENT };
            let asleep = self.connections.all.is_empty().then_some(self.idle_since + idle);
            let wake = [self.attendance.due(), self.attendance.expires(), asleep, self.agenda_due()]
                .into_iter()
                .flatten()
                .min();
            let deadline = tokio::time::sleep_until(wake.unwrap_or(now + IDLE));
            tokio::select! {
                biased;
                taken = inbox.recv_many(&mut inputs, BATCH) => if taken == 0 { return Fate::Asleep },
                () = deadline, if wake.is_some() => {}
            }
            if self.agenda_due().is_some_and(|due| due <= Instant::now()) {
                self.time_told = Some(Instant::now());
                inputs.push(Input::Time);
            }
            let closing = inputs.iter().any(|input| matches!(input, Input::Close { .. }));
            if !inputs.is_empty()
                && let Err(error) = self.batch(inputs.drain(..)).await
            {
                tracing::error!(workshop = %self.workshop, %error, "the room could not be loaded again");
                return Fate::Unreadable;
            }
            let now = Instant::now();
            self.attendance.expire(now);
            if self.attendance.due().is_some_and(|due| due <= now) {
                let shared = self.attendance.take(&self.state, &self.connections, now);
                self.publish(Published { shared, ..Published::default() });
            }
            if closing || (self.connections.all.is_empty() && self.idle_since + idle <= now) {
                // Whoever asks from here on is told to ask the registry again; what waits is
                // still answered.
                inbox.close();
                while inbox.recv_many(&mut inputs, BATCH).await > 0 {
                    if self.batch(inputs.drain(..)).await.is_err() {
                        return Fate::Unreadable;
                    }
                }
                return Fate::Asleep;
            }
        }
    }

    /// When the room goes on by itself, as far as its agenda says so.
    fn agenda_due(&self) -> Option<Instant> {
        let (_, at) = next_due(&self.state)?;
        let due = Instant::now() + Duration::from_millis(at.saturating_sub(self.clock.now()));
        Some(self.time_told.map_or(due, |told| due.max(told + TIME_AGAIN)))
    }

    /// One turn: commands are decided in memory and stored together, then everything leaves at
    /// once; then come those who only look.
    async fn batch(&mut self, inputs: impl Iterator<Item = Input>) -> Result<(), ReadError> {
        let mut pending = Pending::default();
        let mut lookers = Vec::new();
        for input in inputs {
            match input {
                Input::Command { connection, message } => self.decide_socket(&mut pending, connection, message),
                Input::PostedCommand { session, message, reply } => {
                    self.decide_posted(&mut pending, &session, message, reply);
                }
                Input::Access { id, digest, command, door, reply } => {
                    self.decide_edge(&mut pending, id, digest, &command, door, reply);
                }
                Input::Time => self.decide_time(&mut pending),
                looker => lookers.push(looker),
            }
            if pending.bytes() >= BATCH_BYTES {
                self.store(&mut pending).await?;
            }
        }
        self.settle(pending).await?;
        for looker in lookers {
            match looker {
                Input::Verify { reply } => drop(reply.send(self.verify().await)),
                looker => self.show(looker),
            }
        }
        Ok(())
    }

    /// Makes what is pending durable, then lets it out.
    async fn settle(&mut self, mut pending: Pending) -> Result<(), ReadError> {
        let nothing = pending.answers.is_empty() && pending.drafts.is_empty() && pending.facts.is_empty();
        if nothing || !self.store(&mut pending).await? {
            return Ok(());
        }
        for (step, member) in pending.anonymous {
            self.attendance.posted_anonymously(step, member);
        }
        for fact in &pending.facts {
            if let Event::SeatsMerged { from, into, .. } = fact.event {
                self.attendance.seats_merged(from, into);
            }
        }
        let touched = touched(&self.state, &pending.facts);
        let concerned = concerned(&self.state, &pending.facts);
        let moving = pending.facts.iter().any(|fact| moves_people(&fact.event));
        self.let_out(&touched, &concerned, moving, pending.answers);
        Ok(())
    }

    /// Makes the drafts durable. They are let out with the whole turn: where it is cut depends on how
    /// long the texts in it are, also the hidden ones. Says whether they were stored; if not, the state
    /// that they led to is thrown away, and the log says what is true.
    async fn store(&mut self, pending: &mut Pending) -> Result<bool, ReadError> {
        let entries = pending.drafts.len();
        match self.history.append(std::mem::take(&mut pending.drafts)).await {
            Ok(()) => {
                telemetry::stored(entries);
                Ok(true)
            }
            Err(error) => {
                tracing::warn!(workshop = %self.workshop, %error, "a batch was not stored; loading the room again");
                (self.state, self.history) = History::load(self.workshop, self.log.clone(), self.clock.clone()).await?;
                let mut undone = std::mem::take(pending);
                // A refusal may have rested on what is now thrown away, so it does not stand either.
                for answer in &mut undone.answers {
                    let known = self.history.command(&answer.id);
                    let same = undone.commands.get(&answer.id).is_none_or(|digest| known == Some(*digest));
                    let stored = known.is_some() && same && answer.result.is_ok();
                    if !stored {
                        answer.result = Err(refusal(error).into());
                    }
                }
                self.let_out(&view::Touched::All, &view::Concerned::Everybody, true, undone.answers);
                Ok(false)
            }
        }
    }

    /// Publishes what a stored batch changed, with the answers to its commands. `moving` says
    /// that sessions may have ended or see something else now.
    fn let_out(&mut self, touched: &view::Touched, concerned: &view::Concerned, moving: bool, answers: Vec<Answer>) {
        let mut published = Published::default();
        let mut encoder = Encoder::default();
        let mut frames: Vec<(CacheDelta, Option<Frame>)> = Vec::new();
        for (place, cache) in self.caches.iter_mut().enumerate() {
            let Some(cache) = cache else { continue };
            let delta = cache.refresh(&self.state, touched, &mut encoder);
            // Audiences with equal differences share one frame.
            let same = frames.iter().find(|(other, _)| other.put == delta.put && other.drop == delta.drop);
            let frame = same.map_or_else(|| delta.frame(), |(_, frame)| frame.clone());
            published.shared[place] = frame.clone();
            frames.push((delta, frame));
        }
        for (id, connection) in &mut self.connections.all {
            if let Some(code) = moving.then(|| moved(&self.state, connection)).flatten() {
                published.ended.push((*id, code));
            } else if concerns(concerned, connection)
                && let Some(frame) = connection.refresh(&self.state, &mut encoder)
            {
                published.personal.push((*id, frame));
            }
        }
        for (id, _) in &published.ended {
            self.connections.all.remove(id);
        }
        let mut posts = Vec::new();
        for Answer { asker, id, result } in answers {
            match asker {
                Asker::Connection(connection) => {
                    let message = match result {
                        Ok(()) => ServerMessage::Ack { id },
                        Err(rejection) => ServerMessage::Reject { id: Some(id), rejection: rejection.into() },
                    };
                    published.answers.push((connection, json(&message).into()));
                }
                other => posts.push((other, result)),
            }
        }
        self.drop_empty_caches();
        self.attendance.changed(Instant::now());
        self.publish(published);
        for (asker, result) in posts {
            match asker {
                Asker::Post(reply) => drop(reply.send(result.map_err(Refusal::Rejected))),
                Asker::Edge(reply) => drop(reply.send(result)),
                Asker::Connection(_) => {}
            }
        }
    }

    pub(super) fn publish(&mut self, mut published: Published) {
        if published.is_empty() {
            return;
        }
        published.sort();
        // An error only says that nobody listens.
        let _ = self.ring.send(Arc::new(published));
    }

    pub(super) fn drop_empty_caches(&mut self) {
        for audience in Audience::ALL {
            if !self.connections.any(audience) {
                self.caches[place(audience)] = None;
            }
        }
    }
}

/// Whether an event may end sessions, or change for whom or through whose eyes they go on.
fn moves_people(event: &Event) -> bool {
    if let Event::Undone { saved, .. } = event {
        return saved.iter().any(|saved| matches!(saved, Saved::Seats(_)));
    }
    matches!(
        event,
        Event::SessionEnded { .. }
            | Event::RoleSet { .. }
            | Event::LeadTaken { .. }
            | Event::MemberRemoved { .. }
            | Event::SeatsMerged { .. }
            | Event::ProxyAdded { .. }
            | Event::ProxyFreed { .. }
    )
}

/// Why a connection cannot go on as it is: its session ended, or sees through other eyes now.
fn moved(state: &Workshop, connection: &Connection) -> Option<CloseCode> {
    let Some(session) = state.session(&connection.session) else { return Some(CloseCode::SessionEnded) };
    let same = Audience::of(state.role_of(session)) == connection.audience
        && state.speaks_for(session) == connection.viewer.members;
    (!same).then_some(CloseCode::SeatChanged)
}

fn concerns(concerned: &view::Concerned, connection: &Connection) -> bool {
    match concerned {
        view::Concerned::Nobody => false,
        view::Concerned::Members(members) => members.iter().any(|member| connection.speaks_for(*member)),
        view::Concerned::EditKey(key) => connection.viewer.edit_keys.contains(key),
        view::Concerned::Everybody => true,
    }
}

fn touched(state: &Workshop, facts: &[Fact]) -> view::Touched {
    let mut keys = Vec::new();
    for fact in facts {
        match view::touched(state, &fact.event) {
            view::Touched::All => return view::Touched::All,
            view::Touched::Keys(more) => keys.extend(more),
        }
    }
    keys.sort_unstable();
    keys.dedup();
    view::Touched::Keys(keys)
}

fn concerned(state: &Workshop, facts: &[Fact]) -> view::Concerned {
    let mut all = Vec::new();
    for fact in facts {
        match view::concerned(state, fact) {
            view::Concerned::Nobody => {}
            view::Concerned::Members(members) => all.extend(members),
            // Rare enough that looking at everybody is simpler than a second list.
            view::Concerned::EditKey(key) if facts.len() == 1 => return view::Concerned::EditKey(key),
            view::Concerned::EditKey(_) | view::Concerned::Everybody => return view::Concerned::Everybody,
        }
    }
    if all.is_empty() { view::Concerned::Nobody } else { view::Concerned::Members(all) }
}

fn refusal(error: AppendError) -> RejectionCode {
    match error {
        AppendError::Full => RejectionCode::StorageFull,
        AppendError::Failed => RejectionCode::StorageFailed,
        AppendError::Conflict | AppendError::Unknown => RejectionCode::Busy,
    }
}
