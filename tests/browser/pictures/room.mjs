// What both sets of pictures need: a demo with 45 people, and the four screens of a room with it.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { chromium } from "@playwright/test";

const PICTURES = new URL("../../../docs/pictures/", import.meta.url).pathname;
const BINARY = process.env.CHARRETTE_BINARY ?? new URL("../../../target/release/charrette", import.meta.url).pathname;

/** The demo's lines as they come; `until` waits for one that has come or comes. */
export class Demo {
  #process;
  #lines = [];
  #wake = () => {};

  /** @param {string} template The agenda, as the command line calls it. */
  constructor(template) {
    this.#process = spawn(BINARY, ["demo", "--stay", "--template", template, "--listen", "127.0.0.1:0"], {
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

/** A picture of a screen as it is; JPEG for the many of the guide. */
export async function shoot(page, name, type = "png") {
  await page.evaluate(() => document.fonts.ready);
  const quality = type === "jpeg" ? { quality: 80 } : {};
  const file = `${name}.${type === "jpeg" ? "jpg" : "png"}`;
  await page.screenshot({ path: `${PICTURES}${file}`, type, ...quality });
  process.stdout.write(`docs/pictures/${file}\n`);
}

export const launch = () =>
  chromium.launch({
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

/** The four screens of a room: the console, the wall, somebody's phone and a table's laptop. */
export async function gather(browser, demo) {
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
  return { console, wall, phone, laptop };
}
