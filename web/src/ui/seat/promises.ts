// Who sees what one writes in a step, and when: the promise that stands where it is typed. Pure.

import type { StepRecord } from "../../protocol.gen";
import { words } from "../../words";
import type { GroupSign } from "../kit/groups";
import type { IconName } from "../kit/icons";

/** One moment and who sees it then. */
export interface Sighting {
  readonly when: string;
  readonly who: string;
  readonly icon?: IconName;
  readonly group?: { readonly name: string; readonly sign?: GroupSign };
}

/** Who writes. */
export interface Writer {
  readonly name: string;
  readonly group: string | null;
  readonly sign?: GroupSign;
}

/** Whether what is written now stays with its author until the reveal. */
export function isHidden(step: StepRecord): boolean {
  return step.settings.writing === "private" && !step.revealed;
}

/**
 * Whether what somebody writes now who sits at a table stays at that table until the reveal: in a step of tables that is
 * private, or in which tables are at work. Without a signature it is nobody's at a table.
 */
export function staysAtTable(
  { settings, revealed, handed, effective_attribution }: StepRecord,
  seated: boolean,
): boolean {
  const works = settings.writing === "private" || handed;
  return seated && settings.kind === "table" && works && !revealed && effective_attribution !== "anonymous";
}

/**
 * The lines of the promise, in the order of time. `atTables`: a later step hands what is written to tables; `seated`: the
 * writer sits at a table.
 */
export function promises(step: StepRecord, writer: Writer, atTables = false, seated = false): Sighting[] {
  const sees = words.writing.sees;
  const table = staysAtTable(step, seated);
  const lines: Sighting[] =
    table || isHidden(step)
      ? [
          { when: sees.now, who: table ? sees.yourTable : sees.onlyYou, icon: "hidden" },
          ...(atTables ? [{ when: sees.atTables, who: sees.oneTable, icon: "people" as const }] : []),
          { when: sees.atReveal, who: sees.everybody, icon: "people" },
        ]
      : [{ when: sees.now, who: sees.everybodyAtOnce, icon: "people" }];
  lines.push(signedAs(step, writer));
  if (step.effective_attribution === "anonymous") {
    lines.push({ when: sees.thisDevice, who: sees.thisDeviceOnly, icon: "lock" });
  }
  return lines;
}

function signedAs(step: StepRecord, { name, group, sign }: Writer): Sighting {
  const sees = words.writing.sees;
  const mark = group === null ? {} : { group: sign ? { name: group, sign } : { name: group } };
  switch (step.effective_attribution) {
    case "named":
      return { when: sees.report, who: sees.name(name, group), icon: "report", ...mark };
    case "perspective_only":
      return { when: sees.report, who: group === null ? sees.noGroup : sees.group(group), icon: "report", ...mark };
    case "anonymous":
      return { when: sees.report, who: sees.nothing, icon: "report" };
  }
}
