// The words of a table at work; they come with its screen.

import { count } from "./forms";

export const title = (name: string | null) => (name === null ? "Your table’s notes" : `Notes of table ${name}`);
export const fact = "Your table sees these.";
export const everybody = "everybody: the cards stand on the board, and all the rest can be read under “Off the board”.";
export const cards = (posted: number, most: number | null) =>
  most === null ? count(posted, "card posted", "cards posted") : `${posted} of ${most} cards posted`;
export const how = "Read them out in turn. Join what says the same, then post what the room should work on.";
export const empty = "Your table has no notes.";
export const emptyHow = "Write one, or wait until a facilitator hands notes to the tables.";
export const choose = (text: string) => `Choose: ${text}`;
export const post = "Post as card";
export const unpost = "Take card back";
export const posted = "Card";
export const full = (most: number) => `All ${most} cards are posted. Take one back first.`;
export const chosen = (number: number) => `${count(number, "note", "notes")} chosen`;
export const join = "Join into one…";
export const joinMore = "Choose at least two notes.";
export const joined = "How the joined note reads";
export const reads = "How the note reads";
export const joinNow = "Join";
export const save = "Save";
export const cancel = "Cancel";
export const made = (number: number) => `Joins ${count(number, "note", "notes")}`;
export const apart = "Take apart";
export const edit = "Change the words";
export const park = "Park";
export const isParked = (number: number) => `${count(number, "note", "notes")} parked.`;
export const parked = (number: number) => `Parking lot: ${count(number, "note", "notes")}`;
export const parkedHow = "Kept in the record, not worked on today.";
export const back = "Bring back";
