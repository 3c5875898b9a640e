//! Reading the log again: what it leads to must be what everybody is shown.

use super::actor::Room;
use super::audience::{Cache, Encoder};
use super::history::History;
use charrette_protocol::{Audience, RecordKey, Revision, Verified};
use charrette_workshop::{Workshop, view};
use std::collections::{BTreeMap, BTreeSet};

type Revisions = BTreeMap<RecordKey, Revision>;

impl Room {
    /// Compares every audience and every connected viewer with a replay of the log. None if the
    /// log cannot be read just now.
    pub(super) async fn verify(&self) -> Option<Verified> {
        let loaded = History::load(self.workshop, self.log.clone(), self.clock.clone()).await;
        let (replayed, _) = loaded
            .inspect_err(|error| tracing::error!(workshop = %self.workshop, %error, "the log cannot be verified"))
            .ok()?;
        let (mut viewers, mut records, mut differing) = (0, 0, 0);
        let mut compare = |shown: &Revisions, true_ones: &Revisions| {
            let keys: BTreeSet<_> = shown.keys().chain(true_ones.keys()).collect();
            viewers += 1;
            records += number(keys.iter().filter(|key| !key.kind.is_personal()).count());
            differing += number(keys.into_iter().filter(|key| shown.get(key) != true_ones.get(key)).count());
        };
        for audience in Audience::ALL {
            // What is shown: the cache that sockets are fed from, where there is one.
            let cache = self.caches[super::published::place(audience)].as_ref();
            let shown = cache.map_or_else(|| shared(&self.state, audience), Cache::revisions);
            compare(&shown, &shared(&replayed, audience));
        }
        for connection in self.connections.all.values() {
            compare(connection.revisions(), &personal(&replayed, &connection.viewer));
        }
        Some(Verified { viewers, records, differing })
    }
}

fn shared(state: &Workshop, audience: Audience) -> Revisions {
    Cache::build(state, audience, &mut Encoder::default()).revisions()
}

fn personal(state: &Workshop, viewer: &view::Viewer) -> Revisions {
    let records = view::personal(state, viewer).into_iter();
    records.map(|record| (record.key(), view::encode(&record).0)).collect()
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
