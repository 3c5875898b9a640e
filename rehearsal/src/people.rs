//! Simulated people: they write, hesitate, edit, move notes, vote, drop off, come back, and
//! change to another device.

mod statements;
mod tables;

pub(crate) use tables::AtTable;

use crate::api::{Api, ApiError, fresh_command, fresh_id, fresh_secret};
use crate::client::{Client, Ended, Tap};
use crate::sample::{Note, Sample};
use charrette_protocol::*;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{Rng, RngExt, SeedableRng};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::sleep;

/// Why a person could not go on.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Stuck {
    #[error("{who} was refused {what}: {rejection}")]
    Refused { who: String, what: &'static str, rejection: Rejection },
    #[error(transparent)]
    Ended(#[from] Ended),
    #[error(transparent)]
    Api(#[from] ApiError),
}

/// How long people take: 0 = no time at all, 1 = as long as they do.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tempo(pub f64);

/// A simulated person at a device.
pub(crate) struct Person {
    pub place: usize,
    pub name: String,
    pub client: Client,
    pub seated: Seated,
    pub returns: u32,
    /// What this person added to timelines, as first posted.
    own_entries: Vec<(EntryId, EntryText, Option<EditKey>)>,
    chance: StdRng,
    tempo: Tempo,
    tap: Option<Arc<dyn Tap>>,
}

impl Person {
    /// Joins by a door, under the sample's name and perspective.
    pub async fn arrive(
        api: &Api,
        door: Door,
        place: usize,
        sample: &Sample,
        seed: u64,
        tempo: Tempo,
        tap: Option<Arc<dyn Tap>>,
    ) -> Result<Self, Stuck> {
        let mut chance = StdRng::seed_from_u64(seed ^ (0x9e37_79b9 * (place as u64 + 1)));
        let who = &sample.people[place];
        tempo.wait(&mut chance, 0.0..6.0).await;
        let known: Lobby = api.post("/api/lobby", None, &KnockAt { door: door.clone() }).await?;
        let known = known.groups.iter().any(|group| group.perspectives.contains(&who.perspective));
        let perspective = known.then_some(who.perspective.as_str());
        let seated = api.join(door, &who.name, perspective).await?;
        let client = Client::connect(api, &seated.credential, tap.clone()).await?;
        Ok(Self {
            place,
            name: who.name.clone(),
            client,
            seated,
            returns: 0,
            own_entries: Vec::new(),
            chance,
            tempo,
            tap,
        })
    }

    async fn send(&mut self, what: &'static str, body: Command) -> Result<(), Stuck> {
        let mut sent = self.client.send(fresh_command(), body.clone()).await;
        // While a facilitator has locked the room, people look up, and go on afterwards.
        while sent.as_ref().is_err_and(|rejection| rejection.code == RejectionCode::Locked) {
            let open = |record: &Record| matches!(record, Record::Workshop(workshop) if !workshop.locked);
            self.client.wait(|mirror| mirror.records().any(open).then_some(())).await?;
            sent = self.client.send(fresh_command(), body.clone()).await;
        }
        sent.map_err(|rejection| Stuck::Refused { who: self.name.clone(), what, rejection })
    }

    /// Does one thing, as people do when asked.
    pub async fn does(&mut self, what: &'static str, body: Command) -> Result<(), Stuck> {
        self.pause(0.5..2.0).await;
        self.send(what, body).await
    }

    /// The seat as its screen shows it.
    fn seat(&self) -> Option<SeatRecord> {
        let seat = |record: &Record| match record {
            Record::Seat(seat) => Some(seat.clone()),
            _ => None,
        };
        self.client.look(|mirror| mirror.records().find_map(seat))
    }

    /// The table this person sits at.
    pub fn table(&self) -> Option<TableId> {
        self.seat()?.table
    }

    /// This person's role.
    pub fn role(&self) -> Option<Role> {
        Some(self.seat()?.role)
    }

    async fn pause(&mut self, seconds: std::ops::Range<f64>) {
        self.tempo.wait(&mut self.chance, seconds).await;
    }

    /// Writes notes in a step, as people do: now and then correcting, regretting, losing the
    /// network for a while.
    pub async fn write(&mut self, step: &StepRecord, columns: &[ColumnRecord], texts: &[Note]) -> Result<(), Stuck> {
        let private = step.settings.writing == Writing::Private && !step.revealed;
        let anonymous = step.effective_attribution == Attribution::Anonymous;
        let lonely = self.chance.random_bool(0.2);
        for (written, text) in texts.iter().enumerate() {
            self.pause(2.0..14.0).await;
            if lonely && written == 1 {
                // The network goes; writing goes on, and what was written is sent on return.
                self.client.offline(true);
            }
            let note: NoteId = fresh_id();
            let edit_key = anonymous.then(fresh_secret);
            let column = column_for(columns, text, written);
            let post = Command::PostNote {
                note,
                step: step.id,
                column,
                text: text.text.clone(),
                private,
                edit_key: edit_key.clone(),
            };
            if lonely && written == 1 {
                // It cannot be answered before the network is back. Not waiting for the answer
                // does not take the command back: it is sent on return, under its id.
                drop(self.client.submit(fresh_command(), post));
                self.client.offline(false);
                self.returns += 1;
                self.client.wait(|mirror| holds(mirror, note).then_some(())).await?;
            } else {
                self.send("posting a note", post).await?;
            }
            if self.chance.random_bool(0.15) {
                self.pause(1.0..4.0).await;
                let text = format!("{} ", text.text.trim_end_matches('.'));
                let edit = Command::EditNote {
                    note,
                    based_on: 1,
                    text: format!("{}.", text.trim_end()),
                    edit_key: edit_key.clone(),
                };
                self.send("editing a note", edit).await?;
            }
            if self.chance.random_bool(0.05) {
                self.send("deleting a note", Command::DeleteNote { note, edit_key: edit_key.clone() }).await?;
                self.pause(1.0..3.0).await;
                self.send("restoring a note", Command::RestoreNote { note, edit_key }).await?;
            }
        }
        self.client.tell(Presence { finished: Some(step.id) });
        Ok(())
    }

    /// Goes on at another device, by the way back.
    pub async fn change_device(&mut self, api: &Api) -> Result<(), Stuck> {
        let Some(member) = self.seated.member else { return Ok(()) };
        let grant = Grant::WayBack { member, once: false };
        let link = api.make_link(&self.seated.credential, grant).await?;
        let seated = api.join(Door::Link { secret: link.secret }, "", None).await?;
        // Edit keys stay with the device; a person who wants them along carries them over.
        let keys = self.client.edit_keys();
        self.client = Client::connect_holding(api, &seated.credential, keys, self.tap.clone()).await?;
        self.seated = seated;
        self.returns += 1;
        Ok(())
    }

    /// Puts notes into clusters; somebody else may have done so already, which is fine.
    pub async fn cluster(&mut self, mut placements: Vec<(NoteId, ClusterId)>) -> Result<(), Stuck> {
        placements.shuffle(&mut self.chance);
        for (note, cluster) in placements {
            self.pause(2.0..20.0).await;
            self.send("placing a note", Command::PlaceNotes { notes: vec![note], cluster: Some(cluster), after: None })
                .await?;
            if self.chance.random_bool(0.08) {
                // Wrong one; back, and again.
                match self.send("undoing", Command::Undo {}).await {
                    Ok(()) => {
                        let again = Command::PlaceNotes { notes: vec![note], cluster: Some(cluster), after: None };
                        self.send("placing a note again", again).await?;
                    }
                    // Somebody touched it in between: then it stays.
                    Err(Stuck::Refused { rejection, .. }) if rejection.code == RejectionCode::ChangedSince => {}
                    Err(stuck) => return Err(stuck),
                }
            }
        }
        Ok(())
    }

    /// Votes, often changing the mind once before the close, and says what the last paper held.
    /// `choice` are the options this person prefers, the best first.
    pub async fn vote(
        &mut self,
        ballot: &BallotRecord,
        options: &[OptionRecord],
        choice: &[usize],
    ) -> Result<BTreeMap<OptionId, Marks>, Stuck> {
        let first = self.paper(ballot, options, choice.get(1..).unwrap_or_default());
        let last = self.paper(ballot, options, choice);
        if self.chance.random_bool(0.4) && choice.len() > 1 {
            self.pause(3.0..25.0).await;
            self.send("voting", first).await?;
        }
        self.pause(5.0..30.0).await;
        let marks = match &last {
            Command::Vote { marks, .. } => marks.clone(),
            _ => BTreeMap::new(),
        };
        self.send("voting", last).await?;
        Ok(marks)
    }

    /// A paper by the ballot's method: what is preferred is marked high, the rest somewhere below.
    fn paper(&mut self, ballot: &BallotRecord, options: &[OptionRecord], choice: &[usize]) -> Command {
        let budget = usize::from(ballot.effective_budget.unwrap_or_default());
        let mut marks = BTreeMap::new();
        let preferred: Vec<OptionId> =
            choice.iter().filter_map(|place| options.get(*place)).map(|one| one.id).collect();
        for (place, option) in (1..).zip(&preferred).take(budget) {
            match &ballot.settings.method {
                BallotMethod::Dots { .. } => marks.insert(*option, vec![1]),
                BallotMethod::Ranking { .. } => marks.insert(*option, vec![place]),
                BallotMethod::Reactions { .. } => marks.insert(*option, vec![1, 1]),
                _ => None,
            };
        }
        for option in options {
            let high = preferred.contains(&option.id);
            let mut value = |low: u16, middle: u16, most: u16| {
                if high { self.chance.random_range(middle..=most) } else { self.chance.random_range(low..=middle) }
            };
            match &ballot.settings.method {
                BallotMethod::FistToFive { .. } => marks.insert(option.id, vec![value(1, 4, 5)]),
                BallotMethod::Scale { .. } => marks.insert(option.id, vec![value(1, 4, 5)]),
                BallotMethod::TwoScales { .. } => marks.insert(option.id, vec![value(1, 3, 5), value(2, 4, 5)]),
                BallotMethod::Gradients { labels } => {
                    // The first label is full support.
                    let most = labels.len() as u16;
                    marks.insert(option.id, vec![most + 1 - value(1, most / 2 + 1, most)])
                }
                BallotMethod::Dots { .. } | BallotMethod::Ranking { .. } | BallotMethod::Reactions { .. } => None,
            };
        }
        let reasons = match &ballot.settings.method {
            BallotMethod::Dots { .. } => BTreeMap::new(),
            _ if !self.chance.random_bool(0.2) => BTreeMap::new(),
            _ => preferred
                .first()
                .map(|option| (*option, "It helps those who wait longest.".into()))
                .into_iter()
                .collect(),
        };
        Command::Vote { ballot: ballot.id, marks, reasons }
    }

    /// Adds entries to a timeline.
    pub async fn remember(&mut self, step: &StepRecord, entries: Vec<EntryText>) -> Result<(), Stuck> {
        let private = step.settings.writing == Writing::Private && !step.revealed;
        let anonymous = step.effective_attribution == Attribution::Anonymous;
        for text in entries {
            self.pause(10.0..60.0).await;
            let entry = fresh_id();
            let edit_key = anonymous.then(fresh_secret);
            self.own_entries.push((entry, text.clone(), edit_key.clone()));
            self.send("posting an entry", Command::PostEntry { entry, step: step.id, text, private, edit_key }).await?;
        }
        Ok(())
    }

    /// Some see, once others have read it, what their entry lacks; says whether this person did.
    pub async fn correct_an_entry(&mut self) -> Result<bool, Stuck> {
        if self.own_entries.is_empty() || self.chance.random_bool(0.7) {
            return Ok(false);
        }
        self.pause(20.0..200.0).await;
        let (entry, mut text, edit_key) = self.own_entries[0].clone();
        let key = RecordKey::new(RecordKind::Entry, entry);
        let version = self.client.look(|mirror| match mirror.get(&key) {
            Some(Record::Entry(entry)) => Some(entry.text_version),
            _ => None,
        });
        let Some(based_on) = version else { return Ok(false) };
        text.detail = format!("{} Checked at the table.", text.detail).trim().to_owned();
        self.send("correcting an entry", Command::EditEntry { entry, based_on, text, edit_key }).await?;
        Ok(true)
    }
}

impl Tempo {
    /// Waits as long as a person would, somewhere within these seconds.
    pub async fn wait(self, chance: &mut impl Rng, seconds: std::ops::Range<f64>) {
        if self.0 > 0.0 {
            sleep(Duration::from_secs_f64(chance.random_range(seconds) * self.0)).await;
        }
    }
}

fn holds(mirror: &crate::Mirror, note: NoteId) -> bool {
    mirror.get(&RecordKey::new(RecordKind::Note, note)).is_some()
        || mirror.get(&RecordKey::new(RecordKind::PrivateNote, note)).is_some()
}

/// The column a note belongs in: its iceberg level's, or each heading in turn.
fn column_for(columns: &[ColumnRecord], note: &Note, turn: usize) -> ColumnId {
    let level = match note.iceberg_level.as_str() {
        "event" => IcebergLevel::Event,
        "pattern" => IcebergLevel::Pattern,
        "structure" => IcebergLevel::Structure,
        _ => IcebergLevel::MentalModel,
    };
    let column = columns.iter().find(|column| column.level == Some(level)).or_else(|| columns.iter().cycle().nth(turn));
    column.expect("a board has at least one column").id
}
