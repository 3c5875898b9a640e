//! What each command does, and what it prints.

mod operate;
mod rehearse;
mod serve;

use crate::config::{Action, Arguments, Contradiction};
use std::io::{self, Write};
use std::process::ExitCode;

/// Why a command ended without success, in words for a person.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Stopped(String);

impl Stopped {
    fn new(words: impl ToString) -> Self {
        Self(words.to_string())
    }
}

impl From<Contradiction> for Stopped {
    fn from(contradiction: Contradiction) -> Self {
        Self::new(contradiction)
    }
}

/// Does what the arguments say.
pub async fn execute(arguments: Arguments) -> ExitCode {
    let done = match arguments.command {
        None => serve::run(&arguments.run).await,
        Some(Action::Run(run)) => serve::run(&run).await,
        Some(Action::Demo(demo)) => rehearse::demo(&demo).await,
        Some(Action::Rehearse(wish)) => rehearse::rehearse(&wish).await,
        Some(Action::Rooms(operate)) => operate::rooms(&operate).await,
        Some(Action::Link(link)) => operate::link(&link).await,
        Some(Action::Close(one)) => operate::close(&one).await,
        Some(Action::Delete(delete)) => operate::delete(&delete).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(stopped) => {
            // If not even that can be written, the exit code still tells.
            let _ = writeln!(io::stderr(), "charrette: {stopped}");
            ExitCode::FAILURE
        }
    }
}

/// Prints a line; a reader that is gone ends the command quietly.
fn print(line: impl std::fmt::Display) -> Result<(), Stopped> {
    let mut output = io::stdout().lock();
    writeln!(output, "{line}").and_then(|()| output.flush()).map_err(Stopped::new)
}
