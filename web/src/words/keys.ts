// The words of the list of keys, which few people open; they come with it.

export const arrows = "move";
export const space = "select";
export const extend = "select several";
export const numbers = "put into that cluster";
export const enter = "put into, by words of the name";
export const n = "new cluster";
export const m = "merge the cluster with another";
export const j = "join or park notes";
export const e = "change the name";
export const z = "undo my last move";
export const nothing = "select nothing";
export const reorder = "change the order of clusters";
export const singleKeys = "Single letters and numbers act while a list has the focus";
