// The tally: one stroke is one person, five make a gate. Geometry only, so that screens, wall and tests
// draw from one description.

/** `gates`: four upright strokes and one across. `strokes`: uprights only, a small gap after each five. */
export type TallyForm = "gates" | "strokes";

/** Sizes by use: `small` phone row, `medium` margin, `large` console, `wall`, `empty` the ghost gate; `result` and
 * `group` are rows of a table of results, `resultWall` the same at ten metres. */
export type TallySize = "small" | "medium" | "large" | "wall" | "empty" | "result" | "group" | "resultWall";

interface Measure {
  form: TallyForm;
  /** Distance between upright strokes, px. */
  pitch: number;
  /** Height of an upright stroke, px. */
  stroke: number;
  /** Width of the line, px. */
  weight: number;
  /** Room above and below the uprights, px. */
  pad: number;
  /** Room left of the leftmost ink, px. */
  inset: number;
  /** Distance from one five to the next, px. */
  advance: number;
}

const MEASURES: Record<TallySize, Measure> = {
  small: { form: "gates", pitch: 5, stroke: 15, weight: 1.8, pad: 2, inset: 1.25, advance: 32 },
  medium: { form: "gates", pitch: 6, stroke: 24, weight: 2, pad: 3, inset: 1.5, advance: 34 },
  large: { form: "gates", pitch: 8.4, stroke: 44, weight: 3.2, pad: 5, inset: 1.7, advance: 48.2 },
  wall: { form: "gates", pitch: 19, stroke: 104, weight: 8, pad: 12, inset: 4.75, advance: 104 },
  empty: { form: "gates", pitch: 9, stroke: 34, weight: 2.4, pad: 4, inset: 1.25, advance: 47.5 },
  result: { form: "strokes", pitch: 4, stroke: 24, weight: 2.1, pad: 0, inset: 2, advance: 23 },
  group: { form: "strokes", pitch: 4.4, stroke: 16, weight: 2.4, pad: 0, inset: 2, advance: 22 },
  resultWall: { form: "strokes", pitch: 12.5, stroke: 54, weight: 6.2, pad: 0, inset: 3.1, advance: 71.5 },
};

/** The stroke across a gate reaches this share of a pitch beyond the outer uprights. */
const OVERSHOOT = 0.75;
/** Where the stroke across starts and ends, as shares of the upright's height. */
const ACROSS = { from: 0.86, to: 0.14 };
/** Room between two rows of gates, px at medium size, as a share of the upright's height. */
const ROW_GAP = 0.25;

/** One person's stroke: an SVG path, and whether that person has done what the tally counts. */
export interface Stroke {
  path: string;
  on: boolean;
}

/** A tally ready to be drawn. */
export interface TallyDrawing {
  width: number;
  height: number;
  weight: number;
  strokes: Stroke[];
}

/** Rounds to hundredths of a pixel, so that paths stay short. */
const round = (value: number): number => Math.round(value * 100) / 100;

/** Whole, not negative; anything else a peer may send counts as nobody. */
const people = (value: number): number => (Number.isFinite(value) ? Math.max(0, Math.floor(value)) : 0);

/**
 * Draws `count` of `total` people. More than `total` are drawn too (someone joined between two messages).
 * `perRow` is the number of fives in a row; without it there is one row.
 */
export function drawTally(
  count: number,
  total: number,
  size: TallySize,
  perRow = Number.POSITIVE_INFINITY,
): TallyDrawing {
  const measure = MEASURES[size];
  const on = people(count);
  const all = Math.max(on, people(total));
  const fives = Math.max(1, Math.floor(perRow));
  const overshoot = measure.form === "gates" ? measure.pitch * OVERSHOOT : 0;
  const rowHeight = measure.stroke + 2 * measure.pad;
  const rowGap = measure.stroke * ROW_GAP;
  let width = 0;

  const strokes = Array.from({ length: all }, (_, person): Stroke => {
    const five = Math.floor(person / 5);
    const place = person % 5;
    const left = (five % fives) * measure.advance + measure.inset;
    const top = Math.floor(five / fives) * (rowHeight + rowGap) + measure.pad;
    const first = left + overshoot;

    if (measure.form === "gates" && place === 4) {
      const right = first + 3 * measure.pitch + overshoot;
      width = Math.max(width, right + measure.inset);
      const from = round(top + measure.stroke * ACROSS.from);
      const to = round(top + measure.stroke * ACROSS.to);
      return { path: `M${round(left)} ${from}L${round(right)} ${to}`, on: person < on };
    }

    const x = first + place * measure.pitch;
    width = Math.max(width, x + measure.inset);
    return { path: `M${round(x)} ${round(top)}v${measure.stroke}`, on: person < on };
  });

  const rows = Math.max(1, Math.ceil(Math.ceil(all / 5) / fives));
  return {
    width: round(width),
    height: all === 0 ? 0 : round(rows * rowHeight + (rows - 1) * rowGap),
    weight: measure.weight,
    strokes,
  };
}
