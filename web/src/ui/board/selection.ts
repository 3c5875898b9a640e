// Choosing among the items of a list, by keyboard and by pointer. A plain value: every act answers a new one.

/** Where one stands in a list, and what is chosen. */
export interface Selection<Id extends string> {
  /** The item that Tab reaches and that keys act on; none in an empty list. */
  readonly cursor: Id | null;
  /** Where a range began. */
  readonly anchor: Id | null;
  readonly chosen: ReadonlySet<Id>;
}

/** Nothing chosen, nowhere yet. */
export function noSelection<Id extends string>(): Selection<Id> {
  return { cursor: null, anchor: null, chosen: new Set() };
}

const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, value));

/** Puts the cursor on an item without choosing it. */
export function moveTo<Id extends string>(selection: Selection<Id>, id: Id): Selection<Id> {
  return { ...selection, cursor: id, anchor: id };
}

/** Moves the cursor by so many items; stays inside the list. */
export function step<Id extends string>(selection: Selection<Id>, list: readonly Id[], by: number): Selection<Id> {
  const at = selection.cursor === null ? -1 : list.indexOf(selection.cursor);
  const id = at < 0 ? list[0] : list[clamp(at + by, list.length - 1)];
  return id === undefined ? selection : moveTo(selection, id);
}

/** Chooses an item, or takes it out again. */
export function toggle<Id extends string>(selection: Selection<Id>, id: Id): Selection<Id> {
  const chosen = new Set(selection.chosen);
  if (!chosen.delete(id)) chosen.add(id);
  return { cursor: id, anchor: id, chosen };
}

/** Chooses all from the anchor to an item; the cursor goes there and the anchor stays. */
export function extendTo<Id extends string>(selection: Selection<Id>, list: readonly Id[], id: Id): Selection<Id> {
  const to = list.indexOf(id);
  if (to < 0) return selection;
  const start = selection.anchor ?? selection.cursor ?? id;
  const from = Math.max(0, list.indexOf(start));
  const chosen = new Set(selection.chosen);
  // What this range covered before and covers no more is let go: the range follows the cursor back.
  const before = selection.cursor === null ? -1 : list.indexOf(selection.cursor);
  if (before >= 0) for (const old of between(list, from, before)) chosen.delete(old);
  for (const item of between(list, from, to)) chosen.add(item);
  return { cursor: id, anchor: list[from] ?? id, chosen };
}

/** Extends by so many items from the cursor. */
export function extendBy<Id extends string>(selection: Selection<Id>, list: readonly Id[], by: number): Selection<Id> {
  const at = selection.cursor === null ? 0 : Math.max(0, list.indexOf(selection.cursor));
  const id = list[clamp(at + by, list.length - 1)];
  return id === undefined ? selection : extendTo(selection, list, id);
}

/** Chooses all of a list besides what is chosen. */
export function chooseAll<Id extends string>(selection: Selection<Id>, list: readonly Id[]): Selection<Id> {
  return { ...selection, chosen: new Set([...selection.chosen, ...list]) };
}

/** Chooses nothing; the cursor stays. */
export function clear<Id extends string>(selection: Selection<Id>): Selection<Id> {
  return { ...selection, anchor: selection.cursor, chosen: new Set() };
}

/** Lets go of what `keep` does not want. The same value if nothing went. */
export function prune<Id extends string>(selection: Selection<Id>, keep: (id: Id) => boolean): Selection<Id> {
  const chosen = [...selection.chosen].filter(keep);
  return chosen.length === selection.chosen.size ? selection : { ...selection, chosen: new Set(chosen) };
}

/**
 * The cursor after a list has changed: where it was; else on the item that took its place, so that one can go on
 * without looking for it.
 */
export function cursorAfter<Id extends string>(
  cursor: Id | null,
  before: readonly Id[],
  after: readonly Id[],
): Id | null {
  if (after.length === 0) return null;
  if (cursor === null) return after[0] ?? null;
  const left = new Set(after);
  if (left.has(cursor)) return cursor;
  const at = before.indexOf(cursor);
  const next = before.slice(Math.max(0, at)).find((id) => left.has(id));
  return next ?? before.slice(0, Math.max(0, at)).findLast((id) => left.has(id)) ?? after[0] ?? null;
}

function between<Id>(list: readonly Id[], one: number, other: number): readonly Id[] {
  return list.slice(Math.min(one, other), Math.max(one, other) + 1);
}
