//! The server is killed at random moments; a ledger kept outside says what must still be true.

use charrette_protocol::*;
use charrette_rehearsal::api::{fresh_command, fresh_id};
use charrette_rehearsal::{Api, Client, Options, Tap, rehearse};
use charrette_tests::{Ledger, PATIENCE, Process, Seat, Workshop, soon};
use futures_util::future::join_all;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tempfile::TempDir;

/// People who write at once.
const WRITERS: usize = 40;

/// Acknowledgements in each cycle, at least.
const LEAST: u64 = 200;

/// How often the server is killed; the campaign sets more.
fn cycles() -> u64 {
    setting("CHARRETTE_KILLS", 50)
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().map_or(default, |value| value.parse().expect("a number"))
}

/// One person's note, over and over in new versions.
struct Writer {
    seat: Seat,
    note: NoteId,
    version: u32,
}

impl Writer {
    /// Edits as fast as it is acknowledged, until told to stop. What has been sent is always
    /// waited for, across kills.
    async fn write(&mut self, ledger: &Ledger, stop: &AtomicBool) {
        while !stop.load(Ordering::Relaxed) {
            let text = format!("Version {} by {}", self.version + 1, self.seat.seated.member.expect("a person"));
            ledger.sends(self.note, &text);
            let edit = Command::EditNote { note: self.note, based_on: self.version, text, edit_key: None };
            self.seat.client.send(fresh_command(), edit).await.expect("an edit of one's own note is accepted");
            ledger.stored(self.note);
            self.version += 1;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_acknowledged_command_is_lost_or_doubled_and_nothing_was_seen_that_is_not_stored() {
    let seed = setting("CHARRETTE_SEED", 20_261_124);
    let mut chance = StdRng::seed_from_u64(seed);
    let data = TempDir::new().expect("a folder can be made");
    let mut process = Process::start(data.path(), "127.0.0.1:0", &["--log", "error"]).await;
    let ledger = Arc::new(Ledger::default());
    let tap = || Some(ledger.clone() as Arc<dyn Tap>);

    let workshop = Workshop::open(&process.api, Template::Timeline, Attribution::Named).await;
    let open = workshop.writing(Writing::Open, None).await;
    let mut writers = Vec::new();
    for number in 0..WRITERS {
        let seat = workshop.join(&format!("Writer {number}"), tap()).await;
        let note = fresh_id();
        ledger.sends(note, "Version 1");
        seat.does(open.note(note, "Version 1")).await;
        ledger.stored(note);
        writers.push(Writer { seat, note, version: 1 });
    }
    // Half of the work is private: what nobody else sees must survive as well.
    let private = workshop.writing(Writing::Private, None).await;
    for writer in writers.iter_mut().skip(WRITERS / 2) {
        writer.note = fresh_id();
        ledger.sends(writer.note, "Version 1");
        writer.seat.does(private.note(writer.note, "Version 1")).await;
        ledger.stored(writer.note);
    }

    // Whole rehearsals go on beside it, in workshops of their own, and have to come to their ends.
    let ended = Arc::new(AtomicBool::new(false));
    let rehearsing = tokio::spawn(rehearsals(process.api.clone(), ended.clone(), seed));

    let (kills, mut least) = (cycles(), u64::MAX);
    for cycle in 1..=kills {
        let before = ledger.acknowledgements();
        let stop = AtomicBool::new(false);
        let writing = join_all(writers.iter_mut().map(|writer| writer.write(&ledger, &stop)));
        let killing = async {
            // The moment is an acknowledgement that somebody just received, with the commands of
            // all others under way: in the inbox, in a commit, behind one.
            ledger.reaches(before + LEAST + chance.random_range(0..LEAST)).await;
            process.kill().await;
            least = least.min(ledger.acknowledgements() - before);
            process = Process::start(data.path(), &process.address.clone(), &["--log", "error"]).await;
            stop.store(true, Ordering::Relaxed);
        };
        soon("a cycle of writing and killing", async { tokio::join!(writing, killing) }).await;

        let mut held = BTreeMap::new();
        for writer in &writers {
            // Fresh eyes, and each author's own: private notes are seen by nobody else.
            let fresh = Client::connect(&process.api, &writer.seat.seated.credential, None).await;
            fresh.expect("the seat is known after a restart").look(|mirror| {
                for record in mirror.records() {
                    match record {
                        Record::Note(note) => drop(held.insert(note.id, (note.text_version, note.text.clone()))),
                        Record::PrivateNote(note) => drop(held.insert(note.id, (note.text_version, note.text.clone()))),
                        _ => {}
                    }
                }
            });
        }
        let faults = ledger.faults(&held);
        assert!(faults.is_empty(), "seed {seed}, cycle {cycle}:\n{}", faults.join("\n"));
    }
    ended.store(true, Ordering::Relaxed);
    let (rehearsals, compared) = soon("the last rehearsal to end", rehearsing).await.expect("all rehearsals end well");
    assert!(rehearsals > 0 && compared > 0, "no rehearsal came to its end");
    let (notes, seen) = ledger.size();
    assert!(least >= LEAST, "a cycle had only {least} acknowledgements");
    println!(
        "seed {seed}: {kills} kills, {} commands acknowledged (at least {least} a cycle), {notes} notes, \
         {seen} of them seen by others or their authors: 0 lost, 0 doubled, 0 seen but not stored; \
         {rehearsals} rehearsals with {REHEARSERS} people went on through the kills, {compared} records compared, 0 disagreements",
        ledger.acknowledgements()
    );
}

/// People in each of the rehearsals that go on through the kills.
const REHEARSERS: usize = 45;

/// Rehearses one seminar after another until told to end; how many came to their end, and how
/// many records were compared.
async fn rehearsals(api: Api, ended: Arc<AtomicBool>, seed: u64) -> (u64, usize) {
    let api = api.patient(PATIENCE);
    let (mut done, mut compared) = (0, 0);
    while !ended.load(Ordering::Relaxed) {
        let lead = api.open(Template::FullSeminar, "Lead", Attribution::PerspectiveOnly).await.expect("it opens");
        let options = Options { people: REHEARSERS, seed: seed + done, tempo: 0.0, tap: None, say: Box::new(|_| {}) };
        let report = rehearse(&api, &lead, options).await.expect("a rehearsal survives kills");
        assert_eq!((report.differing, report.log.differing), (0, 0));
        done += 1;
        compared += report.compared;
    }
    (done, compared)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_asked_to_stop_says_so_and_everybody_comes_back() {
    let data = TempDir::new().expect("a folder can be made");
    let mut process = Process::start(data.path(), "127.0.0.1:0", &["--log", "error"]).await;
    let workshop = Workshop::open(&process.api, Template::Iceberg, Attribution::Named).await;
    let place = workshop.writing(Writing::Open, None).await;
    let seat = workshop.join("Ada", None).await;
    seat.does(place.note(fresh_id(), "Before")).await;
    assert!(process.terminate().await.success());
    let waiting = seat.does(place.note(fresh_id(), "Written while it was away"));
    process = Process::start(data.path(), &process.address.clone(), &["--log", "error"]).await;
    waiting.await;
    assert_eq!(seat.client.ended(), None);
    let mut notes = seat.notes();
    notes.sort();
    assert_eq!(notes, ["Before", "Written while it was away"]);
    assert!(process.terminate().await.success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_server_on_the_same_folder_is_refused_in_words() {
    let data = TempDir::new().expect("a folder can be made");
    let _first = Process::start(data.path(), "127.0.0.1:0", &["--log", "error"]).await;
    let second = tokio::process::Command::new(charrette_tests::program())
        .args(["run", "--listen", "127.0.0.1:0", "--data"])
        .arg(data.path())
        .output();
    let second = soon("the second server to give up", second).await.expect("it starts");
    assert!(!second.status.success());
    let words = String::from_utf8_lossy(&second.stderr);
    assert!(words.contains("charrette: ") && words.contains(&data.path().display().to_string()), "{words}");
}
