//! All tables of a view as one zip of CSV files: UTF-8, CRLF, a header line, safe to open in a
//! spreadsheet.
//!
//! Names of files are fixed and no text of a workshop is in them. Times inside the zip are
//! fixed too, so the same view gives the same bytes.

/// A row of cells, each written as what it is.
macro_rules! row {
    ($($cell:expr),* $(,)?) => { vec![$($cell.to_string()),*] };
}

mod acts;
mod ballots;
mod readme;
mod report;
mod sheets;
mod statements;

pub(crate) use ballots::OTHER_GROUPS;

use crate::View;
use crate::guard;
use crate::plain::plain;
use crate::view::Contents;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// The most UTF-16 units a spreadsheet takes in one cell.
const CELL_UNITS: usize = 32_767;

/// What stands at the end of a cell that had to be cut.
const CUT: &str = " … (cut here; the archive has all of it)";

/// How tables are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Whether each table begins with a byte order mark, by which spreadsheets know UTF-8.
    pub mark: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { mark: true }
    }
}

/// One table: the name of its file, its headings, its rows.
pub(crate) struct Sheet {
    pub name: &'static str,
    pub headings: &'static [&'static str],
    pub rows: Vec<Vec<String>>,
}

/// All tables of a view, for whoever writes them in another format.
pub(crate) fn all(view: &View) -> Vec<Sheet> {
    sheets::all(view, &Contents::of(view))
}

/// The zip with the tables of a view.
pub fn write(view: &View, options: Options) -> Vec<u8> {
    let contents = Contents::of(view);
    let sheets = sheets::all(view, &contents);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    put(&mut zip, "README.txt", readme::text(view, &sheets).as_bytes());
    for sheet in &sheets {
        put(&mut zip, &format!("{}.csv", sheet.name), &table(sheet, options));
    }
    zip.finish().expect("memory takes all bytes").into_inner()
}

fn put(zip: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, bytes: &[u8]) {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644);
    zip.start_file(name, options).expect("names are fixed and differ");
    zip.write_all(bytes).expect("memory takes all bytes");
}

fn table(sheet: &Sheet, options: Options) -> Vec<u8> {
    let bytes = if options.mark { b"\xef\xbb\xbf".to_vec() } else { Vec::new() };
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(bytes);
    writer.write_record(sheet.headings).expect("memory takes all bytes");
    for row in &sheet.rows {
        writer.write_record(row.iter().map(|text| cell(text))).expect("rows are as wide as their headings");
    }
    writer.into_inner().unwrap_or_else(|_| unreachable!("memory takes all bytes"))
}

/// A text as a cell.
fn cell(text: &str) -> String {
    cut(guard::guard(&plain(text)))
}

/// A text no longer than a spreadsheet takes in one cell.
pub(crate) fn cut(text: String) -> String {
    if text.encode_utf16().count() <= CELL_UNITS {
        return text;
    }
    let mut units = CUT.encode_utf16().count();
    let fits = |character: &char| {
        units += character.len_utf16();
        units <= CELL_UNITS
    };
    let mut cut: String = text.chars().take_while(fits).collect();
    cut.push_str(CUT);
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_fits_into_a_spreadsheet() {
        for text in ["a".repeat(40_000), "😀".repeat(20_000), format!("={}", "\u{e9}".repeat(32_766))] {
            let cell = cell(&text);
            assert!(cell.encode_utf16().count() <= CELL_UNITS && cell.ends_with(CUT));
        }
        let whole = "a".repeat(CELL_UNITS);
        assert_eq!(cell(&whole), whole);
    }

    #[test]
    fn what_no_table_should_hold_is_not_in_it() {
        assert_eq!(cell("\0=1+1"), "'=1+1");
        assert_eq!(cell("\u{1b}[31mred\u{7}"), "[31mred");
        assert_eq!(cell("two\r\nlines"), "two\nlines");
        assert_eq!(cell("\u{202e}txt.exe"), "txt.exe");
    }
}
