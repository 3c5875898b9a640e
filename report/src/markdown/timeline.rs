//! A timeline: its eras, and its entries in order of time.

use super::{Document, line, lines, signature};
use crate::dates;
use crate::view::Contents;
use charrette_protocol::*;
use std::fmt::Write;

/// A timeline.
pub(super) fn write(document: &mut Document, contents: &Contents, board: &BoardRecord) {
    let eras: Vec<_> = contents.eras.iter().filter(|era| era.board == board.id).collect();
    let entries: Vec<_> = contents.entries.iter().filter(|entry| entry.board == board.id && !entry.deleted).collect();
    if eras.is_empty() && entries.is_empty() {
        return;
    }
    document.heading(2, &line(&board.title));
    if !eras.is_empty() {
        document.heading(3, "Eras");
        for era in eras {
            let text = &era.text;
            let end = text.end.as_deref().map_or("today".to_owned(), dates::in_words);
            document.heading(
                4,
                &format!("{} ({} to {})", line(&text.name), line(&dates::in_words(&text.start)), line(&end)),
            );
            document.block(&lines(&text.story, ""));
        }
    }
    if !entries.is_empty() {
        document.heading(3, "Entries");
        document.block("Dates are as exact as they were given: a year, a month or a day.");
        let item = |one: &EntryRecord| entry(contents, &one.text, &signature(&one.by)) + &found(&one.check);
        document.block(&entries.into_iter().map(|one| item(one)).collect::<String>());
    }
}

/// What came of looking an entry up, as a further line of its item; nothing if nobody did.
fn found(check: &EntryCheck) -> String {
    let state = match check.state {
        EntryState::Unverified => return String::new(),
        EntryState::Verified => "Looked up: a source says so, too",
        EntryState::Disputed => "Looked up: in dispute",
    };
    let remark = lines(&check.remark, "    ");
    let colon = if remark.is_empty() { "" } else { ": " };
    format!("  - {state}{colon}{remark}\n")
}

/// An entry as an item of a list, with its signature.
pub(super) fn entry(contents: &Contents, text: &EntryText, signature: &str) -> String {
    let mut item = format!("- **{}**", line(&dates::in_words(&text.start)));
    if let Some(end) = &text.end {
        let _ = write!(item, " to **{}**", line(&dates::in_words(end)));
    }
    let lane = line(contents.column_title(text.lane));
    if !lane.is_empty() {
        let _ = write!(item, " · {lane}");
    }
    let also: Vec<_> = text.also_in.iter().map(|lane| line(contents.column_title(*lane))).collect();
    if !also.is_empty() {
        let _ = write!(item, " (also {})", also.join(", "));
    }
    let _ = write!(item, "\\\n  {}{signature}", line(&text.title));
    for (name, text) in [("", &text.detail), ("Why it matters: ", &text.why_it_matters), ("Source: ", &text.source)] {
        let text = lines(text, "  ");
        if !text.is_empty() {
            let _ = write!(item, "\\\n  {name}{text}");
        }
    }
    item.push('\n');
    item
}
