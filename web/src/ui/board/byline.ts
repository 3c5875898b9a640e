// The facts under a note: who wrote it and where, as far as the policy lets this viewer know. Pure.

import type { NoteView } from "../../room/views";
import { words } from "../../words";

/** What is needed to name a note's place. */
export interface Places {
  /** Name of a table. */
  table(id: string): string | null;
  /** Heading of a note's column, where it says something: an iceberg's level, or one column of several. */
  column(id: string): string | null;
}

/** `Pattern · Market, table 4`; empty where nothing may be told. */
export function byline(note: Pick<NoteView, "by" | "table" | "column">, places: Places): string {
  const { by } = note;
  const table = note.table === null ? null : places.table(note.table);
  const who = [
    by.signed === "named" ? by.name : null,
    by.signed === "nobody" ? null : by.group,
    table === null ? null : words.seat.atTable(table),
  ];
  const column = places.column(note.column);
  return [column, who.filter(Boolean).join(", ")].filter(Boolean).join(" · ");
}
