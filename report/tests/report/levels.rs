//! What each level of release takes away, searched for in every byte of every form, office files unzipped.

use crate::fixture::*;
use charrette_protocol::*;
use charrette_report::View;
use charrette_report::bundle::{self, Format};
use charrette_report::compose::{Edition, compose};
use charrette_report::model::{Block, Report};
use std::io::{Cursor, Read};
use zip::ZipArchive;

const KINDS: [ReportKind; 2] = [ReportKind::Seminar, ReportKind::Insights];
const LEVELS: [ReleaseLevel; 3] = [ReleaseLevel::Team, ReleaseLevel::Participants, ReleaseLevel::Public];

/// What participants see of the fixture: nothing set aside, no acts, no answers.
fn room_view() -> View {
    let shared = records().into_iter().filter(|record| match record {
        Record::Act(_) | Record::Consent(_) => false,
        Record::Note(note) => !note.deleted && !matches!(note.shelf, Shelf::SetAside { .. }),
        _ => true,
    });
    View::new(EXPORTED, Audience::Room, shared.collect(), Vec::new(), "q1-chain_head".into())
}

fn report(kind: ReportKind, level: ReleaseLevel) -> (Report, View) {
    let view = if level == ReleaseLevel::Team { view() } else { room_view() };
    let edition = Edition::new(kind, level, &records(), "q1-chain_head".into());
    (compose(&view, &edition), view)
}

/// Every file in a file, by its path: zips in zips too.
fn unpacked(name: &str, bytes: Vec<u8>, into: &mut Vec<(String, Vec<u8>)>) {
    if !bytes.starts_with(b"PK\x03\x04") {
        return into.push((name.to_owned(), bytes));
    }
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let inside = format!("{name}/{}", file.name().unwrap());
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        unpacked(&inside, bytes, into);
    }
}

fn everything(kind: ReportKind, level: ReleaseLevel) -> Vec<(String, Vec<u8>)> {
    let (mut report, view) = report(kind, level);
    // Whoever agreed to stand in that list stands in it, at every level; here names are searched for.
    report.sections.retain(|section| section.part != ReportPart::Participants);
    let mut files = Vec::new();
    for format in Format::ALL {
        unpacked(format.key(), bundle::write(&report, &view, format), &mut files);
    }
    files
}

/// A workbook keeps the words of all its sheets together.
fn lists_perspectives(name: &str) -> bool {
    name.contains("perspectives") || name.ends_with("sharedStrings.xml")
}

fn holds(files: &[(String, Vec<u8>)], words: &str) -> Vec<String> {
    let there = |bytes: &[u8]| bytes.windows(words.len()).any(|window| window == words.as_bytes());
    files.iter().filter(|(_, bytes)| there(bytes)).map(|(name, _)| name.clone()).collect()
}

/// [RELEASE-1]
#[test]
fn the_public_gets_no_name_no_small_group_and_no_way_in() {
    for kind in KINDS {
        let files = everything(kind, ReleaseLevel::Public);
        assert!(files.len() > 40, "{}", files.len());
        // Everybody's name, one person's perspective, the reason why something was set aside, the code of the door.
        for absent in [
            "Zoë Ångström",
            "Ångström",
            "Tomasz",
            "Grabowiecki",
            "Anneke",
            "Family caregiver",
            "names a person",
            "K7MQ",
        ] {
            // A workshop's groups are listed with their perspectives; nobody stands beside them.
            let found: Vec<_> = holds(&files, absent)
                .into_iter()
                .filter(|name| absent != "Family caregiver" || !lists_perspectives(name))
                .collect();
            assert_eq!(found, Vec::<String>::new(), "{absent} for {kind:?}");
        }
        assert!(!holds(&files, "Coverage stops at the clinic door.").is_empty(), "what was said may be used");
        assert!(!files.iter().any(|(name, _)| name.ends_with("archive.json")));
    }
}

/// [RELEASE-1]
#[test]
fn participants_get_what_the_room_has_seen() {
    for kind in KINDS {
        let files = everything(kind, ReleaseLevel::Participants);
        for absent in ["Dr. Smith never calls", "names a person", "Nobody else has read this yet", "Taken back"] {
            assert_eq!(holds(&files, absent), Vec::<String>::new(), "{absent} for {kind:?}");
        }
        assert!(!files.iter().any(|(name, _)| name.ends_with("archive.json")));
    }
    let team = everything(ReportKind::Seminar, ReleaseLevel::Team);
    assert!(!holds(&team, "names a person").is_empty(), "the search finds what is there");
    assert!(!holds(&team, "K7MQ").is_empty() || team.iter().any(|(name, _)| name.ends_with("archive.json")));
}

fn quotes(report: &Report) -> Vec<(String, Option<String>)> {
    let blocks = report.sections.iter().flat_map(|section| &section.blocks);
    let quote = |block: &Block| match block {
        Block::Quote { text, by, .. } => Some((text.clone(), by.clone())),
        _ => None,
    };
    blocks.filter_map(quote).collect()
}

/// [RELEASE-2]
#[test]
fn quotes_name_nobody_and_are_taken_only_from_those_who_agreed() {
    for level in LEVELS {
        let (report, _) = report(ReportKind::Seminar, level);
        let quotes = quotes(&report);
        assert!(quotes.iter().any(|(text, _)| text.starts_with("Families carry")), "{level:?}");
        // Signed with a name, and its writer has said that she is not to be quoted.
        assert!(!quotes.iter().any(|(text, _)| text.starts_with("Coverage stops")), "{level:?}");
        assert!(!quotes.iter().any(|(_, by)| by.as_ref().is_some_and(|by| by.contains("Ångström"))), "{level:?}");
    }
    let agreed = Record::Consent(ConsentRecord { id: id!(MemberId, 2), says: Consent { listed: false, quoted: true } });
    let edition = Edition::new(ReportKind::Seminar, ReleaseLevel::Team, &[agreed], String::new());
    let found = quotes(&compose(&view(), &edition));
    let coverage = found.iter().find(|(text, _)| text.starts_with("Coverage stops")).unwrap();
    assert_eq!(coverage.1.as_deref(), Some("Patient advocacy"), "by group, although the note is signed by name");
}

/// [RELEASE-3]
#[test]
fn only_those_who_agreed_stand_in_the_list_of_participants() {
    for level in LEVELS {
        let (report, _) = report(ReportKind::Seminar, level);
        let listed = report.sections.iter().find(|section| section.part == ReportPart::Participants).unwrap();
        let Block::Table(table) = &listed.blocks[0] else { panic!("a table") };
        let names: Vec<_> = table.rows.iter().map(|row| row.cells[0][0].text.as_str()).collect();
        assert_eq!(names, ["Zoë Ångström"], "{level:?}");
        assert_eq!(table.remark, "1 of 2 participants agreed to stand in this list.");
    }
}

/// [RELEASE-4]
#[test]
fn the_reports_own_words_claim_no_more_than_those_present() {
    for (kind, level) in KINDS.iter().flat_map(|kind| LEVELS.map(|level| (*kind, level))) {
        let (report, _) = report(kind, level);
        let words = serde_json::to_string(&report).unwrap().to_lowercase();
        for claim in ["experts agree", "experts believe", "everybody agrees", "statistically"] {
            assert!(!words.contains(claim), "{claim}");
        }
        assert!(words.contains("31 of 45"));
        assert!(words.contains("not the consensus of a field"));
    }
}

/// [RELEASE-5]
#[test]
fn the_same_view_gives_the_same_bytes_in_every_form() {
    for format in Format::ALL {
        let mut turned = view();
        turned.shared.reverse();
        let bytes = |view: &View| {
            let edition = Edition::new(ReportKind::Seminar, ReleaseLevel::Team, &view.shared, String::new());
            bundle::write(&compose(view, &edition), view, format)
        };
        // An archive keeps the order of the records it is given; the rest follows the agenda.
        if format != Format::All {
            assert!(bytes(&view()) == bytes(&turned), "{format:?}");
        }
        assert!(bytes(&view()) == bytes(&view()), "{format:?}");
    }
}

/// [RELEASE-6]
#[test]
fn each_priority_leads_to_its_cluster_its_notes_and_its_ballot() {
    let (report, view) = report(ReportKind::Seminar, ReleaseLevel::Team);
    let html = String::from_utf8(bundle::write(&report, &view, Format::Html)).unwrap();
    for place in ["cluster", "note", "ballot", "option", "draft", "entry"] {
        let ids = html.matches(&format!("id=\"{place}_")).count();
        assert!(ids > 0, "{place}");
    }
    let mut led = 0;
    for link in html.split("href=\"#").skip(1) {
        let to = link.split('"').next().unwrap();
        assert_eq!(html.matches(&format!("id=\"{to}\"")).count(), 1, "{to} is one place");
        led += 1;
    }
    assert!(led > 20, "{led}");
    // Left out, nothing leads there.
    let edition = Edition::new(ReportKind::Seminar, ReleaseLevel::Team, &records(), String::new());
    let edition = Edition { left_out: vec![ReportPart::Notes, ReportPart::Ballots], ..edition };
    let shorter = compose(&view, &edition);
    let html = String::from_utf8(bundle::write(&shorter, &view, Format::Html)).unwrap();
    assert!(!html.contains("href=\"#option_") && !html.contains("href=\"#ballot_"));
}
