// The laptop's chart: time runs down, lanes side by side, each band on its own scale. Geometry only; what labels need
// in height is measured on the page and comes in.

import type { Band, Dated } from "./bands";
import { firstDay } from "./days";
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
/** Least height for each entry in the fullest lane of a band, px: marks near each other stay two marks. */
export const ENTRY_HEIGHT = 28;
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

/**
 * Draws all bands. `heightOf`: the height of an entry's label, px; `room`: the height all bands have together on the
 * page, px. Where they need less than that they grow to it, each in its proportion.
 */
export function drawBands<Era extends Dated, Entry extends ChartEntry>(
  bands: readonly Band<Era, Entry>[],
  lanes: readonly string[],
  heightOf: (id: string) => number,
  room: number,
): BandDrawing[] {
  const heights = bands.map((band) => heightNeeded(entriesByLane(band, lanes), heightOf));
  const growth = Math.max(
    1,
    room /
      Math.max(
        1,
        heights.reduce((sum, height) => sum + height, 0),
      ),
  );
  const lasting: Entry[] = [];
  return bands.map((band, index) => {
    const drawing = drawBand(band, lanes, lasting, heightOf, (heights[index] ?? 0) * growth);
    for (const entry of band.entries) if (entry.end !== null) lasting.push(entry);
    return drawing;
  });
}

function entriesByLane<Entry extends ChartEntry>(
  { entries }: Band<Dated, Entry>,
  lanes: readonly string[],
): Map<string, Entry[]> {
  const byLane = new Map<string, Entry[]>(lanes.map((lane) => [lane, []]));
  for (const entry of entries) byLane.get(entry.lane)?.push(entry);
  return byLane;
}

/** What a band needs in height for its labels and its marks, px. */
function heightNeeded(byLane: ReadonlyMap<string, readonly ChartEntry[]>, heightOf: (id: string) => number): number {
  let height = LEAST_HEIGHT;
  for (const entries of byLane.values()) {
    const labels = needed(
      entries.map(({ id }) => heightOf(id)),
      LABEL_GAP,
    );
    height = Math.max(height, labels * EASE + 2 * PAD, entries.length * ENTRY_HEIGHT + 2 * PAD);
  }
  return height;
}

/**
 * Draws one band. `earlier`: entries of earlier bands; `heightOf`: the height of an entry's label, px; `least`: the
 * height it has at least, px.
 */
export function drawBand<Era extends Dated, Entry extends ChartEntry>(
  band: Band<Era, Entry>,
  lanes: readonly string[],
  earlier: readonly Entry[],
  heightOf: (id: string) => number,
  least = 0,
): BandDrawing {
  const byLane = entriesByLane(band, lanes);
  const height = Math.ceil(Math.max(least, heightNeeded(byLane, heightOf)));
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
      lasting: earlier.flatMap(({ id, lane: other, start, end }) => {
        // What has ended before the band has no place on its scale.
        const range = other === lane && end !== null ? rangeMark(scale, start, end) : null;
        return range ? { id, range } : [];
      }),
    })),
  };
}

function drawLane(
  entries: readonly ChartEntry[],
  scale: Scale,
  height: number,
  heightOf: (id: string) => number,
): Placed[] {
  const drawn = entries.map((entry) => ({ entry, begun: mark(scale, entry.start, LEAST) }));
  const tops = place(
    drawn.map(({ entry, begun }) => ({ at: begun.middle - HALF_LINE, size: heightOf(entry.id) })),
    LABEL_GAP,
    { from: 0, to: height },
  );
  return drawn.map(({ entry: { id, start, end }, begun }, index) => {
    const top = round(tops[index] ?? 0);
    const [from, to] = [round(begun.middle), round(top + HALF_LINE + 1)];
    const turn = (LEADER.from + LEADER.to) / 2;
    return {
      id,
      mark: begun,
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
