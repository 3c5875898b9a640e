// What carries messages: a socket, or short requests where sockets do not get through. Both say the same
// things in the same order, so whoever listens cannot tell them apart.

import { CLOSE_CODES, type ClientMessage, type CloseCode, type Hello, type ServerMessage } from "../protocol.gen";

/** Why a transport ended. */
export interface Ended {
  /** What the server said; none = the network broke. */
  code: CloseCode | null;
  /** Seconds the server asks to wait. */
  retryAfter: number | null;
  /** Whether the server had said anything at all before. */
  wasOpen: boolean;
}

/** What a transport tells. After `ended` it tells nothing more. */
export interface TransportEvents {
  /** A message from the server; the first is `welcome`. */
  message(message: ServerMessage): void;
  ended(ended: Ended): void;
}

/** A way to the server, good for one connection. It is opened when it is made. */
export interface Transport {
  /** Sends a message, after the hello. What cannot be sent any more is dropped: `ended` tells. */
  send(message: ClientMessage): void;
  /** Looks soon whether the way still stands, for instance after the device slept. */
  check(): void;
  /** Ends it without an event. */
  close(): void;
}

/** Who says hello: asked at every attempt, since what is held changes. */
export type Introduce = () => Hello;

/** The code of a WebSocket close frame; none = a number that is not ours. */
export function closeCode(number: number): CloseCode | null {
  for (const [code, row] of Object.entries(CLOSE_CODES)) {
    if (row.number === number) return code as CloseCode;
  }
  return null;
}

const KNOWN = new Set(["welcome", "changes", "ack", "reject", "presence", "compare", "pong", "bye"]);

/**
 * A message as it came; none if it is not one this page knows. The server is trusted to mean its types: a newer one
 * may say more, and what this page does not know it leaves alone.
 */
export function readMessage(value: unknown): ServerMessage | null {
  if (typeof value !== "object" || value === null) return null;
  const type = (value as { type?: unknown }).type;
  return typeof type === "string" && KNOWN.has(type) ? (value as ServerMessage) : null;
}
