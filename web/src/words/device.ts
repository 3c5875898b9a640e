// The words of a device that several people share; they come with its dialog.

export const title = "Several people at this device";
export const says =
  "At a table’s laptop one person writes for all. Add who sits here: each counts, writes and votes under their own name, and the names stand above where one writes. Eight people at most write at one device.";
/** The most people at a device. */
export const MOST = 8;
export const full =
  "Eight people write at this device already. Whoever comes next joins with the code, on a device of their own.";
export const name = "Name";
export const add = "Add them";
export const added = (name: string) => `${name} writes from this device, too.`;
export const notAdded = "Nobody was added.";
export const big = "Big type";
export const bigHow = "On this device, to be read across a table.";
