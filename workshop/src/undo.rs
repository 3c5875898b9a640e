//! Taking back one's own last act.
//!
//! Every thing has marks, one for each side of it that changes by itself (whether it is there,
//! what it says, where it stands). An event stamps the marks of what it changes. An act keeps
//! what those sides were before, and the stamps it left: as long as they stand, nobody has
//! changed anything since, and the act can be taken back.

mod marks;
mod places;
mod saved;

pub(crate) use marks::{Mark, marks};
use marks::{Side, Thing};
pub use places::Beside;
pub use saved::Saved;
pub(crate) use saved::{restore, save};

use crate::agenda;
use crate::decide::{Ask, Decision};
use crate::event::{Event, Fact};
use crate::limits;
use crate::merging;
use crate::state::Workshop;
use crate::statements;
use crate::tables;
use charrette_protocol::*;
use std::collections::{BTreeMap, VecDeque};

/// One command's worth of change by one member.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Act {
    command: CommandId,
    saved: Vec<Saved>,
    /// For each mark it stamped: the stamp before, and its own.
    stamps: BTreeMap<Mark, (Option<u64>, u64)>,
}

/// What can be taken back, and the stamps that say whether it still can.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Acts {
    by: BTreeMap<MemberId, VecDeque<Act>>,
    stamps: BTreeMap<Mark, u64>,
}

impl Acts {
    /// Whether a member's last act stands as they left it.
    pub(crate) fn can_undo(&self, member: MemberId) -> bool {
        self.last(member).is_some_and(|act| self.stands(act))
    }

    /// The members whose last act touched one of these.
    pub(crate) fn whose_last_touched(&self, marks: &[Mark]) -> Vec<MemberId> {
        let touches = |acts: &VecDeque<Act>| {
            acts.back().is_some_and(|act| marks.iter().any(|mark| act.stamps.contains_key(mark)))
        };
        self.by.iter().filter(|(_, acts)| touches(acts)).map(|(member, _)| *member).collect()
    }

    fn last(&self, member: MemberId) -> Option<&Act> {
        self.by.get(&member).and_then(VecDeque::back)
    }

    fn stands(&self, act: &Act) -> bool {
        act.stamps.iter().all(|(mark, (_, own))| self.stamps.get(mark) == Some(own))
    }

    /// Whether taking back would move a pen with which somebody has written since.
    fn takes_pen_from_writer(&self, act: &Act, saved: &Saved) -> bool {
        let Saved::StatementPen { statement, .. } = saved else { return false };
        let side = |side| Mark { thing: Thing::Statement(*statement), side };
        let moved = act.stamps.get(&side(Side::Place)).map(|(_, own)| *own);
        !act.stamps.contains_key(&side(Side::Text)) && self.stamps.get(&side(Side::Text)).copied() > moved
    }

    pub(crate) fn most(&self) -> usize {
        self.by.values().map(VecDeque::len).max().unwrap_or(0)
    }
}

/// Whether an event can be taken back. Final acts, votes, consent, rights and access cannot.
pub(crate) const fn is_undoable(event: &Event) -> bool {
    match event {
        Event::Opened { .. }
        | Event::Imported { .. }
        | Event::AttributionTightened { .. }
        | Event::DoorSet { .. }
        | Event::CodeChanged { .. }
        | Event::MemberJoined { .. }
        | Event::SessionStarted { .. }
        | Event::SessionEnded { .. }
        | Event::LinkMade { .. }
        | Event::LinkEnded { .. }
        | Event::ConsentGiven { .. }
        | Event::RoleSet { .. }
        | Event::LeadTaken { .. }
        | Event::MemberRemoved { .. }
        | Event::ProxyAdded { .. }
        | Event::ProxyFreed { .. }
        | Event::StepRevealed { .. }
        | Event::HandedToTables { .. }
        | Event::Voted { .. }
        | Event::BallotClosed { .. }
        | Event::PenAsked { .. }
        | Event::PenAskEnded { .. }
        | Event::Undone { .. } => false,
        Event::WorkshopEdited { .. }
        | Event::PerspectivesSet { .. }
        | Event::MemberEdited { .. }
        | Event::MemberMuted { .. }
        | Event::SeatsMerged { .. }
        | Event::TableAdded { .. }
        | Event::TableEdited { .. }
        | Event::TableRemoved { .. }
        | Event::TableAssigned { .. }
        | Event::PeopleSeated { .. }
        | Event::StepAdded { .. }
        | Event::StepEdited { .. }
        | Event::StepMoved { .. }
        | Event::StepRemoved { .. }
        | Event::StepEntered { .. }
        | Event::StepSkipped { .. }
        | Event::TimeCalled { .. }
        | Event::ClockSet { .. }
        | Event::LockSet { .. }
        | Event::SpotlightSet { .. }
        | Event::WallSet { .. }
        | Event::BoardAdded { .. }
        | Event::BoardEdited { .. }
        | Event::ColumnAdded { .. }
        | Event::ColumnEdited { .. }
        | Event::NotePosted { .. }
        | Event::NoteEdited { .. }
        | Event::NotesMoved { .. }
        | Event::NoteDeleted { .. }
        | Event::NoteRestored { .. }
        | Event::LatePosted { .. }
        | Event::NotesShelved { .. }
        | Event::NotesReturned { .. }
        | Event::NotesMerged { .. }
        | Event::NoteUnmerged { .. }
        | Event::NotesCarded { .. }
        | Event::ClusterMade { .. }
        | Event::ClusterNamed { .. }
        | Event::NamingAssigned { .. }
        | Event::NotesPlaced { .. }
        | Event::ClustersMerged { .. }
        | Event::ClusterSplit { .. }
        | Event::ClusterDissolved { .. }
        | Event::ClusterMoved { .. }
        | Event::BallotAdded { .. }
        | Event::BallotEdited { .. }
        | Event::BallotFrozen { .. }
        | Event::BallotUnfrozen { .. }
        | Event::BallotOpened { .. }
        | Event::EntryPosted { .. }
        | Event::EntryEdited { .. }
        | Event::EntryDeleted { .. }
        | Event::EntryRestored { .. }
        | Event::EntryChecked { .. }
        | Event::StatementAdded { .. }
        | Event::StatementEdited { .. }
        | Event::PenMoved { .. }
        | Event::StatementDeleted { .. }
        | Event::StatementRestored { .. }
        | Event::CommentMade { .. }
        | Event::CommentEdited { .. }
        | Event::CommentDeleted { .. }
        | Event::NotesLinked { .. }
        | Event::NotesUnlinked { .. }
        | Event::EraAdded { .. }
        | Event::EraEdited { .. }
        | Event::EraRemoved { .. }
        | Event::ReportTextWritten { .. }
        | Event::ReportArranged { .. } => !event.is_anonymous(),
    }
}

/// Keeps the account after an event was applied: new stamps, and the act it belongs to.
pub(crate) fn remember(state: &mut Workshop, fact: &Fact, marks: &[Mark], saved: Vec<Saved>) {
    let stamp = state.sequence;
    let acts = &mut state.acts;
    let before: Vec<_> = marks.iter().map(|mark| (*mark, acts.stamps.insert(*mark, stamp))).collect();
    match &fact.event {
        // Whoever loses or gains rights starts afresh: an old act may need rights they lack now.
        Event::RoleSet { member, .. } | Event::MemberRemoved { member, .. } => {
            acts.by.remove(member);
        }
        Event::LeadTaken { member, from } => {
            from.iter().chain([member]).for_each(|one| _ = acts.by.remove(one));
        }
        Event::Undone { member, command, .. } => {
            let own = acts.by.entry(*member).or_default();
            if let Some(act) = own.pop_back_if(|act| act.command == *command) {
                for (mark, (before, _)) in act.stamps {
                    match before {
                        Some(before) => acts.stamps.insert(mark, before),
                        None => acts.stamps.remove(&mark),
                    };
                }
            }
        }
        event => {
            let Some(actor) = fact.actor.filter(|_| is_undoable(event)) else { return };
            let own = acts.by.entry(actor).or_default();
            if own.back().is_none_or(|act| act.command != fact.command) {
                own.push_back(Act { command: fact.command, saved: Vec::new(), stamps: BTreeMap::new() });
                if own.len() > limits::UNDO_ACTS {
                    own.pop_front();
                }
            }
            if let Some(act) = own.back_mut() {
                for (mark, before) in before {
                    act.stamps.entry(mark).or_insert((before, stamp)).1 = stamp;
                }
                // Restored in this order, so that what things were before the whole act comes last.
                act.saved.splice(0..0, saved);
            }
        }
    }
}

pub(crate) fn undo(ask: &Ask) -> Decision {
    let acts = &ask.state.acts;
    let act = acts.last(ask.actor).ok_or(RejectionCode::NothingToUndo)?;
    if !acts.stands(act) {
        return Err(RejectionCode::ChangedSince.into());
    }
    if act.saved.iter().any(|saved| goes_from_open_ballot(ask.state, saved)) {
        return Err(RejectionCode::InOpenBallot.into());
    }
    if act.saved.iter().any(|saved| hides_what_is_an_option(ask.state, saved)) {
        return Err(RejectionCode::ChangedSince.into());
    }
    if act.saved.iter().any(|saved| matches!(saved, Saved::MemberTable { .. })) {
        tables::may_change_seats(ask)?;
    }
    if act.saved.iter().any(|saved| writes_with_anothers_pen(ask, saved)) {
        return Err(RejectionCode::PenHeld.into());
    }
    if act.saved.iter().any(|saved| acts.takes_pen_from_writer(act, saved)) {
        return Err(RejectionCode::ChangedSince.into());
    }
    if act.saved.iter().any(|saved| loosens(ask.state, saved)) {
        return Err(RejectionCode::WouldLoosen.into());
    }
    if act.saved.iter().any(|saved| brings_statement_back(ask.state, saved)) {
        statements::fits(ask)?;
    }
    for saved in &act.saved {
        if let Saved::Seats(apart) = saved {
            merging::may_part(ask.state, apart)?;
        }
    }
    let mut saved = act.saved.clone();
    places::find_places(ask.state, &mut saved);
    // What came to depend on the act meanwhile (a note in a column that would go) shows in a
    // state that no sequence of acts could have reached.
    let mut tried = ask.state.clone();
    saved.iter().for_each(|saved| restore(&mut tried, saved));
    if tried.check().is_err() {
        return Err(RejectionCode::ChangedSince.into());
    }
    Ok(vec![Event::Undone { member: ask.actor, command: act.command, saved }])
}

/// Whether taking back would delete something that an open ballot's options stand for.
fn goes_from_open_ballot(state: &Workshop, saved: &Saved) -> bool {
    let mut open = state.ballots.values().filter(|ballot| ballot.state == BallotState::Open);
    match saved {
        Saved::NoteLife { note, deleted: Some(_), .. } => open.any(|ballot| ballot.uses_note(*note)),
        Saved::EntryLife { entry, deleted: Some(_), .. } => open.any(|ballot| ballot.uses_entry(*entry)),
        Saved::StatementLife { statement, deleted: true, .. } => open.any(|ballot| ballot.uses_statement(*statement)),
        Saved::Cluster { id, cluster: None, .. } => open.any(|ballot| ballot.uses_cluster(*id)),
        _ => false,
    }
}

/// Whether taking back would hide again what an option stands for: the option tells of it for good.
fn hides_what_is_an_option(state: &Workshop, saved: &Saved) -> bool {
    let mut ballots = state.ballots.values();
    match saved {
        Saved::NoteLife { note, hidden: Some(_), .. } => ballots.any(|ballot| ballot.uses_note(*note)),
        Saved::EntryLife { entry, hidden: Some(_), .. } => ballots.any(|ballot| ballot.uses_entry(*entry)),
        _ => false,
    }
}

/// Whether taking back would restore a statement, which takes a place in the room again.
fn brings_statement_back(state: &Workshop, saved: &Saved) -> bool {
    let Saved::StatementLife { statement, deleted: false, .. } = saved else { return false };
    state.statements.get(statement).is_some_and(|found| found.deleted)
}

/// Whether taking back would change a text that somebody else is writing.
fn writes_with_anothers_pen(ask: &Ask, saved: &Saved) -> bool {
    let found = match saved {
        Saved::StatementText { statement, .. } => ask.state.statements.get(statement),
        _ => None,
    };
    found.and_then(|found| statements::holder(ask.state, found)).is_some_and(|holder| holder != ask.actor)
}

/// Whether taking back would loosen what a step has promised to those who wrote in it.
fn loosens(state: &Workshop, saved: &Saved) -> bool {
    match saved {
        Saved::StepSettings { step, settings } => {
            let promised = state.steps.get(step).is_some_and(|step| step.entered);
            let now = state.step_attribution(*step);
            let then = settings.attribution.map_or(state.attribution(), |own| own.max(state.attribution()));
            (promised || agenda::was_written_in(state, *step)) && then < now
        }
        _ => false,
    }
}

pub(crate) fn apply(state: &mut Workshop, event: &Event) {
    if let Event::Undone { saved, .. } = event {
        saved.iter().for_each(|saved| restore(state, saved));
    }
}
