//! A rehearsal: a facilitator leads simulated people through an agenda, then every screen is
//! compared with the server, and the server with its log.

use crate::api::{Api, ApiError, fresh_command, fresh_id, fresh_secret};
use crate::client::{Client, Ended, Tap};
use crate::mirror::Mirror;
use crate::people::{Person, Stuck, Tempo};
use crate::sample::{Note, Sample};
use charrette_protocol::*;
use futures_util::future::try_join_all;
use rand::SeedableRng;
use rand::rngs::StdRng;
use std::collections::BTreeMap;
use std::sync::Arc;

/// At most this many differing records are told whole.
const TOLD: usize = 10;

/// Gives the tap of each simulated device: by the person's place, none being the lead.
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

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// People who took part.
    pub people: usize,
    /// Times somebody lost the network or changed devices.
    pub returns: u32,
    /// Visible notes at the end.
    pub notes: usize,
    /// Clusters at the end.
    pub clusters: usize,
    /// Timeline entries at the end.
    pub entries: usize,
    /// People who voted, in each closed ballot.
    pub voted: Vec<u32>,
    /// Screens compared with a fresh look at the server.
    pub screens: usize,
    /// Records compared, over all screens.
    pub compared: usize,
    /// Records that differed: 0, or something is wrong.
    pub differing: usize,
    /// The server's own comparison with its log.
    pub log: Verified,
}

/// The rehearsal did not come to its end.
#[derive(Debug, thiserror::Error)]
pub enum RehearsalError {
    /// A request failed.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// A simulated person could not go on.
    #[error("{0}")]
    Person(String),
    /// Nothing was compared, so nothing is known.
    #[error("no record was compared: the rehearsal shows nothing")]
    NothingCompared,
    /// Screens and server, or server and log, disagree.
    #[error("{screens} records differ between screens and server, {log} between server and log")]
    Disagreement {
        /// Records that differ between screens and server.
        screens: usize,
        /// Records that differ between server and log.
        log: u32,
    },
}

impl From<Stuck> for RehearsalError {
    fn from(stuck: Stuck) -> Self {
        match stuck {
            Stuck::Api(error) => Self::Api(error),
            other => Self::Person(other.to_string()),
        }
    }
}

impl From<Ended> for RehearsalError {
    fn from(ended: Ended) -> Self {
        Self::Person(ended.to_string())
    }
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
        people: Vec::new(),
        chance: StdRng::seed_from_u64(options.seed),
        sample: &sample,
        options: &options,
        tempo,
        placed: BTreeMap::new(),
    };
    let door = Door::Code { code: director.workshop().code.unwrap_or_default() };
    let arrivals = (0..options.people.min(sample.people.len()))
        .map(|place| Person::arrive(api, door.clone(), place, &sample, options.seed, tempo, tap(Some(place))));
    director.people = try_join_all(arrivals).await?;
    director.say(format!("{} people have joined", director.people.len()));
    director.seat_at_tables().await?;
    for step in director.steps() {
        director.lead_through(step.id).await?;
    }
    director.compare(lead).await
}

struct Director<'a> {
    api: &'a Api,
    console: Client,
    people: Vec<Person>,
    chance: StdRng,
    sample: &'a Sample,
    options: &'a Options,
    tempo: Tempo,
    /// Clusters by board, in the sample's order.
    placed: BTreeMap<BoardId, Vec<ClusterId>>,
}

impl Director<'_> {
    fn say(&self, line: String) {
        (self.options.say)(line);
    }

    async fn send(&mut self, body: Command) -> Result<(), RehearsalError> {
        let sent = self.console.send(fresh_command(), body).await;
        sent.map_err(|rejection| RehearsalError::Person(format!("the lead was refused: {rejection}")))
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

    async fn seat_at_tables(&mut self) -> Result<(), RehearsalError> {
        let tables = self.all(|record| match record {
            Record::Table(table) => Some((table.name.clone(), table.id)),
            _ => None,
        });
        for (name, table) in tables {
            let sits = |person: &&Person| self.sample.people[person.place].table == name;
            let members: Vec<_> = self.people.iter().filter(sits).filter_map(|person| person.seated.member).collect();
            if !members.is_empty() {
                self.send(Command::AssignTable { members, table: Some(table) }).await?;
            }
        }
        Ok(())
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
            (StepKind::Cluster, Some(board), _) => self.cluster(board).await?,
            (StepKind::Ballot, _, Some(ballot)) => self.vote(ballot).await?,
            (StepKind::Timeline, Some(board), _) => self.remember(&record, board).await?,
            _ => self.tempo.wait(&mut self.chance, 4.0..8.0).await,
        }
        Ok(())
    }

    async fn write(&mut self, step: &StepRecord, board: BoardId) -> Result<(), RehearsalError> {
        let columns = self.columns(board);
        let limit = usize::from(step.settings.note_limit.unwrap_or(5));
        let iceberg = columns.iter().any(|column| column.level.is_some());
        let sample = self.sample;
        let changing = self.people.len() / 9;
        let writers = self.people.iter_mut().map(|person| {
            let own: Vec<Note> = if limit < 3 {
                let practice = sample.practice.iter().filter(|practice| practice.author == person.place + 1);
                practice
                    .map(|practice| Note {
                        author: practice.author,
                        text: practice.text.clone(),
                        iceberg_level: String::new(),
                        cluster: None,
                    })
                    .take(limit)
                    .collect()
            } else {
                sample.notes_of(person.place).take(if iceberg { 2 } else { limit }).cloned().collect()
            };
            let columns = columns.clone();
            async move { person.write(step, &columns, &own).await }
        });
        try_join_all(writers).await?;
        // Some go on at another device; what is private must be there as well.
        for place in 0..changing {
            let api = self.api;
            self.people[place * 9].change_device(api).await?;
        }
        if step.settings.writing == Writing::Private {
            match self.send(Command::RevealStep { step: step.id }).await {
                Ok(()) => self.say("revealed".into()),
                Err(error) => return Err(error),
            }
        }
        self.say(format!("{} notes on the board", self.notes(board).len()));
        Ok(())
    }

    async fn cluster(&mut self, board: BoardId) -> Result<(), RehearsalError> {
        if let Some(clusters) = self.placed.get(&board).cloned() {
            return self.name(&clusters).await;
        }
        let mut clusters: Vec<ClusterId> = Vec::new();
        for place in 0..self.sample.clusters.len() {
            let cluster = fresh_id();
            let name = self.sample.clusters[place].name.clone();
            let after = clusters.last().copied();
            self.send(Command::MakeCluster { cluster, board, name, notes: Vec::new(), after }).await?;
            clusters.push(cluster);
        }
        let by_text: BTreeMap<&str, usize> = self
            .sample
            .notes
            .iter()
            .filter_map(|note| Some((note.text.trim_end_matches('.'), note.cluster?)))
            .collect();
        let mut shares = vec![Vec::new(); self.people.len().max(1)];
        for (turn, note) in self.notes(board).into_iter().enumerate() {
            if let Some(place) = by_text.get(note.text.trim_end_matches('.')) {
                let people = shares.len();
                shares[turn % people].push((note.id, clusters[place - 1]));
            }
        }
        let last = clusters.last().copied();
        let placing = self.people.iter_mut().zip(shares).map(|(person, share)| {
            // Everybody works, and they get in each other's way: wait for the last cluster.
            async move {
                if let Some(last) = last {
                    let there = move |mirror: &Mirror| mirror.get(&RecordKey::new(RecordKind::Cluster, last)).map(drop);
                    person.client.wait(there).await?;
                }
                person.cluster(share).await
            }
        });
        try_join_all(placing).await?;
        self.say(format!("{} clusters", clusters.len()));
        self.placed.insert(board, clusters);
        Ok(())
    }

    /// Two people give the same cluster a name at once: one of them is told.
    async fn name(&mut self, clusters: &[ClusterId]) -> Result<(), RehearsalError> {
        for (place, &cluster) in clusters.iter().enumerate().take(3) {
            let name = self.sample.clusters[place].name.clone();
            let key = RecordKey::new(RecordKind::Cluster, cluster);
            let version = self.console.look(|mirror| match mirror.get(&key) {
                Some(Record::Cluster(cluster)) => cluster.name_version,
                _ => 1,
            });
            self.send(Command::NameCluster { cluster, based_on: version, name: format!("{name}.") }).await?;
            self.send(Command::NameCluster { cluster, based_on: version + 1, name }).await?;
        }
        Ok(())
    }

    async fn vote(&mut self, ballot: BallotId) -> Result<(), RehearsalError> {
        let clusters: Vec<ClusterId> = self.placed.values().flatten().copied().collect();
        let options: Vec<NewOption> = if clusters.len() >= 2 {
            clusters
                .iter()
                .map(|&cluster| NewOption { option: fresh_id(), source: OptionSource::Cluster { cluster } })
                .collect()
        } else {
            ["Yes", "No"]
                .map(|label| NewOption { option: fresh_id(), source: OptionSource::Text { label: label.into() } })
                .into()
        };
        self.send(Command::OpenBallot { ballot, options }).await?;
        let open = move |mirror: &Mirror| match mirror.get(&RecordKey::new(RecordKind::Ballot, ballot)) {
            Some(Record::Ballot(record)) if record.state == BallotState::Open => Some(record.clone()),
            _ => None,
        };
        let opened = self.console.wait(open).await?;
        let mut options = self.all(|record| match record {
            Record::Option(option) if option.ballot == ballot => Some(option.clone()),
            _ => None,
        });
        options.sort_by_key(|option| option.place);
        let sample = self.sample;
        let voting = self.people.iter_mut().map(|person| {
            let (options, opened) = (&options, &opened);
            async move {
                person.client.wait(open).await?;
                let paper = sample.papers.iter().find(|paper| paper.author == person.place + 1);
                let dots = paper.map(|paper| [paper.option1, paper.option2, paper.option3]).unwrap_or_default();
                let choice: Vec<usize> = dots.into_iter().flatten().map(|option| option - 1).collect();
                // A blank row of the sample is somebody who does not vote.
                if choice.is_empty() { Ok(()) } else { person.vote(opened, options, &choice).await }
            }
        });
        try_join_all(voting).await?;
        self.send(Command::CloseBallot { ballot }).await?;
        self.say("the ballot is closed".into());
        Ok(())
    }

    async fn remember(&mut self, step: &StepRecord, board: BoardId) -> Result<(), RehearsalError> {
        let lanes = self.columns(board);
        if lanes.is_empty() {
            return Ok(());
        }
        let lane = |name: &str| {
            let words = name.trim().replace('_', " ");
            lanes.iter().find(|lane| lane.title.eq_ignore_ascii_case(&words)).unwrap_or(&lanes[0]).id
        };
        let limit = step.settings.note_limit.map_or(usize::MAX, usize::from);
        let mut shares = vec![Vec::new(); self.people.len().max(1)];
        let all = limit.saturating_mul(shares.len());
        for (turn, entry) in self.sample.entries.iter().take(all).enumerate() {
            let own = lane(&entry.lane);
            let mut also_in: Vec<ColumnId> = entry
                .also_in
                .split(';')
                .filter(|name| !name.trim().is_empty())
                .map(lane)
                .filter(|lane| *lane != own)
                .collect();
            also_in.sort_unstable();
            also_in.dedup();
            let people = shares.len();
            shares[turn % people].push(EntryText {
                lane: own,
                also_in,
                start: entry.date.clone(),
                end: (!entry.end_date.is_empty()).then(|| entry.end_date.clone()),
                title: entry.title.clone(),
                detail: entry.detail.clone(),
                why_it_matters: entry.why_it_matters.clone(),
                source: entry.source.clone(),
            });
        }
        let remembering = self.people.iter_mut().zip(shares).map(|(person, share)| person.remember(step, share));
        try_join_all(remembering).await?;
        for era in self.sample.eras.clone() {
            let id = fresh_id();
            let end = (!era.end.is_empty()).then_some(era.end);
            let text = EraText { name: era.name, start: era.start, end, story: era.story };
            self.send(Command::AddEra { era: id, board, text }).await?;
        }
        if step.settings.writing == Writing::Private {
            self.send(Command::RevealStep { step: step.id }).await?;
        }
        Ok(())
    }

    /// Looks at the server with fresh eyes for every screen, and lets the server compare itself
    /// with its log.
    async fn compare(mut self, lead: &Seated) -> Result<Report, RehearsalError> {
        let (mut compared, mut differing, mut screens) = (0, 0, 0);
        let mut screen = async |client: &Client, credential: &str| -> Result<(), RehearsalError> {
            client.fence().await;
            let fresh = Client::connect_holding(self.api, credential, client.edit_keys(), None).await?;
            let held = client.look(Clone::clone);
            let there = fresh.look(Clone::clone);
            compared += held.len().max(there.len());
            for key in held.differing(&there) {
                differing += 1;
                if differing <= TOLD {
                    (self.options.say)(format!(
                        "differs: {:?} held {:?}, there {:?}",
                        key,
                        held.get(&key),
                        there.get(&key)
                    ));
                }
            }
            screens += 1;
            Ok(())
        };
        screen(&self.console, &lead.credential).await?;
        for person in &self.people {
            screen(&person.client, &person.seated.credential).await?;
        }
        let log: Verified = self.api.post("/api/verify", Some(&lead.credential), &()).await?;
        let count = |pick: fn(&Record) -> bool| {
            self.console.look(|mirror| mirror.records().filter(|record| pick(record)).count())
        };
        let report = Report {
            people: self.people.len(),
            returns: self.people.iter().map(|person| person.returns).sum(),
            notes: count(|record| matches!(record, Record::Note(note) if !note.deleted)),
            clusters: count(|record| matches!(record, Record::Cluster(_))),
            entries: count(|record| matches!(record, Record::Entry(entry) if !entry.deleted)),
            voted: self.all(|record| match record {
                Record::Result(result) => Some(result.tally.voted),
                _ => None,
            }),
            screens,
            compared,
            differing,
            log,
        };
        self.people.clear();
        if report.compared == 0 || report.log.records == 0 {
            return Err(RehearsalError::NothingCompared);
        }
        if report.differing > 0 || report.log.differing > 0 {
            return Err(RehearsalError::Disagreement { screens: report.differing, log: report.log.differing });
        }
        Ok(report)
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
