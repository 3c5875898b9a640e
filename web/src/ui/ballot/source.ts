// Where a ballot's options would come from. Pure.

import type { BoardId, StepId, StepSettings } from "../../protocol.gen";

/** The parts of a step that are needed. */
export interface AgendaStep {
  readonly id: StepId;
  readonly settings: Pick<StepSettings, "kind" | "board">;
}

/** The board whose clusters a ballot would freeze: its step's own, else that of the last clustering before it. */
export function boardOf(steps: readonly AgendaStep[], step: AgendaStep): BoardId | null {
  if (step.settings.board !== null) return step.settings.board;
  const at = steps.findIndex(({ id }) => id === step.id);
  const before = steps.slice(0, Math.max(0, at));
  return (
    before.findLast(({ settings }) => settings.kind === "cluster" && settings.board !== null)?.settings.board ?? null
  );
}
