//! A room: one task that owns one workshop. All that can wake it is [`Input`].
//!
//! ```text
//! inbox ─▶ decide ─▶ apply ─▶ append (durable) ─▶ publish ─▶ ring ─▶ sessions
//! ```
//!
//! Nobody else reads or changes its state. Joins, resumes and exports pass through the same
//! task between batches, so what anybody sees is durable.

mod actor;
mod audience;
mod connection;
mod deciding;
mod doors;
mod history;
mod looking;
mod presence;
mod published;
pub(crate) mod throttle;
mod verifying;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_pairs;
#[cfg(test)]
mod tests_polling;

pub use actor::Fate;
pub(crate) use actor::Room;
pub(crate) use published::json;
pub use published::{ConnectionId, Frame, Published};

use crate::log::Digest as BodyDigest;
use charrette_protocol::{
    Audience, CloseCode, CommandId, CommandMessage, Digest, Hello, LinkId, LinkListed, Lobby, MemberId, Presence,
    Record, Rejection, RejectionCode, Seated, Verified,
};
use charrette_workshop::{AccessCommand, SecretHash};
use std::sync::Arc;
use tokio::sync::{broadcast, mpsc, oneshot};

/// How many inputs wait for a room at most; more are answered `busy`.
pub const INBOX: usize = 1024;

/// How many batches a session may be behind before it has to come back with its digest.
pub const RING: usize = 256;

/// All that can wake a room.
#[derive(Debug)]
pub enum Input {
    /// A command from a connected session; the answer comes through the ring.
    Command {
        /// Whose socket.
        connection: ConnectionId,
        /// The command.
        message: CommandMessage,
    },
    /// A command without a socket.
    PostedCommand {
        /// The session it comes from.
        session: SecretHash,
        /// The command.
        message: CommandMessage,
        /// The answer.
        reply: oneshot::Sender<Result<(), Refusal>>,
    },
    /// What the edge asks for: joining, links, sessions.
    Access {
        /// The command's id; equal for a repetition.
        id: CommandId,
        /// The digest of what was asked; equal for a repetition.
        digest: BodyDigest,
        /// The command.
        command: AccessCommand,
        /// The link somebody comes in by, each of which has a pace of its own; none = the code, or nobody comes in.
        door: Option<LinkId>,
        /// The answer, once durable.
        reply: oneshot::Sender<Result<(), Rejection>>,
    },
    /// Time has passed that the agenda waited for; the room tells itself.
    Time,
    /// A session connects.
    Join {
        /// The session.
        session: SecretHash,
        /// Its first message.
        hello: Hello,
        /// How it stays.
        manner: Manner,
        /// Its place in the room, or why there is none.
        reply: oneshot::Sender<Result<Joined, CloseCode>>,
    },
    /// A session asks what differs from what it holds.
    Compare {
        /// Whose socket.
        connection: ConnectionId,
        /// What it holds. The answer comes through the ring, in its place among the batches.
        digest: Digest,
    },
    /// A session tells something in passing.
    Presence {
        /// Whose socket.
        connection: ConnectionId,
        /// What.
        presence: Presence,
    },
    /// A socket is gone.
    Leave {
        /// Which.
        connection: ConnectionId,
    },
    /// What a door leads to.
    Knock {
        /// The hash of a link's secret; none = the short code.
        link: Option<SecretHash>,
        /// The lobby, and what the door grants; none = nothing is behind it.
        reply: oneshot::Sender<Option<(Lobby, Entrance)>>,
    },
    /// The code people join with, whatever the door.
    Code {
        /// The code; none = retired, or no such workshop.
        reply: oneshot::Sender<Option<String>>,
    },
    /// Who a session is.
    Identify {
        /// The session.
        session: SecretHash,
        /// Its seat, as a join would have answered; `credential` is left empty.
        reply: oneshot::Sender<Option<Seated>>,
    },
    /// The links there are, for a facilitator.
    Links {
        /// The session that asks.
        session: SecretHash,
        /// The links; none = it may not know.
        reply: oneshot::Sender<Option<Vec<LinkListed>>>,
    },
    /// Everything a session may see, for an export.
    Project {
        /// The session.
        session: SecretHash,
        /// Keys of what was written anonymously on the asking device.
        edit_keys: Vec<SecretHash>,
        /// Whether a facilitator wants to pass it on, and so needs what others see, too.
        release: bool,
        /// The records; none = the session is unknown.
        reply: oneshot::Sender<Option<Projection>>,
    },
    /// Read the log again, and compare what it leads to with what every viewer is shown.
    Verify {
        /// The comparison; none = the log cannot be read just now.
        reply: oneshot::Sender<Option<Verified>>,
    },
    /// The workshop is being deleted, or the server stops: end every connection with this code.
    Close {
        /// Why.
        code: CloseCode,
    },
}

/// How a session is connected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// By a socket, until it closes.
    Socket,
    /// By one poll, which the next one follows.
    Poll,
}

/// Why a posted command was not acknowledged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The session is not known.
    SessionUnknown,
    /// A rule refused it.
    Rejected(Rejection),
}

/// What a door grants, for those who come in by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entrance {
    /// The link, unless it was the code.
    pub link: Option<LinkId>,
    /// What it grants.
    pub grant: charrette_protocol::Grant,
}

/// A place in a room.
#[derive(Debug)]
pub struct Joined {
    /// The connection's number.
    pub connection: ConnectionId,
    /// Through whose eyes it sees.
    pub audience: Audience,
    /// For whom it speaks.
    pub members: Vec<MemberId>,
    /// Frames that bring it to the present, in order.
    pub frames: Vec<Frame>,
    /// All that comes after, from exactly there.
    pub ring: broadcast::Receiver<Arc<Published>>,
}

/// Everything a session may see.
#[derive(Debug)]
pub struct Projection {
    /// Through whose eyes.
    pub audience: Audience,
    /// Whose.
    pub member: Option<MemberId>,
    /// Shared records, in a useful order.
    pub shared: Vec<Record>,
    /// Personal records.
    pub personal: Vec<Record>,
    /// For a facilitator who passes it on.
    pub release: Option<Release>,
}

/// What a facilitator needs to pass a workshop on to people who see less than they do.
#[derive(Debug)]
pub struct Release {
    /// Shared records as participants have them.
    pub room: Vec<Record>,
    /// The head of the log's hash chain, which whoever keeps the log can compare. It is told to facilitators
    /// alone: it changes with everything that happens, hidden things too.
    pub head: String,
}

/// The way to a room's task.
#[derive(Debug, Clone)]
pub struct RoomHandle {
    inbox: mpsc::Sender<Input>,
}

/// The room's task has ended; ask the registry for it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the room is not awake")]
pub struct Asleep;

impl RoomHandle {
    pub(crate) fn new(inbox: mpsc::Sender<Input>) -> Self {
        Self { inbox }
    }

    /// Whether its task has ended or is ending.
    pub fn is_closed(&self) -> bool {
        self.inbox.is_closed()
    }

    /// Whether both lead to the same task.
    pub fn is_same(&self, other: &Self) -> bool {
        self.inbox.same_channel(&other.inbox)
    }

    /// Hands an input to the room without waiting.
    ///
    /// # Errors
    /// `busy` if its inbox is full, or the room has ended.
    pub fn offer(&self, input: Input) -> Result<(), Rejection> {
        self.inbox.try_send(input).map_err(|_| RejectionCode::Busy.into())
    }

    /// Hands an input to the room, waiting for a place in its inbox.
    ///
    /// # Errors
    /// The room has ended.
    pub async fn send(&self, input: Input) -> Result<(), Asleep> {
        self.inbox.send(input).await.map_err(|_| Asleep)
    }

    /// Asks the room and waits for its answer.
    ///
    /// # Errors
    /// The room has ended.
    pub async fn ask<T>(&self, input: impl FnOnce(oneshot::Sender<T>) -> Input) -> Result<T, Asleep> {
        let (reply, answer) = oneshot::channel();
        self.send(input(reply)).await?;
        answer.await.map_err(|_| Asleep)
    }
}
