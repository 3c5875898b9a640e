//! Crowds at the door: whoever has the code, or none, keeps nobody out who has a way of their own.

use super::{code, join, link, post};
use charrette_protocol::*;
use charrette_rehearsal::Api;
use charrette_rehearsal::api::fresh_secret;
use charrette_server::config::Settings;
use charrette_tests::wire::Reply;
use charrette_tests::{Seat, TestServer, Workshop};
use futures_util::StreamExt;
use futures_util::stream;

/// More than the pace at any door lets through at once.
const CROWD: usize = 1_200;

/// A room with all its seats taken, and what its people have in their hands.
struct Full {
    server: TestServer,
    workshop: Workshop,
    people: Vec<Seat>,
    ways_back: Vec<Door>,
    facilitators: Vec<Door>,
}

impl Full {
    async fn set() -> Self {
        let server = TestServer::with(Settings { seats: 12, sockets: 1_000, ..Settings::default() }).await;
        let workshop = Workshop::open(&server.api, Template::Iceberg, Attribution::Named).await;
        let (mut people, mut ways_back, mut facilitators) = (Vec::new(), Vec::new(), Vec::new());
        for number in 0..12 {
            let person = workshop.join(&format!("Person {number}"), None).await;
            let back = Grant::WayBack { member: person.member(), once: false };
            let made = server.api.make_link(&person.seated.credential, back).await.expect("one's own");
            ways_back.push(link(made.secret));
            people.push(person);
        }
        for role in [Role::CoFacilitator, Role::Lead, Role::CoFacilitator, Role::Lead] {
            let lead = &workshop.lead.seated.credential;
            let made = server.api.make_link(lead, Grant::Seat { role }).await.expect("leads make links");
            facilitators.push(link(made.secret));
        }
        Self { server, workshop, people, ways_back, facilitators }
    }

    /// One seat is free again.
    async fn lose_one(&mut self) {
        self.ways_back.pop();
        let gone = self.people.pop().expect("somebody is left");
        self.workshop.lead.does(Command::RemoveMember { member: gone.member() }).await;
    }

    /// A crowd comes to these doors, one after another, thirty at a time.
    async fn crowd(&self, doors: impl Iterator<Item = Door>) -> Vec<Reply> {
        let api = &self.server.api;
        let joins = stream::iter(doors).map(|door| come(api, door));
        joins.buffer_unordered(30).collect().await
    }

    /// Everybody who has a way of their own gets in at once.
    async fn lets_in_its_own(&self) {
        for door in self.ways_back.iter().chain(&self.facilitators) {
            let reply = come(&self.server.api, door.clone()).await;
            assert_eq!(reply.status, 200, "{door:?}: {}", reply.body);
        }
    }
}

async fn come(api: &Api, door: Door) -> Reply {
    // Two who read alike would be refused where one of them facilitates.
    let name = fresh_secret().chars().take(20).collect::<String>();
    post(api, "/api/join", None, &join(door, &name)).await
}

#[tokio::test]
async fn a_crowd_at_a_full_room_keeps_out_nobody_who_comes_by_a_link() {
    let mut full = Full::set().await;
    let replies = full.crowd(std::iter::repeat_n(full.workshop.door(), CROWD)).await;
    for reply in replies {
        let words = "This workshop already has 12 people.".to_owned();
        assert_eq!(
            reply.problem(),
            Problem { code: ProblemCode::Refused, words, reason: Some(RejectionCode::RoomFull) }
        );
    }
    full.lets_in_its_own().await;
    full.workshop.join_as(Role::Wall, "", None).await;
    // Nor does it use up the turns of those who come when there is a seat again.
    full.lose_one().await;
    assert_eq!(come(&full.server.api, full.workshop.door()).await.status, 200);
}

#[tokio::test]
async fn a_crowd_at_a_closed_door_keeps_out_nobody_who_comes_by_a_link() {
    let full = Full::set().await;
    full.workshop.lead.does(Command::SetDoor { open: false }).await;
    for reply in full.crowd(std::iter::repeat_n(full.workshop.door(), CROWD)).await {
        assert_eq!(reply.problem().code, ProblemCode::DoorClosed);
    }
    full.lets_in_its_own().await;
}

#[tokio::test]
async fn a_crowd_with_links_that_are_none_keeps_out_nobody_who_has_one() {
    let full = Full::set().await;
    let workshop = full.workshop.lead.seated.workshop;
    for reply in full.crowd((0..CROWD).map(|_| link(format!("{workshop}.{}", fresh_secret())))).await {
        assert_eq!(reply.problem().code, ProblemCode::DoorUnknown);
    }
    full.lets_in_its_own().await;
}

#[tokio::test]
async fn a_fresh_code_ends_a_crowd_and_those_who_have_it_come_in() {
    let mut full = Full::set().await;
    full.lose_one().await;
    let lead = &full.workshop.lead;
    let Door::Code { code: known } = full.workshop.door() else { panic!("a code") };
    assert_eq!(post(&full.server.api, "/api/code", Some(&lead.seated.credential), &()).await.status, 204);
    let fresh = lead.client.wait(|mirror| {
        mirror.records().find_map(|record| match record {
            Record::Workshop(workshop) => workshop.code.clone().filter(|code| *code != known),
            _ => None,
        })
    });
    let fresh = fresh.await.expect("the lead sees it");
    // Few enough for the pace of wrong codes, which all of this building share.
    for reply in full.crowd(std::iter::repeat_n(code(known), 30)).await {
        assert_eq!(reply.problem().code, ProblemCode::DoorUnknown);
    }
    assert_eq!(come(&full.server.api, code(fresh)).await.status, 200);
    full.lets_in_its_own().await;
}
