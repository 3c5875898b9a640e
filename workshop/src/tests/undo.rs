//! [UNDO]

use crate::scenario::*;
use charrette_protocol::*;

fn undo() -> Command {
    Command::Undo {}
}

fn clusters(room: &Scenario) -> usize {
    room.all(Audience::Room).iter().filter(|record| matches!(record, Record::Cluster(_))).count()
}

/// [UNDO-1]
#[test]
fn acts_are_taken_back_one_after_another() {
    let mut room = Scenario::room();
    room.given_in(WRITE).given(ANN, post(WRITE, 1)).given(ANN, edit(1, 1, "Better"));
    room.given(ANN, undo());
    assert_eq!(room.note(id(1)).map(|note| (note.text, note.text_version)), Some(("Idea 1".to_owned(), 3)));
    room.given(ANN, undo());
    assert_eq!(room.note(id(1)), None);
    assert!(room.note_for(Audience::Console, id(1)).is_some_and(|note| note.deleted));
    room.when(ANN, undo()).then_refused(RejectionCode::NothingToUndo);
    room.given(ANN, Command::RestoreNote { note: id(1), edit_key: None });
}

/// [UNDO-1]
#[test]
fn twenty_acts_are_remembered() {
    let mut room = Scenario::room();
    room.given_in(WRITE).given(ANN, post(WRITE, 1));
    for version in 1..=25 {
        room.given(ANN, edit(1, version, &format!("Version {version}")));
    }
    for _ in 0..20 {
        room.given(ANN, undo());
    }
    room.when(ANN, undo()).then_refused(RejectionCode::NothingToUndo);
    assert_eq!(room.note(id(1)).map(|note| note.text).as_deref(), Some("Version 5"));
}

/// [UNDO-1] [STEP-2]
#[test]
fn an_accidental_step_is_taken_back() {
    let mut room = Scenario::room();
    let before = room.content(Audience::Console);
    room.given(CO, Command::EnterStep { step: LATER }).given(CO, undo());
    assert_eq!(room.content(Audience::Console), before);
    room.given(CO, Command::EnterStep { step: WRITE }).given(ANN, post(WRITE, 1)).given(CO, undo());
    assert_eq!(room.state.current_step(), Some(TALK));
    room.when(BEN, post(WRITE, 2)).then_accepted();
}

/// [UNDO-1]
#[test]
fn merging_splitting_and_dissolving_are_taken_back() {
    let mut room = Scenario::room();
    for number in 1..=4 {
        room.given_note(LEAD, WRITE, number);
    }
    room.given(THEME, make(70, &[1, 2])).given(THEME, make(71, &[3]));
    for command in [
        Command::MergeClusters { from: vec![id(71)], into: id(70) },
        Command::SplitCluster { cluster: id(70), new: id(72), name: String::new(), notes: vec![id(2)] },
        Command::DissolveCluster { cluster: id(70) },
        Command::MoveCluster { cluster: id(71), after: None },
        Command::PlaceNotes { notes: vec![id(4), id(1)], cluster: Some(id(71)), after: None },
        Command::MoveNotes { notes: vec![id(4)], column: RIGHT, after: None, edit_key: None },
        make(73, &[1, 4]),
    ] {
        let before = Audience::ALL.map(|audience| room.content(audience));
        room.given(THEME, command).given(THEME, undo());
        assert_eq!(Audience::ALL.map(|audience| room.content(audience)), before);
    }
}

/// [UNDO-1]
#[test]
fn what_facilitators_set_up_and_take_away_is_taken_back() {
    let mut room = Scenario::room();
    room.given(LEAD, Command::AssignTable { members: vec![ANN], table: Some(TABLE) });
    let era = EraText { name: "Hope".into(), start: "1988".into(), end: None, story: String::new() };
    room.given(LEAD, Command::AddEra { era: id(5), board: TIMELINE, text: era.clone() });
    let column = NewColumn { column: id(9), title: "Third".into(), prompt: String::new(), level: None };
    let ballot = BallotSettings {
        question: "Why?".into(),
        method: BallotMethod::Dots { budget: Some(2), cap: 2 },
        previous: None,
    };
    for command in [
        Command::EditWorkshop { title: "Other".into(), purpose: "More".into() },
        Command::SetPerspectives {
            groups: vec![PerspectiveGroup {
                name: "All".into(),
                perspectives: ["Scientist", "Caregiver", "Investor"].map(str::to_owned).into(),
            }],
        },
        Command::EditMember { member: ANN, name: "Anna".into(), perspective: None },
        Command::AddTable { table: id(1), name: "9".into() },
        Command::EditTable { table: TABLE, name: "9".into() },
        Command::RemoveTable { table: TABLE },
        Command::AssignTable { members: vec![ANN, BEN], table: None },
        Command::AddStep { step: id(1), after: None, settings: settings(StepKind::Talk, None) },
        Command::EditStep { step: LATER, settings: settings(StepKind::Talk, None) },
        Command::MoveStep { step: LATER, after: None },
        Command::RemoveStep { step: LATER },
        Command::AddBoard { board: id(1), kind: BoardKind::Notes, title: "B".into(), columns: vec![column.clone()] },
        Command::EditBoard { board: NOTES, title: "B".into() },
        Command::AddColumn { board: NOTES, column },
        Command::EditColumn { column: LEFT, title: "B".into(), prompt: "P".into() },
        Command::AddBallot { ballot: id(1), settings: ballot.clone() },
        Command::EditBallot { ballot: BALLOT, settings: ballot },
        Command::OpenBallot { ballot: BALLOT, options: vec![option(1, "A"), option(2, "B")] },
        Command::AddEra { era: id(6), board: TIMELINE, text: era },
        Command::RemoveEra { era: id(5) },
    ] {
        let before = Audience::ALL.map(|audience| room.content(audience));
        room.given(LEAD, command).given(LEAD, undo());
        assert_eq!(Audience::ALL.map(|audience| room.content(audience)), before);
    }
}

/// [UNDO-2]
#[test]
fn what_somebody_changed_since_cannot_be_taken_back() {
    let mut room = Scenario::room();
    room.given_in(WRITE).given(ANN, post(WRITE, 1)).given(ANN, edit(1, 1, "Better"));
    assert!(room.seat(ANN).can_undo);
    room.given(CO, edit(1, 2, "Clearer"));
    assert!(!room.seat(ANN).can_undo);
    room.when(ANN, undo()).then_refused(RejectionCode::ChangedSince);
    room.given(CO, undo()).given(ANN, undo());
    assert_eq!(room.note(id(1)).map(|note| note.text).as_deref(), Some("Idea 1"));
}

/// [UNDO-2]
#[test]
fn other_sides_of_the_same_thing_do_not_matter() {
    let mut room = Scenario::room();
    room.given(LEAD, post(WRITE, 1)).given(THEME, make(70, &[])).given(THEME, make(71, &[]));
    room.given(THEME, Command::MoveCluster { cluster: id(71), after: None });
    room.given(LEAD, Command::NameCluster { cluster: id(71), based_on: 1, name: "New".into() });
    room.given(THEME, undo());
    room.given(THEME, Command::PlaceNotes { notes: vec![id(1)], cluster: Some(id(70)), after: None });
    room.given(LEAD, edit(1, 1, "Better")).given(THEME, undo());
    assert_eq!(room.note(id(1)).map(|note| (note.cluster, note.text)), Some((None, "Better".to_owned())));
    room.when(THEME, undo()).then_refused(RejectionCode::ChangedSince);
}

/// [UNDO-2]
#[test]
fn what_others_came_to_depend_on_cannot_go() {
    let mut room = Scenario::room();
    let column = NewColumn { column: id(9), title: "Third".into(), prompt: String::new(), level: None };
    room.given(CO, Command::AddColumn { board: NOTES, column });
    let note = Command::PostNote {
        note: id(1),
        step: WRITE,
        column: id(9),
        text: "Here".into(),
        private: false,
        edit_key: None,
    };
    room.given(LEAD, note);
    room.when(CO, undo()).then_refused(RejectionCode::ChangedSince);
    room.given(THEME, make(70, &[]))
        .given(LEAD, Command::PlaceNotes { notes: vec![id(1)], cluster: Some(id(70)), after: None });
    room.when(THEME, undo()).then_refused(RejectionCode::ChangedSince);
    assert_eq!(clusters(&room), 1);
}

/// [UNDO-2]
#[test]
fn a_note_goes_back_beside_one_that_took_its_place() {
    let mut room = Scenario::room();
    for number in 1..=3 {
        room.given_note(LEAD, WRITE, number);
    }
    room.given(THEME, make(70, &[2]));
    let shift = Command::MoveNotes { notes: vec![id(3)], column: LEFT, after: Some(id(1)), edit_key: None };
    room.given(LEAD, Command::MoveNotes { notes: vec![id(3)], column: RIGHT, after: None, edit_key: None })
        .given(LEAD, shift);
    room.given(THEME, undo());
    let mut order = room.order(LEFT, None);
    order.sort_unstable();
    assert_eq!(order, [id(1), id(2), id(3)]);
}

/// [UNDO-7]
#[test]
fn a_note_goes_back_between_its_neighbours_in_a_list_that_was_ranked_anew() {
    let mut room = Scenario::room();
    for number in 1..=7 {
        room.given_note(LEAD, WRITE, number);
    }
    let shift = |number: u64, column, after: Option<u64>| Command::MoveNotes {
        notes: vec![id(number)],
        column,
        after: after.map(id),
        edit_key: None,
    };
    let rank = |room: &Scenario, number| room.note(id(number)).map(|note| note.rank);
    room.given(THEME, shift(2, RIGHT, None));
    let before = rank(&room, 3);
    room.given(LEAD, shift(6, LEFT, None)).given(LEAD, shift(7, LEFT, None));
    for turn in 0..40 {
        room.given(LEAD, shift(4 + turn % 2, LEFT, Some(1)));
    }
    assert_ne!(rank(&room, 3), before, "the list was ranked anew");
    room.given(THEME, undo());
    let order = room.order(LEFT, None);
    let at = |number: u64| order.iter().position(|one| *one == id(number));
    assert!(at(1) < at(2) && at(2) < at(3), "{order:?}");
}

/// [UNDO-2]
#[test]
fn what_is_an_option_is_not_hidden_again() {
    let given = || {
        let mut room = Scenario::room();
        let late = Command::PostNote {
            note: id(2),
            step: SILENT,
            column: LEFT,
            text: "Late".into(),
            private: true,
            edit_key: None,
        };
        room.given_in(SILENT).given(ANN, post(SILENT, 1));
        room.given(LEAD, Command::RevealStep { step: SILENT }).given(BEN, late);
        room.given(BEN, Command::PostLate { item: LateItem::Note(id(2)), edit_key: None });
        room
    };
    let options = vec![
        NewOption { option: id(201), source: OptionSource::Note { note: id(2) } },
        NewOption { option: id(202), source: OptionSource::Text { label: "Else".into() } },
    ];
    let mut room = given();
    room.given(LEAD, Command::OpenBallot { ballot: BALLOT, options });
    room.when(BEN, undo()).then_refused(RejectionCode::ChangedSince);
    room.given(LEAD, Command::CloseBallot { ballot: BALLOT });
    room.when(BEN, undo()).then_refused(RejectionCode::ChangedSince);
    given().given(BEN, undo());
}

/// [UNDO-3]
#[test]
fn what_an_open_ballot_stands_for_does_not_go() {
    let mut room = Scenario::room();
    room.given(CO, post(WRITE, 1)).given(THEME, make(70, &[1]));
    let options = vec![
        NewOption { option: id(201), source: OptionSource::Cluster { cluster: id(70) } },
        NewOption { option: id(202), source: OptionSource::Text { label: "Else".into() } },
    ];
    room.given(LEAD, Command::OpenBallot { ballot: BALLOT, options });
    room.when(THEME, undo()).then_refused(RejectionCode::InOpenBallot);
    room.given(LEAD, Command::CloseBallot { ballot: BALLOT }).given(THEME, undo());
    assert_eq!(clusters(&room), 0);
}

/// [UNDO-3] [STEP-5]
#[test]
fn a_promise_is_not_taken_back() {
    let mut room = Scenario::room();
    let signed =
        StepSettings { attribution: Some(Attribution::PerspectiveOnly), ..settings(StepKind::Write, Some(NOTES)) };
    room.given_in(WRITE).given(CO, Command::EditStep { step: WRITE, settings: signed });
    room.when(CO, undo()).then_refused(RejectionCode::WouldLoosen);
}

/// [UNDO-4] [BALLOT-1]
#[test]
fn final_acts_and_votes_are_passed_over() {
    let mut room = Scenario::room();
    let open = Command::OpenBallot { ballot: BALLOT, options: vec![option(1, "A"), option(2, "B")] };
    room.given(CO, open.clone()).given(CO, undo()).given(CO, open);
    room.given(ANN, dots(BALLOT, &[(1, 1)]));
    room.when(CO, undo()).then_refused(RejectionCode::ChangedSince);
    room.when(ANN, undo()).then_refused(RejectionCode::NothingToUndo);
    room.given_in(SILENT).given(ANN, post(SILENT, 1));
    room.given(CO, Command::EditWorkshop { title: "Ours".into(), purpose: String::new() });
    for command in [
        Command::CloseBallot { ballot: BALLOT },
        Command::RevealStep { step: SILENT },
        Command::TightenAttribution { attribution: Attribution::PerspectiveOnly },
        Command::SetDoor { open: false },
        Command::SetRole { member: ANN, role: Role::ThemeTeam },
        Command::RemoveMember { member: BEN },
        Command::AddProxy { member: id(7), name: "Gran".into(), perspective: None },
    ] {
        room.given(CO, command);
    }
    room.given(CO, undo());
    assert_eq!(room.state.title(), "A workshop");
    assert_eq!(room.state.attribution(), Attribution::PerspectiveOnly);
    room.given_in(NAMELESS).given(CYD, post_nameless(NAMELESS, 2));
    room.when(CYD, undo()).then_refused(RejectionCode::NothingToUndo);
}

/// [UNDO-4]
#[test]
fn a_hidden_note_that_was_revealed_cannot_be_unwritten() {
    let mut room = Scenario::room();
    room.given_in(SILENT).given(ANN, post(SILENT, 1)).given(LEAD, Command::RevealStep { step: SILENT });
    room.when(ANN, undo()).then_refused(RejectionCode::ChangedSince);
}

/// [UNDO-5]
#[test]
fn another_role_starts_afresh() {
    let mut room = Scenario::room();
    room.given(CO, Command::EditWorkshop { title: "Ours".into(), purpose: String::new() });
    room.given(LEAD, Command::SetRole { member: CO, role: Role::Participant });
    room.when(CO, undo()).then_refused(RejectionCode::NothingToUndo);
}

/// [UNDO-6]
#[test]
fn a_seat_tells_whether_there_is_something_to_take_back() {
    let mut room = Scenario::room();
    room.given_in(WRITE);
    assert!(!room.seat(ANN).can_undo);
    room.given(ANN, post(WRITE, 1));
    assert!(room.seat(ANN).can_undo);
    room.given(ANN, undo());
    assert!(!room.seat(ANN).can_undo);
}

/// [UNDO-8] [HIDE-8] Else whoever takes a column back would learn that somebody writes there.
#[test]
fn what_is_hidden_in_a_column_does_not_keep_it_from_being_taken_back() {
    let new: ColumnId = id(99);
    let added = |board| Command::AddColumn {
        board,
        column: NewColumn { column: new, title: "New".into(), prompt: String::new(), level: None },
    };
    let note = |step| Command::PostNote {
        note: id(1),
        step,
        column: new,
        text: "Here".into(),
        private: false,
        edit_key: None,
    };
    let date = |private| {
        let text = EntryText { lane: new, also_in: vec![SCIENCE, POLICY], ..entry_text("1990") };
        Command::PostEntry { entry: id(1), step: DATES, text, private, edit_key: None }
    };

    let mut room = Scenario::room();
    room.given_in(SILENT).given(LEAD, added(NOTES));
    room.given(ANN, note(SILENT)).given(LEAD, Command::Undo {});
    assert_eq!(room.private_notes(ANN, &[])[0].column, LEFT);

    room.given_in(DATES).given(LEAD, added(TIMELINE));
    room.given(ANN, date(true)).given(LEAD, Command::Undo {});
    let texts = room.personal(ANN, &[]).into_iter();
    let mut texts =
        texts.filter_map(|record| if let Record::PrivateEntry(one) = record { Some(one.text) } else { None });
    let text = texts.next().expect("an entry");
    assert_eq!((text.lane, text.also_in), (SCIENCE, vec![POLICY]));

    // What all see keeps it.
    let mut room = Scenario::room();
    room.given_in(WRITE).given(LEAD, added(NOTES)).given(ANN, note(WRITE));
    room.when(LEAD, Command::Undo {}).then_refused(RejectionCode::ChangedSince);
}
