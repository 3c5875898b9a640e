//! One of the two rooms: its people, its things, and what they do.

use super::super::*;
use crate::clock::Clock;
use crate::log::MemoryStore;
use charrette_protocol::*;
use charrette_workshop::hash_secret;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::collections::BTreeMap;
use std::time::Duration;
use tokio::time::Instant;

/// A pair's number of acts before what is hidden comes out.
pub(super) const ACTS: usize = 60;

pub(super) const WORKSHOP: WorkshopId = WorkshopId::from_bytes([9; 16]);

/// An id that a number stands for; ids of later numbers are not greater.
pub(super) fn id<Id: std::str::FromStr<Err = InvalidId>>(number: u64) -> Id {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&number.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
    bytes[8..].copy_from_slice(&number.to_be_bytes());
    PaperId::from_bytes(bytes).to_string().parse().expect("every id is written alike")
}

/// Who is there. The first three have the secrets; they sit at the first table.
pub(super) const PEOPLE: [(&str, Role, u64); 10] = [
    ("Ann", Role::Participant, 0),
    ("Cyd", Role::Participant, 0),
    ("Host", Role::TableHost, 0),
    ("Lead", Role::Lead, 9),
    ("Co", Role::CoFacilitator, 9),
    ("Theme", Role::ThemeTeam, 1),
    ("Ben", Role::Participant, 1),
    ("Dee", Role::TableHost, 1),
    ("Observer", Role::Observer, 9),
    ("Wall", Role::Wall, 9),
];
pub(super) const KEEPERS: std::ops::Range<usize> = 0..3;
pub(super) const LEAD: usize = 3;
pub(super) const THEME: usize = 5;
pub(super) const BEN: usize = 6;
pub(super) const DEE: usize = 7;

pub(super) fn member(place: usize) -> MemberId {
    id(10 + place as u64)
}

pub(super) const BOARD: u64 = 100;
pub(super) const COLUMNS: std::ops::Range<u64> = 101..104;
/// Added while the agenda was made: what its maker would take back first.
pub(super) const LAST_COLUMN: u64 = 104;
pub(super) const TIMELINE: u64 = 105;
pub(super) const LANES: std::ops::Range<u64> = 106..108;
pub(super) const SILENT: u64 = 110;
pub(super) const DATES: u64 = 111;
pub(super) const TABLES: u64 = 112;
pub(super) const OPEN: u64 = 113;
pub(super) const BALLOTS: std::ops::Range<u64> = 120..127;
pub(super) const OPTIONS: u64 = 6;

pub(super) fn option(ballot: u64, place: u64) -> OptionId {
    id(ballot * 100 + place)
}

/// What somebody received: when, and what.
pub(super) type Heard = Vec<(Duration, String)>;

/// What a room came to: for each person, what they received before the secrets came out, and after.
pub(super) type Played = Vec<(Heard, Heard)>;

/// One of the two rooms.
pub(super) struct Side {
    pub(super) handle: RoomHandle,
    pub(super) seats: Vec<Seat>,
    /// The same in both rooms.
    pub(super) open: StdRng,
    /// What only those see who have the secrets: other in each.
    pub(super) secret: StdRng,
    pub(super) nameless: bool,
    pub(super) commands: u64,
    pub(super) next: u64,
    pub(super) written: BTreeMap<usize, Vec<Written>>,
    pub(super) began: Instant,
}

/// A hidden thing of somebody's.
#[derive(Debug, Clone)]
pub(super) struct Written {
    number: u64,
    version: u32,
    deleted: bool,
}

pub(super) struct Seat {
    pub(super) connection: ConnectionId,
    pub(super) first: Heard,
    pub(super) listens: tokio::task::JoinHandle<Heard>,
}

impl Side {
    /// The room, with everybody in it and all that they will work on.
    pub(super) async fn open(seed: u64, side: u64) -> (Self, tokio::task::JoinHandle<Fate>) {
        let (handle, inbox) = Room::mailbox();
        let store = Arc::new(MemoryStore::new());
        let room = Room::load(WORKSHOP, store, Clock::fixed(1_000, seed)).await.expect("an empty log");
        let running = tokio::spawn(room.run(inbox));
        let mut open = StdRng::seed_from_u64(seed);
        let attribution = [Attribution::Named, Attribution::PerspectiveOnly, Attribution::Anonymous];
        let attribution = attribution[open.random_range(0..3)];
        let mut side = Self {
            handle,
            seats: Vec::new(),
            open,
            secret: StdRng::seed_from_u64(seed ^ (side << 32) ^ 0x5ec7),
            nameless: attribution == Attribution::Anonymous,
            commands: 0,
            next: 10_000,
            written: BTreeMap::new(),
            began: Instant::now(),
        };
        side.edge(AccessCommand::Open {
            workshop: WORKSHOP,
            template: charrette_workshop::templates::built_in(Template::EducationPriorities),
            title: "A room".into(),
            attribution,
            rehearsal: false,
            code: "K7MQ-4XWD".into(),
            seats: 60,
            lead: member(LEAD),
            name: "Lead".into(),
            session: session(LEAD),
        })
        .await;
        for (place, (name, role, _)) in PEOPLE.into_iter().enumerate().filter(|(place, _)| *place != LEAD) {
            let (member, session, name) = (member(place), session(place), name.into());
            side.edge(AccessCommand::Join { role, member, name, perspective: None, session }).await;
        }
        for place in 0..PEOPLE.len() {
            let seat = side.sit(place).await;
            side.seats.push(seat);
        }
        side.plan().await;
        (side, running)
    }

    pub(super) async fn edge(&mut self, command: AccessCommand) {
        self.commands += 1;
        let (id, digest) = (id(self.commands), BodyDigest::of(&[&self.commands.to_be_bytes()]));
        let asked = self.handle.ask(|reply| Input::Access { id, digest, command, door: None, reply });
        asked.await.expect("the room is awake").expect("it is accepted");
    }

    /// Somebody connects; whatever they receive is written down with its time.
    pub(super) async fn sit(&self, place: usize) -> Seat {
        let hello = Hello {
            version: version::CURRENT,
            credential: String::new(),
            digest: None,
            last_acked: None,
            edit_keys: Vec::new(),
        };
        let asked =
            self.handle.ask(|reply| Input::Join { session: session(place), hello, manner: Manner::Socket, reply });
        let mut joined = asked.await.expect("the room is awake").expect("the session is known");
        let (connection, audience, began) = (joined.connection, joined.audience, self.began);
        let first = joined.frames.iter().map(|frame| (began.elapsed(), frame.to_string())).collect();
        let listens = tokio::spawn(async move {
            let mut heard = Heard::new();
            while let Ok(published) = joined.ring.recv().await {
                let frames = published.frames(connection, audience);
                heard.extend(frames.map(|frame| (began.elapsed(), frame.to_string())));
                let end = published.end(connection).map(|code| (began.elapsed(), format!("{code:?}")));
                heard.extend(end);
            }
            heard
        });
        Seat { connection, first, listens }
    }

    /// Somebody asks for something; the answer comes to them alone.
    pub(super) fn ask(&mut self, place: usize, body: Command) {
        self.commands += 1;
        let message = CommandMessage { id: id(self.commands), speaker: None, body };
        let connection = self.seats[place].connection;
        self.handle.offer(Input::Command { connection, message }).expect("the inbox has room");
    }

    /// Time passes, the same in both rooms.
    pub(super) async fn pause(&mut self) {
        let pause = [0, 1, 40, 300, 900, 2_500][self.open.random_range(0..6)];
        tokio::time::sleep(Duration::from_millis(pause)).await;
    }

    /// A step, board, table and ballot for everything that can be secret.
    pub(super) async fn plan(&mut self) {
        let column = |number: u64| NewColumn {
            column: id(number),
            title: format!("Column {number}"),
            prompt: String::new(),
            level: None,
        };
        let step = |number: u64, kind, board: u64, writing| Command::AddStep {
            step: id(number),
            after: None,
            settings: StepSettings {
                kind,
                title: format!("Step {number}"),
                focus_question: String::new(),
                minutes: 5,
                board: Some(id(board)),
                ballot: None,
                writing,
                attribution: None,
                note_limit: (number == SILENT).then_some(6),
                post_limit: Some(2),
                practice: false,
                clock_starts: false,
                advance: false,
                naming: false,
            },
        };
        let board = |number, kind, columns: std::ops::Range<u64>| Command::AddBoard {
            board: id(number),
            kind,
            title: "Board".into(),
            columns: columns.map(column).collect(),
        };
        self.ask(LEAD, board(BOARD, BoardKind::Notes, COLUMNS));
        self.ask(LEAD, board(TIMELINE, BoardKind::Timeline, LANES));
        self.ask(LEAD, step(SILENT, StepKind::Write, BOARD, Writing::Private));
        self.ask(LEAD, step(DATES, StepKind::Timeline, TIMELINE, Writing::Private));
        self.ask(LEAD, step(TABLES, StepKind::Table, BOARD, Writing::Private));
        self.ask(LEAD, step(OPEN, StepKind::Write, BOARD, Writing::Open));
        for (table, number) in [(130, 0), (131, 1)] {
            self.ask(LEAD, Command::AddTable { table: id(table), name: format!("Table {table}") });
            let there = (0..PEOPLE.len()).filter(|place| PEOPLE[*place].2 == number).map(member).collect();
            self.ask(LEAD, Command::AssignTable { members: there, table: Some(id(table)) });
        }
        for ballot in BALLOTS {
            let settings = BallotSettings { question: "Which?".into(), method: method(ballot), previous: None };
            self.ask(LEAD, Command::AddBallot { ballot: id(ballot), settings });
        }
        for step in [DATES, TABLES, OPEN, SILENT] {
            self.ask(LEAD, Command::EnterStep { step: id(step) });
        }
        self.ask(LEAD, Command::AddColumn { board: id(BOARD), column: column(LAST_COLUMN) });
        tokio::time::sleep(Duration::from_secs(20)).await;
    }

    pub(super) fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    pub(super) fn key(&self, number: u64) -> Option<EditKey> {
        self.nameless.then(|| format!("{number:0>43}"))
    }

    /// Words that only their author reads, of any length.
    pub(super) fn words(&mut self) -> String {
        words(&mut self.secret, 450)
    }

    pub(super) fn post(&mut self, place: usize, number: u64, step: u64) -> Command {
        let (column, text) = (id(self.secret.random_range(COLUMNS.start..=LAST_COLUMN)), self.words());
        self.written.entry(place).or_default().push(Written { number, version: 1, deleted: false });
        Command::PostNote { note: id(number), step: id(step), column, text, private: true, edit_key: self.key(number) }
    }

    /// A secret act. That it is done is the same in both rooms, and whether its author has written; what it is differs.
    /// Some are refused, and only their author hears of it.
    pub(super) fn keep(&mut self, place: usize, freely: bool) {
        let number = self.number();
        let count = self.written.get(&place).map_or(0, Vec::len);
        if count == 0 {
            let post = self.post(place, number, SILENT);
            return self.ask(place, post);
        }
        if freely && self.secret.random_ratio(1, 3) {
            // May be one too many.
            let post = self.post(place, number, SILENT);
            return self.ask(place, post);
        }
        // The first stays, so that its author has written.
        let which = self.secret.random_range(0..count);
        let found = self.written[&place][which].clone();
        let (note, edit_key) = (id(found.number), self.key(found.number));
        let delete = freely && which > 0 && self.secret.random_bool(0.4);
        let command = if delete {
            self.written.get_mut(&place).expect("it is there")[which].deleted ^= true;
            if found.deleted { Command::RestoreNote { note, edit_key } } else { Command::DeleteNote { note, edit_key } }
        } else if self.secret.random_bool(0.5) {
            let column = id(self.secret.random_range(COLUMNS.start..=LAST_COLUMN));
            Command::MoveNotes { notes: vec![note], column, after: None, edit_key }
        } else {
            self.written.get_mut(&place).expect("it is there")[which].version += 1;
            let too_long = if freely && self.secret.random_ratio(1, 6) { "x".repeat(600) } else { String::new() };
            let text = self.words() + &too_long;
            Command::EditNote { note, based_on: found.version, text, edit_key }
        };
        self.ask(place, command);
    }

    /// A dated event that nobody else sees yet.
    pub(super) fn keep_date(&mut self, place: usize) {
        let detail = words(&mut self.secret, 900);
        self.keep_dated(place, detail);
    }

    pub(super) fn keep_dated(&mut self, place: usize, detail: String) {
        let number = self.number();
        let title = words(&mut self.secret, 150);
        let lane = id(self.secret.random_range(LANES));
        let start = format!("{}", self.secret.random_range(1950..2020));
        let text = EntryText {
            lane,
            also_in: Vec::new(),
            start,
            end: None,
            title,
            detail,
            why_it_matters: String::new(),
            source: String::new(),
        };
        let (entry, edit_key) = (id(number), self.key(number));
        self.ask(place, Command::PostEntry { entry, step: id(DATES), text, private: true, edit_key });
    }

    /// What somebody does with what their table holds. All of it is the table's, until the reveal.
    pub(super) fn work(&mut self, place: usize) {
        let number = self.number();
        let held: Vec<u64> =
            KEEPERS.filter_map(|place| self.written.get(&place)).flatten().map(|one| one.number).collect();
        let mut note = || held[self.secret.random_range(0..held.len())];
        let (one, other) = (id(note()), id(note()));
        let text = words(&mut self.secret, 450);
        let column = id(self.secret.random_range(COLUMNS));
        let command = match self.secret.random_range(0..4) {
            0 => Command::MergeNotes { note: id(number), notes: vec![one, other], text },
            1 => Command::ParkNotes { notes: vec![one] },
            2 => Command::ReturnNotes { notes: vec![one] },
            _ => Command::MoveNotes { notes: vec![one], column, after: None, edit_key: None },
        };
        self.ask(place, command);
    }

    /// A paper, and another, and at times one that is refused.
    pub(super) fn vote(&mut self, place: usize, ballot: u64, freely: bool) {
        let mut options: Vec<u64> = (0..OPTIONS).collect();
        rand::seq::SliceRandom::shuffle(&mut options[..], &mut self.secret);
        let most =
            if matches!(method(ballot), BallotMethod::Dots { .. } | BallotMethod::Ranking { .. }) { 3 } else { 6 };
        options.truncate(self.secret.random_range(0..=most));
        let mut turning = 2;
        let marks = options.iter().enumerate().map(|(at, option_at)| {
            let mark = match method(ballot) {
                BallotMethod::Dots { .. } => vec![1],
                BallotMethod::Ranking { .. } => vec![at as u16 + 1],
                BallotMethod::FistToFive { .. } => vec![self.secret.random_range(0..=5)],
                BallotMethod::Gradients { .. } | BallotMethod::Scale { .. } => vec![self.secret.random_range(1..=5)],
                BallotMethod::TwoScales { .. } => {
                    vec![self.secret.random_range(1..=5), self.secret.random_range(1..=5)]
                }
                BallotMethod::Reactions { .. } => {
                    let turns = turning > 0 && self.secret.random_bool(0.4);
                    turning -= i32::from(turns);
                    vec![self.secret.random_range(0..=2), u16::from(turns)]
                }
            };
            (option(ballot, *option_at), mark)
        });
        let mut marks: BTreeMap<_, _> = marks.collect();
        if freely && self.secret.random_ratio(1, 5) {
            marks.insert(id(1), vec![1]);
        }
        let reasons = options.iter().take(self.secret.random_range(0..=3));
        let reasons = reasons.map(|at| (option(ballot, *at), words(&mut self.secret, 120))).collect();
        self.ask(place, Command::Vote { ballot: id(ballot), marks, reasons });
    }

    /// Something that anybody may see or hear of: the same in both rooms. Some of it feels for what is hidden.
    pub(super) async fn act(&mut self, ballots: &[u64]) {
        let number = self.number();
        let place = [LEAD, THEME, BEN, DEE][self.open.random_range(0..4)];
        let theirs = 10_000 + self.open.random_range(1..40);
        let text = words(&mut self.open, 300);
        let column = id(self.open.random_range(COLUMNS));
        let edit_key = self.key(number);
        let command = match self.open.random_range(0..16) {
            0 => Command::PostNote { note: id(number), step: id(OPEN), column, text, private: false, edit_key },
            // Facilitators sit at no table; what they write would be dealt out.
            1 if place != LEAD => {
                Command::PostNote { note: id(number), step: id(SILENT), column, text, private: true, edit_key }
            }
            2 => Command::EditNote { note: id(self.kept()), based_on: 1, text, edit_key: None },
            3 => Command::DeleteNote { note: id(self.kept()), edit_key: None },
            4 => Command::PlaceNotes { notes: vec![id(self.kept())], cluster: None, after: None },
            5 => Command::SetAside { note: id(self.kept()), reason: "Let me see".into() },
            6 => {
                let after = Some(id(self.kept()));
                Command::MoveNotes { notes: vec![id(theirs)], column, after, edit_key: None }
            }
            7 => Command::RemoveStep { step: id(SILENT) },
            8 | 9 => Command::Undo {},
            10 => Command::EditWorkshop { title: text.chars().take(60).collect(), purpose: String::new() },
            11 => Command::EnterStep { step: id([SILENT, DATES, TABLES, OPEN][self.open.random_range(0..4)]) },
            12 => Command::RestoreNote { note: id(self.kept()), edit_key: None },
            13 if !ballots.is_empty() => {
                let ballot = ballots[self.open.random_range(0..ballots.len())];
                Command::Vote { ballot: id(ballot), marks: BTreeMap::new(), reasons: BTreeMap::new() }
            }
            14 => return self.export(number).await,
            _ => return self.compare().await,
        };
        self.ask(place, command);
    }

    /// The first hidden note of somebody who has secrets, or an id that there never was.
    pub(super) fn kept(&mut self) -> u64 {
        let place = self.open.random_range(KEEPERS);
        self.written.get(&place).and_then(|written| written.first()).map_or(7, |one| one.number)
    }

    /// Somebody takes an export along: the records that all exports are made of.
    pub(super) async fn export(&mut self, number: u64) {
        let place = [LEAD, THEME, BEN, 8][(number % 4) as usize];
        let asked = self.handle.ask(|reply| Input::Project {
            session: session(place),
            edit_keys: Vec::new(),
            release: false,
            reply,
        });
        let found = asked.await.expect("the room is awake").expect("the session is known");
        let bytes = json(&(found.shared, found.personal));
        self.seats[place].first.push((self.began.elapsed(), bytes));
    }

    /// Ends the room: what everybody received before some time, and after.
    pub(super) async fn end(self, running: tokio::task::JoinHandle<Fate>, until: Duration) -> Played {
        self.handle.offer(Input::Close { code: CloseCode::Restarting }).expect("the inbox has room");
        drop(self.handle);
        running.await.expect("the room ends in peace");
        let mut played = Played::new();
        for seat in self.seats {
            let mut heard = seat.first;
            heard.extend(seat.listens.await.expect("whoever listens hears the end"));
            played.push(heard.into_iter().partition(|(when, _)| *when < until));
        }
        played
    }

    /// Those without secrets ask what differs from nothing: everything they hold, again.
    pub(super) async fn compare(&mut self) {
        for place in LEAD..PEOPLE.len() {
            let connection = self.seats[place].connection;
            let compare = Input::Compare { connection, digest: Digest::default() };
            self.handle.offer(compare).expect("the inbox has room");
        }
        tokio::task::yield_now().await;
    }
}

pub(super) fn session(place: usize) -> SecretHash {
    hash_secret(&format!("session {place}"))
}

/// Each method has a ballot.
pub(super) fn method(ballot: u64) -> BallotMethod {
    let axis = |title: &str| Axis { title: title.into(), low: String::new(), high: String::new() };
    match ballot - BALLOTS.start {
        0 => BallotMethod::Dots { budget: None, cap: 1 },
        1 => BallotMethod::FistToFive { low_percent: 30 },
        2 => BallotMethod::Gradients { labels: (1..=5).map(|grade| format!("Grade {grade}")).collect() },
        3 => BallotMethod::Scale { labels: Vec::new(), pass_percent: None },
        4 => BallotMethod::TwoScales { across: axis("Across"), up: axis("Up"), gap: true },
        5 => BallotMethod::Ranking { places: 3 },
        _ => BallotMethod::Reactions { turning_points: 2 },
    }
}

/// A line of any length up to `most`, in letters of one to four bytes.
pub(super) fn words(chance: &mut StdRng, most: usize) -> String {
    const LETTERS: [char; 12] = ['a', 'e', 'n', 't', '"', '\\', 'ß', 'é', '語', '🙂', ' ', 'z'];
    let length = chance.random_range(1..=most);
    let letters = (0..length).map(|_| LETTERS[chance.random_range(0..LETTERS.len())]);
    std::iter::once('w').chain(letters).take(most).collect()
}
