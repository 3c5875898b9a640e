import { expect, type Screen, test } from "./harness.ts";
import { doFinalAct, gather, openWall, takeRoomTo, writeNote } from "./people.ts";

const SEEN = "A production slot at Quillfern slips by three weeks.";
const RULE = "Plans pay by the visit, and Brackwell is one visit.";
const BELIEF = "Is a life a cost of this year?";

/** One depth, by its title. */
const depth = ({ page }: Screen, title: string) => page.getByRole("region", { name: title });
/** A note in its depth, and not where another leads to it. */
const row = ({ page }: Screen, text: string) =>
  page.getByRole("listitem").filter({ has: page.getByRole("button", { name: `Link to another note: ${text}` }) });
/** The links of a note, as they stand under it. */
const linksUnder = (screen: Screen, text: string) =>
  row(screen, text).getByRole("list", { name: "Links" }).getByRole("button");

test("notes of an iceberg are linked by pointer, by keyboard and on a phone, and a wall shows the thread", async ({
  open,
}) => {
  const { console, ana, ben } = await gather(open, "iceberg");
  const wall = await openWall(console, open);
  await takeRoomTo(console, "Silent writing on four levels");
  for (const [level, text] of [
    ["Events", SEEN],
    ["Structures", RULE],
    ["Mental models", BELIEF],
  ] as const) {
    await ana.page.getByRole("radio", { name: level }).check();
    await writeNote(ana, text);
  }
  await doFinalAct(console, "Reveal…", "Reveal to everybody");
  await takeRoomTo(console, "Group and name");
  // Who may put notes together links them, too.
  for (const screen of [ana, ben]) {
    await screen.page.getByRole("button", { name: "See it as an iceberg" }).click();
    await expect(depth(screen, "Events").getByText(SEEN)).toBeVisible();
  }

  await ana.page.getByRole("button", { name: `Link to another note: ${SEEN}` }).click();
  const sheet = ana.page.getByRole("dialog", { name: "What does this hang together with?" });
  await expect(sheet.getByRole("radio", { name: "a sign of another" })).toBeChecked();
  await sheet.getByRole("textbox", { name: "Find a note by its words" }).fill("plans brack");
  await expect(sheet.getByRole("button", { name: BELIEF })).toHaveCount(0);
  await sheet.getByRole("button", { name: RULE }).click();
  for (const screen of [ana, ben]) {
    await expect(linksUnder(screen, SEEN)).toHaveText(`A sign of: ${RULE}`);
  }

  // By keyboard: L on a note's buttons, arrows to the note, Enter.
  await ana.page.getByRole("button", { name: `Link to another note: ${RULE}` }).press("l");
  await expect(sheet.getByText("Shows in:")).toBeVisible();
  await expect(sheet.getByRole("radio", { name: "driven by another" })).toBeChecked();
  await sheet.getByRole("textbox", { name: "Find a note by its words" }).press("ArrowDown");
  await expect(sheet.getByRole("button", { name: BELIEF })).toBeFocused();
  await ana.page.keyboard.press("Enter");
  await expect(linksUnder(ben, BELIEF)).toHaveText(`Drives: ${RULE}`);

  // Both strands make one thread, and the wall shows how each leads to the next.
  for (const text of [SEEN, RULE, BELIEF]) await expect(wall.page.getByText(text)).toBeVisible();
  await expect(wall.page.getByText("a sign of, on Structures")).toBeVisible();
  await expect(wall.page.getByText("driven by", { exact: true })).toBeVisible();

  // A link leads to the other note; on a phone it is taken away and comes back.
  await linksUnder(ben, BELIEF).tap();
  await expect(row(ben, RULE)).toBeFocused();
  await ben.page.getByRole("button", { name: `Link to another note: ${BELIEF}` }).tap();
  await ben.page.getByRole("button", { name: `Take the link away: drives “${RULE}”` }).tap();
  await expect(linksUnder(ana, BELIEF)).toHaveCount(0);
  await ben.page.keyboard.press("Escape");
  await ben.page.getByRole("button", { name: "Undo" }).filter({ visible: true }).last().tap();
  await expect(linksUnder(ana, BELIEF)).toHaveText(`Drives: ${RULE}`);
});
