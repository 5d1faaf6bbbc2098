import { expect, type Locator, test } from "@playwright/test";
import { expectNoViolations } from "./support/axe.ts";
import { boxOf, expectTold, expectTwin, explanationOf, showDiagram } from "./support/moments.ts";
import { openLab, runInTerminal } from "./support/workbench.ts";

/** A recipe like the lesson's, without what takes seconds there. */
const RECIPE = ["FROM busybox", "COPY packages.txt /", "RUN cp /packages.txt /installed", "COPY index.html /"];
const [, PACKAGES, INSTALL, PAGE] = RECIPE as [string, string, string, string];

const PLACE = "[data-diagram=build]";

const step = (place: Locator, instruction: string): Locator =>
  place.locator(`svg [data-key=${JSON.stringify(`build|step-|${instruction}|1`)}]`);
const line = (place: Locator, text: string): Locator => place.locator("svg text").filter({ hasText: text });
/** What the picture states of each step. */
const facts = (place: Locator): Promise<(string | null)[]> =>
  place.locator('svg [data-key^="build|"]').evaluateAll((all) => all.map((one) => one.getAttribute("data-fact")));

/** A line of text lies above the step at which the cache broke, and below the step before it. */
async function expectLineBetween(text: Locator, above: Locator, below: Locator): Promise<void> {
  await expect(async () => {
    const [before, own, after] = [await boxOf(above), await boxOf(text), await boxOf(below)];
    expect(own.y).toBeGreaterThanOrEqual(before.y + before.height - 1);
    expect(own.y + own.height).toBeLessThanOrEqual(after.y + 1);
  }).toPass({ timeout: 10_000 });
}

/** The row of the table that says where the cache breaks. */
async function rowOfTheLine(place: Locator): Promise<string> {
  const tools = place.locator(".gd-tools");
  await tools.getByRole("button", { name: "View as table" }).click();
  const row = place.locator(".gd-table tbody tr").filter({ hasText: "the cache breaks here" });
  const text = (await row.locator("td, th").first().textContent()) ?? "";
  await tools.getByRole("button", { name: "View as diagram" }).click();
  return text;
}

test("the line where the cache breaks lies above the step whose file changed, and jumps when another file changes", async ({
  page,
}) => {
  await openLab(page, "img-05-cache-and-size");
  const place = await showDiagram(page, "build");
  const recipe = RECIPE.map((row) => `'${row}'`).join(" ");
  await runInTerminal(page, "mkdir -p /root/e2e; cd /root/e2e; echo one > packages.txt; echo one > index.html");
  await runInTerminal(page, `printf '%s\\n' ${recipe} > Dockerfile; docker build -q -t e2e .`);
  await expect(step(place, PAGE)).toHaveAttribute("data-fact", `[4/4] ${PAGE} ran`);

  await runInTerminal(page, "echo two > index.html; docker build -q -t e2e .");
  await expect(step(place, INSTALL)).toHaveAttribute("data-fact", `[3/4] ${INSTALL} cached`);
  await expectLineBetween(line(place, "the cache breaks here"), step(place, INSTALL), step(place, PAGE));
  await expectTwin(place, "build");
  expect(await rowOfTheLine(place)).toContain(PAGE);
  expect(await explanationOf(place, step(place, PAGE))).toContain("It is the first that could not be cached");
  expect(await explanationOf(place, step(place, INSTALL))).toContain(`${INSTALL} CACHED`);

  await runInTerminal(page, "echo two > packages.txt; docker build -q -t e2e .");
  await expect(step(place, INSTALL)).toHaveAttribute("data-fact", `[3/4] ${INSTALL} ran`);
  expect((await facts(place)).slice(1)).toEqual([`[2/4] ${PACKAGES} ran`, `[3/4] ${INSTALL} ran`, `[4/4] ${PAGE} ran`]);
  const base = place.locator('svg [data-key^="build|step-|FROM"]');
  await expectLineBetween(line(place, "the cache breaks here"), base, step(place, PACKAGES));
  await expectLineBetween(line(place, "it broke here in the build before"), step(place, INSTALL), step(place, PAGE));
  await expectTwin(place, "build");
  expect(await rowOfTheLine(place)).toContain(PACKAGES);
  await expectTold(place, `which breaks at ${PACKAGES}; before, at ${PAGE}`);

  await step(place, PACKAGES).press("Enter");
  await expect(place.locator(".gd-panel")).toContainText("a file that it copies has changed");
  await expectNoViolations(page, "picture and evidence, light", PLACE);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await place.locator(".gd-tools").getByRole("button", { name: "View as table" }).click();
  await expectNoViolations(page, "table, dark", PLACE);
});
