// Names for the scopes of the components' styles. A name stands at every selector and every element of its component,
// so it is short: the component's place among all of them, behind a capital letter that no class begins with.

import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";

const source = resolve(import.meta.dirname, "../src");
const components = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".svelte"))
  .sort()
  .map((path) => join(source, path));

/**
 * The class that scopes a component's styles. A component that came after the start of the development server has none
 * of these names yet and gets one by hash.
 * @type {import("svelte/compiler").CssHashGetter}
 */
export function scopeName({ filename, hash }) {
  const place = components.indexOf(resolve(filename));
  return place < 0 ? `S-${hash(filename)}` : `S${place.toString(36)}`;
}
