// What one tap makes of a paper, by method. Pure; the server decides.

import type { BallotMethod, OptionId } from "../../../protocol.gen";
import type { MarksOn } from "../../../room/records";
import { methodWords as words } from "../../../words/methods";

/** One scale as a row of choices. */
export interface ScaleRow {
  /** Which number of a mark it gives. */
  readonly at: number;
  /** What it measures; empty where there is only one. */
  readonly title: string;
  readonly values: readonly number[];
  /** What a value means, or nothing. */
  readonly meaning: (value: number) => string;
}

const numbers = (least: number, most: number): number[] =>
  Array.from({ length: most - least + 1 }, (_, index) => least + index);

/** The scales on which each option is judged; none where people choose or order. */
export function scaleRows(method: BallotMethod): ScaleRow[] {
  switch (method.by) {
    case "fist_to_five":
      return [{ at: 0, title: "", values: numbers(0, 5), meaning: (value) => words.fist[value] ?? "" }];
    case "gradients":
      return [
        {
          at: 0,
          title: "",
          values: numbers(1, method.labels.length),
          meaning: (value) => method.labels[value - 1] ?? "",
        },
      ];
    case "scale":
      return [{ at: 0, title: "", values: numbers(1, 5), meaning: (value) => method.labels[value - 1] ?? "" }];
    case "two_scales":
      return [method.across, method.up].map(({ title, low, high }, at) => ({
        at,
        title,
        values: numbers(1, 5),
        meaning: (value) => (value === 1 ? low : value === 5 ? high : ""),
      }));
    default:
      return [];
  }
}

/** What a mark says in words: `4: good`, `2 / 5`. */
export function markInWords(method: BallotMethod, marks: readonly number[]): string {
  if (marks.length === 0) return words.results.left;
  if (method.by === "reactions") {
    const mood = marks[0] === 1 ? [words.high] : marks[0] === 2 ? [words.low] : [];
    return [...mood, ...(marks[1] ? [words.turning] : [])].join(", ");
  }
  const [only, ...others] = scaleRows(method);
  const meaning = only && others.length === 0 ? only.meaning(marks[0] ?? 0) : "";
  return meaning === "" ? marks.join(" / ") : method.by === "gradients" ? meaning : `${marks[0]}: ${meaning}`;
}

/** Marks with another one on one option; none = left out. */
export function withMark(marks: MarksOn, option: OptionId, mark: readonly number[] | null): MarksOn {
  const { [option]: _, ...others } = marks;
  return mark === null ? others : { ...others, [option]: [...mark] };
}

/** The placed options, first place first. */
export function placedIn(marks: MarksOn): OptionId[] {
  const placed = Object.entries(marks) as [OptionId, number[]][];
  return placed.sort(([, one], [, other]) => (one[0] ?? 0) - (other[0] ?? 0)).map(([option]) => option);
}

/** The marks of an order: places from 1, without gaps. */
export function asPlaces(order: readonly OptionId[]): MarksOn {
  return Object.fromEntries(order.map((option, index) => [option, [index + 1]]));
}

/** An order with one option moved by a place. */
export function moved(order: readonly OptionId[], option: OptionId, by: -1 | 1): OptionId[] {
  const from = order.indexOf(option);
  const to = from + by;
  if (from < 0 || to < 0 || to >= order.length) return [...order];
  const rest = order.filter((one) => one !== option);
  return [...rest.slice(0, to), option, ...rest.slice(to)];
}

/** Turning-point dots given. */
export const turningPoints = (marks: MarksOn): number =>
  Object.values(marks).reduce((sum, [, turning = 0]) => sum + turning, 0);

/** Marks after a tap on a mood or the turning point of an entry; what says nothing is left out. */
export function withReaction(marks: MarksOn, option: OptionId, tap: "high" | "low" | "turning"): MarksOn {
  const [mood = 0, turning = 0] = marks[option] ?? [];
  const tapped = tap === "high" ? 1 : 2;
  const next = tap === "turning" ? [mood, 1 - turning] : [mood === tapped ? 0 : tapped, turning];
  return withMark(marks, option, next.some((number) => number > 0) ? next : null);
}
