//! For whom a report is made, and what facilitators made of it.

use charrette_protocol::*;
use std::collections::{BTreeMap, BTreeSet};

/// Which report of a workshop, and for whom; with what facilitators wrote and arranged.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Edition {
    /// Which of the two reports.
    pub kind: ReportKind,
    /// For whom.
    pub level: ReleaseLevel,
    /// Parts in the order that facilitators gave them; others follow where they usually stand.
    pub order: Vec<ReportPart>,
    /// Parts that are left out.
    pub left_out: Vec<ReportPart>,
    /// What facilitators wrote: a synthesis of a part, a summary of a cluster.
    pub texts: BTreeMap<ReportSubject, String>,
    /// Who agreed to stand in the list of participants: name, and perspective group where one was given.
    pub listed: Vec<(String, Option<String>)>,
    /// Who agreed to be quoted.
    pub quoted: BTreeSet<MemberId>,
    /// The head of the log's hash chain, or a fingerprint of what the asker sees.
    pub record: String,
}

impl Edition {
    /// An edition of a workshop of which these are the facilitators' records.
    pub fn new(kind: ReportKind, level: ReleaseLevel, records: &[Record], record: String) -> Self {
        let mut edition = Self { kind, level, record, ..Self::default() };
        let mut listed = BTreeSet::new();
        for found in records {
            match found {
                Record::Consent(ConsentRecord { id, says }) => {
                    if says.listed {
                        listed.insert(*id);
                    }
                    if says.quoted {
                        edition.quoted.insert(*id);
                    }
                }
                Record::ReportText(text) => _ = edition.texts.insert(text.about, text.text.clone()),
                Record::ReportOutline(outline) => {
                    edition.order.clone_from(&outline.order);
                    edition.left_out.clone_from(&outline.left_out);
                }
                _ => {}
            }
        }
        for found in records {
            if let Record::Member(member) = found
                && listed.contains(&member.id)
                && let Some(name) = &member.name
            {
                edition.listed.push((name.clone(), member.group.clone()));
            }
        }
        edition.listed.sort();
        edition
    }
}
