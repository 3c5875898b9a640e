//! Archives: a workshop as a facilitator sees it, made into a workshop again.

use charrette_protocol::*;
use sha2::{Digest, Sha256};

/// A fingerprint of an archive, by which the lead's view of an imported workshop is compared
/// with the archive it came from.
///
/// Records count in any order. Set aside are what an import must change: the workshop's id,
/// code, door and rehearsal mark, and the record of `lead`, the new lead.
pub fn fingerprint(records: &[Record], lead: Option<MemberId>) -> String {
    let mut lines: Vec<String> = records
        .iter()
        .filter(|record| !record_is_of(record, lead))
        .map(|record| {
            let mut record = record.clone();
            if let Record::Workshop(workshop) = &mut record {
                workshop.id = WorkshopId::from_bytes([0; 16]);
                workshop.code = None;
                workshop.door_open = false;
                workshop.rehearsal = false;
            }
            serde_json::to_string(&record).expect("records have string keys only")
        })
        .collect();
    lines.sort();
    let mut hasher = Sha256::new();
    for line in lines {
        hasher.update(line.as_bytes());
        hasher.update(b"\n");
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn record_is_of(record: &Record, lead: Option<MemberId>) -> bool {
    matches!(record, Record::Member(member) if Some(member.id) == lead)
}
