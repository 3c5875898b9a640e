// Keys that prove who wrote an anonymous note. The server knows only their hashes, so this browser is the only
// place where author and note still meet.

import type { CommentId, EntryId, NoteId } from "../protocol.gen";
import { newSecret } from "./ids";
import { type Shelf, seatPrefix } from "./shelf";

/** At most so many keys are presented, the newest (`EDIT_KEYS` of the server): a hello has to fit into one message. */
export const KEYS_PRESENTED = 500;

/** The keys of one seat. Not shared between the seats of a browser: a wall beside a seat must show none of its notes. */
export class EditKeys {
  readonly #shelf: Shelf;
  readonly #prefix: string;
  readonly #now: () => number;
  /** Ids known to have a key: asked for every note on the screen. */
  readonly #items = new Set<string>();

  constructor(shelf: Shelf, workshop: string, seat: string, now: () => number) {
    this.#shelf = shelf;
    this.#prefix = `${seatPrefix(workshop, seat)}key/`;
    this.#now = now;
    for (const name of shelf.names(this.#prefix)) this.#items.add(name.slice(this.#prefix.length));
  }

  /** A new key for a note, entry or comment that is about to be posted; kept before it is sent. */
  make(item: NoteId | EntryId | CommentId): string {
    const key = newSecret();
    this.#shelf.set(this.#prefix + item, JSON.stringify({ key, at: this.#now() }));
    this.#items.add(item);
    return key;
  }

  /** The key of a note or entry, if it was written anonymously here. */
  of(item: NoteId | EntryId | CommentId): string | null {
    return this.#read(this.#prefix + item)?.key ?? null;
  }

  /** Whether a note or entry was written anonymously here. */
  has(item: string): boolean {
    return this.#items.has(item);
  }

  /** The keys to present, the newest first: of too many, a server takes the first. */
  all(): string[] {
    return this.#shelf
      .names(this.#prefix)
      .map((name) => this.#read(name))
      .filter((kept) => kept !== null)
      .sort((one, other) => other.at - one.at)
      .slice(0, KEYS_PRESENTED)
      .map(({ key }) => key);
  }

  #read(name: string): { key: string; at: number } | null {
    try {
      const { key, at } = JSON.parse(this.#shelf.get(name) ?? "null") as { key?: unknown; at?: unknown };
      if (typeof key !== "string" || !/^[A-Za-z0-9_-]{43}$/u.test(key)) return null;
      return { key, at: typeof at === "number" ? at : 0 };
    } catch {
      return null;
    }
  }
}
