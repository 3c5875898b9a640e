//! From an HTTP request to a socket: the raw upgrade.

use super::{App, Failure, Peer};
use crate::admission::Admission;
use crate::anteroom::Place;
use crate::network::one;
use crate::session;
use crate::socket::Socket;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use charrette_protocol::version::SUBPROTOCOL;
use hyper::upgrade::{OnUpgrade, Parts};
use hyper_util::rt::TokioIo;
use std::sync::Arc;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;

/// `GET /ws`
pub(super) async fn upgrade(State(app): State<Arc<App>>, mut request: Request) -> Result<Response<Body>, Failure> {
    let key = {
        let headers = request.headers();
        let has = |name, wanted: &str| {
            headers
                .get_all(name)
                .iter()
                .filter_map(|value| value.to_str().ok())
                .any(|value| value.split(',').any(|part| part.trim().eq_ignore_ascii_case(wanted)))
        };
        if !has(header::CONNECTION, "upgrade") || !has(header::UPGRADE, "websocket") {
            return Err(Failure::malformed("This address speaks WebSocket."));
        }
        if !has(header::SEC_WEBSOCKET_VERSION, "13") || !has(header::SEC_WEBSOCKET_PROTOCOL, SUBPROTOCOL) {
            return Err(Failure::malformed(format!(
                "WebSocket version 13 with the subprotocol {SUBPROTOCOL} is spoken here."
            )));
        }
        headers
            .get(header::SEC_WEBSOCKET_KEY)
            .cloned()
            .ok_or_else(|| Failure::malformed("Sec-WebSocket-Key is missing."))?
    };
    let admission = admit(&app, &request).ok_or_else(Failure::unavailable)?;
    let upgraded = hyper::upgrade::on(&mut request);
    let accept = derive_accept_key(key.as_bytes());
    let shutdown = app.shutdown.clone();
    tokio::spawn(async move {
        if let Some((stream, early)) = raw(upgraded).await {
            let socket = Socket::new(stream, early).await;
            session::serve(socket, app.registry.clone(), admission, shutdown).await;
        }
    });
    let accept =
        HeaderValue::from_str(&accept).map_err(|_| Failure::malformed("Sec-WebSocket-Key is not readable."))?;
    Ok((
        StatusCode::SWITCHING_PROTOCOLS,
        [
            (header::CONNECTION, HeaderValue::from_static("upgrade")),
            (header::UPGRADE, HeaderValue::from_static("websocket")),
            (header::SEC_WEBSOCKET_ACCEPT, accept),
            (header::SEC_WEBSOCKET_PROTOCOL, HeaderValue::from_static(SUBPROTOCOL)),
        ],
    )
        .into_response())
}

/// A place among those who have not said hello.
fn admit(app: &App, request: &Request) -> Option<Admission> {
    let connection = request.extensions().get::<Arc<Place>>()?.clone();
    let Peer(address) = request.extensions().get()?;
    let stranger = app.strangers.enter(one(*address))?;
    Some(Admission::new(connection, stranger, app.sockets.clone()))
}

/// The bare stream behind an upgrade, and what was read of it already.
async fn raw(upgraded: OnUpgrade) -> Option<(TcpStream, Vec<u8>)> {
    let Parts { io, read_buf, .. } = upgraded.await.ok()?.downcast::<TokioIo<TcpStream>>().ok()?;
    Some((io.into_inner(), read_buf.into()))
}
