// Time in chapters: each era is a band with a scale of its own, so that crowded years get room. Where nobody has named
// eras yet, or something lies outside them, bands of whole years stand in.

import { dayAfter, dayNumber, firstDay, yearOf } from "./days";

/** What has a date. */
export interface Dated {
  readonly id: string;
  readonly start: string;
  readonly end: string | null;
}

/** A chapter of the timeline. Bands never overlap and stand in time order. */
export interface Band<Era extends Dated, Entry extends Dated> {
  /** Stays the same while entries come and go, so that a screen keeps its place. */
  readonly key: string;
  /** The era it belongs to; none = years outside all eras. */
  readonly era: Era | null;
  /** Whether the era began in an earlier band, and another one stands between. */
  readonly continued: boolean;
  /** Further eras that begin here and have no room of their own. */
  readonly also: readonly Era[];
  /** Its first day, as a day number. */
  readonly from: number;
  /** The day after its last. */
  readonly to: number;
  /** What begins in it, in date order. */
  readonly entries: readonly Entry[];
}

interface Stretch<Era> {
  era: Era | null;
  from: number;
  to: number;
}

/** The day after everything has ended. */
const lastDay = (dated: readonly Dated[]): number =>
  dated.reduce((last, { start, end }) => Math.max(last, dayAfter(start), dayAfter(end ?? start)), -Infinity);

/** Cuts time into bands. `entries` in date order. */
export function bandsOf<Era extends Dated, Entry extends Dated>(
  eras: readonly Era[],
  entries: readonly Entry[],
): Band<Era, Entry>[] {
  const stretches = eras.length > 0 ? byEras(eras, entries) : byYears(entries);
  const bands: (Band<Era, Entry> & { entries: Entry[]; also: Era[] })[] = [];
  const seen = new Set<Era>();
  for (const { era, from, to } of stretches) {
    const continued = era !== null && seen.has(era);
    if (era) seen.add(era);
    const key = era && !continued ? era.id : `years-${yearOf(from)}-${yearOf(to - 1)}-${from}`;
    bands.push({ key, era, continued, also: [], from, to, entries: [] });
  }
  let at = 0;
  for (const entry of entries) {
    const day = firstDay(entry.start);
    while (at + 1 < bands.length && (bands[at + 1]?.from ?? Infinity) <= day) at += 1;
    bands[at]?.entries.push(entry);
  }
  for (const era of eras) {
    if (seen.has(era)) continue;
    const day = firstDay(era.start);
    const band = bands.find(({ from, to }) => from <= day && day < to) ?? bands.at(-1);
    band?.also.push(era);
  }
  return bands.filter((band) => band.era !== null || band.entries.length > 0 || band.also.length > 0);
}

/** Elementary stretches between all beginnings and ends; each belongs to the era that began last. */
function byEras<Era extends Dated>(eras: readonly Era[], entries: readonly Dated[]): Stretch<Era>[] {
  const last = lastDay([...entries, ...eras]);
  const spans = eras.map((era) => {
    const from = firstDay(era.start);
    // Still going on: to the end of the last year anything is known of.
    const open = dayNumber(yearOf(Math.max(last - 1, from)) + 1, 1, 1);
    return { era, from, to: Math.max(from + 1, era.end === null ? open : dayAfter(era.end)) };
  });
  const cuts = new Set(spans.flatMap(({ from, to }) => [from, to]));
  const [first] = entries;
  if (first) {
    cuts.add(dayNumber(yearOf(firstDay(first.start)), 1, 1));
    cuts.add(dayNumber(yearOf(lastDay(entries) - 1) + 1, 1, 1));
  }
  const sorted = [...cuts].sort((one, other) => one - other);
  const stretches: Stretch<Era>[] = [];
  for (const [index, from] of sorted.entries()) {
    const to = sorted[index + 1];
    if (to === undefined) break;
    const covering = spans.filter((span) => span.from <= from && to <= span.to);
    covering.sort((one, other) => other.from - one.from || one.to - other.to || (one.era.id < other.era.id ? -1 : 1));
    const era = covering[0]?.era ?? null;
    const before = stretches.at(-1);
    if (before && before.era === era && before.to === from) before.to = to;
    else stretches.push({ era, from, to });
  }
  return stretches;
}

/** Entries a band of whole years should have before the next begins, where there are no eras. */
const ENOUGH = 8;
/** So many close a band in the middle of a decade too. */
const MANY = 14;

function byYears(entries: readonly Dated[]): Stretch<never>[] {
  const [first] = entries;
  if (!first) return [];
  const years = entries.map(({ start }) => yearOf(firstDay(start)));
  const firstYear = Math.floor((years[0] ?? 0) / 5) * 5;
  const lastYear = years.at(-1) ?? firstYear;
  const cells = new Map<number, number>();
  for (const year of years) {
    const cell = Math.floor(year / 5) * 5;
    cells.set(cell, (cells.get(cell) ?? 0) + 1);
  }
  const bounds = [years[0] ?? firstYear];
  let count = 0;
  for (let cell = firstYear; cell <= lastYear; cell += 5) {
    count += cells.get(cell) ?? 0;
    const next = cell + 5;
    if (next > lastYear) break;
    if (count >= MANY || (count >= ENOUGH && next % 10 === 0)) {
      bounds.push(next);
      count = 0;
    }
  }
  // A few last entries are no band of their own.
  if (bounds.length > 1 && count < ENOUGH / 2) bounds.pop();
  const end = Math.max(lastYear, yearOf(lastDay(entries.slice(-1)) - 1)) + 1;
  return bounds.map((from, index) => ({
    era: null,
    from: dayNumber(from, 1, 1),
    to: dayNumber(bounds[index + 1] ?? end, 1, 1),
  }));
}
