// Which notes are set on a wall, which no seat needs to know.

import type { NoteId } from "../../protocol.gen";
import { type Depth, groupOf, samples } from "./iceberg";
import { type Linked, type Strand, threadOf } from "./note-links";

/** Up to so many characters a note is set in full at a size that reads from ten metres. */
export const WALL_LENGTH = 110;

/** A note of a thread has two lines, so that how it leads to the next has room between them. */
export const THREAD_LENGTH = 84;

/** The notes short enough for a wall; where there are none, the shortest of all. */
export function shortest<Note extends { readonly text: string }>(notes: readonly Note[]): readonly Note[] {
  const short = notes.filter(({ text }) => text.length <= WALL_LENGTH);
  if (short.length > 0) return short;
  return [...notes].sort((one, other) => one.text.length - other.text.length).slice(0, 1);
}

/** From each depth the note that speaks for it: that of the longest thread, else one voice; none where nobody spoke. */
export function voicesOf(lists: readonly Depth[], links: ReadonlyMap<NoteId, readonly Linked[]>): (Strand | null)[] {
  const thread = threadOf(lists, links, ({ text }) => text.length <= THREAD_LENGTH);
  return lists.map(({ column, notes }) => {
    const strand = thread.find(({ note }) => note.column === column.id);
    if (strand) return strand;
    const [note] = samples(shortest(notes), 1, groupOf);
    return note ? { note, down: null } : null;
  });
}
