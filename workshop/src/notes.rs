//! Notes: one idea, one sentence.

use crate::secret::SecretHash;
use charrette_protocol::*;
use serde::{Deserialize, Serialize};

/// Who wrote something, as far as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Author {
    /// A member.
    Member(MemberId),
    /// Nobody knows; whoever holds the key with this hash may edit it.
    Key(SecretHash),
    /// Known from an archive as it was signed there.
    Signed(Signature),
}

/// In which capacity something was deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeletedBy {
    /// By its author, who may bring it back.
    Author,
    /// By a facilitator; only facilitators bring it back.
    Facilitator,
}

/// A note, hidden or visible, deleted or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub(crate) step: StepId,
    pub(crate) board: BoardId,
    pub(crate) column: ColumnId,
    pub(crate) cluster: Option<ClusterId>,
    /// Within the cluster, or within the column while in none; 0 while hidden.
    pub(crate) rank: u64,
    pub(crate) text: String,
    pub(crate) text_version: u32,
    pub(crate) author: Author,
    pub(crate) table: Option<TableId>,
    /// The attribution it was written under: shown at least as strictly ever after.
    pub(crate) attribution: Attribution,
    pub(crate) hidden: Option<Hidden>,
    pub(crate) deleted: Option<DeletedBy>,
    /// Counts the room's events; orders an author's own notes as they were written.
    pub(crate) sequence: u64,
}
