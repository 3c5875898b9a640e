// The clock of a step as plain values. The server owns the time; a screen knows what is left and draws it.

import type { Clock, StepRecord } from "../../protocol.gen";

/**
 * `none`: the step runs without a clock. `soon`: the last two minutes. `last`: the last one. `over`: time is up, and
 * nothing stops.
 */
export type ClockState = "none" | "running" | "soon" | "last" | "paused" | "over";

/** What a clock shows. */
export interface ClockFace {
  state: ClockState;
  /** `4:12`, `+1:20` once over, empty without a clock. */
  numeral: string;
  /** Share of the time that is spent, 0 to 1. */
  spent: number;
  /** Minutes of the step, for the ticks of the rule; 0 without a clock. */
  minutes: number;
}

const MINUTE = 60_000;
/** How long people have to finish their sentence once time was called (`GRACE` of the workshop). */
const GRACE = 10_000;

/** `m:ss` of a span in milliseconds; hours appear only when there are any. */
export function numeral(span: number): string {
  const seconds = Math.floor(Math.abs(span) / 1000);
  const minutes = Math.floor(seconds / 60);
  const rest = String(seconds % 60).padStart(2, "0");
  if (minutes < 60) return `${minutes}:${rest}`;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${rest}`;
}

/** What is left of a clock, in milliseconds. */
export interface Hands {
  total: number;
  left: number;
  paused: boolean;
}

/**
 * The hands of a step's clock. None while it has not been started, or belongs to another step; while people finish their
 * sentence, the seconds they have for it. `now` is the server's time, and is only asked where something moves.
 */
export function handsOf(step: StepRecord, clock: Clock | null | undefined, now: () => number): Hands | null {
  const grace = step.finishing ? step.finishing - now() : 0;
  if (grace > 0) return { total: GRACE, left: Math.min(GRACE, grace), paused: false };
  if (clock?.step !== step.id || clock.state.is === "idle") return null;
  const { state, length: total } = clock;
  return state.is === "paused"
    ? { total, left: state.left, paused: true }
    : { total, left: state.ends - now(), paused: false };
}

/**
 * The face of a clock: `total` and `left` in milliseconds, `left` negative once time is up; `null` for a step
 * without a clock. What is left is rounded up, so that `0:01` stands for the whole last second.
 */
export function clockFace(clock: Hands | null): ClockFace {
  if (!clock || clock.total <= 0) return { state: "none", numeral: "", spent: 0, minutes: 0 };
  const minutes = Math.max(1, Math.round(clock.total / MINUTE));
  if (clock.left <= 0) {
    const state = clock.paused ? "paused" : "over";
    const shown = numeral(clock.left);
    return { state, numeral: shown === "0:00" ? shown : `+${shown}`, spent: 1, minutes };
  }
  const left = Math.ceil(clock.left / 1000) * 1000;
  const spent = Math.min(1, Math.max(0, 1 - left / clock.total));
  const near =
    clock.left <= MINUTE ? "last" : clock.left <= 2 * MINUTE && clock.total > 2 * MINUTE ? "soon" : "running";
  const state = clock.paused ? "paused" : near;
  return { state, numeral: numeral(left), spent, minutes };
}
