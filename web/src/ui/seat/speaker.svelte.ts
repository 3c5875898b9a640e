// For whom a device speaks at the moment: a table's laptop has several members, and one of them has the pen.

import type { MemberId } from "../../protocol.gen";
import type { RoomClient } from "../../room/client.svelte";
import type { Drafts } from "../../room/drafts";
import type { RecordOf } from "../../room/records";
import type { NoteView } from "../../room/views";

/** Who was chosen elsewhere on this page, for the seat that opens next. */
let next: MemberId | null = null;

/** The next seat that opens on this page begins by speaking for this member. */
export function speakNextFor(member: MemberId): void {
  next = member;
}

/** What a member of this device has written and not sent. */
export function draftsOf({ drafts, members }: Pick<RoomClient, "drafts" | "members">, member: MemberId | null): Drafts {
  return member === null || member === members[0] ? drafts : drafts.of(member);
}

const WROTE = "wrote/";

/** This device remembers who of its people wrote a note that bears no name yet. */
export function wrote(client: RoomClient, { step, id }: Pick<NoteView, "step" | "id">, member: MemberId): void {
  draftsOf(client, member).write(step, WROTE + id, "1");
}

/** Who of this device's people wrote a note, as far as it knows. */
export function writerOf(client: RoomClient, { step, id, by }: NoteView): MemberId | null {
  if (by.signed === "named") return by.member;
  return client.members.find((member) => draftsOf(client, member).read(step, WROTE + id) !== "") ?? null;
}

/** Where the choice is kept among the drafts; no step has this id. */
const PEN = "pen";

/** The member with the pen, of one client. */
export class Speaker {
  readonly #client: RoomClient;
  #chosen = $state.raw<MemberId | null>(null);

  constructor(client: RoomClient) {
    this.#client = client;
    // What is half written was written for somebody: a reload must not put another name to it.
    this.#chosen = next ?? (client.drafts.read(PEN, "") as MemberId);
    if (next) this.choose(next);
    next = null;
  }

  /** Whose acts these are; none for a wall. */
  get member(): MemberId | null {
    const { members } = this.#client;
    return this.#chosen !== null && members.includes(this.#chosen) ? this.#chosen : (members[0] ?? null);
  }

  /** Their seat. */
  get seat(): RecordOf<"seat"> | null {
    const id = this.member;
    return this.#client.room.seats.find((seat) => seat.id === id) ?? null;
  }

  /** What they have written and not sent. */
  get drafts(): Drafts {
    return draftsOf(this.#client, this.member);
  }

  /** Hands the pen over. */
  choose(member: MemberId): void {
    this.#chosen = member;
    this.#client.drafts.write(PEN, "", member);
  }
}

const speakers = new WeakMap<RoomClient, Speaker>();

/** The speaker of a client; the same for every screen that asks. */
export function speakerOf(client: RoomClient): Speaker {
  const known = speakers.get(client);
  if (known) return known;
  const speaker = new Speaker(client);
  speakers.set(client, speaker);
  return speaker;
}
