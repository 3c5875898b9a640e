// What people type or paste to get in: a code in any spelling, or a whole link.

import type { Door } from "../../protocol.gen";
import { secretIn, shownCode } from "../../router";

/** Characters of a code, without its hyphen. */
export const CODE_CHARACTERS = 8;

/** What no code holds, because people read it as something else. */
const LOOK_ALIKES = /[01ILO]/gu;

/** A text in a field with the caret in it. */
export interface Typed {
  readonly value: string;
  /** Where the caret stands, in UTF-16 units. */
  readonly caret: number;
}

/** A half-typed code as it is shown, with the caret behind the same character as before. */
export function formatCode(value: string, caret: number): Typed {
  const shown = shownCode(value);
  const before = Math.min(CODE_CHARACTERS, value.slice(0, caret).replace(/[^A-Za-z0-9]/gu, "").length);
  // The hyphen belongs to the character before it while one goes on typing.
  return {
    value: shown,
    caret: Math.min(shown.length, before > 4 || (before === 4 && shown.length > 4) ? before + 1 : before),
  };
}

/** How many characters a code still lacks. */
export function missingCharacters(code: string): number {
  return CODE_CHARACTERS - code.replace("-", "").length;
}

/** Characters in a code that no code has, each once. */
export function lookAlikes(code: string): string[] {
  return [...new Set(code.match(LOOK_ALIKES) ?? [])];
}

/** The door that a pasted text leads to: a link with its secret, a link with a code, or a code somewhere in it. */
export function doorIn(text: string): Door | null {
  const link = /\/j(?:\/([^\s/?#]+))?\/?(#[^\s]*)?(?=\s|$)/u.exec(text);
  if (link) {
    const secret = secretIn(link[2] ?? "");
    if (secret !== null) return { by: "link", secret };
    const code = shownCode(link[1] ?? "");
    if (missingCharacters(code) === 0) return { by: "code", code };
  }
  const code = /(?<![A-Za-z0-9])([A-Za-z0-9]{4})[\s\u2010-\u2015-]?([A-Za-z0-9]{4})(?![A-Za-z0-9])/u.exec(text.trim());
  // Eight letters may as well be a word of a sentence; a hyphen or a digit makes it a code.
  if (!code || (text.trim().length > 9 && !/[-\d\u2010-\u2015]/u.test(code[0]))) return null;
  return { by: "code", code: shownCode(code[0]) };
}
