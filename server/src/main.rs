//! `charrette`: reads its options and does what they say.

use charrette_server::command_line;
use charrette_server::config::Arguments;
use clap::Parser;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    command_line::execute(Arguments::parse()).await
}
