// What people type where a date is asked for, read as exactly as they mean it and no more exactly. What can be meant in
// two ways is asked back, never guessed.

import { dayAfter, exists, firstDay, numberIn, type PartialDate, toStored } from "./days";

/** A date or a stretch as the room stores it. */
export interface Span {
  readonly start: string;
  readonly end: string | null;
}

/** Why something typed is asked back. */
export type Doubt =
  /** `10/11/1988`: two orders of day and month. */
  | "day_or_month"
  /** `'88`, `Sept 99`: which century? */
  | "century"
  /** `14 October`: of which year? */
  | "no_year"
  /** `late 1990s`, `spring 1988`, `before 2017`: less than a year is known, or another thing than a date. */
  | "vague"
  /** `31 February 1990`. */
  | "no_such_day"
  /** The end lies before the beginning. */
  | "backwards"
  /** Nothing of it can be read. */
  | "unreadable";

/** What was typed. */
export type Reading =
  | { readonly kind: "empty" }
  /** `about` where the words said so: the date is kept, the "about" belongs in the detail. */
  | { readonly kind: "read"; readonly span: Span; readonly about: boolean }
  /** `options` is what it may mean, likeliest first; may be empty. */
  | { readonly kind: "doubt"; readonly doubt: Doubt; readonly options: readonly Span[] };

/** Names of months in small letters without a dot, with their numbers from 1. */
export type MonthNames = ReadonlyMap<string, number>;

/** Month names, long and short, in some languages; those that the browser does not know are left out. */
export function monthNames(locales: readonly string[]): MonthNames {
  const names = new Map<string, number>();
  for (const locale of locales) {
    for (const style of ["long", "short"] as const) {
      for (let month = 1; month <= 12; month += 1) {
        let name: string;
        try {
          const format = new Intl.DateTimeFormat(locale, { month: style, timeZone: "UTC" });
          name = plainWord(format.format(Date.UTC(2001, month - 1, 15)));
        } catch {
          continue;
        }
        if (/^\p{L}{2,}$/u.test(name) && !names.has(name)) names.set(name, month);
      }
    }
  }
  if (names.has("september")) names.set("sept", 9);
  return names;
}

const plainWord = (text: string): string =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\./gu, "").trim();

/** What one side of a range says; the other side may say the rest. */
interface Piece {
  year: number | null;
  month: number | null;
  day: number | null;
}

type PieceReading = { readonly pieces: readonly Piece[]; readonly doubt?: Doubt } | null;

const doubtful = (doubt: Doubt, options: readonly Span[] = []): Reading => ({ kind: "doubt", doubt, options });
const understood = (span: Span, about = false): Reading => ({ kind: "read", span, about });

const ABOUT = /^(?:~|ca\.?|c\.|circa|about|around|approximately|approx\.?|roughly|probably|possibly)\s*/iu;
const VAGUE_SIDE = /^(?:before|after|by|since|from|until|till|not later than|not before)\s+/iu;
const VAGUE_PART =
  /^(?:the\s+)?(?:early|mid|middle of|late|end of|beginning of|start of|first half of|second half of|spring|summer|autumn|fall|winter)[\s-]+(?:of\s+)?(?:the\s+)?/iu;
const DECADE = /^(?:the\s+)?(?:(early|mid|late)[\s-]+(?:the\s+)?)?(\d{3})0['’]?s$/iu;
const FILLERS = new Set(["of", "the", "de", "del", "in", "on", "year", "le"]);
const STRONG_RANGE = /\s*(?:\bto\b|\buntil\b|\btill\b|\bthrough\b|\bthru\b|–|—|\.{2,3}|…|\s-\s|\s-(?=\d{4}))\s*/iu;

/** Reads what was typed. */
export function readDates(typed: string, months: MonthNames): Reading {
  let text = typed
    .normalize("NFC")
    .trim()
    .replace(/\s+/gu, " ")
    .replace(/[.,;]+$/u, "");
  if (text === "") return { kind: "empty" };
  const about = ABOUT.test(text);
  text = text.replace(ABOUT, "");

  const decade = decadeOf(text);
  if (decade) return doubtful("vague", [decade]);

  const single = readSingle(text, months);
  if (single?.kind === "read") return { ...single, about };
  const range = readRange(text, months);
  if (range?.kind === "read") return { ...range, about };
  // A doubt about one date is more to the point than one about a range.
  if (single) return single;
  if (range) return range;

  for (const vague of [VAGUE_SIDE, VAGUE_PART]) {
    if (!vague.test(text)) continue;
    const inner = readDates(text.replace(vague, ""), months);
    if (inner.kind === "read") return doubtful("vague", [inner.span]);
    if (inner.kind === "doubt") return doubtful(inner.doubt === "unreadable" ? "unreadable" : "vague", inner.options);
  }
  return doubtful("unreadable");
}

function decadeOf(text: string): Span | null {
  const found = DECADE.exec(text);
  if (!found?.[2]) return null;
  const first = Number(found[2]) * 10;
  const [from, to] = { early: [0, 3], mid: [4, 6], late: [7, 9] }[(found[1] ?? "").toLowerCase()] ?? [0, 9];
  const year = (offset: number): string => toStored({ year: first + offset, month: null, day: null });
  return first < 1 ? null : { start: year(from ?? 0), end: year(to ?? 9) };
}

function readSingle(text: string, months: MonthNames): Reading | null {
  const reading = readPiece(text, months);
  if (!reading) return null;
  const dates = reading.pieces.filter((piece): piece is PartialDate => piece.year !== null);
  if (dates.length < reading.pieces.length) return doubtful("no_year");
  const options = dates.filter(exists).map((date) => ({ start: toStored(date), end: null }));
  if (reading.doubt) return doubtful(reading.doubt, options);
  const [span] = options;
  return span ? understood(span) : doubtful("no_such_day", withoutDay(dates[0]));
}

/** The month of a day that does not exist, or its year where there is no such month either. */
function withoutDay(date: PartialDate | undefined): Span[] {
  if (!date) return [];
  const { year, month } = date;
  const kept = [month, null].map((known) => ({ year, month: known, day: null })).find(exists);
  return kept ? [{ start: toStored(kept), end: null }] : [];
}

function readRange(text: string, months: MonthNames): Reading | null {
  const strong = STRONG_RANGE.exec(text);
  const splits: [string, string][] = [];
  if (strong && strong.index > 0) {
    splits.push([text.slice(0, strong.index), text.slice(strong.index + strong[0].length)]);
  } else {
    for (let at = text.indexOf("-"); at > 0; at = text.indexOf("-", at + 1)) {
      splits.push([text.slice(0, at), text.slice(at + 1)]);
    }
  }
  let doubt: Reading | null = null;
  for (const [left, right] of splits) {
    const reading = readSides(left.replace(/^(?:from|between)\s+/iu, ""), right, months);
    if (reading?.kind === "read") return reading;
    doubt ??= reading;
  }
  return doubt;
}

function readSides(left: string, right: string, months: MonthNames): Reading | null {
  const one = readPiece(left, months, true);
  const other = readPiece(right, months, true);
  if (!one || !other) return null;
  const [from] = one.pieces;
  const [to] = other.pieces;
  if (!from || !to) return null;
  const doubt = one.doubt ?? other.doubt;
  if (doubt) return doubtful(doubt);
  const start = filled(from, to);
  const end = filled(to, from);
  if (!start || !end) return null;
  if (!exists(start) || !exists(end)) return doubtful("no_such_day");
  const span = { start: toStored(start), end: toStored(end) };
  if (dayAfter(span.end) <= firstDay(span.start)) {
    return doubtful("backwards", [{ start: span.end, end: span.start }]);
  }
  return understood(span.start === span.end ? { start: span.start, end: null } : span);
}

/** A piece with the year, and for a lone day the month, of the other side of its range. */
function filled(piece: Piece, other: Piece): PartialDate | null {
  const year = piece.year ?? other.year;
  const month = piece.month ?? (piece.day === null ? null : other.month);
  if (year === null || (piece.day !== null && month === null)) return null;
  return { year, month, day: piece.day };
}

/** Reads one date. `partial`: a lone day or month will do, since the other side of a range may say the rest. */
function readPiece(text: string, months: MonthNames, partial = false): PieceReading {
  const rest = text.trim().replace(/(\d)(?:st|nd|rd|th|er|º|ª)\b/giu, "$1");
  const tokens = rest.match(/['’]?\d+|\p{L}[\p{L}\p{M}]*/gu) ?? [];
  // Everything between tokens must be what stands between the parts of a date.
  if (!/^[\s.,/-]*$/u.test(rest.replace(/['’]?\d+|\p{L}[\p{L}\p{M}]*/gu, ""))) return null;
  let month: number | null = null;
  const numbers: string[] = [];
  for (const token of tokens) {
    if (/\d/u.test(token)) {
      numbers.push(token);
      continue;
    }
    const word = plainWord(token);
    const named = months.get(word);
    if (named !== undefined && month === null) month = named;
    else if (!FILLERS.has(word)) return null;
  }
  if (month !== null) return withMonthName(month, numbers);
  return inNumbers(numbers, rest, partial);
}

const isYear = (digits: string): boolean => /^\d{4}$/u.test(digits) && Number(digits) >= 1;
const isShort = (digits: string): boolean => /^\d{1,2}$/u.test(digits);

/** What was read of one date. */
const piece = (year: string | null, month: string | number | null, day: string | null): PieceReading => ({
  pieces: [{ year: numberIn(year), month: numberIn(month), day: numberIn(day) }],
});

function withMonthName(month: number, numbers: readonly string[]): PieceReading {
  const years = numbers.filter(isYear);
  const others = numbers.filter((digits) => !isYear(digits));
  if (years.length > 1 || others.length > 2) return null;
  const [year] = years;
  const [first = null, second] = others;
  if (year !== undefined) {
    return second !== undefined || (first !== null && !isShort(first)) ? null : piece(year, month, first);
  }
  // Two digits that can be no day are a year, and so is what stands behind a day.
  const short = others.find((digits) => /^['’]\d\d$/u.test(digits) || Number(digits) > 31) ?? second;
  if (short !== undefined) {
    const day = others.find((digits) => digits !== short) ?? null;
    if (!/^['’]?\d\d$/u.test(short) || (day !== null && !isShort(day))) return null;
    return { doubt: "century", pieces: centuries(short).map((full) => ({ year: full, month, day: numberIn(day) })) };
  }
  return first !== null && !isShort(first) ? null : piece(null, month, first);
}

/** Two digits beyond these are no year to come that anybody shortens. */
const SHORT_AHEAD = 50;

/** The years that two digits may mean, the last century first. */
function centuries(short: string): number[] {
  const digits = Number(short.replace(/\D/gu, ""));
  return digits > SHORT_AHEAD ? [1900 + digits] : [1900 + digits, 2000 + digits];
}

function inNumbers(numbers: readonly string[], text: string, partial: boolean): PieceReading {
  const [one, two, three] = numbers;
  if (one === undefined || numbers.length > 3) return null;
  if (two === undefined) {
    if (isYear(one)) return piece(one, null, null);
    if (/^['’]\d\d$/u.test(one)) {
      return { doubt: "century", pieces: centuries(one).map((year) => ({ year, month: null, day: null })) };
    }
    return partial && isShort(one) ? piece(null, null, one) : null;
  }
  if (three === undefined) {
    if (isYear(one) && isShort(two) && Number(two) <= 12) return piece(one, two, null);
    if (!isShort(one) || !isYear(two)) return null;
    // `27, 1975` closes a range that named its month at the beginning.
    return partial && text.includes(",") ? piece(two, null, one) : piece(two, one, null);
  }
  if (isYear(one) && isShort(two) && isShort(three)) return piece(one, two, three);
  if (!isShort(one) || !isShort(two) || !isYear(three)) return null;
  const year = Number(three);
  const dayFirst = { year, month: Number(two), day: Number(one) };
  const monthFirst = { year, month: Number(one), day: Number(two) };
  // Dots between numbers mean day first wherever they are used at all.
  if (text.includes(".") || Number(one) > 12) return { pieces: [dayFirst] };
  if (Number(two) > 12 || Number(one) === Number(two)) return { pieces: [monthFirst] };
  return { doubt: "day_or_month", pieces: [monthFirst, dayFirst] };
}
