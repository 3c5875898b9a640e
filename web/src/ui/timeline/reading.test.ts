import { describe, expect, it } from "vitest";
import { monthNames, type Reading, readDates } from "./reading";
import { spanWords } from "./spoken";

const MONTHS = monthNames(["en", "es", "fr", "de"]);
const read = (text: string): Reading => readDates(text, MONTHS);

/** What a text is read as, in short: `1988-10`, `1957/1979`, or the doubt with its options. */
function short(text: string): string {
  const reading = read(text);
  const span = (one: { start: string; end: string | null }): string =>
    one.end ? `${one.start}/${one.end}` : one.start;
  if (reading.kind === "empty") return "";
  if (reading.kind === "read") return `${reading.about ? "~" : ""}${span(reading.span)}`;
  return [reading.doubt, ...reading.options.map(span)].join(" ");
}

describe("dates as people write them", () => {
  it.each([
    ["1988", "1988"],
    [" 1988. ", "1988"],
    ["Oct 1988", "1988-10"],
    ["Oct. 1988", "1988-10"],
    ["Sept 1999", "1999-09"],
    ["October, 1988", "1988-10"],
    ["1988-10", "1988-10"],
    ["1988/10", "1988-10"],
    ["10/1988", "1988-10"],
    ["14 October 1988", "1988-10-14"],
    ["14th of October 1988", "1988-10-14"],
    ["October 14, 1988", "1988-10-14"],
    ["Oct 14th 1988", "1988-10-14"],
    ["1988 October 14", "1988-10-14"],
    ["1988-10-14", "1988-10-14"],
    ["14.10.1988", "1988-10-14"],
    ["3.2.1988", "1988-02-03"],
    ["14/10/1988", "1988-10-14"],
    ["10/14/1988", "1988-10-14"],
    ["5/5/1988", "1988-05-05"],
    ["14-Oct-1988", "1988-10-14"],
    ["octubre de 1988", "1988-10"],
    ["14 de octubre de 1988", "1988-10-14"],
    ["14 février 1988", "1988-02-14"],
    ["14. März 1988", "1988-03-14"],
    ["0476", "0476"],
    ["29 Feb 2024", "2024-02-29"],
    ["about 1990", "~1990"],
    ["ca. Oct 1988", "~1988-10"],
    ["", ""],
    ["   ", ""],
  ])("%s", (typed, meant) => {
    expect(short(typed)).toBe(meant);
  });
});

describe("stretches", () => {
  it.each([
    ["1957-1979", "1957/1979"],
    ["1957 – 1979", "1957/1979"],
    ["1957 to 1979", "1957/1979"],
    ["from 1957 until 1979", "1957/1979"],
    ["between 1957 – 1979", "1957/1979"],
    ["Oct 2012 to Oct 2017", "2012-10/2017-10"],
    ["2012-10 - 2017-10", "2012-10/2017-10"],
    ["24–27 Feb 1975", "1975-02-24/1975-02-27"],
    ["24-27 February 1975", "1975-02-24/1975-02-27"],
    ["Feb 24-27, 1975", "1975-02-24/1975-02-27"],
    ["30 Jan to 2 Feb 1990", "1990-01-30/1990-02-02"],
    ["Oct–Nov 1988", "1988-10/1988-11"],
    ["Oct 1988 to 1991", "1988-10/1991"],
    ["1988-10-14 to 1988-10-16", "1988-10-14/1988-10-16"],
    ["1988 to 1988", "1988"],
    ["Oct 1988 to 1988", "1988-10/1988"],
  ])("%s", (typed, meant) => {
    expect(short(typed)).toBe(meant);
  });
});

describe("dates said in words", () => {
  it.each([
    ["1988", null],
    ["1988-10", null],
    ["1988-10-14", null],
    ["1957", "1979"],
    ["1975-02-24", "1975-02-27"],
    ["2012-10", "2017-10"],
    ["2012-10", "2017"],
    ["1999-12-30", "2000-01-02"],
    ["0476", "0999-01"],
  ])("%s to %s are read as they are said", (start, end) => {
    for (const length of ["short", "long"] as const) {
      expect(read(spanWords({ start, end }, length))).toEqual({ kind: "read", span: { start, end }, about: false });
    }
  });
});

describe("what is asked back", () => {
  it.each([
    ["10/11/1988", "day_or_month 1988-10-11 1988-11-10"],
    ["'88", "century 1988"],
    ["’12", "century 1912 2012"],
    ["Oct ’88", "century 1988-10"],
    ["sept 99", "century 1999-09"],
    ["14 Oct 88", "century 1988-10-14"],
    ["5 May 12", "century 1912-05-05 2012-05-05"],
    ["14 October", "no_year"],
    ["October", "no_year"],
    ["1990s", "vague 1990/1999"],
    ["the late 1990s", "vague 1997/1999"],
    ["early 1990s", "vague 1990/1993"],
    ["spring 1988", "vague 1988"],
    ["late 2012", "vague 2012"],
    ["end of 2012", "vague 2012"],
    ["before 2017", "vague 2017"],
    ["by October 2027", "vague 2027-10"],
    ["since 2012", "vague 2012"],
    ["31 February 1990", "no_such_day 1990-02"],
    ["1990-13", "unreadable"],
    ["1979 to 1957", "backwards 1957/1979"],
    ["Octember 1988", "unreadable"],
    ["yesterday", "unreadable"],
    ["88", "unreadable"],
    ["19888", "unreadable"],
    ["1988 1989 1990", "unreadable"],
  ])("%s", (typed, asked) => {
    expect(short(typed)).toBe(asked);
  });

  it("never fails, whatever is typed", () => {
    const letters = " -/.,–'’0123456789OctFebto~s年é";
    for (let seed = 1; seed < 20_000; seed += 1) {
      let state = seed;
      const text = Array.from({ length: seed % 14 }, () => {
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
        return letters[state % letters.length];
      }).join("");
      const reading = read(text);
      if (reading.kind !== "read") continue;
      expect(reading.span.start).toMatch(/^\d{4}(-\d\d(-\d\d)?)?$/u);
      // What was read is read the same again.
      expect(read(reading.span.start)).toEqual({ kind: "read", span: { ...reading.span, end: null }, about: false });
    }
  });
});
