//! What one screen holds: the fold of all frames it ever received (SPEC, VIEW).

use charrette_protocol::{Changes, Digest, Record, RecordKey, Revision};
use std::collections::{BTreeMap, BTreeSet};

/// Records by key, with a fingerprint. Pages of one answer are applied with its last.
#[derive(Debug, Clone, Default)]
pub struct Mirror {
    records: BTreeMap<RecordKey, (Revision, Record)>,
    digest: Digest,
    waiting: Option<Changes>,
    current: bool,
}

impl Mirror {
    /// Folds one `changes` message in.
    pub fn fold(&mut self, changes: Changes) {
        let mut whole = match self.waiting.take() {
            None => changes,
            Some(mut before) => {
                before.put.extend(changes.put);
                before.drop.extend(changes.drop);
                before.replace.extend(changes.replace);
                before.more = changes.more;
                before
            }
        };
        if whole.more {
            self.waiting = Some(whole);
            return;
        }
        for key in whole.drop.drain(..) {
            self.remove(&key);
        }
        if !whole.replace.is_empty() {
            let buckets: BTreeSet<u8> = whole.replace.iter().copied().collect();
            let put: BTreeSet<RecordKey> = whole.put.iter().map(|put| put.record.key()).collect();
            let gone: Vec<RecordKey> = self
                .records
                .keys()
                .filter(|key| buckets.contains(&Digest::bucket(&key.id)) && !put.contains(key))
                .copied()
                .collect();
            gone.iter().for_each(|key| self.remove(key));
        }
        for put in whole.put {
            let key = put.record.key();
            self.remove(&key);
            self.digest.toggle(&key, put.rev);
            self.records.insert(key, (put.rev, put.record));
        }
        self.current = true;
    }

    fn remove(&mut self, key: &RecordKey) {
        if let Some((revision, _)) = self.records.remove(key) {
            self.digest.toggle(key, revision);
        }
    }

    /// Forgets half-received pages: the connection they came on is gone.
    pub fn cut(&mut self) {
        self.waiting = None;
    }

    /// Whether a whole answer has been received yet.
    pub fn is_current(&self) -> bool {
        self.current
    }

    /// The fingerprint of all records.
    pub fn digest(&self) -> &Digest {
        &self.digest
    }

    /// How many records it holds.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The records, in order of kind and id.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.records.values().map(|(_, record)| record)
    }

    /// One record.
    pub fn get(&self, key: &RecordKey) -> Option<&Record> {
        self.records.get(key).map(|(_, record)| record)
    }

    /// Keys whose records differ between two mirrors.
    pub fn differing(&self, other: &Self) -> Vec<RecordKey> {
        let keys: BTreeSet<_> = self.records.keys().chain(other.records.keys()).collect();
        keys.into_iter().filter(|key| self.records.get(key) != other.records.get(key)).copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use charrette_protocol::{Put, RecordKind, TableId, TableRecord};

    fn put(first: u8, rev: u64) -> Put {
        let id = TableId::from_bytes([first; 16]);
        Put { rev: Revision(rev), record: Record::Table(TableRecord { id, name: format!("{first}") }) }
    }

    fn changes(put: Vec<Put>, replace: Vec<u8>, more: bool) -> Changes {
        Changes { put, drop: vec![], replace, more }
    }

    #[test]
    fn pages_are_applied_with_the_last_and_replaced_buckets_lose_what_is_not_put() {
        let mut mirror = Mirror::default();
        mirror.fold(changes(vec![put(0, 1), put(1, 2), put(255, 3)], vec![], false));
        mirror.fold(changes(vec![put(0, 4)], vec![0], true));
        assert_eq!(mirror.len(), 3, "nothing before the last page");
        mirror.fold(changes(vec![put(2, 5)], vec![], false));
        let held: Vec<u8> = mirror.records.keys().map(|key| key.id.as_bytes()[0]).collect();
        assert_eq!(held, [0, 2, 255]);
        let mut same = Mirror::default();
        same.fold(changes(vec![put(255, 3), put(2, 5), put(0, 4)], vec![], false));
        assert_eq!(same.digest(), mirror.digest());
        assert!(same.differing(&mirror).is_empty());
        same.fold(Changes {
            put: vec![],
            drop: vec![RecordKey::new(RecordKind::Table, TableId::from_bytes([2; 16]))],
            replace: vec![],
            more: false,
        });
        assert_eq!(same.differing(&mirror).len(), 1);
    }
}
