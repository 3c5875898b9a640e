//! The record behind the report: every note, every ballot as totals, and what may be said about method.

use super::Source;
use super::ballots::{by_group, counted, rule};
use super::text::{
    cell, count, heading, item, link, list, numbers, one_line, paragraph, plain, quiet, row, table, words,
};
use crate::dates;
use crate::methods::{self, figure};
use crate::model::*;
use charrette_protocol::*;

pub(super) fn notes(source: &Source) -> Vec<Block> {
    let mut blocks = Vec::new();
    for board in source.contents.boards.iter().filter(|board| board.holds != BoardKind::Timeline) {
        let kept = |note: &&&NoteRecord| match note.shelf {
            Shelf::Board | Shelf::Annex => true,
            // Why something was set aside is the facilitators' own business.
            Shelf::SetAside { .. } => source.edition.level == ReleaseLevel::Team,
            Shelf::Table | Shelf::Parked | Shelf::Merged { .. } => false,
        };
        let notes = source.contents.notes.iter().filter(|note| note.board == board.id && !note.deleted).filter(kept);
        let rows: Vec<Row> = (1..).zip(notes).map(|(number, note)| note_row(source, number, note)).collect();
        if rows.is_empty() {
            continue;
        }
        blocks.push(heading(2, one_line(&board.title), None));
        let columns = vec![numbers(""), words("Note", 12), words("Cluster", 6), words("Table", 3), words("Signed", 4)];
        blocks.extend(table(&format!("{}: all notes", one_line(&board.title)), columns, rows, ""));
    }
    blocks
}

fn note_row(source: &Source, number: usize, note: &NoteRecord) -> Row {
    let place = match (&note.shelf, note.cluster) {
        (Shelf::SetAside { reason }, _) => cell(format!("set aside: {}", one_line(reason))),
        (Shelf::Annex, _) => cell("not posted by its table"),
        (_, Some(cluster)) => {
            let name = one_line(source.contents.cluster_name(cluster));
            vec![link(if name.is_empty() { "no name yet".to_owned() } else { name }, Anchor::cluster(cluster))]
        }
        (_, None) => cell("none"),
    };
    let signed = source.voice.signature(&note.by).unwrap_or_default();
    let table = if source.edition.level == ReleaseLevel::Public { "" } else { source.contents.table(note.table) };
    let cells = vec![cell(number), cell(&note.text), place, cell(one_line(table)), cell(signed)];
    Row { anchor: Some(Anchor::note(note.id)), cells }
}

pub(super) fn merges(source: &Source) -> Vec<Block> {
    let notes = &source.contents.notes;
    let wholes = notes.iter().filter(|note| !note.deleted);
    let items: Vec<Item> = wholes
        .filter_map(|whole| {
            let parts: Vec<Item> = notes
                .iter()
                .filter(|part| !part.deleted && part.shelf == Shelf::Merged { into: whole.id })
                .map(|part| {
                    let mut spans = vec![plain(part.text.clone())];
                    spans.extend(source.voice.signature(&part.by).map(|by| quiet(format!("  {by}"))));
                    Item { anchor: Some(Anchor::note(part.id)), ..item(spans) }
                })
                .collect();
            let joins = count(parts.len(), "note", "notes");
            let spans = vec![link(whole.text.clone(), Anchor::note(whole.id)), quiet(format!("  joins {joins}:"))];
            (!parts.is_empty()).then_some(Item { spans, anchor: None, items: parts })
        })
        .collect();
    if items.is_empty() {
        return Vec::new();
    }
    vec![
        paragraph("Notes that say the same were joined by those who worked on them; the originals are kept here."),
        list(items),
    ]
}

pub(super) fn ballots(source: &Source) -> Vec<Block> {
    let mut blocks = Vec::new();
    for closed in source.closed() {
        let question = one_line(&closed.record.settings.question);
        let name = if question.is_empty() { "A ballot".to_owned() } else { question };
        blocks.push(heading(2, name, Some(Anchor::ballot(closed.record.id))));
        let mut said = rule(&closed);
        if let Some(number) = closed.tally.effective_priorities {
            said.push_str(&format!(
                " The count is as focused as {} equally strong priorities would be.",
                figure(number)
            ));
        }
        blocks.push(paragraph(said));
        blocks.extend(counted(source, &closed, usize::MAX, true));
        blocks.extend(by_group(source, &closed, usize::MAX));
        blocks.extend(spreads(source, &closed));
    }
    blocks
}

/// The whole distribution of each option, a table for each scale.
fn spreads(source: &Source, closed: &super::ballots::Closed) -> Vec<Block> {
    let (tally, method) = (closed.tally, closed.method());
    let scales = tally.options.iter().map(|option| option.spreads.len()).max().unwrap_or_default();
    let mut blocks = Vec::new();
    for at in 0..scales {
        let Some(first) = tally.options.iter().find_map(|option| option.spreads.get(at)) else { continue };
        let middles = first.median.is_some() || first.consensus.is_some();
        let mut columns = vec![words("Option", 10)];
        columns.extend((first.least..).take(first.counts.len()).map(|value| {
            let meaning = one_line(methods::value(method, value));
            if meaning.is_empty() { numbers(&value.to_string()) } else { numbers(&meaning) }
        }));
        columns.extend(["Middle", "Middle half", "Consensus"].iter().filter(|_| middles).map(|title| numbers(title)));
        let rows = tally.options.iter().filter_map(|option| {
            let spread = option.spreads.get(at)?;
            let mut cells = vec![cell(one_line(source.contents.option_label(option.option)))];
            cells.extend(spread.counts.iter().map(cell));
            if middles {
                cells.push(cell(spread.median.map(figure).unwrap_or_default()));
                let half = spread.middle_half.map(|(from, to)| format!("{} to {}", figure(from), figure(to)));
                cells.push(cell(half.unwrap_or_default()));
                cells.push(cell(spread.consensus.map(figure).unwrap_or_default()));
            }
            Some(row(cells))
        });
        let scale = one_line(methods::scale(method, at));
        let about = if scale.is_empty() { String::new() } else { format!(" for {scale}") };
        blocks.extend(table(&format!("How many people gave each value{about}"), columns, rows.collect(), ""));
    }
    blocks
}

pub(super) fn participants(source: &Source) -> Vec<Block> {
    let rows: Vec<Row> = source
        .edition
        .listed
        .iter()
        .map(|(name, group)| row(vec![cell(one_line(name)), cell(group.as_deref().map(one_line).unwrap_or_default())]))
        .collect();
    let people = source.contents.people().count();
    if rows.is_empty() {
        return Vec::new();
    }
    let listed = rows.len();
    let remark = format!("{listed} of {} agreed to stand in this list.", count(people, "participant", "participants"));
    let columns = vec![words("Name", 6), words("Perspective group", 6)];
    table("Who took part", columns, rows, &remark).into_iter().collect()
}

pub(super) fn limits(source: &Source) -> Vec<Block> {
    let people = source.contents.people().count();
    let mut items = vec![
        format!("This report shows the views of {}, not the consensus of a field.", count(people, "participant", "participants")),
        "Numbers are counted by the program; rankings are by people, then dots, and what is equal shares a rank.".to_owned(),
        "Two options are too close to call where the difference between those who chose only the one and only the other is at most the square root of their sum.".to_owned(),
        "Perspective groups with fewer than three voters are counted together, so that no number points at a person.".to_owned(),
        "Notes stand as they were written; nothing was corrected or added.".to_owned(),
    ];
    if source.contents.entries.iter().any(|entry| !entry.deleted) {
        items.push(
            "Dates on the timeline come from those present; “checked” says that somebody found a source.".to_owned(),
        );
    }
    let mut blocks = vec![list(items.into_iter().map(|text| item(vec![plain(text)])).collect())];
    let record = &source.edition.record;
    if !record.is_empty() {
        blocks.push(paragraph(format!(
            "State of the record on {}: {record}. Whoever keeps the workshop's log can show that nothing was changed since.",
            dates::minute_in_words(source.view.exported)
        )));
    }
    blocks
}

/// What only the one who exports can see yet.
pub(super) fn private(source: &Source) -> Vec<Block> {
    // What goes to others holds nothing that they have not seen.
    if source.edition.level == ReleaseLevel::Public {
        return Vec::new();
    }
    let contents = &source.contents;
    let mut items: Vec<Item> = contents.private_notes.iter().map(|note| item(vec![plain(note.text.clone())])).collect();
    items.extend(contents.private_entries.iter().map(|entry| {
        let text = &entry.text;
        item(vec![plain(format!("{}: {}", dates::in_words(&text.start), one_line(&text.title)))])
    }));
    if items.is_empty() {
        return Vec::new();
    }
    let says = "Nobody else can see this yet. Take the section out before you pass the report on.";
    vec![paragraph(says), list(items)]
}
