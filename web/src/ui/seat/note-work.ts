// What an author does with notes: one command each, for the right member and with the key where one is needed.

import type { ColumnId, Command, MemberId, NoteId, RejectionCode, StepRecord } from "../../protocol.gen";
import type { Outcome, RoomClient } from "../../room/client.svelte";
import { newId } from "../../room/ids";
import type { NoteView } from "../../room/views";
import { isHidden } from "./promises";

/** The parts of a client that are needed. */
export type NoteClient = Pick<RoomClient, "send" | "editKeys" | "members" | "records">;

/** Refusals that another member of this device may not get. */
const NOT_THEIRS: ReadonlySet<RejectionCode> = new Set(["not_found", "not_allowed", "not_your_member"]);

/** Posts a note as a member. */
export function postNote(
  client: NoteClient,
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
export function editNote(client: NoteClient, note: NoteId, basedOn: number, text: string, speaker: MemberId | null) {
  return asAuthor(client, note, speaker, (edit_key) => ({
    type: "edit_note",
    note,
    based_on: basedOn,
    text,
    edit_key,
  }));
}

/** Deletes a note softly. */
export function deleteNote(client: NoteClient, note: NoteId, speaker: MemberId | null): Promise<Outcome> {
  return asAuthor(client, note, speaker, (edit_key) => ({ type: "delete_note", note, edit_key }));
}

/** Brings a deleted note back. */
export function restoreNote(client: NoteClient, note: NoteId, speaker: MemberId | null): Promise<Outcome> {
  return asAuthor(client, note, speaker, (edit_key) => ({ type: "restore_note", note, edit_key }));
}

/** Shows a late note to everybody. */
export function postLate(client: NoteClient, note: NoteId, speaker: MemberId | null): Promise<Outcome> {
  return asAuthor(client, note, speaker, (edit_key) => {
    return { type: "post_late", item: { kind: "note", id: note }, edit_key };
  });
}

/** Puts one of one's own notes into another column. */
export function moveNote(
  client: NoteClient,
  note: Pick<NoteView, "id">,
  column: ColumnId,
  speaker: MemberId | null,
  after: NoteId | null = null,
): Promise<Outcome> {
  return asAuthor(client, note.id, speaker, (edit_key) => {
    return { type: "move_notes", notes: [note.id], column, after, edit_key };
  });
}

/**
 * Sends as the member who wrote a note. Of a note that only its author sees, the client knows that it is one of this
 * device's members, not which: then they are tried in turn.
 */
async function asAuthor(
  client: NoteClient,
  note: NoteId,
  speaker: MemberId | null,
  command: (editKey: string | null) => Command,
): Promise<Outcome> {
  const body = command(client.editKeys.of(note));
  const owner = ownerOf(client, note) ?? speaker;
  let outcome = await client.send(body, owner);
  for (const other of client.members) {
    if (outcome.kind !== "reject" || !NOT_THEIRS.has(outcome.code)) break;
    if (other !== owner) outcome = await client.send(body, other);
  }
  return outcome;
}

function ownerOf(client: NoteClient, note: NoteId): MemberId | null {
  for (const mine of client.records.all("mine")) if (mine.notes.includes(note)) return mine.id;
  return null;
}
