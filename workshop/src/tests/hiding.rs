//! [HIDE]

use crate::scenario::*;
use charrette_protocol::*;

fn silent_room() -> Scenario {
    let mut room = Scenario::room();
    room.given_in(SILENT).given(ANN, post(SILENT, 1));
    room
}

fn late(number: u64) -> Command {
    match post(SILENT, number) {
        Command::PostNote { note, step, column, text, edit_key, .. } => {
            Command::PostNote { note, step, column, text, private: true, edit_key }
        }
        other => other,
    }
}

/// [HIDE-1]
#[test]
fn what_is_written_privately_is_seen_by_its_author_alone() {
    let room = silent_room();
    for audience in Audience::ALL {
        assert_eq!(room.note_for(audience, id(1)), None, "{audience:?}");
    }
    let own = room.private_notes(ANN, &[]);
    assert_eq!(own.iter().map(|note| (note.id, note.hidden)).collect::<Vec<_>>(), [(id(1), Hidden::UntilReveal)]);
    for other in [LEAD, CO, THEME, HOST, BEN, OBSERVER] {
        assert!(room.private_notes(other, &[key(1)]).is_empty());
    }
}

/// [HIDE-1] [NOTE-7]
#[test]
fn what_is_written_privately_and_anonymously_is_seen_with_its_key() {
    let mut room = Scenario::room();
    room.given_in(NAMELESS).given(ANN, post_nameless(NAMELESS, 1)).given(ANN, post_nameless(NAMELESS, 2));
    assert!(room.private_notes(ANN, &[]).is_empty());
    assert_eq!(room.private_notes(BEN, &[key(2)]).len(), 1);
    assert_eq!(room.private_notes(ANN, &[key(1), key(2)]).len(), 2);
    assert!(room.state.written(NAMELESS).is_empty());
}

/// [HIDE-2]
#[test]
fn a_hidden_id_is_answered_like_an_unknown_one() {
    let mut room = silent_room();
    room.given_in(NAMELESS).given(ANN, post_nameless(NAMELESS, 2)).given(LEAD, post(WRITE, 3));
    for hidden in [1, 2] {
        for unknown_too in [hidden, 99] {
            let note: NoteId = id(unknown_too);
            let commands = [
                edit(unknown_too, 1, "Seen"),
                Command::DeleteNote { note, edit_key: None },
                Command::DeleteNote { note, edit_key: Some(key(77)) },
                Command::RestoreNote { note, edit_key: None },
                Command::PostLate { item: LateItem::Note(note), edit_key: None },
                Command::MoveNotes { notes: vec![note], column: RIGHT, after: None, edit_key: None },
                Command::PlaceNotes { notes: vec![note], cluster: None, after: None },
                make(70, &[unknown_too]),
                Command::OpenBallot {
                    ballot: BALLOT,
                    options: vec![option(1, "One"), NewOption { option: id(2), source: OptionSource::Note { note } }],
                },
            ];
            for command in commands {
                let refusal = room.when(LEAD, command).then_refused(RejectionCode::NotFound);
                assert!(refusal.params.is_empty());
            }
        }
        let shift =
            |after| Command::MoveNotes { notes: vec![id(3)], column: LEFT, after: Some(id(after)), edit_key: None };
        assert_eq!(room.when(LEAD, shift(hidden)).then_accepted(), room.when(LEAD, shift(99)).then_accepted());
    }
}

/// [HIDE-3]
#[test]
fn the_reveal_shows_what_waits_and_not_what_was_deleted() {
    let mut room = silent_room();
    let reveal = || Command::RevealStep { step: SILENT };
    room.given(BEN, post(SILENT, 2)).given(BEN, Command::DeleteNote { note: id(2), edit_key: None });
    room.when(ANN, reveal()).then_refused(RejectionCode::NotAllowed);
    room.given(LEAD, reveal());
    assert_eq!(room.order(LEFT, None), [id(1)]);
    assert!(room.private_notes(ANN, &[]).is_empty());
    assert_eq!(room.note_for(Audience::Console, id(2)), None);
    room.when(LEAD, reveal()).then_refused(RejectionCode::NothingToReveal);
    room.when(LEAD, Command::RevealStep { step: WRITE }).then_refused(RejectionCode::StepUnfit);
    room.given_in(WRITE);
    room.when(LEAD, Command::RevealStep { step: WRITE }).then_refused(RejectionCode::NothingToReveal);
    room.when(LEAD, Command::RevealStep { step: id(99) }).then_refused(RejectionCode::NotFound);
}

/// [HIDE-3]
#[test]
fn entries_are_revealed_too() {
    let mut room = Scenario::room();
    let private = StepSettings { writing: Writing::Private, ..settings(StepKind::Timeline, Some(TIMELINE)) };
    room.given(LEAD, Command::EditStep { step: DATES, settings: private }).given_in(DATES);
    room.given(ANN, post_entry(1, "1988"));
    assert_eq!(room.seen(Audience::Console, RecordKind::Entry, id::<EntryId>(1)), None);
    assert!(room.personal(ANN, &[]).iter().any(|record| matches!(record, Record::PrivateEntry(_))));
    room.given(LEAD, Command::RevealStep { step: DATES });
    assert!(room.seen(Audience::Wall, RecordKind::Entry, id::<EntryId>(1)).is_some());
}

/// [HIDE-4]
#[test]
fn signed_notes_are_revealed_author_by_author() {
    let mut room = Scenario::room();
    room.given_in(SILENT);
    for (author, number) in [(BEN, 1), (ANN, 2), (BEN, 3), (ANN, 4)] {
        room.given(author, post(SILENT, number));
    }
    room.given(LEAD, Command::RevealStep { step: SILENT });
    assert_eq!(room.order(LEFT, None), [id(2), id(4), id(1), id(3)], "Ann joined first");
}

/// [HIDE-4]
#[test]
fn unsigned_notes_are_revealed_in_an_order_that_says_nothing() {
    for attribution in [Attribution::PerspectiveOnly, Attribution::Anonymous] {
        let mut room = Scenario::room();
        let step = StepSettings {
            writing: Writing::Private,
            attribution: Some(attribution),
            ..settings(StepKind::Write, Some(NOTES))
        };
        room.given(LEAD, Command::EditStep { step: LATER, settings: step }).given_in(LATER);
        for number in 1..=8 {
            let author = if number <= 4 { ANN } else { BEN };
            let nameless = attribution == Attribution::Anonymous;
            room.given(author, if nameless { post_nameless(LATER, number) } else { post(LATER, number) });
        }
        let revealed = |seed| {
            let mut room = room.clone();
            room.context.seed = seed;
            room.given(LEAD, Command::RevealStep { step: LATER });
            room.order(LEFT, None)
        };
        assert_eq!(revealed(1), revealed(1));
        assert_ne!(revealed(1), revealed(2));
        assert_ne!(revealed(1), (1..=8).map(id).collect::<Vec<_>>());
    }
}

/// [HIDE-5]
#[test]
fn what_comes_late_waits_in_its_authors_tray() {
    let mut room = silent_room();
    room.given(LEAD, Command::RevealStep { step: SILENT }).given(BEN, late(2)).given(BEN, post(SILENT, 3));
    assert_eq!(room.order(LEFT, None), [id(1), id(3)]);
    assert_eq!(room.private_notes(BEN, &[])[0].hidden, Hidden::Late);
    let show = |number| Command::PostLate { item: LateItem::Note(id(number)), edit_key: None };
    room.when(LEAD, show(2)).then_refused(RejectionCode::NotFound);
    room.when(BEN, show(3)).then_refused(RejectionCode::StepUnfit);
    room.given(BEN, show(2));
    assert_eq!(room.order(LEFT, None), [id(1), id(3), id(2)]);
}

/// [HIDE-5]
#[test]
fn what_is_not_revealed_yet_is_not_late() {
    let mut room = silent_room();
    let show = Command::PostLate { item: LateItem::Note(id(1)), edit_key: None };
    room.when(ANN, show).then_refused(RejectionCode::StepUnfit);
}

/// [HIDE-5] [HIDE-6]
#[test]
fn opening_a_steps_writing_reveals_nothing() {
    let mut room = silent_room();
    let open = settings(StepKind::Write, Some(NOTES));
    room.given(LEAD, Command::EditStep { step: SILENT, settings: open });
    assert_eq!(room.note_for(Audience::Console, id(1)), None);
    room.given(BEN, late(2)).given(BEN, post(SILENT, 3));
    assert_eq!(room.order(LEFT, None), [id(3)], "what was written in private stays so");
    room.given(LEAD, Command::RevealStep { step: SILENT });
    assert_eq!(room.order(LEFT, None), [id(3), id(1)], "the late one is its author's to post");
}

/// [HIDE-6] [STEP-2]
#[test]
fn going_on_and_back_reveals_nothing() {
    let mut room = silent_room();
    room.given_in(GROUPING).given_in(SILENT).given_in(LATER);
    assert_eq!(room.note_for(Audience::Console, id(1)), None);
    room.when(BEN, post(SILENT, 2)).then_accepted();
    assert_eq!(room.note_for(Audience::Console, id(2)), None, "the step is still private");
}

/// [HIDE-7]
#[test]
fn what_was_deleted_at_the_reveal_comes_back_late() {
    let mut room = silent_room();
    room.given(ANN, Command::DeleteNote { note: id(1), edit_key: None });
    assert!(room.private_notes(ANN, &[]).is_empty());
    room.given(LEAD, Command::RevealStep { step: SILENT });
    room.given(ANN, Command::RestoreNote { note: id(1), edit_key: None });
    assert_eq!(room.note_for(Audience::Console, id(1)), None);
    assert_eq!(room.private_notes(ANN, &[])[0].hidden, Hidden::Late);
}

/// [HIDE-7] [UNDO-1]
#[test]
fn what_was_deleted_at_the_reveal_is_late_also_when_the_deletion_is_undone() {
    let mut room = silent_room();
    room.given(ANN, Command::DeleteNote { note: id(1), edit_key: None });
    room.given(LEAD, Command::RevealStep { step: SILENT }).given(ANN, Command::Undo {});
    assert_eq!(room.private_notes(ANN, &[])[0].hidden, Hidden::Late);
}

/// [HIDE-1]
#[test]
fn hidden_notes_are_their_authors_to_edit_move_and_delete() {
    let mut room = silent_room();
    room.given(ANN, edit(1, 1, "Better"));
    room.given(ANN, Command::MoveNotes { notes: vec![id(1)], column: RIGHT, after: None, edit_key: None });
    let own = room.private_notes(ANN, &[]);
    assert_eq!((own[0].text.as_str(), own[0].column, own[0].text_version), ("Better", RIGHT, 2));
    room.when(ANN, make(70, &[1])).then_refused(RejectionCode::NotAllowed);
    room.given(ANN, Command::DeleteNote { note: id(1), edit_key: None });
    room.given(ANN, Command::RestoreNote { note: id(1), edit_key: None });
    assert_eq!(room.private_notes(ANN, &[])[0].hidden, Hidden::UntilReveal);
    assert_eq!(room.note_for(Audience::Console, id(1)), None);
}

/// [HIDE-8]
#[test]
fn the_order_of_ones_own_notes_says_nothing_of_others() {
    let orders = |others: u64| {
        let mut room = Scenario::room();
        room.given_in(SILENT).given(ANN, post(SILENT, 1));
        for number in 10..10 + others {
            room.given(BEN, post(SILENT, number));
        }
        room.given(ANN, post(SILENT, 2));
        room.private_notes(ANN, &[]).iter().map(|note| note.order).collect::<Vec<_>>()
    };
    assert_eq!(orders(0), [1, 2]);
    assert_eq!(orders(5), [1, 2]);
}
