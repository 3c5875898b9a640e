// What a screen shows before the server has answered: a few acts are predicted over the confirmed records, so that a
// note stands where it was typed at once. All other acts show that they are being worked on. A prediction is never
// kept: when the answer comes it is gone, and what was confirmed stands.

import type { Command, MemberId, Record as RoomRecord, Signature } from "../protocol.gen";
import { type Key, keyOf } from "./fold";
import type { Pending } from "./pending";
import { byRank, type Paper, type RecordOf, type Records } from "./records";

/** What is being done to a note or entry, and has no answer yet. */
export type Act = "post" | "edit" | "move" | "delete";

/** Predictions over confirmed records. */
export interface Overlay {
  /** Records in place of the confirmed ones, and new ones. */
  readonly records: ReadonlyMap<Key, RoomRecord>;
  /** Confirmed records that will be gone. */
  readonly gone: ReadonlySet<Key>;
  /** The latest act on a note or entry, by its id. */
  readonly acts: ReadonlyMap<string, Act>;
  /** Papers, by member and ballot: `<member>/<ballot>`. */
  readonly papers: ReadonlyMap<string, Paper>;
}

/** No prediction. */
export const NO_OVERLAY: Overlay = { records: new Map(), gone: new Set(), acts: new Map(), papers: new Map() };

/** Whether a command is predicted; of all others a screen shows that they are being worked on. */
export function isPredicted(command: Command): boolean {
  return command.type in PREDICTORS;
}

/** Ranks for `count` things behind `after` in a list; `otherwise` says where they go when `after` is none or not there. */
export function ranksAfter(
  list: readonly { id: string; rank: number }[],
  after: string | null,
  otherwise: "first" | "last",
  count: number,
): number[] {
  const at = after === null ? -1 : list.findIndex(({ id }) => id === after);
  // An unknown `after` was deleted meanwhile: the server puts things at the end then.
  const first = after === null && otherwise === "first";
  const place = at >= 0 ? at + 1 : first ? 0 : list.length;
  const before = list[place - 1]?.rank;
  const behind = list[place]?.rank;
  const low = before ?? (behind === undefined ? 0 : behind - count - 1);
  const high = behind ?? low + count + 1;
  return Array.from({ length: count }, (_, index) => low + ((high - low) * (index + 1)) / (count + 1));
}

/** The confirmed records with what has been predicted so far on top. */
class Prediction implements Records {
  readonly records = new Map<Key, RoomRecord>();
  readonly gone = new Set<Key>();
  readonly acts = new Map<string, Act>();
  readonly papers = new Map<string, Paper>();
  readonly #confirmed: Records;

  constructor(confirmed: Records) {
    this.#confirmed = confirmed;
  }

  get<Kind extends RoomRecord["kind"]>(kind: Kind, id: string): RecordOf<Kind> | undefined {
    const key = keyOf({ kind, id });
    if (this.gone.has(key)) return undefined;
    return (this.records.get(key) as RecordOf<Kind> | undefined) ?? this.#confirmed.get(kind, id);
  }

  *all<Kind extends RoomRecord["kind"]>(kind: Kind): Iterable<RecordOf<Kind>> {
    for (const record of this.#confirmed.all(kind)) {
      const key = keyOf(record);
      if (!this.gone.has(key) && !this.records.has(key)) yield record;
    }
    for (const record of this.records.values()) if (record.kind === kind) yield record as RecordOf<Kind>;
  }

  put(record: RoomRecord, act: Act): void {
    this.records.set(keyOf(record), record);
    this.mark(record.id, act);
  }

  drop(record: RoomRecord): void {
    const key = keyOf(record);
    this.records.delete(key);
    this.gone.add(key);
  }

  /** A post stays a post until it is confirmed, whatever is done to it meanwhile. */
  mark(id: string, act: Act): void {
    if (this.acts.get(id) !== "post" || act === "delete") this.acts.set(id, act);
  }

  /** The shown notes that `of` picks, in order. */
  notesIn(of: (note: RecordOf<"note">) => boolean): RecordOf<"note">[] {
    return [...this.all("note")].filter(of).sort(byRank);
  }
}

type Predict<Type extends Command["type"]> = (
  on: Prediction,
  command: Extract<Command, { type: Type }>,
  speaker: MemberId | null,
) => void;

/** How what this person writes in a step will be signed. */
function signature(on: Prediction, step: RecordOf<"step">, speaker: MemberId | null): Signature {
  const seat = speaker === null ? undefined : on.get("seat", speaker);
  if (!seat || step.effective_attribution === "anonymous") return { signed: "nobody" };
  if (step.effective_attribution === "named") {
    return { signed: "named", member: seat.id, name: seat.name, group: seat.group };
  }
  return seat.group === null ? { signed: "nobody" } : { signed: "group", group: seat.group };
}

/** Why what is posted in a step would be seen by its author only. */
function hiddenIn(step: RecordOf<"step">, seenAsPrivate: boolean): "until_reveal" | "late" | null {
  if (step.settings.writing === "private" && !step.revealed) return "until_reveal";
  return seenAsPrivate ? "late" : null;
}

/** Predictions by command. What is missing here is not predicted. */
const PREDICTORS: { [Type in Command["type"]]?: Predict<Type> } = {
  post_note(on, { note, step: stepId, column, text, private: seenAsPrivate }, speaker) {
    const step = on.get("step", stepId);
    const board = on.get("column", column)?.board;
    // Already confirmed, only the answer is still on its way.
    if (!step || !board || on.get("note", note) || on.get("private_note", note)) return;
    const hidden = hiddenIn(step, seenAsPrivate);
    const shared = { id: note, step: stepId, column, text: text.trim(), text_version: 1 };
    if (hidden) {
      const order = Math.max(0, ...[...on.all("private_note")].map((other) => other.order)) + 1;
      on.put({ kind: "private_note", ...shared, hidden, reason: null, order }, "post");
      return;
    }
    const list = on.notesIn((other) => other.column === column && other.cluster === null);
    const [rank = 0] = ranksAfter(list, null, "last", 1);
    const by = signature(on, step, speaker);
    const seat = speaker === null ? undefined : on.get("seat", speaker);
    const table = step.effective_attribution === "anonymous" ? null : (seat?.table ?? null);
    const shelf = { on: "board" } as const;
    on.put({ kind: "note", ...shared, board, cluster: null, shelf, rank, by, table, deleted: false }, "post");
  },

  edit_note(on, { note, text, based_on }) {
    const found = on.get("note", note) ?? on.get("private_note", note);
    // A later version is this edit confirmed, or somebody else's: then the server's answer tells. The version goes on
    // with the text, so that a second edit can be given before the first is answered.
    if (found?.text_version !== based_on) return;
    on.put({ ...found, text: text.trim(), text_version: based_on + 1 }, "edit");
  },

  delete_note(on, { note }) {
    const found = on.get("note", note) ?? on.get("private_note", note);
    if (!found) return;
    on.drop(found);
    on.mark(note, "delete");
  },

  move_notes(on, { notes, column, after }) {
    const moved = new Set<string>(notes);
    const list = on.notesIn((note) => note.column === column && note.cluster === null && !moved.has(note.id));
    const ranks = ranksAfter(list, after, "first", notes.length);
    notes.forEach((id, index) => {
      const note = on.get("note", id);
      const own = on.get("private_note", id);
      // A note in a cluster keeps its place there: the column is only what it came from.
      if (note)
        on.put({ ...note, column, rank: note.cluster === null ? (ranks[index] ?? note.rank) : note.rank }, "move");
      else if (own) on.put({ ...own, column }, "move");
    });
  },

  place_notes(on, { notes, cluster, after }) {
    if (cluster !== null && !on.get("cluster", cluster)) return;
    const moved = new Set<string>(notes);
    const columns = new Set(notes.map((id) => on.get("note", id)?.column));
    for (const column of columns) {
      // Into a cluster all go to one list; out of any, each goes to its own column's.
      const going = notes.filter((id) => cluster !== null || on.get("note", id)?.column === column);
      const list = on.notesIn(
        (note) => note.cluster === cluster && (cluster !== null || note.column === column) && !moved.has(note.id),
      );
      const ranks = ranksAfter(list, after, "last", going.length);
      going.forEach((id, index) => {
        const note = on.get("note", id);
        if (note) on.put({ ...note, cluster, rank: ranks[index] ?? note.rank }, "move");
      });
      if (cluster !== null) return;
    }
  },

  vote(on, { ballot, marks, reasons }, speaker) {
    if (speaker !== null) on.papers.set(`${speaker}/${ballot}`, { marks, reasons });
  },

  post_entry(on, { entry, step: stepId, text, private: seenAsPrivate }, speaker) {
    const step = on.get("step", stepId);
    const board = step?.settings.board;
    if (!step || !board || on.get("entry", entry) || on.get("private_entry", entry)) return;
    const hidden = hiddenIn(step, seenAsPrivate);
    const shared = { id: entry, step: stepId, text, text_version: 1 };
    if (hidden) on.put({ kind: "private_entry", ...shared, hidden }, "post");
    else {
      const check = { state: "unverified", remark: "", of_version: 0 } as const;
      on.put({ kind: "entry", ...shared, board, by: signature(on, step, speaker), check, deleted: false }, "post");
    }
  },

  edit_entry(on, { entry, text, based_on }) {
    const found = on.get("entry", entry) ?? on.get("private_entry", entry);
    if (found?.text_version === based_on) on.put({ ...found, text, text_version: based_on + 1 }, "edit");
  },
};

/** Predicts what the unanswered commands will come to, in their order. */
export function predict(confirmed: Records, pending: readonly Pending[]): Overlay {
  const on = new Prediction(confirmed);
  for (const { message } of pending) {
    const predictor = PREDICTORS[message.body.type] as Predict<Command["type"]> | undefined;
    predictor?.(on, message.body, message.as);
  }
  return on;
}
