//! Identifiers: 128 random bits, written as 22 characters of base64url.
//!
//! Whoever creates a record makes its id, so that a command can be sent again under the same
//! ids without doubling anything. A taken id is refused ([`crate::RejectionCode::IdTaken`]).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::str::FromStr;

/// The text is not 22 characters of canonical base64url.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidId;

impl fmt::Display for InvalidId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id has 22 characters of base64url")
    }
}

impl std::error::Error for InvalidId {}

fn decode(text: &str) -> Result<[u8; 16], InvalidId> {
    if text.len() != 22 {
        return Err(InvalidId);
    }
    let mut bytes = [0; 16];
    match URL_SAFE_NO_PAD.decode_slice(text, &mut bytes) {
        Ok(16) => Ok(bytes),
        _ => Err(InvalidId),
    }
}

macro_rules! ids {
    ($($(#[doc = $doc:literal])* $name:ident),* $(,)?) => {$(
        $(#[doc = $doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 16]);

        // By hand, since the derive takes no type that is put together by a macro. The brand
        // exists for the type checker only; it keeps a NoteId from passing as a ClusterId.
        #[cfg(feature = "typescript")]
        impl ts_rs::TS for $name {
            type WithoutGenerics = Self;
            type OptionInnerType = Self;

            fn docs() -> Option<String> {
                Some(ts_rs::format_docs(&[$($doc),*]))
            }

            fn name(_: &ts_rs::Config) -> String {
                stringify!($name).to_owned()
            }

            fn inline(_: &ts_rs::Config) -> String {
                concat!("string & { readonly __id: \"", stringify!($name), "\" }").to_owned()
            }

            fn decl(config: &ts_rs::Config) -> String {
                format!("type {} = {};", stringify!($name), Self::inline(config))
            }

            fn output_path() -> Option<std::path::PathBuf> {
                Some(concat!(stringify!($name), ".ts").into())
            }
        }

        impl $name {
            /// The id with these 128 bits, which the caller drew at random.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }

            /// The 128 bits.
            pub const fn as_bytes(&self) -> &[u8; 16] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let mut text = [0; 22];
                let written = URL_SAFE_NO_PAD.encode_slice(self.0, &mut text).map_err(|_| fmt::Error)?;
                f.write_str(std::str::from_utf8(&text[..written]).map_err(|_| fmt::Error)?)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                decode(text).map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Visitor;
                impl de::Visitor<'_> for Visitor {
                    type Value = $name;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        fmt::Display::fmt(&InvalidId, f)
                    }
                    fn visit_str<E: de::Error>(self, text: &str) -> Result<$name, E> {
                        text.parse().map_err(E::custom)
                    }
                }
                deserializer.deserialize_str(Visitor)
            }
        }
    )*};
}

ids! {
    /// One workshop; also the name of its room and of its log.
    WorkshopId,
    /// One person (or one proxy entry) in a workshop.
    MemberId,
    /// One table: a group of people who sit together.
    TableId,
    /// One step of the agenda.
    StepId,
    /// One board: a place for notes or timeline entries.
    BoardId,
    /// One column of a board: a heading, an iceberg level or a timeline lane.
    ColumnId,
    /// One note.
    NoteId,
    /// One cluster of notes.
    ClusterId,
    /// One entry of a timeline.
    EntryId,
    /// One named span of a timeline.
    EraId,
    /// One ballot.
    BallotId,
    /// One option of a ballot.
    OptionId,
    /// One statement that a table writes.
    StatementId,
    /// One kept version of a statement; derived from both.
    VersionId,
    /// One comment on a statement.
    CommentId,
    /// One link between two notes.
    NoteLinkId,
    /// One text of the report; derived from what it is about.
    ReportTextId,
    /// One act of a facilitator in the list of acts.
    ActId,
    /// One command, chosen by the client that sends it and kept as long as the room.
    CommandId,
    /// One capability link (not its secret).
    LinkId,
    /// One personal session (not its secret).
    SessionId,
    /// One person's paper in one ballot; derived from both.
    PaperId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_its_22_characters_and_nothing_else() {
        let id = NoteId::from_bytes(*b"0123456789abcdef");
        let text = id.to_string();
        assert_eq!(text.len(), 22);
        assert_eq!(text.parse(), Ok(id));
        assert_eq!(serde_json::from_str::<NoteId>(&format!("\"{text}\"")).unwrap(), id);
        for wrong in ["", "short", "MDEyMzQ1Njc4OWFiY2RlZh", "MDEyMzQ1Njc4OWFiY2RlZg=", "MDEyMzQ1Njc4OWFiY2Rl g"] {
            assert_eq!(wrong.parse::<NoteId>(), Err(InvalidId), "{wrong}");
        }
    }
}
