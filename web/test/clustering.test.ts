import { describe, expect, it } from "vitest";
import type { BoardId, ClusterId, ColumnId, NoteId, StepId } from "../src/protocol.gen";
import type { RecordOf } from "../src/room/records";
import type { NoteView } from "../src/room/views";
import { arrange, mixOf } from "../src/ui/board/arrangement";
import { byline } from "../src/ui/board/byline";
import { healthOf } from "../src/ui/board/health";
import { append, settle, waitingIn } from "../src/ui/board/held";
import { countWords, isTerse } from "../src/ui/board/naming";
import { find, readDigits } from "../src/ui/board/places";
import {
  chooseAll,
  clear,
  cursorAfter,
  extendBy,
  extendTo,
  moveTo,
  noSelection,
  prune,
  step,
  toggle,
} from "../src/ui/board/selection";

const note = (id: string, parts: Partial<NoteView> = {}): NoteView => ({
  id: id as NoteId,
  step: "s" as StepId,
  board: "b" as BoardId,
  column: "c1" as ColumnId,
  cluster: null,
  text: id,
  textVersion: 1,
  by: { signed: "group", group: "Market" },
  table: null,
  deleted: false,
  hidden: null,
  mine: false,
  act: null,
  ...parts,
});

const cluster = (id: string, name = `Name of ${id}`): RecordOf<"cluster"> => ({
  kind: "cluster",
  id: id as ClusterId,
  board: "b" as BoardId,
  rank: 1,
  name,
  name_version: 3,
  naming: null,
});

const inside = (id: string): { cluster: ClusterId } => ({ cluster: id as ClusterId });

describe("an arrangement", () => {
  it("sorts notes into clusters and lists the others column by column", () => {
    const notes = [
      note("n1", inside("k1")),
      note("n2", { column: "c2" as ColumnId }),
      note("n3"),
      note("n4", inside("k1")),
    ];
    const found = arrange(notes, [cluster("k1"), cluster("k2")], [{ id: "c1" }, { id: "c2" }], []);
    expect(found.clusters.map(({ id, notes }) => [id, notes.map((one) => one.id)])).toEqual([
      ["k1", ["n1", "n4"]],
      ["k2", []],
    ]);
    expect(found.unplaced.map(({ id }) => id)).toEqual(["n3", "n2"]);
    expect(found.total).toBe(4);
    expect(found.byId.get("k1" as ClusterId)?.nameVersion).toBe(3);
  });

  it("leaves out what is deleted and what others do not see", () => {
    const notes = [note("n1", { deleted: true }), note("n2", { hidden: "until_reveal" }), note("n3")];
    expect(arrange(notes, [], [{ id: "c1" }], []).unplaced.map(({ id }) => id)).toEqual(["n3"]);
  });

  it("loses no note whose cluster or column is not known", () => {
    const notes = [note("n1", inside("unknown")), note("n2", { column: "unknown" as ColumnId })];
    expect(arrange(notes, [], [{ id: "c1" }], []).unplaced).toHaveLength(2);
  });

  it("counts groups, most notes first, then in the workshop's order", () => {
    const by = (group: string | null): NoteView =>
      note("n", { by: group === null ? { signed: "nobody" } : { signed: "group", group } });
    const mix = mixOf(
      [by("Policy"), by("Market"), by("Market"), by(null), by("Research"), by("Elsewhere")],
      ["Research", "Market", "Policy"],
    );
    expect(mix.map(({ name, count }) => [name, count])).toEqual([
      ["Market", 2],
      ["Research", 1],
      ["Policy", 1],
      ["Elsewhere", 1],
    ]);
  });

  it("tells its health in four figures", () => {
    const notes = [1, 2, 3, 4].map((number) => note(`n${number}`, inside("k1")));
    const found = arrange(
      [...notes, note("n5", inside("k2")), note("n6")],
      [cluster("k1"), cluster("k2", ""), cluster("k3")],
      [{ id: "c1" }],
      [],
    );
    expect(healthOf(found)).toEqual({
      unplaced: 1,
      total: 6,
      largest: { name: "Name of k1", count: 4, share: 4 / 6 },
      singletons: 1,
      unnamed: 1,
    });
    expect(healthOf(arrange([], [cluster("k1")], [], [])).largest).toBeNull();
  });
});

describe("a selection", () => {
  const list = ["a", "b", "c", "d", "e"];
  const chosen = (of: { chosen: ReadonlySet<string> }): string => [...of.chosen].sort().join("");

  it("begins at the first item and stays inside the list", () => {
    const first = step(noSelection<string>(), list, 1);
    expect(first.cursor).toBe("a");
    expect(step(first, list, -1).cursor).toBe("a");
    expect(step(first, list, 99).cursor).toBe("e");
    expect(step(noSelection<string>(), [], 1).cursor).toBeNull();
  });

  it("extends with the cursor and lets go when the cursor comes back", () => {
    let now = moveTo(noSelection<string>(), "b");
    now = extendBy(now, list, 1);
    now = extendBy(now, list, 1);
    expect(chosen(now)).toBe("bcd");
    now = extendBy(now, list, -1);
    expect(chosen(now)).toBe("bc");
    now = extendBy(now, list, -2);
    expect(chosen(now)).toBe("ab");
    expect(now.anchor).toBe("b");
  });

  it("extends to a pressed item from the one pressed before", () => {
    expect(chosen(extendTo(toggle(noSelection<string>(), "d"), list, "b"))).toBe("bcd");
    const now = toggle(noSelection<string>(), "d");
    expect(extendTo(now, list, "not there")).toBe(now);
  });

  it("keeps what is chosen elsewhere", () => {
    const now = { ...noSelection<string>(), chosen: new Set(["z"]) };
    expect(chosen(chooseAll(now, ["a", "b"]))).toBe("abz");
    expect(chosen(toggle(now, "a"))).toBe("az");
    expect(chosen(toggle(toggle(now, "a"), "a"))).toBe("z");
  });

  it("clears, and lets go of what is gone", () => {
    const now = toggle(toggle(noSelection<string>(), "a"), "b");
    expect(chosen(clear(now))).toBe("");
    expect(clear(now).cursor).toBe("b");
    expect(chosen(prune(now, (id) => id !== "a"))).toBe("b");
    expect(prune(now, () => true)).toBe(now);
  });

  it("puts the cursor on what took the place of a vanished item", () => {
    expect(cursorAfter("c", list, ["a", "b", "d", "e"])).toBe("d");
    expect(cursorAfter("e", list, ["a", "b"])).toBe("b");
    expect(cursorAfter("b", list, list)).toBe("b");
    expect(cursorAfter("b", list, [])).toBeNull();
    expect(cursorAfter(null, [], list)).toBe("a");
    expect(cursorAfter("b", list, ["x"])).toBe("x");
  });
});

describe("a list that stands still", () => {
  const none = (): boolean => false;
  const only =
    (...ids: string[]) =>
    (id: string): boolean =>
      ids.includes(id);

  it("keeps what others take away and holds back what they bring", () => {
    const shown = ["a", "b", "c"];
    expect(settle(shown, ["a", "c", "d"], none)).toBe(shown);
    expect(waitingIn(shown, ["a", "c", "d"])).toBe(2);
  });

  it("shows one's own acts at once, behind their nearest neighbour", () => {
    expect(settle(["a", "b", "c"], ["a", "c"], only("b"))).toEqual(["a", "c"]);
    expect(settle(["a", "c"], ["a", "b", "c", "d"], only("b"))).toEqual(["a", "b", "c"]);
    expect(settle(["c"], ["a", "b", "c"], only("b"))).toEqual(["b", "c"]);
    expect(settle(["a", "gone", "c"], ["a", "b", "c"], only("b"))).toEqual(["a", "b", "gone", "c"]);
  });

  it("counts what changed its place as little as can be", () => {
    expect(waitingIn(["a", "b", "c", "d"], ["d", "a", "b", "c"])).toBe(1);
    expect(waitingIn(["a", "b", "c"], ["c", "b", "a"])).toBe(2);
    expect(waitingIn(["a", "b"], ["a", "b"])).toBe(0);
    expect(waitingIn(["a", "x"], ["a", "y", "z"])).toBe(3);
  });

  it("may let new items stand at the end", () => {
    expect(append(["b", "a"], ["a", "b", "c"])).toEqual(["b", "a", "c"]);
    const shown = ["a"];
    expect(append(shown, ["a"])).toBe(shown);
  });
});

describe("finding a cluster", () => {
  const all = [
    { id: "1", place: 1, name: "We pay for a lifetime of benefit" },
    { id: "2", place: 2, name: "A covered therapy is not yet a therapy people can reach" },
    { id: "12", place: 12, name: "Así llegó la carta del seguro" },
    { id: "13", place: 13, name: "Covered is not reached" },
  ];
  const ids = (typed: string): string[] => find(all, typed).map(({ id }) => id);

  it("waits for a second digit only where there could be one", () => {
    expect(readDigits("1", 12)).toEqual({ kind: "wait", place: 1 });
    expect(readDigits("2", 12)).toEqual({ kind: "place", place: 2 });
    expect(readDigits("12", 12)).toEqual({ kind: "place", place: 12 });
    expect(readDigits("13", 12)).toEqual({ kind: "none" });
    expect(readDigits("0", 12)).toEqual({ kind: "none" });
    expect(readDigits("9", 8)).toEqual({ kind: "none" });
  });

  it("takes the beginnings of words, names that begin so first", () => {
    expect(ids("cov")).toEqual(["13", "2"]);
    expect(ids("ther peo")).toEqual(["2"]);
    expect(ids("nothing")).toEqual([]);
    expect(ids("  ")).toEqual(["1", "2", "12", "13"]);
  });

  it("does not mind accents, and takes numbers", () => {
    expect(ids("asi")).toEqual(["12"]);
    expect(ids("LLEGO")).toEqual(["12"]);
    expect(ids("12")).toEqual(["12"]);
  });
});

describe("a name", () => {
  it("is terse under four words", () => {
    expect(isTerse("Costs")).toBe(true);
    expect(isTerse("Who pays today?")).toBe(true);
    expect(isTerse("Who pays for this?")).toBe(false);
    expect(isTerse("Nobody’s budget sees it")).toBe(false);
    expect(isTerse("")).toBe(false);
  });

  it("is not counted in scripts without spaces", () => {
    expect(isTerse("誰が費用を負担するのか")).toBe(false);
    expect(countWords("best-price rules, again")).toBe(3);
  });
});

describe("the facts under a note", () => {
  const places = {
    table: (id: string) => (id === "t4" ? "4" : null),
    column: (id: string) => (id === "pattern" ? "Pattern" : null),
  };

  it("tells what the policy allows and no more", () => {
    expect(byline(note("n", { table: "t4" as NoteView["table"] }), places)).toBe("Market, table 4");
    expect(byline(note("n", { by: { signed: "nobody" } }), places)).toBe("");
    const named = { signed: "named", member: "m", name: "Ada", group: "Policy" } as NoteView["by"];
    expect(byline(note("n", { by: named, column: "pattern" as ColumnId }), places)).toBe("Pattern · Ada, Policy");
    expect(byline(note("n", { by: { signed: "nobody" }, column: "pattern" as ColumnId }), places)).toBe("Pattern");
  });
});
