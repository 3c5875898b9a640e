//! Stopping in good order: everybody hears of it once, and the last one out is waited for.

use tokio::sync::watch;

/// Tells tasks to stop. Cloned into each of them.
#[derive(Debug, Clone)]
pub struct Shutdown {
    stopping: watch::Receiver<bool>,
}

/// The one who says when.
#[derive(Debug)]
pub struct Stopper {
    stopping: watch::Sender<bool>,
}

/// A fresh pair.
pub fn shutdown() -> (Stopper, Shutdown) {
    let (sender, receiver) = watch::channel(false);
    (Stopper { stopping: sender }, Shutdown { stopping: receiver })
}

impl Shutdown {
    /// Waits until stopping is requested. Cancelling it loses nothing.
    pub async fn requested(&mut self) {
        // If the one who could say so is gone, that counts as saying so.
        let _ = self.stopping.wait_for(|stopping| *stopping).await;
    }

    /// Whether stopping has been requested.
    pub fn is_requested(&self) -> bool {
        *self.stopping.borrow()
    }
}

impl Stopper {
    /// Requests it.
    pub fn stop(&self) {
        self.stopping.send_replace(true);
    }

    /// Whether somebody still holds a [`Shutdown`].
    #[cfg(test)]
    pub fn is_waiting(&self) -> bool {
        !self.stopping.is_closed()
    }

    /// Waits until everybody who held a [`Shutdown`] has let go of it.
    pub async fn all_gone(&self) {
        self.stopping.closed().await;
    }
}
