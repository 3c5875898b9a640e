//! A template as a plain file: an agenda with its boards, ballots, perspectives and tables, and
//! nothing that anybody wrote.
//!
//! It is JSON that a person can read, change and mail. Where the program has ids, the file has
//! keys of its author's choosing, which hold within the file alone. What is left out has the value
//! that most workshops want.

use crate::values::*;
use serde::{Deserialize, Serialize};
#[cfg(feature = "typescript")]
use ts_rs::TS;

/// What a template's file calls itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub enum TemplateFormat {
    /// The only one.
    #[serde(rename = "charrette-template")]
    CharretteTemplate,
}

/// A template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(deny_unknown_fields)]
pub struct TemplateFile {
    /// Tells it from other files.
    pub format: TemplateFormat,
    /// The version of the form; this program reads and writes [`TemplateFile::VERSION`].
    pub version: u32,
    /// The title of workshops opened from it, where whoever opens one gives none.
    pub title: String,
    /// What happens in it, in a sentence or two for whoever chooses.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "typescript", ts(as = "Option<String>", optional))]
    pub summary: String,
    /// Why people come together.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "typescript", ts(as = "Option<String>", optional))]
    pub purpose: String,
    /// The floor of attribution it suggests; whoever opens the workshop chooses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub attribution: Option<Attribution>,
    /// The perspectives to choose from, in their groups.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "typescript", ts(as = "Option<Vec<PerspectiveGroup>>", optional))]
    pub groups: Vec<PerspectiveGroup>,
    /// The names of the tables people sit at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "typescript", ts(as = "Option<Vec<String>>", optional))]
    pub tables: Vec<String>,
    /// The boards that steps work on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "typescript", ts(as = "Option<Vec<TemplateBoard>>", optional))]
    pub boards: Vec<TemplateBoard>,
    /// The ballots that steps run. None has been opened.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "typescript", ts(as = "Option<Vec<TemplateBallot>>", optional))]
    pub ballots: Vec<TemplateBallot>,
    /// The agenda, in its order.
    pub steps: Vec<TemplateStep>,
}

impl TemplateFile {
    /// The version that this program reads and writes.
    pub const VERSION: u32 = 1;
}

/// A board of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(deny_unknown_fields)]
pub struct TemplateBoard {
    /// What steps of this file call it by.
    pub key: String,
    /// What it holds.
    pub kind: BoardKind,
    /// Its title.
    pub title: String,
    /// Its columns in their order; an iceberg has its four levels.
    pub columns: Vec<TemplateColumn>,
}

/// A column, lane or field of a template's board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(deny_unknown_fields)]
pub struct TemplateColumn {
    /// Its heading.
    pub title: String,
    /// One line that helps people start.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "typescript", ts(as = "Option<String>", optional))]
    pub prompt: String,
    /// The iceberg level it stands for, on an iceberg board.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub level: Option<IcebergLevel>,
}

/// A ballot of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(deny_unknown_fields)]
pub struct TemplateBallot {
    /// What steps of this file call it by.
    pub key: String,
    /// The question it answers.
    pub question: String,
    /// How people answer it.
    pub method: BallotMethod,
}

/// A step of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(deny_unknown_fields)]
pub struct TemplateStep {
    /// What the step is for.
    pub kind: StepKind,
    /// A short name for the agenda.
    pub title: String,
    /// The one question the step answers.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "typescript", ts(as = "Option<String>", optional))]
    pub focus_question: String,
    /// Planned length in minutes; 0 = not planned.
    #[serde(default)]
    pub minutes: u16,
    /// The key of the board it works on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub board: Option<String>,
    /// The key of the ballot it runs, or whose result it talks about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub ballot: Option<String>,
    /// Whether what is written stays private until the reveal.
    #[serde(default = "open_writing", skip_serializing_if = "is_open")]
    #[cfg_attr(feature = "typescript", ts(as = "Option<Writing>", optional))]
    pub writing: Writing,
    /// A stricter attribution than the workshop's, for this step only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub attribution: Option<Attribution>,
    /// How many notes or entries each person may post in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub note_limit: Option<u16>,
    /// How many cards each table may post in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub post_limit: Option<u16>,
    /// Practice: left out of results.
    #[serde(default, skip_serializing_if = "is_false")]
    #[cfg_attr(feature = "typescript", ts(as = "Option<bool>", optional))]
    pub practice: bool,
    /// Whether the clock starts when the room comes in; none = where people write, vote or build a timeline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub clock_starts: Option<bool>,
    /// Whether the room goes on to the next step by itself when the time is up.
    #[serde(default, skip_serializing_if = "is_false")]
    #[cfg_attr(feature = "typescript", ts(as = "Option<bool>", optional))]
    pub advance: bool,
    /// Whether clusters are named here by the tables they are assigned to.
    #[serde(default, skip_serializing_if = "is_false")]
    #[cfg_attr(feature = "typescript", ts(as = "Option<bool>", optional))]
    pub naming: bool,
}

const fn open_writing() -> Writing {
    Writing::Open
}

fn is_open(writing: &Writing) -> bool {
    *writing == Writing::Open
}

fn is_false(flag: &bool) -> bool {
    !flag
}
