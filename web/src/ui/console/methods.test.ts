import { describe, expect, it } from "vitest";
import type { BallotMethod } from "../../protocol.gen";
import { DOTS, METHODS, methodForm, methodOf, withPair } from "./methods";

const BEGINNING = METHODS.map((by) => methodOf({ ...methodForm(DOTS), by }));

describe("choosing how people vote", () => {
  it("offers every method ready to use", () => {
    expect(BEGINNING.map((method) => ("by" in method ? method.by : method.wrong))).toEqual(METHODS);
  });

  it("keeps a method as it was", () => {
    const own = { title: "Cost", low: "", high: "" };
    const methods: BallotMethod[] = [
      ...(BEGINNING as BallotMethod[]),
      { by: "dots", budget: 5, cap: 2 },
      { by: "scale", labels: ["1", "2", "3", "4", "5"], pass_percent: 70 },
      { by: "two_scales", across: own, up: { ...own, title: "Use" }, gap: true },
    ];
    for (const method of methods) expect(methodOf(methodForm(method))).toEqual(method);
  });

  it("knows the pairs that stand ready, and leaves one's own as it is", () => {
    const gap = withPair(methodForm(DOTS), "gap");
    expect(methodOf({ ...gap, by: "two_scales" })).toMatchObject({ up: { title: "Importance" }, gap: true });
    expect(withPair(gap, "own")).toEqual({ ...gap, pair: "own" });
  });

  it("says what is wrong before the server does", () => {
    const wrong = (parts: object) => "wrong" in methodOf({ ...methodForm(DOTS), ...parts });
    expect(wrong({ by: "dots", cap: "11" })).toBe(true);
    expect(wrong({ by: "dots", budget: "none" })).toBe(true);
    expect(wrong({ by: "gradients", gradients: "Yes\nNo" })).toBe(true);
    expect(wrong({ by: "scale", scale: "low\nhigh" })).toBe(true);
    expect(wrong({ by: "ranking", places: "0" })).toBe(true);
    expect(wrong({ by: "two_scales", across: { title: " ", low: "", high: "" } })).toBe(true);
  });
});
