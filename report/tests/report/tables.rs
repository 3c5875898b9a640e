use crate::fixture::*;
use charrette_protocol::*;
use charrette_report::{View, guard, tables};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// The files of a zip by name.
fn unzip(bytes: Vec<u8>) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut file = zip.by_index(at).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

fn files(view: &View) -> BTreeMap<String, Vec<u8>> {
    unzip(tables::write(view, tables::Options::default()))
}

/// A table read by an ordinary reader: rows of cells by heading.
fn rows(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Vec<BTreeMap<String, String>> {
    let bytes = files[name].strip_prefix(b"\xef\xbb\xbf").expect("a byte order mark");
    csv::Reader::from_reader(bytes).deserialize().map(|row| row.unwrap()).collect()
}

#[test]
fn tables_read_as_written() {
    let files = files(&view());
    for (name, bytes) in &files {
        crate::check_golden(&format!("tables/{name}"), bytes);
    }
    let golden = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/tables");
    assert_eq!(std::fs::read_dir(golden).unwrap().count(), files.len(), "a golden file outlived its table");
}

/// [EXPORT-4]
#[test]
fn the_same_view_gives_the_same_bytes_whatever_order_it_came_in() {
    let bytes = |view: &View| tables::write(view, tables::Options::default());
    let mut turned = view();
    turned.shared.reverse();
    turned.personal.reverse();
    assert_eq!(bytes(&view()), bytes(&view()));
    assert_eq!(bytes(&view()), bytes(&turned));
}

/// [CONSENT-4]
#[test]
fn what_people_agreed_to_stands_in_facilitators_tables_alone() {
    let (zoe, tomasz) = (2, 1);
    let of_facilitators = rows(&files(&view()), "members.csv");
    let said = |row: usize| ["may_be_listed", "may_be_quoted"].map(|name| of_facilitators[row][name].as_str());
    assert_eq!((said(zoe), said(tomasz)), (["yes", "no"], ["", ""]));
    let others = View { audience: Audience::Room, ..view() };
    assert!(rows(&files(&others), "members.csv").iter().all(|row| !row.contains_key("may_be_listed")));
}

/// [REPORT-7]
#[test]
fn what_facilitators_wrote_into_the_report_is_a_table_of_theirs_alone() {
    let texts = rows(&files(&view()), "report_texts.csv");
    let read: Vec<_> = ["part", "part_left_out", "cluster", "text"]
        .map(|name| texts.iter().map(|row| row[name].as_str()).collect::<Vec<_>>())
        .into();
    assert_eq!(read[0], ["summary", "glossary", ""]);
    assert_eq!(read[1], ["no", "yes", ""]);
    assert_eq!(read[2], ["", "", "A covered therapy is not yet a therapy people can reach"]);
    assert_eq!(read[3], ["Cover first,\nthen reach.", "Words as the room used them.", "'=Half of the room said so."]);
    let others = View { audience: Audience::Room, ..view() };
    assert!(!files(&others).contains_key("report_texts.csv"));
}

#[test]
fn ids_are_joined_with_what_people_call_things() {
    let files = files(&view());
    let notes = rows(&files, "notes.csv");
    assert_eq!(notes.len(), 12);
    let kept: Vec<_> = notes.iter().map(|note| note["kept"].as_str()).filter(|kept| *kept != "board").collect();
    assert_eq!(kept, ["merged", "merged", "parked", "annex", "set_aside"]);
    let note = &notes[0];
    assert_eq!(note["cluster"], "A covered therapy is not yet a therapy people can reach");
    assert_eq!((note["step"].as_str(), note["column"].as_str()), ("Ideas, each alone", "Ideas"));
    assert_eq!(
        (note["signed"].as_str(), note["author"].as_str(), note["group"].as_str()),
        ("group", "", "Research & development")
    );
    let deleted: Vec<_> = notes.iter().filter(|note| note["deleted"] == "yes").map(|note| &note["text"]).collect();
    assert_eq!(deleted, ["Taken back."]);
    let entries = rows(&files, "entries.csv");
    let facts: Vec<_> =
        entries.iter().map(|entry| [&entry["start"], &entry["precision"], &entry["end"], &entry["also_in"]]).collect();
    assert_eq!(facts, [["1988-10", "month", "1990", "Policy"], ["1990-09-14", "day", "", "Policy"]]);
    let results = rows(&files, "results.csv");
    assert_eq!(
        (results[0]["people"].as_str(), results[0]["voted"].as_str(), results[0]["eligible"].as_str()),
        ("31", "43", "45")
    );
    assert_eq!(rows(&files, "my_votes.csv")[0]["mark"], "2");
    let scales = rows(&files, "result_scales.csv");
    assert_eq!((scales[1]["median"].as_str(), scales[1]["polarisation"].as_str()), ("3", "0.76"));
    let counted: u32 = rows(&files, "result_values.csv").iter().map(|row| row["people"].parse::<u32>().unwrap()).sum();
    assert_eq!(counted, 80, "all who marked the two options of the second round");
    assert_eq!(rows(&files, "reasons.csv")[0]["reason"], "Nothing else | moves without it.");
    assert_eq!(rows(&files, "tables.csv")[0]["name"], "Table 2");
    let fields = rows(&files, "statements.csv");
    let said: Vec<_> = fields.iter().map(|row| [&row["place"], &row["table"], &row["field"], &row["text"]]).collect();
    assert_eq!(said[0], ["1", "Table 2", "Who", "Budget committee staff"]);
    assert_eq!((said.len(), said[1][2].as_str()), (2, "Needs to understand"));
    assert_eq!(rows(&files, "statement_versions.csv").len(), 3);
    let comments = rows(&files, "comments.csv");
    assert_eq!(comments.iter().map(|row| row["reservation"].as_str()).collect::<Vec<_>>(), ["no", "yes"]);
    let link = &rows(&files, "links.csv")[0];
    assert_eq!((link["says"].as_str(), link["to"].as_str()), ("driven_by", "We think risk is for others."));
    assert_eq!(entries[1]["fact_state"], "verified");
}

/// [EXPORT-11]
#[test]
fn what_was_practised_is_no_result() {
    let mut view = view();
    view.shared.extend(practice());
    let document = crate::markdown::document(&view);
    assert!(!document.contains("Practised"), "{document}");
    assert!(document.contains("Which first?"), "a ballot that counts stays, although it was tried before");
    for (name, bytes) in files(&view) {
        assert!(!String::from_utf8(bytes).unwrap().contains("Practised"), "{name}");
    }
    let archive = charrette_report::archive::write(&view);
    assert!(String::from_utf8(archive).unwrap().contains("Practised: Lisbon."), "an archive is whole");
}

#[test]
fn lines_end_as_spreadsheets_want_it_and_the_mark_can_be_left_out() {
    let files = files(&view());
    for (name, bytes) in &files {
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(text.ends_with("\r\n"), "{name}");
        if name.ends_with(".csv") {
            assert!(text.starts_with('\u{feff}'), "{name}");
        }
    }
    let without = unzip(tables::write(&view(), tables::Options { mark: false }));
    assert!(without.values().all(|bytes| !bytes.starts_with(b"\xef\xbb\xbf")));
}

#[test]
fn what_is_personal_is_left_out_where_there_is_nothing_and_explained_where_there_is() {
    let readme = |files: &BTreeMap<String, Vec<u8>>| String::from_utf8(files["README.txt"].clone()).unwrap();
    let with = files(&view());
    assert!(readme(&with).contains("Take them out before you pass this on."));
    assert!(readme(&with).contains("not exact copies"));
    let mut view = view();
    view.personal.clear();
    let without = files(&view);
    assert!(without.keys().all(|name| !name.starts_with("my_")));
    assert!(!readme(&without).contains("my_"));
}

/// [EXPORT-3]
#[test]
fn no_cell_is_a_formula_and_no_text_becomes_a_name() {
    let names: Vec<_> = files(&view()).into_keys().collect();
    for words in HOSTILE {
        let files = files(&saying(words));
        assert_eq!(files.keys().cloned().collect::<Vec<_>>(), names, "{words:?}");
        for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".csv")) {
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap();
            assert!(!bytes.iter().any(|byte| *byte < 32 && !b"\r\n".contains(byte)), "{name} {words:?}");
            for row in csv::ReaderBuilder::new().has_headers(false).from_reader(bytes).records() {
                for cell in &row.unwrap() {
                    let cell_start = cell.trim_start_matches(|c: char| c.is_whitespace() || "\"“”,;|".contains(c));
                    let executed = cell_start.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r']);
                    assert!(!executed, "{cell:?} in {name}");
                    assert!(!cell.contains(['\0', '\t', '\r']), "{cell:?} in {name}");
                    // Where semicolons or line breaks are taken for the ends of cells as well.
                    for part in cell.split([';', '\n']) {
                        assert!(!part.trim_start().starts_with(['=', '+', '-', '@', '＝']), "{cell:?} in {name}");
                    }
                }
            }
        }
    }
}

#[test]
fn texts_come_back_from_their_cells() {
    let words = "=1+1;-2 \"quoted\", é\nnext line";
    let notes = rows(&files(&saying(words)), "notes.csv");
    assert!(notes.iter().all(|note| guard::unguard(&note["text"]) == words));
}

#[test]
fn an_option_may_stand_for_all_notes() {
    let mut view = view();
    for record in &mut view.shared {
        if let Record::Option(option) = record {
            option.notes = (0..2_000_u128).map(|number| NoteId::from_bytes(number.to_be_bytes())).collect();
        }
    }
    let files = files(&view);
    assert_eq!(rows(&files, "option_notes.csv").len(), 10_000);
    for name in files.keys().filter(|name| name.ends_with(".csv")) {
        assert!(rows(&files, name).iter().flat_map(BTreeMap::values).all(|cell| cell.encode_utf16().count() <= 32_767));
    }
}

#[test]
fn nothing_at_all_is_a_view_too() {
    let empty = View::new(0, Audience::Observer, vec![], vec![], String::new());
    let files = files(&empty);
    assert!(rows(&files, "notes.csv").is_empty());
    assert_eq!(files.len(), 25);
}
