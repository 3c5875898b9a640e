// How many bytes a browser loads for a seat, and whether that is too many.
//
//   node web/scripts/seat-size.mjs [dist]
//
// Counts what the build in web/dist (or in the folder given) holds as it is sent with gzip: the page, what the page names,
// and all that these can fetch later, whether ahead or when it is asked for. Fonts are not counted; what not every seat
// fetches is listed below the sum, with the reason. Ends with 1 where a seat needs more than it may.

import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";

/** The most bytes that a seat may need in all. */
const MOST_IN_ALL = 120_000;
/** Chunks that not every seat fetches, by the names they begin with: who fetches them, and when. */
const LEFT_OUT = {
  Home: "the start page, fetched by whoever opens it",
  Console: "the console, fetched by facilitators who open it",
  Wall: "the wall, fetched by the machine at the projector",
  facilitators: "the large screens' tools, fetched by facilitators",
  shelves:
    "notes at tables and off the board, fetched where the agenda has a step at tables by whoever's table was handed notes, " +
    "and by whoever opens the list of what is off a board or joins and parks notes there",
  drafts:
    "statements, fetched where an agenda has a step that drafts them or talks about them, and by consoles and walls",
  iceberg:
    "a board by depths, and what hangs together on it, fetched ahead of its step where an agenda has one, and by walls",
  FactCheck: "what came of looking a date up, fetched by whoever opens an entry that was looked up, or may look it up",
  TableDevice: "several people at one device, fetched by whoever adds somebody to theirs",
  files: "the workshop as files, fetched by whoever opens the list of them",
  MethodScreens: "ballots of other methods than dots, fetched where an agenda has one",
};

const dist = resolve(process.argv[2] ?? join(import.meta.dirname, "../dist"));

function stop(why) {
  process.stderr.write(`seat-size: ${why}\n`);
  process.exit(1);
}

if (!existsSync(join(dist, "index.html"))) stop(`there is no build in ${dist}. Build the client first: npm run build`);

/** What is sent of a file, bytes: its copy in gzip, and the file itself where it is too small for one. */
function sent(name) {
  const path = join(dist, name);
  return statSync(existsSync(`${path}.gz`) ? `${path}.gz` : path).size;
}

/** Which of the chunks that are left out a file is; none for what every seat fetches. */
const leftOut = (file) => Object.keys(LEFT_OUT).find((name) => basename(file).startsWith(`${name}-`));
/** The files of these chunks that a seat can fetch: themselves, and their styles. */
const apart = new Map();

/** The files that a script asks for: at once, and when it comes to that. The bundler writes both in one way each. */
function wantedBy(name) {
  const code = readFileSync(join(dist, name), "utf8");
  const quoted = "[\"'`]\\./([\\w.-]+\\.js)[\"'`]";
  const atOnce = [...code.matchAll(new RegExp(`(?:\\bfrom|\\bimport)\\s*${quoted}`, "gu"))];
  const later = [
    ...code.matchAll(
      new RegExp(`\\bimport\\(${quoted}\\)([^,]*),\\s*(?:__vite__mapDeps\\(\\[([\\d,]*)\\]\\)|\\[\\])`, "gu"),
    ),
  ];
  if (later.length !== code.split(/\bimport\(/u).length - 1)
    stop(`${name} loads something in a way that this script does not know. Teach it (web/scripts/seat-size.mjs).`);
  const beside = JSON.parse(/\bm\.f=(\[[^\]]*\])/u.exec(code)?.[1] ?? "[]");
  const wanted = atOnce.map(([, file]) => `assets/${file}`);
  for (const [, file, , numbers] of later) {
    const files = [`assets/${file}`, ...(numbers ? numbers.split(",").map((number) => beside[Number(number)]) : [])];
    const chunk = leftOut(file);
    if (chunk === undefined) wanted.push(...files);
    else apart.set(chunk, files);
  }
  return wanted;
}

const page = readFileSync(join(dist, "index.html"), "utf8");
const first = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/gu)].map(([, name]) => name);
const all = new Set(["index.html"]);
const open = [...first];
for (let name = open.pop(); name !== undefined; name = open.pop()) {
  if (all.has(name)) continue;
  all.add(name);
  if (name.endsWith(".js")) open.push(...wantedBy(name));
}

const number = (bytes) => bytes.toLocaleString("en");
const line = (bytes, text) => `${number(bytes).padStart(8)}  ${text}\n`;
const rows = [...all].map((name) => ({ name, bytes: sent(name) })).sort((a, b) => b.bytes - a.bytes);
const total = rows.reduce((sum, { bytes }) => sum + bytes, 0);
process.stdout.write(
  `What a seat loads, bytes in gzip, fonts apart:\n${[
    ...rows.map(({ name, bytes }) => line(bytes, basename(name))),
    line(total, `in all; at most ${number(MOST_IN_ALL)}`),
  ].join("")}Not in this sum, with what they bring along:\n${[...apart]
    .map(([chunk, files]) => {
      const more = [...new Set(files)].filter((name) => !all.has(name));
      return line(
        more.reduce((sum, name) => sum + sent(name), 0),
        `${chunk}: ${LEFT_OUT[chunk]}`,
      );
    })
    .join("")}`,
);

const way =
  "A room of 45 phones at one access point pays that 45 times. Leave something out, or load it where it is needed " +
  "(web/README.md: What is loaded when).";
if (total > MOST_IN_ALL)
  stop(`a seat loads ${number(total - MOST_IN_ALL)} bytes too many in all (at most ${number(MOST_IN_ALL)}). ${way}`);
