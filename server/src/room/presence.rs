//! Who is here and how far they are: counts, at most once a second, never stored.

use super::connection::Connections;
use super::published::{Frame, json, place};
use charrette_protocol::{Audience, MemberId, RoomPresence, ServerMessage, StepId};
use charrette_workshop::Workshop;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use tokio::time::Instant;

/// Presence goes out at most this often.
const PAUSE: Duration = Duration::from_secs(1);

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

    pub fn anonymous_posts(&self, step: StepId, member: MemberId) -> u32 {
        self.anonymous.get(&step).and_then(|posts| posts.get(&member)).copied().unwrap_or(0)
    }

    /// Something may have changed: presence is due, a second after the last at the earliest.
    pub fn changed(&mut self, now: Instant) {
        let earliest = self.last.map_or(now, |last| last + PAUSE);
        self.due.get_or_insert(earliest.max(now));
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
        let connected: BTreeSet<MemberId> =
            connections.all.values().flat_map(|connection| connection.viewer.members.iter().copied()).collect();
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
                number(connections.all.values().filter(|connection| connection.audience == Audience::Wall).count())
            }),
            connected: console.then(|| connected.into_iter().collect()),
        }
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
