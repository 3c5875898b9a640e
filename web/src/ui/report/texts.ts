// What facilitators write into the report: about a section, or about a cluster. Where it stands on the sheet, and what is
// typed and not saved yet.

import type { ClusterId, ReportPart, ReportSubject, ReportTextRecord } from "../../protocol.gen";
import type { Drafts } from "../../room/drafts";

/** One name for what a text is about. */
export const keyOf = (about: ReportSubject): string =>
  about.about === "part" ? `part/${about.part}` : `cluster/${about.cluster}`;

/** And back. */
export function subjectOf(key: string): ReportSubject {
  const id = key.slice(key.indexOf("/") + 1);
  return key.startsWith("part/")
    ? { about: "part", part: id as ReportPart }
    : { about: "cluster", cluster: id as ClusterId };
}

/** The id in the report of a cluster's heading: its 128 bits in hexadecimal. */
export function clusterAnchor(cluster: ClusterId): string {
  const bytes = atob(cluster.replaceAll("-", "+").replaceAll("_", "/"));
  return `cluster_${[...bytes].map((byte) => byte.charCodeAt(0).toString(16).padStart(2, "0")).join("")}`;
}

/** The texts, by what they are about. */
export function textsByKey(records: Iterable<ReportTextRecord>): Map<string, ReportTextRecord> {
  return new Map([...records].map((record) => [keyOf(record.about), record]));
}

/** Drafts are kept by step; the report is a place like one. */
const PLACE = "report";

type Kept = Pick<Drafts, "read" | "write" | "clear" | "fields">;

/** What is typed about something, and the version that it began from; none if nothing is. */
export function draftOf(drafts: Kept, key: string): { text: string; base: number } | null {
  const text = drafts.read(PLACE, key);
  return text === "" ? null : { text, base: Number(drafts.read(PLACE, `${key}/base`)) || 0 };
}

/** Keeps what is typed, begun from this version. */
export function keepDraft(drafts: Kept, key: string, text: string, base: number): void {
  drafts.write(PLACE, key, text);
  drafts.write(PLACE, `${key}/base`, text === "" ? "" : String(base));
}

/** Forgets it: it was saved, or given up. */
export function forgetDraft(drafts: Kept, key: string): void {
  drafts.clear(PLACE, key);
  drafts.clear(PLACE, `${key}/base`);
}

/** About what something is typed and not saved. */
export const draftedKeys = (drafts: Kept): string[] => drafts.fields(PLACE).filter((field) => !field.endsWith("/base"));
