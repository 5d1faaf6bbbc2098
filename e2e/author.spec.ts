import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "@playwright/test";
import { readFreePort } from "../server/launcher/host/read-free-port.ts";
import { runInTerminal, waitForPrompt } from "./support/workbench.ts";

const REPOSITORY = resolve(import.meta.dirname, "..");

test("an author's preview follows what is saved, keeps the shell, tries expressions, runs scripts, and leaves nothing behind", async ({
  page,
}) => {
  const labs = await mkdtemp(join(tmpdir(), "glassbox-preview-"));
  await cp(join(REPOSITORY, "lib/content/fixtures/good"), labs, { recursive: true });
  // As whoever previews has it: the service is another user than the author, who is root here.
  await chmod(labs, 0o755);
  const port = await readFreePort();
  const argv = ["server/author/main.ts", "preview", "good-lab", "--labs", labs, "--port", String(port)];
  const child = spawn(process.execPath, argv, { cwd: REPOSITORY, stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit");
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  try {
    await expect.poll(() => said, { timeout: 60_000 }).toContain(`http://127.0.0.1:${port}/lab/good-lab`);
    await page.goto(`http://127.0.0.1:${port}/lab/good-lab?step=01-look`);
    await waitForPrompt(page);
    await runInTerminal(page, "kept=yes");

    const file = join(labs, "good-lab/01-look/step.md");
    const text = await readFile(file, "utf8");
    await writeFile(file, `${text}\nA sentence that was just saved.\n`);
    await expect(page.locator("[data-lesson-text]")).toContainText("A sentence that was just saved.", { timeout: 5_000 });
    expect(await runInTerminal(page, "echo $kept")).toBe("yes");

    await writeFile(file, "---\ntitle: [\n---\n");
    await expect(page.locator("[data-author-problems]")).toContainText("01-look/step.md:2");
    await expect(page.locator("[data-lesson-text]")).toContainText("A sentence that was just saved.");
    await writeFile(file, text);
    await expect(page.locator("[data-author-problems='0']")).toBeAttached();

    await page.locator("[data-author-expression]").fill("processes.processes[pid = 1].nothing");
    await expect(page.locator("[data-author-tried]")).toContainText("No result");
    await page.locator("[data-author-search]").fill("hostname");
    await page.locator("[data-author-tree] [data-path]").first().press("Enter");
    await expect(page.locator("[data-author-tried='value'] pre")).toBeVisible();

    await page.locator("[data-author-run=check]").click();
    await expect(page.locator("[data-author-report='not-yet']")).toBeVisible();
    await page.locator("[data-author-run=solve]").click();
    await expect(page.locator("[data-author-report='passed']")).toBeVisible();
    await expect(page.locator("[data-author-exit]")).toContainText("Exit code 0");
  } finally {
    child.kill("SIGINT");
    await ended;
    await rm(labs, { recursive: true });
  }
  expect(child.exitCode).toBe(0);
  expect(said).not.toContain("left behind");
});

test("a student's page has no author's panel, and the server knows nothing of one", async ({ page }) => {
  await page.goto("/lab/fs-01-overlay-by-hand");
  await waitForPrompt(page);
  await expect(page.locator("[data-action=author], [data-author-panel], [data-author-problems]")).toHaveCount(0);
});
