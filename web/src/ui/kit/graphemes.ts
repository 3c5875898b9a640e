// Counting what people call characters. The server limits texts in grapheme clusters after NFC, so the
// counter beside a field must count the same way.

const segmenter =
  typeof Intl !== "undefined" && "Segmenter" in Intl
    ? new Intl.Segmenter(undefined, { granularity: "grapheme" })
    : null;

/** For browsers without a segmenter: a base with its marks, and emoji joined by zero-width joiners. */
const NEARLY_GRAPHEME = /\r\n|\P{M}(?:\p{M}|\u200d\P{M}|[\u{1F3FB}-\u{1F3FF}])*/gsu;

/** Number of grapheme clusters of `text` in its composed form. */
export function countGraphemes(text: string): number {
  const composed = text.normalize("NFC");
  if (!segmenter) return composed.match(NEARLY_GRAPHEME)?.length ?? 0;
  let count = 0;
  for (const _ of segmenter.segment(composed)) count += 1;
  return count;
}

/** The first grapheme cluster of a text, or nothing of an empty one. */
export function firstGrapheme(text: string): string {
  const composed = text.normalize("NFC");
  if (!segmenter) return composed.match(NEARLY_GRAPHEME)?.[0] ?? "";
  for (const { segment } of segmenter.segment(composed)) return segment;
  return "";
}

/** How a text stands to its limit, in graphemes. */
export interface Room {
  used: number;
  left: number;
  /** How many graphemes must go; 0 if the text fits. */
  over: number;
}

/** Compares a text with its limit. What only spaces fill counts as it stands: the server trims, people should see why. */
export function roomLeft(text: string, limit: number): Room {
  const used = countGraphemes(text);
  return { used, left: Math.max(0, limit - used), over: Math.max(0, used - limit) };
}
