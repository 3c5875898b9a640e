//! What stands between the cells of a file, and whether its first line names them.

use super::ImportProblem;
use super::cells::{self, Form};
use super::headings;
use crate::plain::beginning;
use charrette_protocol::*;

/// How many rows are looked at.
const SAMPLE: usize = 20;

/// How a file is laid out.
#[derive(Debug)]
pub(super) struct Layout<'a> {
    pub separator: Option<FileSeparator>,
    pub form: Form<'a>,
    /// Whether the first row names the columns.
    pub has_headings: bool,
    /// The columns; empty where the first row does not name them.
    pub headings: Vec<ImportHeading>,
}

/// One way to read a file, and how well it goes.
struct Guess {
    separator: Option<FileSeparator>,
    first: Vec<String>,
    fields: Vec<Option<ImportField>>,
    /// How many of the rows looked at have as many cells as the first.
    alike: usize,
    looked_at: usize,
}

impl Guess {
    fn knows(&self, field: ImportField) -> bool {
        self.fields.contains(&Some(field))
    }

    fn known(&self) -> usize {
        self.fields.iter().flatten().count()
    }
}

/// The fields without which there is no row.
const fn needed(what: ImportKind) -> &'static [ImportField] {
    match what {
        ImportKind::Notes => &[ImportField::Text],
        ImportKind::Entries => &[ImportField::Start, ImportField::Title],
    }
}

const fn name(field: ImportField) -> &'static str {
    match field {
        ImportField::Start => "\"date\" or \"start\"",
        ImportField::Title => "\"title\"",
        _ => "\"text\", \"note\" or \"idea\"",
    }
}

/// Finds out how a file is laid out.
///
/// # Errors
///
/// A table without a heading that must be there.
pub(super) fn layout(text: &str, what: ImportKind, board: BoardKind) -> Result<Layout<'_>, ImportProblem> {
    let told = cells::told(text);
    let (text, first_line) = told.map_or((text, 1), |(_, rest)| (rest, 2));
    let candidates = match told {
        Some((separator, _)) => vec![Some(separator)],
        None => vec![Some(FileSeparator::Comma), Some(FileSeparator::Semicolon), Some(FileSeparator::Tab)],
    };
    let guess = |separator: &Option<FileSeparator>| {
        let mut rows = Form::new(text, first_line, *separator).rows().take(SAMPLE).filter_map(|row| row.cells);
        let first = rows.next().unwrap_or_default();
        let (mut alike, mut looked_at) = (0, 0);
        for row in rows {
            looked_at += 1;
            alike += usize::from(row.len() == first.len());
        }
        let fields = headings::recognise(&first, what, board);
        Guess { separator: *separator, first, fields, alike, looked_at }
    };
    // The best knows the most headings; among equals, more rows are alike, in more cells. The
    // first of equals is taken, so compare backwards.
    let best = candidates
        .iter()
        .map(guess)
        .rev()
        .max_by_key(|guess| {
            let tabular = guess.first.len() > 1;
            (guess.known(), tabular, if tabular { guess.alike } else { 0 }, guess.first.len())
        })
        .ok_or(ImportProblem::Empty)?;

    let missing = needed(what).iter().find(|field| !best.knows(**field));
    match missing {
        None => {
            // A single heading has nothing to separate; commas below it belong to the texts.
            let separator = best.separator.filter(|_| best.first.len() > 1);
            let headings = best
                .first
                .iter()
                .zip(&best.fields)
                .map(|(heading, field)| ImportHeading { heading: beginning(heading), field: *field })
                .collect();
            Ok(Layout { separator, form: Form::new(text, first_line, separator), has_headings: true, headings })
        }
        Some(_) if what == ImportKind::Notes && !is_table(text, &best) => Ok(Layout {
            separator: None,
            form: Form::new(text, first_line, None),
            has_headings: false,
            headings: vec![],
        }),
        Some(field) => {
            Err(ImportProblem::HeadingMissing { wanted: name(*field), found: beginning(&best.first.join(" | ")) })
        }
    }
}

/// Whether this is a table, although no heading in it is known, rather than a list of lines
/// with the separator in their sentences.
fn is_table(text: &str, guess: &Guess) -> bool {
    let separator = match guess.separator {
        Some(FileSeparator::Tab) => return guess.first.len() > 1,
        Some(FileSeparator::Comma) => ',',
        Some(FileSeparator::Semicolon) => ';',
        None => return false,
    };
    // After a comma in a sentence stands a blank.
    let tight = text
        .lines()
        .take(SAMPLE)
        .flat_map(|line| line.split(separator).skip(1))
        .any(|after| after.chars().next().is_none_or(|next| !next.is_whitespace()));
    guess.first.len() > 1 && guess.alike == guess.looked_at && tight
}
