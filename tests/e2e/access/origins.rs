//! Other sites' pages, and names that are not this server's.

use charrette_protocol::*;
use charrette_server::config::Settings;
use charrette_tests::TestServer;
use charrette_tests::wire::{address, exchange, request};

const UPGRADE: [(&str, &str); 5] = [
    ("connection", "Upgrade"),
    ("upgrade", "websocket"),
    ("sec-websocket-version", "13"),
    ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="),
    ("sec-websocket-protocol", version::SUBPROTOCOL),
];

/// Origins that are not the server's own, though some look like it.
fn foreign(own: &str) -> Vec<String> {
    let host = own.trim_start_matches("http://");
    let port = host.rsplit_once(':').expect("it has a port").1;
    let next: u16 = port.parse::<u16>().expect("a port").wrapping_add(1);
    [
        // Not an origin at all
        "",
        "null",
        "NULL",
        "*",
        "http://",
        "about:blank",
        "file://",
        "data:",
        // Other sites
        "http://evil.example",
        "https://evil.example",
        &format!("http://evil.example:{port}"),
        // Other schemes, ports and spellings of the same machine
        &format!("ws://{host}"),
        &format!("HTTP://{host}"),
        &format!("chrome-extension://{host}"),
        host,
        &format!("//{host}"),
        "http://127.0.0.1",
        &format!("http://127.0.0.1:{next}"),
        &format!("http://127.0.0.1:0{port}"),
        "http://127.0.0.1:",
        &format!("http://localhost:{port}"),
        &format!("http://127.1:{port}"),
        &format!("http://2130706433:{port}"),
        &format!("http://0x7f000001:{port}"),
        &format!("http://127.0.0.1.:{port}"),
        &format!("http://[::1]:{port}"),
        &format!("http://[::ffff:127.0.0.1]:{port}"),
        // Something before, after or inside it
        &format!("{own}/"),
        &format!("{own}/page"),
        &format!("{own}?query"),
        &format!("{own}#fragment"),
        &format!("{own}.evil.example"),
        &format!("{own}@evil.example"),
        &format!("http://user@{host}"),
        &format!("http://user:password@{host}"),
        &format!("http://evil{host}"),
        &format!("http://evil.example/{host}"),
        &format!("http://evil.example#{own}"),
        &format!("{own} http://evil.example"),
        &format!("{own},http://evil.example"),
        &format!("http://127.0.0.1 :{port}"),
        // Letters that look alike
        &format!("http://１27.0.0.1:{port}"),
        &format!("http://127。0。0。1:{port}"),
        &format!("http://xn--27-0ub.0.0.1:{port}"),
        &format!("http://127.0.0.1:{port}\u{200b}"),
    ]
    .map(str::to_owned)
    .into()
}

#[tokio::test]
async fn only_the_servers_own_origin_opens_a_socket_or_changes_anything() {
    let server = TestServer::start().await;
    let api = &server.api;
    let own = api.base();
    let foreign = foreign(own);
    assert!(foreign.len() >= 30);
    let knock = r#"{"door":{"by":"code","code":"K7MQ-4XWD"}}"#;
    for origin in &foreign {
        let from = ("origin", origin.as_str());
        let socket = request(api, "GET", "/ws", &[&UPGRADE[..], &[from]].concat(), "").await;
        assert_eq!((socket.status, socket.problem().code), (403, ProblemCode::ForeignOrigin), "{origin:?}");
        for path in ["/api/lobby", "/api/workshops", "/api/links", "/api/export/json", "/poll", "/command"] {
            let reply = request(api, "POST", path, &[from], knock).await;
            assert_eq!((reply.status, reply.problem().code), (403, ProblemCode::ForeignOrigin), "{origin:?} {path}");
            assert_eq!(reply.header("access-control-allow-origin"), None);
        }
        // A page on another site that asks first is not told that it may.
        let asks = [from, ("access-control-request-method", "POST")];
        let preflight = request(api, "OPTIONS", "/api/lobby", &asks, "").await;
        assert_eq!((preflight.status, preflight.header("access-control-allow-origin")), (403, None), "{origin:?}");
    }
    let missing = request(api, "GET", "/ws", &UPGRADE, "").await;
    assert_eq!((missing.status, missing.problem().code), (403, ProblemCode::ForeignOrigin));
    let twice = [("origin", own), ("origin", "http://evil.example")];
    let both = request(api, "GET", "/ws", &[&UPGRADE[..], &twice[..]].concat(), "").await;
    assert_eq!(both.status, 403, "one that says two things says nothing");

    let exact = request(api, "GET", "/ws", &[&UPGRADE[..], &[("origin", own)]].concat(), "").await;
    assert_eq!(exact.status, 101, "{exact:?}");
    assert_eq!(exact.header("sec-websocket-protocol"), Some(version::SUBPROTOCOL));
    // A proxy in front may speak TLS for a server that was not told its public address.
    let secure = own.replacen("http", "https", 1);
    let proxied = request(api, "GET", "/ws", &[&UPGRADE[..], &[("origin", &secure)]].concat(), "").await;
    assert_eq!(proxied.status, 101, "{proxied:?}");
    let reached = request(api, "POST", "/api/lobby", &[("origin", own)], knock).await;
    assert_eq!(reached.problem().code, ProblemCode::DoorUnknown);
    // Programs that are no browsers have no origin, and no cookies that could be used against anyone.
    let program = request(api, "POST", "/api/lobby", &[], knock).await;
    assert_eq!(program.problem().code, ProblemCode::DoorUnknown);
}

#[tokio::test]
async fn the_public_address_is_an_origin_exactly_as_it_was_given() {
    let settings = Settings {
        public_url: Some("https://rooms.example".into()),
        hosts: vec!["rooms.example".into()],
        seats: 60,
        sockets: 100,
        ..Settings::default()
    };
    let server = TestServer::with(settings).await;
    for (host, origin, status) in [
        ("rooms.example", "https://rooms.example", 101),
        // A proxy that does not pass the name on.
        (address(&server.api), "https://rooms.example", 101),
        ("rooms.example", "https://rooms.example:8443", 403),
        ("rooms.example", "https://Rooms.example", 403),
        ("rooms.example", "https://rooms.example.evil.example", 403),
        ("rooms.example", "https://evil.rooms.example", 403),
        ("rooms.example", "https://rooms.example/", 403),
    ] {
        let headers = [&UPGRADE[..], &[("host", host), ("origin", origin)]].concat();
        let reply = request(&server.api, "GET", "/ws", &headers, "").await;
        assert_eq!(reply.status, status, "{host} {origin}: {reply:?}");
    }
}

#[tokio::test]
async fn a_name_that_is_not_this_servers_opens_nothing() {
    let settings = Settings { hosts: vec!["venue.test".into()], seats: 60, sockets: 100, ..Settings::default() };
    let server = TestServer::with(settings).await;
    let api = &server.api;
    let port = address(api).rsplit_once(':').expect("it has a port").1;
    for path in ["/", "/api/server", "/healthz", "/readyz", "/assets/none.js", "/ws", "/no/such/page"] {
        for host in [
            "evil.example".to_owned(),
            format!("evil.example:{port}"),
            format!("venue.test.evil.example:{port}"),
            format!("127.0.0.1.evil.example:{port}"),
            format!("localhost.evil.example:{port}"),
            format!("127.0.0.1:{port}@evil.example"),
            format!("evil.example#127.0.0.1:{port}"),
            "local".into(),
            String::new(),
        ] {
            let origin = format!("http://{host}");
            let headers = [&UPGRADE[..], &[("host", &host), ("origin", &origin)]].concat();
            let reply = request(api, "GET", path, &headers, "").await;
            assert_eq!((reply.status, reply.problem().code), (403, ProblemCode::ForeignOrigin), "{host} {path}");
            assert!(reply.problem().words.contains("--allow-host"), "{host}: the way out is told");
        }
        let nameless = format!("GET {path} HTTP/1.1\r\n\r\n");
        let reply = charrette_tests::wire::exchange(api, nameless.as_bytes()).await;
        assert_eq!(reply.status, if path == "/ws" { 403 } else { 400 }, "{path}: {reply:?}");
    }
    for own in ["venue.test", "VENUE.test:80", "localhost", "laptop.local:4480", "10.1.2.3", "[fe80::1]:4480"] {
        let reply = request(api, "GET", "/api/server", &[("host", own)], "").await;
        assert_eq!(reply.status, 200, "{own}: {reply:?}");
    }
}

#[tokio::test]
async fn a_request_names_its_server_once() {
    let server = TestServer::start().await;
    let (api, own) = (&server.api, address(&server.api));
    let hosts = |names: &[&str]| names.iter().map(|name| format!("host: {name}\r\n")).collect::<String>();
    for (target, hosts) in [
        ("/healthz", hosts(&[own, own])),
        ("/healthz", hosts(&[own, "evil.example"])),
        ("/healthz", hosts(&["evil.example", own])),
        (&format!("http://{own}/healthz"), hosts(&[own])),
        ("http://evil.example/healthz", hosts(&[own])),
        (&format!("https://{own}/api/server"), hosts(&[own])),
    ] {
        let reply = exchange(api, format!("GET {target} HTTP/1.1\r\n{hosts}\r\n").as_bytes()).await;
        assert_eq!((reply.status, reply.problem().code), (400, ProblemCode::Malformed), "{target} {hosts}");
    }
    let once = exchange(api, format!("GET /healthz HTTP/1.1\r\n{}\r\n", hosts(&[own])).as_bytes()).await;
    assert_eq!(once.status, 200);
}
