//! What facilitators did, for facilitators.

use crate::ids::{ActId, MemberId};
use crate::record::RecordKey;
use crate::values::Milliseconds;
use serde::{Deserialize, Serialize};
#[cfg(feature = "typescript")]
use ts_rs::TS;

/// What a facilitator did. The words are the screen's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each says what was done; ActRecord says what its fields hold")]
pub enum Act {
    WorkshopEdited,
    AttributionTightened,
    DoorOpened,
    DoorClosed,
    CodeChanged,
    PerspectivesSet,
    LinkMade,
    LinkEnded,
    LetIn,
    WayBackEnded,
    MemberEdited,
    RoleSet,
    MemberRemoved,
    SeatsMerged,
    Muted,
    Unmuted,
    LeadTaken,
    ProxyAdded,
    TableAdded,
    TableRenamed,
    TableRemoved,
    Seated,
    EverybodySeated,
    StepAdded,
    StepEdited,
    StepMoved,
    StepRemoved,
    StepEntered,
    StepSkipped,
    StepKept,
    TimeCalled,
    CallTakenBack,
    ClockStarted,
    ClockPaused,
    TimeChanged,
    Locked,
    Unlocked,
    PointedAt,
    PointedAtNothing,
    WallsLive,
    WallsFrozen,
    WallsBlank,
    Revealed,
    HandedToTables,
    BoardAdded,
    BoardRenamed,
    ColumnAdded,
    ColumnEdited,
    NoteEdited,
    NoteDeleted,
    NoteRestored,
    SetAside,
    NotesParked,
    NotesReturned,
    NotesMerged,
    NoteUnmerged,
    BallotAdded,
    BallotEdited,
    OptionsFrozen,
    OptionsUnfrozen,
    BallotOpened,
    BallotClosed,
    EntryEdited,
    EntryDeleted,
    EntryRestored,
    StatementDeleted,
    StatementRestored,
    CommentEdited,
    CommentDeleted,
    TakenBack,
}

/// Facilitators only: something a facilitator did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct ActRecord {
    /// Its id; of what falls out of the list it is given to what comes in.
    pub id: ActId,
    /// Orders the acts as they were done.
    pub number: u64,
    /// When.
    pub at: Milliseconds,
    /// Who.
    pub by: MemberId,
    /// Their name then.
    pub who: String,
    /// What.
    pub what: Act,
    /// What was taken back, of [`Act::TakenBack`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub took_back: Option<Act>,
    /// The note, entry, statement, comment or option it was done to, as long as facilitators see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub on: Option<RecordKey>,
    /// What the person, step, table, board, column or ballot was called then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub name: Option<String>,
    /// The reason, table, role or attribution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub detail: Option<String>,
    /// How many, of several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub count: Option<u32>,
}
