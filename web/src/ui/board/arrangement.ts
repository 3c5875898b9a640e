// A board as clustering sees it: which notes are in which cluster, which in none, and how healthy that is. Pure; one
// pass over the notes.

import type { ClusterId, NoteId } from "../../protocol.gen";
import type { RecordOf } from "../../room/records";
import type { NoteView } from "../../room/views";

/** Notes of one perspective group in a cluster. */
export interface GroupCount {
  readonly name: string;
  readonly count: number;
}

/** A cluster with what is in it. */
export interface ClusterView {
  readonly id: ClusterId;
  /** Its name; empty = not named yet. */
  readonly name: string;
  /** What a change of the name is based on. */
  readonly nameVersion: number;
  readonly notes: readonly NoteView[];
  /** Most notes first; groups without any are left out. */
  readonly mix: readonly GroupCount[];
}

/** All notes of a board, in clusters and in none. */
export interface Arrangement {
  readonly clusters: readonly ClusterView[];
  readonly byId: ReadonlyMap<ClusterId, ClusterView>;
  /** Notes in no cluster, column by column. */
  readonly unplaced: readonly NoteView[];
  /** Notes in all. */
  readonly total: number;
  /** Every note by its id. */
  readonly notes: ReadonlyMap<NoteId, NoteView>;
}

/** The group of a note's author, as far as the viewer may know it. */
export function groupOf(note: Pick<NoteView, "by">): string | null {
  return note.by.signed === "nobody" ? null : note.by.group;
}

/** Counts groups, most notes first, and equal ones in the order of `order` (the workshop's). */
export function mixOf(notes: readonly Pick<NoteView, "by">[], order: readonly string[]): GroupCount[] {
  const counts = new Map<string, number>();
  for (const note of notes) {
    const group = groupOf(note);
    if (group !== null) counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  const place = (name: string): number => (order.indexOf(name) + order.length + 1) % (order.length + 1);
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((one, other) => other.count - one.count || place(one.name) - place(other.name));
}

/** Whether a note takes part in clustering: everybody sees it, and it is not deleted. */
export function isArrangeable(note: NoteView): boolean {
  return note.hidden === null && !note.deleted;
}

/**
 * Sorts a board's notes into its clusters. `notes` are those of the board in their order, `columns` its columns in
 * theirs: notes in no cluster are listed column by column.
 */
export function arrange(
  notes: Iterable<NoteView>,
  clusters: readonly RecordOf<"cluster">[],
  columns: readonly { readonly id: string }[],
  groups: readonly string[],
): Arrangement {
  const inCluster = new Map<ClusterId, NoteView[]>(clusters.map(({ id }) => [id, []]));
  const inColumn = new Map<string, NoteView[]>(columns.map(({ id }) => [id, []]));
  const elsewhere: NoteView[] = [];
  const byNote = new Map<NoteId, NoteView>();
  for (const note of notes) {
    if (!isArrangeable(note)) continue;
    byNote.set(note.id, note);
    const held = note.cluster === null ? undefined : inCluster.get(note.cluster);
    // A cluster that is not known (yet) must not make a note vanish.
    (held ?? inColumn.get(note.column) ?? elsewhere).push(note);
  }
  const views = clusters.map(({ id, name, name_version }): ClusterView => {
    const held = inCluster.get(id) ?? [];
    return { id, name, nameVersion: name_version, notes: held, mix: mixOf(held, groups) };
  });
  return {
    clusters: views,
    byId: new Map(views.map((view) => [view.id, view])),
    unplaced: [...[...inColumn.values()].flat(), ...elsewhere],
    total: byNote.size,
    notes: byNote,
  };
}
