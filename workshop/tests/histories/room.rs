//! A room with people in it, to which things happen.

use crate::mirror::Mirrors;
use charrette_protocol::*;
use charrette_workshop::view::Viewer;
use charrette_workshop::*;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// An id that a number stands for.
pub fn id<Id: std::str::FromStr<Err = InvalidId>>(number: u64) -> Id {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&number.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
    bytes[8..].copy_from_slice(&number.to_be_bytes());
    PaperId::from_bytes(bytes).to_string().parse().expect("every id is written alike")
}

/// The edit key of the note or entry with this number.
pub fn key(number: u64) -> EditKey {
    format!("{number:0>43}")
}

/// A device: its session, and the edit keys it has made.
#[derive(Clone)]
pub struct Device {
    pub session: SessionHash,
    pub keys: Vec<u64>,
}

/// What is known of a note or entry from outside: its number, who posted it from which device,
/// and with which key.
#[derive(Clone)]
pub struct Written {
    pub number: u64,
    pub is_entry: bool,
    pub by: MemberId,
    pub device: SessionHash,
    pub nameless: bool,
    /// Texts it has had, latest last; each is a canary that occurs nowhere else.
    pub canaries: Vec<String>,
    /// By the events, not by the state: nobody but its author may know it.
    pub hidden: bool,
    /// By the events: the table that works on it, whose people may read it.
    pub at_table: Option<TableId>,
    /// Whether it was ever a card: facilitators and theme team may have seen it.
    pub was_card: bool,
}

/// What is known of a statement from outside: whose table reads it while it is hidden, and what it says.
#[derive(Clone)]
pub struct Drafted {
    pub statement: StatementId,
    step: StepId,
    pub table: Option<TableId>,
    pub hidden: bool,
    pub canaries: Vec<String>,
}

/// Things that a wish can choose among.
#[derive(Clone, Default)]
pub struct Things {
    pub steps: Vec<StepId>,
    pub boards: Vec<(BoardId, BoardKind)>,
    pub columns: Vec<(ColumnId, BoardId)>,
    pub tables: Vec<TableId>,
    pub eras: Vec<EraId>,
    pub ballots: Vec<BallotId>,
    pub options: BTreeMap<BallotId, Vec<OptionId>>,
}

/// Whether nobody but an author sees it. What a table works on, its people see.
pub fn is_for_one(hidden: Option<Hidden>) -> bool {
    matches!(hidden, Some(Hidden::UntilReveal | Hidden::Late))
}

/// The room.
#[derive(Clone)]
pub struct Room {
    pub state: Workshop,
    pub facts: Vec<Rc<Fact>>,
    pub people: Vec<MemberId>,
    pub devices: Vec<Device>,
    pub written: Vec<Written>,
    pub drafted: Vec<Drafted>,
    /// Steps whose private writing has been revealed.
    revealed: BTreeSet<StepId>,
    pub things: Things,
    /// Followed by the properties that look at them.
    pub mirrors: Option<Mirrors>,
    pub next: u64,
    pub seed: u64,
}

/// How many of the room's people facilitate: the first.
pub const FACILITATORS: usize = 2;

impl Room {
    /// A full seminar with a lead, a co-facilitator, the theme team, a table host, participants,
    /// an observer and a wall, and steps in which nothing is signed.
    pub fn open(attribution: Attribution, seed: u64, with_mirrors: bool) -> Self {
        let lead: MemberId = id(1);
        let mut room = Self {
            state: Workshop::default(),
            facts: Vec::new(),
            people: vec![lead],
            devices: Vec::new(),
            written: Vec::new(),
            drafted: Vec::new(),
            revealed: BTreeSet::new(),
            things: Things::default(),
            mirrors: with_mirrors.then(Mirrors::default),
            next: 100,
            seed,
        };
        room.edge(AccessCommand::Open {
            workshop: id(0),
            template: templates::built_in(Template::FullSeminar),
            title: "Histories".to_owned(),
            attribution,
            rehearsal: false,
            code: "K7MQ4XWD".to_owned(),
            seats: 12,
            lead,
            name: "Lea".to_owned(),
            session: hash_secret("1"),
        });
        let perspectives: Vec<String> = room.state.groups().iter().flat_map(|one| one.perspectives.clone()).collect();
        let roles = [
            Role::CoFacilitator,
            Role::ThemeTeam,
            Role::TableHost,
            Role::Participant,
            Role::Participant,
            Role::Participant,
            Role::Observer,
            Role::Wall,
        ];
        for (number, role) in (2..).zip(roles) {
            let perspective = perspectives.get(number as usize).filter(|_| number % 3 != 0).cloned();
            room.joins(number, role, perspective);
        }
        room.find_things();
        // Who sits nowhere writes for no table.
        room.asks(lead, Command::SeatEverybody { how: Seating::Random }).expect("tables");
        room.add_nameless_steps();
        for step in room.steps() {
            // A room that has been everywhere takes notes everywhere.
            if step.settings.board.is_some() {
                room.asks(lead, Command::EnterStep { step: step.id }).expect("a step");
            }
        }
        room
    }

    /// Somebody comes in on a device of their own.
    pub fn joins(&mut self, number: u64, role: Role, perspective: Option<String>) {
        let member = id(number);
        let before = self.facts.len();
        self.edge(AccessCommand::Join {
            role,
            member,
            name: format!("Person {number}"),
            perspective,
            session: hash_secret(&number.to_string()),
        });
        if self.facts.len() > before && role != Role::Wall {
            self.people.push(member);
        }
    }

    fn add_nameless_steps(&mut self) {
        let columns = [96, 97].map(|number| NewColumn {
            column: id(number),
            title: format!("Field {number}"),
            prompt: String::new(),
            level: None,
        });
        self.things.columns.extend(columns.iter().map(|column| (column.column, id(95))));
        self.things.boards.push((id(95), BoardKind::Statements));
        let (title, columns) = ("Form".to_owned(), columns.into());
        let form = Command::AddBoard { board: id(95), kind: BoardKind::Statements, title, columns };
        self.asks(self.people[0], form).expect("a board");
        let board = |kind| self.things.boards.iter().find(|(_, one)| *one == kind).map(|(board, _)| *board);
        let settings = |kind, board, writing| StepSettings {
            kind,
            title: "Nameless".to_owned(),
            focus_question: String::new(),
            minutes: 5,
            board,
            ballot: None,
            writing,
            attribution: Some(Attribution::Anonymous),
            note_limit: Some(4),
            post_limit: None,
            practice: false,
            clock_starts: false,
            advance: false,
            naming: false,
        };
        let drafts = settings(StepKind::Draft, Some(id(95)), Writing::Private);
        let steps = [
            settings(StepKind::Write, board(BoardKind::Notes), Writing::Private),
            settings(StepKind::Table, board(BoardKind::Iceberg), Writing::Open),
            settings(StepKind::Timeline, board(BoardKind::Timeline), Writing::Private),
            settings(StepKind::Draft, Some(id(95)), Writing::Open),
            StepSettings { attribution: None, ..drafts },
        ];
        for (number, settings) in (90..).zip(steps) {
            let added = self.asks(self.people[0], Command::AddStep { step: id(number), after: None, settings });
            added.expect("a step");
            self.things.steps.push(id(number));
        }
    }

    fn find_things(&mut self) {
        for key in view::shared_keys(&self.state) {
            match view::shared(&self.state, Audience::Console, &key) {
                Some(Record::Step(step)) => self.things.steps.push(step.id),
                Some(Record::Board(board)) => self.things.boards.push((board.id, board.holds)),
                Some(Record::Column(column)) => self.things.columns.push((column.id, column.board)),
                Some(Record::Table(table)) => self.things.tables.push(table.id),
                Some(Record::Ballot(ballot)) => self.things.ballots.push(ballot.id),
                _ => {}
            }
        }
    }

    /// A number that nothing has yet.
    pub fn fresh(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    /// The records of a kind that a console sees.
    pub fn seen<T>(&self, kind: RecordKind, of_kind: impl Fn(Record) -> Option<T>) -> Vec<T> {
        let keys = view::shared_keys(&self.state).into_iter().filter(|key| key.kind == kind);
        keys.filter_map(|key| view::shared(&self.state, Audience::Console, &key)).filter_map(of_kind).collect()
    }

    /// The agenda.
    pub fn steps(&self) -> Vec<StepRecord> {
        self.seen(RecordKind::Step, |record| if let Record::Step(step) = record { Some(step) } else { None })
    }

    /// The notes everybody sees.
    pub fn notes(&self) -> Vec<NoteRecord> {
        let note =
            |record| if let Record::Note(note) = record { Some(note).filter(|note| !note.deleted) } else { None };
        self.seen(RecordKind::Note, note)
    }

    /// The clusters.
    pub fn clusters(&self) -> Vec<ClusterRecord> {
        self.seen(RecordKind::Cluster, |record| if let Record::Cluster(one) = record { Some(one) } else { None })
    }

    /// The ballots in a state.
    pub fn ballots(&self, state: BallotState) -> Vec<BallotId> {
        let ballot = |record| if let Record::Ballot(one) = record { Some(one) } else { None };
        let all = self.seen(RecordKind::Ballot, ballot).into_iter();
        all.filter(|ballot| ballot.state == state).map(|ballot| ballot.id).collect()
    }

    /// A ballot.
    pub fn ballot(&self, id: BallotId) -> Option<BallotRecord> {
        let ballot = |record| if let Record::Ballot(one) = record { Some(one) } else { None };
        self.seen(RecordKind::Ballot, ballot).into_iter().find(|ballot| ballot.id == id)
    }

    /// How a ballot is voted in.
    pub fn method(&self, ballot: BallotId) -> Option<BallotMethod> {
        self.ballot(ballot).map(|ballot| ballot.settings.method)
    }

    /// What a device may see: its members and keys.
    pub fn viewer(&self, device: &Device) -> Viewer {
        let members = self.state.session(&device.session).map(|session| self.state.speaks_for(session));
        let edit_keys = device.keys.iter().map(|number| hash_secret(&key(*number))).collect();
        Viewer { members: members.unwrap_or_default(), edit_keys }
    }

    /// Whether a session may read what was written as its author: by name, or by the key on that device.
    pub fn wrote(&self, session: &SessionHash, one: &Written) -> bool {
        let device = self.devices.iter().find(|device| device.session == *session);
        device.is_some_and(|device| {
            let by_name = !one.nameless && self.viewer(device).members.contains(&one.by);
            by_name || device.keys.contains(&one.number)
        })
    }

    /// Whether a session may read what a table works on: somebody it speaks for sits there, and no facilitator holds it.
    pub fn reads_at(&self, session: &SessionHash, table: TableId) -> bool {
        let device = self.devices.iter().find(|device| device.session == *session);
        let members = device.map(|device| self.viewer(device).members).unwrap_or_default();
        let role = |member: &MemberId| self.state.role(*member);
        let leads = matches!(members.first().and_then(role), Some(Role::Lead | Role::CoFacilitator));
        let sits = |member: &MemberId| {
            let key = RecordKey::new(RecordKind::Member, *member);
            let record = charrette_workshop::view::shared(&self.state, Audience::Console, &key);
            let counts = matches!(role(member), Some(Role::Participant | Role::TableHost | Role::ThemeTeam));
            counts && matches!(record, Some(Record::Member(record)) if record.table == Some(table))
        };
        !leads && members.iter().any(sits)
    }

    /// The device that speaks for a member.
    pub fn device_of(&self, member: MemberId) -> Option<&Device> {
        self.devices.iter().find(|device| self.viewer(device).members.contains(&member))
    }

    /// The edge asks for something; a refusal changes nothing.
    pub fn edge(&mut self, command: AccessCommand) {
        let context = Context { now: 1, seed: self.seed, anonymous_posts: 0, lead_is_away: true };
        if let Ok(events) = decide_access(&self.state, &command, &context) {
            self.store(None, events);
        }
    }

    /// A member asks for something.
    pub fn asks(&mut self, actor: MemberId, command: Command) -> Result<Vec<Event>, Rejection> {
        let context =
            Context { now: 1, seed: self.seed.wrapping_add(self.next), anonymous_posts: 0, lead_is_away: true };
        let events = decide(&self.state, actor, &command, &context)?;
        self.store(Some(actor), events.clone());
        Ok(events)
    }

    fn store(&mut self, actor: Option<MemberId>, events: Vec<Event>) {
        let command = id(self.fresh());
        let first = self.facts.len();
        for event in events {
            let actor = actor.filter(|_| !event.is_anonymous());
            let fact = Fact { actor, command, time: 1, event };
            apply(&mut self.state, &fact);
            self.note_down(&fact.event);
            self.facts.push(Rc::new(fact));
        }
        if let Some(mut mirrors) = self.mirrors.take() {
            let viewers = self.devices.iter().map(|device| (device.session, self.viewer(device))).collect();
            mirrors.follow(&self.state, &self.facts[first..], viewers);
            self.mirrors = Some(mirrors);
        }
    }

    /// Keeps account of what exists and what is hidden, by the events alone.
    fn note_down(&mut self, event: &Event) {
        match event {
            Event::SessionStarted { session, .. } => {
                self.devices.push(Device { session: *session, keys: Vec::new() });
            }
            Event::SessionEnded { session } => self.devices.retain(|device| device.session != *session),
            Event::MemberRemoved { .. } => self.devices_leave(),
            Event::SeatsMerged { from, into, .. } => {
                self.devices_leave();
                for one in self.written.iter_mut().filter(|one| one.by == *from && !one.nameless) {
                    one.by = *into;
                }
            }
            Event::StatementAdded { statement, step, table, text, hidden, .. } => self.drafted.push(Drafted {
                statement: *statement,
                step: *step,
                table: *table,
                hidden: *hidden,
                canaries: text.values().cloned().collect(),
            }),
            Event::StatementEdited { statement, text } => {
                for one in self.drafted.iter_mut().filter(|one| one.statement == *statement) {
                    one.canaries.extend(text.values().cloned());
                }
            }
            Event::StatementRestored { statement, hidden } => self.draft_hides(*statement, *hidden),
            Event::StepRevealed { step, notes, off_board, entries, statements } => {
                self.revealed.insert(*step);
                statements.iter().for_each(|statement| self.draft_hides(*statement, false));
                let all = notes.iter().map(|(note, _)| note).chain(off_board.iter().map(|(note, _)| note));
                for note in all {
                    self.show(false, |number| id::<NoteId>(number) == *note);
                    self.set_table(*note, None);
                }
                entries.iter().for_each(|entry| self.show(true, |number| id::<EntryId>(number) == *entry));
            }
            Event::HandedToTables { notes, .. } => {
                for (note, table) in notes {
                    self.show(false, |number| id::<NoteId>(number) == *note);
                    self.set_table(*note, Some(*table));
                }
            }
            Event::NotesCarded { notes, card: true } => {
                for one in self.written.iter_mut().filter(|one| notes.contains(&id(one.number))) {
                    one.was_card = true;
                }
            }
            Event::NoteRestored { note, hidden: Some(Hidden::Late), .. } => {
                self.set_table(*note, None);
                self.set_hidden(false, |number| id::<NoteId>(number) == *note, true);
            }
            Event::LatePosted { item, .. } => match item {
                LateItem::Note(note) => self.show(false, |number| id::<NoteId>(number) == *note),
                LateItem::Entry(entry) => self.show(true, |number| id::<EntryId>(number) == *entry),
            },
            Event::Undone { saved, .. } => {
                for saved in saved {
                    match saved {
                        Saved::NoteLife { note, hidden, held, .. } => {
                            let table = held.filter(|_| *hidden == Some(Hidden::AtTable)).map(|held| held.table);
                            self.set_table(*note, table);
                            self.set_hidden(false, |number| id::<NoteId>(number) == *note, is_for_one(*hidden));
                        }
                        Saved::Seats(apart) => {
                            let moved = &apart.moved;
                            for one in &mut self.written {
                                let note = !one.is_entry && moved.notes.contains(&id(one.number));
                                if note || (one.is_entry && moved.entries.contains(&id(one.number))) {
                                    one.by = apart.from;
                                }
                            }
                        }
                        // A draft that missed the reveal of its step comes back shown, like the others.
                        Saved::StatementLife { statement, hidden, .. } => {
                            let step = self.drafted.iter().find(|one| one.statement == *statement).map(|one| one.step);
                            let revealed = step.is_some_and(|step| self.revealed.contains(&step));
                            self.draft_hides(*statement, *hidden && !revealed);
                        }
                        Saved::EntryLife { entry, hidden, .. } => {
                            self.set_hidden(true, |number| id::<EntryId>(number) == *entry, hidden.is_some());
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }

    fn devices_leave(&mut self) {
        let state = &self.state;
        self.devices.retain(|device| state.session(&device.session).is_some());
    }

    fn draft_hides(&mut self, statement: StatementId, hidden: bool) {
        self.drafted.iter_mut().filter(|one| one.statement == statement).for_each(|one| one.hidden = hidden);
    }

    fn set_table(&mut self, note: NoteId, table: Option<TableId>) {
        for one in self.written.iter_mut().filter(|one| !one.is_entry && id::<NoteId>(one.number) == note) {
            one.at_table = table;
        }
    }

    fn show(&mut self, is_entry: bool, is_it: impl Fn(u64) -> bool) {
        self.set_hidden(is_entry, is_it, false);
    }

    fn set_hidden(&mut self, is_entry: bool, is_it: impl Fn(u64) -> bool, hidden: bool) {
        let mut written = self.written.iter_mut();
        if let Some(found) = written.find(|one| one.is_entry == is_entry && is_it(one.number)) {
            found.hidden = hidden;
        }
    }
}
