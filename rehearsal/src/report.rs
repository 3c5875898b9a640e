//! What came of a rehearsal, and why one may not come to its end.

use crate::api::ApiError;
use crate::client::Ended;
use crate::people::Stuck;
use charrette_protocol::Verified;

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// People who took part.
    pub people: usize,
    /// Times somebody lost the network or changed devices.
    pub returns: u32,
    /// Notes on the board or kept beside it at the end, as a facilitator sees them.
    pub notes: usize,
    /// Cards that tables posted.
    pub cards: usize,
    /// Clusters at the end.
    pub clusters: usize,
    /// Timeline entries at the end.
    pub entries: usize,
    /// Statements at the end.
    pub statements: usize,
    /// People who voted, in each closed ballot.
    pub voted: Vec<u32>,
    /// Screens compared with a fresh look at the server.
    pub screens: usize,
    /// Records compared, over all screens.
    pub compared: usize,
    /// Records that differed: 0, or something is wrong.
    pub differing: usize,
    /// Things that came out as the rules say: cards, names, counts of votes.
    pub as_expected: usize,
    /// The server's own comparison with its log.
    pub log: Verified,
}

/// The rehearsal did not come to its end.
#[derive(Debug, thiserror::Error)]
pub enum RehearsalError {
    /// A request failed.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// A simulated person could not go on.
    #[error("{0}")]
    Person(String),
    /// Nothing was compared, so nothing is known.
    #[error("no record was compared: the rehearsal shows nothing")]
    NothingCompared,
    /// Something came out otherwise than the rules say.
    #[error("{0}")]
    Unexpected(String),
    /// Screens and server, or server and log, disagree.
    #[error("{screens} records differ between screens and server, {log} between server and log")]
    Disagreement {
        /// Records that differ between screens and server.
        screens: usize,
        /// Records that differ between server and log.
        log: u32,
    },
}

impl From<Stuck> for RehearsalError {
    fn from(stuck: Stuck) -> Self {
        match stuck {
            Stuck::Api(error) => Self::Api(error),
            other => Self::Person(other.to_string()),
        }
    }
}

impl From<Ended> for RehearsalError {
    fn from(ended: Ended) -> Self {
        Self::Person(ended.to_string())
    }
}
