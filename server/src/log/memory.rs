//! The same promise without a disk: for tests, simulations and a server that is to forget.
//!
//! Batches are kept encoded and are checked when they are read, as on a disk. Positions come from
//! one counter for all workshops, so whoever takes them to be without gaps finds out here.

use super::{AppendError, Batch, Directory, DirectoryError, EventLog, Listing, Pending, Position, ReadError, chain};
use charrette_protocol::WorkshopId;
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Something that a disk does now and then, for [`MemoryStore::inject`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The next append is answered with this error and not stored.
    Refused(AppendError),
    /// The next append is stored, and answered with [`AppendError::Unknown`].
    StoredButUnknown,
    /// The next read fails.
    Unreadable,
}

/// Logs and directory in memory. They live as long as this value.
#[derive(Debug, Default)]
pub struct MemoryStore {
    held: Mutex<Held>,
}

#[derive(Debug, Default)]
struct Held {
    last: u64,
    logs: BTreeMap<WorkshopId, Vec<Stored>>,
    listings: BTreeMap<WorkshopId, Listing>,
    faults: VecDeque<Fault>,
}

#[derive(Debug)]
struct Stored {
    position: Position,
    hash: super::Digest,
    bytes: Vec<u8>,
}

impl MemoryStore {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }

    /// Lets this happen at the next append or read that it fits, after all injected before it.
    pub fn inject(&self, fault: Fault) {
        self.held().faults.push_back(fault);
    }

    /// No operation leaves the maps half changed, so a panic elsewhere does not spoil them.
    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    fn append(&mut self, workshop: WorkshopId, after: Position, batch: &Batch) -> Result<Position, AppendError> {
        let fault = self.faults.pop_front_if(|fault| *fault != Fault::Unreadable);
        if let Some(Fault::Refused(error)) = fault {
            return Err(error);
        }
        let log = self.logs.entry(workshop).or_default();
        let (end, hash) =
            log.last().map_or((Position::START, chain::genesis(workshop)), |last| (last.position, last.hash));
        if after != end || batch.previous() != hash {
            return Err(AppendError::Conflict);
        }
        self.last += 1;
        let position = Position::new(self.last);
        log.push(Stored { position, hash: batch.hash(), bytes: batch.encode() });
        match fault {
            Some(Fault::StoredButUnknown) => Err(AppendError::Unknown),
            _ => Ok(position),
        }
    }

    fn read(&mut self, workshop: WorkshopId, from: Position) -> Result<Vec<(Position, Batch)>, ReadError> {
        if self.faults.pop_front_if(|fault| *fault == Fault::Unreadable).is_some() {
            return Err(ReadError::Failed { what: "the failure that was asked for".into() });
        }
        let log = self.logs.get(&workshop).map_or(&[][..], Vec::as_slice);
        let (previous, rest) = if from == Position::START {
            (chain::genesis(workshop), log)
        } else {
            let index = log.iter().position(|stored| stored.position == from).ok_or_else(|| chain::absent(from))?;
            (log[index].hash, &log[index + 1..])
        };
        chain::open(previous, rest.iter().map(|stored| (stored.position, &stored.bytes)))
    }

    fn code_is_free(&self, code: Option<&String>, workshop: WorkshopId) -> Result<(), DirectoryError> {
        let taken = |listing: &Listing| listing.workshop != workshop && listing.code.as_ref() == code;
        match code.is_some() && self.listings.values().any(taken) {
            true => Err(DirectoryError::CodeTaken),
            false => Ok(()),
        }
    }

    fn insert(&mut self, listing: Listing) -> Result<(), DirectoryError> {
        match self.listings.get(&listing.workshop) {
            Some(there) if *there == listing => Ok(()),
            Some(_) => Err(DirectoryError::IdTaken),
            None => {
                self.code_is_free(listing.code.as_ref(), listing.workshop)?;
                self.listings.insert(listing.workshop, listing);
                Ok(())
            }
        }
    }

    fn listing(&mut self, workshop: WorkshopId) -> Result<&mut Listing, DirectoryError> {
        self.listings.get_mut(&workshop).ok_or(DirectoryError::Absent)
    }
}

impl EventLog for MemoryStore {
    fn append(
        &self,
        workshop: WorkshopId,
        after: Position,
        batch: Batch,
    ) -> Pending<'_, Result<Position, AppendError>> {
        Box::pin(async move { self.held().append(workshop, after, &batch) })
    }

    fn read(&self, workshop: WorkshopId, from: Position) -> Pending<'_, Result<Vec<(Position, Batch)>, ReadError>> {
        Box::pin(async move { self.held().read(workshop, from) })
    }
}

impl Directory for MemoryStore {
    fn find(&self, code: &str) -> Pending<'_, Result<Option<WorkshopId>, DirectoryError>> {
        let code = code.to_owned();
        Box::pin(async move {
            let held = self.held();
            let found = held.listings.values().find(|listing| listing.code.as_ref() == Some(&code));
            Ok(found.map(|listing| listing.workshop))
        })
    }

    fn holds(&self, workshop: WorkshopId) -> Pending<'_, Result<bool, DirectoryError>> {
        Box::pin(async move { Ok(self.held().listings.contains_key(&workshop)) })
    }

    fn list(&self) -> Pending<'_, Result<Vec<Listing>, DirectoryError>> {
        Box::pin(async move {
            let mut listings: Vec<_> = self.held().listings.values().cloned().collect();
            listings.sort_by_key(|listing| (listing.created_ms, listing.workshop));
            Ok(listings)
        })
    }

    fn insert(&self, listing: Listing) -> Pending<'_, Result<(), DirectoryError>> {
        Box::pin(async move { self.held().insert(listing) })
    }

    fn change_code(&self, workshop: WorkshopId, code: Option<String>) -> Pending<'_, Result<(), DirectoryError>> {
        Box::pin(async move {
            let mut held = self.held();
            held.listing(workshop)?;
            held.code_is_free(code.as_ref(), workshop)?;
            held.listing(workshop)?.code = code;
            Ok(())
        })
    }

    fn mark_closed(&self, workshop: WorkshopId, closed: bool) -> Pending<'_, Result<(), DirectoryError>> {
        Box::pin(async move {
            self.held().listing(workshop)?.closed = closed;
            Ok(())
        })
    }

    fn delete(&self, workshop: WorkshopId) -> Pending<'_, Result<(), DirectoryError>> {
        Box::pin(async move {
            let mut held = self.held();
            held.logs.remove(&workshop);
            held.listings.remove(&workshop);
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::contract::contract;
    use super::super::fixtures::{Room, workshop};
    use super::*;
    use std::sync::Arc;

    contract!(|| async { ((), Arc::new(MemoryStore::new())) });

    #[tokio::test]
    async fn injected_faults_happen_once_each_and_in_their_order() {
        let store = MemoryStore::new();
        let mut room = Room::new(workshop(1));
        store.inject(Fault::Refused(AppendError::Full));
        store.inject(Fault::StoredButUnknown);
        assert_eq!(room.append(&store, "refused").await, Err(AppendError::Full));
        assert_eq!(store.read(workshop(1), Position::START).await.unwrap().len(), 0);
        assert_eq!(room.append(&store, "stored").await, Err(AppendError::Unknown));
        assert_eq!(room.append(&store, "not reread").await, Err(AppendError::Conflict));

        store.inject(Fault::Unreadable);
        assert!(matches!(room.reread(&store).await, Err(ReadError::Failed { .. })));
        assert_eq!(room.reread(&store).await, Ok(1));
        room.append(&store, "after rereading").await.unwrap();
    }

    #[tokio::test]
    async fn a_changed_byte_is_reported() {
        let store = MemoryStore::new();
        let mut room = Room::new(workshop(1));
        room.append(&store, "as written").await.unwrap();
        let position = room.append(&store, "as written").await.unwrap();
        {
            let mut held = store.held();
            let bytes = &mut held.logs.get_mut(&workshop(1)).unwrap()[1].bytes;
            let index = bytes.windows(10).position(|window| window == b"as written").unwrap();
            bytes[index] = b'A';
        }
        let error = store.read(workshop(1), Position::START).await.unwrap_err();
        assert!(matches!(error, ReadError::Corrupt { position: at, .. } if at == position), "{error}");
    }
}
