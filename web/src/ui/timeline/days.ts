// Dates as exact as people know them, as stretches of days: a year, a month or a day stands for all the days it may
// mean. Pure arithmetic on the proleptic Gregorian calendar; no time zone can move a date.

/** How exact a date is. */
export type Precision = "year" | "month" | "day";

/** A date with what is known of it; a day has a month. */
export interface PartialDate {
  readonly year: number;
  /** From 1. */
  readonly month: number | null;
  /** From 1. */
  readonly day: number | null;
}

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Days in a month, which counts from 1. */
export function daysIn(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Whether there is such a date, in the years 1 to 9999. */
export function exists({ year, month, day }: PartialDate): boolean {
  const within = (value: number, most: number): boolean => value >= 1 && value <= most;
  if (!within(year, 9_999)) return false;
  if (month === null) return day === null;
  return within(month, 12) && (day === null || within(day, daysIn(year, month)));
}

/** The number that digits stand for, where there are any. */
export const numberIn = (digits: string | number | null): number | null => (digits === null ? null : Number(digits));

/** A date as the room stores it: `1988`, `1988-10` or `1988-10-14`. */
export function toStored({ year, month, day }: PartialDate): string {
  const digits = (number: number, length: number): string => String(number).padStart(length, "0");
  const parts = [digits(year, 4)];
  for (const part of [month, day]) if (part !== null) parts.push(digits(part, 2));
  return parts.join("-");
}

/** Reads a stored date. What another version of the server may send and this page cannot read counts as the year 1. */
export function fromStored(text: string): PartialDate {
  const [, year = 1, month = null, day = null] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/u.exec(text) ?? [];
  return { year: Number(year), month: numberIn(month), day: numberIn(day) };
}

/** How exact a stored date is. */
export function precisionOf(text: string): Precision {
  return text.length <= 4 ? "year" : text.length <= 7 ? "month" : "day";
}

/** Days since 1 January 1970. */
export function dayNumber(year: number, month: number, day: number): number {
  // Years begin in March here, so that the leap day is the last of its year.
  const shifted = month <= 2 ? year - 1 : year;
  const cycle = Math.floor(shifted / 400);
  const yearOfCycle = shifted - cycle * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfCycle = yearOfCycle * 365 + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100) + dayOfYear;
  return cycle * 146_097 + dayOfCycle - 719_468;
}

/** The year a day number lies in. */
export function yearOf(day: number): number {
  const guess = Math.floor(1970 + day / 365.2425);
  for (const year of [guess + 1, guess, guess - 1]) if (dayNumber(year, 1, 1) <= day) return year;
  return guess - 2;
}

/** The first day a stored date may mean. */
export function firstDay(text: string): number {
  const { year, month, day } = fromStored(text);
  return dayNumber(year, month ?? 1, day ?? 1);
}

/** The day after the last one a stored date may mean. */
export function dayAfter(text: string): number {
  const { year, month, day } = fromStored(text);
  if (month === null) return dayNumber(year + 1, 1, 1);
  return dayNumber(year, month, day ?? daysIn(year, month)) + 1;
}
