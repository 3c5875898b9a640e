//! The whole product from outside. One binary; a module a concern.

#![expect(clippy::print_stdout, reason = "a campaign's figures are what its output is for")]

mod access;
mod bad_input;
mod clock;
mod command_line;
mod durability;
mod hiding;
mod rehearsal;
mod release;
mod report;
mod seats;
mod statements;
mod sync;
mod templates;
