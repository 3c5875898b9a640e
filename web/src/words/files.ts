// The words of files: the workshop saved as one, and opened from one. Loaded where they are needed.

/** A size in words, rounded up: what is a little too large must not read as the limit itself. */
function mebibytes(bytes: number): string {
  const size = bytes / 2 ** 20;
  return `${Math.ceil(size * 10) / 10} MB`;
}

export const fileWords = {
  title: "Save what I see",
  says: "The workshop as it stands now, as much of it as you may see: all that is shown to you, and your own.",
  formats: {
    json: { name: "Archive (JSON)", help: "Everything, to keep. A facilitator’s can be opened as a new workshop." },
    csv: { name: "Tables (CSV)", help: "A folder of tables for a spreadsheet, as one zip file." },
    markdown: { name: "Text (Markdown)", help: "Notes, clusters, results and timeline to read and paste." },
  },
  download: "Download",
  downloadAs: (name: string) => `Download: ${name}`,
  working: "Preparing the file",
  failed: "There is no file.",
  ready: (name: string) => `${name} is downloaded.`,

  archive: {
    title: "Open from an archive",
    says: "A workshop that was exported as an archive becomes a new one here: agenda, notes, clusters, results and timeline. You lead it; the people of the old one have no seat in it.",
    file: "Archive (JSON)",
    fileHint: "Its name ends in .json. It is sent to this server and nowhere else.",
    fileMissing: { title: "No file is chosen.", text: "Take the one that an export wrote." },
    tooLarge: (bytes: number, most: number) => ({
      title: `This file has ${mebibytes(bytes)}; an archive may have ${mebibytes(most)}.`,
      text: "Take a new archive after removing what is not needed.",
    }),
    notRead: { title: "This file could not be read.", text: "Choose it again, or use another copy." },
    notAnArchive: {
      title: "This is not an archive of a workshop.",
      text: "Choose the JSON file that an export wrote, not its tables or its text.",
    },
    reading: "Reading the file",
    holds: (title: string, day: string) => `“${title}”, exported on ${day}.`,
    name: "Your name",
    workshopTitle: "Title",
    titleHint: "Left empty, it stays as it is in the archive.",
    signed: (attribution: string) => `Signed as in the archive: ${attribution}.`,
    open: "Open it",
    failed: "The workshop was not opened.",
    notFacilitators:
      "Whoever exported this archive did not facilitate, so the names of the people are not in it. Ask a facilitator of that workshop for theirs.",
  },
};
