import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** WCAG 2.2, levels A and AA, and the rules that axe calls best practice. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * Fails if axe finds anything serious or critical on `page`; `where` names it in the failure.
 * `only` restricts it to some rules, by their ids: of another theme only colours are another.
 */
export async function expectAccessible(page: Page, where: string, only?: readonly string[]): Promise<void> {
  const runOnly = only ? { type: "rule" as const, values: [...only] } : { type: "tag" as const, values: RULES };
  // Passing nodes need not be described, and there are no frames: both would take most of the time.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ runOnly, resultTypes: ["violations"] });
  const result = await axe.analyze();
  // A page on which no rule applied was not looked at.
  expect(result.passes.length + result.incomplete.length, `axe checked nothing on ${where}`).toBeGreaterThan(0);
  const grave = result.violations
    .filter((violation) => violation.impact === "serious" || violation.impact === "critical")
    .map(
      (violation) =>
        `${violation.impact}: ${violation.id}: ${violation.help}\n` +
        violation.nodes.map((node) => `    ${node.target.join(" ")}\n      ${node.failureSummary}`).join("\n"),
    );
  expect(grave, `axe on ${where}`).toEqual([]);
}
