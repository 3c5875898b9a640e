import { connect, createServer, type Server as Listener, type Socket } from "node:net";
import { HOST } from "./server.ts";

/** What the wire does with traffic at the moment. */
type State = "whole" | "cut" | "silent";

/**
 * One screen's cable: a SOCKS proxy that leads to the server under test and nowhere
 * else. It exists because the browser's own offline switch leaves open WebSockets
 * alone, and because it sees the very bytes that reach a screen, whatever the page
 * does with them.
 */
export class Wire {
  readonly #listener: Listener;
  readonly #target: number;
  readonly #sockets = new Set<Socket>();
  readonly #received: Buffer[] = [];
  #state: State = "whole";

  private constructor(listener: Listener, target: number) {
    this.#listener = listener;
    this.#target = target;
    listener.on("connection", (socket) => this.#accept(socket));
  }

  /** Lays a wire to `target`, a port of loopback. */
  static lay(target: number): Promise<Wire> {
    return new Promise((laid, failed) => {
      const listener = createServer();
      listener.once("error", failed);
      listener.listen(0, "127.0.0.1", () => laid(new Wire(listener, target)));
    });
  }

  /** The proxy's address for a browser context. */
  get proxy(): string {
    const address = this.#listener.address();
    if (typeof address !== "object" || !address) throw new Error("the wire is gone");
    return `socks5://127.0.0.1:${address.port}`;
  }

  /** Every byte that went from the server to this screen, in order of arrival. */
  get received(): Buffer {
    return Buffer.concat(this.#received);
  }

  /** The network is gone, and everybody notices: connections break, new ones fail. */
  cut(): void {
    this.#state = "cut";
    for (const socket of this.#sockets) socket.destroy();
  }

  /** The network is gone and nobody is told: connections stay, no byte moves. */
  silence(): void {
    this.#state = "silent";
    for (const socket of this.#sockets) socket.pause();
  }

  /** The network is back. What was silenced starts to flow again. */
  mend(): void {
    this.#state = "whole";
    for (const socket of this.#sockets) socket.resume();
  }

  /** Takes the wire away for good. */
  async remove(): Promise<void> {
    this.cut();
    await new Promise<void>((done) => this.#listener.close(() => done()));
  }

  #accept(browser: Socket): void {
    if (this.#state === "cut") {
      browser.destroy();
      return;
    }
    this.#keep(browser);
    let pending = Buffer.alloc(0);
    let greeted = false;
    const read = (chunk: Buffer): void => {
      pending = Buffer.concat([pending, chunk]);
      if (!greeted) {
        const greeting = pending.length >= 2 ? 2 + pending.readUInt8(1) : Number.POSITIVE_INFINITY;
        if (pending.length < greeting) return;
        pending = pending.subarray(greeting);
        greeted = true;
        browser.write(Buffer.from([5, 0])); // version 5, no authentication
      }
      const request = parseRequest(pending);
      if (request === "more") return;
      browser.off("data", read);
      const rest = request === "unknown" ? Buffer.alloc(0) : pending.subarray(request.length);
      this.#lead(browser, request, rest);
    };
    browser.on("data", read);
  }

  #lead(browser: Socket, request: Request | "unknown", first: Buffer): void {
    if (request === "unknown" || request.host !== HOST || request.port !== this.#target) {
      // Mostly errands of the browser's own, which end here; what a page wants of other
      // hosts is for `Faults` to see, which can tell the two apart.
      browser.end(reply(2)); // not allowed by the rules
      return;
    }
    const server = connect({ host: "127.0.0.1", port: this.#target, noDelay: true });
    this.#keep(server);
    let reached = false;
    server.once("connect", () => {
      reached = true;
      browser.write(reply(0));
      if (first.length > 0) server.write(first);
      browser.on("data", (bytes) => server.write(bytes));
      server.on("data", (bytes) => {
        this.#received.push(bytes);
        browser.write(bytes);
      });
      // Data listeners make a stream flow; a silence that came meanwhile holds on.
      if (this.#state === "silent") for (const socket of [browser, server]) socket.pause();
    });
    server.once("end", () => browser.end());
    browser.once("end", () => server.end());
    browser.once("close", () => server.destroy());
    server.once("close", () => {
      if (reached) browser.destroy();
      else browser.end(reply(5)); // connection refused: the server is down
    });
  }

  #keep(socket: Socket): void {
    socket.setNoDelay(true);
    this.#sockets.add(socket);
    socket.once("close", () => this.#sockets.delete(socket));
    // A reset is an ordinary event here; "close" follows and does the work.
    socket.on("error", () => undefined);
    if (this.#state === "silent") socket.pause();
  }
}

interface Request {
  readonly host: string;
  readonly port: number;
  /** How many bytes the request took. */
  readonly length: number;
}

/** Reads a SOCKS 5 CONNECT to a name; browsers leave resolving names to the proxy. */
function parseRequest(bytes: Buffer): Request | "more" | "unknown" {
  if (bytes.length < 5) return "more";
  const [version, command, , kind, nameLength = 0] = bytes;
  if (version !== 5 || command !== 1 || kind !== 3) return "unknown";
  const length = 5 + nameLength + 2;
  if (bytes.length < length) return "more";
  return {
    host: bytes.toString("latin1", 5, 5 + nameLength),
    port: bytes.readUInt16BE(5 + nameLength),
    length,
  };
}

/** A SOCKS 5 answer; 0 is success. The bound address is of no interest to anyone. */
function reply(code: number): Buffer {
  return Buffer.from([5, code, 0, 1, 0, 0, 0, 0, 0, 0]);
}
