//! The report as a document: sections, tables, figures, quotes. One model, many writers.
//!
//! `report::build` makes it from a [`View`](crate::View) and a [`ReleaseLevel`]; Word, HTML, PDF and Markdown
//! are written from it and decide nothing but how it looks. Every text in it is plain text as people typed it or as the report's own
//! words have it: each writer makes it literal in its own format.

mod drawing;

pub use drawing::*;
// By name, so that it is not taken for the protocol's.
pub use drawing::Axis;

use charrette_protocol::{
    BallotId, ClusterId, EntryId, NoteId, OptionId, ReleaseLevel, ReportKind, ReportPart, StatementId,
};
use serde::Serialize;

/// A whole report, in reading order.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Which of the two reports it is.
    pub kind: ReportKind,
    /// For whom it may leave the house.
    pub level: ReleaseLevel,
    /// What stands on the first page.
    pub cover: Cover,
    /// What follows, each section numbered from 1 in this order.
    pub sections: Vec<Section>,
    /// What a sender should know before sending.
    pub checks: Vec<Check>,
}

/// The first page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cover {
    /// The workshop's title.
    pub title: String,
    /// The report's kind in words, as "Seminar Report".
    pub subtitle: String,
    /// Lines of facts: date, people present, purpose's first line.
    pub facts: Vec<String>,
    /// How contributions are signed, and for whom the report is.
    pub notice: String,
    /// The head of the log's hash chain, or the fingerprint of what was seen; empty if there is none.
    pub record: String,
}

/// One numbered section; its headings inside begin at level 2.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Section {
    /// What it is about; the same section never comes twice.
    pub part: ReportPart,
    /// Its heading, without a number.
    pub title: String,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "block", rename_all = "snake_case")]
pub enum Block {
    /// A heading inside a section: level 2 or 3.
    Heading {
        /// 2 or 3.
        level: u8,
        /// Its words.
        text: String,
        /// What leads here.
        anchor: Option<Anchor>,
    },
    /// One sentence in larger type that says what the section found.
    Lead {
        /// The sentence.
        text: String,
    },
    /// Running text.
    Paragraph {
        /// Its pieces.
        spans: Vec<Span>,
    },
    /// A list without numbers, or with.
    List {
        /// Whether the items are numbered from 1.
        numbered: bool,
        /// The items.
        items: Vec<Item>,
    },
    /// Somebody's own words.
    Quote {
        /// The words.
        text: String,
        /// How it is signed; none if it is not.
        by: Option<String>,
        /// The note or comment it is.
        source: Option<Anchor>,
    },
    /// A table with a caption, numbered through the report.
    Table(Table),
    /// A figure with a caption, numbered through the report.
    Figure(Figure),
    /// Small print.
    Remark {
        /// Its words.
        text: String,
    },
    /// A place left open for whoever edits the report: prompts in words what belongs here.
    Open {
        /// What belongs here.
        prompt: String,
    },
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Item {
    /// Its text.
    pub spans: Vec<Span>,
    /// What leads here.
    pub anchor: Option<Anchor>,
    /// Items under it; they have none of their own.
    pub items: Vec<Item>,
}

/// A piece of running text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Span {
    /// The text; a line break in it is a line break in the document.
    pub text: String,
    /// How it is set.
    pub style: SpanStyle,
    /// Where it leads, inside the report.
    pub link: Option<Anchor>,
}

/// How a piece of text is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SpanStyle {
    /// As the text around it.
    #[default]
    Plain,
    /// Bold.
    Strong,
    /// Italic.
    Emphasis,
    /// Smaller and lighter, as a signature or a source.
    Quiet,
}

/// A place in the report that can be led to: what it is about and whose id it has, as `note_…`. At most 40
/// letters, digits and underscores that begin with a letter, which is what Word takes for a bookmark; a valid id in HTML.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Anchor(String);

impl Anchor {
    /// The place of a record: `what` in at most seven letters, and its 128 bits in hexadecimal.
    fn of(what: &str, bytes: &[u8; 16]) -> Self {
        use std::fmt::Write;
        let mut text = format!("{what}_");
        for byte in bytes {
            let _ = write!(text, "{byte:02x}");
        }
        Self(text)
    }

    /// A note's place.
    pub fn note(id: NoteId) -> Self {
        Self::of("note", id.as_bytes())
    }

    /// A cluster's place.
    pub fn cluster(id: ClusterId) -> Self {
        Self::of("cluster", id.as_bytes())
    }

    /// A ballot's place.
    pub fn ballot(id: BallotId) -> Self {
        Self::of("ballot", id.as_bytes())
    }

    /// An option's place.
    pub fn option(id: OptionId) -> Self {
        Self::of("option", id.as_bytes())
    }

    /// A statement's place.
    pub fn statement(id: StatementId) -> Self {
        Self::of("draft", id.as_bytes())
    }

    /// A timeline entry's place.
    pub fn entry(id: EntryId) -> Self {
        Self::of("entry", id.as_bytes())
    }

    /// A section's place.
    pub fn part(part: ReportPart) -> Self {
        Self(format!("part_{}", part.key()))
    }

    /// As it stands in a file.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// What it shows, without "Table 2.".
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each as wide as the columns.
    pub rows: Vec<Row>,
    /// Small print under it; empty if none.
    pub remark: String,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Column {
    /// Its heading.
    pub title: String,
    /// Whether its cells are numbers and so set to the right.
    pub number: bool,
    /// How wide it is in proportion to the others, at least 1.
    pub width: u16,
}

/// What stands in a cell of a table.
pub type Cell = Vec<Span>;

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// What leads here.
    pub anchor: Option<Anchor>,
    /// The cells.
    pub cells: Vec<Cell>,
}

/// A figure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    /// What it shows, without "Figure 3.".
    pub caption: String,
    /// The same in words, for whoever does not see it: names, numbers, what stands out.
    pub alternative: String,
    /// What is drawn.
    pub drawing: Drawing,
}

/// Something to know before sending.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// Whether it is well, or somebody should look.
    pub well: bool,
    /// What was found, in words.
    pub text: String,
    /// Where to look.
    pub look: Option<Anchor>,
}
