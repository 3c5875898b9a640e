// What a chosen file says of itself, before it is sent: enough to see that it is the right one. Whether it is sound, the
// server says. Pure.

import type { Attribution } from "../../protocol.gen";

/** The most an archive may have, bytes (`IMPORT_BYTES` of the server). */
export const ARCHIVE_BYTES = 5 * 2 ** 20;

/** What an archive says of itself. */
export interface ArchiveFacts {
  readonly title: string;
  /** When it was taken, ms since 1970; none = it does not say. */
  readonly exported: number | null;
  /** Whether somebody took it who facilitates: others do not see all that a workshop needs. */
  readonly facilitators: boolean;
  /** How contributions are signed in it. */
  readonly attribution: Attribution | null;
}

const ATTRIBUTIONS: ReadonlySet<unknown> = new Set(["named", "perspective_only", "anonymous"] satisfies Attribution[]);

/** The facts of an archive; none = the text is not one. */
export function archiveIn(text: string): ArchiveFacts | null {
  let archive: unknown;
  try {
    archive = JSON.parse(text);
  } catch {
    return null;
  }
  const { format, title, exported, audience, records } = (archive ?? {}) as { [name: string]: unknown };
  if (format !== "charrette-archive") return null;
  const workshop = Array.isArray(records)
    ? (records as ({ kind?: unknown; attribution?: unknown } | null)[]).find((record) => record?.kind === "workshop")
    : undefined;
  return {
    title: typeof title === "string" ? title : "",
    exported: typeof exported === "number" ? exported : null,
    facilitators: audience === "console",
    attribution: ATTRIBUTIONS.has(workshop?.attribution) ? (workshop?.attribution as Attribution) : null,
  };
}
