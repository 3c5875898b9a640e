//! The sample workshop's own files, and files as spreadsheets write them.

use crate::fixture::id;
use charrette_protocol::*;
use charrette_report::import::{self, Target};
use std::path::Path;

fn sample(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../rehearsal/sample").join(name)).unwrap()
}

fn column(byte: u8, title: &str, level: Option<IcebergLevel>) -> ColumnRecord {
    ColumnRecord {
        id: id!(ColumnId, byte),
        board: id!(BoardId, 1),
        rank: u64::from(byte),
        title: title.to_owned(),
        prompt: String::new(),
        level,
    }
}

pub fn iceberg() -> Target {
    let columns = vec![
        column(1, "Events", Some(IcebergLevel::Event)),
        column(2, "Patterns", Some(IcebergLevel::Pattern)),
        column(3, "Structures", Some(IcebergLevel::Structure)),
        column(4, "Mental models", Some(IcebergLevel::MentalModel)),
    ];
    Target { holds: BoardKind::Iceberg, columns, fallback: None }
}

pub fn ideas() -> Target {
    Target { holds: BoardKind::Notes, columns: vec![column(1, "Ideas", None)], fallback: None }
}

pub fn timeline() -> Target {
    let columns = vec![column(1, "Cell therapy", None), column(2, "Gene therapy", None), column(3, "Policy", None)];
    Target { holds: BoardKind::Timeline, columns, fallback: None }
}

#[test]
fn all_notes_of_the_sample_are_read() {
    let preview = import::preview(&sample("notes.csv"), ImportKind::Notes, &iceberg()).unwrap();
    assert_eq!((preview.encoding, preview.separator), (FileEncoding::Utf8, Some(FileSeparator::Comma)));
    let fields: Vec<_> = preview.headings.iter().map(|heading| heading.field).collect();
    assert_eq!(fields, [None, Some(ImportField::Text), Some(ImportField::Column), None, None]);
    let mut levels = [0; 4];
    for row in &preview.rows {
        let ImportRow::Note { column, .. } = row else { panic!("{row:?}") };
        levels[usize::from(column.as_bytes()[0]) - 1] += 1;
    }
    assert_eq!(levels, [58, 71, 64, 32]);
    assert_eq!(preview.fallback, None);
    // On a board without levels the column of levels is left aside.
    let preview = import::preview(&sample("notes.csv"), ImportKind::Notes, &ideas()).unwrap();
    assert!(preview.rows.iter().all(|row| matches!(row, ImportRow::Note { .. })));
    assert_eq!(preview.rows.len(), 225);
    assert_eq!(preview.fallback, Some(id!(ColumnId, 1)));
}

#[test]
fn all_entries_of_the_sample_are_read() {
    let preview = import::preview(&sample("timeline.csv"), ImportKind::Entries, &timeline()).unwrap();
    assert_eq!(preview.rows.len(), 69);
    let file = sample("timeline.csv");
    let mut reader = csv::Reader::from_reader(&file[..]).into_records();
    for row in &preview.rows {
        let ImportRow::Entry { text, .. } = row else { panic!("{row:?}") };
        let expected = reader.next().unwrap().unwrap();
        assert_eq!(text.start, &expected[1]);
        assert_eq!(text.end.as_deref().unwrap_or_default(), &expected[3]);
        assert_eq!((text.title.as_str(), text.detail.as_str()), (&expected[4], &expected[5]));
        assert_eq!(text.also_in.len(), expected[8].split(';').filter(|lane| !lane.is_empty()).count());
    }
}

#[test]
fn other_files_of_the_sample_are_no_timelines() {
    let problem = import::preview(&sample("people.csv"), ImportKind::Entries, &timeline()).unwrap_err();
    assert!(problem.to_string().contains("no column there is called \"date\" or \"start\""), "{problem}");
    let problem = import::preview(&sample("people.csv"), ImportKind::Notes, &ideas()).unwrap_err();
    assert!(problem.to_string().contains("It reads: name | perspective | group | table"), "{problem}");
}

/// [EXPORT-6]
#[test]
fn the_sample_is_the_same_however_a_spreadsheet_saved_it() {
    let original = import::preview(&sample("timeline.csv"), ImportKind::Entries, &timeline()).unwrap();
    for (separator, expected) in [(b';', FileSeparator::Semicolon), (b'\t', FileSeparator::Tab)] {
        let mut writer =
            csv::WriterBuilder::new().delimiter(separator).terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        for record in csv::ReaderBuilder::new().has_headers(false).from_reader(&sample("timeline.csv")[..]).records() {
            writer.write_record(&record.unwrap()).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let utf16: Vec<u8> = std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let preview = import::preview(&utf16, ImportKind::Entries, &timeline()).unwrap();
        assert_eq!((preview.encoding, preview.separator), (FileEncoding::Utf16LittleEndian, Some(expected)));
        assert_eq!(preview.rows, original.rows);
    }
}
