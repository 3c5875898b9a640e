// Which modules travel together. Left to itself the bundler cuts one chunk for every set of screens that share something,
// and a seat pays for each cut: names to import and export, and what a compressor can no longer see twice.

import type { Rolldown } from "vite";

/**
 * Everything of a seat in one chunk: what the page imports without asking for it later. That is the least that a phone can
 * load in all, and once it is there, no step change waits for the network. Start page, console, wall and what facilitators
 * alone see are fetched by whoever opens them; they stay what the bundler makes of them. What notes at tables and off the
 * board need travels as one further chunk, and so do what drafting statements needs and what an iceberg is read and linked
 * with: few agendas and few people ever ask for them. The report is facilitators' alone, and only while they read it; the list
 * of files is for whoever saves some, which nobody can without the network.
 */
export const chunks: Rolldown.CodeSplittingOptions = {
  groups: [
    {
      name: "shelves",
      test: /src\/(ui\/(table\/|board\/(OffBoard\.|FurtherSheet\.|off-board\.))|words\/(tables|shelves)\.)/u,
      includeDependenciesRecursively: false,
    },
    {
      name: "iceberg",
      test: /src\/(ui\/board\/(Iceberg(Board|Level)|LinkSheet|iceberg|note-links)\.|words\/iceberg\.)/u,
      includeDependenciesRecursively: false,
    },
    { name: "drafts", test: /src\/(ui\/draft\/|words\/drafts\.)/u, includeDependenciesRecursively: false },
    {
      name: "files",
      test: /src\/(ui\/(files\/(?!save\.)|seat\/SaveDialog\.)|words\/files\.)/u,
      includeDependenciesRecursively: false,
    },
    {
      name: "report",
      test: /src\/(ui\/report\/|room\/report-api\.|words\/report\.)/u,
      includeDependenciesRecursively: false,
    },
    { name: "seat", tags: ["$initial"], includeDependenciesRecursively: false },
  ],
};
