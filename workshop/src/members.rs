//! People and tables.

use charrette_protocol::*;
use serde::{Deserialize, Serialize};

/// What is known of somebody who comes in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Newcomer {
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// Their perspective.
    pub perspective: Option<String>,
}

/// A member, also one who left: what they wrote stays signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub(crate) name: String,
    pub(crate) role: Role,
    pub(crate) perspective: Option<String>,
    pub(crate) table: Option<TableId>,
    /// Somebody else's device speaks for them.
    pub(crate) proxy: bool,
    /// Whose device that is.
    pub(crate) keeper: Option<MemberId>,
    /// Sent away.
    pub(crate) removed: bool,
    /// Known from an archive and not here: shown, but counted nowhere until they come back.
    pub(crate) absent: bool,
    /// Orders members as they came.
    pub(crate) sequence: u64,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    pub(crate) name: String,
}
