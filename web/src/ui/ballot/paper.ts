// One's paper in a ballot: how many dots are given and what a tap may do. Pure; the server decides.

import type { OptionId } from "../../protocol.gen";
import type { MarksOn, Paper } from "../../room/records";

/** Dots given on a paper. */
export function given(marks: MarksOn): number {
  return Object.values(marks).reduce((sum, [number = 0]) => sum + number, 0);
}

/** A paper with another number of dots on one option; options without dots are left out. */
export function withDots(marks: MarksOn, option: OptionId, number: number): MarksOn {
  const { [option]: _, ...others } = marks;
  return number > 0 ? { ...others, [option]: [number] } : others;
}

/** How a paper stands. */
export type PaperState =
  /** None handed in, and none on its way. */
  | "none"
  /** The last change is on its way. */
  | "saving"
  /** The last change waits for a connection. */
  | "kept"
  /** Handed in, without any mark. */
  | "empty"
  /** Handed in. */
  | "saved";

/** How a paper stands, from what is known of it. */
export function paperState(paper: Paper | null, onTheWay: boolean, connected: boolean): PaperState {
  if (paper === null) return "none";
  if (onTheWay) return connected ? "saving" : "kept";
  return Object.keys(paper.marks).length === 0 ? "empty" : "saved";
}
