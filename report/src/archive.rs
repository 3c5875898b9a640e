//! The archive: everything a viewer may see, as JSON that can be read back whole.
//!
//! One record stands on each line, so that two archives can be compared with ordinary tools.

use crate::View;
use charrette_protocol::{Audience, Milliseconds, Record, RecordKey, RecordKind};
use charrette_workshop::limits;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::collections::{BTreeMap, BTreeSet};

/// What an archive calls itself.
const FORMAT: &str = "charrette-archive";

/// The version this program writes, and the newest it reads.
pub const VERSION: u64 = 1;

/// An archive that has been read.
#[derive(Debug, Clone, PartialEq)]
pub struct Archive {
    /// When it was taken.
    pub exported: Milliseconds,
    /// The hash over everything that had happened in the workshop then, as text.
    pub state: String,
    /// Through whose eyes it was taken.
    pub audience: Audience,
    /// Shared records.
    pub records: Vec<Record>,
    /// Records that only the one who took it had. They are not imported.
    pub personal: Vec<Record>,
}

/// Why an archive cannot be read. Each says what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ArchiveProblem {
    /// More bytes than are read.
    #[error(
        "This archive is larger than {} MiB, which is the most the server reads. Take a new one from the workshop after \
         removing what is not needed.",
        limit >> 20
    )]
    TooLarge {
        /// The most, in bytes.
        limit: usize,
    },
    /// Something else altogether.
    #[error(
        "This is not an archive of a workshop. Choose a file that was exported as an archive; its name ends in .json."
    )]
    NotAnArchive,
    /// Cut off, or changed by hand into something that is no JSON.
    #[error("This archive is damaged: {detail}. Export it again, or use another copy.")]
    Damaged {
        /// Where, and what was expected.
        detail: String,
    },
    /// Written by a newer program.
    #[error(
        "This archive was written by a newer version of the program (archive version {version}; this server reads up to {VERSION}). Update the server, then import it again."
    )]
    TooNew {
        /// The archive's version.
        version: u64,
    },
    /// One record is not what it should be.
    #[error("This archive is damaged: number {place} of its {list} {detail}. Export it again, or use another copy.")]
    DamagedRecord {
        /// Which list: `records` or `personal`.
        list: &'static str,
        /// Its place in the list, from 1.
        place: usize,
        /// What is wrong, as the end of a sentence.
        detail: String,
    },
    /// The workshop's own record is missing, or there are several.
    #[error("This archive holds {found} workshops instead of one. Export it again, or use another copy.")]
    NotOneWorkshop {
        /// How many it holds.
        found: usize,
    },
    /// More of a kind than a workshop takes.
    #[error("This archive holds {found} {what}; a workshop takes {limit}.")]
    TooMany {
        /// A plural.
        what: &'static str,
        /// How many it holds.
        found: usize,
        /// The most.
        limit: usize,
    },
}

#[derive(Serialize)]
struct Opening<'a> {
    format: &'static str,
    version: u64,
    title: &'a str,
    exported: Milliseconds,
    audience: Audience,
    state: &'a str,
}

/// The archive of a view.
pub fn write(view: &View) -> Vec<u8> {
    let opening = Opening {
        format: FORMAT,
        version: VERSION,
        title: &view.title,
        exported: view.exported,
        audience: view.audience,
        state: &view.state,
    };
    let mut text = json(&opening);
    text.pop(); // The brace that would end it.
    for (name, records) in [("records", &view.shared), ("personal", &view.personal)] {
        text.push_str(&format!(",\n\"{name}\":["));
        for (at, record) in records.iter().enumerate() {
            text.push_str(if at == 0 { "\n" } else { ",\n" });
            text.push_str(&json(record));
        }
        text.push_str("\n]");
    }
    text.push_str("}\n");
    text.into_bytes()
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("records have string keys only")
}

#[derive(Deserialize)]
struct Kind {
    format: Option<serde_json::Value>,
    version: Option<serde_json::Value>,
}

#[derive(Deserialize)]
struct Body<'a> {
    exported: Milliseconds,
    state: String,
    audience: Audience,
    #[serde(borrow)]
    records: Vec<&'a RawValue>,
    #[serde(borrow)]
    personal: Vec<&'a RawValue>,
}

/// Reads an archive that [`write()`] wrote, here or on another server.
///
/// # Errors
///
/// What is wrong with it, in words. Whether the records fit together is for the rules to say.
pub fn read(bytes: &[u8]) -> Result<Archive, ArchiveProblem> {
    if bytes.len() > limits::IMPORT_BYTES {
        return Err(ArchiveProblem::TooLarge { limit: limits::IMPORT_BYTES });
    }
    // An editor may have put a byte order mark in front.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let kind: Kind = serde_json::from_slice(bytes).map_err(|error| {
        let head = &bytes[..bytes.len().min(200)];
        let ours = head.windows(FORMAT.len()).any(|part| part == FORMAT.as_bytes());
        if ours { ArchiveProblem::Damaged { detail: detail(&error) } } else { ArchiveProblem::NotAnArchive }
    })?;
    if kind.format != Some(FORMAT.into()) {
        return Err(ArchiveProblem::NotAnArchive);
    }
    match kind.version.as_ref().and_then(serde_json::Value::as_u64) {
        Some(VERSION) => {}
        Some(version) if version > VERSION => return Err(ArchiveProblem::TooNew { version }),
        _ => return Err(ArchiveProblem::Damaged { detail: "it does not say its version".into() }),
    }
    let body: Body =
        serde_json::from_slice(bytes).map_err(|error| ArchiveProblem::Damaged { detail: detail(&error) })?;
    let records = records(&body.records, "records", |kind| !kind.is_personal())?;
    let personal = self::records(&body.personal, "personal", RecordKind::is_personal)?;
    check(&records)?;
    Ok(Archive { exported: body.exported, state: body.state, audience: body.audience, records, personal })
}

/// The parser's words without its quotation of what it found, which may be long.
fn detail(error: &serde_json::Error) -> String {
    let place = format!("line {}, character {}", error.line(), error.column());
    match error.classify() {
        serde_json::error::Category::Eof => format!("it ends too early ({place})"),
        serde_json::error::Category::Data => {
            format!("something is missing or of the wrong kind ({})", crate::plain::one_line(&error.to_string()))
        }
        serde_json::error::Category::Io | serde_json::error::Category::Syntax => {
            format!("it cannot be read at {place}")
        }
    }
}

fn records(
    list: &[&RawValue],
    name: &'static str,
    belongs: impl Fn(RecordKind) -> bool,
) -> Result<Vec<Record>, ArchiveProblem> {
    let damaged = |at: usize, detail: String| ArchiveProblem::DamagedRecord { list: name, place: at + 1, detail };
    let mut keys: BTreeSet<RecordKey> = BTreeSet::new();
    let mut records = Vec::with_capacity(list.len());
    for (at, raw) in list.iter().enumerate() {
        let record: Record = serde_json::from_str(raw.get()).map_err(|error| {
            damaged(at, format!("cannot be read ({})", crate::plain::beginning(&error.to_string())))
        })?;
        let key = record.key();
        if !belongs(key.kind) {
            return Err(damaged(at, "does not belong in that list".into()));
        }
        if !keys.insert(key) {
            return Err(damaged(at, "is there twice".into()));
        }
        records.push(record);
    }
    Ok(records)
}

/// Refuses early what no workshop can hold, before anything is opened for it.
fn check(records: &[Record]) -> Result<(), ArchiveProblem> {
    let mut found: BTreeMap<RecordKind, usize> = BTreeMap::new();
    // A statement that is deleted takes no place in a workshop.
    let takes_place = |record: &&Record| !matches!(record, Record::Statement(statement) if statement.deleted);
    for record in records.iter().filter(takes_place) {
        *found.entry(record.key().kind).or_default() += 1;
    }
    let found = |kind: RecordKind| found.get(&kind).copied().unwrap_or_default();
    if found(RecordKind::Workshop) != 1 {
        return Err(ArchiveProblem::NotOneWorkshop { found: found(RecordKind::Workshop) });
    }
    let bounds = [
        (RecordKind::Member, "people", limits::MEMBERS),
        (RecordKind::Table, "tables", limits::TABLES),
        (RecordKind::Step, "steps", limits::STEPS),
        (RecordKind::Board, "boards", limits::BOARDS),
        (RecordKind::Column, "columns", limits::BOARDS * limits::COLUMNS),
        (RecordKind::Note, "notes", limits::NOTES),
        (RecordKind::Cluster, "clusters", limits::BOARDS * limits::CLUSTERS),
        (RecordKind::Entry, "timeline entries", limits::ENTRIES),
        (RecordKind::Era, "eras", limits::ERAS),
        (RecordKind::Statement, "statements", limits::STATEMENTS),
        (RecordKind::StatementVersion, "versions of statements", limits::STATEMENTS * limits::VERSIONS),
        (RecordKind::Comment, "comments", limits::COMMENTS),
        (RecordKind::Link, "links between notes", limits::NOTE_LINKS),
        (RecordKind::Balance, "balances", limits::BOARDS),
        (RecordKind::Act, "acts of facilitators", limits::ACTS),
        (RecordKind::Consent, "answers to what may be published", limits::MEMBERS),
        (RecordKind::ReportText, "texts of the report", limits::REPORT_TEXTS),
        (RecordKind::ReportOutline, "arrangements of the report", 1),
        (RecordKind::Ballot, "ballots", limits::BALLOTS),
        (RecordKind::Option, "options", limits::BALLOTS * limits::OPTIONS),
    ];
    for (kind, what, limit) in bounds {
        if found(kind) > limit {
            return Err(ArchiveProblem::TooMany { what, found: found(kind), limit });
        }
    }
    Ok(())
}
