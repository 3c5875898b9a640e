//! The tables of ballots: what was asked, what could be chosen, what came of it.

use super::Sheet;
use super::sheets::{maybe, sheet, word};
use crate::methods::{self, figure};
use crate::view::Contents;
use charrette_protocol::{BallotMethod, OptionTally, ResultRecord};

pub(super) fn ballots(contents: &Contents) -> Sheet {
    let headings = &[
        "id",
        "question",
        "method",
        "state",
        "dots_or_places_a_person",
        "most_on_one_option",
        "eligible",
        "voted",
        "effective_priorities",
        "repeats_ballot_id",
        "voted_in_both_rounds",
        "changed",
    ];
    sheet("ballots", headings, &contents.ballots, |ballot| {
        let tally = contents.results.iter().find(|result| result.id == ballot.id).map(|result| &result.tally);
        let rounds = tally.and_then(|tally| tally.rounds.as_ref());
        let (set, cap) = match &ballot.settings.method {
            BallotMethod::Dots { budget, cap } => (*budget, Some(*cap)),
            BallotMethod::Ranking { places: number } | BallotMethod::Reactions { turning_points: number } => {
                (Some(*number), None)
            }
            _ => (None, None),
        };
        row![
            ballot.id,
            ballot.settings.question,
            methods::name(&ballot.settings.method),
            word(&ballot.state),
            maybe(ballot.effective_budget.or(set)),
            maybe(cap),
            maybe(tally.map(|tally| tally.eligible)),
            maybe(tally.map(|tally| tally.voted)),
            maybe(tally.and_then(|tally| tally.effective_priorities).map(figure)),
            maybe(ballot.settings.previous),
            maybe(rounds.map(|rounds| rounds.both)),
            maybe(rounds.map(|rounds| rounds.changed)),
        ]
    })
}

pub(super) fn options(contents: &Contents) -> Sheet {
    let headings =
        &["id", "ballot_id", "ballot", "place", "label", "cluster_id", "entry_id", "repeats_option_id", "notes"];
    sheet("options", headings, &contents.options, |option| {
        row![
            option.id,
            option.ballot,
            contents.ballot_question(option.ballot),
            option.place,
            option.label,
            maybe(option.cluster),
            maybe(option.entry),
            maybe(option.again),
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

/// The options of all closed ballots, best first.
fn counted<'a>(contents: &'a Contents) -> impl Iterator<Item = (&'a ResultRecord, &'a OptionTally)> {
    contents.results.iter().flat_map(|result| result.tally.options.iter().map(move |option| (*result, option)))
}

pub(super) fn results(contents: &Contents) -> Sheet {
    let headings = &[
        "ballot_id",
        "ballot",
        "rank",
        "option_id",
        "option",
        "people",
        "marked",
        "dots_or_points",
        "voted",
        "eligible",
        "passes",
        "labels",
        "gap",
        "polarisation_between_groups",
        "consensus_across_groups",
        "changed",
    ];
    let rows: Vec<_> = counted(contents).collect();
    sheet("results", headings, &rows, |(result, option)| {
        row![
            result.id,
            contents.ballot_question(result.id),
            option.rank,
            option.option,
            contents.option_label(option.option),
            option.people,
            option.marked,
            option.dots,
            result.tally.voted,
            result.tally.eligible,
            maybe(option.passes.map(|passes| if passes { "yes" } else { "no" })),
            methods::labels(&option.labels),
            maybe(option.gap.map(figure)),
            maybe(option.between_groups.map(figure)),
            maybe(option.across_groups.map(figure)),
            maybe(option.changed),
        ]
    })
}

/// One row for each scale of an option: its middle, never a mean.
pub(super) fn result_scales(contents: &Contents) -> Sheet {
    let headings = &[
        "ballot_id",
        "ballot",
        "option_id",
        "option",
        "scale",
        "median",
        "middle_half_from",
        "middle_half_to",
        "consensus",
        "polarisation",
    ];
    let mut rows = Vec::new();
    for (result, option) in counted(contents) {
        let method = contents.ballot_method(result.id);
        for (at, spread) in option.spreads.iter().enumerate() {
            rows.push(row![
                result.id,
                contents.ballot_question(result.id),
                option.option,
                contents.option_label(option.option),
                method.map_or("", |method| methods::scale(method, at)),
                maybe(spread.median.map(figure)),
                maybe(spread.middle_half.map(|(from, _)| figure(from))),
                maybe(spread.middle_half.map(|(_, to)| figure(to))),
                maybe(spread.consensus.map(figure)),
                maybe(spread.consensus.map(|consensus| figure(1000 - consensus))),
            ]);
        }
    }
    Sheet { name: "result_scales", headings, rows }
}

/// One row for each value: the whole distribution.
pub(super) fn result_values(contents: &Contents) -> Sheet {
    let headings = &["ballot_id", "ballot", "option_id", "option", "scale", "value", "meaning", "people"];
    let mut rows = Vec::new();
    for (result, option) in counted(contents) {
        let Some(method) = contents.ballot_method(result.id) else { continue };
        for (at, spread) in option.spreads.iter().enumerate() {
            for (value, people) in (spread.least..).zip(&spread.counts) {
                rows.push(row![
                    result.id,
                    contents.ballot_question(result.id),
                    option.option,
                    contents.option_label(option.option),
                    methods::scale(method, at),
                    value,
                    methods::value(method, value),
                    people,
                ]);
            }
        }
    }
    Sheet { name: "result_values", headings, rows }
}

pub(super) fn reasons(contents: &Contents) -> Sheet {
    let headings = &["ballot_id", "ballot", "option_id", "option", "mark", "reason"];
    let mut rows = Vec::new();
    for (result, option) in counted(contents) {
        for reason in &option.reasons {
            rows.push(row![
                result.id,
                contents.ballot_question(result.id),
                option.option,
                contents.option_label(option.option),
                methods::mark(&reason.marks),
                reason.text,
            ]);
        }
    }
    Sheet { name: "reasons", headings, rows }
}

pub(super) fn results_by_group(contents: &Contents) -> Sheet {
    let headings = &["ballot_id", "ballot", "option_id", "option", "group", "people", "voted_in_group", "median"];
    let mut rows = Vec::new();
    for (result, option) in counted(contents) {
        for (at, (group, people)) in result.tally.groups.iter().zip(&option.by_group).enumerate() {
            // Two scales have two middles, which stand in `result_scales` for all together.
            let median = if let [spread] = &option.spreads[..] { spread.group_medians.get(at).copied() } else { None };
            rows.push(row![
                result.id,
                contents.ballot_question(result.id),
                option.option,
                contents.option_label(option.option),
                group.name.as_deref().unwrap_or(OTHER_GROUPS),
                people,
                group.voted,
                maybe(median.flatten().map(figure)),
            ]);
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
    let headings = &["ballot_id", "ballot", "member_id", "option_id", "option", "mark", "reason"];
    let mut rows = Vec::new();
    for paper in &contents.papers {
        let about: std::collections::BTreeSet<_> = paper.marks.keys().chain(paper.reasons.keys()).collect();
        for option in about {
            rows.push(row![
                paper.ballot,
                contents.ballot_question(paper.ballot),
                paper.member,
                option,
                contents.option_label(*option),
                paper.marks.get(option).map_or(String::new(), |mark| methods::mark(mark)),
                paper.reasons.get(option).map_or("", String::as_str),
            ]);
        }
    }
    Sheet { name: "my_votes", headings, rows }
}
