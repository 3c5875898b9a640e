//! Notes, by column and cluster.

use super::{Document, count, line, lines, signature};
use crate::view::Contents;
use charrette_protocol::*;
use std::fmt::Write;

/// A board of notes.
pub(super) fn write(document: &mut Document, contents: &Contents, board: &BoardRecord) {
    let columns: Vec<_> = contents.columns.iter().filter(|column| column.board == board.id).collect();
    let clusters: Vec<_> = contents.clusters.iter().filter(|cluster| cluster.board == board.id).copied().collect();
    let (notes, elsewhere): (Vec<_>, Vec<_>) = contents
        .notes
        .iter()
        .filter(|note| note.board == board.id && !note.deleted)
        .partition(|note| note.shelf == Shelf::Board);
    if notes.is_empty() && elsewhere.is_empty() && clusters.is_empty() {
        return;
    }
    document.heading(2, &line(&board.title));
    write_clusters(document, &clusters, &notes);
    let several = columns.len() > 1;
    for column in columns {
        let notes: Vec<_> = notes.iter().filter(|note| note.column == column.id).copied().collect();
        if several {
            document.heading(3, &line(&column.title));
            document.block(&emphasized(&column.prompt));
        }
        if notes.is_empty() {
            if several {
                document.block("No notes.");
            }
            continue;
        }
        write_notes(document, if several { 4 } else { 3 }, &clusters, &notes);
    }
    write_off_board(document, &notes, &elsewhere);
}

/// What belongs to the board and does not stand on it, each with why.
fn write_off_board(document: &mut Document, notes: &[&NoteRecord], elsewhere: &[&NoteRecord]) {
    let on =
        |shelf: fn(&Shelf) -> bool| elsewhere.iter().filter(|note| shelf(&note.shelf)).copied().collect::<Vec<_>>();
    for (title, found) in [
        ("Cards to come", on(|shelf| *shelf == Shelf::Table)),
        ("Parked", on(|shelf| *shelf == Shelf::Parked)),
        ("Not posted by tables", on(|shelf| *shelf == Shelf::Annex)),
    ] {
        if !found.is_empty() {
            document.heading(3, title);
            document.block(&list(&found));
        }
    }
    let mut aside = String::new();
    for note in elsewhere {
        if let Shelf::SetAside { reason } = &note.shelf {
            let text = lines(&note.text, "  ");
            let _ = writeln!(aside, "- {text}{}. Reason: {}", signature(&note.by), line(reason));
        }
    }
    if !aside.is_empty() {
        document.heading(3, "Set aside");
        document.block(&aside);
    }
    let mut merged = String::new();
    for whole in notes.iter().chain(elsewhere) {
        let parts = elsewhere.iter().filter(|part| part.shelf == Shelf::Merged { into: whole.id });
        let parts: Vec<_> =
            parts.map(|part| format!("  - {}{}\n", lines(&part.text, "    "), signature(&part.by))).collect();
        if !parts.is_empty() {
            let _ = write!(merged, "- {} *joins:*\n{}", lines(&whole.text, "  "), parts.concat());
        }
    }
    if !merged.is_empty() {
        document.heading(3, "Joined notes");
        document.block(&merged);
    }
}

fn emphasized(text: &str) -> String {
    let text = line(text);
    if text.is_empty() { text } else { format!("*{text}*") }
}

fn cluster_name(cluster: &ClusterRecord) -> String {
    let name = line(&cluster.name);
    if name.is_empty() { "Not named yet".into() } else { name }
}

/// The clusters of a board with their sizes.
fn write_clusters(document: &mut Document, clusters: &[&ClusterRecord], notes: &[&NoteRecord]) {
    if clusters.is_empty() {
        return;
    }
    document.heading(3, "Clusters");
    let size = |cluster: Option<ClusterId>| notes.iter().filter(|note| note.cluster == cluster).count().to_string();
    let mut rows: Vec<_> = clusters.iter().map(|cluster| vec![cluster_name(cluster), size(Some(cluster.id))]).collect();
    rows.push(vec!["In no cluster".into(), size(None)]);
    document.table(&["Cluster".into(), "Notes".into()], 1, &rows);
}

/// The notes of a column, cluster by cluster.
fn write_notes(document: &mut Document, level: usize, clusters: &[&ClusterRecord], notes: &[&NoteRecord]) {
    let known = |note: &NoteRecord| note.cluster.filter(|id| clusters.iter().any(|cluster| cluster.id == *id));
    for cluster in clusters {
        let inside: Vec<_> = notes.iter().filter(|note| note.cluster == Some(cluster.id)).copied().collect();
        if !inside.is_empty() {
            document.heading(level, &cluster_name(cluster));
            document.block(&list(&inside));
        }
    }
    let outside: Vec<_> = notes.iter().filter(|note| known(note).is_none()).copied().collect();
    if !outside.is_empty() {
        if outside.len() < notes.len() {
            document.heading(level, "In no cluster");
        }
        document.block(&list(&outside));
    }
}

fn list(notes: &[&NoteRecord]) -> String {
    notes.iter().map(|note| format!("- {}{}\n", lines(&note.text, "  "), signature(&note.by))).collect()
}

/// What only the one who exports can see.
pub(super) fn write_private(document: &mut Document, contents: &Contents) {
    if contents.private_notes.is_empty() && contents.private_entries.is_empty() {
        return;
    }
    document.heading(2, "Only you can see this");
    let written = [
        (contents.private_notes.len(), "note", "notes"),
        (contents.private_entries.len(), "timeline entry", "timeline entries"),
    ];
    let written: Vec<_> = written
        .iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, many)| count(*number, one, many))
        .collect();
    document.block(&format!(
        "You wrote {} that nobody else can see yet. Take this section out before you pass the document on.",
        written.join(" and ")
    ));
    let mut list = String::new();
    for note in &contents.private_notes {
        let _ = write!(list, "- {}", lines(&note.text, "  "));
        if let Some(reason) = &note.reason {
            let _ = write!(list, " Set aside by a facilitator: {}", line(reason));
        }
        list.push('\n');
    }
    for entry in &contents.private_entries {
        list.push_str(&super::timeline::entry(contents, &entry.text, ""));
    }
    document.block(&list);
}
