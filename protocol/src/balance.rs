//! How what everybody can read is spread over the people, without names.

use crate::ids::BoardId;
use crate::values::Thousandths;
use serde::{Deserialize, Serialize};
#[cfg(feature = "typescript")]
use ts_rs::TS;

/// Facilitators only: how a board's readable notes are spread over the people. Worked out from what
/// those notes are signed with and from closed ballots, so that it tells nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct BalanceRecord {
    /// The board.
    pub id: BoardId,
    /// People of the room: those who could vote.
    pub people: u32,
    /// How many of them have a note here that bears their name; none where no note bears one.
    pub contributed: Option<u32>,
    /// The participation balance, 0 to 1000: one wrote everything, all wrote as much. None where no
    /// note bears a name, and with fewer than five people.
    pub evenness: Option<Thousandths>,
    /// Readable notes whose group is known.
    pub signed: u32,
    /// Readable notes that are not counted: nobody signed them, or nobody who votes.
    pub left_out: u32,
    /// The groups in the workshop's order, small ones together; empty in a room that is too small
    /// to be split.
    pub groups: Vec<BalanceGroup>,
}

/// One group's part in a [`BalanceRecord`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct BalanceGroup {
    /// The group; none = all others together.
    pub name: Option<String>,
    /// Its people.
    pub people: u32,
    /// The notes signed with it.
    pub notes: u32,
    /// The share of all dots on signed notes that its notes received, 0 to 1000; an option's dots
    /// belong to its notes in equal parts. None before a ballot with dots closed on them.
    pub dots: Option<Thousandths>,
}
