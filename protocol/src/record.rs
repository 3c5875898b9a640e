//! What a screen holds: a map of records. The server sends changes to it; the client knows no
//! workshop rules.
//!
//! Records up to [`Record::Result`] are shared: equal for everybody who looks through the same
//! [`Audience`]. The others are personal. Their kinds differ, so a shared record and a personal
//! one can never overwrite each other.

use crate::act::ActRecord;
use crate::balance::BalanceRecord;
use crate::clock::{Clock, WallMode};
use crate::command::LateItem;
use crate::consent::{Consent, ConsentRecord};
use crate::ids::*;
use crate::statements::*;
use crate::values::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
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
    pub const ALL: [Self; 27] = [
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

/// The workshop: what stands at the head of every screen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct WorkshopRecord {
    /// Its id.
    pub id: WorkshopId,
    /// Its title.
    pub title: String,
    /// Why people came together; may be empty.
    pub purpose: String,
    /// The floor of attribution.
    pub attribution: Attribution,
    /// The perspective groups in their order.
    pub groups: Vec<PerspectiveGroup>,
    /// The step the room is in.
    pub current_step: Option<StepId>,
    /// Whether people can still come in.
    pub door_open: bool,
    /// The code people join with; none = retired.
    pub code: Option<String>,
    /// Whether this is a rehearsal with simulated people.
    pub rehearsal: bool,
    /// The clock of the current step; none before the first.
    pub clock: Option<Clock>,
    /// Whether nobody but facilitators writes, moves and votes.
    pub locked: bool,
    /// Where a facilitator points; it may have gone since.
    pub spotlight: Option<RecordKey>,
    /// What walls show.
    pub wall: WallMode,
}

/// A member, as much of them as the viewer may know.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct MemberRecord {
    /// Their id.
    pub id: MemberId,
    /// Their name, where the viewer may know it.
    pub name: Option<String>,
    /// What they do here.
    pub role: Role,
    /// Their perspective, where the viewer may know it.
    pub perspective: Option<String>,
    /// Their perspective group.
    pub group: Option<String>,
    /// Their table.
    pub table: Option<TableId>,
    /// Whether somebody else's device speaks for them.
    pub proxy: bool,
    /// Whether they only read and vote; told to facilitators alone.
    pub muted: bool,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct TableRecord {
    /// Its id.
    pub id: TableId,
    /// Its name.
    pub name: String,
}

/// A step of the agenda.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct StepRecord {
    /// Its id.
    pub id: StepId,
    /// Its place: steps are ordered by rank.
    pub rank: u64,
    /// What it is.
    pub settings: StepSettings,
    /// The attribution that holds in it: the stricter of the workshop's and its own.
    pub effective_attribution: Attribution,
    /// Whether the room has been in it.
    pub entered: bool,
    /// Whether what was written privately in it has been revealed.
    pub revealed: bool,
    /// Whether notes were handed to the tables in it: until it is revealed they are the tables'.
    pub handed: bool,
    /// Whether it is left out of what comes next.
    pub skipped: bool,
    /// When the room first came into it.
    pub started: Option<Milliseconds>,
    /// How long the room was in it, in visits that have ended.
    pub spent: Milliseconds,
    /// Until when people finish their sentence, once time was called.
    pub finishing: Option<Milliseconds>,
}

/// A board.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct BoardRecord {
    /// Its id.
    pub id: BoardId,
    /// What it holds. Called so because `kind` names the record's own kind.
    pub holds: BoardKind,
    /// Its title.
    pub title: String,
}

/// A column: a heading, a level or a lane.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct ColumnRecord {
    /// Its id.
    pub id: ColumnId,
    /// The board it belongs to.
    pub board: BoardId,
    /// Its place on the board.
    pub rank: u64,
    /// Its heading.
    pub title: String,
    /// One line that helps people start; may be empty.
    pub prompt: String,
    /// The iceberg level it stands for.
    pub level: Option<IcebergLevel>,
}

/// A note everybody of this audience may see.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct NoteRecord {
    /// Its id.
    pub id: NoteId,
    /// The board it is on.
    pub board: BoardId,
    /// The step it was written in.
    pub step: StepId,
    /// Its column.
    pub column: ColumnId,
    /// Its cluster.
    pub cluster: Option<ClusterId>,
    /// Where it is kept.
    pub shelf: Shelf,
    /// Its place: within its cluster, or within its column while in none; 0 off the board.
    pub rank: u64,
    /// Its text.
    pub text: String,
    /// Counts the text's versions, from 1.
    pub text_version: u32,
    /// Who wrote it, as far as the viewer may know.
    pub by: Signature,
    /// The author's table, where names are shown.
    pub table: Option<TableId>,
    /// Deleted, and shown to facilitators so that they can restore it.
    pub deleted: bool,
}

/// A cluster.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct ClusterRecord {
    /// Its id.
    pub id: ClusterId,
    /// The board it is on.
    pub board: BoardId,
    /// Its place on the board.
    pub rank: u64,
    /// Its name, a sentence; empty = not named yet.
    pub name: String,
    /// Counts the name's versions, from 1.
    pub name_version: u32,
    /// The table that finds its name; none = any.
    pub naming: Option<TableId>,
}

/// A timeline entry everybody of this audience may see.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct EntryRecord {
    /// Its id.
    pub id: EntryId,
    /// The timeline it is on.
    pub board: BoardId,
    /// The step it was written in.
    pub step: StepId,
    /// What it says.
    pub text: EntryText,
    /// Counts the text's versions, from 1.
    pub text_version: u32,
    /// Who wrote it, as far as the viewer may know.
    pub by: Signature,
    /// What came of looking it up.
    pub check: EntryCheck,
    /// Deleted, and shown to facilitators so that they can restore it.
    pub deleted: bool,
}

/// An era of a timeline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct EraRecord {
    /// Its id.
    pub id: EraId,
    /// The timeline it is on.
    pub board: BoardId,
    /// What it says.
    pub text: EraText,
    /// Counts the text's versions, from 1.
    pub text_version: u32,
}

/// A ballot; its papers are nobody's business but their owners'.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct BallotRecord {
    /// Its id.
    pub id: BallotId,
    /// How it counts.
    pub settings: BallotSettings,
    /// Dots or places a person has, once people vote; none on scales.
    pub effective_budget: Option<u16>,
    /// Where it stands.
    pub state: BallotState,
}

/// A frozen option: a copy, whatever happens to what it was copied from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct OptionRecord {
    /// Its id.
    pub id: OptionId,
    /// Its ballot.
    pub ballot: BallotId,
    /// Its place in the ballot's order; each voter reads the list in an order of their own.
    pub place: u32,
    /// Its words.
    pub label: String,
    /// The cluster it was copied from.
    pub cluster: Option<ClusterId>,
    /// The notes it stood for when it was frozen.
    pub notes: Vec<NoteId>,
    /// The timeline entry it was copied from.
    pub entry: Option<EntryId>,
    /// The statement it was copied from.
    pub statement: Option<StatementId>,
    /// The option of the round before that it repeats.
    pub again: Option<OptionId>,
}

/// The result of a closed ballot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct ResultRecord {
    /// The ballot's id.
    pub id: BallotId,
    /// The count.
    pub tally: Tally,
}

/// Something a member may do now; screens offer only these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// Run the workshop: agenda, door, reveal, ballots, boards.
    Facilitate,
    /// Edit, move, delete and restore what others wrote, once it is visible.
    EditAll,
    /// Hand out facilitator links and change roles.
    AppointFacilitators,
    /// Write notes in the current step.
    WriteNotes,
    /// Merge, park and post what one's table works on.
    WorkAtTable,
    /// Move visible notes and make, name, merge, split and order clusters.
    Cluster,
    /// Hand in papers in open ballots.
    Vote,
    /// Add entries to the current step's timeline.
    WriteEntries,
    /// Begin statements in the current step, and write in those of one's table.
    WriteStatements,
    /// Comment on the statements of the current step's board.
    Comment,
    /// Export what one may see.
    Export,
}

/// Personal: who I am here and what I may do now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct SeatRecord {
    /// My member id.
    pub id: MemberId,
    /// My name.
    pub name: String,
    /// My role.
    pub role: Role,
    /// My perspective.
    pub perspective: Option<String>,
    /// My perspective group.
    pub group: Option<String>,
    /// My table.
    pub table: Option<TableId>,
    /// Whether a facilitator lets me only read and vote.
    pub muted: bool,
    /// What I have agreed to; none = I have not answered.
    pub consent: Option<Consent>,
    /// What I may do now.
    pub may: Vec<Right>,
    /// How many more notes or entries I may post in the current step; none = no such limit.
    pub notes_left: Option<u16>,
    /// Whether there is an act of mine that `undo` would take back.
    pub can_undo: bool,
}

/// Personal: what is visible to all and mine to edit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct MineRecord {
    /// My member id.
    pub id: MemberId,
    /// Notes I may edit, in id order.
    pub notes: Vec<NoteId>,
    /// Entries I may edit, in id order.
    pub entries: Vec<EntryId>,
    /// Comments I may edit, in id order.
    pub comments: Vec<CommentId>,
    /// Statements whose pen I hold, in id order.
    pub pens: Vec<StatementId>,
}

/// Personal: my paper in a ballot, as last handed in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct PaperRecord {
    /// Its id.
    pub id: PaperId,
    /// Whose it is.
    pub member: MemberId,
    /// The ballot.
    pub ballot: BallotId,
    /// Marks on options.
    pub marks: BTreeMap<OptionId, Marks>,
    /// What I said about them.
    pub reasons: BTreeMap<OptionId, String>,
}

/// Why something of mine is seen by nobody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum Hidden {
    /// Its step has not been revealed.
    UntilReveal,
    /// It came after the reveal and waits in the tray until its author posts it.
    Late,
    /// A table works on it: those who sit there see it.
    AtTable,
    /// A facilitator set it aside: its author and facilitators see it.
    SetAside,
}

/// Personal: a note of mine that nobody else sees yet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct PrivateNoteRecord {
    /// Its id; once shown to all it is a note with the same id.
    pub id: NoteId,
    /// The step it was written in.
    pub step: StepId,
    /// Its column.
    pub column: ColumnId,
    /// Its text.
    pub text: String,
    /// Counts the text's versions, from 1.
    pub text_version: u32,
    /// Why nobody else sees it.
    pub hidden: Hidden,
    /// Why a facilitator set it aside.
    pub reason: Option<String>,
    /// Orders my notes as I wrote them.
    pub order: u64,
}

/// Personal: a note that my table works on, mine or a neighbour's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct TableNoteRecord {
    /// Its id; once shown to all it is a note with the same id.
    pub id: NoteId,
    /// The table.
    pub table: TableId,
    /// The board it is on.
    pub board: BoardId,
    /// The step it was written in.
    pub step: StepId,
    /// Its column.
    pub column: ColumnId,
    /// Its text.
    pub text: String,
    /// Counts the text's versions, from 1.
    pub text_version: u32,
    /// Who wrote it, as far as the table may know.
    pub by: Signature,
    /// On the board as the table's own, parked, or part of another.
    pub shelf: Shelf,
    /// Whether the table has chosen it as a card.
    pub card: bool,
    /// Orders the table's notes.
    pub order: u64,
}

/// Personal: a timeline entry of mine that nobody else sees yet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct PrivateEntryRecord {
    /// Its id; once shown to all it is an entry with the same id.
    pub id: EntryId,
    /// The step it was written in.
    pub step: StepId,
    /// What it says.
    pub text: EntryText,
    /// Counts the text's versions, from 1.
    pub text_version: u32,
    /// Why nobody else sees it.
    pub hidden: Hidden,
}

impl From<LateItem> for RecordKey {
    fn from(item: LateItem) -> Self {
        match item {
            LateItem::Note(note) => Self::new(RecordKind::PrivateNote, note),
            LateItem::Entry(entry) => Self::new(RecordKind::PrivateEntry, entry),
        }
    }
}
