// The words of looking dates up; they come with what shows what came of it.

import type { EntryState } from "../protocol.gen";

export const title = "Looked up";
export const states: Record<EntryState, string> = {
  unverified: "Not looked up yet",
  verified: "Verified: a source says so, too",
  disputed: "Disputed: sources disagree, or the room does",
};
export const older = "The entry has been changed since; look again.";
export const change = "Say what came of looking it up";
export const remark = "What did you find, and where?";
export const save = "Save what came of it";
export const saved = (state: EntryState) => `${states[state]}.`;
