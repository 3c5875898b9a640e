// Whoever waits for an answer learns soon that none comes: a network that dies in silence keeps its socket open for
// half a minute, and all that time "waiting to be sent" would be a promise that nobody keeps.

import type { Environment } from "../net/environment";

/** A command without an answer for this time is a reason to ask whether anybody is there, ms. */
export const ASK_AFTER_MS = 4_000;
/** Who has said nothing this long after being asked counts as away, ms. */
export const SILENT_AFTER_MS = 1_000;

/** What a watch does. */
export interface WatchEvents {
  /** Asks the server for a sign of life. */
  ask(): void;
  /** Nothing is heard while something waits; taken back with the first word. */
  silent(is: boolean): void;
}

/** Watches over what waits for an answer. */
export class Watch {
  readonly #environment: Pick<Environment, "now" | "after">;
  readonly #events: WatchEvents;
  #heardAt: number;
  #silent = false;
  #cancel: (() => void) | null = null;

  constructor(environment: Pick<Environment, "now" | "after">, events: WatchEvents) {
    this.#environment = environment;
    this.#events = events;
    this.#heardAt = environment.now();
  }

  /** Whether anything waits for an answer; told again, the time goes on from the first telling. */
  waits(waiting: boolean): void {
    if (!waiting) this.stop();
    else if (!this.#cancel) this.#begin();
  }

  /** An answer came: the others have their own time from here. */
  answered(waiting: boolean): void {
    this.stop();
    this.waits(waiting);
  }

  /** The server said something. */
  heard(): void {
    this.#heardAt = this.#environment.now();
    this.#say(false);
  }

  /** Watches no more. What is silent stays so until something is heard. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #begin(): void {
    this.#cancel = this.#environment.after(ASK_AFTER_MS, () => {
      const asked = this.#environment.now();
      this.#events.ask();
      this.#cancel = this.#environment.after(SILENT_AFTER_MS, () => {
        if (this.#heardAt < asked) this.#say(true);
        this.#begin();
      });
    });
  }

  #say(silent: boolean): void {
    if (this.#silent === silent) return;
    this.#silent = silent;
    this.#events.silent(silent);
  }
}
