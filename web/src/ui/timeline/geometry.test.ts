import { describe, expect, it } from "vitest";
import { bandsOf, type Dated } from "./bands";
import { type ChartEntry, drawBand, drawBands, ENTRY_HEIGHT, LABEL_GAP, nearestIn } from "./chart";
import { dayAfter, dayNumber, exists, firstDay, fromStored, yearOf } from "./days";
import { place } from "./place";
import { at, mark, rangeMark, ticks } from "./scale";
import { anyEntries, anyEras, eras, LANES, random, SEEDS, sample } from "./testing";

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
function checkChart(named: Dated[], entries: ChartEntry[], heights: (id: string) => number, room = 0): number {
  const bands = bandsOf(named, entries);
  const drawings = drawBands(bands, LANES, heights, room);
  expect(drawings.length).toBe(bands.length);
  if (bands.length > 0) expect(drawings.reduce((sum, { height }) => sum + height, 0)).toBeGreaterThan(room - 1);
  let labels = 0;
  for (const drawn of drawings) {
    for (const { placed } of drawn.lanes) {
      expect(drawn.height).toBeGreaterThanOrEqual(placed.length * ENTRY_HEIGHT);
    }
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
      const heightOf = (id: string): number => heights.get(id) ?? 20;
      const room = [0, 420, 2_500][seed % 3];
      expect(checkChart(anyEras(seed), entries, heightOf, room)).toBe(entries.length);
    }
  });

  it("fills its room where a few entries need little, so that marks stand apart", () => {
    const dates = ["1988-10-14", "1990", "2012", "2017", "2017-08", "2017-12"];
    const entries = dates.map(
      (start, index): ChartEntry => ({
        id: start,
        lane: LANES[[0, 1, 2, 2, 0, 1][index] ?? 0] ?? "",
        alsoIn: [],
        start,
        end: start === "2012" ? "2017-10" : null,
      }),
    );
    const [drawn, ...further] = drawBands(bandsOf([], entries), LANES, () => 20, 440);
    expect(further).toEqual([]);
    expect(drawn?.height).toBeGreaterThanOrEqual(439);
    expect(drawn?.height).toBeLessThanOrEqual(441);
    expect(drawn?.ticks.map(({ year }) => year)).toEqual([1988, 1990, 1995, 2000, 2005, 2010, 2015]);
    const [one, other] = drawn?.lanes[2]?.placed ?? [];
    expect((other?.mark.from ?? 0) - (one?.mark.to ?? 0)).toBeGreaterThan(40);
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
