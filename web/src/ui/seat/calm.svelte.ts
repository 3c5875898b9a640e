// The connection without its flicker: a command that is answered in a blink is no news.

import type { Connection } from "../kit/connection";
import { browserSchedule, type Schedule } from "../kit/timer";

/** How long a command may be without an answer before anybody is told, ms. */
export const CALM_MS = 800;

/** Follows a connection from inside a component. */
export function calmed(read: () => Connection, schedule: Schedule = browserSchedule): { readonly current: Connection } {
  let shown = $state.raw<Connection>(read());
  let waits = false;
  $effect(() => {
    const now = read();
    const news = now.waiting === 0 || now.state !== "live" || waits;
    if (news) {
      waits = now.waiting > 0;
      shown = now;
      return;
    }
    return schedule(() => {
      waits = true;
      shown = read();
    }, CALM_MS);
  });
  return {
    get current() {
      return shown;
    },
  };
}
