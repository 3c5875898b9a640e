// A whole seminar in a second: the demo's 45 people, saved as an archive, for tests that need a room as full as a real one.

import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createInterface } from "node:readline";
import { expect } from "@playwright/test";
import { BINARY } from "./harness/server.ts";
import type { Screen } from "./harness.ts";

/** Lets the demo's people work to the end, and answers what a facilitator exports then. */
export async function seminarArchive(): Promise<Buffer> {
  const demo = spawn(BINARY, ["demo", "--fast", "--stay", "--listen", "127.0.0.1:0"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NO_COLOR: "1" },
  });
  const ended = new Promise<void>((done) => demo.once("close", () => done()));
  try {
    const link = new URL(await linkOf(demo));
    const seated = await post<{ credential: string }>(link.origin, "/api/join", {
      door: { by: "link", secret: link.hash.replace("#k=", "") },
      member: randomBytes(16).toString("base64url"),
      secret: randomBytes(32).toString("base64url"),
      name: "Ruth Adler",
      perspective: null,
    });
    const wish = { edit_keys: [] };
    const file = await asked(link.origin, "/api/export/json", wish, seated.credential);
    return Buffer.from(await file.arrayBuffer());
  } finally {
    demo.kill("SIGTERM");
    await ended;
  }
}

/** The console's link, once all people have gone. */
async function linkOf(demo: ChildProcess): Promise<string> {
  if (!demo.stdout) throw new Error("the demo's output is not piped");
  let link = "";
  let said = "";
  for await (const line of createInterface({ input: demo.stdout })) {
    said += `${line}\n`;
    if (line.startsWith("Console: ")) link = line.slice("Console: ".length);
    if (line.startsWith("Serving on") && link !== "") return link;
  }
  throw new Error(`the demo ended early:\n${said}`);
}

async function asked(origin: string, path: string, body: unknown, credential?: string): Promise<Response> {
  const headers = new Headers({ "content-type": "application/json" });
  if (credential !== undefined) headers.set("authorization", `Bearer ${credential}`);
  const answer = await fetch(origin + path, { method: "POST", headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}

async function post<Value>(origin: string, path: string, body: unknown): Promise<Value> {
  return (await (await asked(origin, path, body)).json()) as Value;
}

/** Opens the archive as a workshop, from the first page; ends on the console. */
export async function openArchive({ page }: Screen, archive: Buffer): Promise<void> {
  await page.goto("/");
  await page.getByRole("button", { name: "Open from a file" }).click();
  await page
    .getByLabel("Template or archive (JSON)")
    .setInputFiles({ name: "seminar.json", mimeType: "application/json", buffer: archive });
  await page.getByLabel("Your name").fill("Ruth Adler");
  await page.getByRole("button", { name: "Open it" }).click();
  await page.waitForURL(/\/console\//);
  await expect(page.getByRole("region", { name: "Agenda" })).toBeVisible();
}
