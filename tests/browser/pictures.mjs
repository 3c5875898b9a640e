// Takes the pictures of the documents from a running demo: 45 people, 225 notes. `make pictures` runs it.
//
// The demo plays at a speed one can watch; each picture waits for its step. A person joins on a phone and
// on a laptop, so that seats are drawn as people see them.

import { Demo, gather, launch, shoot } from "./pictures/room.mjs";

const demo = new Demo("full-seminar");
const browser = await launch();
try {
  const { console, wall, phone, laptop } = await gather(browser, demo);

  await demo.until("Silent writing");
  await phone
    .getByLabel("Your note")
    .or(phone.getByLabel("Your next note"))
    .first()
    .fill("Staff turnover is faster than a trial: explain it so that a successor can read it.");
  await console.waitForTimeout(6000);
  await shoot(phone, "phone");
  await shoot(laptop, "seat-writing");
  await shoot(wall, "wall-writing");
  await shoot(console, "console-writing");

  await demo.until("Group together");
  await console.waitForTimeout(9000);
  await shoot(console, "console");
  await shoot(wall, "wall");
  await shoot(laptop, "seat-clusters");

  await demo.until("Secret dots");
  await console.waitForTimeout(4000);
  await shoot(phone, "phone-ballot");
  await shoot(console, "console-ballot");
  await demo.until("the ballot is closed");
  await console.waitForTimeout(1500);
  await shoot(laptop, "seat-results");
  await shoot(wall, "wall-results");

  await demo.until("Beneath the surface");
  await console.waitForTimeout(500);
} finally {
  await browser.close();
  demo.stop();
}
