//! Ballots: frozen options, secret papers, one count.

use crate::clock;
use crate::decide::{Ask, Decision, distinct, free, not_found};
use crate::event::Event;
use crate::limits;
use crate::members;
use crate::methods::{self, MarksOn};
use crate::notes;
use crate::state::Workshop;
use crate::statements::{self, Kept, Statement};
use crate::tally::{self, Count, Paper};
use crate::text::{self, Lines, TextLimit};
use charrette_protocol::*;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A frozen option: a copy of what it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BallotOption {
    /// Its id.
    pub option: OptionId,
    /// Its words.
    pub label: String,
    /// The cluster it was copied from.
    pub cluster: Option<ClusterId>,
    /// The notes it stands for.
    pub notes: Vec<NoteId>,
    /// The timeline entry it was copied from.
    pub entry: Option<EntryId>,
    /// The statement it was copied from.
    pub statement: Option<StatementId>,
    /// The option of the round before that it repeats.
    pub again: Option<OptionId>,
}

/// What somebody handed in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Handed {
    /// Marks on options.
    pub marks: MarksOn,
    /// What they wrote beside them.
    pub reasons: BTreeMap<OptionId, String>,
}

/// A ballot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ballot {
    pub(crate) settings: BallotSettings,
    pub(crate) state: BallotState,
    pub(crate) budget: Option<u16>,
    pub(crate) options: Vec<BallotOption>,
    /// The perspective groups in their order when it opened, and who was in which: the count goes
    /// by these, so that moving people between groups reveals nobody's paper.
    pub(crate) groups: Vec<String>,
    pub(crate) group_of: BTreeMap<MemberId, String>,
    /// Who chose what; whoever is not here has not voted.
    pub(crate) papers: BTreeMap<MemberId, Handed>,
    pub(crate) tally: Option<Tally>,
}

impl Ballot {
    pub(crate) fn uses_note(&self, note: NoteId) -> bool {
        self.options.iter().any(|option| option.notes.contains(&note))
    }

    pub(crate) fn uses_entry(&self, entry: EntryId) -> bool {
        self.options.iter().any(|option| option.entry == Some(entry))
    }

    pub(crate) fn uses_statement(&self, statement: StatementId) -> bool {
        self.options.iter().any(|option| option.statement == Some(statement))
    }

    pub(crate) fn uses_cluster(&self, cluster: ClusterId) -> bool {
        self.options.iter().any(|option| option.cluster == Some(cluster))
    }
}

/// A ballot's settings as they are stored. What depends on the options is known once they are
/// frozen.
pub(crate) fn clean(settings: &BallotSettings) -> Result<BallotSettings, Rejection> {
    let question = text::clean(&settings.question, limits::QUESTION, Lines::One)?;
    Ok(BallotSettings { question, method: methods::clean(&settings.method)?, previous: settings.previous })
}

/// Settings of a ballot in this state: what it repeats is another ballot, and rounds do not go
/// in a circle.
fn clean_round(state: &Workshop, ballot: BallotId, settings: &BallotSettings) -> Result<BallotSettings, Rejection> {
    let mut before = settings.previous;
    for _ in 0..=limits::BALLOTS {
        let Some(id) = before else { return clean(settings) };
        let found = state.ballots.get(&id).ok_or_else(not_found)?;
        before = found.settings.previous.filter(|previous| state.ballots.contains_key(previous));
        if id == ballot {
            break;
        }
    }
    Err(RejectionCode::RoundUnfit.into())
}

/// A ballot that has not opened.
fn unopened<'a>(ask: &Ask<'a>, ballot: BallotId) -> Result<&'a Ballot, Rejection> {
    let found = ask.state.ballots.get(&ballot).ok_or_else(not_found)?;
    match found.state {
        BallotState::Prepared | BallotState::Frozen => Ok(found),
        BallotState::Open | BallotState::Closed => Err(RejectionCode::BallotNotPrepared.into()),
    }
}

fn opened<'a>(ask: &Ask<'a>, ballot: BallotId) -> Result<&'a Ballot, Rejection> {
    let found = ask.state.ballots.get(&ballot).ok_or_else(not_found)?;
    if found.state == BallotState::Open { Ok(found) } else { Err(RejectionCode::BallotNotOpen.into()) }
}

pub(crate) fn add(ask: &Ask, ballot: BallotId, settings: &BallotSettings) -> Decision {
    free(ask.state.ballots.contains_key(&ballot))?;
    if ask.state.ballots.len() >= limits::BALLOTS {
        return Err(limits::room_full(limits::BALLOTS, "ballots"));
    }
    Ok(vec![Event::BallotAdded { ballot, settings: clean_round(ask.state, ballot, settings)? }])
}

pub(crate) fn edit(ask: &Ask, ballot: BallotId, settings: &BallotSettings) -> Decision {
    unopened(ask, ballot)?;
    Ok(vec![Event::BallotEdited { ballot, settings: clean_round(ask.state, ballot, settings)? }])
}

pub(crate) fn freeze(ask: &Ask, ballot: BallotId, options: &[NewOption]) -> Decision {
    let options = copies(ask, ballot, options)?;
    let kept = kept(ask, &options);
    Ok(vec![Event::BallotFrozen { ballot, options, kept }])
}

pub(crate) fn unfreeze(ask: &Ask, ballot: BallotId) -> Decision {
    let found = unopened(ask, ballot)?;
    if found.state != BallotState::Frozen {
        return Err(RejectionCode::OptionsNotFrozen.into());
    }
    let options = found.options.iter().map(|option| option.option).collect();
    Ok(vec![Event::BallotUnfrozen { ballot, options }])
}

pub(crate) fn open(ask: &Ask, ballot: BallotId, options: &[NewOption]) -> Decision {
    let found = unopened(ask, ballot)?;
    let frozen = found.state == BallotState::Frozen && options.is_empty();
    let options = if frozen { found.options.clone() } else { copies(ask, ballot, options)? };
    let kept = if frozen { Vec::new() } else { kept(ask, &options) };
    if let Some(previous) = found.settings.previous {
        let before = ask.state.ballots.get(&previous).filter(|before| before.state == BallotState::Closed);
        if !before.is_some_and(|before| methods::repeats(&found.settings.method, &before.settings.method)) {
            return Err(RejectionCode::RoundUnfit.into());
        }
    }
    let budget = methods::budget(&found.settings.method, options.len())?;
    let clock = clock::opening(ask.state, ballot, ask.context.now);
    Ok(vec![Event::BallotOpened { ballot, options, budget, kept, clock }])
}

/// What the statements say that people vote on, where it was not kept before.
fn kept(ask: &Ask, options: &[BallotOption]) -> Vec<(StatementId, Kept)> {
    let ids: BTreeSet<_> = options.iter().filter_map(|option| option.statement).collect();
    let found = ids.into_iter().filter_map(|id| Some((id, ask.state.statements.get(&id)?)));
    found.filter_map(|(id, found)| Some((id, found.to_keep(ask.context.now)?))).collect()
}

/// The options as copies.
fn copies(ask: &Ask, ballot: BallotId, options: &[NewOption]) -> Result<Vec<BallotOption>, Rejection> {
    let found = unopened(ask, ballot)?;
    if found.state == BallotState::Frozen {
        return Err(RejectionCode::OptionsFrozen.into());
    }
    if options.len() < limits::OPTIONS_LEAST {
        return Err(RejectionCode::TooFewOptions.into());
    }
    let ids: Vec<_> = options.iter().map(|option| option.option).collect();
    distinct(&ids, limits::OPTIONS)?;
    free(ask.state.ballots.values().flat_map(|ballot| &ballot.options).any(|option| ids.contains(&option.option)))?;
    let previous = found.settings.previous.and_then(|previous| ask.state.ballots.get(&previous));
    let options = options.iter().map(|option| copy(ask.state, previous, option)).collect::<Result<Vec<_>, _>>()?;
    let labels: BTreeSet<_> = options.iter().map(|option| text::skim_key(&option.label)).collect();
    if labels.len() < options.len() {
        return Err(RejectionCode::OptionsAlike.into());
    }
    Ok(options)
}

/// An option as a copy of what it stands for.
fn copy(state: &Workshop, previous: Option<&Ballot>, new: &NewOption) -> Result<BallotOption, Rejection> {
    let of = |label: &str, limit| {
        let label = text::required(label, limit, Lines::One)?;
        let (notes, statement) = (Vec::new(), None);
        Ok(BallotOption { option: new.option, label, cluster: None, notes, entry: None, statement, again: None })
    };
    let of_statement = |id: StatementId, found: &Statement| {
        let label = statements::in_short(state, found);
        Ok(BallotOption { statement: Some(id), ..of(&label, limits::OPTION)? })
    };
    match &new.source {
        OptionSource::Cluster { cluster } => {
            let found = state.clusters.get(cluster).ok_or_else(not_found)?;
            let held = crate::clusters::notes_in(state, *cluster).into_iter().map(|(id, _)| id);
            let notes = held.filter(|note| notes::visible(state, *note).is_ok()).collect();
            Ok(BallotOption { cluster: Some(*cluster), notes, ..of(&found.name, limits::TITLE)? })
        }
        OptionSource::Note { note } => {
            let found = notes::visible(state, *note)?;
            Ok(BallotOption { notes: vec![*note], ..of(&found.text, limits::NOTE)? })
        }
        OptionSource::Entry { entry } => {
            let found = state.entries.get(entry).filter(|entry| entry.is_visible()).ok_or_else(not_found)?;
            Ok(BallotOption { entry: Some(*entry), ..of(&found.text.title, limits::TITLE)? })
        }
        OptionSource::Statement { statement } => {
            let found = state.statements.get(statement).filter(|found| found.is_visible()).ok_or_else(not_found)?;
            of_statement(*statement, found)
        }
        OptionSource::Again { option } => {
            let found = previous.and_then(|ballot| ballot.options.iter().find(|one| one.option == *option));
            let found = found.ok_or_else(not_found)?.clone();
            let stands = found.statement.and_then(|id| Some((id, state.statements.get(&id)?)));
            let now = stands.filter(|(_, statement)| statement.is_visible());
            let found = now.map_or(Ok(found), |(id, statement)| of_statement(id, statement))?;
            Ok(BallotOption { option: new.option, again: Some(*option), ..found })
        }
        OptionSource::Text { label } => of(label, limits::TITLE),
    }
}

pub(crate) fn vote(ask: &Ask, ballot: BallotId, marks: &MarksOn, reasons: &BTreeMap<OptionId, String>) -> Decision {
    let found = opened(ask, ballot)?;
    let known = |id: &OptionId| found.options.iter().any(|option| option.option == *id);
    if !marks.keys().chain(reasons.keys()).all(known) {
        return Err(not_found());
    }
    let marks = methods::paper(&found.settings.method, found.budget, marks)?;
    let mut kept = BTreeMap::new();
    for (option, reason) in reasons {
        let reason = text::clean(reason, limits::REASON, Lines::One)?;
        if !reason.is_empty() {
            kept.insert(*option, reason);
        }
    }
    if kept.len() > limits::REASONS {
        return Err(limits::list_unfit(limits::REASONS));
    }
    let share = limits::REASONS_BYTES / ask.state.head.seats.max(1) as usize;
    reasons_fit(kept.values().map(String::as_str), share)?;
    Ok(vec![Event::Voted { ballot, member: ask.actor, paper: Handed { marks, reasons: kept } }])
}

/// Refuses reasons that have over so many bytes together, with what stands around each in a result.
pub(crate) fn reasons_fit<'a>(reasons: impl Iterator<Item = &'a str>, bytes: usize) -> Result<(), Rejection> {
    const AROUND: usize = 32;
    let reasons: Vec<_> = reasons.collect();
    let bytes = bytes.saturating_sub(reasons.len() * AROUND);
    text::clean(&reasons.concat(), TextLimit { graphemes: usize::MAX, bytes }, Lines::One).map(drop)
}

/// Counts the papers of those who count when the ballot closes.
pub(crate) fn close(ask: &Ask, ballot: BallotId) -> Decision {
    let found = opened(ask, ballot)?;
    let counting: BTreeSet<_> = ask.state.counting().collect();
    let groups: Vec<_> = found.groups.iter().map(String::as_str).collect();
    let options: Vec<_> = found.options.iter().map(|option| (option.option, option.again)).collect();
    let previous = found.settings.previous.and_then(|previous| ask.state.ballots.get(&previous));
    let before = |member| previous.and_then(|ballot| ballot.papers.get(member)).map(|paper| &paper.marks);
    let papers: Vec<_> = found
        .papers
        .iter()
        .filter(|(member, _)| counting.contains(*member))
        .map(|(member, paper)| Paper {
            group: found.group_of.get(member).map(String::as_str),
            marks: &paper.marks,
            reasons: &paper.reasons,
            before: before(member),
        })
        .collect();
    let tally = tally::count(&Count {
        method: &found.settings.method,
        eligible: counting.len() as u32,
        budget: found.budget,
        options: &options,
        groups: &groups,
        papers: &papers,
    });
    let clock = clock::closing(ask.state, ballot, ask.context.now);
    Ok(vec![Event::BallotClosed { ballot, tally, clock }])
}

pub(crate) fn apply(state: &mut Workshop, event: &Event) {
    match event {
        Event::BallotAdded { ballot, settings } => {
            let added = Ballot {
                settings: settings.clone(),
                state: BallotState::Prepared,
                budget: None,
                options: Vec::new(),
                groups: Vec::new(),
                group_of: BTreeMap::new(),
                papers: BTreeMap::new(),
                tally: None,
            };
            state.ballots.insert(*ballot, added);
        }
        Event::BallotEdited { ballot, settings } => {
            if let Some(ballot) = state.ballots.get_mut(ballot) {
                ballot.settings.clone_from(settings);
            }
        }
        Event::BallotFrozen { ballot, options, kept } => {
            statements::keep(state, kept);
            if let Some(ballot) = state.ballots.get_mut(ballot) {
                ballot.state = BallotState::Frozen;
                ballot.options.clone_from(options);
            }
        }
        Event::BallotUnfrozen { ballot, .. } => {
            if let Some(ballot) = state.ballots.get_mut(ballot) {
                ballot.state = BallotState::Prepared;
                ballot.options.clear();
            }
        }
        Event::BallotOpened { ballot, options, budget, kept, clock } => {
            statements::keep(state, kept);
            state.head.clock = clock.or(state.head.clock);
            let groups = state.head.groups.iter().map(|group| group.name.clone()).collect();
            let group_of = |id: &MemberId| Some((*id, members::group_of(state, *id)?.to_owned()));
            let group_of = state.members.keys().filter_map(group_of).collect();
            if let Some(ballot) = state.ballots.get_mut(ballot) {
                ballot.groups = groups;
                ballot.group_of = group_of;
                ballot.state = BallotState::Open;
                ballot.options.clone_from(options);
                ballot.budget = *budget;
            }
        }
        Event::Voted { ballot, member, paper } => {
            if let Some(ballot) = state.ballots.get_mut(ballot) {
                ballot.papers.insert(*member, paper.clone());
            }
        }
        Event::BallotClosed { ballot, tally, clock } => {
            state.head.clock = clock.or(state.head.clock);
            if let Some(ballot) = state.ballots.get_mut(ballot) {
                ballot.state = BallotState::Closed;
                ballot.tally = Some(tally.clone());
            }
        }
        _ => {}
    }
}
