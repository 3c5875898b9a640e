//! What a member may ask of a workshop. Each is decided by `workshop::decide`.

use crate::clock::WallMode;
use crate::ids::*;
use crate::record::RecordKey;
use crate::report::{ReportPart, ReportSubject};
use crate::statements::*;
use crate::values::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
#[cfg(feature = "typescript")]
use ts_rs::TS;

/// A secret that a browser makes for one anonymous note (256 random bits, 43 characters of
/// base64url); the server stores only its hash. Whoever presents it may edit the note.
pub type EditKey = String;

/// A wish. It is decided once; sent again under the same command id it gets the same answer.
///
/// Where a field `after` is none, the thing comes first in its list unless its doc says otherwise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Command {
    // ── The workshop ────────────────────────────────────────────
    /// Change title and purpose.
    EditWorkshop {
        /// The new title.
        title: String,
        /// The new purpose; may be empty.
        purpose: String,
    },
    /// Make attribution stricter, for everything past and to come. Final.
    TightenAttribution {
        /// The new floor; at least as strict as the present one.
        attribution: Attribution,
    },
    /// Let people in by code and participant link, or stop doing so.
    SetDoor {
        /// Whether people can come in.
        open: bool,
    },
    /// Replace the list of perspectives; one that somebody holds must stay.
    SetPerspectives {
        /// The groups in their order.
        groups: Vec<PerspectiveGroup>,
    },

    // ── People and tables ───────────────────────────────────────
    /// Change a member's name or perspective: one's own, or anybody's as a facilitator.
    EditMember {
        /// Whose.
        member: MemberId,
        /// The new name.
        name: String,
        /// The new perspective; none = not given.
        perspective: Option<String>,
    },
    /// Say what one agrees to: before, one has agreed to nothing. It can be changed at any time.
    GiveConsent {
        /// Whether one's name may stand in the list of participants.
        listed: bool,
        /// Whether one's words may be quoted, under the workshop's attribution.
        quoted: bool,
    },
    /// Give a member another role.
    SetRole {
        /// Whose.
        member: MemberId,
        /// The new role; not `wall`, which belongs to screens.
        role: Role,
    },
    /// Send a member away: their sessions end, what they wrote stays.
    RemoveMember {
        /// Who leaves.
        member: MemberId,
    },
    /// Make one seat of two seats of one person: what the one left goes to the other, and it ends.
    MergeSeats {
        /// The seat that ends.
        from: MemberId,
        /// The seat that stays.
        into: MemberId,
    },
    /// Let somebody only read and vote, or write again.
    Mute {
        /// Who; nobody who facilitates.
        member: MemberId,
        /// Whether they only read and vote.
        muted: bool,
    },
    /// Lead from now on, where whoever led is not here any more. They are co-facilitators then.
    TakeLead {},
    /// Add somebody without a device, for whom the asker will speak.
    AddProxy {
        /// The new member's id.
        member: MemberId,
        /// Their name.
        name: String,
        /// Their perspective; none = not given.
        perspective: Option<String>,
    },
    /// Set up a table.
    AddTable {
        /// Its id.
        table: TableId,
        /// Its name, for instance "4".
        name: String,
    },
    /// Rename a table.
    EditTable {
        /// Which.
        table: TableId,
        /// The new name.
        name: String,
    },
    /// Take a table away; its people then sit at none.
    RemoveTable {
        /// Which.
        table: TableId,
    },
    /// Seat people at a table, or at none.
    AssignTable {
        /// Who.
        members: Vec<MemberId>,
        /// Where.
        table: Option<TableId>,
    },

    /// Seat everybody who counts anew, spread evenly over the tables.
    SeatEverybody {
        /// How.
        how: Seating,
    },

    // ── The agenda ──────────────────────────────────────────────
    /// Add a step to the agenda.
    AddStep {
        /// Its id.
        step: StepId,
        /// The step it follows.
        after: Option<StepId>,
        /// What it is.
        settings: StepSettings,
    },
    /// Change a step. What has been written in it stays as private as it was written.
    EditStep {
        /// Which.
        step: StepId,
        /// What it is from now on.
        settings: StepSettings,
    },
    /// Move a step within the agenda.
    MoveStep {
        /// Which.
        step: StepId,
        /// The step it follows from now on.
        after: Option<StepId>,
    },
    /// Take a step off the agenda; content on its board stays. Not the current step.
    RemoveStep {
        /// Which.
        step: StepId,
    },
    /// Go to a step, forward or back. Reveals nothing, closes nothing, deletes nothing.
    EnterStep {
        /// Which.
        step: StepId,
    },
    /// Show everybody what was written privately in a step. Final.
    RevealStep {
        /// Which.
        step: StepId,
    },

    /// Leave a step out of what comes next, or take it in again. Not the current step.
    SkipStep {
        /// Which.
        step: StepId,
        /// Whether it is left out.
        skipped: bool,
    },
    /// Ask people to finish their sentence: ten seconds until the reveal.
    CallTime {
        /// In which step.
        step: StepId,
    },
    /// Take the call back.
    CancelCall {
        /// In which step.
        step: StepId,
    },
    /// Start the current step's clock, or let it go on.
    StartClock {},
    /// Stop the current step's clock for a while.
    PauseClock {},
    /// Add time to the current step's clock, or take some of what is left.
    AddTime {
        /// How much; negative = take.
        seconds: i32,
    },
    /// Let nobody but facilitators write, move and vote, or let everybody again.
    SetLock {
        /// Whether it is locked.
        locked: bool,
    },
    /// Bring everybody to something; none = let them go.
    SetSpotlight {
        /// A note, cluster, entry or option that the room may see.
        item: Option<RecordKey>,
    },
    /// Say what walls show.
    SetWall {
        /// What.
        mode: WallMode,
    },

    // ── Boards ──────────────────────────────────────────────────
    /// Add a board with its columns.
    AddBoard {
        /// Its id.
        board: BoardId,
        /// What it holds.
        kind: BoardKind,
        /// Its title.
        title: String,
        /// Its columns in their order; an iceberg has its four levels.
        columns: Vec<NewColumn>,
    },
    /// Change a board's title.
    EditBoard {
        /// Which.
        board: BoardId,
        /// The new title.
        title: String,
    },
    /// Add a column at the end of a board.
    AddColumn {
        /// Of which board.
        board: BoardId,
        /// The column.
        column: NewColumn,
    },
    /// Change a column's heading and prompt.
    EditColumn {
        /// Which.
        column: ColumnId,
        /// The new heading.
        title: String,
        /// The new prompt.
        prompt: String,
    },

    // ── Notes ───────────────────────────────────────────────────
    /// Write a note.
    PostNote {
        /// Its id.
        note: NoteId,
        /// The step it is written in.
        step: StepId,
        /// Where on the step's board.
        column: ColumnId,
        /// Its text.
        text: String,
        /// Whether its author saw the step as private when writing. Arriving after the
        /// reveal, such a note waits in the author's tray.
        private: bool,
        /// Present in anonymous steps only: the key that will prove authorship.
        edit_key: Option<EditKey>,
    },
    /// Change a note's text.
    EditNote {
        /// Which.
        note: NoteId,
        /// The text version the change was based on.
        based_on: u32,
        /// The new text.
        text: String,
        /// The note's edit key, if it was written anonymously.
        edit_key: Option<EditKey>,
    },
    /// Move notes to another column of their board.
    MoveNotes {
        /// Which, in their new order.
        notes: Vec<NoteId>,
        /// Where.
        column: ColumnId,
        /// The note they follow there.
        after: Option<NoteId>,
        /// The note's edit key, if its author moves an anonymous note by itself.
        edit_key: Option<EditKey>,
    },
    /// Take a note away; it can be restored.
    DeleteNote {
        /// Which.
        note: NoteId,
        /// The note's edit key, if it was written anonymously.
        edit_key: Option<EditKey>,
    },
    /// Bring a deleted note back.
    RestoreNote {
        /// Which.
        note: NoteId,
        /// The note's edit key, if it was written anonymously.
        edit_key: Option<EditKey>,
    },
    /// Post a note or entry that waits in the tray, now visible to all.
    PostLate {
        /// What waits.
        item: LateItem,
        /// Its edit key, if it was written anonymously.
        edit_key: Option<EditKey>,
    },

    // ── Shelves and tables ──────────────────────────────────────
    /// Make one note of several. They stay attached to it and can be taken out again.
    MergeNotes {
        /// The new note's id.
        note: NoteId,
        /// The notes it is made of; it stands where the first stood.
        notes: Vec<NoteId>,
        /// The new note's text.
        text: String,
    },
    /// Take a merged note apart: its notes are back, and it goes.
    UnmergeNote {
        /// Which.
        note: NoteId,
    },
    /// Put notes into the parking lot.
    ParkNotes {
        /// Which.
        notes: Vec<NoteId>,
    },
    /// Bring notes back to their columns from the parking lot, the annex or wherever they were set
    /// aside.
    ReturnNotes {
        /// Which.
        notes: Vec<NoteId>,
    },
    /// Take a note out of sight, and tell its author why.
    SetAside {
        /// Which.
        note: NoteId,
        /// The reason its author reads.
        reason: String,
    },
    /// Hand the notes that wait for their reveal on a table step's board to the tables of their
    /// authors; whose authors are not known, or sit at no table, are dealt out evenly.
    HandToTables {
        /// The table step.
        step: StepId,
    },
    /// Choose notes of one's table as cards, to be seen by all at the reveal.
    PostCards {
        /// Which.
        notes: Vec<NoteId>,
    },
    /// Take cards of one's table back.
    UnpostCards {
        /// Which.
        notes: Vec<NoteId>,
    },

    // ── Clusters ────────────────────────────────────────────────
    /// Make a cluster of notes (possibly none yet).
    MakeCluster {
        /// Its id.
        cluster: ClusterId,
        /// On which board.
        board: BoardId,
        /// Its name; may be empty: not named yet.
        name: String,
        /// Its notes in order.
        notes: Vec<NoteId>,
        /// The cluster it follows; none = last.
        after: Option<ClusterId>,
    },
    /// Name a cluster.
    NameCluster {
        /// Which.
        cluster: ClusterId,
        /// The name's version the change was based on.
        based_on: u32,
        /// The new name.
        name: String,
    },
    /// Let one table find a cluster's name, or any.
    AssignNaming {
        /// Which cluster.
        cluster: ClusterId,
        /// The table; none = whoever may name clusters.
        table: Option<TableId>,
    },
    /// Put notes into a cluster, or take them out of any.
    PlaceNotes {
        /// Which, in their new order.
        notes: Vec<NoteId>,
        /// Where; none = into no cluster.
        cluster: Option<ClusterId>,
        /// The note they follow there; none = last.
        after: Option<NoteId>,
    },
    /// Put all notes of some clusters into one; the emptied ones go.
    MergeClusters {
        /// The ones that go.
        from: Vec<ClusterId>,
        /// The one that stays, with its name.
        into: ClusterId,
    },
    /// Take notes out of a cluster into a new one behind it.
    SplitCluster {
        /// The cluster to split.
        cluster: ClusterId,
        /// The new cluster's id.
        new: ClusterId,
        /// The new cluster's name; may be empty.
        name: String,
        /// The notes that go with it; some must stay.
        notes: Vec<NoteId>,
    },
    /// Let a cluster go; its notes are in none afterwards.
    DissolveCluster {
        /// Which.
        cluster: ClusterId,
    },
    /// Move a cluster in the order of its board.
    MoveCluster {
        /// Which.
        cluster: ClusterId,
        /// The cluster it follows; none = first.
        after: Option<ClusterId>,
    },

    // ── Ballots ─────────────────────────────────────────────────
    /// Prepare a ballot.
    AddBallot {
        /// Its id.
        ballot: BallotId,
        /// How it counts.
        settings: BallotSettings,
    },
    /// Change a ballot that has not opened.
    EditBallot {
        /// Which.
        ballot: BallotId,
        /// How it counts.
        settings: BallotSettings,
    },
    /// Fix the options as copies and show them, before anybody votes.
    FreezeOptions {
        /// Of which ballot.
        ballot: BallotId,
        /// The options, in the ballot's order.
        options: Vec<NewOption>,
    },
    /// Let frozen options go, to prepare them anew.
    UnfreezeOptions {
        /// Of which ballot.
        ballot: BallotId,
    },
    /// Let people vote.
    OpenBallot {
        /// Which.
        ballot: BallotId,
        /// The options, in the ballot's order; empty where they have been frozen.
        options: Vec<NewOption>,
    },
    /// Hand in one's paper; it replaces the one before. An empty paper counts as voting.
    Vote {
        /// Which ballot.
        ballot: BallotId,
        /// Marks on options, as the method says; what one leaves out is left out.
        marks: BTreeMap<OptionId, Marks>,
        /// What one wants to say about one's mark, in a line.
        reasons: BTreeMap<OptionId, String>,
    },
    /// Close the ballot and count. Final.
    CloseBallot {
        /// Which.
        ballot: BallotId,
    },

    // ── The timeline ────────────────────────────────────────────
    /// Add an entry to a timeline.
    PostEntry {
        /// Its id.
        entry: EntryId,
        /// The step it is written in.
        step: StepId,
        /// What it says.
        text: EntryText,
        /// Whether its author saw the step as private when writing.
        private: bool,
        /// Present in anonymous steps only.
        edit_key: Option<EditKey>,
    },
    /// Change an entry.
    EditEntry {
        /// Which.
        entry: EntryId,
        /// The text version the change was based on.
        based_on: u32,
        /// What it says from now on.
        text: EntryText,
        /// The entry's edit key, if it was written anonymously.
        edit_key: Option<EditKey>,
    },
    /// Take an entry away; it can be restored.
    DeleteEntry {
        /// Which.
        entry: EntryId,
        /// The entry's edit key, if it was written anonymously.
        edit_key: Option<EditKey>,
    },
    /// Bring a deleted entry back.
    RestoreEntry {
        /// Which.
        entry: EntryId,
        /// The entry's edit key, if it was written anonymously.
        edit_key: Option<EditKey>,
    },
    /// Name an era of a timeline.
    AddEra {
        /// Its id.
        era: EraId,
        /// On which timeline.
        board: BoardId,
        /// What it says.
        text: EraText,
    },
    /// Change an era.
    EditEra {
        /// Which.
        era: EraId,
        /// The text version the change was based on.
        based_on: u32,
        /// What it says from now on.
        text: EraText,
    },
    /// Take an era away.
    RemoveEra {
        /// Which.
        era: EraId,
    },

    /// Say what came of looking an entry up.
    SetEntryState {
        /// Which entry.
        entry: EntryId,
        /// What came of it.
        state: EntryState,
        /// What was found, or what is in dispute; may be empty.
        remark: String,
    },

    // ── Statements ──────────────────────────────────────────────
    /// Begin a statement for one's table. Whoever begins it holds its pen.
    AddStatement {
        /// Its id.
        statement: StatementId,
        /// The step it is written in.
        step: StepId,
        /// What it says so far.
        text: StatementText,
    },
    /// Take a statement's pen: one that nobody holds, or as table host or facilitator anybody's.
    TakePen {
        /// Of which statement.
        statement: StatementId,
    },
    /// Hand a statement's pen to somebody else of its table.
    GivePen {
        /// Of which statement.
        statement: StatementId,
        /// To whom.
        to: MemberId,
    },
    /// Lay a statement's pen down.
    ReleasePen {
        /// Of which statement.
        statement: StatementId,
    },
    /// Ask whoever holds a statement's pen for it. A pen that nobody holds is taken up by it.
    AskForPen {
        /// Of which statement.
        statement: StatementId,
    },
    /// Ask for a statement's pen no more.
    WithdrawAsk {
        /// Of which statement.
        statement: StatementId,
    },
    /// Answer whoever was first to ask for the pen that one holds.
    AnswerAsk {
        /// Of which statement.
        statement: StatementId,
        /// Whether they get it; else it stays for now.
        hand_over: bool,
    },
    /// Change a statement's text. A pen that nobody holds is taken up by it.
    EditStatement {
        /// Which.
        statement: StatementId,
        /// The text version the change was based on.
        based_on: u32,
        /// What it says from now on.
        text: StatementText,
    },
    /// Take a statement away; it can be restored.
    DeleteStatement {
        /// Which.
        statement: StatementId,
    },
    /// Bring a deleted statement back.
    RestoreStatement {
        /// Which.
        statement: StatementId,
    },
    /// Say something about a statement.
    Comment {
        /// The comment's id.
        comment: CommentId,
        /// The statement.
        on: StatementId,
        /// The step it is written in.
        step: StepId,
        /// What it says.
        text: String,
        /// Whether the asker cannot go along with the statement as it is.
        reservation: bool,
        /// Present in anonymous steps only: the key that will prove authorship.
        edit_key: Option<EditKey>,
    },
    /// Change a comment.
    EditComment {
        /// Which.
        comment: CommentId,
        /// The text version the change was based on.
        based_on: u32,
        /// What it says from now on.
        text: String,
        /// The comment's edit key, if it was written anonymously.
        edit_key: Option<EditKey>,
    },
    /// Take a comment away.
    DeleteComment {
        /// Which.
        comment: CommentId,
        /// The comment's edit key, if it was written anonymously.
        edit_key: Option<EditKey>,
    },

    // ── Links between notes ─────────────────────────────────────
    /// Say how one note of an iceberg hangs together with another.
    LinkNotes {
        /// The link's id.
        link: NoteLinkId,
        /// The note it goes out from.
        from: NoteId,
        /// The note it goes to.
        to: NoteId,
        /// How they hang together.
        kind: LinkKind,
    },
    /// Take a link away.
    UnlinkNotes {
        /// Which.
        link: NoteLinkId,
    },

    // ── The report ──────────────────────────────────────────────
    /// Write into the report: the synthesis of a part, or the summary of a cluster.
    WriteReportText {
        /// What it is about.
        about: ReportSubject,
        /// What it says from now on; empty = it is taken away.
        text: String,
        /// The text version the change was based on; 0 = there was none.
        text_version: u32,
    },
    /// Arrange the parts of the report.
    ArrangeReport {
        /// The parts that come first, in this order; those that it does not name follow as they would without it.
        order: Vec<ReportPart>,
        /// The parts that are left out; they may have a place in the order, for when they are taken in again.
        left_out: Vec<ReportPart>,
    },

    // ── Second thoughts ─────────────────────────────────────────
    /// Undo one's own last act, unless somebody else has changed what it touched since.
    Undo {},
}

/// Something that came after its step was revealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum LateItem {
    /// A note.
    Note(NoteId),
    /// A timeline entry.
    Entry(EntryId),
}
