// What a row of results is made of; the figures and labels come from the server.

import type { words } from "../../words";
import type { GroupSign } from "./groups";
import type { IconName } from "./icons";

/** How a result is to be read (formulas: the server's). */
export type ResultLabel = keyof typeof words.results.labels;

/** The sign of each label; the words always stand beside it. */
export const LABEL_SIGNS: Record<ResultLabel, IconName> = {
  close_call: "closeCall",
  common_ground: "common",
  divided: "divided",
  group_divided: "divided",
  one_group_priority: "priority",
  hidden_consensus: "underneath",
};

/** A group in the head of the table, with how many of it voted. */
export interface ResultGroup {
  name: string;
  voters: number;
  sign?: GroupSign;
}

/** One option's result. */
export interface Result {
  /** Shared ranks carry their equals sign: `10=`. */
  rank: string;
  name: string;
  /** People who chose it. */
  people: number;
  /** Dots it got; nothing where one dot is one person. */
  dots: number | null;
  /** People of each group that chose it, in the order of the head. */
  byGroup: readonly number[];
  labels: readonly ResultLabel[];
}
