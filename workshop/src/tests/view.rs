//! [VIEW]

use crate::scenario::*;
use crate::view::{self, encode};
use charrette_protocol::*;
use sha2::{Digest, Sha256};

fn json(records: &[Record]) -> String {
    serde_json::to_string(records).expect("JSON")
}

fn member(room: &Scenario, audience: Audience, member: MemberId) -> MemberRecord {
    match room.seen(audience, RecordKind::Member, member) {
        Some(Record::Member(member)) => member,
        other => panic!("{other:?}"),
    }
}

/// A note by Ann, a caregiver at a table, and one by Cyd, who gave no perspective.
fn room(attribution: Attribution) -> Scenario {
    let mut room = Scenario::room_with(attribution);
    room.given(LEAD, Command::AssignTable { members: vec![ANN], table: Some(TABLE) }).given_in(WRITE);
    for (author, number) in [(ANN, 1), (CYD, 2)] {
        let nameless = attribution == Attribution::Anonymous;
        room.given(author, if nameless { post_nameless(WRITE, number) } else { post(WRITE, number) });
    }
    room
}

/// [VIEW-1]
#[test]
fn personal_records_are_of_their_own_kinds() {
    let mut room = room(Attribution::Named);
    room.given_in(SILENT).given(ANN, post(SILENT, 3));
    assert!(room.all(Audience::Console).iter().all(|record| !record.key().kind.is_personal()));
    let personal = room.personal(ANN, &[]);
    assert!(personal.iter().all(|record| record.key().kind.is_personal()));
    for record in personal {
        for audience in Audience::ALL {
            assert_eq!(view::shared(&room.state, audience, &record.key()), None);
        }
    }
    let wall = view::Viewer::default();
    assert_eq!(view::personal(&room.state, &wall), []);
}

/// [VIEW-1]
#[test]
fn a_device_that_speaks_for_several_holds_the_records_of_each() {
    let mut room = Scenario::room();
    room.given(HOST, Command::AddProxy { member: id(7), name: "Gran".into(), perspective: None }).given_in(SILENT);
    room.given(id(7), post(SILENT, 1)).given(HOST, post(SILENT, 2));
    let viewer = view::Viewer { members: vec![HOST, id(7)], edit_keys: Vec::new() };
    let keys: Vec<_> = view::personal(&room.state, &viewer).iter().map(Record::key).collect();
    let count = |kind| keys.iter().filter(|key| key.kind == kind).count();
    assert_eq!([RecordKind::Seat, RecordKind::Mine, RecordKind::PrivateNote].map(count), [2, 2, 2]);
}

/// [VIEW-3]
#[test]
fn a_signature_shows_what_attribution_allows() {
    let signed = |attribution, number| {
        let room = room(attribution);
        let seen = Audience::ALL.map(|audience| room.note_for(audience, id(number)).map(|note| note.by));
        assert!(seen.iter().all(|by| *by == seen[0]), "the same for every audience");
        seen[0].clone().expect("visible")
    };
    let named = |member, name: &str, group: Option<&str>| Signature::Named {
        member,
        name: name.to_owned(),
        group: group.map(str::to_owned),
    };
    assert_eq!(signed(Attribution::Named, 1), named(ANN, "Person 5", Some("Patients")));
    assert_eq!(signed(Attribution::Named, 2), named(CYD, "Person 7", None));
    assert_eq!(signed(Attribution::PerspectiveOnly, 1), Signature::Group { group: "Patients".to_owned() });
    assert_eq!(signed(Attribution::PerspectiveOnly, 2), Signature::Nobody);
    assert_eq!(signed(Attribution::Anonymous, 1), Signature::Nobody);
}

/// [VIEW-3]
#[test]
fn tightening_changes_how_the_past_is_shown() {
    let mut room = room(Attribution::Named);
    room.given(LEAD, Command::TightenAttribution { attribution: Attribution::PerspectiveOnly });
    assert_eq!(
        room.note_for(Audience::Console, id(1)).map(|note| note.by),
        Some(Signature::Group { group: "Patients".to_owned() })
    );
    room.given(LEAD, Command::TightenAttribution { attribution: Attribution::Anonymous });
    let note = room.note_for(Audience::Console, id(1)).expect("visible");
    assert_eq!((note.by, note.table), (Signature::Nobody, None));
    room.when(ANN, edit(1, 1, "Still mine")).then_accepted();
}

/// [VIEW-3]
#[test]
fn where_names_do_not_hold_no_shared_record_names_an_author() {
    for attribution in [Attribution::PerspectiveOnly, Attribution::Anonymous] {
        let room = room(attribution);
        for audience in Audience::ALL {
            // Facilitators know people, and are known by name; what they did to a text is told without its author.
            let about_texts = |record| match record {
                Record::Member(_) | Record::Act(ActRecord { on: None, .. }) => None,
                Record::Act(act) => Some(Record::Act(ActRecord { who: String::new(), ..act })),
                other => Some(other),
            };
            let content = room.all(audience).into_iter().filter_map(about_texts);
            let text = json(&content.collect::<Vec<_>>());
            for member in [ANN, CYD] {
                assert!(!text.contains(&member.to_string()) && !text.contains("Person"), "{audience:?}: {text}");
            }
        }
    }
}

/// [VIEW-3]
#[test]
fn a_step_can_be_stricter_than_its_workshop() {
    let mut room = Scenario::room();
    room.given_in(NAMELESS).given(ANN, post_nameless(NAMELESS, 1)).given(LEAD, Command::RevealStep { step: NAMELESS });
    room.given(LEAD, post(WRITE, 2));
    assert_eq!(room.note(id(1)).map(|note| note.by), Some(Signature::Nobody));
    assert!(matches!(room.note(id(2)).map(|note| note.by), Some(Signature::Named { .. })));
}

/// [VIEW-4]
#[test]
fn people_are_known_where_names_hold() {
    let known = |attribution, audience, one| {
        let record = member(&room(attribution), audience, one);
        (record.name.is_some(), record.perspective.is_some(), record.group.is_some())
    };
    use Attribution::{Anonymous, Named, PerspectiveOnly};
    assert_eq!(known(Named, Audience::Wall, ANN), (true, true, true));
    assert_eq!(known(PerspectiveOnly, Audience::Room, ANN), (false, false, true));
    assert_eq!(known(Anonymous, Audience::Room, ANN), (false, false, false));
    for attribution in [Named, PerspectiveOnly, Anonymous] {
        assert_eq!(known(attribution, Audience::Console, ANN), (true, true, true));
        assert!(known(attribution, Audience::Wall, LEAD).0, "facilitators are known to all");
    }
}

/// [VIEW-5]
#[test]
fn a_table_is_shown_only_beside_a_name() {
    let table = |attribution| room(attribution).note(id(1)).and_then(|note| note.table);
    assert_eq!(table(Attribution::Named), Some(TABLE));
    assert_eq!(table(Attribution::PerspectiveOnly), None);
    assert_eq!(table(Attribution::Anonymous), None);
    let mut room = room(Attribution::Named);
    room.given(LEAD, Command::RemoveTable { table: TABLE });
    assert_eq!(room.note(id(1)).and_then(|note| note.table), None);
}

/// [VIEW-6]
#[test]
fn what_the_room_is_doing_comes_first() {
    let mut room = room(Attribution::Named);
    room.given(LEAD, make(70, &[1])).given_in(WRITE);
    let keys = view::shared_keys(&room.state);
    assert_eq!(keys[0], RecordKey::new(RecordKind::Workshop, WORKSHOP));
    assert_eq!(keys[1], RecordKey::new(RecordKind::Step, WRITE));
    let at = |key| keys.iter().position(|one| *one == key).expect("named");
    let here = [
        RecordKey::new(RecordKind::Board, NOTES),
        RecordKey::new(RecordKind::Column, LEFT),
        RecordKey::new(RecordKind::Cluster, id::<ClusterId>(70)),
        RecordKey::new(RecordKind::Note, id::<NoteId>(1)),
    ];
    let first_of_the_rest = at(RecordKey::new(RecordKind::Table, TABLE));
    assert!(here.into_iter().all(|key| at(key) < first_of_the_rest));
    assert!(at(RecordKey::new(RecordKind::Board, TIMELINE)) > first_of_the_rest);
    let distinct: std::collections::BTreeSet<_> = keys.iter().collect();
    assert_eq!(distinct.len(), keys.len());
}

/// [VIEW-7]
#[test]
fn a_revision_is_the_hash_of_what_is_sent() {
    let room = room(Attribution::Named);
    for record in room.all(Audience::Room).into_iter().chain(room.personal(ANN, &[])) {
        let (revision, put) = encode(&record);
        let read: Put = serde_json::from_str(&put).expect("a put");
        assert_eq!((&read.record, read.rev), (&record, revision));
        let hash = Sha256::digest(serde_json::to_string(&record).expect("JSON"));
        assert!(hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>().starts_with(&revision.to_string()));
    }
}

/// [VIEW-1]
#[test]
fn mine_are_the_visible_things_i_may_edit() {
    let mut room = room(Attribution::Named);
    room.given_in(NAMELESS).given(ANN, post_nameless(NAMELESS, 3)).given(ANN, post(WRITE, 4));
    let mine = |room: &Scenario, keys: &[EditKey]| match &room.personal(ANN, keys)[1] {
        Record::Mine(mine) => mine.notes.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(mine(&room, &[key(3)]), [id(1), id(4)]);
    room.given(LEAD, Command::RevealStep { step: NAMELESS });
    assert_eq!(mine(&room, &[key(3)]), [id(1), id(3), id(4)]);
    assert_eq!(mine(&room, &[]), [id(1), id(4)]);
    room.given(LEAD, Command::DeleteNote { note: id(1), edit_key: None });
    assert_eq!(mine(&room, &[]), [id(4)]);
}

/// These keys, and the balances that people's groups count in.
fn touching(mut keys: Vec<RecordKey>) -> view::Touched {
    keys.extend([NOTES, ICEBERG, TIMELINE].map(|board| RecordKey::new(RecordKind::Balance, board)));
    view::Touched::Keys(keys)
}

/// [VIEW-3]
#[test]
fn a_change_of_perspective_shows_under_nothing_that_bears_no_name() {
    let mut room = room(Attribution::PerspectiveOnly);
    room.given_in(DATES).given(ANN, post_entry(3, "1990"));
    let edit = |perspective: Option<&str>| Command::EditMember {
        member: ANN,
        name: "Anna".to_owned(),
        perspective: perspective.map(str::to_owned),
    };
    let content = |room: &Scenario| {
        let records = room.all(Audience::Console).into_iter();
        records.filter(|record| matches!(record, Record::Note(_) | Record::Entry(_))).collect::<Vec<_>>()
    };
    let before = content(&room);
    let own = touching(vec![RecordKey::new(RecordKind::Member, ANN)]);
    for perspective in [Some("Investor"), None] {
        let events = room.when(ANN, edit(perspective)).then_accepted();
        assert_eq!(view::touched(&room.state, &events[0]), own);
        assert_eq!(content(&room), before);
    }
    let groups = vec![PerspectiveGroup {
        name: "All".to_owned(),
        perspectives: ["Scientist", "Caregiver", "Investor"].map(str::to_owned).to_vec(),
    }];
    room.given(LEAD, Command::SetPerspectives { groups });
    assert_eq!(content(&room), before);
}

/// [VIEW-3]
#[test]
fn where_names_hold_a_signature_follows_its_author() {
    let mut room = room(Attribution::Named);
    let member = Command::EditMember { member: ANN, name: "Anna".to_owned(), perspective: Some("Investor".to_owned()) };
    let events = room.when(ANN, member).then_accepted();
    let touched = [RecordKey::new(RecordKind::Member, ANN), RecordKey::new(RecordKind::Note, id::<NoteId>(1))].to_vec();
    assert_eq!(view::touched(&room.state, &events[0]), touching(touched));
    let by = room.note(id(1)).map(|note| note.by);
    assert!(
        matches!(by, Some(Signature::Named { name, group: Some(group), .. }) if name == "Anna" && group == "Market")
    );
    // What it is signed with once names are gone is what held when it was written.
    room.given(LEAD, Command::TightenAttribution { attribution: Attribution::PerspectiveOnly });
    let patients = Signature::Group { group: "Patients".to_owned() };
    assert_eq!(room.note(id(1)).map(|note| note.by), Some(patients));
}
