// Finding a cluster by its number or by words of its name. Pure.

/** What can be found. */
export interface Findable {
  readonly id: string;
  readonly name: string;
  /** Its number, from 1. */
  readonly place: number;
}

/** What typed digits mean so far. */
export type Digits =
  /** This number and no other. */
  | { readonly kind: "place"; readonly place: number }
  /** A number that could still get another digit; it counts as it stands when no digit follows. */
  | { readonly kind: "wait"; readonly place: number }
  /** No such number. */
  | { readonly kind: "none" };

/** Reads typed digits in a list of `count` places. */
export function readDigits(typed: string, count: number): Digits {
  const place = Number(typed);
  if (!/^[1-9]\d*$/u.test(typed) || place > count) return { kind: "none" };
  return place * 10 <= count ? { kind: "wait", place } : { kind: "place", place };
}

const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const wordsOf = (text: string): string[] =>
  plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/**
 * Those whose names have, for every typed word, a word that begins so, in the order given; names that begin with
 * the first typed word come first. A number finds its place. Nothing typed finds all.
 */
export function find<Found extends Findable>(all: readonly Found[], typed: string): readonly Found[] {
  const asked = wordsOf(typed);
  const [first] = asked;
  if (first === undefined) return all;
  const byPlace = asked.length === 1 && /^\d+$/u.test(first) ? all.filter(({ place }) => String(place) === first) : [];
  const hits = all
    .filter((one) => !byPlace.includes(one))
    .map((one) => ({ one, name: wordsOf(one.name) }))
    .filter(({ name }) => asked.every((part) => name.some((word) => word.startsWith(part))));
  const leads = hits.filter(({ name }) => name[0]?.startsWith(first));
  const rest = hits.filter((hit) => !leads.includes(hit));
  return [...byPlace, ...[...leads, ...rest].map(({ one }) => one)];
}
