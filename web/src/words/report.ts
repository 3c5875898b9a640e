// The words of the report's page. It is for facilitators, and loaded with that page alone.

import type { Attribution, ReleaseLevel, ReportKind, ReportPart } from "../protocol.gen";
import type { ExportFormat } from "../room/api";
import { count } from "./forms";

const parts: Record<ReportPart, string> = {
  summary: "In one page",
  method: "How it worked",
  insights: "Insights by iceberg level",
  themes: "Themes",
  priorities: "Priorities",
  agreement: "Agreement and disagreement",
  recommendations: "Recommendations",
  timeline: "Timeline",
  next_steps: "Next steps and parking lot",
  notes: "Annex: all notes",
  merges: "Annex: joined notes",
  ballots: "Annex: all ballots",
  participants: "Annex: participants",
  glossary: "Annex: glossary",
  limits: "Annex: method and limits",
  private: "Only you can see this",
};

const kinds: Record<ReportKind, string> = { seminar: "Seminar Report", insights: "Insights Report" };

const levels: Record<ReleaseLevel, string> = { team: "Team", participants: "Participants", public: "Public" };

/** What each level takes away. */
const levelHelp: Record<ReleaseLevel, string> = {
  team: "For facilitators: all you may see, what was set aside and your own hidden notes among it.",
  participants: "As the room saw it. Words signed with a name are quoted only if their writer agreed, and by group.",
  public: "No names, and perspective groups too small to hide a person are counted together.",
};

const attributions: Record<Attribution, string> = {
  named: "Signed with name and group",
  perspective_only: "Signed with the group only",
  anonymous: "Signed by nobody",
};

/** A row of the list of formats. */
export interface FormatRow {
  readonly format: ExportFormat;
  readonly name: string;
  readonly help: string;
  readonly ending: string;
}

const row = (format: ExportFormat, name: string, help: string, ending: string): FormatRow => ({
  format,
  name,
  help,
  ending,
});

export const reportWords = {
  page: (title: string) => `Report of ${title}`,
  title: (day: string) => `Report, draft of ${day}`,
  back: "Back to the console",
  parts,
  kinds,
  levels,
  levelHelp,
  attributions,
  kind: "Which report",
  level: "For whom",

  loading: "Setting the report",
  renewing: "Setting it anew",
  offline: "There is no connection.",
  offlineHow: "The report is set on the server. What you write is kept here meanwhile.",
  offlineOld: "What stands below is as it was. What you write is kept here meanwhile.",
  failed: "The report cannot be shown.",
  sheet: "The report as it will print",

  contents: "Contents",
  inside: (some: number, all: number) =>
    some === all ? count(all, "section", "sections") : `${some} of ${all} sections`,
  include: (title: string) => `${title}: in the report`,
  up: "Up",
  down: "Down",
  movedTo: (title: string, place: number, all: number) => `${title} is number ${place} of ${all}.`,
  leftOut: (title: string) => `${title} is left out.`,
  takenIn: (title: string) => `${title} is in the report.`,
  refused: "That was not taken.",
  keeps: "Untick a section to leave it out. The record keeps everything.",
  bare: "Sections without anything yet",
  bareHow: "Write, and it stands in the report.",
  nowhere: "That stands in a section that is left out, or in no section yet.",

  synthesis: "Write a synthesis…",
  synthesisMore: "Change the synthesis…",
  summary: "Write a summary…",
  summaryMore: "Change the summary…",
  resume: "Go on writing…",
  synthesisOf: (title: string) => `Synthesis of “${title}”`,
  summaryOf: (title: string) => `Summary of “${title}”`,
  unnamed: "a cluster without a name",
  writeHint:
    "It stands before what is made of the record, and stays when that changes. Write what the room said, and how many.",
  newSection: "This section has nothing in it yet. With your text it stands in the report.",
  save: "Save",
  saving: "Saving",
  saved: "Saved. It stands in the report.",
  savedEmpty: "Taken out of the report.",
  later: "Close",
  kept: "Not saved yet; kept on this device.",
  discard: "Throw it away",
  notTaken: "That could not be saved.",
  conflict: "This was changed meanwhile.",
  conflictHow: "Both texts are here. Choose, or write a third one.",
  mine: "Yours",
  theirs: "What stands there now",
  nothing: "Nothing",
  keepMine: "Save mine over it",
  takeTheirs: "Take what stands there",

  formats: "Formats",
  all: "Download all",
  print: "Print",
  rows: (figures: number): readonly FormatRow[] => [
    row("docx", "Word", "to edit and circulate", "DOCX"),
    row("html", "Page to print", "open it and print, or save as PDF", "HTML"),
    row("xlsx", "Workbook", "a sheet for each kind of record", "XLSX"),
    row("csv", "Tables", "all that you may see, safe for spreadsheets", "CSV"),
    row("markdown", "Text", "to read and paste", "Markdown"),
    row("figures", "Figures", count(figures, "figure", "figures"), "SVG PNG"),
    row("json", "Archive", "all that you may see; opens again as this room", "JSON"),
  ],
  preparing: "Preparing",
  ready: (name: string) => `${name} is downloaded.`,
  noFile: "There is no file.",

  checks: "Before you send",
  well: "In order:",
  warning: "To look at:",
  look: "Look",
  noChecks: "Nothing to look at.",
  data: "Tables (CSV) and archive here are for you: they hold all that you may see, names included. “Download all” has tables for the public, and no archive.",
};
