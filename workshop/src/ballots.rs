//! Ballots: frozen options, secret papers, one count.

use crate::decide::{Ask, Decision, distinct, free, not_found};
use crate::event::Event;
use crate::limits;
use crate::members;
use crate::notes;
use crate::state::Workshop;
use crate::tally::{self, Count, Paper};
use crate::text::{self, Lines};
use charrette_protocol::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An option of an opened ballot: a copy of what it stands for.
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
    pub(crate) papers: BTreeMap<MemberId, BTreeMap<OptionId, u16>>,
    pub(crate) tally: Option<Tally>,
}

impl Ballot {
    pub(crate) fn uses_note(&self, note: NoteId) -> bool {
        self.options.iter().any(|option| option.notes.contains(&note))
    }

    pub(crate) fn uses_cluster(&self, cluster: ClusterId) -> bool {
        self.options.iter().any(|option| option.cluster == Some(cluster))
    }
}

/// A ballot's settings as they are stored. How much a budget may be is known once the options
/// are frozen; here it is only bounded.
pub(crate) fn clean(settings: &BallotSettings) -> Result<BallotSettings, Rejection> {
    if !(1..=limits::CAP).contains(&settings.cap) {
        return Err(limits::out_of_range(1, u64::from(limits::CAP)));
    }
    if settings.budget.is_some_and(|budget| !(1..=limits::BUDGET).contains(&budget)) {
        return Err(limits::out_of_range(1, u64::from(limits::BUDGET)));
    }
    let question = text::clean(&settings.question, limits::QUESTION, Lines::One)?;
    Ok(BallotSettings { question, budget: settings.budget, cap: settings.cap })
}

fn prepared<'a>(ask: &Ask<'a>, ballot: BallotId) -> Result<&'a Ballot, Rejection> {
    let found = ask.state.ballots.get(&ballot).ok_or_else(not_found)?;
    if found.state == BallotState::Prepared { Ok(found) } else { Err(RejectionCode::BallotNotPrepared.into()) }
}

fn opened<'a>(ask: &Ask<'a>, ballot: BallotId) -> Result<&'a Ballot, Rejection> {
    let found = ask.state.ballots.get(&ballot).ok_or_else(not_found)?;
    if found.state == BallotState::Open { Ok(found) } else { Err(RejectionCode::BallotNotOpen.into()) }
}

pub(crate) fn add(ask: &Ask, ballot: BallotId, settings: &BallotSettings) -> Decision {
    ask.as_facilitator()?;
    free(ask.state.ballots.contains_key(&ballot))?;
    if ask.state.ballots.len() >= limits::BALLOTS {
        return Err(limits::room_full(limits::BALLOTS, "ballots"));
    }
    Ok(vec![Event::BallotAdded { ballot, settings: clean(settings)? }])
}

pub(crate) fn edit(ask: &Ask, ballot: BallotId, settings: &BallotSettings) -> Decision {
    ask.as_facilitator()?;
    prepared(ask, ballot)?;
    Ok(vec![Event::BallotEdited { ballot, settings: clean(settings)? }])
}

pub(crate) fn open(ask: &Ask, ballot: BallotId, options: &[NewOption]) -> Decision {
    ask.as_facilitator()?;
    let found = prepared(ask, ballot)?;
    if options.len() < limits::OPTIONS_LEAST {
        return Err(RejectionCode::TooFewOptions.into());
    }
    let ids: Vec<_> = options.iter().map(|option| option.option).collect();
    distinct(&ids, limits::OPTIONS)?;
    free(ask.state.ballots.values().flat_map(|ballot| &ballot.options).any(|option| ids.contains(&option.option)))?;
    let options = options.iter().map(|option| freeze(ask.state, option)).collect::<Result<Vec<_>, _>>()?;
    let labels: std::collections::BTreeSet<_> = options.iter().map(|option| text::skim_key(&option.label)).collect();
    if labels.len() < options.len() {
        return Err(RejectionCode::OptionsAlike.into());
    }
    let most = (options.len() as u64 * u64::from(found.settings.cap)).min(u64::from(limits::BUDGET));
    let budget = found.settings.budget.unwrap_or_else(|| tally::default_budget(options.len()));
    if u64::from(budget) > most {
        return Err(limits::out_of_range(1, most));
    }
    Ok(vec![Event::BallotOpened { ballot, options, budget }])
}

/// An option as a copy of what it stands for.
fn freeze(state: &Workshop, option: &NewOption) -> Result<BallotOption, Rejection> {
    let (label, cluster, notes) = match &option.source {
        OptionSource::Cluster { cluster } => {
            let found = state.clusters.get(cluster).ok_or_else(not_found)?;
            let held = crate::clusters::notes_in(state, *cluster).into_iter().map(|(id, _)| id);
            let notes = held.filter(|note| notes::visible(state, *note).is_ok()).collect();
            (found.name.as_str(), Some(*cluster), notes)
        }
        OptionSource::Note { note } => (notes::visible(state, *note)?.text.as_str(), None, vec![*note]),
        OptionSource::Text { label } => (label.as_str(), None, Vec::new()),
    };
    let limit = if matches!(option.source, OptionSource::Note { .. }) { limits::NOTE } else { limits::TITLE };
    Ok(BallotOption { option: option.option, label: text::required(label, limit, Lines::One)?, cluster, notes })
}

pub(crate) fn vote(ask: &Ask, ballot: BallotId, dots: &BTreeMap<OptionId, u16>) -> Decision {
    if !Workshop::counts(ask.role) {
        return Err(RejectionCode::NotAllowed.into());
    }
    let found = opened(ask, ballot)?;
    let dots: BTreeMap<_, _> = dots.iter().filter(|(_, dots)| **dots > 0).map(|(id, dots)| (*id, *dots)).collect();
    if dots.keys().any(|id| !found.options.iter().any(|option| option.option == *id)) {
        return Err(not_found());
    }
    let cap = found.settings.cap;
    if dots.values().any(|dots| *dots > cap) {
        return Err(Rejection::from(RejectionCode::OverCap).with("cap", cap));
    }
    let budget = found.budget.unwrap_or_default();
    if dots.values().map(|dots| u64::from(*dots)).sum::<u64>() > u64::from(budget) {
        return Err(Rejection::from(RejectionCode::OverBudget).with("budget", budget));
    }
    Ok(vec![Event::Voted { ballot, member: ask.actor, dots }])
}

/// Counts the papers of those who count when the ballot closes.
pub(crate) fn close(ask: &Ask, ballot: BallotId) -> Decision {
    ask.as_facilitator()?;
    let found = opened(ask, ballot)?;
    let counting: std::collections::BTreeSet<_> = ask.state.counting().collect();
    let groups: Vec<_> = found.groups.iter().map(String::as_str).collect();
    let options: Vec<_> = found.options.iter().map(|option| option.option).collect();
    let papers: Vec<_> = found
        .papers
        .iter()
        .filter(|(member, _)| counting.contains(*member))
        .map(|(member, dots)| Paper { group: found.group_of.get(member).map(String::as_str), dots })
        .collect();
    let tally = tally::count(&Count {
        eligible: counting.len() as u32,
        budget: found.budget.unwrap_or_default(),
        options: &options,
        groups: &groups,
        papers: &papers,
    });
    Ok(vec![Event::BallotClosed { ballot, tally }])
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
        Event::BallotOpened { ballot, options, budget } => {
            let groups = state.head.groups.iter().map(|group| group.name.clone()).collect();
            let group_of = |id: &MemberId| Some((*id, members::group_of(state, *id)?.to_owned()));
            let group_of = state.members.keys().filter_map(group_of).collect();
            if let Some(ballot) = state.ballots.get_mut(ballot) {
                ballot.groups = groups;
                ballot.group_of = group_of;
                ballot.state = BallotState::Open;
                ballot.options.clone_from(options);
                ballot.budget = Some(*budget);
            }
        }
        Event::Voted { ballot, member, dots } => {
            if let Some(ballot) = state.ballots.get_mut(ballot) {
                ballot.papers.insert(*member, dots.clone());
            }
        }
        Event::BallotClosed { ballot, tally } => {
            if let Some(ballot) = state.ballots.get_mut(ballot) {
                ballot.state = BallotState::Closed;
                ballot.tally = Some(tally.clone());
            }
        }
        _ => {}
    }
}
