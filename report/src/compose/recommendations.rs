//! Statements as recommendations: what they say, who supports them before and after a revision, and what speaks against them.

use super::Source;
use super::ballots::Closed;
use super::text::{heading, item, link, list, one_line, plain, quiet, strong};
use crate::model::*;
use charrette_protocol::*;

/// Letters of a first field that stand as a recommendation's name.
const NAME_LETTERS: usize = 90;

/// Statements that stand, numbered through the report.
pub(super) fn all<'a>(source: &Source<'a>) -> Vec<(usize, &'a StatementRecord)> {
    (1..).zip(source.contents.statements.iter().copied().filter(|statement| !statement.deleted)).collect()
}

/// How a statement begins.
pub(super) fn name(source: &Source, statement: &StatementRecord) -> String {
    let said = fields(source, statement.board).into_iter().find_map(|field| statement.text.get(&field.id));
    let words = said.map(|words| one_line(words)).unwrap_or_default();
    if words.is_empty() {
        return "Nothing written yet".to_owned();
    }
    let begins: String = words.chars().take(NAME_LETTERS).collect();
    if begins.len() < words.len() { format!("{begins}…") } else { begins }
}

fn fields<'a>(source: &Source<'a>, board: BoardId) -> Vec<&'a ColumnRecord> {
    source.contents.columns.iter().copied().filter(|column| column.board == board).collect()
}

/// The support of a statement, ballot by ballot.
pub(super) struct Support;

impl Support {
    /// "28 of 43 in favour", of each closed ballot on it in the agenda's order: before a revision, and after.
    pub fn of(source: &Source, statement: StatementId) -> Vec<String> {
        let mut found = Vec::new();
        for closed in source.closed() {
            let about = |option: &&OptionTally| {
                source.option(option.option).is_some_and(|one| one.statement == Some(statement))
            };
            if let Some(option) = closed.tally.options.iter().find(about) {
                found.push(format!("{} of {} {}", option.people, closed.base(option), in_favour(&closed)));
            }
        }
        found
    }
}

const fn in_favour(closed: &Closed) -> &'static str {
    match closed.record.settings.method {
        BallotMethod::Dots { .. } | BallotMethod::Ranking { .. } => "chose it",
        BallotMethod::FistToFive { .. } => "at 3 to 5",
        BallotMethod::Gradients { .. } => "in favour",
        BallotMethod::Scale { .. } => "at 4 or 5",
        BallotMethod::TwoScales { .. } => "high on both scales",
        BallotMethod::Reactions { .. } => "called it a turning point",
    }
}

pub(super) fn blocks(source: &Source) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (number, statement) in all(source) {
        let anchor = Some(Anchor::statement(statement.id));
        blocks.push(heading(2, format!("Recommendation {number}: {}", name(source, statement)), anchor));
        let table = source.contents.table(statement.table);
        if !table.is_empty() {
            blocks.push(Block::Remark { text: format!("Written at {}", one_line(table)) });
        }
        let said = fields(source, statement.board).into_iter().filter_map(|field| {
            let words = statement.text.get(&field.id)?;
            Some(item(vec![strong(format!("{}: ", one_line(&field.title))), plain(words.clone())]))
        });
        let items: Vec<Item> = said.collect();
        if !items.is_empty() {
            blocks.push(list(items));
        }
        blocks.extend(support(source, statement));
        blocks.extend(said_about(source, statement));
    }
    blocks
}

fn support(source: &Source, statement: &StatementRecord) -> Option<Block> {
    let found = Support::of(source, statement.id);
    let mut spans = match &found[..] {
        [] => return None,
        [only] => vec![strong("Support: "), plain(format!("{only}."))],
        [before, .., after] => {
            vec![
                strong("Support before the revision: "),
                plain(format!("{before}; ")),
                strong("after it: "),
                plain(format!("{after}.")),
            ]
        }
    };
    let counts = |closed: &Closed| {
        let mut options = closed.tally.options.iter().filter_map(|option| source.option(option.option));
        options.any(|option| option.statement == Some(statement.id))
    };
    if let Some(last) = source.closed().into_iter().rfind(counts) {
        spans.push(plain(" "));
        spans.push(link("The count", Anchor::ballot(last.record.id)));
    }
    Some(Block::Paragraph { spans })
}

fn said_about(source: &Source, statement: &StatementRecord) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (title, reservation) in [("Reservations", true), ("Comments", false)] {
        let about =
            source.contents.comments.iter().filter(|one| one.on == statement.id && one.reservation == reservation);
        let items: Vec<Item> = about
            .map(|comment| {
                let mut spans = vec![plain(comment.text.clone())];
                spans.extend(source.voice.of_quote(&comment.by).map(|by| quiet(format!("  {by}"))));
                item(spans)
            })
            .collect();
        if !items.is_empty() {
            blocks.push(heading(3, title, None));
            blocks.push(list(items));
        }
    }
    blocks
}
