//! Boards and their columns.

use charrette_protocol::*;
use serde::{Deserialize, Serialize};

/// A board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    pub(crate) kind: BoardKind,
    pub(crate) title: String,
}

/// A column of a board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    pub(crate) board: BoardId,
    pub(crate) rank: u64,
    pub(crate) title: String,
    pub(crate) prompt: String,
    pub(crate) level: Option<IcebergLevel>,
}
