import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./harness.ts";
import { codeOn, expectSaved, expectStep, gather, join, noteOn, takeRoomTo, writeNote } from "./people.ts";

/** Presses a button that downloads, and reads what came. */
async function downloaded(page: Page, button: Locator): Promise<{ name: string; bytes: Buffer; path: string }> {
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  const path = await download.path();
  return { name: download.suggestedFilename(), bytes: await readFile(path), path };
}

/** A choice of the console's menu. */
async function choose(page: Page, what: string): Promise<void> {
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("button", { name: what, exact: true }).click();
}

/** Texts of the notes of an archive, sorted. */
function notesIn(archive: Buffer): string[] {
  const { records } = JSON.parse(archive.toString("utf8")) as { records: { kind: string; text?: string }[] };
  return records.flatMap(({ kind, text }) => (kind === "note" && text !== undefined ? [text] : [])).sort();
}

test("a workshop is saved in every form, without what is hidden, and its archive opens as a new one", async ({
  open,
}) => {
  const { console, ana, ben } = await gather(open, "education");
  const texts = [
    "Éligibilité: “nobody’s job”; so nobody does it.",
    "=SUM(costs) is not a budget.",
    "Two pages, no more.",
  ];
  const hidden = "Hidden until it is revealed.";
  await takeRoomTo(console, "Tables choose five");
  for (const text of texts) await writeNote(ana, text);
  await takeRoomTo(console, "Silent writing");
  await expectStep(
    ben,
    "What must congressional staff understand about cell and gene therapy, and what stands in the way?",
  );
  await writeNote(ben, hidden);
  await expectSaved(ben);

  await choose(console.page, "Export");
  const dialog = console.page.getByRole("dialog", { name: "Export" });
  const files: Record<string, Buffer> = {};
  let archive = "";
  let template = "";
  const forms = ["Word (DOCX)", "Page (HTML)", "Text (Markdown)", "Workbook (XLSX)", "Tables (CSV)", "Archive (JSON)"];
  for (const form of [...forms, "Template (JSON)"]) {
    const file = await downloaded(console.page, dialog.getByRole("button", { name: `Download: ${form}` }));
    await expect(dialog.getByText(`${file.name} is downloaded.`)).toBeVisible();
    files[form] = file.bytes;
    if (file.name.endsWith("archive.json")) archive = file.path;
    if (file.name.endsWith("template.json")) template = file.path;
  }
  expect(notesIn(files["Archive (JSON)"] ?? Buffer.alloc(0))).toEqual([...texts].sort());
  const zip = files["Tables (CSV)"]?.toString("latin1") ?? "";
  expect(zip.slice(0, 2)).toBe("PK");
  for (const table of ["notes.csv", "members.csv", "clusters.csv"]) expect(zip).toContain(table);
  for (const form of ["Word (DOCX)", "Workbook (XLSX)"]) {
    expect(files[form]?.toString("latin1", 0, 2), form).toBe("PK");
  }
  expect(files["Page (HTML)"]?.toString("utf8")).toContain("Two pages, no more.");
  const text = files["Text (Markdown)"]?.toString("utf8") ?? "";
  expect(text).toContain("Éligibilité: “nobody’s job”; so nobody does it.");
  expect(text).toContain("Two pages, no more.");
  for (const file of Object.values(files)) expect(file.includes(hidden)).toBe(false);
  for (const written of texts) expect(files["Template (JSON)"]?.includes(written)).toBe(false);

  // Everybody may save what they see themselves, their own hidden notes included.
  await ben.page.getByRole("button", { name: "Your seat, way back and settings" }).click();
  await ben.page.getByRole("button", { name: "Save what I see" }).click();
  const own = await downloaded(ben.page, ben.page.getByRole("button", { name: "Download: Archive (JSON)" }));
  expect(own.bytes.includes(hidden)).toBe(true);

  // Another facilitator opens the archive as a workshop of her own.
  const other = await open("console", "another console");
  await other.page.goto("/");
  await other.page.getByRole("button", { name: "Open from a file" }).click();
  await other.page.getByLabel("Template or archive (JSON)").setInputFiles(archive);
  await expect(other.page.getByText("“What must policymakers understand?”, exported on")).toBeVisible();
  await other.page.getByLabel("Your name").fill("Grace Lindqvist");
  await other.page.getByRole("button", { name: "Open it" }).click();
  await other.page.waitForURL(/\/console\//);
  const code = await codeOn(other);
  expect(code).not.toBe(await codeOn(console));
  const chris = await open("laptop", "seat of Chris");
  await join(chris, code, "Chris Weber", "Bioethicist");
  await takeRoomTo(other, "Tables choose five");
  for (const note of texts) {
    await expect(noteOn(chris, note)).toHaveCount(1);
    await expect(noteOn(chris, note)).toContainText("Patient advocacy");
  }
  await choose(other.page, "Export");
  const again = await downloaded(other.page, other.page.getByRole("button", { name: "Download: Archive (JSON)" }));
  expect(notesIn(again.bytes)).toEqual(notesIn(files["Archive (JSON)"] ?? Buffer.alloc(0)));

  // And the template as one without a note in it; somebody who broke it by hand is told where.
  await other.page.goto("/");
  await other.page.getByRole("button", { name: "Open from a file" }).click();
  const spoilt = Buffer.from((files["Template (JSON)"]?.toString("utf8") ?? "").replace('"steps": [', '"steps": '));
  const chooser = other.page.getByLabel("Template or archive (JSON)");
  await chooser.setInputFiles({ name: "template.json", mimeType: "application/json", buffer: spoilt });
  await expect(other.page.getByText("This template cannot be read.")).toBeVisible();
  await chooser.setInputFiles(template);
  await expect(other.page.getByRole("heading", { name: "What must policymakers understand?" })).toBeVisible();
  await other.page.getByText("The agenda in full").click();
  await expect(other.page.getByRole("listitem").filter({ hasText: "Silent writing" })).toBeVisible();
  await other.page.getByLabel("Your name").fill("Grace Lindqvist");
  await other.page.getByRole("button", { name: "Open it" }).click();
  await other.page.waitForURL(/\/console\//);
  await takeRoomTo(other, "Tables choose five");
  await expect(other.page.getByText(texts[2] ?? "")).toHaveCount(0);
});

test("notes come in from a table, seen before anything is posted, and one bad row does not lose the rest", async ({
  open,
}) => {
  const { console, ana } = await gather(open, "education");
  await takeRoomTo(console, "Group together");
  const long = "Far too much to be read in a workshop. ".repeat(20);
  const table = [
    "Text;Column",
    '"Trials end where the grant ends; patients do not.";Ideas',
    `${long};Ideas`,
    "Señales tempranas that nobody collects;Ideas",
    "Plans change; patients wait;;;",
    '"Parents are the registry";Ideas',
  ];
  await choose(console.page, "Import");
  const dialog = console.page.getByRole("dialog", { name: "Import" });
  // As a spreadsheet on an old laptop writes it: semicolons and Windows-1252.
  await dialog
    .getByLabel("File (CSV)")
    .setInputFiles({ name: "notes.csv", mimeType: "text/csv", buffer: Buffer.from(table.join("\r\n"), "latin1") });
  await expect(dialog.getByText("3 rows can be posted, 2 cannot.")).toBeVisible();
  await expect(dialog.getByText("Read as Windows-1252, cells apart by semicolons.")).toBeVisible();
  await expect(dialog.getByRole("listitem").filter({ hasText: "Line 3" })).toContainText("500");
  await expect(dialog.getByRole("listitem").filter({ hasText: "Line 5" })).toBeVisible();
  await expect(dialog.getByRole("listitem").filter({ hasText: "Señales tempranas" })).toBeVisible();
  // Looking changes nothing.
  await expect(ana.page.getByText("No notes on this board yet.")).toBeVisible();

  await dialog.getByRole("button", { name: "Post 3 rows" }).click();
  await expect(dialog.getByText("3 rows are on the board.")).toBeVisible();
  const notes = ana.page.getByRole("listbox", { name: "Not yet placed" }).getByRole("option");
  await expect(notes.filter({ hasText: "Trials end where the grant ends; patients do not." })).toBeVisible();
  // What arrives while one reads a list waits to be asked for.
  await ana.page.getByRole("button", { name: "Update the list" }).first().click();
  await expect(notes.filter({ hasText: "Señales tempranas that nobody collects" })).toBeVisible();
  await expect(notes.filter({ hasText: "Parents are the registry" })).toBeVisible();
  await expect(ana.page.getByText("Far too much to be read")).toHaveCount(0);
});
