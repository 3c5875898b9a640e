// A world that tests turn by hand: time, sockets, requests, storage, and randomness that can be repeated.

import type { Environment, Reply, Socket, SocketEvents } from "../src/net/environment";
import type { ClientMessage, ServerMessage } from "../src/protocol.gen";
import type { ShelfStorage } from "../src/room/shelf";

/** Numbers from 0 up to 1 that a seed always gives. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Draws from a seed. */
export class Dice {
  readonly next: () => number;

  constructor(seed: number) {
    this.next = seeded(seed);
  }

  /** A whole number from 0 up to `below`. */
  upTo(below: number): number {
    return Math.floor(this.next() * below);
  }

  one<Thing>(things: readonly Thing[]): Thing {
    const thing = things[this.upTo(things.length)];
    if (thing === undefined) throw new Error("nothing to draw from");
    return thing;
  }

  /** An id of 22 characters. */
  id<Id extends string>(): Id {
    return Buffer.from(Array.from({ length: 16 }, () => this.upTo(256))).toString("base64url") as Id;
  }
}

/** Runs a property for many seeds. What fails names its seed; `SEED=n` runs that one alone. */
export function forSeeds(count: number, property: (dice: Dice) => void): void {
  const only = process.env.SEED;
  const seeds = only ? [Number(only)] : Array.from({ length: count }, (_, seed) => seed + 1);
  for (const seed of seeds) {
    try {
      property(new Dice(seed));
    } catch (error) {
      throw new Error(`SEED=${seed} fails: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
  }
}

/** Storage in memory, which can be full. */
export class FakeStorage implements ShelfStorage {
  readonly values = new Map<string, string>();
  full = false;

  get length(): number {
    return this.values.size;
  }
  key(at: number): string | null {
    return [...this.values.keys()][at] ?? null;
  }
  getItem(name: string): string | null {
    return this.values.get(name) ?? null;
  }
  setItem(name: string, value: string): void {
    if (this.full) throw new Error("QuotaExceededError");
    this.values.set(name, value);
  }
  removeItem(name: string): void {
    this.values.delete(name);
  }
}

/** A socket whose other end is the test. */
export class FakeSocket implements Socket {
  readonly sent: ClientMessage[] = [];
  state: "opening" | "open" | "closed" = "opening";
  readonly #events: SocketEvents;

  constructor(events: SocketEvents) {
    this.#events = events;
  }

  isOpen(): boolean {
    return this.state === "open";
  }
  send(text: string): void {
    if (this.state === "open") this.sent.push(JSON.parse(text) as ClientMessage);
  }
  close(): void {
    this.state = "closed";
  }

  /** The server accepts it. */
  open(): void {
    this.state = "open";
    this.#events.opened();
  }
  /** The server says something. */
  say(...messages: ServerMessage[]): void {
    for (const message of messages) if (this.state === "open") this.#events.text(JSON.stringify(message));
  }
  /** The server, or the network, ends it. */
  end(code = 1006): void {
    if (this.state === "closed") return;
    this.state = "closed";
    this.#events.closed(code);
  }
  /** What was sent of one type. */
  said<Type extends ClientMessage["type"]>(type: Type): Extract<ClientMessage, { type: Type }>[] {
    return this.sent.filter((message) => message.type === type) as Extract<ClientMessage, { type: Type }>[];
  }
}

/** A request that waits for the test's answer. */
export interface FakeRequest {
  path: string;
  body: unknown;
  answer(reply: Reply): void;
  fail(): void;
}

/** The world of one page. */
export class FakeEnvironment implements Environment {
  readonly sockets: FakeSocket[] = [];
  readonly requests: FakeRequest[] = [];
  isOnline = true;
  wall = 1_800_000_000_000;
  chance: () => number = () => 0.5;
  #now = 0;
  #timers: { at: number; run: () => void }[] = [];
  #wakes = new Set<() => void>();
  #leaves = new Set<() => void>();

  now(): number {
    return this.#now;
  }
  wallClock(): number {
    return this.wall + this.#now;
  }
  random(): number {
    return this.chance();
  }
  after(milliseconds: number, run: () => void): () => void {
    const timer = { at: this.#now + milliseconds, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer);
    };
  }
  openSocket(_path: string, _protocol: string, events: SocketEvents): Socket {
    const socket = new FakeSocket(events);
    this.sockets.push(socket);
    return socket;
  }
  post(path: string, body: unknown, signal: AbortSignal): Promise<Reply> {
    return new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(new Error("aborted")));
      this.requests.push({ path, body, answer: resolve, fail: () => reject(new Error("network")) });
    });
  }
  online(): boolean {
    return this.isOnline;
  }
  onWake(wake: () => void): () => void {
    this.#wakes.add(wake);
    return () => void this.#wakes.delete(wake);
  }
  onLeave(leave: () => void): () => void {
    this.#leaves.add(leave);
    return () => void this.#leaves.delete(leave);
  }

  /** Lets time pass; timers run in their order, those they set included. */
  pass(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (;;) {
      const due = this.#timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
      if (!due) break;
      this.#timers = this.#timers.filter((one) => one !== due);
      this.#now = Math.max(this.#now, due.at);
      due.run();
    }
    this.#now = end;
  }
  wake(): void {
    for (const wake of [...this.#wakes]) wake();
  }
  leave(): void {
    for (const leave of [...this.#leaves]) leave();
  }
  /** The newest socket. */
  get socket(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error("no socket was opened");
    return socket;
  }
  /** The newest request. */
  get request(): FakeRequest {
    const request = this.requests.at(-1);
    if (!request) throw new Error("nothing was requested");
    return request;
  }
}

/** Lets everything that only waits for promises happen. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A welcome, as a server says it. */
export function welcome(members: string[] = ["BAQEBAQEBAQEBAQEBAQEBA"]): Extract<ServerMessage, { type: "welcome" }> {
  return {
    type: "welcome",
    version: 1,
    server: "0.1.0",
    time: 1_800_000_000_000,
    workshop: "AQEBAQEBAQEBAQEBAQEBAQ",
    audience: "room",
    members,
    limits: {
      note_graphemes: 500,
      name_graphemes: 60,
      title_graphemes: 200,
      question_graphemes: 300,
      detail_graphemes: 2_000,
      report_text_graphemes: 4_000,
      message_bytes: 65_536,
    },
  } as unknown as Extract<ServerMessage, { type: "welcome" }>;
}
