//! Rehearsals: a copy of a workshop without its content, named as a rehearsal and removed
//! afterwards; and the check of a room against its log.

use super::api::{bearer, found, secret};
use super::problem::Body;
use super::{App, Failure};
use crate::credential::fresh_code;
use crate::log::Digest;
use crate::operator;
use crate::room::{Input, json};
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use charrette_protocol::*;
use charrette_workshop::AccessCommand;
use std::sync::Arc;

/// `POST /api/rehearsal`
pub(super) async fn open(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Body(wish): Body<OpenRehearsal>,
) -> Result<Json<Seated>, Failure> {
    let (room, credential, seated) = bearer(&app, &headers).await?;
    if seated.audience != Audience::Console {
        return Err(Failure::not_allowed("Only facilitators rehearse a workshop."));
    }
    let projection =
        room.ask(|reply| Input::Project { session: credential.hash(), edit_keys: Vec::new(), reply }).await?;
    let projection = projection.ok_or_else(Failure::session_unknown)?;
    let copy = secret(wish.workshop, &wish.secret)?;
    let command = AccessCommand::Import {
        workshop: wish.workshop,
        archive: projection.shared.into_iter().filter_map(unused).collect(),
        title: Some(format!("Rehearsal: {}", seated.title)),
        rehearsal: true,
        code: fresh_code(app.registry.clock()),
        seats: app.settings.seats,
        lead: wish.member,
        name: "Rehearsal".into(),
        session: copy.hash(),
    };
    found(&app, &copy, Digest::of(&[json(&wish).as_bytes()]), command).await
}

/// A record of the plan as it was before anything happened; content stays behind.
fn unused(record: Record) -> Option<Record> {
    match record {
        Record::Workshop(workshop) => Some(Record::Workshop(WorkshopRecord { current_step: None, ..workshop })),
        Record::Step(step) => Some(Record::Step(StepRecord { entered: false, revealed: false, handed: false, ..step })),
        Record::Ballot(ballot) => {
            Some(Record::Ballot(BallotRecord { state: BallotState::Prepared, effective_budget: None, ..ballot }))
        }
        Record::Table(_) | Record::Board(_) | Record::Column(_) => Some(record),
        Record::Member(_)
        | Record::Note(_)
        | Record::Cluster(_)
        | Record::Entry(_)
        | Record::Era(_)
        | Record::Option(_)
        | Record::Result(_)
        | Record::Seat(_)
        | Record::Mine(_)
        | Record::Paper(_)
        | Record::PrivateNote(_)
        | Record::PrivateEntry(_)
        | Record::TableNote(_) => None,
    }
}

/// `POST /api/rehearsal/end`: a rehearsal is removed; any other workshop is not.
pub(super) async fn end(State(app): State<Arc<App>>, headers: HeaderMap) -> Result<StatusCode, Failure> {
    let (room, credential, seated) = bearer(&app, &headers).await?;
    let projection =
        room.ask(|reply| Input::Project { session: credential.hash(), edit_keys: Vec::new(), reply }).await?;
    let shared = projection.map(|projection| projection.shared).unwrap_or_default();
    let rehearsal = shared.iter().any(|record| matches!(record, Record::Workshop(workshop) if workshop.rehearsal));
    if seated.audience != Audience::Console || !rehearsal {
        return Err(Failure::not_allowed("Only a rehearsal can be removed this way, and only by its facilitators."));
    }
    operator::remove(&app.registry, credential.workshop).await.map_err(|_| Failure::unavailable())?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /api/verify`
pub(super) async fn verify(State(app): State<Arc<App>>, headers: HeaderMap) -> Result<Json<Verified>, Failure> {
    let (room, _, seated) = bearer(&app, &headers).await?;
    if seated.audience != Audience::Console {
        return Err(Failure::not_allowed("Only facilitators verify a workshop."));
    }
    let verified = room.ask(|reply| Input::Verify { reply }).await?;
    verified.map(Json).ok_or_else(Failure::unavailable)
}
