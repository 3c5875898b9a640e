// The words of choosing how people vote.

import type { BallotMethod } from "../protocol.gen";
import { count } from "./forms";

export const methodTexts = {
  method: "How people vote",
  names: {
    dots: "Dots",
    ranking: "Ranking: the best few in order",
    fist_to_five: "Fist to five",
    gradients: "Gradients of agreement",
    scale: "Scale from 1 to 5",
    two_scales: "Two scales, drawn as a plot",
    reactions: "High and low points, turning points",
  } satisfies Record<BallotMethod["by"], string>,
  says: {
    dots: "Each person spreads a few dots. The result reads as people.",
    ranking: "Each person puts the best few in order. The first place has the most points.",
    fist_to_five: "Quick support for each option, 0 to 5. Good for statements.",
    gradients: "How far each person goes along, in words from endorsement to block.",
    scale: "Each option is rated by itself. Good for a second round.",
    two_scales:
      "Each option is rated twice, in private: impact and feasibility, or importance and present understanding.",
    reactions: "For entries of a timeline. Nobody sees the dots before the close.",
  } satisfies Record<BallotMethod["by"], string>,
  lowPercent: "Passes with nobody at 0 and less than this share at 1 or 2, in %",
  gradientLabels: "Labels, one a line, from full support down to a block",
  scaleLabels: "Words for 1 to 5, one a line (may stay empty)",
  passPercent: "Passes with this share at 4 or 5, in % (empty: nothing passes or fails)",
  passHint: "Say it before the round. 70 to 80 % is usual.",
  pair: "The two scales",
  pairs: {
    impact: "Impact and feasibility",
    gap: "Importance and present understanding",
    own: "Your own",
  },
  across: "To the right",
  up: "Upwards",
  low: "1 means",
  high: "5 means",
  rankByGap: "Rank by how far the second exceeds the first",
  places: "Places",
  turningPoints: "Turning-point dots a person",
  outside: (most: number) => `Write a number from 1 to ${most}.`,
  labelCount: "Write 3 to 9 labels, one a line.",
  fiveLabels: "Write five labels, or none.",
  axisTitle: "Both scales need a title.",
  gradients: [
    "I endorse it fully",
    "I agree, with a small point",
    "I support it, with reservations",
    "I stand aside",
    "We need to talk more",
    "I do not like it, but will support it",
    "I disagree strongly",
    "I block it",
  ],
  impact: {
    across: { title: "Feasibility", low: "out of reach", high: "could start tomorrow" },
    up: { title: "Impact", low: "hardly any", high: "changes the field" },
  },
  gap: {
    across: { title: "Present understanding", low: "unknown to staff", high: "well understood" },
    up: { title: "Importance", low: "good to know", high: "cannot do without" },
  },

  previous: "A second round of",
  noPrevious: "No: this is the first round",
  previousHint: "Same method, same options. The result says how many changed.",
  afterwards: "What happens now",
  thenChoices: { open: "Open the ballot: people vote at once", freeze: "Freeze the options and show them first" },
  thenHint: "Frozen options can be let go again until the ballot opens.",
  freeze: "Freeze and show",
  frozenTold: (number: number) => `${count(number, "option is", "options are")} frozen and shown to all.`,
  terse: (number: number) =>
    `${count(number, "option has", "options have")} under four words: would another table understand?`,
  entries: "Timeline entries",
  addAll: "Add all",

  frozen: "options frozen",
  frozenHelp: "Everybody sees the options. Answer questions, then open the ballot.",
  openFrozen: "Open the ballot",
  opened: "The ballot is open.",
  letGo: "Let the options go",
  letGoTold: "The options are free again: merge, rename, choose anew.",
  optionCount: (number: number) => `${count(number, "option", "options")}.`,
};
