import { expect, type Page, test } from "@playwright/test";
import { expectTile, factsOfPicture, factsOfTable, switchView, tile } from "./support/diagram.ts";
import { sourcesOfFacts, treeOfFacts, treeOfKernel } from "./support/kernel-facts.ts";
import { sharedLab } from "./support/shared-lab.ts";
import { readScreen, runInTerminal, typeCommand, waitForPrompt } from "./support/workbench.ts";

const lab = sharedLab("fs-01-overlay-by-hand");

/** An overlay of two lowers in which everything that can happen to a path has happened. Every file says which layer it lies in. */
async function mountOverlay(page: Page, root: string): Promise<void> {
  await runInTerminal(page, `mountpoint -q ${root}/m && umount ${root}/m; rm -rf ${root}; mkdir -p ${root} && cd ${root}`);
  await runInTerminal(page, "mkdir -p a/d a/both b/d b/both u w m; for f in one d/y; do echo 1 > a/$f; done");
  await runInTerminal(page, "for f in one two three d/x both/z; do echo 2 > b/$f; done");
  await runInTerminal(page, "mount -t overlay overlay -o lowerdir=a:b,upperdir=u,workdir=w,userxattr m");
  await runInTerminal(page, "rm m/two; echo 0 > m/three; rm -r m/d; mkdir m/d; echo 0 > m/new");
}

const tabOf = (page: Page, mountpoint: string) => page.getByRole("tab", { name: mountpoint, exact: true });

test("picture, table and kernel state the same facts", async () => {
  const page = lab();
  await mountOverlay(page, "/root/t");
  const kernel = await treeOfKernel(page, "m", ["u", "a", "b"]);
  expect(kernel.layers[0]).toEqual(["c two", "d d", "f new", "f three"]);
  await expect.poll(async () => treeOfFacts(await factsOfPicture(page), 3)).toEqual(kernel);
  const picture = await factsOfPicture(page);

  const sources = await runInTerminal(page, "cd m && grep -r '' * | tr : ' '; cd ..");
  expect(sourcesOfFacts(picture)).toEqual(sources.split("\n").sort());
  const whiteouts = await runInTerminal(page, "find u -type c -printf '%P\\n'");
  expect(picture.filter((fact) => fact.includes("|whiteout|"))).toEqual([`${whiteouts}|0|whiteout|whiteout|`]);

  await switchView(page, "table");
  expect(await factsOfTable(page)).toEqual(picture);
  await switchView(page, "diagram");
  await runInTerminal(page, "umount m");
});

test("two overlays at once, wherever they are mounted, are both shown", async () => {
  const page = lab();
  for (const place of ["/tmp", "/root"]) {
    await runInTerminal(page, `mkdir -p ${place}/two && cd ${place}/two && mkdir -p l u w m && touch l/from${place.slice(1)}`);
    await runInTerminal(page, "mount -t overlay overlay -o lowerdir=l,upperdir=u,workdir=w m");
  }
  for (const place of ["/tmp", "/root"]) {
    await tabOf(page, `${place}/two/m`).click();
    await expectTile(page, `from${place.slice(1)}|1|file|seen`);
  }
  await runInTerminal(page, "umount /tmp/two/m /root/two/m; cd");
});

test("hostile file names are shown safely, fit their place, and lead to the very file", async () => {
  const page = lab();
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const names = {
    "<img src=x onerror=alert(1)>": "'<img src=x onerror=alert(1)>'",
    "<script>alert(1)": "'<script>alert(1)'",
    'it\'s "quoted"': `'it'\\''s "quoted"'`,
    "two\\nlines": "$'two\\nlines'",
    "\\x1b[31mred": "$'\\e[31mred'",
    ["箱".repeat(85)]: "$(printf '箱%.0s' {1..85})",
  };
  await runInTerminal(page, "mkdir -p /root/h/{l,u,w,m} && cd /root/h/l");
  for (const word of Object.values(names)) await runInTerminal(page, `echo x > ${word.startsWith("$(") ? `"${word}"` : word}`);
  await runInTerminal(page, "cd .. && mount -t overlay overlay -o lowerdir=l,upperdir=u,workdir=w m");
  for (const name of Object.keys(names)) await expectTile(page, `${name.replaceAll("%", "%25")}|1|file|seen`);

  expect(await page.locator(".gd").locator("img, script, iframe").count()).toBe(0);
  expect(dialogs).toEqual([]);
  expect(await page.locator(".gd").evaluate((diagram) => diagram.outerHTML)).not.toMatch(/[\x00-\x08\x1b]/);
  const labels = await page.locator(".gd-shaft-name").evaluateAll((nodes) =>
    nodes
      .map((node) => node.getBoundingClientRect())
      .map(({ left, right }) => ({ left, right }))
      .sort((one, other) => one.left - other.left),
  );
  for (const [index, { left }] of labels.entries()) expect(left).toBeGreaterThanOrEqual(labels[index - 1]?.right ?? 0);

  await switchView(page, "table");
  const cells = await page.locator(".gd-table tbody th").allTextContents();
  expect(cells.sort()).toEqual(Object.keys(names).sort());
  await switchView(page, "diagram");

  await runInTerminal(page, "cd");
  await tile(page, "two\\nlines|1|file").click();
  await page.getByRole("button", { name: "Show me in the terminal" }).click();
  await expect.poll(() => readScreen(page)).toContain("two\\nlines");
  await page.keyboard.press("Enter");
  await expect.poll(() => readScreen(page)).toMatch(/^regular file .* 2 bytes$/m);
  await page.locator(".gd-panel").getByRole("button", { name: "Close" }).click();
  await runInTerminal(page, "umount /root/h/m");
});

test("the evidence opens by keyboard, types its command without Enter, and gives the focus back", async () => {
  const page = lab();
  await mountOverlay(page, "/root/t");
  const whiteout = tile(page, "two|0|whiteout|whiteout");
  await expect(whiteout).toBeVisible();
  await page.locator(".gd-mark[tabindex='0']").focus();
  for (let presses = 0; presses < 40 && !(await isFocused(page, "two|0|whiteout|whiteout|")); presses += 1) {
    const focused = await focusedFact(page);
    await page.keyboard.press(focused.startsWith("two|") ? "ArrowDown" : "ArrowRight");
  }
  await page.keyboard.press("Enter");
  const panel = page.locator(".gd-panel");
  await expect(panel).toContainText("char-device 0,0");
  const command = (await panel.locator("dd code").last().textContent()) ?? "";
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
  expect(await isFocused(page, "two|0|whiteout|whiteout|")).toBe(true);

  await runInTerminal(page, "cd");
  await whiteout.focus();
  await page.keyboard.press("Enter");
  await panel.getByRole("button", { name: "Show me in the terminal" }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await readScreen(page)).endsWith(`# ${command}`)).toBe(true);
  await page.keyboard.press("Control+c");
  await waitForPrompt(page);
  expect(await readScreen(page)).not.toContain("character special file");
  await typeCommand(page, command);
  await expect.poll(() => readScreen(page)).toMatch(/^character special file 0,0 /m);
  await runInTerminal(page, "umount /root/t/m");
});

const focusedFact = async (page: Page): Promise<string> =>
  (await page.locator("svg :focus").first().getAttribute("data-fact")) ?? "";
const isFocused = async (page: Page, fact: string): Promise<boolean> => (await focusedFact(page)) === fact;
