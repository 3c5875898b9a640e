//! Records that are equal for everybody who looks through the same audience.

use crate::clock::{Clock, WallMode};
use crate::ids::*;
use crate::record::RecordKey;
use crate::statements::*;
use crate::values::*;
use serde::{Deserialize, Serialize};
#[cfg(feature = "typescript")]
use ts_rs::TS;
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
