//! Two rooms, the same but for what is secret: nobody else can tell them apart.
//!
//! Each pair follows from its seed: the same people, ids, times and acts; in the one room a few people write, choose
//! and vote otherwise than in the other. Whatever all others receive until the reveal (frames, answers to what they
//! ask, exports, answers to digests) is compared byte by byte, in its order and with its time.
//!
//! `CHARRETTE_SEED=… cargo test -p charrette-server --lib pairs` repeats one pair, `CHARRETTE_PAIRS=…` runs more.

mod side;

use crate::clock::Clock;
use charrette_protocol::*;
use rand::RngExt;
use side::*;
use std::time::Duration;
/// Plays one room of a pair to its end.
async fn play(seed: u64, side: u64) -> Played {
    let (mut room, running) = Side::open(seed, side).await;
    // Handing out deals by chance and by number; then what is secret beforehand is only what was written, not how much.
    let hands_out = !room.nameless && room.open.random_bool(0.5);
    let handed_at = if hands_out { ACTS / 3 } else { usize::MAX };
    let mut ballots: Vec<u64> = Vec::new();
    for turn in 0..ACTS {
        if turn == handed_at {
            // Everybody has written something by then.
            tokio::time::sleep(Duration::from_secs(5)).await;
            room.ask(LEAD, Command::EnterStep { step: id(TABLES) });
            room.ask(LEAD, Command::HandToTables { step: id(TABLES) });
        }
        if turn % 12 == 11 {
            let ballot = room.open.random_range(BALLOTS);
            let new = |at| NewOption {
                option: option(ballot, at),
                source: OptionSource::Text { label: format!("Option {at} of {ballot}") },
            };
            room.ask(LEAD, Command::OpenBallot { ballot: id(ballot), options: (0..OPTIONS).map(new).collect() });
            for place in KEEPERS {
                room.vote(place, ballot, false);
            }
            ballots.push(ballot);
        }
        let place = room.open.random_range(KEEPERS);
        match room.open.random_range(0..8) {
            0..=2 if turn < 3 || turn < handed_at => room.keep(if turn < 3 { turn } else { place }, !hands_out),
            _ if turn < 3 => room.keep(turn, !hands_out),
            0..=2 => room.work(place),
            3 => room.keep_date(place),
            4 if !ballots.is_empty() => {
                let ballot = ballots[room.open.random_range(0..ballots.len())];
                // What is refused draws no chance for the log, so that it would shift the dealing.
                room.vote(place, ballot, !hands_out || turn > handed_at);
            }
            _ => {
                room.act(&ballots).await;
            }
        }
        if room.open.random_bool(0.6) {
            room.pause().await;
        }
    }
    tokio::time::sleep(Duration::from_secs(5)).await;
    let until = room.began.elapsed();
    for step in [SILENT, DATES, TABLES] {
        room.ask(LEAD, Command::RevealStep { step: id(step) });
    }
    for ballot in ballots {
        room.ask(LEAD, Command::CloseBallot { ballot: id(ballot) });
    }
    tokio::time::sleep(Duration::from_secs(5)).await;
    room.end(running, until).await
}

/// Where two differ first, in words.
fn first_difference(one: &Heard, other: &Heard) -> String {
    let at = one.iter().zip(other).position(|(one, other)| one != other).unwrap_or(one.len().min(other.len()));
    format!("{} frames and {}; at frame {at}:\n{:?}\n{:?}", one.len(), other.len(), one.get(at), other.get(at))
}

/// [HIDE-8] [WIRE-14]
#[test]
fn two_rooms_that_differ_in_secrets_alone_are_the_same_to_everybody_else() {
    let number = |variable: &str| std::env::var(variable).ok().and_then(|value| value.parse::<u64>().ok());
    let chosen = number("CHARRETTE_SEED");
    let pairs = number("CHARRETTE_PAIRS").unwrap_or(if chosen.is_some() { 1 } else { 200 });
    let first = chosen.unwrap_or_else(|| Clock::system().number() >> 16);
    eprintln!("pairs: {pairs}, from CHARRETTE_SEED={first}");
    let (mut compared, mut bytes, mut own) = (0, 0, 0);
    for seed in first..first + pairs {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
        let runtime = runtime.expect("a runtime");
        let (one, other) = runtime.block_on(async { (play(seed, 1).await, play(seed, 2).await) });
        for (place, ((one, after), (other, after_other))) in one.iter().zip(&other).enumerate() {
            let who = PEOPLE[place].0;
            if KEEPERS.contains(&place) {
                own += 1;
                assert_ne!(one, other, "{who} has no secrets (CHARRETTE_SEED={seed})");
            } else {
                compared += one.len();
                bytes += one.iter().map(|(_, frame)| frame.len()).sum::<usize>();
                assert!(one == other, "{who} can tell (CHARRETTE_SEED={seed}): {}", first_difference(one, other));
                assert_ne!(after, after_other, "nothing came out for {who} (CHARRETTE_SEED={seed})");
            }
        }
    }
    eprintln!("pairs: {compared} frames of others compared, {bytes} bytes, {own} streams of those who have secrets");
    assert!(compared > pairs as usize * 100, "hardly anything was compared");
}

/// [HIDE-8] A turn that is too long to be stored at once is let out at once.
#[test]
fn how_long_hidden_texts_are_does_not_cut_what_others_receive() {
    let play = async |letters: usize| {
        let (mut room, running) = Side::open(7, 1).await;
        let rename = |title: &str| Command::EditWorkshop { title: title.into(), purpose: String::new() };
        room.ask(LEAD, rename("One"));
        for _ in 0..20 {
            room.keep_dated(0, "🙂".repeat(letters));
            room.keep_dated(1, "🙂".repeat(letters));
        }
        room.ask(LEAD, rename("Two"));
        tokio::time::sleep(Duration::from_secs(5)).await;
        room.end(running, Duration::MAX).await
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
    let runtime = runtime.expect("a runtime");
    let (short, long) = runtime.block_on(async { (play(1).await, play(2_000).await) });
    let written = long[0].0.iter().map(|(_, frame)| frame.len()).sum::<usize>();
    assert!(written > 20 * 8_000, "{written} bytes of half of it: all must be over what is stored at once");
    for place in LEAD..PEOPLE.len() {
        let who = PEOPLE[place].0;
        assert!(short[place] == long[place], "{who} can tell: {}", first_difference(&short[place].0, &long[place].0));
    }
}
