// What a page keeps in this browser about one workshop, by names; in memory where storage is blocked or full.

/** The part of the Web Storage interface that is used. */
export type ShelfStorage = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/** Names with texts. Nothing here throws. */
export class Shelf {
  readonly #storage: ShelfStorage | null;
  /** What the storage would not take; it wins over what the storage holds. */
  readonly #memory = new Map<string, string>();

  constructor(storage: ShelfStorage | null) {
    this.#storage = storage;
  }

  /** A text, if there is one by this name. */
  get(name: string): string | null {
    const kept = this.#memory.get(name);
    if (kept !== undefined) return kept;
    try {
      return this.#storage?.getItem(name) ?? null;
    } catch {
      return null;
    }
  }

  /** Keeps a text; says whether it will outlive the page. */
  set(name: string, text: string): boolean {
    try {
      if (this.#storage) {
        this.#storage.setItem(name, text);
        this.#memory.delete(name);
        return true;
      }
    } catch {
      // Full or blocked: this page at least does not forget.
    }
    this.#memory.set(name, text);
    return false;
  }

  /** Forgets a text. */
  remove(name: string): void {
    this.#memory.delete(name);
    try {
      this.#storage?.removeItem(name);
    } catch {
      // Blocked: then it was never there.
    }
  }

  /** All names that begin so, in no order. */
  names(prefix: string): string[] {
    const names = new Set([...this.#memory.keys()].filter((name) => name.startsWith(prefix)));
    try {
      const storage = this.#storage;
      for (let at = 0; storage && at < storage.length; at += 1) {
        const name = storage.key(at);
        if (name?.startsWith(prefix)) names.add(name);
      }
    } catch {
      // Blocked: memory is all there is.
    }
    return [...names];
  }
}

/** The shelf of this browser; `find` may throw where storage is blocked. */
export function openShelf(find: () => ShelfStorage | null): Shelf {
  try {
    return new Shelf(find());
  } catch {
    return new Shelf(null);
  }
}

/** The beginning of all names of one workshop. */
export const workshopPrefix = (workshop: string): string => `charrette/${workshop}/`;

/** The beginning of all names of one seat in a workshop. */
export const seatPrefix = (workshop: string, seat: string): string => `${workshopPrefix(workshop)}${seat}/`;
