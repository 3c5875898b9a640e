//! The hash chain of a room.
//!
//! `hash = SHA-256(previous ‖ SHA-256(salt₁ ‖ header) ‖ SHA-256(salt₂ ‖ payload))`. The first
//! entry's `previous` is derived from the workshop's id, so entries of one room do not pass in
//! another. What the chain cannot show is that its end is missing; clients notice that, since they
//! say what they last had acknowledged.

use super::bytes::{Digest, Fixed};
use super::entry::{Batch, Draft, Entry};
use super::{Position, ReadError};
use charrette_protocol::WorkshopId;

/// What the first batch of a workshop is sealed behind.
pub fn genesis(workshop: WorkshopId) -> Digest {
    Digest::of(&[b"charrette log 1\0", workshop.as_bytes()])
}

/// Seals drafts into one batch behind `previous`: [`genesis`] for the first batch of a room, then
/// the [hash](Batch::hash) of the batch before. `salt` draws 128 random bits each time, twice an
/// entry. Without drafts there is no batch.
pub fn seal(previous: Digest, drafts: Vec<Draft>, mut salt: impl FnMut() -> [u8; 16]) -> Option<Batch> {
    if drafts.is_empty() {
        return None;
    }
    let mut last = previous;
    let entries = drafts
        .into_iter()
        .map(|draft| {
            let entry = Entry::seal(draft, &last, Fixed(salt()), Fixed(salt()));
            last = entry.hash();
            entry
        })
        .collect();
    Some(Batch::new(previous, entries))
}

/// Checks all batches of a workshop, from its first, and gives the hash of the last entry.
///
/// # Errors
/// [`ReadError::Corrupt`] with the first position where the chain does not hold.
pub fn verify(workshop: WorkshopId, batches: &[(Position, Batch)]) -> Result<Digest, ReadError> {
    verify_behind(genesis(workshop), batches)
}

/// Checks batches that follow the entry whose hash is `previous`; gives the hash of the last entry.
///
/// # Errors
/// [`ReadError::Corrupt`] with the first position where the chain does not hold.
pub fn verify_behind(mut previous: Digest, batches: &[(Position, Batch)]) -> Result<Digest, ReadError> {
    let mut before = Position::START;
    for (position, batch) in batches {
        let corrupt = |what: String| ReadError::Corrupt { position: *position, what };
        if *position <= before {
            return Err(corrupt("it does not come after the batch before it".into()));
        }
        before = *position;
        previous = verify_batch(previous, batch).map_err(corrupt)?;
    }
    Ok(previous)
}

/// Checks one batch; the words say which of its entries does not hold.
pub(super) fn verify_batch(previous: Digest, batch: &Batch) -> Result<Digest, String> {
    if batch.previous() != previous {
        return Err("it does not follow what is stored before it".into());
    }
    let mut last = previous;
    for (index, entry) in batch.entries().iter().enumerate() {
        if entry.expected_hash(&last) != Some(entry.hash()) {
            return Err(format!("its entry {} was changed after it was written", index + 1));
        }
        last = entry.hash();
    }
    Ok(last)
}

/// The answer to whoever reads on from a position that the log does not have.
pub(super) fn absent(position: Position) -> ReadError {
    ReadError::Corrupt { position, what: "it was here before, and is no longer".into() }
}

/// Turns stored rows into batches, each decoded and checked against the one before.
pub(super) fn open<Row: AsRef<[u8]>>(
    mut previous: Digest,
    rows: impl IntoIterator<Item = (Position, Row)>,
) -> Result<Vec<(Position, Batch)>, ReadError> {
    let mut batches = Vec::new();
    for (position, bytes) in rows {
        let corrupt = |what: String| ReadError::Corrupt { position, what };
        let batch = Batch::decode(bytes.as_ref()).map_err(|error| corrupt(error.to_string()))?;
        previous = verify_batch(previous, &batch).map_err(corrupt)?;
        batches.push((position, batch));
    }
    Ok(batches)
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{self, Salts, workshop};
    use super::*;

    /// Three batches of 1, 2 and 3 entries.
    fn room() -> Vec<(Position, Batch)> {
        let mut salts = Salts::default();
        let mut previous = genesis(workshop(1));
        (1..=3)
            .map(|number| {
                let drafts = (0..number).map(|index| fixtures::draft(number * 10 + index, r#"{"text":"a"}"#)).collect();
                let batch = seal(previous, drafts, salts.draw()).unwrap();
                previous = batch.hash();
                (Position::new(number), batch)
            })
            .collect()
    }

    fn first_bad(batches: &[(Position, Batch)]) -> u64 {
        match verify(workshop(1), batches) {
            Err(ReadError::Corrupt { position, .. }) => position.get(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_chain_holds_as_written_and_ends_in_the_last_hash() {
        let room = room();
        assert_eq!(verify(workshop(1), &room), Ok(room[2].1.hash()));
        assert_eq!(verify(workshop(1), &[]), Ok(genesis(workshop(1))));
        assert_eq!(verify_behind(room[0].1.hash(), &room[1..]), Ok(room[2].1.hash()));
    }

    #[test]
    fn there_is_no_empty_batch() {
        assert!(seal(genesis(workshop(1)), Vec::new(), Salts::default().draw()).is_none());
    }

    #[test]
    fn erasing_a_payload_keeps_the_chain() {
        let mut room = room();
        let end = room[2].1.hash();
        for (_, batch) in &mut room {
            let last = batch.entries().len() - 1;
            batch.erase(last);
            batch.erase(last);
        }
        assert_eq!(verify(workshop(1), &room), Ok(end));
        let rows: Vec<_> = room.iter().map(|(position, batch)| (*position, batch.encode())).collect();
        assert_eq!(open(genesis(workshop(1)), rows).unwrap().len(), 3);
    }

    #[test]
    fn what_is_missing_moved_or_foreign_is_named_by_its_position() {
        let mut missing = room();
        missing.remove(1);
        assert_eq!(first_bad(&missing), 3);

        let mut swapped = room();
        let (left, right) = swapped.split_at_mut(2);
        std::mem::swap(&mut left[1].1, &mut right[0].1);
        assert_eq!(first_bad(&swapped), 2);

        let mut disordered = room();
        disordered[2].0 = Position::new(2);
        assert_eq!(first_bad(&disordered), 2);

        assert!(
            matches!(verify(workshop(2), &room()), Err(ReadError::Corrupt { position, .. }) if position.get() == 1)
        );
    }

    #[test]
    fn every_changed_bit_of_a_stored_batch_is_noticed() {
        let mut room = room();
        room[1].1.erase(0);
        let batch = &room[1].1;
        let bytes = batch.encode();
        for index in 0..bytes.len() {
            for bit in 0..8 {
                let mut flipped = bytes.clone();
                flipped[index] ^= 1 << bit;
                let read = open(room[0].1.hash(), [(Position::new(2), &flipped)]);
                assert!(
                    matches!(&read, Err(ReadError::Corrupt { position, .. }) if position.get() == 2),
                    "byte {index}, bit {bit}: {}",
                    String::from_utf8_lossy(&flipped)
                );
            }
            let torn = open(room[0].1.hash(), [(Position::new(2), &bytes[..index])]);
            assert!(torn.is_err(), "cut at {index}");
        }
    }

    #[test]
    fn a_copy_with_its_own_valid_hashes_does_not_pass_for_the_original() {
        let mut salts = Salts::default();
        let mut forged = room();
        let drafts = vec![fixtures::draft(20, r#"{"text":"forged"}"#)];
        forged[1].1 = seal(forged[0].1.hash(), drafts, salts.draw()).unwrap();
        assert_eq!(first_bad(&forged), 3);
    }
}
