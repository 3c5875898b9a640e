// Records as screens show them: confirmed and predicted together, shared and private together. Pure.

import type {
  BoardId,
  ClusterId,
  ColumnId,
  EntryId,
  EntryState,
  EntryText,
  Hidden,
  NoteId,
  RecordKind,
  Signature,
  StepId,
  TableId,
} from "../protocol.gen";
import { type Key, keyOf } from "./fold";
import { spread } from "./ids";
import type { Act, Overlay } from "./overlay";
import { byRank, type RecordOf, type Records } from "./records";

/** A note, whoever may see it. */
export interface NoteView {
  readonly id: NoteId;
  readonly step: StepId;
  /** None while its column is not known (yet). */
  readonly board: BoardId | null;
  readonly column: ColumnId;
  readonly cluster: ClusterId | null;
  readonly text: string;
  /** What an edit is based on. */
  readonly textVersion: number;
  readonly by: Signature;
  readonly table: TableId | null;
  readonly deleted: boolean;
  /** Why only its author sees it; none = everybody does. */
  readonly hidden: Hidden | null;
  /** Whether this seat may edit it as its author. */
  readonly mine: boolean;
  /** What is being done to it without an answer yet. */
  readonly act: Act | null;
}

/** A timeline entry, whoever may see it. */
export interface EntryView {
  readonly id: EntryId;
  readonly step: StepId;
  /** None while its lane is not known (yet). */
  readonly board: BoardId | null;
  readonly text: EntryText;
  readonly textVersion: number;
  /** What came of looking it up; an entry that was changed since is to be looked up again. */
  readonly check: EntryState;
  readonly by: Signature;
  readonly deleted: boolean;
  readonly hidden: Hidden | null;
  readonly mine: boolean;
  readonly act: Act | null;
}

const NOBODY: Signature = { signed: "nobody" };

/** Gives the same view for the same record, so that what has not changed is not drawn again. */
export class ViewCache<View> {
  readonly #views = new WeakMap<object, { mine: boolean; act: Act | null; board: BoardId | null; view: View }>();

  get(record: object, mine: boolean, act: Act | null, board: BoardId | null, make: () => View): View {
    const known = this.#views.get(record);
    if (known && known.mine === mine && known.act === act && known.board === board) return known.view;
    const view = make();
    this.#views.set(record, { mine, act, board, view });
    return view;
  }
}

/** Confirmed records of a kind with the predicted ones in their place. */
export function* layered<Kind extends RecordKind>(
  confirmed: Records,
  overlay: Overlay,
  kind: Kind,
): Iterable<RecordOf<Kind>> {
  for (const record of confirmed.all(kind)) {
    const key: Key = keyOf(record);
    if (!overlay.gone.has(key) && !overlay.records.has(key)) yield record;
  }
  for (const record of overlay.records.values()) if (record.kind === kind) yield record as RecordOf<Kind>;
}

/** Whether a note has a place on its board. */
const isOnBoard = ({ shelf }: RecordOf<"note">): boolean => shelf.on === "board";

/** All notes: shared ones in their order, then the private ones as they were written. */
export function noteViews(
  confirmed: Records,
  overlay: Overlay,
  isMine: (id: string) => boolean,
  cache: ViewCache<NoteView>,
): NoteView[] {
  const shared = [...layered(confirmed, overlay, "note")]
    .filter(isOnBoard)
    .sort(byRank)
    .map((record) => {
      const { id, step, board, column, cluster, text, text_version, by, table, deleted } = record;
      const act = overlay.acts.get(id) ?? null;
      const mine = isMine(id) || act === "post";
      return cache.get(record, mine, act, board, () => {
        return {
          id,
          step,
          board,
          column,
          cluster,
          text,
          textVersion: text_version,
          by,
          table,
          deleted,
          hidden: null,
          mine,
          act,
        };
      });
    });
  // At a reveal the shared record may arrive a frame before its author's own goes: for that moment there are two.
  const shown = new Set(shared.map(({ id }) => id));
  // What is at one's own table is read there; what was dealt to another stays in its author's sight.
  for (const { id } of confirmed.all("table_note")) shown.add(id);
  const own = [...layered(confirmed, overlay, "private_note")]
    // What was set aside is on no board.
    .filter(({ id, hidden }) => !shown.has(id) && hidden !== "set_aside")
    .sort((one, other) => byRank({ rank: one.order, id: one.id }, { rank: other.order, id: other.id }))
    .map((record) => {
      const { id, step, column, text, text_version, hidden } = record;
      const act = overlay.acts.get(id) ?? null;
      const board = confirmed.get("column", column)?.board ?? null;
      const none = { cluster: null, by: NOBODY, table: null, deleted: false };
      return cache.get(record, true, act, board, () => {
        return { ...none, id, step, board, column, text, textVersion: text_version, hidden, mine: true, act };
      });
    });
  return [...shared, ...own];
}

/** All timeline entries, in date order. */
export function entryViews(
  confirmed: Records,
  overlay: Overlay,
  isMine: (id: string) => boolean,
  cache: ViewCache<EntryView>,
): EntryView[] {
  const views: EntryView[] = [];
  for (const record of layered(confirmed, overlay, "entry")) {
    const { id, step, board, text, text_version, by, deleted, check: found } = record;
    const check = found.of_version < text_version ? "unverified" : found.state;
    const act = overlay.acts.get(id) ?? null;
    const mine = isMine(id) || act === "post";
    views.push(
      cache.get(record, mine, act, board, () => {
        return { id, step, board, text, textVersion: text_version, check, by, deleted, hidden: null, mine, act };
      }),
    );
  }
  // As with notes: a revealed entry may for a moment be there as its author's own too.
  const shown = new Set(views.map(({ id }) => id));
  for (const record of layered(confirmed, overlay, "private_entry")) {
    const { id, step, text, text_version, hidden } = record;
    if (shown.has(id)) continue;
    const act = overlay.acts.get(id) ?? null;
    const board = confirmed.get("column", text.lane)?.board ?? null;
    views.push(
      cache.get(record, true, act, board, () => {
        return {
          id,
          step,
          board,
          text,
          textVersion: text_version,
          check: "unverified",
          by: NOBODY,
          deleted: false,
          hidden,
          mine: true,
          act,
        };
      }),
    );
  }
  return views.sort((one, other) => compareSpans(one.text, other.text) || (one.id < other.id ? -1 : 1));
}

const earliest = (date: string): string =>
  date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date;
const latest = (date: string): string =>
  date.length === 4 ? `${date}-12-31` : date.length === 7 ? `${date}-31` : date;
const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Orders dates as exact as people know them: by the earliest day they may mean, then by the latest. */
export function compareDates(one: string, other: string): number {
  return compareText(earliest(one), earliest(other)) || compareText(latest(one), latest(other));
}

/** Orders spans by their beginnings, then by their ends; what has no end of its own ends where it begins. */
export function compareSpans(
  one: { start: string; end: string | null },
  other: { start: string; end: string | null },
): number {
  return compareDates(one.start, other.start) || compareDates(one.end ?? one.start, other.end ?? other.start);
}

/** Groups things by a key, keeping their order. */
export function groupBy<Thing, Group>(things: Iterable<Thing>, groupOf: (thing: Thing) => Group): Map<Group, Thing[]> {
  const groups = new Map<Group, Thing[]>();
  for (const thing of things) {
    const group = groupOf(thing);
    const list = groups.get(group);
    if (list) list.push(thing);
    else groups.set(group, [thing]);
  }
  return groups;
}

/** Options in the ballot's own order, as walls and reports list them. */
export function inBallotOrder(options: readonly RecordOf<"option">[]): RecordOf<"option">[] {
  return [...options].sort((one, other) => one.place - other.place || compareText(one.id, other.id));
}

/**
 * Options in the order in which one person reads them: shuffled, since what stands first gets more votes, and the
 * same for that person every time.
 */
export function inReaderOrder(options: readonly RecordOf<"option">[], reader: string): RecordOf<"option">[] {
  const place = (option: RecordOf<"option">): number => spread(`${reader}/${option.ballot}/${option.id}`);
  return inBallotOrder(options).sort((one, other) => place(one) - place(other));
}
