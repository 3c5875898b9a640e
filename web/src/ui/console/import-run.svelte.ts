// Posting the rows of a file, one after the other: each is an ordinary command, so that one bad row loses nothing else.

import type {
  BoardId,
  BoardRecord,
  Command,
  EntryId,
  ImportKind,
  ImportRow,
  NoteId,
  StepRecord,
} from "../../protocol.gen";
import type { RoomClient } from "../../room/client.svelte";
import { newId } from "../../room/ids";
import { takes, writesIn } from "./step-form";

/** A row that can be posted. */
export type FitRow = Exclude<ImportRow, { row: "unfit" }>;

/** A row that cannot, or was refused. */
export interface BadRow {
  readonly line: number;
  readonly words: string;
}

/** Splits what a file holds. */
export function sortRows(rows: readonly ImportRow[]): { fit: FitRow[]; bad: BadRow[] } {
  const fit: FitRow[] = [];
  const bad: BadRow[] = [];
  for (const row of rows) {
    if (row.row === "unfit") bad.push({ line: row.line, words: row.words });
    else fit.push(row);
  }
  return { fit, bad };
}

/** What somebody who opens the import most likely brings: what the board at hand holds, or what the agenda works on. */
export function kindFor(
  boards: readonly BoardRecord[],
  chosen: BoardId | null,
  steps: readonly StepRecord[],
  current: StepRecord | null,
): ImportKind {
  const used = [chosen, current?.settings.board, ...steps.map(({ settings }) => settings.board)];
  const found = used.map((id) => boards.find((board) => board.id === id)).find((board) => board !== undefined);
  return found?.holds === "timeline" ? "entries" : "notes";
}

/** Boards that take these rows: the room's own first, then those people group on, then in the agenda's order. */
export function boardsFor(
  boards: readonly BoardRecord[],
  kind: ImportKind,
  steps: readonly StepRecord[],
  current: StepRecord | null,
): BoardRecord[] {
  const order = (board: BoardRecord): number => {
    if (current?.settings.board === board.id) return -2;
    if (steps.some(({ settings }) => settings.kind === "cluster" && settings.board === board.id)) return -1;
    const at = steps.findIndex(({ settings }) => settings.board === board.id);
    return at < 0 ? steps.length : at;
  };
  return boards
    .filter(({ holds }) => (holds === "timeline") === (kind === "entries"))
    .sort((one, other) => order(one) - order(other));
}

/** Steps in which rows can be posted on a board: the likeliest first, those without a limit for each person. */
export function stepsFor(steps: readonly StepRecord[], board: BoardRecord | null): StepRecord[] {
  if (!board) return [];
  const fitting = steps.filter(({ settings }) => settings.board === board.id && takes(settings.kind, board.holds));
  const order = (step: StepRecord): number =>
    (writesIn(step.settings.kind) ? 0 : 4) + (step.settings.note_limit ? 2 : 0) + (isPrivate(step) ? 1 : 0);
  return [...fitting].sort((one, other) => order(one) - order(other) || one.rank - other.rank);
}

/** Whether what is posted in a step now waits for its reveal. */
export const isPrivate = (step: StepRecord): boolean => step.settings.writing === "private" && !step.revealed;

/** Posts rows in a step. */
export class ImportRun {
  /** Rows that stand on the board. */
  posted = $state(0);
  /** Rows that were refused, and why. */
  refused: readonly BadRow[] = $state.raw([]);
  state: "running" | "stopped" | "done" = $state("running");
  readonly rows: readonly FitRow[];
  readonly #client: Pick<RoomClient, "send" | "editKeys">;
  readonly #step: StepRecord;

  constructor(client: Pick<RoomClient, "send" | "editKeys">, step: StepRecord, rows: readonly FitRow[]) {
    this.rows = rows;
    this.#client = client;
    this.#step = step;
  }

  /** Posts row by row; the next goes out when the one before has its answer, as the server's limits want. */
  async run(): Promise<void> {
    for (const row of this.rows) {
      if (this.state !== "running") return;
      const outcome = await this.#client.send(this.#commandOf(row));
      if (outcome.kind === "ack") this.posted += 1;
      else if (outcome.kind === "reject") {
        this.refused = [...this.refused, { line: row.line, words: outcome.words }];
      } else {
        this.state = "stopped";
        return;
      }
    }
    this.state = "done";
  }

  /** Posts no further row; what is posted stays. */
  stop(): void {
    if (this.state === "running") this.state = "stopped";
  }

  #commandOf(row: FitRow): Command {
    const step = this.#step;
    const anonymous = step.effective_attribution === "anonymous";
    const seen = { step: step.id, private: isPrivate(step) };
    if (row.row === "note") {
      const note = newId<NoteId>();
      const edit_key = anonymous ? this.#client.editKeys.make(note) : null;
      return { type: "post_note", note, ...seen, column: row.column, text: row.text, edit_key };
    }
    const entry = newId<EntryId>();
    const edit_key = anonymous ? this.#client.editKeys.make(entry) : null;
    return { type: "post_entry", entry, ...seen, text: row.text, edit_key };
  }
}
