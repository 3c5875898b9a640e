// What cannot be taken back waits three seconds, in sight, before it is sent.

import { browserSchedule, type Schedule } from "../kit/timer";

/** Seconds in which a final act can still be called off. */
export const SECONDS_TO_CANCEL = 3;

/** `asked`: explained, not begun. `counting`: can be called off. `sent`: on its way. `done`: it happened. */
export type FinalState = "asked" | "counting" | "sent" | "done";

/** One final act, from the question to the answer. `act` gives the words of a refusal, or nothing when it was done. */
export class FinalAct {
  state: FinalState = $state("asked");
  /** Seconds left while counting. */
  left = $state(SECONDS_TO_CANCEL);
  /** Why it was refused. */
  refused: string | null = $state(null);
  #cancel: () => void = () => undefined;
  readonly #act: () => Promise<string | null>;
  readonly #schedule: Schedule;

  constructor(act: () => Promise<string | null>, schedule: Schedule = browserSchedule) {
    this.#act = act;
    this.#schedule = schedule;
  }

  /** Begins to count. */
  begin(): void {
    if (this.state !== "asked") return;
    this.refused = null;
    this.left = SECONDS_TO_CANCEL;
    this.state = "counting";
    this.#count();
  }

  /** Calls it off; too late once it is sent. */
  callOff(): void {
    if (this.state !== "counting") return;
    this.#cancel();
    this.state = "asked";
  }

  #count(): void {
    this.#cancel = this.#schedule(() => {
      this.left -= 1;
      if (this.left > 0) this.#count();
      else void this.#send();
    }, 1_000);
  }

  async #send(): Promise<void> {
    this.state = "sent";
    this.refused = await this.#act();
    this.state = this.refused === null ? "done" : "asked";
  }
}
