// A held list as screens use it: it follows the room as `held.ts` says.

import { untrack } from "svelte";
import { append, settle, waitingIn } from "./held";

/** What a held list looks at. */
export interface HeldSource<Id extends string> {
  /** The list as it is. */
  actual(): readonly Id[];
  /** Whether an item is where this seat has put it itself. */
  own(id: Id): boolean;
  /** Whether everything shows at once, because this seat has asked for something large. */
  flowing(): boolean;
  /** Whether new items may stand at the end at once. */
  readonly appending?: boolean;
}

/** A list that stands still while it is read. */
export class HeldList<Id extends string> {
  /** The items to show. */
  shown: readonly Id[] = $state.raw([]);
  /** How many changes wait. */
  readonly waiting: number = $derived.by(() => waitingIn(this.shown, this.#source.actual()));
  readonly #source: HeldSource<Id>;

  constructor(source: HeldSource<Id>) {
    this.#source = source;
    this.shown = source.actual();
  }

  /** Takes in what may show at once; belongs into an effect. */
  follow(): void {
    const { actual, own, flowing, appending } = this.#source;
    const list = actual();
    const all = flowing();
    untrack(() => {
      // A list in which nothing stands yet has no reader to disturb.
      if (all || this.shown.length === 0) {
        this.shown = list;
        return;
      }
      const settled = settle(this.shown, list, own);
      this.shown = appending ? append(settled, list) : settled;
    });
  }

  /** Shows the list as it is. */
  update(): void {
    this.shown = this.#source.actual();
  }
}
