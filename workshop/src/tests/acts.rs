//! [ACT]

use crate::limits;
use crate::scenario::*;
use crate::view::{self, Touched};
use crate::{AccessCommand, hash_secret};
use charrette_protocol::*;

/// What facilitators read, oldest first.
fn acts(room: &Scenario) -> Vec<ActRecord> {
    let records = room.all(Audience::Console).into_iter();
    let mut acts: Vec<_> =
        records.filter_map(|record| if let Record::Act(act) = record { Some(act) } else { None }).collect();
    acts.sort_by_key(|act| act.number);
    acts
}

fn last(room: &Scenario) -> ActRecord {
    acts(room).pop().expect("something was done")
}

fn delete(note: u64) -> Command {
    Command::DeleteNote { note: id(note), edit_key: None }
}

fn set_aside(note: u64) -> Command {
    Command::SetAside { note: id(note), reason: "It names a person.".into() }
}

/// [ACT-1]
#[test]
fn what_a_facilitator_does_is_listed_with_who_what_and_when() {
    let mut room = Scenario::room();
    room.given_in(WRITE).given(ANN, post(WRITE, 1)).given(CO, set_aside(1));
    let act = last(&room);
    assert_eq!((act.by, act.what, act.at), (CO, Act::SetAside, room.context.now));
    assert_eq!(act.on, Some(RecordKey::new(RecordKind::Note, id::<NoteId>(1))));
    assert_eq!(act.detail.as_deref(), Some("It names a person."));
    room.given(LEAD, Command::AssignTable { members: vec![ANN, BEN], table: Some(TABLE) });
    let act = last(&room);
    assert_eq!((act.what, act.count, act.name), (Act::Seated, Some(2), None));
    assert!(act.detail.is_some(), "the table's name");
    room.given(LEAD, Command::RemoveTable { table: TABLE });
    assert_eq!((last(&room).what, last(&room).name.as_ref()), (Act::TableRemoved, act.detail.as_ref()));
    room.given(LEAD, Command::Mute { member: ANN, muted: true });
    assert_eq!(last(&room).what, Act::Muted);
    room.given(LEAD, Command::MergeSeats { from: BEN, into: CYD });
    let act = last(&room);
    assert_eq!(
        (act.what, act.name.as_deref(), act.detail.as_deref()),
        (Act::SeatsMerged, Some("Person 6"), Some("Person 7"))
    );
    room.given(CO, Command::Undo {});
    let act = last(&room);
    assert_eq!((act.by, act.what, act.took_back), (CO, Act::TakenBack, Some(Act::SetAside)));
}

/// [ACT-1]
#[test]
fn links_and_whom_facilitators_let_back_in_are_listed() {
    let mut room = Scenario::room();
    let make = |number: u64, grant, by| AccessCommand::MakeLink {
        link: id(number),
        grant,
        secret: hash_secret(&number.to_string()),
        by: Some(by),
    };
    room.asks(make(1, Grant::Seat { role: Role::Observer }, CO)).then_accepted();
    assert_eq!(
        (last(&room).by, last(&room).what, last(&room).detail.as_deref()),
        (CO, Act::LinkMade, Some("observer"))
    );
    let before = acts(&room).len();
    room.asks(make(2, Grant::WayBack { member: ANN, once: true }, LEAD)).then_accepted();
    assert_eq!((last(&room).what, acts(&room).len()), (Act::LetIn, before + 1));
    room.asks(make(3, Grant::WayBack { member: ANN, once: false }, ANN)).then_accepted();
    room.asks(make(4, Grant::WayBack { member: CO, once: false }, CO)).then_accepted();
    assert_eq!(acts(&room).len(), before + 1, "one's own way back is nobody else's business");
    room.asks(AccessCommand::RevokeLink { link: id(1), by: Some(LEAD) }).then_accepted();
    assert_eq!(
        (last(&room).by, last(&room).what, last(&room).detail.as_deref()),
        (LEAD, Act::LinkEnded, Some("observer"))
    );
    room.asks(AccessCommand::ChangeCode { code: Some("NEWC0DE1".into()), by: Some(CO) }).then_accepted();
    assert_eq!((last(&room).by, last(&room).what), (CO, Act::CodeChanged));
    let before = acts(&room).len();
    room.asks(AccessCommand::ChangeCode { code: None, by: None }).then_accepted();
    assert_eq!(acts(&room).len(), before, "whoever runs the server is no facilitator");
}

/// [ACT-1]
#[test]
fn a_command_leaves_one_act_however_much_follows_from_it() {
    let mut room = Scenario::room();
    room.given(LEAD, Command::SetRole { member: ANN, role: Role::CoFacilitator });
    let link = AccessCommand::MakeLink {
        link: id(1),
        grant: Grant::Seat { role: Role::CoFacilitator },
        secret: hash_secret("link"),
        by: Some(LEAD),
    };
    room.asks(link).then_accepted();
    room.given(CO, Command::EnterStep { step: WRITE });
    let before = acts(&room).len();
    let events = room.when(LEAD, Command::SetRole { member: ANN, role: Role::Participant }).then_accepted();
    assert!(!events.is_empty());
    assert_eq!((last(&room).what, acts(&room).len()), (Act::RoleSet, before + 1));
    assert_eq!(last(&room).detail.as_deref(), Some("participant"));
}

/// [ACT-2]
#[test]
fn facilitators_alone_read_what_they_did() {
    let mut room = Scenario::room();
    room.given(LEAD, Command::SetLock { locked: true });
    let id = last(&room).id;
    for audience in [Audience::ThemeTeam, Audience::Room, Audience::Observer, Audience::Wall] {
        assert_eq!(room.seen(audience, RecordKind::Act, id), None, "{audience:?}");
        assert!(!room.all(audience).iter().any(|record| matches!(record, Record::Act(_))), "{audience:?}");
    }
}

/// [ACT-3]
#[test]
fn what_others_do_and_what_facilitators_write_vote_and_arrange_is_in_no_list() {
    let mut room = Scenario::room();
    room.given_in(WRITE).given(ANN, post(WRITE, 1)).given(ANN, post(WRITE, 2));
    let before = acts(&room);
    room.given(ANN, delete(1)).given(ANN, Command::Undo {}).given(LEAD, post(WRITE, 3));
    room.given(ANN, Command::GiveConsent { listed: true, quoted: true });
    room.given(CO, Command::MoveNotes { notes: vec![id(2)], column: RIGHT, after: None, edit_key: None });
    room.given(CO, Command::EditMember { member: CO, name: "Co".into(), perspective: None });
    room.given_in(VOTING)
        .given(LEAD, Command::OpenBallot { ballot: BALLOT, options: vec![option(1, "A"), option(2, "B")] });
    assert_eq!(last(&room).what, Act::BallotOpened);
    room.given(ANN, dots(BALLOT, &[(1, 1)])).given(BEN, dots(BALLOT, &[(2, 1)]));
    assert_eq!(acts(&room).len(), before.len() + 2, "the step and the ballot");
    let said = serde_json::to_string(&acts(&room)).expect("JSON");
    assert!(!said.contains("marks") && !said.contains("Note"), "{said}");
}

/// [ACT-3]
#[test]
fn what_only_its_author_sees_is_named_in_no_act() {
    let mut room = Scenario::room();
    room.given_in(SILENT).given(LEAD, post(SILENT, 1));
    let before = acts(&room);
    room.given(LEAD, edit(1, 1, "Only mine")).given(LEAD, delete(1)).given(LEAD, Command::Undo {});
    assert_eq!(acts(&room), before, "a facilitator's own hidden note");
    // A late note that its author takes back is theirs alone again.
    room.given(LEAD, Command::RevealStep { step: SILENT });
    let late = Command::PostNote {
        note: id(2),
        step: SILENT,
        column: LEFT,
        text: "Late".into(),
        private: true,
        edit_key: None,
    };
    room.given(ANN, late).given(ANN, Command::PostLate { item: LateItem::Note(id(2)), edit_key: None });
    room.given(CO, edit(2, 1, "Later"));
    assert_eq!(last(&room).on, Some(RecordKey::new(RecordKind::Note, id::<NoteId>(2))));
    let events = room.when(ANN, Command::Undo {}).then_accepted();
    assert_eq!(room.note(id(2)), None);
    assert_eq!((last(&room).what, last(&room).on), (Act::NoteEdited, None));
    let Touched::Keys(keys) = view::touched(&room.state, &events[0]) else { panic!("{events:?}") };
    assert!(keys.contains(&RecordKey::new(RecordKind::Act, last(&room).id)), "consoles are told");
}

/// [ACT-4]
#[test]
fn the_oldest_acts_make_room_and_their_ids_are_used_again() {
    let mut room = Scenario::room();
    for number in 0..=limits::ACTS {
        room.given(LEAD, Command::SetLock { locked: number % 2 == 0 });
    }
    let kept = acts(&room);
    assert_eq!(kept.len(), limits::ACTS);
    let numbers: Vec<_> = kept.iter().map(|act| act.number).collect();
    let newest = last(&room).number;
    assert_eq!(numbers, (newest - limits::ACTS as u64 + 1..=newest).collect::<Vec<_>>());
    let ids: std::collections::BTreeSet<_> = kept.iter().map(|act| act.id).collect();
    assert_eq!(ids.len(), limits::ACTS);
    room.given(LEAD, Command::SetLock { locked: true });
    assert!(ids.contains(&last(&room).id), "what falls out is overwritten, so that nothing has to be dropped");
}
