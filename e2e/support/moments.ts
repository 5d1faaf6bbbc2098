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

/** A port stands on the edge of its box: the line of the edge is part of both, in px. */
const EDGE = 2;

/** One is drawn within the other, as soon as the picture has caught up with the kernel. */
export async function expectInside(inner: Locator, outer: Locator): Promise<void> {
  await expect(async () => {
    const [small, large] = [await boxOf(inner), await boxOf(outer)];
    expect(small.x).toBeGreaterThanOrEqual(large.x - EDGE);
    expect(small.y).toBeGreaterThanOrEqual(large.y - EDGE);
    expect(small.x + small.width).toBeLessThanOrEqual(large.x + large.width + EDGE);
    expect(small.y + small.height).toBeLessThanOrEqual(large.y + large.height + EDGE);
  }).toPass({ timeout: 10_000 });
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

/** The table states of marks of a kind what the picture states, no more and no less. tab: which table, where there are several. */
export async function expectTwin(place: Locator, kind: string, tab?: string): Promise<void> {
  const drawn = await statedBy(marks(place, kind));
  expect(drawn.length).toBeGreaterThan(0);
  const tools = place.locator(".gd-tools");
  await tools.getByRole("button", { name: "View as table" }).click();
  if (tab !== undefined) await place.getByRole("tab", { name: tab }).click();
  const rows = place.locator(`.gd-table tbody tr[data-key^=${JSON.stringify(`${kind}|`)}]`);
  await expect.poll(() => statedBy(rows)).toEqual(drawn);
  await tools.getByRole("button", { name: "View as diagram" }).click();
  await expect(place.locator(".gd-svg")).toBeVisible();
}

const statedBy = (nodes: Locator): Promise<string[]> =>
  nodes.evaluateAll((all) => all.map((node) => `${node.getAttribute("data-key")} ${node.getAttribute("data-fact")}`).sort());

/**
 * Notes from now on which change is shown on which mark, as MARK KIND-OF-CHANGE, each once. What moves or is outlined names the change of
 * the kernel that it tells (data-change), REVISION:KIND:KEY.
 */
export async function watchChanges(place: Locator): Promise<() => Promise<string[]>> {
  const seen = await place.evaluateHandle((node) => {
    const noted = new Set<string>();
    const look = () => {
      for (const mark of node.querySelectorAll("svg [data-key][data-change]"))
        noted.add(`${mark.getAttribute("data-key")} ${mark.getAttribute("data-change")?.split(":")[1]}`);
    };
    new MutationObserver(look).observe(node, { subtree: true, childList: true, attributes: true });
    return noted;
  });
  return () => seen.evaluate((noted) => [...noted].sort());
}

/** A picture of the moment, to be looked at. */
export const keepPicture = (page: Page, moment: string): Promise<unknown> =>
  page.screenshot({ path: `e2e/artifacts/moment-${moment}.png` });
