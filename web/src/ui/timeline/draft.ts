// A half-written entry: what stands in the form, kept as text and turned into what the room stores. Pure.

import type { ColumnId, EntryText } from "../../protocol.gen";
import type { Span } from "./reading";
import { spanWords } from "./spoken";

/** Graphemes of a title and of a source, as `workshop/src/limits.rs` has them; the server's word counts. */
export const TITLE_GRAPHEMES = 200;
export const SOURCE_GRAPHEMES = 500;

/** What stands in the form. */
export interface EntryDraft {
  /** As it was typed. */
  when: string;
  title: string;
  /** Empty = not chosen yet. */
  lane: ColumnId | "";
  alsoIn: ColumnId[];
  detail: string;
  why: string;
  source: string;
  /** The text version that a change is based on; 0 for a new entry. */
  basedOn: number;
}

/** An empty form. */
export function blankDraft(lane: ColumnId | ""): EntryDraft {
  return { when: "", title: "", lane, alsoIn: [], detail: "", why: "", source: "", basedOn: 0 };
}

/** An entry as it stands, to be changed. */
export function draftOf(text: EntryText, basedOn: number): EntryDraft {
  return {
    when: spanWords(text, "long"),
    title: text.title,
    lane: text.lane,
    alsoIn: [...text.also_in],
    detail: text.detail,
    why: text.why_it_matters,
    source: text.source,
    basedOn,
  };
}

/** Whether nothing has been written: a chosen lane alone is no text. */
export function isBlank(draft: EntryDraft): boolean {
  return [draft.when, draft.title, draft.detail, draft.why, draft.source].every((text) => text.trim() === "");
}

/** Whether two drafts say the same. */
export function sameDraft(one: EntryDraft, other: EntryDraft): boolean {
  return keepDraft({ ...one, basedOn: 0 }) === keepDraft({ ...other, basedOn: 0 });
}

/** A draft as one text. */
export function keepDraft({ when, title, lane, alsoIn, detail, why, source, basedOn }: EntryDraft): string {
  return JSON.stringify({ when, title, lane, alsoIn: [...alsoIn].sort(), detail, why, source, basedOn });
}

/** Reads a kept draft; none if there is none or it is not one. */
export function readDraft(kept: string): EntryDraft | null {
  if (kept === "") return null;
  try {
    const found = JSON.parse(kept) as { [name in keyof EntryDraft]?: unknown } | null;
    if (found === null || typeof found !== "object") return null;
    const text = (value: unknown): string => (typeof value === "string" ? value : "");
    const alsoIn = Array.isArray(found.alsoIn) ? found.alsoIn.filter((lane) => typeof lane === "string") : [];
    return {
      when: text(found.when),
      title: text(found.title),
      lane: text(found.lane) as ColumnId | "",
      alsoIn: alsoIn as ColumnId[],
      detail: text(found.detail),
      why: text(found.why),
      source: text(found.source),
      basedOn: typeof found.basedOn === "number" ? found.basedOn : 0,
    };
  } catch {
    return null;
  }
}

/** The entry a draft stands for. `lanes`: the lanes there are, since one may have gone meanwhile. */
export function toText(draft: EntryDraft, lane: ColumnId, span: Span, lanes: readonly ColumnId[]): EntryText {
  return {
    lane,
    also_in: lanes.filter((other) => other !== lane && draft.alsoIn.includes(other)),
    start: span.start,
    end: span.end,
    title: draft.title.trim(),
    detail: draft.detail.trim(),
    why_it_matters: draft.why.trim(),
    source: draft.source.trim(),
  };
}

/** A field in which two texts of an entry differ. */
export interface Difference {
  readonly field: "when" | "title" | "lane" | "also" | "detail" | "why" | "source";
  readonly mine: string;
  readonly theirs: string;
}

/** Where a draft and the entry as it stands differ, in the order of the form. */
export function differences(draft: EntryDraft, text: EntryText, laneName: (id: string) => string): Difference[] {
  const theirs = draftOf(text, 0);
  const names = (lanes: readonly string[]): string => lanes.map(laneName).sort().join(", ");
  const all: Difference[] = [
    { field: "when", mine: draft.when.trim(), theirs: theirs.when },
    { field: "title", mine: draft.title.trim(), theirs: theirs.title },
    { field: "lane", mine: laneName(draft.lane), theirs: laneName(theirs.lane) },
    { field: "also", mine: names(draft.alsoIn), theirs: names(theirs.alsoIn) },
    { field: "detail", mine: draft.detail.trim(), theirs: theirs.detail },
    { field: "why", mine: draft.why.trim(), theirs: theirs.why },
    { field: "source", mine: draft.source.trim(), theirs: theirs.source },
  ];
  return all.filter(({ mine, theirs: other }) => mine !== other);
}
