//! Joining, resuming, falling behind: every screen agrees with the server, whatever happened
//! to its connection.

use charrette_protocol::*;
use charrette_rehearsal::api::{fresh_command, fresh_id};
use charrette_rehearsal::{Client, Outcome, Tap};
use charrette_tests::things::option_id;
use charrette_tests::{Capture, Place, Seat, TestServer, Workshop, soon};
use futures_util::FutureExt;
use futures_util::future::{BoxFuture, join_all};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::sync::Arc;

/// What a screen holds equals what a fresh one is given.
async fn agrees(workshop: &Workshop, seat: &Seat) {
    seat.client.fence().await;
    let fresh = Client::connect(&workshop.api, &seat.seated.credential, None).await.expect("the seat is known");
    let differing = seat.client.look(|held| fresh.look(|there| held.differing(there)));
    assert!(differing.is_empty(), "{differing:?}");
    let same = seat.client.look(|held| fresh.look(|there| held.digest() == there.digest()));
    assert!(same, "equal records have equal digests");
}

#[tokio::test]
async fn one_persons_note_is_on_the_others_screen() {
    let server = TestServer::start().await;
    let workshop = Workshop::open(&server.api, Template::Iceberg, Attribution::Named).await;
    let place = workshop.writing(Writing::Open, None).await;
    let (ada, ben) = (workshop.join("Ada", None).await, workshop.join("Ben", None).await);
    let note = fresh_id();
    ada.does(place.note(note, "One idea, one sentence.")).await;
    match ben.awaits(RecordKey::new(RecordKind::Note, note)).await {
        Record::Note(note) => assert_eq!((note.text.as_str(), note.text_version), ("One idea, one sentence.", 1)),
        other => panic!("{other:?}"),
    }
    agrees(&workshop, &ben).await;
}

#[tokio::test]
async fn who_was_away_gets_only_what_differs() {
    let server = TestServer::start().await;
    let workshop = Workshop::open(&server.api, Template::FullSeminar, Attribution::Named).await;
    let place = workshop.writing(Writing::Open, None).await;
    let capture = Arc::new(Capture::default());
    let away = workshop.join("Away", Some(capture.clone())).await;
    let author = workshop.join("Author", None).await;
    for number in 0..100 {
        paced(&author, place.note(fresh_id(), format!("Before {number}"))).await;
    }
    away.client.fence().await;
    away.client.offline(true);
    let (gone, kept) = (fresh_id(), fresh_id());
    paced(&author, place.note(gone, "Comes and goes")).await;
    paced(&author, Command::DeleteNote { note: gone, edit_key: None }).await;
    paced(&author, place.note(kept, "Comes and stays")).await;
    let frames = capture.len();
    away.client.offline(false);
    away.awaits(RecordKey::new(RecordKind::Note, kept)).await;
    agrees(&workshop, &away).await;
    let held = away.notes().len();
    assert_eq!(held, 101);
    // Welcome, one page with the buckets that differ, presence, and what the fence brought.
    assert!(capture.len() - frames <= 6, "{} frames", capture.len() - frames);
    let whole = capture.finds("Before 1\"").is_some();
    assert!(whole, "it was sent while the screen was connected");
}

#[tokio::test]
async fn a_result_that_is_larger_than_a_page_reaches_who_is_there_who_was_away_and_who_comes() {
    let server = TestServer::start().await;
    let workshop = Workshop::open(&server.api, Template::EducationPriorities, Attribution::Named).await;
    let [here, away] = [workshop.join("Here", None).await, workshop.join("Away", None).await];
    let ballot = fresh_id();
    let method = BallotMethod::Scale { labels: Vec::new(), pass_percent: None };
    let settings = BallotSettings { question: "How far?".into(), method, previous: None };
    workshop.lead.does(Command::AddBallot { ballot, settings }).await;
    let options: [NewOption; 20] = std::array::from_fn(|number| NewOption {
        option: option_id(),
        source: OptionSource::Text { label: format!("Option {number}") },
    });
    workshop.lead.does(Command::OpenBallot { ballot, options: options.to_vec() }).await;
    for number in 0..20 {
        let voter = workshop.join(&format!("Voter {number}"), None).await;
        let marks = options.iter().map(|option| (option.option, vec![3])).collect();
        let reasons = options.iter().map(|option| (option.option, "y".repeat(200))).collect();
        voter.does(Command::Vote { ballot, marks, reasons }).await;
    }
    away.client.fence().await;
    away.client.offline(true);
    workshop.lead.does(Command::CloseBallot { ballot }).await;
    away.client.offline(false);
    for seat in [&here, &away] {
        let result = seat.awaits(RecordKey::new(RecordKind::Result, ballot)).await;
        assert!(serde_json::to_vec(&result).expect("JSON").len() > 64 * 1024);
        agrees(&workshop, seat).await;
    }
}

/// Sends, waiting whenever the pace of one person is exceeded: the client does so by itself.
async fn paced(seat: &Seat, body: Command) {
    soon("a paced command", seat.client.send(fresh_command(), body)).await.expect("it is accepted");
}

#[tokio::test]
async fn a_screen_that_holds_something_wrong_is_put_right_by_its_digest() {
    let server = TestServer::start().await;
    let workshop = Workshop::open(&server.api, Template::Iceberg, Attribution::Named).await;
    let place = workshop.writing(Writing::Open, None).await;
    let seat = workshop.join("Ada", None).await;
    let note = fresh_id();
    seat.does(place.note(note, "As it is")).await;
    let other = Client::connect(&server.api, &seat.seated.credential, None).await.expect("known");
    // A digest with one bit wrong in every bucket: everything comes again, nothing else.
    let mut digest = other.look(|mirror| mirror.digest().clone());
    for bucket in 0..64_u8 {
        let key = RecordKey::new(RecordKind::Note, NoteId::from_bytes([bucket << 2; 16]));
        digest.toggle(&key, Revision(1));
    }
    let message = ClientMessage::Digest { digest };
    other.send_raw(serde_json::to_string(&message).expect("plain data"));
    // Commands of the same socket come behind the comparison in the room's inbox.
    soon("an answer", other.send(fresh_command(), place.note(fresh_id(), "Behind"))).await.expect("accepted");
    other.fence().await;
    let same = other.look(|held| seat.client.look(|there| held.differing(there)));
    seat.client.fence().await;
    assert!(same.len() <= 1, "{same:?}");
    agrees(&workshop, &Seat { client: other, seated: seat.seated.clone() }).await;
}

#[tokio::test]
async fn what_was_written_offline_is_on_all_screens_once_it_is_answered() {
    let server = TestServer::start().await;
    let workshop = Workshop::open(&server.api, Template::Iceberg, Attribution::Named).await;
    let place = workshop.writing(Writing::Open, None).await;
    let (away, other) = (workshop.join("Away", None).await, workshop.join("Other", None).await);
    away.client.offline(true);
    let mut answer = Box::pin(away.client.submit(fresh_command(), place.note(fresh_id(), "Written on the train")));
    // The fence of somebody else says nothing of what is still on its way.
    other.client.fence().await;
    assert!(answer.as_mut().now_or_never().is_none(), "nobody can have answered yet");
    assert!(other.notes().is_empty());
    away.client.offline(false);
    soon("an answer", answer).await.expect("it is accepted");
    agrees(&workshop, &other).await;
    assert_eq!(other.notes(), ["Written on the train"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn random_drops_edits_and_restarts_leave_all_screens_equal() {
    let seed = std::env::var("CHARRETTE_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_261_124);
    eprintln!("CHARRETTE_SEED={seed}");
    let mut chance = StdRng::seed_from_u64(seed);
    let mut server = TestServer::start().await;
    let workshop = Workshop::open(&server.api, Template::EducationPriorities, Attribution::Named).await;
    let place = workshop.writing(Writing::Open, None).await;
    let mut seats = Vec::new();
    for number in 0..20 {
        seats.push(workshop.join(&format!("Person {number}"), None).await);
    }
    let mut answers = Vec::new();
    for _round in 0..12 {
        let acting = seats.iter().map(|seat| {
            let mut chance = StdRng::seed_from_u64(chance.random());
            async move { act(seat, place, &mut chance).await }
        });
        answers.extend(join_all(acting).await.into_iter().flatten());
    }
    let undoing = seats.iter().map(|seat| seat.client.submit(fresh_command(), Command::Undo {}));
    answers.extend(undoing.map(FutureExt::boxed));
    // Screens can be compared while nobody's command is on its way: what somebody sends upon
    // their return changes everybody's screen, between one look and the next.
    soon("everything to be answered", join_all(answers)).await;
    agrees(&workshop, &workshop.lead).await;
    let written = workshop.lead.notes().len();
    assert!(written > 40, "only {written} notes");
    let mut held = Vec::new();
    for seat in &seats {
        agrees(&workshop, seat).await;
        held.push(seat.client.look(Clone::clone));
    }
    let verified: Verified =
        server.api.post("/api/verify", Some(&workshop.lead.seated.credential), &()).await.expect("leads verify");
    assert_eq!(verified.differing, 0);
    assert!(verified.records > 0);
    // After a restart everybody is given exactly what they held.
    let credentials: Vec<_> = seats.iter().map(|seat| seat.seated.credential.clone()).collect();
    drop(seats);
    server.restart().await;
    for (credential, held) in credentials.iter().zip(held) {
        let fresh = Client::connect(&server.api, credential, None).await.expect("the seat survives");
        let differing = fresh.look(|there| held.differing(there));
        assert!(differing.is_empty(), "{differing:?}");
    }
}

/// An answer that is to come.
type Answer = BoxFuture<'static, Outcome>;

/// One person does something, and may lose and find the network around it; then the answer is
/// still to come.
async fn act(seat: &Seat, place: Place, chance: &mut StdRng) -> Option<Answer> {
    let own = seat.sees(|record| match record {
        Record::Mine(mine) => Some(mine.notes.clone()),
        _ => None,
    });
    let own: Vec<NoteId> = own.into_iter().flatten().collect();
    let body = match (chance.random_range(0..10), own.is_empty()) {
        (0..=4, _) | (_, true) => place.note(fresh_id(), format!("Idea {}", chance.random::<u32>())),
        (5..=7, _) => {
            let note = own[chance.random_range(0..own.len())];
            let version = seat.sees(|record| match record {
                Record::Note(record) if record.id == note => Some(record.text_version),
                _ => None,
            });
            let based_on = version.first().copied().unwrap_or(1);
            Command::EditNote { note, based_on, text: format!("Edited {}", chance.random::<u32>()), edit_key: None }
        }
        _ => Command::DeleteNote { note: own[chance.random_range(0..own.len())], edit_key: None },
    };
    let client = &seat.client;
    match chance.random_range(0..12) {
        // The network goes before it is sent, or while it or its answer is on the way.
        lost @ (0 | 1) => {
            client.offline(lost == 0);
            let answer = client.submit(fresh_command(), body);
            client.offline(true);
            client.offline(false);
            Some(answer.boxed())
        }
        _ => {
            // A stale edit is refused; that is an answer too.
            soon("an answer", client.send(fresh_command(), body)).await.ok();
            None
        }
    }
}

#[tokio::test]
async fn the_same_command_again_gets_the_same_answer_and_another_body_is_refused() {
    let mut server = TestServer::start().await;
    let workshop = Workshop::open(&server.api, Template::Iceberg, Attribution::Named).await;
    let place = workshop.writing(Writing::Open, None).await;
    let seat = workshop.join("Ada", None).await;
    let (id, body) = (fresh_command(), place.note(fresh_id(), "Once"));
    for _ in 0..3 {
        soon("an answer", seat.client.send(id, body.clone())).await.expect("the same answer");
    }
    assert_eq!(seat.notes(), ["Once"]);
    let other = seat.client.send(id, place.note(fresh_id(), "Twice")).await.expect_err("another body");
    assert_eq!(other.code, RejectionCode::CommandIdTaken);
    let credential = seat.seated.credential.clone();
    drop(seat);
    server.restart().await;
    let again = Client::connect(&server.api, &credential, None).await.expect("known");
    again.send(id, body).await.expect("the same answer, after a restart");
    again.fence().await;
    let notes = again.look(|mirror| mirror.records().filter(|record| matches!(record, Record::Note(_))).count());
    assert_eq!(notes, 1);
}

#[tokio::test]
async fn a_client_that_was_told_more_than_the_server_knows_hears_of_it() {
    let server = TestServer::start().await;
    let workshop = Workshop::open(&server.api, Template::Iceberg, Attribution::Named).await;
    let hello = Hello {
        version: version::CURRENT,
        credential: workshop.lead.seated.credential.clone(),
        digest: None,
        last_acked: Some(fresh_command()),
        edit_keys: vec![],
    };
    let answers: Answers = server.api.post("/poll", None, &Poll { hello }).await.expect("an answer");
    let bye = ServerMessage::Bye { code: CloseCode::HistoryRegressed, retry_after: None };
    assert_eq!(answers.messages, [bye]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn thirty_people_writing_at_once_leave_all_screens_equal() {
    let server = TestServer::start().await;
    let workshop = Workshop::open(&server.api, Template::EducationPriorities, Attribution::Named).await;
    let place = workshop.writing(Writing::Open, None).await;
    let capture = Arc::new(Capture::default());
    let slow = workshop.join("Slow", Some(capture.clone() as Arc<dyn Tap>)).await;
    let authors: Vec<Seat> = join_all((0..30).map(|number| {
        let workshop = &workshop;
        async move { workshop.join(&format!("Author {number}"), None).await }
    }))
    .await;
    let writing = authors.iter().map(|author| async move {
        for number in 0..30 {
            paced(author, place.note(fresh_id(), format!("Idea {number}"))).await;
        }
    });
    join_all(writing).await;
    agrees(&workshop, &slow).await;
    for author in &authors {
        agrees(&workshop, author).await;
    }
    assert_eq!(slow.notes().len(), 900);
}
