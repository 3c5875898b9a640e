// The steps that stand in folders of their own.

import type { Component } from "svelte";
import type { StepRecord } from "../../protocol.gen";
import type { RoomClient } from "../../room/client.svelte";

/** A screen of a step. */
export type StepScreen = Component<{ client: RoomClient; step: StepRecord }>;

const found = import.meta.glob<{ default: StepScreen }>(
  [
    "../board/ClusterStep.svelte",
    "../ballot/BallotStep.svelte",
    "../ballot/ResultsView.svelte",
    "../timeline/TimelineStep.svelte",
  ],
  { eager: true },
);

/** Grouping and naming. */
export const ClusterStep = found["../board/ClusterStep.svelte"]?.default;
/** Voting. */
export const BallotStep = found["../ballot/BallotStep.svelte"]?.default;
/** The result of a closed ballot. */
export const ResultsView = found["../ballot/ResultsView.svelte"]?.default;
/** A timeline, to read and to add to. */
export const TimelineView = found["../timeline/TimelineStep.svelte"]?.default;
