// The secret of the link one came by, kept for the tab until one is in: it has left the address bar, and a reload in
// front of the door must not send anybody away.

import { openShelf } from "../../room/shelf";

const shelf = openShelf(() => window.sessionStorage);
const NAME = "charrette/door";

/** Keeps the secret of a link. */
export function keepDoor(secret: string): void {
  shelf.set(NAME, secret);
}

/** The secret of the link one came by, if there is one. */
export function keptDoor(): string | null {
  return shelf.get(NAME);
}

/** One is in. */
export function forgetDoor(): void {
  shelf.remove(NAME);
}
