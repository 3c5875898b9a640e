// How statements are set on a wall: as many on a page as can be read at ten metres. Pure; lengths are estimates on the safe
// side, and nothing is cut.

import { fieldsOf, type StatementText, type StatementView } from "../draft/statements";

/** A statement on a page. */
export interface PlacedStatement {
  readonly statement: StatementView;
  /** Set smaller, to be read when one walks up. */
  readonly small: boolean;
}

/** Lines that a page has at the wall's size. */
export const PAGE_LINES = 10;
const LINE_CHARACTERS = 58;
const SMALL_CHARACTERS = 88;
const SMALL_HEIGHT = 0.66;
/** The line that says whose it is, and the space under a statement. */
const HEAD = 1.1;

function lines(fields: readonly { readonly words: string }[], characters: number): number {
  return fields.reduce((sum, { words }) => sum + Math.ceil([...words].length / characters), 0);
}

/** Lines that a statement takes, and whether it is set smaller for it. */
export function heightOf(
  columns: Parameters<typeof fieldsOf>[0],
  text: StatementText,
): { lines: number; small: boolean } {
  const fields = fieldsOf(columns, text);
  const full = lines(fields, LINE_CHARACTERS) + HEAD;
  if (full <= PAGE_LINES) return { lines: full, small: false };
  return { lines: Math.min(PAGE_LINES, lines(fields, SMALL_CHARACTERS) * SMALL_HEIGHT + HEAD), small: true };
}

/** Statements in pages, in order; those that say nothing yet are left out. */
export function statementPages(
  columns: Parameters<typeof fieldsOf>[0],
  statements: readonly StatementView[],
): PlacedStatement[][] {
  const pages: PlacedStatement[][] = [];
  let left = 0;
  for (const statement of statements) {
    if (statement.deleted || statement.hidden || fieldsOf(columns, statement.text).length === 0) continue;
    const { lines: needed, small } = heightOf(columns, statement.text);
    if (needed > left || pages.length === 0) {
      pages.push([]);
      left = PAGE_LINES;
    }
    pages.at(-1)?.push({ statement, small });
    left -= needed;
  }
  return pages;
}
