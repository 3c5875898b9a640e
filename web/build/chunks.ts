// Which modules travel together. Left to itself the bundler cuts one chunk for every set of screens that share something,
// and a seat pays for each cut: names to import and export, and what a compressor can no longer see twice.

import type { Rolldown } from "vite";

/** Words that are said later than on the first page; the catalogue names them for everybody. */
const SAID_LATER = String.raw`words[\\/](?:clustering|iceberg|own|timeline|voting)\.`;

/**
 * What a page loads first, and the large screens of a seat in two parts, each with what only it needs: the timeline, and the
 * board with its ballot; and what one does with one's own seat, fetched when somebody asks for it. Start page, console and wall are not listed: they stay what the bundler makes of them.
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
    {
      name: "timeline",
      test: /[\\/]ui[\\/]timeline[\\/](?!wall|Timeline(?:Wall|Spotlight)|EraDialog)/u,
      priority: 1,
    },
    { name: "own", test: /[\\/]ui[\\/](?:seat[\\/]own\.|files[\\/])/u, priority: 1 },
    { name: "board", test: /[\\/]ui[\\/](?:board|ballot)[\\/]/u, priority: 0 },
  ],
};
