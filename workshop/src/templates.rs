//! What a workshop starts from: agendas as plain files ([`TemplateFile`]), some of which the
//! program brings along.
//!
//! A template is only a beginning: everything in it can be changed, moved and removed once the
//! workshop is open. And it is nothing but what a facilitator could have set up by hand: a file
//! becomes commands, and each is decided like a facilitator's own. So a template can do nothing
//! that the rules do not allow, and is refused in the words of the rule it breaks.

#[cfg(test)]
mod tests;
mod written;

pub use written::written;

use crate::decide::{Context, decide};
use crate::event::{Event, Fact};
use crate::state::Workshop;
use crate::text::{self, Lines};
use crate::{apply, clock, derive, limits, members};
use charrette_protocol::*;
use serde::Deserialize;

/// A file that is no template. Each says what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TemplateProblem {
    /// More bytes than are read.
    TooLarge,
    /// Something else altogether.
    NotATemplate,
    /// Written by a newer program.
    TooNew {
        /// The version of the file.
        version: u32,
    },
    /// It does not have the form of a template.
    Unreadable {
        /// What is wrong, and where.
        detail: String,
    },
}

impl std::fmt::Display for TemplateProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::TooLarge => write!(
                f,
                "This file is larger than {} KiB, which is the most a template may have.",
                limits::TEMPLATE_BYTES >> 10
            ),
            Self::NotATemplate => f.write_str(
                "This is not a template. Choose a file that was exported as a template; its name ends in .json.",
            ),
            Self::TooNew { version } => write!(
                f,
                "This template was written by a newer version of the program (template version {version}; this server \
                 reads up to {}). Update the server, then open it again.",
                TemplateFile::VERSION
            ),
            Self::Unreadable { detail } => {
                write!(f, "This template cannot be read: {detail}. Correct it there, or export it again.")
            }
        }
    }
}

impl std::error::Error for TemplateProblem {}

/// Reads a template from its file's text.
///
/// # Errors
/// As [`TemplateProblem`]; whether what it plans is possible is decided when a workshop opens.
pub fn read(text: &str) -> Result<TemplateFile, TemplateProblem> {
    #[derive(Deserialize)]
    struct Head {
        #[serde(rename = "format")]
        _format: TemplateFormat,
        version: u32,
    }
    if text.len() > limits::TEMPLATE_BYTES {
        return Err(TemplateProblem::TooLarge);
    }
    let text = text.trim_start_matches('\u{feff}');
    let unreadable = |error: serde_json::Error| TemplateProblem::Unreadable { detail: error.to_string() };
    let head: Head = serde_json::from_str(text).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => TemplateProblem::NotATemplate,
        // Somebody may have lost a comma in it; anything else is not worth a place in a line.
        _ if text.contains("charrette-template") => unreadable(error),
        _ => TemplateProblem::NotATemplate,
    })?;
    if head.version > TemplateFile::VERSION {
        return Err(TemplateProblem::TooNew { version: head.version });
    }
    serde_json::from_str(text).map_err(unreadable)
}

/// The file's text of a template that the program brings along.
pub const fn text_of(template: Template) -> &'static str {
    match template {
        Template::EducationPriorities => include_str!("../templates/education_priorities.json"),
        Template::Recommendations => include_str!("../templates/recommendations.json"),
        Template::Iceberg => include_str!("../templates/iceberg.json"),
        Template::Timeline => include_str!("../templates/timeline.json"),
        Template::FullSeminar => include_str!("../templates/full_seminar.json"),
    }
}

/// A template that the program brings along.
pub fn built_in(template: Template) -> TemplateFile {
    read(text_of(template)).expect("every template of ours is read in a test")
}

/// What happens when a workshop is set up as a template says, after it was `opened` with its lead.
///
/// Ids follow from the workshop's, so that opening it twice is opening it once.
pub(crate) fn set_up(
    file: &TemplateFile,
    opened: &[Event],
    (workshop, lead): (WorkshopId, MemberId),
    context: &Context,
) -> Result<Vec<Event>, Rejection> {
    let mut draft = Workshop::default();
    let happen = |draft: &mut Workshop, event: Event| {
        let command = CommandId::from_bytes([0; 16]);
        apply(draft, &Fact { actor: Some(lead), command, time: context.now, event });
    };
    opened.iter().for_each(|event| happen(&mut draft, event.clone()));
    let mut events = Vec::new();
    for (part, command) in commands(file, workshop)? {
        let decided = decide(&draft, lead, &command, context).map_err(|problem| unfit(&part, problem))?;
        for event in decided {
            happen(&mut draft, event.clone());
            events.push(event);
        }
    }
    // A room is always somewhere: it begins in its first step.
    let first = derive::id(workshop, "step", 1);
    let settings = draft.steps.get(&first).map(|step| &step.settings);
    let settings = settings.ok_or_else(|| unfit("Its agenda", "It has no steps."))?;
    events.push(Event::StepEntered {
        step: first,
        clock: clock::fresh(&draft, first, settings, context.now),
        left: None,
    });
    Ok(events)
}

/// The perspectives of a template, as they are stored.
pub(crate) fn groups(file: &TemplateFile) -> Result<Vec<PerspectiveGroup>, Rejection> {
    members::clean_groups(&file.groups).map_err(|problem| unfit("Its perspectives", problem))
}

/// Its own title and purpose, as they are stored.
pub(crate) fn title_and_purpose(file: &TemplateFile) -> Result<(String, String), Rejection> {
    let title =
        text::required(&file.title, limits::TITLE, Lines::One).map_err(|problem| unfit("Its title", problem))?;
    let purpose = text::clean(&file.purpose, limits::DETAIL, Lines::Many);
    Ok((title, purpose.map_err(|problem| unfit("Its purpose", problem))?))
}

fn unfit(part: &str, problem: impl std::fmt::Display) -> Rejection {
    Rejection::from(RejectionCode::TemplateUnfit).with("part", part).with("problem", problem)
}

/// What a facilitator would do to set it up, each with what people call that part of the file.
fn commands(file: &TemplateFile, workshop: WorkshopId) -> Result<Vec<(String, Command)>, Rejection> {
    let mut commands = Vec::new();
    for (number, name) in (1..).zip(&file.tables) {
        let table = derive::id(workshop, "table", number);
        commands.push((format!("Table {number}"), Command::AddTable { table, name: name.clone() }));
    }
    let mut boards: Vec<(&str, BoardId)> = Vec::new();
    let mut column = 0;
    for (number, board) in (1..).zip(&file.boards) {
        let part = format!("Board “{}”", board.key);
        let id = derive::id(workshop, "board", number);
        add_key(&mut boards, &board.key, id, &part)?;
        let columns = board.columns.iter().map(|heading| {
            column += 1;
            NewColumn {
                column: derive::id(workshop, "column", column),
                title: heading.title.clone(),
                prompt: heading.prompt.clone(),
                level: heading.level,
            }
        });
        let columns = columns.collect();
        commands.push((part, Command::AddBoard { board: id, kind: board.kind, title: board.title.clone(), columns }));
    }
    let mut ballots: Vec<(&str, BallotId)> = Vec::new();
    for (number, ballot) in (1..).zip(&file.ballots) {
        let part = format!("Ballot “{}”", ballot.key);
        let id = derive::id(workshop, "ballot", number);
        add_key(&mut ballots, &ballot.key, id, &part)?;
        let settings =
            BallotSettings { question: ballot.question.clone(), method: ballot.method.clone(), previous: None };
        commands.push((part, Command::AddBallot { ballot: id, settings }));
    }
    let mut after = None;
    for (number, step) in (1..).zip(&file.steps) {
        let part = format!("Step {number}, “{}”", step.title);
        let id = derive::id(workshop, "step", number);
        let settings = StepSettings {
            kind: step.kind,
            title: step.title.clone(),
            focus_question: step.focus_question.clone(),
            minutes: step.minutes,
            board: find(&boards, step.board.as_deref(), "board", &part)?,
            ballot: find(&ballots, step.ballot.as_deref(), "ballot", &part)?,
            writing: step.writing,
            attribution: step.attribution,
            note_limit: step.note_limit,
            post_limit: step.post_limit,
            practice: step.practice,
            clock_starts: step.clock_starts.unwrap_or_else(|| starts_by_itself(step.kind)),
            advance: step.advance,
            naming: step.naming,
        };
        commands.push((part, Command::AddStep { step: id, after, settings }));
        after = Some(id);
    }
    Ok(commands)
}

/// Whether a step of this kind begins with its clock running, where its file does not say.
const fn starts_by_itself(kind: StepKind) -> bool {
    matches!(kind, StepKind::Write | StepKind::Ballot | StepKind::Timeline)
}

fn add_key<'a, Id>(known: &mut Vec<(&'a str, Id)>, key: &'a str, id: Id, part: &str) -> Result<(), Rejection> {
    if key.len() > limits::TEMPLATE_KEY {
        let begins: String = key.chars().take(20).collect();
        let detail = format!("“{begins}…” is longer than {} bytes.", limits::TEMPLATE_KEY);
        return Err(unfit("A key", detail));
    }
    if known.iter().any(|(taken, _)| *taken == key) {
        return Err(unfit(part, "Its key is used twice."));
    }
    known.push((key, id));
    Ok(())
}

fn find<Id: Copy>(known: &[(&str, Id)], key: Option<&str>, what: &str, part: &str) -> Result<Option<Id>, Rejection> {
    let Some(key) = key else { return Ok(None) };
    let found = known.iter().find(|(known, _)| *known == key).map(|(_, id)| *id);
    found.map(Some).ok_or_else(|| unfit(part, format!("The file has no {what} with the key “{key}”.")))
}
