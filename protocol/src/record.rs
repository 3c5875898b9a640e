//! What a screen holds: a map of records. The server sends changes to it; the client knows no
//! workshop rules.
//!
//! Records up to [`Record::Result`] are shared: equal for everybody who looks through the same
//! [`Audience`]. The others are personal. Their kinds differ, so a shared record and a personal
//! one can never overwrite each other.

mod personal;
mod shared;

pub use personal::*;
pub use shared::*;

use crate::act::ActRecord;
use crate::balance::BalanceRecord;
use crate::command::LateItem;
use crate::consent::ConsentRecord;
use crate::ids::*;
use crate::report::{ReportOutlineRecord, ReportTextRecord};
use crate::statements::*;
use crate::values::*;
use serde::{Deserialize, Serialize};
use std::fmt;
#[cfg(feature = "typescript")]
use ts_rs::TS;

/// Through whose eyes shared records are seen. A closed list: each is projected once for all
/// who share it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// The facilitators' consoles.
    Console,
    /// The theme team.
    ThemeTeam,
    /// The people in the room: participants and table hosts.
    Room,
    /// Observers.
    Observer,
    /// Projectors.
    Wall,
}

impl Audience {
    /// All of them, in order.
    pub const ALL: [Self; 5] = [Self::Console, Self::ThemeTeam, Self::Room, Self::Observer, Self::Wall];

    /// The audience a role belongs to.
    pub const fn of(role: Role) -> Self {
        match role {
            Role::Lead | Role::CoFacilitator => Self::Console,
            Role::ThemeTeam => Self::ThemeTeam,
            Role::TableHost | Role::Participant => Self::Room,
            Role::Observer => Self::Observer,
            Role::Wall => Self::Wall,
        }
    }
}

/// A record, whole. A change replaces it whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Record {
    /// The workshop itself; exactly one.
    Workshop(WorkshopRecord),
    /// A member.
    Member(MemberRecord),
    /// A table.
    Table(TableRecord),
    /// A step of the agenda.
    Step(StepRecord),
    /// A board.
    Board(BoardRecord),
    /// A column of a board.
    Column(ColumnRecord),
    /// A note.
    Note(NoteRecord),
    /// A cluster.
    Cluster(ClusterRecord),
    /// A timeline entry.
    Entry(EntryRecord),
    /// An era of a timeline.
    Era(EraRecord),
    /// A ballot.
    Ballot(BallotRecord),
    /// An option of an opened ballot.
    Option(OptionRecord),
    /// The result of a closed ballot.
    Result(ResultRecord),
    /// A statement.
    Statement(StatementRecord),
    /// A kept version of a statement.
    StatementVersion(StatementVersionRecord),
    /// A comment on a statement.
    Comment(CommentRecord),
    /// A link between two notes.
    Link(LinkRecord),
    /// Facilitators only: how what everybody can read of a board is spread over the people.
    Balance(BalanceRecord),
    /// Facilitators only: what somebody has agreed to.
    Consent(ConsentRecord),
    /// Facilitators only: what they wrote into the report about something.
    ReportText(ReportTextRecord),
    /// Facilitators only: how they arranged the report.
    ReportOutline(ReportOutlineRecord),
    /// Facilitators only: something a facilitator did.
    Act(ActRecord),
    /// Personal: who I am and what I may do.
    Seat(SeatRecord),
    /// Personal: which notes and entries I may edit.
    Mine(MineRecord),
    /// Personal: my paper in a ballot.
    Paper(PaperRecord),
    /// Personal: a note of mine that nobody else sees yet.
    PrivateNote(PrivateNoteRecord),
    /// Personal: an entry of mine that nobody else sees yet.
    PrivateEntry(PrivateEntryRecord),
    /// Personal: a note that my table works on.
    TableNote(TableNoteRecord),
    /// Personal: a statement of my table that nobody else sees yet.
    PrivateStatement(PrivateStatementRecord),
}

/// The kinds of [`Record`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "documented at the variants of Record")]
pub enum RecordKind {
    Workshop,
    Member,
    Table,
    Step,
    Board,
    Column,
    Note,
    Cluster,
    Entry,
    Era,
    Ballot,
    Option,
    Result,
    Statement,
    StatementVersion,
    Comment,
    Link,
    Balance,
    Consent,
    ReportText,
    ReportOutline,
    Act,
    Seat,
    Mine,
    Paper,
    PrivateNote,
    PrivateEntry,
    TableNote,
    PrivateStatement,
}

impl RecordKind {
    /// All of them, shared ones first.
    pub const ALL: [Self; 29] = [
        Self::Workshop,
        Self::Member,
        Self::Table,
        Self::Step,
        Self::Board,
        Self::Column,
        Self::Note,
        Self::Cluster,
        Self::Entry,
        Self::Era,
        Self::Ballot,
        Self::Option,
        Self::Result,
        Self::Statement,
        Self::StatementVersion,
        Self::Comment,
        Self::Link,
        Self::Balance,
        Self::Consent,
        Self::ReportText,
        Self::ReportOutline,
        Self::Act,
        Self::Seat,
        Self::Mine,
        Self::Paper,
        Self::PrivateNote,
        Self::PrivateEntry,
        Self::TableNote,
        Self::PrivateStatement,
    ];

    /// Whether records of this kind belong to one viewer only.
    pub const fn is_personal(self) -> bool {
        matches!(
            self,
            Self::Seat
                | Self::Mine
                | Self::Paper
                | Self::PrivateNote
                | Self::PrivateEntry
                | Self::TableNote
                | Self::PrivateStatement
        )
    }
}

/// Names a record: its kind and the 22 characters of its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct RecordKey {
    /// The kind.
    pub kind: RecordKind,
    /// The id, whatever it is an id of.
    pub id: RecordId,
}

/// An id without its type, as a record key carries it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(transparent)]
pub struct RecordId(#[cfg_attr(feature = "typescript", ts(type = "string"))] PaperId);

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl RecordId {
    /// The 128 bits.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        self.0.as_bytes()
    }
}

macro_rules! record_ids {
    ($($id:ident),*) => {$(
        impl From<$id> for RecordId {
            fn from(id: $id) -> Self {
                Self(PaperId::from_bytes(*id.as_bytes()))
            }
        }
        impl From<RecordId> for $id {
            fn from(id: RecordId) -> Self {
                Self::from_bytes(*id.as_bytes())
            }
        }
    )*};
}
record_ids!(
    WorkshopId,
    MemberId,
    TableId,
    StepId,
    BoardId,
    ColumnId,
    NoteId,
    ClusterId,
    EntryId,
    EraId,
    BallotId,
    OptionId,
    StatementId,
    VersionId,
    CommentId,
    NoteLinkId,
    ReportTextId,
    ActId,
    PaperId
);

impl RecordKey {
    /// The key of a record of this kind with this id.
    pub fn new(kind: RecordKind, id: impl Into<RecordId>) -> Self {
        Self { kind, id: id.into() }
    }
}

impl Record {
    /// The name of this record.
    pub fn key(&self) -> RecordKey {
        match self {
            Self::Workshop(record) => RecordKey::new(RecordKind::Workshop, record.id),
            Self::Member(record) => RecordKey::new(RecordKind::Member, record.id),
            Self::Table(record) => RecordKey::new(RecordKind::Table, record.id),
            Self::Step(record) => RecordKey::new(RecordKind::Step, record.id),
            Self::Board(record) => RecordKey::new(RecordKind::Board, record.id),
            Self::Column(record) => RecordKey::new(RecordKind::Column, record.id),
            Self::Note(record) => RecordKey::new(RecordKind::Note, record.id),
            Self::Cluster(record) => RecordKey::new(RecordKind::Cluster, record.id),
            Self::Entry(record) => RecordKey::new(RecordKind::Entry, record.id),
            Self::Era(record) => RecordKey::new(RecordKind::Era, record.id),
            Self::Ballot(record) => RecordKey::new(RecordKind::Ballot, record.id),
            Self::Option(record) => RecordKey::new(RecordKind::Option, record.id),
            Self::Result(record) => RecordKey::new(RecordKind::Result, record.id),
            Self::Statement(record) => RecordKey::new(RecordKind::Statement, record.id),
            Self::StatementVersion(record) => RecordKey::new(RecordKind::StatementVersion, record.id),
            Self::Comment(record) => RecordKey::new(RecordKind::Comment, record.id),
            Self::Link(record) => RecordKey::new(RecordKind::Link, record.id),
            Self::Balance(record) => RecordKey::new(RecordKind::Balance, record.id),
            Self::Consent(record) => RecordKey::new(RecordKind::Consent, record.id),
            Self::ReportText(record) => RecordKey::new(RecordKind::ReportText, record.id),
            Self::ReportOutline(record) => RecordKey::new(RecordKind::ReportOutline, record.id),
            Self::Act(record) => RecordKey::new(RecordKind::Act, record.id),
            Self::Seat(record) => RecordKey::new(RecordKind::Seat, record.id),
            Self::Mine(record) => RecordKey::new(RecordKind::Mine, record.id),
            Self::Paper(record) => RecordKey::new(RecordKind::Paper, record.id),
            Self::PrivateNote(record) => RecordKey::new(RecordKind::PrivateNote, record.id),
            Self::PrivateEntry(record) => RecordKey::new(RecordKind::PrivateEntry, record.id),
            Self::TableNote(record) => RecordKey::new(RecordKind::TableNote, record.id),
            Self::PrivateStatement(record) => RecordKey::new(RecordKind::PrivateStatement, record.id),
        }
    }
}

impl From<LateItem> for RecordKey {
    fn from(item: LateItem) -> Self {
        match item {
            LateItem::Note(note) => Self::new(RecordKind::PrivateNote, note),
            LateItem::Entry(entry) => Self::new(RecordKind::PrivateEntry, entry),
        }
    }
}
