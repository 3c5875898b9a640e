import { expect, test } from "./harness.ts";
import { gather, takeRoomTo } from "./people.ts";

test("a person says while people talk what may be published, changes it later, and facilitators count", async ({
  open,
}) => {
  const { console, ana, ben } = await gather(open, "education");
  await takeRoomTo(console, "Welcome and promise");
  const asks = ben.page.getByText("What may be published of you");
  await expect(asks).toBeVisible();
  await expect(console.page.getByText("Nobody has said yet what may be published of them.")).toBeVisible();
  await ben.page.getByRole("checkbox", { name: /My name may stand/ }).check();
  await ben.page.getByRole("button", { name: "Save", exact: true }).click();

  // The question is gone from his page, and stays on the other's.
  await expect(asks).toHaveCount(0);
  await expect(ana.page.getByText("What may be published of you")).toBeVisible();
  await expect(console.page.getByText("1 of 2 have answered; 1 may be listed, 0 quoted.")).toBeVisible();

  // He changes his mind on his own sheet, which says what he said.
  await ben.page.getByRole("button", { name: "Your seat, way back and settings" }).click();
  const sheet = ben.page.getByRole("dialog", { name: "You" });
  const listed = sheet.getByRole("checkbox", { name: /My name may stand/ });
  await expect(listed).toBeChecked();
  await listed.uncheck();
  await sheet.getByRole("checkbox", { name: /My words may be quoted/ }).check();
  await sheet.getByRole("button", { name: "Save", exact: true }).click();
  await expect(console.page.getByText("1 of 2 have answered; 0 may be listed, 1 quoted.")).toBeVisible();

  await console.page.getByRole("button", { name: "Everybody…" }).click();
  const people = console.page.getByRole("dialog", { name: "People" });
  await people.getByRole("button", { name: /Ben Okafor/ }).click();
  await expect(people.getByText("May be published: words quoted, no name in the list.")).toBeVisible();
});
