// What came of looking entries up: which drawing says it, and who is told.

import type { EntryState } from "../../protocol.gen";
import type { EntryView } from "../../room/views";
import type { IconName } from "../kit/icons";

/** The mark of each state: three shapes, so that none is told by its colour. */
export const CHECK_ICONS: Readonly<Record<EntryState, IconName>> = {
  unverified: "search",
  verified: "check",
  disputed: "warning",
};

/** Whether anything of a timeline was looked up. Until then marks would only say that nobody has begun. */
export const begun = (entries: readonly EntryView[]): boolean => entries.some(({ check }) => check !== "unverified");

/** How many entries have come to what. */
export function tallied(entries: readonly EntryView[]): Record<EntryState, number> {
  const counts = { unverified: 0, verified: 0, disputed: 0 };
  for (const { check } of entries) counts[check] += 1;
  return counts;
}
