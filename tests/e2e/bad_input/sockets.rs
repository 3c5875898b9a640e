//! Connections that do not begin, go on or end as they should: each its own close code.

use super::Scene;
use charrette_protocol::*;
use charrette_rehearsal::api::{fresh_command, fresh_secret};
use charrette_tests::wire::hello;
use charrette_tests::{Heard, Wire, soon};
use futures_util::future::join_all;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::frame::Frame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};

/// Whoever is told a reason reads the same in the close frame.
async fn ends(wire: &mut Wire, code: CloseCode, what: &str) {
    assert_eq!(wire.farewell().await, (Some(code), Some(code.number())), "{what}");
    assert!(code.words().ends_with('.'));
}

#[tokio::test]
async fn a_connection_that_does_not_begin_with_a_hello_is_closed_with_a_reason() {
    let scene = Scene::set().await;
    let known = hello(&scene.workshop.lead.seated.credential);
    let unknown = |credential: &str| serde_json::to_string(&ClientMessage::Hello(hello(credential))).expect("plain");
    let greets = |hello: Hello| serde_json::to_string(&ClientMessage::Hello(hello)).expect("plain");
    let workshop = scene.workshop.lead.seated.workshop;
    let secret = fresh_secret();
    use CloseCode::*;
    for (first, code) in [
        (String::new(), HelloExpected),
        ("hello".into(), HelloExpected),
        ("{}".into(), HelloExpected),
        (r#"{"type":"ping"}"#.into(), HelloExpected),
        (r#"{"type":"hello"}"#.into(), HelloExpected),
        (r#"{"type":"hello","version":"1"}"#.into(), HelloExpected),
        (format!("{}1", "[".repeat(10_000)), HelloExpected),
        (greets(Hello { version: version::OLDEST_CLIENT - 1, ..known.clone() }), ClientTooOld),
        (greets(Hello { version: version::CURRENT + 1, ..known.clone() }), ServerTooOld),
        // A hello of another version may look otherwise.
        (r#"{"type":"hello","version":0,"token":["?"]}"#.into(), ClientTooOld),
        (r#"{"kind":"greeting","version":65535}"#.into(), ServerTooOld),
        (unknown(""), SessionUnknown),
        (unknown("not a credential"), SessionUnknown),
        (unknown(&format!("{workshop}.{secret}")), SessionUnknown),
        (unknown(&format!("{workshop}.{}", "A".repeat(60_000))), SessionUnknown),
        (unknown(&format!("{}.{secret}", charrette_rehearsal::api::fresh_id::<WorkshopId>())), SessionUnknown),
        (greets(Hello { last_acked: Some(fresh_command()), ..known.clone() }), HistoryRegressed),
    ] {
        let mut wire = Wire::open(&scene.server.api).await;
        wire.text(first.clone()).await;
        ends(&mut wire, code, &first[..first.len().min(80)]).await;
    }
    let mut wire = Wire::open(&scene.server.api).await;
    wire.say(Message::binary(greets(known).into_bytes())).await;
    ends(&mut wire, HelloExpected, "binary").await;
    scene.undisturbed().await;
}

#[tokio::test]
async fn a_hello_that_presents_too_many_keys_is_answered_all_the_same() {
    let scene = Scene::set().await;
    let edit_keys = (0..1_000).map(|_| fresh_secret()).collect();
    let mut wire = Wire::open(&scene.server.api).await;
    let greeting = Hello { edit_keys, ..hello(&scene.healthy.seated.credential) };
    wire.tell(&ClientMessage::Hello(greeting)).await;
    wire.does(scene.note()).await;
    scene.undisturbed().await;
}

#[tokio::test]
async fn a_message_over_the_limit_closes_with_1009_and_one_at_the_limit_does_not() {
    let scene = Scene::set().await;
    let limit = usize::try_from(scene.healthy.client.welcome().limits.message_bytes).expect("it is small");
    let ping = |bytes: usize| {
        let frame = r#"{"type":"ping","x":""}"#;
        format!(r#"{{"type":"ping","x":"{}"}}"#, "x".repeat(bytes - frame.len()))
    };
    for over in [1, limit, 16 * limit] {
        let mut wire = Wire::seated(&scene.server.api, &scene.healthy.seated.credential).await;
        wire.text(ping(limit)).await;
        assert!(matches!(wire.answer().await, Heard::Said(said) if matches!(*said, ServerMessage::Pong { .. })));
        wire.text(ping(limit + over)).await;
        assert_eq!(wire.farewell().await, (None, Some(1009)), "{over} bytes over");
    }
    // In many frames it is no smaller, and before the hello nobody may say more either.
    let mut wire = Wire::seated(&scene.server.api, &scene.healthy.seated.credential).await;
    let part = |opcode, last| Message::Frame(Frame::message(vec![b'x'; limit / 4], OpCode::Data(opcode), last));
    wire.say(part(Data::Text, false)).await;
    for _ in 0..4 {
        wire.say(part(Data::Continue, false)).await;
    }
    assert_eq!(wire.farewell().await, (None, Some(1009)));
    let mut wire = Wire::open(&scene.server.api).await;
    wire.text(ping(2 * limit)).await;
    assert_eq!(wire.farewell().await, (None, Some(1009)));
    scene.undisturbed().await;
}

#[tokio::test]
async fn frames_that_are_none_close_with_the_code_of_the_standard() {
    let scene = Scene::set().await;
    let text = |bytes: &[u8]| Message::Frame(Frame::message(bytes.to_vec(), OpCode::Data(Data::Text), true));
    let continued = Message::Frame(Frame::message(b"more".to_vec(), OpCode::Data(Data::Continue), true));
    let reserved = {
        let mut frame = Frame::message(b"{}".to_vec(), OpCode::Data(Data::Text), true);
        frame.header_mut().rsv1 = true;
        Message::Frame(frame)
    };
    for (what, message, code) in [
        ("no UTF-8", text(b"\xff\xfe"), 1007),
        ("half a character", text("ä".as_bytes().split_at(1).0), 1007),
        ("a surrogate", text(b"\xed\xa0\x80"), 1007),
        ("a continuation of nothing", continued, 1002),
        ("a reserved bit", reserved, 1002),
    ] {
        for greeted in [true, false] {
            let mut wire = if greeted {
                Wire::seated(&scene.server.api, &scene.healthy.seated.credential).await
            } else {
                Wire::open(&scene.server.api).await
            };
            wire.say(message.clone()).await;
            assert_eq!(wire.farewell().await, (None, Some(code)), "{what}, greeted: {greeted}");
        }
    }
    scene.undisturbed().await;
}

#[tokio::test]
async fn a_fifth_socket_of_a_seat_is_refused_until_one_of_the_four_has_gone() {
    let scene = Scene::set().await;
    let ada = scene.workshop.api.join(scene.workshop.door(), "Ada", None).await.expect("the door is open");
    let mut open = Vec::new();
    for _ in 0..4 {
        open.push(Wire::seated(&scene.server.api, &ada.credential).await);
    }
    for _ in 0..2 {
        let mut fifth = Wire::open(&scene.server.api).await;
        fifth.tell(&ClientMessage::Hello(hello(&ada.credential))).await;
        ends(&mut fifth, CloseCode::TooManySockets, "the fifth").await;
    }
    for wire in &mut open {
        wire.does(scene.note()).await;
    }
    open.remove(0).leave().await;
    let mut again = Wire::seated(&scene.server.api, &ada.credential).await;
    again.does(scene.note()).await;
    scene.undisturbed().await;
}

#[tokio::test]
async fn who_is_too_fast_is_told_so_and_everything_is_accepted_later() {
    let scene = Scene::set().await;
    let hasty = scene.workshop.join("Hasty", None).await;
    let commands = (0..55).map(|number| {
        let note = scene.place.note(charrette_rehearsal::api::fresh_id(), format!("Note {number}"));
        hasty.client.send(fresh_command(), note)
    });
    // The client sends again by itself what is to be sent later.
    let outcomes = soon("all to be accepted", join_all(commands)).await;
    assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
    let rejects = hasty.client.rejects();
    assert!(rejects.len() >= 15, "only {} came too fast", rejects.len());
    assert!(rejects.iter().all(|(id, rejection)| id.is_some() && rejection.code == RejectionCode::TooFast));
    assert_eq!(RejectionCode::TooFast.retry(), Retry::Later);
    hasty.client.fence().await;
    assert_eq!(hasty.notes().len(), 55, "each once");
    scene.undisturbed().await;
}

#[tokio::test]
async fn who_floods_is_closed_with_a_time_to_wait_and_may_come_back() {
    let scene = Scene::set().await;
    let ada = scene.workshop.api.join(scene.workshop.door(), "Ada", None).await.expect("the door is open");
    for flood in [r#"{"type":"ping"}"#, "garbage", r#"{"type":"presence","finished":null}"#] {
        let mut wire = Wire::seated(&scene.server.api, &ada.credential).await;
        for _ in 0..600 {
            wire.text(flood).await;
        }
        let mut answers = 0;
        let bye = loop {
            match wire.answer().await {
                Heard::Said(said) if matches!(*said, ServerMessage::Bye { .. }) => break *said,
                Heard::Said(_) => answers += 1,
                end @ Heard::Closed(_) => panic!("{end:?} without a reason"),
            }
        };
        assert_eq!(bye, ServerMessage::Bye { code: CloseCode::Flooding, retry_after: Some(30) });
        assert_eq!(wire.hear().await, Heard::Closed(Some(CloseCode::Flooding.number())));
        assert!(answers < 500, "{flood}: {answers} were answered");
    }
    let mut back = Wire::seated(&scene.server.api, &ada.credential).await;
    back.does(scene.note()).await;
    scene.undisturbed().await;
}

#[tokio::test]
async fn frames_that_say_nothing_count_like_messages() {
    let scene = Scene::set().await;
    let ada = scene.workshop.api.join(scene.workshop.door(), "Ada", None).await.expect("the door is open");
    let part = |opcode, last| Message::Frame(Frame::message(Vec::new(), OpCode::Data(opcode), last));
    let floods = [
        ("pings", vec![], Message::Ping(b"?".as_slice().into())),
        ("pongs", vec![], Message::Pong(Vec::new().into())),
        ("empty parts", vec![part(Data::Text, false)], part(Data::Continue, false)),
        ("empty messages", vec![], part(Data::Text, true)),
    ];
    for (what, first, frame) in floods {
        for greeted in [true, false] {
            let mut wire = if greeted {
                Wire::seated(&scene.server.api, &ada.credential).await
            } else if what == "empty messages" {
                // The first of them is no hello, and that is the end of it.
                continue;
            } else {
                Wire::open(&scene.server.api).await
            };
            for frame in first.clone().into_iter().chain(std::iter::repeat_n(frame.clone(), 600)) {
                wire.say(frame).await;
            }
            // Signs of life alone would keep it open for ever.
            let end = soon("the end", wire.farewell()).await;
            let flooding = CloseCode::Flooding;
            assert_eq!(end, (Some(flooding), Some(flooding.number())), "{what}, greeted: {greeted}");
        }
    }
    // As many as a slow network cuts a long message into are none too many.
    let mut wire = Wire::seated(&scene.server.api, &ada.credential).await;
    let text = br#"{"type":"ping"}"#;
    wire.say(Message::Frame(Frame::message(text[..1].to_vec(), OpCode::Data(Data::Text), false))).await;
    for byte in &text[1..text.len() - 1] {
        wire.say(Message::Frame(Frame::message(vec![*byte], OpCode::Data(Data::Continue), false))).await;
        wire.say(Message::Ping(Vec::new().into())).await;
    }
    wire.say(Message::Frame(Frame::message(b"}".to_vec(), OpCode::Data(Data::Continue), true))).await;
    assert!(matches!(wire.answer().await, Heard::Said(said) if matches!(*said, ServerMessage::Pong { .. })));
    scene.undisturbed().await;
}
