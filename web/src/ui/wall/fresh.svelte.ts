// What has just changed, so that the room finds it on the wall: at most three things at a time, and not for long.

import { browserSchedule, type Schedule } from "../kit/timer";

/** How long a change is marked, ms. */
export const FRESH_MS = 20_000;
/** More marks at once would mark nothing. */
export const FRESH_AT_ONCE = 3;

/** Marks for things that changed while one looked. */
export class Fresh {
  /** Ids, the newest last. */
  marked: readonly string[] = $state.raw([]);
  #before: ReadonlyMap<string, string> | null = null;
  #of: string | null = null;
  readonly #timers = new Map<string, () => void>();
  readonly #schedule: Schedule;

  constructor(schedule: Schedule = browserSchedule) {
    this.#schedule = schedule;
  }

  /** Looks at what stands there now, by id; `of` names the list: another list has nothing fresh in it. */
  look(of: string, now: ReadonlyMap<string, string>): void {
    const before = this.#of === of ? this.#before : null;
    this.#of = of;
    this.#before = now;
    if (before === null) {
      this.clear();
      return;
    }
    for (const [id, content] of now) if (before.get(id) !== content) this.#mark(id);
    for (const id of this.marked) if (!now.has(id)) this.#unmark(id);
  }

  /** Takes all marks away. */
  clear(): void {
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
    if (this.marked.length > 0) this.marked = [];
  }

  #mark(id: string): void {
    this.#timers.get(id)?.();
    const marked = [...this.marked.filter((one) => one !== id), id];
    for (const old of marked.slice(0, Math.max(0, marked.length - FRESH_AT_ONCE))) {
      this.#timers.get(old)?.();
      this.#timers.delete(old);
    }
    this.marked = marked.slice(-FRESH_AT_ONCE);
    this.#timers.set(
      id,
      this.#schedule(() => this.#unmark(id), FRESH_MS),
    );
  }

  #unmark(id: string): void {
    this.#timers.get(id)?.();
    this.#timers.delete(id);
    this.marked = this.marked.filter((one) => one !== id);
  }
}
