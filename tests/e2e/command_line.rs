//! The program as whoever runs it meets it: options, words, exit codes, and what it does to a
//! running server and to a stopped one's folder.

mod options;

use charrette_protocol::*;
use charrette_rehearsal::Client;
use charrette_rehearsal::api::{fresh_id, fresh_secret};
use charrette_tests::wire::request;
use charrette_tests::{Process, Workshop, program, soon, spellings};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Stdio;
use tempfile::TempDir;
use tokio::io::AsyncWriteExt;

/// What a command came to.
#[derive(Debug)]
struct Ran {
    success: bool,
    out: String,
    err: String,
}

/// Runs the program to its end, with this typed into it.
async fn typed(arguments: &[&str], data: Option<&Path>, input: &str) -> Ran {
    let mut command = tokio::process::Command::new(program());
    command.args(arguments).env_clear().kill_on_drop(true);
    if let Some(data) = data {
        command.arg("--data").arg(data);
    }
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = piped.expect("the program starts");
    let mut typing = child.stdin.take().expect("it is piped");
    // A program that asks nothing hangs up.
    let _ = typing.write_all(input.as_bytes()).await;
    drop(typing);
    let output = soon("the program to end", child.wait_with_output()).await.expect("it can be waited for");
    Ran {
        success: output.status.success(),
        out: String::from_utf8(output.stdout).expect("text"),
        err: String::from_utf8(output.stderr).expect("text"),
    }
}

async fn run(arguments: &[&str], data: Option<&Path>) -> Ran {
    typed(arguments, data, "").await
}

#[track_caller]
fn succeeded(ran: Ran) -> String {
    assert!(ran.success, "{ran:?}");
    ran.out
}

/// It failed, on its error output, in words with this in them.
#[track_caller]
fn refused(ran: &Ran, words: &str) {
    assert!(!ran.success && ran.out.is_empty() && ran.err.contains(words), "{words}: {ran:?}");
    assert!(!ran.err.contains("panicked"), "{ran:?}");
}

fn folder() -> TempDir {
    TempDir::new().expect("a folder can be made")
}

async fn serve(data: &Path) -> Process {
    Process::start(data, "127.0.0.1:0", &["--log", "error"]).await
}

fn code(workshop: &Workshop) -> String {
    match workshop.door() {
        Door::Code { code } => code,
        Door::Link { .. } => panic!("a code"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_running_server_and_a_stopped_ones_folder_are_managed_alike() {
    let data = folder();
    refused(&run(&["rooms"], Some(data.path())).await, "is not a data folder of Charrette");
    assert_eq!(std::fs::read_dir(data.path()).expect("it is there").count(), 0, "a foreign folder is left as it was");
    let mut process = serve(data.path()).await;
    let none = succeeded(run(&["rooms"], Some(data.path())).await);
    assert!(none.starts_with("No workshops yet."), "{none}");

    let workshop = Workshop::open(&process.api, Template::Iceberg, Attribution::Named).await;
    let place = workshop.writing(Writing::Open, None).await;
    workshop.lead.does(place.note(fresh_id(), "It stays.")).await;
    let (opens, id) = (code(&workshop), workshop.lead.seated.workshop.to_string());
    let title = workshop.lead.workshop().title;
    let credential = workshop.lead.seated.credential.clone();

    for running in [true, false] {
        if !running {
            assert!(process.terminate().await.success());
        }
        let listed = succeeded(run(&["rooms"], Some(data.path())).await);
        let line: Vec<_> = listed.trim_end().split("  ").collect();
        assert_eq!((line[0], line[1], line[3]), (id.as_str(), opens.as_str(), title.as_str()), "{listed}");
        assert_eq!(listed.lines().count(), 1);
        for unknown in ["K7MQ-4XWD", "nonsense", "-AAAAAAAAAAAAAAAAAAAAA", &fresh_id::<WorkshopId>().to_string()] {
            for command in ["link", "close", "delete"] {
                let mut arguments = vec![command, unknown];
                arguments.extend((command == "delete").then_some("--yes"));
                refused(&run(&arguments, Some(data.path())).await, "`charrette rooms` lists all");
            }
        }
    }
    // Links are made by code as it is typed, or by id; with and without a server.
    let stopped = succeeded(run(&["link", &id, "--role", "wall"], Some(data.path())).await);
    process = serve(data.path()).await;
    let typed_code = opens.to_lowercase().replace('-', " ");
    let mut links = vec![(Audience::Wall, stopped)];
    for (role, audience) in [
        ("lead", Audience::Console),
        ("co-facilitator", Audience::Console),
        ("participant", Audience::Room),
        ("observer", Audience::Observer),
    ] {
        links.push((audience, succeeded(run(&["link", &typed_code, "--role", role], Some(data.path())).await)));
    }
    for (audience, printed) in links {
        let (base, secret) = printed.trim_end().split_once("/j#k=").expect("the secret stands in the fragment");
        assert!(audience == Audience::Wall || base == process.api.base(), "{printed}");
        let door = Door::Link { secret: secret.to_owned() };
        let seated =
            process.api.join(door, &format!("By a link for {audience:?}"), None).await.expect("the link works");
        assert_eq!(seated.audience, audience);
    }

    let closed = succeeded(run(&["close", &opens], Some(data.path())).await);
    assert!(closed.contains("Nothing was deleted"), "{closed}");
    let knock = KnockAt { door: Door::Code { code: opens.clone() } };
    let refusal = process.api.post::<Lobby>("/api/lobby", None, &knock).await.expect_err("the code is retired");
    assert!(refusal.to_string().starts_with("No workshop opens with this."), "{refusal}");
    let listed = succeeded(run(&["rooms"], Some(data.path())).await);
    assert!(listed.contains("no code") && !listed.contains(&opens), "{listed}");
    let lead = Client::connect(&process.api, &credential, None).await.expect("those who are in stay in");
    let codes = lead.look(|mirror| {
        let workshop = mirror.records().find_map(|record| match record {
            Record::Workshop(workshop) => Some(workshop.code.clone()),
            _ => None,
        });
        workshop.expect("everybody sees the workshop")
    });
    assert_eq!(codes, None, "the wall does not show a code that opens nothing");
    refused(&run(&["close", &opens], Some(data.path())).await, "there is no workshop");
}

/// Files of a folder that hold a text, in any spelling.
fn holding(folder: &Path, text: &str) -> Vec<String> {
    let spelled = spellings(text);
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("an entry").path();
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
        if spelled.iter().any(|spelling| holds(spelling)) {
            found.push(path.display().to_string());
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn deleting_asks_first_and_leaves_no_byte() {
    let data = folder();
    for running in [true, false] {
        let mut process = serve(data.path()).await;
        let kept = Workshop::open(&process.api, Template::Iceberg, Attribution::Named).await;
        let goes = Workshop::open(&process.api, Template::Iceberg, Attribution::Named).await;
        let canary = format!("canary-{}", fresh_secret());
        let stays = format!("stays-{}", fresh_secret());
        let place = goes.writing(Writing::Private, None).await;
        for number in 0..30 {
            let body = place.note(fresh_id(), format!("{canary} {number}"));
            goes.lead.does(body).await;
        }
        let place = kept.writing(Writing::Open, None).await;
        kept.lead.does(place.note(fresh_id(), stays.clone())).await;
        let person = format!("canary-{}", fresh_secret());
        let guest = goes.join(&person, None).await;
        let (opens, id) = (code(&goes), goes.lead.seated.workshop.to_string());
        for text in [&canary, &person, &opens, &stays] {
            assert!(!holding(data.path(), text).is_empty(), "{text} was stored");
        }
        if !running {
            assert!(process.terminate().await.success());
        }
        for wrong in ["", "\n", "yes\n", "y\n", "K7MQ-4XWD\n"] {
            let ran = typed(&["delete", &opens], Some(data.path()), wrong).await;
            assert!(!ran.success && ran.err.contains("nothing was deleted"), "{wrong:?}: {ran:?}");
            assert!(ran.err.contains("Type its code or id again"), "{ran:?}");
        }
        assert!(succeeded(run(&["rooms"], Some(data.path())).await).contains(&opens), "nothing was deleted");

        let deleted = if running {
            typed(&["delete", &opens], Some(data.path()), &format!("{opens}\n")).await
        } else {
            run(&["delete", &id, "--yes"], Some(data.path())).await
        };
        assert!(succeeded(deleted).contains("Copies in backups are not."));
        for text in [&canary, &person, &opens] {
            assert_eq!(holding(data.path(), text), [] as [&str; 0], "running: {running}");
        }
        assert!(!holding(data.path(), &stays).is_empty(), "the other workshop is untouched");
        let listed = succeeded(run(&["rooms"], Some(data.path())).await);
        assert!(!listed.contains(&id) && listed.contains(&kept.lead.seated.workshop.to_string()), "{listed}");
        if running {
            let gone = CloseCode::WorkshopGone;
            assert_eq!(soon("the lead to hear of it", goes.lead.client.wait_end()).await, gone);
            assert_eq!(soon("the guest to hear of it", guest.client.wait_end()).await, gone);
            assert!(Client::connect(&process.api, &guest.seated.credential, None).await.is_err());
            kept.lead.does(place.note(fresh_id(), "Life goes on.")).await;
            assert!(process.terminate().await.success());
        }
        let again = run(&["delete", &id, "--yes"], Some(data.path())).await;
        refused(&again, "there is no workshop");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_drawn_key_is_kept_for_its_owner_alone_and_opens_workshops() {
    let data = folder();
    let mut keys = Vec::new();
    for _ in 0..2 {
        let mut process = Process::start(data.path(), "127.0.0.1:0", &["--log", "error", "--create", "key"]).await;
        let line = process.line().await;
        let path = data.path().join("create-key");
        assert!(line.contains(&path.display().to_string()), "{line}");
        let kept = std::fs::metadata(&path).expect("the key is kept");
        assert_eq!(kept.permissions().mode() & 0o777, 0o600);
        let key = std::fs::read_to_string(&path).expect("it is text").trim().to_owned();
        assert!(key.len() >= 20 && !line.contains(&key), "the key itself is not printed");
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
        let open = |key: Option<&str>| {
            let (api, wish) = (process.api.clone(), wish(key));
            async move { api.post::<Seated>("/api/workshops", None, &wish).await }
        };
        for wrong in [None, Some("wrong"), Some(&key[1..])] {
            let refusal = open(wrong).await.expect_err("the key is wrong");
            assert!(refusal.to_string().contains("creation key"), "{refusal}");
        }
        open(Some(&key)).await.expect("the key is right");
        keys.push(key);
        assert!(process.terminate().await.success());
    }
    assert_eq!(keys[0], keys[1], "it is drawn once");
    // Nobody has to ask for it where others reach the server.
    let wide = folder();
    let mut process = Process::start(wide.path(), "127.0.0.1:0", &["--public-url", "http://rooms.example"]).await;
    assert!(process.line().await.contains("asks for the key in"));
    assert!(wide.path().join("create-key").exists());
    let control = std::fs::metadata(wide.path().join("control.sock")).expect("the server can be managed");
    assert_eq!(control.permissions().mode() & 0o777, 0o600, "by its owner");
    let open = folder();
    let plain = serve(open.path()).await;
    assert!(!open.path().join("create-key").exists(), "on loopback nobody else comes");
    drop(plain);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn metrics_and_health_tell_how_it_goes_and_nothing_of_what_goes_on() {
    let data = folder();
    let mut process = Process::start(data.path(), "127.0.0.1:0", &["--log", "error", "--metrics", "127.0.0.1:0"]).await;
    let line = process.line().await;
    let address = line.split_once("http://").expect("it says where").1.trim_end_matches("/metrics").to_owned();
    let metrics = charrette_rehearsal::Api::new(format!("http://{address}"));
    let workshop = Workshop::open(&process.api, Template::Iceberg, Attribution::Named).await;
    let place = workshop.writing(Writing::Open, None).await;
    let ada = workshop.join("Canary-name", None).await;
    ada.does(place.note(fresh_id(), "canary-text")).await;
    ada.client.send_raw("canary-nonsense");
    ada.client.fence().await;

    let told = request(&metrics, "GET", "/metrics", &[], "").await;
    assert_eq!(told.status, 200, "{told:?}");
    let value = |name: &str| {
        let line = told.body.lines().find(|line| line.starts_with(&format!("{name} ")));
        line.and_then(|line| line.rsplit(' ').next()?.parse::<f64>().ok())
    };
    assert_eq!(value("charrette_rooms_awake"), Some(1.0), "{}", told.body);
    assert_eq!(value("charrette_sockets_open"), Some(2.0), "{}", told.body);
    assert!(value("charrette_batches_total").is_some_and(|batches| batches >= 5.0), "{}", told.body);
    assert_eq!(value("charrette_messages_unreadable_total"), Some(1.0), "{}", told.body);
    assert!(!told.body.contains('{'), "no labels: {}", told.body);
    let secrets = [
        workshop.lead.seated.workshop.to_string(),
        code(&workshop),
        ada.member().to_string(),
        ada.seated.credential.clone(),
        "canary".into(),
        "Canary".into(),
    ];
    for secret in secrets {
        assert!(!told.body.contains(&secret), "{secret}");
    }
    for elsewhere in ["/", "/api/server", "/ws"] {
        assert_eq!(request(&metrics, "GET", elsewhere, &[], "").await.status, 404, "{elsewhere}");
    }
    // Nor does the server itself tell them.
    let here = request(&process.api, "GET", "/metrics", &[], "").await;
    assert!(!here.body.contains("charrette_"), "{here:?}");

    for (path, words) in [("/healthz", "alive\n"), ("/readyz", "ready\n")] {
        let reply = request(&process.api, "GET", path, &[], "").await;
        assert_eq!((reply.status, reply.body.as_str()), (200, words));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_demo_shows_its_links_and_ends_in_agreement() {
    let told = succeeded(run(&["demo", "--fast", "--people", "9", "--listen", "127.0.0.1:0"], None).await);
    for screen in ["Console: http://127.0.0.1:", "Wall: http://127.0.0.1:"] {
        let line = told.lines().find(|line| line.starts_with(screen)).unwrap_or_else(|| panic!("{screen}: {told}"));
        assert!(line.contains("/j#k="), "{line}");
    }
    let last = told.lines().last().expect("it ends with a count");
    assert_eq!(last.matches(": 0 disagreements.").count(), 2, "{last}");
    assert!(told.contains("9 people wrote"), "{told}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_workshop_is_rehearsed_by_its_link_and_stays_as_it_was() {
    let data = folder();
    let process = serve(data.path()).await;
    let workshop = Workshop::open(&process.api, Template::Iceberg, Attribution::Named).await;
    let before = workshop.lead.client.look(Clone::clone);
    let printed = succeeded(run(&["link", &code(&workshop)], Some(data.path())).await);
    let link = printed.trim_end();
    let told = succeeded(run(&["rehearse", link, "--fast", "--people", "9"], None).await);
    let last = told.lines().last().expect("it ends with a count");
    assert_eq!(last.matches(": 0 disagreements.").count(), 2, "{told}");
    assert!(told.contains("9 people wrote"), "{told}");

    let listed = succeeded(run(&["rooms"], Some(data.path())).await);
    assert_eq!(listed.lines().count(), 1, "the copy is gone: {listed}");
    workshop.lead.client.fence().await;
    let changed = workshop.lead.client.look(|after| after.differing(&before));
    assert!(changed.is_empty(), "{changed:?}");

    for (wrong, words) in [
        ("nonsense", "give a lead facilitator's link"),
        ("https://127.0.0.1/j#k=x", "speaks plain http"),
        ("http://127.0.0.1:1/j#k=x", "could not be reached"),
        (&format!("{}/j#k=nonsense", process.api.base()), "No workshop opens with this."),
    ] {
        refused(&run(&["rehearse", wrong, "--fast", "--people", "9"], None).await, words);
    }
    // A participant's link rehearses nothing; nor does a facilitator's way back, whose seat would be given up.
    let participant = succeeded(run(&["link", &code(&workshop), "--role", "participant"], Some(data.path())).await);
    let grant = Grant::WayBack { member: workshop.lead.member(), once: false };
    let back = process.api.make_link(&workshop.lead.seated.credential, grant).await.expect("it is one's own");
    for link in [participant.trim_end(), &format!("{}/j#k={}", process.api.base(), back.secret)] {
        let ran = run(&["rehearse", link, "--fast", "--people", "9"], None).await;
        refused(&ran, "only facilitators rehearse a workshop");
    }
    workshop.lead.client.fence().await;
    let changed = workshop.lead.client.look(|after| after.differing(&before));
    assert!(changed.is_empty(), "nobody was left behind, and nobody sent away: {changed:?}");
}
