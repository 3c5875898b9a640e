import type { Locator, Page } from "@playwright/test";
import { expect, type OpenScreen, type Screen, test } from "./harness.ts";
import { gather, openWall, type Room, takeRoomTo, writeNote } from "./people.ts";

const NOTES = [
  "Medicaid pays per visit; a cure is one visit.",
  "Employers change insurers before a cure pays off.",
  "Nobody can say what follow-up in year ten costs.",
  "Parents learn of trials from other parents.",
  "Two centers treat the whole Midwest.",
  "Manufacturing slots decide who is treated first.",
] as const;
const PAYMENT = "Payment rules were made for pills, not for cures";
const ACCESS = "Where one lives decides what one is offered";

/** Six notes on a board that everybody may now cluster. */
async function gatherNotes(open: OpenScreen): Promise<Room> {
  const room = await gather(open, "education");
  await takeRoomTo(room.console, "Tables choose five");
  for (const text of NOTES.slice(0, 4)) await writeNote(room.ana, text);
  for (const text of NOTES.slice(4)) await writeNote(room.ben, text);
  await takeRoomTo(room.console, "Group together");
  return room;
}

/** The parts of the screen for clustering on a laptop. */
function boardOn({ page }: Screen) {
  const contents = page.getByRole("listbox", { name: "Clusters" });
  return {
    unplaced: page.getByRole("listbox", { name: "Not yet placed" }).getByRole("option"),
    contents: contents.getByRole("option"),
    /** A cluster in the contents. */
    cluster: (name: string) => contents.getByRole("option").filter({ hasText: name }),
    /** The notes of the open cluster. */
    notesIn: (name: string) => page.getByRole("listbox", { name, exact: true }).getByRole("option"),
    naming: page.getByRole("textbox", { name: "What do these notes say together?" }),
  };
}

/** Walks with Tab (or back, with Shift) until `target` has the focus. */
async function tabTo(page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  for (let steps = 0; steps < 40; steps += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  await expect(target).toBeFocused();
}

test("clusters are made, filled, merged, split and taken back by keyboard alone", async ({ open }) => {
  const { console, ana, ben } = await gatherNotes(open);
  const wall = await openWall(console, open);
  const board = boardOn(ana);
  const { keyboard } = ana.page;
  const toolbar = ana.page.getByRole("toolbar");
  await expect(board.unplaced).toHaveCount(6);

  await tabTo(ana.page, board.unplaced.first());
  await keyboard.press("Space");
  await keyboard.press("ArrowDown");
  await keyboard.press("Space");
  await expect(toolbar).toContainText("2 notes selected");
  await keyboard.press("n");
  await expect(board.naming).toBeFocused();
  await keyboard.type(PAYMENT);
  await keyboard.press("Enter");
  await expect(board.cluster(PAYMENT)).toContainText("2 notes");
  await expect(wall.page.getByText(PAYMENT)).toBeVisible();

  // The focus is back in the list it came from: on goes the next note, into cluster 1 by its number.
  await expect(board.unplaced.filter({ hasText: NOTES[2] })).toBeFocused();
  await keyboard.press("Space");
  await keyboard.press("1");
  await expect(board.cluster(PAYMENT)).toContainText("3 notes");
  await expect(board.unplaced).toHaveCount(3);

  // Two at once with Shift, into a second cluster.
  await expect(board.unplaced.filter({ hasText: NOTES[3] })).toBeFocused();
  await keyboard.press("Shift+ArrowDown");
  await expect(toolbar).toContainText("2 notes selected");
  await keyboard.press("n");
  await expect(board.naming).toBeFocused();
  await keyboard.type(ACCESS);
  await keyboard.press("Enter");
  await expect(board.cluster(ACCESS)).toContainText("2 notes");
  await expect(wall.page.getByText(ACCESS)).toBeVisible();

  // Merge the second into the first, and take it back.
  await tabTo(ana.page, board.cluster(ACCESS), "Shift+Tab");
  await keyboard.press("m");
  const merge = ana.page.getByRole("dialog", { name: "Merge into" });
  await expect(merge.getByRole("combobox")).toBeFocused();
  await keyboard.type("pills");
  await keyboard.press("Enter");
  await expect(board.contents).toHaveCount(1);
  await expect(board.cluster(PAYMENT)).toContainText("5 notes");
  await expect(wall.page.getByText(ACCESS)).toBeHidden();
  await tabTo(ana.page, board.cluster(PAYMENT), "Shift+Tab");
  await keyboard.press("z");
  await expect(board.contents).toHaveCount(2);
  await expect(board.cluster(ACCESS)).toContainText("2 notes");

  // Split one note off the first, and take that back too.
  await tabTo(ana.page, board.cluster(PAYMENT), "Shift+Tab");
  await keyboard.press("Enter");
  await tabTo(ana.page, board.notesIn(PAYMENT).first());
  await keyboard.press("Space");
  await expect(toolbar.getByRole("button", { name: "Split off" })).toBeVisible();
  await keyboard.press("n");
  await expect(board.contents).toHaveCount(3);
  await expect(board.cluster(PAYMENT)).toContainText("2 notes");
  await expect(board.naming).toBeFocused();
  await keyboard.press("Escape");
  await expect(board.naming).toBeHidden();
  await tabTo(ana.page, board.cluster(PAYMENT), "Shift+Tab");
  await keyboard.press("z");
  await expect(board.contents).toHaveCount(2);
  await expect(board.cluster(PAYMENT)).toContainText("3 notes");

  // Everybody has the same: the phone, and the console in numbers.
  await ben.page.getByRole("button", { name: /^Clusters 2$/ }).click();
  await expect(boardOn(ben).cluster(PAYMENT)).toContainText("3 notes");
  await expect(boardOn(ben).cluster(ACCESS)).toContainText("2 notes");
  await expect(console.page.getByText("1 of 6 notes not placed")).toBeVisible();
});

test("notes are placed by dragging and from the phone's sheet; two names at once lose neither", async ({ open }) => {
  const { console, ana, ben } = await gatherNotes(open);
  const wall = await openWall(console, open);
  const board = boardOn(ana);
  const { page } = ana;

  await board.unplaced.filter({ hasText: NOTES[0] }).click();
  await board.unplaced.filter({ hasText: NOTES[1] }).click();
  await page.getByRole("toolbar").getByRole("button", { name: "New cluster" }).click();
  await board.naming.fill(PAYMENT);
  await page.getByRole("button", { name: "Set the name" }).click();
  await expect(board.cluster(PAYMENT)).toContainText("2 notes");

  // By mouse, from the list onto the cluster in the contents.
  await board.unplaced.filter({ hasText: NOTES[2] }).hover();
  await page.mouse.down();
  await board.cluster(PAYMENT).hover();
  await page.mouse.up();
  await expect(board.cluster(PAYMENT)).toContainText("3 notes");
  await expect(board.unplaced).toHaveCount(3);
  await expect(wall.page.getByText(PAYMENT)).toBeVisible();

  // From the phone: touch, "Put into…", choose.
  const phone = boardOn(ben);
  await phone.unplaced.filter({ hasText: NOTES[4] }).tap();
  await ben.page.getByRole("button", { name: "Put into…" }).tap();
  const sheet = ben.page.getByRole("dialog", { name: "Put 1 note into" });
  await sheet.getByRole("option", { name: PAYMENT }).tap();
  await expect(sheet).toBeHidden();
  await expect(board.cluster(PAYMENT)).toContainText("4 notes");

  // What others move does not jump away under one's eyes; it waits to be asked for.
  await expect(page.getByText("1 note moved or added by others").first()).toBeVisible();
  await expect(board.unplaced.filter({ hasText: NOTES[4] })).toContainText(`now in: ${PAYMENT}`);
  await page.getByRole("button", { name: "Update the list" }).first().click();
  await expect(board.unplaced).toHaveCount(2);

  // Both rename it from the same name; who comes second sees both and chooses.
  await page.getByRole("button", { name: "Change the name" }).click();
  await board.naming.fill("Plans pay for pills and wait for cures");
  await ben.page.getByRole("button", { name: /^Clusters 1$/ }).tap();
  await phone.cluster(PAYMENT).tap();
  await ben.page.getByRole("button", { name: "Change the name" }).tap();
  await phone.naming.fill("Nobody may pay over ten years");
  await ben.page.getByRole("button", { name: "Set the name" }).tap();
  await expect(wall.page.getByText("Nobody may pay over ten years")).toBeVisible();
  await page.getByRole("button", { name: "Set the name" }).click();
  await expect(page.getByText("Somebody else named this cluster while you wrote.")).toBeVisible();
  await expect(
    page.getByRole("definition").filter({ hasText: "Plans pay for pills and wait for cures" }),
  ).toBeVisible();
  await expect(page.getByRole("definition").filter({ hasText: "Nobody may pay over ten years" })).toBeVisible();
  await page.getByRole("button", { name: "Set mine in its place" }).click();
  await expect(wall.page.getByText("Plans pay for pills and wait for cures")).toBeVisible();
  await expect(ben.page.getByRole("heading", { name: "Plans pay for pills and wait for cures" })).toBeVisible();
});
