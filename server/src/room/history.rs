//! From log to state and back: replay, and the drafts of new entries.

use crate::clock::Clock;
use crate::log::{AppendError, Batch, Digest, Draft, EventLog, Position, ReadError, chain};
use charrette_protocol::{CommandId, MemberId, Milliseconds, StepId, WorkshopId};
use charrette_workshop::{Event, Fact, Workshop, apply, limits};
use serde_json::value::RawValue;
use std::collections::HashMap;
use std::sync::Arc;

/// The kind of an entry that says: this command was answered, and changed nothing. It is stored
/// so that a client's last acknowledged command is always known.
const NOTHING: &str = "nothing_changed";

/// From here on, whoever runs the server is told.
const NEARLY_FULL: usize = limits::LOG_BYTES / 10 * 9;

/// Where a room's log stands, and which commands it knows.
pub(super) struct History {
    workshop: WorkshopId,
    log: Arc<dyn EventLog>,
    clock: Clock,
    position: Position,
    hash: Digest,
    commands: HashMap<CommandId, Digest>,
    /// How much is stored, in [`limits::LOG_BYTES`].
    pub(super) bytes: usize,
    /// When each step was last entered: the only time that anonymous entries carry.
    step_times: HashMap<StepId, Milliseconds>,
}

impl History {
    /// Reads the log from its beginning: the state it leads to, and the history to go on with.
    ///
    /// # Errors
    /// The log cannot be read, or holds what this program does not understand. There is no
    /// state then; a failed load is never an empty room.
    pub async fn load(
        workshop: WorkshopId,
        log: Arc<dyn EventLog>,
        clock: Clock,
    ) -> Result<(Workshop, Self), ReadError> {
        let batches = log.read(workshop, Position::START).await?;
        let mut history = Self {
            workshop,
            log,
            clock,
            position: Position::START,
            hash: chain::genesis(workshop),
            commands: HashMap::new(),
            bytes: 0,
            step_times: HashMap::new(),
        };
        let mut state = Workshop::default();
        for (position, batch) in &batches {
            for entry in batch.entries() {
                history.commands.insert(entry.command(), entry.digest());
                history.bytes += limits::LOG_ENTRY;
                let corrupt = |what: String| ReadError::Corrupt { position: *position, what };
                let Some(stored) = entry.event().map_err(|error| corrupt(error.to_string()))? else { continue };
                history.bytes += stored.payload.get().len();
                if stored.kind == NOTHING {
                    continue;
                }
                let event = Event::decode(stored.kind, stored.payload.get())
                    .map_err(|error| corrupt(format!("the event {} cannot be read: {error}", stored.kind)))?;
                let fact = Fact { actor: entry.actor(), command: entry.command(), time: entry.time_ms(), event };
                apply(&mut state, &fact);
                history.note_time(&fact);
            }
            history.position = *position;
            history.hash = batch.hash();
        }
        Ok((state, history))
    }

    /// The head of the hash chain: it stands for everything that has happened.
    pub fn head(&self) -> Digest {
        self.hash
    }

    /// The digest of the body that this command id came with, if it is known.
    pub fn command(&self, id: &CommandId) -> Option<Digest> {
        self.commands.get(id).copied()
    }

    /// Whether there is room for one more command, of somebody who facilitates or does not.
    pub fn has_room(&self, facilitates: bool) -> bool {
        self.bytes < limits::LOG_BYTES + if facilitates { limits::LOG_RESERVED } else { 0 }
    }

    /// Remembers when steps are entered.
    pub fn note_time(&mut self, fact: &Fact) {
        if let Event::StepEntered { step, .. } = fact.event {
            self.step_times.insert(step, fact.time);
        }
    }

    /// A time that tells no more than the step: when it was entered.
    pub fn step_time(&self, step: Option<StepId>) -> Milliseconds {
        step.and_then(|step| self.step_times.get(&step)).copied().unwrap_or_default()
    }

    /// Stores drafts as one batch; after `Ok` they are durable.
    ///
    /// # Errors
    /// As [`EventLog::append`]; the caller throws its state away and loads again.
    pub async fn append(&mut self, drafts: Vec<Draft>) -> Result<(), AppendError> {
        let commands: Vec<_> = drafts.iter().map(|draft| (draft.command, draft.digest)).collect();
        let bytes: usize = drafts.iter().map(|draft| draft.payload.get().len() + limits::LOG_ENTRY).sum();
        let clock = self.clock.clone();
        let Some(batch) = chain::seal(self.hash, drafts, || clock.bytes()) else { return Ok(()) };
        let hash = Batch::hash(&batch);
        self.position = self.log.append(self.workshop, self.position, batch).await?;
        self.hash = hash;
        self.commands.extend(commands);
        let before = self.bytes;
        self.bytes += bytes;
        if before < NEARLY_FULL && self.bytes >= NEARLY_FULL {
            tracing::warn!(workshop = %self.workshop, bytes = self.bytes, most = limits::LOG_BYTES, "a log is nearly full");
        }
        Ok(())
    }
}

/// The entries that a decided command becomes. Anonymous events carry no actor and the time at
/// which their step began, so that the log holds no link to the author.
pub(super) fn drafts(
    facts: &[Fact],
    command: CommandId,
    digest: Digest,
    actor: Option<MemberId>,
    now: Milliseconds,
) -> Vec<Draft> {
    if facts.is_empty() {
        let payload = RawValue::NULL.to_owned();
        return vec![Draft { time_ms: now, actor, command, digest, kind: NOTHING.into(), version: 1, payload }];
    }
    facts
        .iter()
        .map(|fact| Draft {
            time_ms: fact.time,
            actor: fact.actor,
            command,
            digest,
            kind: fact.event.kind().into(),
            version: Event::VERSION,
            payload: RawValue::from_string(fact.event.encode()).expect("an event encodes to JSON"),
        })
        .collect()
}
