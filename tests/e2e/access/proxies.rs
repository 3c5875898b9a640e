//! Behind a proxy: who counts as who asks.

use super::{code, join, knock, post};
use charrette_protocol::*;
use charrette_rehearsal::Api;
use charrette_server::config::Settings;
use charrette_tests::wire::{Reply, request};
use charrette_tests::{TestServer, Workshop};

/// Every test's other end is 127.0.0.1.
async fn behind(trusted: &[&str]) -> TestServer {
    let trusted_proxies = trusted.iter().map(|network| network.parse().expect("a network")).collect();
    TestServer::with(Settings { trusted_proxies, seats: 60, sockets: 100, ..Settings::default() }).await
}

/// A wrong code, by a proxy that says for whom.
async fn guess(api: &Api, forwarded: &[&str]) -> Reply {
    let headers: Vec<_> = forwarded.iter().map(|forwarded| ("x-forwarded-for", *forwarded)).collect();
    let knock = serde_json::to_string(&KnockAt { door: code("K7MQ-4XWD") }).expect("plain data");
    request(api, "POST", "/api/lobby", &headers, &knock).await
}

/// Guesses until nobody may who counts as the same.
async fn exhaust(api: &Api, forwarded: &[&str]) {
    for guesses in 0.. {
        if guess(api, forwarded).await.status == 429 {
            return assert!(guesses >= 60, "{guesses}");
        }
        assert!(guesses < 90, "nobody is stopped");
    }
}

#[tokio::test]
async fn wrong_codes_of_one_do_not_stop_others_behind_the_same_trusted_proxy() {
    let server = behind(&["127.0.0.1", "10.0.0.0/8"]).await;
    let workshop = Workshop::open(&server.api, Template::Iceberg, Attribution::Named).await;
    exhaust(&server.api, &["198.51.100.7"]).await;
    for (forwarded, status) in [
        (&["198.51.100.7"][..], 429),
        // Whatever the guesser writes in front, and however many proxies pass it on.
        (&["203.0.113.9, 198.51.100.7"], 429),
        (&["203.0.113.9", "198.51.100.7:4711, 10.1.2.3"], 429),
        (&["198.51.100.8"], 404),
        (&["198.51.100.7, 198.51.100.8"], 404),
        // Garbage counts as the proxy's own.
        (&["198.51.100.7, garbage"], 404),
        (&[], 404),
    ] {
        assert_eq!(guess(&server.api, forwarded).await.status, status, "{forwarded:?}");
    }
    assert_eq!(knock(&server.api, &workshop.door()).await.status, 200);
    assert_eq!(post(&server.api, "/api/join", None, &join(workshop.door(), "Ada")).await.status, 200);
}

#[tokio::test]
async fn nobody_else_is_believed_to_ask_for_others() {
    for trusted in [&[][..], &["10.0.0.0/8", "127.0.0.2", "::1"]] {
        let server = behind(trusted).await;
        exhaust(&server.api, &[]).await;
        for forwarded in ["198.51.100.7", "127.0.0.1", "10.1.2.3", "garbage"] {
            assert_eq!(guess(&server.api, &[forwarded]).await.status, 429, "{trusted:?} {forwarded}");
        }
    }
}
