// The words of drafting statements; they come with its screens.

import { count, list } from "./forms";

export const yours = (name: string | null) => (name === null ? "Your statement" : `Statement of table ${name}`);
export const others = "What the other tables write";
export const all = "Statements";
export const ofTable = (name: string | null) => (name === null ? "Of the whole room" : `Table ${name}`);
export const hiddenFact = "Your table sees it. The room sees it at the reveal, facilitators too.";
export const openFact = "Everybody sees what is saved.";
export const begin = "Begin your table’s statement";
export const beginAnother = "Begin another statement";
export const none = "Your table has no statement yet.";
export const noneHow = "One of you begins it and has the pen; the others tell what to write.";
export const noTable = "You sit at no table.";
export const noTableHow =
  "Statements are written at tables. Ask a facilitator for a seat; until then you read and comment.";
export const nothing = "Nothing is written here yet.";
export const nothingHow = "Statements appear as tables save them.";
export const empty = "Nothing yet.";
export const read = "You read in this step.";

export const pen = {
  yours: "You have the pen.",
  free: "Nobody has the pen.",
  of: (name: string) => `${name} has the pen.`,
  somebody: "Somebody has the pen.",
  askFor: "Ask for the pen",
  asked: "You asked for the pen.",
  withdraw: "Never mind",
  notNow: "Not now, says whoever has the pen.",
  asks: (name: string | null) => `${name ?? "Somebody at your table"} asks for the pen.`,
  asksToo: (number: number) => `${count(number, "other person asks", "other people ask")} too.`,
  handOver: (unsaved: boolean) => (unsaved ? "Save and hand it over" : "Hand it over"),
  refuse: "Not now",
  take: "Take the pen",
  takeOver: "Take the pen over",
  takeOverHow: "Whoever has it now stops writing; what they had saved is kept as a version.",
  give: (unsaved: boolean) => (unsaved ? "Save, and hand the pen to" : "Hand the pen to"),
  choose: "choose…",
  layDown: (unsaved: boolean) => (unsaved ? "Save and lay the pen down" : "Lay the pen down"),
};

export const save = "Save";
export const saved = "Saved.";
export const unsaved = "Not saved yet; kept on this device.";
export const remove = "Delete the statement";
export const restore = "Bring it back";
export const deleted = "Deleted";
export const placeholder = (title: string) => `${title}: nothing yet`;

export const lost = (name: string | null) =>
  name === null ? "The pen is in another hand." : `${name} has the pen now.`;
export const lostHow = "What you had not saved is kept here:";
export const forget = "Throw it away";

export const conflict = "This was changed meanwhile.";
export const conflictHow = "Both texts are here. Choose, or write a third one.";
export const mine = "Yours";
export const theirs = "What stands there now";
export const keepMine = "Save mine over it";
export const takeTheirs = "Take what stands there";

/** Support in the last rounds: `Support: before 23 of 40, after 31 of 40, 12 changed.` */
export function support(rounds: readonly { people: number; marked: number; changed: number | null }[]): string {
  const [before, after] = rounds.length > 1 ? rounds.slice(-2) : [undefined, rounds[0]];
  if (!after) return "";
  const now = `${after.people} of ${after.marked}`;
  if (!before) return `Support: ${now}.`;
  const changed = after.changed === null ? "" : `, ${after.changed} changed`;
  return `Support: before ${before.people} of ${before.marked}, after ${now}${changed}.`;
}
export const versions = (number: number) => count(number, "kept version", "kept versions");
export const version = (number: number, time: string) => `Version ${number}, ${time}`;

export const comments = (number: number) => count(number, "comment", "comments");
export const reservations = (number: number) => count(number, "reservation", "reservations");
export const reservation = "Reservation";
export const reserve = "I cannot go along with it as it is";
export const reserveHow = "A reservation stands in the report beside the statement, in its own words.";
export const comment = "Say what you miss, or what you would change";
export const commentAs = "Comment";
export const send = "Add it";
export const change = "Change";
export const takeBack = "Delete";
export const cancel = "Leave it as it was";
export const commentLater = "Comments open when everybody sees the statement.";
export const unsigned = "unsigned";

export const hints = {
  title: "Plain language, if it helps",
  grade: (grade: number) =>
    `It reads like grade ${grade}. Shorter sentences and shorter words bring it nearer to grade 8 to 10.`,
  long: (words: number) => `One sentence has ${words} words. Two sentences are read faster.`,
  jargon: (word: string, plain: string) => `“${word}”: perhaps “${plain}”?`,
  acronym: (names: readonly string[]) =>
    `${list(names)}: say once what ${names.length === 1 ? "it stands" : "they stand"} for.`,
  vague: "Who: an office or a role can be invited, “everybody” cannot.",
};

export const console_ = {
  fact: (number: number) => count(number, "statement", "statements"),
  none: "No table has begun.",
  waits: "Tables write unseen; what they write shows here at the reveal.",
  reveal: "Reveal the statements…",
  work: "Read and comment",
  options: "Statements",
  addAll: "Add all",
};

export const wall = {
  none: "No statement is saved yet.",
  range: (from: number, to: number, of: number) => `${from} to ${to} of ${count(of, "statement", "statements")}`,
  some: (number: number) => count(number, "statement", "statements"),
};
