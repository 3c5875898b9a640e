import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** WCAG 2.2, levels A and AA, and the rules that axe calls best practice. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Fails if axe finds anything serious or critical on `page`; `where` names it in the failure. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  const result = await new AxeBuilder({ page }).withTags(RULES).analyze();
  // A page on which no rule applied was not looked at.
  expect(result.passes.length, `axe checked nothing on ${where}`).toBeGreaterThan(0);
  const grave = result.violations
    .filter((violation) => violation.impact === "serious" || violation.impact === "critical")
    .map(
      (violation) =>
        `${violation.impact}: ${violation.id}: ${violation.help}\n` +
        violation.nodes.map((node) => `    ${node.target.join(" ")}\n      ${node.failureSummary}`).join("\n"),
    );
  expect(grave, `axe on ${where}`).toEqual([]);
}
