import { expect, type Screen, test } from "./harness.ts";
import { gather, openWall, takeRoomTo } from "./people.ts";

const NEED = "מה המשפחות משלמות על כל נסיעה למרכז הטיפול הרחוק, ומי מחזיר להן את הכסף בסוף השנה";
const OWN = "מי משלם על הנסיעה?";
const pictures = process.env.PICTURES;

async function picture({ page }: Screen, name: string): Promise<void> {
  if (!pictures) return;
  await page.waitForFunction(() => document.fonts.status === "loaded");
  await page.screenshot({ path: `${pictures}/${name}.png` });
}

test("what is written from right to left reads so on the wall, and a list keeps the side of its language", async ({
  open,
}) => {
  const { console, ana } = await gather(open, "education", "By name");
  const wall = await openWall(console, open);
  await console.page.getByRole("button", { name: "Seat people at tables" }).click();
  const tables = console.page.getByRole("dialog", { name: "Tables" });
  await tables.getByRole("button", { name: "Every group at every table" }).click();
  await tables.getByRole("button", { name: "Close" }).click();
  await takeRoomTo(console, "Draft statements");
  await ana.page.getByRole("button", { name: "Begin your table’s statement" }).click();
  await ana.page.getByRole("textbox", { name: "Who", exact: true }).fill("Budget committee staff");
  await ana.page.getByRole("textbox", { name: "Needs to understand", exact: true }).fill(NEED);
  await ana.page.getByRole("button", { name: "Save", exact: true }).click();
  // The field's title before it is of the form; what was answered says where its lines begin.
  const answer = wall.page.getByRole("paragraph").filter({ hasText: NEED });
  await expect(answer).toHaveCSS("direction", "rtl");
  await picture(wall, "rtl-draft");

  await takeRoomTo(console, "Support for the statements");
  await console.page.getByRole("button", { name: "Choose options and open…" }).click();
  const dialog = console.page.getByRole("dialog", { name: "Open the ballot" });
  await dialog.getByRole("textbox", { name: "Your own words" }).fill(OWN);
  await dialog.getByRole("textbox", { name: "Your own words" }).press("Enter");
  await dialog.getByRole("button", { name: "Open the ballot" }).click();
  await expect(dialog).toBeHidden();
  const option = wall.page.getByRole("listitem").filter({ hasText: OWN });
  await expect(option).toHaveCSS("direction", "ltr");
  await expect(option.getByText(OWN)).toHaveCSS("direction", "rtl");
  await picture(wall, "rtl-ballot");
});
