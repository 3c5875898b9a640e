//! Closed ballots, as the sections tell of them.

use super::Source;
use super::text::{cell, count, joined, link, numbers, one_line, plain, quoted, row, strong, table, words};
use crate::methods::{self, figure};
use crate::model::*;
use crate::tables::OTHER_GROUPS;
use charrette_protocol::*;

/// A closed ballot with all that is known of it.
#[derive(Clone, Copy)]
pub(super) struct Closed<'a> {
    pub record: &'a BallotRecord,
    pub tally: &'a Tally,
}

impl<'a> Closed<'a> {
    pub fn method(&self) -> &'a BallotMethod {
        &self.record.settings.method
    }

    /// "43 of 45 participants voted", the way every number of people is told.
    pub fn turnout(&self) -> String {
        let (voted, of) = (self.tally.voted, self.tally.eligible);
        format!("{voted} of {} voted", count(of as usize, "participant", "participants"))
    }

    /// Of how many an option's people are told: on scales of those who marked it.
    pub fn base(&self, option: &OptionTally) -> u32 {
        if self.counts_dots() || matches!(self.method(), BallotMethod::Reactions { .. }) {
            self.tally.eligible
        } else {
            option.marked
        }
    }

    /// Whether people gave something away for it: dots, or places of a ranking.
    pub fn counts_dots(&self) -> bool {
        matches!(self.method(), BallotMethod::Dots { .. } | BallotMethod::Ranking { .. })
    }

    /// Whether the order of this option against the next one is too close to call.
    pub fn close_to_next(&self, at: usize) -> bool {
        let pair = self.tally.options.get(at).zip(self.tally.options.get(at + 1));
        pair.is_some_and(|(one, next)| self.tally.close_calls.contains(&(one.option, next.option)))
    }
}

impl<'a> Source<'a> {
    /// Closed ballots in the order of the agenda.
    pub fn closed(&self) -> Vec<Closed<'a>> {
        let found = self.contents.results.iter().filter_map(|result| {
            let record = self.contents.ballots.iter().copied().find(|ballot| ballot.id == result.id)?;
            Some(Closed { record, tally: &result.tally })
        });
        found.collect()
    }

    pub fn option(&self, id: OptionId) -> Option<&'a OptionRecord> {
        self.contents.options.iter().copied().find(|option| option.id == id)
    }

    /// Closed ballots that ranked ideas: neither statements, nor the moods of a timeline.
    pub fn on_priorities(&self) -> Vec<Closed<'a>> {
        let of_statements = |closed: &Closed| {
            let mut options = closed.tally.options.iter().filter_map(|option| self.option(option.option));
            options.any(|option| option.statement.is_some())
        };
        let moods = |closed: &Closed| matches!(closed.method(), BallotMethod::Reactions { .. });
        self.closed().into_iter().filter(|closed| !of_statements(closed) && !moods(closed)).collect()
    }
}

/// How people voted, as a sentence.
pub(super) fn rule(closed: &Closed) -> String {
    let budget = closed.tally.budget;
    let how = match closed.method() {
        BallotMethod::Dots { cap, .. } => {
            format!("with {} each, at most {cap} on one option", count(budget.into(), "dot", "dots"))
        }
        BallotMethod::FistToFive { low_percent } => format!(
            "by fist to five; an option passes if nobody is at 0 and under {low_percent} % of those who marked it are at 1 or 2"
        ),
        BallotMethod::Gradients { .. } => "by gradients of agreement".to_owned(),
        BallotMethod::Scale { pass_percent: Some(percent), .. } => {
            format!("from 1 to 5; an option passes if {percent} % of those who marked it are at 4 or 5")
        }
        BallotMethod::Scale { pass_percent: None, .. } => "from 1 to 5".to_owned(),
        BallotMethod::TwoScales { across, up, .. } => {
            format!("from 1 to 5 on two scales: {} and {}", one_line(&across.title), one_line(&up.title))
        }
        BallotMethod::Ranking { .. } => {
            format!("by ranking their first {budget}; the first place has {budget} points, the last has 1")
        }
        BallotMethod::Reactions { .. } => {
            format!(
                "marking high and low points, with {} each",
                count(budget.into(), "turning point", "turning points")
            )
        }
    };
    format!("{}, in secret, {how}.", closed.turnout())
}

/// What a ballot found, in one sentence that says no more than the count does.
pub(super) fn headline(closed: &Closed) -> String {
    let tally = closed.tally;
    let chosen: Vec<_> = tally.options.iter().filter(|option| option.people > 0).collect();
    let Some(first) = chosen.first() else { return "No option was chosen by anybody.".to_owned() };
    let top = chosen.iter().filter(|option| option.rank == first.rank).count();
    let of = closed.base(first);
    if top > 1 {
        return format!("{} share the first rank, each with {} of {of} people.", capital(&in_words(top)), first.people);
    }
    // How many follow each other so closely that their order says nothing.
    let mut leading = 1;
    while closed.close_to_next(leading - 1) && leading < chosen.len() {
        leading += 1;
    }
    match leading {
        1 => format!("One option leads, with {} of {of} people.", first.people),
        2 => "Two options lead, and the gap between them is too close to call.".to_owned(),
        many => format!("{} options lead, each too close to the next to call.", capital(&in_words(many))),
    }
}

fn in_words(number: usize) -> String {
    const SMALL: [&str; 10] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    SMALL.get(number).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The first options in words, with their numbers.
pub(super) fn leaders(source: &Source, closed: &Closed, most: usize) -> String {
    let told: Vec<String> = closed
        .tally
        .options
        .iter()
        .take(most)
        .filter(|option| option.people > 0)
        .map(|option| format!("{} chose {}", option.people, quoted(source.contents.option_label(option.option))))
        .collect();
    joined(&told)
}

/// The count as a table: the first `most` options, or all; `anchors` where others lead to its rows.
pub(super) fn counted(source: &Source, closed: &Closed, most: usize, anchors: bool) -> Option<Block> {
    let (tally, method) = (closed.tally, closed.method());
    let dots = match method {
        BallotMethod::Dots { .. } => Some("Dots"),
        BallotMethod::Ranking { .. } => Some("Points"),
        _ => None,
    };
    let gap = matches!(method, BallotMethod::TwoScales { gap: true, .. });
    let shown = || tally.options.iter().take(most);
    let passes = shown().any(|option| option.passes.is_some());
    let labels = shown().any(|option| !option.labels.is_empty());
    let changed = tally.rounds.is_some();
    let before: Vec<Option<String>> = shown().map(|option| before(source, option.option)).collect();
    let moved = before.iter().any(Option::is_some);
    let mut columns = vec![numbers("Rank"), words("Option", 10)];
    columns.extend(labels.then(|| words("Reading", 4)));
    columns.extend(passes.then(|| words("Passes", 2)));
    columns.push(numbers(methods::people(method)));
    columns.extend(moved.then(|| numbers("Before")));
    columns.extend(dots.map(numbers));
    columns.extend(gap.then(|| numbers("Gap")));
    columns.extend(changed.then(|| numbers("Changed")));
    let rows = shown().zip(before).map(|(option, before)| {
        let words = one_line(source.contents.option_label(option.option));
        let name = if anchors { plain(words) } else { link(words, Anchor::option(option.option)) };
        let mut cells = vec![cell(option.rank), vec![name]];
        cells.extend(labels.then(|| cell(methods::labels(&option.labels))));
        cells.extend(passes.then(|| cell(option.passes.map_or("", |passes| if passes { "yes" } else { "no" }))));
        cells.push(cell(format!("{} of {}", option.people, closed.base(option))));
        cells.extend(moved.then(|| cell(before.unwrap_or_default())));
        cells.extend(dots.map(|_| cell(option.dots)));
        cells.extend(gap.then(|| cell(option.gap.map(figure).unwrap_or_default())));
        cells.extend(changed.then(|| cell(option.changed.map(|number| number.to_string()).unwrap_or_default())));
        let anchor = anchors.then(|| Anchor::option(option.option));
        Row { anchor, cells }
    });
    table(&which(closed, most), columns, rows.collect(), "")
}

fn which(closed: &Closed, most: usize) -> String {
    if closed.tally.options.len() > most { format!("The first {most} options") } else { "All options".to_owned() }
}

/// The same, by perspective group; none where nothing is split.
pub(super) fn by_group(source: &Source, closed: &Closed, most: usize) -> Option<Block> {
    let tally = closed.tally;
    if tally.groups.is_empty() {
        return None;
    }
    let mut columns = vec![words("Option", 8)];
    columns.extend(tally.groups.iter().map(|group| {
        let name = group.name.as_deref().unwrap_or(OTHER_GROUPS);
        Column { title: format!("{} ({})", one_line(name), group.voted), number: true, width: 3 }
    }));
    let rows = tally.options.iter().take(most).map(|option| {
        let name = link(one_line(source.contents.option_label(option.option)), Anchor::option(option.option));
        let cells = option.by_group.iter().map(cell);
        row(std::iter::once(vec![name]).chain(cells).collect())
    });
    let folded = if tally.groups.iter().any(|group| group.name.is_none()) {
        " Groups with fewer than three voters are counted together, as “other groups”, so that no number points at a person."
    } else {
        ""
    };
    let remark = format!("Beside each group stands how many of it voted.{folded}");
    table(&format!("{}, by perspective group", which(closed, most)), columns, rows.collect(), &remark)
}

/// What the same option had in the round before: "28 of 43".
pub(super) fn before(source: &Source, option: OptionId) -> Option<String> {
    let again = source.option(option)?.again?;
    source.closed().into_iter().find_map(|closed| {
        let found = closed.tally.options.iter().find(|one| one.option == again)?;
        Some(format!("{} of {}", found.people, closed.base(found)))
    })
}

/// Where an option comes from: its cluster, its notes, its entry or statement.
pub(super) fn evidence(source: &Source, option: &OptionRecord, notes: usize) -> Vec<Span> {
    let mut spans = Vec::new();
    let lead = |spans: &mut Vec<Span>, words: String, to: Anchor| {
        spans.push(plain(if spans.is_empty() { "From " } else { ", " }));
        spans.push(link(words, to));
    };
    if let Some(cluster) = option.cluster {
        let name = source.contents.cluster_name(cluster);
        let words = if name.is_empty() { "its cluster".to_owned() } else { format!("the cluster {}", quoted(name)) };
        lead(&mut spans, words, Anchor::cluster(cluster));
    }
    if let Some(statement) = option.statement {
        lead(&mut spans, "its statement".to_owned(), Anchor::statement(statement));
    }
    if let Some(entry) = option.entry {
        lead(&mut spans, "its entry on the timeline".to_owned(), Anchor::entry(entry));
    }
    for (number, note) in (1..).zip(option.notes.iter().take(notes)) {
        lead(&mut spans, format!("note {number}"), Anchor::note(*note));
    }
    let more = option.notes.len().saturating_sub(notes);
    if more > 0 {
        spans.push(plain(format!(" and {} more", count(more, "note", "notes"))));
    }
    spans
}

/// The rows that lead from each of the first options to what it rests on.
pub(super) fn trail(source: &Source, closed: &Closed, most: usize) -> Option<Block> {
    let mut rows = Vec::new();
    for option in closed.tally.options.iter().take(most) {
        let Some(record) = source.option(option.option) else { continue };
        let spans = evidence(source, record, 12);
        if !spans.is_empty() {
            let name = vec![strong(option.rank.to_string()), plain(format!("  {}", one_line(&record.label)))];
            rows.push(row(vec![name, spans]));
        }
    }
    let remark = "Each leads to where it stands in this report.";
    table("What each option rests on", vec![words("Option", 8), words("Sources", 10)], rows, remark)
}
