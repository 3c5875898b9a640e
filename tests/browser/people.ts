// What people do in a workshop, in the words that stand on their screens.

import { type BrowserContextOptions, expect, type Locator, type Page } from "@playwright/test";
import type { OpenScreen, Screen } from "./harness.ts";

/** The agendas of the first page, by their titles there. */
export const AGENDAS = {
  education: "What must policymakers understand?",
  recommendations: "From history to recommendations",
  iceberg: "What lies beneath?",
  timeline: "How did we get here?",
  seminar: "Cell and gene therapy: what staff must understand",
} as const;

/** How contributions are signed, by the words of the form. */
export type Signed = "By name" | "By group of perspectives" | "Not at all";

/** A console, a seat on a laptop, a seat on a phone, and the code they came in with. */
export interface Room {
  readonly console: Screen;
  readonly ana: Screen;
  readonly ben: Screen;
  readonly door: string;
}

/** Opens a workshop from the first page; ends on the console. */
export async function openWorkshop(screen: Screen, agenda: keyof typeof AGENDAS, signed: Signed): Promise<void> {
  const { page } = screen;
  await page.goto("/");
  await page.getByRole("button", { name: AGENDAS[agenda] }).click();
  await page.getByLabel("Your name").fill("Ruth Adler");
  await page.getByRole("radio", { name: signed }).check();
  await page.getByRole("button", { name: "Open it" }).click();
  await page.waitForURL(/\/console\//);
  await expectSaved(screen);
}

/** The code that the console shows. */
export async function codeOn(console: Screen): Promise<string> {
  const shown = await console.page.getByRole("button", { name: /Join with/ }).innerText();
  const code = /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(shown)?.[0];
  if (code === undefined) throw new Error(`no code in “${shown}”`);
  return code;
}

/** Comes in with a code, typed as people type it; ends on the seat. */
export async function join(screen: Screen, code: string, name: string, perspective: string): Promise<void> {
  const { page } = screen;
  await page.goto("/");
  await page.getByLabel("Workshop code").fill(code.toLowerCase().replace("-", " "));
  await page.keyboard.press("Enter");
  await page.getByLabel("Your name").fill(name);
  await page.getByRole("radio", { name: perspective, exact: true }).check();
  await page.getByRole("button", { name: "Join", exact: true }).click();
  await page.waitForURL(/\/w\//);
  await expectConnected(screen, 30_000);
}

/** Opens a workshop, and two people come in: Ana on a laptop, Ben on a phone. */
export async function gather(
  open: OpenScreen,
  agenda: keyof typeof AGENDAS,
  signed: Signed = "By group of perspectives",
): Promise<Room> {
  const console = await open("console");
  await openWorkshop(console, agenda, signed);
  const door = await codeOn(console);
  const ana = await open("laptop", "seat of Ana");
  const ben = await open("phone", "seat of Ben");
  await Promise.all([
    join(ana, door, "Ana Lopez", "Family caregiver"),
    join(ben, door, "Ben Okafor", "Health economist"),
  ]);
  return { console, ana, ben, door };
}

/** Makes a wall on the console and opens its link on the machine at the projector. */
export async function openWall(
  console: Screen,
  open: OpenScreen,
  options: BrowserContextOptions = {},
): Promise<Screen> {
  const { page } = console;
  await page.getByRole("button", { name: "Open a wall…" }).click();
  const dialog = page.getByRole("dialog", { name: "Open a wall" });
  await dialog.getByRole("button", { name: "Make a link" }).click();
  const link = await dialog.getByLabel("Wall", { exact: true }).inputValue();
  await dialog.getByRole("button", { name: "Close" }).click();
  const wall = await open("wall", "wall", options);
  await wall.page.goto(link);
  await wall.page.waitForURL(/\/wall\//);
  return wall;
}

/**
 * Presses a button that asks once more, until `done` holds. The second press counts only
 * some time after the first, so that nobody presses twice by accident.
 */
export async function pressTwice(button: Locator, done: () => Promise<void>): Promise<void> {
  await button.click();
  await expect(async () => {
    await button.click({ timeout: 1_000 }).catch(() => undefined);
    await done();
  }).toPass({ intervals: [100, 200, 400] });
}

/** The facilitator takes the room to a step of the agenda, unless it is there. */
export async function takeRoomTo(console: Screen, title: string): Promise<void> {
  const agenda = console.page.getByRole("region", { name: "Agenda" });
  const line = console.page.getByRole("button", { name: title });
  const item = agenda.getByRole("listitem").filter({ has: line });
  await expect(item).toBeVisible();
  if ((await item.getAttribute("aria-current")) !== null) return;
  await item.getByRole("button", { name: title }).click();
  const go = item.getByRole("button", { name: /^(Take the room here|Press again to go)$/ });
  await pressTwice(go, () => expect(item).toHaveAttribute("aria-current", "step", { timeout: 400 }));
}

/** Begins a final act, calls it off, and begins it again; it happens when its three seconds are over. */
export async function doFinalAct(console: Screen, opener: string, begin: string): Promise<void> {
  const { page } = console;
  await page.getByRole("button", { name: opener }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: begin }).click();
  await expect(dialog.getByRole("timer")).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  // Back at the question: the count starts anew, from three.
  await expect(dialog.getByRole("timer")).toBeHidden();
  await dialog.getByRole("button", { name: begin }).click();
  await expect(dialog).toBeHidden();
}

/** A screen has come to the step that asks this: while one step gives way to the next, both are there. */
export async function expectStep(screen: Screen, question: string | RegExp): Promise<void> {
  const headings = screen.page.getByRole("main").getByRole("heading", { level: 1 });
  await expect(headings).toHaveText([question]);
}

/** Where one writes the next note. */
export function composer(page: Page): Locator {
  return page.getByRole("textbox", { name: /^Your (next )?note$/ });
}

/** Writes a note and sends it by keyboard; ends when it stands in one's list. */
export async function writeNote(screen: Screen, text: string): Promise<void> {
  await composer(screen.page).fill(text);
  await composer(screen.page).press("Enter");
  await expect(noteOn(screen, text).first()).toBeVisible();
  await expect(composer(screen.page)).toHaveValue("");
}

/** A note on a screen, as an item of whatever list it stands in; not on the page of a step that is just leaving. */
export function noteOn(screen: Screen, text: string): Locator {
  const { page } = screen;
  return page.getByRole("listitem").and(page.locator(":not([inert] *)")).filter({ hasText: text });
}

/** What a screen says of itself: the connection, what was just done. Of a phone's and a laptop's place one is hidden. */
export function statusOn(screen: Screen, words: string | RegExp): Locator {
  return screen.page.getByRole("status").filter({ hasText: words });
}

/** A count that a screen draws in strokes, by what it says aloud: `2 of 2 have written`. */
export function tallyOn(screen: Screen, words: string): Locator {
  return screen.page.getByRole("img", { name: words });
}

/** All that was done on this screen has reached the server's disk. */
export async function expectSaved(screen: Screen): Promise<void> {
  await expect(statusOn(screen, "All saved")).toBeVisible();
}

/** The same, by whichever way this screen reaches the server. */
export async function expectConnected(screen: Screen, timeout?: number): Promise<void> {
  const words = /All saved|Connected by short requests/;
  await expect(statusOn(screen, words)).toBeVisible(timeout === undefined ? {} : { timeout });
}

/** None of `texts` has ever reached any of `screens`, in any form. */
export async function expectUntold(texts: readonly string[], screens: readonly Screen[]): Promise<void> {
  for (const screen of screens) {
    for (const text of texts) {
      expect(await screen.capture.find(text), `“${text}” reached the ${screen.name}`).toEqual([]);
    }
  }
}

/** Each of `texts` has reached each of `screens`: the search above does find what is there. */
export async function expectTold(texts: readonly string[], screens: readonly Screen[]): Promise<void> {
  for (const screen of screens) {
    for (const text of texts) {
      await expect
        .poll(async () => (await screen.capture.find(text)).length, { message: `“${text}” on the ${screen.name}` })
        .toBeGreaterThan(0);
    }
  }
}

/** A record as the server sent it. */
export type Told = Readonly<Record<string, unknown>>;

/** All records of a kind that a screen's socket was ever told, each as often as it was. */
export function recordsOn(screen: Screen, kind: string): Told[] {
  const messages = screen.capture.received as { readonly put?: readonly { readonly record: Told }[] }[];
  return messages.flatMap(({ put }) => put ?? []).flatMap(({ record }) => (record.kind === kind ? [record] : []));
}
