// What a screen reader hears of others' changes: politely, and in batches, so that a busy room does not
// talk over the person who is writing.

import { words } from "../../words";
import { browserSchedule, type Schedule } from "./timer";

/** Least time between two announcements, ms. */
export const BATCH_MS = 1_000;
/** More sentences than these are counted instead of read. */
export const BATCH_SENTENCES = 3;

/** Collects sentences and hands them to one live region. */
export class Announcer {
  #waiting: string[] = [];
  #cancel: (() => void) | null = null;
  #write: ((text: string) => void) | null = null;
  readonly #schedule: Schedule;

  constructor(schedule: Schedule = browserSchedule) {
    this.#schedule = schedule;
  }

  /** Queues a sentence. The same sentence twice in one batch is said once. */
  say(sentence: string): void {
    if (!this.#waiting.includes(sentence)) this.#waiting.push(sentence);
    this.#arm();
  }

  /** Connects the live region that is on the page; the answer disconnects it. What waits is kept. */
  connect(write: (text: string) => void): () => void {
    this.#write = write;
    if (this.#waiting.length > 0) this.#arm();
    return () => {
      if (this.#write !== write) return;
      this.#write = null;
      this.#cancel?.();
      this.#cancel = null;
    };
  }

  #arm(): void {
    if (this.#cancel || !this.#write) return;
    this.#cancel = this.#schedule(() => this.#flush(), BATCH_MS);
  }

  #flush(): void {
    this.#cancel = null;
    const said = this.#waiting.slice(0, BATCH_SENTENCES);
    const more = this.#waiting.length - said.length;
    this.#waiting = [];
    if (more > 0) said.push(words.kit.moreChanges(more));
    this.#write?.(said.join(" "));
  }
}

/** The announcer of this page. */
export const announcer = new Announcer();

/** Says a whole sentence, politely, within about a second. */
export const announce = (sentence: string): void => announcer.say(sentence);
