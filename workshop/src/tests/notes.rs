//! [NOTE]

use crate::notes::{Author, DeletedBy, Note};
use crate::scenario::*;
use crate::{Event, Fact, apply, decide, limits};
use charrette_protocol::*;

/// [NOTE-1]
#[test]
fn notes_are_written_in_steps_that_take_them() {
    let mut room = Scenario::room();
    room.when(ANN, post(WRITE, 1)).then_refused(RejectionCode::StepUnfit);
    room.given_in(WRITE).given_in(TALK);
    room.when(ANN, post(WRITE, 1)).then_accepted();
    room.when(ANN, post(TALK, 2)).then_refused(RejectionCode::StepUnfit);
    room.given_in(GROUPING).when(ANN, post(GROUPING, 2)).then_refused(RejectionCode::StepUnfit);
    room.given_in(DATES).when(ANN, post(DATES, 2)).then_refused(RejectionCode::StepUnfit);
    room.when(ANN, post(id(99), 2)).then_refused(RejectionCode::NotFound);
    room.given_in(TABLES).when(HOST, post(TABLES, 2)).then_accepted();
    room.when(OBSERVER, post(WRITE, 3)).then_refused(RejectionCode::NotAllowed);
    let note = room.note(id(1)).expect("visible");
    assert_eq!((note.column, note.step, note.text_version), (LEFT, WRITE, 1));
}

/// [NOTE-1]
#[test]
fn facilitators_write_in_any_step_whose_board_takes_it() {
    let mut room = Scenario::room();
    room.when(LEAD, post(WRITE, 1)).then_accepted();
    room.when(CO, post(GROUPING, 2)).then_accepted();
    room.when(LEAD, post(TALK, 3)).then_refused(RejectionCode::StepUnfit);
    room.when(LEAD, post(DATES, 3)).then_refused(RejectionCode::StepUnfit);
}

/// [NOTE-1]
#[test]
fn a_note_is_in_a_column_of_its_steps_board() {
    let mut room = Scenario::room();
    room.given_in(WRITE);
    let on = |column| Command::PostNote {
        note: id(1),
        step: WRITE,
        column,
        text: "Here".to_owned(),
        private: false,
        edit_key: None,
    };
    room.when(ANN, on(SURFACE)).then_refused(RejectionCode::BoardUnfit);
    room.when(ANN, on(id(99))).then_refused(RejectionCode::NotFound);
    room.when(ANN, on(RIGHT)).then_accepted();
}

/// [NOTE-2]
#[test]
fn a_steps_limit_counts_what_stands() {
    let mut room = Scenario::room();
    let limited = StepSettings { note_limit: Some(2), ..settings(StepKind::Write, Some(NOTES)) };
    room.given(LEAD, Command::EditStep { step: WRITE, settings: limited }).given_in(WRITE);
    assert_eq!(room.seat(ANN).notes_left, Some(2));
    room.given(ANN, post(WRITE, 1)).given(ANN, post(WRITE, 2));
    let refusal = room.when(ANN, post(WRITE, 3)).then_refused(RejectionCode::NoNotesLeft);
    assert_eq!(refusal.params["limit"], "2");
    assert_eq!(room.seat(ANN).notes_left, Some(0));
    room.when(BEN, post(WRITE, 3)).then_accepted();
    room.given(LEAD, post(WRITE, 11)).given(LEAD, post(WRITE, 12)).when(LEAD, post(WRITE, 13)).then_accepted();
    assert_eq!(room.seat(LEAD).notes_left, None);
    room.given(ANN, Command::DeleteNote { note: id(1), edit_key: None }).given(ANN, post(WRITE, 4));
    room.when(ANN, Command::RestoreNote { note: id(1), edit_key: None }).then_refused(RejectionCode::NoNotesLeft);
}

/// [NOTE-2]
#[test]
fn an_anonymous_steps_limit_is_counted_by_the_room() {
    let mut room = Scenario::room();
    let nameless = StepSettings {
        note_limit: Some(1),
        attribution: Some(Attribution::Anonymous),
        ..settings(StepKind::Write, Some(NOTES))
    };
    room.given(LEAD, Command::EditStep { step: LATER, settings: nameless }).given_in(LATER);
    room.given(ANN, post_nameless(LATER, 1));
    room.context.anonymous_posts = 1;
    room.when(ANN, post_nameless(LATER, 2)).then_refused(RejectionCode::NoNotesLeft);
    let left = |keys: &[EditKey]| match &room.personal(ANN, keys)[0] {
        Record::Seat(seat) => seat.notes_left,
        other => panic!("{other:?}"),
    };
    assert_eq!((left(&[]), left(&[key(1)])), (Some(1), Some(0)));
}

/// [NOTE-3]
#[test]
fn a_stale_edit_is_refused_with_the_present_version() {
    let mut room = Scenario::room();
    room.given_in(WRITE).given(ANN, post(WRITE, 1)).given(ANN, edit(1, 1, "Better"));
    let refusal = room.when(LEAD, edit(1, 1, "Mine")).then_refused(RejectionCode::StaleVersion);
    assert_eq!(refusal.params["version"], "2");
    room.when(LEAD, edit(1, 2, "Mine")).then_accepted();
    assert_eq!(room.note(id(1)).map(|note| (note.text, note.text_version)), Some(("Mine".to_owned(), 3)));
}

/// [NOTE-4]
#[test]
fn ones_own_may_be_changed_and_facilitators_change_all_that_is_visible() {
    let mut room = Scenario::room();
    room.given_in(WRITE).given(ANN, post(WRITE, 1)).given_in(TALK);
    let delete = || Command::DeleteNote { note: id(1), edit_key: None };
    for other in [BEN, THEME, HOST, OBSERVER] {
        room.when(other, edit(1, 1, "Mine")).then_refused(RejectionCode::NotAllowed);
        room.when(other, delete()).then_refused(RejectionCode::NotAllowed);
    }
    room.given(ANN, edit(1, 1, "Better")).given(CO, edit(1, 2, "Clearer")).given(ANN, delete());
    room.when(ANN, edit(1, 3, "Gone")).then_refused(RejectionCode::NotFound);
    room.when(LEAD, delete()).then_refused(RejectionCode::NotFound);
}

/// [NOTE-5]
#[test]
fn what_is_deleted_is_kept_for_facilitators() {
    let mut room = Scenario::room();
    room.given_in(WRITE).given(ANN, post(WRITE, 1)).given(ANN, Command::DeleteNote { note: id(1), edit_key: None });
    assert!(room.note_for(Audience::Console, id(1)).is_some_and(|note| note.deleted));
    for audience in [Audience::Room, Audience::ThemeTeam, Audience::Observer, Audience::Wall] {
        assert_eq!(room.note_for(audience, id(1)), None);
    }
    let restore = || Command::RestoreNote { note: id(1), edit_key: None };
    room.when(BEN, restore()).then_refused(RejectionCode::NotFound);
    room.given(ANN, restore());
    assert!(room.note(id(1)).is_some_and(|note| !note.deleted));
    room.given(LEAD, Command::DeleteNote { note: id(1), edit_key: None });
    room.when(ANN, restore()).then_refused(RejectionCode::NotFound);
    room.given(CO, restore());
    assert!(room.note(id(1)).is_some());
}

/// [NOTE-6] [NOTE-9]
#[test]
fn moved_notes_go_where_they_are_put_and_the_last_move_holds() {
    let mut room = Scenario::room();
    room.given_in(WRITE);
    for number in 1..=4 {
        room.given_note(ANN, WRITE, number);
    }
    let shift = |notes: &[u64], column, after: Option<u64>| Command::MoveNotes {
        notes: notes.iter().map(|number| id(*number)).collect(),
        column,
        after: after.map(id),
        edit_key: None,
    };
    let ids = |numbers: &[u64]| numbers.iter().map(|number| id(*number)).collect::<Vec<NoteId>>();
    room.given_in(GROUPING).given(BEN, shift(&[1, 2], RIGHT, None)).given(CYD, shift(&[3], RIGHT, Some(1)));
    assert_eq!(room.order(RIGHT, None), ids(&[1, 3, 2]));
    room.given(BEN, shift(&[4], RIGHT, Some(99))).given(CYD, shift(&[2], RIGHT, None));
    assert_eq!(room.order(RIGHT, None), ids(&[2, 1, 3, 4]), "behind what is gone is last, behind nothing first");
    room.given(BEN, make(70, &[1])).given(BEN, shift(&[1], LEFT, None));
    let moved = room.note(id(1)).expect("visible");
    assert_eq!((moved.column, moved.cluster), (LEFT, Some(id(70))), "a clustered note keeps its cluster");
    room.when(BEN, shift(&[], LEFT, None)).then_refused(RejectionCode::ListUnfit);
    room.when(BEN, shift(&[1, 1], LEFT, None)).then_refused(RejectionCode::ListUnfit);
    room.when(BEN, shift(&[1, 99], LEFT, None)).then_refused(RejectionCode::NotFound);
    room.when(BEN, shift(&[1], SURFACE, None)).then_refused(RejectionCode::BoardUnfit);
    room.when(BEN, shift(&[1], id(99), None)).then_refused(RejectionCode::NotFound);
}

/// [NOTE-9]
#[test]
fn behind_a_note_of_another_board_is_nowhere() {
    let mut room = Scenario::room();
    let deep = Command::PostNote {
        note: id(9),
        step: LATER,
        column: SURFACE,
        text: "Below".to_owned(),
        private: false,
        edit_key: None,
    };
    let iceberg = settings(StepKind::Write, Some(ICEBERG));
    room.given(LEAD, Command::EditStep { step: LATER, settings: iceberg })
        .given(LEAD, deep)
        .given(LEAD, post(WRITE, 1));
    let after = Some(id(9));
    room.when(LEAD, Command::MoveNotes { notes: vec![id(1)], column: LEFT, after, edit_key: None })
        .then_refused(RejectionCode::NotFound);
    let place = Command::PlaceNotes { notes: vec![id(1)], cluster: None, after };
    room.when(LEAD, place).then_refused(RejectionCode::NotFound);
}

/// [NOTE-6] [ROLE-8]
#[test]
fn ones_own_notes_may_be_moved_at_any_time() {
    let mut room = Scenario::room();
    room.given_in(WRITE).given(ANN, post(WRITE, 1)).given(BEN, post(WRITE, 2)).given_in(TALK);
    let shift = |notes: Vec<NoteId>| Command::MoveNotes { notes, column: RIGHT, after: None, edit_key: None };
    room.when(ANN, shift(vec![id(1)])).then_accepted();
    room.when(ANN, shift(vec![id(1), id(2)])).then_refused(RejectionCode::NotAllowed);
    room.when(THEME, shift(vec![id(1), id(2)])).then_accepted();
}

/// [NOTE-6] [NOTE-7]
#[test]
fn an_anonymous_note_is_moved_by_whoever_presents_its_key() {
    let mut room = Scenario::room();
    room.given_in(NAMELESS).given(ANN, post_nameless(NAMELESS, 1)).given(ANN, post_nameless(NAMELESS, 2));
    let shift = |notes: Vec<NoteId>, edit_key| Command::MoveNotes { notes, column: RIGHT, after: None, edit_key };
    room.when(ANN, shift(vec![id(1)], None)).then_refused(RejectionCode::NotFound);
    room.when(ANN, shift(vec![id(1)], Some(key(2)))).then_refused(RejectionCode::NotFound);
    let events = room.when(ANN, shift(vec![id(1)], Some(key(1)))).then_accepted();
    assert!(events[0].is_anonymous(), "the log does not say who moved it");
    assert_eq!(room.facts.last().map(|fact| fact.actor), Some(None));
    let own = room.private_notes(ANN, &[key(1)]);
    assert_eq!(own.iter().map(|note| note.column).collect::<Vec<_>>(), [RIGHT]);

    room.given(LEAD, Command::RevealStep { step: NAMELESS }).given_in(TALK);
    room.when(ANN, shift(vec![id(2)], None)).then_refused(RejectionCode::NotAllowed);
    room.when(ANN, shift(vec![id(2)], Some(key(1)))).then_refused(RejectionCode::EditKeyWrong);
    let both = shift(vec![id(1), id(2)], Some(key(1)));
    room.when(ANN, both.clone()).then_refused(RejectionCode::NotAllowed);
    room.when(BEN, shift(vec![id(2)], Some(key(2)))).then_accepted();
    assert!(!room.when(LEAD, both).then_accepted()[0].is_anonymous(), "who arranges needs no key");
}

/// [NOTE-7]
#[test]
fn anonymous_steps_need_edit_keys_and_others_refuse_them() {
    let mut room = Scenario::room();
    room.given_in(NAMELESS).given_in(WRITE);
    room.when(ANN, post(NAMELESS, 1)).then_refused(RejectionCode::EditKeyUnfit);
    room.when(ANN, post_nameless(WRITE, 1)).then_refused(RejectionCode::EditKeyUnfit);
    let with = |key: &str| Command::PostNote {
        note: id(1),
        step: NAMELESS,
        column: LEFT,
        text: "Nobody's".to_owned(),
        private: true,
        edit_key: Some(key.to_owned()),
    };
    room.when(ANN, with("short")).then_refused(RejectionCode::EditKeyUnfit);
    room.when(ANN, with(&"+".repeat(limits::EDIT_KEY))).then_refused(RejectionCode::EditKeyUnfit);
    let events = room.when(ANN, with(&key(1))).then_accepted();
    assert!(events.iter().all(crate::Event::is_anonymous));
    assert!(!events[0].encode().contains(&key(1)), "the key itself is not stored");
    assert!(!events[0].encode().contains(&ANN.to_string()));
    assert_eq!(room.facts.last().map(|fact| fact.actor), Some(None));
}

/// [NOTE-7] [NOTE-4]
#[test]
fn whoever_presents_the_key_is_the_author() {
    let mut room = Scenario::room();
    room.given(LEAD, Command::AssignTable { members: vec![ANN], table: Some(TABLE) });
    room.given_in(NAMELESS).given(ANN, post_nameless(NAMELESS, 1)).given(LEAD, Command::RevealStep { step: NAMELESS });
    assert_eq!(room.note(id(1)).map(|note| (note.by, note.table)), Some((Signature::Nobody, None)));
    let change = |edit_key: Option<EditKey>, based_on| Command::EditNote {
        note: id(1),
        based_on,
        text: "Better".to_owned(),
        edit_key,
    };
    room.when(ANN, change(None, 1)).then_refused(RejectionCode::EditKeyWrong);
    room.when(BEN, change(Some(key(2)), 1)).then_refused(RejectionCode::EditKeyWrong);
    assert!(room.when(BEN, change(Some(key(1)), 1)).then_accepted()[0].is_anonymous());
    assert!(!room.when(LEAD, change(None, 2)).then_accepted()[0].is_anonymous(), "a facilitator needs no key");
    let delete = Command::DeleteNote { note: id(1), edit_key: Some(key(1)) };
    assert!(room.when(ANN, delete).then_accepted()[0].is_anonymous());
    room.when(ANN, Command::RestoreNote { note: id(1), edit_key: None }).then_refused(RejectionCode::NotFound);
    let restore = Command::RestoreNote { note: id(1), edit_key: Some(key(1)) };
    assert!(room.when(ANN, restore).then_accepted()[0].is_anonymous());
}

/// [NOTE-8]
#[test]
fn a_taken_id_is_refused() {
    let mut room = Scenario::room();
    room.given_in(WRITE).given(ANN, post(WRITE, 1));
    room.when(BEN, post(WRITE, 1)).then_refused(RejectionCode::IdTaken);
}

/// [NOTE-2] [TEXT-3]
#[test]
fn one_person_fills_no_room() {
    let mut room = Scenario::room();
    room.given_in(SILENT);
    let each = limits::NOTES_EACH as u64;
    for number in 1_000..1_000 + each {
        let post = decide(&room.state, ANN, &post(SILENT, number), &room.context).expect("a note");
        let delete = Event::NoteDeleted { note: id(number), by: DeletedBy::Author, by_key: false };
        for event in post.into_iter().chain([delete]) {
            apply(&mut room.state, &Fact { actor: Some(ANN), command: id(number), time: 1, event });
        }
    }
    let more = |author| decide(&room.state, author, &post(SILENT, 5_000), &room.context).map(drop);
    assert_eq!(more(ANN).map_err(|refusal| refusal.code), Err(RejectionCode::RoomFull));
    assert_eq!((more(BEN), more(LEAD)), (Ok(()), Ok(())));
    assert_eq!(room.state.note_places(), 0, "nobody ever saw any of them");
}

/// [NOTE-2] [TEXT-3]
#[test]
fn the_last_places_are_the_facilitators() {
    let mut room = Scenario::room();
    room.given_in(WRITE).given(ANN, post(WRITE, 1));
    let note = room.state.notes[&id::<NoteId>(1)].clone();
    for number in 2..=(limits::NOTES - limits::NOTES_RESERVED) as u64 {
        room.state.notes.insert(id(number), Note { author: Author::Member(CYD), ..note.clone() });
    }
    let more = |author| decide(&room.state, author, &post(WRITE, 5_000), &room.context).map(drop);
    assert_eq!(more(BEN).map_err(|refusal| refusal.code), Err(RejectionCode::RoomFull));
    assert_eq!(more(CO), Ok(()));
}
