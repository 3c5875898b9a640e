// The words of writing and reading: what one writes, what one reads.

import { count, form } from "./forms";

export const mine = "My notes";
export const mineHere = "Notes of this device";
export const writingAs = (name: string) => `writing as ${name}`;
export const some = (number: number) => count(number, "note", "notes");
export const ofUpTo = (number: number, most: number) => `${number} of up to ${most}`;
export const next = "Your next note";
export const first = "Your note";
export const nextIn = (column: string) => `Your note on “${column}”`;
export const add = "Add note";
export const hint = "One idea, one sentence.";
export const hintFull = "Shift and Enter break the line.";
export const limitReached = (most: number) =>
  most === 1
    ? "Your one note is written. Edit it, or delete it to write another."
    : `All ${most} are written. Edit or delete one to make room.`;
export const locked = "The room is locked for a moment. Type on; your text stays here until you can add it.";
export const where = "Where does it belong?";
export const notTaken = "It was not taken.";
export const returned = (reason: string) => `This came back: ${reason}`;
export const putBack = "Put it back";
export const discard = "Throw it away";
export const edit = (number: number) => `Edit note ${number}`;
export const remove = (number: number) => `Delete note ${number}`;
export const more = (number: number) => `Edit or delete note ${number}`;
/** Where notes of others stand between one's own, a number says nothing: the first words do. */
const begins = (text: string) => text.split(/\s+/u, 5).join(" ");
export const editMine = (text: string) => `Edit your note: ${begins(text)}`;
export const removeMine = (text: string) => `Delete your note: ${begins(text)}`;
export const moreMine = (text: string) => `Edit or delete your note: ${begins(text)}`;
export const editing = "Change your note";
export const cancelEdit = "Leave it as it was";
export const deleted = "Note deleted.";
export const restored = "It is back.";
export const notDeleted = (reason: string) => `It stays: ${reason}`;
export const notRestored = (reason: string) => `It did not come back: ${reason}`;
export const moveTo = "Belongs to";
export const sending = "being sent";
export const yours = "yours";
export const onlyYou = "Only you see your notes.";
export const seenAtOnce = "Everybody sees it as soon as you send it.";
export const ownHidden = "Your notes, only you see them";
export const ownDealt = "Your notes, with a table";
export const ownDealtHow =
  "You sit at no table, so one works on them: you and those who sit there see them. You can still change them.";
export const ownHiddenHow = (number: number) =>
  form(
    number,
    "It waits for the reveal. You can change it until then, and afterwards too.",
    "They wait for the reveal. You can change them until then, and afterwards too.",
  );
export const tableSees = "Your table sees your notes.";
export const allSee = "Everybody sees your notes.";
export const noneYet = "Nothing of yours here yet.";
export const noneYetHow = "Write what you think before you read what others do.";
export const room = "What the room has written";
export const roomNotes = (number: number) => count(number, "note", "notes");
export const hiddenTitle = "Nobody’s notes are shown yet.";
export const hidden = (written: number, all: number) =>
  `${written} of ${all} ${form(written, "has", "have")} written. All notes appear here together, when a facilitator reveals them.`;
export const yoursAreSafe = (number: number) => (number === 0 ? "" : `Yours are safe: ${number} saved.`);
export const emptyBoard = "Nothing is written here yet.";
export const emptyBoardHow = "Notes appear as they are sent.";
export const waitsForReveal = "All notes appear here together, when a facilitator reveals them.";
export const emptyColumn = "Nothing here yet.";
export const noBoard = "There is nothing to write on in this step.";
export const noBoardHow = "A facilitator can give it a board.";
export const readOnly = "You read in this step.";
export const resultLater = "The result stands here when the ballot is closed.";

export const sees = {
  now: "Now:",
  atTables: "At the tables:",
  atReveal: "At the reveal:",
  signed: "Signed:",
  report: "In the report:",
  onlyYou: "only you. Not your table, not the facilitators.",
  yourTable: "your table and nobody else until the reveal.",
  oneTable: "one table, if facilitators hand notes to tables.",
  everybody: "everybody here.",
  everybodyAtOnce: "everybody here, as soon as you send it.",
  group: (group: string) => `“${group}”. Never your name.`,
  noGroup: "unsigned, because you gave no perspective. Never your name.",
  name: (name: string, group: string | null) => (group === null ? `“${name}”.` : `“${name}, ${group}”.`),
  nothing: "no name and no group. Not even the server keeps that it is yours.",
  thisDevice: "Later changes:",
  thisDeviceOnly: "only from this device, which keeps the key to your notes.",
};
