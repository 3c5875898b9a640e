//! What people wrote, by level of an iceberg and by cluster, with a few of their own words.

use super::Source;
use super::text::{count, heading, item, link, list, one_line, paragraph, paragraphs, plain, quiet, quoted};
use crate::model::*;
use charrette_protocol::*;

/// Quotes at most for one theme.
const QUOTES: usize = 3;

/// A quote is chosen for being about so long, in characters: long enough to say something, short enough to be read.
const QUOTE_LENGTH: usize = 110;

impl<'a> Source<'a> {
    /// Notes that stand on a board.
    fn standing(&self, board: BoardId) -> Vec<&'a NoteRecord> {
        let there = |note: &&&NoteRecord| note.board == board && !note.deleted && note.shelf == Shelf::Board;
        self.contents.notes.iter().filter(there).copied().collect()
    }

    /// Clusters of a board that hold something, each with its notes.
    fn clusters(&self, board: BoardId) -> Vec<(&'a ClusterRecord, Vec<&'a NoteRecord>)> {
        let notes = self.standing(board);
        let of = |cluster: &ClusterRecord| {
            notes.iter().copied().filter(|note| note.cluster == Some(cluster.id)).collect::<Vec<_>>()
        };
        let clusters = self.contents.clusters.iter().copied().filter(|cluster| cluster.board == board);
        clusters.map(|cluster| (cluster, of(cluster))).filter(|(_, notes)| !notes.is_empty()).collect()
    }
}

/// A cluster's name, or how its first note begins where nobody has named it.
pub(super) fn called(cluster: &ClusterRecord, notes: &[&NoteRecord]) -> String {
    if !cluster.name.is_empty() {
        return one_line(&cluster.name);
    }
    let first = notes.first().map(|note| one_line(&note.text)).unwrap_or_default();
    let begins: String = first.chars().take(60).collect();
    let more = if begins.len() < first.len() { "…" } else { "" };
    format!("No name yet: “{begins}{more}”")
}

fn number(notes: usize) -> u32 {
    u32::try_from(notes).unwrap_or(u32::MAX)
}

pub(super) fn levels(source: &Source) -> Vec<Block> {
    let boards = source.contents.boards.iter().filter(|board| board.holds == BoardKind::Iceberg);
    let mut blocks = Vec::new();
    for board in boards {
        let notes = source.standing(board.id);
        if !notes.is_empty() {
            blocks.extend(iceberg(source, board, &notes));
        }
    }
    blocks
}

fn iceberg(source: &Source, board: &BoardRecord, notes: &[&NoteRecord]) -> Vec<Block> {
    let clusters = source.clusters(board.id);
    let columns: Vec<_> = source.contents.columns.iter().filter(|column| column.board == board.id).collect();
    let bands: Vec<IcebergBand> = columns
        .iter()
        .map(|column| {
            let here = |note: &&&NoteRecord| note.column == column.id;
            let mut themes: Vec<(String, u32)> = clusters
                .iter()
                .filter_map(|(cluster, notes)| {
                    let size = notes.iter().filter(here).count();
                    (size > 0).then(|| (called(cluster, notes), number(size)))
                })
                .collect();
            themes.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
            let title = one_line(&column.title);
            IcebergBand { level: column.level, title, notes: number(notes.iter().filter(here).count()), themes }
        })
        .collect();
    let told: Vec<String> = bands.iter().map(|band| format!("{} {}", band.title, band.notes)).collect();
    let mut blocks = vec![heading(2, one_line(&board.title), None)];
    let most = bands.iter().max_by_key(|band| band.notes).filter(|band| band.notes > 0);
    if let Some(most) = most {
        let all = count(notes.len(), "note", "notes");
        blocks.push(Block::Lead {
            text: format!(
                "{} of {all} {} at “{}”.",
                most.notes,
                if most.notes == 1 { "stands" } else { "stand" },
                most.title
            ),
        });
    }
    blocks.push(Block::Figure(Figure {
        caption: "Notes and themes by level. What can be seen stands above the waterline.".to_owned(),
        alternative: format!("Notes by level, from the surface down: {}.", told.join("; ")),
        drawing: Drawing::Iceberg(Iceberg { levels: bands.clone() }),
    }));
    for (column, band) in columns.iter().zip(&bands) {
        let here: Vec<&NoteRecord> = notes.iter().copied().filter(|note| note.column == column.id).collect();
        if here.is_empty() {
            continue;
        }
        blocks.push(heading(3, format!("{} ({})", band.title, count(here.len(), "note", "notes")), None));
        if !column.prompt.is_empty() {
            blocks.push(Block::Remark { text: one_line(&column.prompt) });
        }
        let items: Vec<Item> = clusters
            .iter()
            .filter_map(|(cluster, inside)| {
                let size = inside.iter().filter(|note| note.column == column.id).count();
                let name = link(called(cluster, inside), Anchor::cluster(cluster.id));
                (size > 0).then(|| item(vec![name, quiet(format!("  {}", count(size, "note", "notes")))]))
            })
            .collect();
        if !items.is_empty() {
            blocks.push(list(items));
        }
        blocks.extend(quotes(source, &here));
    }
    blocks.extend(links(source, board));
    blocks
}

/// How notes hang together across levels.
fn links(source: &Source, board: &BoardRecord) -> Vec<Block> {
    let shown = |id: NoteId| source.contents.notes.iter().any(|note| note.id == id && !note.deleted);
    let links =
        source.contents.links.iter().filter(|link| link.board == board.id && shown(link.from) && shown(link.to));
    let items: Vec<Item> = links
        .map(|found| {
            let says = match found.says {
                LinkKind::SignOf => " is a sign of ",
                LinkKind::DrivenBy => " is driven by ",
                LinkKind::Raises => " raises ",
            };
            let [from, to] =
                [found.from, found.to].map(|id| link(quoted(source.contents.note_text(id)), Anchor::note(id)));
            item(vec![from, plain(says), to])
        })
        .collect();
    if items.is_empty() { Vec::new() } else { vec![heading(3, "What hangs together", None), list(items)] }
}

pub(super) fn themes(source: &Source) -> Vec<Block> {
    let mut blocks = Vec::new();
    let boards: Vec<_> = source.contents.boards.iter().filter(|board| !source.clusters(board.id).is_empty()).collect();
    for board in &boards {
        let clusters = source.clusters(board.id);
        let notes = source.standing(board.id);
        let outside = notes.iter().filter(|note| note.cluster.is_none()).count();
        if boards.len() > 1 {
            blocks.push(heading(2, one_line(&board.title), None));
        }
        let inside = notes.len() - outside;
        let rest = if outside > 0 { format!("; {outside} stand in none") } else { String::new() };
        blocks.push(paragraph(format!(
            "{} in {}{rest}.",
            count(inside, "note stands", "notes stand"),
            count(clusters.len(), "cluster", "clusters")
        )));
        for (cluster, notes) in &clusters {
            blocks.push(heading(
                if boards.len() > 1 { 3 } else { 2 },
                called(cluster, notes),
                Some(Anchor::cluster(cluster.id)),
            ));
            let mut spans = vec![quiet(count(notes.len(), "note", "notes"))];
            let groups = groups_in(source, notes);
            if groups > 1 {
                spans.push(quiet(format!(", from {groups} perspective groups")));
            }
            blocks.push(Block::Paragraph { spans });
            if let Some(summary) = source.text(ReportSubject::Cluster { cluster: cluster.id }) {
                blocks.extend(paragraphs(summary));
            }
            blocks.extend(quotes(source, notes));
        }
    }
    blocks
}

/// From how many perspective groups these come, as far as they are signed.
fn groups_in(source: &Source, notes: &[&NoteRecord]) -> usize {
    let mut groups: Vec<String> = notes.iter().filter_map(|note| source.voice.of_quote(&note.by)).collect();
    groups.sort();
    groups.dedup();
    groups.len()
}

/// A few of these notes: of different perspective groups first, and of a length that is read.
fn quotes(source: &Source, notes: &[&NoteRecord]) -> Vec<Block> {
    let mut fit: Vec<&NoteRecord> = notes.iter().copied().filter(|note| source.voice.may_quote(&note.by)).collect();
    fit.sort_by_key(|note| (note.text.chars().count().abs_diff(QUOTE_LENGTH), note.id));
    let mut chosen: Vec<&NoteRecord> = Vec::new();
    let mut heard: Vec<Option<String>> = Vec::new();
    for note in &fit {
        let by = source.voice.of_quote(&note.by);
        if chosen.len() < QUOTES && !(by.is_some() && heard.contains(&by)) {
            heard.push(by);
            chosen.push(note);
        }
    }
    for note in fit {
        if chosen.len() < QUOTES && !chosen.iter().any(|one| one.id == note.id) {
            chosen.push(note);
        }
    }
    chosen
        .into_iter()
        .map(|note| Block::Quote {
            text: note.text.clone(),
            by: source.voice.of_quote(&note.by),
            source: Some(Anchor::note(note.id)),
        })
        .collect()
}
