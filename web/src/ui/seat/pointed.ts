// What a facilitator points at, as far as this viewer sees it: it may have gone since.

import type { RoomClient } from "../../room/client.svelte";

/** Its words, and the mark that stands on it where a page shows it. */
export interface Pointed {
  readonly text: string;
  readonly at: string;
}

/** What the spotlight is on; none where there is nothing to see. */
export function pointedAt({ room, records }: Pick<RoomClient, "room" | "records">): Pointed | null {
  const key = room.workshop?.spotlight;
  if (!key) return null;
  const text = wordsOf(records, key.kind, key.id);
  return text ? { text, at: `[data-${key.kind}="${CSS.escape(key.id)}"]` } : null;
}

function wordsOf(records: RoomClient["records"], kind: string, id: string): string | undefined {
  if (kind === "cluster") return records.get(kind, id)?.name;
  if (kind === "option") return records.get(kind, id)?.label;
  if (kind === "entry") return records.get(kind, id)?.text.title;
  return records.get("note", id)?.text;
}
