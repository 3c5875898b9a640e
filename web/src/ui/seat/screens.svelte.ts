// The large screens of a seat, each fetched when the agenda has a use for it: a phone that joins pays first for what it
// shows first. They are fetched ahead, so that no step change waits for the network.

import type { RoomViews } from "../../room/room-views.svelte";

const WAYS = {
  cluster: () => import("../board/ClusterStep.svelte"),
  iceberg: () => import("../board/IcebergBoard.svelte"),
  ballot: () => import("../ballot/BallotStep.svelte"),
  results: () => import("../ballot/ResultsView.svelte"),
  timeline: () => import("../timeline/TimelineStep.svelte"),
  /** Comes with the timeline; shown over every step while there are such entries. */
  lateEntries: () => import("../timeline/LateEntries.svelte"),
};

/** Name of a large screen. */
export type ScreenName = keyof typeof WAYS;
type Loaded = { [Name in ScreenName]?: Awaited<ReturnType<(typeof WAYS)[Name]>>["default"] };

/** The screens of this page. */
class Screens {
  /** Those that are here. */
  loaded: Loaded = $state.raw({});
  /** Those that could not be fetched. */
  failed: ReadonlySet<ScreenName> = $state.raw(new Set());
  readonly #asked = new Set<ScreenName>();

  /** Fetches a screen, once. */
  ask(name: ScreenName): void {
    if (this.#asked.has(name)) return;
    this.#asked.add(name);
    WAYS[name]().then(
      (found) => {
        this.loaded = { ...this.loaded, [name]: found.default };
      },
      () => {
        // A browser does not fetch a failed module again; loading the page does.
        this.failed = new Set([...this.failed, name]);
      },
    );
  }
}

/** The screens of this page. */
export const screens = new Screens();

/** The screens that an agenda will need, the one of its current step first. */
export function needed(room: Pick<RoomViews, "steps" | "boards" | "currentStep">): ScreenName[] {
  const holds = new Map<string, string>(room.boards.map((board) => [board.id, board.holds]));
  const current = room.currentStep;
  const names = new Set<ScreenName>();
  for (const { settings } of current ? [current, ...room.steps] : room.steps) {
    if (settings.kind === "cluster") names.add("cluster");
    if (settings.kind === "ballot") names.add("ballot");
    if (settings.ballot !== null) names.add("results");
    const board = settings.board === null ? undefined : holds.get(settings.board);
    if (board === "timeline" || settings.kind === "timeline") names.add("timeline");
    if (board === "iceberg") names.add("iceberg");
  }
  return [...names];
}
