use crate::fixture::*;
use charrette_protocol::*;
use charrette_report::archive::{self, ArchiveProblem};
use charrette_workshop::limits;

fn text() -> String {
    String::from_utf8(archive::write(&view())).unwrap()
}

fn problem(text: &str) -> ArchiveProblem {
    archive::read(text.as_bytes()).unwrap_err()
}

#[test]
fn an_archive_reads_as_written() {
    crate::check_golden("archive.json", &archive::write(&view()));
}

/// [EXPORT-2]
#[test]
fn an_archive_comes_back_whole() {
    let read = archive::read(&archive::write(&view())).unwrap();
    assert_eq!(read.records, view().shared);
    assert_eq!(read.personal, view().personal);
    assert_eq!((read.exported, read.audience), (EXPORTED, Audience::Console));
    assert_eq!(read.state, "q1-chain_head");
    let fingerprint = |records: &[Record]| charrette_workshop::archive::fingerprint(records, None);
    assert_eq!(fingerprint(&read.records), fingerprint(&view().shared));
}

#[test]
fn no_text_is_too_odd_for_an_archive() {
    for words in HOSTILE {
        let view = saying(words);
        assert_eq!(archive::read(&archive::write(&view)).unwrap().records, view.shared, "{words:?}");
    }
}

#[test]
fn an_editors_byte_order_mark_and_layout_do_no_harm() {
    let value: serde_json::Value = serde_json::from_str(&text()).unwrap();
    let edited = format!("\u{feff}{}", serde_json::to_string_pretty(&value).unwrap());
    assert_eq!(archive::read(edited.as_bytes()).unwrap().records, view().shared);
}

#[test]
fn other_files_are_told_apart_from_damaged_and_newer_ones() {
    for other in
        ["", "text,column\n", "[]", "{}", "{\"format\":\"something else\",\"version\":1}", "PK\u{3}\u{4}", "null"]
    {
        assert_eq!(problem(other), ArchiveProblem::NotAnArchive, "{other}");
    }
    let newer = "{\"format\":\"charrette-archive\",\"version\":2,\"all\":\"different\"}";
    assert_eq!(problem(newer), ArchiveProblem::TooNew { version: 2 });
    assert!(problem(newer).to_string().contains("Update the server"));
    for version in ["\"1\"", "0", "-1", "1.5", "null"] {
        let text = text().replacen("\"version\":1", &format!("\"version\":{version}"), 1);
        assert!(matches!(problem(&text), ArchiveProblem::Damaged { .. }), "{version}");
    }
    let cut = &text()[..text().len() / 2];
    let ArchiveProblem::Damaged { detail } = problem(cut) else { panic!("{:?}", problem(cut)) };
    assert!(detail.contains("ends too early (line "), "{detail}");
    let no_list = text().replacen("\"personal\"", "\"impersonal\"", 1);
    assert!(problem(&no_list).to_string().contains("missing field `personal`"), "{}", problem(&no_list));
}

#[test]
fn a_damaged_record_is_named_by_its_place() {
    let damaged = text().replacen("\"kind\":\"step\"", "\"kind\":\"stop\"", 1);
    let ArchiveProblem::DamagedRecord { list, place, detail } = problem(&damaged) else { panic!() };
    assert_eq!((list, place), ("records", 2));
    assert!(detail.starts_with("cannot be read (unknown variant `stop`"), "{detail}");
    assert!(problem(&damaged).to_string().contains("number 2 of its records"));

    let mut view = view();
    view.shared.push(view.shared[1].clone());
    let place = view.shared.len();
    let twice = archive::read(&archive::write(&view)).unwrap_err();
    assert_eq!(twice, ArchiveProblem::DamagedRecord { list: "records", place, detail: "is there twice".into() });

    let mut view = crate::fixture::view();
    view.shared.append(&mut view.personal.clone());
    let misplaced = archive::read(&archive::write(&view)).unwrap_err();
    assert!(matches!(misplaced, ArchiveProblem::DamagedRecord { list: "records", .. }), "{misplaced}");
}

#[test]
fn an_archive_holds_one_workshop_that_fits() {
    let mut view = view();
    view.shared.retain(|record| !matches!(record, Record::Workshop(_)));
    assert_eq!(archive::read(&archive::write(&view)), Err(ArchiveProblem::NotOneWorkshop { found: 0 }));

    let mut view = crate::fixture::view();
    let tables = (0..=limits::TABLES).map(|number| {
        let id = TableId::from_bytes([u8::try_from(100 + number).unwrap(); 16]);
        Record::Table(TableRecord { id, name: number.to_string() })
    });
    view.shared.extend(tables);
    let found = limits::TABLES + 3;
    let problem = archive::read(&archive::write(&view)).unwrap_err();
    assert_eq!(problem, ArchiveProblem::TooMany { what: "tables", found, limit: limits::TABLES });

    let large = vec![b' '; limits::IMPORT_BYTES + 1];
    assert_eq!(archive::read(&large), Err(ArchiveProblem::TooLarge { limit: limits::IMPORT_BYTES }));
}
