//! [STEP]

use crate::limits;
use crate::scenario::*;
use charrette_protocol::*;

fn add(number: u64, after: Option<StepId>, settings: StepSettings) -> Command {
    Command::AddStep { step: id(number), after, settings }
}

fn agenda(room: &Scenario) -> Vec<StepId> {
    let records = room.all(Audience::Room).into_iter();
    let mut steps: Vec<_> =
        records.filter_map(|record| if let Record::Step(step) = record { Some(step) } else { None }).collect();
    steps.sort_by_key(|step| step.rank);
    steps.into_iter().map(|step| step.id).collect()
}

fn step(room: &Scenario, step: StepId) -> StepRecord {
    match room.seen(Audience::Room, RecordKind::Step, step) {
        Some(Record::Step(step)) => step,
        other => panic!("{other:?}"),
    }
}

/// [STEP-1]
#[test]
fn steps_are_ordered() {
    let mut room = Scenario::room();
    let talk = settings(StepKind::Talk, None);
    room.given(LEAD, add(1, None, talk.clone())).given(CO, add(2, Some(TALK), talk.clone()));
    assert_eq!(agenda(&room)[..4], [id(1), TALK, id(2), WRITE]);
    room.given(LEAD, Command::MoveStep { step: id(1), after: Some(id(99)) });
    assert_eq!(agenda(&room).last(), Some(&id(1)));
    room.given(LEAD, Command::MoveStep { step: id(1), after: None });
    assert_eq!(agenda(&room)[0], id(1));
    room.when(LEAD, add(1, None, talk)).then_refused(RejectionCode::IdTaken);
    room.when(LEAD, Command::MoveStep { step: id(99), after: None }).then_refused(RejectionCode::NotFound);
}

/// [STEP-1]
#[test]
fn steps_can_be_put_between_two_for_ever() {
    let mut room = Scenario::room();
    let talk = settings(StepKind::Talk, None);
    for number in 100..150 {
        room.given(LEAD, add(number, Some(TALK), talk.clone()));
    }
    let order = agenda(&room);
    assert_eq!(order[0], TALK);
    assert!(order[1..51].iter().copied().eq((100..150).rev().map(id)));
}

/// [STEP-2]
#[test]
fn entering_a_step_moves_the_room_and_nothing_else() {
    let mut room = Scenario::room();
    room.given_in(SILENT).given(ANN, post(SILENT, 1)).given_in(WRITE);
    let before = room.content(Audience::Console);
    room.given_in(SILENT).given_in(WRITE);
    assert_eq!(room.content(Audience::Console), before);
    assert_eq!(room.state.current_step(), Some(WRITE));
    assert!(step(&room, SILENT).entered && !step(&room, LATER).entered && !step(&room, SILENT).revealed);
    room.when(LEAD, Command::EnterStep { step: id(99) }).then_refused(RejectionCode::NotFound);
}

/// [STEP-3]
#[test]
fn a_step_that_is_needed_stays() {
    let mut room = Scenario::room();
    let remove = |step| Command::RemoveStep { step };
    room.when(LEAD, remove(TALK)).then_refused(RejectionCode::StepIsCurrent);
    room.given_in(WRITE).given(ANN, post(WRITE, 1)).given(ANN, Command::DeleteNote { note: id(1), edit_key: None });
    room.given_in(TALK).when(LEAD, remove(WRITE)).then_refused(RejectionCode::StepInUse);
    let options = vec![option(1, "A"), option(2, "B")];
    room.given(LEAD, Command::OpenBallot { ballot: BALLOT, options });
    room.when(LEAD, remove(VOTING)).then_refused(RejectionCode::InOpenBallot);
    room.given(LEAD, remove(LATER)).given(LEAD, Command::CloseBallot { ballot: BALLOT }).given(LEAD, remove(VOTING));
    room.when(LEAD, remove(LATER)).then_refused(RejectionCode::NotFound);
}

/// [STEP-4]
#[test]
fn a_step_works_on_what_is_there_and_fits() {
    let mut room = Scenario::room();
    for (kind, board, code) in [
        (StepKind::Write, TIMELINE, RejectionCode::BoardUnfit),
        (StepKind::Cluster, TIMELINE, RejectionCode::BoardUnfit),
        (StepKind::Timeline, NOTES, RejectionCode::BoardUnfit),
        (StepKind::Talk, id(99), RejectionCode::NotFound),
    ] {
        room.when(LEAD, add(1, None, settings(kind, Some(board)))).then_refused(code);
    }
    let voting = |ballot| StepSettings { ballot: Some(ballot), ..settings(StepKind::Ballot, None) };
    room.when(LEAD, add(1, None, voting(id(99)))).then_refused(RejectionCode::NotFound);
    room.given(LEAD, add(1, None, settings(StepKind::Talk, Some(TIMELINE)))).given(LEAD, add(2, None, voting(BALLOT)));
}

/// [STEP-5] [STEP-6]
#[test]
fn attribution_only_tightens() {
    let mut room = Scenario::room();
    let signed = |attribution| StepSettings { attribution, ..settings(StepKind::Write, Some(NOTES)) };
    let change = |attribution| Command::EditStep { step: WRITE, settings: signed(attribution) };
    room.given(LEAD, change(Some(Attribution::Anonymous))).given(LEAD, change(None));
    room.given_in(WRITE).given(LEAD, change(Some(Attribution::PerspectiveOnly)));
    room.when(LEAD, change(None)).then_refused(RejectionCode::WouldLoosen);
    assert_eq!(step(&room, WRITE).effective_attribution, Attribution::PerspectiveOnly);
    room.given(LEAD, Command::TightenAttribution { attribution: Attribution::PerspectiveOnly });
    room.when(LEAD, change(None)).then_accepted();
    let loosen = Command::TightenAttribution { attribution: Attribution::Named };
    room.when(LEAD, loosen).then_refused(RejectionCode::WouldLoosen);
    assert_eq!(step(&room, LATER).effective_attribution, Attribution::PerspectiveOnly, "the workshop's is a floor");
}

/// [STEP-5]
#[test]
fn a_step_that_was_written_in_before_it_was_entered_keeps_its_promise() {
    let mut room = Scenario::room();
    let signed = |attribution| StepSettings { attribution, ..settings(StepKind::Write, Some(NOTES)) };
    let change = |attribution| Command::EditStep { step: LATER, settings: signed(attribution) };
    room.given(LEAD, change(Some(Attribution::PerspectiveOnly))).given(LEAD, post(LATER, 1));
    room.when(LEAD, change(None)).then_refused(RejectionCode::WouldLoosen);
}

/// [STEP-7]
#[test]
fn an_iceberg_has_its_four_levels() {
    let mut room = Scenario::room();
    let column = |number: u64, level| NewColumn { column: id(number), title: "C".into(), prompt: String::new(), level };
    let board = |kind, columns| Command::AddBoard { board: id(1), kind, title: "Board".to_owned(), columns };
    use IcebergLevel::{Event, MentalModel, Pattern, Structure};
    let levels = |levels: &[IcebergLevel]| (1..).zip(levels).map(|(n, level)| column(n, Some(*level))).collect();
    for wrong in [&[Event, Pattern, Structure][..], &[Event, Pattern, Structure, Structure]] {
        room.when(LEAD, board(BoardKind::Iceberg, levels(wrong))).then_refused(RejectionCode::BoardUnfit);
    }
    room.when(LEAD, board(BoardKind::Notes, vec![column(1, Some(Event))])).then_refused(RejectionCode::BoardUnfit);
    room.when(LEAD, board(BoardKind::Notes, Vec::new())).then_refused(RejectionCode::ListUnfit);
    let taken = NewColumn { column: LEFT, ..column(1, None) };
    room.when(LEAD, board(BoardKind::Notes, vec![taken])).then_refused(RejectionCode::IdTaken);
    room.given(LEAD, board(BoardKind::Iceberg, levels(&[MentalModel, Event, Pattern, Structure])));
    room.when(LEAD, board(BoardKind::Notes, vec![column(9, None)])).then_refused(RejectionCode::IdTaken);
    room.when(LEAD, Command::AddColumn { board: id(1), column: column(9, None) })
        .then_refused(RejectionCode::BoardUnfit);
}

/// [STEP-7]
#[test]
fn columns_are_added_at_the_end_and_edited() {
    let mut room = Scenario::room();
    let column = NewColumn { column: id(9), title: "Third".into(), prompt: String::new(), level: None };
    room.given(LEAD, Command::AddColumn { board: NOTES, column: column.clone() });
    let rank = |column: ColumnId| match room.seen(Audience::Room, RecordKind::Column, column) {
        Some(Record::Column(column)) => column.rank,
        other => panic!("{other:?}"),
    };
    assert!(rank(LEFT) < rank(RIGHT) && rank(RIGHT) < rank(id(9)));
    let again = Command::AddColumn { board: NOTES, column: column.clone() };
    room.when(LEAD, again).then_refused(RejectionCode::IdTaken);
    let nowhere = Command::AddColumn { board: id(99), column };
    room.when(LEAD, nowhere).then_refused(RejectionCode::NotFound);
    let edit = |column| Command::EditColumn { column, title: "New".into(), prompt: "Why?".into() };
    room.given(LEAD, edit(LEFT)).given(LEAD, Command::EditBoard { board: NOTES, title: "Ideas".into() });
    room.when(LEAD, edit(id(99))).then_refused(RejectionCode::NotFound);
    let nowhere = Command::EditBoard { board: id(99), title: "Ideas".into() };
    room.when(LEAD, nowhere).then_refused(RejectionCode::NotFound);
}

/// [ROLE-1]
#[test]
fn only_facilitators_steer() {
    let mut room = Scenario::room();
    let talk = settings(StepKind::Talk, None);
    let column = NewColumn { column: id(9), title: "Third".into(), prompt: String::new(), level: None };
    let commands = [
        Command::EditWorkshop { title: "Mine".into(), purpose: String::new() },
        Command::TightenAttribution { attribution: Attribution::Anonymous },
        Command::SetDoor { open: false },
        Command::SetPerspectives { groups: Vec::new() },
        Command::AddTable { table: id(1), name: "9".into() },
        Command::EditTable { table: TABLE, name: "9".into() },
        Command::RemoveTable { table: TABLE },
        add(1, None, talk.clone()),
        Command::EditStep { step: TALK, settings: talk },
        Command::MoveStep { step: TALK, after: None },
        Command::RemoveStep { step: LATER },
        Command::EnterStep { step: WRITE },
        Command::RevealStep { step: SILENT },
        Command::AddBoard { board: id(1), kind: BoardKind::Notes, title: "B".into(), columns: vec![column.clone()] },
        Command::EditBoard { board: NOTES, title: "B".into() },
        Command::AddColumn { board: NOTES, column },
        Command::EditColumn { column: LEFT, title: "B".into(), prompt: String::new() },
    ];
    for command in commands {
        for member in [THEME, HOST, ANN, OBSERVER] {
            room.when(member, command.clone()).then_refused(RejectionCode::NotAllowed);
        }
    }
}

/// [TEXT-3]
#[test]
fn numbers_and_lists_of_the_agenda_are_bounded() {
    let mut room = Scenario::room();
    let talk = settings(StepKind::Talk, None);
    for wrong in [
        StepSettings { minutes: limits::STEP_MINUTES + 1, ..talk.clone() },
        StepSettings { note_limit: Some(0), ..talk.clone() },
        StepSettings { note_limit: Some(limits::STEP_NOTES + 1), ..talk.clone() },
        StepSettings { post_limit: Some(0), ..talk.clone() },
        StepSettings { post_limit: Some(limits::STEP_CARDS + 1), ..talk.clone() },
    ] {
        room.when(LEAD, add(1, None, wrong)).then_refused(RejectionCode::OutOfRange);
    }
    let there = agenda(&room).len() as u64;
    for number in there..limits::STEPS as u64 {
        room.given(LEAD, add(1_000 + number, None, talk.clone()));
    }
    room.when(LEAD, add(1, None, talk)).then_refused(RejectionCode::RoomFull);
}
