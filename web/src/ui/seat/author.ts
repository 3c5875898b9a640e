// Sends as the member who wrote something, with the key where one is needed.

import type { Command, EntryId, LateItem, MemberId, NoteId, RejectionCode } from "../../protocol.gen";
import type { Outcome, RoomClient } from "../../room/client.svelte";

/** The parts of a client that are needed. */
export type AuthorClient = Pick<RoomClient, "send" | "editKeys" | "members" | "records">;

/** Refusals that another member of this device may not get. */
const NOT_THEIRS: ReadonlySet<RejectionCode> = new Set(["not_found", "not_allowed", "not_your_member"]);

/**
 * Sends as the member who wrote a note or an entry. Of what only its author sees, the client knows that it is one of this
 * device's members, not which: then they are tried in turn.
 */
export async function asAuthor(
  client: AuthorClient,
  id: NoteId | EntryId,
  speaker: MemberId | null,
  command: (editKey: string | null) => Command,
): Promise<Outcome> {
  const body = command(client.editKeys.of(id));
  let owner = speaker;
  for (const mine of client.records.all("mine")) if ([...mine.notes, ...mine.entries].includes(id)) owner = mine.id;
  let outcome = await client.send(body, owner);
  for (const other of client.members) {
    if (outcome.kind !== "reject" || !NOT_THEIRS.has(outcome.code)) break;
    if (other !== owner) outcome = await client.send(body, other);
  }
  return outcome;
}

/** Deletes a note or an entry softly. */
export function deleteItem(client: AuthorClient, item: LateItem, speaker: MemberId | null): Promise<Outcome> {
  return asAuthor(client, item.id, speaker, (edit_key) =>
    item.kind === "note"
      ? { type: "delete_note", note: item.id, edit_key }
      : { type: "delete_entry", entry: item.id, edit_key },
  );
}

/** Brings back what was deleted. */
export function restoreItem(client: AuthorClient, item: LateItem, speaker: MemberId | null): Promise<Outcome> {
  return asAuthor(client, item.id, speaker, (edit_key) =>
    item.kind === "note"
      ? { type: "restore_note", note: item.id, edit_key }
      : { type: "restore_entry", entry: item.id, edit_key },
  );
}

/** Shows to everybody what came late. */
export function postLate(client: AuthorClient, item: LateItem, speaker: MemberId | null): Promise<Outcome> {
  return asAuthor(client, item.id, speaker, (edit_key) => ({ type: "post_late", item, edit_key }));
}
