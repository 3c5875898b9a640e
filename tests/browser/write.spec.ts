import { expect, test } from "./harness.ts";
import {
  composer,
  doFinalAct,
  expectSaved,
  expectTold,
  expectUntold,
  gather,
  noteOn,
  openWall,
  recordsOn,
  takeRoomTo,
  tallyOn,
  writeNote,
} from "./people.ts";

test("a note is on everybody's screen; it is changed, deleted and put back", async ({ open }) => {
  const { console, ana, ben } = await gather(open, "education");
  const wall = await openWall(console, open);
  await takeRoomTo(console, "Tables choose five");

  await writeNote(ana, "A cure that nobody pays for cures nobody.");
  for (const screen of [ben, wall]) await expect(noteOn(screen, "A cure that nobody pays for")).toBeVisible();
  // The group is shown, as the workshop's policy says; the name is not even told.
  await expect(noteOn(ben, "A cure that nobody pays for")).toContainText("Patient advocacy");
  await expectUntold(["Ana Lopez"], [ben, wall]);

  await ana.page.getByRole("button", { name: "Edit note 1" }).click();
  const editor = ana.page.getByRole("textbox", { name: "Change your note" });
  await expect(editor).toHaveValue("A cure that nobody pays for cures nobody.");
  await editor.fill("A cure that no plan pays for cures nobody.");
  await editor.press("Control+Enter");
  await expect(noteOn(ben, "that no plan pays for")).toBeVisible();
  await expect(noteOn(ben, "that nobody pays for")).toHaveCount(0);

  await ana.page.getByRole("button", { name: "Delete note 1" }).click();
  await expect(noteOn(ben, "that no plan pays for")).toHaveCount(0);
  await expect(ana.page.getByText("Note deleted.")).toBeVisible();
  await ana.page.getByRole("button", { name: "Undo", exact: true }).click();
  for (const screen of [ana, ben, wall]) await expect(noteOn(screen, "that no plan pays for").first()).toBeVisible();

  // The other way, from the phone, where edit and delete lie under one button.
  await writeNote(ben, "Prices are set before anyone knows what a therapy is worth.");
  await expect(noteOn(ana, "Prices are set before")).toContainText("Policy");
  await ben.page.getByRole("button", { name: "Edit or delete note 1" }).click();
  await ben.page.getByRole("button", { name: "Delete note 1", exact: true }).click();
  await expect(noteOn(ana, "Prices are set before")).toHaveCount(0);
});

test("the field for the next note is in view below one's notes, on however low a screen", async ({ open }) => {
  const { console, ana } = await gather(open, "education");
  await takeRoomTo(console, "Silent writing");
  await ana.page.setViewportSize({ width: 1280, height: 520 });
  for (const number of ["One", "Two", "Three", "Four"]) {
    await writeNote(ana, `${number} that takes a line of its own.`);
    await expect(composer(ana.page)).toBeInViewport({ ratio: 1 });
    await expect(ana.page.getByRole("button", { name: "Add note" })).toBeInViewport({ ratio: 1 });
  }
});

test("what is written privately reaches nobody else until it is revealed, and what comes too late waits", async ({
  open,
}) => {
  const { console, ana, ben } = await gather(open, "education");
  const wall = await openWall(console, open);
  await takeRoomTo(console, "Silent writing");
  const anas = ["Quorvent staff read two pages, never twenty.", "Éligibilité: nobody’s “job”, so nobody does it."];
  const bens = "Marbleton pays once, saves for thirty years.";
  const late = "Fenwicke comes after the reveal.";

  for (const note of anas) await writeNote(ana, note);
  await writeNote(ben, bens);
  await expect(tallyOn(console, "2 of 2 have written")).toBeVisible();
  await expect(wall.page.getByText("2 of 2")).toBeVisible();
  for (const screen of [ana, ben]) await expectSaved(screen);
  await expectUntold(anas, [ben, console, wall]);
  await expectUntold([bens], [ana, console, wall]);
  await expectTold(anas, [ana]);

  // Ben's phone drops out while he still writes; the room goes on without waiting.
  await ben.loseNetwork();
  await writeNote(ben, late);
  await doFinalAct(console, "Reveal…", "Reveal to everybody");

  await expectTold(anas, [console, wall]);
  await expectTold([bens], [ana, console, wall]);
  await expect(noteOn(ana, bens)).toContainText("Policy");
  for (const screen of [ana, console, wall]) {
    const told = () => recordsOn(screen, "note").filter(({ text }) => text === bens);
    await expect.poll(told, screen.name).not.toEqual([]);
    for (const note of told()) expect(note.by, screen.name).toEqual({ signed: "group", group: "Policy" });
  }
  await expectUntold(["Ana Lopez", "Ben Okafor"], [wall]);
  await expectUntold(["Ben Okafor"], [ana]);

  await ben.regainNetwork();
  for (const note of anas) await expect(noteOn(ben, note)).toBeVisible();
  await expect(ben.page.getByRole("heading", { name: "Late notes" })).toBeVisible();
  await expectSaved(ben);
  await expectUntold([late], [ana, console, wall]);
  await ben.page.getByRole("button", { name: "Post now" }).click();
  await expect(noteOn(ana, late)).toBeVisible();
  await expectTold([late], [console, wall]);
});

test("half a sentence survives a step change and a reload, and is sent only when its author says so", async ({
  open,
}) => {
  const { console, ana } = await gather(open, "education");
  await takeRoomTo(console, "Silent writing");
  const half = "What nobody tells staff is that";
  await composer(ana.page).fill(half);

  await takeRoomTo(console, "Compare in pairs");
  await expect(ana.page.getByText("Not sent: you wrote this in “Silent writing”.")).toBeVisible();
  await expect(ana.page.getByText(half)).toBeVisible();
  await ana.page.reload();
  await expect(ana.page.getByText(half)).toBeVisible();
  await expectUntold([half], [console]);

  await takeRoomTo(console, "Silent writing");
  await expect(composer(ana.page)).toHaveValue(half);
  await ana.page.reload();
  await expect(composer(ana.page)).toHaveValue(half);
  await composer(ana.page).press("Enter");
  await expect(noteOn(ana, half)).toBeVisible();
  await expect(tallyOn(console, "1 of 2 has written")).toBeVisible();

  await doFinalAct(console, "Reveal…", "Reveal to everybody");
  await expectTold([half], [console]);
});

test("in an anonymous step nobody learns who wrote what, and the author's own browser still can change it", async ({
  open,
}) => {
  const { console, ana, ben } = await gather(open, "education", "By name");
  const wall = await openWall(console, open);
  await takeRoomTo(console, "Three questions");
  await expect(ana.page.getByText("no name and no group. Not even the server keeps that it is yours.")).toBeVisible();

  await writeNote(ana, "The loudest table was heard most.");
  await expectSaved(ana);
  await expectUntold(["The loudest table"], [console, ben, wall]);

  // After a reload the server knows nothing of the author; the browser's key tells that the note is hers.
  await ana.page.reload();
  await expect(noteOn(ana, "The loudest table was heard most.")).toBeVisible();
  await ana.page.getByRole("button", { name: "Edit note 1" }).click();
  const editor = ana.page.getByRole("textbox", { name: "Change your note" });
  await editor.fill("The loudest table was heard three times.");
  await editor.press("Control+Enter");
  await expect(noteOn(ana, "was heard three times")).toBeVisible();
  await expectSaved(ana);

  await doFinalAct(console, "Reveal…", "Reveal to everybody");
  await expectTold(["was heard three times"], [console, ben, wall]);
  // The first wording was never anybody else's.
  await expectUntold(["was heard most"], [console, ben, wall]);

  for (const screen of [console, ben, wall, ana]) {
    const told = () =>
      recordsOn(screen, "note").filter(({ text }) => text === "The loudest table was heard three times.");
    await expect.poll(told, screen.name).not.toEqual([]);
    for (const note of told()) expect(note, screen.name).toMatchObject({ by: { signed: "nobody" }, table: null });
  }
  await expect(noteOn(ben, "was heard three times")).not.toContainText(/Lopez|Patient advocacy/);
});

test("notes that wait for a reveal stay in their author's hands when the room goes on", async ({ open }) => {
  const { console, ana, ben } = await gather(open, "education");
  await takeRoomTo(console, "Silent writing");
  await writeNote(ana, "Marbleton hears of a cure on the news.");
  await writeNote(ben, "Quorvent asks for one page.");
  for (const screen of [ana, ben]) await expectSaved(screen);
  await takeRoomTo(console, "Group together");

  for (const { page } of [ana, ben]) await page.getByText("Your notes, only you see them").click();
  await ana.page.getByRole("button", { name: "Edit note 1" }).click();
  const editor = ana.page.getByRole("textbox", { name: "Change your note" });
  await editor.fill("Marbleton reads of a cure in the news.");
  await editor.press("Control+Enter");
  await expect(noteOn(ana, "Marbleton reads of a cure")).toBeVisible();
  await ben.page.getByRole("button", { name: "Edit or delete note 1" }).click();
  await ben.page.getByRole("button", { name: "Delete note 1", exact: true }).click();
  await expect(ben.page.getByText("Your notes, only you see them")).toHaveCount(0);
  await expectSaved(ana);
  await expectUntold(["Marbleton reads of a cure"], [ben, console]);
});
