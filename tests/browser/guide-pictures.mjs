// Takes the pictures of the facilitator's guide: every kind of step on every screen, in rooms with 45 people. `make pictures`
// runs it after the others.

import { Demo, gather, launch, shoot } from "./pictures/room.mjs";

const browser = await launch();

/** One kind of step on the four screens. */
async function shootStep(screens, kind) {
  for (const [screen, page] of Object.entries(screens)) await shoot(page, `step-${kind}-${screen}`, "jpeg");
}

/** Plays an agenda, and hands out its screens while they can be had. */
async function play(template, take) {
  const demo = new Demo(template);
  try {
    const screens = await gather(browser, demo);
    await take(screens, demo);
    for (const page of Object.values(screens)) await page.context().close();
  } finally {
    demo.stop();
  }
}

/** The facilitator takes the room to a step of the agenda, in two taps. */
async function takeRoomTo(console, title) {
  const agenda = console.getByRole("region", { name: "Agenda" });
  const item = agenda.getByRole("listitem").filter({ has: console.getByRole("button", { name: title }) });
  await item.getByRole("button", { name: title }).click();
  await item.getByRole("button", { name: "Take the room here" }).click();
  await console.waitForTimeout(700);
  await item.getByRole("button", { name: "Press again to go" }).click();
}

try {
  await play("education-priorities", async (screens, demo) => {
    const { console, phone, laptop } = screens;
    // Everybody at a table, these two as well.
    await console.getByRole("button", { name: "Seat people at tables" }).click();
    const dialog = console.getByRole("dialog", { name: "Tables" });
    await dialog.getByRole("button", { name: "Every group at every table" }).click();
    await dialog.getByRole("button", { name: "Close" }).click();

    await demo.until("Silent writing");
    await phone
      .getByLabel(/^Your (next )?note$/)
      .first()
      .fill("Explain it so that a successor can read it.");
    await console.waitForTimeout(5000);
    await shootStep(screens, "write");
    await phone.keyboard.press("Enter");

    await demo.until("Tables choose five");
    await console.waitForTimeout(6000);
    await shootStep(screens, "table");

    await demo.until("Group together");
    await console.waitForTimeout(2500);
    await laptop
      .getByRole("listbox", { name: "Clusters" })
      .getByRole("option")
      .first()
      .click()
      .catch(() => undefined);
    await shootStep(screens, "cluster");

    await demo.until("Secret dots");
    await console.waitForTimeout(3000);
    await shootStep(screens, "ballot");

    await demo.until("Three questions");
    await demo.until("Serving on");
    // All tables have written by then; and a result is talked about.
    await takeRoomTo(console, "Draft statements");
    await console.waitForTimeout(1500);
    await shootStep(screens, "draft");
    await takeRoomTo(console, "Discuss the ranking");
    await console.waitForTimeout(1500);
    await shootStep(screens, "talk");
  });

  await play("recommendations", async (screens, demo) => {
    await demo.until("Name the eras");
    await screens.console.waitForTimeout(3000);
    await shootStep(screens, "timeline");
  });
} finally {
  await browser.close();
}
