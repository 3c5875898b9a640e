// What a ballot would be frozen from, looked at before it opens. Pure; hints only.

import type { ClusterId, OptionId } from "../../protocol.gen";
import { isTerse } from "../board/naming";

/** More options than these are not read to the end. */
export const OPTIONS_SOFT_MOST = 15;

/** A cluster as it would become an option. */
export interface Candidate {
  readonly id: ClusterId | OptionId;
  readonly name: string;
}

/** What one should know before freezing the options. */
export interface Preview {
  /** Clusters with a name: these can be voted on. */
  readonly named: readonly Candidate[];
  /** How many have none. */
  readonly unnamed: number;
  /** How many names are shorter than a sentence. */
  readonly terse: number;
  /** Names that more than one cluster has. */
  readonly alike: readonly string[];
  /** Whether there are too many to read. */
  readonly many: boolean;
}

/** Looks at the clusters a ballot would take its options from. */
export function previewOf(clusters: readonly Candidate[]): Preview {
  const named = clusters.filter(({ name }) => name.trim() !== "");
  const seen = new Map<string, number>();
  const key = (name: string): string => name.normalize("NFC").trim().toLowerCase().replace(/\s+/gu, " ");
  for (const { name } of named) seen.set(key(name), (seen.get(key(name)) ?? 0) + 1);
  const alike = new Map<string, string>();
  for (const { name } of named) if ((seen.get(key(name)) ?? 0) > 1) alike.set(key(name), name);
  return {
    named,
    unnamed: clusters.length - named.length,
    terse: named.filter(({ name }) => isTerse(name)).length,
    alike: [...alike.values()],
    many: named.length > OPTIONS_SOFT_MOST,
  };
}
