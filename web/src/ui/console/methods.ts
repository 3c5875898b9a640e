// Choosing how people vote: what the fields of a ballot hold, and the method they make. Pure.

import type { Axis, BallotMethod } from "../../protocol.gen";
import { methodTexts } from "../../words/console-methods";
import { whole } from "./step-form";

/** One dot an option, as many as fit the number of options: what a ballot begins with. */
export const DOTS: BallotMethod = { by: "dots", budget: null, cap: 1 };

/** A method by its name. */
export type By = BallotMethod["by"];

/** All of them, in the order in which they are offered. */
export const METHODS: readonly By[] = [
  "dots",
  "ranking",
  "fist_to_five",
  "gradients",
  "scale",
  "two_scales",
  "reactions",
];

/** Which pair of scales stands ready. */
export type Pair = "impact" | "gap" | "own";

/** The fields, as they are typed. */
export interface MethodForm {
  by: By;
  budget: string;
  cap: string;
  lowPercent: string;
  /** One label a line. */
  gradients: string;
  /** One label a line, or nothing. */
  scale: string;
  passPercent: string;
  pair: Pair;
  across: Axis;
  up: Axis;
  gap: boolean;
  places: string;
  turningPoints: string;
}

const PAIRS: Record<Exclude<Pair, "own">, { across: Axis; up: Axis; gap: boolean }> = {
  impact: { ...methodTexts.impact, gap: false },
  gap: { ...methodTexts.gap, gap: true },
};

/** The fields of a method that is there. */
export function methodForm(method: BallotMethod): MethodForm {
  const form: MethodForm = {
    by: method.by,
    budget: "",
    cap: "1",
    lowPercent: "10",
    gradients: methodTexts.gradients.join("\n"),
    scale: "",
    passPercent: "",
    pair: "impact",
    ...PAIRS.impact,
    places: "5",
    turningPoints: "2",
  };
  switch (method.by) {
    case "dots":
      return { ...form, budget: method.budget === null ? "" : String(method.budget), cap: String(method.cap) };
    case "fist_to_five":
      return { ...form, lowPercent: String(method.low_percent) };
    case "gradients":
      return { ...form, gradients: method.labels.join("\n") };
    case "scale":
      return {
        ...form,
        scale: method.labels.join("\n"),
        passPercent: method.pass_percent === null ? "" : String(method.pass_percent),
      };
    case "two_scales": {
      const { across, up, gap } = method;
      const pair = (["impact", "gap"] as const).find((one) => same(PAIRS[one], { across, up, gap }));
      return { ...form, pair: pair ?? "own", across, up, gap };
    }
    case "ranking":
      return { ...form, places: String(method.places) };
    case "reactions":
      return { ...form, turningPoints: String(method.turning_points) };
  }
}

/** Whether two values say the same. */
export const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The fields with a pair of scales that stands ready; `own` leaves them as they are, to be changed. */
export const withPair = (form: MethodForm, pair: Pair): MethodForm =>
  pair === "own" ? { ...form, pair } : { ...form, pair, ...PAIRS[pair] };

const lines = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** The method that the fields make, or in words what is wrong with them. */
export function methodOf(form: MethodForm): BallotMethod | { wrong: string } {
  const number = (text: string, most: number) => whole(text, 1, most);
  const outside = (most: number) => ({ wrong: methodTexts.outside(most) });
  switch (form.by) {
    case "dots": {
      const cap = number(form.cap, 10);
      const budget = form.budget.trim() === "" ? null : number(form.budget, 50);
      if (cap === null) return outside(10);
      return budget === null && form.budget.trim() !== "" ? outside(50) : { by: "dots", budget, cap };
    }
    case "fist_to_five": {
      const percent = number(form.lowPercent, 100);
      return percent === null ? outside(100) : { by: "fist_to_five", low_percent: percent };
    }
    case "gradients": {
      const labels = lines(form.gradients);
      return labels.length < 3 || labels.length > 9 ? { wrong: methodTexts.labelCount } : { by: "gradients", labels };
    }
    case "scale": {
      const labels = lines(form.scale);
      if (labels.length !== 0 && labels.length !== 5) return { wrong: methodTexts.fiveLabels };
      const typed = form.passPercent.trim();
      const percent = typed === "" ? null : number(typed, 100);
      return percent === null && typed !== "" ? outside(100) : { by: "scale", labels, pass_percent: percent };
    }
    case "two_scales": {
      const { across, up, gap } = form;
      if (across.title.trim() === "" || up.title.trim() === "") return { wrong: methodTexts.axisTitle };
      return { by: "two_scales", across, up, gap };
    }
    case "ranking": {
      const places = number(form.places, 10);
      return places === null ? outside(10) : { by: "ranking", places };
    }
    case "reactions": {
      const turning = number(form.turningPoints, 10);
      return turning === null ? outside(10) : { by: "reactions", turning_points: turning };
    }
  }
}
