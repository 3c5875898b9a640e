//! Writes the protocol as TypeScript into the file named by its one argument (`make types`).

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let (Some(path), None) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: generate-types FILE (in this project: web/src/protocol.gen.ts)");
        return ExitCode::from(2);
    };
    match std::fs::write(&path, charrette_protocol::typescript::client_file()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("Cannot write {}: {error}. Does its folder exist?", path.to_string_lossy());
            ExitCode::FAILURE
        }
    }
}
