// What one does to clusters: commands, and a slip with Undo for each. Remembers where this seat has put notes, so that
// its own acts show at once while others' wait.

import type { BoardId, ClusterId, Command, NoteId } from "../../protocol.gen";
import type { Outcome, RoomClient } from "../../room/client.svelte";
import { newId } from "../../room/ids";
import { isPredicted } from "../../room/overlay";
import { words } from "../../words";
import * as say from "../../words/clustering";
import type { IconName } from "../kit/icons";
import { toasts as pageToasts, type Toasts } from "../kit/toasts.svelte";
import { speakerOf } from "../seat/speaker.svelte";
import type { Arrangement, ClusterView } from "./arrangement";

/** The acts of one seat on one board. */
export class BoardActs {
  /** Acts without an answer that are not predicted: "working". */
  working = $state(0);
  /** Such acts after which the lists show everything at once. */
  #turning = $state(0);
  readonly #client: RoomClient;
  readonly #board: () => BoardId | null;
  readonly #arrangement: () => Arrangement;
  readonly #toasts: Toasts;
  /** Where this seat has put notes; none = into no cluster. */
  readonly #put = new Map<NoteId, ClusterId | null>();
  #lastToast: number | null = null;

  constructor(
    client: RoomClient,
    board: () => BoardId | null,
    arrangement: () => Arrangement,
    toasts: Toasts = pageToasts,
  ) {
    this.#client = client;
    this.#board = board;
    this.#arrangement = arrangement;
    this.#toasts = toasts;
  }

  /** Whether the lists show everything at once now. */
  get flowing(): boolean {
    return this.#turning > 0;
  }

  /** Whether a note is where this seat has put it. */
  owns(id: NoteId): boolean {
    const target = this.#put.get(id);
    const note = this.#arrangement().notes.get(id);
    return target !== undefined && note !== undefined && note.cluster === target;
  }

  /** Puts notes into a cluster, or takes them out of any. */
  async put(notes: readonly NoteId[], cluster: ClusterId | null): Promise<boolean> {
    const known = this.#arrangement().notes;
    const going = notes.filter((id) => known.has(id) && known.get(id)?.cluster !== cluster);
    if (going.length === 0) return false;
    const target = cluster === null ? null : this.#arrangement().byId.get(cluster);
    if (target === undefined) return false;
    const text =
      target === null ? say.tookOut(going.length) : say.put(going.length, target.name || words.cluster.unnamed);
    return this.#place(going, cluster, { type: "place_notes", notes: going, cluster, after: null }, { text });
  }

  /** Makes a cluster of notes; answers its id, or nothing if that was refused. */
  async make(notes: readonly NoteId[]): Promise<ClusterId | null> {
    const board = this.#board();
    if (board === null) return null;
    const cluster = newId<ClusterId>();
    const command: Command = { type: "make_cluster", cluster, board, name: "", notes: [...notes], after: null };
    const toast = { text: say.made(notes.length), icon: "plus" as const };
    return (await this.#place(notes, cluster, command, toast)) ? cluster : null;
  }

  /** Splits notes off a cluster into a new one, which follows it; answers the new one's id. */
  async split(from: ClusterId, notes: readonly NoteId[]): Promise<ClusterId | null> {
    const cluster = newId<ClusterId>();
    const command: Command = { type: "split_cluster", cluster: from, new: cluster, name: "", notes: [...notes] };
    const toast = { text: say.splitOff(notes.length), icon: "split" as const };
    return (await this.#place(notes, cluster, command, toast)) ? cluster : null;
  }

  /** Merges a cluster into another, which keeps its name. */
  async merge(from: ClusterView, into: ClusterView): Promise<boolean> {
    const name = ({ name, notes }: ClusterView): string => words.cluster.called(name, notes);
    const toast = { text: say.merged(name(from), name(into)), icon: "merge" as const };
    return this.turn({ type: "merge_clusters", from: [from.id], into: into.id }, toast);
  }

  /** Dissolves a cluster; its notes are not placed then. */
  async dissolve({ id, name, notes }: ClusterView): Promise<boolean> {
    const text = say.dissolved(name || words.cluster.unnamed, notes.length);
    return this.turn({ type: "dissolve_cluster", cluster: id }, { text });
  }

  /** Moves a cluster by one place, up (-1) or down (1). */
  async move({ id, name }: ClusterView, by: -1 | 1): Promise<boolean> {
    const { clusters } = this.#arrangement();
    const at = clusters.findIndex((cluster) => cluster.id === id);
    const to = at + by;
    if (at < 0 || to < 0 || to >= clusters.length) return false;
    const after = clusters[by < 0 ? to - 1 : to]?.id ?? null;
    const toast = { text: say.moved(name || words.cluster.unnamed, to + 1) };
    return this.turn({ type: "move_cluster", cluster: id, after }, toast);
  }

  /** Names a cluster. The caller keeps the text until this says that it stands. */
  async name(cluster: ClusterId, name: string, basedOn: number): Promise<Outcome> {
    const outcome = await this.#work({ type: "name_cluster", cluster, name, based_on: basedOn });
    if (outcome.kind === "ack") this.#done({ text: say.named(name), icon: "pen" });
    return outcome;
  }

  /** Takes back this seat's last act. */
  readonly undo = async (): Promise<void> => {
    this.#forgetToast();
    const outcome = await this.flow(this.#work({ type: "undo" }));
    if (outcome.kind === "ack") this.#lastToast = this.#toasts.show({ text: say.undone, icon: "undo" });
    else this.#refused(outcome);
  };

  /** Waits for work of this seat; the lists show everything at once meanwhile. */
  async flow<Value>(work: Promise<Value>): Promise<Value> {
    this.#turning += 1;
    const value = await work;
    this.#turning -= 1;
    return value;
  }

  /** Does what is not predicted; the lists then show everything at once. */
  async turn(command: Command, toast: { text: string; icon?: IconName }): Promise<boolean> {
    return this.#settle(await this.flow(this.#work(command)), toast);
  }

  async #place(
    notes: readonly NoteId[],
    cluster: ClusterId | null,
    command: Command,
    toast: { text: string; icon?: IconName },
  ): Promise<boolean> {
    const known = this.#arrangement().notes;
    const before = new Map(notes.map((id) => [id, known.get(id)?.cluster ?? null]));
    for (const id of notes) this.#put.set(id, cluster);
    const outcome = await this.#work(command);
    // They are back where they were, and that is this seat's doing too.
    if (outcome.kind === "reject") for (const [id, old] of before) this.#put.set(id, old);
    return this.#settle(outcome, toast);
  }

  async #work(command: Command): Promise<Outcome> {
    const works = isPredicted(command) ? 0 : 1;
    this.working += works;
    const outcome = await this.#client.send(command, speakerOf(this.#client).member);
    this.working -= works;
    return outcome;
  }

  #settle(outcome: Outcome, toast: { text: string; icon?: IconName }): boolean {
    if (outcome.kind === "ack") this.#done(toast);
    else this.#refused(outcome);
    return outcome.kind === "ack";
  }

  /** Undo takes back the last act only, so only the last act's slip offers it. */
  #done(toast: { text: string; icon?: IconName }): void {
    this.#forgetToast();
    this.#lastToast = this.#toasts.show({ ...toast, undo: () => void this.undo() });
  }

  #refused(outcome: Outcome): void {
    if (outcome.kind === "reject") this.#toasts.show({ text: outcome.words, icon: "warning" });
  }

  #forgetToast(): void {
    if (this.#lastToast !== null) this.#toasts.dismiss(this.#lastToast);
    this.#lastToast = null;
  }
}
