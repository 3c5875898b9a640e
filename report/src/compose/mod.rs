//! What a report says: from a [`View`] and an [`Edition`] to a [`Report`]. Pure, and the only place that decides which words,
//! numbers and signatures a reader of each `ReleaseLevel` gets; writers decide how they look.
//!
//! The view already holds no more than its viewer may see. A level takes away from that, and never adds: names and small
//! groups of people for the public, quotes of whoever did not agree to be quoted for everybody.

mod agreement;
mod annexes;
mod ballots;
mod charts;
mod checks;
mod edition;
mod front;
mod glossary;
mod insights;
mod method;
mod next_steps;
mod priorities;
mod recommendations;
mod text;
mod timeline;
mod voice;

pub use edition::Edition;
pub(crate) use voice::SMALLEST_GROUP;

use crate::View;
use crate::model::{Block, Report, Section};
use crate::view::Contents;
use charrette_protocol::{ReportKind, ReportPart, ReportSubject};
use voice::Voice;

/// What every section is composed from.
struct Source<'a> {
    view: &'a View,
    contents: Contents<'a>,
    edition: &'a Edition,
    voice: Voice<'a>,
}

impl Source<'_> {
    /// What facilitators wrote about this; none if nothing.
    fn text(&self, about: ReportSubject) -> Option<&str> {
        self.edition.texts.get(&about).map(String::as_str).filter(|text| !text.trim().is_empty())
    }
}

/// The report of a view.
///
/// Sections without anything to say are not in it, nor are those that facilitators left out.
pub fn compose(view: &View, edition: &Edition) -> Report {
    let contents = Contents::of(view);
    let voice = Voice::new(&contents, edition);
    let source = Source { view, contents, edition, voice };
    let sections = order(edition)
        .into_iter()
        .filter(|part| !edition.left_out.contains(part))
        .filter_map(|part| section(&source, part))
        .collect();
    Report {
        kind: edition.kind,
        level: edition.level,
        cover: front::cover(&source),
        sections,
        checks: checks::all(&source),
    }
}

/// Every part once: as facilitators arranged them, the others where the kind of report has them.
fn order(edition: &Edition) -> Vec<ReportPart> {
    let mut order: Vec<ReportPart> = edition.order.clone();
    let usual: Vec<ReportPart> = match edition.kind {
        ReportKind::Seminar => ReportPart::ALL.to_vec(),
        // What was found comes before how it was found.
        ReportKind::Insights => {
            let mut parts = ReportPart::ALL.to_vec();
            parts.retain(|part| *part != ReportPart::Method);
            let annexes = parts.iter().position(|part| part.is_annex()).unwrap_or(parts.len());
            parts.insert(annexes, ReportPart::Method);
            parts
        }
    };
    if order.is_empty() {
        return usual;
    }
    for (at, part) in usual.iter().enumerate() {
        if order.contains(part) {
            continue;
        }
        let before = usual[..at].iter().rev().find_map(|part| order.iter().position(|one| one == part));
        order.insert(before.map_or(0, |before| before + 1), *part);
    }
    order
}

fn section(source: &Source, part: ReportPart) -> Option<Section> {
    let (title, found) = match part {
        ReportPart::Summary => ("In one page", front::summary(source)),
        ReportPart::Method => ("How it worked", method::blocks(source)),
        ReportPart::Insights => ("Insights by iceberg level", insights::levels(source)),
        ReportPart::Themes => ("Themes", insights::themes(source)),
        ReportPart::Priorities => ("Priorities", priorities::blocks(source)),
        ReportPart::Agreement => ("Agreement and disagreement", agreement::blocks(source)),
        ReportPart::Recommendations => ("Recommendations", recommendations::blocks(source)),
        ReportPart::Timeline => ("Timeline", timeline::blocks(source)),
        ReportPart::NextSteps => ("Next steps and parking lot", next_steps::blocks(source)),
        ReportPart::Notes => ("Annex: all notes", annexes::notes(source)),
        ReportPart::Merges => ("Annex: joined notes", annexes::merges(source)),
        ReportPart::Ballots => ("Annex: all ballots", annexes::ballots(source)),
        ReportPart::Participants => ("Annex: participants", annexes::participants(source)),
        ReportPart::Glossary => ("Annex: glossary", glossary::blocks(source)),
        ReportPart::Limits => ("Annex: method and limits", annexes::limits(source)),
        ReportPart::Private => ("Only you can see this", annexes::private(source)),
    };
    let written = source.text(ReportSubject::Part { part });
    if found.is_empty() && written.is_none() {
        return None;
    }
    // A synthesis stands before what it sums up.
    let mut blocks: Vec<Block> = written.map(text::paragraphs).unwrap_or_default();
    blocks.extend(found);
    Some(Section { part, title: title.to_owned(), blocks })
}
