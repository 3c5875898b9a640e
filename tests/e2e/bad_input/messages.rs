//! Messages that cannot be read, or come out of turn: each its own refusal, and the connection
//! goes on.

use super::{Scene, complete};
use charrette_protocol::*;
use charrette_rehearsal::api::{fresh_command, fresh_id};
use charrette_tests::{Wire, things};
use tokio_tungstenite::tungstenite::Message;

/// A message, the id its refusal is for, and a word of the detail that the refusal tells.
type Case = (Message, Option<CommandId>, &'static str);

fn text(text: impl Into<String>, id: Option<CommandId>, detail: &'static str) -> Case {
    (Message::text(text.into()), id, detail)
}

/// A command whose body is this text.
fn bodied(body: &str, detail: &'static str) -> Case {
    let id = fresh_command();
    text(format!(r#"{{"type":"command","id":"{id}","as":null,"body":{body}}}"#), Some(id), detail)
}

/// A command with a field of a note's edit that is this text.
fn edit(field: &str, value: &str, detail: &'static str) -> Case {
    let mut fields = vec![
        ("note", format!("\"{}\"", fresh_id::<NoteId>())),
        ("based_on", "1".to_owned()),
        ("text", "\"words\"".to_owned()),
        ("edit_key", "null".to_owned()),
    ];
    if let Some(own) = fields.iter_mut().find(|(name, _)| *name == field) {
        own.1 = value.to_owned();
    }
    let fields: Vec<_> = fields.into_iter().map(|(name, value)| format!(r#""{name}":{value}"#)).collect();
    bodied(&format!(r#"{{"type":"edit_note",{}}}"#, fields.join(",")), detail)
}

fn unreadable() -> Vec<Case> {
    let id = fresh_command();
    let ping = r#"{"type":"ping"}"#;
    let nested = |open: &str, close: &str| format!("{}1{}", open.repeat(10_000), close.repeat(10_000));
    vec![
        // Not JSON
        text("", None, "EOF"),
        text("{", None, "EOF"),
        text("not json", None, "expected"),
        text(format!("{ping}{ping}"), None, "trailing"),
        text(format!("\u{feff}{ping}"), None, "expected"),
        text("{'type':'ping'}", None, "key must be a string"),
        text("{\"type\":\"ping\",}", None, "trailing comma"),
        text("{\"type\":\"ping\"\u{0}}", None, "expected"),
        text("{\"type\":\"pi\nng\"}", None, "control character"),
        text(r#"{"type":"ping","x":NaN}"#, None, "expected"),
        text(r#"{"type":"ping","x":0777}"#, None, "invalid number"),
        text(r#"{"type":"\ud800"}"#, None, "hex escape"),
        text(r#"{"type":"\ud800\ud800"}"#, None, "surrogate"),
        text(r#"{"type":"\udc00"}"#, None, "surrogate"),
        text(r#"{"type":"\x41"}"#, None, "escape"),
        text(nested("[", "]"), None, "sequence"),
        text(nested("{\"a\":", "}"), None, "recursion"),
        text(format!(r#"{{"type":"ping","x":{}}}"#, nested("[", "]")), None, "recursion"),
        (Message::binary(ping.as_bytes().to_vec()), None, "binary"),
        // JSON of no known form
        text("null", None, "type"),
        text("[]", None, ""),
        text("7", None, "type"),
        text("\"ping\"", None, "type"),
        text("{}", None, "type"),
        text(r#"{"type":7}"#, None, "type"),
        text(r#"{"type":"no_such_thing"}"#, None, "no_such_thing"),
        text(r#"{"type":"ping","type":"ping"}"#, None, "duplicate field"),
        text(r#"{"type":"command"}"#, None, "missing field"),
        text(format!(r#"{{"type":"command","id":"{id}","as":null}}"#), Some(id), "body"),
        text(format!(r#"{{"type":"command","id":"{id}","id":"{id}","body":{{"type":"undo"}}}}"#), None, "duplicate"),
        text(r#"{"type":"command","id":"short","as":null,"body":{"type":"undo"}}"#, None, "22 characters"),
        text(r#"{"type":"command","id":7,"as":null,"body":{"type":"undo"}}"#, None, "22 characters"),
        text(format!(r#"{{"type":"command","id":"{id}","as":7,"body":{{"type":"undo"}}}}"#), Some(id), "22 characters"),
        text(r#"{"type":"presence","finished":true}"#, None, "22 characters"),
        text(r#"{"type":"presence","finished":"x"}"#, None, "22 characters"),
        text(r#"{"type":"digest","digest":"00"}"#, None, "hexadecimal"),
        text(format!(r#"{{"type":"digest","digest":"{}"}}"#, "G".repeat(1_024)), None, "hexadecimal"),
        text(r#"{"type":"hello"}"#, None, "missing field"),
        // Commands with a part that is wrong
        bodied("null", "type"),
        bodied("{}", "type"),
        bodied(r#"{"type":"no_such_command"}"#, "no_such_command"),
        bodied(r#"{"type":"set_role","member":"x","role":"participant"}"#, "22 characters"),
        bodied(&format!(r#"{{"type":"set_role","member":"{}","role":"king"}}"#, fresh_id::<MemberId>()), "king"),
        bodied(r#"{"type":"set_door","open":"yes"}"#, "boolean"),
        bodied(r#"{"type":"set_door","open":1}"#, "boolean"),
        bodied(r#"{"type":"assign_table","members":"all","table":null}"#, "sequence"),
        bodied(r#"{"type":"vote","ballot":[],"marks":{},"reasons":{}}"#, "22 characters"),
        bodied(
            &format!(r#"{{"type":"vote","ballot":"{}","marks":{{"a":[1]}},"reasons":{{}}}}"#, fresh_id::<BallotId>()),
            "22 characters",
        ),
        edit("based_on", "\"1\"", "u32"),
        edit("based_on", "-1", "u32"),
        edit("based_on", "1.5", "u32"),
        edit("based_on", "4294967296", "u32"),
        edit("based_on", "99999999999999999999999999", "u32"),
        edit("based_on", "1e400", "number out of range"),
        edit("based_on", "null", "u32"),
        edit("text", "7", "string"),
        edit("text", "[\"a\"]", "string"),
        edit("text", "{\"a\":1}", "string"),
        edit("text", "\"\\ud83d\"", "hex escape"),
        edit("text", "\"a\",\"text\":\"b\"", "duplicate"),
        edit("edit_key", "7", "string"),
        edit("note", "\"../../../../etc/passwd\"", "22 characters"),
    ]
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_in_words_and_the_connection_goes_on() {
    let scene = Scene::set().await;
    let cases = unreadable();
    // Commands that can be read count against their sender's pace, so each takes a share.
    for cases in cases.chunks(30) {
        let seat = scene.workshop.api.join(scene.workshop.door(), "Careless", None).await.expect("the door is open");
        let mut wire = Wire::seated(&scene.server.api, &seat.credential).await;
        for (message, id, detail) in cases {
            wire.say(message.clone()).await;
            let message: String = message.to_text().unwrap_or("not text").chars().take(200).collect();
            let (answered, rejection) = wire.rejected().await;
            assert_eq!(rejection.code, RejectionCode::Malformed, "{message}");
            assert_eq!(answered, *id, "{message}");
            assert!(rejection.params["detail"].contains(detail), "{message}: {rejection}");
            complete(&rejection);
            // The very next answer is the next message's: there was one refusal and no more.
            wire.does(scene.note()).await;
        }
    }
    scene.undisturbed().await;
    assert_eq!(scene.healthy.notes().len(), cases.len() + 1, "what was good was taken, what was not changed nothing");
}

#[tokio::test]
async fn what_is_unknown_beside_what_is_known_is_passed_over() {
    let scene = Scene::set().await;
    let seat = scene.workshop.api.join(scene.workshop.door(), "Newer", None).await.expect("the door is open");
    let mut wire = Wire::seated(&scene.server.api, &seat.credential).await;
    let id = fresh_command();
    let text =
        format!(r#"{{"x":[1,{{"y":null}}],"body":{{"type":"undo","z":-0.0}},"id":"{id}","type":"command","as":null}}"#);
    wire.text(text).await;
    let (answered, rejection) = wire.rejected().await;
    assert_eq!((answered, rejection.code), (Some(id), RejectionCode::NothingToUndo));
    scene.undisturbed().await;
}

#[tokio::test]
async fn a_second_hello_is_refused_and_changes_nothing() {
    let scene = Scene::set().await;
    let ada = scene.workshop.api.join(scene.workshop.door(), "Ada", None).await.expect("the door is open");
    let mut wire = Wire::seated(&scene.server.api, &ada.credential).await;
    // Not even another's credential makes this connection another's.
    let lead = &scene.workshop.lead.seated.credential;
    wire.tell(&ClientMessage::Hello(charrette_tests::wire::hello(lead))).await;
    let (id, rejection) = wire.rejected().await;
    assert_eq!((id, rejection.code), (None, RejectionCode::OutOfTurn));
    complete(&rejection);
    let id = fresh_command();
    wire.command(id, Command::SetDoor { open: false }).await;
    assert_eq!(wire.rejected().await, (Some(id), RejectionCode::NotAllowed.into()));
    wire.does(scene.note()).await;
    scene.undisturbed().await;
}

#[tokio::test]
async fn nobody_speaks_for_somebody_else() {
    let scene = Scene::set().await;
    let ada = scene.workshop.api.join(scene.workshop.door(), "Ada", None).await.expect("the door is open");
    let mut wire = Wire::seated(&scene.server.api, &ada.credential).await;
    let others = [scene.healthy.member(), scene.workshop.lead.member(), fresh_id()];
    for speaker in others {
        let id = fresh_command();
        wire.tell(&ClientMessage::Command(CommandMessage { id, speaker: Some(speaker), body: scene.note() })).await;
        let expected = Rejection::from(RejectionCode::NotYourMember);
        assert_eq!(wire.rejected().await, (Some(id), expected), "one that is there and one that is not, alike");
    }
    wire.does(scene.note()).await;
    scene.undisturbed().await;
}

#[tokio::test]
async fn stale_versions_are_refused_with_the_present_one_and_change_nothing() {
    let scene = Scene::set().await;
    let own = scene.workshop.one_of_each().await;
    let lead = &scene.workshop.lead;
    let about = ReportSubject::Cluster { cluster: own.cluster };
    lead.does(Command::WriteReportText { about, text: "Half of the room said so.".into(), text_version: 0 }).await;
    let before = lead.client.look(Clone::clone);
    let text = || "Based on something older".to_owned();
    for based_on in [0, 2, u32::MAX] {
        for body in [
            Command::EditNote { note: own.note, based_on, text: text(), edit_key: None },
            Command::NameCluster { cluster: own.cluster, based_on, name: text() },
            Command::EditEntry { entry: own.entry, based_on, text: own.dated("Stale"), edit_key: None },
            Command::EditEra { era: own.era, based_on, text: things::era("Stale") },
            Command::WriteReportText { about, text: text(), text_version: based_on },
        ] {
            let rejection = lead.send(body).await.expect_err("it is stale");
            assert_eq!(rejection, Rejection::from(RejectionCode::StaleVersion).with("version", 1));
            complete(&rejection);
        }
    }
    lead.client.fence().await;
    assert!(lead.client.look(|after| after.differing(&before)).is_empty());
    scene.undisturbed().await;
}
