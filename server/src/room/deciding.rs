//! Deciding: commands become events in memory, and answers that wait for the disk.

use super::Refusal;
use super::actor::{Answer, Asker, PACE, Pending, Room};
use super::history::drafts;
use super::published::{ConnectionId, json};
use super::throttle::Bucket;
use crate::log::Digest as BodyDigest;
use charrette_protocol::{
    Audience, Command, CommandId, CommandMessage, LinkId, MemberId, Rejection, RejectionCode, Role, StepId,
};
use charrette_workshop::{
    AccessCommand, Context, Event, Fact, SecretHash, apply, clock, decide, decide_access, hash_secret,
};
use tokio::sync::oneshot;
use tokio::time::Instant;

impl Room {
    pub(super) fn decide_socket(&mut self, pending: &mut Pending, connection: ConnectionId, message: CommandMessage) {
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

    pub(super) fn decide_posted(
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
        // Not by size: how long a hidden text is would be told by what its writer may do next.
        if !self.paces.entry(speaker).or_insert_with(|| Bucket::full(PACE, now)).take(PACE, now) {
            return Err(RejectionCode::TooFast.into());
        }
        self.check_room(self.state.role(speaker))?;
        let step = posts_in(&message.body);
        let context = Context {
            now: self.clock.now(),
            seed: self.clock.number(),
            anonymous_posts: step.map_or(0, |step| {
                let waiting = pending.anonymous.iter().filter(|other| **other == (step, speaker)).count();
                self.attendance.anonymous_posts(step, speaker) + u32::try_from(waiting).unwrap_or(u32::MAX)
            }),
            lead_is_away: message.body == Command::TakeLead {} && self.lead_is_away(now),
        };
        let events = decide(&self.state, speaker, &message.body, &context)?;
        let anonymous = events.iter().any(Event::is_anonymous);
        if let (true, Some(step)) = (anonymous, step) {
            pending.anonymous.push((step, speaker));
        }
        let time = if anonymous { self.history.step_time(step) } else { context.now };
        self.accept(pending, (!anonymous).then_some(speaker), message.id, digest, time, events);
        Ok(())
    }

    pub(super) fn decide_edge(
        &mut self,
        pending: &mut Pending,
        id: CommandId,
        digest: BodyDigest,
        command: &AccessCommand,
        door: Option<LinkId>,
        reply: oneshot::Sender<Result<(), Rejection>>,
    ) {
        // The id follows from a secret: what is taken is what the secret opens.
        let known = self.repetition(pending, id, digest).map(|known| known.map_err(|_| RejectionCode::IdTaken.into()));
        let result = known.unwrap_or_else(|| {
            let context = Context { now: self.clock.now(), seed: self.clock.number(), ..Context::default() };
            let events = decide_access(&self.state, command, &context)?;
            match command {
                AccessCommand::Join { role, .. } => self.check_room(Some(*role))?,
                AccessCommand::Return { member, .. } | AccessCommand::MakeLink { by: Some(member), .. } => {
                    self.check_room(self.state.role(*member))?;
                }
                // What ends something has room at all times.
                _ => {}
            }
            self.check_pace(command, door)?;
            if matches!(command, AccessCommand::ChangeCode { .. }) {
                self.doors.code_is_fresh();
            }
            self.accept(pending, command.asker(), id, digest, context.now, events);
            Ok(())
        });
        pending.answers.push(Answer { asker: Asker::Edge(reply), id, result });
    }

    /// Refuses more where the log has reached its bound: facilitators later than others.
    fn check_room(&self, role: Option<Role>) -> Result<(), Rejection> {
        let facilitates = role.is_some_and(|role| Audience::of(role) == Audience::Console);
        if self.history.has_room(facilitates) { Ok(()) } else { Err(RejectionCode::HistoryFull.into()) }
    }

    /// Whether nobody who leads is here, nor was a moment ago. Nobody is known to be away from a room
    /// that has just woken up: they may be coming back.
    fn lead_is_away(&self, now: Instant) -> bool {
        let awake = self.awake_since + super::presence::AWAY <= now;
        awake && self.state.leads().all(|lead| self.attendance.is_away(&self.state, &self.connections, lead, now))
    }

    /// Lets the agenda go on by itself, where a facilitator has asked for that.
    pub(super) fn decide_time(&mut self, pending: &mut Pending) {
        let now = self.clock.now();
        let events = clock::decide_time(&self.state, now);
        if !events.is_empty() {
            let id = CommandId::from_bytes(self.clock.bytes());
            self.accept(pending, None, id, BodyDigest::of(&[b"time"]), now, events);
        }
    }

    /// Whoever comes in or makes links keeps to a pace too: a script at the door is not a venue. Asked
    /// of what would be accepted, so that a crowd that is refused anyway uses up nothing.
    fn check_pace(&mut self, command: &AccessCommand, door: Option<LinkId>) -> Result<(), Rejection> {
        let now = Instant::now();
        let kept = match command {
            AccessCommand::Join { .. } | AccessCommand::Return { .. } => self.doors.admit(&self.state, door, command),
            AccessCommand::MakeLink { by: Some(member), .. } | AccessCommand::RevokeLink { by: Some(member), .. } => {
                self.paces.entry(*member).or_insert_with(|| Bucket::full(PACE, now)).take(PACE, now)
            }
            _ => true,
        };
        if kept { Ok(()) } else { Err(RejectionCode::TooFast.into()) }
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
        events: Vec<Event>,
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
