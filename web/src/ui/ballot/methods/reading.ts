// From a tally by another method than dots to what screens say about it. Pure; all figures are the server's.

import type { BallotMethod, OptionId, OptionTally, Spread, Tally } from "../../../protocol.gen";
import type { RecordOf, Records } from "../../../room/records";
import { methodWords } from "../../../words/methods";
import { type Finding, findingOf, headline } from "../standings";
import { scaleRows } from "./marks";

const words = methodWords.results;

/** A figure in thousandths as people write it: `3.5`, `0.22`. */
export function figure(thousandths: number): string {
  return String(Math.round(thousandths / 10) / 100);
}

/** One bar of a distribution. */
export interface Bar {
  readonly value: string;
  readonly meaning: string;
  readonly people: number;
  /** Its height, of 1. */
  readonly share: number;
}

/** One scale of an option. */
export interface Scale {
  readonly title: string;
  readonly bars: readonly Bar[];
  /** The middle and its half in words; nothing where values have no order. */
  readonly middle: string;
  /** The bars in words, for who does not see them. */
  readonly told: string;
}

/** An option, ready to be shown. */
export interface Row {
  readonly id: OptionId;
  readonly rank: string;
  /** Its letter on the plot; nothing where there is none. Ranks are shared, letters are not. */
  readonly sign: string;
  readonly label: string;
  /** What stands for it, in words. */
  readonly people: string;
  /** Points, or the gap; nothing elsewhere. */
  readonly figure: string;
  readonly scales: readonly Scale[];
  /** How many in the round before, and how many changed since, in words; nothing in a first round. */
  readonly before: string;
  /** What it said in the round before, where that was something else; nothing elsewhere. */
  readonly saidBefore: string;
  readonly tally: OptionTally;
}

/** An option of the round before. */
export interface Before {
  readonly label: string;
  readonly tally: OptionTally;
}

/** What the options of a ballot were in the round before, by the ids they have now; empty for a first round. */
export function beforeOf(
  records: Records,
  { settings }: Pick<RecordOf<"ballot">, "settings">,
  options: Iterable<Pick<RecordOf<"option">, "id" | "again">>,
): ReadonlyMap<OptionId, Before> {
  const last = settings.previous && records.get("result", settings.previous);
  const found = new Map<OptionId, Before>();
  if (!last) return found;
  for (const { id, again } of options) {
    const tally = last.tally.options.find(({ option }) => option === again);
    if (tally) found.set(id, { label: records.get("option", tally.option)?.label ?? "", tally });
  }
  return found;
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** What a value is called on a short axis. */
function valueName(method: BallotMethod, value: number): string {
  if (method.by !== "reactions") return String(value);
  return value === 1 ? methodWords.high : methodWords.low;
}

function scaleOf(method: BallotMethod, spread: Spread, at: number, most: number): Scale {
  const row = scaleRows(method)[at];
  const bars = spread.counts.map((people, index): Bar => {
    const value = spread.least + index;
    return {
      value: valueName(method, value),
      meaning: row?.meaning(value) ?? "",
      people,
      share: most === 0 ? 0 : people / most,
    };
  });
  const { median, middle_half: half } = spread;
  return {
    title: row?.title ?? "",
    bars,
    middle: median === null || half === null ? "" : words.middle(figure(median), figure(half[0]), figure(half[1])),
    told: bars.map(({ value, meaning, people }) => words.value(meaning || value, people)).join(", "),
  };
}

/** Whether an option's people are some of those who judged it; places and points say something else. */
const counted = ({ by }: BallotMethod): boolean => by !== "ranking" && by !== "reactions";

/** The rows of a result, best first. */
export function rowsOf(
  method: BallotMethod,
  tally: Tally,
  labels: ReadonlyMap<OptionId, string>,
  before: ReadonlyMap<OptionId, Before> = new Map(),
): Row[] {
  const shared = new Map<number, number>();
  for (const { rank } of tally.options) shared.set(rank, (shared.get(rank) ?? 0) + 1);
  const most = Math.max(0, ...tally.options.flatMap(({ spreads }) => spreads.flatMap(({ counts }) => counts)));
  return tally.options.map((option, at): Row => {
    const { people, marked, rank } = option;
    const gaps = method.by === "two_scales" && method.gap;
    const label = labels.get(option.option) ?? "";
    const last = before.get(option.option);
    const gap = option.gap === null ? words.noGap : words.gap(figure(option.gap));
    return {
      id: option.option,
      rank: `${rank}${(shared.get(rank) ?? 0) > 1 ? "=" : ""}`,
      sign: method.by === "two_scales" ? (LETTERS[at] ?? String(at + 1)) : "",
      label,
      before: !last
        ? ""
        : counted(method)
          ? words.before(last.tally.people, last.tally.marked, option.changed)
          : words.changed(option.changed ?? 0),
      saidBefore: last && last.label !== label ? last.label : "",
      people:
        marked === 0 ? words.unmarked : gaps ? words.withGap(people, marked) : words.people[method.by](people, marked),
      figure: method.by === "ranking" ? words.points(option.dots) : gaps ? gap : "",
      scales: option.spreads.map((spread, at) => scaleOf(method, spread, at, most)),
      tally: option,
    };
  });
}

/** What a result says first; `say` puts a lead in words. */
export function titleOf(method: BallotMethod, tally: Tally, say: (finding: Finding) => string = headline): string {
  if (tally.voted === 0) return words.nobody;
  const judged = tally.options.filter(({ passes }) => passes !== null);
  if (judged.length > 0) return words.pass(judged.filter(({ passes }) => passes).length, judged.length);
  switch (method.by) {
    case "two_scales":
      return method.gap ? words.gapTitle : words.plot;
    case "ranking":
    case "reactions":
      return say(findingOf(tally));
    default:
      return words.support;
  }
}

/** The words of a scale's values, where it has them. */
export function keyOf(method: BallotMethod): readonly string[] {
  return method.by === "gradients" || method.by === "scale" ? method.labels : [];
}

/** How people voted, in a line or two. */
export function termsOf(method: BallotMethod): string {
  if (method.by === "fist_to_five") return words.passRule(method.low_percent);
  return method.by === "scale" && method.pass_percent !== null ? words.passShare(method.pass_percent) : "";
}

/** An option on the plot: the middle of its marks, and arms over the middle half, from 0 to 1 from the lower left. */
export interface Point {
  readonly id: OptionId;
  readonly sign: string;
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly xs: readonly [number, number];
  readonly ys: readonly [number, number];
}

/** The plot of two scales. */
export interface Plot {
  readonly points: readonly Point[];
  /** Where the quarters are cut: at the middle of all options, since everything tends to the high corner. */
  readonly cut: readonly [number, number];
}

const LEAST = 1000;
const WIDTH = 4000;
const placed = (thousandths: number): number => (thousandths - LEAST) / WIDTH;

function middleOf(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? 0.5;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2;
}

/** The plot of a ballot on two scales. Options at the same spot are set apart, so that each can be read. */
export function plotOf(rows: readonly Row[]): Plot {
  const seen = new Map<string, number>();
  const points = rows.flatMap(({ id, sign, label, tally }): Point[] => {
    const [across, up] = tally.spreads;
    if (!across?.middle_half || !up?.middle_half || across.median === null || up.median === null) return [];
    const spot = `${across.median}/${up.median}`;
    const twin = seen.get(spot) ?? 0;
    seen.set(spot, twin + 1);
    const apart = twin * 0.085;
    const [x, y] = [placed(across.median), placed(up.median)];
    return [
      {
        id,
        sign,
        label,
        // Towards the middle, so that nothing leaves the plot.
        x: x > 0.5 ? x - apart : x + apart,
        y,
        xs: [placed(across.middle_half[0]), placed(across.middle_half[1])],
        ys: [placed(up.middle_half[0]), placed(up.middle_half[1])],
      },
    ];
  });
  return { points, cut: [middleOf(points.map(({ x }) => x)), middleOf(points.map(({ y }) => y))] };
}

/** Ranks among which it matters whether two can be told apart; further down everything is close to its neighbour. */
const DISCUSSED = 5;

/** Pairs of the first that are too close to call, by the options' words. */
export function closeNames({ close_calls, options }: Tally, labels: ReadonlyMap<OptionId, string>): string[] {
  const first = new Set(options.slice(0, DISCUSSED).map(({ option }) => option));
  const shown = close_calls.filter(([one, other]) => first.has(one) && first.has(other));
  return shown.map(([one, other]) => `“${labels.get(one) ?? ""}” / “${labels.get(other) ?? ""}”`);
}
