// What only facilitators see on the large screens, as one part to fetch.

/** The form of an era. */
export { default as EraDialog } from "../timeline/EraDialog.svelte";
/** How far the clustering is. */
export { default as HealthLine } from "./HealthLine.svelte";
