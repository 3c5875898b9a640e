// Entries and eras as the timeline plots them: what geometry needs of them, with the whole behind it.

import type { EraRecord } from "../../protocol.gen";
import type { EntryView } from "../../room/views";
import type { Dated } from "./bands";
import type { ChartEntry } from "./chart";

/** An entry to plot. */
export interface Plotted extends ChartEntry {
  readonly view: EntryView;
}

/** An era to plot. */
export interface Chapter extends Dated {
  readonly era: EraRecord;
}

const plots = new WeakMap<EntryView, Plotted>();

/** An entry as it is plotted: the same for the same view, so that nothing is drawn again without need. */
export function plot(view: EntryView): Plotted {
  const known = plots.get(view);
  if (known) return known;
  const { lane, also_in, start, end } = view.text;
  const plotted = { id: view.id, lane, alsoIn: also_in, start, end, view };
  plots.set(view, plotted);
  return plotted;
}

/** An era as it is plotted. */
export function chapter(era: EraRecord): Chapter {
  return { id: era.id, start: era.text.start, end: era.text.end, era };
}
