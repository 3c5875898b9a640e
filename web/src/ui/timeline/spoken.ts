// Dates and entries in words, as exact as they are known.

import type { ColumnId, Signature } from "../../protocol.gen";
import { words } from "../../words";
import { fromStored, precisionOf } from "./days";
import type { Span } from "./reading";

/** `short` for margins and labels: `14 Oct 1988`; `long` for sentences: `14 October 1988`. */
export type Length = "short" | "long";

const monthWord = (month: number, length: Length): string =>
  length === "long" ? words.timeline.month(month) : words.timeline.monthShort(month);

/** A stored date: `1988`, `Oct 1988`, `14 Oct 1988`. */
export function dateWords(date: string, length: Length = "short"): string {
  const { month, day } = fromStored(date);
  // The year as it is stored, with all its digits: what is said here can be typed again.
  const year = date.slice(0, 4);
  return [day, month === null ? null : monthWord(month, length), year].filter((part) => part !== null).join(" ");
}

/** A date or a stretch: `24–27 Feb 1975`, `1957–1979`, `Oct 2012 to Oct 2017`. */
export function spanWords({ start, end }: Span, length: Length = "short"): string {
  if (end === null) return dateWords(start, length);
  const [one, other] = [fromStored(start), fromStored(end)];
  if (precisionOf(start) === "year" && precisionOf(end) === "year") return words.timeline.dash(start, end);
  if (one.day !== null && other.day !== null && one.year === other.year && one.month === other.month) {
    return words.timeline.dash(String(one.day), dateWords(end, length));
  }
  return words.timeline.to(dateWords(start, length), dateWords(end, length));
}

/** What was read, said back before it is sent. */
export function readBack({ start, end }: Span): string {
  const said = dateWords(start, "long");
  return end === null
    ? words.timeline.read[precisionOf(start)](said)
    : words.timeline.readRange(said, dateWords(end, "long"));
}

/** Who added it, as far as this viewer may know; empty where nothing may be told. */
export function signatureWords(by: Signature): string {
  switch (by.signed) {
    case "named":
      return by.group === null ? by.name : `${by.name}, ${by.group}`;
    case "group":
      return by.group;
    case "nobody":
      return "";
  }
}

/**
 * Names of lanes for narrow places: a last word that several lanes share is left out where the rest still tells them
 * apart (`Cell therapy`, `Gene therapy`, `Policy` become `Cell`, `Gene`, `Policy`).
 */
export function shortNames(titles: readonly string[]): string[] {
  const lastWord = (title: string): string => title.slice(title.lastIndexOf(" ") + 1).toLowerCase();
  const shared = (title: string): boolean =>
    title.includes(" ") &&
    titles.filter((other) => other.includes(" ") && lastWord(other) === lastWord(title)).length > 1;
  const short = titles.map((title) => (shared(title) ? title.slice(0, title.lastIndexOf(" ")) : title));
  return new Set(short).size === titles.length ? short : [...titles];
}

/** A lane as the timeline shows it. */
export interface Lane {
  readonly id: ColumnId;
  readonly title: string;
  /** One line that helps people start; may be empty. */
  readonly prompt: string;
}

/** A part of a text; `whole` parts are not broken at the end of a line. */
export interface Piece {
  readonly text: string;
  readonly whole: boolean;
}

/** Cuts a text so that short joined words stay in one piece: `CAR-T`, `X-SCID`, `CRISPR-Cas9`. */
export function unbroken(text: string): Piece[] {
  return text
    .split(/((?<![\p{L}\p{N}-])[\p{L}\p{N}]{1,7}-[\p{L}\p{N}]{1,7}(?![\p{L}\p{N}-]))/u)
    .map((part, index) => ({ text: part, whole: index % 2 === 1 }))
    .filter((part) => part.text !== "");
}
