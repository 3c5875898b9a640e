// Statements as screens read them: shared ones, and those that only one's own table sees yet. Pure.

import type { BoardId, ColumnRecord, MemberId, StatementId, TableId } from "../../protocol.gen";
import { byRank, type RecordOf, type Records } from "../../room/records";

/** What a statement says in each field. */
export type StatementText = RecordOf<"statement">["text"];

/** A statement, whoever sees it. */
export interface StatementView extends Omit<RecordOf<"statement">, "kind"> {
  /** Seen by its table alone, until the reveal. */
  readonly hidden: boolean;
  readonly versions: readonly Omit<RecordOf<"statement_version">, "kind">[];
}

/** The statements of a board, in order; deleted ones too where this viewer is shown them. */
export function statementsOn(records: Records, board: BoardId): StatementView[] {
  const kept = [...records.all("statement_version")];
  const shared = [...records.all("statement")].map((statement) => {
    const versions = kept.filter((one) => one.statement === statement.id);
    return { ...statement, hidden: false, versions: versions.sort((one, other) => one.number - other.number) };
  });
  const shown = new Set<string>(shared.map(({ id }) => id));
  const own = [...records.all("private_statement")].filter(({ id }) => !shown.has(id));
  const hidden = own.map((statement) => ({ ...statement, hidden: true, deleted: false }));
  return [...shared, ...hidden].filter((one) => one.board === board).sort(byRank);
}

/** What has been said about a statement, in order: reservations first. */
export function commentsOn(records: Records, statement: string): RecordOf<"comment">[] {
  const about = [...records.all("comment")].filter(({ on }) => on === statement);
  return about.sort((one, other) => Number(other.reservation) - Number(one.reservation) || one.number - other.number);
}

/** The fields that say something, in the order of the form. */
export function fieldsOf(columns: readonly Pick<ColumnRecord, "id" | "title">[], text: StatementText) {
  return columns.flatMap(({ id, title }) => {
    const words = text[id];
    return words === undefined || words === "" ? [] : [{ id, title, words }];
  });
}

/** A statement in short, as a ballot lists it: its first two fields. */
export function inShort(columns: readonly Pick<ColumnRecord, "id" | "title">[], text: StatementText): string {
  const fields = fieldsOf(columns, text).slice(0, 2);
  return fields.map(({ words }) => words.replace(/\s+/gu, " ")).join(": ");
}

/** To whom the pen of a table's statement can be handed: who sits there, counts and has a name for this viewer. */
export function neighbors(
  members: readonly RecordOf<"member">[],
  table: TableId | null,
  self: MemberId | null,
): { id: MemberId; name: string }[] {
  const writes = new Set(["participant", "table_host", "theme_team"]);
  const there = members.filter(
    (one) => writes.has(one.role) && one.id !== self && (table === null || one.table === table),
  );
  return there.flatMap(({ id, name }) => (name === null ? [] : [{ id, name }]));
}

/** Who asks somebody for the pen of a statement, whoever asked first first. */
export function asksFor(records: Records, holder: MemberId | null, statement: StatementId) {
  const mine = holder === null ? undefined : records.get("mine", holder);
  return mine?.asks.filter((ask) => ask.statement === statement) ?? [];
}

/** Whether somebody asks for the pen of a statement. */
export function hasAsked(records: Records, member: MemberId | null, statement: StatementId): boolean {
  return member !== null && (records.get("mine", member)?.asked.includes(statement) ?? false);
}

/** Fields in which two texts differ. */
export function differing(
  columns: readonly Pick<ColumnRecord, "id" | "title">[],
  one: StatementText,
  other: StatementText,
): Pick<ColumnRecord, "id" | "title">[] {
  return columns.filter(({ id }) => (one[id] ?? "") !== (other[id] ?? ""));
}
