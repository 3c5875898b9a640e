import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";
import { chunks } from "./build/chunks.ts";
import { precompress } from "./build/precompress.ts";
import { shorter } from "./build/shorter.ts";
import { templates } from "./build/templates.ts";
import { withoutAsync } from "./build/without-async.ts";
import { withoutHydration } from "./build/without-hydration.ts";
import { withoutSlots } from "./build/without-slots.ts";

const server = `http://127.0.0.1:${process.env.CHARRETTE_PORT ?? "4480"}`;

export default defineConfig({
  plugins: [svelte(), withoutHydration(), withoutAsync(), withoutSlots(), shorter(), templates(), precompress()],
  // Browsers that a locked-down work laptop may still have.
  build: {
    target: ["chrome111", "firefox115", "safari16.4"],
    // The content security policy knows no data: addresses; small files stay files.
    assetsInlineLimit: 0,
    // Needs an inline-free way of its own in the policy, and every target preloads modules natively.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: { codeSplitting: chunks },
      // How long each plugin took reads like a fault to whoever builds this once.
      checks: { pluginTimings: false },
    },
  },
  server: {
    host: "127.0.0.1",
    proxy: {
      "/ws": { target: server, ws: true },
      "/api": server,
      "/poll": server,
      "/command": server,
      "/healthz": server,
    },
  },
  test: {
    include: ["test/**/*.test.ts", "src/**/*.test.ts"],
    environment: "node",
  },
});
