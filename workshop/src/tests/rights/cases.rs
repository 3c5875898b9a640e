//! What is tried: every command, once or in several ways.

use super::things::*;
use crate::scenario::*;
use charrette_protocol::*;

/// Who asks, and where the room is.
pub(super) struct At {
    pub(super) me: MemberId,
    pub(super) step: StepId,
}

impl At {
    pub(super) fn my<Id: std::str::FromStr<Err = InvalidId>>(&self, which: u64) -> Id {
        of(self.me, which)
    }

    pub(super) fn key(&self) -> Option<EditKey> {
        Some(key(u64::from(self.me.as_bytes()[0])))
    }
}

pub(super) type Ask = fn(&At) -> Command;

/// What is said of a command behind the colon, where it is tried, and the command.
#[rustfmt::skip]
pub(super) const CASES: &[(&str, In, Ask)] = &[
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
    ("", In::Notes, |_| Command::MergeSeats { from: BEN, into: CYD }),
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
    ("another's", In::Drafts, |_| Command::AskForPen { statement: id(CYDS) }),
    ("at another table", In::Drafts, |_| Command::AskForPen { statement: id(ELSEWHERE) }),
    ("hidden at their table", In::AtWork, |_| Command::AskForPen { statement: id(UNSEEN) }),
    ("another's", In::Drafts, |_| Command::WithdrawAsk { statement: id(CYDS) }),
    ("at another table", In::Drafts, |_| Command::WithdrawAsk { statement: id(ELSEWHERE) }),
    ("own", In::Drafts, |at| Command::AnswerAsk { statement: at.my(PENNED), hand_over: true }),
    ("another's", In::Drafts, |_| Command::AnswerAsk { statement: id(CYDS), hand_over: true }),
    ("at another table", In::Drafts, |_| Command::AnswerAsk { statement: id(ELSEWHERE), hand_over: true }),
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

    ("about a part", In::Notes, |_| report(ReportSubject::Part { part: ReportPart::Summary })),
    ("about a cluster", In::Notes, |_| report(ReportSubject::Cluster { cluster: id(CLUSTER) })),
    ("about one that is gone", In::Notes, |_| report(ReportSubject::Cluster { cluster: id(NEW) })),
    ("", In::Notes, |_| Command::ArrangeReport { order: vec![ReportPart::Timeline], left_out: vec![ReportPart::Glossary] }),
    ("", In::Notes, |_| Command::Undo {}),
];

pub(super) fn report(about: ReportSubject) -> Command {
    Command::WriteReportText { about, text: "In a sentence".into(), text_version: 0 }
}

pub(super) fn groups() -> Vec<PerspectiveGroup> {
    Scenario::room().state.groups().to_vec()
}

pub(super) fn column() -> NewColumn {
    NewColumn { column: id(NEW), title: "C".into(), prompt: String::new(), level: None }
}

pub(super) fn edit_member(member: MemberId) -> Command {
    Command::EditMember { member, name: "Renamed".into(), perspective: None }
}

pub(super) fn assign(member: MemberId) -> Command {
    Command::AssignTable { members: vec![member], table: Some(SPARE_TABLE) }
}

pub(super) fn edit_note(note: NoteId, edit_key: Option<EditKey>) -> Command {
    Command::EditNote { note, based_on: 1, text: "New words".into(), edit_key }
}

pub(super) fn move_notes(notes: Vec<NoteId>, edit_key: Option<EditKey>) -> Command {
    Command::MoveNotes { notes, column: RIGHT, after: None, edit_key }
}

pub(super) fn edit_entry(entry: EntryId) -> Command {
    Command::EditEntry { entry, based_on: 1, text: entry_text("1991"), edit_key: None }
}
