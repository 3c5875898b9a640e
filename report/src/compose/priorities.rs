//! What the room put first, ballot by ballot.

use super::Source;
use super::ballots::{by_group, counted, headline, leaders, rule, trail};
use super::charts::drawing;
use super::text::{heading, link, one_line, paragraph, plain};
use crate::model::{Anchor, Block};

/// Options that stand in the section itself; the annex has all.
const FIRST: usize = 10;

pub(super) fn blocks(source: &Source) -> Vec<Block> {
    let ballots = source.on_priorities();
    let mut blocks = Vec::new();
    for closed in &ballots {
        let question = one_line(&closed.record.settings.question);
        if ballots.len() > 1 || !question.is_empty() {
            blocks.push(heading(2, if question.is_empty() { "A ballot".to_owned() } else { question }, None));
        }
        blocks.push(Block::Lead { text: headline(closed) });
        let mut spans = vec![plain(rule(closed)), plain(" ")];
        let leaders = leaders(source, closed, 3);
        if closed.counts_dots() && !leaders.is_empty() {
            spans.push(plain(format!("{leaders}. ")));
        }
        spans.push(plain("These are the views of those present, not the consensus of a field. The whole count is "));
        spans.push(link("in the annex", Anchor::ballot(closed.record.id)));
        spans.push(plain("."));
        blocks.push(Block::Paragraph { spans });
        if let Some(rounds) = &closed.tally.rounds {
            blocks.push(paragraph(format!(
                "It was a second round: {} of the {} who voted in both changed a mark.",
                rounds.changed, rounds.both
            )));
        }
        blocks.extend(drawing(source, closed).map(Block::Figure));
        blocks.extend(counted(source, closed, FIRST, false));
        blocks.extend(by_group(source, closed, FIRST));
        blocks.extend(trail(source, closed, FIRST));
    }
    blocks
}
