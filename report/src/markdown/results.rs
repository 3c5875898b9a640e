//! Closed ballots, with no more said about them than they say.

use super::{Document, count, line};
use crate::methods::{self, figure};
use crate::tables::OTHER_GROUPS;
use crate::view::Contents;
use charrette_protocol::*;

/// All ballots that have been closed.
pub(super) fn write(document: &mut Document, contents: &Contents) {
    if contents.results.is_empty() {
        return;
    }
    document.heading(2, "Results");
    document.block("These are the views of those present, not the consensus of a field.");
    for result in &contents.results {
        ballot(document, contents, result);
    }
}

fn ballot(document: &mut Document, contents: &Contents, result: &ResultRecord) {
    let tally = &result.tally;
    let question = line(contents.ballot_question(result.id));
    document.heading(3, if question.is_empty() { "Ballot" } else { &question });
    let Some(method) = contents.ballot_method(result.id) else { return };
    document.block(&format!(
        "{} of {} voted, in secret{}.",
        tally.voted,
        count(tally.eligible as usize, "participant", "participants"),
        terms(method, tally.budget),
    ));
    if let Some(rounds) = &tally.rounds {
        document.block(&format!(
            "A second round: {} of the {} who voted in both changed a mark.",
            rounds.changed, rounds.both
        ));
    }
    ranking(document, contents, tally, method);
    spreads(document, contents, tally, method);
    if tally.groups.iter().any(|group| group.name.is_none()) {
        document.block("Groups with fewer than three voters are counted together, as “other groups”, so that no number points at a person.",
        );
    }
    let calls: String = tally
        .close_calls
        .iter()
        .map(|(one, other)| {
            let [one, other] = [one, other].map(|option| line(contents.option_label(*option)));
            format!("- “{one}” and “{other}”\n")
        })
        .collect();
    if !calls.is_empty() {
        document.block("Too close to call, so their order says nothing:");
        document.block(&calls);
    }
    reasons(document, contents, tally, method);
}

/// How people voted, as the end of a sentence.
fn terms(method: &BallotMethod, budget: u16) -> String {
    match method {
        BallotMethod::Dots { cap, .. } => {
            format!(", with {} each, at most {cap} on one option", count(budget.into(), "dot", "dots"))
        }
        BallotMethod::FistToFive { low_percent } => {
            format!(
                ", by fist to five; an option passes if nobody is at 0 and under {low_percent} % of those who marked it are at 1 or 2"
            )
        }
        BallotMethod::Gradients { .. } => ", by gradients of agreement".to_owned(),
        BallotMethod::Scale { pass_percent: Some(percent), .. } => {
            format!(", from 1 to 5; an option passes if {percent} % of those who marked it are at 4 or 5")
        }
        BallotMethod::Scale { pass_percent: None, .. } => ", from 1 to 5".to_owned(),
        BallotMethod::TwoScales { across, up, .. } => {
            format!(", from 1 to 5 on two scales: {} and {}", line(&across.title), line(&up.title))
        }
        BallotMethod::Ranking { .. } => {
            format!(", by ranking their first {budget}; the first place has {budget} points, the last has 1")
        }
        BallotMethod::Reactions { .. } => {
            format!(
                ", marking high and low points, with {} each",
                count(budget.into(), "turning point", "turning points")
            )
        }
    }
}

fn ranking(document: &mut Document, contents: &Contents, tally: &Tally, method: &BallotMethod) {
    let dots = match method {
        BallotMethod::Dots { .. } => Some("Dots"),
        BallotMethod::Ranking { .. } => Some("Points"),
        _ => None,
    };
    let gap = matches!(method, BallotMethod::TwoScales { gap: true, .. });
    let passes = tally.options.iter().any(|option| option.passes.is_some());
    let labels = tally.options.iter().any(|option| !option.labels.is_empty());
    let changed = tally.rounds.is_some();
    let mut headings: Vec<String> = vec!["Rank".into(), "Option".into()];
    let words = [labels.then_some("Reading"), passes.then_some("Passes")];
    headings.extend(words.into_iter().flatten().map(str::to_owned));
    let right_from = headings.len();
    headings.push(methods::people(method).to_owned());
    let figures = [dots, gap.then_some("Gap"), changed.then_some("Changed")];
    headings.extend(figures.into_iter().flatten().map(str::to_owned));
    headings.extend(tally.groups.iter().map(|group| {
        format!("{} ({} voted)", group.name.as_deref().map_or(OTHER_GROUPS.to_owned(), line), group.voted)
    }));
    let row = |option: &OptionTally| {
        let mut row = vec![option.rank.to_string(), line(contents.option_label(option.option))];
        if labels {
            row.push(methods::labels(&option.labels));
        }
        if passes {
            row.push(option.passes.map_or("", |passes| if passes { "yes" } else { "no" }).to_owned());
        }
        let of = if dots.is_some() { tally.eligible } else { option.marked };
        row.push(format!("{} of {of}", option.people));
        row.extend(dots.map(|_| option.dots.to_string()));
        row.extend(gap.then(|| option.gap.map(figure).unwrap_or_default()));
        row.extend(changed.then(|| option.changed.unwrap_or_default().to_string()));
        row.extend(option.by_group.iter().map(ToString::to_string));
        row
    };
    document.table(&headings, right_from, &tally.options.iter().map(row).collect::<Vec<_>>());
}

/// The whole distribution of each option, one table for each scale.
fn spreads(document: &mut Document, contents: &Contents, tally: &Tally, method: &BallotMethod) {
    let scales = tally.options.iter().map(|option| option.spreads.len()).max().unwrap_or_default();
    for at in 0..scales {
        let title = line(methods::scale(method, at));
        let what = if title.is_empty() { String::new() } else { format!(" for {title}") };
        document.block(&format!("How many people gave each value{what}:"));
        let Some(first) = tally.options.iter().find_map(|option| option.spreads.get(at)) else { continue };
        let middles = first.median.is_some() || first.consensus.is_some();
        let mut headings = vec!["Option".to_owned()];
        headings.extend((first.least..).take(first.counts.len()).map(|value| {
            let meaning = line(methods::value(method, value));
            if meaning.is_empty() { value.to_string() } else { meaning }
        }));
        if middles {
            headings.extend(["Middle", "Middle half", "Consensus"].map(str::to_owned));
        }
        let rows: Vec<_> = tally
            .options
            .iter()
            .filter_map(|option| {
                let spread = option.spreads.get(at)?;
                let mut row = vec![line(contents.option_label(option.option))];
                row.extend(spread.counts.iter().map(ToString::to_string));
                if middles {
                    row.push(spread.median.map(figure).unwrap_or_default());
                    let half = spread.middle_half.map(|(from, to)| format!("{} to {}", figure(from), figure(to)));
                    row.push(half.unwrap_or_default());
                    row.push(spread.consensus.map(figure).unwrap_or_default());
                }
                Some(row)
            })
            .collect();
        document.table(&headings, 1, &rows);
    }
}

/// What people wrote beside their marks, in their own words.
fn reasons(document: &mut Document, contents: &Contents, tally: &Tally, method: &BallotMethod) {
    let mut list = String::new();
    for option in tally.options.iter().filter(|option| !option.reasons.is_empty()) {
        list.push_str(&format!("- {}\n", line(contents.option_label(option.option))));
        for reason in &option.reasons {
            let meaning = reason.marks.first().map(|first| line(methods::value(method, *first))).unwrap_or_default();
            let mark = if meaning.is_empty() { methods::mark(&reason.marks) } else { meaning };
            let mark = if mark.is_empty() { String::new() } else { format!(" ({mark})") };
            list.push_str(&format!("  - {}{mark}\n", line(&reason.text)));
        }
    }
    if !list.is_empty() {
        document.block("Reasons given, without names:");
        document.block(&list);
    }
}
