import { describe, expect, it } from "vitest";
import type { LinkKind, NoteId } from "../../protocol.gen";
import type { RecordOf } from "../../room/records";
import type { NoteView } from "../../room/views";
import type { Depth } from "./iceberg";
import { voicesOf } from "./iceberg-wall";
import { linksOf, says, targetsOf, threadOf, usualKind } from "./note-links";

const BOARD = "board" as RecordOf<"link">["board"];

/** Depths with notes: `event1`, `event2`, `pattern1` … */
const lists = Object.entries({ event: 3, pattern: 2, structure: 2, belief: 1 }).map(([id, number]) => ({
  column: { id, title: id },
  notes: Array.from({ length: number }, (_, at) => {
    const name = `${id}${at + 1}`;
    return { id: name, column: id, text: name, by: { signed: "nobody" } };
  }),
})) as unknown as Depth[];
const note = (id: string): NoteView => {
  const found = lists.flatMap(({ notes }) => notes).find((one) => one.id === id);
  if (!found) throw new Error(`no note ${id}`);
  return found;
};
const link = (from: string, to: string, says: LinkKind = "driven_by", board: string = BOARD) =>
  ({ kind: "link", id: `${from}>${to}`, board, from, to, says }) as unknown as RecordOf<"link">;
const links = (...all: RecordOf<"link">[]) => linksOf(all, BOARD, lists);
const any = () => true;

describe("links of a note", () => {
  it("are seen from both of its ends, in the order of the depths", () => {
    const found = links(link("event1", "structure1"), link("event1", "pattern2", "sign_of"));
    const seen = (id: string) =>
      found.get(id as NoteId)?.map(({ says, out, other }) => `${out ? "" : "back "}${says} ${other.id}`);
    expect(seen("event1")).toEqual(["sign_of pattern2", "driven_by structure1"]);
    expect(seen("structure1")).toEqual(["back driven_by event1"]);
    expect(seen("belief1")).toBeUndefined();
  });

  it("leave out those with a note that is not to be read, and those of another board", () => {
    expect(links(link("event1", "deleted"), link("event1", "event2", "raises", "other")).size).toBe(0);
  });
});

describe("what a note may be linked to", () => {
  const order = (id: string) => targetsOf(lists, note(id)).map(({ column }) => column.id);

  it("is what lies beneath it first, nearest first, then above, then beside; never itself", () => {
    expect(order("pattern1")).toEqual(["structure", "belief", "event", "pattern"]);
    expect(order("event2")).toEqual(["pattern", "structure", "belief", "event"]);
    // Alone on the lowest depth: nothing lies beneath or beside it.
    expect(order("belief1")).toEqual(["structure", "pattern", "event"]);
    expect(
      targetsOf(lists, note("event2"))
        .at(-1)
        ?.notes.map(({ id }) => id),
    ).toEqual(["event1", "event3"]);
  });

  it("is found by the beginnings of its words, without accents", () => {
    expect(says("Héloïse pays twice", "helo pay")).toBe(true);
    expect(says("Héloïse pays twice", "ays")).toBe(false);
    expect(says("anything", "  ")).toBe(true);
  });

  it("is mostly what drives it; what anyone can see is a sign of it", () => {
    expect([usualKind(lists, note("event1")), usualKind(lists, note("belief1"))]).toEqual(["sign_of", "driven_by"]);
  });
});

describe("the thread of a wall", () => {
  const thread = (...all: RecordOf<"link">[]) => threadOf(lists, links(...all), any).map(({ note }) => note.id);

  it("is the longest way down, whichever way its links were made", () => {
    const all = [link("event2", "belief1"), link("event1", "pattern1"), link("structure2", "pattern1", "raises")];
    expect(thread(...all)).toEqual(["event1", "pattern1", "structure2"]);
    expect(thread(...all, link("structure2", "belief1"))).toEqual(["event1", "pattern1", "structure2", "belief1"]);
  });

  it("of equals is the one that begins highest and first", () => {
    expect(thread(link("event2", "pattern1"), link("event1", "pattern2"))).toEqual(["event1", "pattern2"]);
    expect(thread(link("pattern1", "belief1"), link("event3", "pattern2"))).toEqual(["event3", "pattern2"]);
  });

  it("needs two depths, and notes that fit", () => {
    expect(thread()).toEqual([]);
    expect(thread(link("event1", "event2"))).toEqual([]);
    expect(threadOf(lists, links(link("event1", "pattern1")), ({ id }) => id !== "pattern1")).toEqual([]);
  });

  it("speaks for its depths on a wall; where it does not reach, one voice does", () => {
    const voices = voicesOf(lists, links(link("event3", "structure2")));
    expect(voices.map((voice) => voice?.note.id)).toEqual(["event3", "pattern1", "structure2", "belief1"]);
    expect(voices.map((voice) => voice?.down?.other.id ?? null)).toEqual(["structure2", null, null, null]);
  });
});
