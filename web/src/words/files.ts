// The words of files: the workshop saved as one. Loaded where they are needed.

import type { ExportFormat } from "../room/api";

/** A form in which the workshop can be saved. */
export interface FileForm {
  readonly format: ExportFormat;
  readonly name: string;
  readonly help: string;
}

export const fileWords = {
  title: "Save what I see",
  says: "The workshop as it stands now: all that is shown to you, and your own.",
  formats: [
    { format: "docx", name: "Word (DOCX)", help: "The report, to edit." },
    { format: "html", name: "Page (HTML)", help: "The report, to print or save as PDF." },
    { format: "markdown", name: "Text (Markdown)", help: "The report as plain text." },
    { format: "xlsx", name: "Workbook (XLSX)", help: "Notes, results and all else, a sheet each." },
    { format: "csv", name: "Tables (CSV)", help: "The same as plain tables, in a zip." },
    {
      format: "json",
      name: "Archive (JSON)",
      help: "Everything, to keep; a facilitator’s opens as a new workshop.",
    },
  ] as readonly FileForm[],
  download: "Download",
  downloadAs: (name: string) => `Download: ${name}`,
  working: "Preparing the file",
  failed: "There is no file.",
  ready: (name: string) => `${name} is downloaded.`,
};
