// Marks of perspective groups: always a letter, a shape and an ink together, never the ink alone.

import { firstGrapheme } from "./graphemes";

/** Outlines, by name. The first five belong to the five groups that Charrette knows. */
export type GroupShape = "circle" | "square" | "diamond" | "hexagon" | "shield" | "triangle" | "pentagon" | "arch";

/** Inks of the tokens `--g-r` to `--g-p`; `quiet` is for what was folded into "other groups". */
export type GroupInk = "r" | "a" | "m" | "g" | "p" | "quiet";

/** What stands for a group on every surface. */
export interface GroupSign {
  letter: string;
  shape: GroupShape;
  ink: GroupInk;
}

/** The five groups of the templates, by the words in their names. */
const KNOWN: ReadonlyArray<{ names: readonly string[]; sign: GroupSign }> = [
  {
    names: ["research & development", "research and development", "research"],
    sign: { letter: "R", shape: "circle", ink: "r" },
  },
  { names: ["patient advocacy", "advocacy"], sign: { letter: "A", shape: "square", ink: "a" } },
  { names: ["market"], sign: { letter: "M", shape: "diamond", ink: "m" } },
  { names: ["government"], sign: { letter: "G", shape: "hexagon", ink: "g" } },
  { names: ["policy"], sign: { letter: "P", shape: "shield", ink: "p" } },
];

/** Groups under three voters and their companions: no letter of anyone. */
export const OTHER_GROUPS: GroupSign = { letter: "+", shape: "circle", ink: "quiet" };

/** New outlines first, so that a group of one's own looks least like a known one. */
const SHAPES: readonly GroupShape[] = [
  "triangle",
  "pentagon",
  "arch",
  "square",
  "circle",
  "hexagon",
  "diamond",
  "shield",
];
const INKS: readonly GroupInk[] = ["g", "a", "m", "r", "p"];

const plain = (name: string): string => name.normalize("NFC").trim().toLowerCase().replace(/\s+/gu, " ");

const known = (name: string): GroupSign | null => KNOWN.find(({ names }) => names.includes(plain(name)))?.sign ?? null;

/** FNV-1a, 32 bits: the same name gives the same mark on every device. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value;
}

/** Letters that could stand for a name: its initials first, then the rest of it, then the alphabet. */
function letters(name: string): string[] {
  const words = plain(name)
    .toUpperCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const inner = [...words.join("")].filter((character) => /[\p{L}\p{N}]/u.test(character));
  return [...words.map(firstGrapheme), ...inner, ..."ABCDEFGHJKLNOQRSTUVWXYZ"];
}

const alike = (one: GroupSign, other: GroupSign): boolean => one.shape === other.shape && one.ink === other.ink;

/**
 * Signs for the groups of one workshop, in the workshop's order. Known groups keep their sign; every other one
 * gets a letter, a shape and an ink by its name, moved on while an earlier group has the same.
 */
export function signsOf(names: readonly string[]): Map<string, GroupSign> {
  const signs = new Map<string, GroupSign>();
  for (const name of names) {
    const sign = known(name);
    if (sign) signs.set(name, sign);
  }
  for (const name of names) {
    if (signs.has(name)) continue;
    const taken = [...signs.values()];
    const letter = letters(name).find((one) => taken.every((sign) => sign.letter !== one)) ?? "?";
    const start = hash(plain(name));
    const all = SHAPES.length * INKS.length;
    let sign: GroupSign = { letter, shape: "triangle", ink: "g" };
    for (let step = 0; step < all; step += 1) {
      // Shapes turn fastest: two neighbours differ in outline before they differ in ink.
      const index = (start + step) % all;
      const candidate: GroupSign = {
        letter,
        shape: SHAPES[index % SHAPES.length] ?? "triangle",
        ink: INKS[Math.floor(index / SHAPES.length)] ?? "g",
      };
      if (taken.every((other) => !alike(candidate, other))) {
        sign = candidate;
        break;
      }
    }
    signs.set(name, sign);
  }
  return signs;
}

/** The sign of one group on its own; inside a workshop, take it from `signsOf`. */
export function signOf(name: string): GroupSign {
  return signsOf([name]).get(name) ?? OTHER_GROUPS;
}
