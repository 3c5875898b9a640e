import { describe, expect, test } from "vitest";
import type { BallotRecord, BoardRecord, StepRecord, StepSettings } from "../../protocol.gen";
import type { NoteView } from "../../room/views";
import type { Schedule } from "../kit/timer";
import { FRESH_AT_ONCE, FRESH_MS, Fresh } from "./fresh.svelte";
import { LINES, pagesOf } from "./paging";
import {
  ballotColumns,
  clusterGrid,
  nameSize,
  noteSize,
  pageCount,
  questionSize,
  type WallRoom,
  wallViewOf,
  within,
} from "./view";

const step = (settings: Partial<StepSettings>, more: Partial<StepRecord> = {}): StepRecord =>
  ({
    id: "s",
    entered: true,
    revealed: false,
    settings: { kind: "talk", writing: "open", board: null, ballot: null, ...settings },
    ...more,
  }) as StepRecord;
const other = step({}, { id: "first" as never });
const board = (holds: BoardRecord["holds"]): BoardRecord => ({ id: "b", holds, title: "" }) as unknown as BoardRecord;
const note = (more: Partial<NoteView> = {}): NoteView =>
  ({ id: "n", board: "b", text: "A note", deleted: false, hidden: null, cluster: null, ...more }) as NoteView;

function room(current: StepRecord | null, more: Partial<Record<keyof WallRoom, unknown>> = {}): WallRoom {
  return {
    currentStep: current,
    steps: current ? [other, current] : [other],
    boards: [],
    ballots: [],
    notes: [],
    clusters: () => [],
    entriesOn: () => [],
    result: () => null,
    ...more,
  } as unknown as WallRoom;
}

describe("what a wall shows", () => {
  test("before the first step and during the welcome: how to come in", () => {
    expect(wallViewOf(room(null))).toEqual({ kind: "lobby", step: null });
    expect(wallViewOf(room(other, { steps: [other, step({}, { entered: false })] })).kind).toBe("lobby");
    // Come back to later, the first step is a step like others.
    expect(wallViewOf(room(other, { steps: [other, step({})] })).kind).toBe("talk");
  });

  test("while writing is private, nothing of what is written, whatever is on the board", () => {
    const writing = step({ kind: "write", writing: "private", board: "b" as never });
    const full = { boards: [board("notes")], notes: [note()], clusters: () => [{ id: "c" }] };
    expect(wallViewOf(room(writing, full)).kind).toBe("writing");
    expect(wallViewOf(room({ ...writing, revealed: true }, full)).kind).toBe("notes");
  });

  test("hidden and deleted notes are not there", () => {
    const reading = step({ kind: "write", board: "b" as never });
    const only = (one: NoteView) => wallViewOf(room(reading, { boards: [board("notes")], notes: [one] })).kind;
    expect(only(note({ hidden: "until_reveal" }))).toBe("writing");
    expect(only(note({ deleted: true }))).toBe("writing");
    expect(only(note())).toBe("notes");
  });

  test("a board's own picture: clusters, iceberg, timeline, and talk while it is empty", () => {
    const talk = step({ board: "b" as never });
    const on = (holds: BoardRecord["holds"], more = {}) =>
      wallViewOf(room(talk, { boards: [board(holds)], ...more })).kind;
    expect(on("notes")).toBe("talk");
    expect(on("notes", { notes: [note()], clusters: () => [{ id: "c" }] })).toBe("clusters");
    expect(on("iceberg", { notes: [note()] })).toBe("iceberg");
    expect(on("timeline")).toBe("talk");
    expect(on("timeline", { entriesOn: () => [{ deleted: false, hidden: null }] })).toBe("timeline");
    expect(on("timeline", { entriesOn: () => [{ deleted: false, hidden: "until_reveal" }] })).toBe("talk");
  });

  test("a ballot shows its turnout until it is closed, and then its result in any step", () => {
    const voting = step({ kind: "ballot", ballot: "v" as never });
    const ballot = (state: BallotRecord["state"]) => ({ ballots: [{ id: "v", state }], result: () => ({ tally: {} }) });
    expect(wallViewOf(room(voting, ballot("open"))).kind).toBe("ballot");
    expect(wallViewOf(room(voting, ballot("prepared"))).kind).toBe("ballot");
    expect(wallViewOf(room(voting, ballot("closed"))).kind).toBe("results");
    expect(wallViewOf(room(step({ ballot: "v" as never }), ballot("closed"))).kind).toBe("results");
    expect(wallViewOf(room(step({ kind: "ballot" }))).kind).toBe("talk");
  });
});

describe("sizes", () => {
  test("longer texts are set smaller, never cut", () => {
    expect(["a".repeat(97), "a".repeat(150), "a".repeat(200), "a".repeat(300)].map(questionSize)).toEqual([
      "largest",
      "large",
      "medium",
      "small",
    ]);
    expect([60, 100, 200].map((length) => nameSize("a".repeat(length), false))).toEqual(["full", "less", "least"]);
  });

  test("every note is on exactly one page, in order, and columns are not overfull", () => {
    const notes = Array.from({ length: 60 }, (_, at) =>
      note({ id: `n${at}` as never, text: "word ".repeat(3 + ((at * 7) % 90)) }),
    );
    const pages = pagesOf(notes, noteSize, LINES.long);
    const columns = pages.flatMap((page) => page.columns);
    expect(columns.flat().map(({ thing: { id } }) => id)).toEqual(notes.map(({ id }) => id));
    for (const column of columns) {
      const lines = column.reduce((sum, { thing }) => sum + noteSize(thing, LINES.long).lines, 0);
      expect(lines).toBeLessThanOrEqual(LINES.long);
    }
  });

  test("grids and pages", () => {
    expect([3, 12, 13, 40].map((clusters) => clusterGrid(clusters).onPage)).toEqual([6, 12, 16, 16]);
    expect(pageCount(0, 12)).toBe(1);
    expect(pageCount(33, 16)).toBe(3);
    expect([within(5, 3), within(-1, 3), within(0, 0)]).toEqual([2, 0, 0]);
  });
});

describe("fresh marks", () => {
  function hands(): { schedule: Schedule; pass(milliseconds: number): void } {
    let now = 0;
    let timers: { at: number; run: () => void }[] = [];
    return {
      schedule(run, milliseconds) {
        const timer = { at: now + milliseconds, run };
        timers.push(timer);
        return () => {
          timers = timers.filter((one) => one !== timer);
        };
      },
      pass(milliseconds) {
        now += milliseconds;
        for (const timer of timers.filter(({ at }) => at <= now)) timer.run();
        timers = timers.filter(({ at }) => at > now);
      },
    };
  }
  const list = (...entries: string[]) => new Map(entries.map((entry) => [entry.charAt(0), entry]));

  test("what one comes upon is not fresh; what changes is, for a while, three at a time", () => {
    const { schedule, pass } = hands();
    const fresh = new Fresh(schedule);
    fresh.look("board", list("a1", "b1", "c1", "d1"));
    expect(fresh.marked).toEqual([]);
    fresh.look("board", list("a2", "b1", "c1", "d1"));
    expect(fresh.marked).toEqual(["a"]);
    fresh.look("board", list("a2", "b2", "c2", "d2"));
    expect(fresh.marked).toHaveLength(FRESH_AT_ONCE);
    expect(fresh.marked).not.toContain("a");
    pass(FRESH_MS);
    expect(fresh.marked).toEqual([]);
  });

  test("what is gone, and another board, take the marks away", () => {
    const { schedule } = hands();
    const fresh = new Fresh(schedule);
    fresh.look("board", list("a1", "b1"));
    fresh.look("board", list("a2", "b2"));
    fresh.look("board", list("b2"));
    expect(fresh.marked).toEqual(["b"]);
    fresh.look("another", list("x1"));
    expect(fresh.marked).toEqual([]);
  });
});

test("options of an open ballot stand on the wall where all of them have room, and none where not", () => {
  const options = (number: number, length: number) =>
    Array.from({ length: number }, () => ({ label: "x".repeat(length) }));
  expect(ballotColumns(options(7, 40), "Which?")?.map((column) => column.length)).toEqual([4, 3]);
  expect(ballotColumns(options(12, 40), "Which?")?.map((column) => column.length)).toEqual([6, 6]);
  expect(ballotColumns(options(12, 40), "x".repeat(180))).toBe(null);
  expect(ballotColumns(options(12, 70), "Which?")).toBe(null);
  expect(ballotColumns([], "Which?")).toBe(null);
});
