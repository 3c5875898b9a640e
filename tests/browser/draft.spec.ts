import { expect, type Screen, test } from "./harness.ts";
import { expectUntold, gather, join, openWall, takeRoomTo } from "./people.ts";

const WHO = "Budget committee staff";
const NEED = "which benefits fall outside a ten-year window";
const BECAUSE = "Quillfern counts cost for ten years and savings for none, says CMS";
const MINE = "one patient's bills over thirty years";
const THEIRS = "a visit to a treatment center";
const RESERVATION = "Brackwell cannot go along before somebody names who pays.";

const pictures = process.env.PICTURES;

/** A picture to look at, in both themes, where somebody asks for it. */
async function picture({ page }: Screen, name: string): Promise<void> {
  if (!pictures) return;
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.waitForFunction(() => document.fonts.status === "loaded");
    await page.screenshot({ path: `${pictures}/${name}-${colorScheme}.png`, fullPage: true });
  }
}

/** A field of the statement one has the pen of. */
const field = ({ page }: Screen, name: string) => page.getByRole("textbox", { name, exact: true });

test("a table drafts with one pen that is handed over, others read and reserve, the room votes", async ({ open }) => {
  const { console, ana, ben, door } = await gather(open, "education", "By name");
  const cyd = await open("laptop", "seat of Cyd");
  await join(cyd, door, "Cyd Marsh", "Health economist");
  const wall = await openWall(console, open);
  // Ana and Cyd sit at table 1, Ben at table 2.
  await console.page.getByRole("button", { name: "Everybody…" }).click();
  const dialog = console.page.getByRole("dialog");
  for (const [name, table] of [
    ["Ana Lopez", "1"],
    ["Cyd Marsh", "1"],
    ["Ben Okafor", "2"],
  ] as const) {
    await dialog.getByRole("button", { name }).click();
    await dialog.getByLabel("Table", { exact: true }).selectOption({ label: table });
    await expect(dialog.getByRole("button", { name }).filter({ hasText: `Table ${table}` })).toBeVisible();
    await dialog.getByRole("button", { name }).first().click();
  }
  await dialog.getByRole("button", { name: "Close" }).click();
  await takeRoomTo(console, "Draft statements");

  await ana.page.getByRole("button", { name: "Begin your table’s statement" }).click();
  await field(ana, "Who").fill(WHO);
  await field(ana, "Needs to understand").fill(NEED);
  await field(ana, "Because").fill(BECAUSE);
  await expect(ana.page.getByText("CMS: say once what it stands for.")).toBeVisible();
  // What is not saved is nobody's business yet, and survives a reload.
  await expectUntold([WHO, NEED], [cyd, ben, console, wall]);
  await ana.page.reload();
  await expect(field(ana, "Who")).toHaveValue(WHO);
  await picture(ana, "pen");
  await ana.page.getByRole("button", { name: "Save", exact: true }).click();

  for (const screen of [cyd, ben, console, wall]) await expect(screen.page.getByText(NEED).first()).toBeVisible();
  await expect(cyd.page.getByText("Ana Lopez has the pen.")).toBeVisible();
  await expect(cyd.page.getByRole("button", { name: "Take the pen" })).toBeHidden();

  // Cyd asks for it and is told not now, asks again, and gets it with a press.
  const asks = ana.page.getByText("Cyd Marsh asks for the pen.").first();
  await cyd.page.getByRole("button", { name: "Ask for the pen" }).click();
  await expect(cyd.page.getByText("You asked for the pen.")).toBeVisible();
  await expect(asks).toBeVisible();
  await expect(ben.page.getByRole("button", { name: "Ask for the pen" })).toHaveCount(0);
  await picture(ana, "asked");
  await picture(cyd, "asks");
  await ana.page.getByRole("button", { name: "Not now" }).click();
  await expect(cyd.page.getByText("Not now, says whoever has the pen.")).toBeVisible();
  await expect(ana.page.getByRole("button", { name: "Hand it over" })).toHaveCount(0);
  await cyd.page.getByRole("button", { name: "Ask for the pen" }).click();
  await ana.page.getByRole("button", { name: "Hand it over" }).press("Enter");
  await expect(ana.page.getByText("Cyd Marsh has the pen.")).toBeVisible();
  await field(cyd, "Best shown by").fill("two columns for the same patient");
  await cyd.page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(ana.page.getByText("two columns for the same patient")).toBeVisible();
  await expect(ana.page.getByText("1 kept version")).toBeVisible();

  // A facilitator takes the pen while Cyd writes on. Cyd's words are kept; with the pen back, both texts stand there until
  // Cyd chooses.
  await field(cyd, "Best shown by").fill(MINE);
  await console.page.getByRole("button", { name: "Read and comment" }).click();
  await console.page.getByRole("button", { name: "Take the pen over" }).click();
  await field(console, "Best shown by").fill(THEIRS);
  await console.page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(cyd.page.getByText("What you had not saved is kept here:")).toBeVisible();
  await console.page.getByRole("button", { name: "Lay the pen down" }).click();
  await cyd.page.getByRole("button", { name: "Take the pen" }).click();
  await expect(cyd.page.getByText("This was changed meanwhile.")).toBeVisible();
  for (const words of [MINE, THEIRS]) {
    await expect(cyd.page.getByRole("paragraph").filter({ hasText: words })).toBeVisible();
  }
  await cyd.page.getByRole("button", { name: "Save mine over it" }).click();
  await expect(cyd.page.getByText("This was changed meanwhile.")).toBeHidden();
  for (const screen of [ana, ben, console, wall]) await expect(screen.page.getByText(MINE).first()).toBeVisible();
  await console.page.getByRole("button", { name: "Back to the console" }).click();

  // Ben, elsewhere, cannot write in it; he says what he cannot go along with.
  await expect(ben.page.getByRole("button", { name: "Take the pen" })).toHaveCount(0);
  await ben.page.getByText("Comment", { exact: true }).tap();
  await ben.page.getByRole("textbox", { name: /^Say what you miss/u }).fill(RESERVATION);
  await ben.page.getByRole("checkbox", { name: /^I cannot go along/u }).check();
  await ben.page.getByRole("button", { name: "Add it" }).tap();
  await expect(cyd.page.getByText("1 reservation")).toBeVisible();
  await expect(console.page.getByText(/1 reservation/u)).toBeVisible();
  await picture(ben, "phone");
  await picture(cyd, "handed");
  await picture(wall, "wall");
  await picture(console, "console");

  // The second table's, so that there is something to choose; then both stand on the ballot.
  await ben.page.getByRole("button", { name: "Begin your table’s statement" }).tap();
  await field(ben, "Who").fill("Staff who work on FDA matters");
  await ben.page.getByRole("button", { name: "Save", exact: true }).tap();
  await expect(wall.page.getByText("Staff who work on FDA matters")).toBeVisible();
  await takeRoomTo(console, "Support for the statements");
  await console.page.getByRole("button", { name: "Choose options and open…" }).click();
  const ballot = console.page.getByRole("dialog", { name: "Open the ballot" });
  await expect(ballot.getByText(`${WHO}: ${NEED}`).first()).toBeVisible();
  await ballot.getByRole("button", { name: /^Open/u }).click();
  await expect(ben.page.getByRole("radiogroup", { name: `${WHO}: ${NEED}` })).toBeVisible();
});
