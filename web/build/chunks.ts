// Which modules travel together. Left to itself the bundler cuts one chunk for every set of screens that share something,
// and a seat pays for each cut: names to import and export, and what a compressor can no longer see twice.

import type { Rolldown } from "vite";

/** Words that are said later than on the first page; the catalogue names them for everybody. */
const SAID_LATER = String.raw`words[\\/](?:clustering|iceberg|own|timeline|voting)\.`;

/**
 * What a page loads first; the large screens of a seat (board, ballot, timeline), which are so alike that one chunk is the
 * smaller way; and what one does with one's own seat, fetched when somebody asks for it. Start page, console, wall and what
 * only facilitators see are not listed: they stay what the bundler makes of them.
 */
export const chunks: Rolldown.CodeSplittingOptions = {
  groups: [
    {
      name: "seat",
      tags: ["$initial"],
      test: new RegExp(`^(?!.*${SAID_LATER})`, "u"),
      includeDependenciesRecursively: false,
      priority: 2,
    },
    { name: "own", test: /[\\/]ui[\\/](?:seat[\\/]own\.|files[\\/])/u, priority: 1 },
    {
      name: "large",
      test: /[\\/]ui[\\/](?:board|ballot|timeline)[\\/](?!wall|Timeline(?:Wall|Spotlight)|EraDialog|HealthLine|facilitators)/u,
      priority: 0,
    },
  ],
};
