//! Records of one member: who they are, what they may do, and what nobody else has.

use crate::consent::Consent;
use crate::ids::*;
use crate::statements::PenAsk;
use crate::values::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
#[cfg(feature = "typescript")]
use ts_rs::TS;
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
    /// Statements whose pen I ask for, in id order.
    pub asked: Vec<StatementId>,
    /// Who asks for a pen that I hold: statement by statement, whoever asked first first.
    pub asks: Vec<PenAsk>,
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
