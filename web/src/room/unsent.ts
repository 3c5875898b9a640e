// What somebody typed and the server does not have: shown when their seat has ended, since nothing else will send it.

import { type Shelf, seatPrefix } from "./shelf";

/** The parts of a command in which people's words stand. */
const WORDS = ["text", "name", "title", "reason", "reasons", "remark"];
/** Numbers, ids and keys are nobody's words. */
const NO_WORDS = /^(?:\d*|[\w-]{22}|[\w-]{43})$/u;

function typed(value: unknown): string[] {
  if (typeof value === "string") return NO_WORDS.test(value.trim()) ? [] : [value.trim()];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(typed) : [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The texts of one seat that were begun or sent without an answer, each once. */
export function unsentTexts(shelf: Shelf, workshop: string, seat: string): string[] {
  const prefix = seatPrefix(workshop, seat);
  const texts = shelf.names(prefix).flatMap((name) => {
    const kept = shelf.get(name) ?? "";
    if (name.startsWith(`${prefix}draft/`)) return typed(parsed(kept)).join("\n");
    if (!name.startsWith(`${prefix}pending/`)) return [];
    const { message } = parsed(kept) as { message?: { body?: Record<string, unknown> } };
    return WORDS.flatMap((part) => typed(message?.body?.[part])).join("\n");
  });
  return [...new Set(texts.filter((text) => text !== ""))];
}
