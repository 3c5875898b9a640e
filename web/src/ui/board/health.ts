// How far the clustering of a board is, for facilitators. Pure; apart, since no seat needs it.

import type { Arrangement, ClusterView } from "./arrangement";

/** How far and how evenly a board is clustered. */
export interface Health {
  readonly unplaced: number;
  readonly total: number;
  /** The largest cluster; none while no cluster has a note. */
  readonly largest: { readonly name: string; readonly count: number; readonly share: number } | null;
  /** Clusters with one note. */
  readonly singletons: number;
  /** Clusters without a name. */
  readonly unnamed: number;
}

/** A cluster with more than this share of all notes says too little about any of them. */
export const LARGEST_SHARE = 0.3;

/** The state of a board in four figures, for facilitators. */
export function healthOf({ clusters, unplaced, total }: Arrangement): Health {
  let largest: ClusterView | null = null;
  for (const cluster of clusters) {
    if (cluster.notes.length > (largest?.notes.length ?? 0)) largest = cluster;
  }
  return {
    unplaced: unplaced.length,
    total,
    largest: largest && {
      name: largest.name,
      count: largest.notes.length,
      share: total === 0 ? 0 : largest.notes.length / total,
    },
    singletons: clusters.filter(({ notes }) => notes.length === 1).length,
    unnamed: clusters.filter(({ name }) => name === "").length,
  };
}
