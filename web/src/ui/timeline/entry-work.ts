// What people do with entries: one command each, for the right member and with the key where one is needed.

import type { Command, EntryId, EntryText, MemberId, RejectionCode, StepRecord } from "../../protocol.gen";
import type { Outcome, RoomClient } from "../../room/client.svelte";
import { newId } from "../../room/ids";
import { isHidden } from "../seat/promises";

/** The parts of a client that are needed. */
export type EntryClient = Pick<RoomClient, "send" | "editKeys" | "members" | "records">;

/** Refusals that another member of this device may not get. */
const NOT_THEIRS: ReadonlySet<RejectionCode> = new Set(["not_found", "not_allowed", "not_your_member"]);

/** Posts an entry as a member. */
export function postEntry(
  client: EntryClient,
  step: StepRecord,
  text: EntryText,
  speaker: MemberId | null,
): { entry: EntryId; outcome: Promise<Outcome> } {
  const entry = newId<EntryId>();
  const edit_key = step.effective_attribution === "anonymous" ? client.editKeys.make(entry) : null;
  const command: Command = { type: "post_entry", entry, step: step.id, text, private: isHidden(step), edit_key };
  return { entry, outcome: client.send(command, speaker) };
}

/** Changes an entry that stood at a text version. */
export function editEntry(
  client: EntryClient,
  entry: EntryId,
  basedOn: number,
  text: EntryText,
  speaker: MemberId | null,
): Promise<Outcome> {
  return asAuthor(client, entry, speaker, (edit_key) => {
    return { type: "edit_entry", entry, based_on: basedOn, text, edit_key };
  });
}

/** Deletes an entry softly. */
export function deleteEntry(client: EntryClient, entry: EntryId, speaker: MemberId | null): Promise<Outcome> {
  return asAuthor(client, entry, speaker, (edit_key) => ({ type: "delete_entry", entry, edit_key }));
}

/** Brings a deleted entry back. */
export function restoreEntry(client: EntryClient, entry: EntryId, speaker: MemberId | null): Promise<Outcome> {
  return asAuthor(client, entry, speaker, (edit_key) => ({ type: "restore_entry", entry, edit_key }));
}

/** Shows a late entry to everybody. */
export function postLateEntry(client: EntryClient, entry: EntryId, speaker: MemberId | null): Promise<Outcome> {
  return asAuthor(client, entry, speaker, (edit_key) => {
    return { type: "post_late", item: { kind: "entry", id: entry }, edit_key };
  });
}

/**
 * Sends as the member who wrote an entry. Of an entry that only its author sees, the client knows that it is one of
 * this device's members, not which: then they are tried in turn.
 */
async function asAuthor(
  client: EntryClient,
  entry: EntryId,
  speaker: MemberId | null,
  command: (editKey: string | null) => Command,
): Promise<Outcome> {
  const body = command(client.editKeys.of(entry));
  let owner = speaker;
  for (const mine of client.records.all("mine")) if (mine.entries.includes(entry)) owner = mine.id;
  let outcome = await client.send(body, owner);
  for (const other of client.members) {
    if (outcome.kind !== "reject" || !NOT_THEIRS.has(outcome.code)) break;
    if (other !== owner) outcome = await client.send(body, other);
  }
  return outcome;
}
