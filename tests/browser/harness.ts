import { type BrowserContextOptions, test as base } from "@playwright/test";
import { type Device, Screen } from "./harness/screen.ts";
import { Server } from "./harness/server.ts";

export { expect } from "@playwright/test";
export { expectAccessible } from "./harness/accessibility.ts";
export type { Frame } from "./harness/capture.ts";
export { DEVICES, type Device, type Screen } from "./harness/screen.ts";
export type { Server } from "./harness/server.ts";

/** Opens somebody's browser; `name` tells in failures whose it is. */
export type OpenScreen = (device: Device, name?: string, options?: BrowserContextOptions) => Promise<Screen>;

/** What a server is started with. */
export interface ServerSettings {
  /** More arguments of `charrette run`. */
  readonly arguments: readonly string[];
}

/** What every test has: a server of its own, and as many screens as it opens. */
export interface Room {
  /** The running server, with an empty log. */
  server: Server;
  /** Opens a screen: `await open("phone", "seat of Ana")`. Closed after the test. */
  open: OpenScreen;
  /**
   * How this test's server is started: `test.use({ serverSettings: { arguments: [...] } })`.
   * An object, since Playwright reads a bare array as something else.
   */
  serverSettings: ServerSettings;
}

/**
 * Playwright's `test` with a server and screens. After each test every screen is
 * looked through: an error on a console, an uncaught exception, a breach of the
 * content security policy or a request to another host fails it.
 */
export const test = base.extend<Room>({
  serverSettings: [{ arguments: [] }, { option: true }],

  server: async ({ serverSettings }, use, info) => {
    const server = await Server.start(serverSettings.arguments);
    try {
      await use(server);
    } finally {
      try {
        await server.dispose();
      } finally {
        if (info.status !== info.expectedStatus) {
          await info.attach("server", { body: server.output, contentType: "text/plain" });
        }
      }
    }
  },

  open: async ({ browser, server }, use) => {
    const screens: Screen[] = [];
    await use(async (device, name = device, options = {}) => {
      const screen = await Screen.open(browser, server, device, name, options);
      screens.push(screen);
      return screen;
    });
    // One after the other, so that all are closed and all faults told even if one will not close.
    const faults: string[] = [];
    for (const screen of screens) {
      faults.push(...(await screen.close().catch((error) => [`${screen.name}: did not close: ${error}`])));
    }
    if (faults.length > 0) throw new Error(`The test left faults behind:\n${faults.join("\n")}`);
  },
});
