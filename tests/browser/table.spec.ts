import { expect, type Screen, test } from "./harness.ts";
import {
  doFinalAct,
  expectSaved,
  expectTold,
  expectUntold,
  gather,
  noteOn,
  openWall,
  takeRoomTo,
  tallyOn,
  writeNote,
} from "./people.ts";

const ANAS = ["Quillfern pays nothing for travel to the center.", "Brackwell parents pay for every trip themselves."];
const JOINED = "Ostrane: who cannot travel is not treated.";
const KEPT = "Fallowmere has one bed for the whole state.";
const TALKED = "A ferry fare is what they have, not a train.";
const BENS = "Tarnholt buys the therapy before it knows the price.";

/** A note at one's table, with its buttons. */
const held = ({ page }: Screen, text: string) => page.getByRole("listitem").filter({ hasText: text }).first();

/** Two people at two of the eight tables. */
async function seatApart({ page }: Screen): Promise<void> {
  await page.getByRole("button", { name: "Seat people at tables" }).click();
  const dialog = page.getByRole("dialog", { name: "Tables" });
  await dialog.getByRole("button", { name: "Every group at every table" }).click();
  await expect(dialog.getByRole("button", { name: /^Table \d+ 1 person$/ })).toHaveCount(2);
  await dialog.getByRole("button", { name: "Close" }).click();
}

test("tables work on their own notes unseen, post cards, and nothing that was written is lost from sight", async ({
  open,
}) => {
  const { console, ana, ben } = await gather(open, "education");
  const wall = await openWall(console, open);
  await seatApart(console);
  await takeRoomTo(console, "Silent writing");
  for (const text of [...ANAS, KEPT]) await writeNote(ana, text);
  await writeNote(ben, BENS);
  for (const screen of [ana, ben]) await expectSaved(screen);

  await takeRoomTo(console, "Tables choose five");
  await doFinalAct(console, "Hand notes to tables…", "Hand to tables");
  await expect(ana.page.getByText("0 of 5 cards posted")).toBeVisible();
  for (const text of ANAS) await ana.page.getByRole("checkbox", { name: text }).check();
  await ana.page.getByRole("button", { name: "Join into one…" }).click();
  const joining = ana.page.getByRole("textbox", { name: "How the joined note reads" });
  for (const text of ANAS) await expect(joining).toHaveValue(new RegExp(text, "u"));
  await expect(joining).toBeFocused();
  await joining.fill(JOINED);
  await ana.page.getByRole("button", { name: "Join", exact: true }).click();
  await expect(held(ana, JOINED)).toContainText("Joins 2 notes");
  await expect(ana.page.getByRole("checkbox", { name: JOINED })).toBeFocused();
  await held(ana, JOINED).getByRole("button", { name: "Change the words" }).click();
  await expect(ana.page.getByRole("textbox", { name: "How the note reads" })).toBeFocused();
  await ana.page.keyboard.press("Escape");
  await expect(held(ana, JOINED).getByRole("button", { name: "Change the words" })).toBeFocused();
  await held(ana, JOINED).getByRole("button", { name: "Post as card" }).click();
  await expect(held(ana, JOINED).getByRole("button", { name: "Take card back" })).toBeFocused();
  await ana.page.getByRole("checkbox", { name: KEPT }).check();
  await ana.page.getByRole("button", { name: "Park" }).click();
  await expect(ana.page.getByRole("checkbox", { name: JOINED })).toBeFocused();
  await ana.page.getByRole("button", { name: "Undo" }).click();
  await expect(ana.page.getByRole("checkbox", { name: KEPT })).toBeFocused();
  // What the talk brings up stays at the table as well.
  await writeNote(ana, TALKED);
  await expect(held(ana, TALKED)).toBeVisible();
  await ana.page.getByRole("button", { name: "I have finished" }).click();
  await expect(ana.page.getByText("1 of 5 cards posted")).toBeVisible();
  await expectSaved(ana);

  // Facilitators see the card coming; neither they nor anybody else see the rest of the table.
  await expect(console.page.getByText("1 card posted by tables so far.")).toBeVisible();
  await expectUntold([...ANAS, KEPT, TALKED], [ben, console, wall]);
  await expectUntold([JOINED], [ben, wall]);
  await expectUntold([BENS], [ana, console, wall]);

  await doFinalAct(console, "Reveal…", "Reveal to everybody");
  await expect(noteOn(ben, JOINED)).toBeVisible();
  await expectTold([JOINED], [ben, console, wall]);

  // What no table posted, and what a joined note was made of, are one press away, for everybody.
  await ben.page.getByRole("button", { name: /^Off the board/ }).click();
  const shelves = ben.page.getByRole("dialog", { name: "Off the board" });
  for (const text of [...ANAS, KEPT, TALKED, BENS]) await expect(shelves.getByText(text)).toBeVisible();
  await shelves.getByRole("button", { name: "Close" }).click();

  // Whoever clusters brings one back, joins another to it, and takes them apart again.
  await takeRoomTo(console, "Group together");
  await ana.page.getByRole("button", { name: /^Off the board/ }).click();
  const off = ana.page.getByRole("dialog", { name: "Off the board" });
  await off.getByRole("listitem").filter({ hasText: KEPT }).getByRole("button", { name: "Bring back" }).click();
  await expect(off.getByText("It stands on the board again.")).toBeVisible();
  await off.getByRole("button", { name: "Close" }).click();
  const unplaced = ana.page.getByRole("listbox", { name: "Not yet placed" }).getByRole("option");
  await expect(unplaced).toHaveCount(2);
  await unplaced.first().click();
  await ana.page.keyboard.press("Control+a");
  await ana.page.keyboard.press("j");
  const further = ana.page.getByRole("dialog", { name: "2 notes selected" });
  await further.getByRole("textbox", { name: "How the joined note reads" }).fill("One bed, and nobody pays the trip.");
  await further.getByRole("button", { name: "Join into one" }).click();
  await expect(unplaced).toHaveCount(1);
  await expect(unplaced.first()).toContainText("joins 2 notes");
  await ana.page.getByRole("button", { name: "Undo my last move" }).click();
  await expect(unplaced).toHaveCount(2);

  // A facilitator sets one aside; its author reads why, others no longer have it.
  await console.page.getByRole("button", { name: "Work on the board" }).click();
  const board = console.page.getByRole("listbox", { name: "Not yet placed" }).getByRole("option");
  await board.filter({ hasText: KEPT }).click();
  await console.page.keyboard.press("j");
  const aside = console.page.getByRole("dialog", { name: "1 note selected" });
  await aside.getByRole("textbox", { name: "Why it is set aside" }).fill("It names a hospital.");
  await aside.getByRole("button", { name: "Set it aside" }).click();
  // Her list stands still while others work, and says so.
  await expect(unplaced.filter({ hasText: KEPT })).toContainText("no longer on the board");
  await ana.page.getByRole("button", { name: /^Off the board/ }).click();
  await expect(off.getByText("Reason: It names a hospital.")).toBeVisible();
  await off.getByRole("button", { name: "Close" }).click();
  await ben.page.getByRole("button", { name: /^Off the board/ }).click();
  await expect(shelves.getByText(BENS)).toBeVisible();
  await expect(shelves.getByText(KEPT)).toHaveCount(0);
});

test("a table's laptop takes in several people, shows big type, and each writes under their own name", async ({
  open,
}) => {
  const { console, ana, ben } = await gather(open, "education", "By name");
  await seatApart(console);
  await takeRoomTo(console, "Silent writing");
  await ana.page.getByRole("button", { name: "Your seat, way back and settings" }).click();
  await ana.page.getByRole("button", { name: "Several people at this device" }).click();
  const dialog = ana.page.getByRole("dialog", { name: "Several people at this device" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("Cyd Marsh");
  await dialog.getByRole("button", { name: "Add them" }).click();
  await expect(dialog.getByRole("listitem").filter({ hasText: "Cyd Marsh" })).toBeVisible();
  const size = () => ana.page.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize));
  const before = await size();
  await dialog.getByRole("checkbox", { name: "Big type" }).check();
  await expect.poll(size).toBeGreaterThan(before);
  await dialog.getByRole("button", { name: "Close" }).last().click();

  // The pen goes from hand to hand above the box; a reload leaves it where it was.
  const pens = ana.page.getByRole("group", { name: "This device speaks for" });
  await expect(pens.getByRole("button", { name: "Ana Lopez" })).toHaveAttribute("aria-pressed", "true");
  await writeNote(ana, "Ana says that travel decides.");
  await pens.getByRole("button", { name: "Cyd Marsh" }).click();
  await writeNote(ana, "Cyd says that payment decides.");
  await ana.page.reload();
  await expect(pens.getByRole("button", { name: "Cyd Marsh" })).toHaveAttribute("aria-pressed", "true");
  await expect.poll(size).toBeGreaterThan(before);
  await expect(tallyOn(console, "2 of 3 have written")).toBeVisible();
  await doFinalAct(console, "Reveal…", "Reveal to everybody");
  await expect(noteOn(ben, "Cyd says that payment decides.")).toContainText("Cyd Marsh");
  await expect(noteOn(ben, "Ana says that travel decides.")).toContainText("Ana Lopez");
});

test("whoever sits at a table that was handed nothing is told that the table alone reads what is written", async ({
  open,
}) => {
  const { console, ana, ben } = await gather(open, "education", "By name");
  await seatApart(console);
  await takeRoomTo(console, "Silent writing");
  await writeNote(ben, BENS);
  await expectSaved(ben);
  // The agenda says what comes of it: a reveal now is possible and not what is asked for.
  await expect(console.page.getByText(/^Step 6, “Tables choose five”, hands these to the tables/)).toBeVisible();
  await takeRoomTo(console, "Tables choose five");
  await doFinalAct(console, "Hand notes to tables…", "Hand to tables");
  await expect(held(ben, BENS)).toBeVisible();
  const promise = ana.page.getByText("your table and nobody else until the reveal.");
  await expect(promise).toBeVisible();
  await expect(ana.page.getByText("everybody here, as soon as you send it.")).toHaveCount(0);
  await writeNote(ana, TALKED);
  await expect(held(ana, TALKED)).toBeVisible();
  await expect(promise).toBeVisible();
  await expectSaved(ana);
  await expectUntold([TALKED], [ben, console]);

  await held(ben, BENS).getByRole("button", { name: "Post as card" }).click();
  await expect(held(ben, BENS).getByRole("button", { name: "Take card back" })).toBeVisible();
  await doFinalAct(console, "Reveal…", "Reveal to everybody");
  await expect(noteOn(ana, BENS)).toBeVisible();
  await expect(promise).toHaveCount(0);
  for (const screen of [ana, ben]) await expect(screen.page.getByText(/have written/)).toHaveCount(0);
});
