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
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Rehearsals of one workshop at a time: three facilitators can try something each.
const OF_ONE: usize = 3;

/// Rehearsals at a time in all.
const IN_ALL: usize = 20;

/// The rehearsals that were begun and have not ended, since this process started: a copy does not
/// tell of what it is one, so those that an earlier process left behind are not counted.
#[derive(Debug, Default)]
pub(crate) struct Rehearsals(Mutex<HashMap<WorkshopId, Begun>>);

#[derive(Debug, Clone, Copy)]
struct Begun {
    /// What was copied in the first place; a copy of a copy counts too.
    original: WorkshopId,
    /// Whether the directory has it, or had it.
    listed: bool,
}

impl Rehearsals {
    /// One more, if there may be; says whether it is one more, as the same one again is the same.
    fn begin(&self, copy: WorkshopId, of: WorkshopId) -> Result<bool, Failure> {
        let mut begun = self.begun();
        if begun.contains_key(&copy) {
            return Ok(false);
        }
        let original = begun.get(&of).map_or(of, |of| of.original);
        if begun.values().filter(|other| other.original == original).count() >= OF_ONE {
            return Err(Failure::new(
                StatusCode::CONFLICT,
                ProblemCode::Refused,
                "Three rehearsals of this workshop are going on already. Wait until one is over, or end one. \
                If one was broken off, whoever runs the server can delete it.",
            ));
        }
        if begun.len() >= IN_ALL {
            return Err(Failure::new(
                StatusCode::SERVICE_UNAVAILABLE,
                ProblemCode::Unavailable,
                "Twenty rehearsals are going on on this server already. Try again when one is over.",
            ));
        }
        begun.insert(copy, Begun { original, listed: false });
        Ok(true)
    }

    fn listed(&self, copy: WorkshopId) {
        if let Some(begun) = self.begun().get_mut(&copy) {
            begun.listed = true;
        }
    }

    fn ended(&self, copy: WorkshopId) {
        self.begun().remove(&copy);
    }

    /// Forgets those that whoever runs the server has deleted.
    async fn forget_deleted(&self, app: &App) -> Result<(), Failure> {
        let listed: Vec<_> = self.begun().iter().filter(|(_, begun)| begun.listed).map(|(copy, _)| *copy).collect();
        for copy in listed {
            if !app.registry.directory().holds(copy).await.map_err(|_| Failure::unavailable())? {
                self.ended(copy);
            }
        }
        Ok(())
    }

    fn begun(&self) -> MutexGuard<'_, HashMap<WorkshopId, Begun>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

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
    let projection = room
        .ask(|reply| Input::Project { session: credential.hash(), edit_keys: Vec::new(), release: false, reply })
        .await?;
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
    app.rehearsals.forget_deleted(&app).await?;
    let first = app.rehearsals.begin(wish.workshop, credential.workshop)?;
    // In a task of its own: whoever hangs up leaves no copy that is not counted.
    let founding = tokio::spawn(async move {
        let founded = found(&app, &copy, Digest::of(&[json(&wish).as_bytes()]), command).await;
        match founded {
            Ok(_) => app.rehearsals.listed(wish.workshop),
            // A wish for somebody else's copy ends nothing.
            Err(_) if first => app.rehearsals.ended(wish.workshop),
            Err(_) => {}
        }
        founded
    });
    founding.await.map_err(|_| Failure::unavailable())?
}

/// A record of the plan as it was before anything happened; content stays behind.
fn unused(record: Record) -> Option<Record> {
    match record {
        Record::Workshop(workshop) => Some(Record::Workshop(WorkshopRecord {
            current_step: None,
            clock: None,
            locked: false,
            spotlight: None,
            wall: WallMode::Live,
            ..workshop
        })),
        Record::Step(step) => Some(Record::Step(StepRecord {
            entered: false,
            revealed: false,
            handed: false,
            started: None,
            spent: 0,
            finishing: None,
            ..step
        })),
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
        | Record::Statement(_)
        | Record::StatementVersion(_)
        | Record::Comment(_)
        | Record::Link(_)
        | Record::Balance(_)
        | Record::Consent(_)
        | Record::ReportText(_)
        | Record::ReportOutline(_)
        | Record::Act(_)
        | Record::Seat(_)
        | Record::Mine(_)
        | Record::Paper(_)
        | Record::PrivateNote(_)
        | Record::PrivateEntry(_)
        | Record::TableNote(_)
        | Record::PrivateStatement(_) => None,
    }
}

/// `POST /api/rehearsal/end`: a rehearsal is removed; any other workshop is not.
pub(super) async fn end(State(app): State<Arc<App>>, headers: HeaderMap) -> Result<StatusCode, Failure> {
    let (room, credential, seated) = bearer(&app, &headers).await?;
    let projection = room
        .ask(|reply| Input::Project { session: credential.hash(), edit_keys: Vec::new(), release: false, reply })
        .await?;
    let shared = projection.map(|projection| projection.shared).unwrap_or_default();
    let rehearsal = shared.iter().any(|record| matches!(record, Record::Workshop(workshop) if workshop.rehearsal));
    if seated.audience != Audience::Console || !rehearsal {
        return Err(Failure::not_allowed("Only a rehearsal can be removed this way, and only by its facilitators."));
    }
    operator::remove(&app.registry, credential.workshop).await.map_err(|_| Failure::unavailable())?;
    app.rehearsals.ended(credential.workshop);
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
