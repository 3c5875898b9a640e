// Folds frames of the server with the client's own code, for tests that compare it with the server.
//
//   node web/scripts/fold.mjs < lines
//
// Each line of the input is JSON: a `changes` message of the server (other messages are passed over), or
//   {"do":"new"}        forget everything: a new viewer
//   {"do":"interrupt"}  the connection broke: pages of an unfinished answer are forgotten
//   {"do":"print"}      answer one line: {"records":[["note/<id>","<rev>"],…],"digest":"…"}, records sorted by name
// At the end of the input what is held is printed once more, unless it has just been.

import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import ts from "typescript";

const path = new URL("../src/room/fold.ts", import.meta.url);
const { outputText } = ts.transpileModule(await readFile(path, "utf8"), {
  compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true },
});
const { Fold } = await import(`data:text/javascript;base64,${Buffer.from(outputText).toString("base64")}`);

let fold = new Fold();
let printed = false;

function print() {
  const records = [...fold.held].map(([key, { rev }]) => [key, rev]).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  process.stdout.write(`${JSON.stringify({ records, digest: fold.digest() })}\n`);
  printed = true;
}

let number = 0;
for await (const line of createInterface({ input: process.stdin })) {
  number += 1;
  if (line.trim() === "") continue;
  let value;
  try {
    value = JSON.parse(line);
  } catch (error) {
    process.stderr.write(`fold.mjs: line ${number} is not JSON: ${error.message}\n`);
    process.exit(2);
  }
  if (value.do === "print") {
    print();
    continue;
  }
  printed = false;
  if (value.do === "new") fold = new Fold();
  else if (value.do === "interrupt") fold.interrupt();
  else if (value.type === "changes") fold.apply(value);
}
if (!printed) print();
