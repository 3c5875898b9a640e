// The wall's chart: time runs right, lanes above each other, all marks, and as many labels as fit near their dates.
// Geometry only; how wide words are comes in.

import type { Band, Dated } from "./bands";
import type { ChartEntry } from "./chart";
import { place } from "./place";
import type { Span } from "./reading";
import { type Mark, mark, type RangeMark, rangeMark, type Scale, type Tick, ticks } from "./scale";
import { dateWords } from "./spoken";

/** Where things stand, px. */
export interface WallFrame {
  /** Where time begins and ends. */
  readonly left: number;
  readonly right: number;
  /** Lines that a label may have. */
  readonly lines: number;
  /** The widest and the narrowest a label may be. */
  readonly widest: number;
  /** Room between two labels. */
  readonly gap: number;
  /** How far a leader may lean out of its label. */
  readonly lean: number;
}

/** What the wall knows of an entry. */
export interface WallEntry extends ChartEntry {
  /** Its label, words only; the year stands behind them. */
  readonly title: string;
  /** The more, the sooner it gets a label. */
  readonly weight: number;
}

/** A label on the wall, broken into lines. */
export interface WallLabel {
  readonly id: string;
  readonly lines: readonly string[];
  readonly left: number;
  readonly width: number;
  /** Where its leader begins: at its mark. */
  readonly mark: number;
  /** Where its leader ends: under the label. */
  readonly foot: number;
}

/** A lane of the wall. */
export interface WallLane {
  readonly lane: string;
  readonly marks: readonly { id: string; mark: Mark; range: RangeMark | null }[];
  readonly labels: readonly WallLabel[];
}

/** A band of the wall. `ticks`: round years within it, as far from its ends as it takes to write them. */
export interface WallBand<Era extends Dated, Entry extends Dated> {
  readonly band: Band<Era, Entry>;
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly Tick[];
}

/** The whole wall. */
export interface WallDrawing<Era extends Dated, Entry extends Dated> {
  readonly bands: readonly WallBand<Era, Entry>[];
  readonly lanes: readonly WallLane[];
}

/** The width a band has of its own, and for each of its entries, before all are stretched to the wall. */
const BAND_WIDTH = 128;
const ENTRY_WIDTH = 11.6;
const LEAST = { month: 10, year: 10 };
/** Round years stand so far from each other, px: a year is written beside each. */
const TICKS_APART = 96;
/** Room for the head of a band, and at its end, in which no year is written, px. */
const HEAD_WIDTH = 172;
const END_WIDTH = 40;
/** Eras have names and beginnings to tell time by; only one so wide has round years too, px. */
const WIDE_ERA = 640;

/** Breaks words at spaces that may break into at most `most` lines of at most `widest` px, as even as may be; none if they do not fit. */
export function breakLines(
  text: string,
  most: number,
  widest: number,
  widthOf: (words: string) => number,
): { lines: string[]; width: number } | null {
  const pieces = text.split(/[^\S\u00a0]+/u).filter(Boolean);
  const fill = (limit: number): string[] | null => {
    const lines: string[] = [];
    for (const piece of pieces) {
      const last = lines.at(-1);
      if (last !== undefined && widthOf(`${last} ${piece}`) <= limit) lines[lines.length - 1] = `${last} ${piece}`;
      else if (lines.length < most && widthOf(piece) <= limit) lines.push(piece);
      else return null;
    }
    return lines;
  };
  let lines = fill(widest);
  if (!lines) return null;
  // The narrowest limit that needs no further line makes even lines.
  const count = lines.length;
  let [low, high] = [0, widest];
  while (high - low > 4) {
    const limit = (low + high) / 2;
    const tried = fill(limit);
    if (tried && tried.length <= count) {
      lines = tried;
      high = limit;
    } else low = limit;
  }
  return { lines, width: Math.max(0, ...lines.map(widthOf)) };
}

/**
 * When it was, as short as the wall says it: the year, and both ends of a stretch, to the month where that is known
 * (`2012–Oct 2017`). Its spaces do not break.
 */
export function wallWords({ start, end }: Span): string {
  const year = start.slice(0, 4);
  if (end === null) return year;
  // Days would need more room than a label has: without them, both ends may be the same.
  const [from, to] = [dateWords(start.slice(0, 7)), dateWords(end.slice(0, 7))];
  return (from === to ? year : `${from}–${to}`).replaceAll(" ", "\u00a0");
}

/**
 * Draws the wall. `widthOf`: the width of words in a label's font. `first`: an entry that has its label before all
 * others, where it fits: the one under discussion.
 */
export function drawWall<Era extends Dated, Entry extends WallEntry>(
  bands: readonly Band<Era, Entry>[],
  lanes: readonly string[],
  frame: WallFrame,
  widthOf: (words: string) => number,
  labelOf: (entry: Entry) => string,
  first: string | null = null,
): WallDrawing<Era, Entry> {
  const wishes = bands.map((band) => BAND_WIDTH + ENTRY_WIDTH * band.entries.length);
  const stretch =
    (frame.right - frame.left) /
    Math.max(
      1,
      wishes.reduce((sum, width) => sum + width, 0),
    );
  let left = frame.left;
  const scaled = bands.map((band, index) => {
    const from = left;
    left += (wishes[index] ?? 0) * stretch;
    const scale: Scale = { from: band.from, to: band.to, start: from, end: left };
    return { band, from, to: left, scale };
  });

  return {
    bands: scaled.map(({ band, from, to, scale }) => ({ band, from, to, ticks: roundYears(band, scale) })),
    lanes: lanes.map((lane) => {
      const marks: { entry: Entry; mark: Mark; range: RangeMark | null; band: number }[] = [];
      for (const [index, { band, scale }] of scaled.entries()) {
        for (const entry of band.entries) {
          if (entry.lane !== lane) continue;
          const begun = mark(scale, entry.start, LEAST);
          marks.push({ entry, mark: begun, range: lasting(entry, scaled), band: index });
        }
      }
      const candidates = marks.flatMap(({ entry, mark: at, band }) => {
        // The one under discussion may be wider than others before it has no label at all.
        const widths = entry.id === first ? [1, 1.4, 2, 3] : [1];
        const broken = widths
          .map((times) => breakLines(labelOf(entry), frame.lines, frame.widest * times, widthOf))
          .find((lines) => lines !== null);
        return broken ? [{ entry, at: at.middle, band, ...broken }] : [];
      });
      return {
        lane,
        marks: marks.map(({ entry, mark: at, range }) => ({ id: entry.id, mark: at, range })),
        labels: choose(candidates, frame, first),
      };
    }),
  };
}

function roundYears(band: Band<Dated, Dated>, scale: Scale): Tick[] {
  if (band.era !== null && scale.end - scale.start < WIDE_ERA) return [];
  // A line without its year, under the year of the head, would be read as that year.
  return ticks(scale, TICKS_APART, 0).filter(
    (tick) => tick.at >= scale.start + HEAD_WIDTH && tick.at <= scale.end - END_WIDTH,
  );
}

/** A range over all the bands it reaches into. */
function lasting(entry: ChartEntry, scaled: readonly { scale: Scale }[]): RangeMark | null {
  if (entry.end === null) return null;
  const parts = scaled
    .map(({ scale }) => rangeMark(scale, entry.start, entry.end ?? entry.start))
    .filter((part) => part !== null);
  const [begin] = parts;
  const end = parts.at(-1);
  return begin && end ? { softFrom: begin.softFrom, from: begin.from, to: end.to, softTo: end.softTo } : null;
}

interface Candidate {
  readonly entry: WallEntry;
  readonly at: number;
  readonly band: number;
  readonly lines: readonly string[];
  readonly width: number;
}

/**
 * Chooses the labels of a lane: the one under discussion, then from each band in turn the weightiest, of equals the one
 * farthest from its labelled neighbours, until nothing fits any more. A label is taken only if it and all taken before
 * stay near their marks.
 */
function choose(candidates: readonly Candidate[], frame: WallFrame, first: string | null): WallLabel[] {
  const left = new Set(candidates);
  const inBand = new Map<number, number>();
  let taken: Candidate[] = [];
  let labels: WallLabel[] = [];

  const apart = ({ at }: Candidate): number =>
    taken.reduce(
      (nearest, one) => Math.min(nearest, Math.abs(one.at - at)),
      Math.min(at - frame.left, frame.right - at),
    );
  const urgency = (candidate: Candidate): readonly [number, number, number] => [
    candidate.entry.id === first ? -1 : (inBand.get(candidate.band) ?? 0),
    -candidate.entry.weight,
    -apart(candidate),
  ];

  while (left.size > 0) {
    let next: Candidate | null = null;
    let best: readonly [number, number, number] | null = null;
    for (const candidate of left) {
      const found = urgency(candidate);
      if (best && compare(found, best) >= 0) continue;
      next = candidate;
      best = found;
    }
    if (!next) break;
    left.delete(next);
    const tried = [...taken, next].sort((one, other) => one.at - other.at);
    const placed = placeLabels(tried, frame);
    if (!placed) continue;
    taken = tried;
    labels = placed;
    inBand.set(next.band, (inBand.get(next.band) ?? 0) + 1);
  }
  return labels;
}

function compare(one: readonly number[], other: readonly number[]): number {
  for (const [index, value] of one.entries()) {
    const difference = value - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function placeLabels(labels: readonly Candidate[], frame: WallFrame): WallLabel[] | null {
  const lefts = place(
    labels.map(({ at, width }) => ({ at: at - width / 2, size: width })),
    frame.gap,
    { from: frame.left, to: frame.right },
  );
  const placed: WallLabel[] = [];
  for (const [index, { entry, at, lines, width }] of labels.entries()) {
    const left = lefts[index] ?? 0;
    if (at < left - frame.lean || at > left + width + frame.lean || left + width > frame.right + 0.5) return null;
    const inset = Math.min(12, width / 2);
    const foot = Math.min(Math.max(at, left + inset), left + width - inset);
    placed.push({ id: entry.id, lines, left, width, mark: at, foot });
  }
  return placed;
}
