import { describe, expect, it } from "vitest";
import type { ColumnId, EntryText } from "../../protocol.gen";
import { blankDraft, draftOf, isBlank, keepDraft, meet, readDraft, sameFields, toText } from "./draft";

const lane = (name: string): ColumnId => name as ColumnId;
const LANES = ["cell", "gene", "policy"].map(lane);
const laneName = (id: string): string => id.toUpperCase();

const text: EntryText = {
  lane: lane("policy"),
  also_in: [lane("gene")],
  start: "1974",
  end: null,
  title: "NIH sets up its committee",
  detail: "",
  why_it_matters: "It made review public.",
  source: "",
};

describe("a draft", () => {
  it("is kept as one text and read again", () => {
    const draft = { ...draftOf(text, 3), title: "NIH sets up RAC" };
    expect(readDraft(keepDraft(draft))).toEqual(draft);
    expect(readDraft("")).toBe(null);
    expect(readDraft("{broken")).toBe(null);
    expect(readDraft("null")).toBe(null);
    expect(readDraft('{"title":7,"alsoIn":[1,"gene"]}')).toEqual({
      ...blankDraft(""),
      alsoIn: ["gene"],
    });
  });

  it("with a chosen lane alone is blank", () => {
    expect(isBlank(blankDraft(lane("cell")))).toBe(true);
    expect(isBlank({ ...blankDraft(""), source: "x" })).toBe(false);
  });

  it("becomes what the room stores, without lanes that have gone", () => {
    const draft = { ...draftOf(text, 1), title: "  NIH  ", alsoIn: [lane("gone"), lane("gene"), lane("policy")] };
    const sent = toText(draft, lane("policy"), { start: "1974", end: null }, LANES);
    expect(sent).toEqual({ ...text, title: "NIH", also_in: ["gene"] });
  });
});

describe("when somebody changes the entry meanwhile", () => {
  it("what only they changed is taken over without a question", () => {
    const draft = { ...draftOf(text, 1), title: "NIH sets up RAC" };
    const met = meet(draft, { ...text, start: "1974-10-07", also_in: [] }, 2, laneName);
    expect(met.differences).toEqual([]);
    expect(met.draft).toMatchObject({ when: "7 October 1974", title: "NIH sets up RAC", alsoIn: [], basedOn: 2 });
  });

  it("what both changed stays as it was typed, and both are shown", () => {
    const draft = { ...draftOf(text, 1), title: "NIH sets up RAC", lane: lane("gene"), alsoIn: [] };
    const met = meet(draft, { ...text, title: "RAC", lane: lane("cell"), source: "NIH" }, 2, laneName);
    expect(met.differences).toEqual([
      { field: "title", mine: "NIH sets up RAC", theirs: "RAC" },
      { field: "lane", mine: "GENE", theirs: "CELL" },
    ]);
    expect(met.draft).toMatchObject({ title: "NIH sets up RAC", lane: "gene", source: "NIH", basedOn: 1 });
  });

  it("the same change is no difference", () => {
    const draft = { ...draftOf(text, 1), title: "RAC" };
    expect(meet(draft, { ...text, title: "RAC" }, 2, laneName).differences).toEqual([]);
  });

  it("without the text it was based on, all that differs is shown", () => {
    const draft = { ...draftOf(text, 1), base: null };
    const met = meet(draft, { ...text, title: "RAC" }, 2, laneName);
    expect(met.differences.map(({ field }) => field)).toEqual(["title"]);
    expect(sameFields(met.draft, draft)).toBe(true);
  });
});
