// The iceberg's arithmetic: how a room's notes spread over the depths, and which of them stand for a depth. Pure.

import type { IcebergLevel } from "../../protocol.gen";

/** The levels from the tip down. */
export const LEVELS: readonly IcebergLevel[] = ["event", "pattern", "structure", "mental_model"];

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

/** Up to so many characters a note is set in full at a size that reads from ten metres. */
export const WALL_LENGTH = 110;

/** The notes short enough for a wall; where there are none, the shortest of all. */
export function shortest<Note extends { readonly text: string }>(notes: readonly Note[]): readonly Note[] {
  const short = notes.filter(({ text }) => text.length <= WALL_LENGTH);
  if (short.length > 0) return short;
  return [...notes].sort((one, other) => one.text.length - other.text.length).slice(0, 1);
}
