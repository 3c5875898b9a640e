//! A seat's session: taken once, ended, moved to other eyes, and worth nothing afterwards.

use super::{join, post};
use charrette_protocol::*;
use charrette_rehearsal::api::{fresh_command, fresh_id, fresh_secret};
use charrette_rehearsal::{Api, Client};
use charrette_tests::wire::hello;
use charrette_tests::{Seat, TestServer, Wire, Workshop, soon};
use futures_util::future::join_all;

/// Routes that ask who one is.
pub(super) const FOR_SESSIONS: [&str; 14] = [
    "/api/leave",
    "/api/links",
    "/api/links/list",
    "/api/links/revoke",
    "/api/code",
    "/api/rehearsal",
    "/api/rehearsal/end",
    "/api/verify",
    "/api/venue",
    "/api/export/json",
    "/api/export/csv",
    "/api/report/markdown",
    "/api/import/preview?what=notes&board=AAAAAAAAAAAAAAAAAAAAAA",
    "/command",
];

/// A body that the route can read.
pub(super) fn readable(path: &str, credential: &str) -> serde_json::Value {
    match path {
        "/api/links" => serde_json::json!({"grant": {"grants": "seat", "role": "participant"}}),
        "/api/links/revoke" => serde_json::json!({"link": "AAAAAAAAAAAAAAAAAAAAAA"}),
        "/api/rehearsal" => serde_json::json!({
            "workshop": fresh_id::<WorkshopId>(), "member": fresh_id::<MemberId>(), "secret": fresh_secret(),
        }),
        "/command" => serde_json::json!({
            "credential": credential, "command": {"id": fresh_command(), "as": null, "body": {"type": "undo"}},
        }),
        _ => serde_json::json!(null),
    }
}

/// A credential opens nothing any more, by no way.
async fn is_worth_nothing(api: &Api, credential: &str) {
    let mut wire = Wire::open(api).await;
    wire.tell(&ClientMessage::Hello(hello(credential))).await;
    let gone = CloseCode::SessionUnknown;
    assert_eq!(wire.farewell().await, (Some(gone), Some(gone.number())));
    let polled: Answers = api.post("/poll", None, &Poll { hello: hello(credential) }).await.expect("an answer");
    assert_eq!(polled.messages, [ServerMessage::Bye { code: gone, retry_after: None }]);
    for path in FOR_SESSIONS {
        let reply = post(api, path, Some(credential), &readable(path, credential)).await;
        assert_eq!((reply.status, reply.problem().code), (401, ProblemCode::SessionUnknown), "{path}");
    }
}

fn members(seat: &Seat) -> usize {
    seat.sees(|record| matches!(record, Record::Member(_)).then_some(())).len()
}

#[tokio::test]
async fn credentials_that_never_were_are_worth_nothing() {
    let server = TestServer::start().await;
    let workshop = Workshop::open(&server.api, Template::Iceberg, Attribution::Named).await;
    let elsewhere = Workshop::open(&server.api, Template::Iceberg, Attribution::Named).await;
    let (own, secret) = workshop.lead.seated.credential.split_once('.').expect("a workshop and a secret");
    let foreign = elsewhere.lead.seated.workshop;
    for credential in [
        String::new(),
        "nonsense".into(),
        format!("{own}."),
        format!("{own}.{}", fresh_secret()),
        format!("{foreign}.{secret}"),
        format!("{}.{secret}", fresh_id::<WorkshopId>()),
        format!("{own}.{}", secret.to_lowercase()),
    ] {
        is_worth_nothing(&server.api, &credential).await;
    }
    let bare = FOR_SESSIONS.iter().filter(|path| **path != "/command");
    for path in bare {
        let reply = post(&server.api, path, None, &readable(path, "")).await;
        assert_eq!((reply.status, reply.problem().code), (401, ProblemCode::SessionUnknown), "{path}");
    }
    workshop.lead.does(Command::SetDoor { open: true }).await;
}

#[tokio::test]
async fn the_same_request_again_is_the_same_seat_and_another_is_refused() {
    let server = TestServer::start().await;
    let api = &server.api;
    let wish = OpenWorkshop {
        start: Template::Iceberg.into(),
        title: "Ours".into(),
        attribution: Attribution::Named,
        name: "Lead".into(),
        key: None,
        workshop: fresh_id(),
        member: fresh_id(),
        secret: fresh_secret(),
    };
    // All at once, as impatient fingers do.
    let opened = join_all((0..5).map(|_| post(api, "/api/workshops", None, &wish))).await;
    for reply in &opened {
        assert_eq!((reply.status, &reply.body), (200, &opened[0].body), "{reply:?}");
    }
    for other in [
        OpenWorkshop { secret: fresh_secret(), ..wish.clone() },
        OpenWorkshop { member: fresh_id(), ..wish.clone() },
        OpenWorkshop { title: "Theirs".into(), ..wish.clone() },
    ] {
        let refused = post(api, "/api/workshops", None, &other).await;
        assert_eq!((refused.status, refused.problem().code), (409, ProblemCode::Refused), "{refused:?}");
    }
    let seated: Seated = serde_json::from_str(&opened[0].body).expect("a seat");
    let client = Client::connect(api, &seated.credential, None).await.expect("the seat is known");
    let workshop = Workshop { api: api.clone(), lead: Seat { client, seated } };
    assert_eq!(workshop.lead.workshop().title, "Ours");

    let ada = join(workshop.door(), "Ada");
    let joined = join_all((0..5).map(|_| post(api, "/api/join", None, &ada))).await;
    for reply in &joined {
        assert_eq!((reply.status, &reply.body), (200, &joined[0].body), "{reply:?}");
    }
    for other in [
        Join { secret: fresh_secret(), ..ada.clone() },
        Join { member: fresh_id(), ..ada.clone() },
        Join { name: "Ben".into(), ..ada.clone() },
    ] {
        let refused = post(api, "/api/join", None, &other).await;
        assert_eq!((refused.status, refused.problem().code), (409, ProblemCode::Refused), "{refused:?}");
    }
    workshop.lead.client.fence().await;
    assert_eq!(members(&workshop.lead), 2, "the lead and Ada, once each");
    workshop.verified().await;
}

#[tokio::test]
async fn who_leaves_closes_this_device_and_no_other() {
    let server = TestServer::start().await;
    let api = &server.api;
    let workshop = Workshop::open(api, Template::Iceberg, Attribution::Named).await;
    let place = workshop.writing(Writing::Open, None).await;
    let phone = workshop.join("Ada", None).await;
    let grant = Grant::WayBack { member: phone.member(), once: false };
    let back = api.make_link(&phone.seated.credential, grant).await.expect("it is one's own");
    let laptop = api.join(Door::Link { secret: back.secret }, "", None).await.expect("the way back works");
    let laptop = Seat { client: Client::connect(api, &laptop.credential, None).await.expect("known"), seated: laptop };
    phone.does(place.note(fresh_id(), "Written before")).await;

    let mut wire = Wire::seated(api, &phone.seated.credential).await;
    assert_eq!(post(api, "/api/leave", Some(&phone.seated.credential), &()).await.status, 204);
    let ended = CloseCode::SessionEnded;
    assert_eq!(wire.farewell().await, (Some(ended), Some(ended.number())));
    assert_eq!(soon("the session to end", phone.client.wait_end()).await, ended);
    is_worth_nothing(api, &phone.seated.credential).await;
    laptop.does(place.note(fresh_id(), "Written after")).await;
    assert_eq!(laptop.notes().len(), 2, "what was written stays");
}

#[tokio::test]
async fn who_is_sent_away_is_told_so_and_cannot_come_back() {
    let server = TestServer::start().await;
    let api = &server.api;
    let workshop = Workshop::open(api, Template::Iceberg, Attribution::Named).await;
    let place = workshop.writing(Writing::Open, None).await;
    let (ada, ben) = (workshop.join("Ada", None).await, workshop.join("Ben", None).await);
    let grant = Grant::WayBack { member: ada.member(), once: false };
    let back = api.make_link(&ada.seated.credential, grant).await.expect("it is one's own");
    ada.does(place.note(fresh_id(), "It stays")).await;
    let mut wires = [Wire::seated(api, &ada.seated.credential).await, Wire::seated(api, &ada.seated.credential).await];
    let waiting = {
        let digest = ada.client.look(|mirror| mirror.digest().clone());
        let hello = Hello { digest: Some(digest), ..hello(&ada.seated.credential) };
        let api = api.clone();
        tokio::spawn(async move { last_of_polls(&api, hello).await })
    };

    workshop.lead.does(Command::RemoveMember { member: ada.member() }).await;
    let ended = CloseCode::SessionEnded;
    for wire in &mut wires {
        assert_eq!(wire.farewell().await, (Some(ended), Some(ended.number())));
    }
    assert_eq!(soon("the session to end", ada.client.wait_end()).await, ended);
    let polled = soon("the poll to end", waiting).await.expect("no panic");
    assert!([ended, CloseCode::SessionUnknown].contains(&polled), "{polled:?}");
    is_worth_nothing(api, &ada.seated.credential).await;
    let gone = post(api, "/api/join", None, &join(Door::Link { secret: back.secret }, "")).await;
    assert_eq!((gone.status, gone.problem().code), (404, ProblemCode::DoorUnknown));
    ben.does(place.note(fresh_id(), "Life goes on")).await;
    assert_eq!(ben.notes().len(), 2, "what Ada wrote stays");
    workshop.verified().await;
}

/// Polls until it is told goodbye: presence may come first.
async fn last_of_polls(api: &Api, mut hello: Hello) -> CloseCode {
    loop {
        let answers: Answers = api.post("/poll", None, &Poll { hello: hello.clone() }).await.expect("an answer");
        let mut mirror = charrette_rehearsal::Mirror::default();
        for message in answers.messages {
            match message {
                ServerMessage::Bye { code, .. } => return code,
                ServerMessage::Changes(changes) => mirror.fold(changes),
                _ => {}
            }
        }
        // What it was told now is not folded into what it held: it simply asks for everything.
        if !mirror.is_empty() {
            hello.digest = None;
        }
    }
}

#[tokio::test]
async fn a_command_that_races_with_its_senders_removal_is_decided_before_or_refused() {
    let server = TestServer::start().await;
    let api = &server.api;
    let workshop = Workshop::open(api, Template::Iceberg, Attribution::Named).await;
    let place = workshop.writing(Writing::Open, None).await;
    let lead = &workshop.lead;
    let mut acknowledged = 0;
    for number in 0..40 {
        let seated = api.join(workshop.door(), &format!("Guest {number}"), None).await.expect("the door is open");
        let post_command = |body| PostCommand {
            credential: seated.credential.clone(),
            command: CommandMessage { id: fresh_command(), speaker: None, body },
        };
        let text = format!("By guest {number}");
        let racing = post_command(place.note(fresh_id(), text));
        let remove = Command::RemoveMember { member: seated.member.expect("a person") };
        let (removed, raced) =
            tokio::join!(lead.send(remove), post(api, "/command", Some(&seated.credential), &racing));
        removed.expect("leads send people away");
        match raced.status {
            200 => acknowledged += 1,
            _ => assert_eq!((raced.status, raced.problem().code), (401, ProblemCode::SessionUnknown)),
        }
        let late = post_command(place.note(fresh_id(), "Too late"));
        assert_eq!(post(api, "/command", Some(&seated.credential), &late).await.status, 401);
    }
    lead.client.fence().await;
    assert_eq!(lead.notes().len(), acknowledged, "what was acknowledged is there, and nothing else");
    workshop.verified().await;
}

#[tokio::test]
async fn another_role_moves_a_session_to_other_eyes() {
    let server = TestServer::start().await;
    let api = &server.api;
    let workshop = Workshop::open(api, Template::Iceberg, Attribution::Named).await;
    let place = workshop.writing(Writing::Open, None).await;
    let ada = workshop.join("Ada", None).await;
    let member = ada.member();
    let note = fresh_id();
    workshop.lead.does(place.note(note, "Deleted, and shown to facilitators")).await;
    workshop.lead.does(Command::DeleteNote { note, edit_key: None }).await;
    let sees_deleted =
        |mirror: &charrette_rehearsal::Mirror| mirror.get(&RecordKey::new(RecordKind::Note, note)).is_some();
    for (role, audience) in [
        (Role::ThemeTeam, Audience::ThemeTeam),
        (Role::CoFacilitator, Audience::Console),
        (Role::Observer, Audience::Observer),
        (Role::Participant, Audience::Room),
        (Role::Lead, Audience::Console),
    ] {
        let mut wire = Wire::seated(api, &ada.seated.credential).await;
        workshop.lead.does(Command::SetRole { member, role }).await;
        let moved = CloseCode::SeatChanged;
        assert_eq!(wire.farewell().await, (Some(moved), Some(moved.number())), "{role:?}");
        assert_eq!(moved.next(), Next::Resume);
        // The client resumes by itself, and holds what the new eyes see, and no more.
        let there = ada.client.wait(|mirror| {
            let own = mirror.records().any(|record| matches!(record, Record::Seat(seat) if seat.role == role));
            own.then_some(())
        });
        soon("the seat to have its role", there).await.expect("the session goes on");
        ada.client.fence().await;
        assert_eq!(ada.client.welcome().audience, audience, "{role:?}");
        assert_eq!(ada.client.look(sees_deleted), audience == Audience::Console, "{role:?}");
        let fresh = Client::connect(api, &ada.seated.credential, None).await.expect("the seat is known");
        let differing = ada.client.look(|held| fresh.look(|there| held.differing(there)));
        assert!(differing.is_empty(), "{role:?}: {differing:?}");
    }
    // Within one audience nobody has to move.
    let ben = workshop.join("Ben", None).await;
    let mut wire = Wire::seated(api, &ben.seated.credential).await;
    workshop.lead.does(Command::SetRole { member: ben.member(), role: Role::TableHost }).await;
    wire.does(place.note(fresh_id(), "On the same connection")).await;
}
