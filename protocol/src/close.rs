//! Why the server ends a connection, and what the client does next.

use serde::{Deserialize, Serialize};
#[cfg(feature = "typescript")]
use ts_rs::TS;

/// What a client does after a close or a rejection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum Next {
    /// Connect again, with what it holds, after a moment.
    Resume,
    /// Load the page again.
    Refresh,
    /// Stop, and say why.
    Stop,
}

macro_rules! close_codes {
    ($($(#[$doc:meta])* $name:ident = $number:literal, $next:ident, $words:literal;)*) => {
        /// Why the server ends a connection.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "typescript", derive(TS))]
        #[serde(rename_all = "snake_case")]
        pub enum CloseCode { $($(#[$doc])* $name,)* }

        impl CloseCode {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The number in the WebSocket close frame.
            pub const fn number(self) -> u16 {
                match self { $(Self::$name => $number,)* }
            }

            /// What the client does next.
            pub const fn next(self) -> Next {
                match self { $(Self::$name => Next::$next,)* }
            }

            /// What a person is told.
            pub const fn words(self) -> &'static str {
                match self { $(Self::$name => $words,)* }
            }
        }
    };
}

close_codes! {
    /// The first message was not a readable `hello`, or none came in time.
    HelloExpected = 4000, Refresh, "The page and the server did not understand each other. Load the page again.";
    /// The page speaks a version that is no longer answered.
    ClientTooOld = 4001, Refresh, "This page is older than the server. Load it again; nothing is lost.";
    /// The page speaks a newer version than the server.
    ServerTooOld = 4002, Stop, "This page is newer than the server. Load it again, or tell the organiser that the server was rolled back.";
    /// The credential is unknown, revoked or expired; which of these is not told.
    SessionUnknown = 4010, Stop, "This seat is not known any more. Join again with the code, or ask a facilitator for a way back.";
    /// The session was ended by its owner or a facilitator, or by a way back that somebody else made.
    SessionEnded = 4011, Stop, "This seat was closed, or opened on another device that a facilitator let in. What you wrote is kept; ask a facilitator.";
    /// The workshop was deleted.
    WorkshopGone = 4012, Stop, "This workshop has been deleted.";
    /// This seat is open on too many devices or tabs at once.
    TooManySockets = 4013, Stop, "This seat is open in too many tabs or devices. Close one, then load this page again.";
    /// The member's role or devices changed, and with them what this session sees.
    SeatChanged = 4014, Resume, "Your part in this workshop changed. Loading what you see from now on.";
    /// The workshop's log cannot be read; a failed load is never an empty room.
    RoomUnreadable = 4015, Stop, "The server cannot read this workshop's records. Nothing was deleted; tell the organiser.";
    /// The client did not read fast enough.
    TooSlow = 4020, Resume, "The connection could not keep up. Connecting again.";
    /// No sign of life came in time.
    Silent = 4021, Resume, "The connection went silent. Connecting again.";
    /// The server is stopping or restarting.
    Restarting = 4022, Resume, "The server is restarting. Your work is safe; connecting again.";
    /// The server holds as many connections as it can.
    Busy = 4023, Resume, "The server is busy. Trying again in a moment.";
    /// The room was stopped by a fault and is being loaded again from its log.
    RoomReloading = 4024, Resume, "The room is being loaded again. Your work is safe.";
    /// Too many messages in too little time, for too long.
    Flooding = 4030, Resume, "This device sent far too many messages. Trying again in a while.";
    /// The server holds less history than this client has been told of: never silence.
    HistoryRegressed = 4040, Stop, "The server has lost history that this page has seen. Tell the organiser; export what you see before you close the page.";
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn numbers_are_distinct_and_in_the_private_range() {
        let numbers: HashSet<_> = CloseCode::ALL.iter().map(|code| code.number()).collect();
        assert_eq!(numbers.len(), CloseCode::ALL.len());
        assert!(numbers.iter().all(|number| (4000..5000).contains(number)));
    }
}
