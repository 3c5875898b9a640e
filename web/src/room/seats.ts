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

/**
 * The name under which a session keeps its things: its member where that is known, else a name of the session. The
 * member is known from the moment of joining, or since the first welcome.
 */
export function seatName(shelf: Shelf, workshop: string, credential: string): string {
  const session = sessionName(credential);
  return shelf.get(`${workshopPrefix(workshop)}member-of/${session}`) ?? session;
}

/** Notes which member a session belongs to. */
export function rememberMember(shelf: Shelf, workshop: string, credential: string, member: MemberId): void {
  const name = `${workshopPrefix(workshop)}member-of/${sessionName(credential)}`;
  if (shelf.get(name) !== member) shelf.set(name, member);
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
