// What is typed into a statement and not saved yet: kept on this device, with the version it began from.

import type { ColumnId } from "../../protocol.gen";
import type { Drafts } from "../../room/drafts";
import type { StatementText } from "./statements";

type Kept = Pick<Drafts, "read" | "write" | "clear">;
type Columns = readonly { readonly id: ColumnId }[];

const field = (statement: string, what: string) => `statement/${statement}/${what}`;

/** What is kept of a statement, by field. */
export function typedOf(drafts: Kept, step: string, statement: string, columns: Columns): StatementText {
  const typed: StatementText = {};
  for (const { id } of columns) {
    const text = drafts.read(step, field(statement, id));
    if (text !== "") typed[id] = text;
  }
  return typed;
}

/** The version that what is kept began from; none if nothing is. */
export function baseOf(drafts: Kept, step: string, statement: string): number | null {
  const base = Number(drafts.read(step, field(statement, "base")));
  return Number.isSafeInteger(base) && base > 0 ? base : null;
}

/** Keeps what was typed into a field, begun from this version. */
export function keepTyped(drafts: Kept, step: string, statement: string, column: ColumnId, text: string, base: number) {
  drafts.write(step, field(statement, column), text);
  drafts.write(step, field(statement, "base"), String(base));
}

/** Forgets all of it: it was saved, or given up. */
export function forgetTyped(drafts: Kept, step: string, statement: string, columns: Columns): void {
  for (const { id } of columns) drafts.clear(step, field(statement, id));
  drafts.clear(step, field(statement, "base"));
}
