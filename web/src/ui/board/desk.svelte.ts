// The clustering step as one desk: what is open, what is chosen, what is asked. Its panes read and change it.

import { settings } from "../../browser";
import type { BoardId, ClusterId, NoteId, StepRecord } from "../../protocol.gen";
import type { RoomClient } from "../../room/client.svelte";
import { words } from "../../words";
import { type GroupSign, signsOf } from "../kit/groups";
import { browserSchedule } from "../kit/timer";
import { speakerOf } from "../seat/speaker.svelte";
import { BoardActs } from "./acts.svelte";
import { type Arrangement, arrange, type ClusterView } from "./arrangement";
import { byline, type Places } from "./byline";
import { NoteDrag } from "./drag.svelte";
import { HeldList } from "./held.svelte";
import { readDigits } from "./places";

/** How long a number waits for another digit, ms. */
export const DIGITS_MS = 700;
/** `data-drop` of the list of notes that are in no cluster. */
export const DROP_UNPLACED = "unplaced";

/** A cluster in the contents, with the number it is reached by. */
export interface Listed {
  readonly id: ClusterId;
  readonly place: number;
  /** None: merged or dissolved by others, and still shown because the list stands still. */
  readonly view: ClusterView | null;
  readonly name: string;
}

/** What is asked over the page. */
export type Sheet =
  /** Where to put these notes. */
  | { readonly kind: "put"; readonly notes: readonly NoteId[]; readonly typed: string }
  /** What else to do with these notes. */
  | { readonly kind: "further"; readonly notes: readonly NoteId[] }
  /** What to merge a cluster into. */
  | { readonly kind: "merge"; readonly from: ClusterId }
  /** The contents, where they have no pane. */
  | { readonly kind: "contents" }
  /** Which keys do what. */
  | { readonly kind: "keys" };

/** The desk of one seat. */
export class ClusterDesk {
  readonly client: RoomClient;
  readonly acts: BoardActs;
  readonly drag: NoteDrag<NoteId>;
  readonly contents: HeldList<ClusterId>;
  /** The cluster that is open; it may be gone. */
  opened: ClusterId | null = $state(null);
  /** The cluster whose name is being written. */
  naming: ClusterId | null = $state(null);
  /** Chosen notes, in whichever list. */
  chosen: ReadonlySet<NoteId> = $state.raw(new Set());
  sheet: Sheet | null = $state.raw(null);
  /** Brings the focus back to where a name was asked for by key. */
  comeBack: (() => void) | null = null;
  /** Digits typed so far. */
  digits = $state("");
  readonly #step: () => StepRecord;
  #forgetDigits: () => void = () => undefined;
  /** Names of clusters, for when they are gone. */
  readonly #names = new Map<ClusterId, string>();

  constructor(client: RoomClient, step: () => StepRecord) {
    this.client = client;
    this.#step = step;
    this.acts = new BoardActs(
      client,
      () => this.board,
      () => this.arrangement,
    );
    this.drag = new NoteDrag<NoteId>({
      takes: (id) => (this.chosen.has(id) ? [...this.chosen] : [id]),
      dropped: (ids, place) => void this.put(ids, place === DROP_UNPLACED ? null : (place as ClusterId)),
    });
    this.contents = new HeldList<ClusterId>({
      actual: () => this.#order,
      own: () => false,
      flowing: () => this.acts.flowing,
      appending: true,
    });
    this.opened = this.#order[0] ?? null;
  }

  /** The step's board. */
  readonly board: BoardId | null = $derived.by(() => this.#step().settings.board);

  /** Whether this seat may cluster now. */
  readonly may: boolean = $derived.by(() =>
    this.client.room.may("cluster", speakerOf(this.client).member ?? undefined),
  );

  /** Whether there is an act of this seat that could be taken back. */
  readonly canUndo: boolean = $derived.by(() => speakerOf(this.client).seat?.can_undo ?? false);

  /** Notes and clusters of the board. */
  readonly arrangement: Arrangement = $derived.by(() => {
    const { room } = this.client;
    const { board } = this;
    if (board === null) return arrange([], [], [], []);
    const columns = room.columns(board);
    const notes = room.notes.filter((note) => note.board === board);
    return arrange(notes, room.clusters(board), columns, this.#groups);
  });

  /** Marks of the workshop's groups. */
  readonly signs: ReadonlyMap<string, GroupSign> = $derived.by(() => signsOf(this.#groups));

  /** The contents as they are shown. */
  readonly listed: readonly Listed[] = $derived.by(() =>
    this.contents.shown.map((id, index) => {
      const view = this.arrangement.byId.get(id) ?? null;
      return { id, place: index + 1, view, name: view?.name ?? this.#names.get(id) ?? "" };
    }),
  );

  /** The open cluster, if it is still there. */
  readonly open: ClusterView | null = $derived.by(() =>
    this.opened === null ? null : (this.arrangement.byId.get(this.opened) ?? null),
  );

  /** The chosen notes that are in a cluster. */
  readonly chosenPlaced: readonly NoteId[] = $derived.by(() =>
    [...this.chosen].filter((id) => this.#clusterOf(id) !== null),
  );

  /** The one cluster that a new cluster of the chosen notes would be split off. */
  readonly splitFrom: ClusterId | null = $derived.by(() => this.#splitFrom([...this.chosen]));

  readonly #groups: readonly string[] = $derived.by(() =>
    (this.client.room.workshop?.groups ?? []).map(({ name }) => name),
  );
  readonly #order: readonly ClusterId[] = $derived.by(() => this.arrangement.clusters.map(({ id }) => id));
  readonly #places: Places = $derived.by(() => {
    const { room } = this.client;
    const tables = new Map<string, string>(room.tables.map(({ id, name }) => [id, name]));
    const columns = this.board === null ? [] : room.columns(this.board);
    const headings = new Map<string, string>(
      columns.map(({ id, title, level }) => [id, level ? words.clustering.level[level] : title]),
    );
    return {
      table: (id) => tables.get(id) ?? null,
      column: (id) => (headings.size > 1 ? (headings.get(id) ?? null) : null),
    };
  });

  /** The facts under a note. */
  readonly byline = (note: Parameters<typeof byline>[0]): string => byline(note, this.#places);

  /** Groups with their counts and marks. */
  mix(view: ClusterView): { name: string; count: number; sign?: GroupSign }[] {
    return view.mix.map((group) => ({ ...group, sign: this.signs.get(group.name) }));
  }

  /** Keeps what must outlive its record; belongs into an effect. */
  follow(): void {
    for (const { id, name } of this.arrangement.clusters) this.#names.set(id, name);
    this.contents.follow();
    if (this.opened === null) this.opened = this.#order[0] ?? null;
    const { notes } = this.arrangement;
    if ([...this.chosen].some((id) => !notes.has(id))) {
      this.chosen = new Set([...this.chosen].filter((id) => notes.has(id)));
    }
  }

  /** Opens a cluster. What is chosen in the one that closes is let go: nobody would see it any more. */
  show(cluster: ClusterId): void {
    if (cluster === this.opened) return;
    this.chosen = new Set(
      [...this.chosen].filter((id) => this.#clusterOf(id) === null || this.#clusterOf(id) === cluster),
    );
    this.opened = cluster;
  }

  /** The cluster whose name takes the focus when it shows, because what had the focus went with another cluster. */
  arriving: ClusterId | null = $state(null);

  /** Opens another cluster in place of one that is gone, and brings the focus there. */
  arriveAt(cluster: ClusterId | null): void {
    this.arriving = cluster;
    this.opened = cluster;
  }

  /** Chooses nothing. */
  clear(): void {
    this.chosen = new Set();
    this.#dropDigits();
  }

  /** Puts notes into a cluster, or takes them out of any, and lets them go. */
  async put(notes: readonly NoteId[], cluster: ClusterId | null): Promise<void> {
    this.#letGo(notes);
    await this.acts.put(notes, cluster);
  }

  /** Makes a cluster of notes, or splits them off the one they are all in; opens it to be named. */
  async makeOf(notes: readonly NoteId[]): Promise<void> {
    const from = this.#splitFrom(notes);
    this.#letGo(notes);
    const made = await (from === null ? this.acts.make(notes) : this.acts.split(from, notes));
    if (made === null) return;
    this.opened = made;
    this.naming = made;
  }

  /** Asks where to put notes. */
  askWhere(notes: readonly NoteId[], typed = ""): void {
    if (notes.length > 0) this.sheet = { kind: "put", notes, typed };
  }

  /** Asks what else to do with notes: join, park, set aside. */
  askFurther(notes: readonly NoteId[]): void {
    if (notes.length > 0) this.sheet = { kind: "further", notes };
  }

  /**
   * Does what a key means in a list of notes or clusters; answers whether it meant anything. `subject` are the notes
   * it acts on: the chosen ones, else the one under the cursor; `cluster` is the one it acts on.
   */
  key(event: KeyboardEvent, subject: readonly NoteId[], cluster: ClusterView | null): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
    if (event.key === "Escape") {
      if (this.chosen.size === 0 && this.digits === "") return false;
      this.clear();
      return true;
    }
    if (!this.may || !settings.singleKeys) return false;
    const { key } = event;
    if (/^\d$/u.test(key)) return this.#digit(key, subject);
    switch (key.toLowerCase()) {
      case "n":
        void this.makeOf(subject);
        return true;
      case "m":
        if (cluster) this.sheet = { kind: "merge", from: cluster.id };
        return cluster !== null;
      case "e":
        if (!cluster) return false;
        this.opened = cluster.id;
        this.naming = cluster.id;
        return true;
      case "j":
        this.askFurther(subject);
        return true;
      case "z":
        void this.acts.undo();
        return true;
      case "?":
        this.sheet = { kind: "keys" };
        return true;
    }
    // Any other letter begins a name to look for.
    if (subject.length > 0 && this.listed.length > 0 && /^[\p{L}/]$/u.test(key)) {
      this.askWhere(subject, key === "/" ? "" : key);
      return true;
    }
    return false;
  }

  #digit(key: string, subject: readonly NoteId[]): boolean {
    this.#forgetDigits();
    const typed = this.digits + key;
    const read = readDigits(typed, this.listed.length);
    if (read.kind === "none") {
      this.#dropDigits();
      return false;
    }
    if (read.kind === "place") {
      this.#reach(read.place, subject);
      return true;
    }
    this.digits = typed;
    this.#forgetDigits = browserSchedule(() => this.#reach(read.place, subject), DIGITS_MS);
    return true;
  }

  #reach(place: number, subject: readonly NoteId[]): void {
    this.#dropDigits();
    const view = this.listed[place - 1]?.view;
    if (!view) return;
    if (subject.length > 0) void this.put(subject, view.id);
    else this.show(view.id);
  }

  #dropDigits(): void {
    this.#forgetDigits();
    this.digits = "";
  }

  #letGo(notes: readonly NoteId[]): void {
    const left = new Set(this.chosen);
    for (const id of notes) left.delete(id);
    if (left.size !== this.chosen.size) this.chosen = left;
  }

  #clusterOf(id: NoteId): ClusterId | null {
    return this.arrangement.notes.get(id)?.cluster ?? null;
  }

  #splitFrom(notes: readonly NoteId[]): ClusterId | null {
    const [first] = notes;
    const from = first === undefined ? null : this.#clusterOf(first);
    if (from === null || notes.some((id) => this.#clusterOf(id) !== from)) return null;
    const size = this.arrangement.byId.get(from)?.notes.length ?? 0;
    return notes.length < size ? from : null;
  }
}
