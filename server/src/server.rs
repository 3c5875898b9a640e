//! A server: bound, serving, and ending in good order.

use crate::anteroom::{Anteroom, Place};
use crate::clock::Clock;
use crate::config::Settings;
use crate::control;
use crate::descriptors;
use crate::http::{self, App, Files, Peer, Rehearsals, Throttle};
use crate::log::{Directory, EventLog, SqliteStore, Status};
use crate::network::one;
use crate::registry::Registry;
use crate::shutdown::{Shutdown, Stopper, shutdown};
use crate::telemetry;
use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// A request's head has to arrive in this time, also the first one of a connection.
const HEAD_DEADLINE: Duration = Duration::from_secs(5);

/// The largest request head.
const HEAD_BYTES: usize = 16 * 1024;

/// Sockets that have not said hello: in all, and from one address. A building shares an address, and all
/// its people may come back at once, with several pages each.
const STRANGERS: usize = 4_096;
const STRANGERS_EACH: usize = 1_024;

/// Connections beside the sockets of those who have a seat.
const BESIDE: u32 = 8_192;

/// How long an ending server waits for its connections.
const DRAIN: Duration = Duration::from_secs(8);

/// A server that listens.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    app: Arc<App>,
    registry: Arc<Registry>,
    stopper: Stopper,
    connections: Arc<Anteroom>,
    control: Option<control::Listener>,
}

impl Server {
    /// Binds a server on a data folder.
    ///
    /// # Errors
    /// The address is taken, in words.
    pub async fn bind(
        listen: SocketAddr,
        settings: Settings,
        store: Arc<SqliteStore>,
        data: &Path,
        clock: Clock,
    ) -> io::Result<Self> {
        let status = store.clone();
        let writable = Box::new(move || status.status() == Status::Writable);
        Self::over(listen, settings, store.clone(), store, Some(data.into()), writable, clock).await
    }

    /// Binds a server on any log and directory, for tests.
    ///
    /// # Errors
    /// The address is taken, in words.
    pub async fn over(
        listen: SocketAddr,
        settings: Settings,
        log: Arc<dyn EventLog>,
        directory: Arc<dyn Directory>,
        data: Option<PathBuf>,
        writable: Box<dyn Fn() -> bool + Send + Sync>,
        clock: Clock,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind(listen).await?;
        let address = listener.local_addr()?;
        let (stopper, stopping) = shutdown();
        let registry = Registry::new(log, directory, clock);
        let wanted = settings.connections.unwrap_or_else(|| settings.sockets.saturating_add(BESIDE));
        let connections = usize::try_from(descriptors::connections(wanted.into())).unwrap_or(usize::MAX);
        // A quarter stays for those who come: pages to fetch, doors to knock at, sockets before their hello.
        let sockets = (settings.sockets as usize).min(connections - connections / 4);
        if sockets < settings.sockets as usize {
            tracing::warn!(connections, sockets, "fewer sockets than asked for: raise the limit on file descriptors");
        }
        let strangers = STRANGERS.min(connections / 2);
        let addresses = http::addresses(&settings, address);
        // Before anybody is told that the server is there, so that the command line finds it.
        let control = data.map(|data| control::Listener::open(&data, registry.clone(), addresses.clone()));
        let app = Arc::new(App {
            registry: registry.clone(),
            throttle: Throttle::default(),
            shutdown: stopping,
            sockets: Arc::new(Semaphore::new(sockets)),
            strangers: Anteroom::new(strangers, STRANGERS_EACH.min(strangers)),
            rehearsals: Rehearsals::default(),
            files: Files::default(),
            addresses,
            settings,
            writable,
        });
        // One address may have them all, as long as nobody else wants any.
        let connections = Anteroom::new(connections, usize::MAX);
        Ok(Self { listener, address, app, registry, stopper, connections, control })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where people reach it, best first.
    pub fn addresses(&self) -> &[String] {
        &self.app.addresses
    }

    /// Its rooms.
    pub fn registry(&self) -> &Arc<Registry> {
        &self.registry
    }

    /// Serves until `stop` is ready; then stops accepting, lets rooms finish, and closes every
    /// socket with a word.
    pub async fn serve(self, stop: impl Future<Output = ()>) {
        let Self { listener, app, registry, stopper, connections, control, .. } = self;
        let router = http::router(app.clone());
        let stopping = app.shutdown.clone();
        drop(app);
        tokio::pin!(stop);
        loop {
            tokio::select! {
                accepted = listener.accept() => match accepted {
                    // Where there is no place the connection ends here: there is nobody to make room.
                    Ok((stream, peer)) => if let Some(place) = connections.enter(one(peer.ip())) {
                        tokio::spawn(connection(stream, Peer(peer.ip()), place, router.clone(), stopping.clone()));
                    },
                    // Out of descriptors, or the other side was gone already: try the next one,
                    // after a breath so that a lasting fault does not spin.
                    Err(error) => {
                        tracing::warn!(%error, "a connection could not be accepted");
                        tokio::time::sleep(Duration::from_millis(50)).await;
                    }
                },
                () = &mut stop => break,
            }
        }
        drop((listener, router, stopping));
        if let Some(control) = control {
            control.end().await;
        }
        tracing::info!("stopping");
        stopper.stop();
        registry.drain().await;
        if timeout(DRAIN, stopper.all_gone()).await.is_err() {
            tracing::warn!("some connections did not end in time");
        }
    }
}

/// Speaks HTTP on one connection, until it becomes a socket or ends.
async fn connection(stream: TcpStream, peer: Peer, place: Arc<Place>, router: Router, mut stopping: Shutdown) {
    // Small frames leave at once; an error here means that the connection is gone already.
    let _ = stream.set_nodelay(true);
    let service = TowerToHyperService::new(router.layer(axum::Extension(peer)).layer(axum::Extension(place.clone())));
    let _open = telemetry::Open::connection();
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_DEADLINE)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades();
    tokio::pin!(connection);
    tokio::select! {
        // What goes wrong on one connection is its own affair.
        _ = connection.as_mut() => return,
        () = place.sent_away() => return,
        () = stopping.requested() => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ = timeout(DRAIN, connection).await;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::MemoryStore;
    use std::sync::OnceLock;

    /// A registry over a log in memory.
    fn registry() -> Arc<Registry> {
        let store = Arc::new(MemoryStore::new());
        Registry::new(store.clone(), store, Clock::fixed(1, 1))
    }

    #[tokio::test]
    async fn the_control_socket_has_let_go_of_the_rooms_when_it_has_ended() {
        let (folder, registry) = (tempfile::tempdir().expect("a folder"), registry());
        let control = control::Listener::open(folder.path(), registry.clone(), vec![]);
        control.end().await;
        assert_eq!(Arc::strong_count(&registry), 1);
    }

    #[test]
    fn the_store_is_let_go_of_before_anybody_hears_that_all_are_gone() {
        /// Stands for the store: says on its way out whether somebody was still waited for.
        struct Store(Arc<Stopper>, Arc<OnceLock<bool>>);
        impl Drop for Store {
            fn drop(&mut self) {
                self.1.set(self.0.is_waiting()).expect("it goes once");
            }
        }
        let (stopper, stopping) = shutdown();
        let (stopper, waited) = (Arc::new(stopper), Arc::new(OnceLock::new()));
        let store = Store(stopper.clone(), waited.clone());
        drop(App {
            registry: registry(),
            settings: Settings::default(),
            throttle: Throttle::default(),
            sockets: Arc::new(Semaphore::new(1)),
            strangers: Anteroom::new(1, 1),
            rehearsals: Rehearsals::default(),
            files: Files::default(),
            addresses: vec![],
            writable: Box::new(move || {
                let Store(..) = &store;
                true
            }),
            shutdown: stopping,
        });
        assert_eq!(waited.get(), Some(&true));
        assert!(!stopper.is_waiting());
    }
}
