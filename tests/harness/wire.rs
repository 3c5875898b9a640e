//! A bare socket and a bare request, for what no proper client would send.

use charrette_protocol::*;
use charrette_rehearsal::Api;
use futures_util::{SinkExt, StreamExt};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

/// A socket that says what it is told to, and never reconnects.
pub struct Wire {
    stream: WebSocketStream<MaybeTlsStream<TcpStream>>,
}

/// What came in on a [`Wire`].
#[derive(Debug, Clone, PartialEq)]
pub enum Heard {
    /// A message.
    Said(Box<ServerMessage>),
    /// The connection ended, with the number in the close frame if there was one.
    Closed(Option<u16>),
}

/// How long a client waits that was told to come later.
const LATER: std::time::Duration = std::time::Duration::from_millis(150);

impl Wire {
    /// Connects, and says nothing yet.
    ///
    /// # Panics
    /// The server refuses the upgrade.
    pub async fn open(api: &Api) -> Self {
        let mut request = api.socket_address().into_client_request().expect("an address");
        let headers = request.headers_mut();
        headers.insert("origin", HeaderValue::from_str(api.base()).expect("an address is ASCII"));
        headers.insert("sec-websocket-protocol", HeaderValue::from_static(version::SUBPROTOCOL));
        let connecting = crate::soon("the upgrade", tokio_tungstenite::connect_async(request)).await;
        Self { stream: connecting.expect("the server speaks WebSocket").0 }
    }

    /// Connects with a credential, and waits to be welcomed.
    ///
    /// # Panics
    /// The server does not know it.
    pub async fn seated(api: &Api, credential: &str) -> Self {
        let mut wire = Self::open(api).await;
        wire.tell(&ClientMessage::Hello(hello(credential))).await;
        match wire.hear().await {
            Heard::Said(message) if matches!(*message, ServerMessage::Welcome(_)) => wire,
            other => panic!("a welcome was expected, not {other:?}"),
        }
    }

    /// Sends a message of any kind. If the other side is gone, the next [`hear`](Self::hear) tells.
    pub async fn say(&mut self, message: Message) {
        let _ = self.stream.send(message).await;
    }

    /// Sends a text.
    pub async fn text(&mut self, text: impl Into<String>) {
        self.say(Message::text(text.into())).await;
    }

    /// Sends a proper message.
    pub async fn tell(&mut self, message: &ClientMessage) {
        self.text(serde_json::to_string(message).expect("protocol values are plain data")).await;
    }

    /// Sends a command of the session's first member.
    pub async fn command(&mut self, id: CommandId, body: Command) {
        self.tell(&ClientMessage::Command(CommandMessage { id, speaker: None, body })).await;
    }

    /// What comes next.
    ///
    /// # Panics
    /// The server sends what the protocol does not know.
    pub async fn hear(&mut self) -> Heard {
        loop {
            return match crate::soon("the server to say something", self.stream.next()).await {
                Some(Ok(Message::Text(text))) => match serde_json::from_str(&text) {
                    Ok(message) => Heard::Said(Box::new(message)),
                    Err(error) => panic!("{error}: {text}"),
                },
                Some(Ok(Message::Close(frame))) => Heard::Closed(frame.map(|frame| frame.code.into())),
                Some(Ok(_)) => continue,
                Some(Err(Error::Io(_) | Error::Protocol(_))) | None => Heard::Closed(None),
                Some(Err(error)) => panic!("{error}"),
            };
        }
    }

    /// The next answer: what others cause (changes, presence) is passed over.
    pub async fn answer(&mut self) -> Heard {
        loop {
            match self.hear().await {
                Heard::Said(message)
                    if matches!(
                        *message,
                        ServerMessage::Welcome(_)
                            | ServerMessage::Changes(_)
                            | ServerMessage::Presence(_)
                            | ServerMessage::Compare {}
                    ) => {}
                heard => return heard,
            }
        }
    }

    /// The refusal that comes next, with the id it is for.
    ///
    /// # Panics
    /// Something else comes.
    pub async fn rejected(&mut self) -> (Option<CommandId>, Rejection) {
        match self.answer().await {
            Heard::Said(message) => match *message {
                ServerMessage::Reject { id, rejection } => (id, rejection.into()),
                other => panic!("a refusal was expected, not {other:?}"),
            },
            end @ Heard::Closed(_) => panic!("a refusal was expected, not {end:?}"),
        }
    }

    /// Sends a command, again if it came too fast, and waits until it is acknowledged.
    ///
    /// # Panics
    /// It is refused, or the connection ends.
    #[track_caller]
    pub fn does(&mut self, body: Command) -> impl Future<Output = ()> {
        let caller = std::panic::Location::caller();
        let id = charrette_rehearsal::api::fresh_command();
        async move {
            loop {
                self.command(id, body.clone()).await;
                match self.answer().await {
                    Heard::Said(message) => match *message {
                        ServerMessage::Ack { id: acknowledged } if acknowledged == id => return,
                        // "Later" is what the table says to do; at once again would be flooding.
                        ServerMessage::Reject { rejection, .. } if rejection.code == RejectionCode::TooFast => {
                            tokio::time::sleep(LATER).await;
                        }
                        other => panic!("{caller}: an acknowledgement was expected, not {other:?}"),
                    },
                    end @ Heard::Closed(_) => panic!("{caller}: an acknowledgement was expected, not {end:?}"),
                }
            }
        }
    }

    /// Waits for the end: the reason given in words, and the number in the close frame.
    pub async fn farewell(&mut self) -> (Option<CloseCode>, Option<u16>) {
        let mut reason = None;
        loop {
            match self.answer().await {
                Heard::Said(message) => {
                    if let ServerMessage::Bye { code, .. } = *message {
                        reason = Some(code);
                    }
                }
                Heard::Closed(number) => return (reason, number),
            }
        }
    }

    /// Closes in good order, and waits until the server has noticed.
    pub async fn leave(mut self) {
        let _ = self.stream.close(None).await;
        while let Some(Ok(_)) = crate::soon("the server to close", self.stream.next()).await {}
    }
}

/// A hello that holds nothing yet.
pub fn hello(credential: &str) -> Hello {
    Hello {
        version: version::CURRENT,
        credential: credential.to_owned(),
        digest: None,
        last_acked: None,
        edit_keys: vec![],
    }
}

/// An answer to a bare request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The status line and the headers, as they came.
    pub head: String,
    /// The body.
    pub body: String,
}

impl Reply {
    /// A header by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(':'));
        lines.filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim()).next()
    }

    /// The body as a problem in words.
    ///
    /// # Panics
    /// It is none.
    pub fn problem(&self) -> Problem {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// Sends a request and reads the answer. `Host` is the server's own unless it is among `headers`;
/// a body is said to be JSON unless `content-type` is.
///
/// # Panics
/// The server cannot be reached, or ends without an answer.
pub async fn request(api: &Api, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Reply {
    let given = |name: &str| headers.iter().any(|(given, _)| given.eq_ignore_ascii_case(name));
    let mut text = format!("{method} {path} HTTP/1.1\r\n");
    for (name, value) in headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    if !given("host") {
        text.push_str(&format!("host: {}\r\n", address(api)));
    }
    if !body.is_empty() {
        if !given("content-type") {
            text.push_str("content-type: application/json\r\n");
        }
        text.push_str(&format!("content-length: {}\r\n", body.len()));
    }
    text.push_str("\r\n");
    text.push_str(body);
    exchange(api, text.as_bytes()).await
}

/// The server's address and port.
pub fn address(api: &Api) -> &str {
    api.base().trim_start_matches("http://")
}

/// Sends bytes, and reads an answer to them.
///
/// # Panics
/// As [`request`].
pub async fn exchange(api: &Api, bytes: &[u8]) -> Reply {
    let mut stream = TcpStream::connect(address(api)).await.expect("the server listens");
    // A server may answer before it has read everything, and hang up.
    let _ = stream.write_all(bytes).await;
    let reading = async {
        let mut read = Vec::new();
        loop {
            let head = read.windows(4).position(|four| four == b"\r\n\r\n").map(|at| at + 4);
            if let Some(head) = head {
                let text = String::from_utf8_lossy(&read[..head]).into_owned();
                let status = text.split(' ').nth(1).and_then(|status| status.parse().ok());
                let reply = Reply { status: status.expect("a status"), head: text, body: String::new() };
                let told = reply.header("content-length").filter(|_| !bytes.starts_with(b"HEAD "));
                let length = told.map_or(0, |length| length.parse().expect("a number"));
                if read.len() >= head + length {
                    let body = String::from_utf8_lossy(&read[head..head + length]).into_owned();
                    return Reply { body, ..reply };
                }
            }
            let mut chunk = [0; 8 * 1024];
            match stream.read(&mut chunk).await {
                Ok(count) if count > 0 => read.extend_from_slice(&chunk[..count]),
                end => panic!("{end:?} before an answer: {}", String::from_utf8_lossy(&read)),
            }
        }
    };
    crate::soon("an answer", reading).await
}
