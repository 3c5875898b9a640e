//! Old events in their present shape.
//!
//! The stored bytes are never rewritten when the shape of an event changes. Instead its version
//! goes up by one, and a step is added to [`UPCASTS`] that turns the payload of the old version into
//! that of the next. Steps are only ever added.

use serde_json::Value;
use serde_json::value::RawValue;
use std::borrow::Cow;

/// An event as the present program knows it.
#[derive(Debug, Clone)]
pub struct Event<'a> {
    /// The kind of event.
    pub kind: &'a str,
    /// The version of the payload's shape, after all steps.
    pub version: u16,
    /// The event, as JSON.
    pub payload: Cow<'a, RawValue>,
}

/// One step: the payload of `kind` in version `from` becomes that of version `from + 1`.
pub struct Upcast {
    /// The kind of event it is for.
    pub kind: &'static str,
    /// The version it takes.
    pub from: u16,
    /// What it does; it says in words what it did not find.
    pub step: fn(Value) -> Result<Value, String>,
}

/// A stored payload does not have the shape that its version had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an event `{kind}` of version {version} cannot be read: {what}")]
pub struct UpcastError {
    /// The kind of the event.
    pub kind: String,
    /// The version that could not be brought to the next.
    pub version: u16,
    /// What is wrong with it.
    pub what: String,
}

/// All steps there are: none yet, as every event is still of its first version.
pub(super) const UPCASTS: &[Upcast] = &[];

pub(super) fn to_present<'a>(
    upcasts: &[Upcast],
    kind: &'a str,
    mut version: u16,
    payload: &'a RawValue,
) -> Result<Event<'a>, UpcastError> {
    let mut payload = Cow::Borrowed(payload);
    while let Some(upcast) = upcasts.iter().find(|upcast| upcast.kind == kind && upcast.from == version) {
        let fail = |what: String| UpcastError { kind: kind.to_owned(), version, what };
        let old: Value = serde_json::from_str(payload.get()).map_err(|error| fail(error.to_string()))?;
        let new = (upcast.step)(old).map_err(fail)?;
        payload = Cow::Owned(serde_json::value::to_raw_value(&new).map_err(|error| fail(error.to_string()))?);
        version += 1;
    }
    Ok(Event { kind, version, payload })
}

#[cfg(test)]
mod tests {
    use super::super::chain::{genesis, seal, verify};
    use super::super::fixtures::{self, Salts};
    use super::super::{Batch, Position};
    use super::*;

    const STEPS: &[Upcast] = &[
        Upcast {
            kind: "note_posted",
            from: 1,
            step: |mut payload| {
                let text = payload.as_object_mut().and_then(|fields| fields.remove("words")).ok_or("no `words`")?;
                payload["text"] = text;
                Ok(payload)
            },
        },
        Upcast {
            kind: "note_posted",
            from: 2,
            step: |mut payload| {
                payload["column"] = Value::Null;
                Ok(payload)
            },
        },
    ];

    fn stored(kind: &str, payload: &str) -> Batch {
        let mut draft = fixtures::draft(1, payload);
        draft.kind = kind.into();
        let written = seal(genesis(fixtures::workshop(1)), vec![draft], Salts::default().draw()).unwrap();
        Batch::decode(&written.encode()).unwrap()
    }

    #[test]
    fn an_old_version_is_read_in_its_present_shape_and_its_chain_still_holds() {
        let batch = stored("note_posted", r#"{"words":"Who pays?"}"#);
        let event = batch.entries()[0].event_by(STEPS).unwrap().unwrap();
        assert_eq!(event.version, 3);
        assert_eq!(event.payload.get(), r#"{"column":null,"text":"Who pays?"}"#);
        verify(fixtures::workshop(1), &[(Position::new(1), batch)]).unwrap();
    }

    #[test]
    fn other_kinds_and_present_versions_stay_as_they_are() {
        let batch = stored("note_moved", r#"{ "words" : 1 }"#);
        let event = batch.entries()[0].event_by(STEPS).unwrap().unwrap();
        assert_eq!((event.version, event.payload.get()), (1, r#"{ "words" : 1 }"#));
    }

    #[test]
    fn an_old_payload_of_the_wrong_shape_is_refused_in_words() {
        let batch = stored("note_posted", r#"{"text":"new shape, old version"}"#);
        let error = batch.entries()[0].event_by(STEPS).unwrap_err().to_string();
        assert_eq!(error, "an event `note_posted` of version 1 cannot be read: no `words`");
    }
}
