// The agendas one can start from, drawn before the server is asked: what each step is for and how long it takes.

import { TEMPLATES, type Template } from "../../protocol.gen";

/** What a stretch of an agenda looks like in the strip. */
export type Stretch = "talk" | "write" | "together" | "vote" | "break";

/** One step: its look and its minutes. */
export type StripStep = readonly [stretch: Stretch, minutes: number];

/** The steps of each template, in order. `test/home.test.ts` holds them against the templates themselves. */
export const STRIPS: Readonly<Record<Template, readonly StripStep[]>> = {
  education_priorities: [
    ["talk", 10],
    ["write", 8],
    ["talk", 12],
    ["write", 7],
    ["talk", 5],
    ["together", 18],
    ["break", 15],
    ["together", 20],
    ["together", 15],
    ["talk", 7],
    ["vote", 6],
    ["talk", 15],
    ["together", 25],
    ["vote", 10],
    ["write", 7],
  ],
  iceberg: [
    ["talk", 8],
    ["write", 17],
    ["talk", 20],
    ["together", 20],
    ["vote", 7],
    ["talk", 18],
  ],
  timeline: [
    ["talk", 8],
    ["together", 7],
    ["together", 15],
    ["together", 15],
    ["together", 12],
    ["talk", 13],
  ],
  full_seminar: [
    ["talk", 10],
    ["write", 5],
    ["write", 8],
    ["talk", 14],
    ["together", 20],
    ["together", 12],
    ["talk", 8],
    ["vote", 7],
    ["talk", 18],
    ["break", 15],
    ["together", 30],
    ["write", 25],
    ["write", 8],
  ],
};

/** All minutes of a strip. */
export function minutesOf(strip: readonly StripStep[]): number {
  return strip.reduce((sum, [, minutes]) => sum + minutes, 0);
}

/** The templates with their figures, in the order they are offered. */
export const OFFERED = TEMPLATES.map((template) => ({
  template,
  strip: STRIPS[template],
  minutes: minutesOf(STRIPS[template]),
  steps: STRIPS[template].length,
}));
