//! Who is here and how far they are: counts, at most once a second, never stored.

use super::Manner;
use super::connection::{Connection, Connections};
use super::published::{Frame, json, place};
use charrette_protocol::{Audience, MemberId, RoomPresence, ServerMessage, StepId};
use charrette_workshop::{SecretHash, Workshop};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use tokio::time::Instant;

/// Presence goes out at most this often.
const PAUSE: Duration = Duration::from_secs(1);

/// Who polls counts as here for this long after a poll ended: the next one is on its way, through
/// a network that is poor enough to break sockets.
const LINGER: Duration = Duration::from_secs(10);

/// Somebody has gone for good, as far as taking their place goes, when they have not been here for
/// this long: whoever loads a page again is here in a moment.
pub(super) const AWAY: Duration = Duration::from_secs(10);

/// What the room remembers only while it is awake.
#[derive(Debug, Default)]
pub(super) struct Attendance {
    /// Who says they have finished which step.
    finished: BTreeMap<MemberId, StepId>,
    /// Who posted how much in an anonymous step. Kept here alone, so that no store links a
    /// person to an anonymous note.
    anonymous: BTreeMap<StepId, BTreeMap<MemberId, u32>>,
    sent: [Option<Frame>; Audience::ALL.len()],
    /// When the next presence may go out; none = nothing has changed since the last.
    due: Option<Instant>,
    last: Option<Instant>,
    /// Sessions between two polls, and until when they count as here.
    lingering: BTreeMap<SecretHash, Instant>,
    /// When those were last here who went a moment ago.
    seen: BTreeMap<MemberId, Instant>,
}

impl Attendance {
    pub fn finish(&mut self, member: MemberId, step: Option<StepId>) {
        match step {
            Some(step) => self.finished.insert(member, step),
            None => self.finished.remove(&member),
        };
    }

    pub fn posted_anonymously(&mut self, step: StepId, member: MemberId) {
        *self.anonymous.entry(step).or_default().entry(member).or_default() += 1;
    }

    /// Two seats are one: what both posted counts.
    pub fn seats_merged(&mut self, from: MemberId, into: MemberId) {
        for posts in self.anonymous.values_mut() {
            if let Some(posted) = posts.get(&from).copied() {
                *posts.entry(into).or_default() += posted;
            }
        }
    }

    pub fn anonymous_posts(&self, step: StepId, member: MemberId) -> u32 {
        self.anonymous.get(&step).and_then(|posts| posts.get(&member)).copied().unwrap_or(0)
    }

    /// Something may have changed: presence is due, a second after the last at the earliest.
    pub fn changed(&mut self, now: Instant) {
        let earliest = self.last.map_or(now, |last| last + PAUSE);
        self.due.get_or_insert(earliest.max(now));
    }

    /// A connection ended. Who polled will come back; who had a socket has gone.
    pub fn left(&mut self, gone: &Connection, now: Instant) {
        self.seen.retain(|_, last| *last + AWAY > now);
        self.seen.extend(gone.viewer.members.iter().map(|member| (*member, now)));
        if gone.manner == Manner::Poll {
            self.lingering.insert(gone.session, now + LINGER);
        }
    }

    /// Whether somebody is not here, nor was a moment ago.
    pub fn is_away(&self, state: &Workshop, connections: &Connections, member: MemberId, now: Instant) -> bool {
        let lingers = |session: &SecretHash| state.session(session).is_some_and(|one| one.member == Some(member));
        let was_here = self.seen.get(&member).is_some_and(|last| *last + AWAY > now);
        let is_here = connections.all.values().any(|connection| connection.speaks_for(member));
        !is_here && !was_here && !self.lingering.iter().any(|(session, until)| *until > now && lingers(session))
    }

    /// When [`Self::expire`] should be called next.
    pub fn expires(&self) -> Option<Instant> {
        self.lingering.values().min().copied()
    }

    /// Those who have not polled again have gone.
    pub fn expire(&mut self, now: Instant) {
        let before = self.lingering.len();
        self.lingering.retain(|_, until| *until > now);
        if self.lingering.len() < before {
            self.changed(now);
        }
    }

    /// When [`Self::take`] should be called next.
    pub fn due(&self) -> Option<Instant> {
        self.due
    }

    /// The presence frames that differ from the last ones sent.
    pub fn take(&mut self, state: &Workshop, connections: &Connections, now: Instant) -> [Option<Frame>; 5] {
        self.due = None;
        self.last = Some(now);
        let mut frames = [const { None }; Audience::ALL.len()];
        for audience in Audience::ALL.into_iter().filter(|&audience| connections.any(audience)) {
            let frame = self.frame(state, connections, audience);
            let sent = &mut self.sent[place(audience)];
            if sent.as_ref() != Some(&frame) {
                *sent = Some(frame.clone());
                frames[place(audience)] = Some(frame);
            }
        }
        frames
    }

    /// Presence as an audience sees it now.
    pub fn frame(&self, state: &Workshop, connections: &Connections, audience: Audience) -> Frame {
        json(&ServerMessage::Presence(self.presence(state, connections, audience))).into()
    }

    fn presence(&self, state: &Workshop, connections: &Connections, audience: Audience) -> RoomPresence {
        let mut here: BTreeSet<&SecretHash> = self.lingering.keys().collect();
        here.extend(connections.all.values().map(|connection| &connection.session));
        let here: Vec<_> = here.into_iter().filter_map(|session| state.session(session)).collect();
        let connected: BTreeSet<MemberId> = here.iter().flat_map(|session| state.speaks_for(session)).collect();
        let counts = |member: &&MemberId| state.role(**member).is_some_and(Workshop::counts);
        let step = state.current_step();
        let finished =
            step.map_or(0, |step| self.finished.iter().filter(|(member, at)| **at == step && counts(member)).count());
        let written = step.map_or(0, |step| {
            let mut written = state.written(step);
            written.extend(self.anonymous.get(&step).into_iter().flat_map(|posts| posts.keys().copied()));
            written.iter().filter(counts).count()
        });
        let console = audience == Audience::Console;
        RoomPresence {
            here: number(connected.iter().filter(counts).count()),
            of: state.eligible(),
            written: number(written),
            finished: number(finished),
            turnout: state.turnout(),
            walls: console.then(|| {
                let connected = connections.all.values().filter(|connection| connection.audience == Audience::Wall);
                let between = self.lingering.keys().filter(|session| connections.of_session(session) == 0);
                let between = between.filter_map(|session| state.session(session));
                let between = between.filter(|session| Audience::of(state.role_of(session)) == Audience::Wall);
                number(connected.count() + between.count())
            }),
            connected: console.then(|| connected.into_iter().collect()),
        }
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
