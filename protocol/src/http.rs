//! Bodies of the few HTTP requests: opening, joining, links, exports, and the fallback transport.
//!
//! A session token travels as `Authorization: Bearer …`; secrets never stand in a URL.

use crate::client::{CommandMessage, Hello};
use crate::ids::*;
use crate::record::Audience;
use crate::rejection::RejectionCode;
use crate::server::ServerMessage;
use crate::values::*;
use serde::{Deserialize, Serialize};
#[cfg(feature = "typescript")]
use ts_rs::TS;

/// The templates that the program brings along; each is a file, `workshop/templates/….json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum Template {
    /// Write, cluster, name, vote: what must policymakers understand?
    EducationPriorities,
    /// Notes on the four levels of the iceberg.
    Iceberg,
    /// A history that everybody builds at once.
    Timeline,
    /// From one history to recommendations with support.
    Recommendations,
    /// All of it, in one sitting.
    FullSeminar,
}

impl Template {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 5] =
        [Self::EducationPriorities, Self::Recommendations, Self::Iceberg, Self::Timeline, Self::FullSeminar];

    /// What the command line calls it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::EducationPriorities => "education-priorities",
            Self::Recommendations => "recommendations",
            Self::Iceberg => "iceberg",
            Self::Timeline => "timeline",
            Self::FullSeminar => "full-seminar",
        }
    }
}

/// What a workshop starts from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum Start {
    /// A template that the program brings along.
    Template {
        /// Which.
        template: Template,
    },
    /// A template's file.
    File {
        /// Its text, as it is: a [`TemplateFile`](crate::TemplateFile) in JSON.
        text: String,
    },
}

impl From<Template> for Start {
    fn from(template: Template) -> Self {
        Self::Template { template }
    }
}

/// `POST /api/workshops`: open a workshop.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct OpenWorkshop {
    /// What it starts from.
    pub start: Start,
    /// Its title; empty = the template's own.
    pub title: String,
    /// The floor of attribution.
    pub attribution: Attribution,
    /// The name of the lead who opens it.
    pub name: String,
    /// The server's creation key, where it asks for one.
    pub key: Option<String>,
    /// The id the browser chose for the workshop, so that a repeated request opens it once.
    pub workshop: WorkshopId,
    /// The id the browser chose for the lead.
    pub member: MemberId,
    /// The secret of the lead's session: 256 bits that the browser drew, as 43 characters of
    /// base64url. The server stores only its hash.
    pub secret: String,
}

/// The answer to [`OpenWorkshop`] and [`Join`]: a seat.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Seated {
    /// The workshop.
    pub workshop: WorkshopId,
    /// Its title.
    pub title: String,
    /// The session token: the workshop's id, a dot, and the session's secret.
    pub credential: String,
    /// Through whose eyes this session sees the room.
    pub audience: Audience,
    /// The member; none for a wall.
    pub member: Option<MemberId>,
}

/// What lets somebody in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Door {
    /// The short code, written with or without its hyphen, in either case.
    Code {
        /// The code.
        code: String,
    },
    /// A capability link's secret, from the address's fragment.
    Link {
        /// The secret.
        secret: String,
    },
}

/// `POST /api/lobby`: what is behind this door?
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct KnockAt {
    /// The door.
    pub door: Door,
}

/// The answer to [`KnockAt`]: enough to decide whether to come in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Lobby {
    /// The workshop.
    pub workshop: WorkshopId,
    /// Its title.
    pub title: String,
    /// Its purpose.
    pub purpose: String,
    /// How contributions are signed.
    pub attribution: Attribution,
    /// The perspectives to choose from.
    pub groups: Vec<PerspectiveGroup>,
    /// The role this door leads to.
    pub role: Role,
    /// The person a way back belongs to; who comes in by it needs no name.
    pub welcome_back: Option<String>,
    /// Whether one can come in at the moment.
    pub open: bool,
    /// How many people are in.
    pub people: u32,
}

/// `POST /api/join`: come in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Join {
    /// The door.
    pub door: Door,
    /// One's name; left empty by walls and on a way back.
    pub name: String,
    /// One's perspective; none = not given.
    pub perspective: Option<String>,
    /// The id the browser chose for the new member; not used on a way back or by walls.
    pub member: MemberId,
    /// The secret of the new session: 256 bits that the browser drew, as 43 characters of
    /// base64url. A repeated request with the same secret gets the same seat.
    pub secret: String,
}

/// What a capability link grants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(tag = "grants", rename_all = "snake_case")]
pub enum Grant {
    /// A new seat in this role.
    Seat {
        /// The role.
        role: Role,
    },
    /// The way back into one person's seat.
    WayBack {
        /// The person.
        member: MemberId,
        /// Whether it works once only.
        once: bool,
    },
}

/// `POST /api/links`: make a capability link. Facilitators; a way back also by its owner.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct MakeLink {
    /// What it grants.
    pub grant: Grant,
}

/// The answer to [`MakeLink`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct LinkMade {
    /// Its id, by which it can be revoked.
    pub link: LinkId,
    /// Its secret, told this once; the server keeps only the hash.
    pub secret: String,
}

/// `POST /api/links/list` answers with these, newest last; secrets are not known any more.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct LinkListed {
    /// Its id.
    pub link: LinkId,
    /// What it grants.
    pub grant: Grant,
    /// When it was made.
    pub made: Milliseconds,
}

/// `POST /api/links/revoke`: a link works no more; seats taken through it stay.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct RevokeLink {
    /// Which.
    pub link: LinkId,
}

/// `POST /api/venue`: where this server can be reached, best first; and a QR code for one of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Venue {
    /// Base addresses, without a slash at the end.
    pub addresses: Vec<String>,
}

/// `POST /api/qr`: draw a text as a QR code.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct DrawQr {
    /// The text, at most 300 bytes.
    pub text: String,
}

/// The answer to [`DrawQr`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct QrDrawn {
    /// Modules on each side, without a quiet zone.
    pub size: u32,
    /// An SVG path in units of one module.
    pub path: String,
}

/// `GET /api/server`: what a page should know before anybody joins.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct ServerFacts {
    /// The version of the conversation.
    pub version: u16,
    /// The server's own version.
    pub server: String,
    /// Whether opening a workshop needs the server's creation key.
    pub key_needed: bool,
}

/// `POST /poll`: the socket's work without a socket. Answers at once if something differs from
/// the digest, else when something changes or after 25 seconds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Poll {
    /// Who asks, and what they hold.
    pub hello: Hello,
}

/// The answer to [`Poll`] and [`PostCommand`]: what a socket would have carried.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Answers {
    /// The messages in order.
    pub messages: Vec<ServerMessage>,
}

/// `POST /command`: a command without a socket; the answer is its `ack` or `reject`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct PostCommand {
    /// The session token.
    pub credential: String,
    /// The command.
    pub command: CommandMessage,
}

/// Why an HTTP request failed, in words with a way out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Problem {
    /// What kind of problem, for programs.
    pub code: ProblemCode,
    /// What happened and what to do, for people.
    pub words: String,
    /// Which rule refused it, for programs, where the code is `refused`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub reason: Option<RejectionCode>,
}

/// The kinds of [`Problem`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// The request cannot be read.
    Malformed,
    /// There is nothing behind this door; unknown, expired and revoked are not told apart.
    DoorUnknown,
    /// The workshop is there, but its door is closed.
    DoorClosed,
    /// The creation key is missing or wrong.
    KeyWrong,
    /// The session is not known any more.
    SessionUnknown,
    /// The asker may not do this.
    NotAllowed,
    /// A rule refused it; the words are the rejection's.
    Refused,
    /// Too many failed attempts from this address.
    TooManyAttempts,
    /// The request is too large.
    TooLarge,
    /// The server cannot do it at the moment.
    Unavailable,
    /// There is no such address.
    NotFound,
    /// The request came from another site.
    ForeignOrigin,
}

/// `POST /api/export/json`, `csv` or `markdown`; an empty body lists no keys.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(default)]
pub struct ExportWish {
    /// Edit keys of notes written anonymously on the asking device, so that its own hidden ones
    /// are in the file as they are on its screen.
    pub edit_keys: Vec<crate::command::EditKey>,
}

/// `POST /api/rehearsal`: copy this workshop's agenda and boards into a rehearsal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct OpenRehearsal {
    /// The id chosen for the copy.
    pub workshop: WorkshopId,
    /// The id chosen for its lead.
    pub member: MemberId,
    /// The secret of the lead's session in the copy, as in [`OpenWorkshop`].
    pub secret: String,
}

/// The answer to `POST /api/verify`: every projection compared with what the log leads to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Verified {
    /// Audiences and connected sessions whose records were compared.
    pub viewers: u32,
    /// Shared records compared, over all audiences. Personal ones are compared too, and not
    /// counted: their number would tell how much is hidden.
    pub records: u32,
    /// Records that differ; anything but 0 is a fault of the server.
    pub differing: u32,
}
