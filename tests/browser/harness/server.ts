import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** The name under which browsers see the server; mapped to loopback, known to no resolver. */
export const HOST = "charrette.test";

/** How long a start or a graceful stop may take, in milliseconds, on a busy machine. */
const PATIENCE = 30_000;

/** The program under test. */
export const BINARY = process.env.CHARRETTE_BINARY ?? resolve(import.meta.dirname, "../../../target/debug/charrette");

/**
 * Options that somebody has set for their own server must not change the tests. Opening
 * workshops is free here, as it is on loopback without a public address; a test that
 * wants otherwise says `--create key`, since arguments outweigh the environment.
 */
const ENVIRONMENT = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("CHARRETTE_"))),
  CHARRETTE_CREATE: "open",
  RUST_BACKTRACE: "1",
  NO_COLOR: "1",
};

/**
 * A real server: the program, on a data folder of its own, on one port of loopback
 * that it keeps over restarts (as the address in people's hands does).
 */
export class Server {
  readonly port: number;
  /** What browsers open: `http://charrette.test:PORT`. */
  readonly origin: string;
  /** The folder with the log; gone after `dispose`. */
  readonly data: string;
  readonly #options: readonly string[];
  #child: ChildProcess | undefined;
  #ended: Promise<Ending> | undefined;
  #output = "";

  private constructor(port: number, data: string, options: readonly string[]) {
    this.port = port;
    this.origin = `http://${HOST}:${port}`;
    this.data = data;
    this.#options = options;
  }

  /** Starts a server with an empty log. `options` are more arguments of `charrette run`. */
  static async start(options: readonly string[] = []): Promise<Server> {
    const data = await mkdtemp(join(tmpdir(), "charrette-browser-"));
    // The origin is among the arguments, so the port must be known beforehand. Between
    // asking for a free one and using it somebody else may take it: then another is tried.
    for (let attempt = 1; ; attempt += 1) {
      const server = new Server(await freePort(), data, options);
      try {
        await server.start();
        return server;
      } catch (error) {
        if (attempt === 5 || !/address (already )?in use/i.test(server.output)) {
          await rm(data, { recursive: true, force: true });
          throw error;
        }
      }
    }
  }

  /** All that the program has printed so far, of every start. */
  get output(): string {
    return this.#output;
  }

  /** The running program's process id. */
  get pid(): number {
    const pid = this.#child?.pid;
    if (pid === undefined) throw new Error("the server is not running");
    return pid;
  }

  /** Starts the program on the same port and folder; returns once it has printed its address. */
  async start(): Promise<void> {
    if (this.#child) throw new Error("the server is running already");
    const child = spawn(
      BINARY,
      ["run", "--listen", `127.0.0.1:${this.port}`, "--data", this.data, "--public-url", this.origin, ...this.#options],
      { stdio: ["ignore", "pipe", "pipe"], env: ENVIRONMENT },
    );
    this.#child = child;
    this.#ended = ending(child);
    const printed = this.#collect(child);
    const first = await Promise.race([printed, this.#ended, after(PATIENCE)]);
    if (first === "address") return;
    await this.#end("SIGKILL");
    const why = first === "timeout" ? `printed no address within ${PATIENCE} ms` : `ended at once (${describe(first)})`;
    throw new Error(`${BINARY} ${why}.\n${this.#output}`);
  }

  /** Stops it as an operator would: SIGTERM, then waits. Throws unless it ends by itself with 0. */
  async stop(): Promise<void> {
    const result = await this.#end("SIGTERM");
    if (result.code !== 0) throw new Error(`the server did not stop cleanly: ${describe(result)}\n${this.#output}`);
  }

  /** `kill -9`: no drain, no last word. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** Stops it if it runs, and removes its folder. */
  async dispose(): Promise<void> {
    try {
      if (this.#child) await this.stop();
    } finally {
      await rm(this.data, { recursive: true, force: true });
    }
  }

  /** Ends the one process that `start` made, by its own handle, and waits until it is gone. */
  async #end(signal: "SIGTERM" | "SIGKILL"): Promise<Ending> {
    const child = this.#child;
    const ended = this.#ended;
    if (!child || !ended) throw new Error("the server is not running");
    child.kill(signal);
    let result = await Promise.race([ended, after(PATIENCE)]);
    if (result === "timeout") {
      child.kill("SIGKILL");
      result = { ...(await ended), late: true };
    }
    this.#child = undefined;
    this.#ended = undefined;
    return result;
  }

  #collect(child: ChildProcess): Promise<"address"> {
    return new Promise((found) => {
      let out = "";
      child.stdout?.setEncoding("utf8").on("data", (text: string) => {
        this.#output += text;
        // Only until the address is found; the rest is for reading, not for parsing.
        if (out.length < 65_536) out += text;
        if (/https?:\/\/\S+.*\n/.test(out)) found("address");
      });
      child.stderr?.setEncoding("utf8").on("data", (text: string) => {
        this.#output += text;
      });
    });
  }
}

interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly error?: Error;
  /** It did not heed SIGTERM in time and was killed. */
  readonly late?: boolean;
}

function ending(child: ChildProcess): Promise<Ending> {
  return new Promise((done) => {
    // "close", not "exit": by then all that it printed has been read.
    child.once("close", (code, signal) => done({ code, signal }));
    child.once("error", (error) => done({ code: null, signal: null, error }));
  });
}

function describe(result: Ending): string {
  if (result.error) return `${result.error.message}; build it first: cargo build -p charrette-server`;
  if (result.late) return `still running ${PATIENCE} ms after SIGTERM`;
  return result.signal ? `signal ${result.signal}` : `exit code ${result.code}`;
}

function after(milliseconds: number): Promise<"timeout"> {
  return new Promise((done) => setTimeout(() => done("timeout"), milliseconds).unref());
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => found(port));
    });
  });
}
