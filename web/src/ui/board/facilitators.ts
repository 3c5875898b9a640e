// What only facilitators, and on timelines the theme team, see on the large screens, as one part to fetch.

/** What opens the form of an era. */
export { default as EraPens } from "../timeline/EraPens.svelte";
/** The form of an era, and what was deleted. */
export { default as EraWork } from "../timeline/EraWork.svelte";
/** How far the clustering is. */
export { default as HealthLine } from "./HealthLine.svelte";
/** Which table finds a cluster's name. */
export { default as NamingChoice } from "./NamingChoice.svelte";
