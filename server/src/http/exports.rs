//! Exports: what the asker may see, as a file. The room only hands out its records; files are written off
//! its task.

use super::api::bearer;
use super::files::off_the_rooms_task;
use super::{App, Failure};
use crate::log::Digest;
use crate::room::{Input, Projection, json};
use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::QueryRejection;
use axum::extract::{DefaultBodyLimit, FromRequest, Query, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use charrette_protocol::*;
use charrette_report::{View, archive, file_name, tables, template};
use charrette_workshop::{SecretHash, hash_secret, limits};
use serde::Deserialize;
use std::sync::Arc;
use std::time::Duration;

/// What an export is asked with arrives within this time.
const WISH_WITHIN: Duration = Duration::from_secs(10);

/// The routes under `/api` that give files out.
pub(super) fn routes() -> Router<Arc<App>> {
    let wish_bytes = DefaultBodyLimit::max(crate::socket::MESSAGE_BYTES);
    Router::new()
        .route("/export/json", post(export_archive).layer(wish_bytes))
        .route("/export/template", post(export_template).layer(wish_bytes))
        .route("/export/csv", post(export_tables).layer(wish_bytes))
}

/// What a workshop can be exported as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Archive,
    Template,
    Tables(tables::Options),
}

impl Kind {
    fn write(self, view: &View) -> Vec<u8> {
        match self {
            Self::Archive => archive::write(view),
            Self::Template => template::write(view),
            Self::Tables(options) => tables::write(view, options),
        }
    }

    const fn media_type(self) -> &'static str {
        match self {
            Self::Archive | Self::Template => "application/json",
            Self::Tables(_) => "application/zip",
        }
    }

    /// The file's name, in which the workshop is recognised by its title.
    fn file_name(self, title: &str, exported: Milliseconds) -> String {
        let (what, ending) = match self {
            Self::Archive => ("archive", "json"),
            Self::Template => ("template", "json"),
            Self::Tables(_) => ("tables", "zip"),
        };
        file_name(title, exported, what, ending)
    }
}

/// `POST /api/export/json`: the archive.
async fn export_archive(State(app): State<Arc<App>>, request: Request) -> Result<Response, Failure> {
    export(&app, request, Kind::Archive).await
}

/// `POST /api/export/template`: the agenda and its boards, without anything that was written.
async fn export_template(State(app): State<Arc<App>>, request: Request) -> Result<Response, Failure> {
    export(&app, request, Kind::Template).await
}

/// `?bom=false` leaves out the byte order mark.
#[derive(Debug, Deserialize)]
struct TableOptions {
    bom: Option<bool>,
}

/// `POST /api/export/csv`: all tables, as a zip.
async fn export_tables(
    State(app): State<Arc<App>>,
    asked: Result<Query<TableOptions>, QueryRejection>,
    request: Request,
) -> Result<Response, Failure> {
    let Query(asked) = asked.map_err(|_| Failure::malformed("Write ?bom=true or ?bom=false, or neither."))?;
    export(&app, request, Kind::Tables(tables::Options { mark: asked.bom.unwrap_or(true) })).await
}

/// What somebody who asks for a file may see; `release` for a facilitator who passes it on.
pub(super) async fn asked(app: &Arc<App>, request: Request, release: bool) -> Result<Projection, Failure> {
    // Nothing is read from whoever has no seat here.
    let headers = request.headers().clone();
    bearer(app, &headers).await?;
    let arrived = tokio::time::timeout(WISH_WITHIN, Bytes::from_request(request, &())).await;
    let arrived = arrived.map_err(|_| Failure::malformed("The request did not arrive whole. Try again."))?;
    let wish = arrived.map_err(|rejection| unread(rejection.status()))?;
    let wish = match &*wish {
        [] => ExportWish::default(),
        wish => serde_json::from_slice(wish)
            .map_err(|_| Failure::malformed("The body of an export is empty, or lists edit keys as JSON."))?,
    };
    let edit_keys = wish.edit_keys.iter().take(limits::EDIT_KEYS).map(|key| hash_secret(key)).collect();
    let (_, projection) = projection(app, &headers, edit_keys, release).await?;
    if !may_export(&projection) {
        return Err(Failure::not_allowed("A wall only shows. Export from a seat of your own."));
    }
    Ok(projection)
}

async fn export(app: &Arc<App>, request: Request, kind: Kind) -> Result<Response, Failure> {
    let projection = asked(app, request, false).await?;
    let exported = app.registry.clock().now();
    let Projection { audience, shared, personal, .. } = projection;
    let title = title_of(&shared).to_owned();
    let write = move || {
        let state = state_of(&shared, &personal);
        kind.write(&View::new(exported, audience, shared, personal, state))
    };
    let bytes = off_the_rooms_task(&app.files.writing, write).await?;
    Ok(attachment(&kind.file_name(&title, exported), kind.media_type(), bytes))
}

/// Why what an export is asked with was not read.
fn unread(status: StatusCode) -> Failure {
    if status == StatusCode::PAYLOAD_TOO_LARGE {
        let most = crate::socket::MESSAGE_BYTES >> 10;
        let words = format!("What this export is asked with is larger than {most} KiB. List fewer edit keys.");
        Failure::new(status, ProblemCode::TooLarge, words)
    } else {
        Failure::malformed("The request did not arrive whole. Try again.")
    }
}

/// A fingerprint of what the asker sees, and of nothing else: the log's own would change with what is
/// hidden.
pub(super) fn state_of(shared: &[Record], personal: &[Record]) -> String {
    format!("{:?}", Digest::of(&[json(&shared).as_bytes(), b"\0", json(&personal).as_bytes()]))
}

/// The title of the workshop that these records are of.
pub(super) fn title_of(shared: &[Record]) -> &str {
    let mut titles = shared.iter().filter_map(|record| match record {
        Record::Workshop(head) => Some(head.title.as_str()),
        _ => None,
    });
    titles.next().unwrap_or_default()
}

/// A file to be saved, never shown or kept by others.
pub(super) fn attachment(name: &str, media_type: &str, bytes: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CONTENT_DISPOSITION, &disposition),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, bytes).into_response()
}

/// All that the asker may see, as a durable state of the room had it.
pub(super) async fn projection(
    app: &Arc<App>,
    headers: &HeaderMap,
    edit_keys: Vec<SecretHash>,
    release: bool,
) -> Result<(WorkshopId, Projection), Failure> {
    let (room, credential, _) = bearer(app, headers).await?;
    let projection = room.ask(|reply| Input::Project { session: credential.hash(), edit_keys, release, reply }).await?;
    Ok((credential.workshop, projection.ok_or_else(Failure::session_unknown)?))
}

/// The table of roles decides, as it does for screens.
fn may_export(projection: &Projection) -> bool {
    let may = |record: &Record| matches!(record, Record::Seat(seat) if seat.may.contains(&Right::Export));
    projection.personal.iter().any(may)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXPORTED: Milliseconds = 1_795_521_600_000;
    const TABLES: Kind = Kind::Tables(tables::Options { mark: true });

    fn projection(personal: Vec<Record>) -> Projection {
        Projection { audience: Audience::Room, member: None, shared: vec![], personal, release: None }
    }

    fn seat(may: Vec<Right>) -> Record {
        Record::Seat(SeatRecord {
            id: MemberId::from_bytes([1; 16]),
            name: "Anneke".into(),
            role: Role::Observer,
            perspective: None,
            group: None,
            table: None,
            consent: None,
            may,
            notes_left: None,
            muted: false,
            can_undo: false,
        })
    }

    #[test]
    fn a_seat_that_may_export_does_and_a_wall_has_none() {
        assert!(may_export(&projection(vec![seat(vec![Right::Export])])));
        assert!(!may_export(&projection(vec![seat(vec![Right::Vote])])));
        assert!(!may_export(&projection(vec![])));
    }

    #[test]
    fn names_of_files_say_of_what_of_when_and_which_kind() {
        let names = [Kind::Archive, Kind::Template, TABLES].map(|kind| kind.file_name("Kinds", EXPORTED));
        assert_eq!(
            names,
            [
                "charrette-kinds-2026-11-24-archive.json",
                "charrette-kinds-2026-11-24-template.json",
                "charrette-kinds-2026-11-24-tables.zip",
            ],
        );
    }

    #[test]
    fn a_file_is_saved_and_never_shown_or_kept_by_others() {
        let response = attachment(&TABLES.file_name("A workshop", EXPORTED), TABLES.media_type(), vec![1, 2]);
        let header = |name| response.headers()[name].to_str().unwrap();
        assert_eq!(header(header::CONTENT_TYPE), "application/zip");
        assert_eq!(
            header(header::CONTENT_DISPOSITION),
            "attachment; filename=\"charrette-a-workshop-2026-11-24-tables.zip\""
        );
        assert_eq!(header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        assert_eq!(header(header::CACHE_CONTROL), "no-store");
    }

    #[test]
    fn every_kind_writes_what_its_type_says() {
        let view = View::new(EXPORTED, Audience::Room, vec![], vec![], String::new());
        assert!(Kind::Archive.write(&view).starts_with(b"{\"format\":\"charrette-archive\""));
        assert!(TABLES.write(&view).starts_with(b"PK\x03\x04"));
    }

    #[test]
    fn a_byte_order_mark_is_left_out_for_whoever_asks() {
        let bom = |query: &str| Query::<TableOptions>::try_from_uri(&format!("/?{query}").parse().unwrap());
        assert_eq!(bom("").unwrap().bom, None);
        assert_eq!(bom("bom=false").unwrap().bom, Some(false));
    }
}
