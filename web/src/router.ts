// Addresses of the client. Paths say where one is; secrets stand only in the fragment, which no server and
// no proxy log ever sees, and leave the address bar as soon as they are read.

import { createSubscriber } from "svelte/reactivity";

/** Where one can be. */
export type Route =
  | { face: "home" }
  /** Without a code, the door is the secret in the fragment. */
  | { face: "join"; code: string | null }
  | { face: "seat"; workshop: string }
  | { face: "console"; workshop: string }
  | { face: "wall"; workshop: string }
  | { face: "gallery" }
  | { face: "missing"; path: string };

/** Faces that belong to one workshop, by the first part of their path. */
const WORKSHOP_FACES = { w: "seat", console: "console", wall: "wall" } as const;

/** A code as it is shown: upper case, a hyphen in the middle of eight characters, nothing but letters and digits. */
export function shownCode(typed: string): string {
  const characters = typed
    .toUpperCase()
    .replace(/[^A-Z0-9]/gu, "")
    .slice(0, 8);
  return characters.length > 4 ? `${characters.slice(0, 4)}-${characters.slice(4)}` : characters;
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

/** The route of a path; what no route fits is `missing`, with the path as it stands. */
export function routeOf(path: string): Route {
  const parts = path.split("/").filter(Boolean);
  const [first, raw] = parts;
  if (first === undefined) return { face: "home" };
  const second = raw === undefined ? null : decoded(raw);
  if (parts.length === 1 && first === "gallery") return { face: "gallery" };
  if (parts.length === 1 && first === "j") return { face: "join", code: null };
  if (parts.length !== 2 || !second) return { face: "missing", path };
  if (first === "j") {
    const code = shownCode(second);
    return code ? { face: "join", code } : { face: "missing", path };
  }
  if (first === "w" || first === "console" || first === "wall") {
    return { face: WORKSHOP_FACES[first], workshop: second };
  }
  return { face: "missing", path };
}

/** The path of a route. */
export function pathOf(route: Route): string {
  switch (route.face) {
    case "home":
      return "/";
    case "join":
      return route.code === null ? "/j" : `/j/${encodeURIComponent(route.code)}`;
    case "seat":
      return `/w/${encodeURIComponent(route.workshop)}`;
    case "console":
    case "wall":
      return `/${route.face}/${encodeURIComponent(route.workshop)}`;
    case "gallery":
      return "/gallery";
    case "missing":
      return route.path;
  }
}

/** The secret of a fragment `#k=…` (a workshop's id, a dot, the secret), if it holds one that could be one. */
export function secretIn(fragment: string): string | null {
  const match = /^#k=([A-Za-z0-9_.-]{1,512})$/u.exec(fragment);
  return match?.[1] ?? null;
}

/** The parts of the browser that a router needs; tests bring their own. */
export interface RouterWindow {
  location: { pathname: string; search: string; hash: string };
  history: {
    pushState(data: unknown, unused: string, url: string): void;
    replaceState(data: unknown, unused: string, url: string): void;
  };
  addEventListener(kind: "popstate" | "hashchange", listener: () => void): void;
}

/** Follows the address bar. `route` is reactive in components. */
export class Router {
  #route: Route;
  #secret: string | null = null;
  #notify: () => void = () => undefined;
  readonly #subscribe = createSubscriber((update) => {
    this.#notify = update;
    return () => {
      this.#notify = () => undefined;
    };
  });
  readonly #window: RouterWindow;

  constructor(window: RouterWindow) {
    this.#window = window;
    this.#route = routeOf(window.location.pathname);
    this.#readSecret();
    // A link pasted into an open tab changes only the fragment: no load, but a secret to take in.
    window.addEventListener("hashchange", () => this.#moved());
    window.addEventListener("popstate", () => this.#moved());
  }

  /** Where one is. */
  get route(): Route {
    this.#subscribe();
    return this.#route;
  }

  /** Hands out the secret that came with the address, once. */
  takeSecret(): string | null {
    const secret = this.#secret;
    this.#secret = null;
    return secret;
  }

  /** Goes somewhere; `replace` leaves no step back (after joining, the form is no place to return to). */
  go(route: Route, options: { replace?: boolean } = {}): void {
    const { history } = this.#window;
    if (options.replace) history.replaceState(null, "", pathOf(route));
    else history.pushState(null, "", pathOf(route));
    this.#route = route;
    this.#notify();
  }

  /** Goes to a path of this client, as a link would. */
  goTo(path: string): void {
    this.go(routeOf(path));
  }

  #moved(): void {
    this.#readSecret();
    this.#route = routeOf(this.#window.location.pathname);
    this.#notify();
  }

  #readSecret(): void {
    const { location, history } = this.#window;
    const secret = secretIn(location.hash);
    if (secret === null) return;
    this.#secret = secret;
    history.replaceState(null, "", location.pathname + location.search);
  }
}
