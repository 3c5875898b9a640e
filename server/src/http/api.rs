//! The requests around a workshop: opening, looking through the door, coming in, links.

use super::problem::Body;
use super::{App, Failure, Peer};
use crate::credential::{Credential, fresh_code, read_code};
use crate::log::{Digest, DirectoryError, Listing};
use crate::room::{Entrance, Input, RoomHandle, json};
use axum::Extension;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use charrette_protocol::*;
use charrette_workshop::{AccessCommand, limits, templates};
use std::sync::Arc;
use subtle::ConstantTimeEq;

/// Bytes of a request that opens a workshop: a template's text may double as a JSON string, and names stand around it.
pub(super) const OPENING_BYTES: usize = 2 * limits::TEMPLATE_BYTES + 8 * 1024;

/// `GET /api/server`
pub(super) async fn server(State(app): State<Arc<App>>) -> Json<ServerFacts> {
    Json(ServerFacts {
        version: version::CURRENT,
        server: env!("CARGO_PKG_VERSION").into(),
        key_needed: app.settings.create_key.is_some(),
    })
}

/// `GET /readyz`: whether workshops can be worked in, not merely read.
pub(super) async fn ready(State(app): State<Arc<App>>) -> (StatusCode, &'static str) {
    if app.shutdown.is_requested() {
        (StatusCode::SERVICE_UNAVAILABLE, "stopping\n")
    } else if (app.writable)() {
        (StatusCode::OK, "ready\n")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "read-only: the disk is full or failed; see the server's log\n")
    }
}

/// `POST /api/workshops`
pub(super) async fn open(
    State(app): State<Arc<App>>,
    Extension(peer): Extension<Peer>,
    Body(wish): Body<OpenWorkshop>,
) -> Result<Json<Seated>, Failure> {
    check_key(&app, peer, wish.key.as_deref())?;
    let credential = secret(wish.workshop, &wish.secret)?;
    let template = match &wish.start {
        Start::Template { template } => templates::built_in(*template),
        Start::File { text } => templates::read(text).map_err(|problem| Failure::malformed(problem.to_string()))?,
    };
    let command = AccessCommand::Open {
        workshop: wish.workshop,
        template,
        title: wish.title.clone(),
        attribution: wish.attribution,
        rehearsal: false,
        code: fresh_code(app.registry.clock()),
        seats: app.settings.seats,
        lead: wish.member,
        name: wish.name.clone(),
        session: credential.hash(),
    };
    // The code differs at each try, so the digest covers what was asked, not what is decided.
    let digest = Digest::of(&[json(&OpenWorkshop { key: None, ..wish }).as_bytes()]);
    found(&app, &credential, digest, command).await
}

/// Opens a workshop by its first command, and lists it under its code. Repeating it is safe.
pub(super) async fn found(
    app: &Arc<App>,
    credential: &Credential,
    digest: Digest,
    command: AccessCommand,
) -> Result<Json<Seated>, Failure> {
    let workshop = credential.workshop;
    let room = app.registry.room(workshop);
    access(&room, credential, digest, command).await?;
    let seat = seat(&room, credential).await?;
    tracing::info!(%workshop, "a workshop was opened");
    list(app, &room, workshop).await?;
    Ok(Json(seat))
}

/// Lists a workshop in the directory under the code its room holds; a code that is taken is
/// drawn anew.
async fn list(app: &App, room: &RoomHandle, workshop: WorkshopId) -> Result<(), Failure> {
    let directory = app.registry.directory();
    let clock = app.registry.clock();
    loop {
        let code = room.ask(|reply| Input::Code { reply }).await?;
        let listing = Listing { workshop, code, created_ms: clock.now(), closed: false };
        match directory.insert(listing).await {
            // Listed otherwise means listed at an earlier try.
            Ok(()) | Err(DirectoryError::IdTaken) => return Ok(()),
            Err(DirectoryError::CodeTaken) => {
                let fresh = Credential::fresh(workshop, clock);
                let command = AccessCommand::ChangeCode { code: Some(fresh_code(clock)), by: None };
                access(room, &fresh, Digest::of(&[b"code"]), command).await?;
            }
            Err(error) => {
                tracing::error!(%workshop, %error, "the directory did not take a workshop");
                return Err(Failure::unavailable());
            }
        }
    }
}

/// Whether a request may open a workshop here.
pub(super) fn check_key(app: &App, peer: Peer, key: Option<&str>) -> Result<(), Failure> {
    let Some(wanted) = &app.settings.create_key else { return Ok(()) };
    let right = key.is_some_and(|key| bool::from(key.as_bytes().ct_eq(wanted.as_bytes())));
    if right {
        return Ok(());
    }
    if !app.throttle.may_guess(peer) {
        return Err(Failure::too_many_attempts());
    }
    app.throttle.guessed_wrong(peer);
    let words = "Opening a workshop on this server needs its creation key. Ask whoever runs the server.";
    Err(Failure::new(StatusCode::FORBIDDEN, ProblemCode::KeyWrong, words))
}

/// `POST /api/lobby`
pub(super) async fn lobby(
    State(app): State<Arc<App>>,
    Extension(peer): Extension<Peer>,
    Body(knock): Body<KnockAt>,
) -> Result<Json<Lobby>, Failure> {
    let (_, lobby, _) = knock_at(&app, peer, &knock.door).await?;
    Ok(Json(lobby))
}

/// What is behind a door.
async fn knock_at(app: &Arc<App>, peer: Peer, door: &Door) -> Result<(RoomHandle, Lobby, Entrance), Failure> {
    let (workshop, link) = match door {
        Door::Code { code } => {
            if !app.throttle.may_guess(peer) {
                return Err(Failure::too_many_attempts());
            }
            let found = match read_code(code) {
                Some(code) => app.registry.directory().find(&code).await.map_err(|_| Failure::unavailable())?,
                None => None,
            };
            let Some(workshop) = found else {
                app.throttle.guessed_wrong(peer);
                return Err(Failure::door_unknown());
            };
            (workshop, None)
        }
        Door::Link { secret } => {
            let credential: Credential = secret.parse().map_err(|_| Failure::door_unknown())?;
            (credential.workshop, Some(credential.hash()))
        }
    };
    let room = room(app, workshop).await?.ok_or_else(Failure::door_unknown)?;
    let behind = room.ask(|reply| Input::Knock { link, reply }).await?;
    let (lobby, entrance) = behind.ok_or_else(Failure::door_unknown)?;
    Ok((room, lobby, entrance))
}

/// `POST /api/join`
pub(super) async fn join(
    State(app): State<Arc<App>>,
    Extension(peer): Extension<Peer>,
    Body(join): Body<Join>,
) -> Result<Json<Seated>, Failure> {
    let (room, lobby, entrance) = match knock_at(&app, peer, &join.door).await {
        Ok(behind) => behind,
        Err(failure) => return repeated(&app, &join).await.ok_or(failure),
    };
    let credential = secret(lobby.workshop, &join.secret)?;
    let session = credential.hash();
    let command = match entrance.grant {
        Grant::Seat { role } => AccessCommand::Join {
            role,
            member: join.member,
            name: join.name.clone(),
            perspective: join.perspective.clone(),
            session,
        },
        Grant::WayBack { member, once } => {
            AccessCommand::Return { member, session, used: entrance.link.filter(|_| once) }
        }
    };
    let digest = Digest::of(&[json(&join).as_bytes()]);
    enter(&room, &credential, digest, command, entrance.link).await?;
    Ok(Json(seat(&room, &credential).await?))
}

/// The seat that this request took before, when its link still worked: a way back for once ends by being
/// used, and the answer may have been lost.
async fn repeated(app: &Arc<App>, join: &Join) -> Option<Json<Seated>> {
    let Door::Link { secret } = &join.door else { return None };
    let workshop = secret.parse::<Credential>().ok()?.workshop;
    let credential = Credential::new(workshop, &join.secret).ok()?;
    let room = room(app, workshop).await.ok().flatten()?;
    seat(&room, &credential).await.ok().map(Json)
}

/// `POST /api/leave`: this device's session ends.
pub(super) async fn leave(State(app): State<Arc<App>>, headers: HeaderMap) -> Result<StatusCode, Failure> {
    let (room, credential, _) = bearer(&app, &headers).await?;
    let command = AccessCommand::EndSession { session: credential.hash().session_id() };
    let fresh = Credential::fresh(credential.workshop, app.registry.clock());
    access(&room, &fresh, Digest::of(&[b"leave"]), command).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /api/links`
pub(super) async fn make_link(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Body(wish): Body<MakeLink>,
) -> Result<Json<LinkMade>, Failure> {
    let (room, credential, seated) = bearer(&app, &headers).await?;
    let fresh = Credential::fresh(credential.workshop, app.registry.clock());
    let link = LinkId::from_bytes(app.registry.clock().bytes());
    let by = Some(member(&seated)?);
    let command = AccessCommand::MakeLink { link, grant: wish.grant, secret: fresh.hash(), by };
    access(&room, &fresh, Digest::of(&[b"link"]), command).await?;
    Ok(Json(LinkMade { link, secret: fresh.reveal() }))
}

/// `POST /api/links/list`
pub(super) async fn list_links(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
) -> Result<Json<Vec<LinkListed>>, Failure> {
    let (room, credential, _) = bearer(&app, &headers).await?;
    let links = room.ask(|reply| Input::Links { session: credential.hash(), reply }).await?;
    links.map(Json).ok_or_else(|| Failure::not_allowed("Only facilitators see the links of a workshop."))
}

/// `POST /api/links/revoke`
pub(super) async fn revoke_link(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Body(wish): Body<RevokeLink>,
) -> Result<StatusCode, Failure> {
    let (room, credential, seated) = bearer(&app, &headers).await?;
    let fresh = Credential::fresh(credential.workshop, app.registry.clock());
    let command = AccessCommand::RevokeLink { link: wish.link, by: Some(member(&seated)?) };
    access(&room, &fresh, Digest::of(&[b"revoke"]), command).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /api/code`: a fresh code; the old one opens nothing any more.
pub(super) async fn change_code(State(app): State<Arc<App>>, headers: HeaderMap) -> Result<StatusCode, Failure> {
    let (room, credential, seated) = bearer(&app, &headers).await?;
    if seated.audience != Audience::Console {
        return Err(Failure::not_allowed("Only facilitators change the code."));
    }
    crate::operator::change_code(&app.registry, &room, credential.workshop, member(&seated)?)
        .await
        .map_err(|_| Failure::unavailable())?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /api/venue`
pub(super) async fn venue(State(app): State<Arc<App>>, headers: HeaderMap) -> Result<Json<Venue>, Failure> {
    bearer(&app, &headers).await?;
    Ok(Json(Venue { addresses: app.addresses.clone() }))
}

/// `POST /api/qr`
pub(super) async fn draw_qr(Body(wish): Body<DrawQr>) -> Result<Json<QrDrawn>, Failure> {
    use std::fmt::Write;
    if wish.text.len() > 300 {
        return Err(Failure::malformed("A QR code holds at most 300 bytes here."));
    }
    let code = qrcode::QrCode::with_error_correction_level(&wish.text, qrcode::EcLevel::M)
        .map_err(|_| Failure::malformed("This cannot be drawn as a QR code."))?;
    let size = code.width();
    let mut path = String::new();
    for (at, _) in code.to_colors().iter().enumerate().filter(|(_, color)| **color == qrcode::Color::Dark) {
        // Writing to a string cannot fail.
        let _ = write!(path, "M{} {}h1v1h-1z", at % size, at / size);
    }
    Ok(Json(QrDrawn { size: u32::try_from(size).unwrap_or_default(), path }))
}

/// The credential of a session whose secret the browser drew.
pub(super) fn secret(workshop: WorkshopId, secret: &str) -> Result<Credential, Failure> {
    Credential::new(workshop, secret)
        .map_err(|_| Failure::malformed("The session's secret must be 256 random bits in 43 characters of base64url."))
}

/// The room of a workshop that is there.
pub(super) async fn room(app: &Arc<App>, workshop: WorkshopId) -> Result<Option<RoomHandle>, Failure> {
    app.registry.find(workshop).await.map_err(|_| Failure::unavailable())
}

/// Who asks: the session in the `Authorization` header.
pub(super) async fn bearer(app: &Arc<App>, headers: &HeaderMap) -> Result<(RoomHandle, Credential, Seated), Failure> {
    let token = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = token.and_then(|value| value.strip_prefix("Bearer ")).ok_or_else(Failure::session_unknown)?;
    let credential: Credential = token.parse().map_err(|_| Failure::session_unknown())?;
    let room = room(app, credential.workshop).await?.ok_or_else(Failure::session_unknown)?;
    let seated = room.ask(|reply| Input::Identify { session: credential.hash(), reply }).await?;
    Ok((room, credential, seated.ok_or_else(Failure::session_unknown)?))
}

fn member(seated: &Seated) -> Result<MemberId, Failure> {
    seated.member.ok_or_else(|| Failure::not_allowed("A wall only shows."))
}

/// Sends an edge command under the id that follows from its secret.
pub(super) async fn access(
    room: &RoomHandle,
    credential: &Credential,
    digest: Digest,
    command: AccessCommand,
) -> Result<(), Failure> {
    enter(room, credential, digest, command, None).await
}

/// The same, of somebody who comes in by a link (none = the code).
async fn enter(
    room: &RoomHandle,
    credential: &Credential,
    digest: Digest,
    command: AccessCommand,
    door: Option<LinkId>,
) -> Result<(), Failure> {
    let id = credential.command_id();
    let answer = room.ask(|reply| Input::Access { id, digest, command, door, reply }).await?;
    answer.map_err(|rejection| match rejection.code {
        RejectionCode::DoorClosed => Failure::door_closed(),
        RejectionCode::NotAllowed => Failure::not_allowed(rejection.code.words()),
        RejectionCode::TooFast => Failure::crowded(),
        RejectionCode::StorageFull | RejectionCode::StorageFailed | RejectionCode::Busy => Failure::unavailable(),
        _ => Failure::refused(&rejection),
    })
}

async fn seat(room: &RoomHandle, credential: &Credential) -> Result<Seated, Failure> {
    let seated = room.ask(|reply| Input::Identify { session: credential.hash(), reply }).await?;
    let seated = seated.ok_or_else(Failure::session_unknown)?;
    Ok(Seated { credential: credential.reveal(), ..seated })
}
