//! Frames to text and back, with limits and deadlines. Knows no rooms.

use crate::frames::Paced;
use crate::room::Frame;
use charrette_protocol::{CloseCode, ServerMessage};
use futures_util::{FutureExt, SinkExt, StreamExt};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::error::{CapacityError, ProtocolError};
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode as WireCode;
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, Role, WebSocketConfig};
use tokio_tungstenite::tungstenite::{Bytes, Error, Message};

/// The most a client may send in one message.
pub const MESSAGE_BYTES: usize = 64 * 1024;

/// A frame that cannot be written in this time ends the connection.
const WRITE_DEADLINE: Duration = Duration::from_secs(10);

/// After a close frame, the other side has this long to answer it.
const CLOSE_DEADLINE: Duration = Duration::from_secs(2);

/// What is read and thrown away at most behind what cannot be read.
const LEFTOVER: u64 = 64 * MESSAGE_BYTES as u64;

/// One WebSocket.
pub(crate) struct Socket<S> {
    stream: WebSocketStream<Paced<S>>,
}

/// What came in.
#[derive(Debug)]
pub(crate) enum Incoming {
    /// A text message.
    Text(Frame),
    /// A message that is not text.
    Binary,
    /// A ping, a pong: the other side lives.
    Life,
}

/// The connection is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gone {
    /// The other side closed it, or it broke.
    Closed,
    /// It sent what is over the limit or no WebSocket at all; it has been told so.
    Unreadable,
    /// It did not read in time.
    TooSlow,
    /// It sent more frames than its pace allows.
    Flooding,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Socket<S> {
    /// Speaks WebSocket on an upgraded stream. `early` are bytes that were read already.
    pub async fn new(stream: S, mut early: Vec<u8>) -> Self {
        let stream = Paced::new(stream, &mut early);
        let config = WebSocketConfig::default()
            .read_buffer_size(4 * 1024)
            .write_buffer_size(16 * 1024)
            .max_write_buffer_size(1024 * 1024)
            .max_message_size(Some(MESSAGE_BYTES))
            .max_frame_size(Some(MESSAGE_BYTES));
        let stream = if early.is_empty() {
            WebSocketStream::from_raw_socket(stream, Role::Server, Some(config)).await
        } else {
            WebSocketStream::from_partially_read(stream, early, Role::Server, Some(config)).await
        };
        Self { stream }
    }

    /// The next message. Cancelling it loses nothing.
    pub async fn receive(&mut self) -> Result<Incoming, Gone> {
        match self.stream.next().await {
            Some(Ok(Message::Text(text))) => Ok(Incoming::Text(text)),
            Some(Ok(Message::Binary(_))) => Ok(Incoming::Binary),
            // Reading on after a close frame lets the library answer it; then the stream ends.
            Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Close(_) | Message::Frame(_))) => Ok(Incoming::Life),
            Some(Err(Error::Io(_))) if self.stream.get_ref().is_flooded() => Err(Gone::Flooding),
            Some(Err(error)) => {
                let (code, reason) = match error {
                    Error::Capacity(CapacityError::MessageTooLong { .. }) => {
                        (WireCode::Size, "a message may have 65536 bytes")
                    }
                    Error::Utf8(_) => (WireCode::Invalid, "a text must be UTF-8"),
                    // Here the other side is gone already.
                    Error::Protocol(ProtocolError::ResetWithoutClosingHandshake) => return Err(Gone::Closed),
                    Error::Protocol(_) => (WireCode::Protocol, "this is not WebSocket"),
                    _ => return Err(Gone::Closed),
                };
                self.refuse(code, reason).await;
                Err(Gone::Unreadable)
            }
            None => Err(Gone::Closed),
        }
    }

    /// Writes frames, all that wait in one go.
    pub async fn send(&mut self, frames: impl IntoIterator<Item = Frame>) -> Result<(), Gone> {
        let write = async {
            for frame in frames {
                self.stream.feed(Message::Text(frame)).await?;
            }
            self.stream.flush().await
        };
        match timeout(WRITE_DEADLINE, write).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(Gone::Closed),
            Err(_) => Err(Gone::TooSlow),
        }
    }

    /// Asks for a sign of life.
    pub async fn ping(&mut self) -> Result<(), Gone> {
        match timeout(WRITE_DEADLINE, self.stream.send(Message::Ping(Bytes::new()))).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(Gone::Closed),
            Err(_) => Err(Gone::TooSlow),
        }
    }

    /// Says why, and closes.
    pub async fn bye(&mut self, code: CloseCode, retry_after: Option<u32>) {
        let message = crate::room::json(&ServerMessage::Bye { code, retry_after });
        // Whoever does not hear the reason sees it in the close frame, or just resumes.
        let _ = self.send([message.into()]).await;
        let number = WireCode::from(code.number());
        if self.stream.get_ref().is_flooded() {
            // An answer to the close frame cannot be read any more.
            self.refuse(number, "").await;
        } else {
            self.close_with(number, "").await;
        }
    }

    /// Says why, if that can be done without waiting, and is gone.
    pub fn bye_at_once(&mut self, code: CloseCode, retry_after: Option<u32>) {
        let message = crate::room::json(&ServerMessage::Bye { code, retry_after });
        let frame = CloseFrame { code: WireCode::from(code.number()), reason: "".into() };
        let say = async {
            self.stream.send(Message::Text(message.into())).await?;
            self.stream.send(Message::Close(Some(frame))).await
        };
        // Whoever is sent away to make room keeps its place no longer than that.
        let _ = say.now_or_never();
    }

    /// Closes upon a fault, after which the library reads no more. What is still on its way is
    /// read all the same, as far as anybody sends by mistake: a connection that is dropped with bytes
    /// unread is reset, and the reason with it.
    async fn refuse(&mut self, code: WireCode, reason: &'static str) {
        let refuse = async {
            self.stream.send(Message::Close(Some(CloseFrame { code, reason: reason.into() }))).await?;
            let stream = self.stream.get_mut();
            stream.shutdown().await?;
            tokio::io::copy(&mut stream.unpaced().take(LEFTOVER), &mut tokio::io::sink()).await?;
            Ok::<_, Error>(())
        };
        let _ = timeout(CLOSE_DEADLINE, refuse).await;
    }

    async fn close_with(&mut self, code: WireCode, reason: &'static str) {
        let close = async {
            self.stream.close(Some(CloseFrame { code, reason: reason.into() })).await?;
            while let Some(message) = self.stream.next().await {
                message?;
            }
            Ok::<_, Error>(())
        };
        let _ = timeout(CLOSE_DEADLINE, close).await;
    }
}
