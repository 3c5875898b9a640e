// The conversation between browser and server. Generated from the protocol crate by `make types`; do not edit.

/** How contributions are signed. Ordered from open to closed: it tightens, never loosens. */
export type Attribution = "named" | "perspective_only" | "anonymous";

/** One ballot. */
export type BallotId = string & { readonly __id: "BallotId" };

/** One of two scales. */
export type Axis = {
  /** What it measures, for instance "Impact". */
  title: string,
  /** What 1 means; may be empty. */
  low: string,
  /** What 5 means; may be empty. */
  high: string, };

/**
 * How people vote. What a mark may be, and how marks are counted, is one module:
 * `workshop/src/methods`.
 */
export type BallotMethod = { "by": "dots",
  /** Dots a person has; none = `clamp((N + 2) / 4, 3, 8)`, at most N / 2, for N options. */
  budget: number | null,
  /** Dots one person may put on one option. */
  cap: number, } | { "by": "fist_to_five",
  /** An option passes if nobody is at 0 and fewer than so many in a hundred are at 1 or 2. */
  low_percent: number, } | { "by": "gradients",
  /** From full endorsement down to a block. */
  labels: Array<string>, } | { "by": "scale",
  /** Words for 1 to 5; empty = numbers alone. */
  labels: Array<string>,
  /**
   * An option passes if at least so many in a hundred are at 4 or 5; none = nothing passes
   * or fails. It is fixed before the round.
   */
  pass_percent: number | null, } | { "by": "two_scales",
  /** The scale across. */
  across: Axis,
  /** The scale that goes up. */
  up: Axis,
  /**
   * Whether options are ranked by how far `up` exceeds `across` (importance against present
   * understanding); otherwise by how many put them high on both.
   */
  gap: boolean, } | { "by": "ranking",
  /** How many places there are. */
  places: number, } | { "by": "reactions",
  /** Turning-point dots a person has. */
  turning_points: number, };

/** What a ballot asks and how it counts. */
export type BallotSettings = {
  /** The question the ballot answers. */
  question: string,
  /** How people answer it. */
  method: BallotMethod,
  /** The ballot it repeats: a second round, compared with the first. */
  previous: BallotId | null, };

/** One board: a place for notes or timeline entries. */
export type BoardId = string & { readonly __id: "BoardId" };

/** What a board holds. */
export type BoardKind = "notes" | "iceberg" | "timeline" | "statements";

/** One cluster of notes. */
export type ClusterId = string & { readonly __id: "ClusterId" };

/** One column of a board: a heading, an iceberg level or a timeline lane. */
export type ColumnId = string & { readonly __id: "ColumnId" };

/** One comment on a statement. */
export type CommentId = string & { readonly __id: "CommentId" };

/** One entry of a timeline. */
export type EntryId = string & { readonly __id: "EntryId" };

/** How far somebody has looked up whether an entry is right. */
export type EntryState = "unverified" | "verified" | "disputed";

/**
 * The text of a timeline entry, as its author gives it.
 *
 * Dates are as exact as people know them: `1988`, `1988-10` or `1988-10-14`.
 */
export type EntryText = {
  /** The lane it belongs to. */
  lane: ColumnId,
  /** Further lanes it also belongs in; counted once, under `lane`. */
  also_in: Array<ColumnId>,
  /** When it was, or when it began. */
  start: string,
  /** When it ended, for a range; at least `start`. */
  end: string | null,
  /** What happened, in a line. */
  title: string,
  /** More about it; may be empty. */
  detail: string,
  /** Why it matters; may be empty. */
  why_it_matters: string,
  /** Where one can read it; may be empty. */
  source: string, };

/** One named span of a timeline. */
export type EraId = string & { readonly __id: "EraId" };

/** The text of an era: a named span over all lanes. */
export type EraText = {
  /** Its name. */
  name: string,
  /** When it begins: a year, month or day. */
  start: string,
  /** When it ends; none = still going on. */
  end: string | null,
  /** The story of these years in a paragraph; may be empty. */
  story: string, };

/** A level of the iceberg, from what anyone can see down to what nobody dares ask. */
export type IcebergLevel = "event" | "pattern" | "structure" | "mental_model";

/** One note. */
export type NoteId = string & { readonly __id: "NoteId" };

/** Something that came after its step was revealed. */
export type LateItem = { "kind": "note", "id": NoteId } | { "kind": "entry", "id": EntryId };

/** How one note hangs together with another. */
export type LinkKind = "sign_of" | "driven_by" | "raises";

/** One person (or one proxy entry) in a workshop. */
export type MemberId = string & { readonly __id: "MemberId" };

/** A column as it is first made. */
export type NewColumn = {
  /** Its id. */
  column: ColumnId,
  /** Its heading. */
  title: string,
  /** One line that helps people start; may be empty. */
  prompt: string,
  /** The iceberg level it stands for, on an iceberg board. */
  level: IcebergLevel | null, };

/** One option of a ballot. */
export type OptionId = string & { readonly __id: "OptionId" };

/** One statement that a table writes. */
export type StatementId = string & { readonly __id: "StatementId" };

/** Where an option comes from; its words are copied when the options are frozen. */
export type OptionSource = { "from": "cluster",
  /** The cluster. */
  cluster: ClusterId, } | { "from": "note",
  /** The note. */
  note: NoteId, } | { "from": "entry",
  /** The entry. */
  entry: EntryId, } | { "from": "statement",
  /** The statement. */
  statement: StatementId, } | { "from": "again",
  /** The option. */
  option: OptionId, } | { "from": "text",
  /** The words. */
  label: string, };

/** An option as a facilitator puts it on a ballot. */
export type NewOption = {
  /** Its id. */
  option: OptionId,
  /** Where its words come from. */
  source: OptionSource, };

/** One link between two notes. */
export type NoteLinkId = string & { readonly __id: "NoteLinkId" };

/** A family of perspectives; only groups are ever published. */
export type PerspectiveGroup = {
  /** Its name, unique in the workshop. Its place in the list gives its mark (letter, shape, ink). */
  name: string,
  /** The perspectives that belong to it, each unique in the workshop. */
  perspectives: Array<string>, };

/** An id without its type, as a record key carries it. */
export type RecordId = string;

/** The kinds of [`Record`]. */
export type RecordKind = "workshop" | "member" | "table" | "step" | "board" | "column" | "note" | "cluster" | "entry" | "era" | "ballot" | "option" | "result" | "statement" | "statement_version" | "comment" | "link" | "balance" | "consent" | "report_text" | "report_outline" | "act" | "seat" | "mine" | "paper" | "private_note" | "private_entry" | "table_note" | "private_statement";

/** Names a record: its kind and the 22 characters of its id. */
export type RecordKey = {
  /** The kind. */
  kind: RecordKind,
  /** The id, whatever it is an id of. */
  id: RecordId, };

/** What a section of a report is about. */
export type ReportPart = "summary" | "method" | "insights" | "themes" | "priorities" | "agreement" | "recommendations" | "timeline" | "next_steps" | "notes" | "merges" | "ballots" | "participants" | "glossary" | "limits" | "private";

/** What a facilitator's text in the report is about. */
export type ReportSubject = { "about": "part",
  /** The section. */
  part: ReportPart, } | { "about": "cluster",
  /** The cluster. */
  cluster: ClusterId, };

/** What somebody does in a workshop. What each may do is one table: `workshop/src/roles.rs`. */
export type Role = "lead" | "co_facilitator" | "theme_team" | "table_host" | "participant" | "observer" | "wall";

/** How people are spread over the tables. */
export type Seating = "random" | "balanced";

/** One step of the agenda. */
export type StepId = string & { readonly __id: "StepId" };

/** What a step is for; it decides what participants can do. */
export type StepKind = "talk" | "write" | "table" | "cluster" | "ballot" | "timeline" | "draft";

/** Who sees what is written while it is written. */
export type Writing = "open" | "private";

/** All that a facilitator sets about a step. */
export type StepSettings = {
  /** What the step is for. */
  kind: StepKind,
  /** A short name for the agenda. */
  title: string,
  /** The one question the step answers; may be empty. */
  focus_question: string,
  /** Planned length in minutes; 0 = not planned. */
  minutes: number,
  /** The board it works on, where its kind needs one. */
  board: BoardId | null,
  /** The ballot it runs, where its kind is `ballot`. */
  ballot: BallotId | null,
  /** Whether what is written stays private until the reveal. */
  writing: Writing,
  /** A stricter attribution than the workshop's, for this step only. */
  attribution: Attribution | null,
  /** How many notes or entries each person may post in this step; none = no limit of its own. */
  note_limit: number | null,
  /** How many cards each table may post in this step; none = no limit of its own. */
  post_limit: number | null,
  /** Practice: what is written in it is left out of results. */
  practice: boolean,
  /** Whether the clock starts when the room comes in; otherwise a facilitator starts it. */
  clock_starts: boolean,
  /** Whether the room goes on to the next step by itself when the time is up. */
  advance: boolean,
  /** Whether clusters are named here by the tables they are assigned to. */
  naming: boolean, };

/** One table: a group of people who sit together. */
export type TableId = string & { readonly __id: "TableId" };

/** What walls show. */
export type WallMode = "live" | "frozen" | "blank";

/**
 * A wish. It is decided once; sent again under the same command id it gets the same answer.
 *
 * Where a field `after` is none, the thing comes first in its list unless its doc says otherwise.
 */
export type Command = { "type": "edit_workshop",
  /** The new title. */
  title: string,
  /** The new purpose; may be empty. */
  purpose: string, } | { "type": "tighten_attribution",
  /** The new floor; at least as strict as the present one. */
  attribution: Attribution, } | { "type": "set_door",
  /** Whether people can come in. */
  open: boolean, } | { "type": "set_perspectives",
  /** The groups in their order. */
  groups: Array<PerspectiveGroup>, } | { "type": "edit_member",
  /** Whose. */
  member: MemberId,
  /** The new name. */
  name: string,
  /** The new perspective; none = not given. */
  perspective: string | null, } | { "type": "give_consent",
  /** Whether one's name may stand in the list of participants. */
  listed: boolean,
  /** Whether one's words may be quoted, under the workshop's attribution. */
  quoted: boolean, } | { "type": "set_role",
  /** Whose. */
  member: MemberId,
  /** The new role; not `wall`, which belongs to screens. */
  role: Role, } | { "type": "remove_member",
  /** Who leaves. */
  member: MemberId, } | { "type": "merge_seats",
  /** The seat that ends. */
  from: MemberId,
  /** The seat that stays. */
  into: MemberId, } | { "type": "mute",
  /** Who; nobody who facilitates. */
  member: MemberId,
  /** Whether they only read and vote. */
  muted: boolean, } | { "type": "take_lead", } | { "type": "add_proxy",
  /** The new member's id. */
  member: MemberId,
  /** Their name. */
  name: string,
  /** Their perspective; none = not given. */
  perspective: string | null, } | { "type": "add_table",
  /** Its id. */
  table: TableId,
  /** Its name, for instance "4". */
  name: string, } | { "type": "edit_table",
  /** Which. */
  table: TableId,
  /** The new name. */
  name: string, } | { "type": "remove_table",
  /** Which. */
  table: TableId, } | { "type": "assign_table",
  /** Who. */
  members: Array<MemberId>,
  /** Where. */
  table: TableId | null, } | { "type": "seat_everybody",
  /** How. */
  how: Seating, } | { "type": "add_step",
  /** Its id. */
  step: StepId,
  /** The step it follows. */
  after: StepId | null,
  /** What it is. */
  settings: StepSettings, } | { "type": "edit_step",
  /** Which. */
  step: StepId,
  /** What it is from now on. */
  settings: StepSettings, } | { "type": "move_step",
  /** Which. */
  step: StepId,
  /** The step it follows from now on. */
  after: StepId | null, } | { "type": "remove_step",
  /** Which. */
  step: StepId, } | { "type": "enter_step",
  /** Which. */
  step: StepId, } | { "type": "reveal_step",
  /** Which. */
  step: StepId, } | { "type": "skip_step",
  /** Which. */
  step: StepId,
  /** Whether it is left out. */
  skipped: boolean, } | { "type": "call_time",
  /** In which step. */
  step: StepId, } | { "type": "cancel_call",
  /** In which step. */
  step: StepId, } | { "type": "start_clock", } | { "type": "pause_clock", } | { "type": "add_time",
  /** How much; negative = take. */
  seconds: number, } | { "type": "set_lock",
  /** Whether it is locked. */
  locked: boolean, } | { "type": "set_spotlight",
  /** A note, cluster, entry or option that the room may see. */
  item: RecordKey | null, } | { "type": "set_wall",
  /** What. */
  mode: WallMode, } | { "type": "add_board",
  /** Its id. */
  board: BoardId,
  /** What it holds. */
  kind: BoardKind,
  /** Its title. */
  title: string,
  /** Its columns in their order; an iceberg has its four levels. */
  columns: Array<NewColumn>, } | { "type": "edit_board",
  /** Which. */
  board: BoardId,
  /** The new title. */
  title: string, } | { "type": "add_column",
  /** Of which board. */
  board: BoardId,
  /** The column. */
  column: NewColumn, } | { "type": "edit_column",
  /** Which. */
  column: ColumnId,
  /** The new heading. */
  title: string,
  /** The new prompt. */
  prompt: string, } | { "type": "post_note",
  /** Its id. */
  note: NoteId,
  /** The step it is written in. */
  step: StepId,
  /** Where on the step's board. */
  column: ColumnId,
  /** Its text. */
  text: string,
  /**
   * Whether its author saw the step as private when writing. Arriving after the
   * reveal, such a note waits in the author's tray.
   */
  private: boolean,
  /** Present in anonymous steps only: the key that will prove authorship. */
  edit_key: string | null, } | { "type": "edit_note",
  /** Which. */
  note: NoteId,
  /** The text version the change was based on. */
  based_on: number,
  /** The new text. */
  text: string,
  /** The note's edit key, if it was written anonymously. */
  edit_key: string | null, } | { "type": "move_notes",
  /** Which, in their new order. */
  notes: Array<NoteId>,
  /** Where. */
  column: ColumnId,
  /** The note they follow there. */
  after: NoteId | null,
  /** The note's edit key, if its author moves an anonymous note by itself. */
  edit_key: string | null, } | { "type": "delete_note",
  /** Which. */
  note: NoteId,
  /** The note's edit key, if it was written anonymously. */
  edit_key: string | null, } | { "type": "restore_note",
  /** Which. */
  note: NoteId,
  /** The note's edit key, if it was written anonymously. */
  edit_key: string | null, } | { "type": "post_late",
  /** What waits. */
  item: LateItem,
  /** Its edit key, if it was written anonymously. */
  edit_key: string | null, } | { "type": "merge_notes",
  /** The new note's id. */
  note: NoteId,
  /** The notes it is made of; it stands where the first stood. */
  notes: Array<NoteId>,
  /** The new note's text. */
  text: string, } | { "type": "unmerge_note",
  /** Which. */
  note: NoteId, } | { "type": "park_notes",
  /** Which. */
  notes: Array<NoteId>, } | { "type": "return_notes",
  /** Which. */
  notes: Array<NoteId>, } | { "type": "set_aside",
  /** Which. */
  note: NoteId,
  /** The reason its author reads. */
  reason: string, } | { "type": "hand_to_tables",
  /** The table step. */
  step: StepId, } | { "type": "post_cards",
  /** Which. */
  notes: Array<NoteId>, } | { "type": "unpost_cards",
  /** Which. */
  notes: Array<NoteId>, } | { "type": "make_cluster",
  /** Its id. */
  cluster: ClusterId,
  /** On which board. */
  board: BoardId,
  /** Its name; may be empty: not named yet. */
  name: string,
  /** Its notes in order. */
  notes: Array<NoteId>,
  /** The cluster it follows; none = last. */
  after: ClusterId | null, } | { "type": "name_cluster",
  /** Which. */
  cluster: ClusterId,
  /** The name's version the change was based on. */
  based_on: number,
  /** The new name. */
  name: string, } | { "type": "assign_naming",
  /** Which cluster. */
  cluster: ClusterId,
  /** The table; none = whoever may name clusters. */
  table: TableId | null, } | { "type": "place_notes",
  /** Which, in their new order. */
  notes: Array<NoteId>,
  /** Where; none = into no cluster. */
  cluster: ClusterId | null,
  /** The note they follow there; none = last. */
  after: NoteId | null, } | { "type": "merge_clusters",
  /** The ones that go. */
  from: Array<ClusterId>,
  /** The one that stays, with its name. */
  into: ClusterId, } | { "type": "split_cluster",
  /** The cluster to split. */
  cluster: ClusterId,
  /** The new cluster's id. */
  new: ClusterId,
  /** The new cluster's name; may be empty. */
  name: string,
  /** The notes that go with it; some must stay. */
  notes: Array<NoteId>, } | { "type": "dissolve_cluster",
  /** Which. */
  cluster: ClusterId, } | { "type": "move_cluster",
  /** Which. */
  cluster: ClusterId,
  /** The cluster it follows; none = first. */
  after: ClusterId | null, } | { "type": "add_ballot",
  /** Its id. */
  ballot: BallotId,
  /** How it counts. */
  settings: BallotSettings, } | { "type": "edit_ballot",
  /** Which. */
  ballot: BallotId,
  /** How it counts. */
  settings: BallotSettings, } | { "type": "freeze_options",
  /** Of which ballot. */
  ballot: BallotId,
  /** The options, in the ballot's order. */
  options: Array<NewOption>, } | { "type": "unfreeze_options",
  /** Of which ballot. */
  ballot: BallotId, } | { "type": "open_ballot",
  /** Which. */
  ballot: BallotId,
  /** The options, in the ballot's order; empty where they have been frozen. */
  options: Array<NewOption>, } | { "type": "vote",
  /** Which ballot. */
  ballot: BallotId,
  /** Marks on options, as the method says; what one leaves out is left out. */
  marks: { [key in OptionId]: Array<number> },
  /** What one wants to say about one's mark, in a line. */
  reasons: { [key in OptionId]: string }, } | { "type": "close_ballot",
  /** Which. */
  ballot: BallotId, } | { "type": "post_entry",
  /** Its id. */
  entry: EntryId,
  /** The step it is written in. */
  step: StepId,
  /** What it says. */
  text: EntryText,
  /** Whether its author saw the step as private when writing. */
  private: boolean,
  /** Present in anonymous steps only. */
  edit_key: string | null, } | { "type": "edit_entry",
  /** Which. */
  entry: EntryId,
  /** The text version the change was based on. */
  based_on: number,
  /** What it says from now on. */
  text: EntryText,
  /** The entry's edit key, if it was written anonymously. */
  edit_key: string | null, } | { "type": "delete_entry",
  /** Which. */
  entry: EntryId,
  /** The entry's edit key, if it was written anonymously. */
  edit_key: string | null, } | { "type": "restore_entry",
  /** Which. */
  entry: EntryId,
  /** The entry's edit key, if it was written anonymously. */
  edit_key: string | null, } | { "type": "add_era",
  /** Its id. */
  era: EraId,
  /** On which timeline. */
  board: BoardId,
  /** What it says. */
  text: EraText, } | { "type": "edit_era",
  /** Which. */
  era: EraId,
  /** The text version the change was based on. */
  based_on: number,
  /** What it says from now on. */
  text: EraText, } | { "type": "remove_era",
  /** Which. */
  era: EraId, } | { "type": "set_entry_state",
  /** Which entry. */
  entry: EntryId,
  /** What came of it. */
  state: EntryState,
  /** What was found, or what is in dispute; may be empty. */
  remark: string, } | { "type": "add_statement",
  /** Its id. */
  statement: StatementId,
  /** The step it is written in. */
  step: StepId,
  /** What it says so far. */
  text: { [key in ColumnId]: string }, } | { "type": "take_pen",
  /** Of which statement. */
  statement: StatementId, } | { "type": "give_pen",
  /** Of which statement. */
  statement: StatementId,
  /** To whom. */
  to: MemberId, } | { "type": "release_pen",
  /** Of which statement. */
  statement: StatementId, } | { "type": "ask_for_pen",
  /** Of which statement. */
  statement: StatementId, } | { "type": "withdraw_ask",
  /** Of which statement. */
  statement: StatementId, } | { "type": "answer_ask",
  /** Of which statement. */
  statement: StatementId,
  /** Whether they get it; else it stays for now. */
  hand_over: boolean, } | { "type": "edit_statement",
  /** Which. */
  statement: StatementId,
  /** The text version the change was based on. */
  based_on: number,
  /** What it says from now on. */
  text: { [key in ColumnId]: string }, } | { "type": "delete_statement",
  /** Which. */
  statement: StatementId, } | { "type": "restore_statement",
  /** Which. */
  statement: StatementId, } | { "type": "comment",
  /** The comment's id. */
  comment: CommentId,
  /** The statement. */
  on: StatementId,
  /** The step it is written in. */
  step: StepId,
  /** What it says. */
  text: string,
  /** Whether the asker cannot go along with the statement as it is. */
  reservation: boolean,
  /** Present in anonymous steps only: the key that will prove authorship. */
  edit_key: string | null, } | { "type": "edit_comment",
  /** Which. */
  comment: CommentId,
  /** The text version the change was based on. */
  based_on: number,
  /** What it says from now on. */
  text: string,
  /** The comment's edit key, if it was written anonymously. */
  edit_key: string | null, } | { "type": "delete_comment",
  /** Which. */
  comment: CommentId,
  /** The comment's edit key, if it was written anonymously. */
  edit_key: string | null, } | { "type": "link_notes",
  /** The link's id. */
  link: NoteLinkId,
  /** The note it goes out from. */
  from: NoteId,
  /** The note it goes to. */
  to: NoteId,
  /** How they hang together. */
  kind: LinkKind, } | { "type": "unlink_notes",
  /** Which. */
  link: NoteLinkId, } | { "type": "write_report_text",
  /** What it is about. */
  about: ReportSubject,
  /** What it says from now on; empty = it is taken away. */
  text: string,
  /** The text version the change was based on; 0 = there was none. */
  text_version: number, } | { "type": "arrange_report",
  /** The parts that come first, in this order; those that it does not name follow as they would without it. */
  order: Array<ReportPart>,
  /** The parts that are left out; they may have a place in the order, for when they are taken in again. */
  left_out: Array<ReportPart>, } | { "type": "undo", };

/** One command, chosen by the client that sends it and kept as long as the room. */
export type CommandId = string & { readonly __id: "CommandId" };

/** A wish, with its name. */
export type CommandMessage = {
  /** The command's id, chosen by the client and kept for every repetition. */
  id: CommandId,
  /** For which of the session's members it speaks; none = the first. */
  as: MemberId | null,
  /** The wish. */
  body: Command, };

/** The fingerprint: 64 buckets of XORed revisions; 1,024 hexadecimal digits on the wire. */
export type Digest = string;

/** Who I am, and what I already hold. */
export type Hello = {
  /** The version of the conversation the client speaks. */
  version: number,
  /** The session token: the workshop's id, a dot, and 256 secret bits. */
  credential: string,
  /** A fingerprint of the records held from before; none = I hold nothing. */
  digest: Digest | null,
  /**
   * The last command that was acknowledged to me. A server that does not know it has lost
   * history, and says so.
   */
  last_acked: CommandId | null,
  /** Edit keys of notes I wrote anonymously, so that I get those nobody else sees yet. */
  edit_keys: Array<string>, };

/** What others may know of me in passing. */
export type Presence = {
  /** The step in which I say that I have finished. */
  finished: StepId | null, };

/** A message from a client. The first is `hello`; the server waits five seconds for it. */
export type ClientMessage = { "type": "hello" } & Hello | { "type": "command" } & CommandMessage | { "type": "presence" } & Presence | { "type": "digest",
  /** The fingerprint. */
  digest: Digest, } | { "type": "ping", };

/** What a facilitator did. The words are the screen's. */
export type Act = "workshop_edited" | "attribution_tightened" | "door_opened" | "door_closed" | "code_changed" | "perspectives_set" | "link_made" | "link_ended" | "let_in" | "way_back_ended" | "member_edited" | "role_set" | "member_removed" | "seats_merged" | "muted" | "unmuted" | "lead_taken" | "proxy_added" | "table_added" | "table_renamed" | "table_removed" | "seated" | "everybody_seated" | "step_added" | "step_edited" | "step_moved" | "step_removed" | "step_entered" | "step_skipped" | "step_kept" | "time_called" | "call_taken_back" | "clock_started" | "clock_paused" | "time_changed" | "locked" | "unlocked" | "pointed_at" | "pointed_at_nothing" | "walls_live" | "walls_frozen" | "walls_blank" | "revealed" | "handed_to_tables" | "board_added" | "board_renamed" | "column_added" | "column_edited" | "note_edited" | "note_deleted" | "note_restored" | "set_aside" | "notes_parked" | "notes_returned" | "notes_merged" | "note_unmerged" | "ballot_added" | "ballot_edited" | "options_frozen" | "options_unfrozen" | "ballot_opened" | "ballot_closed" | "entry_edited" | "entry_deleted" | "entry_restored" | "statement_deleted" | "statement_restored" | "comment_edited" | "comment_deleted" | "taken_back";

/** One act of a facilitator in the list of acts. */
export type ActId = string & { readonly __id: "ActId" };

/** Facilitators only: something a facilitator did. */
export type ActRecord = {
  /** Its id; of what falls out of the list it is given to what comes in. */
  id: ActId,
  /** Orders the acts as they were done. */
  number: number,
  /** When. */
  at: number,
  /** Who. */
  by: MemberId,
  /** Their name then. */
  who: string,
  /** What. */
  what: Act,
  /** What was taken back, of [`Act::TakenBack`]. */
  took_back?: Act,
  /** The note, entry, statement, comment or option it was done to, as long as facilitators see it. */
  on?: RecordKey,
  /** What the person, step, table, board, column or ballot was called then. */
  name?: string,
  /** The reason, table, role or attribution. */
  detail?: string,
  /** How many, of several. */
  count?: number, };

/** One group's part in a [`BalanceRecord`]. */
export type BalanceGroup = {
  /** The group; none = all others together. */
  name: string | null,
  /** Its people. */
  people: number,
  /** The notes signed with it. */
  notes: number,
  /**
   * The share of all dots on signed notes that its notes received, 0 to 1000; an option's dots
   * belong to its notes in equal parts. None before a ballot with dots closed on them.
   */
  dots: number | null, };

/**
 * Facilitators only: how a board's readable notes are spread over the people. Worked out from what
 * those notes are signed with and from closed ballots, so that it tells nothing else.
 */
export type BalanceRecord = {
  /** The board. */
  id: BoardId,
  /** People of the room: those who could vote. */
  people: number,
  /** How many of them have a note here that bears their name; none where no note bears one. */
  contributed: number | null,
  /**
   * The participation balance, 0 to 1000: one wrote everything, all wrote as much. None where no
   * note bears a name, and with fewer than five people.
   */
  evenness: number | null,
  /** Readable notes whose group is known. */
  signed: number,
  /** Readable notes that are not counted: nobody signed them, or nobody who votes. */
  left_out: number,
  /**
   * The groups in the workshop's order, small ones together; empty in a room that is too small
   * to be split.
   */
  groups: Array<BalanceGroup>, };

/** Where a ballot stands. It moves forward, except that frozen options can be let go again. */
export type BallotState = "prepared" | "frozen" | "open" | "closed";

/** A ballot; its papers are nobody's business but their owners'. */
export type BallotRecord = {
  /** Its id. */
  id: BallotId,
  /** How it counts. */
  settings: BallotSettings,
  /** Dots or places a person has, once people vote; none on scales. */
  effective_budget: number | null,
  /** Where it stands. */
  state: BallotState, };

/** A board. */
export type BoardRecord = {
  /** Its id. */
  id: BoardId,
  /** What it holds. Called so because `kind` names the record's own kind. */
  holds: BoardKind,
  /** Its title. */
  title: string, };

/** A cluster. */
export type ClusterRecord = {
  /** Its id. */
  id: ClusterId,
  /** The board it is on. */
  board: BoardId,
  /** Its place on the board. */
  rank: number,
  /** Its name, a sentence; empty = not named yet. */
  name: string,
  /** Counts the name's versions, from 1. */
  name_version: number,
  /** The table that finds its name; none = any. */
  naming: TableId | null, };

/** A column: a heading, a level or a lane. */
export type ColumnRecord = {
  /** Its id. */
  id: ColumnId,
  /** The board it belongs to. */
  board: BoardId,
  /** Its place on the board. */
  rank: number,
  /** Its heading. */
  title: string,
  /** One line that helps people start; may be empty. */
  prompt: string,
  /** The iceberg level it stands for. */
  level: IcebergLevel | null, };

/** How one note or entry is signed for the one who looks. */
export type Signature = { "signed": "named",
  /** Who wrote it. */
  member: MemberId,
  /** Their name when it was written down here. */
  name: string,
  /** Their perspective group, where they gave one. */
  group: string | null, } | { "signed": "group",
  /** The perspective group. */
  group: string, } | { "signed": "nobody" };

/** Something said about a statement, beside its text. */
export type CommentRecord = {
  /** Its id. */
  id: CommentId,
  /** The statement it is about. */
  on: StatementId,
  /** The step it was written in. */
  step: StepId,
  /** Counts the statement's comments, from 1. */
  number: number,
  /** What it says. */
  text: string,
  /** Counts the text's versions, from 1. */
  text_version: number,
  /** Whether somebody cannot go along with the statement as it is, and says why. */
  reservation: boolean,
  /** Who wrote it, as far as the viewer may know. */
  by: Signature, };

/** What somebody has agreed to; they may change it at any time. */
export type Consent = {
  /** Their name may stand in the list of participants. */
  listed: boolean,
  /** Their words may be quoted, signed as the workshop's attribution allows and no further. */
  quoted: boolean, };

/** Facilitators only: what somebody has answered. Who has not been asked, or has not answered, has none. */
export type ConsentRecord = {
  /** Whose answer it is. */
  id: MemberId,
  /** The answer. */
  says: Consent, };

/** What came of looking an entry up. */
export type EntryCheck = {
  /** What came of it. */
  state: EntryState,
  /** What whoever looked it up found, or what is in dispute; may be empty. */
  remark: string,
  /** The version of the entry's text that was looked up; 0 = none was. */
  of_version: number, };

/** A timeline entry everybody of this audience may see. */
export type EntryRecord = {
  /** Its id. */
  id: EntryId,
  /** The timeline it is on. */
  board: BoardId,
  /** The step it was written in. */
  step: StepId,
  /** What it says. */
  text: EntryText,
  /** Counts the text's versions, from 1. */
  text_version: number,
  /** Who wrote it, as far as the viewer may know. */
  by: Signature,
  /** What came of looking it up. */
  check: EntryCheck,
  /** Deleted, and shown to facilitators so that they can restore it. */
  deleted: boolean, };

/** An era of a timeline. */
export type EraRecord = {
  /** Its id. */
  id: EraId,
  /** The timeline it is on. */
  board: BoardId,
  /** What it says. */
  text: EraText,
  /** Counts the text's versions, from 1. */
  text_version: number, };

/** A link between two notes of an iceberg. */
export type LinkRecord = {
  /** Its id. */
  id: NoteLinkId,
  /** The board of both notes. */
  board: BoardId,
  /** The note it goes out from. */
  from: NoteId,
  /** The note it goes to. */
  to: NoteId,
  /** How they hang together. Called so because `kind` names the record's own kind. */
  says: LinkKind, };

/** A member, as much of them as the viewer may know. */
export type MemberRecord = {
  /** Their id. */
  id: MemberId,
  /** Their name, where the viewer may know it. */
  name: string | null,
  /** What they do here. */
  role: Role,
  /** Their perspective, where the viewer may know it. */
  perspective: string | null,
  /** Their perspective group. */
  group: string | null,
  /** Their table. */
  table: TableId | null,
  /** Whether somebody else's device speaks for them. */
  proxy: boolean,
  /** Whether they only read and vote; told to facilitators alone. */
  muted: boolean, };

/** Somebody asks for a pen. */
export type PenAsk = {
  /** Of which statement. */
  statement: StatementId,
  /** Who, where names are shown. */
  by: MemberId | null, };

/** Personal: what is visible to all and mine to edit. */
export type MineRecord = {
  /** My member id. */
  id: MemberId,
  /** Notes I may edit, in id order. */
  notes: Array<NoteId>,
  /** Entries I may edit, in id order. */
  entries: Array<EntryId>,
  /** Comments I may edit, in id order. */
  comments: Array<CommentId>,
  /** Statements whose pen I hold, in id order. */
  pens: Array<StatementId>,
  /** Statements whose pen I ask for, in id order. */
  asked: Array<StatementId>,
  /** Who asks for a pen that I hold: statement by statement, whoever asked first first. */
  asks: Array<PenAsk>, };

/** Where a note is kept. Only what is on the board has a place there. */
export type Shelf = { "on": "board" } | { "on": "table" } | { "on": "annex" } | { "on": "parked" } | { "on": "set_aside",
  /** Why, in words. */
  reason: string, } | { "on": "merged",
  /** The note it is part of. */
  into: NoteId, };

/** A note everybody of this audience may see. */
export type NoteRecord = {
  /** Its id. */
  id: NoteId,
  /** The board it is on. */
  board: BoardId,
  /** The step it was written in. */
  step: StepId,
  /** Its column. */
  column: ColumnId,
  /** Its cluster. */
  cluster: ClusterId | null,
  /** Where it is kept. */
  shelf: Shelf,
  /** Its place: within its cluster, or within its column while in none; 0 off the board. */
  rank: number,
  /** Its text. */
  text: string,
  /** Counts the text's versions, from 1. */
  text_version: number,
  /** Who wrote it, as far as the viewer may know. */
  by: Signature,
  /** The author's table, where names are shown. */
  table: TableId | null,
  /** Deleted, and shown to facilitators so that they can restore it. */
  deleted: boolean, };

/** A frozen option: a copy, whatever happens to what it was copied from. */
export type OptionRecord = {
  /** Its id. */
  id: OptionId,
  /** Its ballot. */
  ballot: BallotId,
  /** Its place in the ballot's order; each voter reads the list in an order of their own. */
  place: number,
  /** Its words. */
  label: string,
  /** The cluster it was copied from. */
  cluster: ClusterId | null,
  /** The notes it stood for when it was frozen. */
  notes: Array<NoteId>,
  /** The timeline entry it was copied from. */
  entry: EntryId | null,
  /** The statement it was copied from. */
  statement: StatementId | null,
  /** The option of the round before that it repeats. */
  again: OptionId | null, };

/** One person's paper in one ballot; derived from both. */
export type PaperId = string & { readonly __id: "PaperId" };

/** Personal: my paper in a ballot, as last handed in. */
export type PaperRecord = {
  /** Its id. */
  id: PaperId,
  /** Whose it is. */
  member: MemberId,
  /** The ballot. */
  ballot: BallotId,
  /** Marks on options. */
  marks: { [key in OptionId]: Array<number> },
  /** What I said about them. */
  reasons: { [key in OptionId]: string }, };

/** Why something of mine is seen by nobody else. */
export type Hidden = "until_reveal" | "late" | "at_table" | "set_aside";

/** Personal: a timeline entry of mine that nobody else sees yet. */
export type PrivateEntryRecord = {
  /** Its id; once shown to all it is an entry with the same id. */
  id: EntryId,
  /** The step it was written in. */
  step: StepId,
  /** What it says. */
  text: EntryText,
  /** Counts the text's versions, from 1. */
  text_version: number,
  /** Why nobody else sees it. */
  hidden: Hidden, };

/** Personal: a note of mine that nobody else sees yet. */
export type PrivateNoteRecord = {
  /** Its id; once shown to all it is a note with the same id. */
  id: NoteId,
  /** The step it was written in. */
  step: StepId,
  /** Its column. */
  column: ColumnId,
  /** Its text. */
  text: string,
  /** Counts the text's versions, from 1. */
  text_version: number,
  /** Why nobody else sees it. */
  hidden: Hidden,
  /** Why a facilitator set it aside. */
  reason: string | null,
  /** Orders my notes as I wrote them. */
  order: number, };

/** One kept version of a statement; derived from both. */
export type VersionId = string & { readonly __id: "VersionId" };

/** What a statement said when its pen was laid down or handed over, or when people voted on it. */
export type StatementVersionRecord = {
  /** Its id. */
  id: VersionId,
  /** The statement. */
  statement: StatementId,
  /** Counts the statement's kept versions, from 1. */
  number: number,
  /** What it said. */
  text: { [key in ColumnId]: string },
  /** When it was kept. */
  at: number, };

/** Personal: a statement of my table that nobody else sees yet. */
export type PrivateStatementRecord = {
  /** Its id; once shown to all it is a statement with the same id. */
  id: StatementId,
  /** The board it is on. */
  board: BoardId,
  /** The step it was begun in. */
  step: StepId,
  /** The table it belongs to. */
  table: TableId | null,
  /** Its place on the board. */
  rank: number,
  /** What it says. */
  text: { [key in ColumnId]: string },
  /** Counts the text's versions, from 1. */
  text_version: number,
  /** Whether somebody holds its pen. */
  held: boolean,
  /** Who holds its pen, where names are shown. */
  pen: MemberId | null,
  /** Its kept versions, oldest first. */
  versions: Array<StatementVersionRecord>, };

/** One workshop; also the name of its room and of its log. */
export type WorkshopId = string & { readonly __id: "WorkshopId" };

/** Facilitators only: how they arranged the report; none while nobody did. */
export type ReportOutlineRecord = {
  /** The workshop's id. */
  id: WorkshopId,
  /** The parts that come first, in this order; those that it does not name follow as they would without it. */
  order: Array<ReportPart>,
  /** The parts that are left out; they keep their place in the order. */
  left_out: Array<ReportPart>, };

/** One text of the report; derived from what it is about. */
export type ReportTextId = string & { readonly __id: "ReportTextId" };

/** Facilitators only: what they wrote into the report about something. */
export type ReportTextRecord = {
  /** Its id; it follows from what the text is about. */
  id: ReportTextId,
  /** What it is about. */
  about: ReportSubject,
  /** What it says; never empty. */
  text: string,
  /** Counts the versions of the text. */
  text_version: number, };

/** Something a voter wrote beside a mark, without a name. */
export type Reason = {
  /** The mark it explains; empty = the option was left out. */
  marks: Array<number>,
  /** What they wrote. */
  text: string, };

/** What a figure is called by, for people to talk about; the rules are in the domain paper. */
export type ResultLabel = "common_ground" | "one_group_priority" | "hidden_consensus" | "divided" | "group_divided";

/** How the marks on one scale are spread: never a mean. */
export type Spread = {
  /** The value of the first count. */
  least: number,
  /** How many people gave each value, from `least` on. */
  counts: Array<number>,
  /** The middle of the people's values; none if nobody gave one, and where values have no order. */
  median: number | null,
  /** Where the middle half of the people begins and ends. */
  middle_half: [number, number] | null,
  /**
   * Consensus after Tastle and Wierman: 0 (half at each end) to 1000 (all at one value).
   * Polarisation is what is missing to 1000.
   */
  consensus: number | null,
  /** The median in each column of [`Tally::groups`]; none where fewer than three of them gave a value. */
  group_medians: Array<number | null>, };

/** What one option received. */
export type OptionTally = {
  /** The option. */
  option: OptionId,
  /** Its rank, from 1; options that are equal by the ballot's rule share one. */
  rank: number,
  /**
   * How many people chose it: gave it dots, a place or a turning point; on scales, how many
   * are in favour (the upper end; 3 to 5 fingers; high on both scales, or a gap above zero).
   */
  people: number,
  /** How many people marked it at all; the others left it out. */
  marked: number,
  /** Dots it received; in a ranking its points, the first place counting most; 0 on scales. */
  dots: number,
  /** `people` in each column of [`Tally::groups`], in that order. */
  by_group: Array<number>,
  /**
   * How the marks are spread, one for each scale; none for dots. For a ranking, how many put
   * it on each place; for reactions, how many called it a high and a low point.
   */
  spreads: Array<Spread>,
  /** The middle of how far each person put `up` above `across`. */
  gap: number | null,
  /** Whether it passes, where the method has a rule for that. */
  passes: boolean | null,
  /** What it is called by. */
  labels: Array<ResultLabel>,
  /** How far groups differ over it: 0 to 1000 (η²); none where nothing is split. */
  between_groups: number | null,
  /** How far it carries across groups: 0 to 1000 (a geometric mean); none where nothing is split. */
  across_groups: number | null,
  /** How many of those who voted in both rounds marked it otherwise. */
  changed: number | null,
  /** What people wrote beside their marks, in no order that tells of them. */
  reasons: Array<Reason>, };

/** Two rounds compared. */
export type RoundsCompared = {
  /** How many voted in both. */
  both: number,
  /** How many of them marked some option otherwise. */
  changed: number, };

/** A column of the breakdown by perspective group. */
export type TallyGroup = {
  /** The group's name, or none for "other groups": the small groups folded into one. */
  name: string | null,
  /** How many of its people voted. */
  voted: number, };

/** A closed ballot, counted once, when it closed. */
export type Tally = {
  /** People who could have voted. */
  eligible: number,
  /** People who did, empty papers included. */
  voted: number,
  /** Dots or places each had; 0 on scales. */
  budget: number,
  /** The breakdown's columns; empty if the room is too small to be split at all. */
  groups: Array<TallyGroup>,
  /** Every option, best first; options that share a rank keep the ballot's order. */
  options: Array<OptionTally>,
  /**
   * Pairs of neighbouring options whose order is too close to call: |b − c| ≤ √(b + c),
   * where b prefer the first and c the second (domain paper, section 7).
   */
  close_calls: Array<[OptionId, OptionId]>,
  /**
   * The number of equally strong priorities that would be as focused as this count; none on
   * scales.
   */
  effective_priorities: number | null,
  /**
   * This round against the one before; none without one, and where fewer than three voted in
   * both.
   */
  rounds: RoundsCompared | null, };

/** The result of a closed ballot. */
export type ResultRecord = {
  /** The ballot's id. */
  id: BallotId,
  /** The count. */
  tally: Tally, };

/** Something a member may do now; screens offer only these. */
export type Right = "facilitate" | "edit_all" | "appoint_facilitators" | "write_notes" | "work_at_table" | "cluster" | "vote" | "write_entries" | "write_statements" | "comment" | "export";

/** Personal: who I am here and what I may do now. */
export type SeatRecord = {
  /** My member id. */
  id: MemberId,
  /** My name. */
  name: string,
  /** My role. */
  role: Role,
  /** My perspective. */
  perspective: string | null,
  /** My perspective group. */
  group: string | null,
  /** My table. */
  table: TableId | null,
  /** Whether a facilitator lets me only read and vote. */
  muted: boolean,
  /** What I have agreed to; none = I have not answered. */
  consent: Consent | null,
  /** What I may do now. */
  may: Array<Right>,
  /** How many more notes or entries I may post in the current step; none = no such limit. */
  notes_left: number | null,
  /** Whether there is an act of mine that `undo` would take back. */
  can_undo: boolean, };

/** A statement everybody of this audience may see. */
export type StatementRecord = {
  /** Its id. */
  id: StatementId,
  /** The board it is on, whose columns are its fields. */
  board: BoardId,
  /** The step it was begun in. */
  step: StepId,
  /** The table it belongs to; none = to the whole room. */
  table: TableId | null,
  /** Its place on the board. */
  rank: number,
  /** What it says. */
  text: { [key in ColumnId]: string },
  /** Counts the text's versions, from 1. */
  text_version: number,
  /** Whether somebody holds its pen. */
  held: boolean,
  /** Who holds its pen, where names are shown. */
  pen: MemberId | null,
  /** Deleted, and shown to facilitators so that they can restore it. */
  deleted: boolean, };

/** A step of the agenda. */
export type StepRecord = {
  /** Its id. */
  id: StepId,
  /** Its place: steps are ordered by rank. */
  rank: number,
  /** What it is. */
  settings: StepSettings,
  /** The attribution that holds in it: the stricter of the workshop's and its own. */
  effective_attribution: Attribution,
  /** Whether the room has been in it. */
  entered: boolean,
  /** Whether what was written privately in it has been revealed. */
  revealed: boolean,
  /** Whether notes were handed to the tables in it: until it is revealed they are the tables'. */
  handed: boolean,
  /** Whether it is left out of what comes next. */
  skipped: boolean,
  /** When the room first came into it. */
  started: number | null,
  /** How long the room was in it, in visits that have ended. */
  spent: number,
  /** Until when people finish their sentence, once time was called. */
  finishing: number | null, };

/** Personal: a note that my table works on, mine or a neighbour's. */
export type TableNoteRecord = {
  /** Its id; once shown to all it is a note with the same id. */
  id: NoteId,
  /** The table. */
  table: TableId,
  /** The board it is on. */
  board: BoardId,
  /** The step it was written in. */
  step: StepId,
  /** Its column. */
  column: ColumnId,
  /** Its text. */
  text: string,
  /** Counts the text's versions, from 1. */
  text_version: number,
  /** Who wrote it, as far as the table may know. */
  by: Signature,
  /** On the board as the table's own, parked, or part of another. */
  shelf: Shelf,
  /** Whether the table has chosen it as a card. */
  card: boolean,
  /** Orders the table's notes. */
  order: number, };

/** A table. */
export type TableRecord = {
  /** Its id. */
  id: TableId,
  /** Its name. */
  name: string, };

/** How a clock stands. Nothing stops when the time is up: a clock then runs over. */
export type ClockState = { "is": "idle" } | { "is": "running",
  /** When the time is up, by the server's clock. */
  ends: number, } | { "is": "paused",
  /** What is left. */
  left: number, };

/** The clock of the step the room is in. */
export type Clock = {
  /** The step. */
  step: StepId,
  /** When the room came into it. */
  since: number,
  /** How long the step is, with what was added and taken; 0 = it has no time of its own. */
  length: number,
  /** How the clock stands. */
  state: ClockState, };

/** The workshop: what stands at the head of every screen. */
export type WorkshopRecord = {
  /** Its id. */
  id: WorkshopId,
  /** Its title. */
  title: string,
  /** Why people came together; may be empty. */
  purpose: string,
  /** The floor of attribution. */
  attribution: Attribution,
  /** The perspective groups in their order. */
  groups: Array<PerspectiveGroup>,
  /** The step the room is in. */
  current_step: StepId | null,
  /** Whether people can still come in. */
  door_open: boolean,
  /** The code people join with; none = retired. */
  code: string | null,
  /** Whether this is a rehearsal with simulated people. */
  rehearsal: boolean,
  /** The clock of the current step; none before the first. */
  clock: Clock | null,
  /** Whether nobody but facilitators writes, moves and votes. */
  locked: boolean,
  /** Where a facilitator points; it may have gone since. */
  spotlight: RecordKey | null,
  /** What walls show. */
  wall: WallMode, };

/** A record, whole. A change replaces it whole. */
export type Record = { "kind": "workshop" } & WorkshopRecord | { "kind": "member" } & MemberRecord | { "kind": "table" } & TableRecord | { "kind": "step" } & StepRecord | { "kind": "board" } & BoardRecord | { "kind": "column" } & ColumnRecord | { "kind": "note" } & NoteRecord | { "kind": "cluster" } & ClusterRecord | { "kind": "entry" } & EntryRecord | { "kind": "era" } & EraRecord | { "kind": "ballot" } & BallotRecord | { "kind": "option" } & OptionRecord | { "kind": "result" } & ResultRecord | { "kind": "statement" } & StatementRecord | { "kind": "statement_version" } & StatementVersionRecord | { "kind": "comment" } & CommentRecord | { "kind": "link" } & LinkRecord | { "kind": "balance" } & BalanceRecord | { "kind": "consent" } & ConsentRecord | { "kind": "report_text" } & ReportTextRecord | { "kind": "report_outline" } & ReportOutlineRecord | { "kind": "act" } & ActRecord | { "kind": "seat" } & SeatRecord | { "kind": "mine" } & MineRecord | { "kind": "paper" } & PaperRecord | { "kind": "private_note" } & PrivateNoteRecord | { "kind": "private_entry" } & PrivateEntryRecord | { "kind": "table_note" } & TableNoteRecord | { "kind": "private_statement" } & PrivateStatementRecord;

/** A record's revision: a 64-bit hash of its key and its bytes, as 16 hexadecimal digits. */
export type Revision = string;

/** A record with its revision. */
export type Put = {
  /** The hash of the record as this viewer sees it. */
  rev: Revision,
  /** The record. */
  record: Record, };

/**
 * Changes to the records held, applied all at once.
 *
 * `replace` names buckets of the digest: what the client holds there and is not put in this
 * or a later page of the same answer, it drops. While `more` is set, further pages follow
 * and the whole answer is applied with the last.
 */
export type Changes = {
  /** Records that are new or different, whole. */
  put: Array<Put>,
  /** Records that are gone for this viewer. */
  drop: Array<RecordKey>,
  /** Buckets that are sent whole. */
  replace?: Array<number>,
  /** Whether further pages follow. */
  more?: boolean, };

/** Why the server ends a connection. */
export type CloseCode = "hello_expected" | "client_too_old" | "server_too_old" | "session_unknown" | "session_ended" | "workshop_gone" | "too_many_sockets" | "seat_changed" | "room_unreadable" | "too_slow" | "silent" | "restarting" | "busy" | "room_reloading" | "flooding" | "history_regressed";

/** Why a command was refused. A refused command changed nothing. */
export type RejectionCode = "malformed" | "too_large" | "out_of_turn" | "not_allowed" | "not_your_member" | "not_found" | "edit_key_wrong" | "edit_key_unfit" | "id_taken" | "command_id_taken" | "text_empty" | "text_too_long" | "list_unfit" | "date_unreadable" | "date_order" | "out_of_range" | "name_taken" | "name_of_facilitator" | "perspective_unknown" | "perspective_in_use" | "stale_version" | "changed_since" | "nothing_to_undo" | "in_open_ballot" | "step_unfit" | "step_is_current" | "step_in_use" | "nothing_to_reveal" | "no_notes_left" | "board_unfit" | "no_time_left" | "locked" | "template_unfit" | "would_loosen" | "shelf_unfit" | "merge_unfit" | "has_originals" | "no_cards_left" | "nothing_to_hand" | "no_tables" | "seats_kept" | "table_in_use" | "naming_assigned" | "pen_held" | "no_table" | "split_unfit" | "ballot_not_prepared" | "options_frozen" | "options_not_frozen" | "round_unfit" | "ballot_not_open" | "too_few_options" | "options_alike" | "over_budget" | "place_taken" | "over_cap" | "last_lead" | "lead_is_here" | "seats_unfit" | "counted_as_one" | "muted" | "door_closed" | "room_full" | "history_full" | "too_fast" | "busy" | "storage_full" | "storage_failed";

/** Whether sending the same again can help. */
export type Retry = "never" | "later";

/** How many have handed in a paper in an open ballot. */
export type Turnout = {
  /** The ballot. */
  ballot: BallotId,
  /** People who handed in a paper. */
  voted: number,
  /** People who can. */
  eligible: number, };

/** Who is here and how far they are: counts, and for consoles which members are connected. */
export type RoomPresence = {
  /** People who count (participants, table hosts, theme team) with a connected device. */
  here: number,
  /** People who count, in all. */
  of: number,
  /** How many of them have written in the current step. */
  written: number,
  /** How many of them say they have finished the current step. */
  finished: number,
  /** For each open ballot: how many have handed in a paper. */
  turnout: Array<Turnout>,
  /** For consoles: who is connected, facilitators and observers included. */
  connected: Array<MemberId> | null,
  /** For consoles: how many walls are connected. */
  walls: number | null, };

/**
 * Through whose eyes shared records are seen. A closed list: each is projected once for all
 * who share it.
 */
export type Audience = "console" | "theme_team" | "room" | "observer" | "wall";

/** Limits a client should know before it hits them. All are in `workshop/src/limits.rs`. */
export type Limits = {
  /** Graphemes in a note. */
  note_graphemes: number,
  /** Graphemes in the name of a person, perspective or table. */
  name_graphemes: number,
  /** Graphemes in a title, the name of a cluster or era, or an option's words. */
  title_graphemes: number,
  /** Graphemes in a question. */
  question_graphemes: number,
  /** Graphemes in a detail, story or purpose. */
  detail_graphemes: number,
  /** Of a text of the report. */
  report_text_graphemes: number,
  /** Bytes a client may send in one message. */
  message_bytes: number, };

/** The session is known. */
export type Welcome = {
  /** The version of the conversation the server speaks. */
  version: number,
  /** The server's own version. */
  server: string,
  /** The server's time. */
  time: number,
  /** The workshop. */
  workshop: WorkshopId,
  /** Through whose eyes this session sees shared records. */
  audience: Audience,
  /** The members this session speaks for; none for a wall. */
  members: Array<MemberId>,
  /** Limits a client should know before it hits them. */
  limits: Limits, };

/**
 * A message from the server.
 *
 * Order within one socket: what a batch changed comes before the answers to the commands that
 * changed it, so an acknowledged change is already on the screen.
 */
export type ServerMessage = { "type": "welcome" } & Welcome | { "type": "changes" } & Changes | { "type": "ack",
  /** Which command. */
  id: CommandId, } | { "type": "reject",
  /** Which command; none = the message had no readable id. */
  id: CommandId | null,
  /** Why. */
  code: RejectionCode,
  /** Whether sending the same again can help. */
  retry: Retry,
  /** What a person reads, in English. */
  words: string,
  /** The values in the words, by name, for programs. */
  params: { [key in string]: string }, } | { "type": "presence" } & RoomPresence | { "type": "compare", } | { "type": "pong",
  /** The server's time. */
  time: number, } | { "type": "bye",
  /** Why, and so what to do next. */
  code: CloseCode,
  /** Seconds to wait before coming back. */
  retry_after: number | null, };

/** The templates that the program brings along; each is a file, `workshop/templates/….json`. */
export type Template = "education_priorities" | "iceberg" | "timeline" | "recommendations" | "full_seminar";

/** What a workshop starts from. */
export type Start = { "from": "template",
  /** Which. */
  template: Template, } | { "from": "file",
  /** Its text, as it is: a [`TemplateFile`](crate::TemplateFile) in JSON. */
  text: string, };

/** `POST /api/workshops`: open a workshop. */
export type OpenWorkshop = {
  /** What it starts from. */
  start: Start,
  /** Its title; empty = the template's own. */
  title: string,
  /** The floor of attribution. */
  attribution: Attribution,
  /** The name of the lead who opens it. */
  name: string,
  /** The server's creation key, where it asks for one. */
  key: string | null,
  /** The id the browser chose for the workshop, so that a repeated request opens it once. */
  workshop: WorkshopId,
  /** The id the browser chose for the lead. */
  member: MemberId,
  /**
   * The secret of the lead's session: 256 bits that the browser drew, as 43 characters of
   * base64url. The server stores only its hash.
   */
  secret: string, };

/** The answer to [`OpenWorkshop`] and [`Join`]: a seat. */
export type Seated = {
  /** The workshop. */
  workshop: WorkshopId,
  /** Its title. */
  title: string,
  /** The session token: the workshop's id, a dot, and the session's secret. */
  credential: string,
  /** Through whose eyes this session sees the room. */
  audience: Audience,
  /** The member; none for a wall. */
  member: MemberId | null, };

/** What lets somebody in. */
export type Door = { "by": "code",
  /** The code. */
  code: string, } | { "by": "link",
  /** The secret. */
  secret: string, };

/** `POST /api/lobby`: what is behind this door? */
export type KnockAt = {
  /** The door. */
  door: Door, };

/** The answer to [`KnockAt`]: enough to decide whether to come in. */
export type Lobby = {
  /** The workshop. */
  workshop: WorkshopId,
  /** Its title. */
  title: string,
  /** Its purpose. */
  purpose: string,
  /** How contributions are signed. */
  attribution: Attribution,
  /** The perspectives to choose from. */
  groups: Array<PerspectiveGroup>,
  /** The role this door leads to. */
  role: Role,
  /** The person a way back belongs to; who comes in by it needs no name. */
  welcome_back: string | null,
  /** Whether one can come in at the moment. */
  open: boolean,
  /** How many people are in. */
  people: number, };

/** `POST /api/join`: come in. */
export type Join = {
  /** The door. */
  door: Door,
  /** One's name; left empty by walls and on a way back. */
  name: string,
  /** One's perspective; none = not given. */
  perspective: string | null,
  /** The id the browser chose for the new member; not used on a way back or by walls. */
  member: MemberId,
  /**
   * The secret of the new session: 256 bits that the browser drew, as 43 characters of
   * base64url. A repeated request with the same secret gets the same seat.
   */
  secret: string, };

/** What a capability link grants. */
export type Grant = { "grants": "seat",
  /** The role. */
  role: Role, } | { "grants": "way_back",
  /** The person. */
  member: MemberId,
  /** Whether it works once only. */
  once: boolean, };

/** `POST /api/links`: make a capability link. Facilitators; a way back also by its owner. */
export type MakeLink = {
  /** What it grants. */
  grant: Grant, };

/** One capability link (not its secret). */
export type LinkId = string & { readonly __id: "LinkId" };

/** The answer to [`MakeLink`]. */
export type LinkMade = {
  /** Its id, by which it can be revoked. */
  link: LinkId,
  /** Its secret, told this once; the server keeps only the hash. */
  secret: string, };

/** `POST /api/links/list` answers with these, newest last; secrets are not known any more. */
export type LinkListed = {
  /** Its id. */
  link: LinkId,
  /** What it grants. */
  grant: Grant,
  /** When it was made. */
  made: number, };

/** `POST /api/links/revoke`: a link works no more; seats taken through it stay. */
export type RevokeLink = {
  /** Which. */
  link: LinkId, };

/** `POST /api/venue`: where this server can be reached, best first; and a QR code for one of them. */
export type Venue = {
  /** Base addresses, without a slash at the end. */
  addresses: Array<string>, };

/** `POST /api/qr`: draw a text as a QR code. */
export type DrawQr = {
  /** The text, at most 300 bytes. */
  text: string, };

/** The answer to [`DrawQr`]. */
export type QrDrawn = {
  /** Modules on each side, without a quiet zone. */
  size: number,
  /** An SVG path in units of one module. */
  path: string, };

/** `GET /api/server`: what a page should know before anybody joins. */
export type ServerFacts = {
  /** The version of the conversation. */
  version: number,
  /** The server's own version. */
  server: string,
  /** Whether opening a workshop needs the server's creation key. */
  key_needed: boolean, };

/** `POST /api/rehearsal`: copy this workshop's agenda and boards into a rehearsal. */
export type OpenRehearsal = {
  /** The id chosen for the copy. */
  workshop: WorkshopId,
  /** The id chosen for its lead. */
  member: MemberId,
  /** The secret of the lead's session in the copy, as in [`OpenWorkshop`]. */
  secret: string, };

/** `POST /api/export/json`, `csv` or `markdown`; an empty body lists no keys. */
export type ExportWish = {
  /**
   * Edit keys of notes written anonymously on the asking device, so that its own hidden ones
   * are in the file as they are on its screen.
   */
  edit_keys: Array<string>, };

/** Something to know before sending a report. */
export type ReportCheck = {
  /** Whether it is well; otherwise somebody should look. */
  well: boolean,
  /** What was found. */
  text: string,
  /** The id of where to look. */
  look: string | null, };

/** A section of a report. */
export type ReportPreviewPart = {
  /** What it is about; its heading has the id `part_…`. */
  part: ReportPart,
  /** Its heading. */
  title: string, };

/** `POST /api/report`: a report to be read before it is sent. */
export type ReportPreview = {
  /** The report as HTML without a script; what people wrote is escaped in it. */
  html: string,
  /** How it looks, as a style sheet. */
  style: string,
  /** Its sections in their order. */
  parts: Array<ReportPreviewPart>,
  /** How many figures it has. */
  figures: number,
  /** What to know before sending it. */
  checks: Array<ReportCheck>, };

/** The two reports of a workshop. */
export type ReportKind = "seminar" | "insights";

/** For whom a report is. */
export type ReleaseLevel = "team" | "participants" | "public";

/** The answer to `POST /api/verify`: every projection compared with what the log leads to. */
export type Verified = {
  /** Audiences and connected sessions whose records were compared. */
  viewers: number,
  /**
   * Shared records compared, over all audiences. Personal ones are compared too, and not
   * counted: their number would tell how much is hidden.
   */
  records: number,
  /** Records that differ; anything but 0 is a fault of the server. */
  differing: number, };

/**
 * `POST /poll`: the socket's work without a socket. Answers at once if something differs from
 * the digest, else when something changes or after 25 seconds.
 */
export type Poll = {
  /** Who asks, and what they hold. */
  hello: Hello, };

/** The answer to [`Poll`] and [`PostCommand`]: what a socket would have carried. */
export type Answers = {
  /** The messages in order. */
  messages: Array<ServerMessage>, };

/** `POST /command`: a command without a socket; the answer is its `ack` or `reject`. */
export type PostCommand = {
  /** The session token. */
  credential: string,
  /** The command. */
  command: CommandMessage, };

/** The kinds of [`Problem`]. */
export type ProblemCode = "malformed" | "door_unknown" | "door_closed" | "key_wrong" | "session_unknown" | "not_allowed" | "refused" | "too_many_attempts" | "too_large" | "unavailable" | "not_found" | "foreign_origin";

/** Why an HTTP request failed, in words with a way out. */
export type Problem = {
  /** What kind of problem, for programs. */
  code: ProblemCode,
  /** What happened and what to do, for people. */
  words: string,
  /** Which rule refused it, for programs, where the code is `refused`. */
  reason?: RejectionCode, };

/** How a file's bytes stand for letters. */
export type FileEncoding = "utf8" | "utf8_with_mark" | "utf16_little_endian" | "utf16_big_endian" | "windows1252";

/** What stands between a file's cells. */
export type FileSeparator = "comma" | "semicolon" | "tab";

/** What a column of a file was understood as. */
export type ImportField = "text" | "column" | "lane" | "start" | "precision" | "end" | "title" | "detail" | "why_it_matters" | "source" | "also_in" | "deleted";

/** A column of a file. */
export type ImportHeading = {
  /** Its heading, as the file has it. */
  heading: string,
  /** What it was understood as; none = left aside. */
  field: ImportField | null, };

/** A row of a file. */
export type ImportRow = { "row": "note",
  /** The line of the file it begins in, from 1. */
  line: number,
  /** Where it belongs on the board. */
  column: ColumnId,
  /** Its text. */
  text: string, } | { "row": "entry",
  /** The line of the file it begins in, from 1. */
  line: number,
  /** What it says. */
  text: EntryText, } | { "row": "unfit",
  /** The line of the file it begins in, from 1. */
  line: number,
  /** What is wrong with it, and what to do, for people. */
  words: string, };

/** The answer to `POST /api/import/preview`, whose body is the file as it is: what was understood. */
export type ImportPreview = {
  /** How the file was read. */
  encoding: FileEncoding,
  /** What stands between its cells; none = every line is one cell. */
  separator: FileSeparator | null,
  /** Its columns; empty = it has no line of headings. */
  headings: Array<ImportHeading>,
  /**
   * Where rows went that name no column or lane; none = no row went there. Another one can be
   * had by asking again with `&column=…`.
   */
  fallback: ColumnId | null,
  /** Its rows in the file's order. */
  rows: Array<ImportRow>, };

/** What the rows of a file are to become: `what` in `POST /api/import/preview?what=…&board=…`. */
export type ImportKind = "notes" | "entries";

/**
 * `POST /api/import/archive`: open a workshop from an archive. Answered as opening one from a
 * template is: with a seat. The server's creation key, where it asks for one, stands in the
 * header `x-creation-key`, so that it is checked before the archive is read.
 */
export type ImportArchive = {
  /** The id the browser chose for the workshop, so that a repeated request opens it once. */
  workshop: WorkshopId,
  /** The id the browser chose for the lead. */
  member: MemberId,
  /**
   * The secret of the lead's session: 256 bits that the browser drew, as 43 characters of
   * base64url. The server stores only its hash.
   */
  secret: string,
  /** The name of the lead who opens it. */
  name: string,
  /** A title instead of the archive's; none = the archive's. */
  title: string | null,
  /** The archive: the JSON of the exported file, as it is. */
  archive: unknown, };

/** A ballot of a template. */
export type TemplateBallot = {
  /** What steps of this file call it by. */
  key: string,
  /** The question it answers. */
  question: string,
  /** How people answer it. */
  method: BallotMethod, };

/** A column, lane or field of a template's board. */
export type TemplateColumn = {
  /** Its heading. */
  title: string,
  /** One line that helps people start. */
  prompt?: string,
  /** The iceberg level it stands for, on an iceberg board. */
  level?: IcebergLevel, };

/** A board of a template. */
export type TemplateBoard = {
  /** What steps of this file call it by. */
  key: string,
  /** What it holds. */
  kind: BoardKind,
  /** Its title. */
  title: string,
  /** Its columns in their order; an iceberg has its four levels. */
  columns: Array<TemplateColumn>, };

/** What a template's file calls itself. */
export type TemplateFormat = "charrette-template";

/** A step of a template. */
export type TemplateStep = {
  /** What the step is for. */
  kind: StepKind,
  /** A short name for the agenda. */
  title: string,
  /** The one question the step answers. */
  focus_question?: string,
  /** Planned length in minutes; 0 = not planned. */
  minutes: number,
  /** The key of the board it works on. */
  board?: string,
  /** The key of the ballot it runs, or whose result it talks about. */
  ballot?: string,
  /** Whether what is written stays private until the reveal. */
  writing?: Writing,
  /** A stricter attribution than the workshop's, for this step only. */
  attribution?: Attribution,
  /** How many notes or entries each person may post in it. */
  note_limit?: number,
  /** How many cards each table may post in it. */
  post_limit?: number,
  /** Practice: left out of results. */
  practice?: boolean,
  /** Whether the clock starts when the room comes in; none = where people write, vote or build a timeline. */
  clock_starts?: boolean,
  /** Whether the room goes on to the next step by itself when the time is up. */
  advance?: boolean,
  /** Whether clusters are named here by the tables they are assigned to. */
  naming?: boolean, };

/** A template. */
export type TemplateFile = {
  /** Tells it from other files. */
  format: TemplateFormat,
  /** The version of the form; this program reads and writes [`TemplateFile::VERSION`]. */
  version: number,
  /** The title of workshops opened from it, where whoever opens one gives none. */
  title: string,
  /** What happens in it, in a sentence or two for whoever chooses. */
  summary?: string,
  /** Why people come together. */
  purpose?: string,
  /** The floor of attribution it suggests; whoever opens the workshop chooses. */
  attribution?: Attribution,
  /** The perspectives to choose from, in their groups. */
  groups?: Array<PerspectiveGroup>,
  /** The names of the tables people sit at. */
  tables?: Array<string>,
  /** The boards that steps work on. */
  boards?: Array<TemplateBoard>,
  /** The ballots that steps run. None has been opened. */
  ballots?: Array<TemplateBallot>,
  /** The agenda, in its order. */
  steps: Array<TemplateStep>, };

/** A refusal as a client is told it: with its words, so that no client carries all of them or needs to know every code. */
export type Rejection = {
  /** Why. */
  code: RejectionCode,
  /** Whether sending the same again can help. */
  retry: Retry,
  /** What a person reads, in English. */
  words: string,
  /** The values in the words, by name, for programs. */
  params: { [key in string]: string }, };

/** What a client does after a close or a rejection. */
export type Next = "resume" | "refresh" | "stop";

/** What comes of comparing a client's version with the server's. */
export type Fit = "fits" | "client_too_old" | "server_too_old";

/** One personal session (not its secret). */
export type SessionId = string & { readonly __id: "SessionId" };

/** The version of the conversation this page speaks. */
export const PROTOCOL_VERSION = 1;

/** The oldest page that a server of this version still answers. */
export const OLDEST_CLIENT_VERSION = 1;

/** The WebSocket subprotocol to ask for. */
export const SUBPROTOCOL = "charrette.v1";

/** How many buckets a digest has. */
export const BUCKETS = 64;

/** All kinds of records, shared ones first. */
export const RECORD_KINDS: readonly RecordKind[] = ["workshop","member","table","step","board","column","note","cluster","entry","era","ballot","option","result","statement","statement_version","comment","link","balance","consent","report_text","report_outline","act","seat","mine","paper","private_note","private_entry","table_note","private_statement"];

/** The kinds of records that belong to one viewer only. */
export const PERSONAL_KINDS: readonly RecordKind[] = ["seat","mine","paper","private_note","private_entry","table_note","private_statement"];

/** What a workshop can start from, in the order it is offered. */
export const TEMPLATES: readonly Template[] = ["education_priorities","recommendations","iceberg","timeline","full_seminar"];

/** Why the server ends a connection: the number in the close frame, what to do next, and the words. */
export const CLOSE_CODES: { readonly [code in CloseCode]: { readonly number: number; readonly next: Next; readonly words: string } } = {
  "hello_expected": { number: 4000, next: "refresh", words: "The page and the server did not understand each other. Load the page again." },
  "client_too_old": { number: 4001, next: "refresh", words: "This page is older than the server. Load it again; nothing is lost." },
  "server_too_old": { number: 4002, next: "stop", words: "This page is newer than the server. Load it again, or tell the organiser that the server was rolled back." },
  "session_unknown": { number: 4010, next: "stop", words: "This seat is not known any more. Join again with the code, or ask a facilitator for a way back." },
  "session_ended": { number: 4011, next: "stop", words: "This seat was closed, or opened on another device that a facilitator let in. What you wrote is kept; ask a facilitator." },
  "workshop_gone": { number: 4012, next: "stop", words: "This workshop has been deleted." },
  "too_many_sockets": { number: 4013, next: "stop", words: "This seat is open in too many tabs or devices. Close one, then load this page again." },
  "seat_changed": { number: 4014, next: "resume", words: "Your part in this workshop changed. Loading what you see from now on." },
  "room_unreadable": { number: 4015, next: "stop", words: "The server cannot read this workshop's records. Nothing was deleted; tell the organiser." },
  "too_slow": { number: 4020, next: "resume", words: "The connection could not keep up. Connecting again." },
  "silent": { number: 4021, next: "resume", words: "The connection went silent. Connecting again." },
  "restarting": { number: 4022, next: "resume", words: "The server is restarting. Your work is safe; connecting again." },
  "busy": { number: 4023, next: "resume", words: "The server is busy. Trying again in a moment." },
  "room_reloading": { number: 4024, next: "resume", words: "The room is being loaded again. Your work is safe." },
  "flooding": { number: 4030, next: "resume", words: "This device sent far too many messages. Trying again in a while." },
  "history_regressed": { number: 4040, next: "stop", words: "The server has lost history that this page has seen. Tell the organiser; export what you see before you close the page." },
};
