import type { Browser, BrowserContext, BrowserContextOptions, Page } from "@playwright/test";
import { Capture } from "./capture.ts";
import { Faults } from "./faults.ts";
import type { Server } from "./server.ts";
import { Wire } from "./wire.ts";

/** The devices that people bring. */
export const DEVICES = {
  /** The facilitator's laptop. */
  console: { viewport: { width: 1440, height: 900 } },
  /** A participant's phone, the narrowest that is supported. */
  phone: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
  /** A participant's laptop. */
  laptop: { viewport: { width: 1280, height: 800 } },
  /** One laptop for a table of several people. */
  table: { viewport: { width: 1280, height: 800 } },
  /** The projector. */
  wall: { viewport: { width: 1920, height: 1080 } },
} as const satisfies Record<string, BrowserContextOptions>;

/** A kind of device. */
export type Device = keyof typeof DEVICES;

/** Somebody's browser: a profile and a network cable of its own, watched all along. */
export class Screen {
  /** How failures call it: "console", "seat of Ana". */
  readonly name: string;
  readonly context: BrowserContext;
  /** The first tab. */
  readonly page: Page;
  readonly faults: Faults;
  readonly capture: Capture;
  readonly wire: Wire;

  private constructor(name: string, context: BrowserContext, page: Page, faults: Faults, capture: Capture, wire: Wire) {
    this.name = name;
    this.context = context;
    this.page = page;
    this.faults = faults;
    this.capture = capture;
    this.wire = wire;
  }

  /** Opens a browser for `device`, with one empty tab. `options` overrule the device's. */
  static async open(
    browser: Browser,
    server: Server,
    device: Device,
    name: string,
    options: BrowserContextOptions = {},
  ): Promise<Screen> {
    const wire = await Wire.lay(server.port);
    const context = await browser.newContext({
      baseURL: server.origin,
      ...DEVICES[device],
      ...options,
      proxy: { server: wire.proxy },
    });
    const faults = await Faults.watch(context);
    const capture = new Capture(context, wire);
    return new Screen(name, context, await context.newPage(), faults, capture, wire);
  }

  /** Another tab of the same browser: same storage, same cable. */
  newTab(): Promise<Page> {
    return this.context.newPage();
  }

  /** The network goes away and the browser knows: sockets break, `navigator.onLine` is false. */
  async loseNetwork(): Promise<void> {
    this.faults.allowLostConnections();
    this.wire.cut();
    await this.context.setOffline(true);
  }

  /** The network goes away without a sign, as a bad Wi-Fi does: sockets stay open and dead. */
  loseNetworkSilently(): void {
    this.faults.allowLostConnections();
    this.wire.silence();
  }

  /** The network is back. */
  async regainNetwork(): Promise<void> {
    this.wire.mend();
    await this.context.setOffline(false);
  }

  /** Closes the browser and its cable; returns what went wrong on it, named. */
  async close(): Promise<string[]> {
    const found = this.faults.found.map((fault) => `${this.name}: ${fault}`);
    await this.context.close();
    await this.wire.remove();
    return found;
  }
}
