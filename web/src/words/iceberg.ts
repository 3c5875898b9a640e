// The words of the iceberg: four depths from which a room speaks.

import { count } from "./forms";

export const title = "What lies beneath";
export const about = (number: number) => `${count(number, "note", "notes")} by the depth they speak from.`;
export const retagHow = "Retag any of yours; the count moves with it.";
export const retagAllHow = "Retag any; the count moves with it.";
export const notes = (number: number) => (number === 1 ? "note" : "notes");
export const share = (percent: number) => `${percent} %`;
export const waterline = "waterline";
export const more = (number: number) => `${number} more`;
export const moreOf = (number: number, level: string) => `Show ${number} more of ${level}`;
export const fewer = "Show fewer";
export const fewerOf = (level: string) => `Show fewer of ${level}`;
export const none = "Nothing from here yet.";
export const nudge = (percent: number) => `Only ${percent} % speak from here.`;
export const nudgeNone = "Nobody has spoken from here yet.";
export const nudgeHow = "Ask the question once more, and wait.";
export const yours = "yours";
export const retag = "Retag";
export const retagOf = (text: string) => `Retag: ${text}`;
export const retagTitle = "From which depth does this speak?";
export const retagKeys = "On a Retag button, the keys 1 to 4 put its note there at once.";
export const here = "It stands here now";
export const moved = (level: string) => `Moved to ${level}.`;
export const noBoard = "There is nothing to show yet.";
export const noBoardHelp = "A facilitator chooses the board of this step; what was written is safe.";

/** How a note hangs together with another, read from the note that the link goes out from. */
export const links = {
  sign_of: "A sign of",
  driven_by: "Driven by",
  raises: "Raises",
} as const;
/** The same, read from the note that it leads to. */
export const linksBack = {
  sign_of: "Shows in",
  driven_by: "Drives",
  raises: "Raised by",
} as const;
export const link = "Link to…";
export const linkOf = (text: string) => `Link to another note: ${text}`;
export const linkTitle = "What does this hang together with?";
export const linkHow = "This note is";
export const linkKinds = {
  sign_of: "a sign of another",
  driven_by: "driven by another",
  raises: "what raises another",
} as const;
export const linkFind = "Find a note by its words";
export const linkNone = "There is no other note yet.";
export const linkNotFound = "No note has these words.";
export const linked = (says: string, text: string) => `${says}: “${text}”`;
export const linkThere = "Linked so already";
export const unlinkOf = (says: string, text: string) => `Take the link away: ${says.toLowerCase()} “${text}”`;
export const unlinked = "Link taken away.";
export const linksOfNote = "Links";
export const linksHow = "Links say which notes hang together; pressing one goes to the other note.";
export const linkKeys = "The key L on a note’s buttons links it to another.";
/** On a wall, from one depth to the next. */
export const thread = (says: string, depth: string | null) =>
  depth === null ? says.toLowerCase() : `${says.toLowerCase()}, on ${depth}`;
