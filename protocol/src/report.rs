//! The report: for whom it is, what stands in it, and what facilitators write into it.

use crate::ids::{ClusterId, ReportTextId, WorkshopId};
use serde::{Deserialize, Serialize};
#[cfg(feature = "typescript")]
use ts_rs::TS;

/// The two reports of a workshop.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum ReportKind {
    /// *Seminar Report*: everything that was done, priorities first.
    #[default]
    Seminar,
    /// *Insights Report*: the iceberg first, then themes and what people said.
    Insights,
}

/// For whom a report is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum ReleaseLevel {
    /// Facilitators and organisers: what facilitators see.
    Team,
    /// Those who took part: what the room sees, signed as the workshop's attribution allows.
    #[default]
    Participants,
    /// Anybody: no names; signatures by perspective group at most, and only of groups of three people or more.
    Public,
}

/// What a section of a report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum ReportPart {
    /// One page: purpose, who took part, top priorities, statements with support, what stayed open.
    Summary,
    /// Agenda as run, focus questions, rules of the votes.
    Method,
    /// Insights by iceberg level.
    Insights,
    /// Themes: the clusters of a board and what stands in them.
    Themes,
    /// Ranked options.
    Priorities,
    /// Common ground, divided options, reasons, minority views.
    Agreement,
    /// Statements as recommendations.
    Recommendations,
    /// Timeline as figure and table.
    Timeline,
    /// Offers, next steps, parking lot.
    NextSteps,
    /// All notes with cluster and table.
    Notes,
    /// Merged notes with their originals.
    Merges,
    /// All ballots as totals.
    Ballots,
    /// Who took part, by consent only.
    Participants,
    /// Acronyms and where they stand.
    Glossary,
    /// Method and limits.
    Limits,
    /// What only the one who exports can see yet.
    Private,
}

impl ReportPart {
    /// Every part, in the order of a *Seminar Report*.
    pub const ALL: [Self; 16] = [
        Self::Summary,
        Self::Method,
        Self::Insights,
        Self::Themes,
        Self::Priorities,
        Self::Agreement,
        Self::Recommendations,
        Self::Timeline,
        Self::NextSteps,
        Self::Notes,
        Self::Merges,
        Self::Ballots,
        Self::Participants,
        Self::Glossary,
        Self::Limits,
        Self::Private,
    ];

    /// As it stands in files and addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Method => "method",
            Self::Insights => "insights",
            Self::Themes => "themes",
            Self::Priorities => "priorities",
            Self::Agreement => "agreement",
            Self::Recommendations => "recommendations",
            Self::Timeline => "timeline",
            Self::NextSteps => "next_steps",
            Self::Notes => "notes",
            Self::Merges => "merges",
            Self::Ballots => "ballots",
            Self::Participants => "participants",
            Self::Glossary => "glossary",
            Self::Limits => "limits",
            Self::Private => "private",
        }
    }

    /// Whether it stands behind the report proper.
    pub const fn is_annex(self) -> bool {
        matches!(self, Self::Notes | Self::Merges | Self::Ballots | Self::Participants | Self::Glossary | Self::Limits)
    }
}

/// What a facilitator's text in the report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(tag = "about", rename_all = "snake_case")]
pub enum ReportSubject {
    /// The synthesis at the head of a section.
    Part {
        /// The section.
        part: ReportPart,
    },
    /// The summary of a cluster.
    Cluster {
        /// The cluster.
        cluster: ClusterId,
    },
}

/// Facilitators only: what they wrote into the report about something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct ReportTextRecord {
    /// Its id; it follows from what the text is about.
    pub id: ReportTextId,
    /// What it is about.
    pub about: ReportSubject,
    /// What it says; never empty.
    pub text: String,
    /// Counts the versions of the text.
    pub text_version: u32,
}

/// Facilitators only: how they arranged the report; none while nobody did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct ReportOutlineRecord {
    /// The workshop's id.
    pub id: WorkshopId,
    /// The parts that come first, in this order; those that it does not name follow as they would without it.
    pub order: Vec<ReportPart>,
    /// The parts that are left out; they keep their place in the order.
    pub left_out: Vec<ReportPart>,
}

/// `POST /api/report`: a report to be read before it is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct ReportPreview {
    /// The report as HTML without a script; what people wrote is escaped in it.
    pub html: String,
    /// How it looks, as a style sheet.
    pub style: String,
    /// Its sections in their order.
    pub parts: Vec<ReportPreviewPart>,
    /// How many figures it has.
    pub figures: u32,
    /// What to know before sending it.
    pub checks: Vec<ReportCheck>,
}

/// A section of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct ReportPreviewPart {
    /// What it is about; its heading has the id `part_…`.
    pub part: ReportPart,
    /// Its heading.
    pub title: String,
}

/// Something to know before sending a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct ReportCheck {
    /// Whether it is well; otherwise somebody should look.
    pub well: bool,
    /// What was found.
    pub text: String,
    /// The id of where to look.
    pub look: Option<String>,
}
