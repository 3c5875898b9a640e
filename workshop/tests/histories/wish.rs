//! What people wish for, at random but not at all costs: wishes choose among what is there, so
//! that most are sensible, and some are not.

mod ballots;
mod steering;
mod writing;

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
    MergeSeats,
    Tables,
    HandOut,
    AtTable,
    Shelves,
    Draft,
    Pens,
    Comment,
    LinkNotes,
    Report,
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
        3 => Just(About::MergeSeats),
        4 => Just(About::Tables),
        6 => Just(About::HandOut),
        14 => Just(About::AtTable),
        9 => Just(About::Shelves),
        14 => Just(About::Draft),
        12 => Just(About::Pens),
        5 => Just(About::Comment),
        2 => Just(About::LinkNotes),
        6 => Just(About::Report),
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
                | About::MergeSeats
                | About::Report
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
        // Whoever asks for a pen, or is asked for one, has something to say about it.
        let parties =
            if self.about == About::Pens && !self.which.is_multiple_of(3) { self.at_pens(room) } else { Vec::new() };
        let list = match self.who {
            _ if !parties.is_empty() => &parties[..],
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
            About::MergeSeats => {
                Command::MergeSeats { from: choose(&room.people, self.which)?, into: choose(&room.people, self.other)? }
            }
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
            About::Pens => self.pens(room, actor)?,
            About::Comment => self.comment(room, actor, number)?,
            About::LinkNotes => self.link(room, number)?,
            About::Report => self.report(room, number)?,
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
