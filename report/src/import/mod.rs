//! Notes and entries from a file of tables or lines: what it is understood as, row by row.
//!
//! ```text
//! bytes ─ encoding ─▶ text ─ separator ─▶ cells ─ headings ─▶ rows ─ the rules' own limits ─▶ preview
//! ```
//!
//! A row that cannot be taken says why and does not stop the others. Nothing is changed by a
//! preview; rows become notes and entries when they are posted.

mod cells;
mod dates;
mod encoding;
mod headings;
mod rows;
mod separator;

use charrette_protocol::*;
use charrette_workshop::limits;

/// The most rows one file may have.
pub const ROWS: usize = 2_000;

/// The board that rows are to go to.
#[derive(Debug, Clone)]
pub struct Target {
    /// What it holds.
    pub holds: BoardKind,
    /// Its columns or lanes in their order.
    pub columns: Vec<ColumnRecord>,
    /// Where rows go that name no column; none = the first.
    pub fallback: Option<ColumnId>,
}

impl Target {
    /// A board among the records a viewer sees; none if there is no such board.
    pub fn find(records: &[Record], board: BoardId, fallback: Option<ColumnId>) -> Option<Self> {
        let holds = records.iter().find_map(|record| match record {
            Record::Board(found) if found.id == board => Some(found.holds),
            _ => None,
        })?;
        let mut columns: Vec<_> = records
            .iter()
            .filter_map(|record| match record {
                Record::Column(column) if column.board == board => Some(column.clone()),
                _ => None,
            })
            .collect();
        columns.sort_by_key(|column| (column.rank, column.id));
        Some(Self { holds, columns, fallback })
    }
}

/// Why a whole file cannot be taken. Each says what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportProblem {
    /// More bytes than are read.
    #[error("This file is larger than {} MiB. Split it into smaller ones.", limit >> 20)]
    TooLarge {
        /// The most, in bytes.
        limit: usize,
    },
    /// More rows than are read.
    #[error("This file has over {limit} rows. Split it into smaller ones.")]
    TooManyRows {
        /// The most.
        limit: usize,
    },
    /// Nothing stands in it.
    #[error("This file is empty.")]
    Empty,
    /// Its bytes are no letters.
    #[error("This file is not text. Save it as CSV or as plain text, and choose that file.")]
    NotText,
    /// A format that is read elsewhere, if at all.
    #[error("This file is {what}, not a table in text form. Open it, save it as CSV, and choose that file.")]
    OtherFormat {
        /// What it is, with its article.
        what: &'static str,
    },
    /// No column was found that must be there.
    #[error(
        "The first line must name the columns, and no column there is called {wanted}. It reads: {found}. Rename a heading, and choose the file again."
    )]
    HeadingMissing {
        /// What is missing.
        wanted: &'static str,
        /// The first line.
        found: String,
    },
    /// Notes for a timeline, or entries for something else.
    #[error("{}", match holds {
        BoardKind::Timeline => "A timeline takes dated entries, not notes. Import the file as entries.",
        BoardKind::Statements => "Statements are written by tables, one by one. Choose a board with notes, or a timeline.",
        BoardKind::Notes | BoardKind::Iceberg => "This board takes notes, not dated entries. Import the file as notes, or choose a timeline.",
    })]
    BoardUnfit {
        /// What the board holds.
        holds: BoardKind,
    },
    /// There is nowhere to put anything.
    #[error("This board has no column yet. Add one first.")]
    NoColumn,
}

/// Reads a file for a board.
///
/// # Errors
///
/// Why the file as a whole cannot be taken. What is wrong with a row stands in its place.
pub fn preview(bytes: &[u8], what: ImportKind, target: &Target) -> Result<ImportPreview, ImportProblem> {
    let fits = match target.holds {
        BoardKind::Notes | BoardKind::Iceberg => what == ImportKind::Notes,
        BoardKind::Timeline => what == ImportKind::Entries,
        BoardKind::Statements => false,
    };
    if !fits {
        return Err(ImportProblem::BoardUnfit { holds: target.holds });
    }
    if target.columns.is_empty() {
        return Err(ImportProblem::NoColumn);
    }
    if bytes.len() > limits::IMPORT_BYTES {
        return Err(ImportProblem::TooLarge { limit: limits::IMPORT_BYTES });
    }
    let (encoding, text) = encoding::decode(bytes)?;
    if text.trim().is_empty() {
        return Err(ImportProblem::Empty);
    }
    let layout = separator::layout(&text, what, target.holds)?;
    let mut reader = rows::Reader::new(what, target, layout.headings);
    let mut rows = Vec::new();
    for row in layout.form.rows().skip(usize::from(layout.has_headings)) {
        if rows.len() == ROWS {
            return Err(ImportProblem::TooManyRows { limit: ROWS });
        }
        rows.push(reader.read(row));
    }
    let fallback = reader.fallback_used();
    Ok(ImportPreview { encoding, separator: layout.separator, headings: reader.into_headings(), fallback, rows })
}
