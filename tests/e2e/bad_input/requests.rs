//! Requests that cannot be read, and connections that dawdle.

use super::Scene;
use charrette_protocol::*;
use charrette_tests::wire::{Reply, address, exchange, request};
use charrette_tests::{Wire, soon};
use charrette_workshop::limits;
use futures_util::future::join_all;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Requests that take a body.
const WITH_BODY: [&str; 9] = [
    "/api/workshops",
    "/api/lobby",
    "/api/join",
    "/api/links",
    "/api/links/revoke",
    "/api/rehearsal",
    "/api/qr",
    "/poll",
    "/command",
];

#[track_caller]
fn refused(reply: &Reply, statuses: &[u16], code: ProblemCode, what: &str) {
    assert!(statuses.contains(&reply.status), "{what}: {reply:?}");
    let problem = reply.problem();
    assert_eq!(problem.code, code, "{what}: {reply:?}");
    assert!(problem.words.ends_with('.'), "{what}: {problem:?}");
}

#[tokio::test]
async fn bodies_that_cannot_be_read_are_refused_in_words() {
    let scene = Scene::set().await;
    let api = &scene.server.api;
    let token = format!("Bearer {}", scene.workshop.lead.seated.credential);
    let bodies = [
        " ".to_owned(),
        "{".into(),
        "null".into(),
        "[]".into(),
        "{}".into(),
        "7".into(),
        "\"text\"".into(),
        "{\"door\":{\"by\":\"window\"},\"grant\":7,\"text\":[],\"hello\":null,\"template\":\"none\"}".into(),
        "{\"text\":\"\\ud800\"}".into(),
        format!("{}1", "[".repeat(10_000)),
        "{\"a\":".repeat(10_000),
    ];
    for path in WITH_BODY {
        for body in &bodies {
            let what = format!("{path} {}", &body[..body.len().min(60)]);
            let reply = request(api, "POST", path, &[("authorization", &token)], body).await;
            refused(&reply, &[400, 422], ProblemCode::Malformed, &what);
        }
        let form = [("authorization", token.as_str()), ("content-type", "application/x-www-form-urlencoded")];
        refused(&request(api, "POST", path, &form, "a=b").await, &[415], ProblemCode::Malformed, path);
        // A workshop may be opened from a template, which is larger than what is asked elsewhere.
        let most = if path == "/api/workshops" { 2 * limits::TEMPLATE_BYTES + 8 * 1024 } else { 64 * 1024 };
        let large = format!("\"{}\"", "x".repeat(most));
        let reply = request(api, "POST", path, &[("authorization", &token)], &large).await;
        refused(&reply, &[413], ProblemCode::TooLarge, path);
        // Without a length beforehand it is no smaller.
        let chunk = "x".repeat(0x8000);
        let chunked = format!(
            "POST {path} HTTP/1.1\r\nhost: {}\r\nauthorization: {token}\r\ncontent-type: application/json\r\n\
             transfer-encoding: chunked\r\n\r\n{}0\r\n\r\n",
            address(api),
            format!("8000\r\n{chunk}\r\n").repeat(most / 0x8000 + 1)
        );
        refused(&exchange(api, chunked.as_bytes()).await, &[413], ProblemCode::TooLarge, path);
    }
    scene.undisturbed().await;
}

#[tokio::test]
async fn a_secret_that_is_none_opens_nothing() {
    let scene = Scene::set().await;
    let api = &scene.server.api;
    let workshop = charrette_rehearsal::api::fresh_id();
    let member = charrette_rehearsal::api::fresh_id();
    for secret in ["", "short", &"A".repeat(44), &"ä".repeat(43), &"=".repeat(43)] {
        let wish = OpenWorkshop {
            start: Template::Timeline.into(),
            title: String::new(),
            attribution: Attribution::Named,
            name: "Ada".into(),
            key: None,
            workshop,
            member,
            secret: secret.to_owned(),
        };
        let body = serde_json::to_string(&wish).expect("plain data");
        let reply = request(api, "POST", "/api/workshops", &[], &body).await;
        refused(&reply, &[400], ProblemCode::Malformed, secret);
        let join = Join {
            door: scene.workshop.door(),
            name: "Ada".into(),
            perspective: None,
            member,
            secret: secret.to_owned(),
        };
        let body = serde_json::to_string(&join).expect("plain data");
        refused(&request(api, "POST", "/api/join", &[], &body).await, &[400], ProblemCode::Malformed, secret);
    }
    let long = format!(r#"{{"text":"{}"}}"#, "x".repeat(301));
    refused(&request(api, "POST", "/api/qr", &[], &long).await, &[400], ProblemCode::Malformed, "a long QR text");
    scene.undisturbed().await;
}

#[tokio::test]
async fn heads_and_upgrades_that_are_none_are_refused() {
    let scene = Scene::set().await;
    let api = &scene.server.api;
    let padding = "x".repeat(17 * 1024);
    let large = request(api, "GET", "/api/server", &[("x-padding", &padding)], "").await;
    assert_eq!(large.status, 431, "{large:?}");
    let nonsense = exchange(api, b"NONSENSE\r\n\r\n").await;
    assert_eq!(nonsense.status, 400, "{nonsense:?}");
    let good = [
        ("origin", api.base()),
        ("connection", "Upgrade"),
        ("upgrade", "websocket"),
        ("sec-websocket-version", "13"),
        ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="),
        ("sec-websocket-protocol", version::SUBPROTOCOL),
    ];
    for missing in ["connection", "upgrade", "sec-websocket-version", "sec-websocket-key", "sec-websocket-protocol"] {
        let headers: Vec<_> = good.iter().copied().filter(|(name, _)| *name != missing).collect();
        let reply = request(api, "GET", "/ws", &headers, "").await;
        refused(&reply, &[400], ProblemCode::Malformed, missing);
    }
    for (name, wrong) in [("sec-websocket-version", "8"), ("sec-websocket-protocol", "charrette.v0, chat")] {
        let headers: Vec<_> =
            good.iter().map(|(own, value)| (*own, if *own == name { wrong } else { value })).collect();
        refused(&request(api, "GET", "/ws", &headers, "").await, &[400], ProblemCode::Malformed, wrong);
    }
    // Compression is never agreed on, whatever is offered.
    let offers =
        [("sec-websocket-extensions", "permessage-deflate; client_max_window_bits"), ("accept-encoding", "gzip, br")];
    let upgraded = request(api, "GET", "/ws", &[&good[..], &offers[..]].concat(), "").await;
    assert_eq!(upgraded.status, 101, "{upgraded:?}");
    assert_eq!(upgraded.header("sec-websocket-extensions"), None);
    let told = request(api, "GET", "/api/server", &offers, "").await;
    assert_eq!((told.status, told.header("content-encoding")), (200, None));
    scene.undisturbed().await;
}

/// How a connection dawdles.
#[derive(Debug, Clone, Copy)]
enum Dawdle {
    /// It says nothing.
    Silent,
    /// It begins a request's head and stops.
    HalfHead,
    /// It sends a head letter by letter.
    Dribble,
    /// It asks for a socket without ending its request.
    HalfUpgrade,
    /// It announces a body and sends half of it.
    HalfBody,
    /// It answers a request and asks for no more.
    Idle,
}

#[tokio::test]
async fn connections_that_dawdle_are_cut_and_disturb_nobody() {
    let scene = Scene::set().await;
    let api = &scene.server.api;
    let host = address(api).to_owned();
    let kinds =
        [Dawdle::Silent, Dawdle::HalfHead, Dawdle::Dribble, Dawdle::HalfUpgrade, Dawdle::HalfBody, Dawdle::Idle];
    let connections = kinds.into_iter().flat_map(|kind| std::iter::repeat_n(kind, 20));
    let dawdling = join_all(connections.map(|kind| {
        let host = &host;
        async move {
            let mut stream = TcpStream::connect(host).await.expect("the server listens");
            let mut tick = tokio::time::interval(Duration::from_millis(200));
            let first = match kind {
                Dawdle::Silent => String::new(),
                Dawdle::HalfHead | Dawdle::Dribble => "GET /api/server HTTP/1.1\r\n".into(),
                Dawdle::HalfUpgrade => format!("GET /ws HTTP/1.1\r\nhost: {host}\r\nupgrade: websocket\r\n"),
                Dawdle::HalfBody => format!(
                    "POST /api/lobby HTTP/1.1\r\nhost: {host}\r\ncontent-type: application/json\r\n\
                     content-length: 100\r\n\r\n{{\"door\":"
                ),
                Dawdle::Idle => format!("GET /api/server HTTP/1.1\r\nhost: {host}\r\n\r\n"),
            };
            stream.write_all(first.as_bytes()).await.expect("the connection is open");
            let (mut reader, mut writer) = stream.split();
            let mut read = Vec::new();
            let end = async { reader.read_to_end(&mut read).await.map(drop) };
            tokio::pin!(end);
            loop {
                tokio::select! {
                    // Cut without an answer is as good as closed.
                    _ = &mut end => break,
                    _ = tick.tick(), if matches!(kind, Dawdle::Dribble) => {
                        let _ = writer.write_all(b"x").await;
                    }
                }
            }
        }
    }));
    let sockets = join_all((0..20).map(|_| async {
        let mut wire = Wire::open(api).await;
        // A ping is a sign of life, and no hello.
        wire.say(tokio_tungstenite::tungstenite::Message::Ping(Vec::new().into())).await;
        let code = CloseCode::HelloExpected;
        assert_eq!(wire.farewell().await, (Some(code), Some(code.number())));
    }));
    let writing = async {
        for _ in 0..20 {
            scene.healthy.does(scene.note()).await;
        }
    };
    soon("all of them to be cut", async { tokio::join!(dawdling, sockets, writing) }).await;
    scene.undisturbed().await;
}
