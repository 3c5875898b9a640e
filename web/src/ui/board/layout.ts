// Which of the layouts a screen gets, as the look has them.

import { MediaQuery } from "svelte/reactivity";

const wide = new MediaQuery("min-width: 1100px");
const narrow = new MediaQuery("max-width: 720px");

/** `wide`: three panes. `middle`: two, and the contents in a drawer. `phone`: one list at a time. */
export type Layout = "wide" | "middle" | "phone";

/** The layout of this screen; reactive. */
export function layout(): Layout {
  return wide.current ? "wide" : narrow.current ? "phone" : "middle";
}
