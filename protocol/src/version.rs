//! Which versions of the conversation are spoken, and who is too old.

use serde::{Deserialize, Serialize};
#[cfg(feature = "typescript")]
use ts_rs::TS;

/// The version this build speaks. Raised by one when a change would confuse an older peer.
pub const CURRENT: u16 = 1;

/// The oldest client version this server still answers.
pub const OLDEST_CLIENT: u16 = 1;

/// The WebSocket subprotocol a browser asks for.
pub const SUBPROTOCOL: &str = "charrette.v1";

/// What comes of comparing a client's version with the server's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum Fit {
    /// They understand each other.
    Fits,
    /// The page is older than the server accepts: reload it.
    ClientTooOld,
    /// The page is newer than the server: the server was rolled back; wait or ask its operator.
    ServerTooOld,
}

/// Compares a client's version with what this build speaks.
pub const fn fit(client: u16) -> Fit {
    if client < OLDEST_CLIENT {
        Fit::ClientTooOld
    } else if client > CURRENT {
        Fit::ServerTooOld
    } else {
        Fit::Fits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_side_learns_who_is_too_old() {
        assert_eq!(fit(OLDEST_CLIENT - 1), Fit::ClientTooOld);
        assert_eq!(fit(CURRENT), Fit::Fits);
        assert_eq!(fit(CURRENT + 1), Fit::ServerTooOld);
    }
}
