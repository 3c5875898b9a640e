//! The tables of ballots: what was asked, what could be chosen, what came of it.

use super::Sheet;
use super::sheets::{maybe, sheet, word};
use crate::view::Contents;

pub(super) fn ballots(contents: &Contents) -> Sheet {
    let headings = &["id", "question", "state", "dots_a_person", "most_on_one_option", "eligible", "voted"];
    sheet("ballots", headings, &contents.ballots, |ballot| {
        let tally = contents.results.iter().find(|result| result.id == ballot.id).map(|result| &result.tally);
        row![
            ballot.id,
            ballot.settings.question,
            word(&ballot.state),
            maybe(ballot.effective_budget.or(ballot.settings.budget)),
            ballot.settings.cap,
            maybe(tally.map(|tally| tally.eligible)),
            maybe(tally.map(|tally| tally.voted)),
        ]
    })
}

pub(super) fn options(contents: &Contents) -> Sheet {
    let headings = &["id", "ballot_id", "ballot", "place", "label", "cluster_id", "notes"];
    sheet("options", headings, &contents.options, |option| {
        row![
            option.id,
            option.ballot,
            contents.ballot_question(option.ballot),
            option.place,
            option.label,
            maybe(option.cluster),
            option.notes.len(),
        ]
    })
}

/// A table of its own: an option may stand for more notes than a cell can hold.
pub(super) fn option_notes(contents: &Contents) -> Sheet {
    let pairs: Vec<_> =
        contents.options.iter().flat_map(|option| option.notes.iter().map(move |note| (option, note))).collect();
    sheet("option_notes", &["option_id", "option", "note_id"], &pairs, |(option, note)| {
        row![option.id, option.label, note]
    })
}

pub(super) fn results(contents: &Contents) -> Sheet {
    let headings = &["ballot_id", "ballot", "rank", "option_id", "option", "people", "dots", "voted", "eligible"];
    let rows: Vec<_> = contents
        .results
        .iter()
        .flat_map(|result| result.tally.options.iter().map(move |option| (result, option)))
        .collect();
    sheet("results", headings, &rows, |(result, option)| {
        row![
            result.id,
            contents.ballot_question(result.id),
            option.rank,
            option.option,
            contents.option_label(option.option),
            option.people,
            option.dots,
            result.tally.voted,
            result.tally.eligible,
        ]
    })
}

pub(super) fn results_by_group(contents: &Contents) -> Sheet {
    let headings = &["ballot_id", "ballot", "option_id", "option", "group", "people", "voted_in_group"];
    let mut rows = Vec::new();
    for result in &contents.results {
        for option in &result.tally.options {
            for (group, people) in result.tally.groups.iter().zip(&option.by_group) {
                rows.push(row![
                    result.id,
                    contents.ballot_question(result.id),
                    option.option,
                    contents.option_label(option.option),
                    group.name.as_deref().unwrap_or(OTHER_GROUPS),
                    people,
                    group.voted,
                ]);
            }
        }
    }
    Sheet { name: "results_by_group", headings, rows }
}

/// What small groups are called that were folded into one.
pub(crate) const OTHER_GROUPS: &str = "Other groups";

pub(super) fn close_calls(contents: &Contents) -> Sheet {
    let headings = &["ballot_id", "ballot", "option_id", "option", "close_to_id", "close_to"];
    let rows: Vec<_> = contents
        .results
        .iter()
        .flat_map(|result| result.tally.close_calls.iter().map(move |pair| (result.id, pair)))
        .collect();
    sheet("close_calls", headings, &rows, |(ballot, (one, other))| {
        row![
            ballot,
            contents.ballot_question(*ballot),
            one,
            contents.option_label(*one),
            other,
            contents.option_label(*other),
        ]
    })
}

pub(super) fn my_papers(contents: &Contents) -> Sheet {
    let headings = &["ballot_id", "ballot", "member_id", "option_id", "option", "dots"];
    let rows: Vec<_> =
        contents.papers.iter().flat_map(|paper| paper.dots.iter().map(move |dots| (paper, dots))).collect();
    sheet("my_votes", headings, &rows, |(paper, (option, dots))| {
        row![
            paper.ballot,
            contents.ballot_question(paper.ballot),
            paper.member,
            option,
            contents.option_label(**option),
            dots,
        ]
    })
}
