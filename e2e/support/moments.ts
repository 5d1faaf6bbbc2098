import { expect, type Locator, type Page } from "@playwright/test";
import type { DiagramKind } from "../../lib/contract/lab.ts";

/** Shows one diagram alone and answers with its place once it is drawn. */
export async function showDiagram(page: Page, kind: DiagramKind): Promise<Locator> {
  await page.locator(`[data-diagram-tab="${kind}"]`).click();
  const place = page.locator(`[data-diagram="${kind}"]`);
  await expect(place.locator(".gd-canvas")).toBeVisible();
  return place;
}

/** Marks of a kind ("row", "chip", "link" ...) by the whole fact that they state; all of that kind without one. */
export const marks = (place: Locator, kind: string, fact?: string): Locator =>
  place.locator(
    `svg [data-key^=${JSON.stringify(`${kind}|`)}]${fact === undefined ? "" : `[data-fact=${JSON.stringify(fact)}]`}`,
  );

/** What marks of a kind state, sorted. */
export async function factsOf(place: Locator, kind: string): Promise<string[]> {
  const facts = await marks(place, kind).evaluateAll((nodes) => nodes.map((node) => node.getAttribute("data-fact") ?? ""));
  return facts.sort();
}

export async function attributeOf(mark: Locator, name: string): Promise<string> {
  const value = await mark.getAttribute(name);
  if (value === null) throw new Error(`the mark has no ${name}`);
  return value;
}

/** The change log tells this sentence, at whatever place in it. */
export async function expectTold(place: Locator, sentence: string | RegExp): Promise<void> {
  const log = place.locator(".gd-log");
  const toggle = log.getByRole("button");
  if ((await toggle.getAttribute("aria-expanded")) === "false") await toggle.click();
  await expect(log.locator("li .gd-log-text").filter({ hasText: sentence }).first()).toBeVisible();
  await toggle.click();
}

/** Opens the explanation of a mark, answers with its text, and closes it again. */
export async function explanationOf(place: Locator, mark: Locator): Promise<string> {
  await mark.focus();
  await mark.press("Enter");
  const panel = place.locator(".gd-panel");
  await expect(panel).toBeVisible();
  const text = (await panel.textContent()) ?? "";
  await panel.getByRole("button", { name: "Close" }).click();
  await expect(panel).toBeHidden();
  return text;
}

/** One is drawn within the other, to half a pixel. */
export async function expectInside(inner: Locator, outer: Locator): Promise<void> {
  const [small, large] = [await boxOf(inner), await boxOf(outer)];
  expect(small.x).toBeGreaterThanOrEqual(large.x - 0.5);
  expect(small.y).toBeGreaterThanOrEqual(large.y - 0.5);
  expect(small.x + small.width).toBeLessThanOrEqual(large.x + large.width + 0.5);
  expect(small.y + small.height).toBeLessThanOrEqual(large.y + large.height + 0.5);
}

/** Where a shape is drawn, without the width of its line, in px of the page, once nothing in the picture moves any more. */
export async function boxOf(shape: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  await expect.poll(() => shape.evaluate((node) => node.closest("svg")?.getAnimations({ subtree: true }).length ?? 0)).toBe(0);
  return shape.evaluate((node: SVGGraphicsElement) => {
    const toPage = node.getScreenCTM();
    if (toPage === null) throw new Error("the shape is not drawn");
    const { x, y, width, height } = node.getBBox();
    const corner = new DOMPoint(x, y).matrixTransform(toPage);
    return { x: corner.x, y: corner.y, width: width * toPage.a, height: height * toPage.d };
  });
}

/** A picture of the moment, to be looked at. */
export const keepPicture = (page: Page, moment: string): Promise<unknown> =>
  page.screenshot({ path: `e2e/artifacts/moment-${moment}.png` });
