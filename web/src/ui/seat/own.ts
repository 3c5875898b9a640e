// What one asks for in the dialog of one's own seat, as one part to fetch. Each needs the server for its work anyway.

/** Another name or perspective. */
export { default as EditMe } from "./EditMe.svelte";
/** The files of what one sees. */
export { default as SaveDialog } from "./SaveDialog.svelte";
/** A link back to one's seat. */
export { default as WayBack } from "./WayBack.svelte";
