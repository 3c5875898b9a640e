// The words of the way in: the start page, opening a workshop, and the door of one.

import { choice, count } from "./forms";

export const title = "Start";
export const join = "Join the workshop";
export const joinHow =
  "Type the eight characters on the wall or in your invitation, or paste its link. No account, no app.";
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
export const kept = "Your seat is kept";
export const keptMany = "Your seats are kept";
export const backIn = "Go back in";
export const forget = "Forget";
export const forgetSeat = (title: string) => `Forget the seat in ${title} on this device`;
export const forgotten = (title: string) => `${title} is forgotten on this device. The seat itself is kept.`;
export const untitled = "A workshop";
export const faces = { seat: "Your seat", console: "You facilitate", wall: "The wall" };
/** Whose seat it is, where a device keeps those of several people. */
export const whose = (name: string, perspective: string | null) => [name, perspective].filter(Boolean).join(", ");
export const atTable = (who: string, table: string | null) => (table === null ? who : `${who}, table ${table}`);
export const open = "Open a workshop";
export const minutes = "min";
export const stretches = {
  talk: "talk",
  write: "write",
  together: "work together",
  vote: "vote or rate",
  break: "gap = break",
};
export const templates = {
  education_priorities: {
    title: "What must policymakers understand?",
    text: "Write alone, agree at tables, group and name, vote in secret, draft statements.",
  },
  iceberg: {
    title: "What lies beneath?",
    text: "From what anyone can see, down four levels to what nobody dares ask.",
  },
  timeline: {
    title: "How did we get here?",
    text: "Everybody’s dates on one timeline, its eras named, and what it teaches.",
  },
  full_seminar: {
    title: "Cell and gene therapy: what staff must understand",
    text: "Priorities, history and causes in one sitting.",
  },
};
export const steps = (number: number) => count(number, "step", "steps");
export const others = "Other agendas";
export const changeable = "Everything in the agenda can be changed, moved and removed once the workshop is open.";
export const workshopTitle = "Title";
export const workshopTitleHint = "People see it before they join.";
export const yourName = "Your name";
export const yourNameHint = "You lead the workshop; you can appoint others later.";
export const signed = "How are contributions signed?";
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
