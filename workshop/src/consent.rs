//! What people agree to: that their name stands in the list of participants, that their words are
//! quoted.
//!
//! Everybody answers for themselves, and nobody who has not answered has agreed. The answer is
//! recorded for the report's sake; no rule of the room rests on it.

use crate::decide::{Ask, Decision};
use crate::event::Event;
use crate::state::Workshop;
use charrette_protocol::*;

pub(crate) fn give(ask: &Ask, consent: Consent) -> Decision {
    let member = ask.actor;
    let said = ask.state.member(member).and_then(|found| found.consent);
    Ok(if said == Some(consent) { Vec::new() } else { vec![Event::ConsentGiven { member, consent }] })
}

pub(crate) fn apply(state: &mut Workshop, event: &Event) {
    if let Event::ConsentGiven { member, consent } = event
        && let Some(member) = state.members.get_mut(member)
    {
        member.consent = Some(*consent);
    }
}

/// What a present member has answered.
pub(crate) fn of(state: &Workshop, id: MemberId) -> Option<ConsentRecord> {
    Some(ConsentRecord { id, says: state.member(id)?.consent? })
}

/// The keys of all answers.
pub(crate) fn keys(state: &Workshop) -> impl Iterator<Item = RecordKey> {
    let answered = state.members.iter().filter(|(_, member)| !member.removed && member.consent.is_some());
    answered.map(|(id, _)| RecordKey::new(RecordKind::Consent, *id))
}

/// Takes the answers over from an archive.
pub(crate) fn build(state: &mut Workshop, records: &[Record]) {
    for record in records {
        if let Record::Consent(ConsentRecord { id, says }) = record
            && let Some(member) = state.members.get_mut(id)
        {
            member.consent = Some(*says);
        }
    }
}
