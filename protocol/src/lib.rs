//! The conversation between browser and server, as documented types.
//!
//! Commands go up, record changes come down ([design](../docs/SPEC.md)):
//!
//! ```text
//! browser                                        server
//!   hello { credential, digest? }      ──────▶
//!                                      ◀──────   welcome { limits, members }
//!                                      ◀──────   changes { replace, put, more }   (where digests differ)
//!   command { id, as?, body }          ──────▶
//!                                      ◀──────   changes { put, drop }            (everybody it concerns)
//!                                      ◀──────   ack { id }  or  reject { id, code }
//!                                      ◀──────   compare                          (now and then)
//!   digest { digest }                  ──────▶
//!                                      ◀──────   changes, or nothing if all is equal
//!                                      ◀──────   bye { code }                     (what to do next: close.rs)
//! ```
//!
//! There are no sequence numbers: frames of one socket are in order, a `put` always replaces
//! the record of the same key, and a digest finds every difference after a gap.
//! TypeScript types and the table of close codes are generated from this crate (`make types`).

pub mod act;
pub mod balance;
pub mod client;
pub mod clock;
pub mod close;
pub mod command;
pub mod consent;
pub mod digest;
pub mod http;
pub mod ids;
pub mod import;
pub mod record;
pub mod rejection;
pub mod report;
pub mod server;
pub mod statements;
pub mod template;
#[cfg(feature = "typescript")]
pub mod typescript;
pub mod values;
pub mod version;

pub use act::*;
pub use balance::*;
pub use client::*;
pub use clock::*;
pub use close::*;
pub use command::*;
pub use consent::*;
pub use digest::*;
pub use http::*;
pub use ids::*;
pub use import::*;
pub use record::*;
pub use rejection::*;
pub use report::*;
pub use server::*;
pub use statements::*;
pub use template::*;
pub use values::*;
