// Leaves out of components what tells Svelte's old slots what was given: there are none here, children are snippets.

import type { Plugin } from "vite";

const GIVEN = /,\s*\$\$slots: \{[^}]*\}/gu;

/** Vite plugin: the build without slots. Fails where a component has one. */
export function withoutSlots(): Plugin {
  return {
    name: "charrette-without-slots",
    apply: "build",
    transform: {
      filter: { id: /\.svelte$/u },
      handler(code, id) {
        if (/\$\.(?:slot|sanitize_slots)\(/u.test(code))
          this.error(`${id} has a slot: make it a snippet (build/without-slots.ts)`);
        // No line has moved as far as a map could tell.
        return { code: code.replace(GIVEN, (given) => given.replace(/[^\n]/gu, "")), map: null };
      },
    },
  };
}
