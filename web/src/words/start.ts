// The words of the start page, which no seat loads: what one can begin there, from a template or from an archive.

import { count } from "./forms";

export const promise = "Runs on this machine. Nothing leaves the room.";
export const join = "Join the workshop";
export const joinHow =
  "Type the eight characters on the wall or in your invitation, or paste its link. No account, no app.";
export const kept = "Your seat is kept";
export const keptMany = "Your seats are kept";
export const keptWalls = (number: number) => (number === 1 ? "A wall of this device" : "Walls of this device");
export const opened = (when: string) => `Last opened on ${when}`;
export const forgetWall = (title: string) => `Forget the wall of ${title} on this device`;
export const forgetSeat = (title: string) => `Forget the seat in ${title} on this device`;
export const forgotten = (title: string) => `${title} is forgotten on this device. The seat itself is kept.`;
export const forgottenWall = (title: string) => `The wall of ${title} is forgotten on this device.`;
export const open = "Open a workshop";
export const stretches = {
  talk: "talk",
  write: "write",
  together: "work together",
  vote: "vote or rate",
  break: "gap = break",
};
export const steps = (number: number) => count(number, "step", "steps");
export const others = "Other agendas";
export const inFull = "The agenda in full";
export const changeable = "Everything in the agenda can be changed, moved and removed once the workshop is open.";
export const workshopTitle = "Title";
export const workshopTitleHint = "People see it before they join.";
export const yourName = "Your name";
export const yourNameHint = "You lead the workshop; you can appoint others later.";
export const signed = "How are contributions signed?";
export const signatures = {
  named: {
    title: "By name",
    text: "Everybody here, and the report, shows the name and the group of perspectives beside each contribution.",
  },
  perspective_only: {
    title: "By group of perspectives",
    text: "Others read “Patient advocacy”, never a name. The server keeps who wrote what, so that people can edit their own.",
  },
  anonymous: {
    title: "Not at all",
    text: "Not even the server keeps who wrote what. Only the device a note was written on can change it.",
  },
};
export const signedHint = "It can be made stricter later, also for single steps, never looser.";
export const key = "Creation key";
export const keyHint = "This server opens workshops only with its key. Whoever runs it has it.";
export const openNow = "Open it";
export const opening = "Opening";
export const openFailed = "The workshop was not opened.";
export const nameMissing = { title: "Your name is missing.", text: "Others need to know who leads." };
export const keyMissing = { title: "The key is missing.", text: "Ask whoever runs the server." };
export const openedBefore =
  "It was opened at the first try, as you had filled it in then. Change what you like on the console.";

/** A size in words, rounded up: what is a little too large must not read as the limit itself. */
function mebibytes(bytes: number): string {
  const size = bytes / 2 ** 20;
  return `${Math.ceil(size * 10) / 10} MB`;
}

export const archive = {
  title: "Open from a file",
  says: "A template gives a new workshop its agenda. An archive becomes a new workshop with all that was in the old one: agenda, notes, clusters, results and timeline; you lead it, and the people of the old one have no seat in it.",
  file: "Template or archive (JSON)",
  fileHint: "Its name ends in .json. It is sent to this server and nowhere else.",
  templateUnread: (problem: string) => ({
    title: "This template cannot be read.",
    text: `${problem} Correct it there, or export it again.`,
  }),
  fileMissing: { title: "No file is chosen.", text: "Take the one that an export wrote." },
  tooLarge: (bytes: number, most: number) => ({
    title: `This file has ${mebibytes(bytes)}; an archive may have ${mebibytes(most)}.`,
    text: "Take a new archive after removing what is not needed.",
  }),
  notRead: { title: "This file could not be read.", text: "Choose it again, or use another copy." },
  notAnArchive: {
    title: "This is neither a template nor an archive.",
    text: "Choose the JSON file that an export wrote, not its tables or its text.",
  },
  refused: "This file is not an archive of a workshop: choose the JSON file that an export wrote.",
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
};
