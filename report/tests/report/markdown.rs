use crate::fixture::*;
use charrette_protocol::*;
use charrette_report::compose::{Edition, compose};
use charrette_report::{View, markdown};

pub fn document(view: &View) -> String {
    without(view, &[])
}

fn without(view: &View, left_out: &[ReportPart]) -> String {
    let edition = Edition::new(ReportKind::Seminar, ReleaseLevel::Team, &view.shared, view.state.clone());
    let edition = Edition { left_out: left_out.to_vec(), ..edition };
    String::from_utf8(markdown::write(&compose(view, &edition))).unwrap()
}

#[test]
fn a_document_reads_as_written() {
    crate::check_golden("report.md", document(&view()).as_bytes());
}

#[test]
fn a_document_of_nothing_is_short_and_whole() {
    let empty = View::new(EXPORTED, Audience::Observer, vec![], vec![], String::new());
    crate::check_golden("empty.md", document(&empty).as_bytes());
}

#[test]
fn results_are_told_honestly() {
    let document = document(&view());
    assert!(document.contains("43 of 45 participants voted, in secret, with 4 dots each, at most 2 on one option."));
    assert!(document.contains("the views of those present, not the consensus of a field"));
    assert!(
        document
            .contains("| 1 | We pay for a lifetime of benefit through a system built for one year | one group's priority | 31 of 45 | 41 |")
    );
    assert!(document.contains("Too close to call"));
}

#[test]
fn names_and_the_code_are_where_they_belong_and_nowhere_else() {
    let document = document(&view());
    let row = document.lines().find(|line| line.contains("| Coverage stops at the clinic door. |")).unwrap();
    assert!(row.contains("| Zoë Ångström, Patient advocacy |"), "{row}");
    // Who was there is counted, not listed; the way in is no part of a report.
    for absent in ["Tomasz", "Anneke", "K7MQ", "Taken back"] {
        assert!(!document.contains(absent), "{absent}");
    }
}

/// The structure of a document: what its lines are, without their words.
fn outline(document: &str) -> Vec<String> {
    document
        .lines()
        // The lines of one text may be one or many.
        .filter(|line| !line.starts_with("  ") && !line.is_empty())
        .map(|line| line.chars().take_while(|c| "#|- >`~=".contains(*c) || c.is_ascii_digit()).collect())
        .collect()
}

/// How many cells each row of each table has.
fn cells(document: &str) -> Vec<usize> {
    let rows = document.lines().filter(|line| line.starts_with("| "));
    rows.map(|row| row.replace("\\\\", "").replace("\\|", "").matches('|').count()).collect()
}

#[test]
fn what_people_write_stays_text() {
    // What somebody writes may well be an acronym; then there is a glossary.
    let document = |view: &View| without(view, &[ReportPart::Glossary]);
    let plain = document(&saying("word"));
    for words in HOSTILE {
        let hostile = document(&saying(words));
        for line in hostile.lines() {
            let unescaped = line.replace("\\\\", "").replace("\\<", "").replace("\\[", "").replace("\\`", "");
            assert!(!unescaped.contains(['<', '[', '`']), "{words:?}: {line}");
            let link = line.replace("\\:", "").contains("://") || line.to_lowercase().contains("www.");
            assert!(!link, "{words:?}: {line}");
        }
        let headings =
            |document: &str| outline(document).into_iter().filter(|line| line.starts_with('#')).collect::<Vec<_>>();
        let tables = |document: &str| outline(document).into_iter().filter(|line| line.starts_with('|')).count();
        assert_eq!(headings(&hostile), headings(&plain), "{words:?}");
        assert_eq!(tables(&hostile), tables(&plain), "{words:?}");
        assert_eq!(cells(&hostile), cells(&plain), "{words:?}");
    }
}

/// [EXPORT-4]
#[test]
fn the_same_view_gives_the_same_document() {
    let mut turned = view();
    turned.shared.reverse();
    assert_eq!(document(&view()), document(&turned));
}
