import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { readFreePort } from "../server/launcher/host/read-free-port.ts";
import { expectNoViolations } from "./support/axe.ts";

const REPOSITORY = resolve(import.meta.dirname, "..");
const LANGUAGES = ["zh-CN", "en"];

const focusedHref = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute("href") ?? null);
const dialog = (page: Page) => page.locator("[data-search]");
const chosen = (page: Page) => page.locator('[data-result][aria-selected="true"]');

async function switchTo(page: Page, language: string): Promise<void> {
  if ((await page.locator("html").getAttribute("lang")) === language) return;
  await page.locator('[data-action="switch-language"]').click();
  await expect(page.locator("html")).toHaveAttribute("lang", language);
}

/** Types into the open search and waits for the answer to just that. */
async function search(page: Page, words: string): Promise<void> {
  const answered = page.waitForResponse((response) => {
    const address = new URL(response.url());
    return address.pathname === "/api/search" && address.searchParams.get("q") === words;
  });
  await dialog(page).getByRole("combobox").fill(words);
  await answered;
  await expect(page.locator("[data-search-status]")).toHaveAttribute("data-search-status", /found|nothing/);
}

test("from any page to the list, and with the keyboard alone to a page, a heading on it, and the next page", async ({ page }) => {
  await page.goto("/");
  await page.locator('[data-action="reference"]').click();
  await expect(page).toHaveURL("/reference");
  const first = page.locator("[data-page] > a").first();
  const href = (await first.getAttribute("href"))!;
  await page.locator("#main").focus();
  await page.keyboard.press("Tab");
  expect(await focusedHref(page)).toBe(href);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(href);
  const anchor = (await page.locator("[data-contents] a").last().getAttribute("href"))!;
  await page.locator("[data-contents] a").last().press("Enter");
  await expect(page).toHaveURL(href + anchor);
  await expect(page.locator(anchor)).toBeInViewport();
  await page.locator('[data-neighbour="next"]').press("Enter");
  await expect(page).not.toHaveURL(href + anchor);
  await expect(page.locator("[data-reference-text]")).toBeVisible();
});

test("an anchor leads to the same place in both languages, and switching keeps it", async ({ page }) => {
  await page.goto("/reference");
  const href = (await page.locator("[data-page] > a").first().getAttribute("href"))!;
  await page.goto(href);
  const anchors = () => page.locator("[data-contents] a").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  const title = await page.locator("h1").textContent();
  const before = await anchors();
  // As a link from elsewhere: an anchor that is followed while the page still comes to life is not in Next's address.
  await page.goto("/reference");
  await page.goto(href + before.at(-1));
  await switchTo(page, "zh-CN");
  await expect(page.locator("h1")).not.toHaveText(title!);
  expect(await anchors()).toEqual(before);
  await expect(page).toHaveURL(href + before.at(-1));
  for (const anchor of before) await expect(page.locator(`[data-reference-text] ${anchor}`)).toHaveCount(1);
});

test("each word of the glossary is an anchor, with its name in the other language", async ({ page }) => {
  await page.goto("/glossary#whiteout");
  const word = page.locator('[data-word="whiteout"]');
  await expect(word).toBeInViewport();
  await expect(word).toContainText("白障");
  await switchTo(page, "zh-CN");
  await expect(word.locator("dt")).toContainText(/^白障.*whiteout/);
});

test("search by keyboard: an English term leads to the step that explains it, and Escape closes", async ({ page }) => {
  await page.goto("/reference");
  await page.locator("#main").focus();
  await page.keyboard.press("/");
  await expect(dialog(page).getByRole("combobox")).toBeFocused();
  await expect(page.locator('[data-search-status="idle"]')).toBeVisible();
  await search(page, "opaque director");
  await expect(page.locator('[data-group="labs"] mark').first()).toBeVisible();
  const step = page.locator('[data-group="labs"] [data-result*="?step="]').first();
  const href = (await step.getAttribute("data-result"))!;
  for (let presses = 0; (await chosen(page).getAttribute("data-result")) !== href; presses += 1) {
    expect(presses).toBeLessThan(40);
    await page.keyboard.press("ArrowDown");
  }
  await expect(dialog(page).getByRole("combobox")).toHaveAttribute("aria-activedescendant", (await step.getAttribute("id"))!);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(href);
  await page.goto("/reference");
  await page.locator("#main").focus();
  await page.keyboard.press("Control+K");
  await search(page, "qqqzzzxx");
  await expect(page.locator('[data-search-status="nothing"]')).toContainText("qqqzzzxx");
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
});

test("search in Chinese: part of a word is found, English terms are, and arrows go round", async ({ page }) => {
  await page.goto("/reference");
  await switchTo(page, "zh-CN");
  await page.locator("#main").focus();
  await page.keyboard.press("/");
  await search(page, "名空");
  await expect(page.locator('[data-group="glossary"] [data-result="/glossary#namespace"]')).toContainText("命名空间");
  await search(page, "whiteout");
  await expect(page.locator('[data-group="glossary"] [data-result="/glossary#whiteout"]')).toContainText("白障");
  const first = await chosen(page).getAttribute("data-result");
  await page.keyboard.press("ArrowUp");
  await expect(chosen(page)).not.toHaveAttribute("data-result", first!);
  await page.keyboard.press("ArrowDown");
  await expect(chosen(page)).toHaveAttribute("data-result", first!);
  await search(page, "白障");
  await page.locator('[data-result="/glossary#whiteout"]').click();
  await expect(page).toHaveURL("/glossary#whiteout");
  await expect(dialog(page)).toHaveCount(0);
});

for (const place of ["/reference", "the first page", "/glossary#whiteout"]) {
  test(`axe finds nothing to object to in ${place}: both languages, light and dark`, async ({ page }) => {
    test.setTimeout(240_000);
    await page.goto("/reference");
    const first = (await page.locator("[data-page] > a").first().getAttribute("href"))!;
    await page.goto(place.startsWith("/") ? place : first);
    for (const language of LANGUAGES) {
      await switchTo(page, language);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await expectNoViolations(page, `${language} ${colorScheme}`);
      }
    }
  });
}

test("axe finds nothing to object to in the search: with results, without, light and dark", async ({ page }) => {
  test.setTimeout(240_000);
  await page.goto("/reference");
  await page.locator("#main").focus();
  await page.keyboard.press("/");
  for (const [words, colorScheme] of [
    ["layer", "light"],
    ["qqqzzzxx", "dark"],
    ["命名空间", "dark"],
  ] as const) {
    await search(page, words);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expectNoViolations(page, words);
  }
});

test("on a narrow screen nothing scrolls sideways", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/reference");
  const href = (await page.locator("[data-page] > a").first().getAttribute("href"))!;
  for (const address of ["/reference", href, "/glossary"]) {
    await page.goto(address);
    expect(await page.locator("html").evaluate((html) => html.scrollWidth - html.clientWidth), address).toBe(0);
  }
});

const EVIL = "<img src=x onerror='window.hacked=1'>";
const HOSTILE = {
  en: `---\ntitle: "Evil ${EVIL}"\nsummary: "<script>window.hacked=1</script>"\norder: 1\n---\n\n## \`${EVIL}\` zevilword\n\nText \`<script>window.hacked=1</script>\` with zevilword.\n`,
  "zh-CN": `---\ntitle: "坏 ${EVIL}"\nsummary: "<script>window.hacked=1</script>"\n---\n\n## \`${EVIL}\` zevilword\n\n文字 \`<script>window.hacked=1</script>\`。\n`,
};
const REFUSED = (front: string) =>
  `---\ntitle: Refused\nsummary: Not shown.\n${front}---\n\n${EVIL}\n\n[x](javascript:window.hacked=1)\n`;

test("a hostile reference page is inert: what could run is refused, the rest is text, in the page and in the search", async ({
  page,
}) => {
  test.setTimeout(300_000);
  const place = await mkdtemp(join(tmpdir(), "glassbox-hostile-"));
  const labs = join(place, "labs");
  await mkdir(join(labs, "reference"), { recursive: true });
  await mkdir(join(place, "state/web"), { recursive: true });
  await writeFile(join(labs, "curriculum.yaml"), "tracks: []\n");
  await writeFile(join(labs, "reference/hostile.md"), HOSTILE.en);
  await writeFile(join(labs, "reference/hostile.zh-CN.md"), HOSTILE["zh-CN"]);
  await writeFile(join(labs, "reference/refused.md"), REFUSED("order: 2\n"));
  await writeFile(join(labs, "reference/refused.zh-CN.md"), REFUSED(""));
  await chmod(place, 0o755);
  const port = await readFreePort();
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "server/web/main.ts"], {
    cwd: REPOSITORY,
    stdio: "ignore",
    env: {
      ...process.env,
      GLASSBOX_STATE: join(place, "state"),
      GLASSBOX_LABS: labs,
      GLASSBOX_PORT: String(port),
      GLASSBOX_PREVIEW_PORT: String(await readFreePort()),
      GLASSBOX_WEB_AS_ROOT: "1",
      NODE_ENV: "production",
    },
  });
  const ended = once(child, "exit");
  const address = `http://127.0.0.1:${port}`;
  const complaints: string[] = [];
  page.on("dialog", (asked) => void complaints.push(asked.message()));
  page.on("pageerror", (error) => void complaints.push(error.message));
  const isInert = async (where: string) => {
    expect(await page.evaluate(() => "hacked" in window), where).toBe(false);
    expect(await page.locator('main img, [data-search] img, [onerror], a[href^="javascript:"]').count(), where).toBe(0);
  };
  try {
    await expect
      .poll(
        () =>
          fetch(`${address}/healthz`).then(
            ({ ok }) => ok,
            () => false,
          ),
        { timeout: 120_000 },
      )
      .toBe(true);
    await page.goto(`${address}/reference`);
    await expect(page.locator('[data-page="hostile"]')).toContainText(`Evil ${EVIL}`);
    await expect(page.locator('[data-page="refused"]')).toHaveCount(0);
    await isInert("list");
    await page.locator('[data-page="hostile"] > a').click();
    await expect(page.locator("h1")).toHaveText(`Evil ${EVIL}`);
    await expect(page.locator("[data-reference-text] h2 code")).toHaveText(EVIL);
    await isInert("page");
    await page.locator("#main").focus();
    await page.keyboard.press("/");
    await search(page, "zevilword");
    await expect(page.locator('[data-group="reference"]')).toContainText("<script>window.hacked=1</script>");
    await isInert("search");
    await search(page, EVIL);
    await isInert("search for markup");
    expect((await page.goto(`${address}/reference/refused`))!.status()).toBe(404);
    expect((await page.goto(`${address}/lab/reference`))!.status()).toBe(404);
  } finally {
    child.kill("SIGTERM");
    await ended;
    await rm(place, { recursive: true });
  }
  expect(complaints).toEqual([]);
});
