//! Imports: files, as rows to post or as a workshop. They are read off every room's task.

use super::api::{check_key, found, secret};
use super::exports::projection;
use super::files::off_the_rooms_task;
use super::{App, Failure, Peer};
use crate::credential::fresh_code;
use crate::log::Digest;
use crate::room::json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use axum::{Extension, Json, Router};
use charrette_protocol::*;
use charrette_report::archive::{self, ArchiveProblem};
use charrette_report::import::{self, ImportProblem, Target};
use charrette_workshop::{AccessCommand, limits, posts_on};
use serde::Deserialize;
use std::sync::Arc;

/// Bytes that may stand around an archive in [`ImportArchive`].
const HEAD_BYTES: usize = 16 * 1024;

/// The header that carries the creation key with an archive, so that it is checked before megabytes are read.
const CREATION_KEY: &str = "x-creation-key";

/// The routes under `/api` that take files in. How large these are is asked as they arrive.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route("/import/preview", post(preview)).route("/import/archive", post(import_archive))
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
    let (workshop, projection) = projection(&app, &headers, Vec::new(), false).await?;
    let Some(member) = projection.member else {
        return Err(Failure::not_allowed("A wall only shows. Import from a seat of your own."));
    };
    let target = Target::find(&projection.shared, board, column).ok_or_else(|| {
        Failure::new(StatusCode::NOT_FOUND, ProblemCode::NotFound, "This board is no longer here. Choose another one.")
    })?;
    if !may_post(&projection.personal, member, target.holds) {
        return Err(Failure::not_allowed(
            "You do not write on this board, so nothing can be brought in for you. Ask a facilitator to import the file.",
        ));
    }
    let file = app.files.previews.receive(request, limits::IMPORT_BYTES, Some((workshop, member))).await?;
    let preview = off_the_rooms_task(&app.files.reading, move || import::preview(&file.bytes, what, &target)).await?;
    Ok(Json(preview?))
}

/// Whether somebody posts on boards that hold this, by the table of roles. Who only reads and votes does not.
fn may_post(personal: &[Record], member: MemberId, holds: BoardKind) -> bool {
    let posts = |record: &Record| match record {
        Record::Seat(seat) => seat.id == member && !seat.muted && posts_on(seat.role, holds),
        _ => false,
    };
    personal.iter().any(posts)
}

/// `POST /api/import/archive`: a workshop from an archive.
async fn import_archive(
    State(app): State<Arc<App>>,
    Extension(peer): Extension<Peer>,
    request: Request,
) -> Result<Json<Seated>, Failure> {
    let key = request.headers().get(CREATION_KEY).and_then(|key| key.to_str().ok());
    check_key(&app, peer, key)?;
    let file = app.files.archives.receive(request, limits::IMPORT_BYTES + HEAD_BYTES, None).await?;
    let read = move || (serde_json::from_slice(&file.bytes), file);
    let (wish, file) = off_the_rooms_task(&app.files.opening, read).await?;
    let wish: ImportArchive =
        wish.map_err(|error| Failure::malformed(format!("The server could not read this: {error}.")))?;
    let credential = secret(wish.workshop, &wish.secret)?;
    let read = move || {
        let archive = archive::read(wish.archive.get().as_bytes())?;
        // The code differs at each try, so the digest covers what was asked, not what is decided.
        let digest = Digest::of(&[json(&wish).as_bytes()]);
        drop(file);
        Ok::<_, ArchiveProblem>((archive, digest, wish))
    };
    let (archive, digest, wish) = off_the_rooms_task(&app.files.opening, read).await??;
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

fn too_large(problem: &impl ToString) -> Failure {
    Failure::new(StatusCode::PAYLOAD_TOO_LARGE, ProblemCode::TooLarge, problem.to_string())
}

impl From<ImportProblem> for Failure {
    fn from(problem: ImportProblem) -> Self {
        match problem {
            ImportProblem::TooLarge { .. } | ImportProblem::TooManyRows { .. } => too_large(&problem),
            _ => Self::malformed(problem.to_string()),
        }
    }
}

impl From<ArchiveProblem> for Failure {
    fn from(problem: ArchiveProblem) -> Self {
        match problem {
            ArchiveProblem::TooLarge { .. } | ArchiveProblem::TooMany { .. } => too_large(&problem),
            _ => Self::malformed(problem.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::response::IntoResponse;

    #[test]
    fn problems_keep_their_words_and_get_a_status() {
        let status = |failure: Failure| failure.into_response().status();
        assert_eq!(status(ImportProblem::Empty.into()), StatusCode::BAD_REQUEST);
        assert_eq!(status(ImportProblem::TooManyRows { limit: 1 }.into()), StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(status(ArchiveProblem::TooNew { version: 2 }.into()), StatusCode::BAD_REQUEST);
        assert_eq!(status(ArchiveProblem::TooLarge { limit: 1 }.into()), StatusCode::PAYLOAD_TOO_LARGE);
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
    }

    /// [EXPORT-12] Observers, and who only reads and votes, bring nothing in.
    #[test]
    fn whoever_writes_on_a_board_may_import_for_it() {
        let seat = |role, muted| {
            vec![Record::Seat(SeatRecord {
                id: MemberId::from_bytes([1; 16]),
                name: "Anneke".into(),
                role,
                perspective: None,
                group: None,
                table: None,
                consent: None,
                may: vec![],
                notes_left: None,
                muted,
                can_undo: false,
            })]
        };
        let own = MemberId::from_bytes([1; 16]);
        let may = |role, muted| may_post(&seat(role, muted), own, BoardKind::Notes);
        assert!(may(Role::Participant, false) && may(Role::Lead, false));
        assert!(!may(Role::Observer, false) && !may(Role::Participant, true) && !may(Role::Wall, false));
        let other = MemberId::from_bytes([2; 16]);
        assert!(!may_post(&seat(Role::Participant, false), other, BoardKind::Timeline));
    }
}
