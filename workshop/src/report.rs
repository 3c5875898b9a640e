//! What facilitators write into the report, and how they arrange it.
//!
//! What they write stands beside what the report is made of, so making it anew overwrites nothing. A text
//! about a cluster that is gone is out of sight, and back with the cluster. It keeps no cluster from going, nor
//! an act from being taken back: others would learn from it what facilitators write.

use crate::decide::{Ask, Decision, not_found};
use crate::derive;
use crate::event::Event;
use crate::limits;
use crate::state::Workshop;
use crate::text::{self, Lines};
use crate::writing;
use charrette_protocol::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A text of the report. One that was taken away is empty, and its versions count on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReportText {
    pub(crate) id: ReportTextId,
    pub(crate) text: String,
    pub(crate) version: u32,
}

/// How the report is arranged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    pub(crate) order: Vec<ReportPart>,
    pub(crate) left_out: Vec<ReportPart>,
}

/// Whether there is something to write about.
fn is_there(state: &Workshop, about: ReportSubject) -> bool {
    match about {
        ReportSubject::Part { .. } => true,
        ReportSubject::Cluster { cluster } => state.clusters.contains_key(&cluster),
    }
}

/// What is written about something; empty = nothing.
pub(crate) fn written(state: &Workshop, about: ReportSubject) -> &str {
    state.report_texts.get(&about).map_or("", |found| &found.text)
}

pub(crate) fn write(ask: &Ask, about: ReportSubject, raw: &str, text_version: u32) -> Decision {
    if !is_there(ask.state, about) {
        return Err(not_found());
    }
    let found = ask.state.report_texts.get(&about);
    // Who sees no text writes the first one, also where one was taken away.
    let version = found.filter(|found| !found.text.is_empty()).map_or(0, |found| found.version);
    writing::based_on(version, text_version)?;
    let text = text::clean(raw, limits::REPORT_TEXT, Lines::Many)?;
    if text == written(ask.state, about) {
        return Ok(Vec::new());
    }
    if found.is_none() && ask.state.report_texts.len() >= limits::REPORT_TEXTS {
        return Err(limits::room_full(limits::REPORT_TEXTS, "texts in the report"));
    }
    Ok(vec![Event::ReportTextWritten { about, text }])
}

/// Whether each stands there once. A list may be empty, unlike others.
fn once(parts: &[ReportPart]) -> bool {
    parts.iter().collect::<BTreeSet<_>>().len() == parts.len()
}

impl Outline {
    /// Whether no part has two places, or is left out twice.
    pub(crate) fn fits(&self) -> bool {
        once(&self.order) && once(&self.left_out)
    }
}

pub(crate) fn arrange(ask: &Ask, order: &[ReportPart], left_out: &[ReportPart]) -> Decision {
    let outline = Outline { order: order.to_vec(), left_out: left_out.to_vec() };
    if !outline.fits() {
        return Err(limits::list_unfit(ReportPart::ALL.len()));
    }
    if ask.state.report_outline.as_ref() == Some(&outline) {
        return Ok(Vec::new());
    }
    let Outline { order, left_out } = outline;
    Ok(vec![Event::ReportArranged { order, left_out }])
}

/// A text that differs gets a new version.
pub(crate) fn set_text(state: &mut Workshop, about: ReportSubject, text: &str) {
    let id = derive::report_text(about);
    let found = state.report_texts.entry(about).or_insert(ReportText { id, text: String::new(), version: 0 });
    if found.text != text {
        text.clone_into(&mut found.text);
        found.version += 1;
    }
}

pub(crate) fn apply(state: &mut Workshop, event: &Event) {
    match event {
        Event::ReportTextWritten { about, text } => set_text(state, *about, text),
        Event::ReportArranged { order, left_out } => {
            state.report_outline = Some(Outline { order: order.clone(), left_out: left_out.clone() });
        }
        _ => {}
    }
}

/// A text that is there, about something that is there.
pub(crate) fn text_of(state: &Workshop, id: ReportTextId) -> Option<ReportTextRecord> {
    let (about, found) = state.report_texts.iter().find(|(_, found)| found.id == id)?;
    let shown = !found.text.is_empty() && is_there(state, *about);
    shown.then(|| ReportTextRecord { id, about: *about, text: found.text.clone(), text_version: found.version })
}

/// How the report of the workshop with this id is arranged.
pub(crate) fn outline_of(state: &Workshop, id: WorkshopId) -> Option<ReportOutlineRecord> {
    let Outline { order, left_out } = state.report_outline.clone().filter(|_| state.head.id == Some(id))?;
    Some(ReportOutlineRecord { id, order, left_out })
}

/// The keys of all texts and of the outline.
pub(crate) fn keys(state: &Workshop) -> impl Iterator<Item = RecordKey> {
    let texts = state.report_texts.values().map(|found| RecordKey::new(RecordKind::ReportText, found.id));
    let outline = state.head.id.filter(|_| state.report_outline.is_some());
    texts.chain(outline.map(|id| RecordKey::new(RecordKind::ReportOutline, id)))
}

/// The keys of what is written about some clusters, in sight or not.
pub(crate) fn about_clusters(state: &Workshop, clusters: impl IntoIterator<Item = ClusterId>) -> Vec<RecordKey> {
    let written =
        clusters.into_iter().filter_map(|cluster| state.report_texts.get(&ReportSubject::Cluster { cluster }));
    written.map(|found| RecordKey::new(RecordKind::ReportText, found.id)).collect()
}

/// Cleans a text of an archive.
pub(crate) fn clean(text: &mut ReportTextRecord) -> Result<(), Rejection> {
    text.text = text::required(&text.text, limits::REPORT_TEXT, Lines::Many)?;
    Ok(())
}

/// Says what in an archive's report could not have come about.
pub(crate) fn misfit(records: &[Record]) -> Option<String> {
    let keys: BTreeSet<_> = records.iter().map(Record::key).collect();
    records.iter().find_map(|record| match record {
        Record::ReportText(text) if text.id != derive::report_text(text.about) => {
            Some(format!("text {} of the report is about something else", text.id))
        }
        Record::ReportText(ReportTextRecord { id, about: ReportSubject::Cluster { cluster }, .. })
            if !keys.contains(&RecordKey::new(RecordKind::Cluster, *cluster)) =>
        {
            Some(format!("text {id} of the report is about no cluster"))
        }
        Record::ReportOutline(outline) if !keys.contains(&RecordKey::new(RecordKind::Workshop, outline.id)) => {
            Some("the report of another workshop was arranged".to_owned())
        }
        _ => None,
    })
}

/// Takes texts and outline over from an archive.
pub(crate) fn build(state: &mut Workshop, records: &[Record]) {
    for record in records {
        match record {
            Record::ReportText(ReportTextRecord { id, about, text, text_version }) => {
                let kept = ReportText { id: *id, text: text.clone(), version: *text_version };
                state.report_texts.insert(*about, kept);
            }
            Record::ReportOutline(ReportOutlineRecord { order, left_out, .. }) => {
                state.report_outline = Some(Outline { order: order.clone(), left_out: left_out.clone() });
            }
            _ => {}
        }
    }
}
