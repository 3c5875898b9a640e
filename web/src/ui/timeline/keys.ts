// Where the arrow keys lead from an entry. Pure.

import { nearestIn } from "./chart";
import type { Plotted } from "./plotted";

/**
 * The entry that a key leads to; none where it leads nowhere. In a chart up and down stay in the lane, left and right go
 * to the neighbouring lanes that have anything; in a list up and down go through all.
 */
export function leadsTo(
  key: string,
  from: string,
  entries: readonly Plotted[],
  lanes: readonly string[],
  form: "chart" | "list",
): string | null {
  const here = entries.find(({ id }) => id === from);
  if (!here) return null;
  const line = form === "chart" ? entries.filter(({ lane }) => lane === here.lane) : entries;
  const at = line.indexOf(here);
  const along = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: line.length - 1 }[key];
  if (along !== undefined) return line[along]?.id ?? null;
  const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (form === "list" || step === undefined) return null;
  for (let lane = lanes.indexOf(here.lane) + step; lane >= 0 && lane < lanes.length; lane += step) {
    const found = nearestIn(entries, lanes[lane] ?? "", here.start);
    if (found) return found.id;
  }
  return null;
}
