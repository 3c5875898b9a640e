// A result at ten metres: a headline of a few words, and what is not shown. Pure.

import { wallWords as words } from "../../words/wall";
import { type Finding, LEADING, type Standings } from "../ballot/standings";

/** The finding in a few words. */
export function shortHeadline(finding: Finding): string {
  const say = words.headline;
  switch (finding.kind) {
    case "tie":
      return say.tie(finding.ideas);
    case "close":
      return say.close(finding.ideas);
    default:
      return say[finding.kind];
  }
}

/** How many rows a wall shows, and what it says of the others. */
export function wallCut({ rows }: Pick<Standings, "rows">, most = LEADING): { shown: number; rest: string } {
  const chosen = rows.filter(({ result }) => result.people > 0).length;
  const shown = Math.min(most, Math.max(chosen, Math.min(rows.length, 1)));
  const next = rows[shown];
  return { shown, rest: next ? words.rest(rows.length - shown, next.result.people) : "" };
}
