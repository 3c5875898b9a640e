// The words of a clock. They stand apart because only console and wall show one.

export const clockWords = {
  running: "running",
  last: "last minute",
  paused: "paused",
  over: "over, nothing stops",
  spoken: (numeral: string, state: "running" | "last" | "paused" | "over") =>
    state === "over" ? `${numeral} over time` : `${numeral} left${state === "paused" ? ", paused" : ""}`,
};
