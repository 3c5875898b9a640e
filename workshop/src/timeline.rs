//! The timeline: dated entries in lanes, and eras over all lanes.

use crate::notes::{Author, DeletedBy};
use charrette_protocol::*;
use serde::{Deserialize, Serialize};

/// A timeline entry, hidden or visible, deleted or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub(crate) step: StepId,
    pub(crate) board: BoardId,
    pub(crate) text: EntryText,
    pub(crate) text_version: u32,
    pub(crate) author: Author,
    /// The attribution it was written under: shown at least as strictly ever after.
    pub(crate) attribution: Attribution,
    pub(crate) hidden: Option<Hidden>,
    pub(crate) deleted: Option<DeletedBy>,
}

/// A named span of a timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Era {
    pub(crate) board: BoardId,
    pub(crate) text: EraText,
    pub(crate) text_version: u32,
}
