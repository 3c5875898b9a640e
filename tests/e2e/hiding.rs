//! What is hidden leaves the server for nobody but its author: every byte that every other
//! client receives is searched, in many spellings. The same scanner finds it afterwards.

use charrette_protocol::*;
use charrette_rehearsal::Tap;
use charrette_rehearsal::api::fresh_id;
use charrette_tests::things::vote;
use charrette_tests::{Capture, Seat, TestServer, Workshop};
use std::sync::Arc;

/// Everybody who looks on, each with everything they ever received.
struct Onlookers {
    seats: Vec<(Role, Seat, Arc<Capture>)>,
}

impl Onlookers {
    async fn gather(workshop: &Workshop) -> Self {
        let mut seats = Vec::new();
        let roles = [
            Role::Lead,
            Role::CoFacilitator,
            Role::ThemeTeam,
            Role::TableHost,
            Role::Participant,
            Role::Observer,
            Role::Wall,
        ];
        for role in roles {
            let capture = Arc::new(Capture::default());
            let tap = Some(capture.clone() as Arc<dyn Tap>);
            let name = if role == Role::Wall { String::new() } else { format!("Onlooker {role:?}") };
            seats.push((role, workshop.join_as(role, &name, tap).await, capture));
        }
        Self { seats }
    }

    async fn fence(&self) {
        for (_, seat, _) in &self.seats {
            seat.client.fence().await;
        }
    }

    fn assert_nobody_has(&self, secret: &str) {
        for (role, _, capture) in &self.seats {
            assert!(!capture.is_empty());
            if let Some(frame) = capture.finds(secret) {
                panic!("{role:?} received {secret:?} in {frame}");
            }
        }
    }

    fn assert_everybody_has(&self, secret: &str) {
        for (role, _, capture) in &self.seats {
            assert!(
                capture.finds(secret).is_some(),
                "{role:?} never received {secret:?}: the scanner would not find a leak"
            );
        }
    }
}

#[tokio::test]
async fn a_private_note_reaches_nobody_else_before_the_reveal_and_everybody_after() {
    let server = TestServer::start().await;
    let workshop = Workshop::open(&server.api, Template::EducationPriorities, Attribution::PerspectiveOnly).await;
    let onlookers = Onlookers::gather(&workshop).await;
    let author = workshop.join("Canary Author", None).await;
    let place = workshop.writing(Writing::Private, None).await;

    let (note, regretted) = (fresh_id(), fresh_id());
    author.does(place.note(note, "canary-first-4711 Zoë")).await;
    author.does(Command::EditNote { note, based_on: 1, text: "canary-second-4712 Zoë".into(), edit_key: None }).await;
    author.does(place.note(regretted, "canary-third-4713")).await;
    author.does(Command::DeleteNote { note: regretted, edit_key: None }).await;
    let entry_place = timeline(&workshop).await;
    author.does(entry_place.entry(fresh_id(), "canary-entry-4714")).await;
    // Errors about it tell nobody that it is there.
    for (role, seat, _) in &onlookers.seats {
        if *role != Role::Wall {
            let unknown = seat.send(Command::DeleteNote { note: fresh_id(), edit_key: None }).await;
            let hidden = seat.send(Command::DeleteNote { note, edit_key: None }).await;
            assert_eq!(unknown, hidden, "{role:?}");
            assert!(hidden.is_err());
        }
    }
    onlookers.fence().await;
    let hidden = ["canary-first-4711 Zoë", "canary-second-4712 Zoë", "canary-third-4713", "canary-entry-4714"];
    for secret in hidden.into_iter().chain([&*note.to_string()]) {
        onlookers.assert_nobody_has(secret);
    }
    // Nor does anybody who comes later, or asks for an export of it, get any of it.
    let late = Onlookers::gather(&workshop).await;
    late.fence().await;
    for secret in hidden {
        late.assert_nobody_has(secret);
    }
    for (_, seat, _) in onlookers.seats.iter().filter(|(role, ..)| *role != Role::Wall) {
        for format in ["export/json", "export/csv", "report", "report/all"] {
            let export = export(&workshop, seat, format).await;
            for secret in hidden {
                assert!(!contains(&export, secret), "{format}");
            }
        }
    }

    workshop.lead.does(Command::RevealStep { step: place.step }).await;
    workshop.lead.does(Command::RevealStep { step: entry_place.step }).await;
    onlookers.fence().await;
    onlookers.assert_everybody_has("canary-second-4712 Zoë");
    onlookers.assert_everybody_has("canary-entry-4714");
    onlookers.assert_nobody_has("canary-first-4711 Zoë");
    onlookers.assert_nobody_has("canary-third-4713");
    let export = export(&workshop, &onlookers.seats[4].1, "export/json").await;
    assert!(contains(&export, "canary-second-4712"));
}

#[tokio::test]
async fn a_vote_reaches_nobody_else_and_totals_come_with_the_close() {
    let server = TestServer::start().await;
    let workshop = Workshop::open(&server.api, Template::EducationPriorities, Attribution::Named).await;
    let onlookers = Onlookers::gather(&workshop).await;
    let ballot = fresh_id();
    let settings = BallotSettings {
        question: "Which?".into(),
        method: BallotMethod::Dots { budget: None, cap: 1 },
        previous: None,
    };
    workshop.lead.does(Command::AddBallot { ballot, settings }).await;
    let options: Vec<NewOption> = ["One", "Two", "Three", "Four"]
        .map(|label| NewOption { option: fresh_id(), source: OptionSource::Text { label: label.into() } })
        .into();
    workshop.lead.does(Command::OpenBallot { ballot, options: options.clone() }).await;
    let mut voters = Vec::new();
    for number in 0..9 {
        let capture = Arc::new(Capture::default());
        let voter = workshop.join(&format!("Voter {number}"), Some(capture.clone())).await;
        voter.does(vote(ballot, &[options[number % 2].option])).await;
        voters.push((voter, capture));
    }
    onlookers.fence().await;
    // Papers are records of kind "paper"; a result would be one of kind "result".
    for word in ["\"paper\"", "\"marks\"", "\"result\"", "\"tally\""] {
        onlookers.assert_nobody_has(word);
    }
    // Each voter has one paper: their own.
    for (voter, capture) in &voters {
        let papers = voter.sees(|record| match record {
            Record::Paper(paper) => Some(paper.member),
            _ => None,
        });
        assert_eq!(papers, [voter.member()]);
        for (other, _) in voters.iter().filter(|(other, _)| other.member() != voter.member()) {
            let paper = format!("\"kind\":\"paper\",\"id\":\"{}\"", other.member());
            assert!(capture.finds(&paper).is_none());
        }
    }
    workshop.lead.does(Command::CloseBallot { ballot }).await;
    onlookers.fence().await;
    onlookers.assert_everybody_has("\"tally\"");
    onlookers.assert_nobody_has("\"paper\"");
}

#[tokio::test]
async fn without_names_no_shared_record_leads_to_an_author() {
    let server = TestServer::start().await;
    let workshop = Workshop::open(&server.api, Template::EducationPriorities, Attribution::PerspectiveOnly).await;
    let onlookers = Onlookers::gather(&workshop).await;
    let author = workshop.join("Canary Author", None).await;
    let place = workshop.writing(Writing::Open, None).await;
    author.does(place.note(fresh_id(), "Signed by group only")).await;
    let anonymous = workshop.writing(Writing::Private, Some(Attribution::Anonymous)).await;
    author.does(anonymous.note(fresh_id(), "Signed by nobody")).await;
    workshop.lead.does(Command::RevealStep { step: anonymous.step }).await;
    onlookers.fence().await;
    let signed_by = format!("\"member\":\"{}\"", author.member());
    for (role, _, capture) in &onlookers.seats {
        assert!(capture.finds("Signed by nobody").is_some());
        assert!(capture.finds(&signed_by).is_none(), "{role:?} can tell who wrote");
        let facilitates = matches!(role, Role::Lead | Role::CoFacilitator);
        assert_eq!(capture.finds("Canary Author").is_some(), facilitates, "{role:?}: only facilitators know the names");
    }
}

#[tokio::test]
async fn the_log_of_an_anonymous_step_names_no_author() {
    let mut server = TestServer::start().await;
    let workshop = Workshop::open(&server.api, Template::Iceberg, Attribution::Named).await;
    let author = workshop.join("Canary Author", None).await;
    let anonymous = workshop.writing(Writing::Private, Some(Attribution::Anonymous)).await;
    // The store writes whole pages: the note must not come to stand on one with what the author did before.
    for _ in 0..4 {
        workshop.lead.does(anonymous.note(fresh_id(), "🜂".repeat(500))).await;
    }
    let before = dump(&server).matches(&author.member().to_string()).count();
    author.does(anonymous.note(fresh_id(), "Nobody said this")).await;
    let after = dump(&server);
    assert!(after.contains("Nobody said this"), "the dump is searched in the right place");
    assert_eq!(after.matches(&author.member().to_string()).count(), before, "an entry links the author to the note");
    server.stop().await;
}

/// The whole data folder as text: database, write-ahead log and all.
fn dump(server: &TestServer) -> String {
    let files = std::fs::read_dir(server.data()).expect("the folder is there");
    let files = files.filter_map(|file| std::fs::read(file.ok()?.path()).ok());
    files.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect()
}

struct Timeline {
    lane: ColumnId,
    step: StepId,
}

impl Timeline {
    fn entry(&self, entry: EntryId, title: &str) -> Command {
        let text = EntryText {
            lane: self.lane,
            also_in: vec![],
            start: "1988-10".into(),
            end: None,
            title: title.into(),
            detail: String::new(),
            why_it_matters: String::new(),
            source: String::new(),
        };
        Command::PostEntry { entry, step: self.step, text, private: true, edit_key: None }
    }
}

/// A private timeline step, which the room enters.
async fn timeline(workshop: &Workshop) -> Timeline {
    let (board, lane, step) = (fresh_id(), fresh_id(), fresh_id());
    let columns = vec![NewColumn { column: lane, title: "Policy".into(), prompt: String::new(), level: None }];
    workshop.lead.does(Command::AddBoard { board, kind: BoardKind::Timeline, title: "History".into(), columns }).await;
    let settings = StepSettings {
        kind: StepKind::Timeline,
        title: "History".into(),
        focus_question: String::new(),
        minutes: 5,
        board: Some(board),
        ballot: None,
        writing: Writing::Private,
        attribution: None,
        note_limit: None,
        post_limit: None,
        practice: false,
        clock_starts: false,
        advance: false,
        naming: false,
    };
    workshop.lead.does(Command::AddStep { step, after: None, settings }).await;
    workshop.lead.does(Command::EnterStep { step }).await;
    Timeline { lane, step }
}

async fn export(workshop: &Workshop, seat: &Seat, format: &str) -> Vec<u8> {
    let answer = reqwest::Client::new()
        .post(format!("{}/api/{format}", workshop.api.base()))
        .bearer_auth(&seat.seated.credential)
        .send()
        .await
        .expect("the server answers");
    assert!(answer.status().is_success(), "{}", answer.status());
    answer.bytes().await.expect("a file").to_vec()
}

/// Whether a file holds a text, also inside a zip.
fn contains(file: &[u8], text: &str) -> bool {
    let within = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(text);
    match zip::ZipArchive::new(std::io::Cursor::new(file)) {
        Err(_) => within(file),
        Ok(mut archive) => (0..archive.len()).any(|place| {
            let mut bytes = Vec::new();
            let mut entry = archive.by_index(place).expect("a whole zip");
            std::io::Read::read_to_end(&mut entry, &mut bytes).expect("a whole zip");
            within(&bytes)
        }),
    }
}
