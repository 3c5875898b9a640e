// How long a seat takes from an input to the paint that shows it, in a room with 45 people and 225 notes, on a processor
// slowed four times. `make responsive` runs it (ARGS=--runs=3 to repeat); docs/performance.md keeps its figures.
//
// It prints figures and judges none: a time depends on the machine. It fails only if something could not be measured.

import { availableParallelism, loadavg } from "node:os";
import { chromium } from "@playwright/test";
import { Meter } from "./responsive/measure.mjs";
import { Room } from "./responsive/room.mjs";

/** How often each act is done. */
const TIMES = 30;
/** How many times slower the page's processor is made. */
const SLOWED = 4;
/** What the eye takes for at once, ms. */
const AT_ONCE = 100;
/** The clusters of the sample. */
const CLUSTERS = 12;
/** How many keys of a note are pressed one by one; what stands before them comes in one go. */
const KEYS = " it is";

const runs = Number(/^--runs=(\d+)$/u.exec(process.argv[2] ?? "--runs=1")?.[1] ?? 1);
const say = (line) => process.stdout.write(`${line}\n`);
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const load = () => `load ${loadavg()[0].toFixed(1)} on ${availableParallelism()} processors`;

const SCREENS = {
  laptop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
};

async function sit(browser, room, device, name, perspective) {
  const context = await browser.newContext(SCREENS[device]);
  const page = await context.newPage();
  await page.goto(`${room.base}/j/${room.code}`);
  await page.getByLabel("Your name").fill(name);
  await page.getByRole("radio", { name: perspective }).check();
  await page.getByRole("button", { name: "Join", exact: true }).click();
  await page.waitForURL(/\/w\//u);
  const cdp = await context.newCDPSession(page);
  const slow = (rate) => cdp.send("Emulation.setCPUThrottlingRate", { rate });
  /** The mouse, without waiting for what the page makes of it; `held` says whether its button is down. */
  const point = (type, [x, y], held) =>
    cdp.send("Input.dispatchMouseEvent", {
      type,
      x,
      y,
      button: type === "mouseMoved" && !held ? "none" : "left",
      buttons: held ? 1 : 0,
      clickCount: type === "mouseMoved" ? 0 : 1,
    });
  return { page, slow, point, meter: new Meter(browser, page), device };
}

/** Measures one kind of work on one screen, slowed, while the crowd goes on. */
async function measured(room, { slow, meter }, act) {
  const stop = room.goOn();
  await slow(SLOWED);
  try {
    return await meter.measure(act);
  } finally {
    await slow(1);
    await stop();
  }
}

/** Notes are written and sent by keyboard. */
async function post({ page, meter }) {
  const field = page.getByRole("textbox", { name: /^Your (next )?note$/u });
  await field.focus();
  const noted = (text) => document.querySelector("textarea").value.endsWith(text);
  for (let time = 0; time < TIMES; time += 1) {
    const text = `Nobody has said yet what this costs in year ${time}, as${KEYS}`;
    await page.keyboard.insertText(text.slice(0, -KEYS.length));
    for (const key of KEYS) {
      await meter.awaits("keydown", "key in the composer", noted, key);
      await page.keyboard.press(key);
      await pause(120);
    }
    await meter.awaits(
      "keydown",
      "note posted by Enter",
      (text) =>
        document.querySelector("textarea").value === "" &&
        [...document.querySelectorAll("li")].some((item) => item.textContent.includes(text)),
      text,
    );
    await page.keyboard.press("Enter");
    await pause(400);
  }
}

/** Notes are dragged into clusters, each into the next. */
async function drag({ page, point, meter }) {
  const unplaced = page.getByRole("listbox", { name: "Not yet placed" }).getByRole("option");
  const clusters = page.getByRole("listbox", { name: "Clusters" }).getByRole("option");
  await unplaced.first().waitFor();
  await clusters.first().waitFor();
  for (let time = 0; time < TIMES; time += 1) {
    const [note, cluster] = [unplaced.nth(1), clusters.nth(time % CLUSTERS)];
    const [from, to] = [await note.boundingBox(), await cluster.boundingBox()];
    // What was pressed tells the page: the list may have moved meanwhile.
    await meter.awaits(
      "pointerup",
      "note dropped on a cluster",
      () => !document.querySelector(`[data-drop="unplaced"] [data-note="${globalThis.pressed}"]`),
    );
    const at = (part) => [
      from.x + 120 + (to.x + 60 - from.x - 120) * part,
      from.y + 16 + (to.y + to.height / 2 - from.y - 16) * part,
    ];
    await point("mouseMoved", at(0), false);
    await pause(100);
    await point("mousePressed", at(0), true);
    // As a mouse moves: it does not wait until the page has followed.
    const moves = [];
    for (let step = 1; step <= 20; step += 1) {
      moves.push(point("mouseMoved", at(step / 20), true));
      await pause(16);
    }
    await Promise.all(moves);
    await pause(50);
    await point("mouseReleased", at(1), false);
    await pause(400);
  }
}

/** On a phone nothing is dragged: notes are chosen by a tap and put by two more. */
async function put({ page, meter }) {
  const unplaced = page.getByRole("listbox", { name: "Not yet placed" }).getByRole("option");
  await unplaced.first().waitFor();
  const places = page.getByRole("dialog").getByRole("option");
  // What the laptop has dragged away stands here until one asks for the list as it is.
  await page.getByRole("button", { name: "Update the list" }).first().tap();
  for (let time = 0; time < TIMES; time += 1) {
    const note = unplaced.nth(1);
    const id = await note.getAttribute("data-note");
    await meter.awaits(
      "click",
      "note chosen by a tap",
      (id) => document.querySelector(`[data-note="${id}"]`)?.ariaSelected === "true",
      id,
    );
    await note.tap();
    await pause(200);
    await meter.awaits("click", "“Put into…” tapped", () => document.querySelector("dialog [role=option]") !== null);
    await page.getByRole("button", { name: "Put into…" }).tap();
    await pause(300);
    await meter.awaits(
      "click",
      "cluster tapped: the note leaves the list",
      (id) => !document.querySelector(`[data-note="${id}"]`),
      id,
    );
    await places.nth(time % CLUSTERS).tap();
    await pause(400);
  }
}

function report(name, { found, faults }) {
  for (const [what, times] of found) {
    const sorted = times.toSorted((one, other) => one - other);
    const at = (part) => sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)].toFixed(0);
    const over = sorted.filter((time) => time > AT_ONCE).length;
    const cells = [
      name,
      what,
      sorted.length,
      at(0.5),
      at(0.95),
      at(1),
      over === 0 ? "–" : `${over} over ${AT_ONCE} ms`,
    ];
    say(`| ${cells.join(" | ")} |`);
  }
  for (const fault of faults) {
    say(`| ${name} | not measured: ${fault} | | | | | |`);
    process.exitCode = 1;
  }
}

async function run(browser) {
  const room = await Room.open(browser);
  try {
    const laptop = await sit(browser, room, "laptop", "Ana Lopez", "Family caregiver");
    const phone = await sit(browser, room, "phone", "Ben Okafor", "Health economist");
    const before = load();
    say("| Screen | From … to the paint that shows it | n | median, ms | 95th percentile | maximum | |");
    say("|---|---|---|---|---|---|---|");
    let changes = 0;
    // Clusters first, while there are just 225 notes; what is posted here comes on top.
    for (const [kind, screen, act] of [
      ["cluster", laptop, drag],
      ["cluster", phone, put],
      ["write", laptop, post],
      ["write", phone, post],
    ]) {
      if (room.kind !== kind) await room.enter(kind);
      await pause(1_500);
      report(screen.device, await measured(room, screen, () => act(screen)));
      changes += room.changed;
    }
    say(
      `\n45 people, 225 notes, ${changes} changes of others meanwhile; processor slowed ${SLOWED} times; ${before} at first, ${load()} at last.\n`,
    );
  } finally {
    await room.close();
  }
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
try {
  for (let time = 0; time < runs; time += 1) await run(browser);
} finally {
  await browser.close();
}
