// The confirmed records, so that components notice what they look at and nothing else: one reactive map for each
// kind of record, filled by the fold.

import { SvelteMap } from "svelte/reactivity";
import { type Changes, RECORD_KINDS, type RecordKind, type Record as RoomRecord } from "../protocol.gen";
import { type Difference, Fold } from "./fold";
import type { RecordOf, Records } from "./records";

/** The confirmed records of one seat. */
export class RecordStore implements Records {
  readonly #fold = new Fold();
  readonly #tables = Object.fromEntries(RECORD_KINDS.map((kind) => [kind, new SvelteMap()])) as {
    [Kind in RecordKind]: SvelteMap<string, RecordOf<Kind>>;
  };

  /** A record, if it is held. Reading it in a component makes the component follow it. */
  get<Kind extends RecordKind>(kind: Kind, id: string): RecordOf<Kind> | undefined {
    return (this.#tables[kind] as SvelteMap<string, RecordOf<Kind>>).get(id);
  }

  /** All records of a kind, in no order. Reading them makes a component follow all of the kind. */
  all<Kind extends RecordKind>(kind: Kind): Iterable<RecordOf<Kind>> {
    return (this.#tables[kind] as SvelteMap<string, RecordOf<Kind>>).values();
  }

  /** Takes in a frame; nothing while further pages are to come. */
  apply(changes: Changes): Difference | null {
    const difference = this.#fold.apply(changes);
    if (!difference) return null;
    for (const key of difference.drop) {
      const at = key.indexOf("/");
      this.#tables[key.slice(0, at) as RecordKind].delete(key.slice(at + 1));
    }
    for (const { record } of difference.put.values()) {
      (this.#tables[record.kind] as SvelteMap<string, RoomRecord>).set(record.id, record);
    }
    return difference;
  }

  /** Forgets pages of an answer that will not be finished. */
  interrupt(): void {
    this.#fold.interrupt();
  }

  /** The fingerprint of what is held. */
  digest(): string {
    return this.#fold.digest();
  }

  /** Whether nothing is held. */
  get empty(): boolean {
    return this.#fold.held.size === 0;
  }

  /** Everything held, as it came: for a copy when the server is not to be trusted any more. */
  copy(): RoomRecord[] {
    return [...this.#fold.held.values()].map(({ record }) => record);
  }
}
