import { describe, expect, test } from "vitest";
import type { Act, MemberId, RecordKey } from "../../protocol.gen";
import type { RecordOf, Records } from "../../room/records";
import { told } from "../../words/acts";
import { actsOf, doers, firstWords } from "./acts";

const act = (number: number, by: string, more: Partial<RecordOf<"act">> = {}) =>
  ({ kind: "act", id: `a${number}`, number, at: number, by, who: by, what: "locked", ...more }) as RecordOf<"act">;

function records(list: readonly { kind: string; id: string }[]): Records {
  return {
    get: (kind: string, id: string) => list.find((one) => one.kind === kind && one.id === id),
    all: (kind: string) => list.filter((one) => one.kind === kind),
  } as unknown as Records;
}

describe("acts of facilitators", () => {
  const all = [act(1, "Ruth"), act(3, "Ruth", { who: "Ruth A." }), act(2, "Co")];

  test("newest first, of one or of all", () => {
    expect(actsOf(records(all), null).map(({ number }) => number)).toEqual([3, 2, 1]);
    expect(actsOf(records(all), "Ruth" as MemberId).map(({ number }) => number)).toEqual([3, 1]);
    expect(actsOf(records([]), null)).toEqual([]);
  });

  test("everybody who did something once, by their newest name", () => {
    expect(doers(actsOf(records(all), null)).map(({ name }) => name)).toEqual(["Co", "Ruth A."]);
  });

  test("a text says which it is as long as it is to be seen", () => {
    const on = { kind: "note", id: "n" } as unknown as RecordKey;
    const note = { kind: "note", id: "n", text: `Nobody\nexplains ${"the budget ".repeat(9)}` };
    expect(firstWords(records([note]), on)).toMatch(/^Nobody explains the budget .{1,40}…$/u);
    expect(firstWords(records([]), on)).toBeUndefined();
    expect(told("note_deleted", undefined, { text: "Short" })).toBe("deleted “Short”");
    expect(told("note_deleted", undefined, {})).toBe("deleted a note");
  });

  test("sentences say whom, where, how many and why", () => {
    expect(told("seated", undefined, { name: "Ben", detail: "4" })).toBe("seated Ben at table 4");
    expect(told("seated", undefined, { count: 12 })).toBe("seated 12 people at no table");
    expect(told("set_aside", undefined, { text: "Note", detail: "It names a person." })).toBe(
      "set aside “Note”. Reason: It names a person.",
    );
    expect(told("taken_back", "muted", { name: "Ben" })).toBe("took back: let Ben only read and vote");
    expect(told("of_tomorrow" as Act, undefined, {})).toContain("does not know");
  });
});
