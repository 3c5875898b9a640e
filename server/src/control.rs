//! How the command line reaches a running server: a socket file in the data folder, which only
//! the folder's owner can open. One JSON line asks, one answers.

use crate::operator::{self, Answer, Ask};
use crate::registry::Registry;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{UnixListener, UnixStream};
use tokio::task::JoinHandle;

/// A request has at most this many bytes.
const ASK_BYTES: u64 = 4096;

fn path(data: &Path) -> PathBuf {
    data.join("control.sock")
}

/// The running server's end; dropping it takes the socket file away.
pub(crate) struct Listener {
    path: PathBuf,
    task: Option<JoinHandle<()>>,
}

impl Listener {
    /// Listens. A server without its control socket still serves, so failures are only logged.
    pub fn open(data: &Path, registry: Arc<Registry>, addresses: Vec<String>) -> Self {
        let path = path(data);
        // The folder's lock is ours, so a socket file that is there is left over from a kill.
        let _ = std::fs::remove_file(&path);
        let task = match UnixListener::bind(&path) {
            Ok(listener) => {
                let _ = std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600));
                let base = addresses.into_iter().next().unwrap_or_default();
                Some(tokio::spawn(async move {
                    while let Ok((stream, _)) = listener.accept().await {
                        tokio::spawn(serve(stream, registry.clone(), base.clone()));
                    }
                }))
            }
            Err(error) => {
                tracing::warn!(%error, "the control socket could not be opened; stop the server to use `charrette rooms` and the like");
                None
            }
        };
        Self { path, task }
    }

    /// Ends, and waits until the rooms are let go of: a task that is told to stop stops later.
    pub async fn end(mut self) {
        if let Some(task) = self.task.take() {
            task.abort();
            // It was told to stop, which is all that can have gone wrong.
            let _ = task.await;
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        if let Some(task) = &self.task {
            task.abort();
        }
        let _ = std::fs::remove_file(&self.path);
    }
}

async fn serve(stream: UnixStream, registry: Arc<Registry>, base: String) {
    let (reader, mut writer) = stream.into_split();
    let mut line = String::new();
    if BufReader::new(reader.take(ASK_BYTES)).read_line(&mut line).await.is_err() {
        return;
    }
    let answer = match serde_json::from_str(&line) {
        Ok(ask) => operator::answer(&registry, &base, ask).await,
        Err(_) => Answer::Failed { words: "the running server is of another version than this command".into() },
    };
    let _ = writer.write_all(format!("{}\n", crate::room::json(&answer)).as_bytes()).await;
}

/// Asks the server that runs on this data folder; none if no server does.
///
/// # Errors
/// It did not answer.
pub(crate) async fn ask(data: &Path, ask: &Ask) -> io::Result<Option<Answer>> {
    let mut stream = match UnixStream::connect(path(data)).await {
        Ok(stream) => stream,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused) => {
            return Ok(None);
        }
        Err(error) => return Err(error),
    };
    stream.write_all(format!("{}\n", crate::room::json(ask)).as_bytes()).await?;
    let mut line = String::new();
    BufReader::new(stream).read_line(&mut line).await?;
    Ok(Some(serde_json::from_str(&line)?))
}
