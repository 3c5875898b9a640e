//! The sample workshop, rehearsed to its end.

use charrette_protocol::{Attribution, OpenRehearsal, ProblemCode, Seated, ServerMessage, Template};
use charrette_rehearsal::api::{ApiError, fresh_id, fresh_secret};
use charrette_rehearsal::{Mirror, Options, Taps, copy, rehearse, remove};
use charrette_tests::{Capture, INTERRUPTED, TestServer, Workshop, soon};
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use tokio::io::AsyncWriteExt;
use tokio::process::Command;

fn options(people: usize) -> Options {
    Options { people, seed: 7, tempo: 0.0, tap: None, say: Box::new(|line| println!("{line}")) }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn forty_five_people_finish_the_full_seminar_and_all_screens_agree() {
    let server = TestServer::start().await;
    let lead = server.api.open(Template::FullSeminar, "Lead", Attribution::PerspectiveOnly).await.expect("it opens");
    let report = soon("the seminar to end", rehearse(&server.api, &lead, options(45))).await.expect("it ends well");
    assert_eq!((report.people, report.clusters, report.entries), (45, 12, 69));
    assert_eq!(report.voted, [42]);
    assert!(report.notes >= 225 && report.compared > 10_000 && report.screens == 48, "{report:?}");
    assert!(report.as_expected > 20, "{report:?}");
    assert_eq!((report.differing, report.log.differing), (0, 0));
    println!("{} records on {} screens compared", report.compared, report.screens);
}

/// 225 notes, 40 cards of eight tables, twelve clusters with names, a ballot, statements with support.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn forty_five_people_at_eight_tables_run_the_first_model_agenda_to_its_end() {
    let server = TestServer::start().await;
    let lead = server.api.open(Template::EducationPriorities, "Lead", Attribution::PerspectiveOnly).await;
    let lead = lead.expect("it opens");
    let report = soon("the workshop to end", rehearse(&server.api, &lead, options(45))).await.expect("it ends well");
    assert_eq!((report.people, report.screens, report.cards, report.clusters), (45, 48, 40, 12));
    assert_eq!(report.statements, 8);
    assert_eq!(report.voted, [42, 42]);
    assert_eq!((report.differing, report.log.differing), (0, 0));
    // Cards, names and every option of every ballot: what is not counted again shows nothing.
    assert!(report.as_expected > 30, "{report:?}");
    println!("{} records compared, {} things as expected", report.compared, report.as_expected);
}

/// A history of 69 entries, its turning points, recommendations with impact, feasibility and agreement.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn forty_five_people_at_eight_tables_run_the_second_model_agenda_to_its_end() {
    let server = TestServer::start().await;
    let lead = server.api.open(Template::Recommendations, "Lead", Attribution::PerspectiveOnly).await;
    let lead = lead.expect("it opens");
    let report = soon("the workshop to end", rehearse(&server.api, &lead, options(45))).await.expect("it ends well");
    assert_eq!((report.people, report.screens, report.entries, report.statements), (45, 48, 69, 8));
    assert_eq!(report.voted, [42, 42, 42]);
    assert_eq!((report.differing, report.log.differing), (0, 0));
    // Cards, names and every option of every ballot: what is not counted again shows nothing.
    assert!(report.as_expected > 30, "{report:?}");
    println!("{} records compared, {} things as expected", report.compared, report.as_expected);
}

/// Every frame that every device received, folded by the browser's own code.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_browsers_fold_of_all_frames_is_the_servers_projection() {
    let server = TestServer::start().await;
    let lead = server.api.open(Template::FullSeminar, "Lead", Attribution::Named).await.expect("it opens");
    let captures: Arc<Mutex<Vec<Arc<Capture>>>> = Arc::default();
    let kept = captures.clone();
    let taps: Taps = Box::new(move |_| {
        let capture = Arc::new(Capture::default());
        kept.lock().expect("no panic").push(capture.clone());
        capture
    });
    let options = Options { tap: Some(taps), ..options(18) };
    let report = soon("the seminar to end", rehearse(&server.api, &lead, options)).await.expect("it ends well");
    assert!(report.returns > 0, "somebody dropped off, or resuming was not folded at all");
    let captures = captures.lock().expect("no panic").clone();
    let mut input = String::new();
    let mut expected = Vec::new();
    for capture in &captures {
        let mut mirror = Mirror::default();
        input.push_str("{\"do\":\"new\"}\n");
        for frame in capture.frames() {
            if let Ok(ServerMessage::Changes(changes)) = serde_json::from_str(&frame) {
                mirror.fold(changes);
            } else if frame == INTERRUPTED {
                mirror.cut();
            }
            input.push_str(&frame);
            input.push('\n');
        }
        input.push_str("{\"do\":\"print\"}\n");
        expected.push((mirror.len(), mirror.digest().to_string()));
    }
    let folded = fold(input).await;
    let folded: Vec<(usize, String)> = folded
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"))
        .map(|line| {
            (line["records"].as_array().expect("records").len(), line["digest"].as_str().expect("a digest").into())
        })
        .collect();
    assert_eq!(folded, expected);
    assert_eq!(folded.len(), 21);
}

/// Runs the client's fold over lines of frames.
async fn fold(input: String) -> String {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../web/scripts/fold.mjs");
    let mut node = Command::new("node")
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("node is installed: the web client needs it too");
    let mut pipe = node.stdin.take().expect("it is piped");
    let writing = async move { pipe.write_all(input.as_bytes()).await };
    let (written, output) = soon("node to fold", async { tokio::join!(writing, node.wait_with_output()) }).await;
    written.expect("node reads");
    let output = output.expect("node ends");
    assert!(output.status.success(), "run `npm ci` in web/ first: the fold is transpiled with its packages");
    String::from_utf8(output.stdout).expect("text")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_template_can_be_rehearsed_in_a_copy_that_is_removed_afterwards() {
    let server = TestServer::start().await;
    for template in Template::ALL {
        let workshop = Workshop::open(&server.api, template, Attribution::Named).await;
        let original = workshop.lead.client.look(Clone::clone);
        let lead = copy(&server.api, &workshop.lead.seated.credential).await.expect("facilitators copy");
        assert!(lead.title.starts_with("Rehearsal: "), "{}", lead.title);
        let report = soon("the rehearsal to end", rehearse(&server.api, &lead, options(9))).await;
        assert_eq!(report.expect("it ends well").differing, 0);
        remove(&server.api, &lead.credential).await.expect("a rehearsal is removed");
        assert!(charrette_rehearsal::Client::connect(&server.api, &lead.credential, None).await.is_err());
        workshop.lead.client.fence().await;
        let differing = workshop.lead.client.look(|mirror| mirror.differing(&original));
        assert!(differing.is_empty(), "a rehearsal leaves no trace in its original: {differing:?}");
        assert!(remove(&server.api, &workshop.lead.seated.credential).await.is_err(), "only rehearsals are removed so");
    }
}

#[tokio::test]
async fn rehearsals_at_a_time_have_a_bound_for_each_workshop_and_in_all() {
    let server = TestServer::start().await;
    let open = async || server.api.open(Template::Iceberg, "Lead", Attribution::Named).await.expect("it opens");
    let refused = async |credential: &str| match copy(&server.api, credential).await {
        Err(ApiError::Refused(problem)) => (problem.code, problem.words.contains("already")),
        other => panic!("{other:?}"),
    };
    let own = open().await;
    let mut copies = Vec::new();
    for _ in 0..3 {
        copies.push(copy(&server.api, &own.credential).await.expect("facilitators copy"));
    }
    assert_eq!(refused(&own.credential).await, (ProblemCode::Refused, true));
    assert_eq!(refused(&copies[0].credential).await, (ProblemCode::Refused, true), "a copy of a copy is one more");
    // What is over makes room, once.
    remove(&server.api, &copies.remove(0).credential).await.expect("a rehearsal is removed");
    copies.push(copy(&server.api, &own.credential).await.expect("there is room again"));
    assert_eq!(refused(&own.credential).await, (ProblemCode::Refused, true));
    // The same wish again is the same rehearsal.
    let other = open().await;
    let wish = OpenRehearsal { workshop: fresh_id(), member: fresh_id(), secret: fresh_secret() };
    let mut again = Vec::new();
    for _ in 0..5 {
        again
            .push(server.api.post::<Seated>("/api/rehearsal", Some(&other.credential), &wish).await.expect("it opens"));
    }
    assert!(again.iter().all(|seated| seated.credential == again[0].credential));
    copies.push(again.swap_remove(0));
    while copies.len() < 20 {
        let other = open().await;
        for _ in 0..3.min(20 - copies.len()) {
            copies.push(copy(&server.api, &other.credential).await.expect("facilitators copy"));
        }
    }
    assert_eq!(refused(&open().await.credential).await, (ProblemCode::Unavailable, true));
    assert_eq!(refused(&other.credential).await, (ProblemCode::Unavailable, true));
    remove(&server.api, &copies[7].credential).await.expect("a rehearsal is removed");
    copy(&server.api, &other.credential).await.expect("there is room again");
}
