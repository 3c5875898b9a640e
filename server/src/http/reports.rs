//! The report: read on a page before it is sent, and as files. It is composed and written off the room's task, from what
//! the room projected at one moment.

use super::exports::{asked, attachment, state_of, title_of};
use super::files::off_the_rooms_task;
use super::{App, Failure};
use crate::room::Projection;
use axum::extract::rejection::QueryRejection;
use axum::extract::{DefaultBodyLimit, Path, Query, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::post;
use axum::{Json, Router};
use charrette_protocol::*;
use charrette_report::bundle::{self, Format};
use charrette_report::compose::{Edition, compose};
use charrette_report::model::Report;
use charrette_report::{View, file_name, html};
use serde::Deserialize;
use std::sync::Arc;

/// The routes under `/api` that carry reports.
pub(super) fn routes() -> Router<Arc<App>> {
    let wish_bytes = DefaultBodyLimit::max(crate::socket::MESSAGE_BYTES);
    Router::new()
        .route("/report", post(preview).layer(wish_bytes))
        .route("/report/{format}", post(write).layer(wish_bytes))
}

/// `?kind=seminar|insights&level=team|participants|public`; a *Seminar Report* for participants if nothing is said.
#[derive(Debug, Clone, Copy, Deserialize)]
struct Asked {
    #[serde(default)]
    kind: ReportKind,
    #[serde(default)]
    level: ReleaseLevel,
}

impl Asked {
    fn of(query: Result<Query<Self>, QueryRejection>) -> Result<Self, Failure> {
        let words = "Write ?kind=seminar or insights, and &level=team, participants or public.";
        query.map(|Query(asked)| asked).map_err(|_| Failure::malformed(words))
    }
}

/// `POST /api/report`: the report as it will be printed, and what to know before sending it.
async fn preview(
    State(app): State<Arc<App>>,
    query: Result<Query<Asked>, QueryRejection>,
    request: Request,
) -> Result<Json<ReportPreview>, Failure> {
    let asking = Asked::of(query)?;
    let projection = asked(&app, request, true).await?;
    let exported = app.registry.clock().now();
    let written = off_the_rooms_task(&app.files.writing, move || {
        let (report, _) = composed(projection, asking, exported)?;
        Ok::<_, Failure>(shown(&report))
    });
    written.await?.map(Json)
}

fn shown(report: &Report) -> ReportPreview {
    let parts =
        report.sections.iter().map(|section| ReportPreviewPart { part: section.part, title: section.title.clone() });
    let checks = report.checks.iter().map(|check| ReportCheck {
        well: check.well,
        text: check.text.clone(),
        look: check.look.as_ref().map(|anchor| anchor.as_str().to_owned()),
    });
    ReportPreview {
        html: html::body(report),
        style: html::STYLE.to_owned(),
        parts: parts.collect(),
        figures: u32::try_from(bundle::figures(report)).unwrap_or(u32::MAX),
        checks: checks.collect(),
    }
}

/// `POST /api/report/{format}`: the report as a file; `all` for everything as one zip.
async fn write(
    State(app): State<Arc<App>>,
    Path(format): Path<String>,
    query: Result<Query<Asked>, QueryRejection>,
    request: Request,
) -> Result<Response, Failure> {
    let asking = Asked::of(query)?;
    let Some(format) = Format::of(&format) else {
        let words = format!("There is no such form. There are {}.", Format::ALL.map(Format::key).join(", "));
        return Err(Failure::new(StatusCode::NOT_FOUND, ProblemCode::NotFound, words));
    };
    let projection = asked(&app, request, true).await?;
    let title = title_of(&projection.shared).to_owned();
    let exported = app.registry.clock().now();
    let written = off_the_rooms_task(&app.files.writing, move || {
        let (report, view) = composed(projection, asking, exported)?;
        Ok::<_, Failure>(bundle::write(&report, &view, format))
    });
    let bytes = written.await??;
    let (what, ending) = format.name();
    Ok(attachment(&file_name(&title, exported, what, ending), format.media_type(), bytes))
}

/// The report of what somebody may see, and the view it is made from.
///
/// # Errors
/// Only facilitators choose for whom it is; everybody else has what the room sees.
fn composed(projection: Projection, asked: Asked, exported: Milliseconds) -> Result<(Report, View), Failure> {
    let Projection { audience, shared, personal, release, .. } = projection;
    let (view, edition) = match (release, asked.level) {
        (Some(release), ReleaseLevel::Team) => {
            let edition = Edition::new(asked.kind, asked.level, &shared, release.head.clone());
            (View::new(exported, audience, shared, personal, release.head), edition)
        }
        // What is passed on holds no more than those have seen who were there.
        (Some(release), level) => {
            let edition = Edition::new(asked.kind, level, &shared, release.head.clone());
            (View::new(exported, Audience::Room, release.room, Vec::new(), release.head), edition)
        }
        (None, ReleaseLevel::Participants) => {
            let state = state_of(&shared, &personal);
            let edition = Edition::new(asked.kind, asked.level, &[], state.clone());
            (View::new(exported, audience, shared, personal, state), edition)
        }
        (None, _) => return Err(Failure::not_allowed("Only facilitators choose for whom a report is.")),
    };
    let report = compose(&view, &edition);
    Ok((report, view))
}
