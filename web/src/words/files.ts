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
    {
      format: "json",
      name: "Archive (JSON)",
      help: "Everything, to keep. A facilitator’s can be opened as a new workshop.",
    },
    { format: "csv", name: "Tables (CSV)", help: "A folder of tables for a spreadsheet, as one zip file." },
    { format: "markdown", name: "Text (Markdown)", help: "Notes, clusters, results and timeline to read and paste." },
  ] as readonly FileForm[],
  download: "Download",
  downloadAs: (name: string) => `Download: ${name}`,
  working: "Preparing the file",
  failed: "There is no file.",
  ready: (name: string) => `${name} is downloaded.`,
};
