// The timeline at one seat: what it shows, what is open, and what becomes of what is written.

import type { EntryId, EntryText, EraId, MemberId, StepRecord } from "../../protocol.gen";
import type { RoomClient } from "../../room/client.svelte";
import type { Drafts } from "../../room/drafts";
import type { EntryView } from "../../room/views";
import { words } from "../../words";
import { announce } from "../kit/announcer";
import { toasts } from "../kit/toasts.svelte";
import { deleteItem } from "../seat/author";
import { isHidden } from "../seat/promises";
import { remove, restore } from "../seat/removing";
import { speakerOf } from "../seat/speaker.svelte";
import { bandsOf } from "./bands";
import { begun, tallied } from "./checks";
import { type EntryDraft, keepDraft, readDraft } from "./draft";
import { editEntry, postEntry } from "./entry-work";
import { chapter, plot } from "./plotted";
import { tends } from "./tending";

/** What lies open over the timeline. */
export interface Opened {
  /** The entry that is read or changed; none = a new one. */
  readonly entry: EntryId | null;
  /** Where the form keeps its text; none = the entry is read. */
  readonly slot?: string;
}

/** Something that was not taken, kept until its author has seen to it. */
export interface Returned {
  readonly slot: string;
  /** The entry it was a change of; none = a new one. */
  readonly entry: EntryId | null;
  readonly title: string;
  readonly why: string;
}

/** Where the text of a new entry is kept, and of the ones that came back. */
export const NEW_SLOT = "entry/new";
const RETURNED = "entry/returned/";
const changeSlot = (entry: EntryId): string => `entry/${entry}`;

/** One seat's timeline. */
export class TimelineDesk {
  readonly client: RoomClient;
  /** Of whom this desk is: whoever had the pen when it was made. */
  readonly writer: MemberId | null;
  /** What they have written and not sent. */
  readonly drafts: Drafts;
  readonly #step: () => StepRecord;

  /** What lies open. */
  opened = $state.raw<Opened | null>(null);
  /** The lane that is shown alone; none = all. */
  lane = $state.raw<string | null>(null);
  /** Only what is still to be looked up is shown. */
  unchecked = $state(false);
  /** What came back. */
  returned = $state.raw<readonly Returned[]>([]);
  /** An entry that was begun and not sent: its title as far as it goes; none if there is no such entry. */
  begun = $state.raw<string | null>(null);
  /** The era whose form lies open; `new` for one that is not there yet. */
  era = $state.raw<EraId | "new" | null>(null);
  /** The entry that Tab reaches. */
  focused = $state.raw<string | null>(null);

  constructor(client: RoomClient, step: () => StepRecord) {
    this.client = client;
    this.#step = step;
    ({ member: this.writer, drafts: this.drafts } = speakerOf(client));
    this.returned = this.drafts
      .fields(step().id)
      .filter((field) => field.startsWith(RETURNED))
      .map((slot) => {
        const draft = readDraft(this.drafts.read(step().id, slot));
        return { slot, entry: null, title: draft?.title ?? "", why: "" };
      });
    this.#bringAlong();
    this.#lookForBegun();
  }

  /** What was begun in an earlier step on the same timeline goes on here, unless something stands here already. */
  #bringAlong(): void {
    const {
      drafts,
      client: { room },
    } = this;
    const here = this.step;
    if (drafts.read(here.id, NEW_SLOT) !== "") return;
    for (const step of room.steps) {
      if (step.id === here.id || step.settings.board !== here.settings.board) continue;
      const kept = drafts.read(step.id, NEW_SLOT);
      if (kept === "") continue;
      drafts.write(here.id, NEW_SLOT, kept);
      drafts.clear(step.id, NEW_SLOT);
      return;
    }
  }

  #lookForBegun(): void {
    this.begun = readDraft(this.drafts.read(this.step.id, NEW_SLOT))?.title.trim() ?? null;
  }

  /** Makes an entry the one that Tab reaches. */
  focus(entry: string): void {
    this.focused = entry;
  }

  /** Shows one lane alone; none = all. */
  choose(lane: string | null): void {
    this.lane = lane;
  }

  /** Shows only what is still to be looked up, or all. */
  sift(unchecked: boolean): void {
    this.unchecked = unchecked;
  }

  /** Closes what lies open. */
  close(): void {
    this.opened = null;
    this.#lookForBegun();
  }

  /** The step. */
  get step(): StepRecord {
    return this.#step();
  }

  readonly board = $derived.by(() => this.step.settings.board);
  readonly lanes = $derived.by(() => (this.board === null ? [] : this.client.room.columns(this.board)));
  readonly eras = $derived.by(() => (this.board === null ? [] : this.client.room.erasOn(this.board)));
  /** Whether what is written now stays with its author until the reveal. */
  readonly hidden = $derived.by(() => isHidden(this.step));
  /** Whether this seat may add entries now. A seat that was ended would take a text that never goes anywhere. */
  readonly mayWrite = $derived.by(
    () =>
      this.client.connection.kind !== "stopped" &&
      this.client.room.may("write_entries", speakerOf(this.client).seat?.id),
  );
  readonly mayEditAll = $derived.by(() => this.client.room.may("edit_all"));
  /** Whether whoever has the pen names eras and looks dates up. */
  readonly tends = $derived.by(() => tends(this.client));
  readonly #all = $derived.by(() => (this.board === null ? [] : this.client.room.entriesOn(this.board)));

  /** Whether what is sent waits on this device: only then is it news that an act has no answer. */
  readonly away = $derived.by(() => !["live", "polling"].includes(this.client.shownConnection.state));

  /** What stands on the line for all, deleted and hidden ones left out. */
  readonly entries = $derived.by(() => this.#all.filter((entry) => !entry.deleted && entry.hidden === null));
  /** One's own that nobody else sees before the reveal. */
  readonly own = $derived.by(() => this.#all.filter((entry) => entry.hidden === "until_reveal"));
  /** What facilitators can put back. */
  readonly deleted = $derived.by(() => this.#all.filter((entry) => entry.deleted));
  /** All that can be opened, in date order. */
  readonly readable = $derived.by(() => this.#all.filter((entry) => !entry.deleted));

  /** How many entries each lane has. */
  readonly counts = $derived.by(() => {
    const counts = new Map<string, number>();
    for (const { text } of this.entries) counts.set(text.lane, (counts.get(text.lane) ?? 0) + 1);
    return counts;
  });

  /** Whether anything here was looked up. */
  readonly checked = $derived.by(() => begun(this.entries));
  /** How many entries are to be looked up; none = nobody here is asked to. */
  readonly toCheck = $derived.by(() => (this.checked || this.tends ? tallied(this.entries).unverified : null));

  /** What is shown: all lanes, or one with what also belongs there; where it was asked for, only what is to be looked up. */
  readonly shown = $derived.by(() => {
    const { lane } = this;
    const wanted = this.unchecked ? this.entries.filter(({ check }) => check === "unverified") : this.entries;
    if (lane === null) return wanted;
    return wanted.filter(({ text }) => text.lane === lane || text.also_in.some((other) => other === lane));
  });
  readonly bands = $derived.by(() => bandsOf(this.eras.map(chapter), this.shown.map(plot)));

  /** How many entries one may still add; none = no limit. What is on its way counts too. */
  readonly left = $derived.by(() => {
    const left = speakerOf(this.client).seat?.notes_left ?? null;
    if (left === null) return null;
    return left - this.#all.filter((entry) => entry.step === this.step.id && entry.act === "post").length;
  });

  /** The entry that Tab reaches: the one that had the focus, or the first. */
  readonly current = $derived.by(() => {
    const { focused, shown } = this;
    return shown.some(({ id }) => id === focused) ? focused : (shown[0]?.id ?? null);
  });

  /** The name of a lane; empty for one that has gone. */
  readonly laneName = (lane: string): string => this.lanes.find(({ id }) => id === lane)?.title ?? "";

  /** The further lanes an entry belongs to, in words; empty without any. */
  also({ also_in }: EntryText): string {
    const names = also_in.map(this.laneName).filter(Boolean);
    return names.length > 0 ? words.timeline.alsoIn(names) : "";
  }

  /** Whether an act on an entry waits on this device. */
  unsent({ act }: EntryView): boolean {
    return this.away && act !== null;
  }

  /** An entry as it stands. */
  find(id: string): EntryView | null {
    return this.#all.find((entry) => entry.id === id) ?? null;
  }

  /** Opens an entry to read. */
  open(entry: EntryView): void {
    this.opened = { entry: entry.id };
  }

  /** Opens the form for a new entry. */
  add(): void {
    if (!this.mayWrite) return;
    this.opened = { entry: null, slot: NEW_SLOT };
  }

  /** Opens the form for a change. */
  change(entry: EntryView): void {
    this.opened = { entry: entry.id, slot: changeSlot(entry.id) };
  }

  /** Whether this seat may change an entry. */
  mayChange(entry: EntryView): boolean {
    return entry.mine || (this.mayEditAll && entry.hidden === null);
  }

  /** Sends a new entry. */
  async post(text: EntryText, draft: EntryDraft): Promise<void> {
    const { client, step, hidden } = this;
    const { entry, outcome } = postEntry(client, step, text, speakerOf(client).member);
    this.focused = entry;
    this.begun = null;
    // In private writing it stands over the form at once, where it can be deleted again; a toast would hide the form.
    if (hidden) announce(words.timeline.keptForReveal(text.title));
    const undo = async () => {
      const gone = await deleteItem(client, { kind: "entry", id: entry }, speakerOf(client).member);
      if (gone.kind === "reject") toasts.show({ text: gone.words, icon: "warning" });
    };
    const toast = hidden ? null : toasts.show({ text: words.timeline.added(text.title), icon: "check", undo });
    const answer = await outcome;
    if (answer.kind !== "reject") return;
    if (toast !== null) toasts.dismiss(toast);
    this.#takeBack({ slot: `${RETURNED}${entry}`, entry: null, title: text.title, why: answer.words }, draft);
  }

  /** Sends a change. */
  async edit(entry: EntryView, text: EntryText, draft: EntryDraft): Promise<void> {
    const answer = await editEntry(this.client, entry.id, draft.basedOn, text, speakerOf(this.client).member);
    if (answer.kind === "ack") toasts.show({ text: words.timeline.saved, icon: "check" });
    if (answer.kind !== "reject") return;
    const slot = changeSlot(entry.id);
    this.#takeBack({ slot, entry: entry.id, title: text.title, why: answer.words }, draft);
    // Both texts are shown at once, unless something else lies open by now.
    if (answer.code === "stale_version" && this.opened === null) this.openKept(slot);
  }

  /** Deletes an entry; the way back stands beside the news. */
  remove(entry: EntryView): void {
    void remove(this.client, { kind: "entry", id: entry.id }, words.timeline.deleted(entry.text.title));
  }

  /** Puts a deleted entry back. */
  restore(id: EntryId): void {
    void restore(this.client, { kind: "entry", id }, speakerOf(this.client).member);
  }

  /** Opens the form with what is kept: what came back, or a new entry that was begun. */
  openKept(slot: string): void {
    this.opened = this.returned.find((one) => one.slot === slot) ?? { entry: null, slot };
  }

  /** Forgets what a form keeps: it was sent or given up. */
  forget(slot: string): void {
    this.drafts.clear(this.step.id, slot);
    this.returned = this.returned.filter((one) => one.slot !== slot);
    this.#lookForBegun();
  }

  #takeBack(returned: Returned, draft: EntryDraft): void {
    this.drafts.write(this.step.id, returned.slot, keepDraft(draft));
    this.returned = [...this.returned.filter(({ slot }) => slot !== returned.slot), returned];
  }
}
