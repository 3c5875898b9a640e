//! The server of Charrette: sockets, rooms, the log, HTTP, command line.
//!
//! Data flows one way, and the files are named after the stations:
//!
//! ```text
//! browser ─▶ socket ─▶ session ─▶ room: decide ─▶ apply ─▶ append ─▶ publish ─▶ session ─▶ socket ─▶ browser
//!                                       (workshop)        (log)     (view)
//! ```
//!
//! Imports never run back: `http → session → registry → room → log`. `socket` knows no rooms;
//! `room` knows no sockets. What must always be true stands in `docs/SPEC.md`.

mod admission;
mod anteroom;
pub mod clock;
pub mod command_line;
pub mod config;
mod control;
mod credential;
mod descriptors;
mod frames;
pub mod http;
pub mod log;
pub mod network;
pub mod operator;
pub mod registry;
pub mod room;
pub mod server;
mod session;
pub mod shutdown;
mod socket;
mod telemetry;

pub use credential::Credential;
pub use server::Server;
