import { describe, expect, it } from "vitest";
import { Announcer, BATCH_MS, BATCH_SENTENCES } from "../src/ui/kit/announcer";
import { clockFace, numeral } from "../src/ui/kit/clock";
import { countGraphemes, firstGrapheme, roomLeft } from "../src/ui/kit/graphemes";
import { signOf, signsOf } from "../src/ui/kit/groups";
import { drawTally } from "../src/ui/kit/tally";
import type { Schedule } from "../src/ui/kit/timer";
import { TOAST_MS, TOASTS_AT_ONCE, Toasts } from "../src/ui/kit/toasts.svelte";
import { words } from "../src/words";
import { choice } from "../src/words/forms";

/** A clock whose hands the test turns. */
function handTurned(): { schedule: Schedule; turn: (milliseconds: number) => void } {
  let now = 0;
  let waiting: { at: number; run: () => void }[] = [];
  return {
    schedule: (run, milliseconds) => {
      const timer = { at: now + milliseconds, run };
      waiting.push(timer);
      return () => {
        waiting = waiting.filter((one) => one !== timer);
      };
    },
    turn: (milliseconds) => {
      now += milliseconds;
      const due = waiting.filter(({ at }) => at <= now);
      waiting = waiting.filter(({ at }) => at > now);
      for (const { run } of due) run();
    },
  };
}

describe("words", () => {
  it("count", () => {
    expect([0, 1, 2].map((number) => words.count(number, "note", "notes"))).toEqual(["0 notes", "1 note", "2 notes"]);
  });

  it("list", () => {
    expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(words.list)).toEqual(["", "a", "a and b", "a, b and c"]);
    expect(choice(["L", "0", "O"])).toBe("L, 0 or O");
  });
});

describe("graphemes", () => {
  it.each([
    ["", 0],
    ["therapy", 7],
    ["e\u0301cole", 5],
    ["👩‍🔬👨‍👩‍👧", 2],
    ["🇪🇺", 1],
    ["👍🏽", 1],
    ["a\r\nb", 3],
    ["สวัสดี", 4],
  ])("are counted as people count: %j", (text, count) => {
    expect(countGraphemes(text)).toBe(count);
  });

  it("begin a text", () => {
    expect([firstGrapheme("e\u0301cole"), firstGrapheme("👩‍🔬 lab"), firstGrapheme("")]).toEqual(["é", "👩‍🔬", ""]);
  });

  it("leave room or exceed it", () => {
    expect(roomLeft("abc", 5)).toEqual({ used: 3, left: 2, over: 0 });
    expect(roomLeft("abcde", 5)).toEqual({ used: 5, left: 0, over: 0 });
    expect(roomLeft("abcdef", 5)).toEqual({ used: 6, left: 0, over: 1 });
  });
});

describe("the tally", () => {
  const inked = (count: number, total: number) =>
    drawTally(count, total, "medium").strokes.filter(({ on }) => on).length;

  it("draws one stroke a person, inked for those who have", () => {
    expect(drawTally(31, 45, "medium").strokes).toHaveLength(45);
    expect(inked(31, 45)).toBe(31);
    expect([inked(0, 15), inked(15, 15)]).toEqual([0, 15]);
  });

  it("puts every fifth stroke across its gate, and leaves an unfinished gate open", () => {
    const { strokes } = drawTally(7, 8, "medium");
    expect(strokes.map(({ path }) => path.includes("L"))).toEqual([
      false,
      false,
      false,
      false,
      true,
      false,
      false,
      false,
    ]);
  });

  it("measures three gates of the margin as the drawing does", () => {
    const drawn = drawTally(8, 15, "medium");
    expect([drawn.width, drawn.height, drawn.weight]).toEqual([98, 30, 2]);
    expect(drawn.strokes[0]?.path).toBe("M6 3v24");
    expect(drawn.strokes[4]?.path).toBe("M1.5 23.64L28.5 6.36");
    expect(drawn.strokes[5]?.path).toBe("M40 3v24");
  });

  it("breaks into rows", () => {
    const drawn = drawTally(31, 45, "medium", 5);
    expect([drawn.width, drawn.height]).toEqual([166, 66]);
    expect(drawn.strokes[25]?.path).toBe("M6 39v24");
    expect(drawTally(5, 5, "medium", 5)).toEqual(drawTally(5, 5, "medium"));
  });

  it("draws results without strokes across, fives apart", () => {
    const { strokes } = drawTally(6, 6, "result");
    expect(strokes.map(({ path }) => path)).toEqual([
      "M2 0v24",
      "M6 0v24",
      "M10 0v24",
      "M14 0v24",
      "M18 0v24",
      "M25 0v24",
    ]);
  });

  it("draws nobody as nothing, and never fewer than have", () => {
    expect(drawTally(0, 0, "medium")).toEqual({ width: 0, height: 0, weight: 2, strokes: [] });
    expect(drawTally(6, 5, "medium").strokes).toHaveLength(6);
    expect(drawTally(Number.NaN, -3, "medium").strokes).toHaveLength(0);
  });

  it("stays inside its picture", () => {
    for (const size of ["small", "medium", "large", "wall", "empty", "result", "group", "resultWall"] as const) {
      const drawn = drawTally(12, 23, size);
      const numbers = drawn.strokes.flatMap(({ path }) =>
        [...path.matchAll(/[ML](-?[\d.]+)/gu)].map((match) => Number(match[1])),
      );
      expect(Math.min(...numbers)).toBeGreaterThan(0);
      expect(Math.max(...numbers)).toBeLessThan(drawn.width);
    }
  });
});

describe("the clock", () => {
  const minutes = (number: number) => number * 60_000;
  const face = (left: number, paused = false) => clockFace({ total: minutes(7), left, paused });

  it("runs, warns, pauses, and goes on past its end", () => {
    expect(face(252_000)).toEqual({ state: "running", numeral: "4:12", spent: 0.4, minutes: 7 });
    expect(face(48_000)).toMatchObject({ state: "last", numeral: "0:48" });
    expect(face(252_000, true)).toMatchObject({ state: "paused", numeral: "4:12" });
    expect(face(-80_000)).toMatchObject({ state: "over", numeral: "+1:20", spent: 1 });
  });

  it("shows a second until it is gone", () => {
    expect([face(minutes(7)), face(59_001), face(1), face(0)].map((one) => one.numeral)).toEqual([
      "7:00",
      "1:00",
      "0:01",
      "0:00",
    ]);
  });

  it("is absent from a step without minutes", () => {
    expect(clockFace(null)).toEqual({ state: "none", numeral: "", spent: 0, minutes: 0 });
    expect(clockFace({ total: 0, left: 0, paused: false }).state).toBe("none");
  });

  it("shows hours only when there are any", () => {
    expect([numeral(minutes(59)), numeral(minutes(180)), numeral(-5_000)]).toEqual(["59:00", "3:00:00", "0:05"]);
  });
});

describe("signs of groups", () => {
  const five = ["Research & development", "Patient advocacy", "Market", "Government", "Policy"];

  it("are fixed for the five of the templates", () => {
    expect([...signsOf(five).values()].map(({ letter, shape }) => letter + shape)).toEqual([
      "Rcircle",
      "Asquare",
      "Mdiamond",
      "Ghexagon",
      "Pshield",
    ]);
  });

  it("never agree in letter, nor in shape and ink together", () => {
    const names = [
      ...five,
      "Nurses",
      "Teachers",
      "Parents",
      "Port authority",
      "École",
      "患者団体",
      "nurses 2",
      "🙂",
      "",
    ];
    const signs = [...signsOf(names).values()];
    expect(new Set(signs.map(({ letter }) => letter)).size).toBe(names.length);
    expect(new Set(signs.map(({ shape, ink }) => `${shape} ${ink}`)).size).toBe(names.length);
  });

  it("are the same on every device", () => {
    expect(signsOf(["Nurses", "Teachers"])).toEqual(signsOf(["Nurses", "Teachers"]));
    expect(signOf("Nurses")).toEqual(signOf("  nurses "));
  });
});

describe("announcements", () => {
  it("come in batches of a second, each sentence once, the rest counted", () => {
    const clock = handTurned();
    const heard: string[] = [];
    const announcer = new Announcer(clock.schedule);
    announcer.say("Before there was a page.");
    announcer.connect((text) => heard.push(text));
    for (const sentence of ["One.", "One.", "Two.", "Three.", "Four."]) announcer.say(sentence);
    clock.turn(BATCH_MS - 1);
    expect(heard).toEqual([]);
    clock.turn(1);
    expect(heard).toEqual([`Before there was a page. One. Two. ${words.kit.moreChanges(5 - BATCH_SENTENCES)}`]);
    announcer.say("Later.");
    clock.turn(BATCH_MS);
    expect(heard.at(-1)).toBe("Later.");
  });

  it("wait while no page listens", () => {
    const clock = handTurned();
    const heard: string[] = [];
    const announcer = new Announcer(clock.schedule);
    const leave = announcer.connect((text) => heard.push(text));
    announcer.say("Kept.");
    leave();
    clock.turn(BATCH_MS);
    expect(heard).toEqual([]);
    announcer.connect((text) => heard.push(text));
    clock.turn(BATCH_MS);
    expect(heard).toEqual(["Kept."]);
  });
});

describe("toasts", () => {
  it("go with the page they were told of, also under a pointer; a warning stays to be read", () => {
    const toasts = new Toasts(handTurned().schedule);
    toasts.show({ text: "Named.", undo: () => undefined });
    toasts.show({ text: "Not taken.", icon: "warning" });
    toasts.hold();
    toasts.leave();
    expect(toasts.items.map(({ text }) => text)).toEqual(["Not taken."]);
  });

  it("leave after their time, but not while someone is there", () => {
    const clock = handTurned();
    const toasts = new Toasts(clock.schedule);
    toasts.show({ text: "Moved." });
    clock.turn(TOAST_MS - 1);
    expect(toasts.items).toHaveLength(1);
    toasts.hold();
    clock.turn(TOAST_MS * 3);
    expect(toasts.items).toHaveLength(1);
    toasts.release();
    clock.turn(TOAST_MS - 1);
    expect(toasts.items).toHaveLength(1);
    clock.turn(1);
    expect(toasts.items).toHaveLength(0);
  });

  it("take back what they speak of, once", () => {
    let undone = 0;
    const toasts = new Toasts(handTurned().schedule);
    const id = toasts.show({ text: "Moved.", undo: () => (undone += 1) });
    toasts.undo(id);
    toasts.undo(id);
    expect([undone, toasts.items.length]).toEqual([1, 0]);
  });

  it("make room for new ones", () => {
    const toasts = new Toasts(handTurned().schedule);
    for (let index = 0; index < TOASTS_AT_ONCE + 2; index += 1) toasts.show({ text: String(index) });
    expect(toasts.items.map(({ text }) => text)).toEqual(["2", "3", "4"]);
  });
});

describe("a cluster without a name", () => {
  const { called } = words.cluster;

  it("is called by how its first note begins, at a word's end", () => {
    expect(called("", [{ text: "Hope has a deadline." }])).toBe("“Hope has a deadline.”");
    const long = "In the emergency room we are still asked to prove our pain before anyone treats it.";
    expect(called("", [{ text: long }])).toBe("“In the emergency room we are still asked to prove our pain…”");
  });

  it("has nothing to be called by without a note, and its name once it has one", () => {
    expect(called("", [])).toBe("no name yet");
    expect(called("Pain is not believed", [{ text: "Hope has a deadline." }])).toBe("Pain is not believed");
  });
});
