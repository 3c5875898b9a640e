import { expect, type Screen, test } from "./harness.ts";
import {
  doFinalAct,
  expectSaved,
  gather,
  noteOn,
  openWall,
  recordsOn,
  statusOn,
  takeRoomTo,
  tallyOn,
  writeNote,
} from "./people.ts";

const PAYMENT = "Payment rules were made for pills, not for cures";
const ACCESS = "Where one lives decides what one is offered";
const NOTE = "Follow-up in year ten is in nobody's budget.";
const OWN = "None of this is a matter for staff";

/** Makes a cluster of the first note that has no place yet. */
async function makeCluster({ page }: Screen, name: string): Promise<void> {
  const note = page.getByRole("listbox", { name: "Not yet placed" }).getByRole("option").first();
  await note.click();
  await note.press("n");
  const naming = page.getByRole("textbox", { name: "What do these notes say together?" });
  await naming.fill(name);
  await naming.press("Enter");
  await expect(page.getByRole("listbox", { name: "Clusters" }).getByRole("option", { name })).toBeVisible();
}

test("a ballot is opened from clusters, voted on in secret, closed and counted", async ({ open }) => {
  const { console, ana, ben } = await gather(open, "education");
  const wall = await openWall(console, open);
  await takeRoomTo(console, "Tables choose five");
  for (const text of ["Plans pay by the visit.", "Two centers treat the whole Midwest.", NOTE])
    await writeNote(ana, text);
  await takeRoomTo(console, "Group together");
  await makeCluster(ana, PAYMENT);
  await makeCluster(ana, ACCESS);
  // While it is made clear what each means, seats read names and notes as wall and console show them.
  await takeRoomTo(console, "Clarify");
  for (const screen of [ana, ben]) {
    for (const name of [PAYMENT, ACCESS]) await expect(screen.page.getByRole("heading", { name })).toBeVisible();
    await expect(screen.page.getByRole("heading", { name: "Not yet placed" })).toBeVisible();
    await expect(noteOn(screen, NOTE)).toBeVisible();
  }
  await takeRoomTo(console, "Secret dots");
  // Before it opens, everybody reads what its options would be.
  for (const screen of [ana, ben]) await expect(noteOn(screen, PAYMENT)).toBeVisible();

  // The facilitator takes the clusters, adds a note and words of her own, and puts these first.
  await console.page.getByRole("button", { name: "Choose options and open…" }).click();
  const dialog = console.page.getByRole("dialog", { name: "Open the ballot" });
  const chosen = dialog.getByRole("list").first().getByRole("listitem");
  await expect(chosen).toHaveCount(2);
  await dialog.getByText(/^Notes that are in no cluster/).click();
  await dialog
    .getByRole("listitem")
    .filter({ hasText: NOTE })
    .getByRole("button", { name: "Add", exact: true })
    .click();
  await dialog.getByRole("textbox", { name: "Your own words" }).fill(OWN);
  await dialog.getByRole("textbox", { name: "Your own words" }).press("Enter");
  await expect(chosen).toHaveCount(4);
  await chosen.filter({ hasText: OWN }).getByRole("button", { name: "Up" }).click();
  await dialog.getByRole("button", { name: "Open the ballot" }).click();
  await expect(dialog).toBeHidden();
  await expect(tallyOn(console, "0 of 2 voted")).toBeVisible();
  await expect(wall.page.getByText("0 of 2")).toBeVisible();

  // Ben's phone: two dots, a third that is not there, one taken back for another option.
  const option = (screen: Screen, name: string) => screen.page.getByRole("button", { name });
  await expect(statusOn(ben, /2 (dots )?left/)).toBeVisible();
  await option(ben, OWN).tap();
  await option(ben, PAYMENT).tap();
  await expect(statusOn(ben, /0 (dots )?left/)).toBeVisible();
  // It says that it is off, and can be pressed all the same, to say why.
  await expect(option(ben, ACCESS)).toBeDisabled();
  await option(ben, ACCESS).tap({ force: true });
  await expect(ben.page.getByText("Take a dot back first.")).toBeVisible();
  await expect(option(ben, ACCESS)).toHaveAttribute("aria-pressed", "false");
  await option(ben, OWN).tap();
  await option(ben, ACCESS).tap();
  await expect(option(ben, ACCESS)).toHaveAttribute("aria-pressed", "true");
  await expect(ben.page.getByText("Your paper is saved").filter({ visible: true })).toBeVisible();

  // Ana's laptop, by keyboard.
  await option(ana, PAYMENT).focus();
  await ana.page.keyboard.press("Space");
  await expect(option(ana, PAYMENT)).toHaveAttribute("aria-pressed", "true");
  await expect(ana.page.getByText("Your paper is saved").filter({ visible: true })).toBeVisible();
  await expect(tallyOn(console, "2 of 2 voted")).toBeVisible();
  await expect(wall.page.getByText("2 of 2")).toBeVisible();
  for (const screen of [ana, ben]) await expectSaved(screen);

  // A paper is told to its voter alone, also after a reload; of the rest there is only a number.
  await ben.page.reload();
  await expect(option(ben, ACCESS)).toHaveAttribute("aria-pressed", "true");
  await expect(option(ben, OWN)).toHaveAttribute("aria-pressed", "false");
  const papers = (screen: Screen) => recordsOn(screen, "paper");
  await expect.poll(() => papers(ana).length).toBeGreaterThan(0);
  await expect.poll(() => papers(ben).length).toBeGreaterThan(0);
  expect(new Set(papers(ana).map(({ member }) => member)).size).toBe(1);
  expect(new Set([...papers(ana), ...papers(ben)].map(({ member }) => member)).size).toBe(2);
  for (const screen of [console, wall]) expect(await screen.capture.find('"kind":"paper"'), screen.name).toEqual([]);
  for (const screen of [console, wall, ana, ben]) {
    expect(await screen.capture.find('"kind":"result"'), screen.name).toEqual([]);
  }

  // Ana changes her mind without network; it comes after the close.
  await ana.loseNetwork();
  await option(ana, OWN).focus();
  await ana.page.keyboard.press("Space");
  await expect(option(ana, OWN)).toHaveAttribute("aria-pressed", "true");
  await doFinalAct(console, "Close the ballot…", "Close and count");
  await ana.regainNetwork();
  await expect(ana.page.getByText("your last change does not count")).toBeVisible();
  await ana.page.getByRole("button", { name: "I have read it" }).click();
  // Two people for one, one of them for the other as well: no more than chance would bring.
  const finding = "Two ideas lead, and the gap between them is too close to call";
  for (const screen of [ana, ben]) {
    await expect(screen.page.getByRole("heading", { name: finding })).toBeVisible();
    await expect(screen.page.getByRole("row").filter({ hasText: PAYMENT })).toBeVisible();
  }
  await expect(wall.page.getByText(PAYMENT)).toBeVisible();
  const ranking = console.page.getByRole("main").getByRole("listitem");
  await expect(ranking.filter({ hasText: PAYMENT })).toHaveText(/^\s*1\s*Payment.*2\s*$/);
  await expect(ranking.filter({ hasText: ACCESS })).toHaveText(/^\s*2\s*Where.*1\s*$/);
  await expect(console.page.getByText("2 of 2 voted. The ranking is on the wall")).toBeVisible();

  // The same search finds the count now, and still no paper of anybody else.
  for (const screen of [console, wall, ana, ben]) {
    expect((await screen.capture.find('"kind":"result"')).length, screen.name).toBeGreaterThan(0);
  }
  for (const screen of [console, wall]) expect(await screen.capture.find('"kind":"paper"'), screen.name).toEqual([]);
  expect(new Set(papers(ana).map(({ member }) => member)).size).toBe(1);
});
