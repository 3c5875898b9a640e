//! Two seats of one person, over real sockets: what goes where, who is shut out, and what others hear of it.

use charrette_protocol::*;
use charrette_rehearsal::api::fresh_id;
use charrette_rehearsal::{Client, Tap};
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
