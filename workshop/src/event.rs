//! What happened: the facts that a room's log holds.
//!
//! An event is whole and true: all that a decision worked out (cleaned texts, ranks, shuffled
//! orders, the budget of a ballot, its count) stands in it, so that replay decides nothing.

use crate::asks::Asked;
use crate::ballots::{BallotOption, Handed};
use crate::members::Newcomer;
use crate::merging::Belongings;
use crate::notes::{Author, DeletedBy, Held};
use crate::secret::{SecretHash, SessionHash};
use crate::statements::Kept;
use crate::undo::Saved;
use charrette_protocol::*;
use serde::{Deserialize, Serialize};

/// New ranks of things in one list: of what was placed, and of all others of that list where it
/// had to be ranked anew.
pub type Ranks<Id> = Vec<(Id, u64)>;

/// An event that was stored, with all that belongs to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// Who did it; none for who comes in or goes, for what whoever runs the server or the clock did, and for what was
    /// done anonymously.
    pub actor: Option<MemberId>,
    /// The command it came from.
    pub command: CommandId,
    /// When, by the server's clock; rounded where the event is anonymous.
    pub time: Milliseconds,
    /// What happened.
    pub event: Event,
}

macro_rules! events {
    ($( $(#[$doc:meta])* $name:ident = $kind:literal { $( $(#[$field_meta:meta])* $field:ident: $type:ty, )* } )*) => {
        /// What happened.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        pub enum Event {
            $( $(#[$doc])* #[serde(rename = $kind)] $name { $( $(#[$field_meta])* $field: $type, )* }, )*
        }

        impl Event {
            /// The names of all kinds of events.
            pub const KINDS: &[&'static str] = &[$( $kind, )*];

            /// The name of its kind, as the log keeps it.
            pub const fn kind(&self) -> &'static str {
                match self { $( Self::$name { .. } => $kind, )* }
            }
        }
    };
}

events! {
    // ── The workshop ────────────────────────────────────────────
    /// A workshop was opened.
    Opened = "opened" {
        /// Its id.
        workshop: WorkshopId,
        /// Its title.
        title: String,
        /// Its purpose.
        purpose: String,
        /// The floor of attribution.
        attribution: Attribution,
        /// The perspective groups.
        groups: Vec<PerspectiveGroup>,
        /// Whether it is a rehearsal.
        rehearsal: bool,
        /// The code people join with.
        code: String,
        /// How many people who count it takes.
        seats: u32,
    }
    /// A workshop was made from an archive.
    Imported = "imported" {
        /// Its id.
        workshop: WorkshopId,
        /// The archive's records.
        records: Vec<Record>,
        /// The code people join with.
        code: String,
        /// How many people who count it takes.
        seats: u32,
        /// Whether it is a rehearsal.
        rehearsal: bool,
    }
    /// Title and purpose changed.
    WorkshopEdited = "workshop_edited" {
        /// The title.
        title: String,
        /// The purpose.
        purpose: String,
    }
    /// Attribution became stricter for everything.
    AttributionTightened = "attribution_tightened" {
        /// The new floor.
        attribution: Attribution,
    }
    /// The door was opened or closed.
    DoorSet = "door_set" {
        /// Whether people can come in.
        open: bool,
    }
    /// The list of perspectives was replaced.
    PerspectivesSet = "perspectives_set" {
        /// The groups.
        groups: Vec<PerspectiveGroup>,
    }
    /// The code changed, or was retired.
    CodeChanged = "code_changed" {
        /// The new code.
        code: Option<String>,
    }

    // ── Access ──────────────────────────────────────────────────
    /// Somebody took a new seat.
    MemberJoined = "member_joined" {
        /// Who.
        member: MemberId,
        /// What is known of them.
        newcomer: Newcomer,
    }
    /// A device came in.
    SessionStarted = "session_started" {
        /// The hash of the session's secret.
        session: SessionHash,
        /// The role it came in with.
        role: Role,
        /// The member; none for a wall.
        member: Option<MemberId>,
        /// Who made the way back it came by, if that was another member.
        let_in_by: Option<MemberId>,
    }
    /// A device was shut out.
    SessionEnded = "session_ended" {
        /// The hash of the session's secret.
        session: SessionHash,
    }
    /// A capability link was made.
    LinkMade = "link_made" {
        /// Its id.
        link: LinkId,
        /// What it grants.
        grant: Grant,
        /// The hash of its secret.
        secret: SecretHash,
        /// Who made it; none = whoever runs the server.
        by: Option<MemberId>,
    }
    /// A capability link works no more: revoked, or used up.
    LinkEnded = "link_ended" {
        /// Its id.
        link: LinkId,
    }

    // ── People and tables ───────────────────────────────────────
    /// Somebody's name or perspective changed.
    MemberEdited = "member_edited" {
        /// Whose.
        member: MemberId,
        /// The name.
        name: String,
        /// The perspective.
        perspective: Option<String>,
    }
    /// Somebody said what they agree to.
    ConsentGiven = "consent_given" {
        /// Who.
        member: MemberId,
        /// To what.
        consent: Consent,
    }
    /// Somebody got another role.
    RoleSet = "role_set" {
        /// Who.
        member: MemberId,
        /// The role.
        role: Role,
    }
    /// Somebody was sent away; their sessions ended.
    MemberRemoved = "member_removed" {
        /// Who.
        member: MemberId,
        /// Who speaks from now on for those the member spoke for.
        heir: MemberId,
    }
    /// Two seats of one person became one; the sessions of the one that ended are over.
    SeatsMerged = "seats_merged" {
        /// The seat that ended.
        from: MemberId,
        /// The seat that stays.
        into: MemberId,
        /// The table that the seat that stays takes over; none = it keeps what it has.
        table: Option<TableId>,
        /// Whether the seat that stays only reads and votes.
        muted: bool,
        /// What went from the one to the other.
        moved: Belongings,
    }
    /// Somebody only reads and votes, or writes again.
    MemberMuted = "member_muted" {
        /// Who.
        member: MemberId,
        /// Whether they only read and vote.
        muted: bool,
    }
    /// A co-facilitator leads, where whoever led was not here any more.
    LeadTaken = "lead_taken" {
        /// Who leads.
        member: MemberId,
        /// Who led, and facilitates beside them from now on.
        from: Vec<MemberId>,
    }
    /// Somebody without a device was added.
    ProxyAdded = "proxy_added" {
        /// Who.
        member: MemberId,
        /// What is known of them.
        newcomer: Newcomer,
        /// Who speaks for them.
        keeper: MemberId,
    }
    /// Somebody who was spoken for came with a device of their own.
    ProxyFreed = "proxy_freed" {
        /// Who.
        member: MemberId,
        /// Who spoke for them.
        keeper: Option<MemberId>,
    }
    /// A table was set up.
    TableAdded = "table_added" {
        /// Its id.
        table: TableId,
        /// Its name.
        name: String,
    }
    /// A table was renamed.
    TableEdited = "table_edited" {
        /// Which.
        table: TableId,
        /// Its name.
        name: String,
    }
    /// A table was taken away; its people sit at none.
    TableRemoved = "table_removed" {
        /// Which.
        table: TableId,
        /// Who sat there.
        members: Vec<MemberId>,
    }
    /// People were seated.
    TableAssigned = "table_assigned" {
        /// Who.
        members: Vec<MemberId>,
        /// Where.
        table: Option<TableId>,
    }

    /// Everybody was seated anew.
    PeopleSeated = "people_seated" {
        /// Who sits where.
        seats: Vec<(MemberId, TableId)>,
    }

    // ── The agenda ──────────────────────────────────────────────
    /// A step was added.
    StepAdded = "step_added" {
        /// Its id.
        step: StepId,
        /// What it is.
        settings: StepSettings,
        /// Places in the agenda.
        ranks: Ranks<StepId>,
    }
    /// A step changed.
    StepEdited = "step_edited" {
        /// Which.
        step: StepId,
        /// What it is.
        settings: StepSettings,
    }
    /// A step moved.
    StepMoved = "step_moved" {
        /// Which.
        step: StepId,
        /// Places in the agenda.
        ranks: Ranks<StepId>,
    }
    /// A step was taken off the agenda.
    StepRemoved = "step_removed" {
        /// Which.
        step: StepId,
    }
    /// The room went to a step.
    StepEntered = "step_entered" {
        /// Which.
        step: StepId,
        /// Its clock.
        clock: Clock,
        /// The step the room left for it, and how long it was there.
        left: Option<(StepId, Milliseconds)>,
    }
    /// A step was left out of what comes next, or taken in again.
    StepSkipped = "step_skipped" {
        /// Which.
        step: StepId,
        /// Whether it is left out.
        skipped: bool,
    }
    /// People were asked to finish their sentence, or the call was taken back.
    TimeCalled = "time_called" {
        /// In which step.
        step: StepId,
        /// Until when.
        finishing: Option<Milliseconds>,
    }
    /// The clock was started, paused, or given another time.
    ClockSet = "clock_set" {
        /// How it stands.
        clock: Clock,
    }
    /// The room was locked, or unlocked.
    LockSet = "lock_set" {
        /// Whether it is.
        locked: bool,
    }
    /// A facilitator pointed at something, or at nothing any more.
    SpotlightSet = "spotlight_set" {
        /// At what.
        item: Option<RecordKey>,
    }
    /// What walls show changed.
    WallSet = "wall_set" {
        /// What.
        mode: WallMode,
    }
    /// What was written privately in a step became visible.
    StepRevealed = "step_revealed" {
        /// Which.
        step: StepId,
        /// The notes, with their places in their columns.
        notes: Ranks<NoteId>,
        /// Notes of tables that became visible without a place on the board, and where they are.
        off_board: Vec<(NoteId, Shelf)>,
        /// The entries.
        entries: Vec<EntryId>,
        /// The statements.
        statements: Vec<StatementId>,
    }

    // ── Boards ──────────────────────────────────────────────────
    /// A board was added.
    BoardAdded = "board_added" {
        /// Its id.
        board: BoardId,
        /// What it holds.
        kind: BoardKind,
        /// Its title.
        title: String,
        /// Its columns in their order.
        columns: Vec<NewColumn>,
    }
    /// A board's title changed.
    BoardEdited = "board_edited" {
        /// Which.
        board: BoardId,
        /// The title.
        title: String,
    }
    /// A column was added at the end of a board.
    ColumnAdded = "column_added" {
        /// Of which board.
        board: BoardId,
        /// The column.
        column: NewColumn,
    }
    /// A column's heading and prompt changed.
    ColumnEdited = "column_edited" {
        /// Which.
        column: ColumnId,
        /// The heading.
        title: String,
        /// The prompt.
        prompt: String,
    }

    // ── Notes ───────────────────────────────────────────────────
    /// A note was written.
    NotePosted = "note_posted" {
        /// Its id.
        note: NoteId,
        /// The step.
        step: StepId,
        /// The board.
        board: BoardId,
        /// The column.
        column: ColumnId,
        /// Its text.
        text: String,
        /// Who wrote it.
        author: Author,
        /// The author's perspective group when it was written; none where the author is not stored.
        group: Option<String>,
        /// The author's table; none where the author is not stored.
        table: Option<TableId>,
        /// The attribution it was written under.
        attribution: Attribution,
        /// Why only its author, or a table, sees it.
        hidden: Option<Hidden>,
        /// The table that works on it.
        held: Option<Held>,
        /// Places in the column; empty while it is hidden.
        ranks: Ranks<NoteId>,
    }
    /// A note's text changed.
    NoteEdited = "note_edited" {
        /// Which.
        note: NoteId,
        /// The text.
        text: String,
        /// Whether its author did it, known by the edit key alone.
        by_key: bool,
    }
    /// Notes moved to a column.
    NotesMoved = "notes_moved" {
        /// Which.
        notes: Vec<NoteId>,
        /// Where.
        column: ColumnId,
        /// Places in the column, for notes that are visible and in no cluster.
        ranks: Ranks<NoteId>,
        /// Whether the note's author did it, known by the edit key alone. Older entries lack it.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        by_key: bool,
    }
    /// A note was taken away.
    NoteDeleted = "note_deleted" {
        /// Which.
        note: NoteId,
        /// In which capacity.
        by: DeletedBy,
        /// Whether its author did it, known by the edit key alone.
        by_key: bool,
    }
    /// A note was brought back.
    NoteRestored = "note_restored" {
        /// Which.
        note: NoteId,
        /// Why only its author sees it.
        hidden: Option<Hidden>,
        /// Whether its author did it, known by the edit key alone.
        by_key: bool,
    }
    /// A late note or entry was shown to all.
    LatePosted = "late_posted" {
        /// Which.
        item: LateItem,
        /// Places in the column, for a note.
        ranks: Ranks<NoteId>,
        /// Whether its author did it, known by the edit key alone.
        by_key: bool,
    }

    // ── Shelves and tables ──────────────────────────────────────
    /// Notes left the board for a shelf.
    NotesShelved = "notes_shelved" {
        /// Which.
        notes: Vec<NoteId>,
        /// Where.
        shelf: Shelf,
    }
    /// Notes came back to their columns.
    NotesReturned = "notes_returned" {
        /// Which.
        notes: Vec<NoteId>,
        /// Places in their columns, for those that are visible.
        ranks: Ranks<NoteId>,
    }
    /// Several notes became one.
    NotesMerged = "notes_merged" {
        /// The new note.
        note: NoteId,
        /// The notes it is made of.
        notes: Vec<NoteId>,
        /// Which of them it stands in for: step, board, column, cluster and table are its.
        first: NoteId,
        /// Its text.
        text: String,
        /// How it is signed at most.
        signature: Signature,
        /// The strictest attribution of its parts.
        attribution: Attribution,
        /// Whether one of its parts was a card.
        card: bool,
        /// Its place; empty while it is hidden.
        ranks: Ranks<NoteId>,
    }
    /// A merged note was taken apart.
    NoteUnmerged = "note_unmerged" {
        /// Which; it goes.
        note: NoteId,
        /// The notes that are back.
        notes: Vec<NoteId>,
        /// The cluster they are back in.
        cluster: Option<ClusterId>,
        /// Their places, while they are visible.
        ranks: Ranks<NoteId>,
    }
    /// Hidden notes were handed to tables.
    HandedToTables = "handed_to_tables" {
        /// The table step.
        step: StepId,
        /// Which note went where, in the order in which tables read them.
        notes: Vec<(NoteId, TableId)>,
    }
    /// A table chose notes as cards, or took them back.
    NotesCarded = "notes_carded" {
        /// Which.
        notes: Vec<NoteId>,
        /// Whether they are cards.
        card: bool,
    }

    // ── Clusters ────────────────────────────────────────────────
    /// A cluster was made.
    ClusterMade = "cluster_made" {
        /// Its id.
        cluster: ClusterId,
        /// On which board.
        board: BoardId,
        /// Its name.
        name: String,
        /// Its notes, with their places in it.
        notes: Ranks<NoteId>,
        /// Places of the board's clusters.
        ranks: Ranks<ClusterId>,
    }
    /// A cluster was named.
    ClusterNamed = "cluster_named" {
        /// Which.
        cluster: ClusterId,
        /// The name.
        name: String,
    }
    /// A table was asked to find a cluster's name, or none was.
    NamingAssigned = "naming_assigned" {
        /// Which cluster.
        cluster: ClusterId,
        /// Which table.
        table: Option<TableId>,
    }
    /// Notes were put into a cluster, or taken out of any.
    NotesPlaced = "notes_placed" {
        /// Which.
        notes: Vec<NoteId>,
        /// Where.
        cluster: Option<ClusterId>,
        /// Places in the cluster, or in the notes' columns.
        ranks: Ranks<NoteId>,
    }
    /// Clusters became one.
    ClustersMerged = "clusters_merged" {
        /// The ones that went.
        from: Vec<ClusterId>,
        /// The one that stayed.
        into: ClusterId,
        /// Notes that came into it.
        notes: Vec<NoteId>,
        /// Places in it.
        ranks: Ranks<NoteId>,
    }
    /// Notes left a cluster for a new one.
    ClusterSplit = "cluster_split" {
        /// The cluster they left.
        cluster: ClusterId,
        /// The new cluster.
        new: ClusterId,
        /// Its name.
        name: String,
        /// The notes that left, with their places in the new cluster.
        notes: Ranks<NoteId>,
        /// Places of the board's clusters.
        ranks: Ranks<ClusterId>,
    }
    /// A cluster was let go.
    ClusterDissolved = "cluster_dissolved" {
        /// Which.
        cluster: ClusterId,
        /// The notes it held.
        notes: Vec<NoteId>,
        /// Places in their columns.
        ranks: Ranks<NoteId>,
    }
    /// A cluster moved.
    ClusterMoved = "cluster_moved" {
        /// Which.
        cluster: ClusterId,
        /// Places of the board's clusters.
        ranks: Ranks<ClusterId>,
    }

    // ── Ballots ─────────────────────────────────────────────────
    /// A ballot was prepared.
    BallotAdded = "ballot_added" {
        /// Its id.
        ballot: BallotId,
        /// How it counts.
        settings: BallotSettings,
    }
    /// A ballot changed before it opened.
    BallotEdited = "ballot_edited" {
        /// Which.
        ballot: BallotId,
        /// How it counts.
        settings: BallotSettings,
    }
    /// Options were fixed and shown.
    BallotFrozen = "ballot_frozen" {
        /// Of which ballot.
        ballot: BallotId,
        /// The options in their order.
        options: Vec<BallotOption>,
        /// What statements among them said, unless that was kept before.
        kept: Vec<(StatementId, Kept)>,
    }
    /// Frozen options were let go.
    BallotUnfrozen = "ballot_unfrozen" {
        /// Of which ballot.
        ballot: BallotId,
        /// The options that went.
        options: Vec<OptionId>,
    }
    /// The options stand; people vote.
    BallotOpened = "ballot_opened" {
        /// Which.
        ballot: BallotId,
        /// The options in their order.
        options: Vec<BallotOption>,
        /// Dots or places a person has; none on scales.
        budget: Option<u16>,
        /// What statements among them said, unless that was kept before.
        kept: Vec<(StatementId, Kept)>,
        /// The clock that started with it; none if the clock stayed as it was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        clock: Option<Clock>,
    }
    /// Somebody handed in a paper.
    Voted = "voted" {
        /// In which ballot.
        ballot: BallotId,
        /// Who.
        member: MemberId,
        /// What they handed in.
        paper: Handed,
    }
    /// A ballot was closed and counted.
    BallotClosed = "ballot_closed" {
        /// Which.
        ballot: BallotId,
        /// The count.
        tally: Tally,
        /// The clock that stopped with it; none if the clock stayed as it was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        clock: Option<Clock>,
    }

    // ── The timeline ────────────────────────────────────────────
    /// An entry was written.
    EntryPosted = "entry_posted" {
        /// Its id.
        entry: EntryId,
        /// The step.
        step: StepId,
        /// The timeline.
        board: BoardId,
        /// What it says.
        text: EntryText,
        /// Who wrote it.
        author: Author,
        /// The author's perspective group when it was written; none where the author is not stored.
        group: Option<String>,
        /// The attribution it was written under.
        attribution: Attribution,
        /// Why only its author sees it.
        hidden: Option<Hidden>,
    }
    /// An entry changed.
    EntryEdited = "entry_edited" {
        /// Which.
        entry: EntryId,
        /// What it says.
        text: EntryText,
        /// Whether its author did it, known by the edit key alone.
        by_key: bool,
    }
    /// An entry was taken away.
    EntryDeleted = "entry_deleted" {
        /// Which.
        entry: EntryId,
        /// In which capacity.
        by: DeletedBy,
        /// Whether its author did it, known by the edit key alone.
        by_key: bool,
    }
    /// An entry was brought back.
    EntryRestored = "entry_restored" {
        /// Which.
        entry: EntryId,
        /// Why only its author sees it.
        hidden: Option<Hidden>,
        /// Whether its author did it, known by the edit key alone.
        by_key: bool,
    }
    /// An era was named.
    EraAdded = "era_added" {
        /// Its id.
        era: EraId,
        /// On which timeline.
        board: BoardId,
        /// What it says.
        text: EraText,
    }
    /// An era changed.
    EraEdited = "era_edited" {
        /// Which.
        era: EraId,
        /// What it says.
        text: EraText,
    }
    /// An era was taken away.
    EraRemoved = "era_removed" {
        /// Which.
        era: EraId,
    }

    /// An entry was looked up.
    EntryChecked = "entry_checked" {
        /// Which.
        entry: EntryId,
        /// What came of it.
        check: EntryCheck,
    }

    // ── Statements ──────────────────────────────────────────────
    /// A statement was begun.
    StatementAdded = "statement_added" {
        /// Its id.
        statement: StatementId,
        /// The step.
        step: StepId,
        /// The board.
        board: BoardId,
        /// The table it belongs to; none = to the whole room.
        table: Option<TableId>,
        /// What it says so far.
        text: StatementText,
        /// Who holds its pen.
        pen: MemberId,
        /// Whether only its table sees it.
        hidden: bool,
        /// Places of the board's statements.
        ranks: Ranks<StatementId>,
    }
    /// A statement's text changed.
    StatementEdited = "statement_edited" {
        /// Which.
        statement: StatementId,
        /// What it says.
        text: StatementText,
    }
    /// A statement's pen was taken, handed over or laid down.
    PenMoved = "pen_moved" {
        /// Of which statement.
        statement: StatementId,
        /// Who held it.
        from: Option<MemberId>,
        /// Who holds it.
        to: Option<MemberId>,
        /// What the statement said then, unless that was kept before.
        kept: Option<Kept>,
    }
    /// Somebody asked whoever holds a pen for it.
    PenAsked = "pen_asked" {
        /// Of which statement.
        statement: StatementId,
        /// Who asks.
        asked: Asked,
    }
    /// Somebody asks for a pen no more, or was told: not now.
    PenAskEnded = "pen_ask_ended" {
        /// Of which statement.
        statement: StatementId,
        /// Who asked.
        member: MemberId,
    }
    /// A statement was taken away.
    StatementDeleted = "statement_deleted" {
        /// Which.
        statement: StatementId,
    }
    /// A statement was brought back.
    StatementRestored = "statement_restored" {
        /// Which.
        statement: StatementId,
        /// Whether only its table sees it.
        hidden: bool,
    }
    /// Somebody said something about a statement.
    CommentMade = "comment_made" {
        /// The comment's id.
        comment: CommentId,
        /// The statement.
        on: StatementId,
        /// The step.
        step: StepId,
        /// Counts the statement's comments, from 1.
        number: u32,
        /// What it says.
        text: String,
        /// Whether its author cannot go along with the statement as it is.
        reservation: bool,
        /// Who wrote it.
        author: Author,
        /// The author's perspective group when it was written; none where the author is not stored.
        group: Option<String>,
        /// The attribution it was written under.
        attribution: Attribution,
    }
    /// A comment changed.
    CommentEdited = "comment_edited" {
        /// Which.
        comment: CommentId,
        /// What it says.
        text: String,
        /// Whether its author did it, known by the edit key alone.
        by_key: bool,
    }
    /// A comment was taken away.
    CommentDeleted = "comment_deleted" {
        /// Which.
        comment: CommentId,
        /// Whether its author did it, known by the edit key alone.
        by_key: bool,
    }

    // ── Links between notes ─────────────────────────────────────
    /// Two notes were linked.
    NotesLinked = "notes_linked" {
        /// The link's id.
        link: NoteLinkId,
        /// The board of both.
        board: BoardId,
        /// The note it goes out from.
        from: NoteId,
        /// The note it goes to.
        to: NoteId,
        /// How they hang together.
        kind: LinkKind,
    }
    /// A link was taken away.
    NotesUnlinked = "notes_unlinked" {
        /// Which.
        link: NoteLinkId,
    }

    // ── The report ──────────────────────────────────────────────
    /// Something was written into the report, or taken away from it.
    ReportTextWritten = "report_text_written" {
        /// What it is about.
        about: ReportSubject,
        /// What it says; empty = it was taken away.
        text: String,
    }
    /// The parts of the report were arranged.
    ReportArranged = "report_arranged" {
        /// Those that come first, in order.
        order: Vec<ReportPart>,
        /// Those that are left out.
        left_out: Vec<ReportPart>,
    }

    // ── Second thoughts ─────────────────────────────────────────
    /// Somebody took back their own last act.
    Undone = "undone" {
        /// Who.
        member: MemberId,
        /// The command that was taken back.
        command: CommandId,
        /// What things were before it.
        saved: Vec<Saved>,
    }
}

impl Event {
    /// The version of what [`encode`](Self::encode) writes. Raised with every change that older
    /// entries need to be rewritten for on reading.
    pub const VERSION: u16 = 1;

    /// Whether its log entry carries no actor and a time rounded to the step, because the author
    /// acted by an edit key alone.
    pub const fn is_anonymous(&self) -> bool {
        match self {
            Self::NotePosted { author, .. } | Self::EntryPosted { author, .. } | Self::CommentMade { author, .. } => {
                matches!(author, Author::Key(_))
            }
            Self::NoteEdited { by_key, .. }
            | Self::NotesMoved { by_key, .. }
            | Self::NoteDeleted { by_key, .. }
            | Self::NoteRestored { by_key, .. }
            | Self::LatePosted { by_key, .. }
            | Self::EntryEdited { by_key, .. }
            | Self::EntryDeleted { by_key, .. }
            | Self::EntryRestored { by_key, .. }
            | Self::CommentEdited { by_key, .. }
            | Self::CommentDeleted { by_key, .. } => *by_key,
            _ => false,
        }
    }

    /// The payload as the log keeps it: JSON, an object whose one key is the kind.
    pub fn encode(&self) -> String {
        serde_json::to_string(self).expect("events have string keys only")
    }

    /// Reads a payload of this kind.
    ///
    /// # Errors
    ///
    /// If it is not an event of this build, or not of the kind it says.
    pub fn decode(kind: &str, payload: &str) -> Result<Self, serde_json::Error> {
        let event: Self = serde_json::from_str(payload)?;
        if event.kind() == kind {
            Ok(event)
        } else {
            Err(serde::de::Error::custom(format!("an event of kind {} where {kind} was expected", event.kind())))
        }
    }
}
