//! Whole workshops of 45 people, as the two agendas ended: archives of `charrette demo`, each through every form.

use charrette_protocol::*;
use charrette_report::bundle::{self, Format};
use charrette_report::compose::{Edition, compose};
use charrette_report::model::{Block, Report};
use charrette_report::{View, archive};
use std::path::Path;

fn workshop(name: &str) -> View {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/workshops/{name}.json"));
    let read = archive::read(&std::fs::read(path).unwrap()).unwrap();
    View::new(read.exported, read.audience, read.records, read.personal, read.state)
}

fn report(view: &View, level: ReleaseLevel) -> Report {
    compose(view, &Edition::new(ReportKind::Seminar, level, &view.shared, view.state.clone()))
}

fn parts(report: &Report) -> Vec<ReportPart> {
    report.sections.iter().map(|section| section.part).collect()
}

/// Puts a file where it can be looked at: in the folder that `REPORT_FILES` names.
fn keep(name: &str, file: &[u8]) {
    if let Some(folder) = std::env::var_os("REPORT_FILES") {
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(Path::new(&folder).join(name), file).unwrap();
    }
}

/// [RELEASE-4] [RELEASE-6]
#[test]
fn both_agendas_become_whole_reports_in_every_form() {
    for (name, expected) in [
        ("full-seminar", vec![ReportPart::Insights, ReportPart::Themes, ReportPart::Priorities, ReportPart::Timeline]),
        ("recommendations", vec![ReportPart::Recommendations, ReportPart::Timeline, ReportPart::Ballots]),
    ] {
        let view = workshop(name);
        let report = report(&view, ReleaseLevel::Team);
        let found = parts(&report);
        assert!(expected.iter().all(|part| found.contains(part)), "{name}: {found:?}");
        for format in Format::ALL {
            let (what, ending) = format.name();
            let bytes = bundle::write(&report, &view, format);
            let begins: &[u8] = match format {
                Format::Html => b"<!doctype html>",
                Format::Markdown => b"# ",
                Format::Docx | Format::Xlsx | Format::Figures | Format::All => b"PK\x03\x04",
            };
            assert!(bytes.starts_with(begins), "{name} as {format:?}");
            keep(&format!("{name}-{what}.{ending}"), &bytes);
        }
    }
}

#[test]
fn every_note_that_stands_is_in_the_report_once_in_its_place() {
    let view = workshop("full-seminar");
    let report = report(&view, ReleaseLevel::Team);
    let rows: Vec<&str> = report
        .sections
        .iter()
        .filter(|section| section.part == ReportPart::Notes)
        .flat_map(|section| &section.blocks)
        .filter_map(|block| if let Block::Table(table) = block { Some(&table.rows) } else { None })
        .flatten()
        .map(|row| row.cells[1][0].text.as_str())
        .collect();
    let standing = view.shared.iter().filter_map(|record| match record {
        Record::Note(note) if !note.deleted && note.shelf == Shelf::Board => Some(note),
        _ => None,
    });
    let practised = |step: StepId| {
        view.shared
            .iter()
            .any(|record| matches!(record, Record::Step(found) if found.id == step && found.settings.practice))
    };
    let mut told = 0;
    for note in standing.filter(|note| !practised(note.step)) {
        assert!(rows.contains(&note.text.as_str()), "{}", note.text);
        told += 1;
    }
    assert!(told > 300, "{told}");
    assert!(rows.len() >= told);
}

#[test]
fn statements_say_their_support_before_and_after_a_revision() {
    let view = workshop("recommendations");
    let report = report(&view, ReleaseLevel::Public);
    let section = report.sections.iter().find(|section| section.part == ReportPart::Recommendations).unwrap();
    let words = serde_json::to_string(section).unwrap();
    assert!(words.matches("Support before the revision: ").count() >= 3, "{words}");
    assert!(words.contains("after it: "));
    let named = view.shared.iter().filter_map(|record| match record {
        Record::Member(member) => member.name.as_deref(),
        _ => None,
    });
    let whole = serde_json::to_string(&report).unwrap();
    for name in named {
        assert!(!whole.contains(name), "{name}");
    }
}
