// One seat's conversation with its room: what is confirmed, what is predicted, what is not answered yet, and how the
// connection stands. Everything a screen reads here is reactive.

import { createSubscriber } from "svelte/reactivity";
import { Connection, type ConnectionState } from "../net/connection";
import { browserEnvironment, type Environment } from "../net/environment";
import { tooLarge } from "../net/refusal";
import {
  type Audience,
  type Changes,
  CLOSE_CODES,
  type Command,
  type CommandId,
  type CommandMessage,
  type Hello,
  type Limits,
  type MemberId,
  PROTOCOL_VERSION,
  type Rejection,
  type RejectionCode,
  type RoomPresence,
  type ServerMessage,
  type StepId,
} from "../protocol.gen";
import type { Connection as ShownConnection } from "../ui/kit/connection";
import { Drafts } from "./drafts";
import { EditKeys } from "./edit-keys";
import type { Difference } from "./fold";
import { newId } from "./ids";
import { Outbox } from "./outbox";
import { NO_OVERLAY, type Overlay, predict } from "./overlay";
import { BEAT_EVERY_MS, type Pending, PendingCommands, tabId } from "./pending";
import { RoomViews } from "./room-views.svelte";
import { seatName } from "./seats";
import { openShelf, type Shelf, seatPrefix } from "./shelf";
import { RecordStore } from "./store.svelte";
import { unsentTexts } from "./unsent";
import { Watch } from "./watch";

/** What a client needs. Only the first two in the browser; tests bring their own world. */
export interface RoomClientOptions {
  readonly workshop: string;
  /** The session token. */
  readonly credential: string;
  readonly environment?: Environment;
  /** What outlives the page (localStorage). */
  readonly shelf?: Shelf;
  /** What lives as long as the tab (sessionStorage). */
  readonly tabShelf?: Shelf;
  /** Loads the page again. */
  readonly reload?: () => void;
}

/** What became of a command. */
export type Outcome =
  /** Stored; it will survive anything. */
  | { readonly kind: "ack" }
  /** Refused, and nothing changed; `words` say why and what helps. */
  | ({ readonly kind: "reject" } & Rejection)
  /** The client was closed before the answer came; the command is kept and will be sent. */
  | { readonly kind: "kept" };

/** A command from before a reload, or from a closed tab, that was refused: its text must not vanish unseen. */
export interface Refused {
  readonly command: Command;
  readonly code: RejectionCode;
  readonly words: string;
}

/** The most a message may have, bytes, until the server has told. */
const MESSAGE_BYTES = 65_536;
/** A page that was told to load again does so by itself, but not twice in this time, ms. */
const RELOAD_EVERY_MS = 60_000;

/** How often a clock on the screen is read, ms. */
const TICK_MS = 250;

/** One seat in one room. */
export class RoomClient {
  /** How the way to the server stands. */
  connection: ConnectionState = $state.raw({ kind: "connecting" });
  /** Through whose eyes this session sees the room; none before the first welcome. */
  audience: Audience | null = $state.raw(null);
  /** The members this session speaks for, its own first; none for a wall. */
  members: readonly MemberId[] = $state.raw([]);
  /** Limits of texts; none before the first welcome. */
  limits: Limits | null = $state.raw(null);
  /** Who is here and how far they are; none until the server has told. */
  presence: RoomPresence | null = $state.raw(null);
  /** Commands of this tab without an answer, in order. */
  pending: readonly Pending[] = $state.raw([]);
  /** Refused commands that no promise waited for; `dismiss` takes one away. */
  refused: readonly Refused[] = $state.raw([]);
  /** Whether the first records are here: before, an empty list means nothing. */
  loaded = $state(false);
  /** Something waits for its answer, and the server says nothing at all. */
  silent = $state(false);
  /** Whether all that is unanswered would outlive the page. */
  durable = $state(true);

  /** What is predicted over the confirmed records. */
  readonly overlay: Overlay = $derived.by(() =>
    this.pending.length === 0 ? NO_OVERLAY : predict(this.#store, this.pending),
  );

  /** The connection as the kit shows it. */
  readonly shownConnection: ShownConnection = $derived.by(() => ({
    state: shownState(this.connection, this.silent),
    waiting: this.pending.length,
  }));

  /** The room as lists. */
  readonly room: RoomViews;
  /** Unsent texts of this seat. */
  readonly drafts: Drafts;
  /** Keys of what was written anonymously here. */
  readonly editKeys: EditKeys;

  readonly #options: RoomClientOptions;
  readonly #environment: Environment;
  readonly #shelf: Shelf;
  readonly #tabShelf: Shelf;
  readonly #seatName: string;
  readonly #store = new RecordStore();
  readonly #kept: PendingCommands;
  readonly #outbox: Outbox;
  readonly #watch: Watch;
  readonly #waiting = new Map<string, (outcome: Outcome) => void>();
  readonly #listeners = new Set<(difference: Difference) => void>();
  readonly #stopListening: () => void;
  #way: Connection;
  #cancelBeat: () => void = () => undefined;
  #finished: StepId | null = null;
  /** How far the server's time is ahead of the one that only goes forward here; nothing rests on the device's own clock. */
  #ahead = 0;
  readonly #ticks = createSubscriber((update) => {
    let cancel: () => void;
    const wait = () => {
      cancel = this.#environment.after(TICK_MS, () => {
        wait();
        update();
      });
    };
    wait();
    return () => cancel();
  });

  constructor(options: RoomClientOptions) {
    this.#options = options;
    const environment = options.environment ?? browserEnvironment;
    this.#environment = environment;
    this.#shelf = options.shelf ?? openShelf(() => window.localStorage);
    this.#tabShelf = options.tabShelf ?? openShelf(() => window.sessionStorage);
    const { workshop, credential } = options;
    this.#seatName = seatName(this.#shelf, workshop, credential);
    this.drafts = new Drafts(this.#shelf, workshop, this.#seatName);
    this.editKeys = new EditKeys(this.#shelf, workshop, this.#seatName, () => environment.wallClock());
    const tab = { id: tabId(this.#tabShelf, () => newId()), now: () => environment.wallClock() };
    this.#kept = new PendingCommands(this.#shelf, workshop, this.#seatName, tab);
    this.#outbox = new Outbox(this.#kept, {
      send: (message) => this.#way.send({ type: "command", ...message }),
      random: () => environment.random(),
      after: (milliseconds, run) => environment.after(milliseconds, run),
      answered: (pending, answer) => {
        this.#answer(
          pending.message,
          answer.kind === "ack" ? { kind: "ack" } : { kind: "reject", ...answer.rejection },
        );
      },
      changed: () => {
        this.pending = this.#outbox.list();
        this.#watch.waits(this.pending.length > 0);
      },
    });
    this.#watch = new Watch(environment, {
      ask: () => this.#way.check(),
      silent: (is) => {
        this.silent = is;
      },
    });
    this.pending = this.#outbox.list();
    this.#watch.waits(this.pending.length > 0);
    this.room = new RoomViews(this.#source());
    this.#stopListening = environment.onLeave(() => this.#kept.leave());
    this.#way = this.#connect();
    this.#beat();
  }

  /** The confirmed records, for what `room` has no list of. */
  get records(): RecordStore {
    return this.#store;
  }

  /** The server's time, told anew several times a second to whatever view reads it. */
  get now(): number {
    this.#ticks();
    return this.serverTime();
  }

  /** The server's time, ms since 1970, as far as this device knows it. */
  serverTime(): number {
    return this.#environment.now() + this.#ahead;
  }

  /**
   * Sends a command, for the session's own member unless `speaker` says another. It is kept until it is answered, over
   * reloads too; the promise never fails.
   */
  send(command: Command, speaker: MemberId | null = this.members[0] ?? null): Promise<Outcome> {
    const message: CommandMessage = { id: newId<CommandId>(), as: speaker, body: command };
    const limit = this.limits?.message_bytes ?? MESSAGE_BYTES;
    // The server would end the connection over it, and again after every new attempt.
    if (new TextEncoder().encode(JSON.stringify({ type: "command", ...message })).length > limit) {
      return Promise.resolve({ kind: "reject", ...tooLarge(limit) });
    }
    return new Promise((resolve) => {
      this.#waiting.set(message.id, resolve);
      if (!this.#outbox.add(message)) this.durable = false;
    });
  }

  /** Takes back a member's last act. */
  undo(speaker?: MemberId): Promise<Outcome> {
    return this.send({ type: "undo" }, speaker);
  }

  /** Says that one has finished a step, or no more. Lossy: it is said again after a reconnection. */
  setFinished(step: StepId | null): void {
    this.#finished = step;
    this.#way.send({ type: "presence", finished: step });
  }

  /** Hears of every change to the confirmed records; the answer ends it. */
  onChange(listener: (difference: Difference) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Keeps a refused command in sight until it has been read: a passing message might be missed. */
  keepRefused(refused: Refused): void {
    this.refused = [...this.refused, refused];
  }

  /** Takes a refused command off the list. */
  dismiss(refused: Refused): void {
    this.refused = this.refused.filter((one) => one !== refused);
  }

  /** Tries the connection at once. */
  reconnect(): void {
    this.#way.wake();
  }

  /** After `history_regressed`: goes on with what the server has. What was not answered is sent then. */
  continueWithLostHistory(): void {
    if (this.connection.kind !== "stopped" || this.connection.code !== "history_regressed") return;
    this.#shelf.remove(this.#ackedName());
    this.#way.close();
    this.#way = this.#connect();
  }

  /** What was typed here and the server does not have. */
  unsent(): string[] {
    return unsentTexts(this.#shelf, this.#options.workshop, this.#seatName);
  }

  /** Everything this page holds, as JSON: a last copy when the server has lost what people wrote, or knows this seat no more. */
  copy(): string {
    return JSON.stringify({ unsent: this.unsent(), records: this.#store.copy() }, null, 1);
  }

  /** Leaves the room. What has no answer is kept and sent when somebody comes back. */
  close(): void {
    this.#way.close();
    this.#outbox.close();
    this.#watch.stop();
    this.#cancelBeat();
    this.#stopListening();
    this.#kept.leave();
    for (const resolve of this.#waiting.values()) resolve({ kind: "kept" });
    this.#waiting.clear();
  }

  #source(): ConstructorParameters<typeof RoomViews>[0] {
    const overlay = () => this.overlay;
    const members = () => this.members;
    return {
      store: this.#store,
      get overlay() {
        return overlay();
      },
      get members() {
        return members();
      },
      wroteHere: (id) => this.editKeys.has(id),
    };
  }

  #connect(): Connection {
    this.connection = { kind: "connecting" };
    return new Connection(this.#environment, () => this.#hello(), {
      state: (state) => this.#moved(state),
      message: (message) => this.#take(message),
    });
  }

  #hello(): Hello {
    return {
      version: PROTOCOL_VERSION,
      credential: this.#options.credential,
      digest: this.#store.empty ? null : this.#store.digest(),
      last_acked: this.#shelf.get(this.#ackedName()) as CommandId | null,
      edit_keys: this.editKeys.all(),
    };
  }

  #moved(state: ConnectionState): void {
    this.connection = state;
    if (state.kind !== "live") {
      this.#outbox.disconnected();
      if (state.kind === "stopped") this.#stopped(state.code);
      return;
    }
    this.#store.interrupt();
    this.#outbox.connected();
    if (this.#finished) this.#way.send({ type: "presence", finished: this.#finished });
  }

  #stopped(code: keyof typeof CLOSE_CODES): void {
    if (CLOSE_CODES[code].next !== "refresh") return;
    const now = this.#environment.wallClock();
    const last = Number(this.#tabShelf.get("charrette/reloaded") ?? 0);
    // A page that is as old after a reload would load for ever.
    if (Math.abs(now - last) < RELOAD_EVERY_MS || !this.#tabShelf.set("charrette/reloaded", String(now))) return;
    (this.#options.reload ?? (() => location.reload()))();
  }

  #take(message: ServerMessage): void {
    this.#watch.heard();
    switch (message.type) {
      case "welcome":
        this.#welcomed(message);
        return;
      case "changes": {
        const difference = this.#applied(message);
        if (!difference) return;
        this.loaded = true;
        for (const listener of this.#listeners) listener(difference);
        return;
      }
      case "ack":
        this.#shelf.set(this.#ackedName(), message.id);
        this.#outbox.acked(message.id);
        return;
      case "reject": {
        const { type: _, id, ...rejection } = message;
        if (id) this.#outbox.rejected(id, rejection);
        return;
      }
      case "presence": {
        const { type: _, ...presence } = message;
        this.presence = presence;
        return;
      }
      case "compare":
        this.#way.send({ type: "digest", digest: this.#store.digest() });
        // Answers are looked for on the same occasion: sending twice does no harm.
        this.#outbox.again();
        return;
      case "pong":
        this.#ahead = message.time - this.#environment.now();
        return;
      case "bye":
        return;
    }
  }

  /** Records that this page cannot hold come from a newer server: the page is as good as too old. */
  #applied(changes: Changes): Difference | null {
    try {
      return this.#store.apply(changes);
    } catch {
      this.#way.close();
      this.#moved({ kind: "stopped", code: "client_too_old" });
      return null;
    }
  }

  #welcomed(welcome: Extract<ServerMessage, { type: "welcome" }>): void {
    this.#ahead = welcome.time - this.#environment.now();
    this.audience = welcome.audience;
    this.members = welcome.members;
    this.limits = welcome.limits;
    this.#outbox.adopt(welcome.members);
  }

  #answer(message: CommandMessage, outcome: Exclude<Outcome, { kind: "kept" }>): void {
    this.#watch.answered(this.pending.length > 0);
    if (this.pending.length === 0) this.durable = true;
    const resolve = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (resolve) resolve(outcome);
    else if (outcome.kind === "reject") {
      this.keepRefused({ command: message.body, code: outcome.code, words: outcome.words });
    }
  }

  #beat(): void {
    this.#kept.beat();
    if (this.connection.kind === "live") this.#outbox.adopt(this.members);
    this.#cancelBeat = this.#environment.after(BEAT_EVERY_MS, () => this.#beat());
  }

  #ackedName(): string {
    return `${seatPrefix(this.#options.workshop, this.#seatName)}acked`;
  }
}

/** The connection in the words of the kit: a first failure is no news yet, silence while something waits is. */
function shownState(state: ConnectionState, silent: boolean): ShownConnection["state"] {
  if (silent && state.kind !== "stopped") return "offline";
  switch (state.kind) {
    case "live":
      return state.over === "polling" ? "polling" : "live";
    case "waiting":
      return state.failures > 1 ? "offline" : "connecting";
    default:
      return state.kind;
  }
}
