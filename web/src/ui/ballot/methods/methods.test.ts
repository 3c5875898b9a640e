import { describe, expect, it } from "vitest";
import type { BallotMethod, OptionId, OptionTally, Spread, Tally } from "../../../protocol.gen";
import { asPlaces, markInWords, moved, placedIn, scaleRows, turningPoints, withMark, withReaction } from "./marks";
import { figure, plotOf, rowsOf, termsOf, titleOf } from "./reading";

const [a, b, c] = ["a", "b", "c"] as OptionId[] as [OptionId, OptionId, OptionId];
const axis = (title: string) => ({ title, low: "little", high: "much" });
const PLOT: BallotMethod = { by: "two_scales", across: axis("Feasibility"), up: axis("Impact"), gap: false };
const SCALE: BallotMethod = { by: "scale", labels: [], pass_percent: 75 };
const RANKING: BallotMethod = { by: "ranking", places: 3 };

const spread = (counts: number[], median: number | null, half: [number, number] | null): Spread => ({
  least: 1,
  counts,
  median,
  middle_half: half,
  consensus: null,
  group_medians: [],
});

const option = (id: OptionId, parts: Partial<OptionTally>): OptionTally => ({
  option: id,
  rank: 1,
  people: 0,
  marked: 0,
  dots: 0,
  by_group: [],
  spreads: [],
  gap: null,
  passes: null,
  labels: [],
  between_groups: null,
  across_groups: null,
  changed: null,
  reasons: [],
  ...parts,
});

const tally = (options: OptionTally[]): Tally => ({
  eligible: 9,
  voted: 8,
  budget: 3,
  groups: [],
  options,
  close_calls: [],
  effective_priorities: null,
  rounds: null,
});

const LABELS = new Map([
  [a, "First"],
  [b, "Second"],
]);

describe("a paper by another method", () => {
  it("judges on the method's scales", () => {
    expect(scaleRows({ by: "fist_to_five", low_percent: 10 })[0]?.values).toEqual([0, 1, 2, 3, 4, 5]);
    expect(scaleRows({ by: "gradients", labels: ["Yes", "Well", "No"] })[0]?.values).toEqual([1, 2, 3]);
    expect(scaleRows(PLOT).map(({ title }) => title)).toEqual(["Feasibility", "Impact"]);
    expect(scaleRows(RANKING)).toEqual([]);
  });

  it("leaves out what is cleared, and keeps a fist", () => {
    expect(withMark({ [a]: [3] }, b, [0])).toEqual({ a: [3], b: [0] });
    expect(withMark({ [a]: [3], [b]: [0] }, a, null)).toEqual({ b: [0] });
  });

  it("has places without gaps, whatever is moved or taken off", () => {
    const marks = asPlaces([a, b, c]);
    expect(marks).toEqual({ a: [1], b: [2], c: [3] });
    expect(placedIn({ [a]: [3], [b]: [1] })).toEqual([b, a]);
    expect(moved([a, b, c], c, -1)).toEqual([a, c, b]);
    expect(moved([a, b, c], a, -1)).toEqual([a, b, c]);
    expect(asPlaces(placedIn(marks).filter((one) => one !== a))).toEqual({ b: [1], c: [2] });
  });

  it("reacts with one mood and a turning point, and says nothing when all is taken back", () => {
    let marks = withReaction({}, a, "high");
    marks = withReaction(marks, a, "turning");
    expect(marks).toEqual({ a: [1, 1] });
    expect(turningPoints(marks)).toBe(1);
    expect(withReaction(marks, a, "low")).toEqual({ a: [2, 1] });
    expect(withReaction(withReaction(marks, a, "high"), a, "turning")).toEqual({});
  });

  it("is told in words beside a reason", () => {
    expect(markInWords({ by: "gradients", labels: ["Yes", "Well", "No"] }, [3])).toBe("No");
    expect(markInWords({ by: "fist_to_five", low_percent: 10 }, [0])).toBe("0: a fist: no");
    expect(markInWords(PLOT, [2, 5])).toBe("2 / 5");
    expect(markInWords({ by: "reactions", turning_points: 2 }, [2, 1])).toBe("Low point, Turning point");
    expect(markInWords(SCALE, [])).toBe("left out");
  });
});

describe("a result by another method", () => {
  it("writes figures as people do", () => {
    expect([3500, 4000, 223, -1500].map(figure)).toEqual(["3.5", "4", "0.22", "-1.5"]);
  });

  it("shows the whole distribution, on one measure for all, with the middle beside it", () => {
    const rows = rowsOf(
      SCALE,
      tally([
        option(a, { people: 6, marked: 8, spreads: [spread([0, 1, 1, 2, 4], 4500, [3000, 5000])] }),
        option(b, { rank: 2, spreads: [spread([0, 0, 0, 0, 0], null, null)] }),
      ]),
      LABELS,
    );
    expect(rows.map(({ people }) => people)).toEqual(["6 of 8 at 4 or 5", "Nobody marked it."]);
    expect(rows[0]?.scales[0]?.bars.map(({ share }) => share)).toEqual([0, 0.25, 0.25, 0.5, 1]);
    expect(rows[0]?.scales[0]?.middle).toBe("middle 4.5; half of the people from 3 to 5");
    expect(rows[1]?.scales[0]?.middle).toBe("");
  });

  it("says first what passes, or who leads", () => {
    const judged = tally([option(a, { passes: true }), option(b, { passes: false })]);
    expect(titleOf(SCALE, judged)).toBe("1 of 2 pass");
    expect(termsOf(SCALE)).toBe("An option passes if 75 % or more are at 4 or 5.");
    const ranked = tally([option(a, { people: 5, marked: 5, dots: 14 }), option(b, { rank: 2, people: 2, marked: 2 })]);
    expect(titleOf(RANKING, ranked)).toBe("One idea leads, chosen by 5 of the 8 who voted");
    expect(rowsOf(RANKING, ranked, LABELS)[0]?.figure).toBe("14 points");
    expect(titleOf(SCALE, { ...judged, voted: 0 })).toBe("Nobody handed in a paper");
  });

  it("draws middles and their arms, sets twins apart and cuts at the middle of all", () => {
    const at = (id: OptionId, across: number, up: number) =>
      option(id, {
        marked: 8,
        spreads: [spread([8], across, [across - 1000, across]), spread([8], up, [up, up])],
      });
    const plot = plotOf(rowsOf(PLOT, tally([at(a, 5000, 5000), at(b, 5000, 5000), at(c, 3000, 4000)]), LABELS));
    const [first, twin, other] = plot.points;
    expect([first?.x, first?.y, first?.xs]).toEqual([1, 1, [0.75, 1]]);
    expect(twin?.x).toBeLessThan(1);
    expect(other?.y).toBe(0.75);
    expect(plot.cut).toEqual([twin?.x, 1]);
    expect(plotOf(rowsOf(PLOT, tally([option(a, {})]), LABELS)).points).toEqual([]);
  });
});
