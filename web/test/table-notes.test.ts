import { describe, expect, it } from "vitest";
import type { BoardId, NoteId, TableId } from "../src/protocol.gen";
import { joinedText, type TableNote, tableNotes } from "../src/ui/table/table-notes";

const TABLE = "t" as TableId;
const BOARD = "b" as BoardId;

const note = (id: string, order: number, more: Partial<TableNote> = {}): TableNote =>
  ({
    id,
    table: TABLE,
    board: BOARD,
    text: `Text ${id}`,
    shelf: { on: "board" },
    card: false,
    order,
    ...more,
  }) as TableNote;

describe("what a table holds", () => {
  it("stands in the table's order, parts with what they became, the parked apart", () => {
    const held = tableNotes(
      [
        note("late", 9),
        note("first", 1, { card: true }),
        note("part", 2, { shelf: { on: "merged", into: "late" as NoteId } }),
        note("parked", 3, { shelf: { on: "parked" } }),
        note("elsewhere", 4, { table: "other" as TableId }),
      ],
      TABLE,
      BOARD,
    );
    expect(held.open.map(({ id }) => id)).toEqual(["first", "late"]);
    expect(held.parked.map(({ id }) => id)).toEqual(["parked"]);
    expect(held.parts.get("late" as NoteId)?.map(({ id }) => id)).toEqual(["part"]);
    expect(held.cards).toBe(1);
  });

  it("joins texts, each said once", () => {
    expect(joinedText([note("1", 1, { text: "Same" }), note("2", 2, { text: "Same" }), note("3", 3)])).toBe(
      "Same\nText 3",
    );
  });
});
