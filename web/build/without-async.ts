// Leaves out of Svelte what waits: `await` in markup and in `$derived`, forks of state, `<svelte:boundary>`. Components here wait
// in event handlers and in `{#await}` alone. Fails where Svelte has changed and the rewriting no longer fits.

import type { Plugin } from "vite";

/** What stands in Svelte, and what stands there in the build: nothing where it is left out. */
type Rewriting = readonly [from: string | RegExp, to?: string];

/** A method of a class, or a function of a module, from its name to its closing brace. */
const method = (name: string) => new RegExp(`\\n\\t${name}\\(.*\\) \\{\\n[\\s\\S]*?\\n\\t\\}(?=\\n)`, "gu");
const body = (name: string) =>
  new RegExp(`(?<=\\nexport function ${name}\\(.*\\) \\{\\n)[\\s\\S]*?\\n(?=\\}\\n)`, "gu");
/** A statement with a block, at its depth of tabs. */
const block = (depth: number, head: string) =>
  new RegExp(`\\n\\t{${depth}}${head}.* \\{\\n[\\s\\S]*?\\n\\t{${depth}}\\}(?=\\n)`, "gu");

const REWRITTEN: Readonly<Record<string, readonly Rewriting[]>> = {
  // Values of markup are computed at once, since nothing in them waits.
  "reactivity/async.js": [
    ["var pending = blockers.filter((b) => !b.settled);"],
    [
      "if (async.length === 0 && pending.length === 0) {\n\t\tfn(deriveds);\n\t\treturn;\n\t}",
      "fn(deriveds);\n\treturn;",
    ],
    ["previous_batch?.apply();"],
  ],
  // So no batch of changes is ever held back for something that is under way, or tried as a fork: what is kept for both goes.
  "reactivity/batch.js": [
    ...["fork", "eager"].map((name): Rewriting => [body(name)]),
    ...[
      ...["#is_deferred", "#is_skipped", "#commit", "skip_effect", "unskip_effect", "register_created_effect"],
      ...["increment", "decrement", "settled", "ondiscard", "apply"],
    ].map((name): Rewriting => [method(name)]),
    ...[
      ...["async_deriveds = new Map", "#discard_callbacks = new Set", "#blocking_pending = new Map"],
      ...["#skipped_branches = new Map", "#unskipped_branches = new Set"],
    ].map((field): Rewriting => [`\n\t${field}();`]),
    ...["#pending = 0", "#deferred = null", "#new_effects = []", "is_fork = false", "#decrement_queued = false"].map(
      (field): Rewriting => [`\n\t${field};`],
    ),
    ["if (!this.#is_deferred()) this.discard();", "this.discard();"],
    [block(2, "if \\(this\\.#is_deferred\\(\\)\\)")],
    ["this.#pending === 0 && "],
    [block(3, "if \\(async_mode_flag\\)")],
    [" || this.#skipped_branches.has(effect)"],
    ["!batch.is_fork && "],
    [block(2, "for \\(const \\[effect, deferred\\] of batch\\.async_deriveds\\)")],
    ["batch.async_deriveds.clear();"],
    [" && !this.async_deriveds.has(effect)"],
    ["if (!this.is_fork) {\n\t\t\tsource.v = value;\n\t\t}", "source.v = value;"],
    ["for (const fn of this.#discard_callbacks) fn(this);\n\t\tthis.#discard_callbacks.clear();"],
    [block(2, "for \\(const deferred of this\\.async_deriveds\\.values\\(\\)\\)")],
    [/this\.#deferred\?\.resolve\(\);/gu],
    ["\n\t\tthis.apply();"],
    [/\n\t\tif \(\n\t{3}effect\.b\?\.is_pending[\s\S]*?\n\t\t\}(?=\n)/gu],
    ["export let batch_values = null;", "export const batch_values = null;"],
    [/\n\t+batch_values = null;/gu],
  ],
  "reactivity/deriveds.js": [["!current_batch?.is_fork || derived.deps === null", "true"]],
  "reactivity/sources.js": [["!batch.is_fork && "]],
  "reactivity/effects.js": [["current_batch?.register_created_effect(effect);"], ["\n\t\tb: parent && parent.b,"]],
  "runtime.js": [["var is_fork = current_batch?.is_fork;", "var is_fork = false;"]],
  // The page itself is no boundary: what fails in it is thrown, as it was when that boundary had no screen for it.
  "render.js": [
    [/boundary\(\n\t+.*\(anchor_node\),\n\t+\{\n\t+pending: \(\) => \{\}\n\t+\},\n/gu, "(\n"],
    ["},\n\t\t\ttransformError\n\t\t);", "})(anchor_node);"],
  ],
  "error-handling.js": [[block(2, "if \\(\\(effect\\.f & BOUNDARY_EFFECT\\) !== 0")]],
};

const IN_SVELTE = /[\\/]svelte[\\/]src[\\/]internal[\\/]client[\\/]((?:reactivity[\\/])?[\w-]+\.js)$/u;

/** Vite plugin: the build without what waits; 2 parts in 100 of a seat. */
export function withoutAsync(): Plugin {
  return {
    name: "charrette-without-async",
    apply: "build",
    transform: {
      filter: { id: [IN_SVELTE, /\.svelte$/u] },
      handler(code, id) {
        if (/\$\.(?:boundary|async|async_derived|eager|pending|save|run|fork)\(/u.test(code) && id.endsWith(".svelte"))
          this.error(`${id} waits in its markup: build/without-async.ts leaves that out of Svelte`);
        const rewritings = REWRITTEN[IN_SVELTE.exec(id)?.[1]?.replaceAll("\\", "/") ?? ""];
        if (rewritings === undefined) return null;
        const rewritten = rewritings.reduce((text, [from, to = ""]) => {
          const shorter = text.replace(from, to);
          if (shorter === text)
            this.error(`build/without-async.ts does not fit this version of Svelte: ${id} has no ${from}`);
          return shorter;
        }, code);
        return { code: rewritten, map: null };
      },
    },
  };
}
