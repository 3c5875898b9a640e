// Slips that say what has just been done, with a way back. They leave by themselves, but never while
// someone points at them or has the focus in them.

import type { IconName } from "./icons";
import { browserSchedule, type Schedule } from "./timer";

/** How long a toast stays, ms. */
export const TOAST_MS = 8_000;
/** Older toasts make room: three lines are read, a pile is not. */
export const TOASTS_AT_ONCE = 3;

/** What to show. */
export interface ToastWords {
  text: string;
  icon?: IconName;
  /** Takes the act back; shown as "Undo". */
  undo?: () => void;
  /** Where to go on from here. */
  way?: { words: string; go: () => void };
}

/** A toast on the page. */
export interface Toast extends ToastWords {
  id: number;
}

/** The toasts of a page, oldest first. */
export class Toasts {
  items = $state<Toast[]>([]);
  /** How high they rise above what stands at the foot for now, px. Not a property of the page: all of it would be styled anew. */
  raised = $state(0);
  #next = 1;
  #timers = new Map<number, () => void>();
  #held = false;
  readonly #schedule: Schedule;

  constructor(schedule: Schedule = browserSchedule) {
    this.#schedule = schedule;
  }

  /** Shows a toast and answers its id. */
  show(toast: ToastWords): number {
    const id = this.#next;
    this.#next += 1;
    for (const old of this.items.slice(0, Math.max(0, this.items.length + 1 - TOASTS_AT_ONCE))) this.dismiss(old.id);
    this.items.push({ ...toast, id });
    if (!this.#held) this.#start(id);
    return id;
  }

  /** Takes a toast away. */
  dismiss(id: number): void {
    this.#timers.get(id)?.();
    this.#timers.delete(id);
    this.items = this.items.filter((toast) => toast.id !== id);
  }

  /** The page turns to something else: what was told of the one before goes with it, but for warnings. */
  leave(): void {
    for (const { id, icon } of this.items) if (icon !== "warning") this.dismiss(id);
  }

  /** Runs a toast's way back and takes the toast away. */
  undo(id: number): void {
    const toast = this.items.find((one) => one.id === id);
    this.dismiss(id);
    toast?.undo?.();
  }

  /** Someone points at the toasts or has the focus there: none leaves. */
  hold(): void {
    this.#held = true;
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
  }

  /** Nobody does any more: each has its whole time again. */
  release(): void {
    if (!this.#held) return;
    this.#held = false;
    for (const toast of this.items) this.#start(toast.id);
  }

  #start(id: number): void {
    this.#timers.set(
      id,
      this.#schedule(() => this.dismiss(id), TOAST_MS),
    );
  }
}

/** The toasts of this page. */
export const toasts = new Toasts();
