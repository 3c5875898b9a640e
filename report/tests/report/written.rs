//! A report written by hand with everything a writer must know, about the sample workshop; and the
//! same frame filled with texts that break files.

mod hostile;
mod later;

use charrette_protocol::*;
use charrette_report::model::*;
pub use hostile::{filled, hostile};
use later::{agreement, notes, recommendations, timeline};

fn bytes(number: usize) -> [u8; 16] {
    let mut bytes = [0; 16];
    bytes[14..].copy_from_slice(&u16::try_from(number).unwrap().to_be_bytes());
    bytes
}

pub fn note(number: usize) -> Anchor {
    Anchor::note(NoteId::from_bytes(bytes(number)))
}

fn option(number: usize) -> Anchor {
    Anchor::option(OptionId::from_bytes(bytes(number)))
}

fn cluster(number: usize) -> Anchor {
    Anchor::cluster(ClusterId::from_bytes(bytes(number)))
}

pub fn plain(text: &str) -> Span {
    Span { text: text.to_owned(), ..Span::default() }
}

fn strong(text: &str) -> Span {
    Span { style: SpanStyle::Strong, ..plain(text) }
}

fn emphasis(text: &str) -> Span {
    Span { style: SpanStyle::Emphasis, ..plain(text) }
}

fn quiet(text: &str) -> Span {
    Span { style: SpanStyle::Quiet, ..plain(text) }
}

pub fn link(text: &str, to: Anchor) -> Span {
    Span { link: Some(to), ..plain(text) }
}

fn heading(level: u8, text: &str, anchor: Option<Anchor>) -> Block {
    Block::Heading { level, text: text.to_owned(), anchor }
}

fn lead(text: &str) -> Block {
    Block::Lead { text: text.to_owned() }
}

fn words(text: &str) -> Block {
    Block::Paragraph { spans: vec![plain(text)] }
}

fn remark(text: &str) -> Block {
    Block::Remark { text: text.to_owned() }
}

fn open(prompt: &str) -> Block {
    Block::Open { prompt: prompt.to_owned() }
}

fn quote(text: &str, by: Option<&str>, source: usize) -> Block {
    Block::Quote { text: text.to_owned(), by: by.map(str::to_owned), source: Some(note(source)) }
}

fn item(spans: Vec<Span>) -> Item {
    Item { spans, anchor: None, items: Vec::new() }
}

fn list(numbered: bool, texts: &[&str]) -> Block {
    Block::List { numbered, items: texts.iter().map(|text| item(vec![plain(text)])).collect() }
}

fn columns(titles: &[(&str, bool, u16)]) -> Vec<Column> {
    titles.iter().map(|&(title, number, width)| Column { title: title.to_owned(), number, width }).collect()
}

fn row(anchor: Option<Anchor>, cells: &[&str]) -> Row {
    Row { anchor, cells: cells.iter().map(|text| vec![plain(text)]).collect() }
}

fn figure(caption: &str, alternative: &str, drawing: Drawing) -> Block {
    Block::Figure(Figure { caption: caption.to_owned(), alternative: alternative.to_owned(), drawing })
}

fn section(part: ReportPart, title: &str, blocks: Vec<Block>) -> Section {
    Section { part, title: title.to_owned(), blocks }
}

const OPTIONS: [(&str, &str, u32, u32); 20] = [
    ("We pay for a lifetime of benefit through a system built for one year", "Divided", 31, 41),
    ("A covered therapy is not yet a therapy people can reach", "Common ground", 30, 36),
    ("Nobody owns the fifteen years after the infusion", "Common ground", 19, 22),
    ("A zip code decides when a child is diagnosed", "One group’s", 14, 17),
    ("Staff need one page they can trust, the night before", "Close to 4", 13, 15),
    ("One patient can undo a small plan’s year", "Close to 5", 12, 14),
    ("Good science stalls where nobody pays for the next batch", "", 11, 12),
    ("Centers that can treat are few, and full", "", 10, 11),
    ("Evidence is asked for that small diseases cannot give", "", 9, 10),
    ("Contracts by outcome need somebody who keeps the record", "", 8, 8),
    ("Travel and lodging decide who is treated", "", 7, 7),
    ("Screening finds what nobody is paid to treat", "", 6, 6),
    ("A price agreed abroad becomes a price at home", "", 5, 5),
    ("Families carry what no budget names", "", 5, 5),
    ("The history from marrow to editing is not told", "", 4, 4),
    ("Trials move to where decisions are quick", "", 3, 4),
    ("Registries do not speak to each other", "", 3, 3),
    ("Risk pools have no common rules", "", 3, 3),
    ("Manufacturing slots decide who waits", "", 3, 3),
    ("Consent forms are longer than the visit", "", 3, 3),
];

fn votes() -> Drawing {
    let bar = |(index, &(name, label, people, _)): (usize, &(&str, &str, u32, u32))| VoteBar {
        rank: index as u32 + 1,
        name: name.to_owned(),
        people,
        labels: if label.is_empty() { Vec::new() } else { vec![label.to_owned()] },
        close_to_next: index == 0 || index == 3,
    };
    Drawing::Votes(Votes {
        of: 45,
        unit: "people".to_owned(),
        options: OPTIONS[..8].iter().enumerate().map(bar).collect(),
    })
}

fn summary() -> Section {
    let groups =
        [("Research & development", 12), ("Patient advocacy", 9), ("Market", 7), ("Government", 9), ("Policy", 8)];
    section(
        ReportPart::Summary,
        "One page",
        vec![
            lead("Two ideas lead, and the gap between them is too close to call."),
            words(
                "Forty-five people from five perspective groups met for a day to say what staff of committees must \
                 understand before they decide about gene and cell therapy. They wrote 225 notes, named 12 themes and voted once.",
            ),
            heading(2, "Top priorities", None),
            Block::List {
                numbered: true,
                items: (0..5)
                    .map(|index| Item {
                        spans: vec![
                            link(OPTIONS[index].0, option(index)),
                            quiet(&format!("  {} of 45 people, {} dots", OPTIONS[index].2, OPTIONS[index].3)),
                        ],
                        anchor: None,
                        items: if index == 0 {
                            vec![item(vec![plain("divided between groups")]), item(vec![plain("close to the next")])]
                        } else {
                            Vec::new()
                        },
                    })
                    .collect(),
            },
            heading(2, "Who took part", None),
            figure(
                "People present by perspective group.",
                "Research & development 12, Patient advocacy 9, Market 7, Government 9, Policy 8.",
                Drawing::Perspectives(Perspectives {
                    groups: groups.iter().map(|&(name, people)| (name.to_owned(), people)).collect(),
                }),
            ),
            heading(2, "What stayed open", None),
            list(
                false,
                &[
                    "Who keeps the record of outcomes for fifteen years.",
                    "Whether travel belongs to the price of a therapy.",
                    "How small plans pool a claim that comes once in a decade.",
                ],
            ),
        ],
    )
}

fn method() -> Section {
    let steps: Vec<Row> = (0..20)
        .map(|index| {
            let (planned, actual) = (5 + index % 4 * 5, 6 + index % 5 * 4);
            row(
                None,
                &[
                    &format!("{:02}:{:02}", 9 + index / 3, index % 3 * 20),
                    [
                        "Write: what must staff understand?",
                        "Read and merge at tables",
                        "Name what belongs together",
                        "Vote",
                    ][index % 4],
                    &planned.to_string(),
                    &actual.to_string(),
                ],
            )
        })
        .collect();
    section(
        ReportPart::Method,
        "How it worked",
        vec![
            words(
                "The day followed the agenda below; it ended six minutes late. Writing was private until the room read together.",
            ),
            Block::Table(Table {
                caption: "Agenda as run, with minutes planned and used".to_owned(),
                columns: columns(&[("Began", false, 2), ("Step", false, 8), ("Planned", true, 2), ("Used", true, 2)]),
                rows: steps,
                remark: "Times are those of the room’s clock.".to_owned(),
            }),
            heading(2, "Focus questions", None),
            list(
                true,
                &[
                    "What must a committee’s staff understand before they decide?",
                    "What did we believe ten years ago that turned out otherwise?",
                    "What would you show somebody on one page?",
                ],
            ),
            heading(2, "Rules of the vote", Some(Anchor::ballot(BallotId::from_bytes(bytes(1))))),
            Block::Paragraph {
                spans: vec![
                    plain("Each person had "),
                    strong("four dots"),
                    plain(" and could put "),
                    emphasis("at most two"),
                    plain(" on one option. Votes were secret. 43 of 45 people voted. "),
                    quiet("A result counts people before dots."),
                ],
            },
        ],
    )
}

fn insights() -> Section {
    let levels = [("Events", 58), ("Patterns", 71), ("Structures", 64), ("Mental models", 32)];
    let bands = levels.iter().map(|&(title, notes)| IcebergBand {
        level: None,
        title: title.to_owned(),
        notes,
        themes: vec![("Payment models".to_owned(), notes / 3), ("Access and travel".to_owned(), notes / 4)],
    });
    let mut blocks = vec![
        lead("Most notes name patterns; the fewest, and the most quoted, name beliefs."),
        figure(
            "Notes on each level of the iceberg.",
            "Events 58 notes, patterns 71, structures 64, mental models 32.",
            Drawing::Iceberg(Iceberg { levels: bands.collect() }),
        ),
    ];
    for (index, (title, notes)) in levels.iter().enumerate() {
        blocks.push(heading(2, title, Some(cluster(index))));
        blocks.push(Block::Paragraph {
            spans: vec![
                plain(&format!("{notes} notes in eight themes. The largest is ")),
                strong("Payment models"),
                plain(
                    ", with what returns in every group: benefit comes over decades and the bill comes at once. See ",
                ),
                link("the note that says it shortest", note(index * 3 + 1)),
                plain(" and "),
                link("a note left out of this report", note(9_000)),
                plain("."),
            ],
        });
        blocks.push(quote(
            "Good academic programs stall after the first few patients because nobody pays for the next batch.",
            Some("Research & development"),
            index * 3 + 1,
        ));
        blocks.push(quote(
            "Our endpoint was designed for forty patients; the disease will only ever give us twelve.",
            None,
            index * 3 + 2,
        ));
        if index == 1 {
            blocks.push(heading(3, "Themes that cross levels", None));
            blocks.push(Block::List {
                numbered: false,
                items: vec![
                    Item {
                        spans: vec![strong("Payment models. "), plain("Contracts by outcome, installments, warranties.")],
                        anchor: Some(cluster(90)),
                        items: vec![
                            item(vec![plain("A record that follows the patient")]),
                            item(vec![plain("An institution that collects from those who gain later, and that is still there when the second insurer has long forgotten the first")]),
                        ],
                    },
                    item(vec![strong("Access. "), plain("Travel, lodging, lost wages, time limits and state lines decide who is treated, and families carry what no budget names.")]),
                ],
            });
        }
        blocks.push(open("What does this level tell the reader who was not in the room? Two or three sentences."));
    }
    section(ReportPart::Insights, "Insights by iceberg level", blocks)
}

fn priorities() -> Section {
    let rows = OPTIONS.iter().enumerate().map(|(index, &(name, label, people, dots))| {
        let share = |part: u32| (people * part / 45).to_string();
        let mut row = row(
            Some(option(index)),
            &[
                &(index + 1).to_string(),
                name,
                &people.to_string(),
                &dots.to_string(),
                &share(12),
                &share(9),
                &share(7),
                &share(9),
                &share(8),
            ],
        );
        if !label.is_empty() {
            row.cells[1].push(quiet(&format!("\n{label}")));
        }
        row
    });
    section(
        ReportPart::Priorities,
        "Priorities",
        vec![
            lead("Two ideas lead, and the gap between them is too close to call."),
            words(
                "Forty-three of the 45 people present voted in secret, with four dots each and at most two on one option. \
                 Thirty-one chose “We pay for a lifetime of benefit through a system built for one year”, thirty “A covered therapy is \
                 not yet a therapy people can reach”. The first divides the groups; the second is shared evenly by all five. These are the \
                 views of those present, not the consensus of a field.",
            ),
            figure(
                "People who chose each option. One stroke is one person.",
                "31 of 45 people chose “We pay for a lifetime of benefit”, 30 “A covered therapy is not yet a therapy people can reach”, 19 “Nobody owns the fifteen years”, fewer the rest.",
                votes(),
            ),
            Block::Table(Table {
                caption: "All options, split by perspective group".to_owned(),
                columns: columns(&[
                    ("", true, 3),
                    ("Option", false, 26),
                    ("People", true, 6),
                    ("Dots", true, 5),
                    ("R&D", true, 5),
                    ("Adv.", true, 5),
                    ("Mkt.", true, 5),
                    ("Gov.", true, 5),
                    ("Pol.", true, 5),
                ]),
                rows: rows.collect(),
                remark: "Groups of fewer than three people count as “other groups”.".to_owned(),
            }),
            remark("Nobody saw a count before the ballot closed."),
        ],
    )
}

/// A report of the sample workshop with everything in it.
pub fn rich() -> Report {
    Report {
        kind: ReportKind::Seminar,
        level: ReleaseLevel::Participants,
        cover: Cover {
            title: "Gene and cell therapy: what committee staff must understand".to_owned(),
            subtitle: "Seminar Report".to_owned(),
            facts: vec![
                "9 December 2025, Rayburn Building, Washington".to_owned(),
                "45 people present, from five perspective groups".to_owned(),
                "Draft, not yet approved by those who took part".to_owned(),
            ],
            notice: "Contributions are signed by perspective group, never by name. This report is for those who took part; its contents \
                     may be used, but neither who said something nor for whom they work may be told."
                .to_owned(),
            record: "3f1c9a0b7d2e45c68190ab34cd56ef7812fe90dc34ba5678af01be23cd45f678".to_owned(),
        },
        sections: vec![
            summary(),
            method(),
            insights(),
            priorities(),
            agreement(),
            recommendations(),
            timeline(),
            section(ReportPart::NextSteps, "Next steps and parking lot", vec![
                list(true, &["Send this report to all who took part, by Friday.", "Ask three offices whether one page is enough."]),
                words("Numbers begin again:"),
                list(true, &["First of the parking lot.", "Second of the parking lot."]),
            ]),
            notes(),
            section(ReportPart::Merges, "Merges", vec![words("Nine notes were merged into four; their originals stand in the archive.")]),
            section(ReportPart::Limits, "Method and limits", vec![
                words("A workshop’s votes show the views of those present."),
                remark("Written by Charrette from the record of the workshop."),
            ]),
        ],
        checks: Vec::new(),
    }
}
