// Which notes are set on a wall, which no seat needs to know.

/** Up to so many characters a note is set in full at a size that reads from ten metres. */
export const WALL_LENGTH = 110;

/** The notes short enough for a wall; where there are none, the shortest of all. */
export function shortest<Note extends { readonly text: string }>(notes: readonly Note[]): readonly Note[] {
  const short = notes.filter(({ text }) => text.length <= WALL_LENGTH);
  if (short.length > 0) return short;
  return [...notes].sort((one, other) => one.text.length - other.text.length).slice(0, 1);
}
