//! The report as plain Markdown, no HTML in it: to read, to edit and to pass on.
//!
//! What people wrote is escaped, so it stays what they wrote. Figures are told in words; they are files of their own.

mod escape;

use crate::html::Numbering;
use crate::model::*;
use escape::{line, lines};
use std::fmt::Write;

/// The document of a report.
pub fn write(report: &Report) -> Vec<u8> {
    let mut document = Document { text: String::new(), numbering: Numbering::of(report) };
    document.cover(&report.cover);
    for (number, section) in (1..).zip(&report.sections) {
        document.heading(2, &format!("{number}  {}", line(&section.title)));
        for block in &section.blocks {
            document.write(block);
        }
    }
    document.text.into_bytes()
}

/// A document as it grows. Blocks are separated by one empty line.
struct Document<'a> {
    text: String,
    numbering: Numbering<'a>,
}

impl Document<'_> {
    /// A heading; `level` from 1.
    fn heading(&mut self, level: usize, text: &str) {
        self.block(&format!("{} {text}", "#".repeat(level)));
    }

    /// A block of its own: a paragraph, a whole list, a whole table. Empty ones are left out.
    fn block(&mut self, text: &str) {
        let text = text.trim_matches('\n');
        if text.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn cover(&mut self, cover: &Cover) {
        self.heading(1, &line(&cover.title));
        self.block(&format!(
            "**{}** · {}",
            line(&cover.subtitle),
            cover.facts.iter().map(|fact| line(fact)).collect::<Vec<_>>().join(" · ")
        ));
        self.block(&line(&cover.notice));
        if !cover.record.is_empty() {
            self.block(&format!("State of the record: {}", line(&cover.record)));
        }
    }

    fn write(&mut self, block: &Block) {
        match block {
            Block::Heading { level, text, .. } => self.heading(usize::from(*level) + 1, &line(text)),
            Block::Lead { text } => self.block(&format!("**{}**", line(text))),
            Block::Paragraph { spans } => {
                let text = inline(spans, "");
                self.block(&text);
            }
            Block::List { numbered, items } => {
                let list = list(items, *numbered, "");
                self.block(&list);
            }
            Block::Quote { text, by, .. } => {
                let by = by.as_ref().map(|by| format!(" — {}", line(by))).unwrap_or_default();
                self.block(&format!("> {}{by}", lines(text, "> ")));
            }
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => {
                let number = self.numbering.figure();
                self.block(&format!("**Figure {number}.** {}", line(&figure.caption)));
                self.block(&line(&figure.alternative));
            }
            Block::Remark { text } => self.block(&format!("*{}*", line(text))),
            Block::Open { prompt } => self.block(&format!("> **To be written:** {}", line(prompt))),
        }
    }

    /// A table; columns of numbers are set to the right.
    fn table(&mut self, table: &Table) {
        let number = self.numbering.table();
        self.block(&format!("**Table {number}.** {}", line(&table.caption)));
        let row = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let titles: Vec<String> = table.columns.iter().map(|column| line(&column.title)).collect();
        let rule: Vec<String> =
            table.columns.iter().map(|column| if column.number { "---:".into() } else { "---".into() }).collect();
        let mut text = row(&titles) + &row(&rule);
        for found in &table.rows {
            // A cell is one line, however many its text has.
            let cells: Vec<String> = found.cells.iter().map(|cell| cell.iter().map(styled).collect()).collect();
            text.push_str(&row(&cells));
        }
        self.block(&text);
        if !table.remark.is_empty() {
            self.block(&format!("*{}*", line(&table.remark)));
        }
    }
}

fn list(items: &[Item], numbered: bool, indent: &str) -> String {
    let mut text = String::new();
    for (number, item) in (1..).zip(items) {
        let mark = if numbered { format!("{number}. ") } else { "- ".to_owned() };
        let inner = format!("{indent}{}", " ".repeat(mark.len()));
        let _ = writeln!(text, "{indent}{mark}{}", inline(&item.spans, &inner));
        text.push_str(&list(&item.items, false, &inner));
    }
    text
}

/// Running text; `indent` stands before each further line.
fn inline(spans: &[Span], indent: &str) -> String {
    spans.iter().map(|span| set(span, &kept(&span.text, indent))).collect()
}

/// Running text on one line.
fn styled(span: &Span) -> String {
    set(span, &spaced(&span.text, line))
}

/// Text of one or several lines, with the blanks around it.
fn kept(text: &str, indent: &str) -> String {
    let broken = if text.starts_with('\n') { format!("\\\n{indent}") } else { String::new() };
    format!("{broken}{}", spaced(text, |text| lines(text, indent)))
}

/// What `write` makes of a text, between the blanks that part it from its neighbours.
fn spaced(text: &str, write: impl Fn(&str) -> String) -> String {
    let inside = write(text);
    if inside.is_empty() {
        return if text.is_empty() { String::new() } else { " ".to_owned() };
    }
    let before = if text.starts_with([' ', '\n']) && !inside.starts_with(' ') { " " } else { "" };
    let after = if text.ends_with(' ') { " " } else { "" };
    format!("{before}{inside}{after}")
}

/// With the marks of its style, which touch its words.
fn set(span: &Span, text: &str) -> String {
    let mark = match span.style {
        SpanStyle::Plain | SpanStyle::Quiet => return text.to_owned(),
        SpanStyle::Strong => "**",
        SpanStyle::Emphasis => "*",
    };
    let words = text.trim();
    if words.is_empty() {
        return text.to_owned();
    }
    let (before, after) = text.split_once(words).unwrap_or_default();
    format!("{before}{mark}{words}{mark}{after}")
}
