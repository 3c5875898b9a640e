// "Is this the same?": entries that may tell what one is about to tell. A hint, never a decision: no threshold knows.

import { firstDay } from "./days";

/** What is compared. */
export interface Told {
  readonly id: string;
  readonly lanes: readonly string[];
  readonly start: string;
  readonly title: string;
}

/** Within so many days: the same lane, a year more or less. */
const YEAR = 366;
/** From which share of telling words in common on two titles are worth a look, 0 to 1. */
const LIKE = 0.4;

const EMPTY_WORDS = new Set("a an and as at by for from in into is it of on or that the to was with".split(" "));

/** The words of a title that carry it, cut to their stems: the same for `approves` and `approval`. */
function stems(title: string): Set<string> {
  const found =
    title
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(
    found
      .filter((word) => word.length > 1 && !EMPTY_WORDS.has(word))
      .map((word) => (word.length > 5 ? word.slice(0, 5) : word)),
  );
}

/** How telling each word of some titles is: what many of them have says little. */
function weights(titles: readonly ReadonlySet<string>[]): (word: string) => number {
  const counts = new Map<string, number>();
  for (const words of titles) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return (word) => Math.log((titles.length + 1.5) / (Math.max(1, counts.get(word) ?? 0) + 0.5)) ** 2;
}

/** Entries that may be the same: a lane in common, at most a year apart, words in common; likeliest first, at most two. */
export function mayBeSame<Entry extends Told>(draft: Told, entries: readonly Entry[]): Entry[] {
  const day = firstDay(draft.start);
  const own = stems(draft.title);
  const others = entries.map((entry) => stems(entry.title));
  const weigh = weights(others);
  const sum = (words: Iterable<string>): number => [...words].reduce((total, word) => total + weigh(word), 0);
  const likeness = (words: ReadonlySet<string>): number => {
    const least = Math.min(sum(own), sum(words));
    return least === 0 ? 0 : sum([...own].filter((word) => words.has(word))) / least;
  };
  return entries
    .map((entry, index) => ({ entry, words: others[index] ?? new Set<string>() }))
    .filter(
      ({ entry }) =>
        entry.id !== draft.id &&
        entry.lanes.some((lane) => draft.lanes.includes(lane)) &&
        Math.abs(firstDay(entry.start) - day) <= YEAR,
    )
    .map(({ entry, words }) => ({ entry, like: likeness(words) }))
    .filter(({ like }) => like >= LIKE)
    .sort((one, other) => other.like - one.like)
    .slice(0, 2)
    .map(({ entry }) => entry);
}
