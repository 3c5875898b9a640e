//! A rehearsal: two facilitators lead simulated people through an agenda, with a wall looking on.
//! What comes of each step is held against the rules, then every screen is compared with the
//! server, and the server with its log.

mod ballots;
mod clusters;
mod comparing;
mod staff;
mod statements;
mod tables;
mod writing;

use crate::api::{Api, ApiError, fresh_command, fresh_id, fresh_secret};
use crate::client::{Client, Tap};
use crate::mirror::Mirror;
use crate::people::{Person, Tempo};
use crate::report::{RehearsalError, Report};
use crate::sample::Sample;
use charrette_protocol::*;
use futures_util::future::try_join_all;
use rand::SeedableRng;
use rand::rngs::StdRng;
use staff::Staff;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Gives the tap of each simulated device: by the person's place, none being facilitators and wall.
pub type Taps = Box<dyn Fn(Option<usize>) -> Arc<dyn Tap> + Send + Sync>;

/// How to rehearse.
pub struct Options {
    /// How many people, up to the sample's 45.
    pub people: usize,
    /// Whence chance comes.
    pub seed: u64,
    /// How long people take: 0 = no time, 1 = as long as they do.
    pub tempo: f64,
    /// Hears what each simulated device receives.
    pub tap: Option<Taps>,
    /// Told what happens, a line each.
    pub say: Box<dyn Fn(String) + Send + Sync>,
}

/// Lets people work through the whole agenda of a workshop whose lead's credential is given.
///
/// # Errors
/// Something could not be done, or a comparison found a difference.
pub async fn rehearse(api: &Api, lead: &Seated, options: Options) -> Result<Report, RehearsalError> {
    let sample = Sample::load();
    let tempo = Tempo(options.tempo);
    let tap = |place| options.tap.as_ref().map(|tap| tap(place));
    let console = Client::connect(api, &lead.credential, tap(None)).await?;
    let mut director = Director {
        api,
        console,
        staff: Vec::new(),
        people: Vec::new(),
        chance: StdRng::seed_from_u64(options.seed),
        sample: &sample,
        options: &options,
        tempo,
        sorted: BTreeSet::new(),
        remembered: BTreeSet::new(),
        drafted: BTreeMap::new(),
        placed: BTreeMap::new(),
        cards: 0,
        as_expected: 0,
    };
    let door = Door::Code { code: director.workshop().code.unwrap_or_default() };
    let arrivals = (0..options.people.min(sample.people.len()))
        .map(|place| Person::arrive(api, door.clone(), place, &sample, options.seed, tempo, tap(Some(place))));
    director.people = try_join_all(arrivals).await?;
    director.say(format!("{} people have joined", director.people.len()));
    director.appoint(lead).await?;
    director.seat_at_tables().await?;
    for step in director.steps() {
        director.lead_through(step.id).await?;
    }
    director.compare(lead).await
}

struct Director<'a> {
    api: &'a Api,
    console: Client,
    /// The co-facilitator and the wall.
    staff: Vec<Staff>,
    people: Vec<Person>,
    chance: StdRng,
    sample: &'a Sample,
    options: &'a Options,
    tempo: Tempo,
    /// Boards whose notes have been put into clusters.
    sorted: BTreeSet<BoardId>,
    /// Timelines that have their entries.
    remembered: BTreeSet<BoardId>,
    /// Statements by board, with the table that drafted each.
    drafted: BTreeMap<BoardId, BTreeMap<TableId, StatementId>>,
    /// Clusters by board, in the sample's order.
    placed: BTreeMap<BoardId, Vec<ClusterId>>,
    /// Cards that tables posted.
    cards: usize,
    /// Things that came out as the rules say.
    as_expected: usize,
}

impl Director<'_> {
    fn say(&self, line: String) {
        (self.options.say)(line);
    }

    async fn send(&mut self, body: Command) -> Result<(), RehearsalError> {
        let sent = self.console.send(fresh_command(), body).await;
        sent.map_err(|rejection| RehearsalError::Person(format!("the lead was refused: {rejection}")))
    }

    /// Somebody takes part who is not simulated, as in a demo that people join.
    fn has_guests(&self) -> bool {
        let counts = |role| matches!(role, Role::Participant | Role::TableHost | Role::ThemeTeam);
        let here = self.all(|record| match record {
            Record::Member(member) if counts(member.role) => Some(member.id),
            _ => None,
        });
        here.len() > self.people.len()
    }

    /// Holds what came out against what the rules say. Where guests take part, nobody knows beforehand.
    fn expect<T: PartialEq + std::fmt::Debug>(
        &mut self,
        what: &str,
        found: &T,
        expected: &T,
    ) -> Result<(), RehearsalError> {
        if self.has_guests() {
            return Ok(());
        }
        if found != expected {
            let words = format!("{what}: {found:?}, where the rules say {expected:?}");
            return Err(RehearsalError::Unexpected(words));
        }
        self.as_expected += 1;
        Ok(())
    }

    fn all<T>(&self, pick: impl Fn(&Record) -> Option<T>) -> Vec<T> {
        self.console.look(|mirror| mirror.records().filter_map(&pick).collect())
    }

    fn workshop(&self) -> WorkshopRecord {
        let found = self.all(|record| match record {
            Record::Workshop(workshop) => Some(workshop.clone()),
            _ => None,
        });
        found.into_iter().next().expect("a connected console holds the workshop")
    }

    fn steps(&self) -> Vec<StepRecord> {
        let mut steps = self.all(|record| match record {
            Record::Step(step) => Some(step.clone()),
            _ => None,
        });
        steps.sort_by_key(|step| step.rank);
        steps
    }

    fn columns(&self, board: BoardId) -> Vec<ColumnRecord> {
        let mut columns = self.all(|record| match record {
            Record::Column(column) if column.board == board => Some(column.clone()),
            _ => None,
        });
        columns.sort_by_key(|column| column.rank);
        columns
    }

    fn notes(&self, board: BoardId) -> Vec<NoteRecord> {
        self.all(|record| match record {
            Record::Note(note) if note.board == board && !note.deleted => Some(note.clone()),
            _ => None,
        })
    }

    /// Whether a later step of this kind works on the board.
    fn comes(&self, kind: StepKind, board: BoardId, after: &StepRecord) -> bool {
        let later = |step: &StepRecord| step.rank > after.rank && step.settings.kind == kind;
        self.steps().iter().any(|step| later(step) && step.settings.board == Some(board))
    }

    async fn lead_through(&mut self, step: StepId) -> Result<(), RehearsalError> {
        self.send(Command::EnterStep { step }).await?;
        let entered = move |mirror: &Mirror| match mirror.get(&RecordKey::new(RecordKind::Step, step)) {
            Some(Record::Step(record)) if record.entered => Some(record.clone()),
            _ => None,
        };
        let record = self.console.wait(entered).await?;
        for person in &self.people {
            person.client.wait(entered).await?;
        }
        let settings = &record.settings;
        self.say(format!("{}: {}", settings.title, settings.focus_question));
        match (settings.kind, settings.board, settings.ballot) {
            (StepKind::Write, Some(board), _) => self.write(&record, board).await?,
            (StepKind::Table, Some(board), _) => self.work_at_tables(&record, board).await?,
            (StepKind::Talk, Some(board), _) if self.clusters_wait(&record, board) => self.make_clusters(board).await?,
            (StepKind::Cluster, Some(board), _) => self.cluster(&record, board).await?,
            (StepKind::Draft, Some(board), _) => self.draft(&record, board).await?,
            (StepKind::Ballot, _, Some(ballot)) => self.vote(ballot).await?,
            (StepKind::Timeline, Some(board), _) => self.remember(&record, board).await?,
            _ => self.tempo.wait(&mut self.chance, 4.0..8.0).await,
        }
        Ok(())
    }
}

/// Copies a workshop into a rehearsal, where nothing that happens counts.
///
/// # Errors
/// The credential is not a facilitator's, or the server refuses.
pub async fn copy(api: &Api, credential: &str) -> Result<Seated, ApiError> {
    let wish = OpenRehearsal { workshop: fresh_id(), member: fresh_id(), secret: fresh_secret() };
    api.post("/api/rehearsal", Some(credential), &wish).await
}

/// Removes a rehearsal and everything in it.
///
/// # Errors
/// The workshop is not a rehearsal, or the credential not its lead's.
pub async fn remove(api: &Api, credential: &str) -> Result<(), ApiError> {
    api.tell("/api/rehearsal/end", credential, &()).await
}
