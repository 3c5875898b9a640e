//! Files that come in slowly, several at a time, or from whoever has nothing to bring.

use super::Scene;
use charrette_protocol::*;
use charrette_rehearsal::api::Api;
use charrette_tests::wire::{Reply, address, request};
use charrette_tests::{Seat, Workshop, soon};
use charrette_workshop::limits;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

fn path(board: BoardId) -> String {
    format!("/api/import/preview?what=notes&board={board}")
}

async fn preview(api: &Api, seat: &Seat, board: BoardId) -> Reply {
    let token = format!("Bearer {}", seat.seated.credential);
    request(api, "POST", &path(board), &[("authorization", &token)], "text\nA note").await
}

/// Begins a file that never comes to its end, and waits until it has its place.
async fn dribble(api: &Api, seat: &Seat, board: BoardId) -> TcpStream {
    let mut stream = TcpStream::connect(address(api)).await.expect("the server listens");
    let head = format!(
        "POST {} HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {}\r\ncontent-length: 1000\r\n\r\na",
        path(board),
        address(api),
        seat.seated.credential
    );
    stream.write_all(head.as_bytes()).await.expect("the server reads");
    soon("a place", async { while preview(api, seat, board).await.status != 409 {} }).await;
    stream
}

#[tokio::test]
async fn one_seat_sends_one_file_at_a_time_and_keeps_nobody_from_theirs() {
    // Given
    let scene = Scene::set().await;
    let (api, workshop, board) = (&scene.server.api, &scene.workshop, scene.place.board);
    let elsewhere = Workshop::open(api, Template::Iceberg, Attribution::Named).await;
    let other = elsewhere.writing(Writing::Open, None).await;
    let mut dribbling = Vec::new();
    // When
    for name in ["Ada", "Bea", "Cyd", "Dov"] {
        assert_eq!(preview(api, &scene.healthy, board).await.status, 200, "before {name}");
        let seat = workshop.join(name, None).await;
        dribbling.push(dribble(api, &seat, board).await);
        let refused = preview(api, &seat, board).await;
        assert_eq!(refused.status, 409, "{refused:?}");
        assert!(refused.problem().words.contains("Another file of yours"), "{refused:?}");
    }
    // Then
    let crowded = preview(api, &scene.healthy, board).await;
    assert_eq!((crowded.status, crowded.problem().code), (503, ProblemCode::Unavailable));
    assert_eq!(preview(api, &elsewhere.lead, other.board).await.status, 200, "of one workshop are half of the places");
    let token = format!("Bearer {}", scene.healthy.seated.credential);
    let exported = request(api, "POST", "/api/export/json", &[("authorization", &token)], "").await;
    assert_eq!(exported.status, 200);
    drop(dribbling);
    soon("the places of those who hung up", async { while preview(api, &scene.healthy, board).await.status != 200 {} })
        .await;
    scene.undisturbed().await;
}

#[tokio::test]
async fn what_is_too_large_is_told_the_limit_that_holds_there() {
    let scene = Scene::set().await;
    let api = &scene.server.api;
    let token = format!("Bearer {}", scene.healthy.seated.credential);
    for what in ["export/json", "export/template", "export/csv", "report/markdown", "report"] {
        let export = format!("/api/{what}");
        let large = request(api, "POST", &export, &[("authorization", &token)], &"x".repeat(70_000)).await;
        assert_eq!((large.status, large.problem().code), (413, ProblemCode::TooLarge), "{what}");
        assert!(large.problem().words.contains("larger than 64 KiB"), "{large:?}");
    }
    let path = path(scene.place.board);
    let large = "x".repeat(limits::IMPORT_BYTES + 1);
    let large = request(api, "POST", &path, &[("authorization", &token)], &large).await;
    assert_eq!((large.status, large.problem().code), (413, ProblemCode::TooLarge));
    assert!(large.problem().words.contains("larger than 5 MiB"), "{large:?}");
    scene.undisturbed().await;
}

#[tokio::test]
async fn whoever_writes_nothing_brings_nothing_in() {
    let scene = Scene::set().await;
    let (api, workshop, board) = (&scene.server.api, &scene.workshop, scene.place.board);
    let observer = workshop.join_as(Role::Observer, "Olu", None).await;
    let muted = workshop.join("Mia", None).await;
    workshop.lead.does(Command::Mute { member: muted.member(), muted: true }).await;
    for seat in [&observer, &muted] {
        let refused = preview(api, seat, board).await;
        assert_eq!((refused.status, refused.problem().code), (403, ProblemCode::NotAllowed), "{refused:?}");
    }
    scene.undisturbed().await;
}
