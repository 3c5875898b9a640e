import { describe, expect, test } from "vitest";
import type {
  BallotRecord,
  BoardId,
  BoardRecord,
  Clock,
  MemberRecord,
  OptionId,
  StatementId,
  StepId,
  StepRecord,
  StepSettings,
  TableId,
  TableRecord,
} from "../../protocol.gen";
import type { Outcome } from "../../room/client.svelte";
import type { RecordOf } from "../../room/records";
import type { Schedule } from "../kit/timer";
import {
  afterWhenMoved,
  agendaLines,
  drift,
  forecast,
  handsOut,
  leftHidden,
  neighbours,
  plannedMinutes,
  remainsOf,
} from "./agenda";
import { FinalAct } from "./final-act.svelte";
import { type FitRow, ImportRun, kindFor, sortRows, stepsFor } from "./import-run.svelte";
import {
  alikePairs,
  type Candidate,
  defaultBudget,
  likeness,
  mostDots,
  moved,
  obstacle,
  tablesLeftOut,
} from "./options";
import { consents, fitsSearch, quietGroups, seating, seatPlan, shares } from "./people";
import { formOf, settingsOf, stricterThan, takes, whole, wrongIn } from "./step-form";
import { TwoTap } from "./two-tap.svelte";

/** Hands that the test turns: runs what is due in its order. */
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
      const end = now + milliseconds;
      for (;;) {
        const due = timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
        if (!due) break;
        timers = timers.filter((one) => one !== due);
        now = due.at;
        due.run();
      }
      now = end;
    },
  };
}

const SETTINGS: StepSettings = {
  kind: "talk",
  title: "Welcome",
  focus_question: "",
  minutes: 10,
  board: null,
  ballot: null,
  writing: "open",
  attribution: null,
  note_limit: null,
  post_limit: null,
  practice: false,
  clock_starts: false,
  advance: false,
  naming: false,
};

function step(id: string, settings: Partial<StepSettings> = {}, more: Partial<StepRecord> = {}): StepRecord {
  return {
    id: id as StepId,
    rank: 0,
    settings: { ...SETTINGS, ...settings },
    effective_attribution: "named",
    entered: false,
    handed: false,
    revealed: false,
    skipped: false,
    started: null,
    spent: 0,
    finishing: null,
    ...more,
  };
}

test("a ballot about statements tells of which tables nothing is on it", () => {
  const tables = ["1", "2", "3", "4"].map((name) => ({ id: `t${name}` as TableId, name }));
  const people = ["t1", "t2", "t3"].map((table) => ({ table: table as TableId }));
  const said = (id: string, table: string, label: string) => {
    return { id: id as StatementId, table: table as TableId, label };
  };
  const statements = [
    said("a", "t1", "Staff"),
    said("b", "t2", ""),
    said("c", "t3", "Families"),
    said("d", "t3", "Payers"),
  ];
  const picked = (...ids: string[]) => new Set(ids as StatementId[]);
  expect(tablesLeftOut(tables, people, statements, picked("a"))).toEqual({ empty: ["2"], left: ["3"] });
  expect(tablesLeftOut(tables, people, statements, picked("a", "d"))).toEqual({ empty: ["2"], left: [] });
});

describe("agenda", () => {
  const steps = [step("a", {}, { entered: true }), step("b", { minutes: 5 }), step("c"), step("d")];

  test("what was left is done, what was skipped lies ahead", () => {
    const lines = agendaLines(steps, "c" as StepId);
    expect(lines.map(({ number, state }) => [number, state])).toEqual([
      [1, "done"],
      [2, "ahead"],
      [3, "now"],
      [4, "ahead"],
    ]);
    expect(plannedMinutes(steps)).toBe(35);
  });

  test("what a later step hands to the tables waits for it, unless that step is left out or of another board", () => {
    const [board, other] = ["board", "other"] as BoardId[] as [BoardId, BoardId];
    const written = step("a", { kind: "write", writing: "private", board }, { entered: true });
    const to = (more: Partial<StepSettings>, of: Partial<StepRecord> = {}) =>
      handsOut([written, step("b"), step("c", { kind: "table", board, ...more }, of)], written, "a" as StepId);
    expect(to({})?.number).toBe(3);
    expect(to({ board: other })).toBeNull();
    expect(to({ kind: "cluster" })).toBeNull();
    expect(to({}, { skipped: true })).toBeNull();
    expect(to({}, { entered: true })).toBeNull();
  });

  test("before the first move only the first step lies ahead", () => {
    expect(neighbours(agendaLines(steps, null))).toMatchObject({ back: null, next: { number: 1 } });
    expect(neighbours(agendaLines(steps, "d" as StepId))).toMatchObject({ back: { number: 3 }, next: null });
    expect(neighbours([])).toEqual({ back: null, next: null });
  });

  test("a step that is left out is passed over both ways and has no minutes", () => {
    const left = [step("a"), step("b", { minutes: 5 }, { skipped: true }), step("c")];
    expect(neighbours(agendaLines(left, "a" as StepId)).next?.number).toBe(3);
    expect(neighbours(agendaLines(left, "c" as StepId)).back?.number).toBe(1);
    expect(plannedMinutes(left)).toBe(20);
  });

  test("the pace says when the room is through, against what was planned when it began", () => {
    const MINUTE = 60_000;
    const began = 1_800_000_000_000;
    const agenda = [
      step("a", { minutes: 10 }, { entered: true, started: began, spent: 12 * MINUTE }),
      step("b", { minutes: 20 }, { entered: true, started: began + 12 * MINUTE }),
      step("c", { minutes: 5 }, { skipped: true }),
      step("d", { minutes: 30 }),
    ];
    const at = (state: Clock["state"], minutes: number) =>
      forecast(
        agenda,
        { step: "b" as StepId, since: began + 12 * MINUTE, length: 20 * MINUTE, state },
        began + minutes * MINUTE,
      );
    // Two minutes were lost in the first step, and the clock gives the second its twenty.
    expect(at({ is: "running", ends: began + 32 * MINUTE }, 15)).toEqual({
      ends: began + 62 * MINUTE,
      planned: began + 60 * MINUTE,
      late: 2,
    });
    expect(at({ is: "paused", left: 10 * MINUTE }, 20)?.late).toBe(0);
    // A clock that nobody started lets the step have its minutes, and then every further one is late.
    expect(at({ is: "idle" }, 15)?.late).toBe(2);
    expect(at({ is: "idle" }, 36)?.late).toBe(6);
    expect(at({ is: "running", ends: began + 22 * MINUTE }, 25)?.late).toBe(-5);
    expect(forecast([step("a")], null, began)).toBeNull();
    expect(agendaLines(agenda, "b" as StepId).map(drift)).toEqual([2, null, null, null]);
  });

  test("leaving a step names what stays as it is", () => {
    const open = { state: "open" } as BallotRecord;
    expect(remainsOf(step("w", { kind: "write", writing: "private" }), null)).toEqual(["hidden"]);
    expect(remainsOf(step("w", { kind: "write", writing: "private" }, { revealed: true }), null)).toEqual([]);
    expect(remainsOf(step("t", { kind: "talk", writing: "private" }), null)).toEqual([]);
    expect(remainsOf(step("b", { kind: "ballot" }), open)).toEqual(["ballot-open"]);
    expect(remainsOf(step("b", { kind: "ballot" }), { ...open, state: "prepared" })).toEqual(["ballot-not-opened"]);
    expect(remainsOf(null, null)).toEqual([]);
  });

  test("what was left without a reveal waits in every later step, and not in its own", () => {
    const entered = { entered: true };
    const agenda = [
      step("open", { kind: "write" }, entered),
      step("shown", { kind: "write", writing: "private" }, { entered: true, revealed: true }),
      step("left", { kind: "write", writing: "private" }, entered),
      step("dates", { kind: "timeline", writing: "private" }, entered),
      step("talk", { kind: "talk", writing: "private" }, entered),
      step("skipped", { kind: "write", writing: "private" }),
      step("now", { kind: "cluster" }, entered),
    ];
    const waiting = (current: string | null) =>
      leftHidden(agenda, current as StepId | null).map(({ number }) => number);
    expect(waiting("now")).toEqual([3, 4]);
    expect(waiting("left")).toEqual([4]);
    expect(waiting(null)).toEqual([3, 4]);
  });

  test("a step moves one place, and not off the ends", () => {
    const id = (text: string) => text as StepId;
    expect(afterWhenMoved(steps, id("c"), -1)).toBe("a");
    expect(afterWhenMoved(steps, id("b"), -1)).toBe(null);
    expect(afterWhenMoved(steps, id("b"), 1)).toBe("c");
    expect(afterWhenMoved(steps, id("a"), -1)).toBe(false);
    expect(afterWhenMoved(steps, id("d"), 1)).toBe(false);
  });
});

describe("ballot options", () => {
  const candidate = (label: string): Candidate => ({
    option: label as OptionId,
    source: { from: "text", label },
    label,
    notes: 0,
  });

  test("dots follow the number of options: a quarter, 3 to 8, at most half", () => {
    const expected: Record<number, number> = { 2: 1, 3: 1, 4: 2, 5: 2, 6: 3, 12: 3, 14: 4, 30: 8, 100: 8 };
    for (const [options, dots] of Object.entries(expected)) expect(defaultBudget(Number(options)), options).toBe(dots);
    expect(mostDots(12, 2)).toBe(24);
    expect(mostDots(40, 5)).toBe(50);
  });

  test("labels that read alike are found, and others let be", () => {
    expect(likeness("Access for families", "Families and their access")).toBeGreaterThan(0.6);
    expect(likeness("Payment models", "The payment model")).toBeGreaterThan(0.6);
    expect(
      likeness("Trust was broken long before the cure arrived", "A few dozen centers cannot treat a country"),
    ).toBe(0);
    expect(alikePairs(["Access", " access ", "Cost"])).toEqual([{ one: 1, other: 2, same: true }]);
    expect(alikePairs(["The", "Of"])).toEqual([]);
  });

  test("what the server would refuse is said before", () => {
    expect(obstacle([candidate("One")])).toBe("few");
    expect(obstacle([candidate("One"), candidate(" ")])).toBe("unnamed");
    expect(obstacle([candidate("One"), candidate("ONE")])).toBe("same");
    expect(obstacle([candidate("Cost of care"), candidate("Trust in science")])).toBe(null);
  });

  test("moving keeps everything", () => {
    expect(moved(["a", "b", "c"], 2, -1)).toEqual(["a", "c", "b"]);
    expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
    expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
  });
});

describe("people", () => {
  const member = (id: string, more: Partial<MemberRecord> = {}): MemberRecord =>
    ({
      id,
      name: id,
      role: "participant",
      perspective: null,
      group: null,
      table: null,
      proxy: false,
      muted: false,
      ...more,
    }) as MemberRecord;
  const tables = [
    { id: "t1", name: "1" },
    { id: "t2", name: "2" },
  ] as TableRecord[];
  const kinded = <Kind extends string, Thing>(kind: Kind, things: Thing[]) => things.map((one) => ({ kind, ...one }));

  test("tables by groups: only people who count, the offline apart", () => {
    const people = [
      member("a", { group: "Market", table: "t1" } as Partial<MemberRecord>),
      member("b", { group: "Market", table: "t1" } as Partial<MemberRecord>),
      member("c", { group: null, proxy: true }),
      member("d", { role: "lead" }),
      member("e", { role: "observer" }),
    ];
    const map = seating(
      kinded("member" as const, people),
      kinded("table" as const, tables),
      ["Market", "Policy"],
      new Set(["a"]) as never,
    );
    expect(map.columns).toEqual(["Market", "Policy", null]);
    expect(map.rows.map(({ name, here, of }) => [name, here, of])).toEqual([
      ["1", 1, 2],
      ["2", 0, 0],
      [null, 1, 1],
    ]);
    expect(map.all).toMatchObject({ here: 2, of: 3 });
  });

  test("more groups than columns are told together, and nobody is lost", () => {
    const groups = Array.from({ length: 9 }, (_, at) => `G${at}`);
    const people = groups.map((group) => member(group, { group }));
    const map = seating(kinded("member" as const, people), [], groups, new Set() as never);
    expect(map.columns.at(-1)).toBe("rest");
    expect(map.columns).toHaveLength(6);
    expect(map.all.of).toBe(9);
  });

  test("seats mix the groups and move nobody", () => {
    const people = Array.from({ length: 8 }, (_, at) => member(`m${at}`, { group: at < 4 ? "A" : "B" }));
    const seated = { ...people[0], table: "t1" } as MemberRecord;
    const plan = seatPlan(kinded("member" as const, [seated, ...people.slice(1)]), kinded("table" as const, tables));
    const at = (table: string) => plan.get(table as never) ?? [];
    expect(at("t1").length + at("t2").length).toBe(7);
    expect(at("t1")).not.toContain("m0");
    expect(at("t2").filter((id) => Number(id.slice(1)) < 4)).toHaveLength(2);
    expect(at("t2").filter((id) => Number(id.slice(1)) >= 4)).toHaveLength(2);
    expect(seatPlan(kinded("member" as const, people), []).size).toBe(0);
  });

  test("answers are counted among the people who count", () => {
    const people = [member("a"), member("b"), member("c"), member("lead", { role: "lead" })];
    const said: Record<string, { listed: boolean; quoted: boolean }> = {
      a: { listed: true, quoted: false },
      b: { listed: false, quoted: false },
      lead: { listed: true, quoted: true },
    };
    expect(consents(kinded("member" as const, people), (id) => said[id])).toEqual({
      answered: 2,
      listed: 1,
      quoted: 0,
      of: 3,
    });
  });

  test("a search finds by beginnings of words, whatever the accents", () => {
    expect(fitsSearch("benav", ["Arturo Benavídez Luna"])).toBe(true);
    expect(fitsSearch("luna art", ["Arturo Benavídez Luna"])).toBe(true);
    expect(fitsSearch("rturo", ["Arturo"])).toBe(false);
    expect(fitsSearch("  ", [null])).toBe(true);
  });

  test("the balance is shares of notes against shares of people, and says nothing of little", () => {
    const record = {
      id: "b",
      people: 9,
      contributed: 4,
      evenness: 400,
      signed: 20,
      left_out: 2,
      groups: [
        { name: "A", people: 3, notes: 15, dots: 250 },
        { name: "B", people: 3, notes: 1, dots: null },
        { name: null, people: 3, notes: 4, dots: 0 },
      ],
    } as unknown as RecordOf<"balance">;
    const [a, b, rest] = shares(record);
    expect(a).toEqual({ group: "A", notes: 15, share: 0.75, fair: 1 / 3, dots: 0.25 });
    expect([b?.dots, rest?.dots, rest?.share]).toEqual([null, 0, 0.2]);
    expect(quietGroups(shares(record))).toEqual(["B", null]);
    expect(shares({ ...record, signed: 9 })).toEqual([]);
    expect(shares(undefined)).toEqual([]);
  });
});

describe("a step's form", () => {
  test("goes there and back without a loss", () => {
    const settings: StepSettings = {
      ...SETTINGS,
      kind: "write",
      board: "b" as never,
      note_limit: 5,
      attribution: "anonymous",
      writing: "private",
    };
    expect(settingsOf(formOf(settings), null)).toEqual(settings);
    expect(settingsOf(formOf(SETTINGS), null)).toEqual(SETTINGS);
  });

  test("says what is wrong before the server does", () => {
    const form = formOf({ ...SETTINGS, kind: "write", board: "b" as never });
    expect(wrongIn(form)).toBe(null);
    expect(wrongIn({ ...form, title: "  " })).toBe("title");
    expect(wrongIn({ ...form, minutes: "-1" })).toBe("minutes");
    expect(wrongIn({ ...form, minutes: "1441" })).toBe("minutes");
    expect(wrongIn({ ...form, limit: "0" })).toBe("limit");
    expect(wrongIn({ ...form, board: "" })).toBe("board");
    expect(wrongIn({ ...form, kind: "talk", board: "", limit: "x" })).toBe(null);
    expect(whole("12", 0, 12)).toBe(12);
    expect(whole("1e3", 0, 9_999)).toBe(null);
  });

  test("boards that a kind takes, and what is stricter", () => {
    expect(takes("cluster", "timeline")).toBe(false);
    expect(takes("timeline", "notes")).toBe(false);
    expect(takes("talk", "iceberg")).toBe(true);
    expect(stricterThan("perspective_only")).toEqual(["anonymous"]);
    expect(stricterThan("anonymous")).toEqual([]);
  });
});

describe("acts that are asked once more", () => {
  test("the second press does it; a double click and a late press do not", () => {
    const { schedule, pass } = hands();
    const tap = new TwoTap(schedule);
    expect(tap.press("a", 0)).toBe(false);
    expect(tap.press("a", 100)).toBe(false);
    expect(tap.press("a", 400)).toBe(true);
    expect(tap.armed).toBe(null);
    expect(tap.press("a", 1_000)).toBe(false);
    pass(10_000);
    expect(tap.armed).toBe(null);
    expect(tap.press("a", 12_000)).toBe(false);
    // Another act in between is another question.
    expect(tap.press("b", 13_000)).toBe(false);
    expect(tap.press("a", 14_000)).toBe(false);
  });

  test("a final act waits three seconds and can be called off", async () => {
    const { schedule, pass } = hands();
    let sent = 0;
    const act = new FinalAct(async () => {
      sent += 1;
      return null;
    }, schedule);
    act.begin();
    pass(2_900);
    expect([act.state, act.left, sent]).toEqual(["counting", 1, 0]);
    act.callOff();
    pass(10_000);
    expect([act.state, sent]).toEqual(["asked", 0]);
    act.begin();
    pass(3_000);
    act.callOff();
    await Promise.resolve();
    await Promise.resolve();
    expect([act.state, sent]).toEqual(["done", 1]);
  });

  test("a refused final act says why and can be tried again", async () => {
    const { schedule, pass } = hands();
    const act = new FinalAct(async () => "This ballot is not open.", schedule);
    act.begin();
    pass(3_000);
    await Promise.resolve();
    await Promise.resolve();
    expect([act.state, act.refused]).toEqual(["asked", "This ballot is not open."]);
  });
});

describe("import", () => {
  const board = { id: "b", holds: "notes", title: "" } as unknown as BoardRecord;
  const row = (line: number): FitRow => ({ row: "note", line, column: "c" as never, text: `row ${line}` });

  test("steps that people write in come first, those with a limit after", () => {
    const steps = [
      step("cluster", { kind: "cluster", board: board.id }),
      step("limited", { kind: "write", board: board.id, note_limit: 5 }),
      step("free", { kind: "write", board: board.id }),
      step("elsewhere", { kind: "write", board: "x" as never }),
    ];
    expect(stepsFor(steps, board).map(({ id }) => id)).toEqual(["free", "limited", "cluster"]);
    expect(stepsFor(steps, null)).toEqual([]);
  });

  test("the kind is what the board at hand holds, else what the agenda works on", () => {
    const notes = { id: "n", holds: "notes", title: "" } as unknown as BoardRecord;
    const line = { id: "t", holds: "timeline", title: "" } as unknown as BoardRecord;
    const on = (board: BoardRecord) => step(`on ${board.id}`, { board: board.id });
    const talk = step("talk", {});
    expect(kindFor([notes, line], line.id, [], null)).toBe("entries");
    expect(kindFor([notes, line], null, [on(notes)], on(line))).toBe("entries");
    expect(kindFor([notes, line], null, [talk, on(line)], talk)).toBe("entries");
    expect(kindFor([notes, line], null, [on(notes), on(line)], talk)).toBe("notes");
    expect(kindFor([], null, [], null)).toBe("notes");
  });

  test("one refused row loses no other; a stop posts no further", async () => {
    const { fit, bad } = sortRows([row(2), { row: "unfit", line: 3, words: "Empty." }, row(4), row(5)]);
    expect(bad).toEqual([{ line: 3, words: "Empty." }]);
    const seen: string[] = [];
    const client = {
      editKeys: { make: () => "key" },
      send: async (command: { type: string; text?: string; private?: boolean }): Promise<Outcome> => {
        seen.push(`${command.type} ${command.text} ${command.private}`);
        return command.text === "row 4"
          ? { kind: "reject", code: "text_empty", retry: "never", words: "Write something first.", params: {} }
          : { kind: "ack" };
      },
    };
    const run = new ImportRun(client as never, step("s", { kind: "write", writing: "private" }), fit);
    await run.run();
    expect(seen).toEqual(["post_note row 2 true", "post_note row 4 true", "post_note row 5 true"]);
    expect([run.posted, run.state, run.refused]).toEqual([2, "done", [{ line: 4, words: "Write something first." }]]);

    const stopped = new ImportRun(client as never, step("s"), fit);
    const going = stopped.run();
    stopped.stop();
    await going;
    expect([stopped.posted, stopped.state]).toEqual([1, "stopped"]);
  });
});
