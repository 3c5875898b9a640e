//! Very many connections that say nothing: they have a bound, and keep nobody out.

use super::Scene;
use charrette_protocol::*;
use charrette_rehearsal::api::fresh_secret;
use charrette_server::config::Settings;
use charrette_tests::wire::{address, hello, request};
use charrette_tests::{Heard, Wire, soon};
use futures_util::future::join_all;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

fn settings(sockets: u32, connections: Option<u32>) -> Settings {
    Settings { seats: 60, sockets, connections, ..Settings::default() }
}

/// Says hello, and gives what comes upon it.
async fn greet(wire: &mut Wire, credential: &str) -> ServerMessage {
    wire.tell(&ClientMessage::Hello(hello(credential))).await;
    match wire.hear().await {
        Heard::Said(said) => *said,
        end @ Heard::Closed(_) => panic!("{end:?} without a reason"),
    }
}

#[tokio::test]
async fn when_all_sockets_are_taken_one_more_is_told_and_who_has_no_seat_takes_none() {
    let scene = Scene::with(settings(4, None)).await;
    let api = &scene.server.api;
    // The lead and the one who behaves have two of the four.
    let silent = join_all((0..20).map(|_| Wire::open(api))).await;
    let ada = api.join(scene.workshop.door(), "Ada", None).await.expect("the door is open");
    let third = Wire::seated(api, &ada.credential).await;
    let _fourth = Wire::seated(api, &ada.credential).await;
    let mut fifth = Wire::open(api).await;
    let busy = ServerMessage::Bye { code: CloseCode::Busy, retry_after: Some(5) };
    assert_eq!(greet(&mut fifth, &ada.credential).await, busy);
    third.leave().await;
    // The place is free as soon as the server has noticed.
    let again = async {
        while !matches!(greet(&mut Wire::open(api).await, &ada.credential).await, ServerMessage::Welcome(_)) {}
    };
    soon("a place", again).await;
    drop(silent);
    scene.undisturbed().await;
}

#[tokio::test]
async fn sockets_that_say_nothing_make_room_for_more_and_are_told() {
    // Half of these may be sockets without a hello.
    let scene = Scene::with(settings(1_000, Some(64))).await;
    let api = &scene.server.api;
    let ada = api.join(scene.workshop.door(), "Ada", None).await.expect("the door is open");
    let mut first = Wire::open(api).await;
    let silent = join_all((0..32).map(|_| Wire::open(api))).await;
    let busy = ServerMessage::Bye { code: CloseCode::Busy, retry_after: Some(5) };
    assert_eq!(first.hear().await, Heard::Said(Box::new(busy)));
    assert_eq!(first.hear().await, Heard::Closed(Some(CloseCode::Busy.number())));
    Wire::seated(api, &ada.credential).await.does(scene.note()).await;
    drop(silent);
    scene.undisturbed().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_building_that_comes_back_at_once_through_one_address_is_let_in() {
    let scene = Scene::with(settings(10_000, None)).await;
    let api = &scene.server.api;
    let mut credentials = Vec::new();
    for number in 0..45 {
        let seated = api.join(scene.workshop.door(), &format!("Person {number}"), None).await;
        credentials.push(seated.expect("the door is open").credential);
    }
    // Four pages each, and as many again of another workshop that is gone.
    let workshop = scene.workshop.lead.seated.workshop;
    let unknown = (0..270).map(|_| format!("{workshop}.{}", fresh_secret()));
    let storm: Vec<String> = credentials.iter().cycle().take(180).cloned().chain(unknown).collect();
    let mut wires = soon("450 upgrades", join_all(storm.iter().map(|_| Wire::open(api)))).await;
    let greeted = join_all(wires.iter_mut().zip(&storm).map(|(wire, credential)| greet(wire, credential))).await;
    let welcomed = greeted.iter().filter(|said| matches!(said, ServerMessage::Welcome(_))).count();
    let gone = ServerMessage::Bye { code: CloseCode::SessionUnknown, retry_after: None };
    let strangers = greeted.iter().filter(|said| **said == gone).count();
    assert_eq!((welcomed, strangers), (180, 270), "nobody is told that the server is busy");
    drop(wires);
    scene.undisturbed().await;
}

#[tokio::test]
async fn connections_that_say_nothing_make_room_and_keep_nobody_out() {
    let scene = Scene::with(settings(1_000, Some(40))).await;
    let api = &scene.server.api;
    let waiting = api.join(scene.workshop.door(), "Waiting", None).await.expect("the door is open");
    let held = {
        let hello = hello(&waiting.credential);
        let mut mirror = charrette_rehearsal::Mirror::default();
        let whole: Answers = api.post("/poll", None, &Poll { hello: hello.clone() }).await.expect("an answer");
        for message in whole.messages {
            if let ServerMessage::Changes(changes) = message {
                mirror.fold(changes);
            }
        }
        Hello { digest: Some(mirror.digest().clone()), ..hello }
    };
    let poll = Poll { hello: held };
    let polling = api.post::<Answers>("/poll", None, &poll);
    let attack = async {
        // A head, and a body that never comes: answered in words after ten seconds, unless it has to go before.
        let head = format!(
            "POST /api/lobby HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n",
            address(api)
        );
        let mut crowd = Vec::new();
        for _ in 0..200 {
            let mut stream = TcpStream::connect(address(api)).await.expect("the server listens");
            // Who is sent away at once may not even be heard.
            let _ = stream.write_all(head.as_bytes()).await;
            crowd.push(stream);
            if crowd.len() % 20 == 0 {
                assert_eq!(request(api, "GET", "/healthz", &[], "").await.status, 200);
            }
        }
        for number in 0..5 {
            let seated = api.join(scene.workshop.door(), &format!("Late {number}"), None).await;
            Wire::seated(api, &seated.expect("the door is open").credential).await.leave().await;
        }
        let mut rest = Vec::new();
        let end = soon("the first to be sent away", crowd[0].read_to_end(&mut rest)).await;
        assert!(rest.is_empty(), "{end:?}: it was waited for: {}", String::from_utf8_lossy(&rest));
        scene.healthy.does(scene.note()).await;
    };
    // Who has a seat waits through all of it, and is told what happens in the end.
    let (answers, ()) = soon("the poll to be answered", async { tokio::join!(polling, attack) }).await;
    assert!(matches!(answers.expect("it was not cut").messages[0], ServerMessage::Welcome(_)));
    scene.undisturbed().await;
}
