import { expect, type Screen, test } from "./harness.ts";
import { doFinalAct, expectSaved, gather, noteOn, openWall, takeRoomTo, tallyOn } from "./people.ts";

const STATEMENTS = [
  "Staff need to know that one payment must cover a whole lifetime",
  "Staff need to know that distance decides who is treated",
  "Staff need to know who follows patients up after ten years",
] as const;
const [PAYMENT, DISTANCE, FOLLOW_UP] = STATEMENTS;
const REASON = "Nobody has the money for it before the next session.";

/** The dialog in which a ballot is put together, filled with the statements as typed words. */
async function putTogether({ page }: Screen): Promise<ReturnType<typeof page.getByRole>> {
  await page.getByRole("button", { name: "Choose options and open…" }).click();
  const dialog = page.getByRole("dialog", { name: "Open the ballot" });
  const own = dialog.getByRole("textbox", { name: "Your own words" });
  for (const statement of STATEMENTS) {
    await own.fill(statement);
    await own.press("Enter");
  }
  return dialog;
}

test("statements are frozen, made clear, rated by fist to five with a reason, and counted", async ({ open }) => {
  const { console, ana, ben } = await gather(open, "education");
  const wall = await openWall(console, open);
  await takeRoomTo(console, "Support for the statements");

  // Frozen first, so that everybody can ask; nobody votes yet.
  const dialog = await putTogether(console);
  await expect(dialog.getByLabel("How people vote")).toHaveValue("fist_to_five");
  await dialog.getByLabel("What happens now").selectOption("freeze");
  await dialog.getByRole("button", { name: "Freeze and show" }).click();
  await expect(dialog).toBeHidden();
  for (const screen of [ana, ben, wall]) {
    for (const statement of STATEMENTS) await expect(noteOn(screen, statement)).toBeVisible();
  }
  await expect(ben.page.getByRole("radio")).toHaveCount(0);
  // Let go and frozen anew: nothing is final before the ballot opens.
  await console.page.getByRole("button", { name: "Let the options go" }).click();
  await expect(console.page.getByRole("button", { name: "Choose options and open…" })).toBeVisible();
  await console.page.getByRole("button", { name: "Undo", exact: true }).click();
  await console.page.getByRole("button", { name: "Open the ballot", exact: true }).click();
  await expect(tallyOn(console, "0 of 2 voted")).toBeVisible();

  // Ben's thumb: a fist for one, a five for another, and why.
  const scale = (screen: Screen, statement: string) => screen.page.getByRole("radiogroup", { name: statement });
  const hand = (screen: Screen, statement: string, name: RegExp) =>
    scale(screen, statement).getByRole("radio", { name });
  await hand(ben, PAYMENT, /^0/).tap();
  await expect(hand(ben, PAYMENT, /^0/)).toBeChecked();
  await hand(ben, DISTANCE, /^5/).tap();
  const rated = ben.page.getByRole("listitem").filter({ hasText: PAYMENT });
  await rated.getByText("Say why").tap();
  const reason = rated.getByRole("textbox");
  await reason.fill(REASON);
  await reason.press("Enter");
  await expect(ben.page.getByText("Your paper is saved").filter({ visible: true })).toBeVisible();

  // Ana's keyboard: arrows choose within an option, and what she leaves out is left out.
  await hand(ana, PAYMENT, /^0/).focus();
  await ana.page.keyboard.press("ArrowLeft");
  await expect(hand(ana, PAYMENT, /^5/)).toBeChecked();
  await hand(ana, FOLLOW_UP, /^3/).focus();
  await ana.page.keyboard.press("Space");
  await ana.page.getByRole("button", { name: `Leave out: ${FOLLOW_UP}` }).click();
  await expect(hand(ana, FOLLOW_UP, /^3/)).not.toBeChecked();
  await expect(tallyOn(console, "2 of 2 voted")).toBeVisible();
  for (const screen of [ana, ben]) await expectSaved(screen);

  // A paper with its reason is its voter's alone, also after a reload.
  await ben.page.reload();
  await expect(hand(ben, PAYMENT, /^0/)).toBeChecked();
  for (const screen of [console, wall, ana]) {
    expect(await screen.capture.find(REASON), screen.name).toEqual([]);
  }

  await doFinalAct(console, "Close the ballot…", "Close and count");
  for (const screen of [ana, ben]) {
    await expect(screen.page.getByRole("heading", { name: "1 of 2 pass" })).toBeVisible();
    const row = screen.page.getByRole("listitem").filter({ hasText: PAYMENT }).first();
    await expect(row).toContainText("Does not pass");
    await expect(row.getByRole("img", { name: /a fist: no: 1 person/ })).toBeVisible();
    await row.getByText("1 reason").click();
    await expect(row.getByText(REASON)).toBeVisible();
    await expect(screen.page.getByRole("listitem").filter({ hasText: FOLLOW_UP }).first()).toContainText(
      "Nobody marked it.",
    );
  }
  await expect(wall.page.getByText("Does not pass")).toBeVisible();
  await expect(console.page.getByRole("main").getByRole("listitem").filter({ hasText: DISTANCE })).toBeVisible();
});
