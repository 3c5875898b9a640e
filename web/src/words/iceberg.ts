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
