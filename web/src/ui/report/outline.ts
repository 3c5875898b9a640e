// How a report is arranged: which sections it has, in which order, and what is left out. Pure.

import type { ReportKind, ReportOutlineRecord, ReportPart } from "../../protocol.gen";

/** What facilitators arranged. */
export type Outline = Pick<ReportOutlineRecord, "order" | "left_out">;

/** Nobody arranged anything. */
export const NO_OUTLINE: Outline = { order: [], left_out: [] };

/** Every section where a *Seminar Report* has it (`ReportPart::ALL` of the protocol). */
export const PARTS: readonly ReportPart[] = [
  ...(["summary", "method", "insights", "themes", "priorities", "agreement", "recommendations"] as const),
  ...([
    "timeline",
    "next_steps",
    "notes",
    "merges",
    "ballots",
    "participants",
    "glossary",
    "limits",
    "private",
  ] as const),
];

/** Where the annexes begin. */
const FIRST_ANNEX: ReportPart = "notes";

/** The order of a kind of report while nobody arranged it: an *Insights Report* says how it worked after what was found. */
function usual(kind: ReportKind): readonly ReportPart[] {
  if (kind === "seminar") return PARTS;
  return PARTS.filter((part) => part !== "method").flatMap((part) =>
    part === FIRST_ANNEX ? (["method", part] as const) : [part],
  );
}

/** Every section once, as the server puts them: arranged ones first, each other after the one it usually follows. */
export function ordered(kind: ReportKind, order: readonly ReportPart[]): ReportPart[] {
  const all = [...order];
  const parts = usual(kind);
  if (all.length === 0) return [...parts];
  parts.forEach((part, at) => {
    if (all.includes(part)) return;
    const before = parts.slice(0, at).findLast((one) => all.includes(one));
    all.splice(before === undefined ? 0 : all.indexOf(before) + 1, 0, part);
  });
  return all;
}

/** A line of the contents. */
export interface Line {
  readonly part: ReportPart;
  readonly included: boolean;
  /** Its number in the report; none for what is left out. */
  readonly number: number | null;
}

/** The contents: what there is something to say in, and what was left out, which keeps its place. */
export function linesOf(kind: ReportKind, outline: Outline, present: ReadonlySet<ReportPart>): Line[] {
  let last = 0;
  return ordered(kind, outline.order)
    .filter((part) => present.has(part) || outline.left_out.includes(part))
    .map((part) => {
      const included = !outline.left_out.includes(part);
      if (included) last += 1;
      return { part, included, number: included ? last : null };
    });
}

/** The outline with a section taken in or left out. */
export function toggled(outline: Outline, part: ReportPart): Outline {
  const left_out = outline.left_out.includes(part)
    ? outline.left_out.filter((one) => one !== part)
    : [...outline.left_out, part];
  return { order: [...outline.order], left_out };
}

/** The outline with a section one line up (-1) or down (1) among those that are shown; none where there is no such line. */
export function moved(
  kind: ReportKind,
  outline: Outline,
  shown: readonly ReportPart[],
  part: ReportPart,
  by: -1 | 1,
): Outline | null {
  const at = shown.indexOf(part);
  const neighbor = shown[at + by];
  if (at < 0 || neighbor === undefined) return null;
  // Sections without a word in them now keep what place they were given.
  const named = new Set([...shown, ...outline.order]);
  const order = ordered(kind, outline.order).filter((one) => one !== part && named.has(one));
  order.splice(order.indexOf(neighbor) + (by > 0 ? 1 : 0), 0, part);
  return { order, left_out: [...outline.left_out] };
}
