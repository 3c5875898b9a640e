// The report as it stands on its page: which one is read, what the server made of it last, and when it is asked for anew.

import type { RecordKind, ReleaseLevel, ReportKind, ReportPreview } from "../../protocol.gen";
import type { ExportFormat, Failure } from "../../room/api";
import type { RoomClient } from "../../room/client.svelte";
import { api as pageApi, queryOf, type Release, type ReportApi } from "../../room/report-api";
import { reportWords as words } from "../../words/report";
import { save } from "../files/save";

/** A busy room changes several times a second; the report follows at this pace, ms. */
const RENEW_EVERY_MS = 1_500;

/** What changes without a word of the report changing. */
const SILENT: ReadonlySet<string> = new Set<RecordKind>(["seat", "mine", "balance", "act"]);

/** What the report's page shows. */
export class Reading {
  kind: ReportKind = $state("seminar");
  level: ReleaseLevel = $state("participants");
  /** The last answer, and which report it is. */
  shown: { readonly preview: ReportPreview; readonly release: Release } | null = $state.raw(null);
  /** Why the last one did not come. */
  failure: Failure | null = $state.raw(null);
  /** Whether one is asked for. */
  asking = $state(false);
  /** Whether what is shown is what was chosen: until it is, nothing of it is passed on. */
  readonly fits = $derived.by(() => this.shown?.release.kind === this.kind && this.shown.release.level === this.level);

  /** The format that is being prepared. */
  preparing: ExportFormat | null = $state(null);
  /** Why the last file did not come. */
  noFile: string | null = $state(null);
  /** What was said of the last file. */
  said = $state("");

  readonly #client: RoomClient;
  readonly #credential: string;
  readonly #api: ReportApi;
  readonly #stop: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | null = null;
  #again = false;
  #closed = false;

  constructor(client: RoomClient, credential: string, api: ReportApi = pageApi) {
    this.#client = client;
    this.#credential = credential;
    this.#api = api;
    this.#stop = client.onChange(({ put, drop }) => {
      const loud = (key: string) => !SILENT.has(key.slice(0, key.indexOf("/")));
      if ([...put.keys(), ...drop].some(loud)) this.#renewSoon();
    });
  }

  /** Asks for the report as it stands now; ends once it is here, or why it is not. */
  renew(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    // What is under way may not know yet of what led here.
    if (this.#running) this.#again = true;
    else this.#running = this.#ask().finally(() => (this.#running = null));
    return this.#running;
  }

  /** Has a file made and hands it over. */
  async download(format: ExportFormat): Promise<void> {
    if (this.preparing !== null) return;
    this.preparing = format;
    this.noFile = null;
    this.said = "";
    const query = queryOf({ kind: this.kind, level: this.level });
    const answer = await this.#api.export(this.#credential, format, this.#client.editKeys.all(), query);
    this.preparing = null;
    if (this.#closed) return;
    if (answer.ok) {
      save(answer.value.blob, answer.value.name);
      this.said = words.ready(answer.value.name);
    } else this.noFile = answer.failure.words;
  }

  /** The page is left. */
  close(): void {
    this.#closed = true;
    this.#stop();
    clearTimeout(this.#timer);
  }

  async #ask(): Promise<void> {
    this.asking = true;
    do {
      this.#again = false;
      const release: Release = { kind: this.kind, level: this.level };
      const answer = await this.#api.preview(this.#credential, release, this.#client.editKeys.all());
      if (this.#closed) return;
      // Another report may have been chosen since: this one is not shown under its name.
      if (release.kind !== this.kind || release.level !== this.level) {
        this.#again = true;
        continue;
      }
      if (answer.ok) this.shown = { preview: answer.value, release };
      this.failure = answer.ok ? null : answer.failure;
    } while (this.#again);
    this.asking = false;
  }

  #renewSoon(): void {
    this.#timer ??= setTimeout(() => void this.renew(), RENEW_EVERY_MS);
  }
}
