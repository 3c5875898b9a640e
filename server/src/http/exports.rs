//! Exports and imports: what the asker may see, written off the room's task.

use super::App;
use axum::Router;
use std::sync::Arc;

/// The routes under `/api` that carry files.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
}
