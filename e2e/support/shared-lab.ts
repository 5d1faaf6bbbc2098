import { type BrowserContextOptions, type Page, test } from "@playwright/test";
import { openLab } from "./workbench.ts";

/** One page with a running lab for all claims of a file: sandboxes are real. Each claim makes what it needs by itself. */
export function sharedLab(lab: string, options: BrowserContextOptions = {}): () => Page {
  let shared: Page | undefined;
  test.beforeAll(async ({ browser }) => {
    const context = await browser.newContext(options);
    shared = await context.newPage();
    await openLab(shared, lab);
  });
  test.afterAll(() => shared?.context().close());
  return () => {
    if (shared === undefined) throw new Error("the lab is opened before the first claim of a file, not earlier");
    return shared;
  };
}
