// The words of voting by other methods than dots, and of what comes of it.

import type { BallotMethod } from "../protocol.gen";
import { count, form, opening } from "./forms";

export const methodWords = {
  how: {
    dots: "",
    fist_to_five: "Show your support from 0 (a fist: I cannot go along) to 5 (I am all for it).",
    gradients: "Choose how far you agree with each.",
    scale: "Rate each from 1 to 5.",
    two_scales: "Rate each twice, from 1 to 5.",
    ranking: "Put the best in order. Tap an option to give it the next place.",
    reactions: "Mark what was a high or a low point, and where things turned.",
  } satisfies Record<BallotMethod["by"], string>,
  leaveOut: "What you leave out is not counted low.",
  marked: (some: number, all: number) => `${some} of ${count(all, "option", "options")} marked`,
  clear: "Leave out",
  clearOf: (label: string) => `Leave out: ${label}`,
  scaleOf: (axis: string, label: string) => (axis === "" ? label : `${axis}: ${label}`),
  both: "It counts once both are chosen.",
  fist: ["a fist: no", "big doubts", "doubts", "I can live with it", "good", "all for it"],

  placed: "Your order",
  placesLeft: (left: number) =>
    left === 0 ? "All places are taken. Take an option off to make room." : `${count(left, "place", "places")} left`,
  unplaced: "Not placed",
  none: "Nothing is placed yet.",
  place: (label: string) => `Give the next place: ${label}`,
  up: (label: string) => `Up: ${label}`,
  down: (label: string) => `Down: ${label}`,
  takeOff: (label: string) => `Take off: ${label}`,
  isPlaced: (label: string, place: number) => `${label}: place ${place}`,

  high: "High point",
  low: "Low point",
  turning: "Turning point",
  turningLeft: (left: number) => `${count(left, "turning point", "turning points")} left`,

  why: "Say why",
  reason: "Your reason, in a line",
  reasonHint: "Shown to everybody after the close, beside your mark and without your name.",
  reasonKept: "with a reason",

  results: {
    gapTitle: "Where the gap is widest",
    gap: (gap: string) => `gap ${gap}`,
    noGap: "no gap known",
    pass: (some: number, all: number) =>
      some === all ? (all === 1 ? "The option passes" : `All ${all} pass`) : `${some} of ${all} pass`,
    support: "How far people support each",
    plot: "Where the options stand",
    nobody: "Nobody handed in a paper",
    terms: {
      dots: "",
      fist_to_five: "by fist to five",
      gradients: "by gradients of agreement",
      scale: "from 1 to 5",
      two_scales: "from 1 to 5 on two scales",
      ranking: "by their own ranking",
      reactions: "on high and low points, and turning points",
    } satisfies Record<BallotMethod["by"], string>,
    passRule: (percent: number) => `An option passes with nobody at 0 and under ${percent} % at 1 or 2.`,
    passShare: (percent: number) => `An option passes if ${percent} % or more are at 4 or 5.`,
    before: (some: number, all: number, changed: number | null) =>
      changed === null ? `before: ${some} of ${all}` : `before: ${some} of ${all}; ${changed} changed`,
    changed: (number: number) => `${number} changed since the round before`,
    saidBefore: (words: string) => `Before, it said: “${words}”`,
    passes: "Passes",
    fails: "Does not pass",
    people: {
      dots: (some: number, all: number) => `${some} of ${all}`,
      fist_to_five: (some: number, all: number) => `${some} of ${all} at 3 to 5`,
      gradients: (some: number, all: number) => `${some} of ${all} in favour`,
      scale: (some: number, all: number) => `${some} of ${all} at 4 or 5`,
      two_scales: (some: number, all: number) => `${some} of ${all} high on both`,
      ranking: (some: number) => `ranked by ${some}`,
      reactions: (some: number) => count(some, "turning-point dot", "turning-point dots"),
    } satisfies Record<BallotMethod["by"], (some: number, all: number) => string>,
    withGap: (some: number, all: number) => `${some} of ${all} see a gap`,
    points: (points: number) => count(points, "point", "points"),
    middle: (median: string, from: string, to: string) =>
      from === to
        ? `middle ${median}; half of the people at ${from}`
        : `middle ${median}; half of the people from ${from} to ${to}`,
    unmarked: "Nobody marked it.",
    value: (value: string, people: number) => `${value}: ${count(people, "person", "people")}`,
    consensus: (agreement: string) => `agreement ${agreement} of 1`,
    close: (names: string) => `Too close to call: ${names}.`,
    byGroup: "By perspective group",
    group: (some: number, all: number) => `${some} of ${all}`,
    groupMiddle: (median: string) => `middle ${median}`,
    fewMarked: "too few for a middle",
    reasons: (number: number) => count(number, "reason", "reasons"),
    left: "left out",
    ends: (first: string, most: number, last: string) => `1: ${first}. ${most}: ${last}.`,
    plotLabel: (across: string, up: string) => `Plot: ${across} to the right, ${up} upwards`,
    plotHelp:
      "A letter stands at the middle of the votes, its arms reach over the middle half. The dashed lines cut at the middle of all options.",
    rest: (options: number) => `${opening(options)} more ${form(options, "option is", "options are")} on the screens.`,
  },
};
