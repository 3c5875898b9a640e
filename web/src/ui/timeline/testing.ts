// What the tests of the timeline look at: the sample workshop's history, and any number of others that a seed gives.

import { readFileSync } from "node:fs";
import type { Dated } from "./bands";
import { dayAfter, daysIn, firstDay, toStored } from "./days";
import type { WallEntry } from "./wall";

/** Numbers from 0 to 1 that a seed always gives (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface Row extends WallEntry {
  detail: string;
}

/** Rows of a CSV file, by the names in its header. */
export function rows(path: string): Record<string, string>[] {
  const text = readFileSync(new URL(path, import.meta.url), "utf8");
  const table: string[][] = [[""]];
  let quoted = false;
  for (const [index, character] of [...text].entries()) {
    const row = table.at(-1) ?? [];
    if (character === '"') {
      if (quoted && text[index + 1] !== '"') quoted = false;
      else if (!quoted) quoted = true;
    } else if (character === "," && !quoted) row.push("");
    else if (character === "\n" && !quoted) table.push([""]);
    else row[row.length - 1] += character;
  }
  const [head = [], ...rest] = table;
  return rest
    .filter((row) => row.length === head.length)
    .map((row) => Object.fromEntries(head.map((name, column) => [name, row[column] ?? ""])));
}

export const sample: Row[] = rows("../../../../rehearsal/sample/timeline.csv").map((row, index) => ({
  id: `e${index}`,
  lane: row.lane ?? "",
  alsoIn: (row.also_in ?? "").split(";").filter(Boolean),
  start: row.date ?? "",
  end: row.end_date || null,
  title: row.title ?? "",
  detail: row.detail ?? "",
  weight: (row.why_it_matters ? 2 : 0) + (row.also_in ? 1 : 0),
}));
export const eras: Dated[] = rows("../../../../rehearsal/sample/eras.csv").map((row) => ({
  id: row.name ?? "",
  start: row.start ?? "",
  end: row.end || null,
}));
export const LANES = ["cell_therapy", "gene_therapy", "policy"];

/** Entries in date order, anywhere from the year 1 to 9999 but mostly crowded. */
export function anyEntries(seed: number): Row[] {
  const next = random(seed);
  const count = Math.floor(next() * 90);
  const first = next() < 0.1 ? 1 + Math.floor(next() * 9_000) : 1_930;
  const entries = Array.from({ length: count }, (_, index): Row => {
    const year = Math.min(9_990, first + Math.floor(next() ** 0.4 * 95));
    const month = 1 + Math.floor(next() * 12);
    const day = 1 + Math.floor(next() * daysIn(year, month));
    const known = next();
    const start = toStored({ year, month: known < 0.3 ? null : month, day: known < 0.6 ? null : day });
    const end = next() < 0.15 ? toStored({ year: year + Math.floor(next() * 9), month: 12, day: null }) : null;
    const lane = LANES[Math.floor(next() * LANES.length)] ?? "";
    const words = "approval of the first therapy given to an infant in a trial".split(" ");
    return {
      id: `e${index}`,
      lane,
      alsoIn: next() < 0.2 ? LANES.filter((other) => other !== lane).slice(0, 1) : [],
      start,
      end: end !== null && dayAfter(end) > firstDay(start) ? end : null,
      title: words.slice(0, 1 + Math.floor(next() * words.length)).join(" "),
      detail: "",
      weight: Math.floor(next() * 4),
    };
  });
  return entries.sort((one, other) => firstDay(one.start) - firstDay(other.start));
}

export function anyEras(seed: number): Dated[] {
  const next = random(seed * 7 + 1);
  return Array.from({ length: Math.floor(next() * 7) }, (_, index) => {
    const start = 1_930 + Math.floor(next() * 80);
    return {
      id: `era${index}`,
      start: String(start),
      end: next() < 0.2 ? null : String(start + Math.floor(next() * 30)),
    };
  });
}

export const SEEDS = Array.from({ length: 120 }, (_, seed) => seed);
