// A half-written entry: what stands in the form, kept as text and turned into what the room stores. Pure.

import type { ColumnId, EntryText } from "../../protocol.gen";
import type { Span } from "./reading";
import { spanWords } from "./spoken";

/** Graphemes of a title and of a source, as `workshop/src/limits.rs` has them; the server's word counts. */
export const TITLE_GRAPHEMES = 200;
export const SOURCE_GRAPHEMES = 500;

/** What an entry says, as it stands in the form. */
export interface EntryFields {
  /** As it was typed. */
  when: string;
  title: string;
  /** Empty = not chosen yet. */
  lane: ColumnId | "";
  alsoIn: ColumnId[];
  detail: string;
  why: string;
  source: string;
}

/** A half-written entry. */
export interface EntryDraft extends EntryFields {
  /** The text version that a change is based on; 0 for a new entry. */
  basedOn: number;
  /** What that version said; none for a new entry. */
  base: EntryFields | null;
}

const blankFields = (lane: ColumnId | ""): EntryFields => {
  return { when: "", title: "", lane, alsoIn: [], detail: "", why: "", source: "" };
};

/** An empty form. */
export function blankDraft(lane: ColumnId | ""): EntryDraft {
  return { ...blankFields(lane), basedOn: 0, base: null };
}

/** An entry's text as a form shows it. */
export function fieldsOf(text: EntryText): EntryFields {
  return {
    when: spanWords(text, "long"),
    title: text.title,
    lane: text.lane,
    alsoIn: [...text.also_in],
    detail: text.detail,
    why: text.why_it_matters,
    source: text.source,
  };
}

/** An entry as it stands, to be changed. */
export function draftOf(text: EntryText, basedOn: number): EntryDraft {
  return { ...fieldsOf(text), basedOn, base: fieldsOf(text) };
}

/** Whether nothing has been written: a chosen lane alone is no text. */
export function isBlank(draft: EntryFields): boolean {
  return [draft.when, draft.title, draft.detail, draft.why, draft.source].every((text) => text.trim() === "");
}

/** One field as a text to compare by: the order of lanes says nothing. */
const plain = (fields: EntryFields, field: keyof EntryFields): string => {
  const value = fields[field];
  return typeof value === "string" ? value.trim() : [...value].sort().join(" ");
};

const FIELDS = ["when", "title", "lane", "alsoIn", "detail", "why", "source"] as const;

/** Whether two texts say the same. */
export function sameFields(one: EntryFields, other: EntryFields): boolean {
  return FIELDS.every((field) => plain(one, field) === plain(other, field));
}

/** A draft as one text. */
export const keepDraft = (draft: EntryDraft): string => JSON.stringify(draft);

/** Reads a kept draft; none if there is none or it is not one. */
export function readDraft(kept: string): EntryDraft | null {
  try {
    const found = JSON.parse(kept);
    return { ...readFields(found), basedOn: found.basedOn ?? 0, base: found.base ? readFields(found.base) : null };
  } catch {
    return null;
  }
}

/** What is no text is left out. */
function readFields(found: Record<string, unknown>): EntryFields {
  const fields = blankFields("");
  for (const field of FIELDS) {
    const value = found[field];
    if (field === "alsoIn") fields.alsoIn = [value].flat().filter((lane): lane is ColumnId => typeof lane === "string");
    else if (typeof value === "string") Object.assign(fields, { [field]: value });
  }
  return fields;
}

/** The entry a draft stands for. `lanes`: the lanes there are, since one may have gone meanwhile. */
export function toText(draft: EntryFields, lane: ColumnId, span: Span, lanes: readonly ColumnId[]): EntryText {
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

/** A field that both changed, each differently. */
export interface Difference {
  readonly field: keyof EntryFields;
  readonly mine: string;
  readonly theirs: string;
}

/** What becomes of a draft when the entry under it was changed by somebody else. */
export interface Meeting {
  /** The draft with what only the other changed taken over. */
  readonly draft: EntryDraft;
  /** Where both changed something, each differently; if there is nothing of the kind, the draft goes on by itself. */
  readonly differences: readonly Difference[];
}

/** Brings a draft together with the entry as it stands now. */
export function meet(draft: EntryDraft, text: EntryText, version: number, laneName: (id: string) => string): Meeting {
  const theirs = fieldsOf(text);
  // Without the text it was based on, whatever differs may be a change of one's own.
  const base = draft.base;
  const merged: EntryDraft = { ...draft };
  const differences: Difference[] = [];
  for (const field of FIELDS) {
    const [mine, other] = [plain(draft, field), plain(theirs, field)];
    if (mine === other) continue;
    if (base && mine === plain(base, field)) Object.assign(merged, { [field]: theirs[field] });
    else if (!base || other !== plain(base, field)) {
      differences.push({ field, mine: said(draft, field, laneName), theirs: said(theirs, field, laneName) });
    }
  }
  return { draft: differences.length > 0 ? merged : { ...merged, basedOn: version, base: theirs }, differences };
}

function said(fields: EntryFields, field: keyof EntryFields, laneName: (id: string) => string): string {
  if (field === "lane") return laneName(fields.lane);
  if (field === "alsoIn") return fields.alsoIn.map(laneName).sort().join(", ");
  return fields[field].trim();
}
