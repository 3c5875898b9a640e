import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { defineConfig } from "@playwright/test";
import { HOST } from "./harness/server.ts";

const here = import.meta.dirname;

/** The Chromium of the machine: Playwright's own is never downloaded. */
const chromium = execFileSync(resolve(here, "../../scripts/chromium.sh"), { encoding: "utf8" }).trim();

export default defineConfig({
  testDir: here,
  testMatch: "**/*.spec.ts",
  outputDir: resolve(here, "../../target/browser-tests"),
  reporter: [["list"]],
  // A test that passes only sometimes is a fault to be found, not to be tried again.
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  // Every test has a server and a browser context of its own, so files may run side by
  // side; two at a time is what two cores carry without tests waiting for each other.
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    // What cannot be pressed is told while the rest of the test's time is left to say where.
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    locale: "en-GB",
    timezoneId: "Europe/Zurich",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: chromium,
      args: [
        // A name that is neither localhost nor https: the page is no secure context,
        // exactly as on a venue's network.
        `--host-resolver-rules=MAP ${HOST} 127.0.0.1`,
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
