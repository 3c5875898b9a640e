import { describe, expect, it } from "vitest";
import type { Clock, ClockState, MemberId, StepId, StepRecord } from "../src/protocol.gen";
import { RoomClient } from "../src/room/client.svelte";
import { Shelf } from "../src/room/shelf";
import { rings } from "../src/ui/kit/bell";
import { type ClockFace, clockFace, handsOf } from "../src/ui/kit/clock";
import { FakeEnvironment, FakeStorage, welcome } from "./fakes";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const STEP = "step" as StepId;
/** The server's time at the first welcome (fakes.ts). */
const SERVER = 1_800_000_000_000;

const step = (finishing: number | null = null): StepRecord => ({ id: STEP, finishing }) as StepRecord;
const clock = (state: ClockState, length = 7 * MINUTE, of = STEP): Clock => ({
  step: of,
  since: SERVER,
  length,
  state,
});
const running = (left: number): Clock => clock({ is: "running", ends: SERVER + left });

describe("the hands of a clock", () => {
  const at = (of: Clock | null, finishing: number | null = null) => handsOf(step(finishing), of, () => SERVER);

  it("tell what is left of a clock that runs, stands, or has run over", () => {
    expect(at(running(252_000))).toEqual({ total: 7 * MINUTE, left: 252_000, paused: false });
    expect(at(running(-80_000))).toEqual({ total: 7 * MINUTE, left: -80_000, paused: false });
    expect(at(clock({ is: "paused", left: 1_000 }))).toEqual({ total: 7 * MINUTE, left: 1_000, paused: true });
  });

  it("are absent until somebody starts it, and in another step", () => {
    expect(at(null)).toBeNull();
    expect(at(clock({ is: "idle" }))).toBeNull();
    expect(at(clock({ is: "running", ends: SERVER + 1 }, MINUTE, "other" as StepId))).toBeNull();
  });

  it("count the ten seconds of a call for time before anything else", () => {
    expect(at(running(252_000), SERVER + 8_000)).toEqual({ total: 10_000, left: 8_000, paused: false });
    expect(at(clock({ is: "idle" }), SERVER + 8_000)?.left).toBe(8_000);
    // Over: the step's own clock again, where it has one.
    expect(at(running(252_000), SERVER)?.left).toBe(252_000);
    expect(at(clock({ is: "idle" }), SERVER - 1)).toBeNull();
  });

  it("warn for two minutes where there are more than two", () => {
    const state = (left: number, total = 7 * MINUTE) => clockFace({ total, left, paused: false }).state;
    expect([state(120_001), state(120_000), state(60_001), state(60_000), state(0)]).toEqual([
      "running",
      "soon",
      "soon",
      "last",
      "over",
    ]);
    expect([state(120_000, 2 * MINUTE), state(60_000, 2 * MINUTE)]).toEqual(["running", "last"]);
  });
});

describe("the server's time on a device", () => {
  class Page {
    readonly environment = new FakeEnvironment();
    readonly client: RoomClient;

    /** A device whose clock is off by so much. */
    constructor(off: number) {
      this.environment.wall = SERVER + off;
      this.client = new RoomClient({
        workshop: "w",
        credential: "w.secret",
        environment: this.environment,
        shelf: new Shelf(new FakeStorage()),
        tabShelf: new Shelf(new FakeStorage()),
      });
      this.welcomed(SERVER);
    }

    welcomed(time: number): void {
      this.environment.socket.open();
      this.environment.socket.say({ ...welcome(["me" as MemberId]), time }, { type: "changes", put: [], drop: [] });
    }

    numeral(): string {
      const face: ClockFace = clockFace(handsOf(step(), running(5 * MINUTE), () => this.client.serverTime()));
      return face.numeral;
    }
  }

  it.each([0, 3 * HOUR, -26 * HOUR])("is right although the device's clock is off by %i ms", (off) => {
    const page = new Page(off);
    expect(page.numeral()).toBe("5:00");
    page.environment.pass(48_000);
    expect(page.numeral()).toBe("4:12");
  });

  it("is measured anew after a reconnection", () => {
    const page = new Page(3 * HOUR);
    page.environment.socket.end();
    // While the way was down, the device slept for a minute, and its clock was put right.
    page.environment.wall -= 3 * HOUR - MINUTE;
    page.environment.wake();
    page.welcomed(SERVER + MINUTE);
    expect(page.numeral()).toBe("4:00");
  });

  it("does not move when the device's clock is set, and is asked for when one looks again", () => {
    const page = new Page(0);
    page.environment.wall += 2 * HOUR;
    expect(page.numeral()).toBe("5:00");
    // Time that only goes forward may stand still while a device sleeps.
    page.environment.wake();
    expect(page.environment.socket.said("ping")).toHaveLength(1);
    page.environment.socket.say({ type: "pong", time: SERVER + MINUTE });
    expect(page.numeral()).toBe("4:00");
  });
});

describe("the bell", () => {
  const heard = (on: boolean, ...states: ClockFace["state"][]): number[] => {
    const rung: number[] = [];
    const bell = rings((tones) => rung.push(tones.length));
    for (const state of states) bell(state, on);
    return rung;
  };

  it("rings two minutes before the end and at the end, once each", () => {
    expect(heard(true, "running", "running", "soon", "soon", "last", "over", "over")).toEqual([2, 3]);
  });

  it("is silent unless asked, and for whoever comes while it would ring", () => {
    expect(heard(false, "running", "soon", "over")).toEqual([]);
    expect(heard(true, "soon", "soon")).toEqual([]);
    expect(heard(true, "none", "soon")).toEqual([]);
  });
});
