//! What a facilitator steers beside the agenda: clock, spotlight, walls.

use crate::ids::*;
use crate::values::Milliseconds;
use serde::{Deserialize, Serialize};
#[cfg(feature = "typescript")]
use ts_rs::TS;

/// The clock of the step the room is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Clock {
    /// The step.
    pub step: StepId,
    /// When the room came into it.
    pub since: Milliseconds,
    /// How long the step is, with what was added and taken; 0 = it has no time of its own.
    pub length: Milliseconds,
    /// How the clock stands.
    pub state: ClockState,
}

/// How a clock stands. Nothing stops when the time is up: a clock then runs over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum ClockState {
    /// Not started.
    Idle,
    /// Running.
    Running {
        /// When the time is up, by the server's clock.
        ends: Milliseconds,
    },
    /// Stopped for a while.
    Paused {
        /// What is left.
        left: Milliseconds,
    },
}

/// What walls show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum WallMode {
    /// What happens.
    #[default]
    Live,
    /// What they showed when they were frozen.
    Frozen,
    /// Nothing but how to come in.
    Blank,
}
