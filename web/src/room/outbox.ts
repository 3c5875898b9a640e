// Sends commands in the order they were given, keeps each until it is answered, and sends again what may be sent
// again. It decides nothing about workshops: acknowledged or refused, the server says.

import type { CommandMessage, Rejection } from "../protocol.gen";
import type { Pending, PendingCommands } from "./pending";

/** At most so many commands are on their way at once: a pile from an hour without network would be refused as a flood. */
export const ON_THE_WAY = 16;
/** The first wait after "try again in a moment", ms; it doubles while the answer stays so. */
export const AGAIN_MS = 500;
/** The longest such wait, ms. */
export const AGAIN_MOST_MS = 15_000;

/** What became of a command. */
export type Answer = { kind: "ack" } | { kind: "reject"; rejection: Rejection };

/** What an outbox needs. */
export interface OutboxWorld {
  /** Hands a command to the connection; says whether that was possible. */
  send(message: CommandMessage): boolean;
  random(): number;
  after(milliseconds: number, run: () => void): () => void;
  /** A command has its answer. Also told of commands that were given before a reload. */
  answered(pending: Pending, answer: Answer): void;
  /** What is unanswered has changed. */
  changed(): void;
}

/** The unanswered commands and their way. */
export class Outbox {
  readonly #pending: PendingCommands;
  readonly #world: OutboxWorld;
  /** Ids on their way by the present connection. */
  readonly #sent = new Set<string>();
  /** Of these, the ones behind a command that must be sent again: what comes after them waits for their answer. */
  readonly #overtaking = new Set<string>();
  /** Refused while something before them had no answer: they go out again when nothing is before them any more. */
  readonly #held = new Set<string>();
  #live = false;
  #pauses = 0;
  #cancelPause: (() => void) | null = null;

  constructor(pending: PendingCommands, world: OutboxWorld) {
    this.#pending = pending;
    this.#world = world;
  }

  /** What has no answer yet, in order. */
  list(): Pending[] {
    return this.#pending.list();
  }

  /** Takes a command in; says whether it will outlive the page. */
  add(message: CommandMessage): boolean {
    const { durable } = this.#pending.add(message);
    this.#world.changed();
    this.#flush();
    return durable;
  }

  /** The connection stands (anew): everything unanswered goes out again, in order. */
  connected(): void {
    this.#live = true;
    this.#forgetWay();
    this.#flush();
  }

  /** Answers may have been lost on a connection that stands: everything unanswered goes out again, in order. */
  again(): void {
    this.#forgetWay();
    this.#flush();
  }

  /** The connection is gone; answers to what is on its way may never come. */
  disconnected(): void {
    this.#live = false;
    this.#forgetWay();
  }

  /** Takes over what closed tabs left behind. */
  adopt(members: Parameters<PendingCommands["adopt"]>[0]): void {
    if (!this.#pending.adopt(members)) return;
    this.#world.changed();
    this.#flush();
  }

  /** The command is stored. */
  acked(id: string): void {
    this.#pauses = 0;
    this.#settle(id, { kind: "ack" });
    this.#flush();
  }

  /** The command was refused. */
  rejected(id: string, rejection: Rejection): void {
    const all = this.list();
    const at = all.findIndex(({ message }) => message.id === id);
    if (at < 0) return;
    if (rejection.retry === "later") {
      this.#sent.delete(id);
      this.#overtaking.delete(id);
      for (const { message } of all.slice(at + 1)) if (this.#sent.has(message.id)) this.#overtaking.add(message.id);
      this.#pause();
      return;
    }
    if (at > 0) {
      // An edit that overtook its post, or whose post has lost its answer. Answers come in the order of what was done,
      // so only with nothing unanswered before it is a refusal the last word. It changed nothing: it is asked again.
      this.#overtaking.delete(id);
      this.#sent.delete(id);
      this.#held.add(id);
    } else this.#settle(id, { kind: "reject", rejection });
    this.#flush();
  }

  /** Stops all timers. What is unanswered stays kept. */
  close(): void {
    this.#live = false;
    this.#cancelPause?.();
    this.#cancelPause = null;
  }

  #forgetWay(): void {
    this.#sent.clear();
    this.#overtaking.clear();
    this.#held.clear();
  }

  #settle(id: string, answer: Answer): void {
    const pending = this.list().find(({ message }) => message.id === id);
    this.#sent.delete(id);
    this.#overtaking.delete(id);
    this.#held.delete(id);
    if (!pending) return;
    this.#pending.remove(id);
    this.#world.changed();
    this.#world.answered(pending, answer);
  }

  #pause(): void {
    if (this.#cancelPause) return;
    const most = Math.min(AGAIN_MOST_MS, AGAIN_MS * 2 ** Math.min(this.#pauses, 10));
    this.#pauses += 1;
    this.#cancelPause = this.#world.after(Math.round(most * (0.5 + this.#world.random() / 2)), () => {
      this.#cancelPause = null;
      this.#flush();
    });
  }

  #flush(): void {
    if (!this.#live || this.#cancelPause) return;
    for (const [at, { message }] of this.list().entries()) {
      if (at > 0 && this.#held.has(message.id)) return;
      this.#held.delete(message.id);
      // What comes behind a command that may have to be sent again would overtake it.
      if (this.#sent.size >= ON_THE_WAY || this.#overtaking.has(message.id)) return;
      if (this.#sent.has(message.id)) continue;
      if (!this.#world.send(message)) return;
      this.#sent.add(message.id);
    }
  }
}
