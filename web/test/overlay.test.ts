import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Command, CommandId, MemberId, Record as RoomRecord } from "../src/protocol.gen";
import { isPredicted, type Overlay, predict, ranksAfter } from "../src/room/overlay";
import type { Pending } from "../src/room/pending";
import { byRank, type RecordOf, type Records } from "../src/room/records";
import { layered } from "../src/room/views";
import { forSeeds } from "./fakes";

const ME = "me" as MemberId;

/** Records in a list. */
function holding(...records: unknown[]): Records {
  const list = records as RoomRecord[];
  return {
    get: (kind, id) => list.find((record) => record.kind === kind && record.id === id) as never,
    all: (kind) => list.filter((record) => record.kind === kind) as never,
  };
}

function after(records: Records, ...commands: unknown[]): Overlay {
  const pending = commands.map((body, order): Pending => {
    return { order, message: { id: String(order) as CommandId, as: ME, body: body as Command } };
  });
  return predict(records, pending);
}

const step = (over: object = {}, settings: object = {}) => ({
  kind: "step",
  id: "step",
  rank: 1,
  effective_attribution: "named",
  revealed: false,
  entered: true,
  handed: false,
  settings: { kind: "write", board: "board", writing: "open", ...settings },
  ...over,
});
const seat = { kind: "seat", id: "me", name: "Anneke", group: "Patient advocacy", table: "table" };
const column = { kind: "column", id: "column", board: "board", rank: 1 };
const note = (id: string, rank: number, over: object = {}) => ({
  kind: "note",
  id,
  board: "board",
  step: "step",
  column: "column",
  cluster: null,
  shelf: { on: "board" },
  rank,
  text: id,
  text_version: 1,
  by: { signed: "nobody" },
  table: null,
  deleted: false,
  ...over,
});
const post = (over: object = {}) => ({
  type: "post_note",
  note: "new",
  step: "step",
  column: "column",
  text: " words ",
  private: false,
  edit_key: null,
  ...over,
});

/** The notes as a screen would list them. */
function listed(records: Records, overlay: Overlay, of: (note: RecordOf<"note">) => boolean = () => true): string[] {
  return [...layered(records, overlay, "note")]
    .filter(of)
    .sort(byRank)
    .map(({ id }) => id);
}

describe("ranks behind something", () => {
  it("put things where a list would put them", () => {
    forSeeds(300, (dice) => {
      const list = Array.from({ length: dice.upTo(8) }, (_, at) => ({
        id: `old${at}`,
        rank: (at + 1) * 4_294_967_296,
      }));
      const count = 1 + dice.upTo(4);
      const otherwise = dice.one(["first", "last"] as const);
      const behind = dice.one([null, "gone", ...list.map(({ id }) => id)]);
      const fresh = ranksAfter(list, behind, otherwise, count).map((rank, at) => ({ id: `new${at}`, rank }));
      const expected = list.map(({ id }) => id);
      const at = behind === null ? (otherwise === "first" ? 0 : expected.length) : expected.indexOf(behind) + 1;
      expected.splice(behind === "gone" ? expected.length : at, 0, ...fresh.map(({ id }) => id));
      expect([...list, ...fresh].sort(byRank).map(({ id }) => id)).toEqual(expected);
    });
  });
});

describe("a predicted note", () => {
  it("stands last in its column, signed as the step signs", () => {
    const records = holding(step(), seat, column, note("a", 10), note("b", 20));
    const overlay = after(records, post());
    expect(listed(records, overlay)).toEqual(["a", "b", "new"]);
    expect(overlay.records.get("note/new")).toMatchObject({
      text: "words",
      table: "table",
      by: { signed: "named", member: "me", name: "Anneke", group: "Patient advocacy" },
    });
    expect(overlay.acts.get("new")).toBe("post");
  });

  it("names nobody where the step does not", () => {
    const signed = (attribution: string, who: object = seat) => {
      const records = holding(step({ effective_attribution: attribution }), who, column);
      const found = after(records, post()).records.get("note/new") as RecordOf<"note">;
      return [found.by, found.table];
    };
    expect(signed("perspective_only")).toEqual([{ signed: "group", group: "Patient advocacy" }, "table"]);
    expect(signed("perspective_only", { ...seat, group: null })).toEqual([{ signed: "nobody" }, "table"]);
    expect(signed("anonymous")).toEqual([{ signed: "nobody" }, null]);
  });

  it("is private where the step is, and waits in the tray where the step was when it was written", () => {
    const kept = { kind: "private_note", id: "old", column: "column", order: 4 };
    const hidden = after(holding(step({}, { writing: "private" }), seat, column, kept), post({ private: true }));
    expect(hidden.records.get("private_note/new")).toMatchObject({ hidden: "until_reveal", order: 5 });
    expect(hidden.records.has("note/new")).toBe(false);
    const revealed = step({ revealed: true }, { writing: "private" });
    const late = after(holding(revealed, seat, column), post({ private: true }));
    expect(late.records.get("private_note/new")).toMatchObject({ hidden: "late" });
  });

  it("is nothing any more once it is confirmed, and nothing where its place is unknown", () => {
    expect(after(holding(step(), seat, column, note("new", 5)), post()).records.size).toBe(0);
    expect(after(holding(seat, column), post()).records.size).toBe(0);
    expect(after(holding(step(), seat), post()).records.size).toBe(0);
  });

  it("can be edited, moved and deleted before it is confirmed", () => {
    const records = holding(step(), seat, column, { ...column, id: "other" }, note("a", 10, { column: "other" }));
    const edit = (based_on: number, text: string) => ({
      type: "edit_note",
      note: "new",
      based_on,
      text,
      edit_key: null,
    });
    const move = { type: "move_notes", notes: ["new"], column: "other", after: null, edit_key: null };
    const overlay = after(records, post(), edit(1, "better"), edit(2, "best"), move);
    expect(overlay.records.get("note/new")).toMatchObject({ text: "best", text_version: 3, column: "other" });
    expect(overlay.acts.get("new")).toBe("post");
    expect(listed(records, overlay)).toEqual(["new", "a"]);
    const gone = after(records, post(), { type: "delete_note", note: "new", edit_key: null });
    expect(listed(records, gone)).toEqual(["a"]);
    expect(gone.acts.get("new")).toBe("delete");
  });
});

describe("a predicted edit", () => {
  it("is not shown over a text it was not based on: the server's answer tells", () => {
    const records = holding(note("a", 1, { text: "theirs", text_version: 3 }));
    const overlay = after(records, { type: "edit_note", note: "a", based_on: 2, text: "mine", edit_key: null });
    expect(overlay.records.size).toBe(0);
  });

  it("works on entries as on notes", () => {
    const text = { start: "1988", title: "old" };
    const records = holding(step(), seat, { kind: "entry", id: "e", text, text_version: 1 });
    const fresh = { ...text, title: "new" };
    const overlay = after(
      records,
      { type: "edit_entry", entry: "e", based_on: 1, text: fresh, edit_key: null },
      { type: "post_entry", entry: "p", step: "step", text, private: false, edit_key: null },
    );
    expect(overlay.records.get("entry/e")).toMatchObject({ text: fresh, text_version: 2 });
    expect(overlay.records.get("entry/p")).toMatchObject({ board: "board", by: { signed: "named" } });
  });
});

describe("a predicted move", () => {
  const records = holding(
    column,
    { ...column, id: "other" },
    { kind: "cluster", id: "c", board: "board", rank: 1 },
    note("a", 10),
    note("b", 20),
    note("x", 30, { column: "other" }),
    note("c1", 10, { cluster: "c" }),
    note("c2", 20, { cluster: "c" }),
  );
  const inCluster = (note: RecordOf<"note">) => note.cluster === "c";
  const place = (cluster: string | null, behind: string | null, ...notes: string[]) => {
    return { type: "place_notes", notes, cluster, after: behind };
  };

  it("puts notes into a cluster, last or behind another", () => {
    expect(listed(records, after(records, place("c", null, "b", "x")), inCluster)).toEqual(["c1", "c2", "b", "x"]);
    expect(listed(records, after(records, place("c", "c1", "x", "a")), inCluster)).toEqual(["c1", "x", "a", "c2"]);
    expect(after(records, place("gone", null, "a")).records.size).toBe(0);
  });

  it("takes notes out of clusters, each to its own column", () => {
    const overlay = after(records, place(null, null, "c1"));
    expect(listed(records, overlay, inCluster)).toEqual(["c2"]);
    expect(listed(records, overlay, (one) => one.cluster === null && one.column === "column")).toEqual([
      "a",
      "b",
      "c1",
    ]);
  });

  it("leaves a note in its cluster when its column changes", () => {
    const overlay = after(records, { type: "move_notes", notes: ["c1", "b"], column: "other", after: "x" });
    expect(overlay.records.get("note/c1")).toMatchObject({ cluster: "c", column: "other", rank: 10 });
    expect(listed(records, overlay, (one) => one.cluster === null && one.column === "other")).toEqual(["x", "b"]);
    expect(overlay.acts.get("b")).toBe("move");
  });

  it("moves a private note too", () => {
    const own = holding(
      column,
      { ...column, id: "other" },
      { kind: "private_note", id: "p", column: "column", order: 1 },
    );
    const overlay = after(own, { type: "move_notes", notes: ["p"], column: "other", after: null });
    expect(overlay.records.get("private_note/p")).toMatchObject({ column: "other" });
  });
});

describe("what is predicted", () => {
  it("is a paper by member and ballot, the last one standing", () => {
    const vote = (mark: number) => ({ type: "vote", ballot: "ballot", marks: { o: [mark] }, reasons: { o: "Why" } });
    const last = { marks: { o: [2] }, reasons: { o: "Why" } };
    expect(after(holding(), vote(1), vote(2)).papers).toEqual(new Map([["me/ballot", last]]));
  });

  it("is a closed list; all else is worked on, and never throws", () => {
    const folder = new URL("../../protocol/fixtures/command/", import.meta.url);
    const predicted = new Set<string>();
    for (const file of readdirSync(folder)) {
      const command = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Command;
      if (isPredicted(command)) predicted.add(command.type);
      expect(after(holding(), command).records.size).toBe(0);
    }
    expect([...predicted].sort()).toEqual([
      "delete_note",
      "edit_entry",
      "edit_note",
      "move_notes",
      "place_notes",
      "post_entry",
      "post_note",
      "vote",
    ]);
  });
});
