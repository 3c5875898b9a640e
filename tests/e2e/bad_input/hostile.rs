//! Some thousand messages that were proper once, from a printed seed: each is answered once, and
//! somebody beside them notices nothing.

use super::Scene;
use charrette_protocol::*;
use charrette_rehearsal::api::{fresh_command, fresh_id, fresh_secret};
use charrette_tests::things::{dots, era, options, settings, vote};
use charrette_tests::{Heard, Things, Wire};
use futures_util::future::join_all;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde_json::value::RawValue;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// People who send them, and how many each; fewer than a connection may send at once.
const SENDERS: usize = 12;
const EACH: usize = 350;

fn seed() -> u64 {
    std::env::var("CHARRETTE_SEED").map_or(20_261_124, |value| value.parse().expect("a number"))
}

/// Proper messages of every kind.
fn proper(own: &Things) -> Vec<ClientMessage> {
    let text = || "Words".to_owned();
    let commands = [
        own.place().note(fresh_id(), "An idea."),
        Command::EditNote { note: own.note, based_on: 1, text: text(), edit_key: Some(fresh_secret()) },
        Command::MoveNotes { notes: vec![own.note, own.second_note], column: own.column, after: None, edit_key: None },
        Command::DeleteNote { note: own.note, edit_key: None },
        Command::PostLate { item: LateItem::Note(own.note), edit_key: None },
        Command::MakeCluster {
            cluster: fresh_id(),
            board: own.board,
            name: text(),
            notes: vec![own.note],
            after: Some(own.cluster),
        },
        Command::SplitCluster { cluster: own.cluster, new: fresh_id(), name: text(), notes: vec![own.note] },
        Command::PostEntry {
            entry: fresh_id(),
            step: own.dating,
            text: own.dated("It began"),
            private: false,
            edit_key: None,
        },
        Command::AddEra { era: fresh_id(), board: own.timeline, text: era("Beginnings") },
        Command::AddStep { step: fresh_id(), after: Some(own.step), settings: settings(StepKind::Write, None) },
        Command::AddBallot { ballot: fresh_id(), settings: dots("Which?") },
        Command::OpenBallot { ballot: own.ballot, options: options(["One", "Two"]) },
        vote(own.open_ballot, &[own.option]),
        Command::SetPerspectives { groups: vec![PerspectiveGroup { name: text(), perspectives: vec![text()] }] },
        Command::Undo {},
    ];
    let commands = commands
        .into_iter()
        .map(|body| ClientMessage::Command(CommandMessage { id: fresh_command(), speaker: None, body }));
    commands
        .chain([
            ClientMessage::Ping {},
            ClientMessage::Presence(Presence { finished: Some(own.step) }),
            ClientMessage::Digest { digest: Digest::default() },
            ClientMessage::Hello(charrette_tests::wire::hello("nobody")),
        ])
        .collect()
}

/// A value that nobody sends.
fn odd(chance: &mut StdRng) -> Value {
    match chance.random_range(0..16) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(-1),
        3 => json!(u64::MAX),
        4 => json!(1e308),
        5 => json!(0.1),
        6 => json!(""),
        7 => json!("x".repeat(chance.random_range(100..20_000))),
        8 => json!("\u{0}\u{202e}\u{feff}\u{1f469}\u{200d}\u{1f52c}"),
        9 => json!([]),
        10 => json!({}),
        11 => json!({"type": "ping"}),
        12 => json!(["a", ["b"]]),
        13 => json!(fresh_id::<NoteId>()),
        14 => (0..chance.random_range(1..200)).fold(json!(1), |inner, _| json!([inner])),
        _ => json!((0..chance.random_range(1..300)).collect::<Vec<_>>()),
    }
}

/// Some part of a value, any depth down.
fn part<'a>(value: &'a mut Value, chance: &mut StdRng) -> &'a mut Value {
    let below = match value {
        Value::Object(fields) => fields.len(),
        Value::Array(elements) => elements.len(),
        _ => 0,
    };
    if below == 0 || chance.random_bool(0.25) {
        return value;
    }
    let at = chance.random_range(0..below);
    match value {
        Value::Object(fields) => part(fields.values_mut().nth(at).expect("it is there"), chance),
        Value::Array(elements) => part(&mut elements[at], chance),
        other => other,
    }
}

/// Changes what the message says.
fn meddle(value: &mut Value, chance: &mut StdRng) {
    let odd = odd(chance);
    let part = part(value, chance);
    match part {
        Value::Object(fields) if !fields.is_empty() => {
            let at = chance.random_range(0..fields.len());
            let name = fields.keys().nth(at).expect("it is there").clone();
            match chance.random_range(0..4) {
                0 => drop(fields.remove(&name)),
                1 => drop(fields.insert("x".repeat(chance.random_range(1..50)), odd)),
                2 => {
                    let taken = fields.remove(&name).unwrap_or_default();
                    fields.insert(name.to_uppercase(), taken);
                }
                _ => drop(fields.insert(name, odd)),
            }
        }
        Value::Array(elements) if !elements.is_empty() => {
            let first = elements[0].clone();
            elements.extend(std::iter::repeat_n(first, chance.random_range(1..250)));
        }
        other => *other = odd,
    }
}

/// Changes how the message is written.
fn scribble(text: &str, chance: &mut StdRng) -> String {
    let characters: Vec<char> = text.chars().collect();
    let at = chance.random_range(0..characters.len());
    let (before, after): (String, String) = (characters[..at].iter().collect(), characters[at..].iter().collect());
    let until = chance.random_range(at..=characters.len());
    let rest: String = characters[until..].iter().collect();
    const MARKS: [&str; 14] =
        ["\"", "\\", "{", "}", "[", "]", ",", ":", "\\ud800", "\u{0}", "1e999", "null", "\u{feff}", "\n"];
    match chance.random_range(0..6) {
        0 => before,
        1 => format!("{before}{rest}"),
        2 => format!("{before}{}{after}", MARKS[chance.random_range(0..MARKS.len())]),
        3 => format!("{text}{after}"),
        4 => {
            let first = text.trim_start_matches('{');
            format!("{{{},{first}", first.trim_end_matches('}'))
        }
        _ => {
            let depth = chance.random_range(1..10_000);
            format!("{}{text}{}", "[".repeat(depth), "]".repeat(depth))
        }
    }
}

/// What must come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Due {
    /// A refusal as malformed, for this command if its id could be read.
    Malformed(Option<CommandId>),
    /// An acknowledgement or a refusal of this command.
    Answer(CommandId),
    OutOfTurn,
    Pong,
    /// Nothing, or only changes.
    Nothing,
}

fn due(text: &str) -> Due {
    match serde_json::from_str(text) {
        Ok(ClientMessage::Command(message)) => Due::Answer(message.id),
        Ok(ClientMessage::Hello(_)) => Due::OutOfTurn,
        Ok(ClientMessage::Ping {}) => Due::Pong,
        Ok(ClientMessage::Presence(_) | ClientMessage::Digest { .. }) => Due::Nothing,
        Err(_) => {
            // What stands beside the id does not matter, however deep it goes.
            let fields = serde_json::from_str::<BTreeMap<String, &RawValue>>(text).ok();
            Due::Malformed(fields.and_then(|fields| serde_json::from_str(fields.get("id")?.get()).ok()))
        }
    }
}

/// A message that names its id twice has none.
fn names_it_twice(text: &str) -> bool {
    text.matches("\"id\":").count() > 1
}

/// What came back, for the count that is printed.
type Count = BTreeMap<&'static str, usize>;

async fn attack(scene: &Scene, own: &Things, seat: &Seated, seed: u64) -> Count {
    let mut chance = StdRng::seed_from_u64(seed);
    let mut wire = Wire::seated(&scene.server.api, &seat.credential).await;
    let mut count = Count::new();
    for number in 0..EACH {
        let proper = proper(own);
        let message = &proper[chance.random_range(0..proper.len())];
        let mut value = serde_json::to_value(message).expect("plain data");
        let text = match chance.random_range(0..10) {
            0 => value.to_string(),
            1..=5 => {
                for _ in 0..chance.random_range(1..4) {
                    meddle(&mut value, &mut chance);
                }
                value.to_string()
            }
            _ => scribble(&value.to_string(), &mut chance),
        };
        let due = due(&text);
        wire.text(text.clone()).await;
        if due == Due::Nothing {
            *count.entry("passed over").or_default() += 1;
            continue;
        }
        let shown: String = text.chars().take(300).collect();
        let said = match wire.answer().await {
            Heard::Said(said) => *said,
            end @ Heard::Closed(_) => panic!("seed {seed}, message {number}: {end:?} upon {shown}"),
        };
        let what = match (due, &said) {
            (Due::Malformed(due), ServerMessage::Reject { id, rejection })
                if rejection.code == RejectionCode::Malformed
                    && (due == *id || (id.is_none() && names_it_twice(&text))) =>
            {
                "unreadable"
            }
            (Due::Answer(due), ServerMessage::Ack { id }) if due == *id => "acknowledged",
            (Due::Answer(due), ServerMessage::Reject { id: Some(id), rejection }) if due == *id => {
                super::complete(&rejection.clone().into());
                if rejection.code == RejectionCode::TooFast { "too fast" } else { "refused by a rule" }
            }
            (Due::OutOfTurn, ServerMessage::Reject { id: None, rejection })
                if rejection.code == RejectionCode::OutOfTurn =>
            {
                "out of turn"
            }
            (Due::Pong, ServerMessage::Pong { .. }) => "pong",
            _ => panic!("seed {seed}, message {number}: {due:?} was due, not {said:?}, upon {shown}"),
        };
        *count.entry(what).or_default() += 1;
    }
    // Nothing is answered twice: the next answer is the next message's.
    wire.does(scene.note()).await;
    count
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn thousands_of_hostile_messages_are_answered_once_each_and_disturb_nobody() {
    let seed = seed();
    let scene = Scene::set().await;
    let own = scene.workshop.one_of_each().await;
    let mut seats = Vec::new();
    for number in 0..SENDERS {
        let name = format!("Hostile {number}");
        seats.push(scene.workshop.api.join(scene.workshop.door(), &name, None).await.expect("the door is open"));
    }
    let attacks = seats.iter().zip(seed..).map(|(seat, seed)| attack(&scene, &own, seat, seed));
    let writing = async {
        for _ in 0..30 {
            scene.healthy.does(scene.note()).await;
        }
    };
    let (counts, ()) = tokio::join!(join_all(attacks), writing);
    let mut total = Count::new();
    for (what, count) in counts.into_iter().flatten() {
        *total.entry(what).or_default() += count;
    }
    println!("seed {seed}: {} hostile messages: {total:?}", SENDERS * EACH);
    assert_eq!(total.values().sum::<usize>(), SENDERS * EACH);
    for what in ["unreadable", "refused by a rule", "acknowledged", "out of turn", "pong", "passed over"] {
        assert!(total.get(what).is_some_and(|count| *count >= 20), "seed {seed}: too few were {what}: {total:?}");
    }
    scene.undisturbed().await;
}
