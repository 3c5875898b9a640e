import { expect, it } from "vitest";
import type { ColumnId } from "../../protocol.gen";
import type { StatementText, StatementView } from "../draft/statements";
import { heightOf, PAGE_LINES, statementPages } from "./statement-pages";

const columns = ["w", "n"].map((id) => ({ id: id as ColumnId, title: id }));
const says = (who: string, needs = ""): StatementText => ({ w: who, n: needs }) as StatementText;
const statement = (id: string, text: StatementText, more: Partial<StatementView> = {}) =>
  ({ id, text, hidden: false, deleted: false, ...more }) as StatementView;

it("a page has what can be read at ten metres, and a long statement is set smaller but whole", () => {
  const short = says("Budget staff", "which benefits fall outside ten years");
  const long = says("x".repeat(500), "y".repeat(500));
  const pages = statementPages(columns, [
    ...["a", "b", "c", "d"].map((id) => statement(id, short)),
    statement("e", long),
  ]);
  expect(pages.map((page) => page.map(({ statement: { id } }) => id))).toEqual([["a", "b", "c"], ["d"], ["e"]]);
  expect(pages.flat().map(({ small }) => small)).toEqual([false, false, false, false, true]);
  for (const page of pages) {
    const height = page.reduce((sum, { statement: { text } }) => sum + heightOf(columns, text).lines, 0);
    expect(height).toBeLessThanOrEqual(PAGE_LINES);
  }
});

it("leaves out what says nothing, was deleted, or is its table's alone", () => {
  const text = says("Staff");
  const all = [
    statement("a", {}),
    statement("b", text, { deleted: true }),
    statement("c", text, { hidden: true }),
    statement("d", text),
  ];
  expect(
    statementPages(columns, all)
      .flat()
      .map(({ statement: { id } }) => id),
  ).toEqual(["d"]);
  expect(statementPages(columns, [])).toEqual([]);
});
