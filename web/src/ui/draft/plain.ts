// Hints for plain language: how hard a text reads, words that have plainer ones, abbreviations that nobody explained.
// Hints only: nothing here stops anybody. Pure.

/** What was noticed in a text. */
export interface Hints {
  /** School grade of its readers, if it is long and hard enough to say so. */
  readonly grade: number | null;
  /** Words of its longest sentence, if that is long. */
  readonly longest: number | null;
  /** Words with a plainer one, each once. */
  readonly jargon: readonly { readonly word: string; readonly plain: string }[];
  /** Abbreviations without their long form. */
  readonly acronyms: readonly string[];
}

/** A text of fewer words has no grade worth telling. */
const GRADED_WORDS = 12;
/** From this grade on it is said. */
const HARD_GRADE = 12;
/** A sentence with more words is said to be long. */
const LONG_SENTENCE = 30;

const PLAIN: Readonly<Record<string, string>> = {
  utilize: "use",
  utilization: "use",
  leverage: "use",
  facilitate: "help",
  implement: "carry out",
  implementation: "carrying it out",
  operationalize: "carry out",
  optimize: "improve",
  incentivize: "reward",
  incentivise: "reward",
  prioritize: "put first",
  stakeholder: "people concerned",
  stakeholders: "people concerned",
  paradigm: "way of thinking",
  synergy: "working together",
  synergies: "working together",
  framework: "rules",
  landscape: "field",
  ecosystem: "field",
  modality: "kind of treatment",
  modalities: "kinds of treatment",
  reimbursement: "payment",
  utilisation: "use",
  beneficiary: "person covered",
  beneficiaries: "people covered",
  comorbidities: "other illnesses",
  comorbidity: "other illness",
  longitudinal: "over years",
  durability: "how long it lasts",
  amortization: "paying over years",
  amortize: "pay over years",
  adjudicate: "decide",
  methodology: "method",
  commence: "begin",
  endeavor: "try",
  subsequent: "later",
  granular: "detailed",
  impactful: "that changes something",
  holistic: "whole",
};

/** Abbreviations that need no explaining. */
const KNOWN: ReadonlySet<string> = new Set([
  "US",
  "USA",
  "UK",
  "EU",
  "OK",
  "TV",
  "PDF",
  "AM",
  "PM",
  "DNA",
  "AIDS",
  "HIV",
]);

/** Words of a text, as they stand. */
export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+(?:[’'-][\p{L}\p{N}]+)*/gu) ?? [];
}

/** Sentences of a text: what ends with a mark or a line. */
export function sentencesOf(text: string): string[] {
  const parts = text.split(/[.!?…]+(?=\s|$)|\n+/u).map((part) => part.trim());
  return parts.filter((part) => wordsOf(part).length > 0);
}

/** Syllables of an English word, as its vowels tell: groups of them, but for a silent ending. At least one. */
export function syllables(word: string): number {
  const letters = word.toLowerCase().replace(/[^a-z]/gu, "");
  if (letters.length <= 3) return 1;
  const spoken = letters
    .replace(/(?:[^laeiouy]es|[^dtaeiouy]ed|[^laeiouy]e)$/u, (end) => end.charAt(0))
    .replace(/^y/u, "");
  return Math.max(1, spoken.match(/[aeiouy]{1,2}/gu)?.length ?? 0);
}

/** The grade of Flesch and Kincaid: `0.39 · words/sentences + 11.8 · syllables/words − 15.59`; none without words. */
export function readingGrade(text: string): number | null {
  const words = wordsOf(text);
  const sentences = sentencesOf(text).length;
  if (words.length === 0 || sentences === 0) return null;
  const spoken = words.reduce((sum, word) => sum + syllables(word), 0);
  return 0.39 * (words.length / sentences) + 11.8 * (spoken / words.length) - 15.59;
}

/** Abbreviations that stand nowhere beside their long form: `FDA`, but not `Food and Drug Administration (FDA)`. */
export function unexplained(text: string): string[] {
  const found = new Set<string>();
  for (const [whole, name = ""] of text.matchAll(/(?<![\p{L}\p{N}-])(\p{Lu}[\p{Lu}\p{N}]{1,5})s?(?![\p{L}\p{N}])/gu)) {
    if (!KNOWN.has(name) && /\p{Lu}.*\p{Lu}/u.test(whole)) found.add(name);
  }
  const explained = (name: string) =>
    new RegExp(`[\\p{L}’'-]+\\s+\\(${name}s?\\)|${name}s?\\s+\\([^)]*\\s[^)]*\\)`, "u").test(text);
  return [...found].filter((name) => !explained(name));
}

/** Words of a text that have a plainer one, each once, in their order. */
export function jargonIn(text: string): { word: string; plain: string }[] {
  const seen = new Map<string, string>();
  for (const word of wordsOf(text)) {
    const plain = PLAIN[word.toLowerCase()];
    if (plain !== undefined && !seen.has(word.toLowerCase())) seen.set(word.toLowerCase(), plain);
  }
  return [...seen].map(([word, plain]) => ({ word, plain }));
}

/** What is worth telling of a statement, whose fields are read one after another. */
export function hintsOf(fields: readonly string[]): Hints {
  const text = fields.filter((field) => field.trim() !== "").join("\n");
  const grade = readingGrade(text);
  const longest = Math.max(0, ...sentencesOf(text).map((sentence) => wordsOf(sentence).length));
  const hard = grade !== null && wordsOf(text).length >= GRADED_WORDS && grade > HARD_GRADE;
  return {
    grade: hard ? Math.round(grade) : null,
    longest: longest > LONG_SENTENCE ? longest : null,
    jargon: jargonIn(text),
    acronyms: unexplained(text),
  };
}
