//! What tables wrote together, what others said about it, and how notes hang together.

use super::Sheet;
use super::sheets::{maybe, sheet, signature, word, yes};
use crate::dates;
use crate::view::Contents;
use charrette_protocol::*;

/// A statement's fields in the order of its form.
fn fields<'a>(contents: &Contents<'a>, text: &'a StatementText) -> Vec<(&'a ColumnRecord, &'a str)> {
    let words = |column: &&'a ColumnRecord| text.get(&column.id).map(|words| (*column, words.as_str()));
    contents.columns.iter().filter_map(words).collect()
}

/// A row for each field that is filled in.
pub(super) fn statements(contents: &Contents) -> Sheet {
    let headings = &[
        "statement_id",
        "place",
        "field_id",
        "field",
        "text",
        "board_id",
        "board",
        "step_id",
        "step",
        "table_id",
        "table",
        "text_version",
        "deleted",
    ];
    let placed = contents.statements.iter().zip(1..);
    let rows: Vec<_> = placed
        .flat_map(|(statement, place)| {
            fields(contents, &statement.text).into_iter().map(move |field| (*statement, place, field))
        })
        .collect();
    sheet("statements", headings, &rows, |(statement, place, (field, text))| {
        row![
            statement.id,
            place,
            field.id,
            field.title,
            text,
            statement.board,
            contents.board_title(statement.board),
            statement.step,
            contents.step(statement.step),
            maybe(statement.table),
            contents.table(statement.table),
            statement.text_version,
            yes(statement.deleted),
        ]
    })
}

/// A row for each field of each kept version.
pub(super) fn versions(contents: &Contents) -> Sheet {
    let headings = &["statement_id", "number", "kept", "field_id", "field", "text"];
    let kept = contents.versions.iter();
    let rows: Vec<_> = kept
        .flat_map(|version| fields(contents, &version.text).into_iter().map(move |field| (*version, field)))
        .collect();
    sheet("statement_versions", headings, &rows, |(version, (field, text))| {
        row![version.statement, version.number, dates::minute(version.at), field.id, field.title, text]
    })
}

pub(super) fn comments(contents: &Contents) -> Sheet {
    let headings = &[
        "id",
        "statement_id",
        "number",
        "reservation",
        "text",
        "step_id",
        "step",
        "signed",
        "author_id",
        "author",
        "group",
        "text_version",
    ];
    sheet("comments", headings, &contents.comments, |comment| {
        let mut row = row![
            comment.id,
            comment.on,
            comment.number,
            yes(comment.reservation),
            comment.text,
            comment.step,
            contents.step(comment.step),
        ];
        row.extend(signature(&comment.by));
        row.extend(row![comment.text_version]);
        row
    })
}

pub(super) fn links(contents: &Contents) -> Sheet {
    let headings = &["id", "from_id", "from", "says", "to_id", "to", "board_id", "board"];
    sheet("links", headings, &contents.links, |link| {
        row![
            link.id,
            link.from,
            contents.note_text(link.from),
            word(&link.says),
            link.to,
            contents.note_text(link.to),
            link.board,
            contents.board_title(link.board),
        ]
    })
}
