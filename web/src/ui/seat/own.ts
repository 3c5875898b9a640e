// What one does with one's own seat, seldom and never in a hurry: fetched together when somebody opens one of these.

export { default as EditMe } from "./EditMe.svelte";
export { default as LeaveDialog } from "./LeaveDialog.svelte";
export { default as SaveDialog } from "./SaveDialog.svelte";
export { default as WayBack } from "./WayBack.svelte";
