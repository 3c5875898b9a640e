// The words of the way in that a seat says too: the code, and whose seat it is.

import { choice, count } from "./forms";

export const code = "Workshop code";
export const joinNow = "Join";
export const orScan = "or scan the square code on the wall";
export const codeEmpty = { title: "There is no code yet.", text: "It stands on the wall and in your invitation." };
export const codeShort = (missing: number) => ({
  title: `${count(missing, "character is", "characters are")} missing.`,
  text: "A code has eight.",
});
export const codeLookAlike = (characters: readonly string[]) => ({
  title: `No code has ${choice(characters)} in it.`,
  text: "Look again: it is something that looks like it.",
});
export const linkUnfit = { title: "This is no link to a workshop.", text: "Copy it again, to its very end." };
export const backIn = "Go back in";
export const untitled = "A workshop";
export const faces = { seat: "Your seat", console: "You facilitate", wall: "The wall" };
/** Whose seat it is, where a device keeps those of several people. */
export const whose = (name: string, perspective: string | null) => [name, perspective].filter(Boolean).join(", ");
export const atTable = (who: string, table: string | null) => (table === null ? who : `${who}, table ${table}`);
export const minutes = "min";
