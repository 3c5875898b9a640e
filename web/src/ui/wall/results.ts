// A result at ten metres: a headline of a few words, and what is not shown. Pure.

import { wallWords as words } from "../../words/wall";
import { type Finding, LEADING, type Standings } from "../ballot/standings";
import { within } from "./view";

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

/** The rows of a page of a ranking: what anybody chose comes first and leads, then the others, so many a page. */
export function pageOfRows<Row>(
  rows: readonly Row[],
  page: number,
  first: number,
  most = LEADING,
): { rows: readonly Row[]; number: number; pages: number } {
  const pages = rows.length === 0 ? 1 : 1 + Math.ceil((rows.length - first) / most);
  const at = within(page, pages);
  const from = at === 0 ? 0 : first + (at - 1) * most;
  return { rows: rows.slice(from, at === 0 ? first : from + most), number: at + 1, pages };
}

/** How many rows a wall shows, and what it says of the others. */
export function wallCut({ rows }: Pick<Standings, "rows">, most = LEADING): { shown: number; rest: string } {
  const chosen = rows.filter(({ result }) => result.people > 0).length;
  const shown = Math.min(most, Math.max(chosen, Math.min(rows.length, 1)));
  const next = rows[shown];
  return { shown, rest: next ? words.rest(rows.length - shown, next.result.people) : "" };
}
