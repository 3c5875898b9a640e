// Both model agendas, from the first page to the last step: a facilitator at the console, a table's laptop, a phone and a wall.

import { expect, type OpenScreen, type Screen, test } from "./harness.ts";
import {
  type AGENDAS,
  composer,
  doFinalAct,
  expectSaved,
  expectStep,
  expectUntold,
  gather,
  noteOn,
  openWall,
  pressTwice,
  type Room,
  takeRoomTo,
  tallyOn,
  writeNote,
} from "./people.ts";

// Three hours of a workshop, on four screens, at the pace of a loaded machine.
test.setTimeout(240_000);

/** A room with its wall. */
type Walk = Room & { readonly wall: Screen };

/** Opens the agenda; Ana's laptop stands on one table, Ben's phone is at another. */
async function begin(open: OpenScreen, agenda: keyof typeof AGENDAS): Promise<Walk> {
  const room = await gather(open, agenda);
  const wall = await openWall(room.console, open);
  const { page } = room.console;
  await page.getByRole("button", { name: "Seat people at tables" }).click();
  const dialog = page.getByRole("dialog", { name: "Tables" });
  await dialog.getByRole("button", { name: "Every group at every table" }).click();
  await expect(dialog.getByRole("button", { name: /^Table \d+ 1 person$/ })).toHaveCount(2);
  await dialog.getByRole("button", { name: "Close" }).click();
  return { ...room, wall };
}

/** The facilitator presses the way on, twice; everybody comes to the step and reads its question. */
async function goOn(
  { console, ana, ben, wall }: Walk,
  title: string,
  question: string,
  /** What stands there instead of the question, where a result is talked about: the finding, and on the wall an option. */
  result?: { readonly finding: RegExp; readonly option: string },
): Promise<void> {
  const agenda = console.page.getByRole("region", { name: "Agenda" });
  const line = console.page.getByRole("button", { name: title, exact: false });
  const item = agenda.getByRole("listitem").filter({ has: line });
  const way = console.page
    .getByRole("main")
    .getByRole("button", { name: title })
    .and(console.page.getByRole("button", { name: /^(Next|Press again)/ }));
  await expect(way).toBeVisible();
  await pressTwice(way, () => expect(item).toHaveAttribute("aria-current", "step", { timeout: 400 }));
  for (const screen of [ana, ben]) await expectStep(screen, result?.finding ?? question);
  await expect(
    wall.page
      .getByText(result?.option ?? question)
      .and(wall.page.locator(":not([inert] *)"))
      .filter({ visible: true })
      .first(),
    `the wall at ${title}`,
  ).toBeVisible();
}

/** The ballot opens with what the console proposes, people vote, it is closed, and everybody is told the result. */
async function runBallot({ console, ana, ben, wall }: Walk, vote: (screen: Screen) => Promise<void>): Promise<void> {
  const results = async (screen: Screen) => (await screen.capture.find('"kind":"result"')).length;
  const before = await Promise.all([console, ana, ben, wall].map(results));
  await console.page.getByRole("button", { name: "Choose options and open…" }).click();
  const dialog = console.page.getByRole("dialog", { name: "Open the ballot" });
  await dialog.getByRole("button", { name: "Open the ballot" }).click();
  await expect(dialog).toBeHidden();
  for (const screen of [ana, ben]) {
    await vote(screen);
    await expect(screen.page.getByText("Your paper is saved").filter({ visible: true })).toBeVisible();
  }
  await expect(tallyOn(console, "2 of 2 voted")).toBeVisible();
  await expect(wall.page.getByText("2 of 2").first()).toBeVisible();
  await doFinalAct(console, "Close the ballot…", "Close and count");
  for (const [place, screen] of [console, ana, ben, wall].entries()) {
    await expect.poll(() => results(screen), screen.name).toBeGreaterThan(before[place] ?? 0);
  }
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

/** A table begins its statement and saves it. */
async function draft({ page }: Screen, fields: Readonly<Record<string, string>>): Promise<void> {
  await page.getByRole("button", { name: "Begin your table’s statement" }).click();
  for (const [name, text] of Object.entries(fields)) {
    await page.getByRole("textbox", { name, exact: true }).fill(text);
  }
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("button", { name: "Lay the pen down" }).click();
}

const IDEAS = "What must congressional staff understand about cell and gene therapy, and what stands in the way?";
const FIRST = "Which of these should staff understand first?";
const SUPPORT = "How far would you put your name to these statements?";

test("the first model agenda is run from the first page to the last step", async ({ open }) => {
  const walk = await begin(open, "education");
  const { console, ana, ben, wall } = walk;

  await goOn(walk, "Warm-up note", "Where did you travel from today?");
  for (const [screen, text] of [
    [ana, "From Baltimore, by train."],
    [ben, "From two streets away."],
  ] as const) {
    // One note each: then there is nothing to write with any more.
    await composer(screen.page).fill(text);
    await composer(screen.page).press("Enter");
    await expect(noteOn(screen, text).first()).toBeVisible();
  }
  await goOn(walk, "Interviews as an iceberg", "What did people tell us before today?");

  // Alone: nobody learns what is written before the tables have chosen.
  await goOn(walk, "Silent writing", IDEAS);
  const [payment, travel] = [
    "Plans pay by the visit; Quarrenholt is one visit.",
    "Two centers treat all of Ostervale.",
  ];
  await writeNote(ana, payment);
  await writeNote(ben, travel);
  for (const screen of [ana, ben]) await expectSaved(screen);
  await goOn(walk, "Compare in pairs", "Would your neighbor understand each of your notes? Improve the wording.");
  await expectUntold([payment, travel], [console, wall]);

  await goOn(walk, "Tables choose five", "Read out in turn. Which five thoughts must the whole room see?");
  await doFinalAct(console, "Hand notes to tables…", "Hand to tables");
  for (const [screen, text] of [
    [ana, payment],
    [ben, travel],
  ] as const) {
    const note = screen.page.getByRole("listitem").filter({ hasText: text }).first();
    await note.getByRole("button", { name: "Post as card" }).click();
    await expect(screen.page.getByText("1 of 5 cards posted")).toBeVisible();
  }
  await doFinalAct(console, "Reveal…", "Reveal to everybody");
  await goOn(walk, "Break", "The theme team drafts clusters. Back in 15 minutes.");
  await expect(noteOn(wall, payment)).toBeVisible();

  await goOn(walk, "Group together", "Which notes belong together?");
  const names = ["Payment rules were made for pills, not for cures", "Where one lives decides what one is offered"];
  for (const name of names) await makeCluster(ana, name);
  await expect(wall.page.getByText(names[1] ?? "").first()).toBeVisible();
  await goOn(walk, "Name in a sentence", "What does this cluster say, in a sentence another table would understand?");
  await goOn(walk, "Clarify", "What does it mean, and are two of them the same? Questions only, no speeches.");

  await goOn(walk, "Secret dots", FIRST);
  await runBallot(walk, async (screen) => {
    await screen.page.getByRole("button", { name: names[0] }).click();
  });
  await goOn(walk, "Discuss the ranking", "Where do we differ, and why? Start with what divides us most.", {
    finding: /^Only one idea was chosen/,
    option: names[0] ?? "",
  });

  await goOn(walk, "Draft statements", "Who needs to understand what, because of what, and what shows it best?");
  await draft(ana, { Who: "Budget committee staff", "Needs to understand": "that a cure is paid for once" });
  await draft(ben, { Who: "Staff of rural members", "Needs to understand": "that distance decides who is treated" });
  await expect(wall.page.getByText("Staff of rural members").first()).toBeVisible();
  await goOn(walk, "Support for the statements", SUPPORT);
  await runBallot(walk, async (screen) => {
    const statement = screen.page.getByRole("radiogroup", { name: /^Budget committee staff/ });
    await statement.getByRole("radio", { name: /^4/ }).click();
  });

  await goOn(walk, "Three questions", "Before you leave: what should the organizers know?");
  await writeNote(ben, "The table work was worth the trip.");
  await expect(console.page.getByRole("button", { name: /^(Next|Press again)/ })).toHaveCount(0);
});

test("the second model agenda is run from the first page to the last step", async ({ open }) => {
  const walk = await begin(open, "recommendations");
  const { console, ana, ben, wall } = walk;
  const entries = [
    ["Oct 1988", "First transplant of cord blood, in Paris", "Cell therapy"],
    ["1999", "A volunteer dies in a trial of gene therapy", "Gene therapy"],
  ] as const;

  await goOn(
    walk,
    "Events, each alone",
    "Which three to five events changed the field? Say when, what, and why it matters.",
  );
  for (const [place, { page }] of [ana, ben].entries()) {
    const [when, what, lane] = entries[place] ?? entries[0];
    await page.getByRole("textbox", { name: "When was it?" }).fill(when);
    await page.getByRole("textbox", { name: "What happened?" }).fill(what);
    await page.getByRole("group", { name: "Which lane?" }).getByText(lane, { exact: true }).click();
    await page.getByRole("button", { name: "Keep for the reveal" }).click();
  }
  await expect(tallyOn(console, "2 of 2 have written")).toBeVisible();
  await expectUntold([entries[0][1]], [ben, console, wall]);
  await doFinalAct(console, "Reveal…", "Reveal to everybody");
  await goOn(walk, "Check at tables", "What is told twice, which dates are wrong, and where can one read it?");
  await goOn(walk, "Read the wall", "How did we get here, and what is missing?");
  await expect(wall.page.getByRole("main")).toContainText(entries[1][1], { useInnerText: true });

  await goOn(
    walk,
    "Highs, lows, turning points",
    "Which of these were high points, which were low, and which two turned the story?",
  );
  await runBallot(walk, async (screen) => {
    const entry = screen.page.getByRole("listitem").filter({ hasText: entries[0][1] }).first();
    await entry
      .getByRole("radio")
      .or(entry.getByRole("button", { name: /high/i }))
      .first()
      .click();
  });
  await goOn(walk, "Name the eras", "Where does one chapter end and the next begin, and what is each called?");
  await goOn(walk, "Break", "The theme team checks facts. Back in 13 minutes.");
  await goOn(walk, "Pairs, then fours", "What should staff learn from this history?");

  await goOn(walk, "Draft recommendations", "What should which audience learn, how, and for whose sake?");
  await draft(ana, { Audience: "New committee staff", Need: "the history of two approvals" });
  await draft(ben, { Audience: "Staff of rural members", Need: "what a journey to treatment costs" });
  await goOn(
    walk,
    "Swap and comment",
    "What would make the next table’s recommendation stronger? Comment; do not rewrite.",
  );
  await goOn(
    walk,
    "Impact and feasibility",
    "How much would each recommendation change, and how soon could it be done?",
  );
  await runBallot(walk, async (screen) => {
    const row = screen.page.getByRole("listitem").filter({ hasText: "New committee staff" }).first();
    await row.getByRole("radiogroup").nth(0).getByRole("radio").nth(3).click();
    await row.getByRole("radiogroup").nth(1).getByRole("radio").nth(2).click();
  });
  await goOn(walk, "Read the matrix", "Where do we agree, where are we spread, and what do the reasons say?", {
    finding: /./,
    option: "New committee staff",
  });
  await goOn(
    walk,
    "Revise what divides us",
    "What must change in the three most divided, so that more of us stand behind them?",
  );
  await goOn(walk, "Gradients of agreement", "How far do you stand behind each recommendation as it now reads?");
  await runBallot(walk, async (screen) => {
    const row = screen.page.getByRole("listitem").filter({ hasText: "New committee staff" }).first();
    await row.getByRole("radio").first().click();
  });
  await goOn(walk, "Offers and partners", "What do you offer, and who has to be asked?");
  await writeNote(ana, "A visit to our center, in any month.");
  await goOn(walk, "Three questions", "Before you leave: what should the organizers know?");
  await expect(console.page.getByRole("button", { name: /^(Next|Press again)/ })).toHaveCount(0);
  // Back to the beginning and forward again: nothing is gone.
  await takeRoomTo(console, "Read the wall");
  await expect(wall.page.getByRole("main")).toContainText(entries[0][1], { useInnerText: true });
});
