//! Codes and links: what is behind them, and what tells nothing.

use super::{code, join, knock, link, post};
use charrette_protocol::*;
use charrette_rehearsal::api::{fresh_id, fresh_secret};
use charrette_rehearsal::{Api, Client};
use charrette_server::config::Settings;
use charrette_tests::wire::request;
use charrette_tests::{Seat, TestServer, Wire, Workshop};

async fn seat(api: &Api, seated: Seated) -> Seat {
    let client = Client::connect(api, &seated.credential, None).await.expect("the seat is known");
    Seat { client, seated }
}

async fn lobby(api: &Api, door: &Door) -> Lobby {
    let reply = knock(api, door).await;
    assert_eq!(reply.status, 200, "{reply:?}");
    serde_json::from_str(&reply.body).expect("a lobby")
}

async fn link_for(workshop: &Workshop, grant: Grant) -> LinkMade {
    workshop.api.make_link(&workshop.lead.seated.credential, grant).await.expect("leads make links")
}

#[tokio::test]
async fn doors_that_open_nothing_answer_alike_whatever_the_reason() {
    let server = TestServer::start().await;
    let api = &server.api;
    let workshop = Workshop::open(api, Template::Iceberg, Attribution::Named).await;
    let elsewhere = Workshop::open(api, Template::Timeline, Attribution::Named).await;
    let lead = &workshop.lead.seated;

    let Door::Code { code: retired } = workshop.door() else { panic!("a code") };
    assert_eq!(post(api, "/api/code", Some(&lead.credential), &()).await.status, 204);
    let current = workshop.lead.client.wait(|mirror| {
        mirror.records().find_map(|record| match record {
            Record::Workshop(workshop) => workshop.code.clone().filter(|code| *code != retired),
            _ => None,
        })
    });
    let current = current.await.expect("the lead sees the new code");

    let revoked = link_for(&workshop, Grant::Seat { role: Role::Participant }).await;
    let revoke = RevokeLink { link: revoked.link };
    assert_eq!(post(api, "/api/links/revoke", Some(&lead.credential), &revoke).await.status, 204);
    let once = link_for(&workshop, Grant::WayBack { member: workshop.lead.member(), once: true }).await;
    assert_eq!(post(api, "/api/join", None, &join(link(once.secret.clone()), "")).await.status, 200);
    let good = link_for(&workshop, Grant::Seat { role: Role::Participant }).await;
    let (_, secret) = good.secret.split_once('.').expect("a workshop and a secret");

    let doors = [
        code("K7MQ-4XWD"),
        code(""),
        code("12"),
        code("K7MQ-4XW0"),
        code("ÄÖÜß-ÄÖÜß"),
        code("K7MQ-4XWD".repeat(1_000)),
        code(retired),
        link(""),
        link("nonsense"),
        link(format!("{}.{}", lead.workshop, fresh_secret())),
        link(format!("{}.{}", fresh_id::<WorkshopId>(), fresh_secret())),
        // A good secret, at the wrong workshop.
        link(format!("{}.{secret}", elsewhere.lead.seated.workshop)),
        // A session's token is no link, not even the lead's.
        link(lead.credential.clone()),
        link(revoked.secret),
        link(once.secret),
    ];
    let first = knock(api, &doors[0]).await;
    assert_eq!((first.status, first.problem().code), (404, ProblemCode::DoorUnknown));
    for door in &doors {
        let lobby = knock(api, door).await;
        assert_eq!((lobby.status, &lobby.body), (first.status, &first.body), "{door:?}");
        let seat = post(api, "/api/join", None, &join(door.clone(), "Ada")).await;
        assert_eq!((seat.status, &seat.body), (first.status, &first.body), "{door:?}");
    }
    for door in [code(current), link(good.secret)] {
        assert_eq!(lobby(api, &door).await.workshop, lead.workshop);
    }
}

#[tokio::test]
async fn a_lobby_tells_enough_to_decide_and_no_more() {
    let server = TestServer::start().await;
    let workshop = Workshop::open(&server.api, Template::FullSeminar, Attribution::PerspectiveOnly).await;
    let _ada = workshop.join("Ada Secretive", None).await;
    let reply = knock(&server.api, &workshop.door()).await;
    let lobby: Lobby = serde_json::from_str(&reply.body).expect("a lobby");
    assert_eq!((lobby.role, lobby.open, lobby.people), (Role::Participant, true, 1));
    assert_eq!((lobby.attribution, lobby.groups.len()), (Attribution::PerspectiveOnly, 5));
    assert_eq!(lobby.welcome_back, None);
    for untold in ["Ada Secretive", "Lead", "step", "note"] {
        assert!(!reply.body.contains(&format!("\"{untold}\"")), "{untold}: {}", reply.body);
    }
}

#[tokio::test]
async fn who_guesses_codes_has_to_wait_and_links_go_on_working() {
    let server = TestServer::start().await;
    let api = &server.api;
    let workshop = Workshop::open(api, Template::Iceberg, Attribution::Named).await;
    let link = link(link_for(&workshop, Grant::Seat { role: Role::Participant }).await.secret);
    // A whole room of people who misread a letter is no attack.
    let mut wrong = 0;
    let refused = loop {
        let reply = knock(api, &code(["K7MQ-4XWD", "no code"][wrong % 2])).await;
        match reply.status {
            404 => wrong += 1,
            _ => break reply,
        }
        // A little comes back with time.
        assert!(wrong < 90, "nobody is stopped");
    };
    assert!(wrong >= 60, "{wrong}");
    assert_eq!((refused.status, refused.problem().code), (429, ProblemCode::TooManyAttempts));
    // Not even a right one is told then: else one could go on guessing.
    let right = knock(api, &workshop.door()).await;
    assert_eq!((right.status, right.body), (refused.status, refused.body.clone()));
    assert_eq!(post(api, "/api/join", None, &join(workshop.door(), "Ada")).await.status, 429);
    for name in ["Ada", "Ben", "Cleo"] {
        assert_eq!(knock(api, &link).await.status, 200);
        assert_eq!(post(api, "/api/join", None, &join(link.clone(), name)).await.status, 200);
    }
    workshop.lead.does(Command::SetDoor { open: true }).await;
}

#[tokio::test]
async fn a_closed_door_stops_newcomers_and_nobody_else() {
    let server = TestServer::start().await;
    let api = &server.api;
    let workshop = Workshop::open(api, Template::Iceberg, Attribution::Named).await;
    let ada = workshop.join("Ada", None).await;
    let participant = link(link_for(&workshop, Grant::Seat { role: Role::Participant }).await.secret);
    let facilitator = link(link_for(&workshop, Grant::Seat { role: Role::CoFacilitator }).await.secret);
    let own = api.make_link(&ada.seated.credential, Grant::WayBack { member: ada.member(), once: false }).await;
    let back = link(own.expect("everybody makes their own way back").secret);
    let early = join(workshop.door(), "Early");
    assert_eq!(post(api, "/api/join", None, &early).await.status, 200);

    workshop.lead.does(Command::SetDoor { open: false }).await;
    for door in [workshop.door(), participant.clone()] {
        assert!(!lobby(api, &door).await.open);
        let refused = post(api, "/api/join", None, &join(door, "Late")).await;
        assert_eq!((refused.status, refused.problem().code), (403, ProblemCode::DoorClosed));
    }
    for door in [facilitator, back] {
        assert!(lobby(api, &door).await.open);
        assert_eq!(post(api, "/api/join", None, &join(door, "Welcome")).await.status, 200);
    }
    // An answer that was lost on the way is asked for again.
    assert_eq!(post(api, "/api/join", None, &early).await.status, 200);
    ada.does(Command::EditMember { member: ada.member(), name: "Ada L.".into(), perspective: None }).await;

    workshop.lead.does(Command::SetDoor { open: true }).await;
    assert_eq!(post(api, "/api/join", None, &join(participant, "Late")).await.status, 200);
}

#[tokio::test]
async fn each_kind_of_link_gives_its_role_until_it_is_revoked() {
    let server = TestServer::start().await;
    let api = &server.api;
    let workshop = Workshop::open(api, Template::Iceberg, Attribution::Named).await;
    let lead = &workshop.lead.seated.credential;
    for (role, audience) in [
        (Role::Lead, Audience::Console),
        (Role::CoFacilitator, Audience::Console),
        (Role::ThemeTeam, Audience::ThemeTeam),
        (Role::TableHost, Audience::Room),
        (Role::Participant, Audience::Room),
        (Role::Observer, Audience::Observer),
        (Role::Wall, Audience::Wall),
    ] {
        let made = link_for(&workshop, Grant::Seat { role }).await;
        assert!(made.secret.len() > 60, "it holds 256 bits and the workshop");
        let door = link(made.secret);
        assert_eq!(lobby(api, &door).await.role, role);
        let seated = api.join(Door::clone(&door), &format!("{role:?}"), None).await.expect("the link works");
        assert_eq!((seated.audience, seated.member.is_some()), (audience, role != Role::Wall), "{role:?}");
        let seat = seat(api, seated).await;
        assert_eq!(seat.client.welcome().audience, audience);
        let roles = seat.sees(|record| match record {
            Record::Seat(own) => Some(own.role),
            _ => None,
        });
        assert_eq!(roles, if role == Role::Wall { vec![] } else { vec![role] });

        let listed: Vec<LinkListed> = api.post("/api/links/list", Some(lead), &()).await.expect("leads see links");
        let last = listed.last().expect("it is listed");
        assert_eq!((last.link, &last.grant), (made.link, &Grant::Seat { role }));
        assert_eq!(post(api, "/api/links/revoke", Some(lead), &RevokeLink { link: made.link }).await.status, 204);
        let gone = post(api, "/api/join", None, &join(door, "Too late")).await;
        assert_eq!((gone.status, gone.problem().code), (404, ProblemCode::DoorUnknown), "{role:?}");
        // Whoever came in by it stays.
        seat.client.fence().await;
        assert_eq!(seat.client.ended(), None);
        assert!(Client::connect(api, &seat.seated.credential, None).await.is_ok());
    }
    let listed: Vec<LinkListed> = api.post("/api/links/list", Some(lead), &()).await.expect("leads see links");
    assert!(listed.is_empty());
    let again = post(api, "/api/links/revoke", Some(lead), &RevokeLink { link: LinkId::from_bytes([7; 16]) }).await;
    assert_eq!((again.status, again.problem().code), (409, ProblemCode::Refused));
}

#[tokio::test]
async fn a_way_back_leads_to_the_same_person_on_another_device() {
    let server = TestServer::start().await;
    let api = &server.api;
    let workshop = Workshop::open(api, Template::Iceberg, Attribution::Named).await;
    let place = workshop.writing(Writing::Private, None).await;
    let laptop = workshop.join("Ada", None).await;
    let note = fresh_id();
    laptop.does(place.note(note, "Begun on the laptop")).await;

    // People make their own, and nobody makes another's.
    let grant = Grant::WayBack { member: laptop.member(), once: false };
    let made = api.make_link(&laptop.seated.credential, grant.clone()).await.expect("it is one's own");
    let ben = workshop.join("Ben", None).await;
    assert!(api.make_link(&ben.seated.credential, grant).await.is_err());
    let door = link(made.secret);
    assert_eq!(lobby(api, &door).await.welcome_back.as_deref(), Some("Ada"));
    let phone = seat(api, api.join(door.clone(), "", None).await.expect("the way back works")).await;
    assert_eq!(phone.member(), laptop.member());
    phone.awaits(RecordKey::new(RecordKind::PrivateNote, note)).await;
    phone.does(Command::EditNote { note, based_on: 1, text: "Ended on the phone".into(), edit_key: None }).await;
    let seen = laptop.client.wait(|mirror| {
        mirror
            .records()
            .any(|record| matches!(record, Record::PrivateNote(note) if note.text_version == 2))
            .then_some(())
    });
    charrette_tests::soon("the laptop to follow", seen).await.expect("it goes on");
    assert!(api.join(door, "", None).await.is_ok(), "it works as often as one likes");

    let members = |seat: &Seat| seat.sees(|record| matches!(record, Record::Member(_)).then_some(())).len();
    assert_eq!(members(&workshop.lead), 3, "lead, Ada, Ben: nobody is there twice");
}

#[tokio::test]
async fn a_way_back_for_once_works_once_and_a_lost_answer_is_no_loss() {
    let server = TestServer::start().await;
    let api = &server.api;
    let workshop = Workshop::open(api, Template::Iceberg, Attribution::Named).await;
    let ada = workshop.join("Ada", None).await;
    let made = link_for(&workshop, Grant::WayBack { member: ada.member(), once: true }).await;
    let back = join(link(made.secret.clone()), "");
    let first = post(api, "/api/join", None, &back).await;
    let seated: Seated = serde_json::from_str(&first.body).expect("a seat");
    assert_eq!(seated.member, Some(ada.member()));
    // The same device asks again, since the answer may have been lost: the same seat.
    let again = post(api, "/api/join", None, &back).await;
    assert_eq!((again.status, again.body), (200, first.body));
    // Another device finds nothing.
    let other = post(api, "/api/join", None, &join(link(made.secret), "")).await;
    assert_eq!((other.status, other.problem().code), (404, ProblemCode::DoorUnknown));
    let listed: Vec<LinkListed> =
        api.post("/api/links/list", Some(&workshop.lead.seated.credential), &()).await.expect("leads see links");
    assert!(listed.is_empty());
    Wire::seated(api, &seated.credential).await.leave().await;
}

#[tokio::test]
async fn opening_needs_the_key_where_there_is_one_and_guessing_it_has_an_end() {
    let key = "a key that nobody guesses";
    let settings = Settings { create_key: Some(key.into()), seats: 60, sockets: 100, ..Settings::default() };
    let server = TestServer::with(settings).await;
    let api = &server.api;
    let facts = request(api, "GET", "/api/server", &[], "").await;
    let facts: ServerFacts = serde_json::from_str(&facts.body).expect("facts");
    assert_eq!((facts.key_needed, facts.version), (true, version::CURRENT));
    let wish = |key: Option<&str>| OpenWorkshop {
        start: Template::Iceberg.into(),
        title: String::new(),
        attribution: Attribution::Named,
        name: "Lead".into(),
        key: key.map(Into::into),
        workshop: fresh_id(),
        member: fresh_id(),
        secret: fresh_secret(),
    };
    let mut wrong = 0;
    let guesses = [None, Some(""), Some("wrong"), Some("a key that nobody guesse"), Some("A KEY THAT NOBODY GUESSES")];
    for guess in guesses {
        let refused = post(api, "/api/workshops", None, &wish(guess)).await;
        assert_eq!((refused.status, refused.problem().code), (403, ProblemCode::KeyWrong), "{guess:?}");
        wrong += 1;
    }
    let opened = post(api, "/api/workshops", None, &wish(Some(key))).await;
    assert_eq!(opened.status, 200, "{opened:?}");
    // The door of a workshop asks for no key.
    let seated: Seated = serde_json::from_str(&opened.body).expect("a seat");
    let lead = seat(api, seated).await;
    let door = code(lead.workshop().code.expect("it has a code"));
    assert_eq!(knock(api, &door).await.status, 200);
    loop {
        let refused = post(api, "/api/workshops", None, &wish(Some("wrong"))).await;
        if refused.status == 429 {
            break;
        }
        wrong += 1;
        assert!(wrong < 90, "nobody is stopped");
    }
    assert!(wrong >= 60, "{wrong}");
}
