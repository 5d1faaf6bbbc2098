import { expect, type Page, test } from "@playwright/test";
import { expectTile } from "./support/diagram.ts";
import { expectTick, goToStep, runAllBlocks } from "./support/lesson.ts";
import { sharedLab } from "./support/shared-lab.ts";
import { runInTerminal } from "./support/workbench.ts";

const lab = sharedLab("fs-01-overlay-by-hand");
const KINDS = ["network", "namespaces", "cgroups", "mounts"] as const;
type Kind = (typeof KINDS)[number];

const place = (page: Page, kind: Kind | "layers") => page.locator(`[data-diagram=${kind}]`);
async function open(page: Page, kind: Kind | "layers"): Promise<void> {
  await page.locator(`[data-diagram-tab=${kind}]`).click();
  await expect(place(page, kind).locator(".gd-head")).toBeVisible();
}

test("diagrams open alone or beside each other, and the last one cannot be closed", async () => {
  const page = lab();
  await open(page, "namespaces");
  await expect(page.locator("[data-diagram]")).toHaveCount(1);
  await page.getByRole("button", { name: "Open Cgroups beside it" }).click();
  await expect(page.locator("[data-diagram]")).toHaveCount(2);
  for (const kind of ["namespaces", "cgroups"] as const) await expect(place(page, kind).locator(".gd-svg")).toBeVisible();
  await page.getByRole("button", { name: "Close Namespaces" }).click();
  await expect(page.locator("[data-diagram]")).toHaveCount(1);
  await expect(page.getByRole("button", { name: /^Close / })).toHaveCount(0);
});

test("a diagram is live as soon as it is opened, whatever was open before", async () => {
  const page = lab();
  await open(page, "layers");
  await runInTerminal(page, "mkdir -p /root/live; mount -t tmpfs live /root/live");
  await open(page, "mounts");
  await expect(place(page, "mounts").getByRole("button", { name: /^\/root\/live/ })).toBeVisible();
  await runInTerminal(page, "umount /root/live");
  await expect(place(page, "mounts").getByRole("button", { name: /^\/root\/live/ })).toHaveCount(0);
});

test("hostile names of interfaces, namespaces, processes, groups and mounts are text in picture and table", async () => {
  const page = lab();
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const long = "界".repeat(80);
  await runInTerminal(
    page,
    `E=$(printf '\\033'); X='<img src=x onerror=alert(1)>'; ip netns add "$X"; ip netns add "${long}"; ip link add "<b>'\\"$E[31m" type bridge; ip link add 'a&b;\${x}' type bridge`,
  );
  await runInTerminal(
    page,
    `(exec -a "$X$E]0;t" sleep 9731) & P=$(ls -d /sys/fs/cgroup/pids 2>/dev/null || echo /sys/fs/cgroup); mkdir "$P/$X$E[1m"; mkdir "/root/$X"; mount -t tmpfs "$X" "/root/$X"`,
  );
  const shown: Record<Kind, string[]> = {
    network: ["<img src=x onerror=alert(1)>", "<b>'\"\\x1b[31m"],
    namespaces: ["<img src=x onerror=alert(1)>\\x1b]0;t 9731"],
    cgroups: ["<img src=x onerror=alert(1)>\\x1b[1m"],
    mounts: ["/root/<img src=x onerror=alert(1)>"],
  };
  for (const kind of KINDS) {
    await open(page, kind);
    for (const name of shown[kind])
      await expect.poll(() => namesIn(page, kind), { message: `${name} in ${kind}` }).toContain(name);
    await place(page, kind).getByRole("button", { name: "View as table" }).click();
    for (const name of shown[kind]) await expect(place(page, kind)).toContainText(name);
    expect(await place(page, kind).locator("img, b:has(~ *) > script, script").count()).toBe(0);
    await place(page, kind).getByRole("button", { name: "View as diagram" }).click();
  }
  expect(dialogs).toEqual([]);
  await runInTerminal(
    page,
    `kill %1; umount "/root/$X"; rmdir "$P/$X$E[1m"; ip link del "<b>'\\"$E[31m"; ip link del 'a&b;\${x}'; ip -all netns delete`,
  );
});

/** What the marks of a diagram say of themselves, as one text. */
async function namesIn(page: Page, kind: Kind): Promise<string> {
  const names = await place(page, kind)
    .locator("svg [aria-label]")
    .evaluateAll((marks) => marks.map((mark) => mark.getAttribute("aria-label") ?? ""));
  return names.join("\n");
}

test("the evidence of a mark is a command that shows the same fact in the terminal", async () => {
  const page = lab();
  await runInTerminal(page, "(unshare --uts sh -c 'hostname elsewhere; exec sleep 9742' &)");
  await open(page, "namespaces");
  const chip = place(page, "namespaces").locator('[data-key^="chip|"][data-fact^="uts-"]').last();
  // The sandbox's own is a dot without a name: the picture may be older than the command.
  await expect(chip).toContainText("uts");
  await chip.click();
  const panel = place(page, "namespaces").locator(".gd-panel");
  await expect(panel).toContainText("Its hostname is elsewhere.");
  const [raw, command] = await panel.locator("dd code").allTextContents();
  expect(await runInTerminal(page, command ?? "")).toContain(raw);
  await page.keyboard.press("Escape");
  await runInTerminal(page, "pkill -f 9742");
});

test("an overlay that only the step's check has looked at is drawn as soon as somebody looks at the layers", async () => {
  const page = lab();
  await goToStep(page, "02-mount");
  await open(page, "network");
  await runAllBlocks(page);
  await expectTick(page, "02-mount");
  await open(page, "layers");
  await expectTile(page, "in_lower.txt|1|file|seen");
});
