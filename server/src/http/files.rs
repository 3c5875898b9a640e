//! Work on files, off every room's task: how much of it goes on at a time.

use super::Failure;
use super::arrivals::Arrivals;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Places for files that come in and go out. What one kind of work waits for, another does not: nobody's preview
/// keeps an export waiting, and no stranger's archive either.
pub(crate) struct Files {
    /// Files of people in a room, shown before anything is posted: 8 × 5 MiB.
    pub previews: Arrivals,
    /// Archives of whoever opens a workshop with one: 4 × 5 MiB.
    pub archives: Arrivals,
    /// Exports that are written at a time; others wait.
    pub writing: Arc<Semaphore>,
    /// Files that are read for a preview at a time.
    pub reading: Arc<Semaphore>,
    /// Archives that are read at a time.
    pub opening: Arc<Semaphore>,
}

impl Default for Files {
    fn default() -> Self {
        Self {
            previews: Arrivals::new(8),
            archives: Arrivals::new(4),
            writing: Arc::new(Semaphore::new(2)),
            reading: Arc::new(Semaphore::new(1)),
            opening: Arc::new(Semaphore::new(1)),
        }
    }
}

/// Does work that takes milliseconds and more where it keeps no room waiting. Its place is taken until it is done,
/// also where nobody waits for it any more.
pub(super) async fn off_the_rooms_task<T: Send + 'static>(
    places: &Arc<Semaphore>,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Failure> {
    let place = places.clone().acquire_owned().await.map_err(|_| Failure::unavailable())?;
    let work = move || {
        let done = work();
        drop(place);
        done
    };
    tokio::task::spawn_blocking(work).await.map_err(|error| {
        tracing::error!(%error, "a file could not be written or read");
        Failure::unavailable()
    })
}
