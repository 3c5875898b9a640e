//! Ids that follow from other ids, so that a repeated act makes the same ones.
//!
//! Everything else gets its id from whoever creates it.

use charrette_protocol::{
    BallotId, MemberId, PaperId, RecordId, ReportSubject, ReportTextId, StatementId, VersionId, WorkshopId,
};
use sha2::{Digest, Sha256};

/// The id of the `number`-th thing called `label` ("step", "board") that a workshop starts with.
///
/// Ids of different workshops differ, so nothing in one can be mistaken for a thing in another.
pub fn id<Id: From<RecordId>>(workshop: WorkshopId, label: &str, number: u64) -> Id {
    let record = RecordId::from(PaperId::from_bytes(hash(&[
        b"charrette template",
        workshop.as_bytes(),
        label.as_bytes(),
        &number.to_be_bytes(),
    ])));
    Id::from(record)
}

/// The id of somebody's paper in a ballot. Each has one, however often it is handed in.
pub fn paper(member: MemberId, ballot: BallotId) -> PaperId {
    PaperId::from_bytes(hash(&[b"charrette paper", member.as_bytes(), ballot.as_bytes()]))
}

/// The id of the `number`-th kept version of a statement.
pub fn version(statement: StatementId, number: u32) -> VersionId {
    VersionId::from_bytes(hash(&[b"charrette version", statement.as_bytes(), &number.to_be_bytes()]))
}

/// The id of the report's text about something. It is the same in every workshop, as a cluster's is in a copy.
pub fn report_text(about: ReportSubject) -> ReportTextId {
    ReportTextId::from_bytes(match about {
        ReportSubject::Part { part } => hash(&[b"charrette report part", part.key().as_bytes()]),
        ReportSubject::Cluster { cluster } => hash(&[b"charrette report cluster", cluster.as_bytes()]),
    })
}

/// 128 bits of SHA-256. Each part goes in with its length, so that no two lists of parts run
/// together into the same bytes.
fn hash(parts: &[&[u8]]) -> [u8; 16] {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    let digest: [u8; 32] = hasher.finalize().into();
    let mut id = [0; 16];
    id.copy_from_slice(&digest[..16]);
    id
}

#[cfg(test)]
mod tests {
    use super::*;
    use charrette_protocol::{BoardId, ClusterId, ReportPart, StepId};

    const ONE: WorkshopId = WorkshopId::from_bytes([1; 16]);
    const OTHER: WorkshopId = WorkshopId::from_bytes([2; 16]);

    #[test]
    fn an_id_follows_from_all_that_it_is_derived_from() {
        let step: StepId = id(ONE, "step", 1);
        assert_eq!(step, id(ONE, "step", 1));
        for different in [id(OTHER, "step", 1), id(ONE, "step", 2), id(ONE, "steps", 1), id(ONE, "", 1)] {
            assert_ne!(step, different);
        }
        let board: BoardId = id(ONE, "step", 1);
        assert_eq!(board.as_bytes(), step.as_bytes(), "the label tells kinds apart, not the type");
    }

    #[test]
    fn stored_ids_stay_what_they_are() {
        // Logs hold these ids: the derivation must never change.
        assert_eq!(id::<StepId>(ONE, "step", 1).to_string(), "8W4e5-210rRmzBff8mz7tw");
        let paper = paper(MemberId::from_bytes([3; 16]), BallotId::from_bytes([4; 16]));
        assert_eq!(paper.to_string(), "-VC4Bq0wQOaYxtqaVoinxg");
    }

    #[test]
    fn texts_of_a_report_about_different_things_differ() {
        let parts = ReportPart::ALL.map(|part| ReportSubject::Part { part });
        let clusters = [5, 6].map(|byte| ReportSubject::Cluster { cluster: ClusterId::from_bytes([byte; 16]) });
        let ids: std::collections::BTreeSet<_> = parts.into_iter().chain(clusters).map(report_text).collect();
        assert_eq!(ids.len(), parts.len() + clusters.len());
    }

    #[test]
    fn papers_of_two_people_or_in_two_ballots_differ() {
        let (a, b) = ([5; 16], [6; 16]);
        let first = paper(MemberId::from_bytes(a), BallotId::from_bytes(b));
        assert_ne!(first, paper(MemberId::from_bytes(b), BallotId::from_bytes(a)));
        assert_ne!(first, paper(MemberId::from_bytes(a), BallotId::from_bytes(a)));
        assert_eq!(first, paper(MemberId::from_bytes(a), BallotId::from_bytes(b)));
    }
}
