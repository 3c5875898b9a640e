// Commands without an answer, kept until they have one: a reload, a crash or a closed tab loses none. A tab owns
// what it queued; what a closed tab left behind, another adopts. Sending twice does no harm: the id is the same.

import type { CommandMessage, MemberId } from "../protocol.gen";
import { type Shelf, seatPrefix, workshopPrefix } from "./shelf";

/** A command without an answer. */
export interface Pending {
  /** Orders the commands of a browser as they were given. */
  readonly order: number;
  readonly message: CommandMessage;
}

interface Kept extends Pending {
  readonly name: string;
  readonly tab: string;
}

/** How often a tab shows that it lives, ms. */
export const BEAT_EVERY_MS = 5_000;
/** A tab that did not show that it lives for this time is gone, ms. Hidden tabs beat late; being taken for gone is harmless. */
export const GONE_AFTER_MS = 30_000;

/** What a tab needs to know of itself. */
export interface Tab {
  /** Its id, the same after a reload. */
  readonly id: string;
  /** The clock, ms since 1970: other tabs compare with it. */
  now(): number;
}

function readKept(name: string, text: string | null): Kept | null {
  try {
    const { tab, order, message } = JSON.parse(text ?? "null") as Partial<Kept>;
    if (typeof tab !== "string" || typeof order !== "number") return null;
    if (typeof message?.id !== "string" || typeof message.body?.type !== "string") return null;
    return { name, tab, order, message };
  } catch {
    return null;
  }
}

/** The unanswered commands of one seat, as far as this tab answers for them. */
export class PendingCommands {
  readonly #shelf: Shelf;
  readonly #workshop: string;
  readonly #prefix: string;
  readonly #tab: Tab;
  readonly #mine = new Map<string, Kept>();
  #last = 0;

  constructor(shelf: Shelf, workshop: string, seat: string, tab: Tab) {
    this.#shelf = shelf;
    this.#workshop = workshop;
    this.#prefix = seatPrefix(workshop, seat);
    this.#tab = tab;
    this.beat();
    for (const kept of this.#found(`${this.#prefix}pending/`)) {
      // The clock alone would not do: it may have been set back since, or not have moved.
      this.#last = Math.max(this.#last, kept.order);
      if (kept.tab === tab.id) this.#mine.set(kept.name, kept);
    }
  }

  /** What this tab answers for, in order. */
  list(): Pending[] {
    return [...this.#mine.values()].sort((one, other) => one.order - other.order);
  }

  /** Keeps a command before it is sent; says whether it will outlive the page. */
  add(message: CommandMessage): { pending: Pending; durable: boolean } {
    this.#last = Math.max(this.#last + 1, this.#tab.now() * 1_000);
    const pending = { order: this.#last, message };
    const name = `${this.#prefix}pending/${message.id}`;
    this.#mine.set(name, { ...pending, name, tab: this.#tab.id });
    return { pending, durable: this.#shelf.set(name, JSON.stringify({ ...pending, tab: this.#tab.id })) };
  }

  /** Forgets a command: it has its answer. */
  remove(id: string): void {
    for (const [name, kept] of this.#mine) {
      if (kept.message.id !== id) continue;
      this.#mine.delete(name);
      this.#shelf.remove(name);
    }
  }

  /**
   * Takes over what closed tabs left behind, of this seat or of others of the same people in this browser (who came
   * back through another link). Says whether there was anything.
   */
  adopt(members: readonly MemberId[]): boolean {
    const living = new Set<string>();
    let adopted = false;
    for (const kept of this.#found(workshopPrefix(this.#workshop))) {
      if (this.#mine.has(kept.name) || !/\/pending\/[^/]*$/u.test(kept.name)) continue;
      const speaker = kept.message.as;
      const ours = kept.name.startsWith(this.#prefix) || (speaker !== null && members.includes(speaker));
      if (!ours || living.has(kept.tab)) continue;
      if (this.#lives(kept)) {
        living.add(kept.tab);
        continue;
      }
      this.#shelf.set(kept.name, JSON.stringify({ order: kept.order, message: kept.message, tab: this.#tab.id }));
      this.#mine.set(kept.name, { ...kept, tab: this.#tab.id });
      adopted = true;
    }
    return adopted;
  }

  /** Shows other tabs that this one lives. */
  beat(): void {
    this.#shelf.set(`${this.#prefix}tab/${this.#tab.id}`, String(this.#tab.now()));
  }

  /** The tab closes: others need not wait until it counts as gone. */
  leave(): void {
    this.#shelf.remove(`${this.#prefix}tab/${this.#tab.id}`);
  }

  #lives(kept: Kept): boolean {
    if (kept.tab === this.#tab.id) return false; // ours from before a reload
    const prefix = kept.name.slice(0, kept.name.lastIndexOf("/pending/"));
    const name = `${prefix}/tab/${kept.tab}`;
    const at = Number(this.#shelf.get(name) ?? Number.NaN);
    const age = this.#tab.now() - at;
    // A beat from the future was written before the clock was set back, and shows nothing.
    if (age > -GONE_AFTER_MS && age < GONE_AFTER_MS) return true;
    this.#shelf.remove(name);
    return false;
  }

  #found(prefix: string): Kept[] {
    return this.#shelf
      .names(prefix)
      .filter((name) => name.includes("/pending/"))
      .map((name) => readKept(name, this.#shelf.get(name)))
      .filter((kept) => kept !== null);
  }
}

/** The id of this tab, kept for its lifetime where the browser allows it. */
export function tabId(session: Shelf, draw: () => string): string {
  const known = session.get("charrette/tab");
  if (known) return known;
  const id = draw();
  session.set("charrette/tab", id);
  return id;
}
