//! [TIME]

use crate::scenario::*;
use charrette_protocol::*;

fn post(number: u64, text: EntryText) -> Command {
    Command::PostEntry { entry: id(number), step: DATES, text, private: false, edit_key: None }
}

fn entry(room: &Scenario, number: u64) -> Option<EntryRecord> {
    match room.seen(Audience::Room, RecordKind::Entry, id::<EntryId>(number)) {
        Some(Record::Entry(entry)) => Some(entry),
        _ => None,
    }
}

/// [TIME-1]
#[test]
fn dates_are_as_exact_as_they_are_known() {
    let mut room = Scenario::room();
    room.given_in(DATES);
    for (number, start) in (1..).zip(["1988", "1988-10", "1988-10-14"]) {
        room.given(ANN, post(number, entry_text(start)));
        assert_eq!(entry(&room, number).map(|entry| entry.text.start).as_deref(), Some(start));
    }
    for wrong in ["", "October 1988", "1988-13", "1988-02-30"] {
        room.when(ANN, post(9, entry_text(wrong))).then_refused(RejectionCode::DateUnreadable);
    }
    let range = |start: &str, end: &str| EntryText { end: Some(end.to_owned()), ..entry_text(start) };
    room.when(ANN, post(9, range("1990", "1989-12-31"))).then_refused(RejectionCode::DateOrder);
    room.given(ANN, post(9, range("1990", "1990-05")));
}

/// [TIME-2]
#[test]
fn an_entry_is_in_lanes_of_its_timeline() {
    let mut room = Scenario::room();
    room.given_in(DATES);
    let lanes = |lane, also_in: &[ColumnId]| EntryText { lane, also_in: also_in.to_vec(), ..entry_text("1988") };
    room.when(ANN, post(1, lanes(LEFT, &[]))).then_refused(RejectionCode::BoardUnfit);
    room.when(ANN, post(1, lanes(SCIENCE, &[LEFT]))).then_refused(RejectionCode::BoardUnfit);
    room.when(ANN, post(1, lanes(id(99), &[]))).then_refused(RejectionCode::NotFound);
    room.when(ANN, post(1, lanes(SCIENCE, &[SCIENCE]))).then_refused(RejectionCode::ListUnfit);
    room.when(ANN, post(1, lanes(SCIENCE, &[POLICY, POLICY]))).then_refused(RejectionCode::ListUnfit);
    room.given(ANN, post(1, lanes(SCIENCE, &[POLICY])));
}

/// [NOTE-1] [NOTE-3] [NOTE-4] [NOTE-5] [NOTE-8]
#[test]
fn entries_are_posted_edited_deleted_and_restored_like_notes() {
    let mut room = Scenario::room();
    room.when(ANN, post_entry(1, "1988")).then_refused(RejectionCode::StepUnfit);
    room.given_in(DATES).given(ANN, post_entry(1, "1988"));
    room.when(BEN, post_entry(1, "1988")).then_refused(RejectionCode::IdTaken);
    let change = |based_on| Command::EditEntry { entry: id(1), based_on, text: entry_text("1989"), edit_key: None };
    room.when(BEN, change(1)).then_refused(RejectionCode::NotAllowed);
    room.given(ANN, change(1));
    room.when(LEAD, change(1)).then_refused(RejectionCode::StaleVersion);
    let delete = || Command::DeleteEntry { entry: id(1), edit_key: None };
    let restore = || Command::RestoreEntry { entry: id(1), edit_key: None };
    room.when(BEN, delete()).then_refused(RejectionCode::NotAllowed);
    room.given(ANN, delete());
    assert_eq!(entry(&room, 1), None);
    assert!(room.seen(Audience::Console, RecordKind::Entry, id::<EntryId>(1)).is_some());
    room.when(BEN, restore()).then_refused(RejectionCode::NotFound);
    room.given(LEAD, restore());
    assert_eq!(entry(&room, 1).map(|entry| entry.text_version), Some(2));
    room.when(OBSERVER, post_entry(2, "1988")).then_refused(RejectionCode::NotAllowed);
}

/// [HIDE-5] [NOTE-7]
#[test]
fn late_and_anonymous_entries_are_like_notes() {
    let mut room = Scenario::room();
    let nameless =
        StepSettings { attribution: Some(Attribution::Anonymous), ..settings(StepKind::Timeline, Some(TIMELINE)) };
    room.given(LEAD, Command::EditStep { step: DATES, settings: nameless }).given_in(DATES);
    let late = Command::PostEntry {
        entry: id(1),
        step: DATES,
        text: entry_text("1988"),
        private: true,
        edit_key: Some(key(1)),
    };
    room.given(ANN, late);
    assert_eq!(entry(&room, 1), None);
    let show = |edit_key| Command::PostLate { item: LateItem::Entry(id(1)), edit_key };
    room.when(ANN, show(None)).then_refused(RejectionCode::NotFound);
    assert!(room.when(ANN, show(Some(key(1)))).then_accepted()[0].is_anonymous());
    assert_eq!(entry(&room, 1).map(|entry| entry.by), Some(Signature::Nobody));
    let delete = |edit_key| Command::DeleteEntry { entry: id(1), edit_key };
    room.when(ANN, delete(Some(key(2)))).then_refused(RejectionCode::EditKeyWrong);
    assert!(room.when(ANN, delete(Some(key(1)))).then_accepted()[0].is_anonymous());
}

/// [TIME-3]
#[test]
fn eras_are_named_by_facilitators_and_the_theme_team() {
    let mut room = Scenario::room();
    let text = |name: &str| EraText { name: name.into(), start: "1988".into(), end: None, story: String::new() };
    let add = |board, name: &str| Command::AddEra { era: id(1), board, text: text(name) };
    room.when(ANN, add(TIMELINE, "Hope")).then_refused(RejectionCode::NotAllowed);
    room.when(LEAD, add(NOTES, "Hope")).then_refused(RejectionCode::BoardUnfit);
    room.when(LEAD, add(id(99), "Hope")).then_refused(RejectionCode::NotFound);
    room.when(LEAD, add(TIMELINE, "")).then_refused(RejectionCode::TextEmpty);
    room.given(THEME, add(TIMELINE, "Hope"));
    room.when(LEAD, add(TIMELINE, "Hope")).then_refused(RejectionCode::IdTaken);
    let change = |based_on| Command::EditEra { era: id(1), based_on, text: text("Setbacks") };
    room.given(LEAD, change(1));
    room.when(THEME, change(1)).then_refused(RejectionCode::StaleVersion);
    room.when(ANN, Command::RemoveEra { era: id(1) }).then_refused(RejectionCode::NotAllowed);
    room.given(CO, Command::RemoveEra { era: id(1) });
    room.when(CO, Command::RemoveEra { era: id(1) }).then_refused(RejectionCode::NotFound);
}
