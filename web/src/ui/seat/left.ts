// What stands half written in steps that the room has left: notes, notes that were being changed, statements. Their
// authors decide what becomes of them.

import type { ColumnId, MemberId, NoteId, StatementId, StepRecord } from "../../protocol.gen";
import type { Outcome, RoomClient } from "../../room/client.svelte";
import { editNote, postNote } from "./note-work";
import { draftsOf } from "./speaker.svelte";

/** Something half written. */
export interface Left {
  readonly key: string;
  /** Whose it is. */
  readonly member: MemberId;
  /** The step it was written in. */
  readonly title: string;
  readonly text: string;
  /** It changes what is there already. */
  readonly saves: boolean;
  /** Who is to see it does as soon as it is sent. What comes too late for a reveal shows itself among the late notes. */
  readonly shown: boolean;
  readonly send: () => Promise<Outcome>;
  /** Forgets it, and answers how to put it back, unless something else stands there by then. */
  readonly forget: () => () => void;
}

/** All of it at this device. */
export function leftBehind(client: RoomClient, current: StepRecord | null): Left[] {
  return client.members.flatMap((member) =>
    client.room.steps.flatMap((step) =>
      step.entered && step.id !== current?.id && step.settings.board ? leftIn(client, step, current, member) : [],
    ),
  );
}

function leftIn(client: RoomClient, step: StepRecord, current: StepRecord | null, member: MemberId): Left[] {
  const drafts = draftsOf(client, member);
  const all = drafts.fields(step.id);
  const { settings, id: at } = step;
  const read = (field: string) => drafts.read(at, field);
  return all.flatMap((field) => {
    const [kind, id, base] = field.split("/");
    let fields = [field];
    let text = read(field);
    let send: Left["send"];
    const seenAsPrivate = settings.writing === "private";
    if (kind === "new") {
      const columns = client.room.columns(settings.board ?? ("" as never));
      const column = columns.find((one) => one.id === read("column")) ?? columns[0];
      if (!column) return [];
      // What was begun in private is its author's until its author says otherwise.
      send = () => postNote(client, step, column.id, text.trim(), member, seenAsPrivate).outcome;
    } else if (kind === "note") {
      const note = client.room.notes.find((one) => one.id === id && one.mine && !one.deleted);
      // Where one writes on the same board, one's notes stand there, and what is being changed in its own box.
      const now = current?.settings;
      if (!note || text === note.text || (now?.board === note.board && /^(write|table)$/.test(now?.kind ?? "")))
        return [];
      fields = [field, `version/${id}`];
      const version = Number(read(`version/${id}`)) || note.textVersion;
      send = () => editNote(client, id as NoteId, version, text, member);
    } else if (kind === "statement" && base === "base") {
      const statement = id as StatementId;
      const shared = client.records.get("statement", statement);
      const found = client.records.get("private_statement", statement) ?? shared;
      if (!found || shared?.deleted) return [];
      fields = all.filter((one) => one.startsWith(`statement/${id}/`));
      const whole = { ...found.text };
      const changed = client.room.columns(found.board).flatMap((column) => {
        const typed = read(`statement/${id}/${column.id}`).trim();
        if (typed === "" || typed === whole[column.id as ColumnId]) return [];
        whole[column.id] = typed;
        return [`${column.title}: ${typed}`];
      });
      const based_on = Number(text);
      text = changed.join("\n");
      send = () => client.send({ type: "edit_statement", statement, based_on, text: whole }, member);
    } else return [];
    if (text.trim() === "") return [];
    const forget = () => {
      const kept = fields.map((one) => [one, read(one)] as const);
      for (const one of fields) drafts.clear(at, one);
      return () => {
        if (read(field) === "") for (const [one, said] of kept) drafts.write(at, one, said);
      };
    };
    const saves = kind !== "new";
    const shown = saves || !(seenAsPrivate && step.revealed);
    return [{ key: `${member}/${at}/${field}`, member, title: settings.title, text, saves, shown, send, forget }];
  });
}
