//! Small pieces of a report's text.

use crate::model::{Anchor, Block, Cell, Column, Item, Row, Span, SpanStyle, Table};

/// Text as it is.
pub(super) fn plain(text: impl Into<String>) -> Span {
    Span { text: text.into(), ..Span::default() }
}

/// Bold text.
pub(super) fn strong(text: impl Into<String>) -> Span {
    Span { text: text.into(), style: SpanStyle::Strong, link: None }
}

/// Small text: a signature, a source.
pub(super) fn quiet(text: impl Into<String>) -> Span {
    Span { text: text.into(), style: SpanStyle::Quiet, link: None }
}

/// Text that leads to a place in the report.
pub(super) fn link(text: impl Into<String>, to: Anchor) -> Span {
    Span { text: text.into(), style: SpanStyle::Plain, link: Some(to) }
}

/// A paragraph of plain text.
pub(super) fn paragraph(text: impl Into<String>) -> Block {
    Block::Paragraph { spans: vec![plain(text)] }
}

/// A text of several paragraphs, as somebody typed it.
pub(super) fn paragraphs(text: &str) -> Vec<Block> {
    text.split("\n\n").map(str::trim).filter(|part| !part.is_empty()).map(paragraph).collect()
}

/// A heading inside a section.
pub(super) fn heading(level: u8, text: impl Into<String>, anchor: Option<Anchor>) -> Block {
    Block::Heading { level, text: text.into(), anchor }
}

/// An item without further items.
pub(super) fn item(spans: Vec<Span>) -> Item {
    Item { spans, anchor: None, items: Vec::new() }
}

/// A list with bullets.
pub(super) fn list(items: Vec<Item>) -> Block {
    Block::List { numbered: false, items }
}

/// A cell of plain text.
pub(super) fn cell(text: impl ToString) -> Cell {
    vec![plain(text.to_string())]
}

/// A column of words, so wide in proportion to the others.
pub(super) fn words(title: &str, width: u16) -> Column {
    Column { title: title.to_owned(), number: false, width }
}

/// A narrow column of numbers.
pub(super) fn numbers(title: &str) -> Column {
    Column { title: title.to_owned(), number: true, width: 2 }
}

/// A row that nothing leads to.
pub(super) fn row(cells: Vec<Cell>) -> Row {
    Row { anchor: None, cells }
}

/// A table; none without rows.
pub(super) fn table(caption: &str, columns: Vec<Column>, rows: Vec<Row>, remark: &str) -> Option<Block> {
    let table = Table { caption: caption.to_owned(), columns, rows, remark: remark.to_owned() };
    (!table.rows.is_empty()).then_some(Block::Table(table))
}

/// "1 note", "2 notes".
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// What people said, set in quotation marks inside a sentence.
pub(super) fn quoted(text: &str) -> String {
    format!("“{}”", one_line(text))
}

pub(super) use crate::plain::one_line;

/// "a", "a and b", "a, b and c".
pub(super) fn joined(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_lists_read_as_people_write_them() {
        assert_eq!(joined(&["a".into(), "b".into(), "c".into()]), "a, b and c");
        assert_eq!(joined(&["a".into()]), "a");
        assert_eq!(paragraphs("one\ntwo\n\n\nthree").len(), 2);
    }
}
