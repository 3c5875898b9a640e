// The words that stand everywhere, by where.

import { count, form } from "./forms";

export const product = {
  name: "Charrette",
};

export const common = {
  undo: "Undo",
  close: "Close",
  cancel: "Cancel",
  clear: "Clear",
  edit: "Edit",
  remove: "Delete",
  save: "Save",
  more: "More",
  working: "Working",
  again: "Try again",
  youAre: "You:",
  skipToMain: "Skip to the page",
  of: (some: number, all: number) => `${some} of ${all}`,
};

export const page = {
  missingTitle: "There is no such page.",
  missing: "The address may have lost a part on its way. Ask for the link again, or join with the code on the wall.",
  home: "Go to the start page",
  loading: "Loading",
  notLoaded: "This page did not load.",
  notLoadedHow: "The connection may have broken off. Nothing is lost.",
  title: (page: string) => `${page} · Charrette`,
};

export const theme = {
  legend: "Light or dark",
  system: "As the device",
  light: "Light",
  dark: "Dark",
};

export const connection = {
  saved: "All saved",
  waiting: (number: number) => `${number} waiting to be sent`,
  connecting: "Connecting",
  slow: "Connected by short requests",
  offline: (number: number) =>
    number === 0
      ? "Offline: you can go on, changes go out by themselves"
      : `Offline: your ${form(number, "change is", `${number} changes are`)} safe here and will be sent`,
  stopped: "Not connected: reload this page",
};

export const network = {
  unreachable:
    "The server does not answer. Check that this device is in the room's network, then try again; nothing is lost.",
  tooLarge: (bytes: number) => `This is larger than ${bytes} bytes. Send it in smaller parts.`,
  unexpected: (status: number) => `The server answered in a way this page does not know (${status}). Load it again.`,
};

export const kit = {
  moreChanges: (number: number) => `And ${count(number, "more change", "more changes")}.`,
  charactersLeft: (number: number) => `${number} left`,
  charactersOver: (number: number) =>
    `${count(number, "character", "characters")} too many: shorten the text to send it.`,
  notifications: "What was just done",
  otherGroups: "other groups",
  groupCount: (group: string, number: number) => `${group} ${number}`,
  people: (some: number, all: number) => `${some} of ${all} people`,
  here: (number: number) => `${number} here`,
};

export const note = {
  merged: (number: number) => `joins ${number} notes`,
  mergedKept: "originals kept",
  unsent: "not sent yet, kept on this device",
  moving: (who: string) => `moving: ${who} has just taken it`,
  conflictTitle: "Someone changed this note while you did.",
  conflict: "Both versions are below; choose one.",
  yours: "Yours",
  theirs: "As it stands now",
  keepYours: "Put mine in its place",
  keepTheirs: "Leave it as it stands",
};

const beginning = (text: string) => (text.length > 60 ? `${text.slice(0, 60).replace(/\s\S*$/u, "")}…` : text);
export const cluster = {
  unnamed: "no name yet",
  /** What a cluster is called: without a name by how its first note begins, so that one can tell them apart. */
  called: (name: string, [first]: readonly { readonly text: string }[]) =>
    name || (first ? `“${beginning(first.text)}”` : cluster.unnamed),
  notes: (number: number) => count(number, "note", "notes"),
  offBoard: (number: number) => `Off the board: ${number}`,
};

export const ballot = {
  none: "no dot",
  dots: (number: number, most: number) =>
    most === 1 ? (number > 0 ? "your dot" : "no dot") : `${count(number, "dot", "dots")}, at most ${most}`,
  spent: "Take a dot back first.",
  closed: "The ballot is closed.",
  left: (number: number) => `${count(number, "dot", "dots")} left`,
  leftShort: (number: number) => `${number} left`,
  budget: (number: number, most: number) =>
    most === 1 ? `of ${number}, one on an option` : `of ${number}, at most ${most} on an option`,
};

export const results = {
  rank: "Rank",
  option: "Option",
  people: "People",
  oneStroke: "one stroke, one person",
  dots: "Dots",
  reading: "Reading",
  groupOf: (number: number) => `of ${number}`,
  labels: {
    close_call: "Close call",
    common_ground: "Common ground",
    divided: "Divided",
    group_divided: "Divided by group",
    one_group_priority: "One group’s priority",
    hidden_consensus: "Hidden consensus",
  },
};

export const qr = {
  label: (address: string) => `Square code that opens ${address}`,
};
