import { readFile } from "node:fs/promises";
import { type Browser, chromium, type Page } from "@playwright/test";
import type { SandboxdClient } from "../../lib/wire/connect-sandboxd.ts";
import { CHROMIUM } from "../support/chromium.ts";
import { expectTick, runAllBlocks } from "../support/lesson.ts";
import { waitForPrompt } from "../support/workbench.ts";
import { type MeasurementInput, quantile } from "./report.ts";

const LAB = "fs-01-overlay-by-hand";
/** The steps of that lab that tick on kernel state alone. */
const LIVE_STEPS = ["02-mount", "03-create", "04-copy-up", "05-whiteout", "06-write-again", "07-no-trace", "08-unmount"];
const TICK_ROUNDS = 4;
const PIXEL_ROUNDS = 40;
const KEYS = 60;

/** Kernel change to tick and to pixels in a real browser, beside the echo of a keystroke in the same page. */
export async function benchBrowser(url: string, client: SandboxdClient): Promise<MeasurementInput[]> {
  const browser = await chromium.launch(CHROMIUM);
  try {
    const ticks: number[] = [];
    for (let round = 1; round <= TICK_ROUNDS; round += 1) {
      console.log(`  ticks, round ${round} of ${TICK_ROUNDS}`);
      ticks.push(...(await withStudent(browser, url, client, benchTicks)));
    }
    console.log("  pixels of the network");
    const network = await withStudent(browser, url, client, benchNetwork);
    console.log("  pixels");
    const { pixels, echo } = await withStudent(browser, url, client, benchPixels);
    const against = "keystroke to its echo on the same page";
    return [
      { id: "kernel change to tick p50", value: quantile(ticks, 0.5), unit: "ms", baseline: quantile(echo, 0.5), against },
      {
        id: "kernel change to tick p95",
        value: quantile(ticks, 0.95),
        unit: "ms",
        baseline: quantile(echo, 0.95),
        against,
        goal: 300,
      },
      { id: "kernel change to pixels p50", value: quantile(pixels, 0.5), unit: "ms", baseline: quantile(echo, 0.5), against },
      {
        id: "network change to pixels p95",
        value: quantile(network, 0.95),
        unit: "ms",
        baseline: quantile(echo, 0.95),
        against,
        goal: 250,
      },
      { id: "network change to pixels p50", value: quantile(network, 0.5), unit: "ms", baseline: quantile(echo, 0.5), against },
      {
        id: "kernel change to pixels p95",
        value: quantile(pixels, 0.95),
        unit: "ms",
        baseline: quantile(echo, 0.95),
        against,
        goal: 300,
      },
    ];
  } finally {
    await browser.close();
  }
}

type Student = { page: Page; change: (script: string) => Promise<number> };

/** A new person with a fresh sandbox. change runs a script inside and answers with the time (Unix ms) just before it. */
async function withStudent<T>(
  browser: Browser,
  url: string,
  client: SandboxdClient,
  use: (student: Student) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1440, height: 900 }, locale: "en-US" });
  const page = await context.newPage();
  const known = new Set((await client.call("listSandboxes", {})).map(({ id }) => id));
  await page.goto(`/lab/${LAB}`);
  await waitForPrompt(page);
  const sandbox = (await client.call("listSandboxes", {})).find(({ id }) => !known.has(id))?.id;
  if (sandbox === undefined) throw new Error("opening the lab made no sandbox");
  try {
    return await use({
      page,
      change: async (script) => {
        const outcome = await client.call("runScript", { sandbox, script: `date +%s%N\n${script}`, env: {}, timeoutSeconds: 20 });
        if (outcome.exitCode !== 0) throw new Error(`the change failed: ${outcome.stderr}`);
        return Number(outcome.stdout.split("\n")[0]) / 1e6;
      },
    });
  } finally {
    await context.close();
    await client.call("destroySandbox", { sandbox });
  }
}

async function benchTicks({ page, change }: Student): Promise<number[]> {
  await runAllBlocks(page);
  await expectTick(page, "01-four-directories");
  const times: number[] = [];
  for (const step of LIVE_STEPS) {
    await page.locator(`[data-step="${step}"]`).click();
    await page.locator('[data-verdict="not-yet"]').waitFor();
    const shown = whenShown(page, `[data-step="${step}"][data-passed="true"]`);
    times.push(-(await change(await solution(step))) + (await shown));
  }
  return times;
}

async function benchPixels({ page, change }: Student): Promise<{ pixels: number[]; echo: number[] }> {
  await change(await solution("01-four-directories"));
  await change(await solution("02-mount"));
  await page.locator('svg [data-fact^="in_both.txt|0|"]').waitFor();
  const pixels: number[] = [];
  for (let round = 0; round < PIXEL_ROUNDS; round += 1) {
    const selector = `svg [data-fact^="bench|0|file|"]`;
    const there = round % 2 === 0;
    const shown = there ? whenShown(page, selector) : whenGone(page, selector);
    const at = await change(there ? "echo x > /root/overlay/merged/bench" : "rm /root/overlay/merged/bench");
    pixels.push((await shown) - at);
  }
  return { pixels, echo: await keystrokes(page) };
}

/** A network namespace comes and goes, with the Network diagram open. */
async function benchNetwork({ page, change }: Student): Promise<number[]> {
  await page.locator("[data-diagram-tab=network]").click();
  await page.locator("[data-diagram=network] svg [data-key]").first().waitFor();
  const pixels: number[] = [];
  for (let round = 0; round < PIXEL_ROUNDS; round += 1) {
    const there = round % 2 === 0;
    const selector = `[data-diagram=network] svg [data-key^="netns"][aria-label*="benchns"]`;
    const shown = there ? whenShown(page, selector) : whenGone(page, selector);
    const at = await change(there ? "ip netns add benchns" : "ip netns del benchns");
    pixels.push((await shown) - at);
  }
  return pixels;
}

const whenShown = (page: Page, selector: string) => whenTrue(page, selector, true);
const whenGone = (page: Page, selector: string) => whenTrue(page, selector, false);

/** Unix ms of the first frame in which the selector matches (or no longer matches). */
function whenTrue(page: Page, selector: string, present: boolean): Promise<number> {
  return page.evaluate(
    ([query, wanted]) =>
      new Promise<number>((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`${query} did not change within 20 s`)), 20_000);
        const look = () => {
          if ((document.querySelector(query) !== null) !== wanted) return;
          observer.disconnect();
          clearTimeout(late);
          requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
        };
        const observer = new MutationObserver(look);
        observer.observe(document.documentElement, { subtree: true, childList: true, attributes: true });
        look();
      }),
    [selector, present] as const,
  );
}

/** ms from a key press to the frame that shows its echo. */
async function keystrokes(page: Page): Promise<number[]> {
  await page.locator(".xterm:visible").first().click();
  const times: number[] = [];
  for (let round = 0; round < KEYS; round += 1) {
    // In place before the key is pressed: evaluations and key events take different ways into the page.
    const echo = await page.evaluateHandle(() => {
      const rows = [...document.querySelectorAll(".xterm-rows")].find((element) => element.checkVisibility());
      const shown = new Promise<number>((resolve, reject) => {
        setTimeout(() => reject(new Error("a key press had no echo within 10 s")), 10_000);
        let pressed = 0;
        document.addEventListener("keydown", () => (pressed = performance.now()), { once: true, capture: true });
        const observer = new MutationObserver(() => {
          if (pressed === 0) return;
          observer.disconnect();
          requestAnimationFrame(() => resolve(performance.now() - pressed));
        });
        if (rows) observer.observe(rows, { subtree: true, childList: true, characterData: true });
      });
      return { shown };
    });
    await page.keyboard.press(round % 2 === 0 ? "x" : "Backspace");
    times.push(await echo.evaluate(({ shown }) => shown));
  }
  return times;
}

const solution = (step: string): Promise<string> => readFile(`labs/${LAB}/${step}/solve.sh`, "utf8");
