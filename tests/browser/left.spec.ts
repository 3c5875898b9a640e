import { expect, test } from "./harness.ts";
import { composer, expectSaved, expectUntold, gather, takeRoomTo, writeNote } from "./people.ts";

const WHO = "Budget committee staff";
const NEED = "which benefits Ostrane leaves out";
const NOTE = "Tarnholt pays for the first year.";
const CHANGED = "Tarnholt pays for the first year alone.";

test("a statement and a change that are not saved when the room goes on are told at once, and saved from there", async ({
  open,
}) => {
  const { console, ana, ben } = await gather(open, "education", "By name");
  await console.page.getByRole("button", { name: "Seat people at tables" }).click();
  const tables = console.page.getByRole("dialog", { name: "Tables" });
  await tables.getByRole("button", { name: "Every group at every table" }).click();
  await tables.getByRole("button", { name: "Close" }).click();

  await takeRoomTo(console, "Silent writing");
  await writeNote(ana, NOTE);
  await ana.page.getByRole("button", { name: "Edit note 1" }).click();
  await ana.page.getByRole("textbox", { name: "Change your note" }).fill(CHANGED);
  await takeRoomTo(console, "Draft statements");
  await expect(ana.page.getByText("Not saved: you wrote this in “Silent writing”.")).toBeVisible();
  await expect(ana.page.getByText(CHANGED)).toBeVisible();

  await ana.page.getByRole("button", { name: "Begin your table’s statement" }).click();
  await ana.page.getByRole("textbox", { name: "Who", exact: true }).fill(WHO);
  await ana.page.getByRole("textbox", { name: "Needs to understand", exact: true }).fill(NEED);
  await takeRoomTo(console, "Support for the statements");
  const left = ana.page.getByText("Not saved: you wrote this in “Draft statements”.");
  await expect(left).toBeVisible();
  await expect(ana.page.getByText(`Needs to understand: ${NEED}`)).toBeVisible();
  await expectUntold([WHO, NEED, CHANGED], [ben, console]);

  // Whoever opens the ballot reads which tables are not on it.
  await console.page.getByRole("button", { name: "Choose options and open…" }).click();
  const ballot = console.page.getByRole("dialog", { name: "Open the ballot" });
  await expect(ballot.getByText(/^Tables \d+ and \d+: nothing saved/)).toBeVisible();
  await ana.page.reload();
  await expect(left).toBeVisible();
  const acts = ana.page.getByRole("button", { name: "Save it" });
  await expect(acts).toHaveCount(2);
  await acts.last().click();
  await acts.click();
  await expect(left).toBeHidden();
  await expect(acts).toHaveCount(0);
  await expectSaved(ana);
  await expect(ballot.getByText(/^Table \d+: nothing saved/)).toBeVisible();
  await expect(ballot.getByText(/^Table \d+: their statement is not on the ballot/)).toBeVisible();

  // What was saved is there when the room comes back.
  await ballot.getByRole("button", { name: "Cancel" }).click();
  await takeRoomTo(console, "Silent writing");
  await expect(ana.page.getByText(CHANGED)).toBeVisible();
  await expect(composer(ana.page)).toBeVisible();
});
