// Where a ballot's options would come from. Pure.

import type { BallotId, BoardId, ClusterId, NoteId, OptionRecord, StepId, StepSettings } from "../../protocol.gen";
import type { RoomClient } from "../../room/client.svelte";

/** The parts of a step that are needed. */
export interface AgendaStep {
  readonly id: StepId;
  readonly settings: Pick<StepSettings, "kind" | "board">;
}

/** The parts of the room that are needed to know which boards a ballot has been drawn from. */
export interface Frozen {
  /** The options of all opened ballots. */
  readonly options: Iterable<Pick<OptionRecord, "ballot" | "cluster" | "notes">>;
  /** The board a cluster is on; none once it is merged or dissolved. */
  readonly boardOfCluster: (cluster: ClusterId) => BoardId | null;
  /** The board a note is on. */
  readonly boardOfNote: (note: NoteId) => BoardId | null;
}

/** Boards whose clusters or notes were frozen into another ballot than this one: the room has voted on them. */
export function votedBoards({ options, boardOfCluster, boardOfNote }: Frozen, ballot: BallotId | null): Set<BoardId> {
  const boards = new Set<BoardId>();
  for (const option of options) {
    if (option.ballot === ballot) continue;
    const board = option.cluster && boardOfCluster(option.cluster);
    // A cluster that is gone has left its notes behind; those of one option are all on one board.
    const [note] = option.notes;
    const found = board || (note === undefined ? null : boardOfNote(note));
    if (found) boards.add(found);
  }
  return boards;
}

/** Steps in which options come to be. */
const SOURCES: ReadonlySet<StepSettings["kind"]> = new Set(["cluster", "draft", "write"]);

/**
 * The board whose clusters a ballot would freeze: its step's own, else that of the nearest step before it whose board
 * has not been voted on; none where nothing fits and somebody has to choose.
 */
export function boardOf(steps: readonly AgendaStep[], step: AgendaStep, voted: ReadonlySet<BoardId>): BoardId | null {
  if (step.settings.board !== null) return step.settings.board;
  const at = steps.findIndex(({ id }) => id === step.id);
  const before = steps.slice(0, Math.max(0, at));
  const fits = ({ settings: { kind, board } }: AgendaStep) => SOURCES.has(kind) && board !== null && !voted.has(board);
  return before.findLast(fits)?.settings.board ?? null;
}

/** What `votedBoards` looks at, from a client's records. */
export function frozenIn({ records, room }: Pick<RoomClient, "records" | "room">): Frozen {
  return {
    options: room.ballots.flatMap(({ id }) => room.optionsInOrder(id)),
    boardOfCluster: (id) => records.get("cluster", id)?.board ?? null,
    boardOfNote: (id) => records.get("note", id)?.board ?? null,
  };
}
