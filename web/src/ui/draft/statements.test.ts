import { describe, expect, it } from "vitest";
import type { BoardId, ColumnId, MemberId, StatementId, TableId } from "../../protocol.gen";
import type { RecordOf, Records } from "../../room/records";
import { asksFor, commentsOn, differing, fieldsOf, hasAsked, inShort, neighbors, statementsOn } from "./statements";

const columns = [
  { id: "w" as ColumnId, title: "Who" },
  { id: "n" as ColumnId, title: "Needs" },
  { id: "b" as ColumnId, title: "Because" },
];
const BOARD = "board" as BoardId;

function records(all: readonly { kind: string; id: string }[]): Records {
  return {
    get: () => undefined,
    *all(kind) {
      for (const one of all) if (one.kind === kind) yield one as never;
    },
  };
}

const statement = (id: string, rank: number, kind = "statement") => ({
  kind,
  id,
  rank,
  board: BOARD,
  text: {},
  versions: [],
});

describe("statements of a board", () => {
  it("stand in order, one's own table's hidden ones among them", () => {
    const held = records([
      statement("b", 2),
      statement("a", 1, "private_statement"),
      { ...statement("c", 0), board: "other" as BoardId },
    ]);
    expect(statementsOn(held, BOARD).map(({ id, hidden }) => [id, hidden])).toEqual([
      ["a", true],
      ["b", false],
    ]);
  });

  it("have their own versions in order, and are there once while a reveal is on its way", () => {
    const version = (id: string, of: string, number: number) => ({
      kind: "statement_version",
      id,
      statement: of,
      number,
    });
    const held = records([
      statement("a", 1),
      statement("a", 1, "private_statement"),
      version("2", "a", 2),
      version("1", "a", 1),
      version("3", "b", 1),
    ]);
    const [only, ...more] = statementsOn(held, BOARD);
    expect(more).toEqual([]);
    expect(only?.hidden).toBe(false);
    expect(only?.versions.map(({ number }) => number)).toEqual([1, 2]);
  });
});

it("reservations are read before other comments", () => {
  const comment = (number: number, reservation: boolean) => ({
    kind: "comment",
    id: String(number),
    on: "a",
    number,
    reservation,
  });
  const held = records([comment(1, false), comment(3, true), comment(2, true), { ...comment(4, true), on: "b" }]);
  expect(commentsOn(held, "a").map(({ number }) => number)).toEqual([2, 3, 1]);
});

it("a ballot lists the first two fields that say something, in a line", () => {
  const text = { b: "nobody\nasks", w: "Staff", n: "" } as Record<ColumnId, string>;
  expect(fieldsOf(columns, text).map(({ id }) => id)).toEqual(["w", "b"]);
  expect(inShort(columns, text)).toBe("Staff: nobody asks");
  expect(differing(columns, text, { ...text, n: "x" } as typeof text).map(({ id }) => id)).toEqual(["n"]);
});

it("the pen goes to people of the table whose names are shown", () => {
  const member = (id: string, role: string, table: string | null, name: string | null = id) =>
    ({ kind: "member", id, role, table, name }) as unknown as RecordOf<"member">;
  const all = [
    member("me", "participant", "1"),
    member("ann", "table_host", "1"),
    member("far", "participant", "2"),
    member("nameless", "participant", "1", null),
    member("watcher", "observer", "1"),
  ];
  const me = "me" as MemberId;
  expect(neighbors(all, "1" as TableId, me).map(({ id }) => id)).toEqual(["ann"]);
  expect(neighbors(all, null, me).map(({ id }) => id)).toEqual(["ann", "far"]);
});

it("who asks for a pen stands with whoever holds it, and with whoever asked", () => {
  const mine = (id: string, asked: string[], asks: { statement: string; by: string | null }[]) =>
    ({ kind: "mine", id, asked, asks }) as unknown as RecordOf<"mine">;
  const all = [
    mine(
      "holder",
      [],
      [
        { statement: "a", by: "ann" },
        { statement: "b", by: "ben" },
        { statement: "a", by: null },
      ],
    ),
    mine("ann", ["a"], []),
  ];
  const held = { get: (_: string, id: string) => all.find((one) => one.id === id) } as unknown as Records;
  const [a, b] = ["a" as StatementId, "b" as StatementId];
  expect(asksFor(held, "holder" as MemberId, a).map(({ by }) => by)).toEqual(["ann", null]);
  expect(asksFor(held, null, a)).toEqual([]);
  expect([hasAsked(held, "ann" as MemberId, a), hasAsked(held, "ann" as MemberId, b)]).toEqual([true, false]);
});
