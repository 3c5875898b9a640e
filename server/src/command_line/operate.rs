//! `charrette rooms`, `link`, `close` and `delete`: a running server is asked; without one the
//! data folder is opened.

use super::{Stopped, print};
use crate::clock::Clock;
use crate::config::{Delete, Link, LinkRole, One, Operate};
use crate::control;
use crate::log::SqliteStore;
use crate::operator::{self, Answer, Ask};
use crate::registry::Registry;
use charrette_protocol::Role;
use std::io::{self, BufRead, Write};
use std::path::Path;
use std::sync::Arc;

pub(super) async fn rooms(operate: &Operate) -> Result<(), Stopped> {
    ask(&operate.data, Ask::Rooms).await
}

pub(super) async fn link(link: &Link) -> Result<(), Stopped> {
    let role = match link.role {
        LinkRole::Lead => Role::Lead,
        LinkRole::CoFacilitator => Role::CoFacilitator,
        LinkRole::Participant => Role::Participant,
        LinkRole::Observer => Role::Observer,
        LinkRole::Wall => Role::Wall,
    };
    ask(&link.one.operate.data, Ask::Link { workshop: link.one.workshop.clone(), role }).await
}

pub(super) async fn close(one: &One) -> Result<(), Stopped> {
    ask(&one.operate.data, Ask::Close { workshop: one.workshop.clone() }).await
}

pub(super) async fn delete(delete: &Delete) -> Result<(), Stopped> {
    let workshop = delete.one.workshop.clone();
    if !delete.yes {
        let question =
            format!("Delete {workshop} for good, with everything written in it? Type its code or id again: ");
        io::stderr().write_all(question.as_bytes()).map_err(Stopped::new)?;
        let mut typed = String::new();
        io::stdin().lock().read_line(&mut typed).map_err(Stopped::new)?;
        if typed.trim() != workshop {
            return Err(Stopped::new("that was something else; nothing was deleted"));
        }
    }
    ask(&delete.one.operate.data, Ask::Delete { workshop }).await
}

async fn ask(data: &Path, ask: Ask) -> Result<(), Stopped> {
    let asked = control::ask(data, &ask).await;
    let answer = match asked.map_err(|error| Stopped::new(format!("the running server did not answer: {error}")))? {
        Some(answer) => answer,
        None if SqliteStore::is_in(data) => {
            let store = Arc::new(SqliteStore::open(data).map_err(Stopped::new)?);
            let registry = Registry::new(store.clone(), store, Clock::system());
            let answer = operator::answer(&registry, "http://localhost:4480", ask).await;
            registry.drain().await;
            answer
        }
        None => {
            return Err(Stopped::new(format!(
                "{} is not a data folder of Charrette; name the server's with --data",
                data.display()
            )));
        }
    };
    match answer {
        Answer::Done { lines } => lines.into_iter().try_for_each(print),
        Answer::Failed { words } => Err(Stopped::new(words)),
    }
}
