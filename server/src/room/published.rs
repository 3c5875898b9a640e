//! What one batch lets out: encoded once, shared by everybody it concerns.

use charrette_protocol::{Audience, CloseCode, RecordKey};
use tokio_tungstenite::tungstenite::Utf8Bytes;

/// An encoded message, shared without copying.
pub type Frame = Utf8Bytes;

/// One connection within a room, numbered by the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConnectionId(pub(super) u64);

/// What a batch lets out, in the order in which a session takes its parts: shared, personal,
/// answers, end. One `Arc` of it travels to every session through one ring.
#[derive(Debug, Default)]
pub struct Published {
    /// The frame for each audience, by [`Audience::ALL`]'s order.
    pub shared: [Option<Frame>; Audience::ALL.len()],
    /// Frames for single connections, in order of connection.
    pub personal: Vec<(ConnectionId, Frame)>,
    /// Answers to commands, in order of connection, then of their commands.
    pub answers: Vec<(ConnectionId, Frame)>,
    /// Connections that end with this batch.
    pub ended: Vec<(ConnectionId, CloseCode)>,
}

impl Published {
    /// Whether nobody gets anything.
    pub fn is_empty(&self) -> bool {
        self.shared.iter().all(Option::is_none)
            && self.personal.is_empty()
            && self.answers.is_empty()
            && self.ended.is_empty()
    }

    /// The frames of one connection, in order.
    pub fn frames(&self, connection: ConnectionId, audience: Audience) -> impl Iterator<Item = &Frame> {
        let shared = self.shared[place(audience)].iter();
        shared.chain(of(&self.personal, connection)).chain(of(&self.answers, connection))
    }

    /// Why this connection ends, if it does.
    pub fn end(&self, connection: ConnectionId) -> Option<CloseCode> {
        self.ended.iter().find(|(ended, _)| *ended == connection).map(|(_, code)| *code)
    }

    /// Puts the parts of each connection together; within one, order stays.
    pub(super) fn sort(&mut self) {
        self.personal.sort_by_key(|(connection, _)| *connection);
        self.answers.sort_by_key(|(connection, _)| *connection);
    }
}

fn of(parts: &[(ConnectionId, Frame)], connection: ConnectionId) -> impl Iterator<Item = &Frame> {
    let start = parts.partition_point(|(other, _)| *other < connection);
    parts[start..].iter().take_while(move |(other, _)| *other == connection).map(|(_, frame)| frame)
}

/// The place of an audience in [`Published::shared`].
pub(super) const fn place(audience: Audience) -> usize {
    audience as usize
}

/// Differences in what a viewer holds: encoded puts, and keys to drop.
#[derive(Debug, Default)]
pub(super) struct Delta<'a> {
    pub put: Vec<&'a str>,
    pub drop: Vec<RecordKey>,
}

impl Delta<'_> {
    pub fn is_empty(&self) -> bool {
        self.put.is_empty() && self.drop.is_empty()
    }

    /// The `changes` message.
    pub fn frame(&self) -> Frame {
        page(&self.put, &self.drop, &[], false)
    }
}

/// Writes one `changes` message around records that are encoded already.
pub(super) fn page(put: &[&str], drop: &[RecordKey], replace: &[u8], more: bool) -> Frame {
    let mut text = String::with_capacity(64 + put.iter().map(|put| put.len() + 1).sum::<usize>());
    text.push_str(r#"{"type":"changes","put":["#);
    for (place, put) in put.iter().enumerate() {
        if place > 0 {
            text.push(',');
        }
        text.push_str(put);
    }
    text.push_str(r#"],"drop":"#);
    text.push_str(&json(&drop));
    if !replace.is_empty() {
        text.push_str(r#","replace":"#);
        text.push_str(&json(&replace));
    }
    if more {
        text.push_str(r#","more":true"#);
    }
    text.push('}');
    text.into()
}

/// JSON of a value of the protocol, which always has some.
pub(crate) fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("protocol values are plain data")
}

#[cfg(test)]
mod tests {
    use super::*;
    use charrette_protocol::{Changes, NoteId, RecordKind, ServerMessage};

    #[test]
    fn a_session_takes_shared_then_personal_then_answers() {
        let mut published = Published::default();
        published.shared[place(Audience::Room)] = Some("shared".into());
        for (connection, text) in [(2, "b1"), (1, "a1"), (2, "b2")] {
            published.personal.push((ConnectionId(connection), text.into()));
        }
        published.answers.push((ConnectionId(2), "ack".into()));
        published.sort();
        let frames = |connection, audience| -> Vec<String> {
            published.frames(ConnectionId(connection), audience).map(ToString::to_string).collect()
        };
        assert_eq!(frames(2, Audience::Room), ["shared", "b1", "b2", "ack"]);
        assert_eq!(frames(1, Audience::Wall), ["a1"]);
        assert!(frames(3, Audience::Wall).is_empty());
    }

    #[test]
    fn a_page_is_a_changes_message() {
        let key = RecordKey::new(RecordKind::Note, NoteId::from_bytes([1; 16]));
        let text = page(&[], &[key], &[3, 7], true);
        let expected = Changes { put: vec![], drop: vec![key], replace: vec![3, 7], more: true };
        assert_eq!(serde_json::from_str::<ServerMessage>(&text).unwrap(), ServerMessage::Changes(expected));
    }
}
