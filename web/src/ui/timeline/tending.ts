// Who tends a timeline: names its eras, and says what came of looking dates up.

import type { RoomClient } from "../../room/client.svelte";
import { speakerOf } from "../seat/speaker.svelte";

/** Whether whoever has the pen tends timelines: facilitators and the theme team, and nobody for one step alone. */
export function tends(client: RoomClient): boolean {
  const { seat } = speakerOf(client);
  return (
    seat !== null &&
    (seat.role === "theme_team" || client.room.may("facilitate", seat.id)) &&
    client.room.may("cluster", seat.id)
  );
}
