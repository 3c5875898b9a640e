// Keeps a way to the server for as long as the page lives: opens, notices the end, waits, opens again, and takes
// short requests where sockets do not get through. It knows nothing of workshops.

import { CLOSE_CODES, type ClientMessage, type CloseCode, type ServerMessage } from "../protocol.gen";
import { waitBefore } from "./backoff";
import type { Environment } from "./environment";
import { PollingTransport } from "./polling";
import { SocketTransport } from "./socket";
import type { Ended, Introduce, Transport, TransportEvents } from "./transport";

/** How the way to the server stands. */
export type ConnectionState =
  /** An attempt is being made. */
  | { kind: "connecting" }
  /** The server has said welcome. */
  | { kind: "live"; over: "socket" | "polling" }
  /** Broken; tried again at `until` (by the environment's clock), after `failures` failed attempts. */
  | { kind: "waiting"; until: number; failures: number; code: CloseCode | null }
  /** Broken, and the device says that it has no network; tried again all the same. */
  | { kind: "offline" }
  /** Over: the code's row in `CLOSE_CODES` says why and whether loading the page again helps. */
  | { kind: "stopped"; code: CloseCode };

/** Sockets that fail to open so often in a row do not get through here. */
export const SOCKET_ATTEMPTS = 2;
/** A page that polls tries a socket again so soon, ms: after a restart of the server that is all it needs. */
export const PROBE_FIRST_MS = 4_000;
/** The wait doubles with each try, up to this, ms. */
export const PROBE_EVERY_MS = 60_000;
/** A connection that stood so long counts as good: the next wait is a short one, ms. */
export const GOOD_AFTER_MS = 10_000;

/** What a connection tells its owner. */
export interface ConnectionEvents {
  state(state: ConnectionState): void;
  /** Every message, also `welcome`; a `welcome` comes after the state became live. */
  message(message: ServerMessage): void;
}

/** The way to the server. */
export class Connection {
  readonly #environment: Environment;
  readonly #introduce: Introduce;
  readonly #events: ConnectionEvents;
  readonly #stopListening: () => void;
  #state: ConnectionState = { kind: "connecting" };
  #transport: Transport | null = null;
  #probe: Transport | null = null;
  #cancelWait: () => void = () => undefined;
  #cancelProbe: () => void = () => undefined;
  #failures = 0;
  #unopened = 0;
  #probes = 0;
  #liveSince = 0;

  constructor(environment: Environment, introduce: Introduce, events: ConnectionEvents) {
    this.#environment = environment;
    this.#introduce = introduce;
    this.#events = events;
    this.#stopListening = environment.onWake(() => this.wake());
    this.#connect();
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Sends a message if the way stands; says whether it was handed over. */
  send(message: ClientMessage): boolean {
    if (this.#state.kind !== "live" || !this.#transport) return false;
    this.#transport.send(message);
    return true;
  }

  /** Looks whether the way still stands, if it does as far as anybody knows. */
  check(): void {
    if (this.#state.kind === "live") this.#transport?.check();
  }

  /** Something may have changed for the better: tries at once, or looks whether the way still stands. */
  wake(): void {
    if (this.#state.kind === "live") this.check();
    else if ((this.#state.kind === "waiting" || this.#state.kind === "offline") && !this.#transport) this.#connect();
  }

  /** Ends it for good, without an event. */
  close(): void {
    this.#stopListening();
    this.#dropAll();
  }

  #set(state: ConnectionState): void {
    this.#state = state;
    this.#events.state(state);
  }

  #dropAll(): void {
    this.#cancelWait();
    this.#cancelProbe();
    this.#probe?.close();
    this.#transport?.close();
    this.#probe = this.#transport = null;
  }

  #connect(): void {
    this.#dropAll();
    // "Offline" stays on the screen while attempts fail; only news replaces it.
    if (this.#state.kind !== "offline") this.#set({ kind: "connecting" });
    const polling = this.#unopened >= SOCKET_ATTEMPTS;
    const events = this.#listener(polling ? "polling" : "socket");
    this.#transport = polling
      ? new PollingTransport(this.#environment, this.#introduce, events)
      : new SocketTransport(this.#environment, this.#introduce, events);
    if (polling) this.#planProbe();
  }

  #listener(over: "socket" | "polling"): TransportEvents {
    return {
      message: (message) => this.#take(message, over),
      ended: (ended) => this.#ended(ended, over),
    };
  }

  #take(message: ServerMessage, over: "socket" | "polling"): void {
    if (message.type === "welcome" && (this.#state.kind !== "live" || this.#state.over !== over)) {
      if (over === "socket") this.#unopened = this.#probes = 0;
      this.#liveSince = this.#environment.now();
      this.#set({ kind: "live", over });
    }
    this.#events.message(message);
  }

  #ended(ended: Ended, over: "socket" | "polling"): void {
    const stood = this.#state.kind === "live" && this.#environment.now() - this.#liveSince >= GOOD_AFTER_MS;
    this.#dropAll();
    // Without a network, and when requests fail too, nothing is known of sockets: they are tried first again.
    if ((over === "socket" && ended.wasOpen) || (over === "polling" && !ended.wasOpen)) this.#unopened = 0;
    else if (over === "socket" && this.#environment.online()) this.#unopened += 1;
    if (ended.code !== null && CLOSE_CODES[ended.code].next !== "resume") {
      this.#stopListening();
      this.#set({ kind: "stopped", code: ended.code });
      return;
    }
    if (stood) this.#failures = 0;
    const wait = waitBefore(this.#failures, this.#environment.random(), ended.retryAfter);
    this.#failures += 1;
    this.#cancelWait = this.#environment.after(wait, () => this.#connect());
    if (this.#environment.online()) {
      const until = this.#environment.now() + wait;
      this.#set({ kind: "waiting", until, failures: this.#failures, code: ended.code });
    } else {
      this.#set({ kind: "offline" });
    }
  }

  #planProbe(): void {
    const wait = Math.min(PROBE_FIRST_MS * 2 ** this.#probes, PROBE_EVERY_MS);
    this.#probes += 1;
    this.#cancelProbe = this.#environment.after(wait, () => this.#tryProbe());
  }

  /** Tries a socket beside the polling; being made welcome makes it the way. */
  #tryProbe(): void {
    const probe = new SocketTransport(this.#environment, this.#introduce, {
      message: (message) => {
        if (this.#probe === probe) {
          if (message.type !== "welcome") return;
          this.#transport?.close();
          this.#transport = probe;
          this.#probe = null;
        }
        this.#take(message, "socket");
      },
      ended: (ended) => {
        if (this.#probe === probe) {
          this.#probe = null;
          this.#planProbe();
        } else {
          this.#ended(ended, "socket");
        }
      },
    });
    this.#probe = probe;
  }
}
