import { describe, expect, it } from "vitest";
import type { ReportPart } from "../../protocol.gen";
import { linesOf, moved, NO_OUTLINE, ordered, PARTS, toggled } from "./outline";

const present = new Set<ReportPart>(["summary", "method", "themes", "priorities", "timeline", "notes", "limits"]);
const shown = (lines: ReturnType<typeof linesOf>) => lines.map(({ part }) => part);

describe("the order of a report", () => {
  it("is the usual one of its kind while nobody arranged it", () => {
    expect(ordered("seminar", [])).toEqual(PARTS);
    const insights = ordered("insights", []);
    expect(insights.indexOf("method")).toBe(insights.indexOf("notes") - 1);
    expect([...insights].sort()).toEqual([...PARTS].sort());
  });

  it("puts what nobody placed after what it usually follows", () => {
    const order = ordered("seminar", ["timeline", "summary"]);
    // As the server does: agreement follows priorities, that themes, that insights, that method, that the summary.
    expect(order.slice(0, 3)).toEqual(["timeline", "next_steps", "notes"]);
    expect(order.slice(order.indexOf("summary"))).toEqual([
      ...(["summary", "method", "insights", "themes", "priorities", "agreement", "recommendations"] as const),
    ]);
    expect([...order].sort()).toEqual([...PARTS].sort());
  });
});

describe("the contents", () => {
  it("number what is in the report, and keep the place of what is left out", () => {
    const lines = linesOf("seminar", { order: [], left_out: ["themes", "glossary"] }, present);
    expect(lines.map(({ part, number }) => [part, number])).toEqual([
      ["summary", 1],
      ["method", 2],
      ["themes", null],
      ["priorities", 3],
      ["timeline", 4],
      ["notes", 5],
      ["glossary", null],
      ["limits", 6],
    ]);
  });

  it("lose nothing when a section is left out and taken in again", () => {
    const arranged = { order: ["themes", "summary"] as ReportPart[], left_out: ["limits"] as ReportPart[] };
    const out = toggled(arranged, "themes");
    expect(out).toEqual({ order: ["themes", "summary"], left_out: ["limits", "themes"] });
    expect(toggled(out, "themes")).toEqual(arranged);
  });
});

describe("moving a section", () => {
  it("changes places with its neighbour on the page, whatever stands between them unseen", () => {
    for (const kind of ["seminar", "insights"] as const) {
      const before = shown(linesOf(kind, NO_OUTLINE, present));
      for (const part of before) {
        for (const by of [-1, 1] as const) {
          const at = before.indexOf(part);
          const next = moved(kind, NO_OUTLINE, before, part, by);
          if (before[at + by] === undefined) {
            expect(next).toBeNull();
            continue;
          }
          const wanted = [...before];
          wanted.splice(at, 1);
          wanted.splice(at + by, 0, part);
          expect(next && shown(linesOf(kind, next, present))).toEqual(wanted);
        }
      }
    }
  });

  it("goes past a section that is left out, and keeps it out", () => {
    const outline = { order: [], left_out: ["themes"] as ReportPart[] };
    const lines = shown(linesOf("seminar", outline, present));
    const next = moved("seminar", outline, lines, "priorities", -1);
    expect(next?.left_out).toEqual(["themes"]);
    expect(next && shown(linesOf("seminar", next, present)).slice(0, 4)).toEqual([
      ...(["summary", "method", "priorities", "themes"] as const),
    ]);
  });

  it("keeps the place of a section that has nothing in it now", () => {
    const outline = { order: ["recommendations", "summary"] as ReportPart[], left_out: [] };
    const lines = shown(linesOf("seminar", outline, present));
    const next = moved("seminar", outline, lines, "method", 1);
    expect(next?.order[0]).toBe("recommendations");
    expect(next && ordered("seminar", next.order)[0]).toBe("recommendations");
  });

  it("answers nothing for a section that is not shown", () => {
    expect(moved("seminar", NO_OUTLINE, ["summary", "method"], "themes", -1)).toBeNull();
  });
});
