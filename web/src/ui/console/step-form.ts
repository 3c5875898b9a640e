// The settings of a step as a form holds them, and back again. Plain functions.

import type { Attribution, BallotId, BoardId, BoardKind, StepKind, StepSettings, Writing } from "../../protocol.gen";

/** Minutes a step may have (`STEP_MINUTES` of the server's limits). */
export const MINUTES_MOST = 1_440;
/** Notes a person may have in a step (`STEP_NOTES`). */
export const NOTES_MOST = 100;
/** The floor of attribution and what is stricter, in order. */
export const STRICTNESS: readonly Attribution[] = ["named", "perspective_only", "anonymous"];

/** What stands in the fields. */
export interface StepForm {
  kind: StepKind;
  title: string;
  question: string;
  minutes: string;
  /** An id, or empty. */
  board: string;
  /** An id, empty, or `new`. */
  ballot: string;
  writing: Writing;
  limit: string;
  /** Cards a table may post. */
  cards: string;
  practice: boolean;
  clockStarts: boolean;
  advance: boolean;
  naming: boolean;
  /** An attribution, or empty for the workshop's. */
  attribution: string;
}

/** The fields of a step that is there, or of a new one. */
export function formOf(settings: StepSettings | null): StepForm {
  return {
    kind: settings?.kind ?? "talk",
    title: settings?.title ?? "",
    question: settings?.focus_question ?? "",
    minutes: settings && settings.minutes > 0 ? String(settings.minutes) : "",
    board: settings?.board ?? "",
    ballot: settings?.ballot ?? "",
    writing: settings?.writing ?? "open",
    limit: settings?.note_limit ? String(settings.note_limit) : "",
    cards: settings?.post_limit ? String(settings.post_limit) : "",
    practice: settings?.practice ?? false,
    clockStarts: settings?.clock_starts ?? false,
    advance: settings?.advance ?? false,
    naming: settings?.naming ?? false,
    attribution: settings?.attribution ?? "",
  };
}

/** Whether a step of this kind can work on a board that holds this. */
export function takes(step: StepKind, board: BoardKind): boolean {
  if (board === "statements") return step === "draft" || step === "talk" || step === "ballot";
  if (step === "write" || step === "cluster") return board !== "timeline";
  return step !== "timeline" || board === "timeline";
}

/** Whether people write in steps of this kind, so that writing, limit and signature matter. */
export const writesIn = (kind: StepKind): boolean => kind === "write" || kind === "table" || kind === "timeline";

/** Whether a step of this kind does nothing without a board. */
export const needsBoard = (kind: StepKind): boolean => writesIn(kind) || kind === "cluster";

/** A whole number from a field; `null` if it is none in these bounds. */
export function whole(text: string, least: number, most: number): number | null {
  const plain = text.trim();
  if (!/^\d{1,6}$/u.test(plain)) return null;
  const number = Number(plain);
  return number >= least && number <= most ? number : null;
}

/** What is wrong with a field. */
export type Wrong = "title" | "minutes" | "limit" | "cards" | "board";

/** The first field that cannot be sent so. */
export function wrongIn(form: StepForm): Wrong | null {
  if (form.title.trim() === "") return "title";
  if (form.minutes.trim() !== "" && whole(form.minutes, 0, MINUTES_MOST) === null) return "minutes";
  if (needsBoard(form.kind) && form.board === "") return "board";
  if (writesIn(form.kind) && form.limit.trim() !== "" && whole(form.limit, 1, NOTES_MOST) === null) return "limit";
  if (form.kind === "table" && form.cards.trim() !== "" && whole(form.cards, 1, NOTES_MOST) === null) return "cards";
  return null;
}

/** The settings to send. What the form does not show for a kind is kept as it was. */
export function settingsOf(form: StepForm, ballot: BallotId | null): StepSettings {
  return {
    kind: form.kind,
    title: form.title,
    focus_question: form.question,
    minutes: whole(form.minutes, 0, MINUTES_MOST) ?? 0,
    board: form.board === "" ? null : (form.board as BoardId),
    ballot,
    writing: form.writing,
    attribution: form.attribution === "" ? null : (form.attribution as Attribution),
    note_limit: whole(form.limit, 1, NOTES_MOST),
    post_limit: whole(form.cards, 1, NOTES_MOST),
    practice: form.practice,
    clock_starts: form.clockStarts,
    advance: form.advance,
    naming: form.naming,
  };
}

/** Attributions a step may choose: as strict as the workshop's floor, or stricter. */
export function stricterThan(floor: Attribution): readonly Attribution[] {
  return STRICTNESS.slice(STRICTNESS.indexOf(floor) + 1);
}
