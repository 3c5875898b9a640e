// The entry that came last while a screen was looking: a wall holds it up until the next one comes.

import type { BoardId, EntryId } from "../../protocol.gen";
import type { RoomClient } from "../../room/client.svelte";

/** Follows the entries of a timeline from inside a component. None until one comes. */
export function newestEntry(client: RoomClient, board: () => BoardId | null): { readonly current: EntryId | null } {
  let newest = $state.raw<EntryId | null>(null);
  $effect(() => {
    const watched = board();
    newest = null;
    return client.onChange(({ put, drop }) => {
      if (newest !== null && drop.has(`entry/${newest}`)) newest = null;
      const fresh = [...put.values()].flatMap(({ record }) =>
        record.kind === "entry" && record.board === watched && !record.deleted && record.text_version === 1
          ? [record.id]
          : [],
      );
      // Many at once are a reveal or a page loaded anew: none of them is the one people look for.
      if (fresh.length === 1) newest = fresh[0] ?? null;
    });
  });
  return {
    get current() {
      return newest;
    },
  };
}
