import { expect, it } from "vitest";
import type { RecordOf, Records } from "../../room/records";
import * as words from "../../words/drafts";
import { beforeOf } from "../ballot/methods/reading";
import { supportOf } from "./support";

type Any = { kind: string; id: string } & Record<string, unknown>;

const holding = (...records: Any[]): Records =>
  ({
    get: (kind: string, id: string) => records.find((one) => one.kind === kind && one.id === id),
    all: (kind: string) => records.filter((one) => one.kind === kind),
  }) as unknown as Records;
const ballot = (id: string, by: string, previous: string | null = null): Any => ({
  kind: "ballot",
  id,
  settings: { question: "", method: { by }, previous },
});
const option = (id: string, ballot: string, statement: string | null, again: string | null = null): Any => ({
  kind: "option",
  id,
  ballot,
  statement,
  again,
  label: `says ${id}`,
});
const result = (id: string, option: string, people: number, marked: number, changed: number | null = null): Any => ({
  kind: "result",
  id,
  tally: { options: [{ option, people, marked, changed }] },
});

const first = [ballot("one", "gradients"), option("a", "one", "s"), result("one", "a", 23, 40)];
// The second round comes first among the records: its place follows from what it repeats.
const second = [ballot("two", "gradients", "one"), option("b", "two", null, "a"), result("two", "b", 31, 40, 12)];

it("support is told before and after a revision, and how many changed", () => {
  expect(words.support(supportOf(holding(...first), "s"))).toBe("Support: 23 of 40.");
  const both = supportOf(holding(...second, ...first), "s");
  expect(words.support(both)).toBe("Support: before 23 of 40, after 31 of 40, 12 changed.");
  expect(words.support(supportOf(holding(...second, ...first), "other"))).toBe("");
});

it("how many changed is left out where too few voted in both rounds", () => {
  const few = second.map((one) => (one.kind === "result" ? result("two", "b", 2, 2) : one));
  expect(words.support(supportOf(holding(...few, ...first), "s"))).toBe("Support: before 23 of 40, after 2 of 2.");
});

it("what ranks or picks, and what is not counted yet, says nothing of support", () => {
  expect(supportOf(holding(ballot("one", "dots"), option("a", "one", "s"), result("one", "a", 3, 9)), "s")).toEqual([]);
  expect(supportOf(holding(ballot("one", "scale"), option("a", "one", "s")), "s")).toEqual([]);
});

it("a result knows of each option what it was in the round before, and what it said", () => {
  const records = holding(...first, ...second);
  const of = (id: string, options: Any[]) =>
    beforeOf(records, records.get("ballot", id) as RecordOf<"ballot">, options as unknown as RecordOf<"option">[]);
  const before = of("two", [option("b", "two", null, "a"), option("new", "two", "t")]);
  expect([...before].map(([id, { label, tally }]) => [id, label, tally.people])).toEqual([["b", "says a", 23]]);
  expect(of("one", [option("a", "one", "s")]).size).toBe(0);
});
