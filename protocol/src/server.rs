//! All that a browser may receive.

use crate::close::CloseCode;
use crate::digest::Revision;
use crate::ids::*;
use crate::record::{Audience, Record, RecordKey};
use crate::rejection::Told;
use crate::values::Milliseconds;
use serde::{Deserialize, Serialize};
#[cfg(feature = "typescript")]
use ts_rs::TS;

/// A message from the server.
///
/// Order within one socket: what a batch changed comes before the answers to the commands that
/// changed it, so an acknowledged change is already on the screen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ServerMessage {
    /// The first message: the session is known.
    Welcome(Welcome),
    /// Changes to the records held.
    Changes(Changes),
    /// The command is stored and will survive anything.
    Ack {
        /// Which command.
        id: CommandId,
    },
    /// The command was refused and changed nothing.
    Reject {
        /// Which command; none = the message had no readable id.
        id: Option<CommandId>,
        /// Why.
        #[serde(flatten)]
        rejection: Told,
    },
    /// Who is here and how far they are; at most once a second.
    Presence(RoomPresence),
    /// Send me your `digest`.
    Compare {},
    /// The answer to `ping`.
    Pong {
        /// The server's time.
        time: Milliseconds,
    },
    /// The server closes the connection; the WebSocket close frame carries the same code.
    Bye {
        /// Why, and so what to do next.
        code: CloseCode,
        /// Seconds to wait before coming back.
        retry_after: Option<u32>,
    },
}

/// The session is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Welcome {
    /// The version of the conversation the server speaks.
    pub version: u16,
    /// The server's own version.
    pub server: String,
    /// The server's time.
    pub time: Milliseconds,
    /// The workshop.
    pub workshop: WorkshopId,
    /// Through whose eyes this session sees shared records.
    pub audience: Audience,
    /// The members this session speaks for; none for a wall.
    pub members: Vec<MemberId>,
    /// Limits a client should know before it hits them.
    pub limits: Limits,
}

/// Limits a client should know before it hits them. All are in `workshop/src/limits.rs`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Limits {
    /// Graphemes in a note.
    pub note_graphemes: u32,
    /// Graphemes in the name of a person, perspective or table.
    pub name_graphemes: u32,
    /// Graphemes in a title, the name of a cluster or era, or an option's words.
    pub title_graphemes: u32,
    /// Graphemes in a question.
    pub question_graphemes: u32,
    /// Graphemes in a detail, story or purpose.
    pub detail_graphemes: u32,
    /// Of a text of the report.
    pub report_text_graphemes: u32,
    /// Bytes a client may send in one message.
    pub message_bytes: u32,
}

/// Changes to the records held, applied all at once.
///
/// `replace` names buckets of the digest: what the client holds there and is not put in this
/// or a later page of the same answer, it drops. While `more` is set, further pages follow
/// and the whole answer is applied with the last.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Changes {
    /// Records that are new or different, whole.
    pub put: Vec<Put>,
    /// Records that are gone for this viewer.
    pub drop: Vec<RecordKey>,
    /// Buckets that are sent whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "typescript", ts(as = "Option<Vec<u8>>", optional))]
    pub replace: Vec<u8>,
    /// Whether further pages follow.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "typescript", ts(as = "Option<bool>", optional))]
    pub more: bool,
}

/// A record with its revision.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Put {
    /// The hash of the record as this viewer sees it.
    pub rev: Revision,
    /// The record.
    pub record: Record,
}

/// Who is here and how far they are: counts, and for consoles which members are connected.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct RoomPresence {
    /// People who count (participants, table hosts, theme team) with a connected device.
    pub here: u32,
    /// People who count, in all.
    pub of: u32,
    /// How many of them have written in the current step.
    pub written: u32,
    /// How many of them say they have finished the current step.
    pub finished: u32,
    /// For each open ballot: how many have handed in a paper.
    pub turnout: Vec<Turnout>,
    /// For consoles: who is connected, facilitators and observers included.
    pub connected: Option<Vec<MemberId>>,
    /// For consoles: how many walls are connected.
    pub walls: Option<u32>,
}

/// How many have handed in a paper in an open ballot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Turnout {
    /// The ballot.
    pub ballot: BallotId,
    /// People who handed in a paper.
    pub voted: u32,
    /// People who can.
    pub eligible: u32,
}
