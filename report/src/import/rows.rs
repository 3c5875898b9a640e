//! From cells to notes and entries that the rules will take.

use super::Target;
use super::cells::Row;
use super::dates::{self, Dates};
use super::headings::{fold, key};
use crate::guard::unguard;
use crate::plain::beginning;
use charrette_protocol::*;
use charrette_workshop::dates::{Precision, Span};
use charrette_workshop::limits;
use charrette_workshop::text::{self, Lines, TextLimit};

/// Reads the rows of one file.
pub(super) struct Reader<'a> {
    what: ImportKind,
    target: &'a Target,
    headings: Vec<ImportHeading>,
    fallback_used: bool,
}

/// The cells of a row by field.
struct Cells<'a> {
    headings: &'a [ImportHeading],
    cells: &'a [String],
}

impl Cells<'_> {
    fn place(&self, field: ImportField) -> Option<usize> {
        // Without headings the only cell is the text.
        if self.headings.is_empty() {
            return (field == ImportField::Text).then_some(0);
        }
        self.headings.iter().position(|heading| heading.field == Some(field))
    }

    /// A cell's text; empty if the file has no such column.
    fn get(&self, field: ImportField) -> String {
        let cell = self.place(field).and_then(|place| self.cells.get(place));
        cell.map(|cell| unguard(cell.trim())).unwrap_or_default()
    }

    /// What the file calls a field, for messages.
    fn name(&self, field: ImportField) -> &str {
        self.place(field).and_then(|place| self.headings.get(place)).map_or("Text", |heading| &heading.heading)
    }

    /// A text as the rules store it.
    fn text(&self, field: ImportField, limit: TextLimit, lines: Lines) -> Result<String, String> {
        text::clean(&self.get(field), limit, lines).map_err(|refusal| self.refused(field, &refusal))
    }

    /// The same, where something must stand.
    fn required(&self, field: ImportField, limit: TextLimit, lines: Lines) -> Result<String, String> {
        text::required(&self.get(field), limit, lines).map_err(|refusal| match refusal.code {
            RejectionCode::TextEmpty => format!("There is nothing in \"{}\".", self.name(field)),
            _ => self.refused(field, &refusal),
        })
    }

    fn refused(&self, field: ImportField, refusal: &Rejection) -> String {
        format!("\"{}\": {refusal}", self.name(field))
    }
}

impl<'a> Reader<'a> {
    pub fn new(what: ImportKind, target: &'a Target, headings: Vec<ImportHeading>) -> Self {
        Self { what, target, headings, fallback_used: false }
    }

    /// What a row is to become.
    pub fn read(&mut self, row: Row) -> ImportRow {
        let line = row.line;
        match self.understand(row) {
            Ok(row) => row,
            Err(words) => ImportRow::Unfit { line, words },
        }
    }

    /// The column that rows went to which name none, if there was such a row.
    pub fn fallback_used(&self) -> Option<ColumnId> {
        self.fallback_used.then(|| self.fallback())
    }

    pub fn into_headings(self) -> Vec<ImportHeading> {
        self.headings
    }

    fn fallback(&self) -> ColumnId {
        let known = self.target.fallback.filter(|id| self.target.columns.iter().any(|column| column.id == *id));
        // A preview begins with a board that has columns.
        known.unwrap_or_else(|| self.target.columns[0].id)
    }

    fn understand(&mut self, row: Row) -> Result<ImportRow, String> {
        let Some(cells) = row.cells else {
            return Err(
                "A quotation mark that begins in this line is not closed. Close it, or double it if it belongs \
                to the text."
                    .into(),
            );
        };
        if cells.iter().any(|cell| cell.contains('\u{fffd}')) {
            return Err("Some letters cannot be read. Save the file as UTF-8, and choose it again.".into());
        }
        let headings = std::mem::take(&mut self.headings);
        let understood = self.understand_cells(row.line, &Cells { headings: &headings, cells: &cells });
        self.headings = headings;
        understood
    }

    fn understand_cells(&mut self, line: u32, cells: &Cells) -> Result<ImportRow, String> {
        let width = cells.headings.len().max(1);
        if cells.cells.iter().skip(width).any(|cell| !cell.trim().is_empty()) {
            return Err(format!(
                "This row has {} cells, and there are {width} headings. Put a text that has the separator in it between \
                 quotation marks.",
                cells.cells.len()
            ));
        }
        if matches!(key(&cells.get(ImportField::Deleted)).as_str(), "yes" | "true" | "1") {
            return Err("This had been deleted where the file comes from.".into());
        }
        match self.what {
            ImportKind::Notes => {
                let text = cells.required(ImportField::Text, limits::NOTE, Lines::Many)?;
                Ok(ImportRow::Note { line, column: self.column(cells, ImportField::Column)?, text })
            }
            ImportKind::Entries => Ok(ImportRow::Entry { line, text: self.entry(cells)? }),
        }
    }

    fn entry(&mut self, cells: &Cells) -> Result<EntryText, String> {
        let title = cells.required(ImportField::Title, limits::TITLE, Lines::One)?;
        let span = span(cells)?;
        let lane = self.column(cells, ImportField::Lane)?;
        Ok(EntryText {
            lane,
            also_in: self.also_in(cells, lane)?,
            start: span.start.to_string(),
            end: span.end.map(|end| end.to_string()),
            title,
            detail: cells.text(ImportField::Detail, limits::DETAIL, Lines::Many)?,
            why_it_matters: cells.text(ImportField::WhyItMatters, limits::DETAIL, Lines::Many)?,
            source: cells.text(ImportField::Source, limits::SOURCE, Lines::One)?,
        })
    }

    /// Where a row belongs. A file that says so for other rows has to say so for this one too,
    /// unless there is only one place, or one was chosen for such rows.
    fn column(&mut self, cells: &Cells, field: ImportField) -> Result<ColumnId, String> {
        let name = cells.get(field);
        if !name.is_empty() {
            return self.find(&name).ok_or_else(|| self.unknown(&name));
        }
        let told_elsewhere = cells.place(field).is_some();
        if told_elsewhere && self.target.columns.len() > 1 && self.target.fallback.is_none() {
            let choice = self.choice();
            return Err(format!("There is nothing in \"{}\". {choice}", cells.name(field)));
        }
        self.fallback_used = true;
        Ok(self.fallback())
    }

    fn also_in(&self, cells: &Cells, lane: ColumnId) -> Result<Vec<ColumnId>, String> {
        let mut lanes = Vec::new();
        let mut add = |found: ColumnId| {
            if found != lane && !lanes.contains(&found) {
                lanes.push(found);
            }
        };
        let cell = cells.get(ImportField::AlsoIn);
        for name in cell.split([';', '|', '\n']).map(str::trim).filter(|name| !name.is_empty()) {
            match self.find(name) {
                Some(found) => add(found),
                // A lane's own name may have a comma in it, so the whole was tried first.
                None => {
                    for name in name.split(',').map(str::trim).filter(|name| !name.is_empty()) {
                        add(self.find(name).ok_or_else(|| self.unknown(name))?);
                    }
                }
            }
        }
        Ok(lanes)
    }

    /// A column by its heading, its level or its id.
    fn find(&self, name: &str) -> Option<ColumnId> {
        let wanted = key(name);
        let singular = wanted.strip_suffix('s').unwrap_or(&wanted);
        let columns = &self.target.columns;
        let by_title = columns.iter().find(|column| fold(column.title.trim()) == fold(name));
        by_title
            .or_else(|| columns.iter().find(|column| !wanted.is_empty() && key(&column.title) == wanted))
            .or_else(|| columns.iter().find(|column| column.level.is_some_and(|level| level_key(level) == singular)))
            .or_else(|| columns.iter().find(|column| column.id.to_string() == name))
            .map(|column| column.id)
    }

    fn unknown(&self, name: &str) -> String {
        format!("There is no \"{}\" on this board. {}", beginning(name), self.choice())
    }

    fn choice(&self) -> String {
        let titles: Vec<_> =
            self.target.columns.iter().map(|column| format!("\"{}\"", beginning(&column.title))).collect();
        match titles.split_last() {
            Some((last, [])) => format!("Write {last}."),
            Some((last, others)) => format!("Write {} or {last}.", others.join(", ")),
            None => String::new(),
        }
    }
}

const fn level_key(level: IcebergLevel) -> &'static str {
    match level {
        IcebergLevel::Event => "event",
        IcebergLevel::Pattern => "pattern",
        IcebergLevel::Structure => "structure",
        IcebergLevel::MentalModel => "mentalmodel",
    }
}

/// When an entry was: from one cell or two.
fn span(cells: &Cells) -> Result<Span, String> {
    let start = cells.get(ImportField::Start);
    if start.is_empty() {
        return Err(format!("There is nothing in \"{}\".", cells.name(ImportField::Start)));
    }
    let Dates { start, end: range_end } = dates::read(&start)?;
    let end = match cells.get(ImportField::End) {
        end if end.is_empty() => range_end,
        end => match (dates::read(&end)?, range_end) {
            (Dates { start: end, end: None }, None) => Some(end),
            (Dates { start: end, end: None }, Some(same)) if end == same => Some(end),
            _ => return Err("The end stands in two places, and they differ. Keep one.".into()),
        },
    };
    let precision = match key(&cells.get(ImportField::Precision)).as_str() {
        "year" => Some(Precision::Year),
        "month" => Some(Precision::Month),
        _ => None,
    };
    Span::new(dates::no_more_exact(start, precision), end).map_err(|refusal| refusal.to_string())
}
