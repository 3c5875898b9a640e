// The words of ballots and their results.

import { count, form, opening } from "./forms";

/** `31 of the 43 who voted`, `all 9 who voted`. */
function ofThose(people: number, voted: number): string {
  if (people < voted) return `${people} of the ${voted} who voted`;
  return voted === 1 ? "the one person who voted" : `all ${voted} who voted`;
}

export const noBallot = "This step has no ballot yet.";
export const noBallotHelp = "A facilitator prepares one; nothing is lost.";
export const minutes = (minutes: number) => count(minutes, "minute", "minutes");
export const step = (place: number, all: number, planned: boolean) =>
  planned ? `planned · step ${place} of ${all}` : `Step ${place} of ${all}`;
export const optionsLabel = (question: string) => (question === "" ? "Options" : question);

export const preparing = (number: number) => `The options will be frozen from ${count(number, "cluster", "clusters")}`;
export const preparingSoon = "A ballot is being prepared.";
export const frozen = (number: number) => `${count(number, "option is", "options are")} frozen`;
export const frozenHelp = "Ask now what is unclear.";
export const preparingHelp =
  "When a facilitator opens the ballot, these names become its options as they stand then. Later changes to the clusters do not touch it.";
export const preparingAnyway = "A facilitator opens the ballot and says which options it has.";
export const preparingNone = "Nothing to vote on yet.";
export const preparingUnnamed = (number: number) =>
  `${count(number, "cluster has", "clusters have")} no name yet and cannot be voted on.`;
export const preparingTerse = (number: number) =>
  `${count(number, "name is", "names are")} under four words: would another table understand?`;
export const preparingMany = (number: number) =>
  `${number} options are many to read. Merge what says the same, or vote in two rounds.`;
export const preparingAlike = (names: string) => `Two clusters have the same name: ${names}. Merge or rename one.`;
export const dotsEach = (number: number) => `${count(number, "dot", "dots")} each`;
export const capEach = (number: number) => (number === 1 ? "one on an option" : `at most ${number} on an option`);

export const secret =
  "Nobody in the room sees your choices, facilitators included. Whoever runs the server could read its stored ballots.";
export const secretShort = "Secret. Change it until the ballot closes.";
export const changeable =
  "Change your paper until a facilitator closes the ballot. Until then only the number of papers shows.";
export const ownOrder = "Everyone reads the options in an order of their own.";

export const turnout = (some: number, all: number) => `${some} of ${all}`;
export const turnoutWords = "have handed in a paper";

export const none = "Your paper is not in yet.";
export const saving = "Your paper is being saved";
export const saved = "Your paper is saved";
export const tooLate = "it reached the room after the ballot was closed, so your last change does not count.";
export const savedEmpty = "Your paper is in, and empty";
export const emptyHelp = "It counts as handed in. You can still change it.";
export const kept = "Not sent yet: your paper is kept on this device";
export const handInEmpty = "Hand in an empty paper";
export const notYours = "You do not vote here; only the people who take part do. This is what they read.";

export const headline = {
  nobody: "Nobody handed in a paper",
  empty: (papers: number) =>
    papers === 1 ? "One paper came in, without a dot" : `${opening(papers)} papers came in, none with a dot`,
  one: (people: number, voted: number) => `One idea leads, chosen by ${ofThose(people, voted)}`,
  onlyOne: (people: number, voted: number) => `Only one idea was chosen, by ${ofThose(people, voted)}`,
  tie: (ideas: number, people: number, close: boolean) =>
    `${opening(ideas)} ideas share the first place, with ${count(people, "person", "people")} each${close ? "; the next is too close to call" : ""}`,
  close: (ideas: number) =>
    ideas === 2
      ? "Two ideas lead, and the gap between them is too close to call"
      : `${opening(ideas)} ideas lead, each too close to the next to call`,
  level: "No idea stands out: each is too close to the next to call",
  even: (people: number) => `No idea stands out: all have ${count(people, "person", "people")}`,
};

export const rounds = (changed: number, both: number) =>
  `Of the ${both} who voted in both rounds, ${changed} changed something.`;
export const summary = {
  voted: (some: number, all: number) => `${some} of ${all}`,
  votedWords: "voted",
  budget: (dots: number, most: number) =>
    `${count(dots, "dot", "dots")} each, ${most === 1 ? "one on an option" : `at most ${most} on one option`}`,
  used: (some: number, all: number) => `${some} of ${count(all, "dot", "dots")} ${form(some, "was", "were")} used`,
  present: "Shows the views of those present.",
};
export const caption = (options: number, grouped: boolean, stacked: boolean) =>
  `Ranking of ${count(options, "option", "options")} by people${stacked ? " and dots" : ""}${grouped ? ", and by perspective group" : ""}`;
export const groupsKey = "Perspective groups";
export const otherGroups = "other groups: those with under three voters, counted together";
export const notSplit = "Not split by group: with so few voters a split could point to a person.";
export const noGroups = "Not split by group: this workshop has no perspective groups.";
export const opened = "The ballot is open.";
export const closed = "The ballot is closed; this is the count.";
export const counting = "The count is on its way.";
