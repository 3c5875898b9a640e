//! Routes, and nothing but routes: sockets, the few requests around them, and the built page.

mod api;
mod arrivals;
mod assets;
mod exports;
mod files;
mod forwarded;
mod guard;
mod imports;
mod poll;
mod problem;
mod rehearsal;
mod reports;
mod venue;
mod websocket;

pub(crate) use files::Files;
pub(crate) use guard::{Peer, Throttle};
pub(crate) use problem::Failure;
pub(crate) use rehearsal::Rehearsals;
pub use venue::addresses;

use crate::anteroom::Anteroom;
use crate::config::Settings;
use crate::registry::Registry;
use crate::shutdown::Shutdown;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::routing::{get, post};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// What every route can reach.
pub(crate) struct App {
    pub registry: Arc<Registry>,
    pub settings: Settings,
    pub throttle: Throttle,
    /// Places for sockets of those who have a seat; one that finds none is told that the server is busy.
    pub sockets: Arc<Semaphore>,
    /// Places for sockets that have not said hello.
    pub strangers: Arc<Anteroom>,
    /// Rehearsals that are going on.
    pub rehearsals: Rehearsals,
    /// Places for files that come in and go out.
    pub files: Files,
    /// Where this server can be reached, best first.
    pub addresses: Vec<String>,
    /// Whether the store takes writes.
    pub writable: Box<dyn Fn() -> bool + Send + Sync>,
    /// Fields are let go of in this order: whoever waits for the last one to go, to open the
    /// store again, must not hear of it while the store is still held here.
    pub shutdown: Shutdown,
}

/// The whole of what is served.
pub(crate) fn router(app: Arc<App>) -> Router {
    let api = Router::new()
        .route("/server", get(api::server))
        .route("/lobby", post(api::lobby))
        .route("/join", post(api::join))
        .route("/leave", post(api::leave))
        .route("/links", post(api::make_link))
        .route("/links/list", post(api::list_links))
        .route("/links/revoke", post(api::revoke_link))
        .route("/code", post(api::change_code))
        .route("/rehearsal", post(rehearsal::open))
        .route("/rehearsal/end", post(rehearsal::end))
        .route("/verify", post(rehearsal::verify))
        .route("/venue", post(api::venue))
        .route("/qr", post(api::draw_qr))
        .layer(DefaultBodyLimit::max(crate::socket::MESSAGE_BYTES))
        .route("/workshops", post(api::open).layer(DefaultBodyLimit::max(api::OPENING_BYTES)))
        .merge(reports::routes())
        .merge(exports::routes())
        .merge(imports::routes());
    Router::new()
        .nest("/api", api)
        .route("/poll", post(poll::poll).layer(DefaultBodyLimit::max(crate::socket::MESSAGE_BYTES)))
        .route("/command", post(poll::command).layer(DefaultBodyLimit::max(crate::socket::MESSAGE_BYTES)))
        .route("/ws", get(websocket::upgrade))
        .route("/healthz", get(|| async { "alive\n" }))
        .route("/readyz", get(api::ready))
        .fallback(assets::serve)
        .layer(middleware::from_fn_with_state(app.clone(), guard::check))
        .with_state(app)
}
