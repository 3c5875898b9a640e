// The page's own instances of what is pure elsewhere: one router, one settings object, one document to dress.

import { MediaQuery } from "svelte/reactivity";
import { Router } from "./router";
import { openStorage, Settings, type Theme } from "./settings";

/** This page's address. Made first, so that a secret leaves the address bar before anything else runs. */
export const router = new Router(window);

/** What this browser keeps. */
export const settings = new Settings(openStorage(() => window.localStorage));

window.addEventListener("storage", () => settings.changedElsewhere());

/** Where the page is shown. A wall is lit and far away and has inks of its own. */
export type Surface = "seat" | "console" | "wall";

/**
 * Puts look, surface and the size of type on the root element. An explicit choice wins over the system's; a wall does not follow
 * the system, because it is read in the light of the room and not in that of the laptop behind it.
 */
export function dress(root: HTMLElement, theme: Theme, surface: Surface, big = false): void {
  root.dataset.surface = surface;
  root.toggleAttribute("data-big", big && surface === "seat");
  const explicit = theme === "system" && surface === "wall" ? "light" : theme;
  if (explicit === "system") delete root.dataset.theme;
  else root.dataset.theme = explicit;
}

const wide = new MediaQuery("min-width: 1100px");
const narrow = new MediaQuery("max-width: 720px");

/** `wide`: three panes. `middle`: two, and the contents in a drawer. `phone`: one list at a time. */
export type Layout = "wide" | "middle" | "phone";

/** Which of the layouts a screen gets, as the look has them; reactive. */
export function layout(): Layout {
  return wide.current ? "wide" : narrow.current ? "phone" : "middle";
}

/** Click handler for links inside the client: a plain click changes the address without a load. */
export function follow(event: MouseEvent): void {
  const link = event.currentTarget;
  if (!(link instanceof HTMLAnchorElement)) return;
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return;
  event.preventDefault();
  router.goTo(link.pathname);
}
