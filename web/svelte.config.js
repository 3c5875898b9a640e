import { vitePreprocess } from "@sveltejs/vite-plugin-svelte";
import { scopeName } from "./build/scopes.js";

/** @type {import("@sveltejs/vite-plugin-svelte").SvelteConfig} */
export default {
  preprocess: vitePreprocess(),
  compilerOptions: { runes: true, cssHash: scopeName },
};
