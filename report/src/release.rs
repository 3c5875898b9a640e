//! What of a view may be passed on to whom, for the tables that are made from it directly.
//!
//! A report is composed from the whole view and takes names away sentence by sentence
//! ([`compose`](crate::compose)); tables and workbooks write records as they are, so for them the records change.

use crate::View;
use crate::compose::SMALLEST_GROUP;
use charrette_protocol::*;
use std::collections::BTreeMap;

/// The view as its tables may be passed on at this level. For the public, nothing in it points at a person: no members, no
/// names, no group of fewer than three people beside a contribution, no table that somebody sat at, no way in.
pub fn release(view: &View, level: ReleaseLevel) -> View {
    if level != ReleaseLevel::Public {
        return view.clone();
    }
    let mut sizes: BTreeMap<String, usize> = BTreeMap::new();
    for record in &view.shared {
        if let Record::Member(MemberRecord { group: Some(group), role, .. }) = record
            && charrette_workshop::Workshop::counts(*role)
        {
            *sizes.entry(group.clone()).or_default() += 1;
        }
    }
    let signed = |by: &Signature| unsigned(by, &sizes);
    let shared = view.shared.iter().filter_map(|record| public(record, &signed)).collect();
    View { shared, personal: Vec::new(), ..view.clone() }
}

fn unsigned(by: &Signature, sizes: &BTreeMap<String, usize>) -> Signature {
    let group = match by {
        Signature::Named { group, .. } => group.clone(),
        Signature::Group { group } => Some(group.clone()),
        Signature::Nobody => None,
    };
    match group.filter(|group| sizes.get(group).is_some_and(|size| *size >= SMALLEST_GROUP)) {
        Some(group) => Signature::Group { group },
        None => Signature::Nobody,
    }
}

/// A record as anybody may have it; none if it is nobody's business. Listed without a default: what is new is
/// decided here before it is published.
fn public(record: &Record, signed: &impl Fn(&Signature) -> Signature) -> Option<Record> {
    Some(match record {
        Record::Workshop(head) => Record::Workshop(WorkshopRecord { code: None, spotlight: None, ..head.clone() }),
        Record::Note(note) => Record::Note(NoteRecord { by: signed(&note.by), table: None, ..note.clone() }),
        Record::Entry(entry) => Record::Entry(EntryRecord { by: signed(&entry.by), ..entry.clone() }),
        Record::Comment(comment) => Record::Comment(CommentRecord { by: signed(&comment.by), ..comment.clone() }),
        Record::Statement(one) => Record::Statement(StatementRecord { pen: None, ..one.clone() }),
        Record::Table(_)
        | Record::Step(_)
        | Record::Board(_)
        | Record::Column(_)
        | Record::Cluster(_)
        | Record::Era(_)
        | Record::Ballot(_)
        | Record::Option(_)
        | Record::Result(_)
        | Record::StatementVersion(_)
        | Record::Link(_) => record.clone(),
        Record::Member(_)
        | Record::Balance(_)
        | Record::Consent(_)
        | Record::Act(_)
        | Record::ReportText(_)
        | Record::ReportOutline(_)
        | Record::Seat(_)
        | Record::Mine(_)
        | Record::Paper(_)
        | Record::PrivateNote(_)
        | Record::PrivateEntry(_)
        | Record::TableNote(_)
        | Record::PrivateStatement(_) => return None,
    })
}
