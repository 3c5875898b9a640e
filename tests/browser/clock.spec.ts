import { expect, type Screen, test } from "./harness.ts";
import { composer, gather, noteOn, openWall, takeRoomTo, writeNote } from "./people.ts";

/** What a screen's clock says aloud, in seconds. */
async function secondsOn({ page }: Screen): Promise<number> {
  const spoken = page
    .getByText(/^[\d:]+ left(, paused)?$/)
    .and(page.locator(":not([inert] *)"))
    .first();
  const [minutes = "0", seconds = "0"] = /^[\d:]+/.exec(await spoken.innerText())?.[0].split(":") ?? [];
  return Number(minutes) * 60 + Number(seconds);
}

/** All screens come to show the same time, but for the seconds in which they are read one after the other. */
async function expectOneTime(screens: readonly Screen[], about: number): Promise<void> {
  for (const screen of screens) {
    await expect
      .poll(async () => Math.abs((await secondsOn(screen)) - about), { message: screen.name })
      .toBeLessThan(30);
  }
}

test("one clock on every screen: it starts, stands, gets a minute more and is cut short", async ({ open }) => {
  const { console, ana, ben } = await gather(open, "education");
  const wall = await openWall(console, open);
  const clock = console.page.getByRole("group", { name: "Clock of this step" });

  // A step that talks waits for its facilitator; one in which people write begins by itself.
  await takeRoomTo(console, "Tables choose five");
  await clock.getByRole("button", { name: "Start the clock" }).click();
  const planned = await secondsOn(console);
  await expectOneTime([console, ana, ben, wall], planned);
  await clock.getByRole("button", { name: "+1 minute" }).click();
  await expectOneTime([console, ana, ben, wall], planned + 60);

  // It stands on a phone that was away, too.
  await ben.loseNetwork();
  await clock.getByRole("button", { name: "Pause" }).click();
  await expect(ana.page.getByText(/left, paused$/).first()).toBeAttached();
  await ben.regainNetwork();
  for (const screen of [console, ben, wall]) {
    await expect(screen.page.getByText(/left, paused$/).first(), screen.name).toBeAttached();
  }
  const stands = await secondsOn(console);
  for (const screen of [ana, ben, wall]) expect(await secondsOn(screen), screen.name).toBe(stands);
  // And after a reload.
  await ben.page.reload();
  await expect.poll(() => secondsOn(ben)).toBe(stands);

  await clock.getByRole("button", { name: "Take 5 minutes" }).click();
  await expect.poll(() => secondsOn(console)).toBe(stands - 300);
  await expect.poll(() => secondsOn(ana)).toBe(stands - 300);
  await expect(console.page.getByText(/^At this pace you end at \d\d:\d\d/)).toBeVisible();

  // A step that is left out is passed over by the way on, and can be taken in again.
  const agenda = console.page.getByRole("region", { name: "Agenda" });
  const lines = agenda.getByRole("listitem");
  const at = await lines.evaluateAll((all) => all.findIndex((line) => line.getAttribute("aria-current") !== null));
  const title = (
    await lines
      .nth(at + 1)
      .locator(".title")
      .innerText()
  ).trim();
  const way = console.page.getByRole("button", { name: /^Next: / });
  await expect(way).toContainText(title);
  await lines
    .nth(at + 1)
    .getByRole("button")
    .first()
    .click();
  await lines
    .nth(at + 1)
    .getByRole("button", { name: "Leave out" })
    .click();
  await expect(way).not.toContainText(title);
  await lines
    .nth(at + 1)
    .getByRole("button", { name: "Take in again" })
    .click();
  await expect(way).toContainText(title);
});

test("a clock that is hours wrong shows the room's time all the same", async ({ open }) => {
  const { console, ana, ben } = await gather(open, "education");
  await ben.page.clock.install({ time: new Date(Date.now() + 5 * 3_600_000) });
  await ben.page.clock.resume();
  await ben.page.reload();
  await takeRoomTo(console, "Silent writing");
  await expectOneTime([console, ana, ben], await secondsOn(console));
});

test("a locked room keeps what one types, time is called, and the wall freezes and goes blank", async ({ open }) => {
  const { console, ana, ben } = await gather(open, "education");
  const wall = await openWall(console, open);
  await takeRoomTo(console, "Silent writing");
  await composer(ana.page).fill("Half a thought that");

  await console.page.getByRole("button", { name: "Lock the room" }).click();
  const locked = "The room is locked for a moment.";
  for (const screen of [ana, ben]) await expect(screen.page.getByText(locked).first()).toBeVisible();
  const told = wall.page.getByText("The room is locked: nobody writes, moves or votes for now.");
  await expect(told).toBeVisible();
  await expect(composer(ana.page)).toHaveValue("Half a thought that");
  await composer(ana.page).press("End");
  await composer(ana.page).pressSequentially(" goes on");
  await composer(ana.page).press("Enter");
  await expect(composer(ana.page)).toHaveValue("Half a thought that goes on");
  await console.page.getByRole("button", { name: "Unlock the room" }).click();
  await expect(ana.page.getByText(locked)).toHaveCount(0);
  await expect(told).toHaveCount(0);
  await composer(ana.page).press("Enter");
  await expect(noteOn(ana, "Half a thought that goes on").first()).toBeVisible();

  // Ten seconds to finish: said on every screen, and nothing is lost or revealed by it.
  await composer(ben.page).fill("One more sentence");
  await console.page.getByRole("button", { name: "Call time" }).click();
  for (const screen of [ana, ben]) await expect(screen.page.getByText(/^Ten seconds to finish/)).toBeVisible();
  await expect(console.page.getByText(/^\d+ s to finish$/)).toBeVisible();
  // It leaves the way to send free, and goes with the call, also from under a pointer.
  await composer(ana.page).fill("And one of mine");
  await ana.page.getByRole("button", { name: "Add note" }).click({ trial: true });
  await ana.page.getByText(/^Ten seconds to finish/).hover();
  await console.page.getByRole("button", { name: "Take the call back" }).click();
  await expect(ana.page.getByText(/^Ten seconds to finish/)).toHaveCount(0);
  await composer(ana.page).fill("");
  await expect(console.page.getByRole("button", { name: "Call time" })).toBeVisible();
  await expect(composer(ben.page)).toHaveValue("One more sentence");

  // The wall holds its picture while the room goes on, also over a reload; then it shows what there is.
  const code = /[2-9A-Z]{4}-[2-9A-Z]{4}/;
  await expect(wall.page.getByText("Silent writing").first()).toBeVisible();
  await console.page.getByRole("button", { name: "Freeze", exact: true }).click();
  await expect(wall.page.getByText("Held still by a facilitator")).toBeVisible();
  await takeRoomTo(console, "Tables choose five");
  await writeNote(ana, "Nobody at the projector reads this yet.");
  await expect(wall.page.getByText("Silent writing").first()).toBeVisible();
  await expect(noteOn(wall, "Nobody at the projector")).toHaveCount(0);
  await expect(wall.page.getByText(code).first()).toBeVisible();
  await wall.page.reload();
  await expect(wall.page.getByText(code).first()).toBeVisible();
  await expect(noteOn(wall, "Nobody at the projector")).toHaveCount(0);
  await console.page.getByRole("button", { name: "Show what happens" }).click();
  await expect(noteOn(wall, "Nobody at the projector")).toBeVisible();
  await console.page.getByRole("button", { name: "Blank" }).click();
  await expect(noteOn(wall, "Nobody at the projector")).toHaveCount(0);
  await expect(wall.page.getByText(code).first()).toBeVisible();

  // On a facilitator's phone the question has the width, and the clock stands under it.
  await console.page.setViewportSize({ width: 360, height: 740 });
  const question = console.page.getByRole("heading", { level: 1, name: "Tables choose five" });
  await expect.poll(async () => (await question.boundingBox())?.width ?? 0).toBeGreaterThan(300);
});

test("a facilitator brings everybody to a note; nobody loses the cursor", async ({ open }) => {
  const { console, ana, ben } = await gather(open, "education");
  const wall = await openWall(console, open);
  await takeRoomTo(console, "Tables choose five");
  const note = "Distance decides who is treated.";
  await writeNote(ana, note);
  await expect(noteOn(ben, note)).toBeVisible();
  await composer(ben.page).fill("Still typing");
  await composer(ben.page).focus();

  // However much there is to read of a note, its button stays one.
  await writeNote(ana, "Fallowmere waits for a bed. ".repeat(17).trim());
  await console.page.getByRole("button", { name: "Point at something…" }).click();
  const dialog = console.page.getByRole("dialog", { name: "Point at something" });
  const point = dialog.getByRole("button", { name: /^Point at it: Fallowmere/ });
  await expect.poll(async () => (await point.boundingBox())?.height ?? 999).toBeLessThan(60);
  await dialog.getByRole("textbox", { name: "Search" }).fill("distance");
  await dialog.getByRole("button", { name: "Point at it" }).click();
  await expect(dialog).toBeHidden();
  for (const screen of [ana, ben]) {
    const look = screen.page.getByRole("status").filter({ hasText: "Look here:" });
    await expect(look).toContainText(note);
  }
  await expect(wall.page.getByRole("heading", { level: 1 })).toHaveText(note);
  await expect(composer(ben.page)).toBeFocused();
  await ben.page.keyboard.type(" on");
  await expect(composer(ben.page)).toHaveValue("Still typing on");

  await console.page.getByRole("button", { name: "Let people go" }).click();
  await expect(ana.page.getByText("Look here:")).toHaveCount(0);
  await expect(noteOn(wall, note)).toBeVisible();
});
