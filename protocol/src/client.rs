//! All that a browser may send.

use crate::command::{Command, EditKey};
use crate::digest::Digest;
use crate::ids::*;
use serde::{Deserialize, Serialize};
#[cfg(feature = "typescript")]
use ts_rs::TS;

/// A message from a client. The first is `hello`; the server waits five seconds for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ClientMessage {
    /// Who I am, and what I already hold.
    Hello(Hello),
    /// A wish.
    Command(CommandMessage),
    /// What others may know of me in passing; lossy, never stored.
    Presence(Presence),
    /// The answer to `compare`: a fingerprint of what I hold.
    Digest {
        /// The fingerprint.
        digest: Digest,
    },
    /// A sign of life; answered by `pong`. (Browsers cannot send WebSocket pings.)
    Ping {},
}

/// Who I am, and what I already hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Hello {
    /// The version of the conversation the client speaks.
    pub version: u16,
    /// The session token: the workshop's id, a dot, and 256 secret bits.
    pub credential: String,
    /// A fingerprint of the records held from before; none = I hold nothing.
    pub digest: Option<Digest>,
    /// The last command that was acknowledged to me. A server that does not know it has lost
    /// history, and says so.
    pub last_acked: Option<CommandId>,
    /// Edit keys of notes I wrote anonymously, so that I get those nobody else sees yet.
    pub edit_keys: Vec<EditKey>,
}

/// A wish, with its name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct CommandMessage {
    /// The command's id, chosen by the client and kept for every repetition.
    pub id: CommandId,
    /// For which of the session's members it speaks; none = the first.
    #[serde(rename = "as")]
    pub speaker: Option<MemberId>,
    /// The wish.
    pub body: Command,
}

/// What others may know of me in passing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Presence {
    /// The step in which I say that I have finished.
    pub finished: Option<StepId>,
}
