//! Two seats of one person, over real sockets: what goes where, who is shut out, and what others hear of it.

use charrette_protocol::*;
use charrette_rehearsal::api::{fresh_command, fresh_id};
use charrette_rehearsal::{Client, Tap};
use charrette_tests::things::{dots, options, vote};
use charrette_tests::{Capture, Seat, TestServer, Workshop, soon};
use std::sync::Arc;

const SECRET: &str = "canary-seat-7310";

fn tray(seat: &Seat) -> Vec<String> {
    seat.sees(|record| if let Record::PrivateNote(note) = record { Some(note.text.clone()) } else { None })
}

/// [SEAT-1] [SEAT-5] [SEAT-6]
#[tokio::test]
async fn what_was_hidden_goes_from_seat_to_seat_and_back_and_nobody_else_receives_it() {
    let server = TestServer::start().await;
    let workshop = Workshop::open(&server.api, Template::Iceberg, Attribution::Named).await;
    let capture = Arc::new(Capture::default());
    let tap = || Some(capture.clone() as Arc<dyn Tap>);
    let (ann, again) = (workshop.join("Ann", None).await, workshop.join("Ann again", None).await);
    let (ben, co) = (workshop.join("Ben", tap()).await, workshop.join_as(Role::CoFacilitator, "Co", tap()).await);
    let place = workshop.writing(Writing::Private, None).await;
    ann.does(place.note(fresh_id(), SECRET)).await;

    co.does(Command::MergeSeats { from: ann.member(), into: again.member() }).await;
    assert_eq!(soon("the session to end", ann.client.wait_end()).await, CloseCode::SessionEnded);
    again.client.fence().await;
    assert_eq!(tray(&again), [SECRET]);
    ben.client.fence().await;
    let members = |seat: &Seat| seat.sees(|one| if let Record::Member(one) = one { Some(one.id) } else { None });
    assert!(!members(&ben).contains(&ann.member()));

    co.does(Command::Undo {}).await;
    again.client.fence().await;
    assert!(tray(&again).is_empty());
    let grant = Grant::WayBack { member: ann.member(), once: true };
    server.api.make_link(&co.seated.credential, grant).await.expect("a way back");

    ben.client.fence().await;
    assert!(members(&ben).contains(&ann.member()));
    assert_eq!(capture.finds(SECRET), None, "nobody else receives it");
    workshop.lead.does(Command::RevealStep { step: place.step }).await;
    ben.client.fence().await;
    assert!(capture.finds(SECRET).is_some(), "the scanner would not find a leak");
    workshop.verified().await;
}

/// [SEAT-1] [NOTE-2]
#[tokio::test]
async fn a_share_of_what_is_anonymous_counts_both() {
    let server = TestServer::start().await;
    let workshop = Workshop::open(&server.api, Template::Iceberg, Attribution::Named).await;
    let place = workshop.writing(Writing::Open, Some(Attribution::Anonymous)).await;
    let step = workshop.lead.steps().into_iter().find(|step| step.id == place.step).expect("it is there");
    let settings = StepSettings { note_limit: Some(2), ..step.settings };
    workshop.lead.does(Command::EditStep { step: place.step, settings }).await;
    let (ann, again) = (workshop.join("Ann", None).await, workshop.join("Ann again", None).await);
    ann.does(place.note(fresh_id(), "One")).await;
    again.does(place.note(fresh_id(), "Other")).await;
    workshop.lead.does(Command::MergeSeats { from: ann.member(), into: again.member() }).await;
    assert_eq!(again.refused(place.note(fresh_id(), "More")).await, RejectionCode::NoNotesLeft);
    workshop.verified().await;
}

/// [SEAT-1] [SEAT-6] [ROLE-7]
#[tokio::test]
async fn whom_a_seat_speaks_for_goes_with_it_and_back() {
    let server = TestServer::start().await;
    let workshop = Workshop::open(&server.api, Template::Iceberg, Attribution::Named).await;
    let (ann, again) = (workshop.join("Ann", None).await, workshop.join("Ann again", None).await);
    let gran = fresh_id();
    ann.does(Command::AddProxy { member: gran, name: "Gran".into(), perspective: None }).await;
    let speaks = |wanted: bool| {
        let server = &server;
        let again = &again;
        async move {
            let seat = RecordKey::new(RecordKind::Seat, gran);
            let there = again.client.wait(|mirror| (mirror.get(&seat).is_some() == wanted).then_some(()));
            soon("whom the seat speaks for", there).await.expect("the session goes on");
            again.client.fence().await;
            // What a device that comes in anew would be shown, and no more.
            let fresh = Client::connect(&server.api, &again.seated.credential, None).await.expect("a seat");
            let differing = again.client.look(|held| fresh.look(|there| held.differing(there)));
            assert!(differing.is_empty(), "{differing:?}");
        }
    };
    workshop.lead.does(Command::MergeSeats { from: ann.member(), into: again.member() }).await;
    speaks(true).await;
    workshop.lead.does(Command::Undo {}).await;
    speaks(false).await;
    workshop.verified().await;
}

/// [SEAT-2] [SEAT-6]
#[tokio::test]
async fn who_sat_twice_is_counted_once_also_by_way_of_a_third_seat_and_stays_one_after_the_close() {
    let server = TestServer::start().await;
    let workshop = Workshop::open(&server.api, Template::Iceberg, Attribution::Named).await;
    let (ann, again, thrice) = (
        workshop.join("Ann", None).await,
        workshop.join("Ann again", None).await,
        workshop.join("Ann thrice", None).await,
    );
    let ben = workshop.join("Ben", None).await;
    let (ballot, on) = (fresh_id(), options(["One", "Two"]));
    let [one, two] = [on[0].option, on[1].option];
    workshop.lead.does(Command::AddBallot { ballot, settings: dots("Which?") }).await;
    workshop.lead.does(Command::OpenBallot { ballot, options: on }).await;
    ann.does(vote(ballot, &[one])).await;
    again.does(vote(ballot, &[two])).await;
    ben.does(vote(ballot, &[one])).await;

    workshop.lead.does(Command::MergeSeats { from: ann.member(), into: again.member() }).await;
    workshop.lead.does(Command::MergeSeats { from: again.member(), into: thrice.member() }).await;
    assert_eq!(soon("the session to end", again.client.wait_end()).await, CloseCode::SessionEnded);
    workshop.lead.does(Command::CloseBallot { ballot }).await;
    let result = workshop.lead.awaits(RecordKey::new(RecordKind::Result, ballot)).await;
    let Record::Result(result) = result else { panic!("{result:?}") };
    // The paper of the seat that stayed first went on to the third; the one beside it counts no more.
    assert_eq!((result.tally.voted, result.tally.eligible), (2, 2));
    let people = |wanted| result.tally.options.iter().find(|found| found.option == wanted).map(|found| found.people);
    assert_eq!((people(one), people(two)), (Some(1), Some(1)));
    assert_eq!(workshop.lead.refused(Command::Undo {}).await, RejectionCode::CountedAsOne);
    workshop.verified().await;
}

/// [SEAT-1] [SEAT-4] [ROLE-12]
#[tokio::test]
async fn nothing_opens_the_seat_that_ended_and_nobody_but_facilitators_makes_one_of_two() {
    let server = TestServer::start().await;
    let workshop = Workshop::open(&server.api, Template::Iceberg, Attribution::Named).await;
    let (ann, again, ben) =
        (workshop.join("Ann", None).await, workshop.join("Ann again", None).await, workshop.join("Ben", None).await);
    let observer = workshop.join_as(Role::Observer, "Ola", None).await;
    let merge = || Command::MergeSeats { from: ann.member(), into: ben.member() };
    for seat in [&ben, &ann, &observer] {
        assert_eq!(seat.refused(merge()).await, RejectionCode::NotAllowed);
    }
    for (from, into) in [(workshop.lead.member(), ben.member()), (ann.member(), workshop.lead.member())] {
        let code = workshop.lead.refused(Command::MergeSeats { from, into }).await;
        assert_eq!(code, RejectionCode::SeatsUnfit);
    }
    let back = Grant::WayBack { member: ann.member(), once: false };
    let way = server.api.make_link(&ann.seated.credential, back).await.expect("a way back");
    workshop.lead.does(Command::MergeSeats { from: ann.member(), into: again.member() }).await;
    assert_eq!(soon("the session to end", ann.client.wait_end()).await, CloseCode::SessionEnded);
    assert!(Client::connect(&server.api, &ann.seated.credential, None).await.is_err(), "its session");
    let enters = server.api.join(Door::Link { secret: way.secret }, "Ann", None).await;
    assert!(enters.is_err(), "its way back");
    let outcome =
        ben.client.send_as(fresh_command(), Some(ann.member()), Command::GiveConsent { listed: true, quoted: true });
    assert_eq!(outcome.await.expect_err("the seat is gone").code, RejectionCode::NotYourMember);
    workshop.verified().await;
}

/// [CONSENT-1] [CONSENT-2] [ACT-2] [SEAT-5]
#[tokio::test]
async fn what_is_agreed_to_and_what_facilitators_did_reaches_facilitators_alone() {
    let server = TestServer::start().await;
    let workshop = Workshop::open(&server.api, Template::Iceberg, Attribution::PerspectiveOnly).await;
    let mut others = Vec::new();
    for role in [Role::Participant, Role::TableHost, Role::ThemeTeam, Role::Observer, Role::Wall] {
        let capture = Arc::new(Capture::default());
        others.push((workshop.join_as(role, &format!("{role:?}"), Some(capture.clone())).await, capture));
    }
    let heard = Arc::new(Capture::default());
    let co = workshop.join_as(Role::CoFacilitator, "Co", Some(heard.clone())).await;
    let (ann, ben) = (workshop.join("Ann", None).await, workshop.join("Ben", None).await);
    let place = workshop.writing(Writing::Private, None).await;
    ann.does(place.note(fresh_id(), SECRET)).await;
    for (seat, _) in &others {
        seat.client.fence().await;
    }
    let changes = |capture: &Capture| capture.count("\"changes\"");
    let before: Vec<_> = others.iter().map(|(_, capture)| changes(capture)).collect();

    ann.does(Command::GiveConsent { listed: true, quoted: false }).await;
    let as_ben =
        ann.client.send_as(fresh_command(), Some(ben.member()), Command::GiveConsent { listed: true, quoted: true });
    assert!(as_ben.await.is_err(), "nobody answers for somebody else");
    for (seat, _) in &others {
        seat.client.fence().await;
    }
    let after: Vec<_> = others.iter().map(|(_, capture)| changes(capture)).collect();
    assert_eq!(before, after, "an answer changes nothing that others receive");

    workshop.lead.does(Command::Mute { member: ben.member(), muted: true }).await;
    workshop.lead.does(Command::MergeSeats { from: ann.member(), into: ben.member() }).await;
    co.does(Command::SetLock { locked: true }).await;
    co.client.fence().await;
    for word in ["\"kind\":\"consent\"", "\"kind\":\"act\""] {
        assert!(heard.count(word) > 0, "the scanner would not find {word}");
        for (seat, capture) in &others {
            seat.client.fence().await;
            assert_eq!(capture.count(word), 0, "{:?} {word}", seat.seated.member);
            assert_eq!(capture.finds(SECRET), None);
        }
    }
    assert_eq!(heard.finds(SECRET), None, "nor is an act's text what is hidden");
    workshop.verified().await;
}
