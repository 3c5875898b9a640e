// The scale of one band, and the years written beside it. The same for a chart that runs down and one that runs right.

import { dayAfter, dayNumber, firstDay, type Precision, precisionOf, yearOf } from "./days";

/** From days to px. */
export interface Scale {
  readonly from: number;
  readonly to: number;
  /** Where the first day begins, px. */
  readonly start: number;
  /** Where the last day ends, px. */
  readonly end: number;
}

/** Where a day number lies, px; days outside the band lie at its ends. */
export function at({ from, to, start, end }: Scale, day: number): number {
  const share = (Math.min(Math.max(day, from), to) - from) / Math.max(1, to - from);
  return start + share * (end - start);
}

/** A year on the scale. */
export interface Tick {
  readonly year: number;
  readonly at: number;
  /** Whether the year is written beside it: not where it would touch the last one written. */
  readonly labelled: boolean;
}

/** Steps of years. */
const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
/** How much more room than the least each needs: twos read worse than fives. */
const ease = (years: number): number => (String(years).startsWith("2") ? 1.7 : 1);

/**
 * Ticks at round years, at least `apart` px from each other, and one where the band begins. A year is written only
 * where it has `clear` px to the last one written.
 */
export function ticks(scale: Scale, apart: number, clear: number): Tick[] {
  const firstYear = yearOf(scale.from);
  const lastYear = yearOf(scale.to - 1);
  const perYear = (scale.end - scale.start) / Math.max(1, (scale.to - scale.from) / 365.25);
  const step = STEPS.find((years) => years * perYear >= apart * ease(years)) ?? 2000;
  const years = new Set([firstYear]);
  for (let year = Math.ceil(firstYear / step) * step; year <= lastYear; year += step) years.add(year);
  let written = Number.NEGATIVE_INFINITY;
  return [...years].map((year) => {
    const place = at(scale, dayNumber(year, 1, 1));
    const labelled = place - written >= clear;
    if (labelled) written = place;
    return { year, at: place, labelled };
  });
}

/** A date as it is drawn: how exact it is, and from where to where it may lie, px. */
export interface Mark {
  readonly precision: Precision;
  readonly from: number;
  readonly to: number;
  /** Where a leader touches it. */
  readonly middle: number;
}

/** Draws a date: no shorter than the eye needs to tell a month from a day, and never out of the scale. */
export function mark(scale: Scale, date: string, least: { month: number; year: number }): Mark {
  const precision = precisionOf(date);
  const from = at(scale, firstDay(date));
  const to = at(scale, dayAfter(date));
  const middle = (from + to) / 2;
  if (precision === "day") return { precision, from: middle, to: middle, middle };
  const size = Math.max(to - from, least[precision]);
  const begin = Math.min(Math.max(middle - size / 2, scale.start), Math.max(scale.start, scale.end - size));
  return { precision, from: begin, to: begin + size, middle: begin + size / 2 };
}

/**
 * A stretch as it is drawn beside its mark: surely from `from` to `to`, and perhaps as far as `softFrom` and `softTo`,
 * since neither end may be known to the day. Where the ends may overlap nothing is sure, and `from` equals `to`.
 */
export interface RangeMark {
  readonly softFrom: number;
  readonly from: number;
  readonly to: number;
  readonly softTo: number;
}

/** Draws a stretch, as much of it as lies in the scale; none of it may. */
export function rangeMark(scale: Scale, start: string, end: string): RangeMark | null {
  const earliest = firstDay(start);
  const latest = dayAfter(end);
  if (latest <= scale.from || earliest >= scale.to) return null;
  const sureFrom = dayAfter(start) - 1;
  const sureTo = Math.max(sureFrom, firstDay(end) + 1);
  return {
    softFrom: at(scale, earliest),
    from: at(scale, sureFrom),
    to: at(scale, sureTo),
    softTo: at(scale, latest),
  };
}
