import type { Page } from "@playwright/test";
import { expect, test } from "./harness.ts";
import {
  doFinalAct,
  expectSaved,
  expectTold,
  expectUntold,
  gather,
  openWall,
  type Room,
  takeRoomTo,
  tallyOn,
} from "./people.ts";

/** An entry as people know it. */
interface Entry {
  readonly when: string;
  readonly what: string;
  readonly lane: "Cell therapy" | "Gene therapy" | "Policy";
  /** How the form says back what it understood. */
  readonly readAs: string;
}

const CORD_BLOOD: Entry = {
  when: "Oct 1988",
  what: "First transplant of cord blood, in Paris",
  lane: "Cell therapy",
  readAs: "Read as the month October 1988; the day stays open.",
};
const DEATH: Entry = {
  when: "17 September 1999",
  what: "Jesse Gelsinger dies in a trial of gene therapy",
  lane: "Gene therapy",
  readAs: "Read as the day 17 September 1999.",
};
const RULE: Entry = {
  when: "2001",
  what: "Long follow-up of trial participants is asked for",
  lane: "Policy",
  readAs: "Read as the year 2001; month and day stay open.",
};
const REVIEW: Entry = {
  when: "2012 to Oct 2017",
  what: "From the first approval in Europe to the first in the United States",
  lane: "Gene therapy",
  readAs: "Read as a time that lasted from 2012 to October 2017.",
};

/** Fills in the form that lies open, and sends it. */
async function write(page: Page, entry: Entry, send: string): Promise<void> {
  await page.getByRole("textbox", { name: "When was it?" }).fill(entry.when);
  await expect(page.getByText(entry.readAs)).toBeVisible();
  await page.getByRole("textbox", { name: "What happened?" }).fill(entry.what);
  await page.getByRole("group", { name: "Which lane?" }).getByText(entry.lane, { exact: true }).click();
  await page.getByRole("button", { name: send }).click();
}

/** An entry in the chart or the list, as the button that opens it. While one step gives way to the next, both have it. */
function entryOn(page: Page, what: string) {
  return page.getByRole("main").getByRole("button", { name: what }).last();
}

async function everybodySees({ ana, ben }: Room, what: string): Promise<void> {
  for (const { page } of [ana, ben]) await expect(entryOn(page, what)).toBeVisible();
}

test("entries are added as people know their dates, changed, and read as a chart, a list and on the wall", async ({
  open,
}) => {
  const room = await gather(open, "timeline");
  const { console, ana, ben } = room;
  const wall = await openWall(console, open);

  // Each alone first: nobody else learns what, only how many have written.
  await takeRoomTo(console, "Events, each alone");
  await write(ana.page, CORD_BLOOD, "Keep for the reveal");
  await expect(ana.page.getByRole("listitem").filter({ hasText: CORD_BLOOD.what })).toBeVisible();
  await expect(tallyOn(console, "1 of 2 has written")).toBeVisible();
  await expectSaved(ana);
  await expectUntold([CORD_BLOOD.what], [ben, console, wall]);
  await doFinalAct(console, "Reveal…", "Reveal to everybody");
  await expectTold([CORD_BLOOD.what], [ben, console, wall]);

  await takeRoomTo(console, "Read the wall");
  await everybodySees(room, CORD_BLOOD.what);
  await expect(wall.page.getByRole("main")).toContainText(CORD_BLOOD.what, { useInnerText: true });
  for (const [{ page }, entry] of [
    [ana, DEATH],
    [ben, RULE],
    [ana, REVIEW],
  ] as const) {
    await page.getByRole("button", { name: "Add an entry" }).filter({ visible: true }).first().click();
    await write(page, entry, "Add to the timeline");
    await everybodySees(room, entry.what);
  }

  // On the laptop a chart by lanes, with the list one press away; on the phone the list, by lanes.
  await expect(ana.page.getByRole("button", { name: "Chart" })).toHaveAttribute("aria-pressed", "true");
  await ana.page.getByRole("button", { name: "List", exact: true }).click();
  await expect(entryOn(ana.page, REVIEW.what)).toContainText("2012");
  const titles = await ana.page
    .getByRole("main")
    .getByRole("button", { name: /cord blood|Gelsinger|follow-up|approval/ })
    .allInnerTexts();
  expect(titles.map((text) => [CORD_BLOOD, DEATH, RULE, REVIEW].findIndex(({ what }) => text.includes(what)))).toEqual([
    0, 1, 2, 3,
  ]);
  await ana.page.getByRole("button", { name: "Chart" }).click();
  await ben.page.getByRole("button", { name: /^Policy\W+1\b/ }).click();
  await expect(entryOn(ben.page, RULE.what)).toBeVisible();
  await expect(entryOn(ben.page, DEATH.what)).toBeHidden();
  await ben.page.getByRole("button", { name: /^All\W+4$/ }).click();

  // Keys: along the entries with arrows, open with Enter.
  await entryOn(ana.page, CORD_BLOOD.what).focus();
  await ana.page.keyboard.press("Enter");
  await expect(ana.page.getByRole("dialog").getByText("Only the month is known.")).toBeVisible();
  await ana.page.keyboard.press("Escape");

  // A facilitator sees a chapter and names it.
  await console.page.getByRole("button", { name: "Work on the board" }).first().click();
  await console.page.getByRole("button", { name: "Add an era" }).click();
  const era = console.page.getByRole("dialog", { name: "Add an era" });
  await era.getByRole("textbox", { name: "What is this chapter called?" }).fill("Setback and rules");
  await era.getByRole("textbox", { name: "From when to when?" }).fill("1999 to 2006");
  await era.getByRole("button", { name: "Save the era" }).click();
  for (const { page } of [ana, ben])
    await expect(page.getByRole("heading", { name: "Setback and rules" })).toBeVisible();
  await expect(wall.page.getByRole("main")).toContainText("Setback and rules", { useInnerText: true });
});

test("an entry that two change at once keeps both texts until one chooses", async ({ open }) => {
  const { console, ana } = await gather(open, "timeline");
  await takeRoomTo(console, "Read the wall");
  await ana.page.getByRole("button", { name: "Add an entry" }).click();
  await write(ana.page, CORD_BLOOD, "Add to the timeline");
  await entryOn(ana.page, CORD_BLOOD.what).click();
  await ana.page.getByRole("dialog").getByRole("button", { name: "Edit", exact: true }).click();
  const mine = ana.page.getByRole("dialog").getByRole("textbox", { name: "When was it?" });
  await expect(mine).toHaveValue("October 1988");
  await mine.fill("6 October 1988");
  const hers = "First transplant of cord blood, for a boy of five";
  const theirs = "First transplant of cord blood, at Saint-Louis in Paris";
  await ana.page.getByRole("dialog").getByRole("textbox", { name: "What happened?" }).fill(hers);

  // The facilitator changes the words of the same entry meanwhile, and where one can read it.
  await console.page.getByRole("button", { name: "Work on the board" }).first().click();
  await entryOn(console.page, CORD_BLOOD.what).click();
  const dialog = console.page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Edit", exact: true }).click();
  await dialog.getByRole("textbox", { name: "What happened?" }).fill(theirs);
  await dialog.getByText("Detail, source, other lanes").click();
  await dialog.getByRole("textbox", { name: "Where can one read it?" }).fill("NEJM 321:1174");
  await dialog.getByRole("button", { name: "Save the change" }).click();

  // Where the two differ both texts stand; what she had not touched is taken over.
  await expect(ana.page.getByText("Someone changed this entry while you did.")).toBeVisible();
  const differs = ana.page.getByRole("row", { name: /^What happened/ });
  await expect(differs).toContainText(hers);
  await expect(differs).toContainText(theirs);
  await ana.page.getByRole("button", { name: "Put mine in its place" }).click();
  await ana.page.getByRole("button", { name: "Save the change" }).click();
  await expect(entryOn(console.page, hers)).toContainText("6 Oct 1988");
  await entryOn(console.page, hers).click();
  await expect(dialog.getByText("NEJM 321:1174")).toBeVisible();
});

test("a late entry waits with its author, an unsent one says so, and facilitators put back a deleted one", async ({
  open,
}) => {
  const { console, ana, ben } = await gather(open, "timeline");
  await takeRoomTo(console, "Events, each alone");
  await write(ben.page, RULE, "Keep for the reveal");
  await expectSaved(ben);

  // Ben's phone drops out while he writes, and the room goes on.
  await ben.loseNetwork();
  await write(ben.page, DEATH, "Keep for the reveal");
  await expect(ben.page.getByRole("listitem").filter({ hasText: DEATH.what })).toContainText("not sent yet");
  await doFinalAct(console, "Reveal…", "Reveal to everybody");
  await expectTold([RULE.what], [ana, console]);
  await ben.regainNetwork();
  const title = ben.page.getByRole("heading", { name: "Late entries" });
  const late = ben.page.locator("section").filter({ has: title });
  await expect(late.getByRole("listitem")).toContainText(`17 Sep 1999: ${DEATH.what}`);
  await expectSaved(ben);
  await expectUntold([DEATH.what], [ana, console]);

  // Deleted and taken back there, and then shown to all.
  await late.getByRole("button", { name: "Delete" }).click();
  await expect(late).toHaveCount(0);
  await ben.page.getByRole("button", { name: "Undo", exact: true }).click();
  await late.getByRole("button", { name: "Post now" }).click();
  await expect(late).toHaveCount(0);
  await takeRoomTo(console, "Read the wall");
  await expect(entryOn(ana.page, DEATH.what)).toBeVisible();

  // Without a network, chart, list and the entry itself say that it waits on this device.
  await ana.loseNetwork();
  await ana.page.getByRole("button", { name: "Add an entry" }).first().click();
  await write(ana.page, REVIEW, "Add to the timeline");
  const waits = "not sent yet, kept on this device";
  await expect(entryOn(ana.page, REVIEW.what)).toContainText(waits);
  await ana.page.getByRole("button", { name: "List", exact: true }).click();
  await expect(entryOn(ana.page, REVIEW.what)).toContainText(waits);
  await expect(entryOn(ana.page, DEATH.what)).not.toContainText(waits);
  await entryOn(ana.page, REVIEW.what).click();
  const entry = ana.page.getByRole("dialog");
  await expect(entry.getByText(waits)).toBeVisible();
  await ana.regainNetwork();
  await expect(entry.getByText(waits)).toBeHidden();
  await console.page.getByRole("button", { name: "Work on the board" }).first().click();
  await expect(entryOn(console.page, REVIEW.what)).toBeVisible();

  // Its author deletes it: it is gone for everybody else; a facilitator finds it below the line and puts it back.
  await entry.getByRole("button", { name: "Delete" }).click();
  await expect(entryOn(ana.page, REVIEW.what)).toHaveCount(0);
  await console.page.getByText("1 entry deleted, seen by facilitators only").click();
  const gone = console.page.getByRole("listitem").filter({ hasText: REVIEW.what });
  await expect(gone).toContainText("2012");
  await expect(ana.page.getByText("seen by facilitators only")).toHaveCount(0);
  await gone.getByRole("button", { name: "Put back" }).click();
  for (const { page } of [ana, ben]) await expect(entryOn(page, REVIEW.what)).toBeVisible();
  await expect(console.page.getByText("seen by facilitators only")).toHaveCount(0);

  // A facilitator says what came of looking it up; whoever opens the entry reads it, and cannot change it.
  await entryOn(console.page, REVIEW.what).click();
  const looked = console.page.getByRole("region", { name: "Looked up" });
  await looked.getByRole("button", { name: "Say what came of looking it up" }).click();
  await looked.getByRole("radio", { name: "Disputed" }).check();
  await looked.getByRole("textbox", { name: "What did you find" }).fill("Two reviews name another year.");
  await looked.getByRole("button", { name: "Save what came of it" }).click();
  await expect(looked).toContainText("Disputed: sources disagree");
  await entryOn(ben.page, REVIEW.what).click();
  const read = ben.page.getByRole("region", { name: "Looked up" });
  await expect(read).toContainText("Two reviews name another year.");
  await expect(read.getByRole("button")).toHaveCount(0);
  await ben.page.keyboard.press("Escape");
  await console.page.keyboard.press("Escape");

  // From now on every entry carries what came of it, in a shape and a word, on every screen; what is left can be sifted.
  await expect(entryOn(ben.page, REVIEW.what)).toContainText("disputed");
  await expect(entryOn(ben.page, DEATH.what)).toContainText("to check");
  await ana.page.getByRole("button", { name: "Chart", exact: true }).click();
  await expect(entryOn(ana.page, REVIEW.what).getByRole("img", { name: "disputed" })).toBeVisible();
  await expect(entryOn(ana.page, DEATH.what).getByRole("img", { name: "to check" })).toBeVisible();
  const sift = ben.page.getByRole("button", { name: /^\d+ to check$/ });
  await sift.click();
  await expect(entryOn(ben.page, REVIEW.what)).toHaveCount(0);
  await expect(entryOn(ben.page, DEATH.what)).toBeVisible();
  await sift.click();
  await expect(entryOn(ben.page, REVIEW.what)).toBeVisible();
});

test("the theme team names eras and looks dates up, on a laptop of several people whoever of it has the pen", async ({
  open,
}) => {
  const { console, ana, ben } = await gather(open, "timeline", "By name");
  await console.page.getByRole("button", { name: "Everybody…" }).click();
  const people = console.page.getByRole("dialog");
  await people.getByRole("button", { name: "Ana Lopez" }).click();
  await people.getByLabel("Role", { exact: true }).selectOption({ label: "Theme team" });
  await expect(people.getByRole("button", { name: "Ana Lopez" }).filter({ hasText: "Theme team" })).toBeVisible();
  await people.getByRole("button", { name: "Close" }).click();
  await takeRoomTo(console, "Read the wall");
  await ana.page.getByRole("button", { name: "Your seat, way back and settings" }).click();
  await ana.page.getByRole("button", { name: "Several people at this device" }).click();
  const device = ana.page.getByRole("dialog", { name: "Several people at this device" });
  await device.getByRole("textbox", { name: "Name" }).fill("Cyd Marsh");
  await device.getByRole("button", { name: "Add them" }).click();
  await expect(device.getByRole("listitem").filter({ hasText: "Cyd Marsh" })).toBeVisible();
  await device.getByRole("button", { name: "Close" }).last().click();

  const pens = ana.page.getByRole("group", { name: "This device speaks for" });
  const add = ana.page.getByRole("button", { name: "Add an era" });
  await expect(add).toBeVisible();
  await expect(ben.page.getByRole("button", { name: "Add an era" })).toHaveCount(0);
  await pens.getByRole("button", { name: "Cyd Marsh" }).click();
  await expect(add).toHaveCount(0);
  await pens.getByRole("button", { name: "Ana Lopez" }).click();
  await add.click();
  const form = ana.page.getByRole("dialog");
  await form.getByRole("textbox", { name: "What is this chapter called?" }).fill("First trials");
  await form.getByRole("textbox", { name: "From when to when?" }).fill("1990 to 1999");
  await form.getByRole("button", { name: "Save the era" }).click();
  await expect(ben.page.getByRole("heading", { name: "First trials" })).toBeVisible();
});
