import { describe, expect, it } from "vitest";
import type { ColumnId } from "../../protocol.gen";
import { mayBeSame } from "./alike";
import { bandsOf, type Dated } from "./bands";
import { anyEntries, anyEras, eras, LANES, type Row, SEEDS, sample } from "./testing";
import { breakLines, drawWall, type WallFrame, wallWords } from "./wall";

const FRAME: WallFrame = { left: 282, right: 1848, lines: 3, widest: 290, gap: 24, lean: 70 };
const widthOf = (words: string): number => words.length * 13;
const labelOf = (entry: Row): string => `${entry.title} ${wallWords(entry)}`;

function checkWall(named: Dated[], entries: Row[], first: string | null = null): number {
  const drawn = drawWall(bandsOf(named, entries), LANES, FRAME, widthOf, labelOf, first);
  let labels = 0;
  for (const { from, to, ticks } of drawn.bands) {
    for (const [index, tick] of ticks.entries()) {
      expect(tick.at).toBeGreaterThan(from);
      expect(tick.at).toBeLessThan(to);
      // Four digits in the font of the wall are less than 80 px wide.
      const next = ticks[index + 1];
      if (next) expect(next.at - tick.at).toBeGreaterThan(80);
    }
  }
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

  it("writes round years where nobody has named eras", () => {
    const entries = sample.slice(0, 1).map((entry): Row => ({ ...entry, start: "1988-10-14", end: null }));
    const later = entries.map((entry): Row => ({ ...entry, id: "later", start: "2012", end: "2017-10" }));
    const [band, ...further] = drawWall(bandsOf([], [...entries, ...later]), LANES, FRAME, widthOf, labelOf).bands;
    expect(further).toEqual([]);
    const years = band?.ticks.map(({ year }) => year);
    expect(years).toEqual([1995, 2000, 2005, 2010, 2015]);
  });

  it("tells both ends of a stretch, in one piece", () => {
    expect(wallWords({ start: "1988-10-14", end: null })).toBe("1988");
    expect(wallWords({ start: "2012", end: "2017-10" })).toBe("2012–Oct\u00a02017");
    expect(wallWords({ start: "1957", end: "1979" })).toBe("1957–1979");
    expect(wallWords({ start: "1975-02-24", end: "1975-02-27" })).toBe("1975");
    const label = "Long review period 2012–Oct\u00a02017";
    expect(breakLines(label, 3, 240, widthOf)?.lines.at(-1)).toBe("2012–Oct\u00a02017");
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
  const lane = (name: string): ColumnId => name as ColumnId;
  const tell = (id: string, name: string, start: string, title: string, alsoIn: readonly string[] = []) => {
    return { id, text: { lane: lane(name), also_in: alsoIn.map(lane), start, title } };
  };
  const told = sample.map((entry) => tell(entry.id, entry.lane, entry.start, entry.title, entry.alsoIn));

  it("finds other words for the same thing within a year", () => {
    const draft = tell("new", "gene_therapy", "1999", "Gelsinger’s death in a gene therapy trial");
    expect(mayBeSame(draft, told)[0]?.text.title).toBe("Jesse Gelsinger dies in a gene therapy trial");
    expect(mayBeSame(tell("new", "gene_therapy", "1999", "Gelsinger’s death"), told).length).toBe(1);
  });

  it("says nothing about other years, other lanes and itself", () => {
    const title = "Jesse Gelsinger dies in a gene therapy trial";
    expect(mayBeSame(tell("new", "gene_therapy", "2003", title), told)).toEqual([]);
    expect(mayBeSame(tell("new", "cell_therapy", "1999", title), told)).toEqual([]);
    const own = told.find((entry) => entry.text.title === title);
    expect(own && mayBeSame(own, told).map(({ id }) => id)).not.toContain(own?.id);
  });

  it("is not taken in by small words, nor by words that half the room uses", () => {
    const draft = tell("new", "cell_therapy", "2017", "FDA approves a second product");
    expect(mayBeSame(draft, told)).toEqual([]);
    const found = mayBeSame(tell("new", "cell_therapy", "2017", "Kymriah approval"), told);
    expect(found.map(({ text }) => text.title)).toEqual(["FDA approves Kymriah"]);
  });
});
