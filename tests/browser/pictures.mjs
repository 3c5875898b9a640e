// Takes the pictures of the documents from a running demo: 45 people, 225 notes. `make pictures` runs it.
//
// The demo plays at a speed one can watch; each picture waits for its step. A person joins on a phone and
// on a laptop, so that seats are drawn as people see them.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { chromium } from "@playwright/test";

const PICTURES = new URL("../../docs/pictures/", import.meta.url).pathname;
const BINARY = process.env.CHARRETTE_BINARY ?? new URL("../../target/release/charrette", import.meta.url).pathname;

/** The demo's lines as they come; `until` waits for one that has come or comes. */
class Demo {
  #process;
  #lines = [];
  #wake = () => {};

  constructor() {
    this.#process = spawn(BINARY, ["demo", "--stay", "--listen", "127.0.0.1:0"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    if (!this.#process.stdout) throw new Error("The demo's output is not piped.");
    createInterface({ input: this.#process.stdout }).on("line", (line) => {
      this.#lines.push(line);
      this.#wake();
    });
  }

  async until(start) {
    for (;;) {
      const line = this.#lines.find((line) => line.startsWith(start));
      if (line) return line;
      if (this.#process.exitCode !== null) throw new Error(`The demo ended before it said “${start}”.`);
      await new Promise((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  stop() {
    this.#process.kill("SIGTERM");
  }
}

async function screen(browser, width, height) {
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: width < 500 ? 2 : 1,
  });
  return context.newPage();
}

async function sit(page, base, code, name, perspective) {
  await page.goto(`${base}/j/${code}`);
  await page.getByLabel("Your name").fill(name);
  await page.getByRole("radio", { name: perspective }).check();
  await page.getByRole("button", { name: "Join", exact: true }).click();
  await page.waitForURL(/\/w\//);
}

async function shoot(page, name) {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${PICTURES}${name}.png` });
  process.stdout.write(`docs/pictures/${name}.png\n`);
}

const demo = new Demo();
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
  const link = async (what) => (await demo.until(`${what}: `)).slice(what.length + 2);
  const [consoleLink, wallLink] = [await link("Console"), await link("Wall")];
  const base = new URL(consoleLink).origin;

  const console = await screen(browser, 1440, 900);
  await console.goto(consoleLink);
  await console.getByLabel("Your name").fill("Ruth Adler");
  await console.keyboard.press("Enter");
  await console.waitForURL(/\/console\//);
  const code = /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(
    await console
      .getByText(/[2-9A-Z]{4}-[2-9A-Z]{4}/)
      .first()
      .innerText(),
  )?.[0];
  if (!code) throw new Error("The console shows no code.");
  const wall = await screen(browser, 1920, 1080);
  await wall.goto(wallLink);
  await wall.waitForURL(/\/wall\//);
  const phone = await screen(browser, 360, 740);
  await sit(phone, base, code, "Ben Okafor", "Health economist");
  const laptop = await screen(browser, 1280, 800);
  await sit(laptop, base, code, "Ana Lopez", "Family caregiver");

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
