import { expect, test } from "./harness.ts";
import { composer, gather, takeRoomTo } from "./people.ts";

test("a facilitator looks back on what was done, and nobody else's acts are there", async ({ open }) => {
  const { console, ana } = await gather(open, "education");
  const { page } = console;
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("button", { name: "What was done" }).click();
  const list = page.getByRole("dialog", { name: "What was done" });
  await expect(list.getByText("No facilitator has done anything yet.")).toBeVisible();
  await page.keyboard.press("Escape");

  await takeRoomTo(console, "Silent writing");
  await composer(ana.page).fill("A thought of Ana’s");
  await ana.page.getByRole("button", { name: "Add note" }).click();
  await page.getByRole("button", { name: "Everybody…" }).click();
  const people = page.getByRole("dialog", { name: "People" });
  await people.getByRole("button", { name: /Ana Lopez/ }).click();
  await people.getByRole("button", { name: "Only read and vote" }).click();
  await expect(people.getByRole("button", { name: "Let write again" })).toBeVisible();
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("button", { name: "What was done" }).click();
  await expect(list.getByRole("listitem")).toHaveText([
    /Ruth Adler let Ana Lopez only read and vote$/,
    /Ruth Adler took the room to “Silent writing”$/,
  ]);
  await list.getByLabel("Whose acts").selectOption("Ruth Adler");
  await expect(list.getByText("2 acts")).toBeVisible();
});
