import { describe, expect, it } from "vitest";
import type { ClusterId, OptionId, Tally } from "../src/protocol.gen";
import { given, paperState, withDots } from "../src/ui/ballot/paper";
import { previewOf } from "../src/ui/ballot/preview";
import { findingOf, headline, leadingCount, standingsOf } from "../src/ui/ballot/standings";
import { OTHER_GROUPS, signsOf } from "../src/ui/kit/groups";
import { pageOfRows, shortHeadline, wallCut } from "../src/ui/wall/results";

/** A tally of options with so many people, best first; `close` names pairs by the index of their first. */
function tally(people: readonly number[], close: readonly number[] = [], parts: Partial<Tally> = {}): Tally {
  const id = (index: number): OptionId => `o${index}` as OptionId;
  return {
    eligible: 45,
    voted: 43,
    budget: 3,
    groups: [],
    options: people.map((number, index) => ({
      option: id(index),
      rank: people.indexOf(number) + 1,
      people: number,
      marked: number,
      dots: number,
      by_group: [],
      spreads: [],
      gap: null,
      passes: null,
      labels: [],
      between_groups: null,
      across_groups: null,
      changed: null,
      reasons: [],
    })),
    close_calls: close.map((index) => [id(index), id(index + 1)]),
    effective_priorities: null,
    rounds: null,
    ...parts,
  };
}

const says = (of: Tally): string => headline(findingOf(of));
const standings = (of: Tally, cap = 1) => standingsOf(of, new Map(), cap, signsOf(["Market"]));

describe("the headline of a result", () => {
  it("says that one leads, and by how many", () => {
    expect(says(tally([31, 20, 4]))).toBe("One idea leads, chosen by 31 of the 43 who voted");
    expect(says(tally([31, 0, 0]))).toBe("Only one idea was chosen, by 31 of the 43 who voted");
    expect(says(tally([9, 2], [], { voted: 9 }))).toBe("One idea leads, chosen by all 9 who voted");
    expect(says(tally([1, 0], [0], { voted: 1 }))).toBe("Only one idea was chosen, by the one person who voted");
  });

  it("calls neighbours close that are", () => {
    expect(says(tally([31, 30, 12], [0]))).toBe("Two ideas lead, and the gap between them is too close to call");
    expect(says(tally([20, 19, 18, 5], [0, 1]))).toBe("Three ideas lead, each too close to the next to call");
    expect(shortHeadline(findingOf(tally([31, 30, 12], [0])))).toBe("Two lead, too close to call");
  });

  it("does not mind in which order a pair is named", () => {
    const one = tally([31, 30, 12]);
    one.close_calls = [["o1" as OptionId, "o0" as OptionId]];
    expect(findingOf(one)).toEqual({ kind: "close", ideas: 2 });
  });

  it("says that a rank is shared, and whether the next is close to it", () => {
    expect(says(tally([20, 20, 5], [0]))).toBe("Two ideas share the first place, with 20 people each");
    expect(says(tally([20, 20, 19, 5], [0, 1]))).toBe(
      "Two ideas share the first place, with 20 people each; the next is too close to call",
    );
    expect(shortHeadline(findingOf(tally([2, 2, 2, 1, 1, 0], [0, 1, 2, 3])))).toBe("Three share the first place");
  });

  it("does not let closeness further down speak for the top", () => {
    expect(findingOf(tally([31, 20, 19, 18], [1, 2])).kind).toBe("one");
  });

  it("says when nothing stands out", () => {
    expect(says(tally([9, 8, 8, 7, 6, 2], [0, 1, 2, 3]))).toBe(
      "No idea stands out: each is too close to the next to call",
    );
    expect(says(tally([9, 9, 9], [0, 1]))).toBe("No idea stands out: all have 9 people");
  });

  it("tells no papers from empty papers", () => {
    expect(says(tally([0, 0], [], { voted: 0 }))).toBe("Nobody handed in a paper");
    expect(says(tally([0, 0], [], { voted: 3 }))).toBe("Three papers came in, none with a dot");
    expect(says(tally([0, 0], [], { voted: 1 }))).toBe("One paper came in, without a dot");
  });
});

describe("the rows of a result", () => {
  it("ties close calls by a bracket, as far as the rows are discussed", () => {
    const { rows } = standings(tally([31, 30, 19, 14, 13, 12, 11], [0, 3, 4, 5]));
    expect(rows.map(({ tied }) => tied)).toEqual(["first", "last", undefined, "first", "middle", "last", undefined]);
    expect(rows.map(({ result }) => result.labels.length)).toEqual([1, 0, 0, 1, 0, 0, 0]);
    expect(rows.map(({ leading }) => leading)).toEqual([true, true, true, true, true, false, false]);
  });

  it("ties nothing to an option that nobody chose", () => {
    expect(standings(tally([1, 0, 0], [0])).rows.map(({ tied }) => tied)).toEqual([undefined, undefined, undefined]);
  });

  it("marks shared ranks", () => {
    expect(standings(tally([5, 3, 3, 1])).rows.map(({ result }) => result.rank)).toEqual(["1", "2=", "2=", "4"]);
  });

  it("does not cut through a shared rank, nor let it take the whole table", () => {
    expect(leadingCount(tally([9, 8, 7, 6, 5, 5, 4]).options)).toBe(6);
    expect(leadingCount(tally([9, 8, 7, 6, 5, 5, 5, 5, 5]).options)).toBe(5);
    expect(leadingCount(tally([9, 0, 0]).options)).toBe(1);
  });

  it("shows dots only where they may be stacked", () => {
    expect(standings(tally([5, 3])).rows[0]?.result.dots).toBeNull();
    expect(standings(tally([5, 3]), 2).rows[0]?.result.dots).toBe(5);
  });

  it("names folded groups as others and adds up the dots", () => {
    const groups = [
      { name: "Market", voted: 9 },
      { name: null, voted: 4 },
    ];
    const found = standings(tally([5, 3], [], { groups, voted: 13 }));
    expect(found.groups.map(({ name, voters }) => [name, voters])).toEqual([
      ["Market", 9],
      ["other groups", 4],
    ]);
    expect(found.groups[1]?.sign).toBe(OTHER_GROUPS);
    expect([found.dotsUsed, found.dotsGiven]).toEqual([8, 39]);
  });

  it("tells a wall what it leaves out", () => {
    expect(wallCut(standings(tally([31, 30, 19, 14, 13, 9, 7])))).toEqual({
      shown: 5,
      rest: "Two more options had 9 people or fewer.",
    });
    expect(wallCut(standings(tally([31, 30, 0])))).toEqual({
      shown: 2,
      rest: "One more option was chosen by nobody.",
    });
    expect(wallCut(standings(tally([31, 30])))).toEqual({ shown: 2, rest: "" });
  });
});

describe("a paper", () => {
  const [a, b] = ["a" as OptionId, "b" as OptionId];

  it("leaves out options without dots", () => {
    expect(withDots({ [a]: [1] }, b, 2)).toEqual({ a: [1], b: [2] });
    expect(withDots({ [a]: [1], [b]: [1] }, a, 0)).toEqual({ b: [1] });
    expect(given({ [a]: [1], [b]: [2] })).toBe(3);
  });

  it("tells an empty paper from none", () => {
    expect(paperState(null, false, true)).toBe("none");
    expect(paperState({ marks: {}, reasons: {} }, false, true)).toBe("empty");
    const one = { marks: { [a]: [0] }, reasons: {} };
    expect(paperState(one, false, true)).toBe("saved");
    expect(paperState(one, true, true)).toBe("saving");
    expect(paperState(one, true, false)).toBe("kept");
  });
});

describe("what a ballot would be frozen from", () => {
  const named = (...names: string[]) => names.map((name, index) => ({ id: `k${index}` as ClusterId, name }));

  it("leaves out what has no name and warns of what is short or alike", () => {
    const found = previewOf(named("Who pays for all of this", "", "Costs", "who pays  for all of THIS"));
    expect(found.named).toHaveLength(3);
    expect([found.unnamed, found.terse, found.many]).toEqual([1, 1, false]);
    expect(found.alike).toHaveLength(1);
  });

  it("finds too many to read", () => {
    expect(previewOf(named(...Array.from({ length: 16 }, (_, index) => `Sentence number ${index} here`))).many).toBe(
      true,
    );
  });
});

describe("a ranking on the wall in pages", () => {
  const rows = Array.from({ length: 12 }, (_, at) => at);

  it("has the leading rows first, and every other row on exactly one page", () => {
    expect(pageOfRows(rows, 0, 5)).toEqual({ rows: [0, 1, 2, 3, 4], number: 1, pages: 3 });
    expect(pageOfRows(rows, 1, 5).rows).toEqual([5, 6, 7, 8, 9]);
    expect(pageOfRows(rows, 2, 5)).toEqual({ rows: [10, 11], number: 3, pages: 3 });
    const all = [0, 1, 2, 3].flatMap((page) =>
      page < pageOfRows(rows, 0, 2).pages ? pageOfRows(rows, page, 2).rows : [],
    );
    expect(all).toEqual(rows.slice(0, 12));
  });

  it("shows its last page past the last, and one page where all fit", () => {
    expect(pageOfRows(rows, 99, 5)).toEqual(pageOfRows(rows, 2, 5));
    expect(pageOfRows(rows.slice(0, 5), 3, 5)).toEqual({ rows: [0, 1, 2, 3, 4], number: 1, pages: 1 });
    expect(pageOfRows([], 0, 0)).toEqual({ rows: [], number: 1, pages: 1 });
  });
});
