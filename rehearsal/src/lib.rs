//! A client that mirrors what it is sent, and simulated people who use it.
//!
//! - [`Mirror`] folds frames into records and fingerprints them, as the browser does.
//! - [`Client`] keeps a mirror current over a real socket: it resumes, resends, and answers
//!   `compare`.
//! - [`rehearse`] lets people with the [`sample`]'s content work through a whole workshop, and
//!   then compares every screen with the server.
//!
//! The tests and the load generator use the same client.

pub mod api;
mod client;
mod director;
mod mirror;
mod people;
mod report;
pub mod sample;

pub use api::{Api, ApiError};
pub use client::{Client, Ended, Outcome, Tap};
pub use director::{Options, Taps, copy, rehearse, remove};
pub use mirror::Mirror;
pub use report::{RehearsalError, Report};
