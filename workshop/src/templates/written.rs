//! A workshop as a template: its agenda, boards, ballots, perspectives and tables, and nothing
//! that anybody wrote, said or did in it.

use super::starts_by_itself;
use charrette_protocol::*;
use std::collections::BTreeMap;

/// The template of the workshop that these records describe. Facilitators see all that is in it.
pub fn written(records: &[Record]) -> TemplateFile {
    let mut title = String::new();
    let mut purpose = String::new();
    let (mut attribution, mut groups) = (None, Vec::new());
    let (mut tables, mut boards, mut columns) = (Vec::new(), Vec::new(), Vec::new());
    let (mut ballots, mut steps) = (Vec::new(), Vec::new());
    for record in records {
        match record {
            Record::Workshop(workshop) => {
                title.clone_from(&workshop.title);
                purpose.clone_from(&workshop.purpose);
                attribution = Some(workshop.attribution);
                groups.clone_from(&workshop.groups);
            }
            Record::Table(table) => tables.push(table.name.clone()),
            Record::Board(board) => boards.push(board),
            Record::Column(column) => columns.push(column),
            Record::Ballot(ballot) => ballots.push(ballot),
            Record::Step(step) => steps.push(step),
            _ => {}
        }
    }
    steps.sort_by_key(|step| (step.rank, step.id));
    columns.sort_by_key(|column| (column.rank, column.id));
    // Boards and ballots have no order of their own: they come as the agenda needs them.
    let turn_of_board = |id| steps.iter().position(|step| step.settings.board == Some(id)).unwrap_or(usize::MAX);
    boards.sort_by_key(|board| (turn_of_board(board.id), board.id));
    let turn_of_ballot = |id| steps.iter().position(|step| step.settings.ballot == Some(id)).unwrap_or(usize::MAX);
    ballots.sort_by_key(|ballot| (turn_of_ballot(ballot.id), ballot.id));
    tables.sort_by_key(|name| (name.parse::<u32>().unwrap_or(u32::MAX), name.clone()));

    let board_keys = keys(boards.iter().map(|board| (board.id, board.title.as_str())));
    let ballot_keys = keys(ballots.iter().map(|ballot| (ballot.id, ballot.settings.question.as_str())));
    TemplateFile {
        format: TemplateFormat::CharretteTemplate,
        version: TemplateFile::VERSION,
        title,
        summary: String::new(),
        purpose,
        attribution,
        groups,
        tables,
        boards: boards
            .iter()
            .map(|board| TemplateBoard {
                key: board_keys.get(&board.id).cloned().unwrap_or_default(),
                kind: board.holds,
                title: board.title.clone(),
                columns: columns
                    .iter()
                    .filter(|column| column.board == board.id)
                    .map(|column| TemplateColumn {
                        title: column.title.clone(),
                        prompt: column.prompt.clone(),
                        level: column.level,
                    })
                    .collect(),
            })
            .collect(),
        ballots: ballots
            .iter()
            .map(|ballot| TemplateBallot {
                key: ballot_keys.get(&ballot.id).cloned().unwrap_or_default(),
                question: ballot.settings.question.clone(),
                method: ballot.settings.method.clone(),
            })
            .collect(),
        steps: steps.iter().map(|step| planned(&step.settings, &board_keys, &ballot_keys)).collect(),
    }
}

fn planned(
    settings: &StepSettings,
    boards: &BTreeMap<BoardId, String>,
    ballots: &BTreeMap<BallotId, String>,
) -> TemplateStep {
    // Taken apart, so that a new setting is not forgotten.
    let StepSettings {
        kind,
        title,
        focus_question,
        minutes,
        board,
        ballot,
        writing,
        attribution,
        note_limit,
        post_limit,
        practice,
        clock_starts,
        advance,
        naming,
    } = settings;
    TemplateStep {
        kind: *kind,
        title: title.clone(),
        focus_question: focus_question.clone(),
        minutes: *minutes,
        board: board.and_then(|board| boards.get(&board).cloned()),
        ballot: ballot.and_then(|ballot| ballots.get(&ballot).cloned()),
        writing: *writing,
        attribution: *attribution,
        note_limit: *note_limit,
        post_limit: *post_limit,
        practice: *practice,
        clock_starts: (*clock_starts != starts_by_itself(*kind)).then_some(*clock_starts),
        advance: *advance,
        naming: *naming,
    }
}

/// Letters of a key: enough to be told apart when read.
const KEY_LETTERS: usize = 32;

/// A key for each, from its words; a number tells apart what reads the same.
fn keys<'a, Id: Ord>(named: impl Iterator<Item = (Id, &'a str)>) -> BTreeMap<Id, String> {
    let mut taken = std::collections::BTreeSet::new();
    named
        .map(|(id, words)| {
            let parts: Vec<_> =
                words.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
            let short: String = parts.join("_").to_lowercase().chars().take(KEY_LETTERS).collect();
            let mut key = short.trim_end_matches('_').to_owned();
            for number in 2.. {
                if taken.insert(key.clone()) {
                    break;
                }
                key = format!("{}_{number}", short.trim_end_matches('_'));
            }
            (id, key)
        })
        .collect()
}
