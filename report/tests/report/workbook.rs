//! The workbook, read back by another reader.

use crate::fixture;
use calamine::{Data, Reader, Xlsx};
use charrette_report::{View, workbook};
use std::io::{Cursor, Read};

fn open(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

/// All parts of the file as text.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        parts.push((file.name().unwrap().into_owned(), text));
    }
    parts
}

#[test]
fn there_is_a_sheet_for_each_table_and_one_for_results() {
    let mut book = open(workbook::write(&fixture::view()));
    let names = book.sheet_names();
    assert_eq!(names[0], "Results");
    for name in ["Workshop", "Notes", "Clusters", "Entries", "Statements", "Ballots", "Results by group"] {
        assert!(names.iter().any(|one| one == name), "{name} in {names:?}");
    }
    let results = book.worksheet_range("Results").unwrap();
    assert!(results.rows().flatten().any(|cell| *cell == Data::String("Option".into())));
}

#[test]
fn the_tables_results_have_a_name_of_their_own() {
    let names = open(workbook::write(&fixture::view())).sheet_names();
    let mut folded: Vec<_> = names.iter().map(|name| name.to_lowercase()).collect();
    folded.sort();
    folded.dedup();
    assert_eq!(folded.len(), names.len());
}

#[test]
fn numbers_are_numbers_times_are_dates_and_what_people_wrote_is_text() {
    let mut book = open(workbook::write(&fixture::view()));
    let cell = |book: &mut Xlsx<_>, sheet: &str, heading: &str| -> Data {
        let range = book.worksheet_range(sheet).unwrap();
        let column =
            range.rows().next().unwrap().iter().position(|cell| *cell == Data::String(heading.into())).unwrap();
        range.rows().nth(1).unwrap()[column].clone()
    };
    assert!(matches!(cell(&mut book, "Ballots", "Eligible"), Data::Float(_)));
    assert!(matches!(cell(&mut book, "Workshop", "Exported"), Data::DateTime(_)));
    assert!(matches!(cell(&mut book, "Notes", "Text"), Data::String(_)));
    assert!(matches!(cell(&mut book, "Entries", "Start"), Data::String(_)));

    // Given somebody who wrote a number, a date, a formula
    for words in ["42", "2026-11-18 14:03 UTC", "=1+1", "+1", "@SUM(A1)", "TRUE", "https://example.org/", "_x0041_"] {
        let mut book = open(workbook::write(&fixture::saying(words)));
        assert_eq!(cell(&mut book, "Notes", "Text"), Data::String(words.into()));
    }
}

#[test]
fn hostile_texts_are_literal_and_nothing_leads_out() {
    let long = "W".repeat(40_000);
    let controls = "a\0b\u{1b}c\u{fffe}d\u{202e}e";
    for words in
        ["=HYPERLINK(\"http://example.org\")", "_x0041__x0042_x0043_", "مرحبا 👩\u{200d}🔬 ']]>&<b>", controls, &long]
    {
        let bytes = workbook::write(&fixture::saying(words));
        for (name, text) in parts(&bytes) {
            assert!(!text.contains("TargetMode=\"External\""), "{name}");
            assert!(!text.contains("<f>") && !text.contains("<f "), "{name} calculates");
            let illegal = |character: char| character.is_control() && !matches!(character, '\n' | '\r' | '\t');
            assert!(!text.contains(illegal) && !text.contains(['\u{fffe}', '\u{ffff}']), "{name}");
        }
        let mut book = open(bytes);
        let notes = book.worksheet_range("Notes").unwrap();
        let Data::String(text) = &notes.rows().nth(1).unwrap()[1] else { panic!("a text") };
        assert!(text.encode_utf16().count() <= 32_767);
        if words == controls {
            assert_eq!(text, "abcde");
        } else if words != long {
            assert_eq!(text, words);
        }
    }
}

#[test]
fn results_have_charts_whose_words_are_those_of_cells() {
    let parts = parts(&workbook::write(&fixture::view()));
    let charts: Vec<_> = parts.iter().filter(|(name, _)| name.starts_with("xl/charts/chart")).collect();
    assert!(!charts.is_empty());
    for (name, chart) in charts {
        assert!(chart.contains("<c:barChart>"), "{name}");
        assert!(chart.contains("Results!$B$"), "{name}: names of options come from cells");
        assert!(!chart.contains("<a:t>"), "{name}: no words but those of cells");
    }
}

#[test]
fn the_same_view_gives_the_same_bytes() {
    assert_eq!(workbook::write(&fixture::view()), workbook::write(&fixture::view()));
    let empty = View::new(0, charrette_protocol::Audience::Room, vec![], vec![], String::new());
    let mut book = open(workbook::write(&empty));
    assert!(book.sheet_names().len() > 10);
    let results = book.worksheet_range("Results").unwrap();
    assert!(results.rows().flatten().any(|cell| *cell == Data::String("No ballot was closed.".into())));
}

#[test]
#[ignore = "writes workbooks to look at into the folder for temporary files"]
fn workbooks() {
    let folder = std::env::temp_dir().join("charrette-workbooks");
    std::fs::create_dir_all(&folder).unwrap();
    let hostile = fixture::saying("=1+1 _x0041_ <b>&amp; {TOC} مرحبا 👩\u{200d}🔬 \u{202e}txt.exe");
    for (name, view) in [("sample", fixture::view()), ("hostile", hostile)] {
        std::fs::write(folder.join(format!("{name}.xlsx")), workbook::write(&view)).unwrap();
    }
}
