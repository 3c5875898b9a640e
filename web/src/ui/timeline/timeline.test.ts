import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { mayBeSame } from "./alike";
import { bandsOf, type Dated } from "./bands";
import { type ChartEntry, drawBand, LABEL_GAP, nearestIn } from "./chart";
import { dayAfter, dayNumber, daysIn, exists, firstDay, fromStored, toStored, yearOf } from "./days";
import { place } from "./place";
import { at, mark, rangeMark, ticks } from "./scale";
import { breakLines, drawWall, type WallEntry, type WallFrame } from "./wall";

/** Numbers from 0 to 1 that a seed always gives (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Row extends WallEntry {
  detail: string;
}

/** Rows of a CSV file, by the names in its header. */
function rows(path: string): Record<string, string>[] {
  const text = readFileSync(new URL(path, import.meta.url), "utf8");
  const table: string[][] = [[""]];
  let quoted = false;
  for (const [index, character] of [...text].entries()) {
    const row = table.at(-1) ?? [];
    if (character === '"') {
      if (quoted && text[index + 1] !== '"') quoted = false;
      else if (!quoted) quoted = true;
    } else if (character === "," && !quoted) row.push("");
    else if (character === "\n" && !quoted) table.push([""]);
    else row[row.length - 1] += character;
  }
  const [head = [], ...rest] = table;
  return rest
    .filter((row) => row.length === head.length)
    .map((row) => Object.fromEntries(head.map((name, column) => [name, row[column] ?? ""])));
}

const sample: Row[] = rows("../../../../rehearsal/sample/timeline.csv").map((row, index) => ({
  id: `e${index}`,
  lane: row.lane ?? "",
  alsoIn: (row.also_in ?? "").split(";").filter(Boolean),
  start: row.date ?? "",
  end: row.end_date || null,
  title: row.title ?? "",
  detail: row.detail ?? "",
  weight: (row.why_it_matters ? 2 : 0) + (row.also_in ? 1 : 0),
}));
const eras: Dated[] = rows("../../../../rehearsal/sample/eras.csv").map((row) => ({
  id: row.name ?? "",
  start: row.start ?? "",
  end: row.end || null,
}));
const LANES = ["cell_therapy", "gene_therapy", "policy"];

/** Entries in date order, anywhere from the year 1 to 9999 but mostly crowded. */
function anyEntries(seed: number): Row[] {
  const next = random(seed);
  const count = Math.floor(next() * 90);
  const first = next() < 0.1 ? 1 + Math.floor(next() * 9_000) : 1_930;
  const entries = Array.from({ length: count }, (_, index): Row => {
    const year = Math.min(9_990, first + Math.floor(next() ** 0.4 * 95));
    const month = 1 + Math.floor(next() * 12);
    const day = 1 + Math.floor(next() * daysIn(year, month));
    const known = next();
    const start = toStored({ year, month: known < 0.3 ? null : month, day: known < 0.6 ? null : day });
    const end = next() < 0.15 ? toStored({ year: year + Math.floor(next() * 9), month: 12, day: null }) : null;
    const lane = LANES[Math.floor(next() * LANES.length)] ?? "";
    const words = "approval of the first therapy given to an infant in a trial".split(" ");
    return {
      id: `e${index}`,
      lane,
      alsoIn: next() < 0.2 ? LANES.filter((other) => other !== lane).slice(0, 1) : [],
      start,
      end: end !== null && dayAfter(end) > firstDay(start) ? end : null,
      title: words.slice(0, 1 + Math.floor(next() * words.length)).join(" "),
      detail: "",
      weight: Math.floor(next() * 4),
    };
  });
  return entries.sort((one, other) => firstDay(one.start) - firstDay(other.start));
}

function anyEras(seed: number): Dated[] {
  const next = random(seed * 7 + 1);
  return Array.from({ length: Math.floor(next() * 7) }, (_, index) => {
    const start = 1_930 + Math.floor(next() * 80);
    return {
      id: `era${index}`,
      start: String(start),
      end: next() < 0.2 ? null : String(start + Math.floor(next() * 30)),
    };
  });
}

const SEEDS = Array.from({ length: 300 }, (_, seed) => seed);

describe("days", () => {
  it("counts from 1 January 1970, over leap years and centuries", () => {
    expect(dayNumber(1970, 1, 1)).toBe(0);
    expect(dayNumber(2000, 3, 1) - dayNumber(2000, 2, 28)).toBe(2);
    expect(dayNumber(1900, 3, 1) - dayNumber(1900, 2, 28)).toBe(1);
    for (const [year, month, day] of [
      [1957, 5, 4],
      [2024, 2, 29],
      [1600, 12, 31],
      [9999, 12, 31],
    ] as const) {
      expect(dayNumber(year, month, day)).toBe(Date.UTC(year, month - 1, day) / 86_400_000);
    }
  });

  it("finds the year of any day", () => {
    for (const year of [1, 4, 100, 476, 1582, 1899, 1970, 2000, 2026, 9999]) {
      expect(yearOf(dayNumber(year, 1, 1))).toBe(year);
      expect(yearOf(dayNumber(year, 12, 31))).toBe(year);
    }
  });

  it("takes a date for all the days it may mean", () => {
    expect(dayAfter("1988") - firstDay("1988")).toBe(366);
    expect(dayAfter("1989-02") - firstDay("1989-02")).toBe(28);
    expect(dayAfter("1988-10-14") - firstDay("1988-10-14")).toBe(1);
    expect(fromStored("rubbish")).toEqual({ year: 1, month: null, day: null });
    expect(exists({ year: 1990, month: 2, day: 31 })).toBe(false);
  });
});

describe("placing labels", () => {
  it("leaves alone what does not touch", () => {
    const wishes = [0, 40, 100].map((wish) => ({ at: wish, size: 20 }));
    expect(place(wishes, 8, { from: 0, to: 200 })).toEqual([0, 40, 100]);
  });

  it("spreads a crowd evenly around its middle", () => {
    const wishes = [100, 100, 100].map((wish) => ({ at: wish, size: 20 }));
    expect(place(wishes, 10, { from: 0, to: 400 })).toEqual([70, 100, 130]);
  });

  it("keeps order, gap and room, and no other answer moves less", () => {
    for (const seed of SEEDS) {
      const next = random(seed);
      const wishes = Array.from({ length: 1 + Math.floor(next() * 20) }, () => ({
        at: Math.floor(next() * 300),
        size: 5 + Math.floor(next() * 30),
      })).sort((one, other) => one.at - other.at);
      const total = wishes.reduce((sum, { size }) => sum + size + 4, -4);
      const room = { from: 0, to: Math.max(300, total + 1) };
      const places = place(wishes, 4, room);
      const cost = (all: readonly number[]): number =>
        all.reduce((sum, placed, index) => sum + (placed - (wishes[index]?.at ?? 0)) ** 2, 0);
      const allowed = (all: readonly number[]): boolean =>
        all.every((placed, index) => {
          const end = placed + (wishes[index]?.size ?? 0);
          return placed >= -1e-6 && end <= room.to + 1e-6 && end + 4 <= (all[index + 1] ?? Infinity) + 1e-6;
        });
      expect(allowed(places)).toBe(true);
      // The problem is convex: if no small step of any stretch of labels is better, none is.
      for (let from = 0; from < places.length; from += 1) {
        for (let to = from; to < places.length; to += 1) {
          for (const step of [-0.5, 0.5]) {
            const moved = places.map((placed, index) => (index >= from && index <= to ? placed + step : placed));
            if (allowed(moved)) expect(cost(moved)).toBeGreaterThanOrEqual(cost(places) - 1e-6);
          }
        }
      }
    }
  });

  it("never covers a label, even where the room is too small for all", () => {
    const places = place(
      [
        { at: 5, size: 30 },
        { at: 5, size: 30 },
        { at: 5, size: 30 },
      ],
      4,
      { from: 0, to: 50 },
    );
    expect(places).toEqual([0, 34, 68]);
  });
});

describe("bands", () => {
  it("gives the sample its six eras with all its entries", () => {
    const bands = bandsOf(eras, sample);
    expect(bands.map(({ era }) => era?.id)).toEqual(eras.map(({ id }) => id));
    expect(bands.map(({ entries }) => entries.length)).toEqual([5, 9, 7, 13, 13, 22]);
  });

  it("stand in time order without overlap, and every entry is in the one it begins in", () => {
    for (const seed of SEEDS) {
      const entries = anyEntries(seed);
      const named = anyEras(seed);
      const bands = bandsOf(named, entries);
      expect(bands.flatMap((band) => band.entries.map(({ id }) => id))).toEqual(entries.map(({ id }) => id));
      for (const [index, band] of bands.entries()) {
        expect(band.to).toBeGreaterThan(band.from);
        expect(band.from).toBeGreaterThanOrEqual(bands[index - 1]?.to ?? Number.NEGATIVE_INFINITY);
        for (const entry of band.entries) {
          expect(firstDay(entry.start)).toBeGreaterThanOrEqual(band.from);
          expect(firstDay(entry.start)).toBeLessThan(band.to);
        }
      }
      const shown = new Set(bands.flatMap(({ era, also }) => [era?.id, ...also.map(({ id }) => id)]));
      for (const era of named) expect(shown.has(era.id)).toBe(true);
      expect(new Set(bands.map(({ key }) => key)).size).toBe(bands.length);
    }
  });

  it("go on after an era that lies within another", () => {
    const bands = bandsOf(
      [
        { id: "long", start: "1950", end: "1999" },
        { id: "short", start: "1970", end: "1979" },
      ],
      [],
    );
    expect(bands.map(({ era, continued }) => [era?.id, continued])).toEqual([
      ["long", false],
      ["short", false],
      ["long", true],
    ]);
  });

  it("stand in as whole years where nobody has named eras", () => {
    const bands = bandsOf([], sample);
    expect(bands.length).toBeGreaterThan(3);
    for (const { era, from, to, entries } of bands) {
      expect(era).toBe(null);
      expect(dayNumber(yearOf(from), 1, 1)).toBe(from);
      expect(dayNumber(yearOf(to), 1, 1)).toBe(to);
      expect(entries.length).toBeGreaterThan(3);
    }
    expect(bandsOf([], [])).toEqual([]);
  });
});

describe("scale", () => {
  const scale = { from: dayNumber(1999, 1, 1), to: dayNumber(2007, 1, 1), start: 6, end: 166 };

  it("runs from its first day to its last, and not beyond", () => {
    expect(at(scale, scale.from)).toBe(6);
    expect(at(scale, scale.to)).toBe(166);
    expect(at(scale, 0)).toBe(6);
  });

  it("has a tick a year where there is room, and writes none over another", () => {
    expect(ticks(scale, 14, 15).map(({ year }) => year)).toEqual([1999, 2000, 2001, 2002, 2003, 2004, 2005, 2006]);
    const close = ticks({ ...scale, from: dayNumber(1957, 1, 1), to: dayNumber(1980, 1, 1), end: 108 }, 14, 15);
    expect(close.filter(({ labelled }) => labelled).map(({ year }) => year)).toEqual([1957, 1965, 1970, 1975]);
  });

  it("draws a year wider than a month and a month wider than a day, all within the scale", () => {
    for (const [date, size] of [
      ["1999", 20],
      ["2000-03", 5],
      ["2006", 20],
      ["2006-12-31", 0],
    ] as const) {
      const drawn = mark(scale, date, { month: 5, year: 8 });
      expect(drawn.to - drawn.from).toBeCloseTo(size, 0);
      expect(drawn.from).toBeGreaterThanOrEqual(scale.start);
      expect(drawn.to).toBeLessThanOrEqual(scale.end);
    }
  });

  it("softens the ends of a stretch by what is not known of them", () => {
    const drawn = rangeMark(scale, "2000", "2003-05-01");
    expect(drawn?.softFrom).toBeCloseTo(at(scale, dayNumber(2000, 1, 1)));
    expect(drawn?.from).toBeCloseTo(at(scale, dayNumber(2000, 12, 31)));
    expect(drawn?.to).toBeCloseTo(at(scale, dayNumber(2003, 5, 2)));
    expect(drawn?.softTo).toBeCloseTo(at(scale, dayNumber(2003, 5, 2)));
    expect(rangeMark(scale, "1980", "1990")).toBe(null);
  });
});

/** Checks that no two labels of a lane touch and all are in their band; answers how many there were. */
function checkChart(named: Dated[], entries: ChartEntry[], heights: (id: string) => number): number {
  const bands = bandsOf(named, entries);
  let labels = 0;
  for (const [index, band] of bands.entries()) {
    const earlier = bands.slice(0, index).flatMap((before) => before.entries);
    const drawn = drawBand(band, LANES, earlier, heights);
    for (const lane of drawn.lanes) {
      labels += lane.placed.length;
      for (const [nth, label] of lane.placed.entries()) {
        const bottom = label.top + heights(label.id);
        expect(label.top).toBeGreaterThanOrEqual(0);
        expect(bottom).toBeLessThanOrEqual(drawn.height + 0.1);
        const next = lane.placed[nth + 1];
        if (next) expect(next.top - bottom).toBeGreaterThanOrEqual(LABEL_GAP - 0.11);
        expect(label.leader).toContain(`M20 ${Math.round(label.mark.middle * 10) / 10}C`);
      }
    }
  }
  return labels;
}

describe("chart", () => {
  it("places the 69 labels of the sample without a collision", () => {
    const title = new Map(sample.map((entry) => [entry.id, entry.title]));
    const heights = (id: string): number => 20 * Math.ceil(((title.get(id)?.length ?? 0) + 13) / 42);
    expect(checkChart(eras, sample, heights)).toBe(69);
    const total = bandsOf(eras, sample).reduce((sum, band) => sum + drawBand(band, LANES, [], heights).height, 0);
    expect(total).toBeLessThan(2_000);
  });

  it("places any entries in any eras without a collision", () => {
    for (const seed of SEEDS) {
      const next = random(seed + 1_000);
      const entries = anyEntries(seed);
      const heights = new Map(entries.map(({ id }) => [id, 20 * (1 + Math.floor(next() * 6))]));
      expect(checkChart(anyEras(seed), entries, (id) => heights.get(id) ?? 20)).toBe(entries.length);
    }
  });

  it("shows in other lanes what also belongs there, and in later bands what still lasts", () => {
    const entries: ChartEntry[] = [
      { id: "one", lane: "gene_therapy", alsoIn: ["policy"], start: "1999-06", end: "2008" },
    ];
    const [first, second] = bandsOf(eras.slice(2, 4), entries);
    if (!first || !second) throw new Error("two eras make two bands");
    const policy = drawBand(first, LANES, [], () => 20).lanes[2];
    expect(policy?.placed).toEqual([]);
    expect(policy?.echoes.map(({ id }) => id)).toEqual(["one"]);
    const gene = drawBand(second, LANES, entries, () => 20).lanes[1];
    expect(gene?.lasting.map(({ id }) => id)).toEqual(["one"]);
  });

  it("leads to the nearest entry of another lane", () => {
    expect(nearestIn(sample, "policy", "1999-09-17")?.title).toBe("FDA and NIH tighten trial oversight");
    expect(nearestIn(sample, "none", "1999")).toBe(null);
  });
});

const FRAME: WallFrame = { left: 282, right: 1848, lines: 3, widest: 290, gap: 24, lean: 70 };
const widthOf = (words: string): number => words.length * 13;
const labelOf = (entry: Row): string => `${entry.title} ${entry.start.slice(0, 4)}`;

function checkWall(named: Dated[], entries: Row[], first: string | null = null): number {
  const drawn = drawWall(bandsOf(named, entries), LANES, FRAME, widthOf, labelOf, first);
  let labels = 0;
  for (const lane of drawn.lanes) {
    labels += lane.labels.length;
    for (const [index, label] of lane.labels.entries()) {
      const next = lane.labels[index + 1];
      expect(label.left).toBeGreaterThanOrEqual(FRAME.left - 0.01);
      expect(label.left + label.width).toBeLessThanOrEqual(FRAME.right + 0.51);
      if (next) expect(next.left - label.left - label.width).toBeGreaterThanOrEqual(FRAME.gap - 0.01);
      if (next) expect(next.mark).toBeGreaterThanOrEqual(label.mark);
      expect(label.mark).toBeGreaterThanOrEqual(label.left - FRAME.lean);
      expect(label.mark).toBeLessThanOrEqual(label.left + label.width + FRAME.lean);
      expect(label.lines.length).toBeLessThanOrEqual(FRAME.lines);
    }
  }
  expect(drawn.lanes.reduce((sum, { marks }) => sum + marks.length, 0)).toBe(entries.length);
  return labels;
}

describe("wall", () => {
  it("shows all marks of the sample and 17 labels or so, none over another", () => {
    const labels = checkWall(eras, sample);
    expect(labels).toBeGreaterThanOrEqual(15);
    expect(labels).toBeLessThanOrEqual(24);
  });

  it("always has a label for the entry under discussion", () => {
    for (const { id } of sample) {
      const drawn = drawWall(bandsOf(eras, sample), LANES, FRAME, widthOf, labelOf, id);
      expect(drawn.lanes.some(({ labels }) => labels.some((label) => label.id === id))).toBe(true);
    }
  });

  it("keeps labels apart for any entries", () => {
    for (const seed of SEEDS) checkWall(anyEras(seed), anyEntries(seed));
  });

  it("breaks lines evenly and gives up rather than cut", () => {
    expect(breakLines("Jesse Gelsinger dies in a gene therapy trial 1999", 3, 290, widthOf)?.lines).toEqual([
      "Jesse Gelsinger",
      "dies in a gene",
      "therapy trial 1999",
    ]);
    expect(breakLines("Incomprehensibilities", 3, 200, widthOf)).toBe(null);
  });
});

describe("may be the same", () => {
  const told = sample.map((entry) => ({ ...entry, lanes: [entry.lane, ...entry.alsoIn] }));

  it("finds other words for the same thing within a year", () => {
    const draft = {
      id: "new",
      lanes: ["gene_therapy"],
      start: "1999",
      title: "Gelsinger’s death in a gene therapy trial",
    };
    expect(mayBeSame(draft, told)[0]?.title).toBe("Jesse Gelsinger dies in a gene therapy trial");
    expect(mayBeSame({ ...draft, title: "Gelsinger’s death" }, told).length).toBe(1);
  });

  it("says nothing about other years, other lanes and itself", () => {
    const title = "Jesse Gelsinger dies in a gene therapy trial";
    expect(mayBeSame({ id: "new", lanes: ["gene_therapy"], start: "2003", title }, told)).toEqual([]);
    expect(mayBeSame({ id: "new", lanes: ["cell_therapy"], start: "1999", title }, told)).toEqual([]);
    const own = told.find((entry) => entry.title === title);
    expect(own && mayBeSame(own, told).map(({ id }) => id)).not.toContain(own?.id);
  });

  it("is not taken in by small words, nor by words that half the room uses", () => {
    const draft = { id: "new", lanes: ["cell_therapy"], start: "2017", title: "FDA approves a second product" };
    expect(mayBeSame(draft, told)).toEqual([]);
    const found = mayBeSame({ ...draft, title: "Kymriah approval" }, told);
    expect(found.map(({ title }) => title)).toEqual(["FDA approves Kymriah"]);
  });
});
