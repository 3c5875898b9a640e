// Asking for something that must happen once, over a network that may lose the answer: the same request goes out
// again, with the same ids and secret, until it is known what became of it. Kept for the tab, so that a reload in
// between does not make a second seat.

import type { Failure } from "../../room/api";
import type { Shelf } from "../../room/shelf";

/** Whether nobody knows what the server did with a request that failed so. */
export function isOpen(failure: Failure): boolean {
  return failure.code === "unreachable" || failure.code === "unexpected" || failure.code === "unavailable";
}

/** One thing that is asked for until it has an answer. */
export class Attempt<Wish extends object, Drawn extends object> {
  readonly #shelf: Shelf;
  readonly #name: string;
  readonly #draw: () => Drawn;

  /** `name` tells apart what is asked for; `draw` makes ids and secret. */
  constructor(shelf: Shelf, name: string, draw: () => Drawn) {
    this.#shelf = shelf;
    this.#name = `charrette/attempt/${name}`;
    this.#draw = draw;
  }

  /**
   * The request to send for a wish. While the fate of an earlier one is open, that one goes out again, whatever was
   * changed since: only so is it certain that not both of them happen.
   */
  next(wish: Wish): { request: Wish & Drawn; changed: boolean } {
    const open = this.#open();
    if (open)
      return {
        request: open,
        changed: Object.entries(wish).some(([key, value]) => !same(open[key as keyof Wish], value)),
      };
    const request = { ...wish, ...this.#draw() };
    this.#shelf.set(this.#name, JSON.stringify(request));
    return { request, changed: false };
  }

  /** What came of it is known. */
  settled(): void {
    this.#shelf.remove(this.#name);
  }

  #open(): (Wish & Drawn) | null {
    try {
      const kept: unknown = JSON.parse(this.#shelf.get(this.#name) ?? "null");
      return typeof kept === "object" && kept !== null ? (kept as Wish & Drawn) : null;
    } catch {
      return null;
    }
  }
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
