//! Ballots: frozen options, secret papers, one count.

use charrette_protocol::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An option of an opened ballot: a copy of what it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BallotOption {
    /// Its id.
    pub option: OptionId,
    /// Its words.
    pub label: String,
    /// The cluster it was copied from.
    pub cluster: Option<ClusterId>,
    /// The notes it stands for.
    pub notes: Vec<NoteId>,
}

/// A ballot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ballot {
    pub(crate) settings: BallotSettings,
    pub(crate) state: BallotState,
    pub(crate) budget: Option<u16>,
    pub(crate) options: Vec<BallotOption>,
    /// Who chose what; whoever is not here has not voted.
    pub(crate) papers: BTreeMap<MemberId, BTreeMap<OptionId, u16>>,
    pub(crate) tally: Option<Tally>,
}
