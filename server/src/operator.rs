//! What whoever runs the server can do without a seat: list workshops, make a link for those
//! who lost theirs, close a door, delete.

use crate::credential::{Credential, fresh_code, read_code};
use crate::log::{Digest, DirectoryError};
use crate::registry::Registry;
use crate::room::{Asleep, Input, RoomHandle};
use charrette_protocol::{CloseCode, Grant, LinkId, MemberId, Rejection, Role, WorkshopId};
use charrette_workshop::AccessCommand;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A request of the operator, as it travels from the command line to a running server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
pub enum Ask {
    /// List the workshops.
    Rooms,
    /// Make a link.
    Link {
        /// Into which workshop, by code or id.
        workshop: String,
        /// For which role.
        role: Role,
    },
    /// Close the door and retire the code.
    Close {
        /// Of which workshop.
        workshop: String,
    },
    /// Delete.
    Delete {
        /// Which workshop.
        workshop: String,
    },
}

/// The answer: words for a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Answer {
    /// It was done; these lines tell what.
    Done {
        /// Lines to print.
        lines: Vec<String>,
    },
    /// It was not done; this says why.
    Failed {
        /// What to print.
        words: String,
    },
}

/// Why the operator's request failed.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// There is no such workshop.
    #[error("there is no workshop {0} here; `charrette rooms` lists all")]
    Absent(String),
    /// The store failed.
    #[error("{0}")]
    Directory(#[from] DirectoryError),
    /// The room ended meanwhile.
    #[error("the room was restarting; try again")]
    Asleep(#[from] Asleep),
    /// A rule refused it.
    #[error("{0}")]
    Rejected(#[from] Rejection),
}

/// Does what the operator asks. `base` is the address links begin with.
pub async fn answer(registry: &Arc<Registry>, base: &str, ask: Ask) -> Answer {
    let done = match ask {
        Ask::Rooms => rooms(registry).await,
        Ask::Link { workshop, role } => link(registry, base, &workshop, role).await,
        Ask::Close { workshop } => close(registry, &workshop).await,
        Ask::Delete { workshop } => delete(registry, &workshop).await,
    };
    match done {
        Ok(lines) => Answer::Done { lines },
        Err(refused) => Answer::Failed { words: refused.to_string() },
    }
}

async fn rooms(registry: &Arc<Registry>) -> Result<Vec<String>, Refused> {
    let listings = registry.directory().list().await?;
    if listings.is_empty() {
        return Ok(vec!["No workshops yet. Open the server's address in a browser to open one.".into()]);
    }
    let mut lines = Vec::new();
    for listing in listings {
        let room = registry.room(listing.workshop);
        // One room that cannot be read does not hide the others.
        let lobby = room.ask(|reply| Input::Knock { link: None, reply }).await.ok().flatten();
        let title = lobby.map_or_else(|| "(cannot be read; see the server's log)".into(), |(lobby, _)| lobby.title);
        let code = listing.code.unwrap_or_else(|| "no code  ".into());
        lines.push(format!("{}  {code}  {}  {title}", listing.workshop, day(listing.created_ms)));
    }
    Ok(lines)
}

async fn link(registry: &Arc<Registry>, base: &str, workshop: &str, role: Role) -> Result<Vec<String>, Refused> {
    let workshop = find(registry, workshop).await?;
    let fresh = Credential::fresh(workshop, registry.clock());
    let link = LinkId::from_bytes(registry.clock().bytes());
    let command = AccessCommand::MakeLink { link, grant: Grant::Seat { role }, secret: fresh.hash(), by: None };
    edge(&registry.room(workshop), &fresh, command).await?;
    Ok(vec![format!("{base}/j#k={}", fresh.reveal())])
}

async fn close(registry: &Arc<Registry>, workshop: &str) -> Result<Vec<String>, Refused> {
    let workshop = find(registry, workshop).await?;
    let fresh = Credential::fresh(workshop, registry.clock());
    edge(&registry.room(workshop), &fresh, AccessCommand::ChangeCode { code: None, by: None }).await?;
    let fresh = Credential::fresh(workshop, registry.clock());
    edge(&registry.room(workshop), &fresh, AccessCommand::SetDoor { open: false }).await?;
    registry.directory().change_code(workshop, None).await?;
    registry.directory().mark_closed(workshop, true).await?;
    Ok(vec![format!(
        "The door of {workshop} is closed and its code retired: only facilitators' links and ways back still lead in. Nothing was deleted."
    )])
}

async fn delete(registry: &Arc<Registry>, workshop: &str) -> Result<Vec<String>, Refused> {
    let workshop = find(registry, workshop).await?;
    remove(registry, workshop).await?;
    Ok(vec![format!("{workshop} is deleted. Copies in backups are not.")])
}

/// Ends a workshop's room and deletes everything about it.
///
/// # Errors
/// The store could not do it.
pub async fn remove(registry: &Arc<Registry>, workshop: WorkshopId) -> Result<(), DirectoryError> {
    registry.end(workshop, CloseCode::WorkshopGone).await;
    registry.directory().delete(workshop).await?;
    // A room that woke up in between has nothing to serve any more.
    registry.end(workshop, CloseCode::WorkshopGone).await;
    Ok(())
}

/// Gives a workshop a fresh code, as a facilitator asks; the old one opens nothing any more.
///
/// # Errors
/// The room or the directory could not do it.
pub async fn change_code(
    registry: &Arc<Registry>,
    room: &RoomHandle,
    workshop: WorkshopId,
    by: MemberId,
) -> Result<(), Refused> {
    let code = loop {
        let code = fresh_code(registry.clock());
        match registry.directory().change_code(workshop, Some(code.clone())).await {
            Err(DirectoryError::CodeTaken) => {}
            other => break other.map(|()| code)?,
        }
    };
    let fresh = Credential::fresh(workshop, registry.clock());
    edge(room, &fresh, AccessCommand::ChangeCode { code: Some(code), by: Some(by) }).await
}

async fn edge(room: &RoomHandle, fresh: &Credential, command: AccessCommand) -> Result<(), Refused> {
    let (id, digest) = (fresh.command_id(), Digest::of(&[b"operator"]));
    Ok(room.ask(|reply| Input::Access { id, digest, command, door: None, reply }).await??)
}

async fn find(registry: &Arc<Registry>, named: &str) -> Result<WorkshopId, Refused> {
    let by_code = match read_code(named) {
        Some(code) => registry.directory().find(&code).await?,
        None => None,
    };
    let listed = registry.directory().list().await?;
    let by_id = named.parse().ok().filter(|id| listed.iter().any(|listing| listing.workshop == *id));
    by_code.or(by_id).ok_or_else(|| Refused::Absent(named.into()))
}

/// The UTC day of a time, as 2026-11-24 (days-from-civil, inverted; Howard Hinnant's algorithm).
fn day(milliseconds: u64) -> String {
    let days = i64::try_from(milliseconds / 86_400_000).unwrap_or_default() + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    format!("{:04}-{month:02}-{day:02}", year_of_era + era * 400 + i64::from(month <= 2))
}

#[cfg(test)]
mod tests {
    #[test]
    fn days_are_written_as_people_read_them() {
        assert_eq!(super::day(0), "1970-01-01");
        assert_eq!(super::day(1_795_500_000_000), "2026-11-24");
        assert_eq!(super::day(951_782_400_000), "2000-02-29");
    }
}
