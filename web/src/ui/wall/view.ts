// What a wall shows in each step, and how large. Plain functions: a wall has no will of its own and shows what the
// room's step says.

import type { BallotRecord, BoardRecord, StepRecord } from "../../protocol.gen";
import type { RoomViews } from "../../room/room-views.svelte";
import type { NoteView } from "../../room/views";
import type { Size } from "./paging";

/** What is on the wall. */
export type WallView =
  /** How to come in; with the question of the first step, while the room has been in no other. */
  | { readonly kind: "lobby"; readonly step: StepRecord | null }
  /** The question, and how many have written; nothing of what is written. */
  | { readonly kind: "writing"; readonly step: StepRecord }
  | { readonly kind: "notes"; readonly step: StepRecord; readonly board: BoardRecord }
  | { readonly kind: "clusters"; readonly step: StepRecord; readonly board: BoardRecord }
  | { readonly kind: "ballot"; readonly step: StepRecord; readonly ballot: BallotRecord }
  | { readonly kind: "results"; readonly step: StepRecord; readonly ballot: BallotRecord }
  | { readonly kind: "timeline"; readonly step: StepRecord; readonly board: BoardRecord }
  | { readonly kind: "iceberg"; readonly step: StepRecord; readonly board: BoardRecord }
  | { readonly kind: "statements"; readonly step: StepRecord; readonly board: BoardRecord }
  | { readonly kind: "talk"; readonly step: StepRecord };

/** The part of the room that decides it. */
export type WallRoom = Pick<
  RoomViews,
  "currentStep" | "steps" | "boards" | "ballots" | "notes" | "clusters" | "entriesOn" | "result"
>;

/** A note that everybody may read. A console's own eyes see more; a wall's picture must not. */
export const readable = (note: Pick<NoteView, "deleted" | "hidden">): boolean => !note.deleted && note.hidden === null;

/** What the wall shows now. */
export function wallViewOf(room: WallRoom): WallView {
  const step = room.currentStep;
  if (!step || isWelcome(room, step)) return { kind: "lobby", step };
  const { kind, writing } = step.settings;
  const ballot = room.ballots.find(({ id }) => id === step.settings.ballot);
  if (ballot?.state === "closed" && room.result(ballot.id)) return { kind: "results", step, ballot };
  if (ballot?.state === "frozen") return { kind: "ballot", step, ballot };
  if (kind === "ballot") return ballot ? { kind: "ballot", step, ballot } : { kind: "talk", step };
  const writes = kind === "write" || kind === "table" || kind === "timeline";
  if (writes && !step.revealed && (writing === "private" || step.handed)) return { kind: "writing", step };
  const board = room.boards.find(({ id }) => id === step.settings.board);
  const shown = board && boardView(room, step, board, !writes);
  return shown ?? (writes ? { kind: "writing", step } : { kind: "talk", step });
}

/** A first step that only talks is the time in which people come in: the code matters more than the question. */
function isWelcome({ steps }: WallRoom, step: StepRecord): boolean {
  const { kind, board, ballot } = step.settings;
  const talks = kind === "talk" && board === null && ballot === null;
  return talks && steps[0]?.id === step.id && steps.every(({ id, entered }) => !entered || id === step.id);
}

/** The picture of a board; none while it is empty. */
function boardView(room: WallRoom, step: StepRecord, board: BoardRecord, clustered: boolean): WallView | null {
  if (board.holds === "timeline") {
    const any = room.entriesOn(board.id).some((entry) => !entry.deleted && entry.hidden === null);
    return any ? { kind: "timeline", step, board } : null;
  }
  // While tables write unseen there is nothing but the question.
  if (board.holds === "statements") {
    const unseen = step.settings.kind === "draft" && step.settings.writing === "private" && !step.revealed;
    return unseen ? null : { kind: "statements", step, board };
  }
  if (clustered && room.clusters(board.id).length > 0) return { kind: "clusters", step, board };
  if (!room.notes.some((note) => note.board === board.id && readable(note))) return null;
  return board.holds === "iceberg" ? { kind: "iceberg", step, board } : { kind: "notes", step, board };
}

/** How large a question is set: the largest of four sizes in which it takes no more room than it has. */
export function questionSize(text: string): "largest" | "large" | "medium" | "small" {
  const length = [...text].length;
  if (length <= 105) return "largest";
  if (length <= 165) return "large";
  return length <= 240 ? "medium" : "small";
}

/** Names that are longer than a cell of the clusters' list takes at full size are set smaller, and never cut. */
export function nameSize(text: string, wide: boolean): "full" | "less" | "least" {
  const length = [...text].length;
  const [full, less] = wide ? [84, 190] : [70, 116];
  return length <= full ? "full" : length <= less ? "less" : "least";
}

/** Characters in a line of an option, and of the question above the options. */
const OPTION_CHARACTERS = 44;
const QUESTION_CHARACTERS = 68;
/** Height between the head of a wall and the turnout, of a line of the question, of an option's line and its space, px. */
const BALLOT_HEIGHT = 410;
const QUESTION_LINE = 60;
const OPTION_LINE = 42;
const OPTION_SPACE = 12;

/** The options of an open ballot in two columns, in order; none where they would have no room. Estimates on the safe side. */
export function ballotColumns<Option extends { readonly label: string }>(
  options: readonly Option[],
  question: string,
): readonly [readonly Option[], readonly Option[]] | null {
  if (options.length === 0) return null;
  const half = Math.ceil(options.length / 2);
  const lines = (text: string, characters: number) => Math.ceil([...text].length / characters);
  const left = BALLOT_HEIGHT - lines(question, QUESTION_CHARACTERS) * QUESTION_LINE;
  const height = (column: readonly Option[]) =>
    column.reduce((sum, { label }) => sum + lines(label, OPTION_CHARACTERS) * OPTION_LINE + OPTION_SPACE, 0);
  const columns = [options.slice(0, half), options.slice(half)] as const;
  return columns.every((column) => height(column) <= left) ? columns : null;
}

/** Characters in a line of a note: fewer than most lines hold, since wide letters come together. */
const LINE_CHARACTERS = 36;
/** A longer text is set smaller: this many characters a line, in lines that take less height. */
const SMALL_CHARACTERS = 52;
const SMALL_HEIGHT = 0.75;
/** The space under a note, and its line. */
const SPACE = 0.45;

/** Lines of a text whose words are not broken, unless one is longer than a line. */
function wrapped(text: string, characters: number): number {
  let [lines, left] = [1, characters];
  for (const word of text.split(/\s+/u)) {
    const length = [...word].length;
    if (length > left) {
      lines += Math.max(1, Math.ceil(length / characters));
      left = characters;
    }
    left -= (length % characters) + 1;
  }
  return lines;
}

/** Lines that a note takes where a column has `most`, with the space under it. */
export function noteSize({ text }: Pick<NoteView, "text">, most: number): Size {
  const lines = wrapped(text, LINE_CHARACTERS) + SPACE;
  if (lines <= most / 2) return { lines, small: false };
  return { lines: Math.min(most, wrapped(text, SMALL_CHARACTERS) * SMALL_HEIGHT + SPACE), small: true };
}

/** How clusters are set: one wide column while they are few, two columns after. */
export interface ClusterGrid {
  readonly wide: boolean;
  /** Rows of a column. */
  readonly rows: number;
  /** Clusters on a page. */
  readonly onPage: number;
}

/** The grid for so many clusters. */
export function clusterGrid(clusters: number): ClusterGrid {
  if (clusters <= 6) return { wide: true, rows: 6, onPage: 6 };
  if (clusters <= 12) return { wide: false, rows: 6, onPage: 12 };
  return { wide: false, rows: 8, onPage: 16 };
}

/** Number of pages, at least one. */
export const pageCount = (things: number, onPage: number): number => Math.max(1, Math.ceil(things / onPage));

/** A page that is there, whatever was turned to before. */
export const within = (page: number, pages: number): number => Math.min(Math.max(0, page), Math.max(0, pages - 1));
