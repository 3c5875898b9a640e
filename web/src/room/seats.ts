// The seats of this browser, beyond what the settings list: under which name each keeps its unsent commands, drafts
// and edit keys. The name is the member, so that who comes back by another link finds what was left.

import type { Audience, MemberId, Seated } from "../protocol.gen";
import type { KeptSeat } from "../settings";
import { spread } from "./ids";
import { type Shelf, workshopPrefix } from "./shelf";

/** The face of the client that an audience gets. */
export function faceOf(audience: Audience): KeptSeat["face"] {
  return audience === "console" || audience === "wall" ? audience : "seat";
}

/** Names a session without telling its secret. */
function sessionName(credential: string): string {
  const half = (seed: number): string => spread(credential, seed).toString(16).padStart(8, "0");
  return half(1) + half(2);
}

const nameOf = (workshop: string, credential: string): string =>
  `${workshopPrefix(workshop)}member-of/${sessionName(credential)}`;

/**
 * The name under which a session keeps its things: its member where that was known when the seat was taken, else a
 * name of the session. Once used it stays, so that a reload finds what was kept before.
 */
export function seatName(shelf: Shelf, workshop: string, credential: string): string {
  const known = shelf.get(nameOf(workshop, credential));
  if (known) return known;
  const session = sessionName(credential);
  shelf.set(nameOf(workshop, credential), session);
  return session;
}

/** Notes which member a session belongs to, before it is first used. */
export function rememberMember(shelf: Shelf, workshop: string, credential: string, member: MemberId): void {
  const name = nameOf(workshop, credential);
  if (shelf.get(name) === null) shelf.set(name, member);
}

/** A seat just taken, as the settings keep it. */
export function keptSeat(shelf: Shelf, seated: Seated, who: string, group: string | null, now: number): KeptSeat {
  if (seated.member) rememberMember(shelf, seated.workshop, seated.credential, seated.member);
  return {
    workshop: seated.workshop,
    face: faceOf(seated.audience),
    session: seated.credential,
    title: seated.title,
    who,
    group,
    table: null,
    openedAt: now,
  };
}
