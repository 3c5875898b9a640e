// The words of the timeline: dates as people say them, entries, eras, and the chart that shows them.

import { count, list as listed } from "./forms";

const MONTHS = "January February March April May June July August September October November December".split(" ");

export const noBoard = "This step has no timeline yet.";
export const noBoardHelp = "A facilitator chooses one in the agenda; what was written is safe.";
export const about = (number: number, eras: number) =>
  `${count(number, "entry", "entries")}. ${
    eras > 0 ? "Each era has its own scale, so crowded years get room." : "Crowded years get more room."
  } A thin mark is a known day; a wider mark is all we know.`;
export const entries = (number: number) => count(number, "entry", "entries");
export const years = (from: number, to: number | null) =>
  to === null ? `${from} until now` : from === to ? String(from) : `${from}–${to}`;

export const view = "Show as";
export const views = { chart: "Chart", list: "List" };
export const tooNarrow = (lanes: number) => `The chart of ${count(lanes, "lane", "lanes")} needs a wider window.`;
export const legend = {
  day: "day",
  month: "month",
  year: "year",
  lasted: "lasted from, to",
  also: "also in this lane",
};
export const keys = "Arrows move along the entries, Enter opens one, N adds one.";
export const lanes = "Lanes";
export const all = "All";
export const alsoIn = (lanes: readonly string[]) => `also in ${listed(lanes)}`;
export const noEntries = "Nothing here yet.";
export const noEntriesWrite = "Add the first thing that happened: a year is enough.";
export const noEntriesWatch = "Entries appear here as people add them.";
export const noEntriesHidden = "All entries appear here together, when a facilitator reveals them.";
export const noneInLane = "No entry in this lane yet.";

export const month = (month: number) => MONTHS[month - 1] ?? "";
export const monthShort = (number: number) => month(number).slice(0, 3);
export const to = (start: string, end: string) => `${start} to ${end}`;
export const dash = (start: string, end: string) => `${start}–${end}`;
export const precision = { year: "Only the year is known.", month: "Only the month is known.", day: "" };

export const entry = "Entry";
export const earlier = "Earlier";
export const later = "Later";
export const why = "Why it matters";
export const source = "Source";
export const noSource = "No source given yet.";
export const addedBy = "Added by";
export const byNobody = "Not signed";
export const yours = "Yours";
export const hidden = {
  until_reveal: "Only you see this until the reveal.",
  late: "Only you see this: it came after the reveal.",
  at_table: "Your table sees this.",
  set_aside: "A facilitator set this aside.",
};
/** What came of looking an entry up, as a word at its mark. */
export const checks = { unverified: "to check", verified: "verified", disputed: "disputed" };
export const toCheck = (number: number) => `${number} to check`;
export const noneToCheck = "Nothing is left to look up here.";
export const unsent = "not sent yet, kept on this device";
export const gone = "This entry is no longer here.";
export const deletedHere = "Deleted, seen by facilitators only";
export const restore = "Put back";
export const deleted = (title: string) => `Deleted: ${title}`;

export const add = "Add an entry";
export const addTitle = "What happened, and when?";
export const editTitle = "Change this entry";
export const formWhen = "When was it?";
export const formWhenHint =
  "As well as you know it: 1988, Oct 1988 or 14 October 1988. For what lasted: 2012 to Oct 2017.";
export const formWhat = "What happened?";
export const formWhatHint = "In one line.";
export const formLane = "Which lane?";
export const formAlso = "Does it also belong in another lane?";
export const formWhy = "Why does it matter?";
export const formMore = "Detail, source, other lanes";
export const formMoreFew = "Detail and source";
export const formDetail = "More about it";
export const formSource = "Where can one read it?";
export const formSourceHint = "A title, an address or both.";
export const formSend = "Add to the timeline";
export const formSendPrivate = "Keep for the reveal";
export const formSave = "Save the change";
export const formNeedsWhen = "Say when it was. A year is enough.";
export const formNeedsWhat = "Say what happened.";
export const formNeedsLane = "Choose a lane.";
export const formKept = "What you write here is kept on this device until you send it.";
export const read = {
  day: (date: string) => `Read as the day ${date}.`,
  month: (date: string) => `Read as the month ${date}; the day stays open.`,
  year: (date: string) => `Read as the year ${date}; month and day stay open.`,
};
export const readRange = (start: string, end: string) => `Read as a time that lasted from ${start} to ${end}.`;
export const readAbout = "That it is not certain can be said under Detail.";
export const doubt = {
  day_or_month: { title: "Which is the month?", text: "Choose, or write the month as a word." },
  century: { title: "Which century?", text: "Choose, or write the year with four digits." },
  no_year: { title: "Of which year?", text: "Add the year with four digits." },
  vague: { title: "This cannot be put on the line as it is.", text: "Give what you are sure of:" },
  no_such_day: { title: "There is no such day.", text: "Correct it, or leave the day open:" },
  backwards: { title: "The end lies before the beginning.", text: "Did you mean it the other way round?" },
  unreadable: { title: "This is no date we can read.", text: "Write 1988, Oct 1988 or 14 October 1988." },
};
export const mayBeSame = "This may be here already.";
export const mayBeSameHow = "If it is the same, open it; if not, go on.";
export const look = "Open it";

export const added = (title: string) => `Added: ${title}`;
export const keptForReveal = (title: string) => `Kept until the reveal: ${title}`;
export const saved = "Saved.";
export const heard = (when: string, title: string, lane: string) => `New in ${lane}: ${when}, ${title}.`;
export const refused = (title: string) => (title === "" ? "Your entry was not taken." : `“${title}” was not taken.`);
export const openAgain = "Open it again";
export const giveUp = "Give it up";
export const begun = "You have begun an entry.";
export const begunHow = (title: string) =>
  title === "" ? "It is kept on this device." : `“${title}” is kept on this device.`;
export const goOn = "Go on with it";

export const conflictTitle = "Someone changed this entry while you did.";
export const conflict = "Where the two differ stands below. Your text is in the form; change it as you like.";
export const mine = "Yours";
export const theirs = "As it stands now";
export const takeTheirs = "Leave it as it stands";
export const putMine = "Put mine in its place";
export const none = "nothing";
export const fields = {
  when: "When",
  title: "What happened",
  lane: "Lane",
  alsoIn: "Also in",
  detail: "Detail",
  why: "Why it matters",
  source: "Source",
};

export const my = "My entries";
export const myFact = (number: number, limit: number | null) =>
  limit === null ? String(number) : `${number} of up to ${limit}`;
export const myNone = "None yet. Three to five is a good number.";
export const limitReached = (limit: number) => `You have added all ${limit}. Change or delete one to make room.`;
export const hiddenNow = (number: number) =>
  `${count(number, "entry", "entries")} of yours, seen only by you until the reveal`;

export const story = "Read the story";
