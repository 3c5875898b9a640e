// What a table holds, in the order in which its people read it. Pure.

import type { BoardId, NoteId, TableId } from "../../protocol.gen";
import type { RecordOf } from "../../room/records";
import { words } from "../../words";
import { everybody } from "../../words/tables";
import type { Sighting } from "../seat/promises";

export type TableNote = RecordOf<"table_note">;

/** The notes of one table on one board. */
export interface TableNotes {
  /** Those it works on. */
  readonly open: readonly TableNote[];
  /** Those it has parked. */
  readonly parked: readonly TableNote[];
  /** What a joined note was made of. */
  readonly parts: ReadonlyMap<NoteId, readonly TableNote[]>;
  /** How many of them are cards. */
  readonly cards: number;
}

export function tableNotes(all: Iterable<TableNote>, table: TableId | null, board: BoardId | null): TableNotes {
  const own = [...all].filter((note) => note.table === table && note.board === board);
  own.sort((one, other) => one.order - other.order);
  const parts = new Map<NoteId, TableNote[]>();
  for (const note of own) {
    if (note.shelf.on === "merged") parts.set(note.shelf.into, [...(parts.get(note.shelf.into) ?? []), note]);
  }
  return {
    open: own.filter(({ shelf }) => shelf.on === "board"),
    parked: own.filter(({ shelf }) => shelf.on === "parked"),
    parts,
    cards: own.filter(({ card }) => card).length,
  };
}

/** What a joined note says before anybody has found better words: everything, once. */
export function joinedText(notes: readonly { readonly text: string }[]): string {
  return [...new Set(notes.map(({ text }) => text))].join("\n");
}

/** The promise of a table at work: its moments are other ones than those of a step in which one writes for the room. */
export function tableSight(lines: readonly Sighting[]): Sighting[] {
  const { now, atReveal, yourTable } = words.writing.sees;
  return [
    { when: now, who: yourTable, icon: "hidden" },
    { when: atReveal, who: everybody, icon: "people" },
    ...lines.filter(({ when }) => when !== now && when !== atReveal),
  ];
}

/** The note one works on next, once some leave the list: the first behind the last of them, else the one before. */
export function nextAfter(open: readonly { readonly id: NoteId }[], leaving: ReadonlySet<NoteId>): NoteId | null {
  const last = open.findLastIndex(({ id }) => leaving.has(id));
  const stays = ({ id }: { readonly id: NoteId }) => !leaving.has(id);
  return (open.slice(last + 1).find(stays) ?? open.slice(0, last + 1).findLast(stays))?.id ?? null;
}
