//! Coming in: opening and importing, seats, sessions, links, the code. What the edge asks for;
//! none of it is reachable from a socket.

use crate::decide::Context;
use crate::event::Event;
use crate::secret::{SecretHash, SessionHash};
use crate::state::Workshop;
use charrette_protocol::*;

/// A device that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id: the first half of its hash.
    pub id: SessionId,
    /// The hash of its secret.
    pub hash: SessionHash,
    /// The role it came in with. A member's present role is the member's.
    pub role: Role,
    /// The member; none for a wall.
    pub member: Option<MemberId>,
}

/// A capability link that works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its id.
    pub id: LinkId,
    /// What it grants.
    pub grant: Grant,
    /// The hash of its secret.
    pub secret: SecretHash,
    /// When it was made.
    pub made: Milliseconds,
    /// Who made it; none = whoever runs the server.
    pub by: Option<MemberId>,
}

/// What the edge asks for. Who may ask is checked here where a member asks (`by`), and by the
/// edge where a secret lets somebody in.
#[derive(Debug, Clone, PartialEq)]
pub enum AccessCommand {
    /// Open a workshop, with its lead.
    Open {
        /// Its id.
        workshop: WorkshopId,
        /// What it starts from.
        template: Template,
        /// Its title; empty = the template's own.
        title: String,
        /// The floor of attribution.
        attribution: Attribution,
        /// Whether it is a rehearsal with simulated people.
        rehearsal: bool,
        /// The code people join with.
        code: String,
        /// How many people who count it takes, at most [`limits::SEATS_MOST`](crate::limits::SEATS_MOST).
        seats: u32,
        /// The lead's member id.
        lead: MemberId,
        /// The lead's name.
        name: String,
        /// The lead's session.
        session: SessionHash,
    },
    /// Make a workshop from an archive, with a new lead.
    Import {
        /// Its id.
        workshop: WorkshopId,
        /// The records of the archive: what a facilitator saw.
        archive: Vec<Record>,
        /// A title instead of the archive's.
        title: Option<String>,
        /// Whether it is a rehearsal with simulated people.
        rehearsal: bool,
        /// The code people join with.
        code: String,
        /// How many people who count it takes, at most [`limits::SEATS_MOST`](crate::limits::SEATS_MOST).
        seats: u32,
        /// The new lead's member id.
        lead: MemberId,
        /// The new lead's name.
        name: String,
        /// The new lead's session.
        session: SessionHash,
    },
    /// Take a new seat. A wall gets a session without a member.
    Join {
        /// In which role.
        role: Role,
        /// The new member's id.
        member: MemberId,
        /// Their name.
        name: String,
        /// Their perspective; none = not given.
        perspective: Option<String>,
        /// The new session.
        session: SessionHash,
    },
    /// Come back into a seat on a new device.
    Return {
        /// Whose seat.
        member: MemberId,
        /// The new session.
        session: SessionHash,
        /// A way back that works once only and is used up by this.
        used: Option<LinkId>,
    },
    /// Shut a device out.
    EndSession {
        /// Which.
        session: SessionId,
    },
    /// Shut out all devices of a member.
    EndSessionsOf {
        /// Whose.
        member: MemberId,
    },
    /// Make a capability link.
    MakeLink {
        /// Its id.
        link: LinkId,
        /// What it grants.
        grant: Grant,
        /// The hash of its secret.
        secret: SecretHash,
        /// Who asks; none = whoever runs the server.
        by: Option<MemberId>,
    },
    /// Revoke a capability link.
    RevokeLink {
        /// Which.
        link: LinkId,
        /// Who asks; none = whoever runs the server.
        by: Option<MemberId>,
    },
    /// Change the code, or retire it.
    ChangeCode {
        /// The new code.
        code: Option<String>,
    },
}

/// Decides what the edge asks for. An empty list means that it is so already: a repeated
/// request changes nothing and is no error.
///
/// # Errors
///
/// The rejections of `docs/SPEC.md`, chapter JOIN.
pub fn decide_access(_state: &Workshop, _command: &AccessCommand, _context: &Context) -> Result<Vec<Event>, Rejection> {
    Err(RejectionCode::NotAllowed.into())
}
