// The room as lists in the order screens show them. Everything here is reactive: a component that reads a list
// follows it.

import type { BallotId, BoardId, ClusterId, ColumnId, MemberId, NoteId, Right } from "../protocol.gen";
import type { Overlay } from "./overlay";
import { byRank, type Paper, paperOf, type RecordOf } from "./records";
import type { RecordStore } from "./store.svelte";
import {
  compareSpans,
  type EntryView,
  entryViews,
  groupBy,
  inBallotOrder,
  inReaderOrder,
  type NoteView,
  noteViews,
  ViewCache,
} from "./views";

/** What the views look at. */
export interface RoomSource {
  readonly store: RecordStore;
  /** Predictions over the store. */
  readonly overlay: Overlay;
  /** The members this session speaks for, its own first. */
  readonly members: readonly MemberId[];
  /** Whether a note or entry was written anonymously in this browser. */
  wroteHere(id: string): boolean;
}

const byName = (one: { name: string | null; id: string }, other: { name: string | null; id: string }): number =>
  (one.name ?? "").localeCompare(other.name ?? "", undefined, { numeric: true }) || (one.id < other.id ? -1 : 1);

/** The room, seen from one seat. */
export class RoomViews {
  readonly #source: RoomSource;
  readonly #noteCache = new ViewCache<NoteView>();
  readonly #entryCache = new ViewCache<EntryView>();

  constructor(source: RoomSource) {
    this.#source = source;
  }

  /** The workshop; none until the first records are here. */
  readonly workshop = $derived.by((): RecordOf<"workshop"> | null => [...this.#store.all("workshop")][0] ?? null);

  /** The seats this session speaks for, its own first; none for a wall. */
  readonly seats = $derived.by((): RecordOf<"seat">[] =>
    this.#source.members.map((id) => this.#store.get("seat", id)).filter((seat) => seat !== undefined),
  );

  /** One's own seat; none for a wall, and until the first records are here. */
  readonly seat = $derived.by((): RecordOf<"seat"> | null => this.seats[0] ?? null);

  /** Members by name; those without a name for this viewer first. */
  readonly members = $derived.by((): RecordOf<"member">[] => [...this.#store.all("member")].sort(byName));

  /** Tables by name, numbers as numbers. */
  readonly tables = $derived.by((): RecordOf<"table">[] => [...this.#store.all("table")].sort(byName));

  /** The agenda. */
  readonly steps = $derived.by((): RecordOf<"step">[] => [...this.#store.all("step")].sort(byRank));

  /** The step the room is in. */
  readonly currentStep = $derived.by((): RecordOf<"step"> | null => {
    const id = this.workshop?.current_step;
    return id ? (this.#store.get("step", id) ?? null) : null;
  });

  /** Boards by title. */
  readonly boards = $derived.by((): RecordOf<"board">[] =>
    [...this.#store.all("board")].sort((one, other) =>
      byName({ ...one, name: one.title }, { ...other, name: other.title }),
    ),
  );

  /** How the readable notes of each board are spread over the people: for facilitators. */
  readonly balances = $derived.by((): RecordOf<"balance">[] => [...this.#store.all("balance")]);

  /** All notes this seat may see: shared ones in their order, then its private ones as they were written. */
  readonly notes = $derived.by((): NoteView[] =>
    noteViews(this.#store, this.#source.overlay, this.#isMine, this.#noteCache),
  );

  /** All timeline entries this seat may see, in date order. */
  readonly entries = $derived.by((): EntryView[] =>
    entryViews(this.#store, this.#source.overlay, this.#isMine, this.#entryCache),
  );

  /** What came after its step was revealed and waits to be posted by its author. */
  readonly tray = $derived.by((): { notes: NoteView[]; entries: EntryView[] } => ({
    notes: this.notes.filter((note) => note.hidden === "late"),
    entries: this.entries.filter((entry) => entry.hidden === "late"),
  }));

  /** Ballots by question. */
  readonly ballots = $derived.by((): RecordOf<"ballot">[] =>
    [...this.#store.all("ballot")].sort((one, other) =>
      byName({ id: one.id, name: one.settings.question }, { id: other.id, name: other.settings.question }),
    ),
  );

  readonly #columnsByBoard = $derived.by(() =>
    groupBy([...this.#store.all("column")].sort(byRank), ({ board }) => board),
  );
  readonly #clustersByBoard = $derived.by(() =>
    groupBy([...this.#store.all("cluster")].sort(byRank), ({ board }) => board),
  );
  readonly #notesByColumn = $derived.by(() => groupBy(this.notes, ({ column }) => column));
  readonly #notesByCluster = $derived.by(() => groupBy(this.notes, ({ cluster }) => cluster));
  /** Originals by the note they were merged into; what else is off its board, by board. */
  readonly #offBoard = $derived.by(() => {
    const counts = new Map<string, number>();
    const one = (id: string | undefined) => id !== undefined && counts.set(id, (counts.get(id) ?? 0) + 1);
    for (const { board, shelf, deleted } of this.#store.all("note")) {
      if (deleted || shelf.on === "board" || shelf.on === "table") continue;
      one(board);
      if (shelf.on === "merged") one(shelf.into);
    }
    for (const { hidden, column } of this.#store.all("private_note")) {
      if (hidden === "set_aside") one(this.#store.get("column", column)?.board);
    }
    return counts;
  });
  readonly #optionsByBallot = $derived.by(() => groupBy(this.#store.all("option"), ({ ballot }) => ballot));
  readonly #mine = $derived.by((): ReadonlySet<string> => {
    const ids = new Set<string>();
    for (const { notes, entries } of this.#store.all("mine")) for (const id of [...notes, ...entries]) ids.add(id);
    return ids;
  });

  /** How many notes of a board stand elsewhere than on it; how many originals a merged note has. */
  offBoard(id: BoardId | NoteId): number {
    return this.#offBoard.get(id) ?? 0;
  }

  /** The columns of a board, in order. */
  columns(board: BoardId): readonly RecordOf<"column">[] {
    return this.#columnsByBoard.get(board) ?? [];
  }

  /** The clusters of a board, in order. */
  clusters(board: BoardId): readonly RecordOf<"cluster">[] {
    return this.#clustersByBoard.get(board) ?? [];
  }

  /** The notes of a column, those in clusters included, deleted ones too where this viewer is shown them. */
  notesInColumn(column: ColumnId): readonly NoteView[] {
    return this.#notesByColumn.get(column) ?? [];
  }

  /** The notes of a cluster, in order; of `null`: all that are in none. */
  notesInCluster(cluster: ClusterId | null): readonly NoteView[] {
    return this.#notesByCluster.get(cluster) ?? [];
  }

  /** The entries of a timeline, in date order. */
  entriesOn(board: BoardId): EntryView[] {
    return this.entries.filter((entry) => entry.board === board);
  }

  /** The eras of a timeline, in date order. */
  erasOn(board: BoardId): RecordOf<"era">[] {
    const eras = [...this.#store.all("era")].filter((era) => era.board === board);
    return eras.sort((one, other) => compareSpans(one.text, other.text) || (one.id < other.id ? -1 : 1));
  }

  /** A ballot's options in the order in which `reader` reads them (by default: oneself). */
  options(ballot: BallotId, reader: MemberId | undefined = this.seat?.id): RecordOf<"option">[] {
    const options = this.#optionsByBallot.get(ballot) ?? [];
    return reader === undefined ? inBallotOrder(options) : inReaderOrder(options, reader);
  }

  /** A ballot's options in the ballot's own order. */
  optionsInOrder(ballot: BallotId): RecordOf<"option">[] {
    return inBallotOrder(this.#optionsByBallot.get(ballot) ?? []);
  }

  /** The paper a member has handed in (by default: oneself); none = none yet. */
  paper(ballot: BallotId, member: MemberId | undefined = this.seat?.id): Paper | null {
    if (member === undefined) return null;
    return this.#source.overlay.papers.get(`${member}/${ballot}`) ?? paperOf(this.#store, member, ballot) ?? null;
  }

  /** The result of a closed ballot. */
  result(ballot: BallotId): RecordOf<"result"> | null {
    return this.#store.get("result", ballot) ?? null;
  }

  /** Whether a facilitator has locked the room for this seat, or this seat alone. */
  get locked(): boolean {
    return this.seat?.muted || (!!this.workshop?.locked && !this.may("facilitate"));
  }

  /** Whether a member of this session (by default: oneself) may do something now. */
  may(right: Right, member: MemberId | undefined = this.seat?.id): boolean {
    return member !== undefined && (this.#store.get("seat", member)?.may.includes(right) ?? false);
  }

  get #store(): RecordStore {
    return this.#source.store;
  }

  readonly #isMine = (id: string): boolean => this.#mine.has(id) || this.#source.wroteHere(id);
}
