// The words of the wall: read at ten metres, so they are few. Apart from words.ts because only walls and consoles load them.

import type { EntryState } from "../protocol.gen";
import { count, form, opening } from "./forms";

export const wallWords = {
  /** What a wall shows, said to the facilitator. */
  shows: {
    lobby: "code and address to join with",
    writing: "the question, and how many have written",
    notes: "the question and the notes",
    clusters: "the names of the clusters",
    ballot: "the question, and how many have voted",
    results: "the ranking",
    timeline: "the timeline",
    iceberg: "the iceberg",
    statements: "the statements",
    talk: "the question",
  },

  absent: {
    title: "This browser has no key to that wall.",
    help: "Open a wall from the console: “Open a wall…”.",
  },

  page: (title: string) => `${title}, wall`,
  join: "Join with",
  doorClosed: "The door is closed.",
  noCode: "Ask a facilitator for a link.",
  here: (number: number) =>
    number === 0 ? "Nobody here yet" : number === 1 ? "1 person is here" : `${number} people are here`,

  written: (some: number, all: number): { number: string; rest: string } => ({
    number: `${some} of ${all}`,
    rest: form(some, "has written", "have written"),
  }),
  hidden: "Nobody sees your notes yet.",
  atTables: "Tables choose what the room will see.",
  open: "Everybody sees each note at once.",
  finished: (some: number, all: number): { number: string; rest: string } => ({
    number: `${some} of ${all}`,
    rest: form(some, "has finished", "have finished"),
  }),

  voted: (some: number, all: number): { number: string; rest: string } => ({
    number: `${some} of ${all}`,
    rest: form(some, "has voted", "have voted"),
  }),
  secret: "Secret, and open to change until it closes.",
  soon: "The ballot opens soon.",
  headline: {
    nobody: "No papers",
    empty: "No dots given",
    one: "One leads",
    tie: (ideas: number) => `${opening(ideas)} share the first place`,
    close: (ideas: number) => `${opening(ideas)} lead, too close to call`,
    level: "No clear lead",
  },
  rest: (options: number, people: number) =>
    people === 0
      ? `${opening(options)} more ${form(options, "option was", "options were")} chosen by nobody.`
      : `${opening(options)} more ${form(options, "option", "options")} had ${count(people, "person", "people")}${people === 1 ? " or none" : " or fewer"}.`,
  votedShort: (some: number, all: number) => `${some} of ${all} voted`,
  stroke: "One stroke is one person.",

  notes: (number: number) => count(number, "note", "notes"),
  range: (from: number, to: number, all: number) => `${from} to ${to} of ${count(all, "note", "notes")}`,
  pageOf: (page: number, pages: number) => `page ${page} of ${pages}`,
  clusters: (number: number) => count(number, "cluster", "clusters"),
  clusterRange: (from: number, to: number, all: number) => `${from} to ${to} of ${count(all, "cluster", "clusters")}`,
  notPlaced: (some: number, all: number): { number: string; rest: string } => ({
    number: String(some),
    rest: `of ${count(all, "note", "notes")} not placed`,
  }),
  allPlaced: (all: number) => `All ${count(all, "note", "notes")} placed`,
  entries: (number: number) => count(number, "entry", "entries"),
  /** What a timeline holds. `years`: of every entry. */
  looked: ({ unverified, verified, disputed }: Record<EntryState, number>) =>
    [
      verified > 0 ? `${verified} verified` : "",
      disputed > 0 ? `${disputed} disputed` : "",
      unverified > 0 ? `${unverified} to check` : "",
    ]
      .filter(Boolean)
      .join(", "),
  line: (years: readonly number[]) => {
    if (years.length === 0) return "The line is still empty.";
    const [from, to] = [Math.min(...years), Math.max(...years)];
    return `${count(years.length, "entry", "entries")}, ${from === to ? from : `${from} to ${to}`}`;
  },

  lookHere: "Look here",
  held: "Held still by a facilitator",
  sound: (on: boolean) => (on ? "Sound on: a tone two minutes before the end and at the end" : "Sound off"),

  trouble: {
    connecting: "Connecting",
    offline: "No connection; this is the last that arrived",
    loading: "Loading the workshop",
  },
  ended: {
    title: "This wall is not connected any more.",
    help: "Reload this page. If that does not help, open a wall again from the console: “Open a wall…”.",
  },
  locked: "The room is locked: nobody writes, moves or votes for now.",
  full: "Click, or press F, for the full screen; D for dark or light, S for a tone before time is up",
};
