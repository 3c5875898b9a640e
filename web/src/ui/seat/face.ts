// The clock of the room's step, as screens that follow the room show it.

import type { StepRecord } from "../../protocol.gen";
import type { RoomClient } from "../../room/client.svelte";
import { type ClockFace, clockFace, handsOf } from "../kit/clock";

/** The face of a step's clock now. Reactive: it is told anew as time passes. */
export const faceOf = (client: RoomClient, step: StepRecord | null): ClockFace =>
  clockFace(step && handsOf(step, client.room.workshop?.clock, () => client.now));
