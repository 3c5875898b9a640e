import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Shelf } from "../src/room/shelf";
import { ARCHIVE_BYTES, archiveIn } from "../src/ui/home/archive";
import { Attempt, isOpen } from "../src/ui/home/attempt";
import { doorIn, formatCode, lookAlikes, missingCharacters } from "../src/ui/home/door";
import { minutesOf, OFFERED, type Shown, stripOf, templateIn } from "../src/ui/home/templates";

describe("a code", () => {
  it("is put in form while it is typed, and the caret stays behind its character", () => {
    expect(formatCode("k", 1)).toEqual({ value: "K", caret: 1 });
    expect(formatCode("k7mq", 4)).toEqual({ value: "K7MQ", caret: 4 });
    expect(formatCode("K7MQ4", 5)).toEqual({ value: "K7MQ-4", caret: 6 });
    expect(formatCode("K7MQ-4", 6)).toEqual({ value: "K7MQ-4", caret: 6 });
    expect(formatCode("K7-4XWD", 2)).toEqual({ value: "K74X-WD", caret: 2 });
    expect(formatCode("k7mq 4xwd and more", 18)).toEqual({ value: "K7MQ-4XWD", caret: 9 });
  });

  it("loses its hyphen with the character behind it", () => {
    expect(formatCode("K7MQ-", 5)).toEqual({ value: "K7MQ", caret: 4 });
  });

  it("says what it lacks and what cannot be in it", () => {
    expect(missingCharacters("K7MQ-4X")).toBe(2);
    expect(missingCharacters("")).toBe(8);
    expect(lookAlikes("O0IL-1OXX")).toEqual(["O", "0", "I", "L", "1"]);
    expect(lookAlikes("K7MQ-4XWD")).toEqual([]);
  });
});

describe("a chosen archive", () => {
  it("says what it holds", () => {
    const records = [null, { kind: "step" }, { kind: "workshop", attribution: "anonymous" }];
    const text = JSON.stringify({
      format: "charrette-archive",
      version: 1,
      title: "Care",
      exported: 12,
      audience: "console",
      records,
    });
    const facts = { title: "Care", exported: 12, facilitators: true, attribution: "anonymous" };
    expect(archiveIn(text)).toEqual(facts);
  });

  it("may say little: the server reads it anyway", () => {
    const unknown = { title: "", exported: null, facilitators: false, attribution: null };
    expect(archiveIn('{"format":"charrette-archive"}')).toEqual(unknown);
    const strange = { format: "charrette-archive", title: 3, records: [{ kind: "workshop", attribution: "loud" }] };
    expect(archiveIn(JSON.stringify(strange))).toEqual(unknown);
  });

  it.each(["", "{", "null", "[]", "3", '"charrette-archive"', '{"format":"other"}'])("is none: %s", (text) => {
    expect(archiveIn(text)).toBeNull();
  });

  it("may be as large as the server reads", () => {
    const limits = readFileSync(new URL("../../workshop/src/limits.rs", import.meta.url), "utf8");
    const [, product = ""] = /IMPORT_BYTES: usize = ([\d *]+),/u.exec(limits) ?? [];
    const factors = product.split("*").map(Number);
    expect(ARCHIVE_BYTES).toBe(factors.reduce((one, other) => one * other, 1));
  });
});

describe("what is pasted", () => {
  it.each([
    "K7MQ-4XWD",
    " k7mq4xwd\n",
    "k7mq – 4xwd".replace(/ /gu, ""),
    "The code is K7MQ-4XWD, see you at nine.",
    "http://192.168.1.20:4480/j/K7MQ-4XWD",
    "Join here: https://rooms.example/j/k7mq-4xwd/ at nine",
  ])("is searched for a code: %s", (text) => {
    expect(doorIn(text)).toEqual({ by: "code", code: "K7MQ-4XWD" });
  });

  it("is searched for a link with a secret", () => {
    const door = { by: "link", secret: "w7fA_-9.s3cret-_" };
    expect(doorIn("http://192.168.1.20:4480/j#k=w7fA_-9.s3cret-_")).toEqual(door);
    expect(doorIn("Your way back: https://rooms.example/j#k=w7fA_-9.s3cret-_\nAna")).toEqual(door);
  });

  it.each(["", "hello", "my password", "a sentence with everyday words", "http://rooms.example/"])(
    "leads nowhere otherwise: %s",
    (text) => {
      expect(doorIn(text)).toBeNull();
    },
  );
});

describe("an attempt", () => {
  const attempts = (shelf: Shelf): Attempt<{ name: string }, { secret: string }> => {
    let drawn = 0;
    return new Attempt(shelf, "join", () => {
      drawn += 1;
      return { secret: `secret-${drawn}` };
    });
  };

  it("goes out again as it was while nobody knows what became of it, over a reload too", () => {
    const shelf = new Shelf(null);
    const attempt = attempts(shelf);
    expect(attempt.next({ name: "Ana" })).toEqual({ request: { name: "Ana", secret: "secret-1" }, changed: false });
    expect(attempt.next({ name: "Ana" })).toEqual({ request: { name: "Ana", secret: "secret-1" }, changed: false });
    expect(attempts(shelf).next({ name: "Eva" })).toEqual({
      request: { name: "Ana", secret: "secret-1" },
      changed: true,
    });
  });

  it("starts anew once it has an answer", () => {
    const attempt = attempts(new Shelf(null));
    attempt.next({ name: "" });
    attempt.settled();
    expect(attempt.next({ name: "Ana" })).toEqual({ request: { name: "Ana", secret: "secret-2" }, changed: false });
  });

  it("is open only where the server may have done it", () => {
    const failure = (code: Parameters<typeof isOpen>[0]["code"]) => isOpen({ code, words: "" });
    expect([failure("unreachable"), failure("unexpected"), failure("unavailable")]).toEqual([true, true, true]);
    expect([failure("refused"), failure("door_closed"), failure("key_wrong")]).toEqual([false, false, false]);
  });
});

describe("a template", () => {
  it("is drawn by what one does in it, and a break is a gap", () => {
    const first = OFFERED.find(({ template }) => template === "education_priorities")?.file as Shown;
    expect(stripOf(first)).toEqual([
      ["talk", 10],
      ["write", 8],
      ["talk", 12],
      ["write", 7],
      ["talk", 5],
      ["together", 18],
      ["break", 15],
      ["together", 20],
      ["together", 15],
      ["talk", 7],
      ["vote", 6],
      ["talk", 15],
      ["together", 25],
      ["vote", 10],
      ["write", 7],
    ]);
  });

  it("has the length that is printed beside it", () => {
    expect(OFFERED.map(({ template, file }) => [template, minutesOf(file)])).toEqual([
      ["education_priorities", 180],
      ["recommendations", 180],
      ["iceberg", 90],
      ["timeline", 70],
      ["full_seminar", 180],
    ]);
    for (const { file } of OFFERED) expect(file.summary).not.toBe("");
  });
});

describe("a chosen file", () => {
  const text = JSON.stringify({
    format: "charrette-template",
    version: 1,
    title: "Ours",
    attribution: "anonymous",
    steps: [{ kind: "write", title: "Write", minutes: 7, board: "ideas" }, null, { kind: "dance", minutes: "long" }],
  });

  it("shows its agenda if it is a template, whatever is wrong within", () => {
    expect(templateIn(`\uFEFF${text}`)).toEqual({
      file: {
        title: "Ours",
        summary: "",
        attribution: "anonymous",
        steps: [
          { kind: "write", title: "Write", minutes: 7 },
          { kind: "talk", title: "", minutes: 0 },
          { kind: "talk", title: "", minutes: 0 },
        ],
      },
    });
  });

  it("is none if it calls itself something else", () => {
    for (const other of ["", "null", "[]", "a sentence", '{"format":"charrette-archive"}']) {
      expect(templateIn(other), other).toBeNull();
    }
  });

  it("says where it breaks if it was one before somebody changed it", () => {
    const broken = templateIn(text.replace('"version":1,', '"version":1')) as { problem: string };
    expect(broken.problem).toContain("JSON");
  });
});
