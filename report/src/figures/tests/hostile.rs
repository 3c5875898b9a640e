//! Drawings that nobody expects: texts that break files, numbers without end.

use super::samples::{axis, band, option};
use crate::model::*;
use charrette_protocol::IcebergLevel;

/// A title with everything in it that breaks files.
pub(super) const HOSTILE: &str = "=1+1 <script>alert(\"x\")</script> & \u{0}\u{8}\u{b}\u{fffe}\u{ffff} _x0041_ {TOC} \u{202e}txt.exe\u{202c} مرحبا بالعالم 中文字 👩‍🔬 ']]>";

pub(super) fn hostile_votes() -> Drawing {
    let options = vec![
        option(1, HOSTILE, 1, &["common ground", HOSTILE], true),
        option(
            2,
            &"W".repeat(10_000),
            2,
            &["a label of one's own that is longer than the column and so has to be broken"],
            true,
        ),
        option(3, &"many words of a name ".repeat(15), 0, &[], false),
        option(4, "", 0, &[], false),
        option(5, &"中文字没有空格".repeat(12), 0, &[], false),
    ];
    Drawing::Votes(Votes { of: 0, unit: "people".into(), options })
}

pub(super) fn hostile_distribution() -> Drawing {
    Drawing::Distribution(Distribution {
        values: vec![HOSTILE.into(), "x".repeat(10_000), String::new()],
        options: vec![
            (HOSTILE.into(), vec![1]),
            ("x".repeat(10_000), vec![u32::MAX, 0, 1, 9]),
            (String::new(), vec![]),
        ],
    })
}

pub(super) fn hostile_matrix() -> Drawing {
    let points = vec![
        MatrixPoint {
            number: 1,
            name: HOSTILE.into(),
            across: i64::MAX,
            up: i64::MIN,
            spread_across: Some((i64::MIN, i64::MAX)),
            spread_up: Some((5, 1)),
        },
        MatrixPoint {
            number: usize::MAX,
            name: "x".repeat(10_000),
            across: 3000,
            up: 3000,
            spread_across: None,
            spread_up: None,
        },
    ];
    let long = "x".repeat(10_000);
    Drawing::Matrix(Matrix {
        across: axis(&long, HOSTILE, &long, Some(i64::MAX)),
        up: axis(&long, &long, HOSTILE, Some(1)),
        points,
    })
}

pub(super) fn hostile_iceberg() -> Drawing {
    let long = "x".repeat(10_000);
    let themes: Vec<(&str, u32)> = (0..40).map(|at| ("A theme like the others", at)).collect();
    Drawing::Iceberg(Iceberg {
        levels: vec![
            band(Some(IcebergLevel::MentalModel), HOSTILE, u32::MAX, &themes),
            band(Some(IcebergLevel::Structure), &long, 1, &[(&long, 7), (HOSTILE, u32::MAX)]),
        ],
    })
}

pub(super) fn hostile_timeline() -> TimelineChart {
    let entry = |number, lane, from, to, title: &str| ChartEntry {
        number,
        lane,
        from,
        to,
        date: HOSTILE.into(),
        title: title.into(),
        turning_point: Some(u32::MAX),
        mark: HOSTILE.into(),
    };
    TimelineChart {
        lanes: vec![HOSTILE.into(), "x".repeat(10_000)],
        eras: vec![
            ChartEra { title: HOSTILE.into(), from: -9_999_000, to: 2_000_000 },
            ChartEra { title: "x".repeat(10_000), from: 1_990_000, to: 1_990_000 },
        ],
        entries: vec![
            entry(1, 0, -9_999_000, 9_999_999, HOSTILE),
            entry(2, 99, 2_024_000, 1_000, &"x".repeat(10_000)),
            entry(usize::MAX, 1, 9_999_999, 9_999_999, ""),
        ],
    }
}

pub(super) fn hostile_perspectives() -> Drawing {
    let groups = vec![(HOSTILE.into(), 1), ("x".repeat(10_000), 0), (HOSTILE.into(), 70), (String::new(), 3)];
    Drawing::Perspectives(Perspectives { groups })
}
