// The promise of a step to whoever holds the pen.

import type { StepRecord } from "../../protocol.gen";
import type { RoomClient } from "../../room/client.svelte";
import { signsOf } from "../kit/groups";
import { promises, type Sighting } from "./promises";
import { speakerOf } from "./speaker.svelte";

/** Who sees what is written now in a step, and when; nothing for whoever has no seat. */
export function sightOf(client: RoomClient, step: StepRecord): Sighting[] {
  const { seat } = speakerOf(client);
  if (!seat) return [];
  const { name, group } = seat;
  const signs = signsOf((client.room.workshop?.groups ?? []).map((one) => one.name));
  const atTables = client.room.steps.some(
    ({ rank, settings, revealed }) =>
      settings.kind === "table" && settings.board === step.settings.board && rank > step.rank && !revealed,
  );
  return promises(
    step,
    { name, group, sign: group === null ? undefined : signs.get(group) },
    atTables,
    seat.table !== null,
  );
}
