//! The rooms in which it is tried, and what is in them.

use super::ACTORS;
use crate::scenario::*;
use charrette_protocol::*;
use std::collections::BTreeMap;

pub(super) const WALL: MemberId = MemberId::from_bytes([70; 16]);
pub(super) const SECOND_LEAD: MemberId = MemberId::from_bytes([71; 16]);
pub(super) const SECOND_CO: MemberId = MemberId::from_bytes([72; 16]);
pub(super) const DRAFT: StepId = StepId::from_bytes([73; 16]);
pub(super) const OPEN_BALLOT: BallotId = BallotId::from_bytes([74; 16]);
/// Steps with the form: in the open, hidden until the reveal, nameless, and one to come.
pub(super) const DRAFTING: StepId = StepId::from_bytes([79; 16]);
pub(super) const UNSEEN_DRAFTING: StepId = StepId::from_bytes([80; 16]);
pub(super) const NAMELESS_DRAFTING: StepId = StepId::from_bytes([81; 16]);
pub(super) const LATER_DRAFTING: StepId = StepId::from_bytes([82; 16]);
pub(super) const SPARE_TABLE: TableId = TableId::from_bytes([75; 16]);
pub(super) const ERA: EraId = EraId::from_bytes([76; 16]);
pub(super) const FORM: BoardId = BoardId::from_bytes([77; 16]);
pub(super) const FIELD: ColumnId = ColumnId::from_bytes([78; 16]);

/// What everybody has of their own: their number's hundred, and one of these.
pub(super) const SHOWN: u64 = 1;
pub(super) const HIDDEN: u64 = 2;
pub(super) const DELETED: u64 = 3;
pub(super) const LATE: u64 = 4;
pub(super) const PROXY: u64 = 5;
pub(super) const KEYED: u64 = 6;
pub(super) const PENNED: u64 = 7;
pub(super) const SAID: u64 = 8;
pub(super) const SAID_BY_KEY: u64 = 9;

pub(super) fn of<Id: std::str::FromStr<Err = InvalidId>>(member: MemberId, which: u64) -> Id {
    id(u64::from(member.as_bytes()[0]) * 1_000 + which)
}

/// Everybody's things at one table: numbers of notes of CYD's, who sits there too.
pub(super) const HELD: [u64; 2] = [601, 602];
pub(super) const HELD_MERGED: u64 = 603;
pub(super) const HELD_PARTS: [u64; 2] = [604, 605];
pub(super) const HELD_PARKED: u64 = 606;
/// Notes of BEN's that all see.
pub(super) const CLUSTERED: [u64; 2] = [701, 702];
pub(super) const MERGED: u64 = 703;
pub(super) const PARTS: [u64; 2] = [704, 705];
pub(super) const PARKED: u64 = 706;
pub(super) const CLUSTER: u64 = 710;
pub(super) const OTHER_CLUSTER: u64 = 711;
/// Statements of everybody's table: nobody has the pen, CYD has it, it is deleted, it is hidden.
pub(super) const LYING: u64 = 721;
pub(super) const CYDS: u64 = 722;
pub(super) const GONE: u64 = 723;
pub(super) const UNSEEN: u64 = 724;
/// Statements of BEN's table: nobody has the pen, it is deleted.
pub(super) const ELSEWHERE: u64 = 725;
pub(super) const GONE_ELSEWHERE: u64 = 726;
/// Two notes of the iceberg, and a link between them.
pub(super) const DEEP: [u64; 2] = [731, 732];
pub(super) const LINK: u64 = 733;
pub(super) const NEW: u64 = 799;

/// Which room a case is tried in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum In {
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
pub(super) fn step_of(kind: StepKind, room: In) -> StepId {
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

pub(super) fn late(note: NoteId) -> Command {
    Command::PostNote { note, step: WRITE, column: LEFT, text: "Late".into(), private: true, edit_key: None }
}

pub(super) fn entry(entry: EntryId, step: StepId, private: bool) -> Command {
    Command::PostEntry { entry, step, text: entry_text("1990"), private, edit_key: None }
}

pub(super) fn note(note: NoteId, step: StepId) -> Command {
    Command::PostNote { note, step, column: LEFT, text: "A note".into(), private: false, edit_key: None }
}

pub(super) fn notes(numbers: &[u64]) -> Vec<NoteId> {
    numbers.iter().map(|number| id(*number)).collect()
}

/// Somebody writes all that a case may speak of, and keeps a proxy.
pub(super) fn given_things_of(room: &mut Scenario, member: MemberId) {
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
pub(super) fn room(at_work: bool) -> Scenario {
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

pub(super) fn given_boards_and_ballots(room: &mut Scenario) {
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

pub(super) fn given_work_at_a_table(room: &mut Scenario) {
    room.given_in(TABLES);
    for number in HELD.into_iter().chain(HELD_PARTS).chain([HELD_PARKED]) {
        room.given(CYD, note(id(number), TABLES));
    }
    room.given(CYD, Command::MergeNotes { note: id(HELD_MERGED), notes: notes(&HELD_PARTS), text: "Both".into() });
    room.given(CYD, Command::ParkNotes { notes: notes(&[HELD_PARKED]) });
}

/// A form, and what everybody has on it; and links on the iceberg.
pub(super) fn given_statements(room: &mut Scenario, at_work: bool) {
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
    for member in ACTORS.into_iter().map(|(_, member)| member) {
        room.given(CYD, Command::AskForPen { statement: of(member, PENNED) });
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

pub(super) fn says(words: &str) -> StatementText {
    BTreeMap::from([(FIELD, words.to_owned())])
}

pub(super) fn statement(statement: StatementId, step: StepId) -> Command {
    Command::AddStatement { statement, step, text: says("Staff") }
}

pub(super) fn edit_statement(statement: StatementId) -> Command {
    Command::EditStatement { statement, based_on: 1, text: says("All staff") }
}

pub(super) fn comment(comment: CommentId, step: StepId, on: u64, edit_key: Option<EditKey>) -> Command {
    Command::Comment { comment, on: id(on), step, text: "Why?".into(), reservation: true, edit_key }
}

pub(super) fn edit_comment(comment: CommentId, edit_key: Option<EditKey>) -> Command {
    Command::EditComment { comment, based_on: 1, text: "Why not?".into(), edit_key }
}

pub(super) fn link(number: u64, kind: LinkKind) -> Command {
    Command::LinkNotes { link: id(number), from: id(DEEP[0]), to: id(DEEP[1]), kind }
}

pub(super) fn check(entry: EntryId) -> Command {
    Command::SetEntryState { entry, state: EntryState::Disputed, remark: "Elsewhere it says 1991.".into() }
}

pub(super) fn era_text() -> EraText {
    EraText { name: "An era".into(), start: "1990".into(), end: None, story: String::new() }
}

pub(super) fn ballot_settings() -> BallotSettings {
    BallotSettings { question: "Which?".into(), method: BallotMethod::Dots { budget: None, cap: 1 }, previous: None }
}
