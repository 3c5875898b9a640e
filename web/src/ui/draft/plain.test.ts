import { describe, expect, it } from "vitest";
import { hintsOf, jargonIn, readingGrade, sentencesOf, syllables, unexplained, wordsOf } from "./plain";

describe("how hard a text reads", () => {
  it("has the grade that the formula gives by hand", () => {
    // 6 words, 1 sentence, 6 syllables: 0.39·6 + 11.8·1 − 15.59.
    expect(readingGrade("The cat sat on the mat.")).toBeCloseTo(-1.45, 5);
    // 10 words, 2 sentences, 12 syllables: 0.39·5 + 11.8·1.2 − 15.59.
    expect(readingGrade("The staff must know this. A family pays the bill.")).toBeCloseTo(0.52, 5);
    // 4 words, 1 sentence, 14 syllables (4 + 5 + 2 + 3): 0.39·4 + 11.8·3.5 − 15.59.
    expect(readingGrade("Responsible organization without specialists.")).toBeCloseTo(27.27, 5);
  });

  it("is nothing without words", () => {
    expect(readingGrade(" … ")).toBeNull();
    expect(readingGrade("")).toBeNull();
  });

  it("counts what is said, not what is spelled", () => {
    const told = Object.fromEntries(
      ["pay", "table", "makes", "used", "needed", "therapy", "year", "gene", "by"].map((word) => [
        word,
        syllables(word),
      ]),
    );
    expect(told).toEqual({ pay: 1, table: 2, makes: 1, used: 1, needed: 2, therapy: 3, year: 1, gene: 1, by: 1 });
  });

  it("takes words with apostrophes and hyphens whole, and numbers with points as one sentence", () => {
    expect(wordsOf("A family’s out-of-state bill")).toEqual(["A", "family’s", "out-of-state", "bill"]);
    expect(sentencesOf("It costs 2.5 million. Who pays?\nNobody")).toHaveLength(3);
  });
});

describe("abbreviations", () => {
  it("are named until their long form stands beside them", () => {
    expect(unexplained("Staff at CMS and the FDA")).toEqual(["CMS", "FDA"]);
    expect(unexplained("The Food and Drug Administration (FDA) decides; the FDA knows.")).toEqual([]);
    expect(unexplained("FDA (Food and Drug Administration)")).toEqual([]);
    expect(unexplained("Two MCOs in the US")).toEqual(["MCO"]);
  });

  it("are not every word in capitals", () => {
    expect(unexplained("A map, CAR-T and I")).toEqual(["CAR"]);
    expect(unexplained("Office 2030, B12")).toEqual([]);
  });
});

describe("hints for a statement", () => {
  it("name each word with a plainer one once", () => {
    expect(jargonIn("Utilize it, utilize it; reimbursement")).toEqual([
      { word: "utilize", plain: "use" },
      { word: "reimbursement", plain: "payment" },
    ]);
  });

  it("say nothing about what is plain", () => {
    const plain = ["Budget staff", "which benefits fall outside ten years", "the tables show only cost"];
    expect(hintsOf(plain)).toEqual({ grade: null, longest: null, jargon: [], acronyms: [] });
    expect(hintsOf([])).toEqual({ grade: null, longest: null, jargon: [], acronyms: [] });
  });

  it("say that a text is hard and a sentence long", () => {
    const hard = Array.from({ length: 32 }, () => "organizational").join(" ");
    const { grade, longest } = hintsOf([hard]);
    expect(longest).toBe(32);
    expect(grade).toBeGreaterThan(12);
    // Too short to have a grade, however long its words.
    expect(hintsOf(["Interorganizational responsibilities"]).grade).toBeNull();
  });
});
