// What stands half written in steps that the room has left: notes, notes that were being changed, statements. What each
// would come to is decided by its author alone.

import type { ColumnId, MemberId, NoteId, StatementId, StepRecord } from "../../protocol.gen";
import type { Outcome, RoomClient } from "../../room/client.svelte";
import type { Drafts } from "../../room/drafts";
import { baseOf, forgetTyped, keepTyped, typedOf } from "./kept";
import { editNote, postNote } from "./note-work";
import { draftsOf } from "./speaker.svelte";

/** The parts of a client that are needed. */
type LeftClient = Pick<RoomClient, "drafts" | "members" | "records" | "room" | "send" | "editKeys">;

/** Something half written. */
export interface Left {
  readonly key: string;
  /** Whose it is. */
  readonly member: MemberId | null;
  /** The step it was written in. */
  readonly title: string;
  readonly text: string;
  /** It changes what is there already. */
  readonly saves: boolean;
  /** Whoever is to see it does as soon as it is sent; what comes too late for the reveal shows itself among the late notes. */
  readonly shown: boolean;
  send(): Promise<Outcome>;
  /** Forgets it; answers how to put it back where it stood, unless something else stands there by then. */
  forget(): () => void;
}

/** All of it at this device. */
export function leftBehind(client: LeftClient, current: StepRecord | null): Left[] {
  const steps = client.room.steps.filter(
    ({ entered, id, settings }) => entered && id !== current?.id && settings.board,
  );
  const writers = client.members.length > 0 ? client.members : [null];
  return writers.flatMap((member) =>
    steps.flatMap((step) => {
      const drafts = draftsOf(client, member);
      return drafts.fields(step.id).flatMap((field) => {
        const [kind, id, base] = field.split("/");
        const found =
          field === "new"
            ? newNote(client, step, member, drafts)
            : kind === "note"
              ? changedNote(client, step, current, member, drafts, id as NoteId)
              : kind === "statement" && base === "base"
                ? statement(client, step, member, drafts, id as StatementId)
                : null;
        if (!found || found.text.trim() === "") return [];
        return [{ key: `${member}/${step.id}/${field}`, member, title: step.settings.title, ...found }];
      });
    }),
  );
}

type Found = Omit<Left, "key" | "member" | "title">;

function putter(drafts: Drafts, step: string, fields: readonly string[]): () => () => void {
  return () => {
    const kept = fields.map((field) => [field, drafts.read(step, field)] as const);
    for (const field of fields) drafts.clear(step, field);
    return () => {
      if (drafts.read(step, fields[0] ?? "") === "") for (const [field, text] of kept) drafts.write(step, field, text);
    };
  };
}

function newNote(client: LeftClient, step: StepRecord, member: MemberId | null, drafts: Drafts): Found | null {
  const columns = step.settings.board === null ? [] : client.room.columns(step.settings.board);
  const chosen = drafts.read(step.id, "column") as ColumnId;
  const column = columns.find(({ id }) => id === chosen) ?? columns[0];
  if (!column) return null;
  const text = drafts.read(step.id, "new");
  // What was begun in private is its author's until its author says otherwise.
  const seenAsPrivate = step.settings.writing === "private";
  return {
    text,
    saves: false,
    shown: !(seenAsPrivate && step.revealed),
    send: () => postNote(client, step, column.id, text.trim(), member, seenAsPrivate).outcome,
    forget: putter(drafts, step.id, ["new"]),
  };
}

function changedNote(
  client: LeftClient,
  step: StepRecord,
  current: StepRecord | null,
  member: MemberId | null,
  drafts: Drafts,
  id: NoteId,
): Found | null {
  const note = client.room.notes.find((one) => one.id === id && one.mine && !one.deleted);
  const text = drafts.read(step.id, `note/${id}`);
  const settings = current?.settings;
  // Where one writes on the same board, one's notes stand there too, and what is changed in its own box.
  const stands = settings?.board === note?.board && (settings?.kind === "write" || settings?.kind === "table");
  if (!note || stands || text === note.text) return null;
  const base = Number(drafts.read(step.id, `version/${id}`)) || note.textVersion;
  return {
    text,
    saves: true,
    shown: true,
    send: () => editNote(client, id, base, text, member),
    forget: putter(drafts, step.id, [`note/${id}`, `version/${id}`]),
  };
}

function statement(
  client: LeftClient,
  step: StepRecord,
  member: MemberId | null,
  drafts: Drafts,
  id: StatementId,
): Found | null {
  const shared = client.records.get("statement", id);
  const found = client.records.get("private_statement", id) ?? shared;
  if (!found || shared?.deleted) return null;
  const columns = client.room.columns(found.board);
  const typed = typedOf(drafts, step.id, id, columns);
  const changed = columns.filter((column) => typed[column.id] && typed[column.id]?.trim() !== found.text[column.id]);
  const base = baseOf(drafts, step.id, id) ?? found.text_version;
  return {
    text: changed.map((column) => `${column.title}: ${typed[column.id]}`).join("\n"),
    saves: true,
    shown: true,
    send: () => {
      const text = { ...found.text };
      for (const column of changed) text[column.id] = (typed[column.id] ?? "").trim();
      return client.send({ type: "edit_statement", statement: id, based_on: base, text }, member);
    },
    forget: () => {
      forgetTyped(drafts, step.id, id, columns);
      return () => {
        if (baseOf(drafts, step.id, id) !== null) return;
        for (const column of changed) keepTyped(drafts, step.id, id, column.id, typed[column.id] ?? "", base);
      };
    },
  };
}
