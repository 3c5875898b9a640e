//! The rules of a workshop: pure functions over plain values.
//!
//! ```text
//! command ─ decide ─▶ events ─ apply ─▶ state ─ view ─▶ records
//!    may refuse          cannot fail        hides when in doubt
//! ```
//!
//! - [`decide()`] answers a member's wish with events or a rejection; [`decide_access`] does so for
//!   what the edge asks (opening, joining, links). Time and chance come in by [`Context`] alone.
//! - [`apply()`] is the only way a state changes. Replaying a log's facts gives the same state.
//! - [`view`] is the only way anything of a state leaves: what an audience sees, what a viewer
//!   sees, and which records a fact may have changed.
//!
//! There is no clock, randomness, I/O or async here; the manifest has nothing that could do it.
//! Each activity has a file with its state, its decisions and what its events change. The rules
//! are numbered in `docs/SPEC.md`, and tests cite them.

mod access;
mod agenda;
mod apply;
pub mod archive;
mod asks;
mod ballots;
mod boards;
mod check;
pub mod clock;
mod clusters;
mod comments;
mod consent;
pub mod dates;
mod decide;
mod deeds;
pub mod derive;
mod event;
pub mod limits;
mod links;
mod members;
mod merging;
pub mod methods;
mod note_links;
mod notes;
mod order;
pub mod rank;
mod report;
mod roles;
#[cfg(test)]
mod scenario;
mod secret;
mod shelves;
mod state;
mod statements;
mod tables;
pub mod tally;
pub mod templates;
#[cfg(test)]
mod tests;
pub mod text;
mod timeline;
mod undo;
pub mod view;
mod writing;

pub use access::{AccessCommand, Link, Session, decide_access};
pub use apply::apply;
pub use asks::Asked;
pub use ballots::{BallotOption, Handed};
pub use decide::{Context, decide};
pub use event::{Event, Fact, Ranks};
pub use members::Newcomer;
pub use merging::{Apart, Belongings};
pub use notes::{Author, DeletedBy, Held};
pub use roles::posts_on;
pub use secret::{InvalidHash, SecretHash, SessionHash, hash_secret};
pub use state::Workshop;
pub use statements::Kept;
pub use undo::{Beside, Saved};
