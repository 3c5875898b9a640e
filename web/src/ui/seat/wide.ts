// Which steps take the whole width, and so have no margin in which the step's name could stand.

import type { StepRecord } from "../../protocol.gen";
import type { RoomClient } from "../../room/client.svelte";

/** Whether a step's screen is a wide one. */
export function isWide(client: RoomClient, step: StepRecord): boolean {
  const { kind, board, ballot } = step.settings;
  const holds = client.room.boards.find(({ id }) => id === board)?.holds;
  switch (kind) {
    case "cluster":
    case "timeline":
      return true;
    case "talk":
      return (ballot !== null && client.room.result(ballot) !== null) || holds === "timeline" || holds === "iceberg";
    case "ballot":
      return ballot !== null && client.room.result(ballot) !== null;
    default:
      return holds === "timeline";
  }
}
