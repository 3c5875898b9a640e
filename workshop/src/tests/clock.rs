//! [CLOCK]

use crate::clock::{decide_time, due};
use crate::scenario::*;
use charrette_protocol::*;

const MINUTE: u64 = 60_000;

fn head(room: &Scenario) -> WorkshopRecord {
    match room.seen(Audience::Room, RecordKind::Workshop, WORKSHOP) {
        Some(Record::Workshop(head)) => head,
        other => panic!("{other:?}"),
    }
}

fn state(room: &Scenario) -> ClockState {
    head(room).clock.expect("the room is in a step").state
}

fn step(room: &Scenario, step: StepId) -> StepRecord {
    match room.seen(Audience::Room, RecordKind::Step, step) {
        Some(Record::Step(step)) => step,
        other => panic!("{other:?}"),
    }
}

fn running() -> StepSettings {
    StepSettings { clock_starts: true, ..settings(StepKind::Talk, None) }
}

fn edit(step: StepId, settings: StepSettings) -> Command {
    Command::EditStep { step, settings }
}

const fn add(seconds: i32) -> Command {
    Command::AddTime { seconds }
}

/// [CLOCK-1]
#[test]
fn a_clock_starts_stops_and_goes_on() {
    let mut room = Scenario::room();
    assert_eq!(state(&room), ClockState::Idle);
    room.context.now = 5_000;
    room.given(LEAD, Command::StartClock {});
    assert_eq!(state(&room), ClockState::Running { ends: 5_000 + 10 * MINUTE });
    room.context.now += MINUTE;
    room.given(CO, Command::PauseClock {});
    assert_eq!(state(&room), ClockState::Paused { left: 9 * MINUTE });
    room.context.now += 30 * MINUTE;
    room.given(LEAD, Command::StartClock {});
    assert_eq!(state(&room), ClockState::Running { ends: 5_000 + 31 * MINUTE + 9 * MINUTE });
    assert!(room.when(LEAD, Command::StartClock {}).then_accepted().is_empty());
}

/// [CLOCK-2]
#[test]
fn time_is_added_and_taken_but_never_more_than_is_left() {
    let mut room = Scenario::room();
    room.given(LEAD, add(60));
    assert_eq!(head(&room).clock.map(|clock| clock.length), Some(11 * MINUTE));
    room.given(LEAD, Command::StartClock {});
    let now = room.context.now;
    room.given(LEAD, add(-300));
    assert_eq!(state(&room), ClockState::Running { ends: now + 6 * MINUTE });
    room.given(LEAD, add(-3_600));
    assert_eq!(state(&room), ClockState::Running { ends: now });
    // Over since three minutes: a minute more is a minute from now.
    room.context.now += 3 * MINUTE;
    room.given(LEAD, add(60));
    assert_eq!(state(&room), ClockState::Running { ends: now + 4 * MINUTE });
    room.when(LEAD, add(0)).then_refused(RejectionCode::OutOfRange);
    room.when(LEAD, add(3_601)).then_refused(RejectionCode::OutOfRange);
    room.when(LEAD, add(i32::MIN)).then_refused(RejectionCode::OutOfRange);
}

/// [CLOCK-2]
#[test]
fn a_clock_without_time_does_not_start_and_one_that_is_idle_follows_its_step() {
    let mut room = Scenario::room();
    let short = StepSettings { minutes: 0, ..settings(StepKind::Talk, None) };
    room.given(LEAD, edit(TALK, short)).when(LEAD, Command::StartClock {}).then_refused(RejectionCode::NoTimeLeft);
    room.given(LEAD, Command::Undo {});
    assert_eq!(head(&room).clock.map(|clock| clock.length), Some(10 * MINUTE));
}

/// [CLOCK-3]
#[test]
fn entering_starts_the_clock_where_the_step_says_so_and_undo_brings_the_old_one_back() {
    let mut room = Scenario::room();
    room.given(LEAD, edit(WRITE, StepSettings { clock_starts: true, ..settings(StepKind::Write, Some(NOTES)) }));
    room.given(LEAD, Command::StartClock {});
    let (before, talked) = (head(&room), step(&room, TALK));
    room.context.now += MINUTE;
    room.given(LEAD, Command::EnterStep { step: WRITE });
    assert_eq!(state(&room), ClockState::Running { ends: room.context.now + 10 * MINUTE });
    assert_eq!((step(&room, TALK).spent, step(&room, WRITE).started), (MINUTE, Some(room.context.now)));
    room.context.now += 1_000;
    room.given(LEAD, Command::Undo {});
    assert_eq!((head(&room), step(&room, TALK)), (before, talked));
    assert_eq!(step(&room, WRITE).started, None);
    // Going to where one is changes nothing.
    room.given(LEAD, Command::EnterStep { step: TALK });
    assert_eq!(step(&room, TALK).spent, 0);
}

/// [CLOCK-4]
#[test]
fn nothing_goes_on_by_itself_unless_the_step_says_so_and_then_past_what_is_skipped() {
    let mut room = Scenario::room();
    room.given(LEAD, Command::StartClock {});
    let end = room.context.now + 10 * MINUTE;
    assert_eq!(due(&room.state, end), None);
    room.given(LEAD, edit(TALK, StepSettings { advance: true, ..running() }));
    assert_eq!((due(&room.state, end - 1), due(&room.state, end)), (None, Some(WRITE)));
    room.given(LEAD, Command::SkipStep { step: WRITE, skipped: true });
    assert_eq!(due(&room.state, end), Some(SILENT));
    assert_eq!(decide_time(&room.state, end).len(), 1);
    room.given(LEAD, Command::PauseClock {});
    assert_eq!(due(&room.state, end), None);
}

/// [STEP-8]
#[test]
fn a_skipped_step_stays_and_is_taken_in_again_by_going_there() {
    let mut room = Scenario::room();
    let skip = |step, skipped| Command::SkipStep { step, skipped };
    room.given(LEAD, skip(WRITE, true));
    assert!(step(&room, WRITE).skipped);
    room.given(LEAD, Command::EnterStep { step: WRITE });
    assert!(!step(&room, WRITE).skipped);
    room.given(LEAD, Command::Undo {});
    assert!(step(&room, WRITE).skipped);
    room.given(LEAD, Command::Undo {});
    assert!(!step(&room, WRITE).skipped);
    room.when(LEAD, skip(TALK, true)).then_refused(RejectionCode::StepIsCurrent);
    room.when(LEAD, skip(id(99), true)).then_refused(RejectionCode::NotFound);
}

/// [CLOCK-5]
#[test]
fn calling_time_gives_ten_seconds_and_reveals_nothing() {
    let mut room = Scenario::room();
    room.when(LEAD, Command::CallTime { step: SILENT }).then_refused(RejectionCode::StepUnfit);
    room.given_in(SILENT).given(ANN, post(SILENT, 1)).given(LEAD, Command::CallTime { step: SILENT });
    let called = step(&room, SILENT);
    assert_eq!((called.finishing, called.revealed), (Some(room.context.now + 10_000), false));
    room.given(LEAD, Command::CancelCall { step: SILENT });
    assert_eq!(step(&room, SILENT).finishing, None);
    room.given(LEAD, Command::CallTime { step: SILENT }).given(LEAD, Command::RevealStep { step: SILENT });
    assert_eq!(step(&room, SILENT).finishing, None);
    room.when(LEAD, Command::CallTime { step: SILENT }).then_refused(RejectionCode::NothingToReveal);
    room.given_in(WRITE).when(LEAD, Command::CallTime { step: WRITE }).then_refused(RejectionCode::NothingToReveal);
}

/// [ROLE-11]
#[test]
fn a_locked_room_is_quiet_but_for_its_facilitators() {
    let mut room = Scenario::room();
    room.given_in(WRITE).given(ANN, post(WRITE, 1)).given(LEAD, Command::SetLock { locked: true });
    for member in [THEME, HOST, ANN] {
        room.when(member, post(WRITE, 2)).then_refused(RejectionCode::Locked);
    }
    room.when(ANN, Command::Undo {}).then_refused(RejectionCode::Locked);
    room.given(CO, post(WRITE, 3));
    let rename = Command::EditMember { member: ANN, name: "Anneke".into(), perspective: None };
    room.given(ANN, rename).given(LEAD, Command::SetLock { locked: false }).given(ANN, post(WRITE, 2));
}

/// [CLOCK-6]
#[test]
fn a_spotlight_shows_only_what_the_room_may_see() {
    let mut room = Scenario::room();
    room.given_in(SILENT).given(ANN, post(SILENT, 1)).given_in(WRITE).given(ANN, post(WRITE, 2));
    let at = |number| Command::SetSpotlight { item: Some(RecordKey::new(RecordKind::Note, id::<NoteId>(number))) };
    room.when(LEAD, at(1)).then_refused(RejectionCode::NotFound);
    room.when(LEAD, at(99)).then_refused(RejectionCode::NotFound);
    let head_itself = Command::SetSpotlight { item: Some(RecordKey::new(RecordKind::Workshop, WORKSHOP)) };
    room.when(LEAD, head_itself).then_refused(RejectionCode::NotFound);
    room.given(LEAD, at(2)).given(LEAD, Command::SetWall { mode: WallMode::Blank });
    assert_eq!((head(&room).spotlight.is_some(), head(&room).wall), (true, WallMode::Blank));
    room.given(LEAD, Command::SetSpotlight { item: None });
    assert_eq!(head(&room).spotlight, None);
}

/// [ROLE-1]
#[test]
fn only_facilitators_steer_time() {
    let mut room = Scenario::room();
    for command in [
        Command::StartClock {},
        Command::PauseClock {},
        add(60),
        Command::SkipStep { step: WRITE, skipped: true },
        Command::CallTime { step: SILENT },
        Command::CancelCall { step: SILENT },
        Command::SetLock { locked: true },
        Command::SetSpotlight { item: None },
        Command::SetWall { mode: WallMode::Blank },
    ] {
        for member in [THEME, HOST, ANN, OBSERVER] {
            room.when(member, command.clone()).then_refused(RejectionCode::NotAllowed);
        }
    }
}

fn voting(advance: bool) -> Command {
    let kind = settings(StepKind::Ballot, None);
    edit(VOTING, StepSettings { ballot: Some(BALLOT), clock_starts: true, advance, ..kind })
}

fn opens() -> Command {
    Command::OpenBallot { ballot: BALLOT, options: vec![option(200, "One"), option(201, "Two")] }
}

/// [CLOCK-7]
#[test]
fn the_clock_of_a_ballot_runs_while_people_vote() {
    let mut room = Scenario::room();
    room.given(LEAD, voting(false)).given(LEAD, Command::EnterStep { step: VOTING });
    assert_eq!(state(&room), ClockState::Idle);
    room.context.now += 3 * MINUTE;
    room.given(LEAD, opens());
    let ends = room.context.now + 10 * MINUTE;
    assert_eq!(state(&room), ClockState::Running { ends });
    // Who took the opening back has the clock back, too.
    room.given(LEAD, Command::Undo {});
    assert_eq!(state(&room), ClockState::Idle);
    room.given(LEAD, opens());
    room.context.now += 4 * MINUTE;
    room.given(LEAD, Command::CloseBallot { ballot: BALLOT });
    assert_eq!(state(&room), ClockState::Paused { left: 6 * MINUTE });
    // The close is final, and its clock is part of it.
    room.given(LEAD, Command::EnterStep { step: TALK }).given(LEAD, Command::EnterStep { step: VOTING });
    assert_eq!(state(&room), ClockState::Idle);
}

/// [CLOCK-7]
#[test]
fn the_clock_starts_as_the_room_comes_to_people_who_vote_and_another_ballot_leaves_it_alone() {
    let mut room = Scenario::room();
    room.given(LEAD, voting(false)).given(LEAD, opens());
    assert_eq!(state(&room), ClockState::Idle);
    room.given(LEAD, Command::EnterStep { step: VOTING });
    let ends = room.context.now + 10 * MINUTE;
    assert_eq!(state(&room), ClockState::Running { ends });
    let other = Command::OpenBallot { ballot: SECOND_BALLOT, options: vec![option(300, "A"), option(301, "B")] };
    room.given(LEAD, other);
    room.context.now += MINUTE;
    room.given(LEAD, Command::CloseBallot { ballot: SECOND_BALLOT });
    assert_eq!(state(&room), ClockState::Running { ends });
}

/// [CLOCK-7]
#[test]
fn the_clock_of_an_open_ballot_goes_on_as_the_room_comes_back() {
    let mut room = Scenario::room();
    let [there, back] = [TALK, VOTING].map(|step| Command::EnterStep { step });
    room.given(LEAD, voting(false)).given(LEAD, back.clone()).given(LEAD, opens());
    let running = state(&room);
    room.context.now += 4 * MINUTE;
    room.given(LEAD, there.clone());
    room.context.now += 2 * MINUTE;
    room.given(LEAD, back.clone());
    assert_eq!(state(&room), running);
    // Over it is over: nobody gets ten minutes more by looking elsewhere.
    room.given(LEAD, there.clone());
    room.context.now += 20 * MINUTE;
    room.given(LEAD, back.clone());
    assert_eq!(state(&room), running);
    room.given(LEAD, Command::AddTime { seconds: 60 }).given(LEAD, Command::PauseClock {});
    let paused = state(&room);
    assert_eq!(paused, ClockState::Paused { left: MINUTE });
    room.given(LEAD, there.clone()).given(LEAD, back.clone());
    assert_eq!(state(&room), paused);
    // After the close there is nothing to go on with.
    room.given(LEAD, Command::CloseBallot { ballot: BALLOT }).given(LEAD, there).given(LEAD, back);
    assert_eq!(state(&room), ClockState::Idle);
}

/// [CLOCK-7]
#[test]
fn a_clock_that_is_over_does_not_take_the_room_away_again_as_it_comes_back() {
    let mut room = Scenario::room();
    let [there, back] = [TALK, VOTING].map(|step| Command::EnterStep { step });
    room.given(LEAD, voting(true)).given(LEAD, back.clone()).given(LEAD, opens()).given(LEAD, there);
    room.context.now += 20 * MINUTE;
    room.given(LEAD, back);
    let ends = room.context.now + 10 * MINUTE;
    assert_eq!(state(&room), ClockState::Running { ends });
}

/// [CLOCK-7]
#[test]
fn a_clock_that_takes_the_room_on_runs_on_after_the_close() {
    let mut room = Scenario::room();
    room.given(LEAD, voting(true)).given(LEAD, Command::EnterStep { step: VOTING }).given(LEAD, opens());
    let running = state(&room);
    room.given(LEAD, Command::CloseBallot { ballot: BALLOT });
    assert_eq!(state(&room), running);
}
