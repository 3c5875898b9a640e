//! `charrette run`.

use super::{Stopped, print};
use crate::clock::Clock;
use crate::config::{LogFormat, Run};
use crate::log::SqliteStore;
use crate::server::Server;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::net::SocketAddr;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

/// The file that keeps a drawn creation key.
const KEY_FILE: &str = "create-key";

pub(super) async fn run(run: &Run) -> Result<(), Stopped> {
    start_log(run)?;
    let clock = Clock::system();
    let store = Arc::new(SqliteStore::open(&run.data).map_err(Stopped::new)?);
    let settings = run.settings(|| kept_key(&run.data, &clock))?;
    let metrics = match run.metrics {
        Some(address) => Some(serve_metrics(address).await?),
        None => None,
    };
    let keyed = settings.create_key.is_some() && run.create_key.is_none();
    let server = Server::bind(run.listen, settings, store.clone(), &run.data, clock).await.map_err(|error| {
        Stopped::new(format!(
            "{} cannot be listened on ({error}); choose another with --listen (make: ARGS=\"--listen …\")",
            run.listen
        ))
    })?;
    // Listening for signals begins before anybody can know that there is a server to stop.
    let stop = stop_requested()?;
    print(format!("Charrette is ready: {}", server.addresses().join("  or  ")))?;
    if keyed {
        print(format!("Opening a workshop asks for the key in {}", run.data.join(KEY_FILE).display()))?;
    }
    if let Some(address) = metrics {
        print(format!("Metrics are at http://{address}/metrics"))?;
    }
    server.serve(stop).await;
    // The store is dropped last: its writer finishes what waits.
    drop(store);
    Ok(())
}

/// Ready at Ctrl-C or SIGTERM.
pub(super) fn stop_requested() -> Result<impl Future<Output = ()>, Stopped> {
    let mut interrupt = signal(SignalKind::interrupt()).map_err(Stopped::new)?;
    let mut terminate = signal(SignalKind::terminate()).map_err(Stopped::new)?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

fn start_log(run: &Run) -> Result<(), Stopped> {
    let filter = EnvFilter::try_new(&run.log)
        .map_err(|error| Stopped::new(format!("--log cannot be read ({error}); try --log info")))?;
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    let started = match run.log_format {
        LogFormat::Text => log.with_ansi(false).try_init(),
        LogFormat::Json => log.json().try_init(),
    };
    started.map_err(Stopped::new)
}

/// The creation key of this data folder, drawn once.
fn kept_key(data: &Path, clock: &Clock) -> Result<String, Stopped> {
    let path = data.join(KEY_FILE);
    match fs::read_to_string(&path) {
        Ok(key) if !key.trim().is_empty() => return Ok(key.trim().to_owned()),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(Stopped::new(format!("{} cannot be read: {error}", path.display()))),
    }
    let key = URL_SAFE_NO_PAD.encode(clock.bytes::<18>());
    let write = || -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&path)?;
        writeln!(file, "{key}")
    };
    write().map_err(|error| Stopped::new(format!("{} cannot be written: {error}", path.display())))?;
    Ok(key)
}

/// Serves metrics; gives the address, which says the port where any would do.
async fn serve_metrics(address: SocketAddr) -> Result<SocketAddr, Stopped> {
    let recorder = PrometheusBuilder::new().build_recorder();
    let handle: PrometheusHandle = recorder.handle();
    metrics::set_global_recorder(recorder).map_err(|_| Stopped::new("metrics were started twice"))?;
    let listener = TcpListener::bind(address)
        .await
        .map_err(|error| Stopped::new(format!("metrics cannot listen on {address}: {error}")))?;
    let bound = listener.local_addr().map_err(Stopped::new)?;
    let router = axum::Router::new().route("/metrics", axum::routing::get(move || async move { handle.render() }));
    tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, router).await {
            tracing::warn!(%error, "metrics are served no more");
        }
    });
    Ok(bound)
}
