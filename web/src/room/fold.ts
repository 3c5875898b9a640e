// Folding what the server sends into the records a screen holds. Pure, without imports that remain at run time:
// `scripts/fold.mjs` runs this very file against random histories of the server.

import type { Changes, RecordKind, Record as RoomRecord } from "../protocol.gen";

/** Names a record: `note/MDEyMzQ1Njc4OWFiY2RlZg`. */
export type Key = `${RecordKind}/${string}`;

/** A record with its revision, 16 hexadecimal digits. */
export interface Held {
  readonly rev: string;
  readonly record: RoomRecord;
}

/** What a frame changed; only what really differs. */
export interface Difference {
  readonly put: ReadonlyMap<Key, Held>;
  readonly drop: ReadonlySet<Key>;
}

/** How many buckets a digest has (`BUCKETS` of the protocol; a test compares them). */
export const FOLD_BUCKETS = 64;

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** The name of a record. */
export function keyOf(record: { kind: RecordKind; id: string }): Key {
  return `${record.kind}/${record.id}`;
}

/** The bucket of an id: its first six bits, which are its first character. */
export function bucketOf(id: string): number {
  return ALPHABET.indexOf(id.charAt(0));
}

const bucketOfKey = (key: Key): number => bucketOf(key.slice(key.indexOf("/") + 1));

/** An answer of several pages, as far as it has come. */
class Pages {
  readonly put = new Map<Key, Held>();
  readonly drop = new Set<Key>();
  readonly replace = new Set<number>();

  add(changes: Changes): void {
    for (const { kind, id } of changes.drop) {
      const key = keyOf({ kind, id });
      this.put.delete(key);
      this.drop.add(key);
    }
    for (const { rev, record } of changes.put) {
      const key = keyOf(record);
      this.drop.delete(key);
      this.put.set(key, { rev, record });
    }
    for (const bucket of changes.replace ?? []) this.replace.add(bucket);
  }
}

/** The records a screen holds. */
export class Fold {
  readonly #held = new Map<Key, Held>();
  /** Two 32-bit halves for each bucket: JavaScript's numbers have no 64 bits. */
  readonly #digest = new Uint32Array(FOLD_BUCKETS * 2);
  #pages: Pages | null = null;

  /** All records, by name. */
  get held(): ReadonlyMap<Key, Held> {
    return this.#held;
  }

  /** Takes in a frame. Nothing while further pages of the same answer are to come: it is applied at once, with the last. */
  apply(changes: Changes): Difference | null {
    const pages = this.#pages ?? new Pages();
    pages.add(changes);
    if (changes.more) {
      this.#pages = pages;
      return null;
    }
    this.#pages = null;
    return this.#settle(pages);
  }

  /** Forgets pages of an answer that will not be finished: the connection they came by is gone. */
  interrupt(): void {
    this.#pages = null;
  }

  /** The fingerprint of what is held, as the server computes it: 1,024 hexadecimal digits. */
  digest(): string {
    let text = "";
    for (const half of this.#digest) text += half.toString(16).padStart(8, "0");
    return text;
  }

  #settle(pages: Pages): Difference {
    const drop = new Set<Key>();
    const put = new Map<Key, Held>();
    for (const key of pages.drop) if (this.#held.has(key)) drop.add(key);
    if (pages.replace.size > 0) {
      for (const key of this.#held.keys()) {
        if (pages.replace.has(bucketOfKey(key)) && !pages.put.has(key)) drop.add(key);
      }
    }
    for (const [key, held] of pages.put) if (this.#held.get(key)?.rev !== held.rev) put.set(key, held);
    for (const key of drop) this.#remove(key);
    for (const [key, held] of put) {
      this.#remove(key);
      this.#held.set(key, held);
      this.#toggle(key, held.rev);
    }
    return { put, drop };
  }

  #remove(key: Key): void {
    const old = this.#held.get(key);
    if (!old) return;
    this.#held.delete(key);
    this.#toggle(key, old.rev);
  }

  #toggle(key: Key, rev: string): void {
    const at = bucketOfKey(key) * 2;
    const digest = this.#digest;
    digest[at] = (digest[at] ?? 0) ^ Number.parseInt(rev.slice(0, 8), 16);
    digest[at + 1] = (digest[at + 1] ?? 0) ^ Number.parseInt(rev.slice(8), 16);
  }
}
