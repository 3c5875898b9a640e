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
    /// Statements; the columns are the fields of their form.
    Statements,
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

/// A figure in thousandths, so that it is written and read without loss: 3500 is 3.5.
pub type Thousandths = i32;

/// What a ballot asks and how it counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct BallotSettings {
    /// The question the ballot answers.
    pub question: String,
    /// How people answer it.
    pub method: BallotMethod,
    /// The ballot it repeats: a second round, compared with the first.
    pub previous: Option<BallotId>,
}

/// How people vote. What a mark may be, and how marks are counted, is one module:
/// `workshop/src/methods`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum BallotMethod {
    /// Dots on options. A mark is a number of dots.
    Dots {
        /// Dots a person has; none = `clamp((N + 2) / 4, 3, 8)`, at most N / 2, for N options.
        budget: Option<u16>,
        /// Dots one person may put on one option.
        cap: u16,
    },
    /// Support from 0 (a fist) to 5. A mark is that number.
    FistToFive {
        /// An option passes if nobody is at 0 and fewer than so many in a hundred are at 1 or 2.
        low_percent: u16,
    },
    /// Gradients of agreement. A mark is the place of a label, from 1.
    Gradients {
        /// From full endorsement down to a block.
        labels: Vec<String>,
    },
    /// A scale from 1 to 5. A mark is that number.
    Scale {
        /// Words for 1 to 5; empty = numbers alone.
        labels: Vec<String>,
        /// An option passes if at least so many in a hundred are at 4 or 5; none = nothing passes
        /// or fails. It is fixed before the round.
        pass_percent: Option<u16>,
    },
    /// Two scales from 1 to 5, drawn as a plot. A mark is a number on each: across, then up.
    TwoScales {
        /// The scale across.
        across: Axis,
        /// The scale that goes up.
        up: Axis,
        /// Whether options are ranked by how far `up` exceeds `across` (importance against present
        /// understanding); otherwise by how many put them high on both.
        gap: bool,
    },
    /// The best few in order. A mark is a place, from 1.
    Ranking {
        /// How many places there are.
        places: u16,
    },
    /// High and low points, and turning points. A mark is a mood (0 = none, 1 = high, 2 = low),
    /// then turning-point dots (0 or 1).
    Reactions {
        /// Turning-point dots a person has.
        turning_points: u16,
    },
}

/// One of two scales.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Axis {
    /// What it measures, for instance "Impact".
    pub title: String,
    /// What 1 means; may be empty.
    pub low: String,
    /// What 5 means; may be empty.
    pub high: String,
}

/// One person's mark on one option: one number, or two, as the ballot's method says.
pub type Marks = Vec<u16>;

/// Where an option comes from; its words are copied when the options are frozen.
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
    /// An entry of a timeline: its title.
    Entry {
        /// The entry.
        entry: EntryId,
    },
    /// A statement: its first two fields. What it says is kept as a version.
    Statement {
        /// The statement.
        statement: StatementId,
    },
    /// An option of the ballot that this one repeats: its words, and what it stood for. One that
    /// stood for a statement has the words that this has now.
    Again {
        /// The option.
        option: OptionId,
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

/// Where a ballot stands. It moves forward, except that frozen options can be let go again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum BallotState {
    /// Being prepared.
    Prepared,
    /// Its options are fixed and shown; nobody votes yet.
    Frozen,
    /// People vote; nobody sees totals.
    Open,
    /// Counted; the result stands.
    Closed,
}

/// What a figure is called by, for people to talk about; the rules are in the domain paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum ResultLabel {
    /// Among the first, and in every group at least as often chosen as by chance.
    CommonGround,
    /// Among the first, mostly through one group that is a minority.
    OneGroupPriority,
    /// Not among the first, but hardly any option is chosen so evenly by all groups.
    HiddenConsensus,
    /// At least a third at the low end and at least a third at the high end.
    Divided,
    /// Groups choose it very differently.
    GroupDivided,
}

/// How the marks on one scale are spread: never a mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Spread {
    /// The value of the first count.
    pub least: u16,
    /// How many people gave each value, from `least` on.
    pub counts: Vec<u32>,
    /// The middle of the people's values; none if nobody gave one, and where values have no order.
    pub median: Option<Thousandths>,
    /// Where the middle half of the people begins and ends.
    pub middle_half: Option<(Thousandths, Thousandths)>,
    /// Consensus after Tastle and Wierman: 0 (half at each end) to 1000 (all at one value).
    /// Polarisation is what is missing to 1000.
    pub consensus: Option<Thousandths>,
    /// The median in each column of [`Tally::groups`]; none where fewer than three of them gave a value.
    pub group_medians: Vec<Option<Thousandths>>,
}

/// Something a voter wrote beside a mark, without a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Reason {
    /// The mark it explains; empty = the option was left out.
    pub marks: Marks,
    /// What they wrote.
    pub text: String,
}

/// What one option received.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct OptionTally {
    /// The option.
    pub option: OptionId,
    /// Its rank, from 1; options that are equal by the ballot's rule share one.
    pub rank: u32,
    /// How many people chose it: gave it dots, a place or a turning point; on scales, how many
    /// are in favour (the upper end; 3 to 5 fingers; high on both scales, or a gap above zero).
    pub people: u32,
    /// How many people marked it at all; the others left it out.
    pub marked: u32,
    /// Dots it received; in a ranking its points, the first place counting most; 0 on scales.
    pub dots: u32,
    /// `people` in each column of [`Tally::groups`], in that order.
    pub by_group: Vec<u32>,
    /// How the marks are spread, one for each scale; none for dots. For a ranking, how many put
    /// it on each place; for reactions, how many called it a high and a low point.
    pub spreads: Vec<Spread>,
    /// The middle of how far each person put `up` above `across`.
    pub gap: Option<Thousandths>,
    /// Whether it passes, where the method has a rule for that.
    pub passes: Option<bool>,
    /// What it is called by.
    pub labels: Vec<ResultLabel>,
    /// How far groups differ over it: 0 to 1000 (η²); none where nothing is split.
    pub between_groups: Option<Thousandths>,
    /// How far it carries across groups: 0 to 1000 (a geometric mean); none where nothing is split.
    pub across_groups: Option<Thousandths>,
    /// How many of those who voted in both rounds marked it otherwise.
    pub changed: Option<u32>,
    /// What people wrote beside their marks, in no order that tells of them.
    pub reasons: Vec<Reason>,
}

impl OptionTally {
    /// An option that nobody marked.
    pub const fn unmarked(option: OptionId) -> Self {
        Self {
            option,
            rank: 0,
            people: 0,
            marked: 0,
            dots: 0,
            by_group: Vec::new(),
            spreads: Vec::new(),
            gap: None,
            passes: None,
            labels: Vec::new(),
            between_groups: None,
            across_groups: None,
            changed: None,
            reasons: Vec::new(),
        }
    }
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

/// Two rounds compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct RoundsCompared {
    /// How many voted in both.
    pub both: u32,
    /// How many of them marked some option otherwise.
    pub changed: u32,
}

/// A closed ballot, counted once, when it closed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Tally {
    /// People who could have voted.
    pub eligible: u32,
    /// People who did, empty papers included.
    pub voted: u32,
    /// Dots or places each had; 0 on scales.
    pub budget: u16,
    /// The breakdown's columns; empty if the room is too small to be split at all.
    pub groups: Vec<TallyGroup>,
    /// Every option, best first; options that share a rank keep the ballot's order.
    pub options: Vec<OptionTally>,
    /// Pairs of neighbouring options whose order is too close to call: |b − c| ≤ √(b + c),
    /// where b prefer the first and c the second (domain paper, section 7).
    pub close_calls: Vec<(OptionId, OptionId)>,
    /// The number of equally strong priorities that would be as focused as this count; none on
    /// scales.
    pub effective_priorities: Option<Thousandths>,
    /// This round against the one before; none without one, and where fewer than three voted in
    /// both.
    pub rounds: Option<RoundsCompared>,
}
