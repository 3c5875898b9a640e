// What the agenda says about each step, and what moving the room would and would not do. Plain functions.

import type { BallotId, BallotRecord, Clock, StepId, StepRecord } from "../../protocol.gen";

type Step = StepRecord;

/** One line of the agenda. */
export interface AgendaLine {
  readonly step: Step;
  /** Its number, from 1. */
  readonly number: number;
  /** `done`: the room has been in it and is further on. */
  readonly state: "done" | "now" | "ahead";
}

/** The agenda as lines. Steps that were skipped stay ahead, wherever they stand. */
export function agendaLines(steps: readonly Step[], current: StepId | null): AgendaLine[] {
  return steps.map((step, index) => ({
    step,
    number: index + 1,
    state: step.id === current ? "now" : step.entered ? "done" : "ahead",
  }));
}

/** The lines before and after the room's step, but for those left out; before the first move, only the first lies ahead. */
export function neighbours(lines: readonly AgendaLine[]): { back: AgendaLine | null; next: AgendaLine | null } {
  const at = lines.findIndex(({ state }) => state === "now");
  const counts = ({ step }: AgendaLine) => !step.skipped;
  const back = at < 0 ? undefined : lines.slice(0, at).findLast(counts);
  return { back: back ?? null, next: lines.slice(at + 1).find(counts) ?? null };
}

/** Planned minutes of all steps that are not left out. */
export function plannedMinutes(steps: readonly Step[]): number {
  return steps.reduce((sum, { settings, skipped }) => sum + (skipped ? 0 : settings.minutes), 0);
}

const MINUTE = 60_000;

/** What is left of the step the room is in: of its clock, or, while that was not started, of its minutes. */
function leftOf(clock: Clock, now: number): number {
  const { state, length, since } = clock;
  if (state.is === "running") return Math.max(0, state.ends - now);
  return state.is === "paused" ? state.left : Math.max(0, length - (now - since));
}

/** When the room will be through, at this pace. */
export interface Forecast {
  /** Times of the server, ms since 1970. */
  readonly ends: number;
  readonly planned: number;
  /** Whole minutes later than planned; negative = earlier. */
  readonly late: number;
}

/**
 * When the room will be through if every step ahead takes its minutes, against what was planned when it began. None before
 * the first step with minutes, and after the last one.
 */
export function forecast(steps: readonly Step[], clock: Clock | null, now: number): Forecast | null {
  const at = steps.findIndex(({ id }) => id === clock?.step);
  const begun = steps.flatMap(({ started, settings }) => (started !== null && settings.minutes > 0 ? [started] : []));
  const ahead = plannedMinutes(steps.slice(at + 1)) * MINUTE;
  if (!clock || at < 0 || begun.length === 0 || (ahead === 0 && clock.length === 0)) return null;
  const ends = now + leftOf(clock, now) + ahead;
  const planned = Math.min(...begun) + plannedMinutes(steps) * MINUTE;
  return { ends, planned, late: Math.round((ends - planned) / MINUTE) };
}

/** Whole minutes that a step which is done took longer than planned; none where nothing was planned. */
export function drift({ step, state }: AgendaLine): number | null {
  if (state !== "done" || step.settings.minutes === 0 || step.spent === 0) return null;
  return Math.round(step.spent / MINUTE) - step.settings.minutes;
}

/** What stays as it is when the room leaves a step, so that nobody expects more of "Next". */
export type Remains = "hidden" | "ballot-open" | "ballot-not-opened";

/** What a facilitator may have forgotten when leaving this step. */
export function remainsOf(step: Step | null, ballot: BallotRecord | null): Remains[] {
  if (!step) return [];
  const remains: Remains[] = [];
  if (step.settings.writing === "private" && !step.revealed && writes(step)) remains.push("hidden");
  if (step.settings.kind === "ballot" && ballot?.state === "open") remains.push("ballot-open");
  if (step.settings.kind === "ballot" && (ballot?.state === "prepared" || ballot?.state === "frozen"))
    remains.push("ballot-not-opened");
  return remains;
}

/** Whether people write in a step of this kind. */
export function writes(step: Step): boolean {
  const { kind } = step.settings;
  return kind === "write" || kind === "table" || kind === "timeline";
}

/** Whether something may wait to be revealed in a step. */
export function hides(step: Step): boolean {
  return step.settings.writing === "private" && !step.revealed && writes(step);
}

/**
 * Steps whose private writing the room has left behind without revealing it. The step the room is in is told by its
 * own panel, in which people still write.
 */
export function leftHidden(steps: readonly Step[], current: StepId | null): AgendaLine[] {
  return agendaLines(steps, current).filter(({ step, state }) => state === "done" && hides(step));
}

/** The step that hands to tables what people write in this one, where there is one still to come. */
export function handsOut(steps: readonly Step[], { id, settings }: Step, current: StepId | null): AgendaLine | null {
  const lines = agendaLines(steps, current);
  const from = lines.findIndex(({ step }) => step.id === id);
  const hands = ({ step, state }: AgendaLine) =>
    state === "ahead" && !step.skipped && step.settings.kind === "table" && step.settings.board === settings.board;
  return from < 0 || settings.kind === "table" || settings.board === null
    ? null
    : (lines.slice(from + 1).find(hands) ?? null);
}

/** Where a step goes when it is moved one place; `false` if it is there already. */
export function afterWhenMoved(steps: readonly Step[], id: StepId, by: -1 | 1): StepId | null | false {
  const at = steps.findIndex((step) => step.id === id);
  const to = at + by;
  if (at < 0 || to < 0 || to >= steps.length) return false;
  // Upwards it follows the one before its predecessor, downwards its successor.
  return (by < 0 ? steps[to - 1]?.id : steps[to]?.id) ?? null;
}

/** The step that runs a ballot, the current one first. */
export function stepOfBallot(steps: readonly Step[], ballot: BallotId): Step | null {
  return steps.find((step) => step.settings.ballot === ballot && step.settings.kind === "ballot") ?? null;
}
