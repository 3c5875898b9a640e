// What facilitators did, as a console lists it. Plain functions.

import type { MemberId, RecordKey } from "../../protocol.gen";
import type { RecordOf, Records } from "../../room/records";

type Act = RecordOf<"act">;

/** So much of a text tells which it is. */
const FIRST_CHARACTERS = 60;

/** The acts, newest first; of one facilitator, or of all. */
export function actsOf(records: Records, by: MemberId | null): Act[] {
  const acts = [...records.all("act")].filter((act) => by === null || act.by === by);
  return acts.sort((one, other) => other.number - one.number);
}

/** Who did something, each once, by the name of their newest act. */
export function doers(acts: readonly Act[]): { readonly id: MemberId; readonly name: string }[] {
  const names = new Map<MemberId, string>();
  for (const { by, who } of acts) if (!names.has(by)) names.set(by, who);
  return [...names].map(([id, name]) => ({ id, name })).sort((one, other) => one.name.localeCompare(other.name));
}

/** The words a thing begins with, as long as it is to be seen. */
export function firstWords(records: Records, on: RecordKey | undefined): string | undefined {
  const whole = on && textOf(records, on);
  if (whole === undefined) return undefined;
  const letters = [...whole.replaceAll(/\s+/gu, " ").trim()];
  return letters.length > FIRST_CHARACTERS
    ? `${letters.slice(0, FIRST_CHARACTERS).join("").trimEnd()}…`
    : letters.join("");
}

function textOf(records: Records, { kind, id }: RecordKey): string | undefined {
  switch (kind) {
    case "note":
      return records.get("note", id)?.text;
    case "comment":
      return records.get("comment", id)?.text;
    case "entry":
      return records.get("entry", id)?.text.title;
    case "option":
      return records.get("option", id)?.label;
    case "statement": {
      const statement = records.get("statement", id);
      const columns = [...records.all("column")].sort((one, other) => one.rank - other.rank);
      return columns.map((column) => statement?.text[column.id]).find((field) => field !== undefined && field !== "");
    }
    default:
      return undefined;
  }
}
