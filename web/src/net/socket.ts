// The usual way: one WebSocket.

import { type ClientMessage, type CloseCode, SUBPROTOCOL } from "../protocol.gen";
import type { Environment, Socket } from "./environment";
import { closeCode, type Introduce, readMessage, type Transport, type TransportEvents } from "./transport";

/** Where sockets are opened. */
export const SOCKET_PATH = "/ws";
/** A socket that has not opened after this time will not, ms. */
export const OPEN_WITHIN_MS = 3_000;
/** How often a sign of life is asked for, ms. */
export const PING_EVERY_MS = 15_000;
/** A socket that said nothing for this time is dead, ms: browsers notice a lost network late or never. */
export const DEAD_AFTER_MS = 30_000;
/** How long a check waits for any answer, ms. */
export const CHECK_WITHIN_MS = 4_000;

/** One WebSocket, from opening to its end. */
export class SocketTransport implements Transport {
  readonly #environment: Environment;
  readonly #events: TransportEvents;
  readonly #socket: Socket | null;
  #heard = false;
  #heardAt: number;
  #over = false;
  #cancelTimer: () => void;
  #cancelCheck: () => void = () => undefined;

  constructor(environment: Environment, introduce: Introduce, events: TransportEvents) {
    this.#environment = environment;
    this.#events = events;
    this.#heardAt = environment.now();
    this.#socket = this.#open(introduce);
    this.#cancelTimer = environment.after(this.#socket ? OPEN_WITHIN_MS : 0, () => this.#end(null));
  }

  send(message: ClientMessage): void {
    if (!this.#over && this.#socket?.isOpen()) this.#socket.send(JSON.stringify(message));
  }

  check(): void {
    if (this.#over || !this.#socket?.isOpen()) return;
    if (this.#environment.now() - this.#heardAt > DEAD_AFTER_MS) {
      this.#end(null);
      return;
    }
    const before = this.#heardAt;
    this.send({ type: "ping" });
    this.#cancelCheck();
    this.#cancelCheck = this.#environment.after(CHECK_WITHIN_MS, () => {
      if (this.#heardAt === before) this.#end(null);
    });
  }

  close(): void {
    this.#finish();
  }

  #open(introduce: Introduce): Socket | null {
    try {
      return this.#environment.openSocket(SOCKET_PATH, SUBPROTOCOL, {
        opened: () => {
          this.#heardAt = this.#environment.now();
          this.#cancelTimer();
          this.#cancelTimer = this.#environment.after(PING_EVERY_MS, () => this.#beat());
          this.send({ type: "hello", ...introduce() });
        },
        text: (text) => {
          this.#heard = true;
          this.#heardAt = this.#environment.now();
          this.#read(text);
        },
        closed: (code) => this.#end(closeCode(code)),
      });
    } catch {
      return null; // forbidden: the same as a socket that never opens
    }
  }

  #read(text: string): void {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return; // not ours; the digest finds what may be missing
    }
    const message = readMessage(value);
    if (!message) return;
    this.#events.message(message);
    if (message.type === "bye") this.#end(message.code, message.retry_after);
  }

  #beat(): void {
    if (this.#environment.now() - this.#heardAt >= DEAD_AFTER_MS) {
      this.#end(null);
      return;
    }
    this.send({ type: "ping" });
    this.#cancelTimer = this.#environment.after(PING_EVERY_MS, () => this.#beat());
  }

  #end(code: CloseCode | null, retryAfter: number | null = null): void {
    if (this.#over) return;
    this.#finish();
    this.#events.ended({ code, retryAfter, wasOpen: this.#heard });
  }

  #finish(): void {
    this.#over = true;
    this.#cancelTimer();
    this.#cancelCheck();
    this.#socket?.close();
  }
}
