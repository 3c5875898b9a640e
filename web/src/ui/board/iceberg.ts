// The iceberg's arithmetic: how a room's notes spread over the depths, and which of them stand for a depth. Pure.

import type { BoardId, IcebergLevel } from "../../protocol.gen";
import type { RecordOf } from "../../room/records";
import type { RoomViews } from "../../room/room-views.svelte";
import type { NoteView } from "../../room/views";

/** The levels from the tip down. */
export const LEVELS: readonly IcebergLevel[] = ["event", "pattern", "structure", "mental_model"];

/** A column of an iceberg, and what everybody sees of its notes. */
export interface Depth {
  readonly column: RecordOf<"column">;
  readonly notes: readonly NoteView[];
}

/** The depths of a board, from the tip down; columns without a level come last. */
export function depthsOf(room: Pick<RoomViews, "columns" | "notesInColumn">, board: BoardId): Depth[] {
  const place = ({ level }: RecordOf<"column">) => (level === null ? LEVELS.length : LEVELS.indexOf(level));
  return [...room.columns(board)]
    .sort((one, other) => place(one) - place(other) || one.rank - other.rank)
    .map((column) => ({
      column,
      notes: room.notesInColumn(column.id).filter((note) => !note.deleted && note.hidden === null),
    }));
}

/** The group a note is signed with. */
export const groupOf = ({ by }: NoteView): string | null => (by.signed === "nobody" ? null : by.group);

/** Under this share of all notes a level is nearly empty, percent. */
export const THIN_PERCENT = 10;
/** With fewer notes in all, shares say nothing yet. */
export const ENOUGH_NOTES = 10;

/** Whole percents that add up to 100, by largest remainders; all 0 while there is nothing to share. */
export function percents(counts: readonly number[]): number[] {
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all === 0) return counts.map(() => 0);
  const exact = counts.map((count) => (100 * count) / all);
  const whole = exact.map(Math.floor);
  const missing = 100 - whole.reduce((sum, percent) => sum + percent, 0);
  const byRest = exact
    .map((percent, index) => ({ index, rest: percent - Math.floor(percent) }))
    .sort((one, other) => other.rest - one.rest || one.index - other.index);
  for (const { index } of byRest.slice(0, missing)) whole[index] = (whole[index] ?? 0) + 1;
  return whole;
}

/** Whether facilitators should be told that a level is nearly empty. */
export function isThin(count: number, all: number): boolean {
  return all >= ENOUGH_NOTES && count * 100 < all * THIN_PERCENT;
}

/**
 * The notes that stand for a level while it is folded: one of each group first, in the room's order, so that what is
 * shown first is not one voice. Notes that come later change nothing of it, unless a new group speaks.
 */
export function samples<Note>(notes: readonly Note[], most: number, groupOf: (note: Note) => string | null): Note[] {
  const chosen = new Set<Note>();
  const groups = new Set<string | null>();
  for (const note of notes) {
    if (chosen.size === most) break;
    const group = groupOf(note);
    if (groups.has(group)) continue;
    groups.add(group);
    chosen.add(note);
  }
  for (const note of notes) {
    if (chosen.size === most) break;
    chosen.add(note);
  }
  return notes.filter((note) => chosen.has(note));
}
