import type { BrowserContext } from "@playwright/test";
import { HOST } from "./server.ts";

/** What the browser itself says when a connection fails; not a fault of the page. */
const LOST_CONNECTION =
  /^(Failed to load resource: net::ERR_|WebSocket connection to '[^']*' failed|Failed to load resource: the server responded with a status of 503)/;

/**
 * All that went wrong on one screen without failing a step of the test: errors on the
 * console, uncaught exceptions, breaches of the content security policy, requests to
 * other hosts, and a page that became a secure context. A test with any of these fails.
 */
export class Faults {
  readonly #found: string[] = [];
  readonly #expected: RegExp[] = [];
  #connectionMayFail = false;

  /** Watches every page of `context`, also those that are opened later. */
  static async watch(context: BrowserContext): Promise<Faults> {
    const faults = new Faults();
    context.on("console", (message) => {
      if (message.type() === "error" || message.type() === "assert") faults.#add("console error", message.text());
    });
    context.on("weberror", (webError) => faults.#add("uncaught", String(webError.error().stack ?? webError.error())));
    context.on("request", (request) => faults.#visit(request.url()));
    context.on("page", (page) => page.on("websocket", (socket) => faults.#visit(socket.url())));
    await context.exposeBinding("charretteTestFault", (_source, kind: string, what: string) => faults.#add(kind, what));
    await context.addInitScript(() => {
      const report = (window as unknown as { charretteTestFault(kind: string, what: string): void }).charretteTestFault;
      document.addEventListener("securitypolicyviolation", (breach) => {
        report(
          "policy",
          `${breach.effectiveDirective} ${breach.blockedURI} ${breach.sourceFile}:${breach.lineNumber} ${breach.sample}`,
        );
      });
      if (location.protocol === "http:" && window.isSecureContext) {
        report("secure context", `${location.origin} must not be one, or APIs that a venue lacks go unnoticed`);
      }
    });
    return faults;
  }

  /** Declares a message that this test provokes; say why beside the call. */
  expect(pattern: RegExp): void {
    this.#expected.push(pattern);
  }

  /** From now on the browser may complain of failed connections: the test breaks the network. */
  allowLostConnections(): void {
    this.#connectionMayFail = true;
  }

  /** What was found, one line each; empty is as it should be. */
  get found(): readonly string[] {
    return this.#found;
  }

  #visit(address: string): void {
    const url = new URL(address);
    if (/^(https?|wss?):$/.test(url.protocol) && url.hostname !== HOST) this.#add("other host", address);
  }

  #add(kind: string, what: string): void {
    if (kind === "console error" && this.#connectionMayFail && LOST_CONNECTION.test(what)) return;
    if (this.#expected.some((pattern) => pattern.test(what))) return;
    this.#found.push(`${kind}: ${what}`);
  }
}
