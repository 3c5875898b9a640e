//! A room with all seats taken.

use super::Scene;
use charrette_protocol::*;
use charrette_rehearsal::ApiError;
use charrette_rehearsal::api::fresh_id;
use charrette_server::config::Settings;

#[tokio::test]
async fn a_full_room_refuses_one_more_in_words_and_takes_them_when_a_seat_is_free() {
    let scene = Scene::with(Settings { seats: 3, sockets: 100, ..Settings::default() }).await;
    let workshop = &scene.workshop;
    let _second = workshop.join("Second", None).await;
    let third = workshop.join("Third", None).await;
    let full = Rejection::from(RejectionCode::RoomFull).with("limit", 3).with("what", "people");
    assert_eq!(full.to_string(), "This workshop already has 3 people.");
    let join = || workshop.api.join(workshop.door(), "Fourth", None);
    for _ in 0..2 {
        match join().await.expect_err("the room is full") {
            ApiError::Refused(problem) => {
                let reason = Some(RejectionCode::RoomFull);
                assert_eq!(problem, Problem { code: ProblemCode::Refused, words: full.to_string(), reason });
            }
            other => panic!("{other}"),
        }
    }
    // Those who do not count still come in, and do not come to count by another role.
    let observer = workshop.join_as(Role::Observer, "Observer", None).await;
    workshop.join_as(Role::CoFacilitator, "Co-facilitator", None).await;
    workshop.join_as(Role::Wall, "", None).await;
    let proxy = Command::AddProxy { member: fresh_id(), name: "Proxy".into(), perspective: None };
    assert_eq!(workshop.lead.send(proxy).await, Err(full.clone()));
    for role in [Role::Participant, Role::TableHost, Role::ThemeTeam] {
        assert_eq!(workshop.lead.send(Command::SetRole { member: observer.member(), role }).await, Err(full.clone()));
    }
    workshop.lead.does(Command::RemoveMember { member: third.member() }).await;
    let fourth = join().await.expect("a seat is free");
    assert_eq!(fourth.audience, Audience::Room);
    assert!(join().await.is_err(), "and taken");
    scene.undisturbed().await;
}
