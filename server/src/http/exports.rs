//! Exports and imports: what the asker may see, as a file; and files, as rows to post or as a
//! workshop. The room only hands out its records; files are written and read off its task.

use super::api::{bearer, check_key, found, secret};
use super::{App, Failure, Peer};
use crate::credential::fresh_code;
use crate::log::Digest;
use crate::room::{Input, Projection, json};
use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, QueryRejection};
use axum::extract::{DefaultBodyLimit, FromRequest, Query, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Extension, Json, Router};
use charrette_protocol::*;
use charrette_report::archive::{self, ArchiveProblem};
use charrette_report::import::{self, ImportProblem, Target};
use charrette_report::{View, file_name, markdown, tables, template};
use charrette_workshop::{AccessCommand, SecretHash, hash_secret, limits};
use serde::Deserialize;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};

/// Bytes that may stand around an archive in [`ImportArchive`].
const HEAD_BYTES: usize = 16 * 1024;

/// Files that arrive at the same time, and so the memory they take: 8 × 5 MiB.
static ARRIVING: Semaphore = Semaphore::const_new(8);

/// What an export is asked with arrives within this time.
const WISH_WITHIN: Duration = Duration::from_secs(10);

/// The header that carries the creation key with an archive, so that it is checked before megabytes are read.
const CREATION_KEY: &str = "x-creation-key";

/// A file arrives within this time, or makes room for another.
const ARRIVES_WITHIN: Duration = Duration::from_secs(60);

/// Files that are written or read at the same time; others wait.
static AT_WORK: Semaphore = Semaphore::const_new(2);

/// The routes under `/api` that carry files.
pub(super) fn routes() -> Router<Arc<App>> {
    let archive_bytes = DefaultBodyLimit::max(limits::IMPORT_BYTES + HEAD_BYTES);
    let wish_bytes = DefaultBodyLimit::max(crate::socket::MESSAGE_BYTES);
    Router::new()
        .route("/export/json", post(export_archive).layer(wish_bytes))
        .route("/export/template", post(export_template).layer(wish_bytes))
        .route("/export/csv", post(export_tables).layer(wish_bytes))
        .route("/export/markdown", post(export_document).layer(wish_bytes))
        .route("/import/preview", post(preview))
        .route("/import/archive", post(import_archive).layer(archive_bytes))
}

/// What a workshop can be exported as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Archive,
    Template,
    Tables(tables::Options),
    Document,
}

impl Kind {
    fn write(self, view: &View) -> Vec<u8> {
        match self {
            Self::Archive => archive::write(view),
            Self::Template => template::write(view),
            Self::Tables(options) => tables::write(view, options),
            Self::Document => markdown::write(view),
        }
    }

    const fn media_type(self) -> &'static str {
        match self {
            Self::Archive | Self::Template => "application/json",
            Self::Tables(_) => "application/zip",
            Self::Document => "text/markdown; charset=utf-8",
        }
    }

    /// The file's name, in which the workshop is recognised by its title.
    fn file_name(self, title: &str, exported: Milliseconds) -> String {
        let (what, ending) = match self {
            Self::Archive => ("archive", "json"),
            Self::Template => ("template", "json"),
            Self::Tables(_) => ("tables", "zip"),
            Self::Document => ("report", "md"),
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

/// `POST /api/export/markdown`: a document.
async fn export_document(State(app): State<Arc<App>>, request: Request) -> Result<Response, Failure> {
    export(&app, request, Kind::Document).await
}

async fn export(app: &Arc<App>, request: Request, kind: Kind) -> Result<Response, Failure> {
    // Nothing is read from whoever has no seat here.
    let headers = request.headers().clone();
    bearer(app, &headers).await?;
    let arrived = tokio::time::timeout(WISH_WITHIN, Bytes::from_request(request, &())).await;
    let wish = arrived.map_err(|_| Failure::malformed("The request did not arrive whole. Try again."))??;
    let wish = match &*wish {
        [] => ExportWish::default(),
        wish => serde_json::from_slice(wish)
            .map_err(|_| Failure::malformed("The body of an export is empty, or lists edit keys as JSON."))?,
    };
    let edit_keys = wish.edit_keys.iter().take(limits::EDIT_KEYS).map(|key| hash_secret(key)).collect();
    let projection = projection(app, &headers, edit_keys).await?;
    if !may_export(&projection) {
        return Err(Failure::not_allowed("A wall only shows. Export from a seat of your own."));
    }
    let exported = app.registry.clock().now();
    let Projection { audience, shared, personal, .. } = projection;
    let title = title_of(&shared).to_owned();
    let write = move || {
        let state = state_of(&shared, &personal);
        kind.write(&View::new(exported, audience, shared, personal, state))
    };
    let bytes = off_the_rooms_task(write).await?;
    Ok(attachment(kind, &title, exported, bytes))
}

/// A fingerprint of what the asker sees, and of nothing else: the log's own would change with what is
/// hidden.
fn state_of(shared: &[Record], personal: &[Record]) -> String {
    format!("{:?}", Digest::of(&[json(&shared).as_bytes(), b"\0", json(&personal).as_bytes()]))
}

/// The title of the workshop that these records are of.
fn title_of(shared: &[Record]) -> &str {
    let mut titles = shared.iter().filter_map(|record| match record {
        Record::Workshop(head) => Some(head.title.as_str()),
        _ => None,
    });
    titles.next().unwrap_or_default()
}

fn attachment(kind: Kind, title: &str, exported: Milliseconds, bytes: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{}\"", kind.file_name(title, exported));
    let headers = [
        (header::CONTENT_TYPE, kind.media_type()),
        (header::CONTENT_DISPOSITION, &disposition),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, bytes).into_response()
}

/// All that the asker may see, as a durable state of the room had it.
async fn projection(app: &Arc<App>, headers: &HeaderMap, edit_keys: Vec<SecretHash>) -> Result<Projection, Failure> {
    let (room, credential, _) = bearer(app, headers).await?;
    let projection = room.ask(|reply| Input::Project { session: credential.hash(), edit_keys, reply }).await?;
    projection.ok_or_else(Failure::session_unknown)
}

/// The table of roles decides, as it does for screens.
fn may_export(projection: &Projection) -> bool {
    let may = |record: &Record| matches!(record, Record::Seat(seat) if seat.may.contains(&Right::Export));
    projection.personal.iter().any(may)
}

/// What the rows of a file are, and for which board.
#[derive(Debug, Deserialize)]
struct Asked {
    what: ImportKind,
    board: BoardId,
    /// Where rows go that name no column.
    column: Option<ColumnId>,
}

/// `POST /api/import/preview?what=notes|entries&board=…&column=…`: what a file would become.
async fn preview(
    State(app): State<Arc<App>>,
    asked: Result<Query<Asked>, QueryRejection>,
    headers: HeaderMap,
    request: Request,
) -> Result<Json<ImportPreview>, Failure> {
    let Query(Asked { what, board, column }) = asked.map_err(|_| {
        Failure::malformed("Say what the rows are and where they belong: ?what=notes&board=… or ?what=entries&board=….")
    })?;
    // Nobody sends megabytes before it is known who they are.
    let projection = projection(&app, &headers, Vec::new()).await?;
    if projection.member.is_none() {
        return Err(Failure::not_allowed("A wall only shows. Import from a seat of your own."));
    }
    let target = Target::find(&projection.shared, board, column).ok_or_else(|| {
        Failure::new(StatusCode::NOT_FOUND, ProblemCode::NotFound, "This board is no longer here. Choose another one.")
    })?;
    let file = Arriving::receive(request).await?;
    let preview = off_the_rooms_task(move || import::preview(&file.bytes, what, &target)).await?;
    Ok(Json(preview?))
}

/// `POST /api/import/archive`: a workshop from an archive.
async fn import_archive(
    State(app): State<Arc<App>>,
    Extension(peer): Extension<Peer>,
    request: Request,
) -> Result<Json<Seated>, Failure> {
    let key = request.headers().get(CREATION_KEY).and_then(|key| key.to_str().ok());
    check_key(&app, peer, key)?;
    let file = Arriving::receive(request).await?;
    let wish: ImportArchive = off_the_rooms_task(move || serde_json::from_slice(&file.bytes))
        .await?
        .map_err(|error| Failure::malformed(format!("The server could not read this: {error}.")))?;
    let credential = secret(wish.workshop, &wish.secret)?;
    let read = move || {
        let archive = archive::read(wish.archive.get().as_bytes())?;
        // The code differs at each try, so the digest covers what was asked, not what is decided.
        let digest = Digest::of(&[json(&wish).as_bytes()]);
        Ok::<_, ArchiveProblem>((archive, digest, wish))
    };
    let (archive, digest, wish) = off_the_rooms_task(read).await??;
    let command = AccessCommand::Import {
        workshop: wish.workshop,
        archive: archive.records,
        title: wish.title.filter(|title| !title.trim().is_empty()),
        rehearsal: false,
        code: fresh_code(app.registry.clock()),
        seats: app.settings.seats,
        lead: wish.member,
        name: wish.name,
        session: credential.hash(),
    };
    found(&app, &credential, digest, command).await
}

/// A file that has arrived, and its place among those that may at the same time.
struct Arriving {
    bytes: Bytes,
    _place: SemaphorePermit<'static>,
}

impl Arriving {
    async fn receive(request: Request) -> Result<Self, Failure> {
        let place = ARRIVING.try_acquire().map_err(|_| Failure::unavailable())?;
        let arrived = tokio::time::timeout(ARRIVES_WITHIN, Bytes::from_request(request, &())).await;
        let bytes = arrived.map_err(|_| {
            let words = "The file took over a minute to arrive. Try again where the network is better.";
            Failure::new(StatusCode::REQUEST_TIMEOUT, ProblemCode::Unavailable, words)
        })??;
        Ok(Self { bytes, _place: place })
    }
}

impl From<BytesRejection> for Failure {
    fn from(rejection: BytesRejection) -> Self {
        if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
            too_large(format!(
                "This file is larger than {} MiB, which is the most the server reads.",
                limits::IMPORT_BYTES >> 20
            ))
        } else {
            Self::malformed("The file did not arrive whole. Try again.")
        }
    }
}

fn too_large(problem: impl ToString) -> Failure {
    Failure::new(StatusCode::PAYLOAD_TOO_LARGE, ProblemCode::TooLarge, problem.to_string())
}

impl From<ImportProblem> for Failure {
    fn from(problem: ImportProblem) -> Self {
        match problem {
            ImportProblem::TooLarge { .. } | ImportProblem::TooManyRows { .. } => too_large(problem),
            _ => Self::malformed(problem.to_string()),
        }
    }
}

impl From<ArchiveProblem> for Failure {
    fn from(problem: ArchiveProblem) -> Self {
        match problem {
            ArchiveProblem::TooLarge { .. } | ArchiveProblem::TooMany { .. } => too_large(problem),
            _ => Self::malformed(problem.to_string()),
        }
    }
}

/// Does work that takes milliseconds and more where it keeps no room waiting.
async fn off_the_rooms_task<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
    let _place = AT_WORK.acquire().await.map_err(|_| Failure::unavailable())?;
    tokio::task::spawn_blocking(work).await.map_err(|error| {
        tracing::error!(%error, "a file could not be written or read");
        Failure::unavailable()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    const EXPORTED: Milliseconds = 1_795_521_600_000;
    const TABLES: Kind = Kind::Tables(tables::Options { mark: true });

    fn projection(personal: Vec<Record>) -> Projection {
        Projection { audience: Audience::Room, member: None, shared: vec![], personal }
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
        let names =
            [Kind::Archive, Kind::Template, TABLES, Kind::Document].map(|kind| kind.file_name("Kinds", EXPORTED));
        assert_eq!(
            names,
            [
                "charrette-kinds-2026-11-24-archive.json",
                "charrette-kinds-2026-11-24-template.json",
                "charrette-kinds-2026-11-24-tables.zip",
                "charrette-kinds-2026-11-24-report.md"
            ],
        );
    }

    #[test]
    fn a_file_is_saved_and_never_shown_or_kept_by_others() {
        let response = attachment(TABLES, "A workshop", EXPORTED, vec![1, 2]);
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
        assert!(Kind::Document.write(&view).starts_with(b"# "));
    }

    #[test]
    fn what_is_asked_is_read_from_the_address() {
        let asked = |query: &str| Query::<Asked>::try_from_uri(&format!("/?{query}").parse().unwrap());
        let board = BoardId::from_bytes([7; 16]);
        let Query(found) = asked(&format!("what=entries&board={board}")).unwrap();
        assert_eq!((found.what, found.board, found.column), (ImportKind::Entries, board, None));
        let column = ColumnId::from_bytes([8; 16]);
        let Query(found) = asked(&format!("what=notes&board={board}&column={column}")).unwrap();
        assert_eq!((found.what, found.column), (ImportKind::Notes, Some(column)));
        for query in ["", "what=notes", "what=notes&board=x", &format!("what=people&board={board}")] {
            assert!(asked(query).is_err(), "{query}");
        }
        let bom = |query: &str| Query::<TableOptions>::try_from_uri(&format!("/?{query}").parse().unwrap());
        assert_eq!(bom("").unwrap().bom, None);
        assert_eq!(bom("bom=false").unwrap().bom, Some(false));
    }

    #[test]
    fn problems_keep_their_words_and_get_a_status() {
        let status = |failure: Failure| failure.into_response().status();
        assert_eq!(status(ImportProblem::Empty.into()), StatusCode::BAD_REQUEST);
        assert_eq!(status(ImportProblem::TooManyRows { limit: 1 }.into()), StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(status(ArchiveProblem::TooNew { version: 2 }.into()), StatusCode::BAD_REQUEST);
        assert_eq!(status(ArchiveProblem::TooLarge { limit: 1 }.into()), StatusCode::PAYLOAD_TOO_LARGE);
    }

    #[tokio::test]
    async fn a_file_arrives_whole_or_is_refused_in_words() {
        let file = Arriving::receive(Request::new(Body::from("a,b"))).await.unwrap();
        assert_eq!(&file.bytes[..], b"a,b");
        // Without a layer that says otherwise, axum reads 2 MiB.
        let large = Request::new(Body::from(vec![0; 2 * 1024 * 1024 + 1]));
        let failure = Arriving::receive(large).await.err().unwrap().into_response();
        assert_eq!(failure.status(), StatusCode::PAYLOAD_TOO_LARGE);
        let body = axum::body::to_bytes(failure.into_body(), 1_000).await.unwrap();
        let problem: Problem = serde_json::from_slice(&body).unwrap();
        assert_eq!(problem.code, ProblemCode::TooLarge);
        assert!(problem.words.contains("larger than 5 MiB"), "{}", problem.words);
    }

    #[tokio::test(start_paused = true)]
    async fn a_file_that_never_ends_makes_room_for_another() {
        let endless = Body::from_stream(futures_util::stream::pending::<Result<Bytes, std::io::Error>>());
        let failure = Arriving::receive(Request::new(endless)).await.err().unwrap();
        assert_eq!(failure.into_response().status(), StatusCode::REQUEST_TIMEOUT);
    }
}
