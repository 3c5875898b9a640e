// The words of the iceberg: four depths from which a room speaks.

import { count } from "./forms";

export const iceberg = {
  title: "What lies beneath",
  about: (number: number) => `${count(number, "note", "notes")} by the depth they speak from.`,
  retagHow: "Retag any of yours; the count moves with it.",
  retagAllHow: "Retag any; the count moves with it.",
  notes: (number: number) => (number === 1 ? "note" : "notes"),
  share: (percent: number) => `${percent} %`,
  waterline: "waterline",
  more: (number: number) => `${number} more`,
  moreOf: (number: number, level: string) => `Show ${number} more of ${level}`,
  fewer: "Show fewer",
  fewerOf: (level: string) => `Show fewer of ${level}`,
  none: "Nothing from here yet.",
  nudge: (percent: number) => `Only ${percent} % speak from here.`,
  nudgeNone: "Nobody has spoken from here yet.",
  nudgeHow: "Ask the question once more, and wait.",
  yours: "yours",
  retag: "Retag",
  retagOf: (text: string) => `Retag: ${text}`,
  retagTitle: "From which depth does this speak?",
  retagKeys: "On a Retag button, the keys 1 to 4 put its note there at once.",
  here: "It stands here now",
  moved: (level: string) => `Moved to ${level}.`,
  noBoard: "There is nothing to show yet.",
  noBoardHelp: "A facilitator chooses the board of this step; what was written is safe.",
};
