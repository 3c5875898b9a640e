import { expect, type Screen, test } from "./harness.ts";
import { openWall, openWorkshop, takeRoomTo } from "./people.ts";
import { openArchive, seminarArchive } from "./seminar.ts";

/** What stands on the page and reaches beyond it. */
const cutOn = ({ page }: Screen) =>
  page
    .getByRole("listitem")
    .evaluateAll((items) =>
      items
        .filter(
          (item) => item.getBoundingClientRect().bottom > (item.closest("div")?.getBoundingClientRect().bottom ?? 0),
        )
        .map((item) => item.textContent),
    );

test("a wall with more than a page says which one it shows, cuts nothing, and is turned by its own keys", async ({
  open,
}) => {
  const console = await open("console");
  await openArchive(console, await seminarArchive());
  const wall = await openWall(console, open);
  await takeRoomTo(console, "Silent writing");
  const at = wall.page
    .getByRole("contentinfo")
    .or(wall.page.locator("footer"))
    .getByText(/page \d+ of \d+/);
  await expect(at).toHaveText(/1 to \d+ of 225 notes · page 1 of \d+/);
  const pages = Number(/page 1 of (\d+)/.exec(await at.innerText())?.[1]);
  for (let page = 1; page <= pages; page += 1) {
    await expect(at).toHaveText(new RegExp(`page ${page} of ${pages}$`));
    expect(await wall.page.getByRole("listitem").count()).toBeGreaterThan(0);
    expect(await cutOn(wall), `page ${page}`).toEqual([]);
    await wall.page.keyboard.press("ArrowRight");
  }
  // Past the last there is none, and the way back begins there.
  await expect(at).toHaveText(new RegExp(`to 225 of 225 notes · page ${pages} of ${pages}$`));
  await wall.page.keyboard.press("ArrowLeft");
  await expect(at).toHaveText(new RegExp(`page ${pages - 1} of ${pages}$`));
  await wall.page.keyboard.press("Home");
  await expect(at).toHaveText(new RegExp(`page 1 of ${pages}$`));
  await wall.page.keyboard.press("End");
  await expect(at).toHaveText(new RegExp(`page ${pages} of ${pages}$`));
});

test("a wall that cannot go on says so in the place of its picture, with what to do", async ({ open }) => {
  const console = await open("console");
  await openWorkshop(console, "education", "By name");
  const wall = await openWall(console, open);
  await takeRoomTo(console, "Silent writing");
  await expect(wall.page.getByText("Silent writing").first()).toBeVisible();
  // The server no longer knows its key, as when another folder of data was put in its place.
  await wall.page.evaluate(() => {
    for (const [key, kept] of Object.entries(localStorage)) {
      localStorage.setItem(key, kept.replace(/"session":"[^"]{8}/gu, '"session":"AAAAAAAA'));
    }
  });
  await wall.page.reload();
  const ended = wall.page.getByRole("alert");
  await expect(ended.getByRole("heading")).toHaveText("This wall is not connected any more.");
  await expect(ended).toContainText("Reload this page");
  const size = await ended
    .getByRole("heading")
    .evaluate((heading) => Number.parseFloat(getComputedStyle(heading).fontSize));
  expect(size).toBeGreaterThan(60);
  await expect(wall.page.getByText("Silent writing")).toHaveCount(0);
});
