//! `charrette demo` and `charrette rehearse`.

use super::serve::stop_requested;
use super::{Stopped, print};
use crate::clock::Clock;
use crate::config::{Demo, Rehearse, Settings};
use crate::log::SqliteStore;
use crate::server::Server;
use charrette_protocol::{Attribution, Audience, Door, Grant, KnockAt, Lobby, Role, Seated};
use charrette_rehearsal::{Api, Options, Report, copy, rehearse as run, remove};
use charrette_workshop::limits;
use std::sync::Arc;
use tokio::sync::oneshot;

/// How much faster than people the demo is when one watches: three hours pass in some minutes.
const WATCHABLE: f64 = 0.25;

pub(super) async fn demo(demo: &Demo) -> Result<(), Stopped> {
    let folder = tempfile::Builder::new().prefix("charrette-demo-").tempdir().map_err(Stopped::new)?;
    let store = Arc::new(SqliteStore::open(folder.path()).map_err(Stopped::new)?);
    let settings = Settings { seats: limits::SEATS as u32, sockets: 10_000, ..Settings::default() };
    let bound = Server::bind(demo.listen, settings, store.clone(), folder.path(), Clock::system()).await;
    let server = bound.map_err(|error| {
        Stopped::new(format!(
            "{} cannot be listened on ({error}); choose another with --listen (make: ARGS=\"--listen …\")",
            demo.listen
        ))
    })?;
    let base = server.addresses().first().cloned().unwrap_or_default();
    let (ended, end) = oneshot::channel::<()>();
    let serving = tokio::spawn(server.serve(async move { drop(end.await) }));
    let stop = stop_requested()?;
    tokio::pin!(stop);
    let shown = tokio::select! {
        shown = show(demo, &base) => shown,
        () = &mut stop => Err(Stopped::new("stopped before the people had finished")),
    };
    if shown.is_ok() && (demo.stay || !demo.fast) {
        print("Serving on; stop with Ctrl-C. The demo's workshop is gone then.")?;
        stop.await;
    }
    drop(ended);
    serving.await.map_err(Stopped::new)?;
    drop(store);
    shown
}

async fn show(demo: &Demo, base: &str) -> Result<(), Stopped> {
    let api = Api::new(base);
    let lead = api.open(demo.template, "Demo facilitator", Attribution::PerspectiveOnly).await.map_err(Stopped::new)?;
    for (words, role) in [("Console", Role::Lead), ("Wall", Role::Wall)] {
        let link = api.make_link(&lead.credential, Grant::Seat { role }).await.map_err(Stopped::new)?;
        print(format!("{words}: {base}/j#k={}", link.secret))?;
    }
    let report = people(&api, &lead, demo.people, demo.seed, demo.fast).await?;
    tell(&report)
}

pub(super) async fn rehearse(rehearse: &Rehearse) -> Result<(), Stopped> {
    let (base, secret) = rehearse
        .link
        .split_once("/j#k=")
        .ok_or_else(|| Stopped::new("give a lead facilitator's link, such as http://127.0.0.1:4480/j#k=…; make one in the console, or with `charrette link`"))?;
    if base.starts_with("https://") {
        return Err(Stopped::new(
            "rehearse speaks plain http: run it on the server itself, with the link's address changed to http://127.0.0.1:4480",
        ));
    }
    let api = Api::new(base);
    let door = Door::Link { secret: secret.to_owned() };
    // Looked at before anybody sits down, since the seat is given up again: it must be a fresh one.
    let lobby: Lobby = api.post("/api/lobby", None, &KnockAt { door: door.clone() }).await.map_err(Stopped::new)?;
    if Audience::of(lobby.role) != Audience::Console || lobby.welcome_back.is_some() {
        return Err(Stopped::new(
            "only facilitators rehearse a workshop: give a link to a lead facilitator's seat, not to another's or a way back",
        ));
    }
    let guest = api.join(door, "Rehearsal", None).await.map_err(Stopped::new)?;
    let copied = copy(&api, &guest.credential).await;
    // The guest's seat is given back, whatever comes of the copy.
    if let Some(member) = guest.member {
        let client = charrette_rehearsal::Client::connect(&api, &guest.credential, None).await.map_err(Stopped::new)?;
        let leave = charrette_protocol::Command::RemoveMember { member };
        if let Err(rejection) = client.send(charrette_rehearsal::api::fresh_command(), leave).await {
            print(format!("The seat that was taken to copy the workshop stays in its list: {rejection}"))?;
        }
    }
    let lead = copied.map_err(Stopped::new)?;
    let done = people(&api, &lead, rehearse.people, rehearse.seed, rehearse.fast).await;
    remove(&api, &lead.credential).await.map_err(Stopped::new)?;
    tell(&done?)
}

async fn people(api: &Api, lead: &Seated, people: u32, seed: u64, fast: bool) -> Result<Report, Stopped> {
    let options = Options {
        people: people as usize,
        seed,
        tempo: if fast { 0.0 } else { WATCHABLE },
        tap: None,
        // A reader that is gone does not stop the people.
        say: Box::new(|line| drop(print(line))),
    };
    run(api, lead, options).await.map_err(Stopped::new)
}

fn tell(report: &Report) -> Result<(), Stopped> {
    let Report { people, returns, notes, cards, clusters, entries, statements, voted, screens, compared, .. } = report;
    let Report { differing, as_expected, log, .. } = report;
    print(format!(
        "{people} people wrote {notes} notes, posted {cards} cards, made {clusters} clusters and {entries} timeline entries, \
         and drafted {statements} statements; {voted:?} voted; {returns} came back after losing the network or changing \
         devices."
    ))?;
    print(format!("{as_expected} results were counted again and came out as the rules say."))?;
    print(format!(
        "Compared {compared} records on {screens} screens with the server: {differing} disagreements. \
         Compared {} records of {} viewers with the log: {} disagreements.",
        log.records, log.viewers, log.differing
    ))
}
