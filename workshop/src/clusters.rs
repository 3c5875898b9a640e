//! Clusters: notes that belong together, and the sentence that says why.

use charrette_protocol::*;
use serde::{Deserialize, Serialize};

/// A cluster; which notes it holds stands at the notes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cluster {
    pub(crate) board: BoardId,
    pub(crate) rank: u64,
    pub(crate) name: String,
    pub(crate) name_version: u32,
}
