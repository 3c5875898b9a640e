//! Small values that commands and records share.

use crate::ids::*;
use serde::{Deserialize, Serialize};
#[cfg(feature = "typescript")]
use ts_rs::TS;

/// Milliseconds since 1970-01-01 UTC, by the server's clock.
pub type Milliseconds = u64;

/// What somebody does in a workshop. What each may do is one table: `workshop/src/roles.rs`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Leads the workshop: every control, and the only one who hands out facilitator links.
    Lead,
    /// Runs technology and clock beside the lead.
    CoFacilitator,
    /// One of two or three people who cluster live, also while the room takes a break.
    ThemeTeam,
    /// Looks after one table.
    TableHost,
    /// Writes, clusters and votes.
    Participant,
    /// Sees what the room sees and never counts.
    Observer,
    /// A projector: shows what the room may see, says nothing.
    Wall,
}

/// How contributions are signed. Ordered from open to closed: it tightens, never loosens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum Attribution {
    /// Names are shown.
    Named,
    /// Only the perspective group is shown ("Patient advocacy").
    PerspectiveOnly,
    /// Nothing is shown, and the author is not stored.
    Anonymous,
}

/// How one note or entry is signed for the one who looks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(tag = "signed", rename_all = "snake_case")]
pub enum Signature {
    /// With a name.
    Named {
        /// Who wrote it.
        member: MemberId,
        /// Their name when it was written down here.
        name: String,
        /// Their perspective group, where they gave one.
        group: Option<String>,
    },
    /// With a perspective group only.
    Group {
        /// The perspective group.
        group: String,
    },
    /// Not at all.
    Nobody,
}

/// A family of perspectives; only groups are ever published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct PerspectiveGroup {
    /// Its name, unique in the workshop. Its place in the list gives its mark (letter, shape, ink).
    pub name: String,
    /// The perspectives that belong to it, each unique in the workshop.
    pub perspectives: Vec<String>,
}

/// What a step is for; it decides what participants can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// Somebody speaks or the room talks; screens are quiet.
    Talk,
    /// Everybody writes notes.
    Write,
    /// Tables work on their own notes.
    Table,
    /// The room moves notes into clusters and names them.
    Cluster,
    /// A ballot.
    Ballot,
    /// Everybody adds entries to a timeline.
    Timeline,
    /// Tables write statements.
    Draft,
}

/// Who sees what is written while it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum Writing {
    /// Everybody sees it at once.
    Open,
    /// Only its author sees it until the reveal; facilitators do not either.
    Private,
}

/// All that a facilitator sets about a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct StepSettings {
    /// What the step is for.
    pub kind: StepKind,
    /// A short name for the agenda.
    pub title: String,
    /// The one question the step answers; may be empty.
    pub focus_question: String,
    /// Planned length in minutes; 0 = not planned.
    pub minutes: u16,
    /// The board it works on, where its kind needs one.
    pub board: Option<BoardId>,
    /// The ballot it runs, where its kind is `ballot`.
    pub ballot: Option<BallotId>,
    /// Whether what is written stays private until the reveal.
    pub writing: Writing,
    /// A stricter attribution than the workshop's, for this step only.
    pub attribution: Option<Attribution>,
    /// How many notes or entries each person may post in this step; none = no limit of its own.
    pub note_limit: Option<u16>,
    /// How many cards each table may post in this step; none = no limit of its own.
    pub post_limit: Option<u16>,
    /// Practice: what is written in it is left out of results.
    pub practice: bool,
    /// Whether the clock starts when the room comes in; otherwise a facilitator starts it.
    pub clock_starts: bool,
    /// Whether the room goes on to the next step by itself when the time is up.
    pub advance: bool,
    /// Whether clusters are named here by the tables they are assigned to.
    pub naming: bool,
}

/// Where a note is kept. Only what is on the board has a place there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(tag = "on", rename_all = "snake_case")]
pub enum Shelf {
    /// On its board, in a column or cluster.
    Board,
    /// A card that its table has posted and the room does not see yet: theme team and facilitators
    /// see it coming.
    Table,
    /// What a table did not post: kept in the record, not worked on.
    Annex,
    /// In the parking lot: kept, not worked on today.
    Parked,
    /// Set aside by a facilitator; its author and facilitators still see it.
    SetAside {
        /// Why, in words.
        reason: String,
    },
    /// Part of another note, from which it can be taken again.
    Merged {
        /// The note it is part of.
        into: NoteId,
    },
}

/// How people are spread over the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum Seating {
    /// As chance will have it.
    Random,
    /// So that every table has people of every perspective group, as far as they go round.
    Balanced,
}

/// What a board holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum BoardKind {
    /// Notes under headings.
    Notes,
    /// Notes on the four iceberg levels.
    Iceberg,
    /// Dated entries in lanes.
    Timeline,
}

/// A level of the iceberg, from what anyone can see down to what nobody dares ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum IcebergLevel {
    /// Immediately visible.
    Event,
    /// Multi-year trends.
    Pattern,
    /// Systems-level issues.
    Structure,
    /// Fundamental questions.
    MentalModel,
}

/// A column as it is first made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct NewColumn {
    /// Its id.
    pub column: ColumnId,
    /// Its heading.
    pub title: String,
    /// One line that helps people start; may be empty.
    pub prompt: String,
    /// The iceberg level it stands for, on an iceberg board.
    pub level: Option<IcebergLevel>,
}

/// The text of a timeline entry, as its author gives it.
///
/// Dates are as exact as people know them: `1988`, `1988-10` or `1988-10-14`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct EntryText {
    /// The lane it belongs to.
    pub lane: ColumnId,
    /// Further lanes it also belongs in; counted once, under `lane`.
    pub also_in: Vec<ColumnId>,
    /// When it was, or when it began.
    pub start: String,
    /// When it ended, for a range; at least `start`.
    pub end: Option<String>,
    /// What happened, in a line.
    pub title: String,
    /// More about it; may be empty.
    pub detail: String,
    /// Why it matters; may be empty.
    pub why_it_matters: String,
    /// Where one can read it; may be empty.
    pub source: String,
}

/// The text of an era: a named span over all lanes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct EraText {
    /// Its name.
    pub name: String,
    /// When it begins: a year, month or day.
    pub start: String,
    /// When it ends; none = still going on.
    pub end: Option<String>,
    /// The story of these years in a paragraph; may be empty.
    pub story: String,
}

/// How a dots ballot counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct BallotSettings {
    /// The question the ballot answers.
    pub question: String,
    /// Dots a person has; none = `clamp((N + 2) / 4, 3, 8)`, at most N / 2, for N options.
    pub budget: Option<u16>,
    /// Dots one person may put on one option.
    pub cap: u16,
}

/// Where an option comes from; its words are copied when the ballot opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum OptionSource {
    /// A cluster: its name, and which notes it held.
    Cluster {
        /// The cluster.
        cluster: ClusterId,
    },
    /// A note: its text.
    Note {
        /// The note.
        note: NoteId,
    },
    /// Words typed by a facilitator.
    Text {
        /// The words.
        label: String,
    },
}

/// An option as a facilitator puts it on a ballot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct NewOption {
    /// Its id.
    pub option: OptionId,
    /// Where its words come from.
    pub source: OptionSource,
}

/// Where a ballot stands. It only ever moves forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum BallotState {
    /// Being prepared.
    Prepared,
    /// People vote; nobody sees totals.
    Open,
    /// Counted; the result stands.
    Closed,
}

/// What one option received.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct OptionTally {
    /// The option.
    pub option: OptionId,
    /// Its rank, from 1; options with equal people and dots share one.
    pub rank: u32,
    /// How many people chose it.
    pub people: u32,
    /// How many dots it received.
    pub dots: u32,
    /// People who chose it in each column of [`Tally::groups`], in that order.
    pub by_group: Vec<u32>,
}

/// A column of the breakdown by perspective group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct TallyGroup {
    /// The group's name, or none for "other groups": the small groups folded into one.
    pub name: Option<String>,
    /// How many of its people voted.
    pub voted: u32,
}

/// A closed ballot, counted once, when it closed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Tally {
    /// People who could have voted.
    pub eligible: u32,
    /// People who did, empty papers included.
    pub voted: u32,
    /// Dots each had.
    pub budget: u16,
    /// The breakdown's columns; empty if the room is too small to be split at all.
    pub groups: Vec<TallyGroup>,
    /// Every option, best first; options that share a rank keep the ballot's order.
    pub options: Vec<OptionTally>,
    /// Pairs of neighbouring options whose order is too close to call: |b − c| ≤ √(b + c),
    /// where b chose only the first and c only the second (domain paper, section 7).
    pub close_calls: Vec<(OptionId, OptionId)>,
}
