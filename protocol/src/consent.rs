//! What somebody has agreed to.

use crate::ids::MemberId;
use serde::{Deserialize, Serialize};
#[cfg(feature = "typescript")]
use ts_rs::TS;

/// What somebody has agreed to; they may change it at any time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Consent {
    /// Their name may stand in the list of participants.
    pub listed: bool,
    /// Their words may be quoted, signed as the workshop's attribution allows and no further.
    pub quoted: bool,
}

/// Facilitators only: what somebody has answered. Who has not been asked, or has not answered, has none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct ConsentRecord {
    /// Whose answer it is.
    pub id: MemberId,
    /// The answer.
    pub says: Consent,
}
