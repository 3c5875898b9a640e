// How much room a statement takes on a wall: beside another where it is short, across both columns where it is long. Pure;
// lengths are estimates on the safe side, and nothing is cut.

import { fieldsOf, type StatementText, type StatementView } from "../draft/statements";
import type { Size } from "./paging";

/** Characters in a line of a column, of both, and of both where it is set smaller. */
const CHARACTERS = { column: 37, across: 78, small: 110 };
const SMALL_HEIGHT = 0.75;
/** The line that says whose it is, and the space under a statement. */
const HEAD = 1.2;

type Fields = Parameters<typeof fieldsOf>[0];

/** The lines of its fields. Each but the first begins with its title. */
function lines(columns: Fields, text: StatementText, characters: number): number {
  return fieldsOf(columns, text).reduce((sum, { title, words }, at) => {
    const length = [...words].length + (at === 0 ? 0 : [...title].length + 1);
    return sum + Math.ceil(length / characters);
  }, 0);
}

/** What a statement takes where a column has `most` lines. */
export function statementSize(columns: Fields, text: StatementText, most: number): Size {
  const beside = lines(columns, text, CHARACTERS.column) + HEAD;
  if (beside <= most) return { lines: beside, small: false };
  const across = lines(columns, text, CHARACTERS.across) + HEAD;
  if (across <= most) return { lines: across, small: false, across: true };
  return { lines: lines(columns, text, CHARACTERS.small) * SMALL_HEIGHT + HEAD, small: true, across: true };
}

/** The statements that a wall shows: all that say something and are everybody's. */
export const shownOn = (columns: Fields, statements: readonly StatementView[]): StatementView[] =>
  statements.filter(({ deleted, hidden, text }) => !deleted && !hidden && fieldsOf(columns, text).length > 0);
