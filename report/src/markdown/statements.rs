//! Statements: each with its fields, and what others had to say about it.

use super::{Document, line, lines, signature};
use crate::dates;
use crate::view::Contents;
use charrette_protocol::*;
use std::fmt::Write;

/// A board of statements.
pub(super) fn write(document: &mut Document, contents: &Contents, board: &BoardRecord) {
    let statements: Vec<_> = contents.statements.iter().filter(|one| one.board == board.id && !one.deleted).collect();
    if statements.is_empty() {
        return;
    }
    document.heading(2, &line(&board.title));
    let fields: Vec<_> = contents.columns.iter().copied().filter(|column| column.board == board.id).collect();
    for (number, statement) in (1..).zip(statements) {
        let table = contents.tables.iter().find(|table| Some(table.id) == statement.table);
        let table = table.map_or(String::new(), |table| format!(", table {}", line(&table.name)));
        document.heading(3, &format!("Statement {number}{table}"));
        document.block(&said(&fields, &statement.text));
        for (heading, reservation) in [("Reservations", true), ("Comments", false)] {
            let about = contents.comments.iter().filter(|one| one.on == statement.id && one.reservation == reservation);
            let mut list = String::new();
            for comment in about {
                let _ = writeln!(list, "- {}{}", lines(&comment.text, "  "), signature(&comment.by));
            }
            if !list.is_empty() {
                document.heading(4, heading);
                document.block(&list);
            }
        }
        let earlier =
            contents.versions.iter().filter(|one| one.statement == statement.id && one.text != statement.text);
        for version in earlier {
            document.heading(4, &format!("As it was, {}", dates::minute_in_words(version.at)));
            document.block(&said(&fields, &version.text));
        }
    }
}

/// What a statement says, field by field.
fn said(fields: &[&ColumnRecord], text: &StatementText) -> String {
    let mut list = String::new();
    for field in fields {
        if let Some(words) = text.get(&field.id) {
            let _ = writeln!(list, "- **{}:** {}", line(&field.title), lines(words, "  "));
        }
    }
    list
}
