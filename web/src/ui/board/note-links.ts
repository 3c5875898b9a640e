// How the notes of an iceberg hang together: what each of them is linked to, what a link may lead to, and the thread from
// depth to depth that a wall shows. Pure.

import type { BoardId, LinkKind, NoteId } from "../../protocol.gen";
import type { RecordOf } from "../../room/records";
import type { NoteView } from "../../room/views";
import type { Depth } from "./iceberg";

/** The ways in which notes hang together. */
export const LINK_KINDS: readonly LinkKind[] = ["sign_of", "driven_by", "raises"];

/** A link, seen from one of its notes. */
export interface Linked {
  readonly id: RecordOf<"link">["id"];
  readonly says: LinkKind;
  /** Whether it goes out from this note; else it comes in. */
  readonly out: boolean;
  readonly other: NoteView;
}

/** The links of every note, in the order of the depths; those with a note that is not to be read are left out. */
export function linksOf(
  links: Iterable<RecordOf<"link">>,
  board: BoardId,
  lists: readonly Depth[],
): ReadonlyMap<NoteId, readonly Linked[]> {
  const notes = new Map(lists.flatMap(({ notes }) => notes).map((note) => [note.id, note]));
  const places = new Map([...notes.keys()].map((id, place) => [id, place]));
  const found = new Map<NoteId, Linked[]>();
  const add = (note: NoteId, linked: Linked) => found.set(note, [...(found.get(note) ?? []), linked]);
  for (const { id, board: on, from, to, says } of links) {
    const [one, other] = [notes.get(from), notes.get(to)];
    if (on !== board || !one || !other) continue;
    add(from, { id, says, out: true, other });
    add(to, { id, says, out: false, other: one });
  }
  const place = ({ other }: Linked) => places.get(other.id) ?? 0;
  for (const all of found.values()) all.sort((one, other) => place(one) - place(other) || (one.id < other.id ? -1 : 1));
  return found;
}

/** What a note may be linked to, by depth: what lies beneath it first, then what lies above, then its own depth. */
export function targetsOf(lists: readonly Depth[], note: NoteView): Depth[] {
  const at = lists.findIndex(({ column }) => column.id === note.column);
  const beneath = lists.slice(at + 1);
  const above = lists.slice(0, Math.max(0, at)).reverse();
  const own = at < 0 ? [] : lists.slice(at, at + 1);
  return [...beneath, ...above, ...own]
    .map(({ column, notes }) => ({ column, notes: notes.filter(({ id }) => id !== note.id) }))
    .filter(({ notes }) => notes.length > 0);
}

/** The way in which most links from a depth read: what can be seen is a sign of something, the rest is driven by it. */
export const usualKind = (lists: readonly Depth[], note: NoteView): LinkKind =>
  lists[0]?.column.id === note.column ? "sign_of" : "driven_by";

const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Whether a text has all the words that were typed, or their beginnings. */
export function says(text: string, typed: string): boolean {
  const said = plain(text).split(/[^\p{L}\p{N}]+/u);
  return plain(typed)
    .split(/[^\p{L}\p{N}]+/u)
    .every((part) => said.some((word) => word.startsWith(part)));
}

/** A note of the thread, and how it hangs together with the next one beneath. */
export interface Strand {
  readonly note: NoteView;
  /** None: it is the lowest. */
  readonly down: Linked | null;
}

/**
 * The longest thread of links that goes down the depths, a note a depth; of threads of one length, the one that begins
 * highest and first. Only of notes that `fits` takes. Empty without two notes that hang together so.
 */
export function threadOf(
  lists: readonly Depth[],
  links: ReadonlyMap<NoteId, readonly Linked[]>,
  fits: (note: NoteView) => boolean,
): readonly Strand[] {
  const depths = new Map(lists.flatMap(({ notes }, depth) => notes.map(({ id }) => [id, depth] as const)));
  const best = new Map<NoteId, readonly Strand[]>();
  let longest: readonly Strand[] = [];
  for (let depth = lists.length - 1; depth >= 0; depth -= 1) {
    // From the last to the first, so that of equals the first stays.
    for (const note of [...(lists[depth]?.notes ?? [])].reverse().filter(fits)) {
      let strands: readonly Strand[] = [{ note, down: null }];
      for (const down of links.get(note.id) ?? []) {
        const beneath = best.get(down.other.id);
        if (!beneath || (depths.get(down.other.id) ?? 0) <= depth || beneath.length < strands.length) continue;
        strands = [{ note, down }, ...beneath];
      }
      best.set(note.id, strands);
      if (strands.length > 1 && strands.length >= longest.length) longest = strands;
    }
  }
  return longest;
}
