//! What people wish for, at random but not at all costs: wishes choose among what is there, so
//! that most are sensible, and some are not.

use crate::room::{Device, Room, Written, id, key};
use charrette_protocol::*;
use charrette_workshop::{AccessCommand, Event, hash_secret};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// What a wish is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    Post,
    PostEntry,
    Edit,
    Delete,
    Restore,
    PostLate,
    MoveNotes,
    MakeCluster,
    NameCluster,
    PlaceNotes,
    Merge,
    Split,
    Dissolve,
    MoveCluster,
    OpenBallot,
    Freeze,
    Vote,
    CloseBallot,
    Enter,
    Reveal,
    Clock,
    Agenda,
    Boards,
    Eras,
    People,
    Tables,
    HandOut,
    AtTable,
    Shelves,
    Draft,
    Comment,
    LinkNotes,
    Undo,
    Access,
    Tighten,
}

/// A wish: about what, whose, and choices that mean what the moment makes of them.
#[derive(Debug, Clone, Copy)]
pub struct Wish {
    pub about: About,
    pub who: u8,
    pub which: u8,
    pub other: u8,
    pub flag: bool,
}

/// Wishes as a workshop has them: mostly writing, clustering, voting, and second thoughts.
pub fn wishes(most: usize) -> impl Strategy<Value = Vec<Wish>> {
    let about = prop_oneof![
        24 => Just(About::Post),
        6 => Just(About::PostEntry),
        8 => Just(About::Edit),
        4 => Just(About::Delete),
        3 => Just(About::Restore),
        3 => Just(About::PostLate),
        5 => Just(About::MoveNotes),
        9 => Just(About::MakeCluster),
        3 => Just(About::NameCluster),
        5 => Just(About::PlaceNotes),
        3 => Just(About::Merge),
        3 => Just(About::Split),
        1 => Just(About::Dissolve),
        2 => Just(About::MoveCluster),
        4 => Just(About::OpenBallot),
        2 => Just(About::Freeze),
        7 => Just(About::Vote),
        2 => Just(About::CloseBallot),
        9 => Just(About::Enter),
        6 => Just(About::Reveal),
        5 => Just(About::Clock),
        4 => Just(About::Agenda),
        3 => Just(About::Boards),
        3 => Just(About::Eras),
        12 => Just(About::People),
        4 => Just(About::Tables),
        6 => Just(About::HandOut),
        14 => Just(About::AtTable),
        9 => Just(About::Shelves),
        14 => Just(About::Draft),
        5 => Just(About::Comment),
        2 => Just(About::LinkNotes),
        10 => Just(About::Undo),
        3 => Just(About::Access),
        1 => Just(About::Tighten),
    ];
    let wish = (about, any::<(u8, u8, u8, bool)>()).prop_map(|(about, (who, which, other, flag))| Wish {
        about,
        who,
        which,
        other,
        flag,
    });
    prop::collection::vec(wish, 1..=most)
}

fn choose<T: Copy>(list: &[T], choice: u8) -> Option<T> {
    list.get(usize::from(choice).checked_rem(list.len())?).copied()
}

impl Wish {
    /// Who wishes. Steering is wished for by facilitators, mostly.
    pub fn actor(&self, room: &Room) -> MemberId {
        let steers = matches!(
            self.about,
            About::OpenBallot
                | About::Freeze
                | About::CloseBallot
                | About::Enter
                | About::Reveal
                | About::Clock
                | About::Agenda
                | About::Boards
                | About::Eras
                | About::Tables
                | About::HandOut
                | About::Tighten
        );
        let arranges = matches!(
            self.about,
            About::MoveNotes
                | About::MakeCluster
                | About::NameCluster
                | About::PlaceNotes
                | About::Merge
                | About::Split
                | About::Dissolve
                | About::MoveCluster
                | About::LinkNotes
        );
        let list = match self.who {
            ..240 if steers => &room.people[..crate::room::FACILITATORS],
            ..240 if self.about == About::Vote => &room.people[crate::room::FACILITATORS..],
            // The lead, the co-facilitator and the theme team.
            ..200 if arranges => &room.people[..crate::room::FACILITATORS + 1],
            _ => &room.people[..],
        };
        choose(list, self.who).expect("the lead at least")
    }

    /// Lets the wish be heard, and keeps account of what came of it.
    pub fn grant(&self, room: &mut Room) -> Option<(MemberId, Command, Vec<Event>)> {
        let actor = self.actor(room);
        if self.about == About::Access {
            self.at_the_edge(room);
            return None;
        }
        let command = self.command(room, actor)?;
        let before = room.written.len();
        self.expect_writing(room, actor, &command);
        let Ok(events) = room.asks(actor, command.clone()) else {
            room.written.truncate(before);
            return None;
        };
        account(room, &events);
        Some((actor, command, events))
    }

    fn command(&self, room: &mut Room, actor: MemberId) -> Option<Command> {
        let things = room.things.clone();
        let number = room.fresh();
        let some_step = choose(&things.steps, self.other);
        Some(match self.about {
            About::Post => {
                let steps = self.steps_that_take(room, &[StepKind::Write, StepKind::Table], false);
                let step = choose(&steps, self.other).filter(|_| self.who % 16 != 15).or(some_step)?;
                let board = self.board_of(room, step);
                let columns: Vec<_> = things.columns.iter().filter(|(_, one)| Some(*one) == board).collect();
                let column = choose(&columns, self.which).map_or_else(|| id(0), |(column, _)| *column);
                let edit_key = room.state.step_is_anonymous(step).then(|| key(number));
                let (note, text) = (id(number), canary(number, 1));
                Command::PostNote { note, step, column, text, private: self.other.is_multiple_of(4), edit_key }
            }
            About::PostEntry => {
                let steps = self.steps_that_take(room, &[StepKind::Timeline], true);
                let step = choose(&steps, self.other)?;
                let edit_key = room.state.step_is_anonymous(step).then(|| key(number));
                let text = self.entry_text(room, number, 1)?;
                Command::PostEntry { entry: id(number), step, text, private: self.flag, edit_key }
            }
            About::Edit | About::Delete | About::Restore | About::PostLate => self.on_writing(room, actor)?,
            About::MoveNotes => {
                let notes = self.notes(room);
                let board = room.notes().iter().find(|note| notes.contains(&note.id)).map(|note| note.board);
                let columns = things.columns.iter().filter(|(_, one)| board.is_none_or(|board| board == *one));
                let column = choose(&columns.collect::<Vec<_>>(), self.other)?.0;
                Command::MoveNotes { notes, column, after: self.note(room).filter(|_| self.flag), edit_key: None }
            }
            About::MakeCluster => Command::MakeCluster {
                cluster: id(number),
                board: match room.notes().iter().find(|note| self.notes(room).contains(&note.id)) {
                    Some(note) => note.board,
                    None => choose(&things.boards, self.other)?.0,
                },
                name: format!("Cluster {number}"),
                notes: self.notes(room),
                after: self.cluster(room, self.which).map(|cluster| cluster.id).filter(|_| self.flag),
            },
            About::NameCluster => {
                let found = self.cluster(room, self.which)?;
                let based_on = if self.other % 8 == 7 { 1 } else { found.name_version };
                Command::NameCluster { cluster: found.id, based_on, name: format!("Named {number}") }
            }
            About::PlaceNotes => Command::PlaceNotes {
                notes: self.notes(room),
                cluster: self.cluster(room, self.other).map(|one| one.id).filter(|_| !self.other.is_multiple_of(4)),
                after: self.note(room).filter(|_| self.flag),
            },
            About::Merge => Command::MergeClusters {
                from: vec![self.cluster(room, self.which)?.id],
                into: self.cluster(room, self.other)?.id,
            },
            About::Split => {
                let cluster = self.cluster(room, self.which)?.id;
                let held = room.notes().into_iter().filter(|note| note.cluster == Some(cluster));
                let notes: Vec<_> = held.map(|note| note.id).take(usize::from(self.other % 3) + 1).collect();
                Command::SplitCluster { cluster, new: id(number), name: String::new(), notes }
            }
            About::Dissolve => Command::DissolveCluster { cluster: self.cluster(room, self.which)?.id },
            About::MoveCluster => Command::MoveCluster {
                cluster: self.cluster(room, self.which)?.id,
                after: self.cluster(room, self.other).map(|one| one.id).filter(|_| self.flag),
            },
            About::OpenBallot => self.open_ballot(room, number)?,
            About::Freeze => self.freeze(room, number)?,
            About::Vote => {
                let open = room.ballots(BallotState::Open);
                let ballot = choose(&open, self.which).or_else(|| choose(&things.ballots, self.which))?;
                let options = things.options.get(&ballot).cloned().unwrap_or_default();
                self.vote(ballot, &options, &room.method(ballot)?, number)
            }
            About::CloseBallot => {
                let open = room.ballots(BallotState::Open);
                Command::CloseBallot {
                    ballot: choose(&open, self.which).or_else(|| choose(&things.ballots, self.which))?,
                }
            }
            About::Enter => Command::EnterStep { step: choose(&things.steps, self.which)? },
            About::Reveal => {
                let waits = |step: &StepRecord| step.settings.writing == Writing::Private && !step.revealed;
                let steps: Vec<_> = room.steps().into_iter().filter(waits).map(|step| step.id).collect();
                Command::RevealStep { step: choose(&steps, self.which).filter(|_| self.flag).or(some_step)? }
            }
            About::Clock => self.clock(room),
            About::Agenda => self.agenda(room, number)?,
            About::Boards => self.boards(room, number)?,
            About::Eras => self.eras(room, number)?,
            About::People => self.people(room, actor, number)?,
            About::Tables => self.tables(room, number)?,
            About::HandOut => {
                let step = self.table_step(room)?;
                let enters = self.flag && room.state.current_step() != Some(step);
                if enters { Command::EnterStep { step } } else { Command::HandToTables { step } }
            }
            About::AtTable => self.at_table(room, actor, number)?,
            About::Shelves => self.shelves(room, number)?,
            About::Draft => self.draft(room, actor, number)?,
            About::Comment => self.comment(room, actor, number)?,
            About::LinkNotes => self.link(room, number)?,
            About::Undo => Command::Undo {},
            About::Tighten => Command::TightenAttribution {
                attribution: if self.flag { Attribution::Anonymous } else { Attribution::PerspectiveOnly },
            },
            About::Access => return None,
        })
    }

    /// Steering while a step runs. A locked room is soon unlocked, or little else would happen.
    fn clock(&self, room: &Room) -> Command {
        let Some(step) = choose(&room.things.steps, self.other) else { return Command::StartClock {} };
        match self.which % 10 {
            0 | 1 => Command::StartClock {},
            2 => Command::PauseClock {},
            3 => Command::AddTime { seconds: if self.flag { 60 } else { -300 } },
            4 => Command::SkipStep { step, skipped: self.flag },
            5 => Command::CallTime { step },
            6 => Command::CancelCall { step },
            7 => Command::SetLock { locked: self.flag && self.other.is_multiple_of(4) },
            8 => Command::SetSpotlight {
                item: self.note(room).filter(|_| self.flag).map(|note| RecordKey::new(RecordKind::Note, note)),
            },
            _ => Command::SetWall { mode: if self.flag { WallMode::Frozen } else { WallMode::Live } },
        }
    }

    fn board_of(&self, room: &Room, step: StepId) -> Option<BoardId> {
        settings_of(room, step)?.board
    }

    /// Steps in which people post, mostly those that have been entered.
    fn steps_that_take(&self, room: &Room, kinds: &[StepKind], timeline: bool) -> Vec<StepId> {
        let board =
            |step: &StepRecord| room.things.boards.iter().find(|(board, _)| Some(*board) == step.settings.board);
        let fits = |step: &StepRecord| {
            let is_timeline = board(step).map(|(_, kind)| *kind == BoardKind::Timeline);
            kinds.contains(&step.settings.kind) && is_timeline == Some(timeline)
        };
        room.steps().into_iter().filter(fits).map(|step| step.id).collect()
    }

    /// One to four notes of a board, mostly visible ones, without repetition.
    fn notes(&self, room: &Room) -> Vec<NoteId> {
        let visible = room.notes();
        if self.who >= 240 || visible.is_empty() {
            let hidden_too: Vec<u64> = room.written.iter().map(|one| one.number).collect();
            return choose(&hidden_too, self.which).map(id).into_iter().collect();
        }
        let board = visible[usize::from(self.which) % visible.len()].board;
        let there: Vec<_> = visible.iter().filter(|note| note.board == board).map(|note| note.id).collect();
        let start = usize::from(self.which) % there.len();
        there.iter().cycle().skip(start).take(there.len().min(usize::from(self.who % 4) + 1)).copied().collect()
    }

    fn note(&self, room: &Room) -> Option<NoteId> {
        let numbers: Vec<u64> = room.written.iter().filter(|one| !one.is_entry).map(|one| one.number).collect();
        choose(&numbers, self.other).map(id)
    }

    fn cluster(&self, room: &Room, choice: u8) -> Option<ClusterRecord> {
        let clusters = room.clusters();
        let at = usize::from(choice).checked_rem(clusters.len())?;
        clusters.into_iter().nth(at)
    }

    fn entry_text(&self, room: &Room, number: u64, version: u32) -> Option<EntryText> {
        let timeline = room.things.boards.iter().find(|(_, kind)| *kind == BoardKind::Timeline)?.0;
        let lanes = room.things.columns.iter().filter(|(_, board)| *board == timeline).map(|(lane, _)| *lane);
        let lanes: Vec<_> = lanes.collect();
        let lane = choose(&lanes, self.which)?;
        let other = choose(&lanes, self.other)?;
        Some(EntryText {
            lane,
            also_in: if other == lane { Vec::new() } else { vec![other] },
            start: format!("{}", 1_950 + u16::from(self.which % 80)),
            end: self.flag.then(|| "2030-06".to_owned()),
            title: canary(number, version),
            detail: String::new(),
            why_it_matters: String::new(),
            source: String::new(),
        })
    }

    /// Mostly somebody's own, with its key.
    fn on_writing(&self, room: &Room, actor: MemberId) -> Option<Command> {
        let fits = |one: &&Written| match self.about {
            About::Restore => !self.is_there(room, one),
            About::PostLate => one.hidden && self.is_there(room, one),
            _ => self.is_there(room, one),
        };
        let own: Vec<&Written> = room.written.iter().filter(|one| one.by == actor).filter(fits).collect();
        let all: Vec<&Written> = room.written.iter().collect();
        let found = choose(if self.other.is_multiple_of(4) { &all } else { &own }, self.which)?;
        let number = found.number;
        let edit_key = (found.nameless && self.other % 8 != 7).then(|| key(number));
        let version = found.canaries.len() as u32;
        Some(match (self.about, found.is_entry) {
            (About::Edit, false) => Command::EditNote {
                note: id(number),
                based_on: self.version(room, found),
                text: canary(number, version + 1),
                edit_key,
            },
            (About::Edit, true) => Command::EditEntry {
                entry: id(number),
                based_on: self.version(room, found),
                text: self.entry_text(room, number, version + 1)?,
                edit_key,
            },
            (About::Delete, false) => Command::DeleteNote { note: id(number), edit_key },
            (About::Delete, true) => Command::DeleteEntry { entry: id(number), edit_key },
            (About::Restore, false) => Command::RestoreNote { note: id(number), edit_key },
            (About::Restore, true) => Command::RestoreEntry { entry: id(number), edit_key },
            (_, false) => Command::PostLate { item: LateItem::Note(id(number)), edit_key },
            (_, true) => Command::PostLate { item: LateItem::Entry(id(number)), edit_key },
        })
    }

    /// Whether it is not deleted, as far as one can see.
    fn is_there(&self, room: &Room, one: &Written) -> bool {
        self.version(room, one) > 0
    }

    /// The version its author's device holds; 0 = none.
    fn version(&self, room: &Room, found: &Written) -> u32 {
        let device = room.devices.iter().find(|device| device.session == found.device);
        let personal = device.map(|device| charrette_workshop::view::personal(&room.state, &room.viewer(device)));
        let versions = personal.into_iter().flatten().filter_map(|record| match record {
            Record::PrivateNote(note) if note.id == id(found.number) => Some(note.text_version),
            Record::PrivateEntry(entry) if entry.id == id(found.number) => Some(entry.text_version),
            _ => None,
        });
        let kind = if found.is_entry { RecordKind::Entry } else { RecordKind::Note };
        let key = RecordKey::new(kind, id::<NoteId>(found.number));
        let shown = match charrette_workshop::view::shared(&room.state, Audience::Console, &key) {
            Some(Record::Note(note)) if !note.deleted => Some(note.text_version),
            Some(Record::Entry(entry)) if !entry.deleted => Some(entry.text_version),
            _ => None,
        };
        versions.chain(shown).next().unwrap_or(0)
    }

    /// A paper that fits its ballot but for a wilful few, with something said on it now and then.
    fn vote(&self, ballot: BallotId, options: &[OptionId], method: &BallotMethod, number: u64) -> Command {
        let flag = u16::from(self.flag);
        let mark = |place: u16| match method {
            BallotMethod::Dots { .. } => vec![if place == 0 { 1 } else { flag }],
            BallotMethod::FistToFive { .. } | BallotMethod::Gradients { .. } | BallotMethod::Scale { .. } => {
                vec![1 + u16::from(self.which) % 5]
            }
            BallotMethod::TwoScales { .. } => vec![1 + u16::from(self.which) % 5, 1 + u16::from(self.other) % 5],
            BallotMethod::Ranking { .. } => vec![1 + place],
            BallotMethod::Reactions { .. } => vec![u16::from(self.which) % 3, flag],
        };
        let mut marks = BTreeMap::new();
        for place in 0..2 {
            let option = choose(options, self.other.wrapping_add(place));
            marks.extend(option.map(|option| (option, mark(u16::from(place)))));
        }
        let said = marks.keys().next().filter(|_| self.flag).map(|option| (*option, format!("Because {number}")));
        Command::Vote { ballot, marks, reasons: said.into_iter().collect() }
    }

    /// One method after another.
    fn method(&self) -> BallotMethod {
        let axis = |title: &str| Axis { title: title.to_owned(), low: String::new(), high: String::new() };
        match self.which % 8 {
            0 => BallotMethod::FistToFive { low_percent: 10 },
            1 => {
                BallotMethod::Gradients { labels: ["Yes", "Rather", "Well", "Hardly", "No"].map(str::to_owned).into() }
            }
            2 => BallotMethod::Scale { labels: Vec::new(), pass_percent: self.flag.then_some(75) },
            3 => BallotMethod::TwoScales { across: axis("Feasibility"), up: axis("Impact"), gap: self.flag },
            4 => BallotMethod::Ranking { places: 3 },
            5 => BallotMethod::Reactions { turning_points: 2 },
            _ => BallotMethod::Dots { budget: self.flag.then_some(3), cap: 2 },
        }
    }

    fn freeze(&self, room: &mut Room, number: u64) -> Option<Command> {
        let frozen = room.ballots(BallotState::Frozen);
        if self.flag
            && let Some(ballot) = choose(&frozen, self.which)
        {
            return Some(Command::UnfreezeOptions { ballot });
        }
        match self.open_ballot(room, number)? {
            Command::OpenBallot { ballot, options } => Some(Command::FreezeOptions { ballot, options }),
            other => Some(other),
        }
    }

    fn open_ballot(&self, room: &mut Room, number: u64) -> Option<Command> {
        let frozen = room.ballots(BallotState::Frozen);
        if let Some(ballot) = choose(&frozen, self.which).filter(|_| self.about == About::OpenBallot && self.flag) {
            return Some(Command::OpenBallot { ballot, options: Vec::new() });
        }
        let prepared = room.ballots(BallotState::Prepared);
        let ballot = choose(&prepared, self.which).or_else(|| choose(&room.things.ballots, self.which))?;
        let mut clusters = room.clusters();
        clusters.retain(|cluster| !cluster.name.is_empty());
        let clusters = clusters.into_iter().take(usize::from(self.other % 5));
        let mut options: Vec<_> = clusters.map(|one| OptionSource::Cluster { cluster: one.id }).collect();
        if let Some(note) = self.note(room) {
            options.push(OptionSource::Note { note });
        }
        let statements = room.seen(RecordKind::Statement, |record| match record {
            Record::Statement(one) => Some(one.id),
            _ => None,
        });
        options.extend(choose(&statements, self.who).map(|statement| OptionSource::Statement { statement }));
        let repeated = room.ballot(ballot).and_then(|ballot| ballot.settings.previous);
        let before = repeated.and_then(|previous| room.things.options.get(&previous)).cloned().unwrap_or_default();
        options.extend(before.into_iter().map(|option| OptionSource::Again { option }));
        options.extend((0..3).map(|word| OptionSource::Text { label: format!("Typed {number} {word}") }));
        let options = (0..).zip(options).map(|(at, source)| NewOption { option: id(number * 1_000 + at), source });
        Some(Command::OpenBallot { ballot, options: options.collect() })
    }

    fn agenda(&self, room: &Room, number: u64) -> Option<Command> {
        let step = choose(&room.things.steps, self.which)?;
        let after = choose(&room.things.steps, self.other).filter(|_| self.flag);
        Some(match self.other % 4 {
            0 => Command::MoveStep { step, after },
            1 => Command::RemoveStep { step },
            2 => {
                let (board, kind) = choose(&room.things.boards, self.which)?;
                let timeline = kind == BoardKind::Timeline;
                let settings = StepSettings {
                    kind: if timeline { StepKind::Timeline } else { StepKind::Write },
                    title: format!("Step {number}"),
                    focus_question: String::new(),
                    minutes: 5,
                    board: Some(board),
                    ballot: None,
                    writing: if self.flag { Writing::Private } else { Writing::Open },
                    attribution: None,
                    note_limit: None,
                    post_limit: None,
                    practice: false,
                    clock_starts: false,
                    advance: false,
                    naming: false,
                };
                Command::AddStep { step: id(number), after, settings }
            }
            _ => {
                let mut settings = settings_of(room, step)?;
                match self.which % 3 {
                    0 => settings.writing = if self.flag { Writing::Private } else { Writing::Open },
                    1 => settings.attribution = self.flag.then_some(Attribution::PerspectiveOnly),
                    _ => settings.note_limit = self.flag.then_some(3),
                }
                Command::EditStep { step, settings }
            }
        })
    }

    fn boards(&self, room: &Room, number: u64) -> Option<Command> {
        let (board, _) = choose(&room.things.boards, self.which)?;
        let column = NewColumn { column: id(number), title: format!("C {number}"), prompt: String::new(), level: None };
        Some(match self.other % 6 {
            5 => {
                let closed = room.ballots(BallotState::Closed);
                let previous = choose(&closed, self.which).filter(|_| self.flag);
                let repeated = previous.and_then(|previous| room.method(previous));
                let method = repeated.unwrap_or_else(|| self.method());
                let question = format!("Which {number}?");
                Command::AddBallot { ballot: id(number), settings: BallotSettings { question, method, previous } }
            }
            0 => Command::EditBoard { board, title: format!("Board {number}") },
            1 => Command::EditWorkshop { title: format!("Title {number}"), purpose: String::new() },
            2 => Command::EditColumn {
                column: choose(&room.things.columns, self.which)?.0,
                title: format!("Column {number}"),
                prompt: String::new(),
            },
            3 => Command::AddBoard {
                board: id(number),
                kind: BoardKind::Notes,
                title: "New".into(),
                columns: vec![column],
            },
            _ => Command::AddColumn { board, column },
        })
    }

    fn eras(&self, room: &Room, number: u64) -> Option<Command> {
        let text = EraText { name: format!("Era {number}"), start: "1990".into(), end: None, story: String::new() };
        let era = choose(&room.things.eras, self.which);
        Some(match (era, self.other % 3) {
            (Some(era), 0) => Command::EditEra { era, based_on: u32::from(self.who % 2) + 1, text },
            (Some(era), 1) => Command::RemoveEra { era },
            _ => {
                let timelines = room.things.boards.iter().filter(|(_, kind)| *kind == BoardKind::Timeline);
                let board = choose(&timelines.map(|(board, _)| *board).collect::<Vec<_>>(), self.which)?;
                Command::AddEra { era: id(number), board, text }
            }
        })
    }

    fn people(&self, room: &Room, actor: MemberId, number: u64) -> Option<Command> {
        let member = choose(&room.people, self.which)?;
        let groups = room.state.groups();
        let perspectives: Vec<_> = groups.iter().flat_map(|group| &group.perspectives).collect();
        let perspective = choose(&perspectives, self.other).filter(|_| self.flag).cloned();
        Some(match self.other % 12 {
            0..=6 => Command::EditMember {
                member: if self.flag { actor } else { member },
                name: format!("Renamed {number}"),
                perspective,
            },
            7 => Command::AddProxy { member: id(number), name: format!("Proxy {number}"), perspective },
            8 if self.flag => Command::RemoveMember { member },
            9 => {
                let mut groups = groups.to_vec();
                groups.rotate_left(1);
                Command::SetPerspectives { groups }
            }
            10 => Command::SetDoor { open: self.flag },
            11 if self.flag && self.who.is_multiple_of(2) => {
                Command::Mute { member, muted: !self.which.is_multiple_of(3) }
            }
            11 if self.who.is_multiple_of(9) => Command::TakeLead {},
            11 if self.who.is_multiple_of(2) => {
                Command::GiveConsent { listed: self.flag, quoted: self.who.is_multiple_of(4) }
            }
            _ => {
                let roles = [Role::Participant, Role::ThemeTeam, Role::TableHost, Role::Observer, Role::CoFacilitator];
                Command::SetRole { member, role: choose(&roles, self.who)? }
            }
        })
    }

    fn tables(&self, room: &Room, number: u64) -> Option<Command> {
        let table = choose(&room.things.tables, self.which);
        Some(match self.other % 5 {
            0 => Command::AddTable { table: id(number), name: format!("Table {number}") },
            1 => Command::RemoveTable { table: table? },
            2 => Command::EditTable { table: table?, name: format!("Renamed {number}") },
            3 => Command::SeatEverybody { how: if self.flag { Seating::Random } else { Seating::Balanced } },
            _ => Command::AssignTable {
                members: vec![choose(&room.people, self.who)?],
                table: table.filter(|_| self.flag),
            },
        })
    }

    /// A table step that waits for its reveal.
    fn table_step(&self, room: &Room) -> Option<StepId> {
        let fits = |step: &StepRecord| step.settings.kind == StepKind::Table && !step.revealed;
        let steps: Vec<_> = room.steps().into_iter().filter(fits).map(|step| step.id).collect();
        choose(&steps, self.which)
    }

    /// What somebody does with what their table holds.
    fn at_table(&self, room: &Room, actor: MemberId, number: u64) -> Option<Command> {
        let viewer = room.viewer(room.device_of(actor)?);
        let held = charrette_workshop::view::personal(&room.state, &viewer).into_iter();
        let held = held.filter_map(|record| if let Record::TableNote(note) = record { Some(note.id) } else { None });
        let held: Vec<_> = held.collect();
        let note = choose(&held, self.which)?;
        let other = choose(&held, self.other).filter(|other| *other != note);
        let notes: Vec<_> = std::iter::once(note).chain(other.filter(|_| self.flag)).collect();
        Some(match self.other % 6 {
            0 => Command::MergeNotes {
                note: id(number),
                notes: std::iter::once(note).chain(other).collect(),
                text: format!("Merged {number}"),
            },
            1 => Command::UnmergeNote { note },
            2 | 3 => Command::PostCards { notes },
            4 => Command::ParkNotes { notes },
            _ if self.flag => Command::UnpostCards { notes },
            _ => Command::ReturnNotes { notes },
        })
    }

    fn shelves(&self, room: &Room, number: u64) -> Option<Command> {
        let notes = self.notes(room);
        let note = *notes.first()?;
        Some(match self.other % 7 {
            0 | 1 => Command::MergeNotes { note: id(number), notes, text: format!("Merged {number}") },
            2 => Command::UnmergeNote { note },
            3 => Command::ParkNotes { notes },
            4 => Command::ReturnNotes { notes },
            5 => Command::SetAside { note, reason: format!("Reason {number}") },
            _ => Command::AssignNaming {
                cluster: self.cluster(room, self.which)?.id,
                table: choose(&room.things.tables, self.who).filter(|_| self.flag),
            },
        })
    }

    /// The statements that somebody sees, with the version and whether a pen is held.
    fn statements(&self, room: &Room, actor: MemberId) -> Vec<(StatementId, u32)> {
        let shown = room.seen(RecordKind::Statement, |record| match record {
            Record::Statement(one) => Some((one.id, one.text_version)),
            _ => None,
        });
        let viewer = room.device_of(actor).map(|device| room.viewer(device)).unwrap_or_default();
        let held = charrette_workshop::view::personal(&room.state, &viewer).into_iter();
        let held = held.filter_map(|record| match record {
            Record::PrivateStatement(one) => Some((one.id, one.text_version)),
            _ => None,
        });
        shown.into_iter().chain(held).collect()
    }

    /// What somebody does with the pen.
    fn draft(&self, room: &Room, actor: MemberId, number: u64) -> Option<Command> {
        let is_form =
            |board: &BoardId| room.things.boards.iter().any(|(id, kind)| id == board && *kind == BoardKind::Statements);
        let fields: Vec<_> = room.things.columns.iter().filter(|(_, board)| is_form(board)).collect();
        let field = choose(&fields, self.other)?.0;
        let text = |number, version| BTreeMap::from([(field, canary(number, version))]);
        let found = choose(&self.statements(room, actor), self.which).filter(|_| self.who % 4 != 3);
        let Some((statement, version)) = found else {
            let fits = |step: &StepRecord| step.settings.board.as_ref().is_some_and(is_form);
            let steps: Vec<_> = room.steps().into_iter().filter(fits).map(|step| step.id).collect();
            let step = choose(&steps, self.which)?;
            return Some(Command::AddStatement { statement: id(number), step, text: text(number, 1) });
        };
        Some(match self.other % 8 {
            0 => Command::TakePen { statement },
            1 => Command::GivePen { statement, to: choose(&room.people, self.who)? },
            2 => Command::ReleasePen { statement },
            3 => Command::DeleteStatement { statement },
            4 => Command::RestoreStatement { statement },
            5 => Command::EditStatement { statement, based_on: 1, text: text(number, 1) },
            _ => Command::EditStatement { statement, based_on: version, text: text(number, 1) },
        })
    }

    fn comment(&self, room: &Room, actor: MemberId, number: u64) -> Option<Command> {
        let comments = room.seen(RecordKind::Comment, |record| match record {
            Record::Comment(one) => Some((one.id, one.text_version, one.by)),
            _ => None,
        });
        let comment = choose(&(0..comments.len()).collect::<Vec<_>>(), self.which).map(|at| &comments[at]);
        let text = format!("Comment {number}");
        if let Some((comment, based_on, by)) = comment.filter(|_| self.other.is_multiple_of(3)) {
            let edit_key = (*by == Signature::Nobody).then(|| key(number));
            return Some(if self.flag {
                Command::DeleteComment { comment: *comment, edit_key }
            } else {
                Command::EditComment { comment: *comment, based_on: *based_on, text, edit_key }
            });
        }
        let shown = room.seen(RecordKind::Statement, |record| match record {
            Record::Statement(one) => Some((one.id, one.step)),
            _ => None,
        });
        let (on, step) = choose(&shown, self.which)
            .or_else(|| Some((self.statements(room, actor).first()?.0, *room.things.steps.first()?)))?;
        let edit_key = room.state.step_is_anonymous(step).then(|| key(number));
        Some(Command::Comment { comment: id(number), on, step, text, reservation: self.flag, edit_key })
    }

    fn link(&self, room: &Room, number: u64) -> Option<Command> {
        let links =
            room.seen(RecordKind::Link, |record| if let Record::Link(one) = record { Some(one.id) } else { None });
        if let Some(link) = choose(&links, self.which).filter(|_| self.flag) {
            return Some(Command::UnlinkNotes { link });
        }
        let is_iceberg = |note: &NoteRecord| {
            room.things.boards.iter().any(|(board, kind)| *board == note.board && *kind == BoardKind::Iceberg)
        };
        let notes: Vec<_> = room.notes().into_iter().filter(is_iceberg).map(|note| note.id).collect();
        let (from, to) = (choose(&notes, self.which)?, choose(&notes, self.other)?);
        let kind = [LinkKind::SignOf, LinkKind::DrivenBy, LinkKind::Raises][usize::from(self.who % 3)];
        Some(Command::LinkNotes { link: id(number), from, to, kind })
    }

    fn at_the_edge(&self, room: &mut Room) {
        let number = room.fresh();
        let Some(member) = choose(&room.people, self.which) else { return };
        match self.other % 4 {
            0 => room.joins(number, if self.flag { Role::Participant } else { Role::Observer }, None),
            1 => room.edge(AccessCommand::Return { member, session: hash_secret(&number.to_string()), used: None }),
            2 if room.devices.len() > 4 => {
                if let Some(session) = room.devices.get(usize::from(self.which) % room.devices.len()) {
                    let session = session.session.session_id();
                    room.edge(AccessCommand::EndSession { session });
                }
            }
            _ => {
                let grant = Grant::WayBack { member, once: self.flag };
                let secret = hash_secret(&format!("link {number}"));
                room.edge(AccessCommand::MakeLink { link: id(number), grant, secret, by: None });
            }
        }
    }

    /// Before something is posted: its device holds its key, as a browser does.
    fn expect_writing(&self, room: &mut Room, actor: MemberId, command: &Command) {
        let (is_entry, nameless) = match command {
            Command::PostNote { edit_key, .. } => (false, edit_key.is_some()),
            Command::PostEntry { edit_key, .. } => (true, edit_key.is_some()),
            _ => return,
        };
        let number = room.next;
        let session = room.device_of(actor).map(|device| device.session);
        if let (true, Some(session)) = (nameless, session) {
            let device = room.devices.iter_mut().find(|device| device.session == session);
            if let Some(Device { keys, .. }) = device {
                keys.push(number);
            }
        }
        room.written.push(Written {
            number,
            is_entry,
            by: actor,
            device: session.unwrap_or_else(|| hash_secret("no device")),
            nameless,
            canaries: vec![canary(number, 1)],
            hidden: false,
            at_table: None,
            was_card: false,
        });
    }
}

/// A text that occurs nowhere else.
pub fn canary(number: u64, version: u32) -> String {
    format!("canary-{number}-{version}-")
}

fn settings_of(room: &Room, step: StepId) -> Option<StepSettings> {
    let key = RecordKey::new(RecordKind::Step, step);
    match charrette_workshop::view::shared(&room.state, Audience::Console, &key) {
        Some(Record::Step(step)) => Some(step.settings),
        _ => None,
    }
}

/// Keeps account of what came of a command.
fn account(room: &mut Room, events: &[Event]) {
    for event in events {
        match event {
            Event::NotePosted { hidden, held, .. } => {
                if let Some(posted) = room.written.last_mut() {
                    posted.hidden = crate::room::is_for_one(*hidden);
                    posted.at_table = held.map(|held| held.table);
                }
            }
            Event::EntryPosted { hidden, .. } => {
                if let Some(posted) = room.written.last_mut() {
                    posted.hidden = hidden.is_some();
                }
            }
            Event::NoteEdited { text, .. } => edited(room, text),
            Event::EntryEdited { text, .. } => edited(room, &text.title),
            Event::StepAdded { step, .. } => room.things.steps.push(*step),
            Event::TableAdded { table, .. } => room.things.tables.push(*table),
            Event::EraAdded { era, .. } => room.things.eras.push(*era),
            Event::BoardAdded { board, kind, columns, .. } => {
                room.things.boards.push((*board, *kind));
                room.things.columns.extend(columns.iter().map(|column| (column.column, *board)));
            }
            Event::ColumnAdded { board, column } => room.things.columns.push((column.column, *board)),
            Event::BallotFrozen { ballot, options, .. } | Event::BallotOpened { ballot, options, .. } => {
                room.things.options.insert(*ballot, options.iter().map(|option| option.option).collect());
            }
            Event::BallotAdded { ballot, .. } => room.things.ballots.push(*ballot),
            Event::ProxyAdded { member, .. } => room.people.push(*member),
            _ => {}
        }
    }
}

fn edited(room: &mut Room, text: &str) {
    let number = text.split('-').nth(1).and_then(|number| number.parse::<u64>().ok());
    if let Some(found) = room.written.iter_mut().find(|one| Some(one.number) == number) {
        found.canaries.push(text.to_owned());
    }
}
