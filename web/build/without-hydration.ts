// Leaves out of Svelte what takes over pages that a server has rendered: this server sends no such pages.

import type { Plugin } from "vite";

/** The module of Svelte in which one variable guards all that code. */
const GUARD = /[\\/]svelte[\\/]src[\\/]internal[\\/]client[\\/]dom[\\/]hydration\.js$/u;
/** Said once more as what it is here: always false. Then the bundler drops what stands behind it. */
const REWRITTEN: readonly (readonly [string, string])[] = [
  ["export let hydrating = false;", "export const hydrating = false;"],
  ["\thydrating = value;\n", ""],
];

/** Vite plugin: the build without hydration. Fails where Svelte has changed and the rewriting no longer fits. */
export function withoutHydration(): Plugin {
  return {
    name: "charrette-without-hydration",
    apply: "build",
    transform: {
      filter: { id: GUARD },
      handler(code) {
        const rewritten = REWRITTEN.reduce((text, [from, to]) => {
          if (text.split(from).length !== 2)
            this.error(
              `build/without-hydration.ts does not fit this version of Svelte: it has no single "${from.trim()}"`,
            );
          return text.replace(from, to);
        }, code);
        // No line has moved as far as a map could tell.
        return { code: rewritten, map: null };
      },
    },
  };
}
