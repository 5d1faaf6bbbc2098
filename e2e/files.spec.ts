import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { expectNoViolations } from "./support/axe.ts";
import { pidOf } from "./support/processes.ts";
import { sharedLab } from "./support/shared-lab.ts";
import { runInTerminal } from "./support/workbench.ts";

const lab = sharedLab("fs-01-overlay-by-hand");

const pane = (page: Page): Locator => page.locator("[data-files-pane]");
const editor = (page: Page, path: string): Locator => page.locator(`[data-file="${path}"] .cm-content`);
const tab = (page: Page, path: string): Locator => page.locator(`[data-files-tab="${path}"]`);

async function showFiles(page: Page): Promise<void> {
  if (!(await pane(page).isVisible())) await page.locator('[data-action="toggle-files"]').click();
  await page.locator('[data-files-tab="browse"]').click();
  await page.locator('[data-crumb="/root"]').click();
  await expect(page.locator('[data-directory="/root"] .files-list[aria-busy="false"]')).toBeVisible();
}

async function openFile(page: Page, name: string): Promise<void> {
  await showFiles(page);
  await page.locator('[data-action="refresh"]').click();
  await page.locator(`[data-entry="${name}"] .files-open`).click();
  await expect(editor(page, `/root/${name}`)).toBeVisible();
}

/** Puts text in place of all there is. */
async function write(page: Page, path: string, text: string): Promise<void> {
  await editor(page, path).click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
}

/** Saves and waits for the word. */
async function save(page: Page, path: string): Promise<void> {
  await page.keyboard.press("Control+s");
  await expect(page.locator(`[data-file="${path}"] .file-said`)).toContainText("Saved");
  await expect(tab(page, path)).not.toHaveAttribute("data-unsaved", "true");
}

test("a file made in the terminal is opened, edited and saved, and the terminal sees it", async () => {
  const page = lab();
  await runInTerminal(page, "printf 'one\\ntwo\\n' >/root/notes.txt");
  await openFile(page, "notes.txt");
  await expect(editor(page, "/root/notes.txt")).toContainText("two");
  await write(page, "/root/notes.txt", "three\nvier 四\n");
  await expect(tab(page, "/root/notes.txt")).toHaveAttribute("data-unsaved", "true");
  await save(page, "/root/notes.txt");
  expect(await runInTerminal(page, "cat /root/notes.txt")).toBe("three\nvier 四");
});

test("what a command wrote meanwhile is not overwritten unasked: reload and overwrite are offered, and undo brings the text back", async () => {
  const page = lab();
  await runInTerminal(page, "echo first >/root/shared.txt");
  await openFile(page, "shared.txt");
  await write(page, "/root/shared.txt", "mine\n");
  await runInTerminal(page, "echo theirs >/root/shared.txt");
  await editor(page, "/root/shared.txt").click();
  await page.keyboard.press("Control+s");
  const dialog = page.locator('[data-conflict="changed"]');
  await expect(dialog).toBeVisible();
  expect(await page.locator("[data-conflict] button").first().textContent()).toBe("Go on editing");
  await dialog.locator('[data-action="reload-file"]').click();
  await expect(editor(page, "/root/shared.txt")).toContainText("theirs");
  await editor(page, "/root/shared.txt").click();
  await page.keyboard.press("Control+z");
  await expect(editor(page, "/root/shared.txt")).toContainText("mine");
  await runInTerminal(page, "echo again >/root/shared.txt");
  await editor(page, "/root/shared.txt").click();
  await page.keyboard.press("Control+s");
  await dialog.locator('[data-action="overwrite-file"]').click();
  await expect(tab(page, "/root/shared.txt")).not.toHaveAttribute("data-unsaved", "true");
  expect(await runInTerminal(page, "cat /root/shared.txt")).toBe("mine");
});

test("a file without unsaved text follows what the terminal does with it", async () => {
  const page = lab();
  await runInTerminal(page, "echo before >/root/follows.txt");
  await openFile(page, "follows.txt");
  await runInTerminal(page, "echo after >/root/follows.txt; sleep 2");
  await editor(page, "/root/follows.txt").click();
  await expect(editor(page, "/root/follows.txt")).toContainText("after");
});

test("a Dockerfile is made in a new folder, coloured as one, and kept byte for byte", async () => {
  const page = lab();
  await showFiles(page);
  await page.locator('[data-action="new-folder"]').click();
  await page.keyboard.type("app");
  await page.keyboard.press("Enter");
  await page.locator('[data-entry="app"] .files-open').click();
  await expect(page.locator('[data-directory="/root/app"]')).toBeVisible();
  await page.locator('[data-action="new-file"]').click();
  await page.keyboard.type("Dockerfile");
  await page.keyboard.press("Enter");
  await expect(editor(page, "/root/app/Dockerfile")).toBeVisible();
  await write(page, "/root/app/Dockerfile", 'FROM busybox:1.36\nRUN echo "hello" > /hello\nCMD ["cat", "/hello"]\n');
  await expect(editor(page, "/root/app/Dockerfile").locator("span", { hasText: /^FROM$/ })).toHaveCSS("font-weight", "600");
  await save(page, "/root/app/Dockerfile");
  expect(await runInTerminal(page, "cat /root/app/Dockerfile; stat -c '%a %U' /root/app/Dockerfile")).toBe(
    'FROM busybox:1.36\nRUN echo "hello" > /hello\nCMD ["cat", "/hello"]\n644 root',
  );
});

test("files go up and come down with equal bytes, and one of the same name is replaced only when told", async () => {
  const page = lab();
  await showFiles(page);
  const data = randomBytes(1_500_000);
  const send = (buffer: Buffer) =>
    page.locator("input[data-upload]").setInputFiles({ name: "数据 1.bin", mimeType: "application/octet-stream", buffer });
  await send(data);
  const row = page.locator(`[data-entry="${encodeURIComponent("数据 1.bin")}"]`);
  await expect(row).toBeVisible();
  await row.getByRole("button", { name: /More for/ }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: "Download" }).click()]);
  expect(download.suggestedFilename()).toBe("数据 1.bin");
  expect(Buffer.compare(await readFile(await download.path()), data)).toBe(0);
  await send(Buffer.from("small"));
  await page.getByRole("alertdialog").getByRole("button", { name: "Replace" }).click();
  await expect(row).toContainText("5 B");
  expect(await runInTerminal(page, "cat '/root/数据 1.bin'; ls -A /root | grep -c glassbox")).toBe("small0");
});

test("hostile names are shown harmlessly and open; what is no text says so", async () => {
  const page = lab();
  await runInTerminal(
    page,
    String.raw`cd /root; echo bytes >$'\xff\n<img src=x onerror=alert(1)>'; head -c 100 /dev/zero >zeros; mkfifo pipe; cd`,
  );
  await showFiles(page);
  await page.locator('[data-action="refresh"]').click();
  await page.getByRole("button", { name: "\\xff\\n<img" }).first().click();
  const front = page.locator(".file-editor:visible");
  await expect(front.locator(".cm-content")).toContainText("bytes");
  await showFiles(page);
  await page.locator('[data-entry="zeros"] .files-open').click();
  await expect(front).toContainText("This is no text");
  await showFiles(page);
  await page.locator('[data-entry="pipe"] .files-open').click();
  await expect(front).toContainText("This is a FIFO");
});

test("unsaved text is not lost by a closed tab, a hidden pane or a reload without a question", async () => {
  const page = lab();
  await runInTerminal(page, "echo x >/root/precious.txt");
  await openFile(page, "precious.txt");
  await write(page, "/root/precious.txt", "hours of work\n");
  await tab(page, "/root/precious.txt").focus();
  await page.keyboard.press("Delete");
  await page.getByRole("alertdialog").getByRole("button", { name: "Cancel" }).click();
  await page.locator('[data-action="close-files"]').click();
  await expect(pane(page)).toBeHidden();
  const asked = page.waitForEvent("dialog").then(async (dialog) => {
    const type = dialog.type();
    await dialog.dismiss();
    return type;
  });
  await page.evaluate(() => setTimeout(() => location.reload()));
  expect(await asked).toBe("beforeunload");
  await page.locator('[data-action="toggle-files"]').click();
  await tab(page, "/root/precious.txt").click();
  await expect(editor(page, "/root/precious.txt")).toContainText("hours of work");
  await editor(page, "/root/precious.txt").click();
  await save(page, "/root/precious.txt");
  expect(await runInTerminal(page, "cat /root/precious.txt")).toBe("hours of work");
});

test("unsaved text outlives kill -9 of web, and is saved afterwards", async () => {
  const page = lab();
  await runInTerminal(page, "echo x >/root/outlives.txt");
  await openFile(page, "outlives.txt");
  await write(page, "/root/outlives.txt", "typed before\n");
  process.kill(pidOf("server/web/main.ts"), "SIGKILL");
  await expect(page.locator('[data-banner="offline"]')).toBeVisible();
  await page.keyboard.press("Control+s");
  await expect(page.locator('[data-file="/root/outlives.txt"] .file-said[data-bad]')).toContainText("No connection");
  await expect(page.locator('[data-banner="offline"]')).toBeHidden({ timeout: 30_000 });
  await editor(page, "/root/outlives.txt").click();
  await save(page, "/root/outlives.txt");
  expect(await runInTerminal(page, "cat /root/outlives.txt")).toBe("typed before");
});

test("with the keyboard alone: browse, open, find, save, and out of the editor", async () => {
  const page = lab();
  await runInTerminal(page, "printf 'alpha\\nneedle\\n' >/root/aaa-keys.txt");
  await showFiles(page);
  await page.locator('[data-action="refresh"]').click();
  await expect(page.locator('[data-entry="aaa-keys.txt"]')).toBeVisible();
  await page.locator("[data-entry-up]").focus();
  for (let steps = 0; steps < 30; steps += 1) {
    await page.keyboard.press("ArrowDown");
    if (await page.locator('[data-entry="aaa-keys.txt"] .files-open').evaluate((one) => one.matches(":focus"))) break;
  }
  await page.keyboard.press("Enter");
  await expect(editor(page, "/root/aaa-keys.txt")).toBeVisible();
  await editor(page, "/root/aaa-keys.txt").focus();
  await page.keyboard.press("Control+f");
  await page.keyboard.type("needle");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await page.keyboard.type("found");
  await save(page, "/root/aaa-keys.txt");
  expect(await runInTerminal(page, "cat /root/aaa-keys.txt")).toBe("alpha\nfound");
  await editor(page, "/root/aaa-keys.txt").focus();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await expect(editor(page, "/root/aaa-keys.txt")).not.toBeFocused();
});

test("axe finds nothing to object to in the files: directory and editor, Chinese and light, English and dark", async () => {
  test.setTimeout(240_000);
  const page = lab();
  await runInTerminal(page, "printf '# a comment\\nserver:\\n  port: 80\\n  name: \"x\"\\n' >/root/conf.yaml; cd");
  for (const [language, colorScheme] of [
    ["zh-CN", "light"],
    ["en", "dark"],
  ] as const) {
    await page.locator('[data-action="switch-language"]').click();
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await showFiles(page);
    await expectNoViolations(page, `${language} ${colorScheme} directory`, "#files");
    await openFile(page, "conf.yaml");
    await editor(page, "/root/conf.yaml").focus();
    await page.keyboard.press("Control+f");
    await expectNoViolations(page, `${language} ${colorScheme} editor`, "#files");
  }
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "no-preference" });
});

test("on a phone the files have the screen to themselves, and nothing scrolls sideways", async () => {
  const page = lab();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.locator('[data-pane="files"]').click();
  await expect(pane(page)).toBeVisible();
  await expect(page.locator(".xterm:visible")).toHaveCount(0);
  expect(await page.locator("html").evaluate((html) => html.scrollWidth - html.clientWidth)).toBe(0);
  const box = await pane(page).boundingBox();
  expect(box?.width).toBe(390);
  await page.locator('[data-pane="terminal"]').click();
  await expect(page.locator(".xterm:visible")).toHaveCount(1);
  await expect(pane(page)).toBeHidden();
  await page.setViewportSize({ width: 1440, height: 900 });
});
