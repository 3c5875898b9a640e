// What a facilitator can bring everybody to. Plain functions.

import type { RecordKind } from "../../protocol.gen";
import type { RoomViews } from "../../room/room-views.svelte";

/** Something everybody may see. */
export interface Pointable {
  readonly kind: Extract<RecordKind, "cluster" | "note" | "entry" | "option">;
  readonly id: string;
  readonly text: string;
}

/**
 * What fits a search, of the step the room is in first: options of its ballot, then clusters, notes and entries of its
 * board, then all others. Nothing that somebody does not see yet.
 */
export function pointable(
  room: Pick<RoomViews, "currentStep" | "boards" | "ballots" | "clusters" | "notes" | "entries" | "optionsInOrder">,
  search: string,
): Pointable[] {
  const { board, ballot } = room.currentStep?.settings ?? { board: null, ballot: null };
  const shown = room.ballots.filter(({ state }) => state !== "prepared");
  const options = shown.flatMap(({ id }) =>
    room
      .optionsInOrder(id)
      .map((option) => ({ kind: "option" as const, at: id as string, id: option.id, text: option.label })),
  );
  const clusters = room.boards.flatMap(({ id }) =>
    room.clusters(id).map(({ id, name, board }) => ({ kind: "cluster" as const, at: board as string, id, text: name })),
  );
  const notes = room.notes
    .filter((note) => note.hidden === null && !note.deleted)
    .map(({ id, text, board }) => ({ kind: "note" as const, at: board as string | null, id, text }));
  const entries = room.entries
    .filter((entry) => entry.hidden === null && !entry.deleted)
    .map(({ id, text, board }) => ({ kind: "entry" as const, at: board as string | null, id, text: text.title }));
  const sought = search.trim().toLocaleLowerCase();
  const all = [...options, ...clusters, ...notes, ...entries].filter(({ text }) =>
    text.toLocaleLowerCase().includes(sought),
  );
  const here = ({ at }: { at: string | null }) => at !== null && (at === board || at === ballot);
  return [...all.filter(here), ...all.filter((item) => !here(item))].map(({ kind, id, text }) => ({ kind, id, text }));
}
