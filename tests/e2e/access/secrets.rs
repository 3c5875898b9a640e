//! Tokens, link secrets, keys and what people wrote: not in the log at its most talkative, not in
//! the metrics, and secrets not on the disk.

use super::{code, join, knock, link, post};
use charrette_protocol::*;
use charrette_rehearsal::Client;
use charrette_rehearsal::api::{fresh_command, fresh_id, fresh_secret};
use charrette_tests::wire::{hello, request};
use charrette_tests::{Process, Seat, Wire, Workshop, spellings};
use std::path::Path;
use tempfile::TempDir;

/// All bytes of a folder's files.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            all.extend(contents(&path));
        } else if let Ok(bytes) = std::fs::read(&path) {
            all.push((path.display().to_string(), bytes));
        }
    }
    all
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_log_at_its_most_talkative_holds_no_secret_and_nothing_that_was_written() {
    let (data, logs) = (TempDir::new().expect("a folder"), TempDir::new().expect("a folder"));
    let log = logs.path().join("log");
    let key = "a creation key that nobody guesses";
    let options = ["--log", "trace", "--create", "key", "--create-key", key];
    let mut process = Process::start_logging(data.path(), "127.0.0.1:0", &options, &log).await;
    let api = process.api.clone();

    // Secrets, by what they are; and what people wrote.
    let mut secrets = vec![("the creation key", key.to_owned())];
    let mut written = Vec::new();
    let mut say = |what: &'static str| {
        let text = format!("canary-{}-{}", what.replace(' ', "-"), written.len());
        written.push((what, text.clone()));
        text
    };
    let secret_of = |credential: &str| credential.split_once('.').expect("a workshop and a secret").1.to_owned();

    let wish = OpenWorkshop {
        start: Template::Iceberg.into(),
        title: say("title"),
        attribution: Attribution::Named,
        name: say("the lead's name"),
        key: Some(key.into()),
        workshop: fresh_id(),
        member: fresh_id(),
        secret: fresh_secret(),
    };
    secrets.push(("the lead's secret", wish.secret.clone()));
    let seated: Seated = api.post("/api/workshops", None, &wish).await.expect("the key is right");
    let client = Client::connect(&api, &seated.credential, None).await.expect("the lead is known");
    let workshop = Workshop { api: api.clone(), lead: Seat { client, seated } };
    let lead = workshop.lead.seated.credential.clone();
    let Door::Code { code: opens } = workshop.door() else { panic!("a code") };

    let ada = workshop.join(&say("a participant's name"), None).await;
    secrets.push(("a participant's secret", secret_of(&ada.seated.credential)));
    let made = api.make_link(&lead, Grant::Seat { role: Role::Lead }).await.expect("leads make links");
    secrets.push(("a link's secret", secret_of(&made.secret)));
    assert_eq!(knock(&api, &link(made.secret.clone())).await.status, 200);
    let by_link = join(link(made.secret), "Second lead");
    secrets.push(("a secret that came by a link", by_link.secret.clone()));
    assert_eq!(post(&api, "/api/join", None, &by_link).await.status, 200);

    let place = workshop.writing(Writing::Private, None).await;
    ada.does(place.note(fresh_id(), say("a private note"))).await;
    let place = workshop.writing(Writing::Open, Some(Attribution::Anonymous)).await;
    let edit_key = fresh_secret();
    secrets.push(("an edit key", edit_key.clone()));
    let note = fresh_id();
    ada.does(Command::PostNote {
        note,
        step: place.step,
        column: place.column,
        text: say("an anonymous note"),
        private: false,
        edit_key: Some(edit_key.clone()),
    })
    .await;

    // Everything that goes wrong, with secrets and texts in it.
    let unknown = fresh_secret();
    secrets.push(("a secret that opens nothing", unknown.clone()));
    let nobody = format!("{}.{unknown}", workshop.lead.seated.workshop);
    let mut wire = Wire::open(&api).await;
    wire.tell(&ClientMessage::Hello(hello(&nobody))).await;
    wire.farewell().await;
    let mut wire = Wire::open(&api).await;
    let credential = &ada.seated.credential;
    wire.text(format!(r#"{{"type":"hello","version":"{}","credential":"{credential}"}}"#, say("a wrong hello"))).await;
    wire.farewell().await;
    let mut wire = Wire::seated(&api, credential).await;
    wire.text(format!(r#"{{"type":"command","x":"{edit_key}","body":{{"type":"{}"}}}}"#, say("a wrong command"))).await;
    wire.rejected().await;
    wire.command(fresh_command(), Command::EditNote { note, based_on: 7, text: say("a stale edit"), edit_key: None })
        .await;
    wire.rejected().await;
    wire.text(format!("{}{}", say("a large message"), "x".repeat(70_000))).await;
    wire.farewell().await;
    for door in [link(nobody.clone()), code(say("a wrong code")), code(opens.clone())] {
        post(&api, "/api/join", None, &join(door, &say("a name at a door"))).await;
    }
    request(&api, "POST", "/api/join", &[], &format!(r#"{{"door":"{}"}}"#, say("a wrong door"))).await;
    let body = PostCommand {
        credential: credential.clone(),
        command: CommandMessage {
            id: fresh_command(),
            speaker: None,
            body: Command::EditNote { note, based_on: 1, text: say("a posted edit"), edit_key: Some(edit_key.clone()) },
        },
    };
    assert_eq!(post(&api, "/command", None, &body).await.status, 200);
    let greeting = Hello { edit_keys: vec![edit_key], ..hello(credential) };
    assert_eq!(post(&api, "/poll", None, &Poll { hello: greeting }).await.status, 200);
    for path in ["/api/export/json", "/api/export/csv", "/api/report/markdown", "/api/links/list", "/api/verify"] {
        assert_eq!(post(&api, path, Some(&lead), &()).await.status, 200, "{path}");
    }
    // A secret in an address would be in every proxy's log. None is read from there.
    for address in [format!("/ws?credential={lead}"), format!("/api/links/list?authorization=Bearer%20{lead}")] {
        let method = if address.starts_with("/ws") { "GET" } else { "POST" };
        assert!(request(&api, method, &address, &[("origin", api.base())], "").await.status >= 400);
    }
    secrets.push(("the code", opens));
    ada.client.fence().await;
    assert!(process.terminate().await.success());

    let log = std::fs::read_to_string(&log).expect("the log is text");
    assert!(log.contains("a workshop was opened") && log.contains("stopping"), "it was talkative: {log}");
    for (what, text) in secrets.iter().chain(&written) {
        for spelling in spellings(text) {
            let line = log.lines().find(|line| line.contains(&spelling));
            assert_eq!(line, None, "{what} ({spelling}) is in the log");
        }
    }
    // On the disk are hashes of secrets. The code is not one: it stands on the wall.
    secrets.retain(|(what, _)| *what != "the code");
    for (path, bytes) in contents(data.path()) {
        for (what, secret) in &secrets {
            assert!(!holds(&bytes, secret), "{what} is in {path}");
        }
    }
    assert!(contents(data.path()).iter().any(|(_, bytes)| holds(bytes, &written[0].1)), "what was written is there");
}
