//! What facilitators did last, so that they can look back on it together.
//!
//! It follows from the events alone and is bounded: the oldest acts make room. Listed is what
//! steers, what is done to people and to what others wrote; not what facilitators write themselves,
//! nor how they arrange notes, as others do. Nothing that is hidden from facilitators gets in, and
//! nothing of a paper.

use crate::derive;
use crate::event::{Event, Fact};
use crate::limits;
use crate::roles;
use crate::state::Workshop;
use crate::view;
use charrette_protocol::*;
use std::collections::VecDeque;

/// One act of a facilitator. A command leaves one, however many events it had.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Deed {
    pub(crate) id: ActId,
    pub(crate) number: u64,
    pub(crate) at: Milliseconds,
    pub(crate) by: MemberId,
    pub(crate) who: String,
    pub(crate) said: Said,
    /// The kind of event it came from.
    pub(crate) kind: &'static str,
    command: CommandId,
}

/// What is said of an act.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Said {
    pub(crate) what: Act,
    pub(crate) took_back: Option<Act>,
    pub(crate) on: Option<RecordKey>,
    pub(crate) name: Option<String>,
    pub(crate) detail: Option<String>,
    pub(crate) count: Option<u32>,
}

/// The last acts, oldest first.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Deeds {
    pub(crate) kept: VecDeque<Deed>,
    /// How many there have been.
    number: u64,
}

impl Said {
    const fn that(what: Act) -> Self {
        Self { what, took_back: None, on: None, name: None, detail: None, count: None }
    }

    fn on(self, kind: RecordKind, id: impl Into<RecordId>) -> Self {
        Self { on: Some(RecordKey::new(kind, id)), ..self }
    }

    fn name(self, name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..self }
    }

    fn named(self, name: Option<&String>) -> Self {
        Self { name: name.cloned(), ..self }
    }

    fn detail(self, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..self }
    }

    fn count(self, count: usize) -> Self {
        Self { count: Some(count as u32), ..self }
    }
}

/// What an event will have been as an act of a facilitator, asked of the state before it.
pub(crate) fn of(state: &Workshop, fact: &Fact) -> Option<Deed> {
    // Older entries of a link have nobody who did it, and say who made it.
    let made_by = if let Event::LinkMade { by, .. } = &fact.event { *by } else { None };
    let by = fact.actor.or(made_by)?;
    let doer = state.member(by).filter(|member| roles::facilitates(member.role))?;
    let said = said(state, by, &fact.event)?;
    let last = state.deeds.kept.back().filter(|last| last.command == fact.command);
    let number = last.map_or(state.deeds.number + 1, |last| last.number);
    Some(Deed {
        id: derive::id(state.head.id?, "act", number % limits::ACTS as u64),
        number,
        at: fact.time,
        by,
        who: doer.name.clone(),
        said,
        kind: fact.event.kind(),
        command: fact.command,
    })
}

pub(crate) fn remember(state: &mut Workshop, deed: Option<Deed>) {
    let Some(deed) = deed else { return };
    let deeds = &mut state.deeds;
    if deeds.number == deed.number {
        deeds.kept.pop_back();
    } else if deeds.kept.len() >= limits::ACTS {
        deeds.kept.pop_front();
    }
    deeds.number = deed.number;
    deeds.kept.push_back(deed);
}

/// Whether facilitators see something.
fn sees(state: &Workshop, kind: RecordKind, id: impl Into<RecordId>) -> bool {
    view::shared(state, Audience::Console, &RecordKey::new(kind, id)).is_some()
}

/// An act on one of several notes, as far as facilitators see them.
fn on_notes(state: &Workshop, what: Act, notes: &[NoteId]) -> Option<Said> {
    let seen: Vec<_> = notes.iter().filter(|note| sees(state, RecordKind::Note, **note)).collect();
    match seen[..] {
        [] => None,
        [note] => Some(Said::that(what).on(RecordKind::Note, *note)),
        _ => Some(Said::that(what).count(seen.len())),
    }
}

/// An act on something that facilitators see.
fn on(state: &Workshop, what: Act, kind: RecordKind, id: impl Into<RecordId>) -> Option<Said> {
    let id = id.into();
    sees(state, kind, id).then(|| Said::that(what).on(kind, id))
}

/// A word of the protocol.
fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn said(state: &Workshop, by: MemberId, event: &Event) -> Option<Said> {
    let that = |what| Some(Said::that(what));
    let whom = |what, id: &MemberId| Some(Said::that(what).named(state.members.get(id).map(|member| &member.name)));
    let step = |what, id: &StepId| Some(Said::that(what).named(state.steps.get(id).map(|step| &step.settings.title)));
    let table = |id: &TableId| state.tables.get(id).map(|table| &table.name);
    let ballot = |what, id: &BallotId| {
        Some(Said::that(what).named(state.ballots.get(id).map(|ballot| &ballot.settings.question)))
    };
    match event {
        Event::WorkshopEdited { .. } => that(Act::WorkshopEdited),
        Event::AttributionTightened { attribution } => {
            Some(Said::that(Act::AttributionTightened).detail(word(attribution)))
        }
        Event::DoorSet { open } => that(if *open { Act::DoorOpened } else { Act::DoorClosed }),
        Event::CodeChanged { .. } => that(Act::CodeChanged),
        Event::PerspectivesSet { .. } => that(Act::PerspectivesSet),
        Event::LinkMade { grant, .. } => link(state, by, grant, [Act::LinkMade, Act::LetIn]),
        Event::LinkEnded { link: id } => {
            link(state, by, &state.links.get(id)?.grant, [Act::LinkEnded, Act::WayBackEnded])
        }

        // What concerns one's own seat steers nobody.
        Event::MemberEdited { member, .. } | Event::MemberRemoved { member, .. } if *member == by => None,
        Event::MemberEdited { member, .. } => whom(Act::MemberEdited, member),
        Event::MemberRemoved { member, .. } => whom(Act::MemberRemoved, member),
        Event::SeatsMerged { from, into, .. } => {
            let kept = state.members.get(into).map(|member| member.name.as_str());
            Some(whom(Act::SeatsMerged, from)?.detail(kept.unwrap_or_default()))
        }
        Event::RoleSet { member, role } => Some(whom(Act::RoleSet, member)?.detail(word(role))),
        Event::MemberMuted { member, muted } => whom(if *muted { Act::Muted } else { Act::Unmuted }, member),
        Event::LeadTaken { .. } => that(Act::LeadTaken),
        Event::ProxyAdded { newcomer, .. } => Some(Said::that(Act::ProxyAdded).name(&newcomer.name)),
        Event::TableAdded { name, .. } => Some(Said::that(Act::TableAdded).name(name)),
        Event::TableEdited { name, .. } => Some(Said::that(Act::TableRenamed).name(name)),
        Event::TableRemoved { table: id, .. } => Some(Said::that(Act::TableRemoved).named(table(id))),
        Event::TableAssigned { members, .. } if members[..] == [by] => None,
        Event::TableAssigned { members, table: to } => {
            let seated = match &members[..] {
                [member] => whom(Act::Seated, member)?,
                _ => Said::that(Act::Seated).count(members.len()),
            };
            Some(Said { detail: to.as_ref().and_then(table).cloned(), ..seated })
        }
        Event::PeopleSeated { seats } => Some(Said::that(Act::EverybodySeated).count(seats.len())),

        Event::StepAdded { settings, .. } => Some(Said::that(Act::StepAdded).name(&settings.title)),
        Event::StepEdited { settings, .. } => Some(Said::that(Act::StepEdited).name(&settings.title)),
        Event::StepMoved { step: id, .. } => step(Act::StepMoved, id),
        Event::StepRemoved { step: id } => step(Act::StepRemoved, id),
        Event::StepEntered { step: id, .. } => step(Act::StepEntered, id),
        Event::StepSkipped { step: id, skipped } => step(if *skipped { Act::StepSkipped } else { Act::StepKept }, id),
        Event::TimeCalled { step: id, finishing } => {
            step(if finishing.is_some() { Act::TimeCalled } else { Act::CallTakenBack }, id)
        }
        Event::ClockSet { clock } => that(clock_act(state.head.clock, clock)),
        Event::LockSet { locked } => that(if *locked { Act::Locked } else { Act::Unlocked }),
        Event::SpotlightSet { item: None } => that(Act::PointedAtNothing),
        Event::SpotlightSet { item: Some(RecordKey { kind: RecordKind::Cluster, id }) } => {
            let cluster = state.clusters.get(&ClusterId::from(*id));
            Some(Said::that(Act::PointedAt).named(cluster.map(|cluster| &cluster.name)))
        }
        Event::SpotlightSet { item: Some(item) } => on(state, Act::PointedAt, item.kind, item.id),
        Event::WallSet { mode } => that(match mode {
            WallMode::Live => Act::WallsLive,
            WallMode::Frozen => Act::WallsFrozen,
            WallMode::Blank => Act::WallsBlank,
        }),
        Event::StepRevealed { step: id, .. } => step(Act::Revealed, id),
        Event::HandedToTables { step: id, .. } => step(Act::HandedToTables, id),

        Event::BoardAdded { title, .. } => Some(Said::that(Act::BoardAdded).name(title)),
        Event::BoardEdited { title, .. } => Some(Said::that(Act::BoardRenamed).name(title)),
        Event::ColumnAdded { column, .. } => Some(Said::that(Act::ColumnAdded).name(&column.title)),
        Event::ColumnEdited { title, .. } => Some(Said::that(Act::ColumnEdited).name(title)),

        Event::NoteEdited { note, .. } => on(state, Act::NoteEdited, RecordKind::Note, *note),
        Event::NoteDeleted { note, .. } => on(state, Act::NoteDeleted, RecordKind::Note, *note),
        Event::NoteRestored { note, .. } => on(state, Act::NoteRestored, RecordKind::Note, *note),
        Event::NotesShelved { notes, shelf: Shelf::SetAside { reason } } => {
            Some(on_notes(state, Act::SetAside, notes)?.detail(reason))
        }
        Event::NotesShelved { notes, shelf: Shelf::Parked } => on_notes(state, Act::NotesParked, notes),
        Event::NotesReturned { notes, .. } => on_notes(state, Act::NotesReturned, notes),
        Event::NotesMerged { note, notes, .. } => {
            let parts = on_notes(state, Act::NotesMerged, notes)?;
            Some(Said { on: Some(RecordKey::new(RecordKind::Note, *note)), ..parts })
        }
        Event::NoteUnmerged { note, notes, .. } => {
            sees(state, RecordKind::Note, *note).then(|| Said::that(Act::NoteUnmerged).count(notes.len()))
        }

        Event::BallotAdded { settings, .. } => Some(Said::that(Act::BallotAdded).name(&settings.question)),
        Event::BallotEdited { settings, .. } => Some(Said::that(Act::BallotEdited).name(&settings.question)),
        Event::BallotFrozen { ballot: id, .. } => ballot(Act::OptionsFrozen, id),
        Event::BallotUnfrozen { ballot: id, .. } => ballot(Act::OptionsUnfrozen, id),
        Event::BallotOpened { ballot: id, .. } => ballot(Act::BallotOpened, id),
        Event::BallotClosed { ballot: id, .. } => ballot(Act::BallotClosed, id),

        Event::EntryEdited { entry, .. } => on(state, Act::EntryEdited, RecordKind::Entry, *entry),
        Event::EntryDeleted { entry, .. } => on(state, Act::EntryDeleted, RecordKind::Entry, *entry),
        Event::EntryRestored { entry, .. } => on(state, Act::EntryRestored, RecordKind::Entry, *entry),
        Event::StatementDeleted { statement } => on(state, Act::StatementDeleted, RecordKind::Statement, *statement),
        Event::StatementRestored { statement, .. } => {
            on(state, Act::StatementRestored, RecordKind::Statement, *statement)
        }
        Event::CommentEdited { comment, .. } => on(state, Act::CommentEdited, RecordKind::Comment, *comment),
        Event::CommentDeleted { comment, .. } => on(state, Act::CommentDeleted, RecordKind::Comment, *comment),

        Event::Undone { command, .. } => {
            let undone = state.deeds.kept.iter().rfind(|deed| deed.command == *command)?;
            let took_back = Some(undone.said.what);
            Some(Said { what: Act::TakenBack, took_back, ..undone.said.clone() })
        }

        // Who comes and goes, what people agree to and vote, what is written and how it is arranged.
        Event::Opened { .. }
        | Event::Imported { .. }
        | Event::MemberJoined { .. }
        | Event::SessionStarted { .. }
        | Event::SessionEnded { .. }
        | Event::ConsentGiven { .. }
        | Event::ProxyFreed { .. }
        | Event::NotePosted { .. }
        | Event::NotesMoved { .. }
        | Event::LatePosted { .. }
        | Event::NotesShelved { .. }
        | Event::NotesCarded { .. }
        | Event::ClusterMade { .. }
        | Event::ClusterNamed { .. }
        | Event::NamingAssigned { .. }
        | Event::NotesPlaced { .. }
        | Event::ClustersMerged { .. }
        | Event::ClusterSplit { .. }
        | Event::ClusterDissolved { .. }
        | Event::ClusterMoved { .. }
        | Event::Voted { .. }
        | Event::EntryPosted { .. }
        | Event::EntryChecked { .. }
        | Event::EraAdded { .. }
        | Event::EraEdited { .. }
        | Event::EraRemoved { .. }
        | Event::StatementAdded { .. }
        | Event::StatementEdited { .. }
        | Event::PenMoved { .. }
        | Event::PenAsked { .. }
        | Event::PenAskEnded { .. }
        | Event::CommentMade { .. }
        | Event::NotesLinked { .. }
        | Event::NotesUnlinked { .. }
        | Event::ReportTextWritten { .. }
        | Event::ReportArranged { .. } => None,
    }
}

/// A link into a seat of some role, or back into somebody's seat; one's own way back is nobody else's business.
fn link(state: &Workshop, by: MemberId, grant: &Grant, [seat, back]: [Act; 2]) -> Option<Said> {
    match grant {
        Grant::Seat { role } => Some(Said::that(seat).detail(word(role))),
        Grant::WayBack { member, .. } if *member == by => None,
        Grant::WayBack { member, .. } => {
            Some(Said::that(back).named(state.members.get(member).map(|member| &member.name)))
        }
    }
}

/// What was done to the clock.
const fn clock_act(before: Option<Clock>, after: &Clock) -> Act {
    let ran = matches!(before, Some(Clock { state: ClockState::Running { .. }, .. }));
    match (ran, after.state) {
        (false, ClockState::Running { .. }) => Act::ClockStarted,
        (true, ClockState::Paused { .. }) => Act::ClockPaused,
        _ => Act::TimeChanged,
    }
}
