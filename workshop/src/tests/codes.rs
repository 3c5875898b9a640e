//! That no rule and no rejection is without a test.

use charrette_protocol::RejectionCode;

const TESTS: &[&str] = &[
    include_str!("access.rs"),
    include_str!("agenda.rs"),
    include_str!("archive.rs"),
    include_str!("asks.rs"),
    include_str!("ballots.rs"),
    include_str!("clock.rs"),
    include_str!("clusters.rs"),
    include_str!("hiding.rs"),
    include_str!("members.rs"),
    include_str!("merging.rs"),
    include_str!("notes.rs"),
    include_str!("rights.rs"),
    include_str!("rounds.rs"),
    include_str!("statements.rs"),
    include_str!("tables.rs"),
    include_str!("texts.rs"),
    include_str!("timeline.rs"),
    include_str!("undo.rs"),
    include_str!("view.rs"),
    include_str!("../roles.rs"),
    include_str!("../templates/tests.rs"),
    include_str!("../../tests/histories/main.rs"),
];

/// Refusals of the edge, which knows sockets, disks, logs and rates.
const OF_THE_EDGE: &[RejectionCode] = &[
    RejectionCode::TooLarge,
    RejectionCode::OutOfTurn,
    RejectionCode::NotYourMember,
    RejectionCode::CommandIdTaken,
    RejectionCode::HistoryFull,
    RejectionCode::TooFast,
    RejectionCode::Busy,
    RejectionCode::StorageFull,
    RejectionCode::StorageFailed,
];

#[test]
fn every_rejection_of_a_rule_has_a_test() {
    for code in RejectionCode::ALL.iter().filter(|code| !OF_THE_EDGE.contains(code)) {
        let name = format!("RejectionCode::{code:?}");
        assert!(TESTS.iter().any(|test| test.contains(&name)), "no test expects {code:?}");
    }
}

#[test]
fn every_rule_has_a_test_that_cites_it() {
    let spec = include_str!("../../../docs/SPEC.md");
    let mine = [
        "ROLE",
        "STEP",
        "NOTE",
        "HIDE",
        "CLUSTER",
        "TABLE",
        "BALLOT",
        "TIME",
        "CLOCK",
        "STATEMENT",
        "LINK",
        "UNDO",
        "TEXT",
        "VIEW",
        "JOIN",
        "TEMPLATE",
        "ARCHIVE",
    ];
    let rules = spec.split("**").skip(1).step_by(2).filter(|rule| {
        rule.split_once('-').is_some_and(|(chapter, number)| mine.contains(&chapter) && number.parse::<u8>().is_ok())
    });
    let uncited: Vec<_> = rules.filter(|rule| !TESTS.iter().any(|test| test.contains(&format!("[{rule}]")))).collect();
    assert!(uncited.is_empty(), "no test cites {uncited:?}");
}
