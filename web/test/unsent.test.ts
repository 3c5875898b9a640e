import { describe, expect, it } from "vitest";
import { Drafts } from "../src/room/drafts";
import { Shelf, seatPrefix } from "../src/room/shelf";
import { unsentTexts } from "../src/room/unsent";

describe("what was typed and not sent", () => {
  it("is every text begun or without an answer, once, of this seat alone, and nothing but words", () => {
    const shelf = new Shelf(null);
    const drafts = new Drafts(shelf, "w", "me");
    drafts.write("step", "new", "Half a sentence");
    drafts.write("step", "column", "AQEBAQEBAQEBAQEBAQEBAQ");
    drafts.write("step", "base", "12");
    drafts.write("step", "entry/new", JSON.stringify({ title: "First trial", start: "1990", year: 1990 }));
    new Drafts(shelf, "w", "somebody").write("step", "new", "Another's");
    const body = { type: "post_note", note: "AQEBAQEBAQEBAQEBAQEBAQ", text: "Sent without an answer" };
    shelf.set(`${seatPrefix("w", "me")}pending/1`, JSON.stringify({ order: 1, tab: "t", message: { id: "1", body } }));
    shelf.set(`${seatPrefix("w", "me")}pending/2`, JSON.stringify({ order: 2, tab: "t", message: { id: "2", body } }));
    shelf.set(`${seatPrefix("w", "me")}pending/3`, "not readable");
    const unsent = unsentTexts(shelf, "w", "me");
    expect(unsent.toSorted()).toEqual(["First trial", "Half a sentence", "Sent without an answer"]);
  });
});
