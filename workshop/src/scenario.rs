//! Given / when / then, for tests of rules.
//!
//! A scenario is a room with people, boards and steps in it. Whatever is accepted is also
//! checked: the state's invariants hold, the event reads back as it was written, and a replay
//! of all facts gives the same state.

use crate::view::{self, Viewer};
use crate::*;
use charrette_protocol::*;

/// An id that a number stands for.
pub(crate) fn id<Id: std::str::FromStr<Err = InvalidId>>(number: u64) -> Id {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&number.to_be_bytes());
    PaperId::from_bytes(bytes).to_string().parse().expect("every id is written alike")
}

macro_rules! people {
    ($($(#[$doc:meta])* $name:ident = $number:literal;)*) => {$(
        $(#[$doc])* pub(crate) const $name: MemberId = MemberId::from_bytes([$number; 16]);
    )*};
}

people! {
    LEAD = 1;
    CO = 2;
    THEME = 3;
    HOST = 4;
    /// A participant: a caregiver (patients).
    ANN = 5;
    /// A participant: an investor (market).
    BEN = 6;
    /// A participant without a perspective.
    CYD = 7;
    OBSERVER = 8;
    /// In no room.
    STRANGER = 9;
}

macro_rules! things {
    ($($type:ident { $($name:ident = $number:literal),* $(,)? })*) => {$($(
        pub(crate) const $name: $type = $type::from_bytes([$number; 16]);
    )*)*};
}

things! {
    StepId { TALK = 10, WRITE = 11, SILENT = 12, NAMELESS = 13, TABLES = 14, GROUPING = 15, VOTING = 16, DATES = 17, LATER = 18 }
    BoardId { NOTES = 20, ICEBERG = 21, TIMELINE = 22 }
    ColumnId { LEFT = 30, RIGHT = 31, SURFACE = 32, TRENDS = 33, SYSTEMS = 34, BELIEFS = 35, SCIENCE = 36, POLICY = 37 }
    BallotId { BALLOT = 40, SECOND_BALLOT = 41 }
    TableId { TABLE = 50, OTHER_TABLE = 51 }
    WorkshopId { WORKSHOP = 60 }
}

/// An edit key that a number stands for.
pub(crate) fn key(number: u64) -> EditKey {
    format!("{number:0>43}")
}

/// Settings of a step of a kind, on a board.
pub(crate) fn settings(kind: StepKind, board: Option<BoardId>) -> StepSettings {
    StepSettings {
        kind,
        title: format!("{kind:?}"),
        focus_question: String::new(),
        minutes: 10,
        board,
        ballot: None,
        writing: Writing::Open,
        attribution: None,
        note_limit: None,
        post_limit: None,
        practice: false,
        clock_starts: false,
        advance: false,
        naming: false,
    }
}

/// What a command came to.
pub(crate) struct Outcome(Result<Vec<Event>, Rejection>);

impl Outcome {
    #[track_caller]
    pub(crate) fn then_accepted(self) -> Vec<Event> {
        match self.0 {
            Ok(events) => events,
            Err(rejection) => panic!("refused: {:?} {rejection}", rejection.code),
        }
    }

    #[track_caller]
    pub(crate) fn then_refused(self, code: RejectionCode) -> Rejection {
        match self.0 {
            Ok(events) => panic!("accepted as {events:?}, where {code:?} was expected"),
            Err(rejection) => {
                assert_eq!(rejection.code, code, "{rejection}");
                rejection
            }
        }
    }
}

/// A room, its history, and what a command came to.
#[derive(Clone)]
pub(crate) struct Scenario {
    pub(crate) state: Workshop,
    pub(crate) facts: Vec<Fact>,
    /// What the next decision knows.
    pub(crate) context: Context,
    commands: u64,
}

impl Scenario {
    /// A server on which nothing has been opened.
    pub(crate) fn nowhere() -> Self {
        let context = Context { now: 1_000, seed: 7, anonymous_posts: 0, lead_is_away: true };
        Self { state: Workshop::default(), facts: Vec::new(), context, commands: 0 }
    }

    /// A room with named attribution, in its first step; nothing is written yet.
    #[track_caller]
    pub(crate) fn room() -> Self {
        Self::room_with(Attribution::Named)
    }

    /// A room with this attribution.
    #[track_caller]
    pub(crate) fn room_with(attribution: Attribution) -> Self {
        let mut room = Self::nowhere();
        room.store(None, |_, _| Ok(Self::beginning(attribution))).then_accepted();
        for (member, role, perspective) in [
            (CO, Role::CoFacilitator, None),
            (THEME, Role::ThemeTeam, Some("Scientist")),
            (HOST, Role::TableHost, Some("Scientist")),
            (ANN, Role::Participant, Some("Caregiver")),
            (BEN, Role::Participant, Some("Investor")),
            (CYD, Role::Participant, None),
            (OBSERVER, Role::Observer, None),
        ] {
            room.joins(member, role, perspective).then_accepted();
        }
        room.given(LEAD, Command::EnterStep { step: TALK });
        room
    }

    fn beginning(attribution: Attribution) -> Vec<Event> {
        let group = |name: &str, perspectives: &[&str]| PerspectiveGroup {
            name: name.to_owned(),
            perspectives: perspectives.iter().map(|one| (*one).to_owned()).collect(),
        };
        let newcomer = Newcomer { name: "Lea".to_owned(), role: Role::Lead, perspective: None };
        let column =
            |column: ColumnId, level| NewColumn { column, title: "Column".into(), prompt: String::new(), level };
        let board = |board, kind, columns| Event::BoardAdded { board, kind, title: "Board".to_owned(), columns };
        let ballot = |ballot| Event::BallotAdded {
            ballot,
            settings: BallotSettings {
                question: "Which first?".to_owned(),
                method: BallotMethod::Dots { budget: None, cap: 1 },
                previous: None,
            },
        };
        let mut events = vec![
            Event::Opened {
                workshop: WORKSHOP,
                title: "A workshop".to_owned(),
                purpose: String::new(),
                attribution,
                groups: vec![
                    group("Research", &["Scientist"]),
                    group("Patients", &["Caregiver", "Advocate"]),
                    group("Market", &["Investor"]),
                ],
                rehearsal: false,
                code: "K7MQ4XWD".to_owned(),
                seats: 60,
            },
            Event::MemberJoined { member: LEAD, newcomer },
            Event::SessionStarted {
                session: hash_secret("lead"),
                role: Role::Lead,
                member: Some(LEAD),
                let_in_by: None,
            },
            Event::TableAdded { table: TABLE, name: "1".to_owned() },
            Event::TableAdded { table: OTHER_TABLE, name: "2".to_owned() },
            board(NOTES, BoardKind::Notes, vec![column(LEFT, None), column(RIGHT, None)]),
            board(
                ICEBERG,
                BoardKind::Iceberg,
                vec![
                    column(SURFACE, Some(IcebergLevel::Event)),
                    column(TRENDS, Some(IcebergLevel::Pattern)),
                    column(SYSTEMS, Some(IcebergLevel::Structure)),
                    column(BELIEFS, Some(IcebergLevel::MentalModel)),
                ],
            ),
            board(TIMELINE, BoardKind::Timeline, vec![column(SCIENCE, None), column(POLICY, None)]),
            ballot(BALLOT),
            ballot(SECOND_BALLOT),
        ];
        let private = |settings: StepSettings| StepSettings { writing: Writing::Private, ..settings };
        let steps = [
            (TALK, settings(StepKind::Talk, None)),
            (WRITE, settings(StepKind::Write, Some(NOTES))),
            (SILENT, private(settings(StepKind::Write, Some(NOTES)))),
            (
                NAMELESS,
                StepSettings {
                    attribution: Some(Attribution::Anonymous),
                    ..private(settings(StepKind::Write, Some(NOTES)))
                },
            ),
            (TABLES, settings(StepKind::Table, Some(NOTES))),
            (GROUPING, settings(StepKind::Cluster, Some(NOTES))),
            (VOTING, StepSettings { ballot: Some(BALLOT), ..settings(StepKind::Ballot, None) }),
            (DATES, settings(StepKind::Timeline, Some(TIMELINE))),
            (LATER, settings(StepKind::Write, Some(NOTES))),
        ];
        let ranks = rank::spread(steps.len());
        events.extend(steps.into_iter().zip(ranks).map(|((step, settings), rank)| Event::StepAdded {
            step,
            settings,
            ranks: vec![(step, rank)],
        }));
        events
    }

    /// Somebody comes in, under the name of their number.
    pub(crate) fn joins(&mut self, member: MemberId, role: Role, perspective: Option<&str>) -> Outcome {
        let number = member.as_bytes()[0];
        self.asks(AccessCommand::Join {
            role,
            member,
            name: format!("Person {number}"),
            perspective: perspective.map(str::to_owned),
            session: hash_secret(&format!("{member} {role:?}")),
        })
    }

    /// The edge asks for something.
    pub(crate) fn asks(&mut self, command: AccessCommand) -> Outcome {
        self.store(command.asker(), |state, context| decide_access(state, &command, context))
    }

    /// A member asks for something.
    pub(crate) fn when(&mut self, actor: MemberId, command: Command) -> Outcome {
        self.store(Some(actor), |state, context| decide(state, actor, &command, context))
    }

    /// Something that has happened before.
    #[track_caller]
    pub(crate) fn given(&mut self, actor: MemberId, command: Command) -> &mut Self {
        self.when(actor, command).then_accepted();
        self
    }

    /// The room goes to a step.
    #[track_caller]
    pub(crate) fn given_in(&mut self, step: StepId) -> &mut Self {
        self.given(LEAD, Command::EnterStep { step })
    }

    /// A note of somebody's in the left column.
    #[track_caller]
    pub(crate) fn given_note(&mut self, author: MemberId, step: StepId, number: u64) -> NoteId {
        self.given(author, post(step, number));
        id(number)
    }

    #[track_caller]
    fn store(
        &mut self,
        actor: Option<MemberId>,
        decide: impl FnOnce(&Workshop, &Context) -> Result<Vec<Event>, Rejection>,
    ) -> Outcome {
        let decided = decide(&self.state, &self.context);
        self.commands += 1;
        if let Ok(events) = &decided {
            for event in events {
                let read = Event::decode(event.kind(), &event.encode()).expect("an event reads back");
                assert_eq!(read, *event);
                let actor = actor.filter(|_| !event.is_anonymous());
                let fact = Fact { actor, command: id(self.commands), time: self.context.now, event: read };
                apply(&mut self.state, &fact);
                self.facts.push(fact);
            }
            self.state.check().expect("the invariants hold");
            let mut replayed = Workshop::default();
            self.facts.iter().for_each(|fact| apply(&mut replayed, fact));
            assert!(replayed == self.state, "a replay gives another state");
        }
        Outcome(decided)
    }

    /// A record as an audience sees it.
    pub(crate) fn seen(&self, audience: Audience, kind: RecordKind, id: impl Into<RecordId>) -> Option<Record> {
        view::shared(&self.state, audience, &RecordKey::new(kind, id))
    }

    /// A note as the room sees it.
    pub(crate) fn note(&self, note: NoteId) -> Option<NoteRecord> {
        self.note_for(Audience::Room, note)
    }

    /// A note as an audience sees it.
    pub(crate) fn note_for(&self, audience: Audience, note: NoteId) -> Option<NoteRecord> {
        match self.seen(audience, RecordKind::Note, note) {
            Some(Record::Note(note)) => Some(note),
            _ => None,
        }
    }

    /// All shared records of an audience.
    pub(crate) fn all(&self, audience: Audience) -> Vec<Record> {
        view::shared_keys(&self.state).iter().filter_map(|key| view::shared(&self.state, audience, key)).collect()
    }

    /// The same without what facilitators did: what there is, however it came about.
    pub(crate) fn content(&self, audience: Audience) -> Vec<Record> {
        self.all(audience).into_iter().filter(|record| !matches!(record, Record::Act(_))).collect()
    }

    /// The personal records of a member who holds some edit keys.
    pub(crate) fn personal(&self, member: MemberId, keys: &[EditKey]) -> Vec<Record> {
        let edit_keys = keys.iter().map(|key| hash_secret(key)).collect();
        view::personal(&self.state, &Viewer { members: vec![member], edit_keys })
    }

    /// A member's seat.
    #[track_caller]
    pub(crate) fn seat(&self, member: MemberId) -> SeatRecord {
        let records = self.personal(member, &[]).into_iter();
        let mut seats = records.filter_map(|record| if let Record::Seat(seat) = record { Some(seat) } else { None });
        seats.next().expect("a seat")
    }

    /// A member's hidden notes.
    pub(crate) fn private_notes(&self, member: MemberId, keys: &[EditKey]) -> Vec<PrivateNoteRecord> {
        let records = self.personal(member, keys).into_iter();
        records.filter_map(|record| if let Record::PrivateNote(note) = record { Some(note) } else { None }).collect()
    }

    /// The visible notes of a list, in order: of a cluster, or of a column.
    pub(crate) fn order(&self, column: ColumnId, cluster: Option<ClusterId>) -> Vec<NoteId> {
        let notes = self.all(Audience::Room).into_iter();
        let mut notes: Vec<_> = notes
            .filter_map(|record| if let Record::Note(note) = record { Some(note) } else { None })
            .filter(|note| {
                note.shelf == Shelf::Board && note.cluster == cluster && (cluster.is_some() || note.column == column)
            })
            .collect();
        notes.sort_by_key(|note| (note.rank, note.id));
        notes.into_iter().map(|note| note.id).collect()
    }
}

/// A note in the left column.
pub(crate) fn post(step: StepId, number: u64) -> Command {
    Command::PostNote {
        note: id(number),
        step,
        column: LEFT,
        text: format!("Idea {number}"),
        private: false,
        edit_key: None,
    }
}

/// The same note, of which nobody knows the author.
pub(crate) fn post_nameless(step: StepId, number: u64) -> Command {
    match post(step, number) {
        Command::PostNote { note, step, column, text, private, .. } => {
            Command::PostNote { note, step, column, text, private, edit_key: Some(key(number)) }
        }
        other => other,
    }
}

/// A new text for a note.
pub(crate) fn edit(number: u64, based_on: u32, text: &str) -> Command {
    Command::EditNote { note: id(number), based_on, text: text.to_owned(), edit_key: None }
}

/// A cluster of notes.
pub(crate) fn make(cluster: u64, notes: &[u64]) -> Command {
    Command::MakeCluster {
        cluster: id(cluster),
        board: NOTES,
        name: format!("Cluster {cluster}"),
        notes: notes.iter().map(|number| id(*number)).collect(),
        after: None,
    }
}

/// What an entry says.
pub(crate) fn entry_text(start: &str) -> EntryText {
    EntryText {
        lane: SCIENCE,
        also_in: Vec::new(),
        start: start.to_owned(),
        end: None,
        title: "It happened".to_owned(),
        detail: String::new(),
        why_it_matters: String::new(),
        source: String::new(),
    }
}

/// An entry.
pub(crate) fn post_entry(number: u64, start: &str) -> Command {
    Command::PostEntry { entry: id(number), step: DATES, text: entry_text(start), private: false, edit_key: None }
}

/// A paper with dots on options.
pub(crate) fn dots(ballot: BallotId, on: &[(u64, u16)]) -> Command {
    let marks = on.iter().map(|(number, dots)| (id(*number), vec![*dots])).collect();
    Command::Vote { ballot, marks, reasons: [].into() }
}

/// An option in words.
pub(crate) fn option(number: u64, label: &str) -> NewOption {
    NewOption { option: id(number), source: OptionSource::Text { label: label.to_owned() } }
}
