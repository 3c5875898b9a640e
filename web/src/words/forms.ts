// Numbers and lists in English sentences; what the parts of the catalogue share.

/** `1 note`, `3 notes`: a number with the right form of its noun. */
export function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** The right form of a noun or verb alone. */
export function form(number: number, one: string, many: string): string {
  return number === 1 ? one : many;
}

const joined = (items: readonly string[], word: string): string => {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} ${word} ${last}`;
};

/** `a`, `a and b`, `a, b and c`. */
export function list(items: readonly string[]): string {
  return joined(items, "and");
}

/** `a`, `a or b`, `a, b or c`. */
export function choice(items: readonly string[]): string {
  return joined(items, "or");
}

const SMALL = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"];

/** A number at the beginning of a sentence: `Three`, and digits from 13 on. */
export function opening(number: number): string {
  return SMALL[number] ?? String(number);
}
