// Acts that are asked once more: the first press says what would happen, the second does it.

import { browserSchedule, type Schedule } from "../kit/timer";

/** A second press earlier than this is the other half of a double click, ms. */
const TOO_SOON_MS = 350;
/** An armed act that nobody confirms is forgotten, ms. */
const FORGET_MS = 10_000;

/** One act with two taps; `armed` names what would be done. */
export class TwoTap<Act extends string = string> {
  armed: Act | null = $state(null);
  #since = 0;
  #cancel: () => void = () => undefined;
  readonly #schedule: Schedule;

  constructor(schedule: Schedule = browserSchedule) {
    this.#schedule = schedule;
  }

  /** A press, at a time in ms; answers whether the act is to be done now. */
  press(act: Act, at: number): boolean {
    if (this.armed !== act) {
      this.#cancel();
      this.armed = act;
      this.#since = at;
      this.#cancel = this.#schedule(() => this.disarm(), FORGET_MS);
      return false;
    }
    if (at - this.#since < TOO_SOON_MS) return false;
    this.disarm();
    return true;
  }

  /** Forgets the first press. */
  disarm(): void {
    this.#cancel();
    this.armed = null;
  }
}
