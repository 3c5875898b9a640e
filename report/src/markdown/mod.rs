//! A document to read, to edit and to pass on: plain Markdown, no HTML in it.
//!
//! What people wrote is escaped, so it stays what they wrote.

mod boards;
mod escape;
mod results;
mod statements;
mod timeline;

use crate::View;
use crate::dates;
use crate::view::Contents;
use charrette_protocol::*;
use escape::{line, lines};
use std::fmt::Write;

/// A document as it grows. Blocks are separated by one empty line.
#[derive(Debug, Default)]
struct Document(String);

impl Document {
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
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.push_str(text);
        self.0.push('\n');
    }

    /// A table; columns from `right_from` on hold numbers and are set to the right.
    fn table(&mut self, headings: &[String], right_from: usize, rows: &[Vec<String>]) {
        if rows.is_empty() {
            return;
        }
        let row = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let rule = (0..headings.len()).map(|at| if at < right_from { "---".into() } else { "---:".into() });
        let mut table = row(headings);
        table.push_str(&row(&rule.collect::<Vec<String>>()));
        for cells in rows {
            table.push_str(&row(cells));
        }
        self.block(&table);
    }
}

/// The document of a view.
pub fn write(view: &View) -> Vec<u8> {
    let contents = Contents::of(view);
    let mut document = Document::default();
    head(&mut document, view, &contents);
    agenda(&mut document, &contents);
    for board in &contents.boards {
        match board.holds {
            BoardKind::Notes | BoardKind::Iceberg => boards::write(&mut document, &contents, board),
            BoardKind::Timeline => timeline::write(&mut document, &contents, board),
            BoardKind::Statements => statements::write(&mut document, &contents, board),
        }
    }
    results::write(&mut document, &contents);
    boards::write_private(&mut document, &contents);
    foot(&mut document, view);
    document.0.into_bytes()
}

fn head(document: &mut Document, view: &View, contents: &Contents) {
    let title = line(&view.title);
    document.heading(1, if title.is_empty() { "Workshop" } else { &title });
    if let Some(workshop) = contents.workshop {
        document.block(&lines(&workshop.purpose, ""));
    }
    document.block(&facts(view, contents));
    if let Some(workshop) = contents.workshop {
        document.block(match workshop.attribution {
            Attribution::Named => "Contributions are signed with names, unless a step was stricter.",
            Attribution::PerspectiveOnly => {
                "Contributions are signed with perspective groups, not with names, unless a step was stricter."
            }
            Attribution::Anonymous => "Contributions are not signed.",
        });
    }
    let groups = contents.workshop.map_or(&[][..], |workshop| &workshop.groups);
    let mut rows: Vec<_> = groups
        .iter()
        .map(|group| {
            let people = contents.people().filter(|member| member.group.as_ref() == Some(&group.name)).count();
            vec![line(&group.name), people.to_string()]
        })
        .collect();
    if rows.iter().any(|row| row[1] != "0") {
        let others = contents.people().filter(|member| member.group.is_none()).count();
        if others > 0 {
            rows.push(vec!["Not given".into(), others.to_string()]);
        }
        document.heading(2, "Who took part");
        document.table(&["Perspective group".into(), "People".into()], 1, &rows);
    }
}

/// "1 note", "2 notes".
fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn facts(view: &View, contents: &Contents) -> String {
    let notes = contents.notes.iter().filter(|note| !note.deleted).count();
    let entries = contents.entries.iter().filter(|entry| !entry.deleted).count();
    let statements = contents.statements.iter().filter(|statement| !statement.deleted).count();
    let closed = contents.results.len();
    let facts = [
        (contents.people().count(), "person", "people"),
        (notes, "note", "notes"),
        (contents.clusters.len(), "cluster", "clusters"),
        (closed, "closed ballot", "closed ballots"),
        (entries, "timeline entry", "timeline entries"),
        (statements, "statement", "statements"),
    ];
    let mut words: Vec<_> =
        facts.iter().filter(|(number, ..)| *number > 0).map(|(number, one, many)| count(*number, one, many)).collect();
    let exported = if words.is_empty() { "Exported" } else { "exported" };
    words.push(format!("{exported} {}", dates::minute_in_words(view.exported)));
    words.join(" · ")
}

fn agenda(document: &mut Document, contents: &Contents) {
    if contents.steps.is_empty() {
        return;
    }
    document.heading(2, "Agenda");
    let mut list = String::new();
    for (step, place) in contents.steps.iter().zip(1..) {
        let settings = &step.settings;
        let _ = write!(list, "{place}. **{}**", line(&settings.title));
        if settings.minutes > 0 {
            let _ = write!(list, ", {}", count(settings.minutes.into(), "minute", "minutes"));
        }
        if !settings.focus_question.is_empty() {
            let indent = " ".repeat(place.to_string().len() + 2);
            let _ = write!(list, "\\\n{indent}{}", line(&settings.focus_question));
        }
        list.push('\n');
    }
    document.block(&list);
}

/// How a contribution is signed, as the end of its line; empty if it is not.
fn signature(by: &Signature) -> String {
    match by {
        Signature::Named { name, group: Some(group), .. } => format!(" — {}, {}", line(name), line(group)),
        Signature::Named { name, group: None, .. } => format!(" — {}", line(name)),
        Signature::Group { group } => format!(" — {}", line(group)),
        Signature::Nobody => String::new(),
    }
}

fn foot(document: &mut Document, view: &View) {
    document.block("---");
    let mut foot = format!("As seen by {} on {}.", audience(view.audience), dates::minute_in_words(view.exported));
    if !view.state.is_empty() {
        let _ = write!(foot, " State of the record: {}", line(&view.state));
    }
    document.block(&foot);
}

const fn audience(audience: Audience) -> &'static str {
    match audience {
        Audience::Console => "the facilitators",
        Audience::ThemeTeam => "the theme team",
        Audience::Room => "the participants",
        Audience::Observer => "observers",
        Audience::Wall => "the wall",
    }
}
