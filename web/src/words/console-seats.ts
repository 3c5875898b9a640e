// The words of making one seat of two; they come with the console.

import { count, list } from "./forms";

export const seatsWords = {
  same: "This is the same person as…",
  title: "Two seats, one person",
  who: "The same person as",
  choose: "choose…",
  nobody: "Nobody else here could be the same person.",
  stays: "The seat that stays",
  says: (from: string, into: string, notes: number, entries: number) => {
    const shown = [
      ...(notes > 0 ? [count(notes, "note", "notes")] : []),
      ...(entries > 0 ? [count(entries, "entry", "entries")] : []),
    ];
    return shown.length > 0
      ? `${list(shown)} and what ${from} wrote unseen go to ${into}.`
      : `All that ${from} wrote, unseen things too, goes to ${into}.`;
  },
  ends: (from: string) =>
    `The seat of ${from} ends: its devices are signed out and show what was not sent, and one person less is counted.`,
  votes: (into: string) =>
    `In an open ballot one paper counts: that of ${into}, or the other if there is none. Closed results stay.`,
  anonymous: "What was written without a name is changed only on the device on which it was written.",
  merge: "Make one seat",
  leave: "Leave two seats",
  done: (from: string, into: string) => `${from} and ${into} are one seat now.`,
};
