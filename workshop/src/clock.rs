//! The clock of the current step, and what else facilitators steer while it runs: the finishing
//! grace, the lock, the spotlight, the walls.

use crate::decide::{Ask, Decision, not_found};
use crate::event::Event;
use crate::limits;
use crate::state::Workshop;
use crate::view;
use charrette_protocol::*;

const MINUTE: Milliseconds = 60_000;

/// How long people have to finish their sentence once time is called.
pub(crate) const GRACE: Milliseconds = 10_000;

const fn planned(settings: &StepSettings) -> Milliseconds {
    settings.minutes as Milliseconds * MINUTE
}

/// The clock of a step that the room comes into now. In a step with a ballot there is time for choosing
/// its options first: it starts where people vote already, and else as the ballot opens. Where people vote still, it
/// goes on as the room left it, but never so that it takes the room away at once.
pub(crate) fn fresh(state: &Workshop, step: StepId, settings: &StepSettings, now: Milliseconds) -> Clock {
    let length = planned(settings);
    let votes = |ballot| state.ballots.get(&ballot).is_some_and(|found| found.state == BallotState::Open);
    let ballot = settings.ballot.filter(|_| settings.kind == StepKind::Ballot);
    let left = ballot.filter(|ballot| votes(*ballot)).and(state.steps.get(&step)).and_then(|found| found.clock);
    let over = |ends| settings.advance && ends <= now;
    match left {
        Some(clock) if matches!(clock.state, ClockState::Running { ends } if !over(ends)) => {
            return Clock { since: now, ..clock };
        }
        Some(clock) if matches!(clock.state, ClockState::Paused { .. }) => return Clock { since: now, ..clock },
        _ => {}
    }
    let due = settings.kind != StepKind::Ballot || ballot.is_some_and(votes);
    let starts = settings.clock_starts && due && length > 0;
    let state = if starts { ClockState::Running { ends: now + length } } else { ClockState::Idle };
    Clock { step, since: now, length, state }
}

/// The step whose clock goes with this ballot, if the room is in it.
fn of_ballot(state: &Workshop, ballot: BallotId) -> Option<(&StepSettings, Clock)> {
    let clock = state.head.clock?;
    let settings = &state.steps.get(&clock.step)?.settings;
    (settings.kind == StepKind::Ballot && settings.ballot == Some(ballot)).then_some((settings, clock))
}

/// The clock as the opening of a ballot starts it; none if it stays as it is.
pub(crate) fn opening(state: &Workshop, ballot: BallotId, now: Milliseconds) -> Option<Clock> {
    let (settings, clock) = of_ballot(state, ballot)?;
    let starts = settings.clock_starts && clock.state == ClockState::Idle && clock.length > 0;
    starts.then_some(Clock { state: ClockState::Running { ends: now + clock.length }, ..clock })
}

/// The clock as the close of a ballot stops it; none if it stays as it is. Where the room goes on by
/// itself, it runs on.
pub(crate) fn closing(state: &Workshop, ballot: BallotId, now: Milliseconds) -> Option<Clock> {
    let (settings, clock) = of_ballot(state, ballot)?;
    let ClockState::Running { ends } = clock.state else { return None };
    (!settings.advance).then_some(Clock { state: ClockState::Paused { left: ends.saturating_sub(now) }, ..clock })
}

/// A clock that nobody has started follows its step's minutes, whatever was added to it.
pub(crate) fn follow(clock: &mut Option<Clock>, step: StepId, before: &StepSettings, after: &StepSettings) {
    if let Some(clock) = clock.as_mut().filter(|clock| clock.step == step && clock.state == ClockState::Idle) {
        clock.length = (clock.length + planned(after)).saturating_sub(planned(before));
    }
}

/// The step the room goes on to by itself at this time, if it does.
pub fn due(state: &Workshop, now: Milliseconds) -> Option<StepId> {
    next_due(state).filter(|(_, at)| *at <= now).map(|(step, _)| step)
}

/// The step the room will go on to by itself as things stand, and when.
pub fn next_due(state: &Workshop) -> Option<(StepId, Milliseconds)> {
    let clock = state.head.clock?;
    let ClockState::Running { ends } = clock.state else { return None };
    let here = state.steps.get(&clock.step).filter(|step| step.settings.advance)?;
    let later = state.steps.iter().filter(|(_, step)| step.rank > here.rank && !step.skipped);
    later.min_by_key(|(_, step)| step.rank).map(|(id, _)| (*id, ends))
}

/// What happens by itself now.
pub fn decide_time(state: &Workshop, now: Milliseconds) -> Vec<Event> {
    due(state, now).and_then(|step| entering(state, step, now)).into_iter().collect()
}

/// The event of going to a step. Whoever is in it already stays in it, and so does its clock.
pub(crate) fn entering(state: &Workshop, step: StepId, now: Milliseconds) -> Option<Event> {
    let found = state.steps.get(&step)?;
    let here = state.head.clock;
    let clock = here.filter(|clock| clock.step == step).unwrap_or_else(|| fresh(state, step, &found.settings, now));
    let left = here.filter(|clock| clock.step != step).map(|clock| (clock.step, now.saturating_sub(clock.since)));
    Some(Event::StepEntered { step, clock, left })
}

fn clock(ask: &Ask) -> Result<Clock, Rejection> {
    // A room made from an archive is in a step whose clock nobody has looked at.
    let resumed = || {
        let step = ask.state.head.current_step?;
        let length = planned(ask.current_step()?);
        Some(Clock { step, since: ask.context.now, length, state: ClockState::Idle })
    };
    ask.state.head.clock.or_else(resumed).ok_or_else(|| RejectionCode::StepUnfit.into())
}

fn set(clock: Clock, state: ClockState) -> Decision {
    Ok(vec![Event::ClockSet { clock: Clock { state, ..clock } }])
}

pub(crate) fn start(ask: &Ask) -> Decision {
    let clock = clock(ask)?;
    let left = match clock.state {
        ClockState::Running { .. } => return Ok(Vec::new()),
        ClockState::Paused { left } => left,
        ClockState::Idle => clock.length,
    };
    if left == 0 {
        return Err(RejectionCode::NoTimeLeft.into());
    }
    set(clock, ClockState::Running { ends: ask.context.now + left })
}

pub(crate) fn pause(ask: &Ask) -> Decision {
    let clock = clock(ask)?;
    match clock.state {
        ClockState::Running { ends } => set(clock, ClockState::Paused { left: ends.saturating_sub(ask.context.now) }),
        ClockState::Idle | ClockState::Paused { .. } => Ok(Vec::new()),
    }
}

/// Adds time, or takes some; never more than is left. A clock that has run over goes on from now.
pub(crate) fn add_time(ask: &Ask, seconds: i32) -> Decision {
    let clock = clock(ask)?;
    let most = limits::CLOCK_STEP;
    if seconds == 0 || seconds.unsigned_abs() > most {
        return Err(limits::out_of_range(1, u64::from(most)));
    }
    let now = ask.context.now;
    let left = match clock.state {
        ClockState::Running { ends } => ends.saturating_sub(now),
        ClockState::Paused { left } => left,
        ClockState::Idle => clock.length,
    };
    let by = Milliseconds::from(seconds.unsigned_abs()) * 1_000;
    let (new_left, length) = if seconds > 0 {
        (left + by, clock.length + by)
    } else {
        let taken = by.min(left);
        (left - taken, clock.length - taken.min(clock.length))
    };
    if length > Milliseconds::from(limits::STEP_MINUTES) * MINUTE {
        return Err(limits::out_of_range(0, u64::from(limits::STEP_MINUTES)));
    }
    let state = match clock.state {
        ClockState::Running { .. } => ClockState::Running { ends: now + new_left },
        ClockState::Paused { .. } => ClockState::Paused { left: new_left },
        ClockState::Idle => ClockState::Idle,
    };
    set(Clock { length, ..clock }, state)
}

/// Leaves a step out of what comes next, or takes it in again. Nothing of it is lost.
pub(crate) fn skip(ask: &Ask, step: StepId, skipped: bool) -> Decision {
    if !ask.state.steps.contains_key(&step) {
        return Err(not_found());
    }
    if ask.state.head.current_step == Some(step) {
        return Err(RejectionCode::StepIsCurrent.into());
    }
    Ok(vec![Event::StepSkipped { step, skipped }])
}

/// Calls time in a step that hides what is written, so that people finish their sentence before
/// the reveal; or takes the call back.
pub(crate) fn call(ask: &Ask, step: StepId, calls: bool) -> Decision {
    let found = ask.state.steps.get(&step).ok_or_else(not_found)?;
    if !found.entered {
        return Err(RejectionCode::StepUnfit.into());
    }
    if found.revealed || found.settings.writing == Writing::Open {
        return Err(RejectionCode::NothingToReveal.into());
    }
    Ok(vec![Event::TimeCalled { step, finishing: calls.then_some(ask.context.now + GRACE) }])
}

pub(crate) fn lock(locked: bool) -> Decision {
    Ok(vec![Event::LockSet { locked }])
}

/// Whether a wish waits while the room is locked: all that is not about the asker's own seat.
pub(crate) const fn waits_for_lock(command: &Command) -> bool {
    !matches!(
        command,
        Command::EditMember { .. }
            | Command::GiveConsent { .. }
            | Command::AddProxy { .. }
            | Command::AssignTable { .. }
            | Command::RemoveMember { .. }
    )
}

/// Points at something that everybody in the room may see.
pub(crate) fn spotlight(ask: &Ask, item: Option<RecordKey>) -> Decision {
    let fits = |key: &RecordKey| {
        let kind = matches!(key.kind, RecordKind::Note | RecordKind::Cluster | RecordKind::Entry | RecordKind::Option);
        kind && view::shared(ask.state, Audience::Room, key).is_some()
    };
    if item.as_ref().is_some_and(|key| !fits(key)) {
        return Err(not_found());
    }
    Ok(vec![Event::SpotlightSet { item }])
}

pub(crate) fn wall(mode: WallMode) -> Decision {
    Ok(vec![Event::WallSet { mode }])
}

pub(crate) fn apply(state: &mut Workshop, event: &Event) {
    match event {
        Event::ClockSet { clock } => state.head.clock = Some(*clock),
        Event::StepSkipped { step, skipped } => {
            if let Some(step) = state.steps.get_mut(step) {
                step.skipped = *skipped;
            }
        }
        Event::TimeCalled { step, finishing } => {
            if let Some(step) = state.steps.get_mut(step) {
                step.finishing = *finishing;
            }
        }
        Event::LockSet { locked } => state.head.locked = *locked,
        Event::SpotlightSet { item } => state.head.spotlight = *item,
        Event::WallSet { mode } => state.head.wall = *mode,
        _ => {}
    }
}
