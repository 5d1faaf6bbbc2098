import { expect, type Locator, type Page } from "@playwright/test";

/** A tile of the layers diagram by what it claims: PATH|LAYER|KIND|ROLE|FLAGS. */
export const tile = (page: Page, fact: string): Locator => page.locator(`svg [data-fact^="${fact}"]`);

/** All facts that the picture states, sorted. */
export async function factsOfPicture(page: Page): Promise<string[]> {
  const facts = await page
    .locator("svg [data-fact]")
    .evaluateAll((marks) => marks.map((mark) => mark.getAttribute("data-fact") ?? ""));
  return [...new Set(facts)].sort();
}

export const expectTile = (page: Page, fact: string): Promise<void> => expect(tile(page, fact)).toHaveCount(1);
