// The words of what belongs to a board and does not stand on it.

import { count, form } from "./forms";

export const title = "Off the board";
export const none = "Everything stands on the board.";
export const noneHow = "What is parked, joined or set aside is listed here.";
export const parked = "Parking lot";
export const parkedHow = "Kept in the record, not worked on today.";
export const annex = "Not posted by tables";
export const annexHow = "What tables wrote and did not choose as cards.";
export const aside = "Set aside";
export const asideHow = "Only facilitators and its author see it.";
export const asideMine = "A facilitator took it off the board. Only you and facilitators see it.";
export const because = (reason: string) => `Reason: ${reason}`;
export const joined = "Joined notes";
export const joinedHow = "With what each was made of.";
export const madeOf = (number: number) => `made of ${count(number, "note", "notes")}`;
export const back = "Bring back";
export const isBack = "It stands on the board again.";
export const apart = "Take apart";
export const isApart = "Its originals stand on the board again.";

export const furtherTitle = (number: number) => `${count(number, "note", "notes")} selected`;
export const joinLabel = "How the joined note reads";
export const joinHow = (number: number) => `The ${number} originals stay attached and can be taken apart again.`;
export const joinEmpty = "Write what the notes say together.";
export const join = "Join into one";
export const isJoined = (number: number) => `${count(number, "note", "notes")} joined into one.`;
export const park = (number: number) => form(number, "Park it", "Park them");
export const isParked = (number: number) => `${count(number, "note", "notes")} parked. Find them under Off the board.`;
export const asideWhy = "Why it is set aside";
export const asideWhyHow = "Its author reads this.";
export const asideEmpty = "Say why; its author reads it.";
export const setAside = "Set it aside";
export const isAside = "Set aside. Find it under Off the board.";
