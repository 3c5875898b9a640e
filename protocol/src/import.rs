//! Bodies of the HTTP requests that bring files in: a preview of tables, and whole archives.
//!
//! A preview changes nothing. The client shows it and posts the rows that a person accepts as
//! ordinary commands ([`Command::PostNote`](crate::Command::PostNote),
//! [`Command::PostEntry`](crate::Command::PostEntry)), so that rules, ids and repetition hold
//! for them as for anything else.

use crate::ids::*;
use crate::values::*;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
#[cfg(feature = "typescript")]
use ts_rs::TS;

/// What the rows of a file are to become: `what` in `POST /api/import/preview?what=…&board=…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    /// Notes of a board with headings or iceberg levels.
    Notes,
    /// Entries of a timeline.
    Entries,
}

/// How a file's bytes stand for letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum FileEncoding {
    /// UTF-8.
    Utf8,
    /// UTF-8 that says so in its first three bytes.
    Utf8WithMark,
    /// UTF-16, the low byte first.
    Utf16LittleEndian,
    /// UTF-16, the high byte first.
    Utf16BigEndian,
    /// The western Windows code page.
    Windows1252,
}

/// What stands between a file's cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum FileSeparator {
    /// A comma.
    Comma,
    /// A semicolon.
    Semicolon,
    /// A tab.
    Tab,
}

/// What a column of a file was understood as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum ImportField {
    /// A note's text.
    Text,
    /// The column, or the iceberg level, a note belongs in.
    Column,
    /// The lane of an entry.
    Lane,
    /// When an entry was, or began.
    Start,
    /// How exact the beginning is: year, month or day.
    Precision,
    /// When an entry ended.
    End,
    /// What happened, in a line.
    Title,
    /// More about it.
    Detail,
    /// Why it matters.
    WhyItMatters,
    /// Where one can read it.
    Source,
    /// Further lanes.
    AlsoIn,
    /// Whether the row had been deleted where the file comes from.
    Deleted,
}

/// A column of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct ImportHeading {
    /// Its heading, as the file has it.
    pub heading: String,
    /// What it was understood as; none = left aside.
    pub field: Option<ImportField>,
}

/// A row of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(tag = "row", rename_all = "snake_case")]
pub enum ImportRow {
    /// A note, ready to be posted.
    Note {
        /// The line of the file it begins in, from 1.
        line: u32,
        /// Where it belongs on the board.
        column: ColumnId,
        /// Its text.
        text: String,
    },
    /// An entry, ready to be posted.
    Entry {
        /// The line of the file it begins in, from 1.
        line: u32,
        /// What it says.
        text: EntryText,
    },
    /// A row that cannot be taken as it is; the others can.
    Unfit {
        /// The line of the file it begins in, from 1.
        line: u32,
        /// What is wrong with it, and what to do, for people.
        words: String,
    },
}

/// The answer to `POST /api/import/preview`, whose body is the file as it is: what was understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct ImportPreview {
    /// How the file was read.
    pub encoding: FileEncoding,
    /// What stands between its cells; none = every line is one cell.
    pub separator: Option<FileSeparator>,
    /// Its columns; empty = it has no line of headings.
    pub headings: Vec<ImportHeading>,
    /// Where rows went that name no column or lane; none = no row went there. Another one can be
    /// had by asking again with `&column=…`.
    pub fallback: Option<ColumnId>,
    /// Its rows in the file's order.
    pub rows: Vec<ImportRow>,
}

/// `POST /api/import/archive`: open a workshop from an archive. Answered as opening one from a
/// template is: with a seat. The server's creation key, where it asks for one, stands in the
/// header `x-creation-key`, so that it is checked before the archive is read.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct ImportArchive {
    /// The id the browser chose for the workshop, so that a repeated request opens it once.
    pub workshop: WorkshopId,
    /// The id the browser chose for the lead.
    pub member: MemberId,
    /// The secret of the lead's session: 256 bits that the browser drew, as 43 characters of
    /// base64url. The server stores only its hash.
    pub secret: String,
    /// The name of the lead who opens it.
    pub name: String,
    /// A title instead of the archive's; none = the archive's.
    pub title: Option<String>,
    /// The archive: the JSON of the exported file, as it is.
    #[cfg_attr(feature = "typescript", ts(type = "unknown"))]
    pub archive: Box<RawValue>,
}

impl PartialEq for ImportArchive {
    fn eq(&self, other: &Self) -> bool {
        // Taken apart, so that a new field is not forgotten.
        let Self { workshop, member, secret, name, title, archive } = self;
        (workshop, member, secret) == (&other.workshop, &other.member, &other.secret)
            && (name, title) == (&other.name, &other.title)
            && archive.get() == other.archive.get()
    }
}
