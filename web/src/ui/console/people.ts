// Who sits where, who is connected, who has written: people as a console shows them. Plain functions.

import type { Consent, MemberId, Role, TableId } from "../../protocol.gen";
import type { RecordOf } from "../../room/records";

type Member = RecordOf<"member">;

/** Roles that count as people of the room: they vote and are in the tallies. */
const COUNTING: readonly Role[] = ["participant", "table_host", "theme_team"];

/** Whether somebody counts. */
export const counts = (role: Role): boolean => COUNTING.includes(role);

/** Whether somebody steers. */
export const facilitates = (role: Role): boolean => role === "lead" || role === "co_facilitator";

/** One cell of the map of tables: people of one group at one table. */
export interface Cell {
  readonly here: number;
  readonly away: number;
}

/** One row of the map. */
export interface TableRow {
  /** None = people at no table. */
  readonly table: TableId | null;
  readonly name: string | null;
  readonly cells: readonly Cell[];
  readonly here: number;
  readonly of: number;
}

/** Tables by groups. */
export interface Seating {
  /** Columns: a group's name, or none for people without a group, or `rest` for what does not fit. */
  readonly columns: readonly (string | null | "rest")[];
  readonly rows: readonly TableRow[];
  readonly all: TableRow;
}

/** Columns that a map takes before the last ones are told together. */
const COLUMNS_MOST = 6;

/** People who count, by table and group. Empty tables are shown: they wait for people. */
export function seating(
  members: readonly Member[],
  tables: readonly RecordOf<"table">[],
  groups: readonly string[],
  connected: ReadonlySet<MemberId>,
): Seating {
  const people = members.filter((member) => counts(member.role));
  const without = people.some(({ group }) => group === null || !groups.includes(group));
  const wanted: (string | null)[] = without ? [...groups, null] : [...groups];
  const columns = wanted.length > COLUMNS_MOST ? [...wanted.slice(0, COLUMNS_MOST - 1), "rest" as const] : wanted;
  const columnOf = (group: string | null): number => {
    const known = group !== null && groups.includes(group) ? group : null;
    const at = columns.indexOf(known);
    return at < 0 ? columns.length - 1 : at;
  };

  const empty = (): { here: number; away: number }[] => columns.map(() => ({ here: 0, away: 0 }));
  const byTable = new Map<TableId | null, { here: number; away: number }[]>();
  for (const { id } of tables) byTable.set(id, empty());
  const known = new Set(tables.map(({ id }) => id));
  const total = empty();
  for (const person of people) {
    const table = person.table !== null && known.has(person.table) ? person.table : null;
    const cells = byTable.get(table) ?? empty();
    byTable.set(table, cells);
    const at = columnOf(person.group);
    // Somebody without a device is here as long as whoever speaks for them is; they are not missed.
    const key = connected.has(person.id) || person.proxy ? "here" : "away";
    for (const cell of [cells[at], total[at]]) if (cell) cell[key] += 1;
  }

  const row = (table: TableId | null, name: string | null, cells: Cell[]): TableRow => {
    const here = cells.reduce((sum, cell) => sum + cell.here, 0);
    return { table, name, cells, here, of: here + cells.reduce((sum, cell) => sum + cell.away, 0) };
  };
  const rows = tables.map(({ id, name }) => row(id, name, byTable.get(id) ?? empty()));
  const standing = byTable.get(null);
  if (standing) rows.push(row(null, null, standing));
  return { columns, rows, all: row(null, null, total) };
}

/** How much of what is readable a group has written, against its share of the people. */
export interface GroupShare {
  /** None = all other groups together. */
  readonly group: string | null;
  readonly notes: number;
  /** Share of the signed notes, 0 to 1. */
  readonly share: number;
  /** Share of the people, 0 to 1. */
  readonly fair: number;
  /** Share of the dots on signed notes, 0 to 1, once a ballot is closed. */
  readonly dots: number | null;
}

/** A board's balance as shares; nothing where too little is signed to say anything. */
export function shares(balance: RecordOf<"balance"> | undefined): GroupShare[] {
  if (balance === undefined || balance.signed < 10) return [];
  return balance.groups.map(({ name, people, notes, dots }) => ({
    group: name,
    notes,
    share: notes / balance.signed,
    fair: people / Math.max(1, balance.people),
    dots: dots === null ? null : dots / 1000,
  }));
}

/** Groups that have written markedly less than their share: under two thirds of it. */
export function quietGroups(shares: readonly GroupShare[]): (string | null)[] {
  return shares
    .filter(({ share, fair }) => share < fair * 0.67)
    .sort((one, other) => one.share / one.fair - other.share / other.fair)
    .map(({ group }) => group);
}

/** How many of the people who count have said what may be published of them, and how many may be listed and quoted. */
export function consents(
  members: readonly Member[],
  said: (member: MemberId) => Consent | undefined,
): { answered: number; listed: number; quoted: number; of: number } {
  const people = members.filter((member) => counts(member.role));
  const answers = people.map(({ id }) => said(id)).filter((answer) => answer !== undefined);
  const who = (what: keyof Consent): number => answers.filter((answer) => answer[what]).length;
  return { answered: answers.length, listed: who("listed"), quoted: who("quoted"), of: people.length };
}

/** Whether a person fits what was typed into the search: every word begins some word of theirs. */
export function fitsSearch(typed: string, texts: readonly (string | null)[]): boolean {
  const fold = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const held = texts.flatMap((text) => fold(text ?? "").split(/[^\p{L}\p{N}]+/u));
  return fold(typed)
    .split(/\s+/u)
    .filter(Boolean)
    .every((word) => held.some((one) => one.startsWith(word)));
}

/**
 * Seats for those who have none: each goes to the table with the fewest of their group, then the fewest people, so
 * that tables are mixed. Members keep the tables they have.
 */
export function seatPlan(members: readonly Member[], tables: readonly RecordOf<"table">[]): Map<TableId, MemberId[]> {
  const people = members.filter((member) => counts(member.role));
  const at = new Map(
    tables.map(({ id }) => [id, people.filter(({ table }) => table === id).map(({ group }) => group)]),
  );
  const plan = new Map<TableId, MemberId[]>();
  const waiting = people.filter(({ table }) => table === null || !at.has(table));
  // Group by group, so that a group spreads before the next begins.
  waiting.sort((one, other) => (one.group ?? "").localeCompare(other.group ?? "") || (one.id < other.id ? -1 : 1));
  for (const person of waiting) {
    let best: TableId | null = null;
    let least = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (const [table, sitting] of at) {
      const same = sitting.filter((group) => group === person.group).length;
      const [leastSame = 0, leastAll = 0] = least;
      if (same < leastSame || (same === leastSame && sitting.length < leastAll)) {
        best = table;
        least = [same, sitting.length];
      }
    }
    if (best === null) break;
    at.get(best)?.push(person.group);
    plan.set(best, [...(plan.get(best) ?? []), person.id]);
  }
  return plan;
}
