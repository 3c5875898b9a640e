// What the parts of a console share: the client, the addresses people can use, the one dialog that is open, and how a
// command's answer is told.

import { router } from "../../browser";
import type { BallotId, BoardId, Command, MemberId, StepId, TableId } from "../../protocol.gen";
import type { Outcome, RoomClient } from "../../room/client.svelte";
import { type DeskApi, api as pageApi } from "../../room/desk-api";
import { pathOf } from "../../router";
import { consoleWords as words } from "../../words/console";
import type { GroupSign } from "../kit/groups";
import { signsOf } from "../kit/groups";
import type { IconName } from "../kit/icons";
import { toasts } from "../kit/toasts.svelte";
import { speakNextFor } from "../seat/speaker.svelte";

/** What can be open over the console; one at a time. */
export type Opened =
  | { readonly kind: "step"; readonly step: StepId | null; readonly after: StepId | null }
  | { readonly kind: "acts" }
  | { readonly kind: "board" }
  | { readonly kind: "workshop" }
  | { readonly kind: "perspectives" }
  | { readonly kind: "attribution" }
  | { readonly kind: "code" }
  | { readonly kind: "links" }
  | { readonly kind: "wall" }
  | { readonly kind: "people"; readonly member: MemberId | null }
  | { readonly kind: "proxy" }
  | { readonly kind: "tables"; readonly table: TableId | null }
  | { readonly kind: "deleted" }
  | { readonly kind: "spotlight" }
  | { readonly kind: "import"; readonly board: BoardId | null }
  | { readonly kind: "export" }
  | { readonly kind: "rehearse" }
  | { readonly kind: "open-ballot"; readonly ballot: BallotId; readonly step: StepId }
  | { readonly kind: "close-ballot"; readonly ballot: BallotId }
  | { readonly kind: "hand-out"; readonly step: StepId }
  | { readonly kind: "reveal"; readonly step: StepId };

/** How a done command is told: nothing, or a toast. */
export interface Told {
  readonly text: string;
  readonly icon?: IconName;
  /** Offers to take it back; only for acts that `undo` takes back. */
  readonly undo?: boolean;
  /** Where to go on from here. */
  readonly way?: { readonly words: string; readonly go: () => void };
}

/** The console's own state. */
export class Desk {
  readonly client: RoomClient;
  readonly credential: string;
  readonly api: DeskApi;

  /** What is open. */
  opened: Opened | null = $state.raw(null);
  /** Where the server can be reached, best first; this page's own address until the server has told. */
  addresses: readonly string[] = $state.raw([]);
  /** The address chosen for links and codes. */
  chosen: string | null = $state(null);
  /** Board that is being worked on instead of the console's middle. */
  board: BoardId | null = $state(null);
  /** Whether the report is read instead of the console's columns. */
  report: boolean = $state(false);

  /** The address that links begin with. */
  readonly address = $derived.by(() => this.chosen ?? this.addresses[0] ?? location.origin);

  /** Marks of this workshop's groups. */
  readonly signs = $derived.by(
    (): Map<string, GroupSign> => signsOf(this.client.room.workshop?.groups.map(({ name }) => name) ?? []),
  );

  /** The toast that offers to take back the last act. */
  #undoable: number | null = null;

  constructor(client: RoomClient, credential: string, api: DeskApi = pageApi) {
    this.client = client;
    this.credential = credential;
    this.api = api;
  }

  /** Opens something over the console. */
  open(opened: Opened): void {
    this.opened = opened;
  }

  /** Goes to the report. */
  read(): void {
    this.opened = null;
    this.report = true;
  }

  /** Closes what is open. */
  close(): void {
    this.opened = null;
  }

  /** Asks where the server can be reached; without an answer this page's own address stands. */
  async findAddresses(): Promise<void> {
    const answer = await this.api.venue(this.credential);
    if (answer.ok) this.addresses = answer.value.addresses;
  }

  /** The address by which people come in with a secret. */
  linkOf(secret: string): string {
    return `${this.address}/j#k=${secret}`;
  }

  /** The address by which people come in with the code. */
  joinAddress(code: string): string {
    return `${this.address}/j/${code}`;
  }

  /** Sends a command and tells what came of it, at the foot of the page. */
  async tell(command: Command, told?: Told): Promise<Outcome> {
    const outcome = await this.client.send(command);
    if (outcome.kind === "reject") toasts.show({ icon: "warning", text: outcome.words });
    if (outcome.kind === "ack") this.#done(told);
    return outcome;
  }

  /** Sends a command for a form, which shows a refusal itself: its words, or nothing when it was done. */
  async ask(command: Command, told?: Told): Promise<string | null> {
    const outcome = await this.client.send(command);
    if (outcome.kind === "reject") return outcome.words;
    if (outcome.kind === "ack") this.#done(told);
    return null;
  }

  /** Goes to this device's seat and speaks there for somebody who has no device. */
  speakFor(member: MemberId): void {
    const workshop = this.client.room.workshop;
    if (!workshop) return;
    speakNextFor(member);
    router.goTo(pathOf({ face: "seat", workshop: workshop.id }));
  }

  /** Whether this device speaks for somebody. */
  speaksFor(member: MemberId): boolean {
    return this.client.members.includes(member);
  }

  /** Takes back this facilitator's last act. */
  async undo(): Promise<void> {
    this.#forgetUndo();
    const outcome = await this.client.undo();
    if (outcome.kind === "ack") toasts.show({ icon: "undo", text: words.undo.done });
    if (outcome.kind === "reject") toasts.show({ icon: "warning", text: outcome.words });
  }

  /** An act was done. Only the last one can be undone, so an earlier offer to do so goes away. */
  #done(told: Told | undefined): void {
    this.#forgetUndo();
    if (!told) return;
    const { text, icon, undo, way } = told;
    const toast = toasts.show({
      text,
      ...(icon ? { icon } : {}),
      ...(way ? { way } : {}),
      ...(undo ? { undo: () => void this.undo() } : {}),
    });
    if (undo) this.#undoable = toast;
  }

  #forgetUndo(): void {
    if (this.#undoable !== null) toasts.dismiss(this.#undoable);
    this.#undoable = null;
  }
}

/** An address as people read it: without the protocol. */
export const shownAddress = (address: string): string => address.replace(/^https?:\/\//u, "");
