//! What viewers hold, folded from changes as a client does.

use charrette_protocol::*;
use charrette_workshop::view::{self, Concerned, Touched, Viewer};
use charrette_workshop::{Fact, SessionHash, Workshop};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Records by name.
pub type Held = BTreeMap<RecordKey, Record>;

/// What all audiences and devices hold.
#[derive(Clone, Default)]
pub struct Mirrors {
    shared: BTreeMap<Audience, Held>,
    personal: BTreeMap<SessionHash, (Viewer, Held)>,
    /// Records compared so far.
    pub compared: u64,
}

/// All shared records of an audience.
pub fn project(state: &Workshop, audience: Audience) -> Held {
    let keys = view::shared_keys(state).into_iter();
    keys.filter_map(|key| Some((key, view::shared(state, audience, &key)?))).collect()
}

/// All personal records of a viewer.
pub fn project_personal(state: &Workshop, viewer: &Viewer) -> Held {
    view::personal(state, viewer).into_iter().map(|record| (record.key(), record)).collect()
}

impl Mirrors {
    /// Lets everybody hear of a batch, as the server does: only what was touched is projected
    /// again, and only for those concerned.
    pub fn follow(&mut self, state: &Workshop, facts: &[Rc<Fact>], viewers: Vec<(SessionHash, Viewer)>) {
        for fact in facts {
            let touched = view::touched(state, &fact.event);
            for audience in Audience::ALL {
                let held = self.shared.entry(audience).or_default();
                let keys = match &touched {
                    Touched::Keys(keys) => keys.clone(),
                    Touched::All => view::shared_keys(state).into_iter().chain(held.keys().copied()).collect(),
                };
                for key in keys {
                    match view::shared(state, audience, &key) {
                        Some(record) => held.insert(key, record),
                        None => held.remove(&key),
                    };
                }
            }
        }
        self.personal.retain(|session, _| viewers.iter().any(|(one, _)| one == session));
        for (session, viewer) in viewers {
            let known = self.personal.get(&session);
            // A device that is new, or holds another key than before, is told everything.
            let is_new = known.is_none_or(|(known, _)| known.edit_keys != viewer.edit_keys);
            let before = known.map(|(known, _)| known.members.clone()).unwrap_or_default();
            let concerns = |fact: &Fact| match view::concerned(state, fact) {
                Concerned::Nobody => false,
                Concerned::Members(members) => {
                    members.iter().any(|member| viewer.members.contains(member) || before.contains(member))
                }
                Concerned::EditKey(key) => viewer.edit_keys.contains(&key),
                Concerned::Everybody => true,
            };
            if is_new || facts.iter().any(|fact| concerns(fact)) {
                let held = project_personal(state, &viewer);
                self.personal.insert(session, (viewer, held));
            }
        }
    }

    /// Whether everybody holds what a projection of the present state shows them.
    pub fn compare(&mut self, state: &Workshop, viewers: Vec<(SessionHash, Viewer)>) -> Result<(), String> {
        for audience in Audience::ALL {
            let held = self.shared.entry(audience).or_default();
            let present = project(state, audience);
            self.compared += present.len() as u64;
            if *held != present {
                return Err(format!("{audience:?} holds other shared records: {}", difference(held, &present)));
            }
        }
        for (session, viewer) in viewers {
            let (_, held) = self.personal.get(&session).ok_or("a device was told nothing")?;
            let present = project_personal(state, &viewer);
            self.compared += present.len() as u64;
            if *held != present {
                return Err(format!("{:?} hold other records: {}", viewer.members, difference(held, &present)));
            }
        }
        Ok(())
    }
}

/// The first record in which two holdings differ.
pub fn difference(one: &Held, other: &Held) -> String {
    let keys = one.keys().chain(other.keys());
    let found = keys.into_iter().find(|key| one.get(key) != other.get(key));
    found.map_or_else(String::new, |key| format!("{:?} instead of {:?}", one.get(key), other.get(key)))
}
