// The words of a seat: its head and menu, what one writes, what one reads.

import { count, form } from "./forms";

export const entering = "Coming in";
export const absent = "This device has no seat in this workshop.";
export const absentHow = "Join with the code on the wall, or with your way back if you had a seat before.";
export const toStart = "Go to the start page";
export const stopped = "You are not connected any more.";
export const reload = "Load the page again";
export const joinAgain = "Join again";
export const unsent = "Not sent, and only on this device. Copy it, or save it:";
export const saveCopy = "Save what this page holds";
export const goOn = "Go on with what the server has";
export const notKept = "This browser keeps nothing.";
export const notKeptHow = "Private windows may forget. Leave this page open until all is sent.";
export const copyName = "charrette-copy.json";
export const here = (number: number) => `${number} here`;
export const stepOf = (place: number, all: number) => `Step ${place} of ${all}`;
export const placeOf = (place: number, all: number) => `${place} of ${all}`;
export const stepNow = (place: number, all: number, title: string, question: string) =>
  `Step ${place} of ${all}: ${title}.${question ? ` ${question}` : ""}`;
export const planned = (minutes: number) => count(minutes, "minute", "minutes");
export const plannedUnder = "planned for this step";
export const noStep = "The workshop has not begun.";
export const noStepHow = "The first question appears here by itself. You are in, and there is nothing to do yet.";
export const agenda = "Agenda";
export const agendaOpen = (place: number, all: number) => `Step ${place} of ${all}. Open the agenda`;
export const agendaNow = "now";
export const agendaSkipped = "left out";
export const agendaDone = "done";
export const agendaMinutes = (minutes: number) => `${minutes} min`;
export const agendaTotal = (steps: number, minutes: number) =>
  minutes > 0 ? `${count(steps, "step", "steps")}, ${minutes} minutes planned` : count(steps, "step", "steps");
export const you = "You";
export const youOpen = "Your seat, way back and settings";
export const atTable = (table: string) => `table ${table}`;
export const roles = {
  lead: "You lead",
  co_facilitator: "You facilitate",
  theme_team: "Theme team",
  table_host: "Table host",
  participant: "You take part",
  observer: "You observe",
  wall: "Wall",
};
export const observing = "You observe.";
export const observingHow = "You read along; you write and vote nothing, and are counted nowhere.";
export const locked = "The room is locked for a moment.";
export const lockedHow = "Until a facilitator opens it, only they write, move and vote. What you typed stays here.";
export const muted = "You read and vote for now.";
export const mutedHow = "A facilitator asked for that. What you typed stays here.";
export const toConsole = "Go to the console";
export const speakFor = "This device speaks for";
export const speaksAs = (name: string) => `From now on you write as ${name}.`;
export const device = "Several people at this device";
export const changeMe = "Change my name or perspective";
export const wayBack = "My way back";
export const save = "Save what I see";
export const leave = "Leave on this device";
export const look = "Look";
export const undoMine = "Undo my last act";
export const undone = "Undone.";
export const finished = "I have finished";
export const finishedNow = "Finished";
export const notFinished = "Go on writing";
export const finishedHow = "You can still add and change notes.";
export const haveFinished = (some: number, all: number) => `${some} of ${all} have finished`;
export const haveWritten = (some: number, all: number) => `${some} of ${all} ${form(some, "has", "have")} written`;
export const written = "have written";
export const ofAll = (some: number, all: number) => `${some} of ${all}`;
/** `name`: whose it is, where several are at one device. */
export const leftBehind = (title: string, name: string) => `Not sent: ${name || "you"} wrote this in “${title}”.`;
export const leftUnsaved = (title: string, name: string) => `Not saved: ${name || "you"} wrote this in “${title}”.`;
export const leftSend = "Send it";
export const leftSave = "Save it";
export const leftSaved = "Saved.";
export const leftDiscard = "Throw it away";
export const leftGone = "Thrown away.";
export const leftSent = "Sent.";
export const late = (number: number) =>
  form(number, "This came after the reveal. Only you see it.", "These came after the reveal. Only you see them.");
export const lateNotes = "Late notes";
export const lateEntries = "Late entries";
export const latePost = "Post now";
export const latePosted = "Everybody sees it now.";
export const lateKeep = "Nobody else ever sees it unless you post it.";
export const refusedTitle = "This was not taken.";
export const refusedAct = {
  post_note: "A note",
  edit_note: "A change to a note",
  vote: "Your ballot",
  post_entry: "An entry for the timeline",
  edit_entry: "A change to an entry",
} as Record<string, string>;
export const refusedOther = "Something you did before";
export const dismiss = "I have read it";
export const kindUnknown = "This step needs a newer page.";
export const kindUnknownHow = "Load it again; nothing is lost.";
