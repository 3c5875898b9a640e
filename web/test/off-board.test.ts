import { describe, expect, it } from "vitest";
import type { BoardId, NoteId } from "../src/protocol.gen";
import type { Records } from "../src/room/records";
import { type NoteRecord, offBoard } from "../src/ui/board/off-board";

const BOARD = "b" as BoardId;

const note = (id: string, shelf: NoteRecord["shelf"], more: Partial<NoteRecord> = {}) =>
  ({ id, board: BOARD, shelf, text: `Text ${id}`, deleted: false, ...more }) as NoteRecord;

function records(notes: NoteRecord[], own: { id: string; reason: string | null; column: string }[] = []): Records {
  return {
    all: (kind: string) => (kind === "note" ? notes : own),
    get: (_: string, column: string) => (column === "c" ? { board: BOARD } : undefined),
  } as unknown as Records;
}

describe("what is off a board", () => {
  it("is sorted by where it is, and what stands on the board or waits at a table is not in it", () => {
    const into = "joined" as NoteId;
    const shelves = offBoard(
      records([
        note("joined", { on: "board" }),
        note("one", { on: "merged", into }),
        note("two", { on: "merged", into }),
        note("parked", { on: "parked" }),
        note("annex", { on: "annex" }),
        note("card", { on: "table" }),
        note("plain", { on: "board" }),
        note("gone", { on: "parked" }, { deleted: true }),
        note("elsewhere", { on: "parked" }, { board: "other" as BoardId }),
      ]),
      BOARD,
    );
    expect(shelves.parked.map(({ id }) => id)).toEqual(["parked"]);
    expect(shelves.annex.map(({ id }) => id)).toEqual(["annex"]);
    expect(shelves.joined.map(({ note: { id }, parts }) => [id, parts.map((part) => part.id)])).toEqual([
      ["joined", ["one", "two"]],
    ]);
    expect(shelves.aside).toEqual([]);
  });

  it("shows its author what was set aside and why, once where the author facilitates", () => {
    const own = [
      { id: "mine", reason: "Names a patient", column: "c" },
      { id: "both", reason: "Twice", column: "c" },
      { id: "hidden", reason: null, column: "c" },
      { id: "far", reason: "Other board", column: "elsewhere" },
    ];
    const shelves = offBoard(records([note("both", { on: "set_aside", reason: "Twice" })], own), BOARD);
    expect(shelves.aside.map(({ id, reason }) => [id, reason])).toEqual([
      ["both", "Twice"],
      ["mine", "Names a patient"],
    ]);
  });
});
