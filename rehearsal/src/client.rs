//! A client on a real socket: it mirrors, resumes, resends, and answers `compare`.

use crate::mirror::Mirror;
use charrette_protocol::*;
use futures_util::{SinkExt, StreamExt};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::{Instant, sleep, sleep_until, timeout};
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::{Message, Utf8Bytes};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

/// A dropped client waits this long before it tries again, doubling up to [`PATIENCE`].
const IMPATIENCE: Duration = Duration::from_millis(20);

/// The longest wait between two tries.
const PATIENCE: Duration = Duration::from_secs(1);

/// A command refused with "later" is sent again after this time.
const LATER: Duration = Duration::from_millis(250);

/// Connecting and being welcomed must not take longer.
const WELCOME: Duration = Duration::from_secs(20);

type Stream = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// What came of a command.
pub type Outcome = Result<(), Rejection>;

/// The connection ended for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the server ended the session: {}", .0.words())]
pub struct Ended(pub CloseCode);

/// Hears everything a client receives and is answered, in order.
pub trait Tap: Send + Sync {
    /// A text frame came in.
    fn frame(&self, text: &str);
    /// A command was acknowledged for the first time.
    fn acknowledged(&self, _id: CommandId) {}
    /// The connection is gone; what comes next is another one.
    fn interrupted(&self) {}
}

enum Request {
    Send { message: Box<CommandMessage>, reply: oneshot::Sender<Outcome> },
    Raw(String),
    Presence(Presence),
    Fence(oneshot::Sender<()>),
    Offline(bool),
}

struct Shared {
    mirror: Mutex<Mirror>,
    presence: Mutex<RoomPresence>,
    rejects: Mutex<Vec<(Option<CommandId>, Rejection)>>,
    changed: watch::Sender<u64>,
    ended: watch::Sender<Option<CloseCode>>,
    welcome: Mutex<Option<Welcome>>,
    edit_keys: Mutex<Vec<EditKey>>,
}

/// A connected client. Dropping it closes the connection.
pub struct Client {
    shared: Arc<Shared>,
    requests: mpsc::UnboundedSender<Request>,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Client {
    /// Connects, and waits until everything there is has been received.
    ///
    /// # Errors
    /// The server does not know the credential, or ends the session otherwise.
    pub async fn connect(api: &crate::Api, credential: &str, tap: Option<Arc<dyn Tap>>) -> Result<Self, Ended> {
        Self::connect_holding(api, credential, Vec::new(), tap).await
    }

    /// Connects with the edit keys of notes that were written anonymously before.
    ///
    /// # Errors
    /// As [`Client::connect`].
    pub async fn connect_holding(
        api: &crate::Api,
        credential: &str,
        edit_keys: Vec<EditKey>,
        tap: Option<Arc<dyn Tap>>,
    ) -> Result<Self, Ended> {
        let shared = Arc::new(Shared {
            mirror: Mutex::default(),
            presence: Mutex::default(),
            rejects: Mutex::default(),
            changed: watch::channel(0).0,
            ended: watch::channel(None).0,
            welcome: Mutex::default(),
            edit_keys: Mutex::new(edit_keys),
        });
        let (requests, inbox) = mpsc::unbounded_channel();
        let driver = Driver {
            address: api.socket_address(),
            origin: api.base().to_owned(),
            credential: credential.to_owned(),
            shared: shared.clone(),
            inbox,
            tap,
            pending: BTreeMap::new(),
            sent: 0,
            last_acked: None,
            fences: Vec::new(),
            offline: false,
        };
        tokio::spawn(driver.run());
        let client = Self { shared, requests };
        client.wait(|mirror| mirror.is_current().then_some(())).await?;
        Ok(client)
    }

    /// Looks at what is held.
    pub fn look<T>(&self, look: impl FnOnce(&Mirror) -> T) -> T {
        look(&locked(&self.shared.mirror))
    }

    /// The keys of the notes that were written anonymously here.
    pub fn edit_keys(&self) -> Vec<EditKey> {
        locked(&self.shared.edit_keys).clone()
    }

    /// Who is here, as last told.
    pub fn presence(&self) -> RoomPresence {
        locked(&self.shared.presence).clone()
    }

    /// What the server said first.
    ///
    /// # Panics
    /// Never after [`Client::connect`]: it waits for the welcome.
    pub fn welcome(&self) -> Welcome {
        locked(&self.shared.welcome).clone().expect("connect waits for the welcome")
    }

    /// All refusals so far, also of messages without a command id.
    pub fn rejects(&self) -> Vec<(Option<CommandId>, Rejection)> {
        locked(&self.shared.rejects).clone()
    }

    /// Why the session ended, if it did.
    pub fn ended(&self) -> Option<CloseCode> {
        *self.shared.ended.borrow()
    }

    /// Waits until what is held satisfies a condition.
    ///
    /// # Errors
    /// The session ended before.
    pub async fn wait<T>(&self, condition: impl Fn(&Mirror) -> Option<T>) -> Result<T, Ended> {
        let mut changed = self.shared.changed.subscribe();
        let mut ended = self.shared.ended.subscribe();
        loop {
            changed.mark_unchanged();
            if let Some(found) = self.look(&condition) {
                return Ok(found);
            }
            tokio::select! {
                _ = changed.changed() => {}
                code = ended.wait_for(Option::is_some) => {
                    return Err(Ended(code.ok().and_then(|code| *code).unwrap_or(CloseCode::SessionEnded)));
                }
            }
        }
    }

    /// Waits until the session has ended.
    pub async fn wait_end(&self) -> CloseCode {
        let mut ended = self.shared.ended.subscribe();
        let code = ended.wait_for(Option::is_some).await;
        code.ok().and_then(|code| *code).unwrap_or(CloseCode::SessionEnded)
    }

    /// Sends a command, again and again under its id until it is answered for good.
    ///
    /// # Errors
    /// The server refused it.
    pub async fn send(&self, id: CommandId, body: Command) -> Outcome {
        self.send_as(id, None, body).await
    }

    /// Sends a command in the name of one of the session's members.
    ///
    /// # Errors
    /// The server refused it, or the session has ended.
    pub async fn send_as(&self, id: CommandId, speaker: Option<MemberId>, body: Command) -> Outcome {
        self.hand_over(CommandMessage { id, speaker, body }).await
    }

    /// Sends a command now, or as soon as there is a network; whoever drops the answer that is
    /// to come does not take the command back.
    pub fn submit(&self, id: CommandId, body: Command) -> impl Future<Output = Outcome> + use<> {
        self.hand_over(CommandMessage { id, speaker: None, body })
    }

    fn hand_over(&self, message: CommandMessage) -> impl Future<Output = Outcome> + use<> {
        let (reply, outcome) = oneshot::channel();
        // If the driver is gone, so is the reply, which says that the session has ended.
        let _ = self.requests.send(Request::Send { message: Box::new(message), reply });
        async move { outcome.await.unwrap_or_else(|_| Err(RejectionCode::OutOfTurn.into())) }
    }

    /// Sends any text, for tests of what a server must bear.
    pub fn send_raw(&self, text: impl Into<String>) {
        let _ = self.requests.send(Request::Raw(text.into()));
    }

    /// Tells something in passing.
    pub fn tell(&self, presence: Presence) {
        let _ = self.requests.send(Request::Presence(presence));
    }

    /// Waits until everything is here that the server let out before it heard of this. The
    /// room may still have commands that are on their way: those have answers of their own.
    pub async fn fence(&self) {
        let (reply, passed) = oneshot::channel();
        let _ = self.requests.send(Request::Fence(reply));
        // A closed channel means that the session ended, which waits for nothing either.
        let _ = passed.await;
    }

    /// Drops off the network, or comes back. What is held stays; on return it resumes.
    pub fn offline(&self, offline: bool) {
        let _ = self.requests.send(Request::Offline(offline));
    }
}

struct Pending {
    message: CommandMessage,
    reply: oneshot::Sender<Outcome>,
    order: u64,
    due: Option<Instant>,
}

/// Owns the socket.
struct Driver {
    address: String,
    origin: String,
    credential: String,
    shared: Arc<Shared>,
    inbox: mpsc::UnboundedReceiver<Request>,
    tap: Option<Arc<dyn Tap>>,
    pending: BTreeMap<CommandId, Pending>,
    sent: u64,
    last_acked: Option<CommandId>,
    fences: Vec<oneshot::Sender<()>>,
    offline: bool,
}

enum Why {
    /// The client was dropped, or the server said stop.
    Over,
    /// The connection broke, or was told to resume.
    Again,
}

impl Driver {
    async fn run(mut self) {
        let mut patience = IMPATIENCE;
        loop {
            if self.offline {
                match self.inbox.recv().await {
                    None => return,
                    Some(Request::Offline(offline)) => self.offline = offline,
                    Some(request) => self.note(request),
                }
                continue;
            }
            if let Ok(Ok(stream)) = timeout(WELCOME, self.open()).await {
                patience = IMPATIENCE;
                if matches!(self.live(stream).await, Why::Over) {
                    return;
                }
                locked(&self.shared.mirror).cut();
                if let Some(tap) = &self.tap {
                    tap.interrupted();
                }
            }
            if self.shared.ended.borrow().is_some() || self.requests_closed() {
                return;
            }
            sleep(patience).await;
            patience = (patience * 2).min(PATIENCE);
        }
    }

    fn requests_closed(&self) -> bool {
        self.inbox.is_closed()
    }

    async fn open(&self) -> Result<Stream, ()> {
        let mut request = self.address.as_str().into_client_request().map_err(drop)?;
        let headers = request.headers_mut();
        headers.insert("origin", HeaderValue::from_str(&self.origin).map_err(drop)?);
        headers.insert("sec-websocket-protocol", HeaderValue::from_static(version::SUBPROTOCOL));
        let (mut stream, _) = tokio_tungstenite::connect_async(request).await.map_err(drop)?;
        let digest = {
            let mirror = locked(&self.shared.mirror);
            mirror.is_current().then(|| mirror.digest().clone())
        };
        let hello = Hello {
            version: version::CURRENT,
            credential: self.credential.clone(),
            digest,
            last_acked: self.last_acked,
            edit_keys: locked(&self.shared.edit_keys).clone(),
        };
        stream.send(text(&ClientMessage::Hello(hello))).await.map_err(drop)?;
        Ok(stream)
    }

    async fn live(&mut self, mut stream: Stream) -> Why {
        let mut waiting: Vec<_> =
            self.pending.values().map(|pending| (pending.order, pending.message.clone())).collect();
        waiting.sort_by_key(|(order, _)| *order);
        for (_, message) in waiting {
            if stream.feed(text(&ClientMessage::Command(message))).await.is_err() {
                return Why::Again;
            }
        }
        if !self.fences.is_empty() && stream.feed(text(&ClientMessage::Ping {})).await.is_err() {
            return Why::Again;
        }
        if stream.flush().await.is_err() {
            return Why::Again;
        }
        loop {
            let due = self.pending.values().filter_map(|pending| pending.due).min();
            let later = due.unwrap_or_else(|| Instant::now() + Duration::from_secs(3600));
            let message = tokio::select! {
                incoming = stream.next() => match incoming {
                    Some(Ok(Message::Text(frame))) => match self.hear(&frame) {
                        Heard::Nothing => continue,
                        Heard::Answer(answer) => *answer,
                        Heard::Bye(why) => return why,
                    },
                    Some(Ok(Message::Close(_))) => continue,
                    Some(Ok(_)) => continue,
                    Some(Err(_)) | None => return Why::Again,
                },
                request = self.inbox.recv() => match request {
                    None => {
                        // Nobody is left to wait for the answer of a close.
                        let _ = stream.close(None).await;
                        return Why::Over;
                    }
                    Some(Request::Offline(offline)) => {
                        self.offline = offline;
                        if offline {
                            return Why::Again;
                        }
                        continue;
                    }
                    Some(Request::Raw(raw)) => {
                        if stream.send(Message::Text(raw.into())).await.is_err() {
                            return Why::Again;
                        }
                        continue;
                    }
                    Some(Request::Presence(presence)) => ClientMessage::Presence(presence),
                    Some(Request::Fence(reply)) => {
                        self.fences.push(reply);
                        ClientMessage::Ping {}
                    }
                    Some(request @ Request::Send { .. }) => {
                        let Request::Send { ref message, .. } = request else { continue };
                        let message = ClientMessage::Command((**message).clone());
                        self.note(request);
                        message
                    }
                },
                () = sleep_until(later) => {
                    let now = Instant::now();
                    let next = self.pending.values_mut().find(|pending| pending.due.is_some_and(|due| due <= now));
                    let Some(next) = next else { continue };
                    next.due = None;
                    ClientMessage::Command(next.message.clone())
                }
            };
            if stream.send(text(&message)).await.is_err() {
                return Why::Again;
            }
        }
    }

    /// Keeps what has to be sent once there is a connection.
    fn note(&mut self, request: Request) {
        match request {
            Request::Send { message, reply } => {
                if let Command::PostNote { edit_key: Some(key), .. } | Command::PostEntry { edit_key: Some(key), .. } =
                    &message.body
                {
                    locked(&self.shared.edit_keys).push(key.clone());
                }
                self.sent += 1;
                self.pending.insert(message.id, Pending { message: *message, reply, order: self.sent, due: None });
            }
            Request::Fence(reply) => self.fences.push(reply),
            Request::Offline(offline) => self.offline = offline,
            Request::Raw(_) | Request::Presence(_) => {}
        }
    }

    fn hear(&mut self, frame: &Utf8Bytes) -> Heard {
        if let Some(tap) = &self.tap {
            tap.frame(frame);
        }
        let Ok(message) = serde_json::from_str(frame) else {
            // A server that sends what the protocol does not know is not one to go on with.
            self.shared.ended.send_replace(Some(CloseCode::ServerTooOld));
            return Heard::Bye(Why::Over);
        };
        match message {
            ServerMessage::Welcome(welcome) => *locked(&self.shared.welcome) = Some(welcome),
            ServerMessage::Changes(changes) => {
                locked(&self.shared.mirror).fold(changes);
                self.shared.changed.send_modify(|version| *version += 1);
            }
            ServerMessage::Ack { id } => {
                if let Some(pending) = self.pending.remove(&id) {
                    if let Some(tap) = &self.tap {
                        tap.acknowledged(id);
                    }
                    self.last_acked = Some(id);
                    let _ = pending.reply.send(Ok(()));
                }
            }
            ServerMessage::Reject { id, rejection } => {
                let rejection = Rejection::from(rejection);
                locked(&self.shared.rejects).push((id, rejection.clone()));
                if let Some(id) = id
                    && let Some(mut pending) = self.pending.remove(&id)
                {
                    match rejection.code.retry() {
                        Retry::Never => drop(pending.reply.send(Err(rejection))),
                        Retry::Later => {
                            pending.due = Some(Instant::now() + LATER);
                            self.pending.insert(id, pending);
                        }
                    }
                }
            }
            ServerMessage::Presence(presence) => {
                *locked(&self.shared.presence) = presence;
                self.shared.changed.send_modify(|version| *version += 1);
            }
            ServerMessage::Compare {} => {
                let digest = locked(&self.shared.mirror).digest().clone();
                return Heard::Answer(Box::new(ClientMessage::Digest { digest }));
            }
            ServerMessage::Pong { .. } => {
                for fence in self.fences.drain(..) {
                    // Whoever waited may have given up.
                    let _ = fence.send(());
                }
            }
            ServerMessage::Bye { code, .. } => {
                if code.next() == Next::Resume {
                    return Heard::Bye(Why::Again);
                }
                self.shared.ended.send_replace(Some(code));
                return Heard::Bye(Why::Over);
            }
        }
        Heard::Nothing
    }
}

enum Heard {
    Nothing,
    Answer(Box<ClientMessage>),
    Bye(Why),
}

fn text(message: &ClientMessage) -> Message {
    Message::Text(serde_json::to_string(message).expect("protocol values are plain data").into())
}
