import { expect, it } from "vitest";
import { LINES, linesUnder, pagesOf, turnedTo } from "./paging";

/** Things of so many lines each; 99 = across. */
const set = (...sizes: number[]) =>
  pagesOf(sizes, (lines) => ({ lines, small: false, across: lines === 99 }), 10).map(({ columns }) =>
    columns.map((column) => column.map(({ thing }) => thing)),
  );

it("fills a column, then the one beside it, then the next page", () => {
  expect(set(4, 4, 4, 4, 4, 4, 4)).toEqual([
    [
      [4, 4],
      [4, 4],
    ],
    [[4, 4], [4]],
  ]);
  expect(set(10, 10, 10)).toEqual([[[10], [10]], [[10]]]);
  expect(set()).toEqual([]);
});

it("gives a page of its own to what stands across, and goes on behind it on a new one", () => {
  expect(set(4, 99, 4)).toEqual([[[4]], [[99]], [[4]]]);
});

it("has a line more under a short question", () => {
  expect(linesUnder("Which notes belong together?")).toBe(LINES.short);
  expect(linesUnder("x".repeat(100))).toBe(LINES.long);
});

it("says which page one is on and what part of all stands there; a page that is gone is the last", () => {
  const pages = pagesOf([1, 2, 3, 4, 5], () => ({ lines: 5, small: false }), 10, "Events");
  expect(pages.map(({ title }) => title)).toEqual(["Events", "Events"]);
  expect(turnedTo(pages, 0)).toMatchObject({ number: 1, pages: 2, from: 1, to: 4, all: 5 });
  expect(turnedTo(pages, 7)).toMatchObject({ number: 2, pages: 2, from: 5, to: 5, all: 5 });
  expect(turnedTo([], 0)).toMatchObject({ page: null, pages: 0, all: 0 });
});
