// The words of a device that several people share; they come with its dialog.

export const title = "Several people at this device";
export const says =
  "At a table’s laptop one person writes for all. Add who sits here: each counts, writes and votes under their own name, and the names stand above where one writes.";
export const name = "Name";
export const add = "Add them";
export const added = (name: string) => `${name} writes from this device, too.`;
export const notAdded = "Nobody was added.";
export const big = "Big type";
export const bigHow = "On this device, to be read across a table.";
