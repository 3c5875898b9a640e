// The words of the clustering step: putting notes together and naming what they say.

import { count, form } from "./forms";

export const title = "Clusters";
export const noBoard = "This step has no board yet.";
export const noBoardHelp = "A facilitator chooses one in the agenda; what was written is safe.";
export const level = { event: "Event", pattern: "Pattern", structure: "Structure", mental_model: "Mental model" };

export const contents = "Clusters";
export const contentsFact = (placed: number) => count(placed, "note", "notes");
export const contentsKeys = "Arrows move, Enter opens, Alt and arrows change the order.";
export const noClusters = "No clusters yet.";
export const noClustersHelp = "Choose notes that belong together, then New cluster.";
export const noClustersWatch = "They appear here as the room makes them.";
export const gone = "merged or dissolved by others";
export const openGone = "This cluster was merged or dissolved.";

export const unplaced = "Not yet placed";
export const unplacedShort = "Not placed";
export const unplacedFact = (some: number, all: number) => `${some} of ${count(all, "note", "notes")}`;
export const allPlaced = "Every note has its place.";
export const allPlacedHelp = "Read the clusters once more: does each name say what its notes say?";
export const noNotes = "No notes on this board yet.";
export const noNotesHelp = (own: number) =>
  own === 0 ? "They appear here once they are shown to all." : `Yours are safe: ${own} that only you see.`;

export const open = "Open cluster";
export const noneOpen = "No cluster is open.";
export const noneOpenHelp = "Choose one in the list to read its notes.";
export const emptyCluster = "Nothing in it yet.";
export const emptyClusterHelp = "Put notes into it, or dissolve it.";
export const back = "All clusters";
export const drawer = (number: number) => count(number, "cluster", "clusters");

export const listKeys = "Arrows move, Space selects, Shift and arrows select several.";
export const watching = "You are watching. In this step your part does not move notes.";

export const waiting = (number: number) => `${count(number, "note", "notes")} moved or added by others`;
export const waitingClusters = (number: number) => `${count(number, "cluster", "clusters")} changed by others`;
export const showWaiting = "Update the list";
export const nowIn = (name: string) => `now in: ${name}`;
export const nowUnplaced = "taken out of the cluster";
export const nowGone = "no longer on the board";

export const selected = (number: number) => `${count(number, "note", "notes")} selected`;
export const selectedShort = (number: number) => `${number} selected`;
export const selectedKeys = "Space selects, arrows move";
export const putInto = "Put into";
export const putIntoShort = "Put into…";
export const putKey = (number: number) => (number < 2 ? String(Math.max(1, number)) : `1–${number}`);
export const typing = (digits: string) => `Cluster ${digits} …`;
export const newCluster = "New cluster";
export const split = "Split off";
export const takeOut = "Take out";
export const further = "Join or park…";
export const clear = "Clear selection";
export const more = "More to do with these notes";
export const toolbar = (number: number) => `${count(number, "note", "notes")} selected: what to do with them`;

export const putTitle = (number: number) => `Put ${count(number, "note", "notes")} into`;
export const find = "Number or words of the name";
export const noneFound = "No cluster with these words. Make a new one from the notes?";
export const newFromThese = "New cluster from these";
export const mergeTitle = "Merge into";
export const mergeHelp = (name: string, number: number) =>
  `The ${count(number, "note", "notes")} of “${name}” go there, and its name goes. Undo brings it back.`;
export const mergeOnly = "There is no other cluster to merge with.";

export const menu = (name: string) => `What to do with “${name}”`;
export const rename = "Change the name";
export const giveName = "Give it a name";
export const mergeInto = "Merge into…";
export const dissolve = "Dissolve";
export const earlier = "Move up";
export const later = "Move down";
export const isFirst = "It is the first.";
export const isLast = "It is the last.";

export const nameLabel = "What do these notes say together?";
export const nameHint = "One sentence that another table would understand.";
export const nameTerse = "Under four words it is a label. What about it do these notes say?";
export const nameSave = "Set the name";
export const nameConflict = "Somebody else named this cluster while you wrote.";
export const nameConflictHelp = "Both names are below; choose one.";
export const nameYours = "Yours";
export const nameTheirs = "As it stands now";
export const keepYours = "Set mine in its place";
export const keepTheirs = "Leave it as it stands";
export const renamedNow = (name: string) => `Meanwhile somebody named it “${name}”.`;

export const undo = "Undo my last move";
export const undone = "Taken back.";
export const working = "Working";
export const put = (number: number, name: string) => `${count(number, "note", "notes")} put into “${name}”.`;
export const tookOut = (number: number) => `${count(number, "note", "notes")} taken out.`;
export const made = (number: number) =>
  number === 0 ? "A new cluster." : `A new cluster of ${count(number, "note", "notes")}.`;
export const merged = (from: string, into: string) => `“${from}” merged into “${into}”.`;
export const splitOff = (number: number) => `${count(number, "note", "notes")} split off into a new cluster.`;
export const dissolved = (name: string, number: number) =>
  `“${name}” dissolved; its ${count(number, "note", "notes")} ${form(number, "is", "are")} not placed now.`;
export const moved = (name: string, place: number) => `“${name}” is number ${place} now.`;
export const named = (name: string) => `Named “${name}”.`;
export const finds = (table: string) => `Table ${table} finds this name.`;
export const takeSome = "Select some of its notes, not all: these go into the new cluster.";
export const dragging = (number: number) => count(number, "note", "notes");

export const keysHelp = {
  title: "Keys in these lists",
  arrows: "move",
  space: "select",
  extend: "select several",
  numbers: "put into that cluster",
  enter: "put into, by words of the name",
  n: "new cluster",
  m: "merge the cluster with another",
  j: "join or park notes",
  e: "change the name",
  z: "undo my last move",
  escape: "select nothing",
  reorder: "change the order of clusters",
  switch: "Single letters and numbers act while a list has the focus",
};
export const asIceberg = "See it as an iceberg";
export const asGroups = "Back to the groups";
