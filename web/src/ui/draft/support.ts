// What ballots said of a statement, round by round: support before its revision, and after. Pure.

import type { BallotMethod, OptionId } from "../../protocol.gen";
import type { RecordOf, Records } from "../../room/records";

/** What one round said of a statement. */
export interface Support {
  /** In favour, and all who judged it. */
  readonly people: number;
  readonly marked: number;
  /** How many of those who voted in both rounds judged it otherwise; none where that is not told, and in a first round. */
  readonly changed: number | null;
}

/** Methods that ask how far people support something; others rank, place or pick. */
const ASKS: ReadonlySet<BallotMethod["by"]> = new Set(["fist_to_five", "gradients", "scale"]);

/** What each closed ballot said of a statement, a round behind the one it repeats. */
export function supportOf(records: Records, statement: string): Support[] {
  const options = new Map<OptionId, RecordOf<"option">>();
  for (const option of records.all("option")) options.set(option.id, option);
  /** An option that repeats another stands for the same statement, and is a round later. */
  const roundOf = (option: RecordOf<"option">): number => {
    let round = 0;
    let one: RecordOf<"option"> | undefined = option;
    while (one?.again) {
      round += 1;
      one = options.get(one.again);
    }
    return one?.statement === statement || option.statement === statement ? round : -1;
  };
  const found: (Support & { round: number })[] = [];
  for (const option of options.values()) {
    const round = roundOf(option);
    const method = records.get("ballot", option.ballot)?.settings.method.by;
    const tally = records.get("result", option.ballot)?.tally.options.find((one) => one.option === option.id);
    if (round < 0 || !tally || !method || !ASKS.has(method)) continue;
    found.push({ people: tally.people, marked: tally.marked, changed: tally.changed, round });
  }
  return found
    .sort((one, other) => one.round - other.round)
    .map(({ people, marked, changed }) => ({ people, marked, changed }));
}
