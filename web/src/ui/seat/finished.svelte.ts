// In which step one says that one has finished. The room keeps it while it is awake; this page repeats it after a
// reload, so that the count does not sink when a phone is locked.

import type { StepId } from "../../protocol.gen";
import type { RoomClient } from "../../room/client.svelte";

/** The parts of a client that are needed. */
type FinishedClient = Pick<RoomClient, "drafts" | "setFinished">;

const FIELD = "finished";

/** What one seat has said. */
export class Finished {
  readonly #client: FinishedClient;
  #steps = $state.raw<ReadonlySet<StepId>>(new Set());

  constructor(client: FinishedClient) {
    this.#client = client;
  }

  /** Whether one has finished a step. */
  has(step: StepId): boolean {
    return this.#steps.has(step);
  }

  /** The room is in a step: says again what was said of it before. */
  enter(step: StepId): void {
    const finished = this.#client.drafts.read(step, FIELD) !== "";
    this.#remember(step, finished);
    this.#client.setFinished(finished ? step : null);
  }

  /** Says that one has finished a step, or that one has not. */
  set(step: StepId, finished: boolean): void {
    this.#client.drafts.write(step, FIELD, finished ? "1" : "");
    this.#remember(step, finished);
    this.#client.setFinished(finished ? step : null);
  }

  #remember(step: StepId, finished: boolean): void {
    const steps = new Set(this.#steps);
    if (finished) steps.add(step);
    else steps.delete(step);
    this.#steps = steps;
  }
}

const known = new WeakMap<FinishedClient, Finished>();

/** What the seat of a client has said; the same for every screen that asks. */
export function finishedOf(client: FinishedClient): Finished {
  const found = known.get(client) ?? new Finished(client);
  known.set(client, found);
  return found;
}
