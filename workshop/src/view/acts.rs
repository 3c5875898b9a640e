//! What facilitators did: for facilitators.

use crate::deeds::Deed;
use crate::event::Event;
use crate::state::Workshop;
use charrette_protocol::*;

/// Who looks back on what facilitators did.
const fn reads(audience: Audience) -> bool {
    match audience {
        Audience::Console => true,
        Audience::ThemeTeam | Audience::Room | Audience::Observer | Audience::Wall => false,
    }
}

/// An act as an audience sees it. What it was done to is named only while facilitators see it: a late note can
/// become its author's alone again.
pub(super) fn of(state: &Workshop, audience: Audience, id: ActId) -> Option<ActRecord> {
    if !reads(audience) {
        return None;
    }
    let Deed { number, at, by, who, said, .. } = state.deeds.kept.iter().find(|deed| deed.id == id)?;
    Some(ActRecord {
        id,
        number: *number,
        at: *at,
        by: *by,
        who: who.clone(),
        what: said.what,
        took_back: said.took_back,
        on: said.on.filter(|key| super::shared(state, audience, key).is_some()),
        name: said.name.clone(),
        detail: said.detail.clone(),
        count: said.count,
    })
}

fn key(deed: &Deed) -> RecordKey {
    RecordKey::new(RecordKind::Act, deed.id)
}

/// The keys of all acts.
pub(super) fn keys(state: &Workshop) -> impl Iterator<Item = RecordKey> {
    state.deeds.kept.iter().map(key)
}

/// The acts that an event may have added, and those done to something that it may have hidden or shown.
/// (An act that falls out of the list is overwritten by the one that comes in.)
pub(super) fn touched(state_after: &Workshop, event: &Event, keys: &[RecordKey]) -> Vec<RecordKey> {
    let concerns = |deed: &&Deed| deed.kind == event.kind() || deed.said.on.is_some_and(|on| keys.contains(&on));
    state_after.deeds.kept.iter().filter(concerns).map(key).collect()
}
