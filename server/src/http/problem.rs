//! Failures of HTTP requests, in words with a way out.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use charrette_protocol::{Problem, ProblemCode, Rejection};
use serde::de::DeserializeOwned;
use std::time::Duration;
use tokio::time::timeout;

/// A request that failed.
#[derive(Debug)]
pub(crate) struct Failure {
    status: StatusCode,
    problem: Problem,
}

impl Failure {
    pub fn new(status: StatusCode, code: ProblemCode, words: impl Into<String>) -> Self {
        Self { status, problem: Problem { code, words: words.into(), reason: None } }
    }

    /// Unknown, expired, revoked and closed to outsiders: all the same.
    pub fn door_unknown() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            ProblemCode::DoorUnknown,
            "No workshop opens with this. Check the code on the wall, or ask for a new link.",
        )
    }

    pub fn door_closed() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            ProblemCode::DoorClosed,
            "The door of this workshop is closed. Ask a facilitator to open it, or use your way back if you were in.",
        )
    }

    pub fn session_unknown() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            ProblemCode::SessionUnknown,
            "This seat is not known any more. Join again with the code, or ask a facilitator for a way back.",
        )
    }

    pub fn not_allowed(words: &str) -> Self {
        Self::new(StatusCode::FORBIDDEN, ProblemCode::NotAllowed, words)
    }

    pub fn malformed(words: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, ProblemCode::Malformed, words)
    }

    pub fn refused(rejection: &Rejection) -> Self {
        let mut failure = Self::new(StatusCode::CONFLICT, ProblemCode::Refused, rejection.to_string());
        failure.problem.reason = Some(rejection.code);
        failure
    }

    pub fn too_many_attempts() -> Self {
        Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            ProblemCode::TooManyAttempts,
            "Too many wrong codes came from this network. Wait a minute, or scan the QR code, which always works.",
        )
    }

    /// Too many come in, or make links, at once.
    pub fn crowded() -> Self {
        let words = "Too many at once. Nothing is lost; try again in a few seconds.";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, ProblemCode::Unavailable, words)
    }

    pub fn unavailable() -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            ProblemCode::Unavailable,
            "The server cannot do this at the moment. Nothing is lost; try again in a few seconds.",
        )
    }
}

impl From<crate::room::Asleep> for Failure {
    fn from(_: crate::room::Asleep) -> Self {
        Self::unavailable()
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        (self.status, Json(self.problem)).into_response()
    }
}

/// How long a JSON body may be on its way: 64 KiB through a phone's poorest connection.
const BODY_DEADLINE: Duration = Duration::from_secs(10);

/// A JSON body; what cannot be read, or takes too long, is refused in words.
pub(crate) struct Body<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        match timeout(BODY_DEADLINE, Json::from_request(request, state)).await {
            Ok(read) => Ok(Self(read?.0)),
            Err(_) => Err(Failure::new(
                StatusCode::REQUEST_TIMEOUT,
                ProblemCode::Malformed,
                "The request took too long to arrive. Check the connection and send it again.",
            )),
        }
    }
}

impl From<JsonRejection> for Failure {
    fn from(rejection: JsonRejection) -> Self {
        let status = rejection.status();
        let (code, words) = if status == StatusCode::PAYLOAD_TOO_LARGE {
            (ProblemCode::TooLarge, "This is larger than the server reads. Send it in smaller parts.".into())
        } else {
            (ProblemCode::Malformed, format!("The server could not read this: {}.", rejection.body_text()))
        };
        Self::new(status, code, words)
    }
}
