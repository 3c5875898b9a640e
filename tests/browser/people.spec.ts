import { expect, test } from "./harness.ts";
import { composer, expectConnected, gather, join, pressTwice, takeRoomTo } from "./people.ts";

test("somebody only reads and votes for a while; a co-facilitator leads when the lead's laptop has died", async ({
  open,
}) => {
  const { console, ana, ben } = await gather(open, "education");
  await takeRoomTo(console, "Silent writing");
  await expect(composer(ana.page)).toBeVisible();
  await composer(ana.page).fill("Half a thought");

  await console.page.getByRole("button", { name: "Everybody…" }).click();
  const people = console.page.getByRole("dialog", { name: "People" });
  await people.getByRole("button", { name: /Ana Lopez/ }).click();
  await people.getByRole("button", { name: "Only read and vote" }).click();
  await expect(people.getByRole("button", { name: "Let write again" })).toBeVisible();
  await expect(people.getByText(/only reads and votes, Family caregiver/)).toBeVisible();

  // She is told at the head of her page and at the box, and what she typed stays.
  await expect(ana.page.getByText("A facilitator asked for that.")).toBeVisible();
  await expect(ana.page.getByRole("button", { name: "Add note" })).toBeDisabled();
  await expect(composer(ana.page)).toHaveValue("Half a thought");
  await expect(ben.page.getByText("A facilitator asked for that.")).toHaveCount(0);

  await people.getByRole("button", { name: "Let write again" }).click();
  await expect(ana.page.getByText("A facilitator asked for that.")).toHaveCount(0);
  await ana.page.getByRole("button", { name: "Add note" }).click();
  await expect(composer(ana.page)).toHaveValue("");

  // Ana facilitates beside the lead, whose laptop dies.
  await people.getByLabel("Role").selectOption("co_facilitator");
  const workshop = new URL(console.page.url()).pathname.replace("/console/", "");
  await ana.page.goto(`/console/${workshop}`);
  await expectConnected(ana);
  await expect(ana.page.getByRole("heading", { name: "Agenda" })).toBeVisible();
  await console.page.close();
  const away = ana.page.getByText("Ruth Adler, who leads, is offline.");
  await expect(away).toBeVisible({ timeout: 30_000 });
  const over = ana.page.getByRole("button", { name: /^(Take over|Press again to lead)$/ });
  await pressTwice(over, () => expect(ana.page.getByText("You lead from now on.")).toBeVisible({ timeout: 3_000 }));
  await expect(away).toHaveCount(0);
});

test("somebody came in twice: one seat of the two has all they wrote, and two are made of it again", async ({
  open,
}) => {
  const { console, ana, door } = await gather(open, "education");
  const again = await open("laptop", "seat of Ana, again");
  await join(again, door, "Ana again", "Family caregiver");
  await takeRoomTo(console, "Silent writing");
  await composer(ana.page).fill("What nobody else has seen");
  await ana.page.getByRole("button", { name: "Add note" }).click();
  await expect(ana.page.getByText("What nobody else has seen")).toBeVisible();
  await composer(ana.page).fill("Half a thought");

  await console.page.getByRole("button", { name: "Everybody…" }).click();
  const people = console.page.getByRole("dialog", { name: "People" });
  await people.getByRole("button", { name: /Ana Lopez/ }).click();
  await people.getByRole("button", { name: "This is the same person as…" }).click();
  const same = people.getByRole("region", { name: "Two seats, one person" });
  const other = same.getByLabel("The same person as").locator("option", { hasText: "Ana again" });
  await same.getByLabel("The same person as").selectOption(await other.innerText());
  await expect(same.getByText("All that Ana Lopez wrote, unseen things too, goes to Ana again.")).toBeVisible();
  await expect(same.getByText(/The seat of Ana Lopez ends/)).toBeVisible();
  await same.getByRole("button", { name: "Make one seat" }).click();
  await expect(people).toBeHidden();
  await expect(console.page.getByText("Ana Lopez and Ana again are one seat now.")).toBeVisible();
  await expect(again.page.getByText("What nobody else has seen")).toBeVisible();
  await expect(composer(ana.page)).toHaveCount(0);
  // Nothing sends it any more: it is shown where it was typed, also after a reload.
  const unsent = ana.page.getByRole("listitem").filter({ hasText: "Half a thought" });
  await expect(unsent).toBeVisible();
  await ana.page.reload();
  await expect(unsent).toBeVisible();

  await console.page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(again.page.getByText("What nobody else has seen")).toHaveCount(0);
  await console.page.getByRole("button", { name: "Everybody…" }).click();
  await expect(people.getByRole("button", { name: /Ana Lopez/ })).toBeVisible();
});
