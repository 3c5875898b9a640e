//! The fallback for networks that break WebSocket: the same messages, carried by requests.

use super::problem::Body;
use super::{App, Failure};
use crate::anteroom::Place;
use crate::credential::Credential;
use crate::room::{Input, Manner, Refusal};
use crate::session;
use axum::Extension;
use axum::Json;
use axum::extract::State;
use charrette_protocol::{Answers, CloseCode, Poll, PostCommand, ServerMessage};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

/// A poll with nothing to tell waits this long.
const WAIT: Duration = Duration::from_secs(25);

/// `POST /poll`
pub(super) async fn poll(
    State(app): State<Arc<App>>,
    Extension(place): Extension<Arc<Place>>,
    Body(poll): Body<Poll>,
) -> Result<Json<Answers>, Failure> {
    let mut shutdown = app.shutdown.clone();
    let holds = poll.hello.digest.is_some();
    let (seat, mut joined) = match session::join(&app.registry, poll.hello, Manner::Poll).await {
        Ok(joined) => joined,
        Err(code) => return Ok(Json(bye(code))),
    };
    // Who has a seat may wait, however many others come.
    let _kept = place.keep();
    let mut frames = vec![session::welcome(app.registry.clock().now(), &joined, &seat)];
    frames.append(&mut joined.frames);
    // Somebody who holds all there is gets an empty answer to the join; that is worth waiting on.
    let news = frames.iter().any(|frame| frame.contains(r#""replace""#)) || !holds;
    if !news {
        let wait = async {
            loop {
                match joined.ring.recv().await {
                    Ok(published) => {
                        let own: Vec<_> = published.frames(seat.connection, joined.audience).cloned().collect();
                        if let Some(code) = published.end(seat.connection) {
                            return Err(code);
                        }
                        if !own.is_empty() {
                            return Ok(own);
                        }
                    }
                    // The next poll's digest finds whatever was missed.
                    Err(_) => return Ok(Vec::new()),
                }
            }
        };
        tokio::select! {
            waited = timeout(WAIT, wait) => match waited {
                Ok(Ok(more)) => frames.extend(more),
                Ok(Err(code)) => return Ok(Json(bye(code))),
                Err(_) => {}
            },
            () = shutdown.requested() => return Ok(Json(bye(CloseCode::Restarting))),
        }
    }
    let messages = frames.iter().map(|frame| serde_json::from_str(frame)).collect::<Result<_, _>>();
    messages.map(|messages| Json(Answers { messages })).map_err(|_| Failure::unavailable())
}

/// `POST /command`
pub(super) async fn command(
    State(app): State<Arc<App>>,
    Body(post): Body<PostCommand>,
) -> Result<Json<Answers>, Failure> {
    let credential: Credential = post.credential.parse().map_err(|_| Failure::session_unknown())?;
    let (session, message) = (credential.hash(), post.command);
    let id = message.id;
    let room = super::api::room(&app, credential.workshop).await?.ok_or_else(Failure::session_unknown)?;
    let answer = room.ask(|reply| Input::PostedCommand { session, message, reply }).await?;
    let message = match answer {
        Ok(()) => ServerMessage::Ack { id },
        Err(Refusal::Rejected(rejection)) => ServerMessage::Reject { id: Some(id), rejection: rejection.into() },
        Err(Refusal::SessionUnknown) => return Err(Failure::session_unknown()),
    };
    Ok(Json(Answers { messages: vec![message] }))
}

fn bye(code: CloseCode) -> Answers {
    Answers { messages: vec![ServerMessage::Bye { code, retry_after: session::retry_after(code) }] }
}
