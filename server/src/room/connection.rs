//! The connections of a room: who looks, and what each holds besides the shared records.

use super::Manner;
use super::audience::{Cache, Encoded, Encoder, in_pages};
use super::published::{ConnectionId, Delta, Frame, page};
use charrette_protocol::{Audience, Digest, MemberId, RecordKey, Revision};
use charrette_workshop::{SecretHash, Workshop, view};
use std::collections::BTreeMap;

/// One connected session.
#[derive(Debug)]
pub(super) struct Connection {
    pub session: SecretHash,
    pub manner: Manner,
    pub audience: Audience,
    pub viewer: view::Viewer,
    /// What this connection holds of its own: revisions only, the bytes are on the other side.
    personal: BTreeMap<RecordKey, Revision>,
}

impl Connection {
    pub fn new(session: SecretHash, manner: Manner, audience: Audience, viewer: view::Viewer) -> Self {
        Self { session, manner, audience, viewer, personal: BTreeMap::new() }
    }

    pub fn speaks_for(&self, member: MemberId) -> bool {
        self.viewer.members.contains(&member)
    }

    /// What this connection holds of its own.
    pub fn revisions(&self) -> &BTreeMap<RecordKey, Revision> {
        &self.personal
    }

    /// Projects the personal records again; the frame that tells the differences, if any.
    pub fn refresh(&mut self, state: &Workshop, encoder: &mut Encoder) -> Option<Frame> {
        let new = project(state, &self.viewer, encoder);
        let put = new.iter().filter(|(key, encoded)| self.personal.get(key) != Some(&encoded.revision));
        let put = put.map(|(_, encoded)| &*encoded.put).collect();
        let drop = self.personal.keys().filter(|key| !new.contains_key(key)).copied().collect();
        let delta = Delta { put, drop };
        let frame = (!delta.is_empty()).then(|| delta.frame());
        self.personal = revisions(&new);
        frame
    }

    /// The frames that bring somebody with this digest to the present. Always at least one, so
    /// that the other side knows it is current.
    pub fn catch_up(&mut self, state: &Workshop, cache: &mut Cache, held: Option<&Digest>) -> Vec<Frame> {
        let personal = project(state, &self.viewer, &mut Encoder::default());
        self.personal = revisions(&personal);
        let Some(held) = held else {
            let mut frames = cache.pages(state).to_vec();
            frames.extend(last_pages(in_pages(personal.values().map(|encoded| &*encoded.put)), &[]));
            return frames;
        };
        let mut own = cache.digest().clone();
        for (key, encoded) in &personal {
            own.toggle(key, encoded.revision);
        }
        let differing = own.differing(held);
        let puts = differing.iter().flat_map(|&bucket| {
            let shared = cache.in_bucket(bucket);
            let mine = personal.iter().filter(move |(key, _)| Digest::bucket(&key.id) == bucket);
            shared.chain(mine).map(|(_, encoded)| &*encoded.put)
        });
        last_pages(in_pages(puts), &differing)
    }
}

fn project(state: &Workshop, viewer: &view::Viewer, encoder: &mut Encoder) -> BTreeMap<RecordKey, Encoded> {
    view::personal(state, viewer).into_iter().map(|record| (record.key(), encoder.encode(record))).collect()
}

fn revisions(personal: &BTreeMap<RecordKey, Encoded>) -> BTreeMap<RecordKey, Revision> {
    personal.iter().map(|(key, encoded)| (*key, encoded.revision)).collect()
}

/// Pages of an answer that ends here: `replace` stands on the first, `more` on all but the last.
fn last_pages(pages: Vec<Vec<&str>>, replace: &[u8]) -> Vec<Frame> {
    let last = pages.len() - 1;
    let pages = pages.into_iter().enumerate();
    pages.map(|(place, puts)| page(&puts, &[], if place == 0 { replace } else { &[] }, place < last)).collect()
}

/// The connections of a room, in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Connections {
    next: u64,
    pub all: BTreeMap<ConnectionId, Connection>,
}

impl Connections {
    pub fn add(&mut self, connection: Connection) -> ConnectionId {
        let id = ConnectionId(self.next);
        self.next += 1;
        self.all.insert(id, connection);
        id
    }

    /// How many sockets a session has.
    pub fn of_session(&self, session: &SecretHash) -> usize {
        self.all.values().filter(|connection| connection.session == *session).count()
    }

    /// Whether anybody looks through this audience's eyes.
    pub fn any(&self, audience: Audience) -> bool {
        self.all.values().any(|connection| connection.audience == audience)
    }
}
