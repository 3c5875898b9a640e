//! The single writer of a workshop: decide, apply, append, publish.

use super::audience::{Cache, CacheDelta, Encoder};
use super::connection::{Connection, Connections};
use super::history::{History, drafts};
use super::presence::Attendance;
use super::published::{ConnectionId, Frame, Published, json, place};
use super::throttle::{Bucket, Pace};
use super::{Entrance, INBOX, Input, Joined, Projection, RING, Refusal, RoomHandle};
use crate::clock::Clock;
use crate::log::{AppendError, Digest as BodyDigest, Draft, EventLog, ReadError};
use crate::telemetry;
use charrette_protocol::{
    Audience, CloseCode, Command, CommandId, CommandMessage, Grant, Hello, LinkListed, Lobby, MemberId, Rejection,
    RejectionCode, Role, Seated, ServerMessage, StepId, WorkshopId,
};
use charrette_workshop::{
    AccessCommand, Context, Fact, SecretHash, Workshop, apply, decide, decide_access, hash_secret, limits, view,
};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{broadcast, mpsc, oneshot};
use tokio::time::Instant;

/// At most this many inputs are taken into one batch.
const BATCH: usize = 64;

/// How fast a member may send commands.
const PACE: Pace = Pace { per_second: limits::COMMANDS_PER_SECOND as f64, burst: limits::COMMAND_BURST as f64 };

/// A room without connections falls asleep after this time.
const IDLE: Duration = Duration::from_secs(10 * 60);

/// A room whose workshop does not exist (somebody asked for an unknown id) goes sooner.
const IDLE_ABSENT: Duration = Duration::from_secs(5);

/// How a room's task ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Nobody was there, or it was closed.
    Asleep,
    /// Its log could not be read.
    Unreadable,
}

/// Whom an answer goes to.
enum Asker {
    Connection(ConnectionId),
    Post(oneshot::Sender<Result<(), Refusal>>),
    Edge(oneshot::Sender<Result<(), Rejection>>),
}

/// An answer that waits for its batch to be durable.
struct Answer {
    asker: Asker,
    id: CommandId,
    result: Result<(), Rejection>,
}

/// What has been decided and applied in memory, and not been stored yet.
#[derive(Default)]
struct Pending {
    drafts: Vec<Draft>,
    facts: Vec<Fact>,
    answers: Vec<Answer>,
    /// Commands of this batch, for repetitions within it.
    commands: HashMap<CommandId, BodyDigest>,
    anonymous: Vec<(StepId, MemberId)>,
}

/// A workshop and everything its task owns.
pub(crate) struct Room {
    workshop: WorkshopId,
    log: Arc<dyn EventLog>,
    clock: Clock,
    state: Workshop,
    history: History,
    caches: [Option<Cache>; Audience::ALL.len()],
    connections: Connections,
    attendance: Attendance,
    paces: HashMap<MemberId, Bucket>,
    ring: broadcast::Sender<Arc<Published>>,
    idle_since: Instant,
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
            ring: broadcast::channel(RING).0,
            idle_since: Instant::now(),
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
            let wake = [self.attendance.due(), asleep].into_iter().flatten().min();
            let deadline = tokio::time::sleep_until(wake.unwrap_or(now + IDLE));
            tokio::select! {
                biased;
                taken = inbox.recv_many(&mut inputs, BATCH) => if taken == 0 { return Fate::Asleep },
                () = deadline, if wake.is_some() => {}
            }
            let closing = inputs.iter().any(|input| matches!(input, Input::Close { .. }));
            if !inputs.is_empty()
                && let Err(error) = self.batch(inputs.drain(..)).await
            {
                tracing::error!(workshop = %self.workshop, %error, "the room could not be loaded again");
                return Fate::Unreadable;
            }
            let now = Instant::now();
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
                Input::Access { id, digest, command, reply } => {
                    self.decide_edge(&mut pending, id, digest, &command, reply);
                }
                looker => lookers.push(looker),
            }
        }
        self.settle(pending).await?;
        for looker in lookers {
            self.show(looker);
        }
        Ok(())
    }

    fn decide_socket(&mut self, pending: &mut Pending, connection: ConnectionId, message: CommandMessage) {
        let Some(known) = self.connections.all.get(&connection) else { return };
        let speaker = match message.speaker {
            None => known.viewer.members.first().copied().ok_or(RejectionCode::NotAllowed),
            Some(member) if known.speaks_for(member) => Ok(member),
            Some(_) => Err(RejectionCode::NotYourMember),
        };
        let id = message.id;
        let key = edit_key(&message.body).map(hash_secret);
        let result = speaker.map_err(Rejection::from).and_then(|speaker| self.decide(pending, speaker, message));
        if let (Ok(()), Some(key)) = (&result, key)
            && let Some(known) = self.connections.all.get_mut(&connection)
            && !known.viewer.edit_keys.contains(&key)
        {
            known.viewer.edit_keys.push(key);
        }
        pending.answers.push(Answer { asker: Asker::Connection(connection), id, result });
    }

    fn decide_posted(
        &mut self,
        pending: &mut Pending,
        session: &SecretHash,
        message: CommandMessage,
        reply: oneshot::Sender<Result<(), Refusal>>,
    ) {
        let members = self.state.session(session).map(|session| self.state.speaks_for(session));
        let Some(members) = members else {
            let _ = reply.send(Err(Refusal::SessionUnknown));
            return;
        };
        let speaker = match message.speaker {
            None => members.first().copied().ok_or(RejectionCode::NotAllowed),
            Some(member) if members.contains(&member) => Ok(member),
            Some(_) => Err(RejectionCode::NotYourMember),
        };
        let id = message.id;
        let result = speaker.map_err(Rejection::from).and_then(|speaker| self.decide(pending, speaker, message));
        pending.answers.push(Answer { asker: Asker::Post(reply), id, result });
    }

    /// Decides a member's command and applies what follows from it.
    fn decide(&mut self, pending: &mut Pending, speaker: MemberId, message: CommandMessage) -> Result<(), Rejection> {
        let digest = BodyDigest::of(&[speaker.as_bytes(), json(&message.body).as_bytes()]);
        if let Some(known) = self.repetition(pending, message.id, digest) {
            return known;
        }
        let now = Instant::now();
        if !self.paces.entry(speaker).or_insert_with(|| Bucket::full(PACE, now)).take(PACE, now) {
            return Err(RejectionCode::TooFast.into());
        }
        let step = posts_in(&message.body);
        let context = Context {
            now: self.clock.now(),
            seed: self.clock.number(),
            anonymous_posts: step.map_or(0, |step| {
                let waiting = pending.anonymous.iter().filter(|other| **other == (step, speaker)).count();
                self.attendance.anonymous_posts(step, speaker) + u32::try_from(waiting).unwrap_or(u32::MAX)
            }),
        };
        let events = decide(&self.state, speaker, &message.body, &context)?;
        let anonymous = events.iter().any(charrette_workshop::Event::is_anonymous);
        if let (true, Some(step)) = (anonymous, step) {
            pending.anonymous.push((step, speaker));
        }
        let time = if anonymous { self.history.step_time(step) } else { context.now };
        self.accept(pending, (!anonymous).then_some(speaker), message.id, digest, time, events);
        Ok(())
    }

    fn decide_edge(
        &mut self,
        pending: &mut Pending,
        id: CommandId,
        digest: BodyDigest,
        command: &AccessCommand,
        reply: oneshot::Sender<Result<(), Rejection>>,
    ) {
        let result = self.repetition(pending, id, digest).unwrap_or_else(|| {
            let context = Context { now: self.clock.now(), seed: self.clock.number(), anonymous_posts: 0 };
            let events = decide_access(&self.state, command, &context)?;
            self.accept(pending, None, id, digest, context.now, events);
            Ok(())
        });
        pending.answers.push(Answer { asker: Asker::Edge(reply), id, result });
    }

    /// The answer to a command id that is known already.
    fn repetition(&self, pending: &Pending, id: CommandId, digest: BodyDigest) -> Option<Result<(), Rejection>> {
        let known = pending.commands.get(&id).copied().or_else(|| self.history.command(&id))?;
        Some(if known == digest { Ok(()) } else { Err(RejectionCode::CommandIdTaken.into()) })
    }

    fn accept(
        &mut self,
        pending: &mut Pending,
        actor: Option<MemberId>,
        command: CommandId,
        digest: BodyDigest,
        time: u64,
        events: Vec<charrette_workshop::Event>,
    ) {
        let facts: Vec<_> = events.into_iter().map(|event| Fact { actor, command, time, event }).collect();
        for fact in &facts {
            apply(&mut self.state, fact);
            self.history.note_time(fact);
        }
        pending.drafts.extend(drafts(&facts, command, digest, actor, time));
        pending.facts.extend(facts);
        pending.commands.insert(command, digest);
    }

    /// Makes what is pending durable, then lets it out. If that fails, the state it led to is
    /// thrown away, and the log says what is true.
    async fn settle(&mut self, mut pending: Pending) -> Result<(), ReadError> {
        if pending.answers.is_empty() {
            return Ok(());
        }
        let entries = pending.drafts.len();
        match self.history.append(std::mem::take(&mut pending.drafts)).await {
            Ok(()) => {
                telemetry::stored(entries);
                for (step, member) in pending.anonymous {
                    self.attendance.posted_anonymously(step, member);
                }
                let touched = touched(&self.state, &pending.facts);
                let concerned = concerned(&self.state, &pending.facts);
                self.let_out(&touched, &concerned, pending.answers);
                Ok(())
            }
            Err(error) => {
                tracing::warn!(workshop = %self.workshop, %error, "a batch was not stored; loading the room again");
                (self.state, self.history) =
                    History::load(self.workshop, self.log.clone(), self.clock.clone()).await?;
                // A refusal may have rested on what is now thrown away, so it does not stand either.
                for answer in &mut pending.answers {
                    let stored = self.history.command(&answer.id).is_some() && answer.result.is_ok();
                    if !stored {
                        answer.result = Err(refusal(error).into());
                    }
                }
                self.let_out(&view::Touched::All, &view::Concerned::Everybody, pending.answers);
                Ok(())
            }
        }
    }

    /// Publishes what a stored batch changed, with the answers to its commands.
    fn let_out(&mut self, touched: &view::Touched, concerned: &view::Concerned, answers: Vec<Answer>) {
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
            if let Some(code) = moved(&self.state, connection) {
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
                        Err(rejection) => ServerMessage::Reject { id: Some(id), rejection },
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

    fn publish(&mut self, mut published: Published) {
        if published.is_empty() {
            return;
        }
        published.sort();
        // An error only says that nobody listens.
        let _ = self.ring.send(Arc::new(published));
    }

    /// Those who only look. They see what is stored, and nothing else.
    fn show(&mut self, input: Input) {
        match input {
            Input::Join { session, hello, reply } => drop(reply.send(self.join(session, &hello))),
            Input::Compare { connection, digest } => {
                if let Some(frames) = self.catch_up(connection, Some(&digest)) {
                    telemetry::compared(frames.iter().any(|frame| frame.contains("\"replace\"")));
                    let personal = frames.into_iter().map(|frame| (connection, frame)).collect();
                    self.publish(Published { personal, ..Published::default() });
                }
            }
            Input::Presence { connection, presence } => {
                if let Some(known) = self.connections.all.get(&connection) {
                    for &member in &known.viewer.members {
                        self.attendance.finish(member, presence.finished);
                    }
                    self.attendance.changed(Instant::now());
                }
            }
            Input::Leave { connection } => {
                self.connections.all.remove(&connection);
                self.idle_since = Instant::now();
                self.drop_empty_caches();
                self.attendance.changed(self.idle_since);
                let now = self.idle_since;
                self.paces.retain(|_, bucket| !bucket.is_full(PACE, now));
            }
            Input::Knock { link, reply } => drop(reply.send(self.knock(link.as_ref()))),
            Input::Code { reply } => drop(reply.send(self.state.code().map(ToOwned::to_owned))),
            Input::Identify { session, reply } => drop(reply.send(self.identify(&session))),
            Input::Links { session, reply } => drop(reply.send(self.links(&session))),
            Input::Project { session, reply } => drop(reply.send(self.project(&session))),
            Input::Close { code } => {
                let ended = self.connections.all.keys().map(|&connection| (connection, code)).collect();
                self.connections.all.clear();
                self.publish(Published { ended, ..Published::default() });
            }
            Input::Command { .. } | Input::PostedCommand { .. } | Input::Access { .. } => {}
        }
    }

    fn join(&mut self, session: SecretHash, hello: &Hello) -> Result<Joined, CloseCode> {
        let known = self.state.session(&session).ok_or(CloseCode::SessionUnknown)?;
        if hello.last_acked.is_some_and(|command| self.history.command(&command).is_none()) {
            return Err(CloseCode::HistoryRegressed);
        }
        if self.connections.of_session(&session) >= limits::SOCKETS_PER_SEAT {
            return Err(CloseCode::TooManySockets);
        }
        let audience = Audience::of(self.state.role_of(known));
        let members = self.state.speaks_for(known);
        let edit_keys =
            hello.edit_keys.iter().take(limits::EDIT_KEYS).map(|key| hash_secret(key)).collect();
        let viewer = view::Viewer { members: members.clone(), edit_keys };
        let connection = self.connections.add(Connection::new(session, audience, viewer));
        let mut frames = self.catch_up(connection, hello.digest.as_ref()).unwrap_or_default();
        frames.push(self.attendance.frame(&self.state, &self.connections, audience));
        self.attendance.changed(Instant::now());
        // The task makes the frames and takes the place in the ring at once: nothing falls between.
        Ok(Joined { connection, audience, members, frames, ring: self.ring.subscribe() })
    }

    /// What brings a connection to the present.
    fn catch_up(&mut self, connection: ConnectionId, held: Option<&charrette_protocol::Digest>) -> Option<Vec<Frame>> {
        let known = self.connections.all.get_mut(&connection)?;
        let cache = self.caches[place(known.audience)]
            .get_or_insert_with(|| Cache::build(&self.state, known.audience, &mut Encoder::default()));
        Some(known.catch_up(&self.state, cache, held))
    }

    fn knock(&self, link: Option<&SecretHash>) -> Option<(Lobby, Entrance)> {
        if !self.state.exists() {
            return None;
        }
        let entrance = match link {
            None => Entrance { link: None, grant: Grant::Seat { role: Role::Participant } },
            Some(secret) => {
                let link = self.state.link(secret)?;
                Entrance { link: Some(link.id), grant: link.grant.clone() }
            }
        };
        let (role, welcome_back) = match entrance.grant {
            Grant::Seat { role } => (role, None),
            Grant::WayBack { member, .. } => {
                (self.state.role(member)?, Some(self.state.member_name(member)?.to_owned()))
            }
        };
        let facilitates = Audience::of(role) == Audience::Console;
        let open = self.state.door_open() || facilitates || welcome_back.is_some();
        let lobby = Lobby {
            workshop: self.workshop,
            title: self.state.title().to_owned(),
            purpose: self.state.purpose().to_owned(),
            attribution: self.state.attribution(),
            groups: self.state.groups().to_vec(),
            role,
            welcome_back,
            open,
            people: self.state.eligible(),
        };
        Some((lobby, entrance))
    }

    fn identify(&self, session: &SecretHash) -> Option<Seated> {
        let session = self.state.session(session)?;
        Some(Seated {
            workshop: self.workshop,
            title: self.state.title().to_owned(),
            credential: String::new(),
            audience: Audience::of(self.state.role_of(session)),
            member: session.member,
        })
    }

    fn links(&self, session: &SecretHash) -> Option<Vec<LinkListed>> {
        let session = self.state.session(session)?;
        let facilitates = Audience::of(self.state.role_of(session)) == Audience::Console;
        facilitates.then(|| {
            self.state
                .links()
                .map(|link| LinkListed { link: link.id, grant: link.grant.clone(), made: link.made })
                .collect()
        })
    }

    fn project(&self, session: &SecretHash) -> Option<Projection> {
        let known = self.state.session(session)?;
        let audience = Audience::of(self.state.role_of(known));
        let members = self.state.speaks_for(known);
        let keys = view::shared_keys(&self.state);
        let shared = keys.iter().filter_map(|key| view::shared(&self.state, audience, key)).collect();
        let personal = view::personal(&self.state, &view::Viewer { members, edit_keys: Vec::new() });
        let chain = format!("{:?}", self.history.hash());
        Some(Projection { audience, member: known.member, shared, personal, chain })
    }

    fn drop_empty_caches(&mut self) {
        for audience in Audience::ALL {
            if !self.connections.any(audience) {
                self.caches[place(audience)] = None;
            }
        }
    }

    /// How many commands the room's log knows.
    #[cfg(test)]
    pub fn commands(&self) -> usize {
        self.history.commands()
    }
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

/// The step a command posts in, if it posts something.
fn posts_in(command: &Command) -> Option<StepId> {
    match command {
        Command::PostNote { step, .. } | Command::PostEntry { step, .. } => Some(*step),
        _ => None,
    }
}

fn edit_key(command: &Command) -> Option<&str> {
    match command {
        Command::PostNote { edit_key, .. } | Command::PostEntry { edit_key, .. } => edit_key.as_deref(),
        _ => None,
    }
}
