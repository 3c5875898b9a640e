import type { Page } from "@playwright/test";
import { expect, type Screen, test } from "./harness.ts";
import { composer, expectUntold, gather, noteOn, recordsOn, takeRoomTo, writeNote } from "./people.ts";

const ANAS_NOTE = "What Quillfern never asked families is";
const CYDS_NOTE = "What Brackwell pays for trips is";
const ANAS_SENT = "Quillfern asks payers first.";
const CYDS_SENT = "Brackwell pays for nothing.";
const ANAS_REASON = "Ostrane has no money before the next session.";
const TOO_LONG = "Fallowmere waits. ".repeat(13).trim();
const STATEMENTS = ["One payment must cover a whole lifetime", "Distance decides who is treated"] as const;

/** Somebody else sits down at a device. */
async function sitDown({ page }: Screen, ...names: readonly string[]): Promise<void> {
  await page.getByRole("button", { name: "Your seat, way back and settings" }).click();
  await page.getByRole("button", { name: "Several people at this device" }).click();
  const dialog = page.getByRole("dialog", { name: "Several people at this device" });
  for (const name of names) {
    await dialog.getByRole("textbox", { name: "Name" }).fill(name);
    await dialog.getByRole("button", { name: "Add them" }).click();
    await expect(dialog.getByRole("listitem").filter({ hasText: name })).toBeVisible();
    await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveValue("");
  }
  await dialog.getByRole("button", { name: "Close" }).last().click();
}

/** The pen goes to somebody at this device. */
async function handPen(page: Page, name: string): Promise<void> {
  const pen = page.getByRole("group", { name: "This device speaks for" }).getByRole("button", { name });
  await pen.click();
  await expect(pen).toHaveAttribute("aria-pressed", "true");
}

test("at a device of several people what one has half written is in nobody else's box", async ({ open }) => {
  const { console, ana } = await gather(open, "education", "By name");
  await sitDown(ana, "Cyd Marsh");
  await takeRoomTo(console, "Silent writing");

  await composer(ana.page).fill(ANAS_NOTE);
  await handPen(ana.page, "Cyd Marsh");
  await expect(composer(ana.page)).toHaveValue("");
  await composer(ana.page).fill(CYDS_NOTE);
  await handPen(ana.page, "Ana Lopez");
  await expect(composer(ana.page)).toHaveValue(ANAS_NOTE);
  await ana.page.reload();
  await expect(composer(ana.page)).toHaveValue(ANAS_NOTE);
  await handPen(ana.page, "Cyd Marsh");
  await expect(composer(ana.page)).toHaveValue(CYDS_NOTE);

  // What each has sent bears its name here, and counts for its writer alone.
  await writeNote(ana, CYDS_SENT);
  await expect(ana.page.getByText(/^1( of up to \d+)?.*, writing as Cyd Marsh$/)).toBeVisible();
  await handPen(ana.page, "Ana Lopez");
  await composer(ana.page).fill(ANAS_SENT);
  await composer(ana.page).press("Enter");
  await composer(ana.page).fill("Quillfern counts families twice.");
  await composer(ana.page).press("Enter");
  await expect(ana.page.getByText(/^2( of up to \d+)?.*, writing as Ana Lopez$/)).toBeVisible();
  await ana.page.reload();
  await expect(noteOn(ana, CYDS_SENT)).toContainText("Cyd Marsh");
  await expect(noteOn(ana, ANAS_SENT)).toContainText("Ana Lopez");
  await composer(ana.page).fill(ANAS_NOTE);
  await handPen(ana.page, "Cyd Marsh");
  await expect(ana.page.getByText(/^1( of up to \d+)?.*, writing as Cyd Marsh$/)).toBeVisible();
  await composer(ana.page).fill(CYDS_NOTE);

  // The room goes on: each is told whose words were left, and what is sent is signed by whose they are.
  await takeRoomTo(console, "Compare in pairs");
  await expect(ana.page.getByText("Not sent: Ana Lopez wrote this in “Silent writing”.")).toBeVisible();
  await expect(ana.page.getByText("Not sent: Cyd Marsh wrote this in “Silent writing”.")).toBeVisible();
  await ana.page.getByRole("button", { name: "Send it" }).first().click();
  await expect(ana.page.getByText("Not sent: Ana Lopez wrote this in “Silent writing”.")).toBeHidden();
  await takeRoomTo(console, "Silent writing");
  await expect(noteOn(ana, ANAS_NOTE)).toBeVisible();
  await handPen(ana.page, "Cyd Marsh");
  await expect(composer(ana.page)).toHaveValue(CYDS_NOTE);
});

test("at a device of several people a reason that was typed stays on the paper it was typed on", async ({ open }) => {
  const { console, ana, ben } = await gather(open, "education", "By name");
  await sitDown(ana, "Cyd Marsh");
  await takeRoomTo(console, "Support for the statements");
  await console.page.getByRole("button", { name: "Choose options and open…" }).click();
  const dialog = console.page.getByRole("dialog", { name: "Open the ballot" });
  for (const statement of STATEMENTS) {
    await dialog.getByRole("textbox", { name: "Your own words" }).fill(statement);
    await dialog.getByRole("textbox", { name: "Your own words" }).press("Enter");
  }
  await dialog.getByRole("button", { name: "Open the ballot" }).click();
  await expect(dialog).toBeHidden();

  const option = (statement: string) => ana.page.getByRole("listitem").filter({ hasText: statement });
  const reason = (statement: string) => option(statement).getByRole("textbox");
  const rate = (statement: string) => option(statement).getByRole("radio").first().check({ force: true });
  const [one, other] = STATEMENTS;
  await rate(one);
  await rate(other);
  for (const statement of STATEMENTS) await option(statement).getByText("Say why").click();
  // One is too long to be sent; the pen goes to the next hand while the cursor stands in the other.
  await reason(other).fill(TOO_LONG);
  await reason(one).fill(ANAS_REASON);
  await handPen(ana.page, "Cyd Marsh");
  for (const statement of STATEMENTS) await expect(reason(statement)).toBeHidden();
  await rate(one);
  await option(one).getByText("Say why").click();
  await expect(reason(one)).toHaveValue("");
  await reason(one).press("Enter");
  await handPen(ana.page, "Ana Lopez");
  await expect(reason(one)).toHaveValue(ANAS_REASON);
  await expect(reason(other)).toHaveValue(TOO_LONG);

  // What reached the server says the same.
  const reasons = () =>
    recordsOn(ana, "paper").map(({ member, reasons }) => [member, Object.values(reasons as object).join()] as const);
  await expect.poll(() => reasons().some(([, said]) => said === ANAS_REASON)).toBe(true);
  expect(
    new Set(
      reasons()
        .filter(([, said]) => said !== "")
        .map(([member]) => member),
    ).size,
  ).toBe(1);
  expect(new Set(reasons().map(([member]) => member)).size).toBe(2);
  await expectUntold([ANAS_REASON], [ben, console]);
});

test("at a device of several people an entry of the timeline that was begun is its author's", async ({ open }) => {
  const { console, ana } = await gather(open, "timeline", "By name");
  await sitDown(ana, "Cyd Marsh");
  await takeRoomTo(console, "Events, each alone");
  const what = ana.page.getByRole("textbox", { name: "What happened?" });
  await what.fill(ANAS_NOTE);
  await handPen(ana.page, "Cyd Marsh");
  await expect(what).toHaveValue("");
  await what.fill(CYDS_NOTE);
  await handPen(ana.page, "Ana Lopez");
  await expect(what).toHaveValue(ANAS_NOTE);
  await ana.page.reload();
  await handPen(ana.page, "Cyd Marsh");
  await expect(what).toHaveValue(CYDS_NOTE);
});

test("a name that is typed while the one before comes in stays in its field", async ({ open }) => {
  const { ana } = await gather(open, "education", "By name");
  const { page } = ana;
  await page.getByRole("button", { name: "Your seat, way back and settings" }).click();
  await page.getByRole("button", { name: "Several people at this device" }).click();
  const dialog = page.getByRole("dialog", { name: "Several people at this device" });
  const name = dialog.getByRole("textbox", { name: "Name" });
  await name.fill("Cyd Marsh");
  ana.loseNetworkSilently();
  await dialog.getByRole("button", { name: "Add them" }).click();
  await name.fill("Dora Quist");
  await ana.regainNetwork();
  await expect(dialog.getByRole("listitem").filter({ hasText: "Cyd Marsh" })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText("Cyd Marsh writes from this device, too.").first()).toBeAttached();
  await expect(name).toHaveValue("Dora Quist");
  await dialog.getByRole("button", { name: "Add them" }).click();
  await expect(dialog.getByRole("listitem").filter({ hasText: "Dora Quist" })).toBeVisible();
});
