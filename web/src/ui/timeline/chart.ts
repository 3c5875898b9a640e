// The laptop's chart: time runs down, lanes side by side, each band on its own scale. Geometry only; what labels need
// in height is measured on the page and comes in.

import type { Band, Dated } from "./bands";
import { dayAfter, firstDay } from "./days";
import { needed, place } from "./place";
import { type Mark, mark, type RangeMark, rangeMark, type Scale, type Tick, ticks } from "./scale";

/** What the chart needs to know of an entry. */
export interface ChartEntry extends Dated {
  readonly lane: string;
  readonly alsoIn: readonly string[];
}

/** A label and its mark. */
export interface Placed {
  readonly id: string;
  readonly mark: Mark;
  readonly range: RangeMark | null;
  /** The top of the label, px from the band's. */
  readonly top: number;
  /** The line from the mark to the label. */
  readonly leader: string;
}

/** A lane in one band. */
export interface LaneDrawing {
  readonly lane: string;
  readonly placed: readonly Placed[];
  /** Entries of other lanes that belong here too: marks without a label. */
  readonly echoes: readonly { id: string; mark: Mark }[];
  /** What began in an earlier band and still lasts. */
  readonly lasting: readonly { id: string; range: RangeMark }[];
}

/** One band, ready to be drawn. */
export interface BandDrawing {
  readonly height: number;
  readonly ticks: readonly Tick[];
  readonly lanes: readonly LaneDrawing[];
}

/** Room over the first and under the last day of a band, px. */
const PAD = 6;
/** Least height of a band, px: a few years need to look like a few years. */
const LEAST_HEIGHT = 96;
/** Room between two labels, px. */
export const LABEL_GAP = 8;
/** Half the height of a label's first line: the leader ends there, px. */
const HALF_LINE = 10;
/** From where to where leaders run, px from the lane's left edge. */
const LEADER = { from: 20, to: 48 };
/** Bands are so much longer than their labels need, so that labels find places near their dates. */
const EASE = 1.08;

const LEAST = { month: 5, year: 8 };
const round = (value: number): number => Math.round(value * 10) / 10;

/** Draws one band. `earlier`: entries of earlier bands; `heightOf`: the height of an entry's label, px. */
export function drawBand<Era extends Dated, Entry extends ChartEntry>(
  band: Band<Era, Entry>,
  lanes: readonly string[],
  earlier: readonly Entry[],
  heightOf: (id: string) => number,
): BandDrawing {
  const byLane = new Map<string, Entry[]>(lanes.map((lane) => [lane, []]));
  for (const entry of band.entries) byLane.get(entry.lane)?.push(entry);
  let most = 0;
  for (const entries of byLane.values()) {
    most = Math.max(
      most,
      needed(
        entries.map(({ id }) => heightOf(id)),
        LABEL_GAP,
      ),
    );
  }
  const height = Math.ceil(Math.max(LEAST_HEIGHT, most * EASE + 2 * PAD));
  const scale: Scale = { from: band.from, to: band.to, start: PAD, end: height - PAD };
  return {
    height,
    ticks: ticks(scale, 19, 15),
    lanes: lanes.map((lane) => ({
      lane,
      placed: drawLane(byLane.get(lane) ?? [], scale, height, heightOf),
      echoes: band.entries
        .filter((entry) => entry.lane !== lane && entry.alsoIn.includes(lane))
        .map(({ id, start }) => ({ id, mark: mark(scale, start, LEAST) })),
      lasting: earlier
        .filter((entry) => entry.lane === lane && entry.end !== null && dayAfter(entry.end) > band.from)
        .map(({ id, start, end }) => ({ id, range: rangeMark(scale, start, end ?? start) }))
        .filter((lasting): lasting is { id: string; range: RangeMark } => lasting.range !== null),
    })),
  };
}

function drawLane(
  entries: readonly ChartEntry[],
  scale: Scale,
  height: number,
  heightOf: (id: string) => number,
): Placed[] {
  const marks = entries.map(({ start }) => mark(scale, start, LEAST));
  const tops = place(
    entries.map(({ id }, index) => ({ at: (marks[index]?.middle ?? 0) - HALF_LINE, size: heightOf(id) })),
    LABEL_GAP,
    { from: 0, to: height },
  );
  return entries.map(({ id, start, end }, index) => {
    const drawn = marks[index] ?? mark(scale, start, LEAST);
    const top = round(tops[index] ?? 0);
    const [from, to] = [round(drawn.middle), round(top + HALF_LINE + 1)];
    const turn = (LEADER.from + LEADER.to) / 2;
    return {
      id,
      mark: drawn,
      range: end === null ? null : rangeMark(scale, start, end),
      top,
      leader: `M${LEADER.from} ${from}C${turn} ${from} ${turn} ${to} ${LEADER.to} ${to}`,
    };
  });
}

/** The entry of another lane that lies nearest in time: where an arrow key leads. */
export function nearestIn<Entry extends ChartEntry>(
  entries: readonly Entry[],
  lane: string,
  start: string,
): Entry | null {
  const wanted = firstDay(start);
  let nearest: Entry | null = null;
  for (const entry of entries) {
    if (entry.lane !== lane) continue;
    if (!nearest || Math.abs(firstDay(entry.start) - wanted) < Math.abs(firstDay(nearest.start) - wanted)) {
      nearest = entry;
    }
  }
  return nearest;
}
