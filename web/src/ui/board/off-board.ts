// What is on a board's shelves besides the board itself: parked, not posted by a table, set aside, or joined into another
// note. Nothing that somebody wrote is without a place where it can be read. Pure.

import type { BoardId, NoteId } from "../../protocol.gen";
import type { RecordOf, Records } from "../../room/records";

export type NoteRecord = RecordOf<"note">;

/** A note that was set aside, as facilitators and its author see it. */
export interface Aside {
  readonly id: NoteId;
  readonly text: string;
  readonly reason: string;
}

/** A joined note with what it was made of. */
export interface Joined {
  readonly note: NoteRecord;
  readonly parts: readonly NoteRecord[];
}

export interface OffBoard {
  readonly parked: readonly NoteRecord[];
  /** What tables did not post. */
  readonly annex: readonly NoteRecord[];
  readonly aside: readonly Aside[];
  readonly joined: readonly Joined[];
}

/** The notes on the shelves of one board. */
export function offBoard(records: Records, board: BoardId): OffBoard {
  const notes = [...records.all("note")].filter((note) => note.board === board && !note.deleted);
  const parts = new Map<NoteId, NoteRecord[]>();
  const aside: Aside[] = [];
  for (const note of notes) {
    const { id, text, shelf } = note;
    if (shelf.on === "merged") parts.set(shelf.into, [...(parts.get(shelf.into) ?? []), note]);
    if (shelf.on === "set_aside") aside.push({ id, text, reason: shelf.reason });
  }
  for (const { id, text, column, reason } of records.all("private_note")) {
    const here = reason !== null && records.get("column", column)?.board === board;
    // A facilitator who wrote it sees it twice.
    if (here && !aside.some((one) => one.id === id)) aside.push({ id, text, reason });
  }
  return {
    parked: notes.filter(({ shelf }) => shelf.on === "parked"),
    annex: notes.filter(({ shelf }) => shelf.on === "annex"),
    aside,
    joined: notes.filter(({ id }) => parts.has(id)).map((note) => ({ note, parts: parts.get(note.id) ?? [] })),
  };
}
