//! The agenda: steps, between which facilitators move the room.

use crate::clock;
use crate::decide::{Ask, Decision, free, not_found};
use crate::event::{Event, Ranks};
use crate::limits;
use crate::notes::{self, Author, Note};
use crate::order::{self, Place};
use crate::state::Workshop;
use crate::statements;
use crate::text::{self, Lines};
use charrette_protocol::*;
use serde::{Deserialize, Serialize};

/// A step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub(crate) rank: u64,
    pub(crate) settings: StepSettings,
    pub(crate) entered: bool,
    pub(crate) revealed: bool,
    /// Notes were handed to the tables in it.
    pub(crate) handed: bool,
    pub(crate) skipped: bool,
    pub(crate) started: Option<Milliseconds>,
    pub(crate) spent: Milliseconds,
    pub(crate) finishing: Option<Milliseconds>,
    /// Its clock as the room last left it; it goes on if people still vote when the room comes back.
    pub(crate) clock: Option<Clock>,
}

impl Step {
    /// A step that the room has not been in.
    fn new(settings: &StepSettings) -> Self {
        Self {
            rank: 0,
            settings: settings.clone(),
            entered: false,
            revealed: false,
            handed: false,
            skipped: false,
            started: None,
            spent: 0,
            finishing: None,
            clock: None,
        }
    }
}

/// A step's settings as they are stored.
pub(crate) fn clean(state: &Workshop, settings: &StepSettings) -> Result<StepSettings, Rejection> {
    let board = settings.board.map(|board| state.boards.get(&board).ok_or_else(not_found)).transpose()?;
    if settings.ballot.is_some_and(|ballot| !state.ballots.contains_key(&ballot)) {
        return Err(not_found());
    }
    if board.is_some_and(|board| !takes(settings.kind, board.kind)) {
        return Err(RejectionCode::BoardUnfit.into());
    }
    if settings.minutes > limits::STEP_MINUTES {
        return Err(limits::out_of_range(0, u64::from(limits::STEP_MINUTES)));
    }
    if settings.note_limit.is_some_and(|limit| !(1..=limits::STEP_NOTES).contains(&limit)) {
        return Err(limits::out_of_range(1, u64::from(limits::STEP_NOTES)));
    }
    if settings.post_limit.is_some_and(|limit| !(1..=limits::STEP_CARDS).contains(&limit)) {
        return Err(limits::out_of_range(1, u64::from(limits::STEP_CARDS)));
    }
    Ok(StepSettings {
        title: text::required(&settings.title, limits::TITLE, Lines::One)?,
        focus_question: text::clean(&settings.focus_question, limits::QUESTION, Lines::One)?,
        ..settings.clone()
    })
}

/// Whether a step of this kind can work on a board of that kind; one that only looks at its
/// board can have any.
const fn takes(step: StepKind, board: BoardKind) -> bool {
    match step {
        StepKind::Write | StepKind::Cluster => matches!(board, BoardKind::Notes | BoardKind::Iceberg),
        StepKind::Timeline => matches!(board, BoardKind::Timeline),
        StepKind::Draft => matches!(board, BoardKind::Notes | BoardKind::Statements),
        StepKind::Talk | StepKind::Table | StepKind::Ballot => true,
    }
}

pub(crate) fn edit_workshop(title: &str, purpose: &str) -> Decision {
    Ok(vec![Event::WorkshopEdited {
        title: text::required(title, limits::TITLE, Lines::One)?,
        purpose: text::clean(purpose, limits::DETAIL, Lines::Many)?,
    }])
}

/// Makes attribution stricter. What was signed before is shown under the new rule ever after, to
/// facilitators too; the authors stored by then stay stored, so that they can edit their notes.
pub(crate) fn tighten(ask: &Ask, attribution: Attribution) -> Decision {
    if attribution < ask.state.attribution() {
        return Err(RejectionCode::WouldLoosen.into());
    }
    Ok(vec![Event::AttributionTightened { attribution }])
}

fn step<'a>(ask: &Ask<'a>, step: StepId) -> Result<&'a Step, Rejection> {
    ask.state.steps.get(&step).ok_or_else(not_found)
}

fn ranks(ask: &Ask, step: StepId, after: Option<StepId>) -> Ranks<StepId> {
    let list = ask.state.steps.iter().map(|(id, step)| (*id, step.rank));
    order::place(list, &[step], Place::after_or_first(after))
}

pub(crate) fn add(ask: &Ask, step: StepId, after: Option<StepId>, settings: &StepSettings) -> Decision {
    free(ask.state.steps.contains_key(&step))?;
    if ask.state.steps.len() >= limits::STEPS {
        return Err(limits::room_full(limits::STEPS, "steps"));
    }
    let settings = clean(ask.state, settings)?;
    Ok(vec![Event::StepAdded { step, settings, ranks: ranks(ask, step, after) }])
}

pub(crate) fn edit(ask: &Ask, id: StepId, settings: &StepSettings) -> Decision {
    let found = step(ask, id)?;
    let settings = clean(ask.state, settings)?;
    let floor = ask.state.attribution();
    let holds = |own: Option<Attribution>| own.map_or(floor, |own| own.max(floor));
    let promised = found.entered || was_written_in(ask.state, id);
    if promised && holds(settings.attribution) < holds(found.settings.attribution) {
        return Err(RejectionCode::WouldLoosen.into());
    }
    Ok(vec![Event::StepEdited { step: id, settings }])
}

pub(crate) fn shift(ask: &Ask, id: StepId, after: Option<StepId>) -> Decision {
    step(ask, id)?;
    Ok(vec![Event::StepMoved { step: id, ranks: ranks(ask, id, after) }])
}

/// How much was ever written in a step, deleted or hidden things included.
pub(crate) fn written_in(state: &Workshop, step: StepId) -> u64 {
    let in_it = |note: &&Note| note.step == step || note.held.is_some_and(|held| held.step == step);
    let notes = state.notes.values().filter(in_it).count();
    let entries = state.entries.values().filter(|entry| entry.step == step).count();
    let statements = state.statements.values().filter(|statement| statement.step == step).count();
    let comments = state.comments.values().filter(|comment| comment.step == step).count();
    (notes + entries + statements + comments) as u64
}

pub(crate) fn was_written_in(state: &Workshop, step: StepId) -> bool {
    written_in(state, step) > 0
}

pub(crate) fn remove(ask: &Ask, id: StepId) -> Decision {
    let found = step(ask, id)?;
    if ask.state.head.current_step == Some(id) {
        return Err(RejectionCode::StepIsCurrent.into());
    }
    if was_written_in(ask.state, id) {
        return Err(RejectionCode::StepInUse.into());
    }
    let ballot = found.settings.ballot.and_then(|ballot| ask.state.ballots.get(&ballot));
    if ballot.is_some_and(|ballot| ballot.state == BallotState::Open) {
        return Err(RejectionCode::InOpenBallot.into());
    }
    Ok(vec![Event::StepRemoved { step: id }])
}

pub(crate) fn enter(ask: &Ask, id: StepId) -> Decision {
    step(ask, id)?;
    Ok(clock::entering(ask.state, id, ask.context.now).into_iter().collect())
}

/// Shows what was written privately in a step.
///
/// Where authors are signed with names, each author's notes come together, in the order in which
/// people joined; elsewhere their order is shuffled, so that it says nothing of who wrote what.
pub(crate) fn reveal(ask: &Ask, id: StepId) -> Decision {
    let found = step(ask, id)?;
    if !found.entered {
        return Err(RejectionCode::StepUnfit.into());
    }
    let waits = |at: StepId, hidden: Option<Hidden>| at == id && hidden == Some(Hidden::UntilReveal);
    let notes = ask.state.notes.iter().filter(|(_, note)| waits(note.step, note.hidden) && note.deleted.is_none());
    let mut notes: Vec<(NoteId, &Note)> = notes.map(|(id, note)| (*id, note)).collect();
    let entries = ask.state.entries.iter();
    let entries: Vec<_> = entries
        .filter(|(_, entry)| waits(entry.step, entry.hidden) && entry.deleted.is_none())
        .map(|(id, _)| *id)
        .collect();
    let at_table = ask.state.notes.iter().filter(|(_, note)| {
        let held = note.held.is_some_and(|held| held.step == id);
        held && note.hidden == Some(Hidden::AtTable) && note.deleted.is_none()
    });
    let mut off_board = Vec::new();
    for (note, found) in at_table {
        match &found.shelf {
            Shelf::Board if found.card => notes.push((*note, found)),
            Shelf::Board => off_board.push((*note, Shelf::Annex)),
            shelf => off_board.push((*note, shelf.clone())),
        }
    }
    let statements = statements::waiting(ask.state, id);
    let nothing = notes.is_empty() && entries.is_empty() && off_board.is_empty() && statements.is_empty();
    if found.revealed || (found.settings.writing == Writing::Open && nothing) {
        return Err(RejectionCode::NothingToReveal.into());
    }
    let signed = ask.state.step_attribution(id) == Attribution::Named
        && notes.iter().all(|(_, note)| note.attribution == Attribution::Named);
    if signed {
        notes.sort_by_key(|(id, note)| (joined(ask.state, &note.author), note.sequence, *id));
    } else {
        order::shuffle(&mut notes, ask.context.seed);
    }
    let notes = revealed_ranks(ask.state, &notes);
    Ok(vec![Event::StepRevealed { step: id, notes, off_board, entries, statements }])
}

fn joined(state: &Workshop, author: &Author) -> u64 {
    match author {
        Author::Member(member) => state.members.get(member).map_or(0, |member| member.sequence),
        Author::Key(_) | Author::Signed(_) => 0,
    }
}

/// Places behind what each column already holds.
fn revealed_ranks(state: &Workshop, notes: &[(NoteId, &Note)]) -> Ranks<NoteId> {
    let columns: std::collections::BTreeSet<_> = notes.iter().map(|(_, note)| note.column).collect();
    let placed = columns.into_iter().map(|column| {
        let coming: Vec<_> = notes.iter().filter(|(_, note)| note.column == column).map(|(id, _)| *id).collect();
        order::place(notes::in_column(state, column), &coming, Place::Last)
    });
    placed.flatten().collect()
}

fn set_ranks(state: &mut Workshop, ranks: &Ranks<StepId>) {
    for (id, rank) in ranks {
        if let Some(step) = state.steps.get_mut(id) {
            step.rank = *rank;
        }
    }
}

pub(crate) fn set_settings(state: &mut Workshop, id: StepId, settings: &StepSettings) {
    if let Some(step) = state.steps.get_mut(&id) {
        clock::follow(&mut state.head.clock, id, &step.settings, settings);
        step.settings.clone_from(settings);
    }
}

pub(crate) fn apply(state: &mut Workshop, event: &Event) {
    match event {
        Event::WorkshopEdited { title, purpose } => {
            state.head.title.clone_from(title);
            state.head.purpose.clone_from(purpose);
        }
        Event::AttributionTightened { attribution } => state.head.attribution = Some(*attribution),
        Event::StepAdded { step, settings, ranks } => {
            state.steps.insert(*step, Step::new(settings));
            set_ranks(state, ranks);
        }
        Event::StepEdited { step, settings } => set_settings(state, *step, settings),
        Event::StepMoved { ranks, .. } => set_ranks(state, ranks),
        Event::StepRemoved { step } => {
            state.steps.remove(step);
        }
        Event::StepEntered { step, clock, left } => {
            if let Some((left, spent)) = left
                && let Some(step) = state.steps.get_mut(left)
            {
                step.spent += spent;
                step.finishing = None;
                step.clock = state.head.clock;
            }
            state.head.current_step = Some(*step);
            state.head.clock = Some(*clock);
            if let Some(step) = state.steps.get_mut(step) {
                step.entered = true;
                step.skipped = false;
                step.started.get_or_insert(clock.since);
            }
        }
        Event::StepRevealed { step, notes, off_board, entries, statements } => {
            if let Some(found) = state.steps.get_mut(step) {
                found.revealed = true;
                found.finishing = None;
            }
            let ranked = notes.iter().map(|(id, _)| (*id, Shelf::Board));
            for (id, shelf) in ranked.chain(off_board.iter().cloned()) {
                if let Some(note) = state.notes.get_mut(&id).filter(|note| note.hidden.is_some()) {
                    note.hidden = None;
                    note.card = false;
                    note.shelf = shelf;
                }
            }
            notes::set_ranks(state, notes);
            for entry in entries {
                if let Some(entry) = state.entries.get_mut(entry) {
                    entry.hidden = None;
                }
            }
            for statement in statements {
                if let Some(statement) = state.statements.get_mut(statement) {
                    statement.hidden = false;
                }
            }
        }
        _ => {}
    }
}
