//! The agenda: steps, between which facilitators move the room.

use charrette_protocol::*;
use serde::{Deserialize, Serialize};

/// A step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub(crate) rank: u64,
    pub(crate) settings: StepSettings,
    pub(crate) entered: bool,
    pub(crate) revealed: bool,
}
