// The words of a clock.

import type { ClockState } from "../ui/kit/clock";

export const clockWords = {
  running: "running",
  soon: "last two minutes",
  last: "last minute",
  paused: "paused",
  over: "over, nothing stops",
  left: (minutes: number) => `left of ${minutes} ${minutes === 1 ? "minute" : "minutes"}`,
  spoken: (numeral: string, state: ClockState) =>
    state === "over" ? `${numeral} over time` : `${numeral} left${state === "paused" ? ", paused" : ""}`,
  twoLeft: "Two minutes left.",
  timeUp: "Time is up. Nothing stops, and nothing is lost.",
  called: "Ten seconds to finish your sentence. What you typed stays here.",
};
