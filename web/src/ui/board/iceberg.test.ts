import { describe, expect, it } from "vitest";
import { depthsOf, isThin, percents, samples } from "./iceberg";
import { shortest } from "./iceberg-wall";

describe("shares", () => {
  it("are those of the sample, and add up to 100", () => {
    expect(percents([58, 71, 64, 32])).toEqual([26, 32, 28, 14]);
    expect(percents([1, 1, 1, 0])).toEqual([34, 33, 33, 0]);
    expect(percents([0, 0, 0, 0])).toEqual([0, 0, 0, 0]);
    for (let seed = 1; seed < 500; seed += 1) {
      const counts = [seed % 7, (seed * 13) % 11, (seed * 29) % 5, (seed * 31) % 17];
      if (counts.some((count) => count > 0)) expect(percents(counts).reduce((sum, one) => sum + one)).toBe(100);
    }
  });

  it("call a level thin under a tenth, once there are notes to speak of", () => {
    expect(isThin(9, 100)).toBe(true);
    expect(isThin(10, 100)).toBe(false);
    expect(isThin(0, 9)).toBe(false);
    expect(isThin(0, 10)).toBe(true);
  });
});

describe("samples", () => {
  const notes = ["a1", "a2", "b1", "a3", "c1", "b2"];
  const groupOf = (note: string): string => note.charAt(0);

  it("take one of each group first, in the room's order", () => {
    expect(samples(notes, 3, groupOf)).toEqual(["a1", "b1", "c1"]);
    expect(samples(notes, 4, groupOf)).toEqual(["a1", "a2", "b1", "c1"]);
    expect(samples(notes, 9, groupOf)).toEqual(notes);
    expect(samples([], 4, groupOf)).toEqual([]);
  });

  it("stay when more notes of the same groups come", () => {
    expect(samples([...notes, "a4", "b3"], 3, groupOf)).toEqual(samples(notes, 3, groupOf));
  });
});

describe("walls", () => {
  it("take short notes, or the shortest there is", () => {
    const [short, long, longer] = [{ text: "short" }, { text: "long ".repeat(30) }, { text: "longer ".repeat(30) }];
    expect(shortest([longer, short, long])).toEqual([short]);
    expect(shortest([longer, long])).toEqual([long]);
    expect(shortest([])).toEqual([]);
  });
});

describe("depths", () => {
  it("stand from the tip down, a column without a level last, each with what everybody sees", () => {
    const column = (id: string, level: string | null, rank: number) => ({ id, level, rank });
    const columns = [column("rest", null, 0), column("belief", "mental_model", 1), column("event", "event", 2)];
    const notes = [
      { id: "seen", deleted: false, hidden: null },
      { id: "gone", deleted: true, hidden: null },
      { id: "mine", deleted: false, hidden: "until_reveal" },
    ];
    const room = { columns: () => columns, notesInColumn: (id: string) => (id === "event" ? notes : []) };
    const depths = depthsOf(room as never, "board" as never);
    expect(depths.map(({ column, notes }) => [column.id, notes.map(({ id }) => id)])).toEqual([
      ["event", ["seen"]],
      ["belief", []],
      ["rest", []],
    ]);
  });
});
