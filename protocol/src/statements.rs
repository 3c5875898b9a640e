//! What tables write together, what others say about it, and how things hang together.

use crate::ids::*;
use crate::values::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
#[cfg(feature = "typescript")]
use ts_rs::TS;

/// The text of a statement: what it says in each field of its board's form. Empty fields are
/// left out.
pub type StatementText = BTreeMap<ColumnId, String>;

/// A statement everybody of this audience may see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct StatementRecord {
    /// Its id.
    pub id: StatementId,
    /// The board it is on, whose columns are its fields.
    pub board: BoardId,
    /// The step it was begun in.
    pub step: StepId,
    /// The table it belongs to; none = to the whole room.
    pub table: Option<TableId>,
    /// Its place on the board.
    pub rank: u64,
    /// What it says.
    pub text: StatementText,
    /// Counts the text's versions, from 1.
    pub text_version: u32,
    /// Whether somebody holds its pen.
    pub held: bool,
    /// Who holds its pen, where names are shown.
    pub pen: Option<MemberId>,
    /// Deleted, and shown to facilitators so that they can restore it.
    pub deleted: bool,
}

/// What a statement said when its pen was laid down or handed over, or when people voted on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct StatementVersionRecord {
    /// Its id.
    pub id: VersionId,
    /// The statement.
    pub statement: StatementId,
    /// Counts the statement's kept versions, from 1.
    pub number: u32,
    /// What it said.
    pub text: StatementText,
    /// When it was kept.
    pub at: Milliseconds,
}

/// Something said about a statement, beside its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct CommentRecord {
    /// Its id.
    pub id: CommentId,
    /// The statement it is about.
    pub on: StatementId,
    /// The step it was written in.
    pub step: StepId,
    /// Counts the statement's comments, from 1.
    pub number: u32,
    /// What it says.
    pub text: String,
    /// Counts the text's versions, from 1.
    pub text_version: u32,
    /// Whether somebody cannot go along with the statement as it is, and says why.
    pub reservation: bool,
    /// Who wrote it, as far as the viewer may know.
    pub by: Signature,
}

/// Somebody asks for a pen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct PenAsk {
    /// Of which statement.
    pub statement: StatementId,
    /// Who, where names are shown.
    pub by: Option<MemberId>,
}

/// How one note hangs together with another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// The first is a sign of the second.
    SignOf,
    /// The first is driven by the second.
    DrivenBy,
    /// The first raises the second.
    Raises,
}

/// A link between two notes of an iceberg.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct LinkRecord {
    /// Its id.
    pub id: NoteLinkId,
    /// The board of both notes.
    pub board: BoardId,
    /// The note it goes out from.
    pub from: NoteId,
    /// The note it goes to.
    pub to: NoteId,
    /// How they hang together. Called so because `kind` names the record's own kind.
    pub says: LinkKind,
}

/// How far somebody has looked up whether an entry is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum EntryState {
    /// Nobody has looked it up.
    Unverified,
    /// A source says so, too.
    Verified,
    /// Sources disagree, or the room does.
    Disputed,
}

/// What came of looking an entry up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct EntryCheck {
    /// What came of it.
    pub state: EntryState,
    /// What whoever looked it up found, or what is in dispute; may be empty.
    pub remark: String,
    /// The version of the entry's text that was looked up; 0 = none was.
    pub of_version: u32,
}

impl EntryCheck {
    /// Nobody has looked it up.
    pub const fn none() -> Self {
        Self { state: EntryState::Unverified, remark: String::new(), of_version: 0 }
    }
}

/// Personal: a statement of my table that nobody else sees yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct PrivateStatementRecord {
    /// Its id; once shown to all it is a statement with the same id.
    pub id: StatementId,
    /// The board it is on.
    pub board: BoardId,
    /// The step it was begun in.
    pub step: StepId,
    /// The table it belongs to.
    pub table: Option<TableId>,
    /// Its place on the board.
    pub rank: u64,
    /// What it says.
    pub text: StatementText,
    /// Counts the text's versions, from 1.
    pub text_version: u32,
    /// Whether somebody holds its pen.
    pub held: bool,
    /// Who holds its pen, where names are shown.
    pub pen: Option<MemberId>,
    /// Its kept versions, oldest first.
    pub versions: Vec<StatementVersionRecord>,
}
