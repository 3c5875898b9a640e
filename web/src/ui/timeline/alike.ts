// "Is this the same?": entries that may tell what one is about to tell. A hint, never a decision: no threshold knows.

import type { ColumnId, EntryText } from "../../protocol.gen";
import { firstDay } from "./days";

/** What is compared. */
export interface Told {
  readonly id: string;
  readonly text: Pick<EntryText, "also_in" | "lane" | "start" | "title">;
}

/** Within so many days: the same lane, a year more or less. */
const YEAR = 366;
/** From which share of telling words in common on two titles are worth a look, 0 to 1. */
const LIKE = 0.4;

const EMPTY_WORDS = new Set("a an and as at by for from in into is it of on or that the to was with".split(" "));

/** The words of a title that carry it, cut to their stems: the same for `approves` and `approval`. */
function stems({ text }: Told): string[] {
  const plain = text.title.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const found = plain.match(/[\p{L}\p{N}]{2,}/gu) ?? [];
  return [...new Set(found.filter((word) => !EMPTY_WORDS.has(word)).map((word) => word.slice(0, 5)))];
}

/** Entries that may be the same: a lane in common, at most a year apart, words in common; likeliest first, at most two. */
export function mayBeSame<Entry extends Told>(draft: Told, entries: readonly Entry[]): Entry[] {
  const own = stems(draft);
  const others = entries.map((entry) => ({ entry, words: stems(entry) }));
  // What many titles have says little.
  const counts = new Map<string, number>();
  for (const { words } of others) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const weigh = (words: readonly string[]): number =>
    words.reduce((sum, word) => sum + Math.log((others.length + 1.5) / ((counts.get(word) ?? 1) + 0.5)) ** 2, 0);
  const lanesOf = ({ text }: Told): ColumnId[] => [text.lane, ...text.also_in];
  const dayOf = ({ text }: Told): number => firstDay(text.start);
  return others
    .filter(
      ({ entry }) =>
        entry.id !== draft.id &&
        lanesOf(entry).some((lane) => lanesOf(draft).includes(lane)) &&
        Math.abs(dayOf(entry) - dayOf(draft)) <= YEAR,
    )
    .map(({ entry, words }) => {
      const least = Math.min(weigh(own), weigh(words));
      return { entry, like: least && weigh(own.filter((word) => words.includes(word))) / least };
    })
    .filter(({ like }) => like >= LIKE)
    .sort((one, other) => other.like - one.like)
    .slice(0, 2)
    .map(({ entry }) => entry);
}
