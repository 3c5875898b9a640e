// The way where sockets do not get through: one long request that waits for changes, and one request for each
// command.

import type {
  ClientMessage,
  CloseCode,
  CommandId,
  CommandMessage,
  Poll,
  PostCommand,
  ServerMessage,
} from "../protocol.gen";
import { words as catalogue } from "../words";
import type { Environment, Reply } from "./environment";
import { tooLarge } from "./refusal";
import { type Introduce, readMessage, type Transport, type TransportEvents } from "./transport";

/** Where one asks for changes. */
export const POLL_PATH = "/poll";
/** Where one posts a command. */
export const COMMAND_PATH = "/command";
/** The server answers a poll after 25 s at the latest; one that has not answered after this is lost, ms. */
export const POLL_WITHIN_MS = 40_000;
/** A command is answered as soon as it is stored; one without an answer after this is lost, ms. */
export const COMMAND_WITHIN_MS = 20_000;
/** In a busy room something has always changed; this much is waited between two polls, ms. */
export const POLL_EVERY_MS = 500;

/**
 * On a socket what a command changed comes before its answer. Here the answer comes by a request of its own, so it is
 * held until a poll has brought changes, or this long, ms: else a note would vanish between answer and changes.
 */
export const ANSWER_HELD_MS = 1_500;

/** What a failed request says about the connection: the same codes that a socket closes with. */
function codeOf(reply: Reply): CloseCode | null {
  const problem = (reply.body as { code?: unknown } | null | undefined)?.code;
  if (problem === "session_unknown" || reply.status === 401) return "session_unknown";
  if (reply.status === 429) return "flooding";
  if (reply.status === 503) return "busy";
  return null;
}

/** A command that the server could not read would not be read the next time either: it is refused, as by a socket. */
function refusalOf(reply: Reply, command: CommandId): ServerMessage | null {
  if (reply.status === 413) return { type: "reject", id: command, ...tooLarge(65_536) };
  if (reply.status !== 400 && reply.status !== 422) return null;
  const words = (reply.body as { words?: unknown } | null | undefined)?.words;
  const said = typeof words === "string" ? words : catalogue.network.unexpected(reply.status);
  return { type: "reject", id: command, code: "malformed", retry: "never", words: said, params: {} };
}

/** Long polling, from the first request to its end. */
export class PollingTransport implements Transport {
  readonly #environment: Environment;
  readonly #introduce: Introduce;
  readonly #events: TransportEvents;
  readonly #abort = new AbortController();
  #heard = false;
  #over = false;
  #commands: CommandMessage[] = [];
  #posting = false;
  /** Answers to commands whose changes have not come yet. */
  #answers: ServerMessage[] = [];
  #cancelHeld: (() => void) | null = null;

  constructor(environment: Environment, introduce: Introduce, events: TransportEvents) {
    this.#environment = environment;
    this.#introduce = introduce;
    this.#events = events;
    void this.#poll();
  }

  send(message: ClientMessage): void {
    // A poll carries the digest itself; presence is lossy, and a request each would cost more than it tells.
    if (this.#over || message.type !== "command") return;
    const { type: _, ...command } = message;
    this.#commands.push(command);
    if (!this.#posting) void this.#post();
  }

  check(): void {
    // A request that gets no answer ends by itself.
  }

  close(): void {
    this.#over = true;
    this.#cancelHeld?.();
    this.#abort.abort();
  }

  async #poll(): Promise<void> {
    while (!this.#over) {
      const hello = this.#introduce();
      if (!(await this.#ask(POLL_PATH, { hello } satisfies Poll, POLL_WITHIN_MS))) return;
      await new Promise<void>((resume) => this.#environment.after(POLL_EVERY_MS, resume));
    }
  }

  /** Posts what waits, one after the other: that is the order in which it was done. */
  async #post(): Promise<void> {
    this.#posting = true;
    for (let command = this.#commands.shift(); command && !this.#over; command = this.#commands.shift()) {
      const { credential } = this.#introduce();
      await this.#ask(COMMAND_PATH, { credential, command } satisfies PostCommand, COMMAND_WITHIN_MS, command.id);
    }
    this.#posting = false;
  }

  /** One request; whether its answer was one. */
  async #ask(path: string, body: unknown, within: number, command: CommandId | null = null): Promise<boolean> {
    const late = new AbortController();
    const cancel = this.#environment.after(within, () => late.abort());
    const stop = () => late.abort();
    this.#abort.signal.addEventListener("abort", stop);
    try {
      const reply = await this.#environment.post(path, body, late.signal);
      if (this.#over) return false;
      const refusal = command && refusalOf(reply, command);
      if (refusal) {
        this.#hold([refusal]);
        return true;
      }
      const messages = (reply.body as { messages?: unknown } | null | undefined)?.messages;
      if (reply.status !== 200 || !Array.isArray(messages)) {
        this.#end(codeOf(reply), null);
        return false;
      }
      const read = messages.map(readMessage).filter((message) => message !== null);
      if (command) this.#hold(read);
      else for (const message of read) this.#take(message);
      if (read.some(({ type }) => type === "changes")) this.#release();
      return !this.#over;
    } catch {
      this.#end(null, null);
      return false;
    } finally {
      cancel();
      this.#abort.signal.removeEventListener("abort", stop);
    }
  }

  #hold(answers: readonly ServerMessage[]): void {
    this.#answers.push(...answers);
    this.#cancelHeld ??= this.#environment.after(ANSWER_HELD_MS, () => this.#release());
  }

  #release(): void {
    this.#cancelHeld?.();
    this.#cancelHeld = null;
    for (const answer of this.#answers.splice(0)) this.#take(answer);
  }

  #take(message: ServerMessage): void {
    if (this.#over) return;
    this.#heard = true;
    this.#events.message(message);
    if (message.type === "bye") this.#end(message.code, message.retry_after);
  }

  #end(code: CloseCode | null, retryAfter: number | null): void {
    if (this.#over) return;
    this.close();
    this.#events.ended({ code, retryAfter, wasOpen: this.#heard });
  }
}
