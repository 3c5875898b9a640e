//! The later sections of the report.

use super::*;

pub fn agreement() -> Section {
    section(
        ReportPart::Agreement,
        "Agreement and disagreement",
        vec![
            heading(2, "Common ground", None),
            words("Two options have support in every group, and in no group less than a third of it."),
            quote("Coverage stops at the clinic door.", Some("Patient advocacy"), 21),
            heading(2, "Minority view", None),
            quote(
                "A price that is spread over ten years is still the price. We should say first who decides that it is fair.\nThen how it is paid.",
                Some("Policy"),
                4_000,
            ),
            words("Nobody answered this in the room."),
            open("How do you read the difference between the groups? Say whose reading it is."),
        ],
    )
}

pub fn recommendations() -> Section {
    let rows = (0..6).map(|index| {
        row(Some(Anchor::statement(StatementId::from_bytes(bytes(index)))), &[
            ["New health committee staff", "Budget committee staff", "Staff who write Medicaid law"][index % 3],
            "the whole path from trial to follow-up on one page, with the committee that holds each step, because approval, coverage and payment are decided in different rooms",
            "a one-page map with one child’s dates written along it",
            &(40 - index).to_string(),
        ])
    });
    section(
        ReportPart::Recommendations,
        "Recommendations",
        vec![
            Block::Table(Table {
                caption: "Statements with support after revision".to_owned(),
                columns: columns(&[
                    ("Who", false, 3),
                    ("Needs to understand", false, 6),
                    ("Shown by", false, 4),
                    ("For", true, 1),
                ]),
                rows: rows.collect(),
                remark: String::new(),
            }),
            Block::Table(Table {
                caption: "A table without rows".to_owned(),
                columns: columns(&[("Statement", false, 3), ("Support", true, 1)]),
                rows: Vec::new(),
                remark: "No statement was withdrawn.".to_owned(),
            }),
            words("The last vote was at 16:40."),
        ],
    )
}

pub fn timeline() -> Section {
    let entries = (0..24).map(|index| {
        row(
            Some(Anchor::entry(EntryId::from_bytes(bytes(index)))),
            &[
                &(index + 1).to_string(),
                &format!("June {}", 1957 + index * 3),
                ["Cell therapy", "Gene therapy", "Policy"][index % 3],
                [
                    "First marrow infusions reported in patients",
                    "Paper asks whether gene therapy is ready for people",
                    "NIH sets up its advisory committee",
                ][index % 3],
                ["checked", "", "day disputed"][index % 3],
            ],
        )
    });
    section(
        ReportPart::Timeline,
        "Timeline",
        vec![
            figure(
                "Three lanes from 1957 to 2026; heavy marks are turning points.",
                "Sixty-nine entries in three lanes.",
                votes(),
            ),
            Block::Table(Table {
                caption: "Entries in order of their dates".to_owned(),
                columns: columns(&[
                    ("", true, 2),
                    ("Date", false, 5),
                    ("Lane", false, 6),
                    ("What happened", false, 15),
                    ("State", false, 6),
                ]),
                rows: entries.collect(),
                remark: String::new(),
            }),
        ],
    )
}

pub fn notes() -> Section {
    let file =
        std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../rehearsal/sample/notes.csv")).unwrap();
    let rows = csv::Reader::from_reader(&file[..])
        .into_records()
        .enumerate()
        .map(|(index, record)| {
            let record = record.unwrap();
            row(Some(note(index)), &[&record[1], &record[3], &record[0]])
        })
        .collect();
    section(
        ReportPart::Notes,
        "All notes",
        vec![
            words("In the order of their themes. Merged notes stand in the next annex."),
            Block::Table(Table {
                caption: "All notes with cluster and table".to_owned(),
                columns: columns(&[("Note", false, 12), ("Cluster", false, 5), ("Table", true, 2)]),
                rows,
                remark: String::new(),
            }),
        ],
    )
}
