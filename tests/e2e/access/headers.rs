//! What stands on every answer, whatever it answers.

use charrette_protocol::*;
use charrette_server::config::Settings;
use charrette_tests::wire::{Reply, request};
use charrette_tests::{TestServer, Workshop};

#[track_caller]
fn dressed(reply: &Reply, what: &str) {
    let policy = reply.header("content-security-policy").unwrap_or_else(|| panic!("{what}: {reply:?}"));
    for part in [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    ] {
        assert!(policy.split(';').any(|own| own.trim() == part), "{what}: {part} in {policy}");
    }
    for never in ["unsafe-inline", "unsafe-eval", "http:", "https:", "*"] {
        assert!(!policy.contains(never), "{what}: {never} in {policy}");
    }
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("x-frame-options", "DENY"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(reply.header(name), Some(value), "{what}");
    }
    assert_eq!(reply.header("set-cookie"), None, "{what}: no cookie has any authority");
    assert_eq!(reply.header("access-control-allow-origin"), None, "{what}");
    assert_eq!(reply.header("server"), None, "{what}");
}

#[tokio::test]
async fn every_answer_is_dressed_alike_errors_included() {
    let server = TestServer::start().await;
    let api = &server.api;
    let workshop = Workshop::open(api, Template::Iceberg, Attribution::Named).await;
    let token = format!("Bearer {}", workshop.lead.seated.credential);
    for path in [
        "/",
        "/j",
        "/w/anything",
        "/api/server",
        "/healthz",
        "/readyz",
        "/ws",
        "/api/nothing",
        "/api/join",
        "/api/",
        "/assets/nothing.js",
        "/assets/../../Cargo.toml",
        "/..%2f..%2fCargo.toml",
        "/index.html.br",
        "/poll",
        "/api/export/json",
    ] {
        for method in ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "BREW"] {
            let what = format!("{method} {path}");
            let reply = request(api, method, path, &[("authorization", &token), ("origin", api.base())], "").await;
            dressed(&reply, &what);
            let page = reply.status == 200 && reply.header("content-type").is_some_and(|kind| kind.contains("html"));
            let stored = reply.header("cache-control").expect("caching is always decided");
            assert!(stored == "no-store" || page, "{what}: {stored}");
            assert!(!reply.body.contains("[workspace]"), "{what}");
            assert!(reply.status < 500, "{what}: {reply:?}");
        }
    }
    let missing = request(api, "GET", "/api/nothing", &[], "").await;
    assert_eq!((missing.status, missing.problem().code), (404, ProblemCode::NotFound));
    dressed(&request(api, "GET", "/", &[("host", "evil.example")], "").await, "a foreign name");
    dressed(&request(api, "POST", "/api/join", &[("origin", "null")], "{}").await, "a foreign origin");
    dressed(&request(api, "POST", "/api/join", &[], "{").await, "a body that cannot be read");
    dressed(&request(api, "POST", "/api/join", &[], &"x".repeat(70_000)).await, "a body that is too large");
    // On plain http a browser only complains of this one.
    let plain = request(api, "GET", "/", &[], "").await;
    assert_eq!(plain.header("cross-origin-opener-policy"), None);
    assert_eq!(plain.header("strict-transport-security"), None);
}

#[tokio::test]
async fn behind_tls_pages_are_kept_from_their_openers() {
    let public_url = Some("https://rooms.example".to_owned());
    let settings =
        Settings { public_url, hosts: vec!["rooms.example".into()], seats: 60, sockets: 10, ..Settings::default() };
    let server = TestServer::with(settings).await;
    let reply = request(&server.api, "GET", "/", &[("host", "rooms.example")], "").await;
    dressed(&reply, "the page");
    assert_eq!(reply.header("cross-origin-opener-policy"), Some("same-origin"));
}

#[tokio::test]
async fn what_a_session_may_see_is_never_kept_by_others() {
    let server = TestServer::start().await;
    let workshop = Workshop::open(&server.api, Template::Iceberg, Attribution::Named).await;
    let token = format!("Bearer {}", workshop.lead.seated.credential);
    for path in ["/api/export/json", "/api/export/csv", "/api/report/markdown"] {
        let reply = request(&server.api, "POST", path, &[("authorization", &token)], "").await;
        assert_eq!(reply.status, 200, "{path}");
        dressed(&reply, path);
        assert_eq!(reply.header("cache-control"), Some("no-store"), "{path}");
        assert!(reply.header("content-disposition").is_some_and(|how| how.starts_with("attachment;")), "{path}");
        // A file is for whoever holds the session; an address alone opens nothing.
        assert_eq!(request(&server.api, "GET", path, &[("authorization", &token)], "").await.status, 405, "{path}");
    }
}
