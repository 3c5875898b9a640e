import { expect, test } from "vitest";
import type { NoteId } from "../../protocol.gen";
import { nextAfter, tableSight } from "./table-notes";

const open = ["a", "b", "c", "d"].map((id) => ({ id: id as NoteId }));
const next = (...leaving: string[]) => nextAfter(open, new Set(leaving as NoteId[]));

test("the note behind those that leave is next, or the one before them where they were last", () => {
  expect(next("a", "c")).toBe("d");
  expect(next("c", "d")).toBe("b");
  expect(next("a", "b", "c", "d")).toBeNull();
});

test("a table is promised its own moments, and the signature of the step", () => {
  const sight = tableSight([
    { when: "Now:", who: "everybody, at once." },
    { when: "In the report:", who: "Ana." },
  ]);
  expect(sight.map(({ when }) => when)).toEqual(["Now:", "At the reveal:", "In the report:"]);
  expect(sight[0]?.who).toBe("your table and nobody else until the reveal.");
});
