// What an author does with notes: one command each, for the right member and with the key where one is needed.

import type { ColumnId, Command, MemberId, NoteId, StepRecord } from "../../protocol.gen";
import type { Outcome } from "../../room/client.svelte";
import { newId } from "../../room/ids";
import type { NoteView } from "../../room/views";
import { type AuthorClient, asAuthor } from "./author";
import { isHidden } from "./promises";

/** Posts a note as a member. */
export function postNote(
  client: AuthorClient,
  step: StepRecord,
  column: ColumnId,
  text: string,
  speaker: MemberId | null,
  seenAsPrivate = isHidden(step),
): { note: NoteId; outcome: Promise<Outcome> } {
  const note = newId<NoteId>();
  const edit_key = step.effective_attribution === "anonymous" ? client.editKeys.make(note) : null;
  const command: Command = { type: "post_note", note, step: step.id, column, text, private: seenAsPrivate, edit_key };
  return { note, outcome: client.send(command, speaker) };
}

/** Changes a note's text. */
export function editNote(client: AuthorClient, note: NoteId, basedOn: number, text: string, speaker: MemberId | null) {
  return asAuthor(client, note, speaker, (edit_key) => ({
    type: "edit_note",
    note,
    based_on: basedOn,
    text,
    edit_key,
  }));
}

/** Puts one of one's own notes into another column. */
export function moveNote(
  client: AuthorClient,
  note: Pick<NoteView, "id">,
  column: ColumnId,
  speaker: MemberId | null,
  after: NoteId | null = null,
): Promise<Outcome> {
  return asAuthor(client, note.id, speaker, (edit_key) => {
    return { type: "move_notes", notes: [note.id], column, after, edit_key };
  });
}
