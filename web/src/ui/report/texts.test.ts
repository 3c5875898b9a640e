import { describe, expect, it } from "vitest";
import { FakeStorage } from "../../../test/fakes";
import type { ClusterId, ReportSubject } from "../../protocol.gen";
import { Drafts } from "../../room/drafts";
import { Shelf } from "../../room/shelf";
import { unsentTexts } from "../../room/unsent";
import { clusterAnchor, draftedKeys, draftOf, forgetDraft, keepDraft, keyOf, subjectOf } from "./texts";

describe("texts of the report", () => {
  it("are named after what they are about, and found again by that name", () => {
    const cluster = "AAECAwQFBgcICQoLDA0-_w" as ClusterId;
    const subjects: ReportSubject[] = [
      { about: "part", part: "next_steps" },
      { about: "cluster", cluster },
    ];
    for (const about of subjects) expect(subjectOf(keyOf(about))).toEqual(about);
    expect(clusterAnchor(cluster)).toBe("cluster_000102030405060708090a0b0c0d3eff");
  });

  it("are kept as they are typed, with the version they began from, until they are saved", () => {
    const shelf = new Shelf(new FakeStorage());
    const drafts = new Drafts(shelf, "w", "me");
    expect(draftOf(drafts, "part/summary")).toBeNull();
    keepDraft(drafts, "part/summary", "Two ideas lead", 3);
    keepDraft(drafts, "part/themes", "Half a sent", 0);
    const later = new Drafts(shelf, "w", "me");
    expect(draftOf(later, "part/summary")).toEqual({ text: "Two ideas lead", base: 3 });
    expect(draftOf(later, "part/themes")).toEqual({ text: "Half a sent", base: 0 });
    expect(draftedKeys(later)).toEqual(["part/summary", "part/themes"]);
    // Whoever's seat has ended is shown their words, and no version numbers among them.
    expect(unsentTexts(shelf, "w", "me").sort()).toEqual(["Half a sent", "Two ideas lead"]);
    forgetDraft(later, "part/summary");
    keepDraft(later, "part/themes", "", 0);
    expect(draftedKeys(drafts)).toEqual([]);
    expect(shelf.names("")).toEqual([]);
  });
});
