//! Drawings to test with.

use super::hostile::*;
use crate::model::*;
use charrette_protocol::IcebergLevel;

pub(super) fn all() -> Vec<(&'static str, Drawing)> {
    vec![
        ("votes", votes()),
        ("votes-none", Drawing::Votes(Votes { of: 45, unit: "people".into(), options: vec![] })),
        ("votes-40", votes_of(40, 45)),
        ("votes-300", votes_of(3, 300)),
        ("votes-2000", votes_of(3, 2000)),
        ("votes-points", points()),
        ("votes-hostile", hostile_votes()),
        ("distribution", distribution()),
        ("distribution-gradients", gradients()),
        ("distribution-none", Drawing::Distribution(Distribution { values: vec!["0".into()], options: vec![] })),
        ("distribution-hostile", hostile_distribution()),
        ("matrix", matrix(9)),
        ("matrix-1", matrix(1)),
        ("matrix-40", matrix(40)),
        ("matrix-same", same_place()),
        ("matrix-hostile", hostile_matrix()),
        ("iceberg", iceberg()),
        ("iceberg-many", many_themes()),
        ("iceberg-bare", bare_iceberg()),
        ("iceberg-empty", empty_iceberg()),
        ("iceberg-hostile", hostile_iceberg()),
        ("timeline", timeline()),
        ("timeline-no-eras", Drawing::Timeline(TimelineChart { eras: vec![], ..chart() })),
        ("timeline-few", Drawing::Timeline(few())),
        ("timeline-one-year", Drawing::Timeline(one_year())),
        ("timeline-200", Drawing::Timeline(many(200))),
        ("timeline-hostile", Drawing::Timeline(hostile_timeline())),
        (
            "timeline-none",
            Drawing::Timeline(TimelineChart { lanes: vec!["Policy".into()], eras: vec![], entries: vec![] }),
        ),
        (
            "timeline-lanes",
            Drawing::Timeline(TimelineChart {
                lanes: (1..=7).map(|at| format!("Lane {at}")).collect(),
                entries: many(60)
                    .entries
                    .into_iter()
                    .enumerate()
                    .map(|(at, entry)| ChartEntry { lane: at % 7, ..entry })
                    .collect(),
                ..few()
            }),
        ),
        ("perspectives", perspectives()),
        ("perspectives-hostile", hostile_perspectives()),
    ]
}

pub(super) fn option(rank: u32, name: &str, people: u32, labels: &[&str], close: bool) -> VoteBar {
    let labels = labels.iter().map(|label| (*label).to_owned()).collect();
    VoteBar { rank, name: name.into(), people, labels, close_to_next: close }
}

fn votes() -> Drawing {
    let options = vec![
        option(
            1,
            "We pay for a lifetime of benefit through a system built for one year",
            31,
            &["divided by group"],
            true,
        ),
        option(2, "A covered therapy is not yet a therapy people can reach", 30, &["common ground"], false),
        option(3, "Nobody owns the fifteen years after the infusion", 19, &["common ground"], false),
        option(4, "A zip code decides when a child is diagnosed", 14, &["one group's priority", "divided"], true),
        option(5, "Staff need one page they can trust, the night before", 13, &[], false),
        option(6, "One patient can undo a small plan’s year", 9, &["hidden consensus"], false),
        option(7, "Small trials leave everyone carrying the doubt", 3, &[], true),
        option(7, "Between miracle and sticker shock, plain words are missing", 3, &[], false),
        option(9, "A therapy can be approved and still not be for sale", 0, &[], false),
    ];
    Drawing::Votes(Votes { of: 45, unit: "people".into(), options })
}

pub(super) fn votes_of(count: u32, of: u32) -> Drawing {
    let options = (0..count)
        .map(|at| {
            option(
                at + 1,
                &format!("Option {at} says in a whole sentence what a table found out"),
                of - of * at / count,
                if at % 3 == 0 { &["common ground", "divided"] } else { &[] },
                at % 4 == 1,
            )
        })
        .collect();
    Drawing::Votes(Votes { of, unit: "people".into(), options })
}

fn points() -> Drawing {
    let options = vec![
        option(1, "Ranked first", 160, &[], true),
        option(2, "Ranked second", 151, &[], false),
        option(3, "Ranked third", 0, &[], false),
    ];
    Drawing::Votes(Votes { of: 45, unit: "points".into(), options })
}

fn distribution() -> Drawing {
    let values = (0..=5)
        .map(|value: u32| match value {
            0 => "0 block".into(),
            5 => "5 lead".into(),
            _ => value.to_string(),
        })
        .collect();
    let options = vec![
        ("Pay over five years, only while the therapy works".into(), vec![0, 2, 3, 5, 20, 15]),
        ("A federal registry that follows every person treated".into(), vec![15, 6, 3, 6, 15, 0]),
        ("One page for staff".into(), vec![0, 0, 0, 0, 0, 45]),
    ];
    Drawing::Distribution(Distribution { values, options })
}

fn gradients() -> Drawing {
    let values = [
        "Full agreement",
        "Agreement with a minor point",
        "Support with reservations",
        "Abstain",
        "More discussion needed",
        "Disagree, but will support",
        "Serious disagreement",
        "Unconditional block",
    ];
    let options = (0..4)
        .map(|at| {
            (
                format!("Recommendation {at}: tell staff what a one-time therapy means for a budget year"),
                (0..8).map(|value| (value * 7 + at * 5) % 13).collect(),
            )
        })
        .collect();
    Drawing::Distribution(Distribution { values: values.map(String::from).to_vec(), options })
}

pub(super) fn axis(title: &str, low: &str, high: &str, middle: Option<i64>) -> Axis {
    Axis { title: title.into(), low: low.into(), high: high.into(), middle }
}

fn matrix(count: usize) -> Drawing {
    let names = [
        "Pay over five years, only while the therapy works",
        "A federal registry",
        "One page for staff, the night before",
        "A navigator in every treatment center",
        "Newborn screening in every state within one year of recommendation",
    ];
    let points = (0..count)
        .map(|at| {
            let (across, up) = (1000 + (at * at * 700 % 9) as i64 * 500, 5000 - (at * 5 % 9) as i64 * 500);
            MatrixPoint {
                number: at + 1,
                name: names[at % names.len()].into(),
                across,
                up,
                spread_across: Some(((across - 500).max(1000), (across + 1000).min(5000))),
                spread_up: (at % 2 == 0).then(|| ((up - 1000).max(1000), (up + 500).min(5000))),
            }
        })
        .collect();
    Drawing::Matrix(Matrix {
        across: axis("Feasibility", "hard to do", "within reach", Some(3000)),
        up: axis("Impact", "changes little", "changes much", Some(3500)),
        points,
    })
}

fn same_place() -> Drawing {
    let points = (1..=40)
        .map(|number| MatrixPoint {
            number,
            name: "All agree".into(),
            across: 5000,
            up: 5000,
            spread_across: None,
            spread_up: None,
        })
        .collect();
    Drawing::Matrix(Matrix {
        across: axis("Feasibility", "low", "high", None),
        up: axis("Impact", "low", "high", None),
        points,
    })
}

pub(super) fn band(level: Option<IcebergLevel>, title: &str, notes: u32, themes: &[(&str, u32)]) -> IcebergBand {
    IcebergBand {
        level,
        title: title.into(),
        notes,
        themes: themes.iter().map(|(name, notes)| ((*name).to_owned(), *notes)).collect(),
    }
}

fn iceberg() -> Drawing {
    let levels = vec![
        band(
            Some(IcebergLevel::Event),
            "Immediately visible",
            58,
            &[
                ("A production slot slips and the patient is no longer well enough", 21),
                ("Families move across state lines to be treated", 18),
                ("An approved therapy leaves the market", 9),
            ],
        ),
        band(
            Some(IcebergLevel::Pattern),
            "Multi-year trends",
            71,
            &[
                ("Members change insurers every few years, so the plan that pays seldom sees the savings", 30),
                ("States add conditions to newborn screening years apart", 22),
                ("Follow-up visits fade after year three", 12),
            ],
        ),
        band(
            Some(IcebergLevel::Structure),
            "Systems-level issues",
            64,
            &[
                ("Approval, coverage and payment sit with different committees", 25),
                ("Nobody owns a common registry", 20),
                ("Ten-year budget windows hide any benefit that arrives in year fifteen", 8),
                ("Hospitals buy the product and wait months to be paid", 1),
            ],
        ),
        band(
            Some(IcebergLevel::MentalModel),
            "Fundamental questions",
            32,
            &[
                ("What do we mean by “cure”, and who decides that a person is cured?", 14),
                ("Can people trust a cure from a system that dismissed their pain for decades?", 11),
            ],
        ),
        band(None, "No level yet", 3, &[]),
    ];
    Drawing::Iceberg(Iceberg { levels })
}

const LEVELS: [IcebergLevel; 4] =
    [IcebergLevel::Event, IcebergLevel::Pattern, IcebergLevel::Structure, IcebergLevel::MentalModel];

fn many_themes() -> Drawing {
    let themes: Vec<(&str, u32)> =
        (0..12).map(|at| ("A theme that says in a whole sentence what its notes have in common", 12 - at)).collect();
    Drawing::Iceberg(Iceberg { levels: LEVELS.map(|level| band(Some(level), "A level", 24, &themes)).to_vec() })
}

fn bare_iceberg() -> Drawing {
    let levels = LEVELS.iter().zip([22, 128, 24, 1]);
    Drawing::Iceberg(Iceberg {
        levels: levels.map(|(level, notes)| band(Some(*level), "A level", notes, &[])).collect(),
    })
}

fn empty_iceberg() -> Drawing {
    Drawing::Iceberg(Iceberg {
        levels: [IcebergLevel::Event, IcebergLevel::Pattern, IcebergLevel::Structure, IcebergLevel::MentalModel]
            .map(|level| band(Some(level), "A level", 0, &[]))
            .to_vec(),
    })
}

/// 69 entries as a real workshop had them, with eras and turning points.
pub(super) fn chart() -> TimelineChart {
    let eras = [
        ("First grafts, first questions", 1957, 1980),
        ("Out of the laboratory", 1980, 1999),
        ("A death, and a long pause", 1999, 2007),
        ("New tools, new rules", 2007, 2017),
        ("The first approvals", 2017, 2022),
        ("Who pays, and who is reached", 2022, 2026),
    ];
    let eras =
        eras.map(|(title, from, to)| ChartEra { title: title.into(), from: from * 1000, to: to * 1000 - 3 }).to_vec();
    let lanes = ["Cell therapy", "Gene therapy", "Policy"].map(String::from).to_vec();
    let file = include_str!("../../../../rehearsal/sample/timeline.csv");
    let rows = csv::Reader::from_reader(file.as_bytes()).into_records();
    let entries = rows.enumerate().map(|(at, cells)| {
        let cells = cells.expect("a row");
        let lane =
            ["cell_therapy", "gene_therapy", "policy"].iter().position(|lane| *lane == &cells[0]).expect("a lane");
        let from = time(&cells[1]);
        let to = if cells[3].is_empty() { from } else { time(&cells[3]) };
        let turning_point = Some(match at {
            0 => 5,
            6 => 9,
            11 => 11,
            14 => 21,
            27 => 14,
            34 => 18,
            47 => 6,
            56 => 13,
            66 => 9,
            20 => 2,
            50 => 1,
            _ => 0,
        });
        let mark = match at {
            37 => "year disputed",
            45 | 62 => "day disputed",
            _ => "",
        };
        ChartEntry {
            number: at + 1,
            lane,
            from,
            to,
            date: cells[1].into(),
            title: cells[4].into(),
            turning_point,
            mark: mark.into(),
        }
    });
    TimelineChart { lanes, eras, entries: entries.collect() }
}

/// Thousandths of years of a date like `1999-09-17`.
fn time(date: &str) -> i64 {
    let mut parts = date.split('-').map(|part| part.parse::<i64>().expect("a number"));
    let (year, month, day) = (parts.next().expect("a year"), parts.next().unwrap_or(1), parts.next().unwrap_or(1));
    year * 1000 + (month - 1) * 1000 / 12 + (day - 1) * 1000 / 365
}

fn timeline() -> Drawing {
    Drawing::Timeline(chart())
}

fn few() -> TimelineChart {
    let all = chart();
    let entries = all.entries.into_iter().enumerate().filter(|(at, _)| at % 5 == 0).map(|(_, entry)| entry).collect();
    TimelineChart {
        entries,
        eras: vec![
            ChartEra { title: "Before".into(), from: 1_950_000, to: 2_005_000 },
            ChartEra { title: "Overlapping years".into(), from: 2_000_000, to: 2_012_000 },
        ],
        ..all
    }
}

fn one_year() -> TimelineChart {
    let entries = (0..60).map(|at| ChartEntry {
        number: at + 1,
        lane: at % 3,
        from: 2_024_500,
        to: 2_024_500,
        date: "July 2024".into(),
        title: format!("Entry {at} of a single month"),
        turning_point: None,
        mark: String::new(),
    });
    TimelineChart {
        lanes: ["One", "Two", "Three"].map(String::from).to_vec(),
        eras: vec![],
        entries: entries.collect(),
    }
}

pub(super) fn many(count: usize) -> TimelineChart {
    let all = chart();
    let entries = (0..count).map(|at| {
        let time = 1_960_000 + (at * at) as i64 * 65_000 / (count * count) as i64;
        ChartEntry {
            number: at + 1,
            lane: at * 7 % 3,
            from: time,
            to: time + if at % 9 == 0 { 4000 } else { 0 },
            date: "some day in May 2001".into(),
            title: format!("Entry {at} says in one sentence what happened and to whom"),
            turning_point: Some((at % 20 == 3).into()),
            mark: String::new(),
        }
    });
    TimelineChart { entries: entries.collect(), ..all }
}

fn perspectives() -> Drawing {
    let groups = [
        ("Research & development", 9),
        ("Patient advocacy", 10),
        ("Market", 9),
        ("Government", 8),
        ("Policy", 6),
        ("People who teach", 3),
        ("Other groups", 2),
    ];
    Drawing::Perspectives(Perspectives { groups: groups.map(|(name, people)| (name.to_owned(), people)).to_vec() })
}
