// What makes a name of a cluster a good one. Pure; hints only, nothing is refused.

/** A name of fewer words is a label, and a label means something else to every table. */
export const NAME_WORDS = 4;
/** What fits into a name, in graphemes: as in the server's limits. */
export const NAME_GRAPHEMES = 200;

/** How many words a text has. */
export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu)?.length ?? 0;
}

/** Whether a name is there and too short to be a sentence. Scripts without spaces between words are let be. */
export function isTerse(name: string): boolean {
  const unspaced =
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
  return name.trim() !== "" && !unspaced.test(name) && countWords(name) < NAME_WORDS;
}
