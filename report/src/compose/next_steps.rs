//! What is to be done, and what was put aside for another day.

use super::Source;
use super::text::{count, heading, item, list, plain, quiet};
use crate::model::*;
use charrette_protocol::*;

pub(super) fn blocks(source: &Source) -> Vec<Block> {
    let parked: Vec<_> =
        source.contents.notes.iter().filter(|note| !note.deleted && note.shelf == Shelf::Parked).collect();
    let written = source.text(ReportSubject::Part { part: ReportPart::NextSteps }).is_some();
    let mut blocks = Vec::new();
    // Who sends the report fills this in, or finds it said above.
    if !written && source.edition.level == ReleaseLevel::Team {
        blocks.push(Block::Open { prompt: "Next steps: what will be done, by whom, and by when.".to_owned() });
    }
    if !parked.is_empty() {
        blocks.push(heading(2, "Parking lot", None));
        blocks.push(Block::Remark { text: format!("{} kept for another day.", count(parked.len(), "note", "notes")) });
        let items = parked.into_iter().map(|note| {
            let mut spans = vec![plain(note.text.clone())];
            spans.extend(source.voice.signature(&note.by).map(|by| quiet(format!("  {by}"))));
            Item { anchor: Some(Anchor::note(note.id)), ..item(spans) }
        });
        blocks.push(list(items.collect()));
    }
    blocks
}
