//! Where people agreed, where they did not, and the minority's reasons in its own words.

use super::Source;
use super::ballots::Closed;
use super::text::{heading, item, link, list, one_line, paragraph, plain, quoted};
use crate::methods;
use crate::model::{Anchor, Block, Item};
use charrette_protocol::*;

pub(super) fn blocks(source: &Source) -> Vec<Block> {
    let closed = source.closed();
    let mut blocks = Vec::new();
    for (label, title, says) in [
        (
            ResultLabel::CommonGround,
            "Common ground",
            "Among the first, and in every perspective group chosen at least as often as by chance:",
        ),
        (
            ResultLabel::HiddenConsensus,
            "Hidden consensus",
            "Not among the first, but chosen about evenly by all perspective groups:",
        ),
        (
            ResultLabel::OneGroupPriority,
            "One group's priority",
            "Among the first, mostly through one perspective group:",
        ),
        (ResultLabel::GroupDivided, "Divided by group", "Perspective groups chose these very differently:"),
        (
            ResultLabel::Divided,
            "Divided",
            "At least a third stand at the low end, and at least a third at the high end:",
        ),
    ] {
        let items: Vec<Item> = closed.iter().flat_map(|closed| labelled(source, closed, label)).collect();
        if !items.is_empty() {
            blocks.push(heading(2, title, None));
            blocks.push(paragraph(says));
            blocks.push(list(items));
        }
    }
    let calls: Vec<Item> = closed.iter().flat_map(|closed| close_calls(source, closed)).collect();
    if !calls.is_empty() {
        blocks.push(heading(2, "Too close to call", None));
        blocks.push(paragraph("The order of these says nothing; a handful of people could have turned it round."));
        blocks.push(list(calls));
    }
    let reasons: Vec<Block> = closed.iter().flat_map(|closed| reasons(source, closed)).collect();
    if !reasons.is_empty() {
        blocks.push(heading(2, "Reasons, in people's own words", None));
        blocks.push(paragraph("Written beside a mark, and shown without names. Those of the smaller side come first."));
        blocks.extend(reasons);
    }
    let reservations = reservations(source);
    if !reservations.is_empty() {
        blocks.push(heading(2, "Reservations about statements", None));
        blocks.extend(reservations);
    }
    blocks
}

fn labelled(source: &Source, closed: &Closed, label: ResultLabel) -> Vec<Item> {
    let found = closed.tally.options.iter().filter(|option| option.labels.contains(&label));
    found
        .map(|option| {
            let words = one_line(source.contents.option_label(option.option));
            let numbers = format!(" ({} of {})", option.people, closed.base(option));
            item(vec![link(words, Anchor::option(option.option)), plain(numbers)])
        })
        .collect()
}

fn close_calls(source: &Source, closed: &Closed) -> Vec<Item> {
    let pairs = closed.tally.close_calls.iter();
    pairs
        .map(|(one, other)| {
            let [one, other] = [one, other].map(|option| quoted(source.contents.option_label(*option)));
            item(vec![plain(format!("{one} and {other}"))])
        })
        .collect()
}

/// Reasons per option, those of fewer people's side first.
fn reasons(source: &Source, closed: &Closed) -> Vec<Block> {
    let mut blocks = Vec::new();
    for option in closed.tally.options.iter().filter(|option| !option.reasons.is_empty()) {
        let words = one_line(source.contents.option_label(option.option));
        let (people, base) = (option.people, closed.base(option));
        blocks.push(heading(3, format!("{words} ({people} of {base})"), None));
        let minority_agrees = 2 * people < base;
        let mut sorted: Vec<&Reason> = option.reasons.iter().collect();
        sorted.sort_by_key(|reason| agrees(closed.method(), reason) != minority_agrees);
        for reason in sorted {
            let meaning = reason.marks.first().map(|first| methods::value(closed.method(), *first)).unwrap_or_default();
            let by = if meaning.is_empty() { methods::mark(&reason.marks) } else { one_line(meaning) };
            let by = if by.is_empty() { "left it out".to_owned() } else { format!("marked {by}") };
            blocks.push(Block::Quote {
                text: reason.text.clone(),
                by: Some(by),
                source: Some(Anchor::option(option.option)),
            });
        }
    }
    blocks
}

/// Whether a reason stands beside a mark in favour.
fn agrees(method: &BallotMethod, reason: &Reason) -> bool {
    let Some(mark) = reason.marks.first().copied() else { return false };
    match method {
        BallotMethod::FistToFive { .. } => mark >= 3,
        BallotMethod::Scale { .. } => mark >= 4,
        BallotMethod::TwoScales { .. } => reason.marks.iter().all(|mark| *mark >= 4),
        BallotMethod::Gradients { labels } => usize::from(mark) * 2 <= labels.len(),
        BallotMethod::Dots { .. } | BallotMethod::Ranking { .. } | BallotMethod::Reactions { .. } => mark > 0,
    }
}

fn reservations(source: &Source) -> Vec<Block> {
    // Whoever attaches one wants it read beside the statement: it stands in every report, without a name.
    let found = source.contents.comments.iter().filter(|comment| comment.reservation);
    found
        .map(|comment| Block::Quote {
            text: comment.text.clone(),
            by: source.voice.of_quote(&comment.by),
            source: Some(Anchor::statement(comment.on)),
        })
        .collect()
}
