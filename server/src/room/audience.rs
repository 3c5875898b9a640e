//! What each audience sees, kept encoded: one projection for everybody who shares it.

use super::published::{Delta, Frame, page};
use charrette_protocol::{Audience, Digest, Record, RecordKey, Revision};
use charrette_workshop::{Workshop, view};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A page of a join or resume holds at most this many bytes, unless one record alone is larger.
pub(super) const PAGE_BYTES: usize = 64 * 1024;

/// A record, encoded once: the bytes of its `put`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Encoded {
    pub revision: Revision,
    pub put: Arc<str>,
}

/// Encodings made while one batch is published, so that audiences that see the same share bytes.
#[derive(Debug, Default)]
pub(super) struct Encoder(BTreeMap<RecordKey, Vec<(Record, Encoded)>>);

impl Encoder {
    pub fn encode(&mut self, record: Record) -> Encoded {
        let known = self.0.entry(record.key()).or_default();
        if let Some((_, encoded)) = known.iter().find(|(other, _)| *other == record) {
            return encoded.clone();
        }
        let (revision, put) = view::encode(&record);
        let encoded = Encoded { revision, put: put.into() };
        known.push((record, encoded.clone()));
        encoded
    }
}

/// The shared records as one audience sees them.
#[derive(Debug)]
pub(super) struct Cache {
    audience: Audience,
    records: BTreeMap<RecordKey, Encoded>,
    digest: Digest,
    /// The pages of a join from nothing, until something changes.
    pages: Option<Arc<[Frame]>>,
}

impl Cache {
    /// Projects the whole state.
    pub fn build(state: &Workshop, audience: Audience, encoder: &mut Encoder) -> Self {
        let mut cache = Self { audience, records: BTreeMap::new(), digest: Digest::default(), pages: None };
        cache.refresh(state, &view::Touched::All, encoder);
        cache
    }

    /// Projects again what may have changed, and tells the differences.
    pub fn refresh(&mut self, state: &Workshop, touched: &view::Touched, encoder: &mut Encoder) -> CacheDelta {
        let mut delta = CacheDelta::default();
        match touched {
            view::Touched::Keys(keys) => {
                for key in keys {
                    self.refresh_one(state, key, encoder, &mut delta);
                }
            }
            view::Touched::All => {
                let keys = view::shared_keys(state);
                let gone: Vec<_> = {
                    let present: std::collections::BTreeSet<_> = keys.iter().collect();
                    self.records.keys().filter(|key| !present.contains(key)).copied().collect()
                };
                for key in gone.iter().chain(&keys) {
                    self.refresh_one(state, key, encoder, &mut delta);
                }
            }
        }
        if !delta.put.is_empty() || !delta.drop.is_empty() {
            self.pages = None;
        }
        delta
    }

    fn refresh_one(&mut self, state: &Workshop, key: &RecordKey, encoder: &mut Encoder, delta: &mut CacheDelta) {
        let new = view::shared(state, self.audience, key).map(|record| encoder.encode(record));
        let old = self.records.get(key);
        if old == new.as_ref() {
            return;
        }
        if let Some(old) = old {
            self.digest.toggle(key, old.revision);
        }
        match new {
            Some(new) => {
                self.digest.toggle(key, new.revision);
                delta.put.push(new.put.clone());
                self.records.insert(*key, new);
            }
            None => {
                delta.drop.push(*key);
                self.records.remove(key);
            }
        }
    }

    /// What is shown, by revision.
    pub fn revisions(&self) -> BTreeMap<RecordKey, Revision> {
        self.records.iter().map(|(key, encoded)| (*key, encoded.revision)).collect()
    }

    pub fn digest(&self) -> &Digest {
        &self.digest
    }

    pub fn in_bucket(&self, bucket: u8) -> impl Iterator<Item = (&RecordKey, &Encoded)> {
        self.records.iter().filter(move |(key, _)| Digest::bucket(&key.id) == bucket)
    }

    /// All records in the order in which they are useful: workshop, current step, the rest.
    fn ordered<'a>(&'a self, state: &Workshop) -> impl Iterator<Item = &'a str> {
        let keys = view::shared_keys(state);
        keys.into_iter().filter_map(|key| self.records.get(&key)).map(|encoded| &*encoded.put)
    }

    /// Everything, for somebody who holds nothing. The last page says `more`: personal records
    /// follow in a page of their own.
    pub fn pages(&mut self, state: &Workshop) -> Arc<[Frame]> {
        if let Some(pages) = &self.pages {
            return pages.clone();
        }
        let pages: Arc<[Frame]> =
            in_pages(self.ordered(state)).into_iter().map(|puts| page(&puts, &[], &[], true)).collect();
        self.pages = Some(pages.clone());
        pages
    }
}

/// The differences that a refresh found.
#[derive(Debug, Default)]
pub(super) struct CacheDelta {
    pub put: Vec<Arc<str>>,
    pub drop: Vec<RecordKey>,
}

impl CacheDelta {
    pub fn frame(&self) -> Option<Frame> {
        let delta = Delta { put: self.put.iter().map(|put| &**put).collect(), drop: self.drop.clone() };
        (!delta.is_empty()).then(|| delta.frame())
    }
}

/// Cuts encoded records into pages of at most [`PAGE_BYTES`], or of one record that is larger.
pub(super) fn in_pages<'a>(puts: impl IntoIterator<Item = &'a str>) -> Vec<Vec<&'a str>> {
    let (mut pages, mut page, mut bytes) = (Vec::new(), Vec::new(), 0);
    for put in puts {
        if bytes + put.len() > PAGE_BYTES - 128 && !page.is_empty() {
            pages.push(std::mem::take(&mut page));
            bytes = 0;
        }
        bytes += put.len() + 1;
        page.push(put);
    }
    pages.push(page);
    pages
}
