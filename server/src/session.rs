//! One participant's connection: hello, then messages both ways until either half ends.

use crate::admission::Admission;
use crate::clock::Clock;
use crate::credential::Credential;
use crate::registry::Registry;
use crate::room::throttle::{Bucket, Pace};
use crate::room::{ConnectionId, Frame, Input, Joined, Manner, Published, RoomHandle, json};
use crate::shutdown::Shutdown;
use crate::socket::{Gone, Incoming, Socket};
use crate::telemetry;
use charrette_protocol::{
    Audience, ClientMessage, CloseCode, CommandId, Hello, Rejection, RejectionCode, ServerMessage, Welcome, version,
};
use charrette_workshop::limits;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::broadcast::error::{RecvError, TryRecvError};
use tokio::time::{Instant, sleep_until, timeout};

/// The first message has to come in this time.
const HELLO_DEADLINE: Duration = Duration::from_secs(5);

/// After this long without any byte from the other side, it is asked for a sign of life.
const QUIET: Duration = Duration::from_secs(20);

/// After this long without any byte, the connection is given up.
const SILENT: Duration = Duration::from_secs(35);

/// How often a connection may compare; the server asks far more seldom.
const COMPARES: Pace = Pace { per_second: 0.2, burst: 3.0 };

/// A session compares what it holds with the server this long after it joined, then at this
/// pace: agreement of all screens is observed, not hoped for.
const COMPARE_EVERY: Duration = Duration::from_secs(120);

/// Serves one socket to its end.
pub(crate) async fn serve<S: AsyncRead + AsyncWrite + Unpin>(
    mut socket: Socket<S>,
    registry: Arc<Registry>,
    admission: Admission,
    mut shutdown: Shutdown,
) {
    let hello = tokio::select! {
        hello = timeout(HELLO_DEADLINE, first_message(&mut socket)) => hello.unwrap_or(Err(CloseCode::HelloExpected)),
        () = shutdown.requested() => Err(CloseCode::Restarting),
        () = admission.sent_away() => return socket.bye_at_once(CloseCode::Busy, retry_after(CloseCode::Busy)),
    };
    let joined = match hello {
        Ok(hello) => join(&registry, hello, Manner::Socket).await,
        Err(code) => Err(code),
    };
    // A seat's place is taken by who has a seat, and by nobody before.
    let admitted = joined.and_then(|joined| Ok((joined, admission.admit().ok_or(CloseCode::Busy)?)));
    match admitted {
        Ok(((seat, joined), _admitted)) => {
            drop(admission);
            let bye = Session::new(seat, joined, registry.clock().clone()).live(&mut socket, shutdown).await;
            if let Some((code, retry_after)) = bye {
                socket.bye(code, retry_after).await;
            }
        }
        Err(code) => tokio::select! {
            () = socket.bye(code, retry_after(code)) => {}
            () = admission.sent_away() => {}
        },
    }
}

async fn first_message<S: AsyncRead + AsyncWrite + Unpin>(socket: &mut Socket<S>) -> Result<Hello, CloseCode> {
    loop {
        match socket.receive().await {
            Ok(Incoming::Text(text)) => {
                return match serde_json::from_str(&text) {
                    Ok(ClientMessage::Hello(hello)) => Ok(hello),
                    _ => Err(too_old(&text).unwrap_or(CloseCode::HelloExpected)),
                };
            }
            Ok(Incoming::Life) => {}
            Err(Gone::Flooding) => return Err(CloseCode::Flooding),
            Ok(Incoming::Binary) | Err(_) => return Err(CloseCode::HelloExpected),
        }
    }
}

/// A hello of another version may have another shape; its version is still readable.
fn too_old(text: &str) -> Option<CloseCode> {
    #[derive(serde::Deserialize)]
    struct Version {
        version: u16,
    }
    misfit(serde_json::from_str::<Version>(text).ok()?.version)
}

fn misfit(client: u16) -> Option<CloseCode> {
    match version::fit(client) {
        version::Fit::Fits => None,
        version::Fit::ClientTooOld => Some(CloseCode::ClientTooOld),
        version::Fit::ServerTooOld => Some(CloseCode::ServerTooOld),
    }
}

/// Takes a place in a room. Whoever waits for it may stop waiting at any moment, so it is taken in a task of its own:
/// a place that nobody waits for any more is left at once, rather than kept for ever.
pub(crate) async fn join(registry: &Arc<Registry>, hello: Hello, manner: Manner) -> Result<(Seat, Joined), CloseCode> {
    if let Some(code) = misfit(hello.version) {
        return Err(code);
    }
    let credential: Credential = hello.credential.parse().map_err(|_| CloseCode::SessionUnknown)?;
    let found = registry.find(credential.workshop).await.map_err(|_| CloseCode::Busy)?;
    let room = found.ok_or(CloseCode::SessionUnknown)?;
    let taking = tokio::spawn(async move {
        let ask = room.ask(|reply| Input::Join { session: credential.hash(), hello, manner, reply });
        let joined = ask.await.map_err(|_| CloseCode::RoomReloading)??;
        Ok((Seat { room, connection: joined.connection, credential }, joined))
    });
    taking.await.unwrap_or(Err(CloseCode::RoomReloading))
}

/// A connection's place in its room; leaving it is noticed however the session ends.
pub(crate) struct Seat {
    pub room: RoomHandle,
    pub connection: ConnectionId,
    pub credential: Credential,
}

impl Drop for Seat {
    fn drop(&mut self) {
        let (room, connection) = (self.room.clone(), self.connection);
        if let (Err(_), Ok(runtime)) = (room.offer(Input::Leave { connection }), tokio::runtime::Handle::try_current())
        {
            // The inbox is full: wait for a place, or for the room to end.
            runtime.spawn(async move { room.send(Input::Leave { connection }).await });
        }
    }
}

/// How many seconds somebody waits who was sent away like this.
pub(crate) fn retry_after(code: CloseCode) -> Option<u32> {
    match code {
        CloseCode::Restarting | CloseCode::RoomReloading => Some(1),
        CloseCode::Busy => Some(5),
        CloseCode::Flooding => Some(30),
        _ => None,
    }
}

/// The messages a session starts with.
pub(crate) fn welcome(time: u64, joined: &Joined, seat: &Seat) -> Frame {
    let welcome = Welcome {
        version: version::CURRENT,
        server: env!("CARGO_PKG_VERSION").into(),
        time,
        workshop: seat.credential.workshop,
        audience: joined.audience,
        members: joined.members.clone(),
        limits: limits::protocol_limits(),
    };
    json(&ServerMessage::Welcome(welcome)).into()
}

struct Session {
    seat: Seat,
    audience: Audience,
    joined: Joined,
    clock: Clock,
    compares: Bucket,
}

type Bye = (CloseCode, Option<u32>);

impl Session {
    fn new(seat: Seat, joined: Joined, clock: Clock) -> Self {
        Self { seat, audience: joined.audience, joined, clock, compares: Bucket::full(COMPARES, Instant::now()) }
    }

    /// Carries messages both ways. Gives what to say at the end, if anything can be said.
    async fn live<S: AsyncRead + AsyncWrite + Unpin>(
        mut self,
        socket: &mut Socket<S>,
        mut shutdown: Shutdown,
    ) -> Option<Bye> {
        let first = std::iter::once(welcome(self.clock.now(), &self.joined, &self.seat));
        let first: Vec<_> = first.chain(std::mem::take(&mut self.joined.frames)).collect();
        if let Err(gone) = socket.send(first).await {
            return farewell(gone);
        }
        let mut heard = Instant::now();
        let mut asked = false;
        let mut compare = heard + COMPARE_EVERY;
        loop {
            let quiet = heard + if asked { SILENT } else { QUIET };
            let wrote = tokio::select! {
                incoming = socket.receive() => {
                    heard = Instant::now();
                    asked = false;
                    match incoming {
                        Ok(Incoming::Life) => Ok(()),
                        Ok(Incoming::Text(text)) => match self.hear(&text) {
                            Some(answer) => {
                                // What was published before comes before: an answer is a fence.
                                let (mut frames, end) = self.take();
                                if end.is_none() {
                                    frames.push(json(&answer).into());
                                }
                                let wrote = socket.send(frames).await;
                                if let (Ok(()), Some(code)) = (wrote, end) {
                                    return Some((code, retry_after(code)));
                                }
                                wrote
                            }
                            None => Ok(()),
                        },
                        Ok(Incoming::Binary) => {
                            let rejection = malformed("text is expected, not binary");
                            socket.send([json(&ServerMessage::Reject { id: None, rejection: rejection.into() }).into()]).await
                        }
                        Err(gone) => Err(gone),
                    }
                }
                published = self.joined.ring.recv() => match published {
                    Ok(published) => {
                        let (mut frames, mut end) = self.own(&published);
                        let (more, later) = self.take();
                        frames.extend(more);
                        end = end.or(later);
                        let wrote = socket.send(frames).await;
                        if let (Ok(()), Some(code)) = (wrote, end) {
                            return Some((code, retry_after(code)));
                        }
                        wrote
                    }
                    Err(RecvError::Lagged(_)) => return Some((self.fell_off(), None)),
                    Err(RecvError::Closed) => return Some((CloseCode::RoomReloading, retry_after(CloseCode::RoomReloading))),
                },
                () = sleep_until(quiet) => {
                    if asked {
                        return Some((CloseCode::Silent, None));
                    }
                    asked = true;
                    socket.ping().await
                }
                () = sleep_until(compare) => {
                    compare = Instant::now() + COMPARE_EVERY;
                    socket.send([json(&ServerMessage::Compare {}).into()]).await
                }
                () = shutdown.requested() => return Some((CloseCode::Restarting, retry_after(CloseCode::Restarting))),
            };
            if let Err(gone) = wrote {
                return farewell(gone);
            }
        }
    }

    /// This connection's frames of one batch, and why it ends, if it does.
    fn own(&self, published: &Published) -> (Vec<Frame>, Option<CloseCode>) {
        let connection = self.seat.connection;
        (published.frames(connection, self.audience).cloned().collect(), published.end(connection))
    }

    /// What the ring held for this connection alone is lost with the rest: answers to its commands,
    /// and perhaps its end, after which it may be told nothing. Coming back settles all of it.
    fn fell_off(&self) -> CloseCode {
        telemetry::lagged();
        CloseCode::TooSlow
    }

    /// All that waits in the ring for this connection, without waiting for more.
    fn take(&mut self) -> (Vec<Frame>, Option<CloseCode>) {
        let (mut frames, mut end) = (Vec::new(), None);
        loop {
            match self.joined.ring.try_recv() {
                Ok(published) => {
                    let (own, ends) = self.own(&published);
                    frames.extend(own);
                    end = end.or(ends);
                }
                Err(TryRecvError::Lagged(_)) => return (frames, end.or(Some(self.fell_off()))),
                Err(TryRecvError::Empty | TryRecvError::Closed) => return (frames, end),
            }
        }
    }

    /// Hands a message to the room; the answer that can be given at once, if any.
    fn hear(&mut self, text: &str) -> Option<ServerMessage> {
        let connection = self.seat.connection;
        let (id, input) = match serde_json::from_str(text) {
            Ok(ClientMessage::Command(message)) => (Some(message.id), Input::Command { connection, message }),
            Ok(ClientMessage::Presence(presence)) => (None, Input::Presence { connection, presence }),
            // An answer costs as much as a join: what comes too often is passed over, and the next
            // comparison counts.
            Ok(ClientMessage::Digest { .. }) if !self.compares.take(COMPARES, Instant::now()) => return None,
            Ok(ClientMessage::Digest { digest }) => (None, Input::Compare { connection, digest }),
            Ok(ClientMessage::Ping {}) => {
                return Some(ServerMessage::Pong { time: self.clock.now() });
            }
            Ok(ClientMessage::Hello(_)) => {
                return Some(ServerMessage::Reject {
                    id: None,
                    rejection: Rejection::from(RejectionCode::OutOfTurn).into(),
                });
            }
            Err(error) => {
                telemetry::unreadable();
                return Some(ServerMessage::Reject {
                    id: command_id(text),
                    rejection: malformed(&error.to_string()).into(),
                });
            }
        };
        // Presence and digests are lossy: a full inbox drops them, and the next ones count.
        let refused = self.seat.room.offer(input).err()?;
        id.map(|id| ServerMessage::Reject { id: Some(id), rejection: refused.into() })
    }
}

fn farewell(gone: Gone) -> Option<Bye> {
    match gone {
        Gone::TooSlow => Some((CloseCode::TooSlow, None)),
        Gone::Flooding => Some((CloseCode::Flooding, retry_after(CloseCode::Flooding))),
        Gone::Closed | Gone::Unreadable => None,
    }
}

pub(crate) fn malformed(detail: &str) -> Rejection {
    let detail: String = detail.chars().filter(|c| !c.is_control()).take(200).collect();
    Rejection::from(RejectionCode::Malformed).with("detail", detail)
}

/// The id of a command that is otherwise unreadable, so that its sender knows which it was.
fn command_id(text: &str) -> Option<CommandId> {
    #[derive(serde::Deserialize)]
    struct Named {
        id: CommandId,
    }
    serde_json::from_str::<Named>(text).ok().map(|named| named.id)
}

#[cfg(test)]
mod tests;
