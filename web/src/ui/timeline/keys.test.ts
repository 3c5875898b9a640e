import { describe, expect, it } from "vitest";
import type { EntryView } from "../../room/views";
import { leadsTo } from "./keys";
import { shortNames, unbroken } from "./spoken";
import { LANES, sample } from "./testing";

const entries = sample.map((entry) => ({ ...entry, view: {} as EntryView }));
const idOf = (title: string): string => sample.find((entry) => entry.title.startsWith(title))?.id ?? "";
const titleOf = (id: string | null): string | undefined => sample.find((entry) => entry.id === id)?.title;
const from = idOf("Jesse Gelsinger");

describe("arrow keys", () => {
  it("stay in the lane of a chart, up and down", () => {
    const down = leadsTo("ArrowDown", from, entries, LANES, "chart");
    expect(titleOf(down)).toBe("Leukemia reported after gene therapy for X-SCID");
    expect(leadsTo("ArrowUp", down ?? "", entries, LANES, "chart")).toBe(from);
    expect(titleOf(leadsTo("Home", from, entries, LANES, "chart"))).toContain("Paper asks");
    expect(titleOf(leadsTo("End", from, entries, LANES, "chart"))).toContain("First personalized CRISPR");
  });

  it("go to what is nearest in time in the next lane", () => {
    expect(titleOf(leadsTo("ArrowRight", from, entries, LANES, "chart"))).toBe("FDA and NIH tighten trial oversight");
    expect(titleOf(leadsTo("ArrowLeft", from, entries, LANES, "chart"))).toBe(
      "Human embryonic stem cell lines reported",
    );
  });

  it("pass over an empty lane, and stop at the edge", () => {
    const few = entries.filter(({ lane }) => lane !== "gene_therapy");
    const cell = idOf("Human embryonic");
    const right = leadsTo("ArrowRight", cell, few, LANES, "chart");
    expect(sample.find(({ id }) => id === right)?.lane).toBe("policy");
    expect(leadsTo("ArrowLeft", cell, few, LANES, "chart")).toBe(null);
  });

  it("go through all of a list, and nothing else leads anywhere", () => {
    expect(titleOf(leadsTo("ArrowDown", from, entries, LANES, "list"))).toBe("FDA and NIH tighten trial oversight");
    expect(leadsTo("ArrowRight", from, entries, LANES, "list")).toBe(null);
    expect(leadsTo("x", from, entries, LANES, "chart")).toBe(null);
    expect(leadsTo("ArrowDown", "gone", entries, LANES, "chart")).toBe(null);
  });
});

describe("names in narrow places", () => {
  it("leave out a last word that lanes share, while they can be told apart", () => {
    expect(shortNames(["Cell therapy", "Gene therapy", "Policy"])).toEqual(["Cell", "Gene", "Policy"]);
    expect(shortNames(["Cell therapy", "Policy"])).toEqual(["Cell therapy", "Policy"]);
    expect(shortNames(["Therapy", "Gene therapy"])).toEqual(["Therapy", "Gene therapy"]);
    expect(shortNames(["New rules", "Old rules", "New"])).toEqual(["New rules", "Old rules", "New"]);
    expect(shortNames([])).toEqual([]);
  });

  it("keep short joined words in one piece", () => {
    const whole = (text: string): string[] => unbroken(text).flatMap((piece) => (piece.whole ? [piece.text] : []));
    expect(whole("First child treated with CAR-T for X-SCID")).toEqual(["CAR-T", "X-SCID"]);
    expect(whole("A long-established three-part-word")).toEqual([]);
    const text = "CRISPR-Cas9 shown to be a programmable DNA cutter";
    expect(
      unbroken(text)
        .map((piece) => piece.text)
        .join(""),
    ).toBe(text);
  });
});
