import { expect, expectAccessible, type Screen, test } from "./harness.ts";
import { codeOn, join, openWall, openWorkshop, takeRoomTo, writeNote } from "./people.ts";
import { openArchive, seminarArchive } from "./seminar.ts";

/** Nothing fades while axe looks: half-faded text has no contrast of its own. */
const STILL = { reducedMotion: "reduce" } as const;

/**
 * Looks through screens with axe, light and dark, and sees that none scrolls sideways. What
 * is found is gathered, so that one run tells all.
 */
class Inspection {
  readonly #found: string[] = [];
  looked = 0;

  /** Looks at several screens at once. */
  async at(what: string, ...screens: Screen[]): Promise<void> {
    await Promise.all(screens.map((screen) => this.#look(screen, what)));
  }

  /** Fails with all that was found. */
  end(): void {
    expect(this.#found).toEqual([]);
  }

  async #look({ page, name }: Screen, what: string): Promise<void> {
    // A projector has one theme, whatever the machine prefers.
    const schemes = name === "wall" ? (["light"] as const) : (["light", "dark"] as const);
    const grounds = new Set<string>();
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      const where = `${name}, ${what}, ${colorScheme}`;
      // In the dark nothing but the colours is another.
      const rules = colorScheme === "dark" ? ["color-contrast"] : undefined;
      await expectAccessible(page, where, rules).catch((error: Error) => this.#found.push(error.message));
      grounds.add(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
      this.looked += 1;
    }
    if (grounds.size !== schemes.length) this.#found.push(`${name}, ${what}: dark looks like light`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) this.#found.push(`${name}, ${what}: ${wide} px wider than the screen`);
  }
}

test("the way in, private writing and an open ballot can be used by everybody", async ({ open }) => {
  const inspection = new Inspection();
  const console = await open("console", "console", STILL);
  const ana = await open("laptop", "laptop", STILL);
  const ben = await open("phone", "phone", STILL);
  for (const { page } of [console, ben]) await page.goto("/");
  await inspection.at("home", console, ben);
  for (const { page } of [console, ben]) await page.getByRole("button", { name: /policymakers/ }).click();
  await inspection.at("opening a workshop", console, ben);
  await ben.page.goto("/");
  await ben.page.getByRole("button", { name: "Open from a file" }).click();
  await inspection.at("opening an archive", ben);

  await openWorkshop(console, "education", "By group of perspectives");
  const code = await codeOn(console);
  for (const { page } of [ana, ben]) {
    await page.goto(`/j/${code}`);
    await expect(page.getByLabel("Your name")).toBeVisible();
    await page.getByRole("button", { name: "Join", exact: true }).click();
  }
  await inspection.at("joining, with something missing", ana, ben);
  await join(ana, code, "Ana Lopez", "Family caregiver");
  await join(ben, code, "Ben Okafor", "Health economist");
  const wall = await openWall(console, open, STILL);
  await inspection.at("before the first step", console, ana, ben, wall);

  await takeRoomTo(console, "Welcome and promise");
  await inspection.at("welcome", ana, ben, wall);
  await takeRoomTo(console, "Silent writing");
  for (const screen of [ana, ben]) await writeNote(screen, "A cure is paid once and saves for decades.");
  await inspection.at("private writing", console, ana, ben, wall);
  await ben.page.getByRole("button", { name: /Open the agenda/ }).click();
  await ana.page.getByRole("button", { name: /Your seat/ }).click();
  await inspection.at("agenda and seat", ana, ben);
  for (const { page } of [ana, ben]) await page.keyboard.press("Escape");

  await takeRoomTo(console, "Secret dots");
  await inspection.at("ballot, not yet open", ana, ben, wall);
  await console.page.getByRole("button", { name: "Choose options and open…" }).click();
  for (const option of ["Pay for outcomes", "Pay for access", "Pay for evidence", "Pay for patience"]) {
    await console.page.getByRole("textbox", { name: "Your own words" }).fill(option);
    await console.page.keyboard.press("Enter");
  }
  await inspection.at("options of a ballot", console);
  await console.page.getByRole("button", { name: "Open the ballot" }).click();
  await ben.page.getByRole("button", { name: "Pay for outcomes" }).tap();
  await ben.page.getByRole("button", { name: "Pay for access" }).tap();
  await expect(ben.page.getByText("Your paper is saved").filter({ visible: true })).toBeVisible();
  await inspection.at("open ballot", console, ana, ben, wall);
  inspection.end();
});

test("the console's dialogs can be used by everybody", async ({ open }) => {
  const inspection = new Inspection();
  const console = await open("console", "console", STILL);
  await openWorkshop(console, "iceberg", "By name");
  const { page } = console;
  await takeRoomTo(console, "Silent writing on four levels");
  const more = ["Title and purpose", "Perspectives", "How notes are signed", "Tables", "Links", "Import", "Export"];
  await page.getByRole("button", { name: "More", exact: true }).click();
  await inspection.at("menu", console);
  await page.keyboard.press("Escape");
  const openers = [
    ...more.map((name) => async () => {
      await page.getByRole("button", { name: "More", exact: true }).click();
      await page.getByRole("button", { name, exact: true }).click();
    }),
    ...[/Join with/, "Edit this step", "Add a step", "Add a board", "Everybody…", "Open a wall…", "Reveal…"].map(
      (name) => () => page.getByRole("button", { name }).click(),
    ),
    () => page.getByRole("button", { name: "Add a person without a device" }).click(),
  ];
  for (const opener of openers) {
    await opener();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toBeVisible();
    const title = await dialog.getByRole("heading").first().innerText();
    await inspection.at(`“${title}”`, console);
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
  }
  expect(inspection.looked).toBe(2 * (openers.length + 1));
  inspection.end();
});

test("a room of 45 people and 225 notes can be used by everybody", async ({ open }) => {
  test.slow();
  const inspection = new Inspection();
  const console = await open("console", "console", STILL);
  await openArchive(console, await seminarArchive());
  const code = await codeOn(console);
  const ana = await open("laptop", "laptop", STILL);
  const ben = await open("phone", "phone", STILL);
  await join(ana, code, "Ana Lopez", "Family caregiver");
  await join(ben, code, "Ben Okafor", "Health economist");
  const wall = await openWall(console, open, STILL);
  const heading = (screen: Screen) => screen.page.getByRole("heading", { level: 1 }).first();

  for (const title of [
    "Reveal and reading",
    "Group together",
    "Discuss the ranking",
    "Timeline",
    "Beneath the surface",
    "Three questions",
  ]) {
    await takeRoomTo(console, title);
    for (const screen of [ana, ben]) {
      await expect(screen.page.getByText(title).filter({ visible: true }).first()).toBeVisible();
      await expect(heading(screen)).toBeVisible();
    }
    await inspection.at(title, console, ana, ben, wall);
    if (title === "Group together" || title === "Timeline") {
      await console.page.getByRole("button", { name: "Work on the board" }).first().click();
      await inspection.at(`${title}, work on the board`, console);
      await console.page.getByRole("button", { name: "Back to the console" }).click();
    }
    if (title === "Group together") {
      await ana.page.getByRole("listbox", { name: "Clusters" }).getByRole("option").first().press("m");
      await ben.page.getByRole("button", { name: /^Clusters/ }).tap();
      await inspection.at("merging, and the contents", ana, ben);
      await ana.page.keyboard.press("Escape");
    }
    if (title === "Timeline") {
      await ana.page.getByRole("button", { name: "List", exact: true }).click();
      await ben.page.getByRole("button", { name: "Add an entry" }).filter({ visible: true }).first().tap();
      await inspection.at("list, and a new entry", ana, ben);
      await ben.page.keyboard.press("Escape");
    }
  }
  inspection.end();
});
