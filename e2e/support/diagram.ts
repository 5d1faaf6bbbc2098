import { expect, type Locator, type Page } from "@playwright/test";

/** A tile of the layers diagram by what it claims: PATH|LAYER|KIND|ROLE|FLAGS. */
export const tile = (page: Page, fact: string): Locator => page.locator(`svg [data-fact^=${JSON.stringify(fact)}]`);

/** All facts that the picture states about paths, sorted. */
export const factsOfPicture = (page: Page): Promise<string[]> => facts(page.locator("svg [data-fact]"));

/** All facts that the table states, sorted. */
export const factsOfTable = (page: Page): Promise<string[]> => facts(page.locator(".gd-table [data-fact]"));

async function facts(marks: Locator): Promise<string[]> {
  const all = await marks.evaluateAll((nodes) => nodes.map((node) => node.getAttribute("data-fact") ?? ""));
  return [...new Set(all)].filter((fact) => !fact.startsWith("work|")).sort();
}

export const expectTile = (page: Page, fact: string): Promise<void> => expect(tile(page, fact)).toHaveCount(1);

/** Turns the picture into its table, or back. */
export async function switchView(page: Page, to: "table" | "diagram"): Promise<void> {
  await page
    .locator(".gd-tools")
    .getByRole("button", { name: `View as ${to}` })
    .click();
  await expect(page.locator(to === "table" ? ".gd-table" : ".gd-svg")).toBeVisible();
}
