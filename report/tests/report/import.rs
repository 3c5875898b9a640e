use crate::fixture::{self, HOSTILE, id, saying};
use crate::samples::{iceberg, ideas, timeline};
use charrette_protocol::*;
use charrette_report::import::{self, ImportProblem, ROWS, Target};
use charrette_report::{guard, tables};
use charrette_workshop::limits;
use proptest::prelude::*;
use std::io::{Cursor, Read};

fn notes(text: &str, target: &Target) -> ImportPreview {
    import::preview(text.as_bytes(), ImportKind::Notes, target).unwrap()
}

fn entries(text: &str) -> ImportPreview {
    import::preview(text.as_bytes(), ImportKind::Entries, &timeline()).unwrap()
}

/// A preview in short: line and text, or line and what is wrong.
fn told(preview: &ImportPreview) -> Vec<(u32, Result<&str, &str>)> {
    preview
        .rows
        .iter()
        .map(|row| match row {
            ImportRow::Note { line, text, .. } => (*line, Ok(text.as_str())),
            ImportRow::Entry { line, text } => (*line, Ok(text.title.as_str())),
            ImportRow::Unfit { line, words } => (*line, Err(words.as_str())),
        })
        .collect()
}

#[test]
fn lines_without_a_heading_are_notes() {
    let text =
        "Nobody owns the follow-up, not even on paper.\n\n\"We pay\" is a phrase, not a plan\r\nUn año; y después";
    let preview = notes(text, &ideas());
    assert_eq!((preview.separator, preview.headings.len()), (None, 0));
    assert_eq!(
        told(&preview),
        [
            (1, Ok("Nobody owns the follow-up, not even on paper.")),
            (3, Ok("\"We pay\" is a phrase, not a plan")),
            (4, Ok("Un año; y después")),
        ],
    );
    assert_eq!(preview.fallback, Some(id!(ColumnId, 1)));
    let one_heading = notes("Idea\nfirst, with a comma\nsecond; with more\n", &ideas());
    assert_eq!(one_heading.headings, [ImportHeading { heading: "Idea".into(), field: Some(ImportField::Text) }]);
    assert_eq!(told(&one_heading), [(2, Ok("first, with a comma")), (3, Ok("second; with more"))]);
}

/// [EXPORT-5]
#[test]
fn a_bad_row_is_named_by_its_line_and_does_not_lose_the_rest() {
    let long = "x".repeat(503);
    let text = format!(
        "text,level\n\"two\nlines\",event\n,pattern\nfine,Mental model\nodd,deep\n{long},event\n\"open,event\nlast,structures\n\
         none,\nwith, a comma,event\n"
    );
    let preview = notes(&text, &iceberg());
    let told = told(&preview);
    let fine: Vec<_> = told.iter().filter_map(|(line, row)| row.ok().map(|text| (*line, text))).collect();
    assert_eq!(fine, [(2, "two\nlines"), (5, "fine"), (9, "last")]);
    let wrong: Vec<_> = told.iter().filter_map(|(line, row)| row.err().map(|words| (*line, words))).collect();
    for ((line, words), (expected_line, expected)) in wrong.iter().zip([
        (4, "There is nothing in \"text\"."),
        (6, "There is no \"deep\" on this board. Write \"Events\", \"Patterns\", \"Structures\" or \"Mental models\"."),
        (7, "\"text\": This is 3 characters over the limit of 500."),
        (8, "A quotation mark that begins in this line is not closed."),
        (10, "There is nothing in \"level\". Write"),
        (11, "This row has 3 cells, and there are 2 headings."),
    ]) {
        assert_eq!(*line, expected_line, "{words}");
        assert!(words.starts_with(expected), "{words}");
    }
    assert_eq!(wrong.len(), 6);
    // With a column chosen for them, rows that name none are taken.
    let chosen = Target { fallback: Some(id!(ColumnId, 3)), ..iceberg() };
    let preview = notes(&text, &chosen);
    let taken = ImportRow::Note { line: 10, column: id!(ColumnId, 3), text: "none".into() };
    assert!(preview.rows.contains(&taken));
    assert_eq!(preview.fallback, Some(id!(ColumnId, 3)));
}

/// [EXPORT-6]
#[test]
fn entries_are_read_with_the_dates_people_write() {
    let text = "When;Until;Lane;Event;Why it matters;Also in\n\
        October 1988;;cell_therapy;Cord blood;It was a start;Policy, gene therapy\n\
        14.10.1988;1990;Policy;A law;;\n\
        1988-1990;;POLICY;A debate;;Policy\n\
        03/04/1999;;Policy;Ambiguous;;\n\
        1990;1989;Policy;Backwards;;\n\
        1990;;Politics;Elsewhere;;\n\
        ;;Policy;No date;;\n\
        1990;;Policy;;;\n";
    let preview = entries(text);
    assert_eq!(preview.separator, Some(FileSeparator::Semicolon));
    let ImportRow::Entry { text, .. } = &preview.rows[0] else { panic!("{:?}", preview.rows[0]) };
    assert_eq!((text.start.as_str(), &text.end, text.lane), ("1988-10", &None, id!(ColumnId, 1)));
    assert_eq!((text.why_it_matters.as_str(), text.also_in.len()), ("It was a start", 2));
    let ImportRow::Entry { text, .. } = &preview.rows[2] else { panic!("{:?}", preview.rows[2]) };
    assert_eq!((text.start.as_str(), text.end.as_deref(), text.also_in.len()), ("1988", Some("1990"), 0));
    let told = told(&preview);
    let wrong =
        ["in two ways", "The end lies before", "no \"Politics\"", "nothing in \"When\"", "nothing in \"Event\""];
    for ((line, row), (expected_line, words)) in told[3..].iter().zip((5..).zip(wrong)) {
        assert_eq!(*line, expected_line);
        assert!(row.unwrap_err().contains(words), "{row:?}");
    }
    assert!(told[0].1.is_ok() && told[1].1.is_ok() && told[2].1.is_ok());
}

#[test]
fn a_spreadsheets_habits_are_understood() {
    let windows = b"sep=;\r\ntext;column\r\ncaf\xe9 \x96 d\xe9j\xe0;Ideas\r\n";
    let preview = import::preview(windows, ImportKind::Notes, &ideas()).unwrap();
    assert_eq!((preview.encoding, preview.separator), (FileEncoding::Windows1252, Some(FileSeparator::Semicolon)));
    assert_eq!(told(&preview), [(3, Ok("café – déjà"))]);
    let damaged = "text\nune idée très précise\n".as_bytes();
    let damaged = [damaged, b"caf\xe9\n"].concat();
    let preview = import::preview(&damaged, ImportKind::Notes, &ideas()).unwrap();
    assert!(told(&preview)[0].1.is_ok());
}

#[test]
fn a_precision_keeps_a_spreadsheet_from_inventing_days() {
    let preview = entries("date,precision,lane,title\n1988-01-01,year,policy,A law\n1988-10-01,month,policy,Another\n");
    let starts: Vec<_> = preview
        .rows
        .iter()
        .map(|row| match row {
            ImportRow::Entry { text, .. } => text.start.as_str(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(starts, ["1988", "1988-10"]);
}

#[test]
fn whole_files_are_refused_in_words() {
    let problem = |bytes: &[u8], what, target: &Target| import::preview(bytes, what, target).unwrap_err();
    assert_eq!(problem(b" \n\n", ImportKind::Notes, &ideas()), ImportProblem::Empty);
    assert_eq!(problem(b"\xef\xbb\xbf", ImportKind::Notes, &ideas()), ImportProblem::Empty);
    assert!(problem(b"PK\x03\x04", ImportKind::Notes, &ideas()).to_string().contains("save it as CSV"));
    assert!(problem(b"a", ImportKind::Entries, &ideas()).to_string().contains("choose a timeline"));
    assert!(problem(b"a", ImportKind::Notes, &timeline()).to_string().contains("Import the file as entries"));
    let bare = Target { columns: vec![], ..ideas() };
    assert_eq!(problem(b"a", ImportKind::Notes, &bare), ImportProblem::NoColumn);
    let large = vec![b'a'; limits::IMPORT_BYTES + 1];
    assert_eq!(problem(&large, ImportKind::Notes, &ideas()), ImportProblem::TooLarge { limit: limits::IMPORT_BYTES });
    let most = "a\n".repeat(ROWS);
    assert_eq!(notes(&most, &ideas()).rows.len(), ROWS);
    assert_eq!(
        problem((most + "a").as_bytes(), ImportKind::Notes, &ideas()),
        ImportProblem::TooManyRows { limit: ROWS }
    );
}

/// [EXPORT-7]
#[test]
fn a_large_file_of_marks_ends() {
    // Each line begins a quoted cell that never ends.
    let text = "\"a\"\"b\n".repeat(ROWS);
    let preview = notes(&text, &ideas());
    assert!(preview.rows.iter().all(|row| matches!(row, ImportRow::Unfit { .. })));
}

/// [EXPORT-5] Lines of nothing cost nothing but their number.
#[test]
fn a_large_file_of_nothing_ends_and_the_row_behind_it_has_its_line() {
    let text = format!("text\n{}At last", " \t\n".repeat(1_500_000));
    let preview = notes(&text, &ideas());
    assert_eq!(told(&preview), vec![(1_500_002, Ok("At last"))]);
}

/// A table of our own export.
fn exported(name: &str, view: &charrette_report::View) -> Vec<u8> {
    let zip = tables::write(view, tables::Options::default());
    let mut zip = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
    let mut bytes = Vec::new();
    zip.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

fn target(board: BoardId) -> Target {
    Target::find(&fixture::records(), board, None).unwrap()
}

#[test]
fn what_was_exported_comes_in_again() {
    let view = fixture::view();
    let preview = import::preview(&exported("notes.csv", &view), ImportKind::Notes, &target(fixture::IDEAS)).unwrap();
    assert_eq!(preview.encoding, FileEncoding::Utf8WithMark);
    let told = told(&preview);
    let texts: Vec<_> = told.iter().filter_map(|(_, row)| row.ok()).collect();
    assert_eq!(
        texts,
        [
            "Families carry what no budget names.\nTravel, lodging, wages.",
            "Coverage stops at the clinic door.",
            "=HYPERLINK(\"http://a.test\";\"click\")",
            // What was off the board is a note like others in another workshop; the preview shows it.
            "Travel is unpaid.",
            "Lodging is *unpaid*.",
            "What do other countries do?",
            "Nobody chose this.",
            "Dr. Smith never calls.",
            "Un año no basta: «el beneficio llega después».",
        ],
    );
    let wrong: Vec<_> = told.iter().filter_map(|(_, row)| row.err()).collect();
    assert_eq!(wrong.len(), 3, "{wrong:?}");
    assert!(wrong[0].contains("had been deleted") && wrong[1].contains("There is no \"Events\""), "{wrong:?}");
    assert!(wrong[2].contains("There is no \"Mental models\""), "{wrong:?}");

    let preview =
        import::preview(&exported("entries.csv", &view), ImportKind::Entries, &target(fixture::TIMELINE)).unwrap();
    let read: Vec<_> = preview
        .rows
        .iter()
        .map(|row| match row {
            ImportRow::Entry { text, .. } => text.clone(),
            other => panic!("{other:?}"),
        })
        .collect();
    let mut original: Vec<_> = view
        .shared
        .iter()
        .filter_map(|record| match record {
            Record::Entry(entry) => Some(entry.text.clone()),
            _ => None,
        })
        .collect();
    original.sort_by(|one, other| one.start.cmp(&other.start));
    assert_eq!(read, original);
}

#[test]
fn hostile_texts_are_read_as_texts() {
    for words in HOSTILE {
        let view = saying(words);
        let preview = import::preview(&exported("notes.csv", &view), ImportKind::Notes, &{
            Target::find(&view.shared, fixture::IDEAS, None).unwrap()
        })
        .unwrap();
        let clean =
            charrette_workshop::text::clean(words, limits::NOTE, charrette_workshop::text::Lines::Many).unwrap();
        for (line, row) in told(&preview) {
            if let Ok(text) = row {
                assert_eq!(text, clean, "{words:?} in line {line}");
            }
        }
    }
}

#[test]
fn a_board_is_found_among_what_one_sees() {
    assert!(Target::find(&fixture::records(), id!(BoardId, 99), None).is_none());
    let found = target(fixture::TIMELINE);
    let titles: Vec<_> = found.columns.iter().map(|column| column.title.as_str()).collect();
    assert_eq!((found.holds, titles), (BoardKind::Timeline, vec!["Cell therapy", "Policy"]));
}

proptest! {
    /// [EXPORT-7]
    #[test]
    fn no_bytes_make_it_fall(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = import::preview(&bytes, ImportKind::Notes, &iceberg());
        let _ = import::preview(&bytes, ImportKind::Entries, &timeline());
    }

    /// [EXPORT-7]
    #[test]
    fn no_table_makes_it_fall(text in "(date|title|text|lane|policy|[0-9]{1,4}|[-/.,;\t\n\" é]){0,60}") {
        let _ = import::preview(text.as_bytes(), ImportKind::Notes, &iceberg());
        let _ = import::preview(text.as_bytes(), ImportKind::Entries, &timeline());
    }

    #[test]
    fn notes_that_are_read_can_be_posted(lines in prop::collection::vec("[a-zé =+;\"-]{1,30}", 1..8)) {
        let text = format!("text\n{}", lines.join("\n"));
        for (_, row) in told(&notes(&text, &ideas())) {
            if let Ok(text) = row {
                prop_assert!(!text.trim().is_empty());
                prop_assert_eq!(guard::unguard(text), guard::unguard(text.trim()));
            }
        }
    }
}
