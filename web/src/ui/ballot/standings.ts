// From a tally to what a screen says about it: the finding in a sentence, the rows, what is too close to call. Pure; all
// figures are the server's.

import type { OptionId, OptionTally, Tally } from "../../protocol.gen";
import { words } from "../../words";
import { type GroupSign, OTHER_GROUPS } from "../kit/groups";
import type { Result, ResultGroup } from "../kit/results";

/** So many rows are set large and may carry a bracket; more where the last of them shares its rank. */
export const LEADING = 5;
/** More ideas than these at the top are no lead. */
export const LEAD_MOST = 4;

/** What a tally says first. */
export type Finding =
  /** No paper came in. */
  | { readonly kind: "nobody" }
  /** Papers came in, all of them without dots. */
  | { readonly kind: "empty"; readonly papers: number }
  /** One idea, clearly; `only` if it is the only one that anybody chose. */
  | { readonly kind: "one"; readonly people: number; readonly voted: number; readonly only: boolean }
  /** Several share the first rank; `close` if what follows is too close to them to call. */
  | { readonly kind: "tie"; readonly ideas: number; readonly people: number; readonly close: boolean }
  /** Several at the top, each too close to the next to call. */
  | { readonly kind: "close"; readonly ideas: number }
  /** The closeness reaches so far down that nothing leads; `even` if all have the same number of people. */
  | { readonly kind: "level"; readonly even: number | null };

/** A row, ready for the table. */
export interface Standing {
  readonly id: OptionId;
  readonly result: Result;
  readonly leading: boolean;
  readonly tied: "first" | "middle" | "last" | undefined;
}

/** Everything a screen of results needs. */
export interface Standings {
  readonly finding: Finding;
  readonly rows: readonly Standing[];
  readonly groups: readonly ResultGroup[];
  readonly voted: number;
  readonly eligible: number;
  readonly budget: number;
  /** Dots one may put on one option. */
  readonly cap: number;
  readonly dotsUsed: number;
  readonly dotsGiven: number;
}

/** Whether the order of a row and the next is too close to call, by the row's index. */
function closePairs({ options, close_calls }: Tally): readonly boolean[] {
  const pairs = new Set(close_calls.map(([one, other]) => `${one}/${other}`));
  return options.slice(1).map((option, index) => {
    const above = options[index]?.option;
    return pairs.has(`${above}/${option.option}`) || pairs.has(`${option.option}/${above}`);
  });
}

/** What a tally says first: from people, close calls and shared ranks, and from nothing else. */
export function findingOf(tally: Tally): Finding {
  const { options, voted } = tally;
  if (voted === 0) return { kind: "nobody" };
  const [first] = options;
  const chosen = options.filter(({ people }) => people > 0);
  if (!first || chosen.length === 0) return { kind: "empty", papers: voted };
  const close = closePairs(tally);
  let top = 1;
  while (top < chosen.length && (options[top]?.rank === first.rank || close[top - 1])) top += 1;
  if (top === 1) return { kind: "one", people: first.people, voted, only: chosen.length === 1 };
  const evenly = chosen.every(({ people }) => people === first.people);
  const sharing = options.filter(({ rank }) => rank === first.rank).length;
  // Who share the first place alone are named even where the next are close: everybody can see the tie.
  if (sharing > 1 && sharing <= LEAD_MOST && sharing < options.length) {
    return { kind: "tie", ideas: sharing, people: first.people, close: sharing < top };
  }
  if (top > LEAD_MOST || (top === options.length && top > 2)) {
    return { kind: "level", even: evenly && chosen.length === options.length ? first.people : null };
  }
  return { kind: "close", ideas: top };
}

/** The finding as a headline. */
export function headline(finding: Finding): string {
  const say = words.voting.headline;
  switch (finding.kind) {
    case "nobody":
      return say.nobody;
    case "empty":
      return say.empty(finding.papers);
    case "one":
      return finding.only ? say.onlyOne(finding.people, finding.voted) : say.one(finding.people, finding.voted);
    case "tie":
      return say.tie(finding.ideas, finding.people, finding.close);
    case "close":
      return say.close(finding.ideas);
    case "level":
      return finding.even === null ? say.level : say.even(finding.even);
  }
}

/** How many rows are set large. */
export function leadingCount(options: readonly OptionTally[]): number {
  const chosen = options.filter(({ people }) => people > 0).length;
  let count = Math.min(LEADING, chosen);
  // A shared rank is not cut through, unless it would make half the table large.
  let reach = count;
  while (reach < chosen && options[reach]?.rank === options[count - 1]?.rank) reach += 1;
  if (reach <= LEADING + 2) count = reach;
  return count;
}

/** The whole picture. `labels` are the options' words, `signs` the marks of the workshop's groups. */
export function standingsOf(
  tally: Tally,
  labels: ReadonlyMap<OptionId, string>,
  cap: number,
  signs: ReadonlyMap<string, GroupSign>,
): Standings {
  const { options } = tally;
  const close = closePairs(tally);
  const leading = leadingCount(options);
  const shared = new Map<number, number>();
  for (const { rank } of options) shared.set(rank, (shared.get(rank) ?? 0) + 1);
  // Brackets, named once at their first row, stay among the rows that are discussed; at the foot of a ranking everything is close to its neighbour.
  // An option that nobody chose is in no contest.
  const bracket = (index: number): boolean =>
    index >= 0 && index < leading && (close[index] ?? false) && (options[index + 1]?.people ?? 0) > 0;
  const rows = options.map(({ option, rank, people, dots, by_group, labels: read }, index): Standing => {
    const [above, below] = [bracket(index - 1), bracket(index)];
    return {
      id: option,
      leading: index < leading,
      tied: above && below ? "middle" : below ? "first" : above ? "last" : undefined,
      result: {
        rank: `${rank}${(shared.get(rank) ?? 0) > 1 ? "=" : ""}`,
        name: labels.get(option) ?? "",
        people,
        dots: cap > 1 ? dots : null,
        byGroup: by_group,
        labels: below && !above ? ["close_call", ...read] : read,
      },
    };
  });
  return {
    finding: findingOf(tally),
    rows,
    groups: tally.groups.map(({ name, voted }) =>
      name === null
        ? { name: words.kit.otherGroups, voters: voted, sign: OTHER_GROUPS }
        : { name, voters: voted, sign: signs.get(name) },
    ),
    voted: tally.voted,
    eligible: tally.eligible,
    budget: tally.budget,
    cap,
    dotsUsed: options.reduce((sum, { dots }) => sum + dots, 0),
    dotsGiven: tally.voted * tally.budget,
  };
}
