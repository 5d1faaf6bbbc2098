import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/**
 * axe is content with the page, or with the part of it that a selector names, once it has settled: the terminal takes a new theme over a
 * frame after the page does. but: what is not looked at, such as a page that a student wrote.
 */
export const expectNoViolations = (page: Page, where: string, part?: string, but?: string): Promise<void> =>
  expect.poll(() => violations(page, part, but), { message: where, timeout: 60_000 }).toEqual([]);

/** Rule, place and reason of everything that axe objects to. */
async function violations(page: Page, part?: string, but?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  if (part !== undefined) axe.include(part);
  if (but !== undefined) axe.exclude(but);
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.failureSummary}`));
}
