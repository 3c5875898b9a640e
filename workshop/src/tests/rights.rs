//! Every command × role × kind of step, against `rights.txt`, which is written by hand.

use crate::scenario::*;
use crate::*;
use charrette_protocol::*;
use std::collections::{BTreeMap, BTreeSet};

const EXPECTED: &str = include_str!("rights.txt");

const WALL: MemberId = MemberId::from_bytes([70; 16]);
const SECOND_LEAD: MemberId = MemberId::from_bytes([71; 16]);
const SECOND_CO: MemberId = MemberId::from_bytes([72; 16]);
const DRAFT: StepId = StepId::from_bytes([73; 16]);
const OPEN_BALLOT: BallotId = BallotId::from_bytes([74; 16]);
/// Steps with the form: in the open, hidden until the reveal, nameless, and one to come.
const DRAFTING: StepId = StepId::from_bytes([79; 16]);
const UNSEEN_DRAFTING: StepId = StepId::from_bytes([80; 16]);
const NAMELESS_DRAFTING: StepId = StepId::from_bytes([81; 16]);
const LATER_DRAFTING: StepId = StepId::from_bytes([82; 16]);
const SPARE_TABLE: TableId = TableId::from_bytes([75; 16]);
const ERA: EraId = EraId::from_bytes([76; 16]);
const FORM: BoardId = BoardId::from_bytes([77; 16]);
const FIELD: ColumnId = ColumnId::from_bytes([78; 16]);

/// Who asks, by role.
const ACTORS: [(Role, MemberId); 7] = [
    (Role::Lead, LEAD),
    (Role::CoFacilitator, CO),
    (Role::ThemeTeam, THEME),
    (Role::TableHost, HOST),
    (Role::Participant, ANN),
    (Role::Observer, OBSERVER),
    (Role::Wall, WALL),
];

const KINDS: [StepKind; 7] = [
    StepKind::Talk,
    StepKind::Write,
    StepKind::Table,
    StepKind::Cluster,
    StepKind::Ballot,
    StepKind::Timeline,
    StepKind::Draft,
];

/// What everybody has of their own: their number's hundred, and one of these.
const SHOWN: u64 = 1;
const HIDDEN: u64 = 2;
const DELETED: u64 = 3;
const LATE: u64 = 4;
const PROXY: u64 = 5;
const KEYED: u64 = 6;
const PENNED: u64 = 7;
const SAID: u64 = 8;
const SAID_BY_KEY: u64 = 9;

fn of<Id: std::str::FromStr<Err = InvalidId>>(member: MemberId, which: u64) -> Id {
    id(u64::from(member.as_bytes()[0]) * 1_000 + which)
}

/// Everybody's things at one table: numbers of notes of CYD's, who sits there too.
const HELD: [u64; 2] = [601, 602];
const HELD_MERGED: u64 = 603;
const HELD_PARTS: [u64; 2] = [604, 605];
const HELD_PARKED: u64 = 606;
/// Notes of BEN's that all see.
const CLUSTERED: [u64; 2] = [701, 702];
const MERGED: u64 = 703;
const PARTS: [u64; 2] = [704, 705];
const PARKED: u64 = 706;
const CLUSTER: u64 = 710;
const OTHER_CLUSTER: u64 = 711;
/// Statements of everybody's table: nobody has the pen, CYD has it, it is deleted, it is hidden.
const LYING: u64 = 721;
const CYDS: u64 = 722;
const GONE: u64 = 723;
const UNSEEN: u64 = 724;
/// Statements of BEN's table: nobody has the pen, it is deleted.
const ELSEWHERE: u64 = 725;
const GONE_ELSEWHERE: u64 = 726;
/// Two notes of the iceberg, and a link between them.
const DEEP: [u64; 2] = [731, 732];
const LINK: u64 = 733;
const NEW: u64 = 799;

/// Which room a case is tried in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum In {
    /// The current step has a board of notes, where its kind can; tables hold nothing.
    Notes,
    /// The current step has a timeline, where its kind can.
    Dates,
    /// As `Notes`, and tables hold notes and hidden statements.
    AtWork,
    /// The current step has a form of statements, or an iceberg, where its kind can.
    Drafts,
}

/// The step of a kind, with a board of notes or with a timeline, as far as the kind can.
fn step_of(kind: StepKind, room: In) -> StepId {
    let dated = room == In::Dates;
    match kind {
        StepKind::Talk if dated => id(81),
        StepKind::Table if dated => id(82),
        StepKind::Ballot if dated => id(83),
        StepKind::Talk if room == In::Drafts => id(85),
        StepKind::Table if room == In::Drafts => id(86),
        StepKind::Ballot if room == In::Drafts => id(87),
        StepKind::Draft if room == In::Drafts => DRAFTING,
        StepKind::Cluster if room == In::Drafts => id(90),
        StepKind::Talk => TALK,
        StepKind::Write => WRITE,
        StepKind::Table => TABLES,
        StepKind::Cluster => GROUPING,
        StepKind::Ballot => VOTING,
        StepKind::Timeline => DATES,
        StepKind::Draft => DRAFT,
    }
}

fn late(note: NoteId) -> Command {
    Command::PostNote { note, step: WRITE, column: LEFT, text: "Late".into(), private: true, edit_key: None }
}

fn entry(entry: EntryId, step: StepId, private: bool) -> Command {
    Command::PostEntry { entry, step, text: entry_text("1990"), private, edit_key: None }
}

fn note(note: NoteId, step: StepId) -> Command {
    Command::PostNote { note, step, column: LEFT, text: "A note".into(), private: false, edit_key: None }
}

fn notes(numbers: &[u64]) -> Vec<NoteId> {
    numbers.iter().map(|number| id(*number)).collect()
}

/// Somebody writes all that a case may speak of, and keeps a proxy.
fn given_things_of(room: &mut Scenario, member: MemberId) {
    room.given(member, note(of(member, SHOWN), WRITE));
    room.given(member, note(of(member, HIDDEN), SILENT));
    room.given(member, note(of(member, DELETED), WRITE));
    room.given(member, Command::DeleteNote { note: of(member, DELETED), edit_key: None });
    room.given(member, late(of(member, LATE)));
    let keyed = u64::from(member.as_bytes()[0]);
    room.given(
        member,
        Command::PostNote {
            note: of(member, KEYED),
            step: NAMELESS,
            column: LEFT,
            text: "Nameless".into(),
            private: false,
            edit_key: Some(key(keyed)),
        },
    );
    room.given(member, entry(of(member, SHOWN), DATES, false));
    room.given(member, entry(of(member, DELETED), DATES, false));
    room.given(member, Command::DeleteEntry { entry: of(member, DELETED), edit_key: None });
    room.given(member, entry(of(member, LATE), DATES, true));
    if member != WALL {
        let proxy = Command::AddProxy { member: of(member, PROXY), name: "Spoken for".into(), perspective: None };
        room.given(member, proxy);
    }
}

/// A room in which every case's command fits, in a step of a kind.
fn room(at_work: bool) -> Scenario {
    let mut room = Scenario::room();
    room.joins(SECOND_LEAD, Role::Lead, None).then_accepted();
    room.joins(SECOND_CO, Role::CoFacilitator, None).then_accepted();
    room.joins(WALL, Role::Participant, None).then_accepted();
    room.given(LEAD, Command::SetRole { member: OBSERVER, role: Role::Participant });
    room.given(LEAD, Command::AddTable { table: SPARE_TABLE, name: "Spare".into() });

    let writing = if at_work { Writing::Private } else { Writing::Open };
    for (step, settings) in [
        (TALK, settings(StepKind::Talk, Some(NOTES))),
        (VOTING, settings(StepKind::Ballot, Some(NOTES))),
        (TABLES, StepSettings { writing, ..settings(StepKind::Table, Some(NOTES)) }),
    ] {
        room.given(LEAD, Command::EditStep { step, settings });
    }
    for (step, kind, board) in [
        (DRAFT, StepKind::Draft, NOTES),
        (id(81), StepKind::Talk, TIMELINE),
        (id(82), StepKind::Table, TIMELINE),
        (id(83), StepKind::Ballot, TIMELINE),
    ] {
        room.given(LEAD, Command::AddStep { step, after: None, settings: settings(kind, Some(board)) });
    }
    for step in [WRITE, SILENT, NAMELESS, TABLES, DATES] {
        room.given_in(step);
    }
    for member in ACTORS.into_iter().map(|(_, member)| member).chain([BEN]) {
        given_things_of(&mut room, member);
    }
    given_boards_and_ballots(&mut room);

    let here = ACTORS.into_iter().map(|(_, member)| member).chain([CYD]).collect();
    room.given(LEAD, Command::AssignTable { members: here, table: Some(TABLE) });
    room.given(LEAD, Command::AssignTable { members: vec![BEN], table: Some(OTHER_TABLE) });
    if at_work {
        given_work_at_a_table(&mut room);
    }
    given_statements(&mut room, at_work);
    room.given(LEAD, Command::SetRole { member: OBSERVER, role: Role::Observer });
    for (role, member) in ACTORS.into_iter().filter(|(role, _)| *role != Role::Wall) {
        // Something to take back.
        room.given(member, Command::EditMember { member, name: format!("{role:?}"), perspective: None });
    }
    room
}

fn given_boards_and_ballots(room: &mut Scenario) {
    for number in CLUSTERED.into_iter().chain(PARTS).chain([PARKED]) {
        room.given(BEN, post(WRITE, number));
    }
    room.given(LEAD, make(CLUSTER, &CLUSTERED));
    room.given(LEAD, make(OTHER_CLUSTER, &[]));
    room.given(LEAD, Command::MergeNotes { note: id(MERGED), notes: notes(&PARTS), text: "Both".into() });
    room.given(LEAD, Command::ParkNotes { notes: notes(&[PARKED]) });
    room.given(LEAD, Command::AddEra { era: ERA, board: TIMELINE, text: era_text() });
    let options = |first: u64| vec![option(first, "One"), option(first + 1, "Other")];
    room.given(LEAD, Command::FreezeOptions { ballot: SECOND_BALLOT, options: options(800) });
    room.given(LEAD, Command::AddBallot { ballot: OPEN_BALLOT, settings: ballot_settings() });
    room.given(LEAD, Command::OpenBallot { ballot: OPEN_BALLOT, options: options(802) });
}

fn given_work_at_a_table(room: &mut Scenario) {
    room.given_in(TABLES);
    for number in HELD.into_iter().chain(HELD_PARTS).chain([HELD_PARKED]) {
        room.given(CYD, note(id(number), TABLES));
    }
    room.given(CYD, Command::MergeNotes { note: id(HELD_MERGED), notes: notes(&HELD_PARTS), text: "Both".into() });
    room.given(CYD, Command::ParkNotes { notes: notes(&[HELD_PARKED]) });
}

/// A form, and what everybody has on it; and links on the iceberg.
fn given_statements(room: &mut Scenario, at_work: bool) {
    let field = NewColumn { column: FIELD, title: "Who".into(), prompt: String::new(), level: None };
    let form =
        Command::AddBoard { board: FORM, kind: BoardKind::Statements, title: "Form".into(), columns: vec![field] };
    room.given(LEAD, form);
    let draft = settings(StepKind::Draft, Some(FORM));
    for (step, settings) in [
        (id(85), settings(StepKind::Talk, Some(FORM))),
        (id(86), settings(StepKind::Table, Some(FORM))),
        (id(87), settings(StepKind::Ballot, Some(FORM))),
        (id(90), settings(StepKind::Cluster, Some(ICEBERG))),
        (UNSEEN_DRAFTING, StepSettings { writing: Writing::Private, ..draft.clone() }),
        (NAMELESS_DRAFTING, StepSettings { attribution: Some(Attribution::Anonymous), ..draft.clone() }),
        (LATER_DRAFTING, draft.clone()),
        (DRAFTING, draft),
    ] {
        room.given(LEAD, Command::AddStep { step, after: None, settings });
    }
    for step in [UNSEEN_DRAFTING, NAMELESS_DRAFTING, DRAFTING] {
        room.given_in(step);
    }
    for (by, number) in [(CYD, LYING), (CYD, CYDS), (CYD, GONE), (BEN, ELSEWHERE), (BEN, GONE_ELSEWHERE)] {
        room.given(by, statement(id(number), DRAFTING));
        if number != CYDS {
            room.given(by, Command::ReleasePen { statement: id(number) });
        }
    }
    for member in ACTORS.into_iter().map(|(_, member)| member).chain([BEN]) {
        room.given(member, statement(of(member, PENNED), DRAFTING));
        room.given(member, comment(of(member, SAID), DRAFTING, LYING, None));
        let by_key = Some(key(u64::from(member.as_bytes()[0])));
        room.given(member, comment(of(member, SAID_BY_KEY), NAMELESS_DRAFTING, LYING, by_key));
    }
    room.given(CYD, Command::DeleteStatement { statement: id(GONE) });
    room.given(BEN, Command::DeleteStatement { statement: id(GONE_ELSEWHERE) });
    if at_work {
        room.given(CYD, statement(id(UNSEEN), UNSEEN_DRAFTING));
        room.given(CYD, Command::ReleasePen { statement: id(UNSEEN) });
    }
    for (number, column) in DEEP.into_iter().zip([SURFACE, TRENDS]) {
        let text = "Deep".to_owned();
        let post = Command::PostNote { note: id(number), step: id(90), column, text, private: false, edit_key: None };
        room.given(LEAD, post);
    }
    room.given(LEAD, link(LINK, LinkKind::SignOf));
}

fn says(words: &str) -> StatementText {
    BTreeMap::from([(FIELD, words.to_owned())])
}

fn statement(statement: StatementId, step: StepId) -> Command {
    Command::AddStatement { statement, step, text: says("Staff") }
}

fn edit_statement(statement: StatementId) -> Command {
    Command::EditStatement { statement, based_on: 1, text: says("All staff") }
}

fn comment(comment: CommentId, step: StepId, on: u64, edit_key: Option<EditKey>) -> Command {
    Command::Comment { comment, on: id(on), step, text: "Why?".into(), reservation: true, edit_key }
}

fn edit_comment(comment: CommentId, edit_key: Option<EditKey>) -> Command {
    Command::EditComment { comment, based_on: 1, text: "Why not?".into(), edit_key }
}

fn link(number: u64, kind: LinkKind) -> Command {
    Command::LinkNotes { link: id(number), from: id(DEEP[0]), to: id(DEEP[1]), kind }
}

fn check(entry: EntryId) -> Command {
    Command::SetEntryState { entry, state: EntryState::Disputed, remark: "Elsewhere it says 1991.".into() }
}

fn era_text() -> EraText {
    EraText { name: "An era".into(), start: "1990".into(), end: None, story: String::new() }
}

fn ballot_settings() -> BallotSettings {
    BallotSettings { question: "Which?".into(), method: BallotMethod::Dots { budget: None, cap: 1 }, previous: None }
}

/// Who asks, and where the room is.
struct At {
    me: MemberId,
    step: StepId,
}

impl At {
    fn my<Id: std::str::FromStr<Err = InvalidId>>(&self, which: u64) -> Id {
        of(self.me, which)
    }

    fn key(&self) -> Option<EditKey> {
        Some(key(u64::from(self.me.as_bytes()[0])))
    }
}

type Ask = fn(&At) -> Command;

/// What is said of a command behind the colon, where it is tried, and the command.
#[rustfmt::skip]
const CASES: &[(&str, In, Ask)] = &[
    ("", In::Notes, |_| Command::EditWorkshop { title: "T".into(), purpose: String::new() }),
    ("", In::Notes, |_| Command::TightenAttribution { attribution: Attribution::Anonymous }),
    ("", In::Notes, |_| Command::SetDoor { open: false }),
    ("", In::Notes, |_| Command::SetPerspectives { groups: groups() }),

    ("oneself", In::Notes, |at| edit_member(at.me)),
    ("spoken for", In::Notes, |at| edit_member(at.my(PROXY))),
    ("another", In::Notes, |_| edit_member(BEN)),
    ("", In::Notes, |_| Command::GiveConsent { listed: true, quoted: false }),
    ("a participant hosts a table", In::Notes, |_| Command::SetRole { member: BEN, role: Role::TableHost }),
    ("a participant facilitates", In::Notes, |_| Command::SetRole { member: BEN, role: Role::CoFacilitator }),
    ("a facilitator takes part", In::Notes, |_| Command::SetRole { member: SECOND_CO, role: Role::Participant }),
    ("a participant is a wall", In::Notes, |_| Command::SetRole { member: BEN, role: Role::Wall }),
    ("oneself", In::Notes, |at| Command::RemoveMember { member: at.me }),
    ("spoken for", In::Notes, |at| Command::RemoveMember { member: at.my(PROXY) }),
    ("another", In::Notes, |_| Command::RemoveMember { member: BEN }),
    ("a facilitator", In::Notes, |_| Command::RemoveMember { member: SECOND_CO }),
    ("another", In::Notes, |_| Command::Mute { member: BEN, muted: true }),
    ("a facilitator", In::Notes, |_| Command::Mute { member: SECOND_CO, muted: true }),
    ("while who leads is away", In::Notes, |_| Command::TakeLead {}),
    ("", In::Notes, |_| Command::AddProxy { member: id(NEW), name: "New".into(), perspective: None }),

    ("", In::Notes, |_| Command::AddTable { table: id(NEW), name: "New".into() }),
    ("", In::Notes, |_| Command::EditTable { table: SPARE_TABLE, name: "Other".into() }),
    ("", In::Notes, |_| Command::RemoveTable { table: SPARE_TABLE }),
    ("oneself", In::Notes, |at| assign(at.me)),
    ("spoken for", In::Notes, |at| assign(at.my(PROXY))),
    ("another", In::Notes, |_| assign(BEN)),
    ("", In::Notes, |_| Command::SeatEverybody { how: Seating::Balanced }),

    ("", In::Notes, |_| Command::AddStep { step: id(NEW), after: None, settings: settings(StepKind::Talk, None) }),
    ("", In::Notes, |_| Command::EditStep { step: LATER, settings: settings(StepKind::Talk, None) }),
    ("", In::Notes, |_| Command::MoveStep { step: LATER, after: None }),
    ("", In::Notes, |_| Command::RemoveStep { step: LATER }),
    ("", In::Notes, |_| Command::EnterStep { step: LATER }),
    ("", In::Notes, |_| Command::RevealStep { step: SILENT }),
    ("", In::Notes, |_| Command::SkipStep { step: LATER, skipped: true }),
    ("", In::Notes, |_| Command::CallTime { step: SILENT }),
    ("", In::Notes, |_| Command::CancelCall { step: SILENT }),
    ("", In::Notes, |_| Command::StartClock {}),
    ("", In::Notes, |_| Command::PauseClock {}),
    ("", In::Notes, |_| Command::AddTime { seconds: 60 }),
    ("", In::Notes, |_| Command::SetLock { locked: true }),
    ("", In::Notes, |_| Command::SetSpotlight { item: Some(RecordKey::new(RecordKind::Note, of::<NoteId>(BEN, SHOWN))) }),
    ("", In::Notes, |_| Command::SetWall { mode: WallMode::Frozen }),
    ("", In::Notes, |_| Command::AddBoard { board: id(NEW), kind: BoardKind::Notes, title: "B".into(), columns: vec![column()] }),
    ("", In::Notes, |_| Command::EditBoard { board: NOTES, title: "B".into() }),
    ("", In::Notes, |_| Command::AddColumn { board: NOTES, column: column() }),
    ("", In::Notes, |_| Command::EditColumn { column: LEFT, title: "C".into(), prompt: String::new() }),

    ("here", In::Notes, |at| note(id(NEW), at.step)),
    ("in an earlier step", In::Notes, |_| note(id(NEW), WRITE)),
    ("in a step to come", In::Notes, |_| note(id(NEW), LATER)),
    ("own", In::Notes, |at| edit_note(at.my(SHOWN), None)),
    ("own, by key", In::Notes, |at| edit_note(at.my(KEYED), at.key())),
    ("own, hidden", In::Notes, |at| edit_note(at.my(HIDDEN), None)),
    ("another's", In::Notes, |_| edit_note(of(BEN, SHOWN), None)),
    ("another's, hidden", In::Notes, |_| edit_note(of(BEN, HIDDEN), None)),
    ("own", In::Notes, |at| Command::DeleteNote { note: at.my(SHOWN), edit_key: None }),
    ("another's", In::Notes, |_| Command::DeleteNote { note: of(BEN, SHOWN), edit_key: None }),
    ("another's, hidden", In::Notes, |_| Command::DeleteNote { note: of(BEN, HIDDEN), edit_key: None }),
    ("own", In::Notes, |at| Command::RestoreNote { note: at.my(DELETED), edit_key: None }),
    ("another's", In::Notes, |_| Command::RestoreNote { note: of(BEN, DELETED), edit_key: None }),
    ("own note", In::Notes, |at| Command::PostLate { item: LateItem::Note(at.my(LATE)), edit_key: None }),
    ("another's note", In::Notes, |_| Command::PostLate { item: LateItem::Note(of(BEN, LATE)), edit_key: None }),

    ("own", In::Notes, |at| move_notes(vec![at.my(SHOWN)], None)),
    ("own, by key", In::Notes, |at| move_notes(vec![at.my(KEYED)], at.key())),
    ("another's", In::Notes, |_| move_notes(vec![of(BEN, SHOWN)], None)),
    ("another's, hidden", In::Notes, |_| move_notes(vec![of(BEN, HIDDEN)], None)),
    ("", In::Notes, |_| Command::MergeNotes { note: id(NEW), notes: notes(&CLUSTERED), text: "One".into() }),
    ("", In::Notes, |_| Command::UnmergeNote { note: id(MERGED) }),
    ("", In::Notes, |_| Command::ParkNotes { notes: vec![of(BEN, SHOWN)] }),
    ("", In::Notes, |_| Command::ReturnNotes { notes: notes(&[PARKED]) }),
    ("", In::Notes, |_| Command::SetAside { note: of(BEN, SHOWN), reason: "Elsewhere".into() }),

    ("", In::Notes, |_| Command::HandToTables { step: TABLES }),
    ("at their table", In::AtWork, |_| Command::MergeNotes { note: id(NEW), notes: notes(&HELD), text: "One".into() }),
    ("at their table", In::AtWork, |_| Command::UnmergeNote { note: id(HELD_MERGED) }),
    ("at their table", In::AtWork, |_| Command::ParkNotes { notes: notes(&HELD) }),
    ("at their table", In::AtWork, |_| Command::ReturnNotes { notes: notes(&[HELD_PARKED]) }),
    ("at their table", In::AtWork, |_| move_notes(notes(&HELD), None)),
    ("another's at their table", In::AtWork, |_| edit_note(id(HELD[0]), None)),
    ("merged at their table", In::AtWork, |_| edit_note(id(HELD_MERGED), None)),
    ("", In::AtWork, |_| Command::PostCards { notes: notes(&HELD) }),
    ("", In::AtWork, |_| Command::UnpostCards { notes: notes(&HELD) }),

    ("here", In::Notes, |_| make(NEW, &[])),
    ("on another board", In::Notes, |_| Command::MakeCluster { cluster: id(NEW), board: ICEBERG, name: String::new(), notes: vec![], after: None }),
    ("", In::Notes, |_| Command::NameCluster { cluster: id(CLUSTER), based_on: 1, name: "Named".into() }),
    ("", In::Notes, |_| Command::AssignNaming { cluster: id(CLUSTER), table: Some(TABLE) }),
    ("", In::Notes, |_| Command::PlaceNotes { notes: vec![of(BEN, SHOWN)], cluster: Some(id(CLUSTER)), after: None }),
    ("", In::Notes, |_| Command::MergeClusters { from: vec![id(OTHER_CLUSTER)], into: id(CLUSTER) }),
    ("", In::Notes, |_| Command::SplitCluster { cluster: id(CLUSTER), new: id(NEW), name: String::new(), notes: notes(&CLUSTERED[..1]) }),
    ("", In::Notes, |_| Command::DissolveCluster { cluster: id(CLUSTER) }),
    ("", In::Notes, |_| Command::MoveCluster { cluster: id(OTHER_CLUSTER), after: None }),

    ("", In::Notes, |_| Command::AddBallot { ballot: id(NEW), settings: ballot_settings() }),
    ("", In::Notes, |_| Command::EditBallot { ballot: BALLOT, settings: ballot_settings() }),
    ("", In::Notes, |_| Command::FreezeOptions { ballot: BALLOT, options: vec![option(810, "One"), option(811, "Other")] }),
    ("", In::Notes, |_| Command::UnfreezeOptions { ballot: SECOND_BALLOT }),
    ("", In::Notes, |_| Command::OpenBallot { ballot: BALLOT, options: vec![option(810, "One"), option(811, "Other")] }),
    ("", In::Notes, |_| dots(OPEN_BALLOT, &[(802, 1)])),
    ("", In::Notes, |_| Command::CloseBallot { ballot: OPEN_BALLOT }),

    ("here", In::Dates, |at| entry(id(NEW), at.step, false)),
    ("in an earlier step", In::Dates, |_| entry(id(NEW), DATES, false)),
    ("own", In::Dates, |at| edit_entry(at.my(SHOWN))),
    ("another's", In::Dates, |_| edit_entry(of(BEN, SHOWN))),
    ("another's, hidden", In::Dates, |_| edit_entry(of(BEN, LATE))),
    ("own", In::Dates, |at| Command::DeleteEntry { entry: at.my(SHOWN), edit_key: None }),
    ("another's", In::Dates, |_| Command::DeleteEntry { entry: of(BEN, SHOWN), edit_key: None }),
    ("own", In::Dates, |at| Command::RestoreEntry { entry: at.my(DELETED), edit_key: None }),
    ("another's", In::Dates, |_| Command::RestoreEntry { entry: of(BEN, DELETED), edit_key: None }),
    ("own entry", In::Dates, |at| Command::PostLate { item: LateItem::Entry(at.my(LATE)), edit_key: None }),
    ("another's entry", In::Dates, |_| Command::PostLate { item: LateItem::Entry(of(BEN, LATE)), edit_key: None }),
    ("", In::Dates, |_| Command::AddEra { era: id(NEW), board: TIMELINE, text: era_text() }),
    ("", In::Dates, |_| Command::EditEra { era: ERA, based_on: 1, text: era_text() }),
    ("", In::Dates, |_| Command::RemoveEra { era: ERA }),

    ("", In::Dates, |_| check(of(BEN, SHOWN))),
    ("of a hidden one", In::Dates, |_| check(of(BEN, LATE))),

    ("here", In::Drafts, |at| statement(id(NEW), at.step)),
    ("in an earlier step", In::Drafts, |_| statement(id(NEW), DRAFTING)),
    ("in a step to come", In::Drafts, |_| statement(id(NEW), LATER_DRAFTING)),
    ("nobody's", In::Drafts, |_| Command::TakePen { statement: id(LYING) }),
    ("another's", In::Drafts, |_| Command::TakePen { statement: id(CYDS) }),
    ("at another table", In::Drafts, |_| Command::TakePen { statement: id(ELSEWHERE) }),
    ("hidden at their table", In::AtWork, |_| Command::TakePen { statement: id(UNSEEN) }),
    ("own", In::Drafts, |at| Command::GivePen { statement: at.my(PENNED), to: CYD }),
    ("another's", In::Drafts, |at| Command::GivePen { statement: id(CYDS), to: at.me }),
    ("at another table", In::Drafts, |_| Command::GivePen { statement: id(ELSEWHERE), to: BEN }),
    ("hidden at their table", In::AtWork, |_| Command::GivePen { statement: id(UNSEEN), to: CYD }),
    ("own", In::Drafts, |at| Command::ReleasePen { statement: at.my(PENNED) }),
    ("another's", In::Drafts, |_| Command::ReleasePen { statement: id(CYDS) }),
    ("at another table", In::Drafts, |_| Command::ReleasePen { statement: id(ELSEWHERE) }),
    ("with one's own pen", In::Drafts, |at| edit_statement(at.my(PENNED))),
    ("with nobody's pen", In::Drafts, |_| edit_statement(id(LYING))),
    ("with another's pen", In::Drafts, |_| edit_statement(id(CYDS))),
    ("at another table", In::Drafts, |_| edit_statement(id(ELSEWHERE))),
    ("hidden at their table", In::AtWork, |_| edit_statement(id(UNSEEN))),
    ("with one's own pen", In::Drafts, |at| Command::DeleteStatement { statement: at.my(PENNED) }),
    ("with another's pen", In::Drafts, |_| Command::DeleteStatement { statement: id(CYDS) }),
    ("at another table", In::Drafts, |_| Command::DeleteStatement { statement: id(ELSEWHERE) }),
    ("hidden at their table", In::AtWork, |_| Command::DeleteStatement { statement: id(UNSEEN) }),
    ("at their table", In::Drafts, |_| Command::RestoreStatement { statement: id(GONE) }),
    ("at another table", In::Drafts, |_| Command::RestoreStatement { statement: id(GONE_ELSEWHERE) }),

    ("here", In::Drafts, |at| comment(id(NEW), at.step, LYING, None)),
    ("in an earlier step", In::Drafts, |_| comment(id(NEW), DRAFTING, LYING, None)),
    ("in a step to come", In::Drafts, |_| comment(id(NEW), LATER_DRAFTING, LYING, None)),
    ("on a hidden one", In::AtWork, |_| comment(id(NEW), DRAFTING, UNSEEN, None)),
    ("own", In::Drafts, |at| edit_comment(at.my(SAID), None)),
    ("own, by key", In::Drafts, |at| edit_comment(at.my(SAID_BY_KEY), at.key())),
    ("another's", In::Drafts, |_| edit_comment(of(BEN, SAID), None)),
    ("own", In::Drafts, |at| Command::DeleteComment { comment: at.my(SAID), edit_key: None }),
    ("own, by key", In::Drafts, |at| Command::DeleteComment { comment: at.my(SAID_BY_KEY), edit_key: at.key() }),
    ("another's", In::Drafts, |_| Command::DeleteComment { comment: of(BEN, SAID), edit_key: None }),

    ("here", In::Drafts, |_| link(NEW, LinkKind::Raises)),
    ("on another board", In::Notes, |_| link(NEW, LinkKind::Raises)),
    ("here", In::Drafts, |_| Command::UnlinkNotes { link: id(LINK) }),
    ("on another board", In::Notes, |_| Command::UnlinkNotes { link: id(LINK) }),

    ("", In::Notes, |_| Command::Undo {}),
];

fn groups() -> Vec<PerspectiveGroup> {
    Scenario::room().state.groups().to_vec()
}

fn column() -> NewColumn {
    NewColumn { column: id(NEW), title: "C".into(), prompt: String::new(), level: None }
}

fn edit_member(member: MemberId) -> Command {
    Command::EditMember { member, name: "Renamed".into(), perspective: None }
}

fn assign(member: MemberId) -> Command {
    Command::AssignTable { members: vec![member], table: Some(SPARE_TABLE) }
}

fn edit_note(note: NoteId, edit_key: Option<EditKey>) -> Command {
    Command::EditNote { note, based_on: 1, text: "New words".into(), edit_key }
}

fn move_notes(notes: Vec<NoteId>, edit_key: Option<EditKey>) -> Command {
    Command::MoveNotes { notes, column: RIGHT, after: None, edit_key }
}

fn edit_entry(entry: EntryId) -> Command {
    Command::EditEntry { entry, based_on: 1, text: entry_text("1991"), edit_key: None }
}

/// A value of the protocol in one word.
fn word(value: &impl serde::Serialize) -> String {
    let value = serde_json::to_value(value).expect("JSON");
    value.as_str().expect("a word").to_owned()
}

fn name(command: &Command) -> String {
    word(&serde_json::to_value(command).expect("JSON")["type"])
}

/// All words that a type of the protocol can be read from, as its reader lists them to whoever
/// sends another.
fn all_words<T: serde::de::DeserializeOwned>(wrong: &str) -> BTreeSet<String> {
    let told = serde_json::from_str::<T>(wrong).err().expect("it is wrong").to_string();
    told.split('`').skip(3).step_by(2).map(str::to_owned).collect()
}

/// What the file expects: for each case, for each role and step kind, none = accepted, or the code.
type Table = BTreeMap<String, BTreeMap<(String, String), Option<String>>>;

/// Reads the file; what it cannot be is said in words.
fn read(file: &str) -> Result<Table, String> {
    let kinds = KINDS.map(|kind| word(&kind));
    let heading = file.lines().filter(|line| line.starts_with('#')).find(|line| line.contains(" lead "));
    let roles: Vec<_> = heading.ok_or("no heading")?.trim_start_matches('#').split_whitespace().collect();
    let mut table = Table::new();
    for line in file.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        let words: Vec<_> = line.split_whitespace().collect();
        let (case, cells) = words.split_at_checked(words.len() - roles.len()).ok_or(format!("too short: {line}"))?;
        let mut row = BTreeMap::new();
        for (role, cell) in roles.iter().zip(cells) {
            let (steps, code) = cell.split_once('/').unwrap_or((cell, "not_allowed"));
            let named: Vec<_> = steps.trim_start_matches("all-but-").split('+').collect();
            let plain = matches!(steps, "all" | "-");
            if !plain && !named.iter().all(|kind| kinds.iter().any(|one| one == kind)) {
                return Err(format!("what is {cell}? {line}"));
            }
            for kind in &kinds {
                let accepted = match steps {
                    "all" => true,
                    "-" => false,
                    _ => named.contains(&kind.as_str()) != steps.starts_with("all-but-"),
                };
                row.insert(((*role).to_owned(), kind.clone()), (!accepted).then(|| code.to_owned()));
            }
        }
        if table.insert(case.join(" "), row).is_some() {
            return Err(format!("twice: {line}"));
        }
    }
    Ok(table)
}

/// [ROLE-12]
#[test]
fn the_file_names_every_command_role_and_kind_of_step_and_every_case_of_it_is_tried() {
    let table = read(EXPECTED).expect("the file is well-formed");
    let at = At { me: ANN, step: WRITE };
    let mut cases = BTreeSet::new();
    let mut commands = BTreeSet::new();
    for (case, _, ask) in CASES {
        let command = name(&ask(&at));
        let case = if case.is_empty() { command.clone() } else { format!("{command}: {case}") };
        assert!(cases.insert(case.clone()), "{case} is tried twice");
        commands.insert(command);
    }
    assert_eq!(cases, table.keys().cloned().collect(), "tried on the left, expected on the right");
    assert_eq!(commands, all_words::<Command>(r#"{"type":"?"}"#), "tried on the left, there are on the right");
    let roles = ACTORS.iter().map(|(role, _)| word(role)).collect::<BTreeSet<_>>();
    assert_eq!(roles, all_words::<Role>(r#""?""#));
    let kinds = KINDS.iter().map(word).collect::<BTreeSet<_>>();
    assert_eq!(kinds, all_words::<StepKind>(r#""?""#));
    for (case, row) in &table {
        assert_eq!(row.len(), roles.len() * kinds.len(), "{case}");
    }
}

/// [ROLE-1] [ROLE-2] [ROLE-3] [ROLE-4] [ROLE-5] [ROLE-8] [ROLE-12] [NOTE-1] [NOTE-4] [TABLE-2] [STATEMENT-1] [STATEMENT-3] [STATEMENT-6]
#[test]
fn every_command_of_every_role_in_every_kind_of_step_comes_to_what_is_written() {
    let table = read(EXPECTED).expect("the file is well-formed");
    let (quiet, at_work) = (room(false), room(true));
    let context = quiet.context;
    let mut rooms = BTreeMap::new();
    for place in [In::Notes, In::Dates, In::AtWork, In::Drafts] {
        for kind in KINDS {
            let mut room = if place == In::AtWork { at_work.clone() } else { quiet.clone() };
            room.given_in(step_of(kind, place));
            // No command makes a wall of a member; what if one were?
            let mut with_wall = room.state.clone();
            let event = Event::RoleSet { member: WALL, role: Role::Wall };
            apply(&mut with_wall, &Fact { actor: Some(LEAD), command: id(9_999), time: 1, event });
            rooms.insert((place, kind), (room.state, with_wall));
        }
    }
    let (mut tried, mut wrong) = (0, Vec::new());
    for (case, place, ask) in CASES {
        for (role, me) in ACTORS {
            for kind in KINDS {
                let (plain, with_wall) = &rooms[&(*place, kind)];
                let state = if role == Role::Wall { with_wall } else { plain };
                let command = ask(&At { me, step: step_of(kind, *place) });
                let row = if case.is_empty() { name(&command) } else { format!("{}: {case}", name(&command)) };
                let came_to = decide(state, me, &command, &context).err().map(|no| word(&no.code));
                let expected = table.get(&row).and_then(|row| row.get(&(word(&role), word(&kind))));
                tried += 1;
                if expected != Some(&came_to) {
                    wrong.push(format!("{row} by {role:?} in {kind:?}: {came_to:?}, where {expected:?} is written"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {tried} cells differ:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(tried, table.len() * ACTORS.len() * KINDS.len());
}
