//! Asking for a pen: whoever holds it hands it over, or says not now.
//!
//! Asks stay where they were made: they are asks as long as the room is in the step in which somebody
//! asked, and as long as they could be handed the pen.

use crate::decide::{Ask, Decision, not_found};
use crate::event::Event;
use crate::limits;
use crate::state::Workshop;
use crate::statements::{self, Statement};
use charrette_protocol::*;
use serde::{Deserialize, Serialize};

/// Somebody asks for a pen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Who.
    pub member: MemberId,
    /// The step the room was in; none = in no step.
    pub step: Option<StepId>,
}

/// Who asks for a statement's pen now, first come first.
fn asking<'a>(state: &'a Workshop, statement: &'a Statement) -> impl Iterator<Item = MemberId> + 'a {
    let holder = statements::holder(state, statement).filter(|_| !statement.deleted);
    let asks = move |one: &&Asked| {
        holder.is_some_and(|holder| holder != one.member)
            && one.step == state.head.current_step
            && !state.is_muted(one.member)
            && statements::may_hold(state, one.member, statement)
    };
    statement.asks.iter().filter(asks).map(|one| one.member)
}

/// Asks for a pen. Facilitators take it over instead.
pub(crate) fn ask_for_pen(ask: &Ask, id: StatementId) -> Decision {
    let found = statements::present(ask, id)?;
    if ask.facilitates() || !statements::may_hold(ask.state, ask.actor, found) {
        return Err(RejectionCode::NotAllowed.into());
    }
    let Some(holder) = statements::holder(ask.state, found) else {
        return Ok(vec![statements::pen_moves(ask, id, found, Some(ask.actor))]);
    };
    let before: Vec<_> = asking(ask.state, found).collect();
    if holder == ask.actor || before.contains(&ask.actor) {
        return Ok(Vec::new());
    }
    if before.len() >= limits::PEN_ASKS {
        return Err(limits::room_full(limits::PEN_ASKS, "people who ask for this pen"));
    }
    let asked = Asked { member: ask.actor, step: ask.state.head.current_step };
    Ok(vec![Event::PenAsked { statement: id, asked }])
}

/// Asks no more.
pub(crate) fn withdraw(ask: &Ask, id: StatementId) -> Decision {
    let found = statements::present(ask, id)?;
    let asks = asking(ask.state, found).any(|member| member == ask.actor);
    Ok(if asks { vec![Event::PenAskEnded { statement: id, member: ask.actor }] } else { Vec::new() })
}

/// Answers whoever asked first, as the one who holds the pen.
pub(crate) fn answer(ask: &Ask, id: StatementId, hand_over: bool) -> Decision {
    let found = statements::present(ask, id)?;
    if statements::holder(ask.state, found) != Some(ask.actor) {
        return Err(RejectionCode::PenHeld.into());
    }
    let first = asking(ask.state, found).next().ok_or_else(not_found)?;
    Ok(vec![if hand_over {
        statements::pen_moves(ask, id, found, Some(first))
    } else {
        Event::PenAskEnded { statement: id, member: first }
    }])
}

/// The statements whose pens somebody asks for, and who asks for those that they hold. Names stand only where
/// names hold.
pub(crate) fn of(state: &Workshop, member: MemberId) -> (Vec<StatementId>, Vec<PenAsk>) {
    let (mut asked, mut asks) = (Vec::new(), Vec::new());
    for (id, statement) in state.statements.iter().filter(|(_, statement)| !statement.asks.is_empty()) {
        let named = state.step_attribution(statement.step) == Attribution::Named;
        for one in asking(state, statement) {
            if one == member {
                asked.push(*id);
            } else if statement.pen == Some(member) {
                asks.push(PenAsk { statement: *id, by: Some(one).filter(|_| named) });
            }
        }
    }
    (asked, asks)
}

/// All who hold a pen that is or was asked for in this step, and all who ask or asked: with the last ask that
/// ends, nothing else tells whom it concerned.
pub(crate) fn parties(state: &Workshop) -> Vec<MemberId> {
    let asked = |statement: &&Statement| !(statement.asks.is_empty() && statement.asked_before.is_empty());
    let parties = |statement: &Statement| {
        let asking = statement.asks.iter().map(|one| one.member);
        asking.chain(statement.asked_before.iter().copied()).chain(statement.pen).collect::<Vec<_>>()
    };
    state.statements.values().filter(asked).flat_map(parties).collect()
}

/// Some who asked ask no more.
pub(crate) fn end(statement: &mut Statement, ends: impl Fn(&Asked) -> bool) {
    let ended = statement.asks.extract_if(.., |one| ends(one));
    statement.asked_before.extend(ended.map(|one| one.member));
}

/// Whether an event may change who asks for a pen. What concerns everybody is not among them.
pub(crate) const fn may_change(event: &Event) -> bool {
    matches!(
        event,
        Event::RoleSet { .. }
            | Event::LeadTaken { .. }
            | Event::MemberMuted { .. }
            | Event::MemberRemoved { .. }
            | Event::SeatsMerged { .. }
            | Event::ProxyFreed { .. }
            | Event::TableAssigned { .. }
            | Event::TableRemoved { .. }
            | Event::StatementDeleted { .. }
            | Event::StatementRestored { .. }
            | Event::PenMoved { .. }
            | Event::StatementEdited { .. }
            | Event::PenAsked { .. }
            | Event::PenAskEnded { .. }
    )
}

/// Those who had asked before a pen moved ask again, and whoever asked since does so still.
pub(crate) fn ask_again(statement: &mut Statement, before: &[Asked]) {
    let since: Vec<_> = statement.asks.iter().filter(|one| !before.contains(one)).copied().collect();
    statement.asks = before.iter().copied().chain(since).collect();
}

pub(crate) fn apply(state: &mut Workshop, event: &Event) {
    match event {
        // What was asked in the step that the room leaves stands there still, should it be brought back at once.
        Event::StepEntered { .. } => {
            let left = state.head.current_step;
            for statement in state.statements.values_mut() {
                statement.asks.retain(|one| one.step == left);
                // Everybody is told of the step, and with it of what ended so far.
                statement.asked_before.clear();
            }
        }
        Event::PenAsked { statement, asked } => {
            if let Some(statement) = state.statements.get_mut(statement) {
                statement.asks.retain(|one| one.member != asked.member && one.step == asked.step);
                statement.asks.push(*asked);
            }
        }
        Event::PenAskEnded { statement, member } => {
            if let Some(statement) = state.statements.get_mut(statement) {
                end(statement, |one| one.member == *member);
            }
        }
        _ => {}
    }
}
