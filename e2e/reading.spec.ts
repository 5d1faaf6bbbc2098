import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { readFreePort } from "../server/launcher/host/read-free-port.ts";
import { expectNoViolations } from "./support/axe.ts";
import { visibleTerminal, waitForPrompt } from "./support/workbench.ts";

/** A Glassbox that shows the lab of e2e/labs, in which there is all that a text may have. */
const REPOSITORY = resolve(import.meta.dirname, "..");
const STEP = "01-code";
let origin = "";
let stop = async (): Promise<void> => undefined;

test.beforeAll(async () => {
  // An instance starts in seconds; on a machine with much else to do it does not.
  test.setTimeout(300_000);
  const labs = await mkdtemp(join(tmpdir(), "glassbox-reading-"));
  await cp(join(REPOSITORY, "e2e/labs"), labs, { recursive: true });
  // As whoever previews has it: the service is another user than the author, who is root here.
  await chmod(labs, 0o755);
  const port = await readFreePort();
  const argv = ["server/author/main.ts", "preview", "all-of-a-text", "--labs", labs, "--port", String(port)];
  const child = spawn(process.execPath, argv, { cwd: REPOSITORY, stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit");
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  stop = async () => {
    child.kill("SIGINT");
    await ended;
    await rm(labs, { recursive: true });
  };
  origin = `http://127.0.0.1:${port}`;
  await expect.poll(() => said, { timeout: 240_000 }).toContain(`${origin}/lab/all-of-a-text`);
});
test.afterAll(() => stop());

const at = (step: string, place = "") => `${origin}/lab/all-of-a-text?step=${step}${place}`;
const colourOf = (page: Page, selector: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => getComputedStyle(element).color);

test("code comes coloured from the server, differently in light and in dark, and what is in it stays text", async ({
  page,
  request,
}) => {
  // A page does not wait long for its colours: on a busy machine the next one has them.
  const served = async () => (await request.get(at(STEP))).text();
  await expect.poll(served, { timeout: 60_000 }).toContain('<span class="hue-function">mkdir</span>');
  await page.goto(at(STEP));
  const hues = [".hue-comment", ".hue-string", ".hue-keyword", ".hue-function", ".hue-option", ".hue-deleted", ".hue-inserted"];
  const seen: string[][] = [];
  for (const theme of ["light", "dark"]) {
    await page.evaluate((name) => document.documentElement.setAttribute("data-theme", name), theme);
    const colours = await Promise.all(hues.map((hue) => colourOf(page, `.prose ${hue}`)));
    expect(new Set(colours).size).toBe(hues.length);
    seen.push(colours);
  }
  expect(seen[0]!.some((colour, index) => colour === seen[1]![index])).toBe(false);
  await expect(page.locator(".code-block").filter({ hasText: "onerror" })).toContainText('<img src=x onerror="document.body');
  expect(await page.locator("body").getAttribute("data-hacked")).toBeNull();
  await expectNoViolations(page, "a text with all that it may have", ".prose");
});

test("a heading is linked by one name in every language, and a link to it scrolls there and gives it the focus", async ({
  page,
}) => {
  await page.goto(at(STEP, "#how-it-is-read"));
  const heading = page.getByRole("heading", { name: "How it is read" });
  await expect(heading).toBeFocused();
  await expect(heading).toBeInViewport();
  await page.goto(at(STEP));
  await page.locator(".prose .intro").getByRole("link", { name: "how it is read" }).click();
  await expect(heading).toBeFocused();
  expect(page.url()).toBe(at(STEP, "#how-it-is-read"));
  await page.locator('[data-action="switch-language"]').click();
  await expect(page.getByRole("heading", { name: "怎么读" })).toHaveAttribute("id", "user-content-how-it-is-read");
  // To another step of the same lab the page turns.
  await page.locator(".prose .intro").getByRole("link", { name: "那张图" }).click();
  await expect(page.getByRole("heading", { name: "这张图画了什么" })).toBeFocused();
});

test("a picture of the lab is shown in the reader's language, keeps its place, and is a picture only", async ({ page }) => {
  await page.goto(at("02-pictures"));
  const picture = page.getByRole("img", { name: "Two boxes, joined by a line" });
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth), { timeout: 60_000 })
    .toBe(480);
  expect(await picture.evaluate((image) => [image.getAttribute("width"), image.getAttribute("height")])).toEqual(["480", "160"]);
  const address = new URL((await picture.getAttribute("src"))!, origin).href;
  const answer = await page.goto(address);
  expect(answer!.headers()).toMatchObject({ "content-type": "image/svg+xml", "x-content-type-options": "nosniff" });
  expect(answer!.headers()["content-security-policy"]).toBe("sandbox; default-src 'none'; style-src 'unsafe-inline'");
  expect(await page.locator("svg").getAttribute("data-hacked")).toBeNull();
  expect((await page.request.get(`${origin}/lab-image/all-of-a-text/..%2flab.md`)).status()).toBe(404);
});

test("a question mark opens the map of keys, single keys turn the pages, and none of them is taken from who types", async ({
  page,
}) => {
  await page.goto(at(STEP));
  await waitForPrompt(page);
  await page.locator("[data-lesson-text]").focus();
  await page.keyboard.press("?");
  const map = page.getByRole("dialog", { name: "Keyboard" });
  await expect(map).toContainText("Next step");
  for (let count = 0; count < 4; count += 1) await page.keyboard.press("Tab");
  expect(await map.evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true);
  await expectNoViolations(page, "the map of keys", "[data-shortcut-map]");
  await page.keyboard.press("Escape");
  await expect(map).toBeHidden();
  await expect(page.locator("[data-lesson-text]")).toBeFocused();
  await page.keyboard.press("n");
  await expect(page.locator('[data-step="02-pictures"]')).toHaveAttribute("aria-current", "step");
  await visibleTerminal(page).locator("textarea").focus();
  await page.keyboard.type("p?");
  await expect(visibleTerminal(page)).toContainText("# p?");
  await expect(page.locator('[data-step="02-pictures"]')).toHaveAttribute("aria-current", "step");
  await page.locator("[data-lesson-text]").focus();
  await page.keyboard.press("p");
  await expect(page.locator(`[data-step="${STEP}"]`)).toHaveAttribute("aria-current", "step");
});

test("a word is explained where it stands, a typed answer is judged, and a tab that was picked stays picked", async ({
  page,
}) => {
  await page.goto(at(STEP));
  await waitForPrompt(page);
  const word = page.locator(".prose [data-term]");
  await word.focus();
  const means = page.getByRole("tooltip");
  await expect(means).toContainText("which part of the machine a process sees");
  await page.keyboard.press("Escape");
  await expect(means).toBeHidden();
  await expect(word).toBeFocused();

  const answer = page.getByRole("textbox", { name: "Your answer" });
  const question = page.locator("[data-block=quiz]");
  await answer.fill("CLONE_NEWUTS");
  await page.keyboard.press("Enter");
  await expect(answer).toHaveAttribute("data-judged", "wrong");
  await expect(question).not.toContainText("It was the first of all.");
  await question.locator('[data-action="try-again"]').click();
  await answer.fill("  CLONE_NEWNS ");
  await page.keyboard.press("Enter");
  await expect(answer).toHaveAttribute("data-judged", "right");
  await expect(question).toContainText("It was the first of all.");

  await page.getByRole("tab", { name: "cgroup v1" }).click();
  await page.reload();
  await expect(page.getByText("cat memory.limit_in_bytes")).toBeVisible();
  await expect(answer).toHaveAttribute("data-judged", "right");
});

test("on paper there is the lesson alone, with everything that is folded and the answer", async ({ page }) => {
  await page.goto(at(STEP));
  await waitForPrompt(page);
  await expect(page.getByText("Look at the diagram once more.")).toBeHidden();
  await expect(page.getByText("cat memory.limit_in_bytes")).toBeHidden();
  await page.emulateMedia({ media: "print" });
  for (const text of [
    "Look at the diagram once more.",
    "Because the kernel said so.",
    "cat memory.limit_in_bytes",
    "PID 1 is there",
  ])
    await expect(page.locator(".prose").getByText(text)).toBeVisible();
  for (const gone of [".lab-room > header", "#stage", ".verdict", ".run-button", ".lesson-head"])
    await expect(page.locator(gone).first()).toBeHidden();
  const reading = page.locator("[data-lesson-text]");
  expect(await reading.evaluate((text) => text.scrollHeight - text.clientHeight)).toBeLessThanOrEqual(1);
});

test("at the end of a lab stands what was done, how long it took, and the way home", async ({ page }) => {
  await page.goto(at(STEP));
  await expect(page.locator(`[data-step="${STEP}"]`)).toHaveAttribute("data-passed", "true", { timeout: 30_000 });
  await expect(page.locator("[data-lab-done]")).toHaveCount(0);
  await page.locator('[data-action="next-step"]').click();
  const end = page.locator("[data-lab-done]");
  await expect(end).toContainText("1 step");
  await expect(end).toContainText(/It took you \d+ min/);
  await expect(end.getByRole("listitem")).toHaveText(["Code and headings"]);
  await expect(end.getByRole("link", { name: "All labs" })).toHaveAttribute("href", "/");
});
