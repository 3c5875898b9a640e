// The words of what facilitators alone do with a timeline: name its eras, and see what was deleted. Apart from the words of
// the timeline because no other seat loads them.

import { count } from "./forms";

export const addEra = "Add an era";
export const editEra = "Change this era";
export const editEraOf = (name: string) => `Change the era “${name}”`;
export const eraName = "What is this chapter called?";
export const eraNameHint = "A phrase that tells what these years were about.";
export const eraNeedsName = "Give the era a name.";
export const eraWhen = "From when to when?";
export const eraWhenHint = "1999 to 2006. Leave the end out if it still goes on.";
export const eraSince = (start: string) => `Read as from ${start}, still going on.`;
export const eraStory = "The story in a paragraph";
export const eraSave = "Save the era";
export const eraRemove = "Remove the era";
export const eraRemoved = (name: string) => `Era removed: ${name}. Its entries stay.`;
export const eraConflict = "Someone changed this era meanwhile.";
export const eraTheirs = (name: string, span: string) => `It now reads “${name}”, ${span}.`;
export const deletedNow = (number: number) => `${count(number, "entry", "entries")} deleted, seen by facilitators only`;
