//! A real server as a process, which can be killed at any moment.

use charrette_rehearsal::Api;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

/// The program as cargo built it for these tests.
///
/// # Panics
/// It has not been built; `make test` builds it first.
pub fn program() -> PathBuf {
    let own = std::env::current_exe().expect("a test knows its own path");
    let target = own.ancestors().nth(2).expect("tests lie in target/<profile>/deps");
    let program = target.join("charrette");
    assert!(program.exists(), "{} is missing: run `cargo build -p charrette-server` first", program.display());
    program
}

/// A running `charrette run`. Dropping it kills it.
pub struct Process {
    /// Where it is reached.
    pub api: Api,
    /// Its address, for starting it again at the same place.
    pub address: String,
    child: Child,
    output: Lines<BufReader<ChildStdout>>,
}

impl Process {
    /// Starts it on a data folder, at an address (`127.0.0.1:0` for any port), and waits until it says that
    /// it is ready.
    ///
    /// # Panics
    /// It ends before it is ready.
    pub async fn start(data: &Path, address: &str, more: &[&str]) -> Self {
        Self::start_with(data, address, more, Stdio::inherit()).await
    }

    /// Starts it, and writes what it logs into a file.
    ///
    /// # Panics
    /// As [`Process::start`].
    pub async fn start_logging(data: &Path, address: &str, more: &[&str], log: &Path) -> Self {
        let log = std::fs::File::create(log).expect("the log can be written");
        Self::start_with(data, address, more, log.into()).await
    }

    async fn start_with(data: &Path, address: &str, more: &[&str], log: Stdio) -> Self {
        let mut child = Command::new(program())
            .args(["run", "--listen", address, "--data"])
            .arg(data)
            .args(more)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .kill_on_drop(true)
            .spawn()
            .expect("the program starts");
        let output = child.stdout.take().expect("its output is piped");
        let mut output = BufReader::new(output).lines();
        let line = crate::soon("the server to be ready", output.next_line()).await.expect("its output is text");
        let line = line.expect("it says that it is ready before it ends");
        let base = line.rsplit(' ').next().expect("the line ends in the address").to_owned();
        let address = base.trim_start_matches("http://").to_owned();
        Self { api: Api::new(base), address, child, output }
    }

    /// The next line that it prints.
    ///
    /// # Panics
    /// It ends before.
    pub async fn line(&mut self) -> String {
        let line = crate::soon("a line", self.output.next_line()).await.expect("its output is text");
        line.expect("it has more to say")
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id().expect("it has not been waited for")
    }

    /// Kills it without a warning (SIGKILL), and waits until it is gone.
    pub async fn kill(&mut self) {
        self.child.kill().await.expect("it can be killed");
    }

    /// Asks it to stop (SIGTERM), and waits until it is gone.
    pub async fn terminate(&mut self) -> std::process::ExitStatus {
        let killed = Command::new("kill").args(["-TERM", &self.id().to_string()]).status().await;
        assert!(killed.expect("kill is a program").success());
        crate::soon("the server to stop", self.child.wait()).await.expect("it can be waited for")
    }
}
