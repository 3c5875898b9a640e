//! Closed ballots, with no more said about them than they say.

use super::{Document, count, line};
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
    let cap = contents.ballots.iter().find(|ballot| ballot.id == result.id).map(|ballot| ballot.settings.cap);
    let cap = cap.map(|cap| format!(", at most {cap} on one option")).unwrap_or_default();
    document.block(&format!(
        "{} of {} voted, in secret, with {} each{cap}.",
        tally.voted,
        count(tally.eligible as usize, "participant", "participants"),
        count(tally.budget.into(), "dot", "dots"),
    ));

    let mut headings = vec!["Rank".to_owned(), "Option".to_owned(), "People".to_owned(), "Dots".to_owned()];
    headings.extend(tally.groups.iter().map(|group| {
        format!("{} ({} voted)", group.name.as_deref().map_or(OTHER_GROUPS.to_owned(), line), group.voted)
    }));
    let rows: Vec<_> = tally
        .options
        .iter()
        .map(|option| {
            let people = format!("{} of {}", option.people, tally.eligible);
            let label = line(contents.option_label(option.option));
            let mut row = vec![option.rank.to_string(), label, people, option.dots.to_string()];
            row.extend(option.by_group.iter().map(ToString::to_string));
            row
        })
        .collect();
    document.table(&headings, 2, &rows);
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
}
