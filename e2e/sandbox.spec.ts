import { expect, test } from "@playwright/test";
import { openLab, runInTerminal } from "./support/workbench.ts";

test("the shell is root in a sandbox where the kernel's own tools work", async ({ page }) => {
  await openLab(page, "fs-01-overlay-by-hand");
  expect(await runInTerminal(page, "id -u; cat /proc/1/comm")).toBe("0\ncatatonit");
  for (const place of ["/root", "/lab", "/tmp"]) {
    const made = await runInTerminal(
      page,
      `cd $(mktemp -d ${place}/o.XXXX) && mkdir l u w m && mount -t overlay overlay -o lowerdir=l,upperdir=u,workdir=w m && findmnt -no FSTYPE m`,
    );
    expect(made, place).toBe("overlay");
  }
  expect(await runInTerminal(page, "ip netns add one && ip netns exec one ip -br link | cut -d' ' -f1")).toBe("lo");
  expect(await runInTerminal(page, "ip link add left type veth peer name right && ip -br link show left | cut -d@ -f1")).toBe(
    "left",
  );
  expect(await runInTerminal(page, "unshare -Urpfm --mount-proc sh -c 'echo $$'")).toBe("1");
  expect(await runInTerminal(page, "iptables -t nat -L -n | head -1")).toMatch(/^Chain PREROUTING/);
});

test("the host's processes, files and network are out of sight", async ({ page }) => {
  await openLab(page, "fs-01-overlay-by-hand");
  expect(await runInTerminal(page, "ps -e -o comm= | grep -c -E 'node|chrom|sandboxd'")).toBe("0");
  expect(await runInTerminal(page, "ls -d /var/lib/glassbox* /work 2>/dev/null | wc -l")).toBe("0");
  expect(await runInTerminal(page, "ip -br link | cut -d'@' -f1 | cut -d' ' -f1 | sort | xargs")).toBe("eth0 lo");
});
