//! What the end-to-end tests stand on: real servers, real sockets, real logs.

mod capture;
mod ledger;
mod process;
mod room;
mod server;
pub mod things;
pub mod wire;

pub use capture::{Capture, INTERRUPTED, spellings};
pub use ledger::Ledger;
pub use process::{Process, program};
pub use room::{Place, Seat, Workshop};
pub use server::TestServer;
pub use things::Things;
pub use wire::{Heard, Wire};

use std::time::Duration;

/// What a test waits for at most, far above what it takes; then it fails and says what it
/// waited for.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Waits for something that must happen.
///
/// # Panics
/// It has not happened in [`PATIENCE`].
pub async fn soon<T>(what: &str, happening: impl Future<Output = T>) -> T {
    match tokio::time::timeout(PATIENCE, happening).await {
        Ok(happened) => happened,
        Err(_) => panic!("waited {PATIENCE:?} in vain for {what}"),
    }
}
