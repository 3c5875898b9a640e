// Putting a ballot together: which options, whether two of them read alike, how many dots each person gets.

import type {
  ClusterId,
  EntryId,
  NewOption,
  NoteId,
  OptionId,
  OptionSource,
  StatementId,
  TableId,
} from "../../protocol.gen";

/** An option before the ballot is opened. */
export interface Candidate {
  /** Its key in lists; the option's id once the ballot opens. */
  readonly option: OptionId;
  readonly source: OptionSource;
  /** Its words, as far as they are known here; the server copies its own. */
  readonly label: string;
  /** Notes it stands for. */
  readonly notes: number;
}

/**
 * Tables with people of which nothing is on a ballot about statements: those that saved none, and those whose statements
 * were left out.
 */
export function tablesLeftOut(
  tables: readonly { readonly id: TableId; readonly name: string }[],
  people: readonly { readonly table: TableId | null }[],
  statements: readonly { readonly id: StatementId; readonly table: TableId | null; readonly label: string }[],
  picked: ReadonlySet<StatementId>,
): { empty: string[]; left: string[] } {
  const empty: string[] = [];
  const left: string[] = [];
  for (const { id, name } of tables) {
    if (!people.some(({ table }) => table === id)) continue;
    const own = statements.filter(({ table, label }) => table === id && label !== "");
    if (own.length === 0) empty.push(name);
    else if (!own.some((one) => picked.has(one.id))) left.push(name);
  }
  return { empty, left };
}

/** Dots a person has by default: a quarter of the options, 3 to 8, never more than half of them. */
export function defaultBudget(options: number): number {
  const quarter = Math.floor((options + 2) / 4);
  return Math.max(1, Math.min(Math.max(3, Math.min(8, quarter)), Math.floor(options / 2)));
}

/** The most dots a person can have: the cap on every option, and 50 in all. */
export function mostDots(options: number, cap: number): number {
  return Math.min(50, options * cap);
}

const SMALL_WORDS = new Set(
  "a an and are as at be by for from has have in into is it its not of on or that the their them they this to was we what who will with".split(
    " ",
  ),
);

/** The words that carry a label, lower case, without endings that only count or conjugate. */
function carrying(label: string): Set<string> {
  const found = label
    .normalize("NFC")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  const kept = (found ?? []).filter((word) => !SMALL_WORDS.has(word));
  return new Set(kept.map((word) => (word.length > 4 ? word.replace(/(?:ies|es|s|ed|ing)$/u, "") : word)));
}

/** How alike two labels read, 0 to 1: the share of carrying words they have in common. */
export function likeness(one: string, other: string): number {
  return share(carrying(one), carrying(other));
}

function share(first: ReadonlySet<string>, second: ReadonlySet<string>): number {
  if (first.size === 0 || second.size === 0) return 0;
  let common = 0;
  for (const word of first) if (second.has(word)) common += 1;
  // Against the smaller: "Access" inside "Access for families" splits votes as much as a twin does.
  const contained = common / Math.min(first.size, second.size);
  const shared = common / (first.size + second.size - common);
  return Math.max(shared, common >= 2 ? contained * 0.8 : 0);
}

/** From this on two labels are shown as alike. */
export const ALIKE = 0.6;

/** Labels as the server compares them: the same words, whatever their case and spaces. */
const plain = (label: string): string => label.normalize("NFC").trim().toLowerCase().replace(/\s+/gu, " ");

/** Two options that read alike. `same`: the server refuses them both. */
export interface Alike {
  readonly one: number;
  readonly other: number;
  readonly same: boolean;
}

/** Pairs of labels that read alike, by their places from 1. */
export function alikePairs(labels: readonly string[]): Alike[] {
  const read = labels.map((label) => ({ plain: plain(label), carrying: carrying(label) }));
  return read.flatMap((one, at) =>
    read.slice(at + 1).flatMap((other, further): Alike[] => {
      const same = one.plain === other.plain && one.plain !== "";
      const alike = same || share(one.carrying, other.carrying) >= ALIKE;
      return alike ? [{ one: at + 1, other: at + further + 2, same }] : [];
    }),
  );
}

/** Why a ballot cannot be opened with these options; none = it can. */
export type Obstacle = "few" | "unnamed" | "same" | null;

/** Checks what the server would refuse, so that words come before the try. */
export function obstacle(candidates: readonly Candidate[]): Obstacle {
  if (candidates.length < 2) return "few";
  if (candidates.some(({ label }) => label.trim() === "")) return "unnamed";
  if (alikePairs(candidates.map(({ label }) => label)).some(({ same }) => same)) return "same";
  return null;
}

/** The options as the command takes them. */
export function asOptions(candidates: readonly Candidate[]): NewOption[] {
  return candidates.map(({ option, source }) => ({ option, source }));
}

/** Something that an option can stand for. */
export interface Source {
  readonly cluster?: ClusterId;
  readonly note?: NoteId;
  readonly entry?: EntryId;
  readonly statement?: StatementId;
}

/** Whether an option stands for this cluster, note, entry or statement. */
export function isOf(candidate: Candidate, what: Source): boolean {
  const { source } = candidate;
  if (source.from === "cluster") return source.cluster === what.cluster;
  if (source.from === "statement") return source.statement === what.statement;
  if (source.from === "entry") return source.entry === what.entry;
  return source.from === "note" && source.note === what.note;
}

/** A list with one thing moved by a place. */
export function moved<Thing>(list: readonly Thing[], from: number, by: -1 | 1): Thing[] {
  const to = from + by;
  const [thing] = list.slice(from, from + 1);
  if (thing === undefined || to < 0 || to >= list.length) return [...list];
  const rest = list.filter((_, index) => index !== from);
  return [...rest.slice(0, to), thing, ...rest.slice(to)];
}
