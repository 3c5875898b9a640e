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
  says: "The workshop as it stands now, as much of it as you may see: all that is shown to you, and your own.",
  formats: [
    { format: "docx", name: "Word (DOCX)", help: "The report, to edit and to pass on." },
    { format: "html", name: "Page (HTML)", help: "The report on one page: open it and print, or save as PDF." },
    { format: "markdown", name: "Text (Markdown)", help: "The report as plain text, to read and paste." },
    { format: "xlsx", name: "Workbook (XLSX)", help: "A sheet for notes, one for results, and so on." },
    { format: "csv", name: "Tables (CSV)", help: "The same as a folder of plain tables, in one zip file." },
    {
      format: "json",
      name: "Archive (JSON)",
      help: "Everything, to keep. A facilitator’s can be opened as a new workshop.",
    },
  ] as readonly FileForm[],
  download: "Download",
  downloadAs: (name: string) => `Download: ${name}`,
  working: "Preparing the file",
  failed: "There is no file.",
  ready: (name: string) => `${name} is downloaded.`,
};
