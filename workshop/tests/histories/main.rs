//! Random histories: what holds after every command, whatever people wish for.
//!
//! A run prints its seed; `CHARRETTE_SEED=… cargo test -p charrette-workshop --test histories`
//! repeats it, and `CHARRETTE_CASES=…` runs more.

mod mirror;
mod room;
mod wish;

use charrette_protocol::*;
use charrette_workshop::*;
use mirror::{Held, difference, project, project_personal};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};
use room::{Room, id};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{BuildHasher, Hasher, RandomState};
use wish::{Wish, wishes};

/// Commands in a history, at most.
const LENGTH: usize = 240;

type Checked = Result<(), TestCaseError>;

/// Runs a property over random histories; each starts in a room of some attribution.
fn for_all(name: &str, cases: u32, property: impl Fn(&mut Room, &[Wish]) -> Checked) {
    let number = |variable: &str| std::env::var(variable).ok().and_then(|value| value.parse::<u64>().ok());
    let seed = number("CHARRETTE_SEED").unwrap_or_else(|| RandomState::new().build_hasher().finish());
    let cases = number("CHARRETTE_CASES").map_or(cases, |cases| cases as u32);
    let with_mirrors = name == "folding";
    eprintln!("{name}: {cases} histories, CHARRETTE_SEED={seed}");
    let config = Config {
        cases,
        rng_seed: RngSeed::Fixed(seed),
        failure_persistence: None,
        max_shrink_iters: 4_096,
        max_shrink_time: 60_000,
        ..Config::default()
    };
    let attribution =
        prop_oneof![Just(Attribution::Named), Just(Attribution::PerspectiveOnly), Just(Attribution::Anonymous)];
    let histories = (attribution, any::<u64>(), wishes(LENGTH));
    let checked = TestRunner::new(config).run(&histories, |(attribution, seed, wishes)| {
        property(&mut Room::open(attribution, seed, with_mirrors), &wishes)
    });
    if let Err(failure) = checked {
        panic!("{name} (CHARRETTE_SEED={seed}): {failure}");
    }
}

fn fail(words: String) -> TestCaseError {
    TestCaseError::fail(words)
}

fn viewers(room: &Room) -> Vec<(SessionHash, view::Viewer)> {
    room.devices.iter().map(|device| (device.session, room.viewer(device))).collect()
}

/// Everything that anybody sees.
fn everything(room: &Room) -> (BTreeMap<Audience, Held>, BTreeMap<SessionHash, Held>) {
    let shared = Audience::ALL.map(|audience| (audience, project(&room.state, audience)));
    let personal = viewers(room).into_iter().map(|(session, viewer)| (session, project_personal(&room.state, &viewer)));
    (shared.into(), personal.collect())
}

/// [VIEW-2] [BALLOT-4] and the invariants of `Workshop::check`.
#[test]
fn folding_all_changes_equals_projecting_the_state() {
    let accepted = std::cell::Cell::new((0_u64, 0_u64, 0_u64));
    for_all("folding", 50, |room, wishes| {
        for wish in wishes {
            let granted = wish.grant(room).is_some();
            room.state.check().map_err(fail)?;
            let devices = viewers(room);
            let mirrors = room.mirrors.as_mut().ok_or_else(|| fail("nobody looks".to_owned()))?;
            mirrors.compare(&room.state, devices).map_err(fail)?;
            let (all, yes, compared) = accepted.get();
            accepted.set((all + 1, yes + u64::from(granted), compared));
        }
        let (all, yes, compared) = accepted.get();
        accepted.set((all, yes, compared + room.mirrors.as_ref().map_or(0, |mirrors| mirrors.compared)));
        Ok(())
    });
    let (all, yes, compared) = accepted.get();
    eprintln!("folding: {yes} of {all} wishes granted, {compared} records compared");
    assert!(compared > 10_000, "hardly anything was compared");
    assert!(yes * 4 > all, "hardly anything happened");
}

/// What the log holds gives the same state again.
#[test]
fn replaying_a_log_gives_the_same_state() {
    for_all("replay", 60, |room, wishes| {
        wishes.iter().for_each(|wish| drop(wish.grant(room)));
        let mut replayed = Workshop::default();
        for fact in &room.facts {
            let event =
                Event::decode(fact.event.kind(), &fact.event.encode()).map_err(|error| fail(error.to_string()))?;
            apply(&mut replayed, &Fact { event, ..Fact::clone(fact) });
        }
        prop_assert!(replayed == room.state);
        Ok(())
    });
}

/// [HIDE-1] [HIDE-8]
#[test]
fn hidden_content_is_in_nobody_elses_records() {
    let (sought, at_tables) = (std::cell::Cell::new(0_u64), std::cell::Cell::new(0_u64));
    for_all("hiding", 40, |room, wishes| {
        for (turn, wish) in wishes.iter().enumerate() {
            wish.grant(room);
            if turn % 5 == 0 || turn + 1 == wishes.len() {
                seek_canaries(room, &sought, &at_tables)?;
            }
        }
        Ok(())
    });
    eprintln!("hiding: {} hidden texts sought, {} at tables", sought.get(), at_tables.get());
    assert!(at_tables.get() > 100, "hardly anything was at a table");
    assert!(sought.get() > 100, "hardly anything was hidden");
}

fn seek_canaries(room: &Room, sought: &std::cell::Cell<u64>, at_tables: &std::cell::Cell<u64>) -> Checked {
    let (shared, personal) = everything(room);
    let shared = shared.iter().map(|(audience, held)| (None, format!("{audience:?}"), strings(held)));
    let personal = personal.iter().map(|(session, held)| (Some(*session), session.to_string(), strings(held)));
    let seen: Vec<_> = shared.chain(personal).collect();
    for one in room.written.iter().filter(|one| one.hidden) {
        sought.set(sought.get() + 1);
        let note = id::<NoteId>(one.number).to_string();
        for audience in Audience::ALL {
            // Also if somebody asks for it by name.
            for kind in [RecordKind::Note, RecordKind::Entry] {
                let key = RecordKey::new(kind, id::<NoteId>(one.number));
                prop_assert_eq!(view::shared(&room.state, audience, &key), None);
            }
        }
        // A member's own records are on all their devices; a key's are where the key is.
        let is_owners = |session: &SessionHash| room.wrote(session, one);
        for (_, who, strings) in seen.iter().filter(|(session, ..)| !session.as_ref().is_some_and(is_owners)) {
            prop_assert!(!strings.contains(&note), "{} sees the id of hidden {}", who, one.number);
            for canary in &one.canaries {
                prop_assert!(!strings.contains(canary), "{} sees {}", who, canary);
            }
        }
    }
    seek_drafts(room, &seen)?;
    seek_report(room, &seen)?;
    seek_at_other_tables(room, &seen, at_tables)
}

/// [STATEMENT-2] A draft that waits for its reveal is with the people of its table alone.
fn seek_drafts(room: &Room, seen: &[Seen]) -> Checked {
    for one in room.drafted.iter().filter(|one| one.hidden) {
        let may = |session: &SessionHash| one.table.is_some_and(|table| room.reads_at(session, table));
        for (_, who, strings) in seen.iter().filter(|(session, ..)| !session.as_ref().is_some_and(may)) {
            for canary in &one.canaries {
                prop_assert!(!strings.contains(canary), "{} sees the draft {}", who, canary);
            }
        }
    }
    Ok(())
}

/// [REPORT-5] What is written into the report is with the consoles alone.
fn seek_report(room: &Room, seen: &[Seen]) -> Checked {
    for audience in Audience::ALL {
        let reads = project(&room.state, audience).keys().any(|key| key.kind == RecordKind::ReportOutline);
        prop_assert!(!reads || audience == Audience::Console, "{:?} sees how the report is arranged", audience);
    }
    for (_, who, strings) in seen.iter().filter(|(_, who, _)| *who != format!("{:?}", Audience::Console)) {
        let found = strings.iter().find(|one| one.starts_with("report-"));
        prop_assert!(found.is_none(), "{} sees {:?} of the report", who, found);
    }
    Ok(())
}

/// What somebody holds who sees the room through an audience or a session: which, in words, and all strings in it.
type Seen = (Option<SessionHash>, String, BTreeSet<String>);

/// [TABLE-2] [TABLE-4] What a table works on is with those who sit there and its author; facilitators and theme team see
/// cards alone.
fn seek_at_other_tables(room: &Room, seen: &[Seen], sought: &std::cell::Cell<u64>) -> Checked {
    for one in &room.written {
        let Some(table) = one.at_table.filter(|_| !one.was_card) else { continue };
        sought.set(sought.get() + 1);
        for (session, who, strings) in seen {
            let may = |session: &SessionHash| room.wrote(session, one) || room.reads_at(session, table);
            if session.as_ref().is_some_and(may) {
                continue;
            }
            for canary in &one.canaries {
                prop_assert!(!strings.contains(canary), "{} sees {} of another table", who, canary);
            }
        }
    }
    Ok(())
}

/// All strings in the JSON of some records, and all canaries within them.
fn strings(held: &Held) -> BTreeSet<String> {
    let text = serde_json::to_string(&held.values().collect::<Vec<_>>()).expect("JSON");
    let canaries = text.match_indices("canary-").map(|(at, _)| {
        let end = text[at..].match_indices('-').nth(2).map_or(text.len(), |(end, _)| at + end + 1);
        text[at..end].to_owned()
    });
    text.split('"').map(str::to_owned).chain(canaries).collect()
}

/// [HIDE-8] [VIEW-3] Whatever is done to hidden things, only their author's records change.
#[test]
fn nobody_elses_records_depend_on_what_is_hidden() {
    let hidden_acts = std::cell::Cell::new(0_u64);
    let edits = std::cell::Cell::new(0_u64);
    for_all("silence", 40, |room, wishes| {
        for wish in wishes {
            let before = room.clone();
            let Some((actor, _, events)) = wish.grant(room) else { continue };
            if let [Event::MemberEdited { member, .. }] = &events[..] {
                edits.set(edits.get() + 1);
                compare_edited(&before, room, *member)?;
            }
            if events.iter().all(|event| is_on_hidden(&before, event)) {
                hidden_acts.set(hidden_acts.get() + 1);
                let ((shared, personal), (shared_before, personal_before)) = (everything(room), everything(&before));
                prop_assert!(shared == shared_before, "a shared record depends on {:?}", events);
                for (session, viewer) in viewers(room) {
                    let (held, held_before) = (personal.get(&session), personal_before.get(&session));
                    let device = room.devices.iter().find(|device| device.session == session);
                    let has_key = device.is_some_and(|device| device.keys.iter().any(|key| is_of(*key, &events)));
                    let own = has_key || viewer.members.contains(&actor);
                    prop_assert!(own || held == held_before, "{:?} see {:?}", viewer.members, events);
                }
            }
        }
        Ok(())
    });
    eprintln!("silence: {} hidden acts, {} people edited", hidden_acts.get(), edits.get());
    assert!(hidden_acts.get() > 100, "hardly anything was hidden");
    assert!(edits.get() > 30, "hardly anybody was edited");
}

/// [VIEW-3] Editing a member changes no shared record other than their own, but what is signed
/// with their name.
fn compare_edited(before: &Room, after: &Room, edited: MemberId) -> Checked {
    let is_named = |record: Option<&Record>| match record {
        Some(
            Record::Note(NoteRecord { by, .. })
            | Record::Entry(EntryRecord { by, .. })
            | Record::Comment(CommentRecord { by, .. }),
        ) => {
            matches!(by, Signature::Named { member, .. } if *member == edited)
        }
        _ => false,
    };
    for audience in Audience::ALL {
        let (held, held_before) = (project(&after.state, audience), project(&before.state, audience));
        for key in held.keys().chain(held_before.keys()).filter(|key| held.get(key) != held_before.get(key)) {
            let own = *key == RecordKey::new(RecordKind::Member, edited);
            if let (Some(Record::Balance(now)), Some(Record::Balance(then))) = (held.get(key), held_before.get(key)) {
                prop_assert!(counts_the_same(now, then), "{:?} became {:?} when {} was edited", then, now, edited);
                continue;
            }
            // A facilitator who edits somebody reads that among what facilitators did.
            let done = matches!(held.get(key), Some(Record::Act(act)) if act.what == Act::MemberEdited);
            prop_assert!(
                own || done && audience == Audience::Console || is_named(held.get(key)),
                "{:?} shows that {} was edited",
                key,
                edited
            );
        }
    }
    Ok(())
}

/// [BALANCE-3] Whether two balances differ in nothing but which groups people are in, as members'
/// records show it, and in what that makes of notes that bear names.
fn counts_the_same(now: &BalanceRecord, then: &BalanceRecord) -> bool {
    let outline = |one: &BalanceRecord| (one.id, one.people, one.contributed, one.evenness, one.signed, one.left_out);
    let named = now.contributed.is_some();
    let same_notes = |group: &BalanceGroup| {
        let twin = then.groups.iter().find(|one| one.name.is_some() && one.name == group.name);
        twin.is_none_or(|twin| twin.notes == group.notes)
    };
    outline(now) == outline(then) && (named || now.groups.iter().all(same_notes))
}

/// Whether events are about the note or entry with this number.
fn is_of(number: u64, events: &[Event]) -> bool {
    let note = id::<NoteId>(number).to_string();
    events.iter().any(|event| event.encode().contains(&note))
}

/// Whether an event, by the account kept outside, concerns only what is hidden.
fn is_on_hidden(before: &Room, event: &Event) -> bool {
    let hidden = |is_entry: bool, key: RecordId| {
        let mut hidden = before.written.iter().filter(|one| one.hidden && one.is_entry == is_entry);
        hidden.any(|one| RecordId::from(id::<NoteId>(one.number)) == key)
    };
    match event {
        Event::NotePosted { hidden, .. } | Event::EntryPosted { hidden, .. } => hidden.is_some(),
        Event::NoteEdited { note, .. } | Event::NoteDeleted { note, .. } | Event::NoteRestored { note, .. } => {
            hidden(false, (*note).into())
        }
        Event::EntryEdited { entry, .. } | Event::EntryDeleted { entry, .. } | Event::EntryRestored { entry, .. } => {
            hidden(true, (*entry).into())
        }
        Event::NotesMoved { notes, .. } => notes.iter().all(|note| hidden(false, (*note).into())),
        _ => false,
    }
}

/// [UNDO-1] [UNDO-3]
#[test]
fn taking_back_an_act_restores_what_everybody_saw() {
    let undone = std::cell::Cell::new(0_u64);
    for_all("undo", 50, |room, wishes| {
        for wish in wishes {
            let before = room.clone();
            let Some((actor, command, events)) = wish.grant(room) else { continue };
            // What changed nothing is no act: taking back would take back the one before.
            if events.is_empty() || command == (Command::Undo {}) || events.iter().any(Event::is_anonymous) {
                continue;
            }
            let act = room.facts.last().map(|fact| fact.command);
            let mut after = room.clone();
            match after.asks(actor, Command::Undo {}) {
                Ok(taken_back) => {
                    let is_act = matches!(&taken_back[..], [Event::Undone { command, .. }] if Some(*command) == act);
                    if is_act {
                        undone.set(undone.get() + 1);
                        compare_undone(&before, &after, &events)?;
                    }
                }
                // What concerns one's own seat goes while the room is locked, and is taken back later.
                Err(rejection) if rejection.code == RejectionCode::Locked => {}
                Err(rejection) => {
                    let allowed = matches!(
                        rejection.code,
                        RejectionCode::NothingToUndo
                            | RejectionCode::WouldLoosen
                            | RejectionCode::ChangedSince
                            | RejectionCode::InOpenBallot
                            | RejectionCode::PenHeld
                            | RejectionCode::CountedAsOne
                    );
                    let left = matches!(command, Command::RemoveMember { member } if member == actor);
                    prop_assert!(allowed || left, "{:?}", rejection);
                    let is_act = after.facts.last().is_some_and(|fact| is_surely_an_act(&fact.event));
                    prop_assert!(!is_act, "{:?} cannot be taken back at once: {}", events, rejection);
                }
            }
        }
        Ok(())
    });
    eprintln!("undo: {} acts taken back", undone.get());
    assert!(undone.get() > 300, "hardly anything was taken back");
}

fn is_surely_an_act(event: &Event) -> bool {
    matches!(
        event,
        Event::NotePosted { .. }
            | Event::NoteEdited { .. }
            | Event::NotesMoved { .. }
            | Event::NoteDeleted { .. }
            | Event::ClusterMade { .. }
            | Event::ClusterNamed { .. }
            | Event::NotesPlaced { .. }
            | Event::NotesShelved { .. }
            | Event::NotesReturned { .. }
            | Event::NotesMerged { .. }
            | Event::NotesCarded { .. }
            | Event::ClustersMerged { .. }
            | Event::ClusterSplit { .. }
            | Event::ClusterDissolved { .. }
            | Event::ClusterMoved { .. }
            | Event::StepEntered { .. }
            | Event::ClockSet { .. }
            | Event::SpotlightSet { .. }
            | Event::StepMoved { .. }
            | Event::SeatsMerged { .. }
            | Event::BallotFrozen { .. }
            | Event::BallotUnfrozen { .. }
            | Event::BallotOpened { .. }
            | Event::EntryPosted { .. }
            | Event::EraAdded { .. }
            | Event::StatementAdded { .. }
            | Event::PenMoved { .. }
            | Event::CommentMade { .. }
            | Event::NotesLinked { .. }
            | Event::ReportTextWritten { .. }
            | Event::ReportArranged { .. }
    )
}

/// As before, but that versions count on and what was posted is deleted. That it was done, and taken back, stays told.
fn compare_undone(before: &Room, after: &Room, events: &[Event]) -> Checked {
    let posted: Vec<RecordKey> = events
        .iter()
        .filter_map(|event| match event {
            Event::NotePosted { note, .. } => Some(RecordKey::new(RecordKind::Note, *note)),
            Event::NotesMerged { note, .. } => Some(RecordKey::new(RecordKind::Note, *note)),
            Event::EntryPosted { entry, .. } => Some(RecordKey::new(RecordKind::Entry, *entry)),
            Event::StatementAdded { statement, .. } => Some(RecordKey::new(RecordKind::Statement, *statement)),
            _ => None,
        })
        .collect();
    let plain = |held: &Held| {
        let kept = held.iter().filter(|(key, _)| !posted.contains(key) && key.kind != RecordKind::Act);
        let plain: Held = kept.map(|(key, record)| (*key, without_versions(record))).collect();
        with_places(plain)
    };
    let ((shared, personal), (shared_before, personal_before)) = (everything(after), everything(before));
    for (audience, held) in &shared {
        let (held, held_before) = (plain(held), plain(&shared_before[audience]));
        prop_assert!(held == held_before, "{:?} after {:?}: {}", audience, events, difference(&held, &held_before));
    }
    for (session, held) in &personal {
        let (held, held_before) = (plain(held), plain(&personal_before[session]));
        prop_assert!(held == held_before, "after {:?}: {}", events, difference(&held, &held_before));
    }
    Ok(())
}

fn without_versions(record: &Record) -> Record {
    let mut record = record.clone();
    match &mut record {
        Record::Note(note) => note.text_version = 0,
        Record::Entry(entry) => entry.text_version = 0,
        Record::Era(era) => era.text_version = 0,
        Record::Statement(statement) => statement.text_version = 0,
        Record::PrivateStatement(statement) => statement.text_version = 0,
        Record::Comment(comment) => comment.text_version = 0,
        Record::Cluster(cluster) => cluster.name_version = 0,
        Record::PrivateNote(note) => note.text_version = 0,
        Record::TableNote(note) => note.text_version = 0,
        Record::ReportText(text) => text.text_version = 0,
        Record::PrivateEntry(entry) => entry.text_version = 0,
        _ => {}
    }
    record
}

/// With places in their lists instead of ranks: a list may have been ranked anew.
fn with_places(mut held: Held) -> Held {
    let mut lists: BTreeMap<String, Vec<(u64, RecordKey)>> = BTreeMap::new();
    for (key, record) in &mut held {
        let list = match &*record {
            Record::Note(note) => note.cluster.map_or_else(|| note.column.to_string(), |cluster| cluster.to_string()),
            Record::Cluster(cluster) => cluster.board.to_string(),
            Record::Statement(one) => one.board.to_string(),
            Record::Step(_) => "agenda".to_owned(),
            _ => continue,
        };
        let rank = rank_of(record).map(|rank| *rank).unwrap_or_default();
        lists.entry(list).or_default().push((rank, *key));
    }
    for mut list in lists.into_values() {
        list.sort_unstable();
        for (place, (_, key)) in (0..).zip(list) {
            if let Some(rank) = held.get_mut(&key).and_then(rank_of) {
                *rank = place;
            }
        }
    }
    held
}

fn rank_of(record: &mut Record) -> Option<&mut u64> {
    match record {
        Record::Note(note) => Some(&mut note.rank),
        Record::Cluster(cluster) => Some(&mut cluster.rank),
        Record::Step(step) => Some(&mut step.rank),
        Record::Statement(statement) => Some(&mut statement.rank),
        _ => None,
    }
}

/// [VIEW-3] [VIEW-5]
#[test]
fn no_signature_says_more_than_attribution_allows() {
    for_all("signatures", 40, |room, wishes| {
        wishes.iter().for_each(|wish| drop(wish.grant(room)));
        for audience in Audience::ALL {
            let held = project(&room.state, audience);
            let steps: BTreeMap<StepId, Attribution> = held
                .values()
                .filter_map(|record| match record {
                    Record::Step(step) => Some((step.id, step.effective_attribution)),
                    _ => None,
                })
                .collect();
            for record in held.values() {
                let (step, by, table) = match record {
                    Record::Note(note) => (note.step, &note.by, note.table),
                    Record::Entry(entry) => (entry.step, &entry.by, None),
                    Record::Comment(comment) => (comment.step, &comment.by, None),
                    Record::Statement(one) => {
                        prop_assert!(steps[&one.step] == Attribution::Named || one.pen.is_none());
                        continue;
                    }
                    _ => continue,
                };
                let attribution = steps[&step];
                let is_named = matches!(by, Signature::Named { .. });
                prop_assert!(attribution == Attribution::Named || !is_named);
                prop_assert!(attribution != Attribution::Anonymous || *by == Signature::Nobody);
                prop_assert!(attribution != Attribution::Anonymous || table.is_none());
            }
        }
        for fact in room.facts.iter().filter(|fact| fact.event.is_anonymous()) {
            let stored = fact.event.encode();
            prop_assert!(fact.actor.is_none());
            prop_assert!(room.people.iter().all(|member| !stored.contains(&member.to_string())), "{}", stored);
        }
        Ok(())
    });
}

/// [ARCHIVE-1]
#[test]
fn every_archive_makes_the_same_workshop_again() {
    for_all("archives", 40, |room, wishes| {
        wishes.iter().for_each(|wish| drop(wish.grant(room)));
        let archive: Vec<Record> = project(&room.state, Audience::Console).into_values().collect();
        let import = AccessCommand::Import {
            workshop: id(7_777),
            archive: archive.clone(),
            title: None,
            rehearsal: false,
            code: "NEWC0DE1".to_owned(),
            seats: 60,
            lead: id(8_888),
            name: "Nel".to_owned(),
            session: hash_secret("new lead"),
        };
        let events = decide_access(&Workshop::default(), &import, &Context::default());
        let events = events.map_err(|rejection| fail(rejection.to_string()))?;
        let mut copy = Workshop::default();
        for event in events {
            apply(&mut copy, &Fact { actor: None, command: id(1), time: 1, event });
        }
        copy.check().map_err(fail)?;
        let seen: Vec<Record> = project(&copy, Audience::Console).into_values().collect();
        prop_assert_eq!(archive::fingerprint(&seen, Some(id(8_888))), archive::fingerprint(&archive, None));
        Ok(())
    });
}
