// What people do with entries: one command each, for the right member and with the key where one is needed.

import type { Command, EntryId, EntryText, MemberId, StepRecord } from "../../protocol.gen";
import type { Outcome } from "../../room/client.svelte";
import { newId } from "../../room/ids";
import { type AuthorClient, asAuthor } from "../seat/author";
import { isHidden } from "../seat/promises";

/** Posts an entry as a member. */
export function postEntry(
  client: AuthorClient,
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
  client: AuthorClient,
  entry: EntryId,
  basedOn: number,
  text: EntryText,
  speaker: MemberId | null,
): Promise<Outcome> {
  return asAuthor(client, entry, speaker, (edit_key) => {
    return { type: "edit_entry", entry, based_on: basedOn, text, edit_key };
  });
}
