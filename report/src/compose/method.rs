//! How the workshop went: its agenda as run, and the rules of its votes.

use super::Source;
use super::ballots::rule;
use super::text::{cell, heading, item, list, numbers, one_line, paragraph, plain, row, strong, table, words};
use crate::model::Block;
use charrette_protocol::*;

pub(super) fn blocks(source: &Source) -> Vec<Block> {
    let contents = &source.contents;
    let (now, clock) = (source.view.exported, contents.workshop.and_then(|workshop| workshop.clock));
    let mut rows = Vec::new();
    let (mut planned, mut actual) = (0, 0);
    for (place, step) in (1..).zip(&contents.steps) {
        let settings = &step.settings;
        let here = clock.filter(|clock| clock.step == step.id).map_or(0, |clock| now.saturating_sub(clock.since));
        let spent = minutes(step.spent + here);
        planned += u64::from(settings.minutes);
        actual += if step.entered { spent } else { 0 };
        let mut what = vec![strong(one_line(&settings.title))];
        if !settings.focus_question.is_empty() {
            what.push(plain(format!("\n{}", one_line(&settings.focus_question))));
        }
        let ran = match (step.entered, step.skipped) {
            (true, _) => spent.to_string(),
            (false, true) => "left out".to_owned(),
            (false, false) => "not reached".to_owned(),
        };
        let minutes = if settings.minutes == 0 { String::new() } else { settings.minutes.to_string() };
        rows.push(row(vec![cell(place), what, cell(kind(settings.kind)), cell(minutes), cell(ran)]));
    }
    let mut blocks = Vec::new();
    if !rows.is_empty() {
        rows.push(row(vec![cell(""), vec![strong("In all")], cell(""), cell(planned), cell(actual)]));
        let columns = vec![
            numbers(""),
            words("Step and focus question", 10),
            words("Kind", 4),
            numbers("Planned"),
            numbers("Actual"),
        ];
        blocks.extend(table("The agenda as it was run, in minutes", columns, rows, ""));
    }
    let closed = source.closed();
    if !closed.is_empty() {
        blocks.push(heading(2, "Rules of the votes", None));
        let items = closed.iter().map(|closed| {
            let question = one_line(&closed.record.settings.question);
            let name = if question.is_empty() { "A ballot".to_owned() } else { question };
            item(vec![strong(format!("{name}: ")), plain(rule(closed))])
        });
        blocks.push(list(items.collect()));
        blocks.push(paragraph(
            "Ballots were secret and could be changed until they closed; each voter read the options in an order of their own. \
             Options are ranked by people, then by dots; what is equal shares a rank. Observers are not counted.",
        ));
    }
    blocks
}

/// Whole minutes, halves rounded up.
const fn minutes(time: Milliseconds) -> u64 {
    (time + 30_000) / 60_000
}

const fn kind(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Talk => "talk",
        StepKind::Write => "silent writing",
        StepKind::Table => "work at tables",
        StepKind::Cluster => "clustering together",
        StepKind::Ballot => "secret ballot",
        StepKind::Timeline => "timeline",
        StepKind::Draft => "drafting",
    }
}
