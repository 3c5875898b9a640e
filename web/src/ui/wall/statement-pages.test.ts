import { expect, it } from "vitest";
import type { ColumnId } from "../../protocol.gen";
import type { StatementText, StatementView } from "../draft/statements";
import { type Page, pagesOf } from "./paging";
import { shownOn, statementSize } from "./statement-pages";

const columns = ["w", "n"].map((id) => ({ id: id as ColumnId, title: id }));
const says = (who: string, needs = ""): StatementText => ({ w: who, n: needs }) as StatementText;
const statement = (id: string, text: StatementText, more: Partial<StatementView> = {}) =>
  ({ id, text, hidden: false, deleted: false, ...more }) as StatementView;
const LINES = 11;
const pages = (statements: StatementView[]): Page<StatementView>[] =>
  pagesOf(statements, ({ text }, most) => statementSize(columns, text, most), LINES);
const ids = (all: Page<StatementView>[]) =>
  all.map((page) => page.columns.map((one) => one.map(({ thing: { id } }) => id)));

it("short statements stand beside each other, a longer one across the page, a very long one smaller but whole", () => {
  const short = says("Budget staff", "which benefits fall outside ten years of the budget and what that leaves out");
  const long = says("x".repeat(180), "y".repeat(300));
  const longest = says("x".repeat(500), "y".repeat(500));
  const set = pages([
    ...["a", "b", "c", "d", "e"].map((id) => statement(id, short)),
    statement("f", long),
    statement("g", longest),
    statement("h", short),
  ]);
  expect(ids(set)).toEqual([
    [
      ["a", "b"],
      ["c", "d"],
    ],
    [["e"]],
    [["f"]],
    [["g"]],
    [["h"]],
  ]);
  expect(set.map(({ across }) => across)).toEqual([false, false, true, true, false]);
  const small = set.flatMap((page) => page.columns.flat()).filter((placed) => placed.small);
  expect(small.map(({ thing: { id } }) => id)).toEqual(["g"]);
});

it("leaves out what says nothing, was deleted, or is its table's alone", () => {
  const text = says("Staff");
  const all = [
    statement("a", {}),
    statement("b", text, { deleted: true }),
    statement("c", text, { hidden: true }),
    statement("d", text),
  ];
  expect(shownOn(columns, all).map(({ id }) => id)).toEqual(["d"]);
});
