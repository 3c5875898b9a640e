// The words of what facilitators did. A sentence has no subject: who did it stands before it.

import type { Act, ActRecord, Attribution, Role } from "../protocol.gen";
import { attributions } from "./console-dialogs";
import { count } from "./forms";

export const title = "What was done";
export const says =
  "The last 200 acts of facilitators, for facilitators alone. What people write and vote is not in this list.";
export const none = "No facilitator has done anything yet.";
export const noneBy = "Nothing of theirs is among the last acts.";
export const who = "Whose acts";
export const everybody = "Everybody’s";
export const shown = (number: number) => count(number, "act", "acts");

const roles: Record<Role, string> = {
  lead: "lead facilitator",
  co_facilitator: "co-facilitator",
  theme_team: "theme team",
  table_host: "table host",
  participant: "participant",
  observer: "observer",
  wall: "wall",
};

/** What an act holds beside what it is; the text is of what it was done to, where that is still to be seen. */
export type Done = Pick<ActRecord, "name" | "detail" | "count"> & { readonly text?: string | undefined };

const name = ({ name }: Done): string => (name ? `“${name}”` : "something without a name");
const text = ({ text }: Done, otherwise: string): string => (text ? `“${text}”` : otherwise);
const several = (done: Done): string =>
  done.count === undefined ? text(done, "a note") : count(done.count, "note", "notes");
const role = ({ detail }: Done): string => roles[detail as Role] ?? "somebody";

const acts: Record<Exclude<Act, "taken_back">, (done: Done) => string> = {
  workshop_edited: () => "changed title or purpose",
  attribution_tightened: ({ detail }) => `signed everything ${attributions[detail as Attribution] ?? "more strictly"}`,
  door_opened: () => "opened the door",
  door_closed: () => "closed the door",
  code_changed: () => "changed the code",
  perspectives_set: () => "changed the perspectives",
  link_made: (done) => `made a link (${role(done)})`,
  link_ended: (done) => `revoked a link (${role(done)})`,
  let_in: ({ name }) => `made a way back for ${name ?? "somebody"}`,
  way_back_ended: ({ name }) => `revoked the way back of ${name ?? "somebody"}`,
  member_edited: ({ name }) => `changed the name or perspective of ${name ?? "somebody"}`,
  role_set: (done) => `gave ${done.name ?? "somebody"} another role: ${role(done)}`,
  seats_merged: ({ name, detail }) => `made one seat of ${name ?? "somebody"} and ${detail ?? "somebody"}`,
  member_removed: ({ name }) => `sent ${name ?? "somebody"} away`,
  muted: ({ name }) => `let ${name ?? "somebody"} only read and vote`,
  unmuted: ({ name }) => `let ${name ?? "somebody"} write again`,
  lead_taken: () => "took over the lead",
  proxy_added: ({ name }) => `added ${name ?? "somebody"}, who has no device`,
  table_added: ({ name }) => `added table ${name ?? ""}`,
  table_renamed: ({ name }) => `renamed a table: ${name ?? ""}`,
  table_removed: ({ name }) => `removed table ${name ?? ""}`,
  seated: ({ name, count: number, detail }) =>
    `seated ${name ?? count(number ?? 1, "person", "people")} ${detail ? `at table ${detail}` : "at no table"}`,
  everybody_seated: ({ count: number }) => `seated everybody anew: ${count(number ?? 0, "person", "people")}`,
  step_added: (done) => `added the step ${name(done)}`,
  step_edited: (done) => `changed the step ${name(done)}`,
  step_moved: (done) => `moved the step ${name(done)}`,
  step_removed: (done) => `removed the step ${name(done)}`,
  step_entered: (done) => `took the room to ${name(done)}`,
  step_skipped: (done) => `left out ${name(done)}`,
  step_kept: (done) => `took in again ${name(done)}`,
  time_called: (done) => `called time in ${name(done)}`,
  call_taken_back: (done) => `took back the call for time in ${name(done)}`,
  clock_started: () => "started the clock",
  clock_paused: () => "paused the clock",
  time_changed: () => "changed the time that is left",
  locked: () => "locked the room",
  unlocked: () => "unlocked the room",
  pointed_at: (done) => `pointed at ${done.name ? name(done) : text(done, "something")}`,
  pointed_at_nothing: () => "let people go from what was pointed at",
  walls_live: () => "let the walls go on",
  walls_frozen: () => "froze the walls",
  walls_blank: () => "blanked the walls",
  revealed: (done) => `revealed ${name(done)}`,
  handed_to_tables: (done) => `handed notes to the tables in ${name(done)}`,
  board_added: (done) => `added the board ${name(done)}`,
  board_renamed: (done) => `renamed a board: ${name(done)}`,
  column_added: (done) => `added the column ${name(done)}`,
  column_edited: (done) => `changed the column ${name(done)}`,
  note_edited: (done) => `edited ${text(done, "a note")}`,
  note_deleted: (done) => `deleted ${text(done, "a note")}`,
  note_restored: (done) => `restored ${text(done, "a note")}`,
  set_aside: (done) => `set aside ${several(done)}${done.detail ? `. Reason: ${done.detail}` : ""}`,
  notes_parked: (done) => `parked ${several(done)}`,
  notes_returned: (done) => `brought back ${several(done)}`,
  notes_merged: (done) =>
    `merged ${several(done)}${done.text && done.count !== undefined ? ` into “${done.text}”` : ""}`,
  note_unmerged: (done) => `took a merged note apart into ${count(done.count ?? 0, "note", "notes")}`,
  ballot_added: (done) => `prepared the ballot ${name(done)}`,
  ballot_edited: (done) => `changed the ballot ${name(done)}`,
  options_frozen: (done) => `fixed the options of ${name(done)}`,
  options_unfrozen: (done) => `let go of the options of ${name(done)}`,
  ballot_opened: (done) => `opened the ballot ${name(done)}`,
  ballot_closed: (done) => `closed the ballot ${name(done)}`,
  entry_edited: (done) => `edited ${text(done, "an entry")}`,
  entry_deleted: (done) => `deleted ${text(done, "an entry")}`,
  entry_restored: (done) => `restored ${text(done, "an entry")}`,
  statement_deleted: (done) => `deleted ${text(done, "a statement")}`,
  statement_restored: (done) => `restored ${text(done, "a statement")}`,
  comment_edited: (done) => `edited ${text(done, "a comment")}`,
  comment_deleted: (done) => `deleted ${text(done, "a comment")}`,
};

/** What was done, as the rest of a sentence. An act this page does not know is told as such. */
export function told(what: Act, tookBack: Act | undefined, done: Done): string {
  if (what === "taken_back") return tookBack ? `took back: ${told(tookBack, undefined, done)}` : "took back an act";
  return acts[what]?.(done) ?? "did something that this page does not know; load it again";
}
