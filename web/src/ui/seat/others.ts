// The steps that stand in folders of their own, for faces that show them beside something else.

/** Voting. */
export { default as BallotStep } from "../ballot/BallotStep.svelte";
/** The result of a closed ballot. */
export { default as ResultsView } from "../ballot/ResultsView.svelte";
/** Grouping and naming. */
export { default as ClusterStep } from "../board/ClusterStep.svelte";
/** A timeline, to read and to add to. */
export { default as TimelineView } from "../timeline/TimelineStep.svelte";
