import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { expect, expectAccessible, type Screen, test } from "./harness.ts";
import { doFinalAct, expectSaved, gather, openWorkshop, takeRoomTo, tallyOn, writeNote } from "./people.ts";

const PAYMENT = "Payment rules were made for pills, not for cures";
const ACCESS = "Where one lives decides what one is offered";
const SYNTHESIS = "Two of two people put payment first; both also spoke of distance.";
const SUMMARY = "Both notes are about who pays, and when.";

/** Presses a button that downloads, and reads what came. */
async function downloaded(page: Page, button: Locator): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

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

/** Opens the report from the console's menu. */
async function openReport({ page }: Screen): Promise<Locator> {
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("button", { name: "Report", exact: true }).click();
  const sheet = page.getByRole("article", { name: "The report as it will print" });
  await expect(sheet.getByRole("heading", { name: "Priorities" })).toBeVisible();
  return sheet;
}

/** The headings of the sheet's sections, without their numbers. */
async function sectionsOf(sheet: Locator): Promise<string[]> {
  const titles = await sheet.getByRole("heading", { level: 2 }).allInnerTexts();
  return titles.map((title) => title.replace(/^\d+\s*/u, "").trim()).filter((title) => title !== "Contents");
}

test("a facilitator reads, arranges and completes the report before it is sent, and takes it along in every form", async ({
  open,
}) => {
  const { console, ana, ben } = await gather(open, "education", "By name");
  const { page } = console;
  await takeRoomTo(console, "Tables choose five");
  for (const text of ["Plans pay by the visit.", "Two centers treat the whole Midwest."]) await writeNote(ana, text);
  await takeRoomTo(console, "Group together");
  await makeCluster(ana, PAYMENT);
  await makeCluster(ana, ACCESS);
  await takeRoomTo(console, "Secret dots");
  await page.getByRole("button", { name: "Choose options and open…" }).click();
  const opening = page.getByRole("dialog", { name: "Open the ballot" });
  await opening.getByRole("button", { name: "Open the ballot" }).click();
  await expect(opening).toBeHidden();
  for (const screen of [ana, ben]) {
    await screen.page.getByRole("button", { name: PAYMENT }).click();
    await expect(screen.page.getByText("Your paper is saved").filter({ visible: true })).toBeVisible();
  }
  await expect(tallyOn(console, "2 of 2 voted")).toBeVisible();
  await doFinalAct(console, "Close the ballot…", "Close and count");
  await expect(page.getByText("2 of 2 voted. The ranking is on the wall")).toBeVisible();

  // She reads what leads, and goes there by the contents.
  let sheet = await openReport(console);
  await expect(page.getByRole("button", { name: "Back to the console" })).toBeFocused();
  await expect(sheet.getByText(`2 chose “${PAYMENT}”`)).toBeVisible();
  const before = await sectionsOf(sheet);
  expect(before).toContain("Themes");
  const contents = page.getByRole("region", { name: "Contents" });
  await contents.getByRole("button", { name: "Priorities", exact: true }).click();
  await expect(sheet.locator("#part_priorities")).toBeInViewport();

  // Above Themes, and without the page on how it worked.
  const at = before.indexOf("Priorities");
  await contents.getByRole("button", { name: "Up: Priorities" }).press("Enter");
  await expect
    .poll(() => sectionsOf(sheet))
    .toEqual([...before.slice(0, at - 1), "Priorities", before[at - 1], ...before.slice(at + 1)]);
  const tick = contents.getByRole("checkbox", { name: "How it worked: in the report" });
  await tick.uncheck({ force: true });
  await expect(sheet.getByRole("heading", { name: "How it worked" })).toHaveCount(0);
  await expect(tick).not.toBeChecked();

  // A synthesis over the section, sent by keyboard; a draft of a summary that is not sent.
  await sheet.getByRole("button", { name: /^Write a synthesis….*Priorities/ }).click();
  const synthesis = page.getByRole("textbox", { name: "Synthesis of “Priorities”" });
  await expect(synthesis).toBeFocused();
  await synthesis.fill(SYNTHESIS);
  await synthesis.press("Control+Enter");
  await expect(synthesis).toBeHidden();
  await expect(sheet.locator("#part_priorities").getByText(SYNTHESIS)).toBeVisible();
  await sheet.getByRole("button", { name: new RegExp(`^Write a summary….*${PAYMENT}`) }).click();
  const summary = page.getByRole("textbox", { name: `Summary of “${PAYMENT}”` });
  await summary.fill(SUMMARY);
  await summary.press("Escape");
  await expect(sheet.getByRole("button", { name: new RegExp(`^Go on writing….*${PAYMENT}`) })).toBeFocused();
  await expectSaved(console);

  // All of it is there after a reload, and what is made anew stands beside it.
  await page.reload();
  sheet = await openReport(console);
  await expect(sheet.locator("#part_priorities").getByText(SYNTHESIS)).toBeVisible();
  expect(await sectionsOf(sheet)).toEqual(
    [...before.slice(0, at - 1), "Priorities", before[at - 1], ...before.slice(at + 1)].filter(
      (title) => title !== "How it worked",
    ),
  );
  await sheet.getByRole("button", { name: new RegExp(`^Go on writing….*${PAYMENT}`) }).click();
  await expect(summary).toHaveValue(SUMMARY);
  await summary.press("Control+Enter");
  await expect(sheet.getByText(SUMMARY)).toBeVisible();

  await sheet.getByRole("button", { name: /^Change the synthesis….*Priorities/ }).click();
  await expectAccessible(page, "the report");
  // On a phone it is one column, and nothing scrolls sideways but wide tables and figures by themselves.
  const { width, height } = page.viewportSize() ?? { width: 1440, height: 900 };
  await page.setViewportSize({ width: 360, height: 740 });
  await expect(contents.getByRole("checkbox").first()).toBeHidden();
  await contents.getByRole("button", { name: "Contents" }).click();
  await expect(contents.getByRole("checkbox").first()).toBeVisible();
  await expectAccessible(page, "the report on a phone");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await page.setViewportSize({ width, height });
  await sheet.getByRole("button", { name: /^Close/ }).click();

  // For the public no name is left.
  await page.getByRole("radio", { name: "Team" }).check({ force: true });
  await expect(sheet.getByText("Ana Lopez").first()).toBeVisible();
  await page.getByRole("radio", { name: "Public" }).check({ force: true });
  await expect(sheet.getByText("Ana Lopez")).toHaveCount(0);
  await expect(sheet.getByText(SYNTHESIS)).toBeVisible();

  const formats = page.getByRole("region", { name: "Formats" });
  const word = await downloaded(page, formats.getByRole("button", { name: /^Word/ }));
  expect(word.name).toMatch(/report\.docx$/);
  const all = await downloaded(page, page.getByRole("button", { name: "Download all" }));
  expect(all.name).toMatch(/everything\.zip$/);
  for (const { bytes } of [word, all]) expect(bytes.subarray(0, 4).toString("latin1")).toBe("PK\u0003\u0004");
  expect(all.bytes.includes("report.docx")).toBe(true);
  await expect(formats.getByText(`${all.name} is downloaded.`)).toBeVisible();

  await page.getByRole("button", { name: "Back to the console" }).click();
  await expect(page.getByRole("button", { name: "Report…" })).toBeFocused();

  // Whoever took part takes the report along, too.
  await ben.page.getByRole("button", { name: "Your seat, way back and settings" }).click();
  await ben.page.getByRole("button", { name: "Save what I see" }).click();
  const own = await downloaded(ben.page, ben.page.getByRole("button", { name: "Download: Word (DOCX)" }));
  expect(own.name).toMatch(/report\.docx$/);
  expect(own.bytes.subarray(0, 4).toString("latin1")).toBe("PK\u0003\u0004");
});

test("what two facilitators write about the same section is not lost, nor what is written without a network", async ({
  open,
}) => {
  const console = await open("console");
  await openWorkshop(console, "education", "By name");
  const other = await console.newTab();
  const { page } = console;
  await other.goto(page.url());
  const first = "Nothing has been voted on yet.";
  const second = "The workshop has not begun.";
  const third = "Nothing has begun, and nothing been voted on.";
  for (const tab of [page, other]) {
    await tab.getByRole("button", { name: "Report…" }).click();
    await tab.getByRole("button", { name: /^Write a synthesis….*How it worked/ }).click();
  }
  const label = "Synthesis of “How it worked”";
  const mine = page.getByRole("textbox", { name: label });
  const theirs = other.getByRole("textbox", { name: label });
  await mine.fill(first);
  await theirs.fill(second);
  await theirs.press("Control+Enter");
  await expect(theirs).toBeHidden();

  // Both stand there, and nothing is saved over the other by accident.
  await expect(page.getByText("This was changed meanwhile.")).toBeVisible();
  await expect(page.getByText(second).first()).toBeVisible();
  await expect(page.getByRole("article").getByRole("button", { name: /^Save(?! mine)/ })).toBeDisabled();
  await page.getByRole("button", { name: "Save mine over it" }).click();
  await expect(mine).toBeHidden();
  await expect(other.locator("#part_method").getByText(first)).toBeVisible();

  // Without a network the page says so, keeps what is written, and sends it when there is one.
  await console.loseNetwork();
  await page.getByRole("radio", { name: "Public" }).check({ force: true });
  await expect(page.getByText("There is no connection.")).toBeVisible();
  await page.getByRole("button", { name: /^Change the synthesis….*How it worked/ }).click();
  await mine.fill(third);
  await mine.press("Control+Enter");
  await expect(mine).toHaveValue(third);
  await console.regainNetwork();
  await expect(mine).toBeHidden();
  await expect(page.locator("#part_method").getByText(third)).toBeVisible();
  await expect(page.getByText("There is no connection.")).toBeHidden();
});
