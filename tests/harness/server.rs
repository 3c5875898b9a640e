//! A real server in this process, on port 0 and a data folder of its own.

use charrette_rehearsal::Api;
use charrette_server::Server;
use charrette_server::clock::Clock;
use charrette_server::config::Settings;
use charrette_server::log::SqliteStore;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// A server that ends with its test.
pub struct TestServer {
    /// Where it is reached.
    pub api: Api,
    folder: TempDir,
    settings: Settings,
    running: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
}

impl TestServer {
    /// A server with ordinary settings.
    pub async fn start() -> Self {
        Self::with(Settings { seats: 60, sockets: 1_000, ..Settings::default() }).await
    }

    /// A server with other settings.
    pub async fn with(settings: Settings) -> Self {
        let folder = TempDir::new().expect("a folder can be made");
        let (api, running) = serve(folder.path(), &settings).await;
        Self { api, folder, settings, running: Some(running) }
    }

    /// Its data folder.
    pub fn data(&self) -> &Path {
        self.folder.path()
    }

    /// Stops in good order, as on SIGTERM.
    pub async fn stop(&mut self) {
        if let Some((stop, task)) = self.running.take() {
            drop(stop);
            task.await.expect("the server ends without a panic");
        }
    }

    /// Stops, and starts again on the same data (at another port).
    pub async fn restart(&mut self) {
        self.stop().await;
        let (api, running) = serve(self.folder.path(), &self.settings).await;
        self.api = api;
        self.running = Some(running);
    }
}

async fn serve(data: &Path, settings: &Settings) -> (Api, (oneshot::Sender<()>, JoinHandle<()>)) {
    let store = Arc::new(SqliteStore::open(data).expect("the store opens"));
    let listen = "127.0.0.1:0".parse().expect("an address");
    let server = Server::bind(listen, settings.clone(), store, data, Clock::system()).await.expect("port 0 is free");
    let api = Api::new(format!("http://{}", server.address()));
    let (stop, stopped) = oneshot::channel::<()>();
    let task = tokio::spawn(server.serve(async move { drop(stopped.await) }));
    (api, (stop, task))
}
