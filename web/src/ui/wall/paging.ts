// A wall in pages that somebody turns by hand: what stands on each, in two columns, and where one is. Pure; heights are
// estimates on the safe side, and nothing is cut.

import { within } from "./view";

/** How much room something takes. */
export interface Size {
  /** Lines of the column, with the space under it. */
  readonly lines: number;
  /** Set smaller, to be read when one walks up. */
  readonly small: boolean;
  /** Too long for a column: it stands across both, on a page of its own. */
  readonly across?: boolean;
}

/** Something on a page. */
export interface Placed<Thing> {
  readonly thing: Thing;
  readonly small: boolean;
}

/** A page: two columns of a board's part, or one thing across both. */
export interface Page<Thing> {
  /** The part of a board that it belongs to; none where there are no parts. */
  readonly title: string | null;
  readonly across: boolean;
  readonly columns: readonly (readonly Placed<Thing>[])[];
}

/** Lines of a column, under a question of one line or of more, and under the title of a part of the board. */
export const LINES = { short: 13, long: 12, title: 1 } as const;
/** A question of so many characters has one line. */
export const SHORT_QUESTION = 72;

/** Lines that a column has under this question. */
export const linesUnder = (question: string): number =>
  [...question].length <= SHORT_QUESTION ? LINES.short : LINES.long;

/** Sets things into pages of two columns of so many lines, in order. */
export function pagesOf<Thing>(
  things: readonly Thing[],
  sizeOf: (thing: Thing, most: number) => Size,
  most: number,
  title: string | null = null,
): Page<Thing>[] {
  const pages: { title: string | null; across: boolean; columns: Placed<Thing>[][] }[] = [];
  let left = 0;
  for (const thing of things) {
    const { lines, small, across = false } = sizeOf(thing, most);
    if (across || lines > left) {
      const last = pages.at(-1);
      if (!across && last?.across === false && last.columns.length === 1) last.columns.push([]);
      else pages.push({ title, across, columns: [[]] });
      left = most;
    }
    pages.at(-1)?.columns.at(-1)?.push({ thing, small });
    left = across ? 0 : left - lines;
  }
  return pages;
}

/** Where one is among the pages. */
export interface Turned<Thing> {
  readonly page: Page<Thing> | null;
  /** Its number and how many there are, from 1. */
  readonly number: number;
  readonly pages: number;
  /** The first and the last that stand on it, from 1, and how many there are in all. */
  readonly from: number;
  readonly to: number;
  readonly all: number;
}

const held = (page: Page<unknown>): number => page.columns.reduce((sum, column) => sum + column.length, 0);

/** The page that was turned to; the last where there are fewer by now. */
export function turnedTo<Thing>(pages: readonly Page<Thing>[], page: number): Turned<Thing> {
  const at = within(page, pages.length);
  const before = pages.slice(0, at).reduce((sum, one) => sum + held(one), 0);
  const current = pages[at] ?? null;
  return {
    page: current,
    number: at + 1,
    pages: pages.length,
    from: before + 1,
    to: before + (current ? held(current) : 0),
    all: pages.reduce((sum, one) => sum + held(one), 0),
  };
}
