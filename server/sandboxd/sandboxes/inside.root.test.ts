import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { execIn, openTestLab, type TestLab } from "./test-support.ts";

let lab: TestLab;
let sandbox: RunningSandbox;
beforeAll(async () => {
  lab = await openTestLab();
  const { id } = await lab.sandboxes.create({ owner: "test", purpose: "inside", profile: lab.profile({ hostname: "kitchen" }) });
  sandbox = lab.sandboxes.get(id)!;
});
afterAll(() => lab?.[Symbol.asyncDispose]());

/** Runs a script and answers with its output; fails the test with what it said when it does not exit 0. */
async function inside(script: string): Promise<string> {
  const { exitCode, stdout, stderr } = await execIn(sandbox, `set -e\n${script}`);
  expect({ exitCode, stderr: exitCode === 0 ? "" : stderr }).toEqual({ exitCode: 0, stderr: "" });
  return stdout.trim();
}

describe("a student inside a sandbox", () => {
  it("is root", async () => {
    expect(await inside("id -u; id -g; id -G")).toBe("0\n0\n0");
  });

  it("sees catatonit as the first process, which reaps orphans", async () => {
    expect(await inside("cat /proc/1/comm")).toBe("catatonit");
    expect(
      await inside(
        "for i in 1 2 3; do (sleep 0.01 &); done; while pgrep -x sleep > /dev/null; do :; done; ps -eo stat= | grep -c ^Z || true",
      ),
    ).toBe("0");
  });

  it("does not lose the sandbox by killing every sleep", async () => {
    await inside("pkill sleep || true; pgrep -f glassbox-wait");
    expect(lab.sandboxes.get(sandbox.id)).toBe(sandbox);
  });

  it.each(["/root", "/lab", "/tmp", "/home", "/mnt", "/srv", "/opt"])(
    "mounts an overlay under %s, and deleting leaves a whiteout",
    async (directory) => {
      const seen = await inside(`
      mkdir -p ${directory}/o/{lower,upper,work,merged}; cd ${directory}/o; echo low > lower/file
      mount -t overlay overlay -o lowerdir=lower,upperdir=upper,workdir=work merged
      cat merged/file; rm merged/file; stat -c '%F %t,%T' upper/file; cat lower/file; umount merged`);
      expect(seen).toBe("low\ncharacter special file 0,0\nlow");
    },
  );

  it("adds network namespaces and runs commands in them", async () => {
    expect(
      await inside(
        "ip netns add blue; ip netns exec blue ip -br link | awk '{print $1}'; ip -n blue link set lo up; ip netns del blue",
      ),
    ).toBe("lo");
  });

  it("unshares user, pid and mount namespaces and mounts its own proc in them", async () => {
    expect(await inside("unshare -Urpfm --mount-proc sh -c 'echo $$; ps -e -o pid= | wc -l' | head -1")).toBe("1");
  });

  it("plugs veth pairs, bridges and a tap", async () => {
    await inside(
      "ip link add left type veth peer name right; ip link add br9 type bridge; ip link set left master br9; ip link del left; ip link del br9",
    );
    await inside("ip tuntap add tap9 mode tap; ip link del tap9");
  });

  it("writes NAT rules with iptables and nft", async () => {
    expect(
      await inside("iptables -t nat -A POSTROUTING -s 10.9.0.0/24 -j MASQUERADE; iptables -t nat -S POSTROUTING | tail -1"),
    ).toContain("MASQUERADE");
    expect(await inside("nft add table ip mine; nft list tables | grep -c mine")).toBe("1");
  });

  it("captures packets on its own interfaces", async () => {
    const interfaces = await inside("tcpdump -D");
    expect(interfaces).toContain("eth0");
    expect(interfaces).not.toMatch(new RegExp(`\\b${lab.settings.name}0\\b`));
  });

  it("makes cgroups below its own, with limits of its choice", async () => {
    expect(
      await inside(
        "d=$(ls -d /sys/fs/cgroup/pids /sys/fs/cgroup 2>/dev/null | head -1); mkdir $d/mine; rmdir $d/mine; echo made",
      ),
    ).toBe("made");
  });

  it("becomes another user and comes back", async () => {
    expect(await inside("su nobody -s /bin/sh -c 'id -un'")).toBe("nobody");
  });

  it("has the host name its lab gave it, and resolves it", async () => {
    expect(await inside("hostname; getent hosts kitchen | awk '{print $2}'")).toBe("kitchen\nkitchen");
  });

  it("keeps root's dot files although /root is a directory of its own", async () => {
    expect(await inside("stat -c '%U %a' /root /root/.bashrc")).toBe("root 700\nroot 644");
  });

  it("changes the root file system without anybody else noticing", async () => {
    await inside("echo mine > /usr/bin/mine; chmod 755 /usr/bin/mine; rm /usr/bin/tree || true");
    await lab.withSandbox(async (other) => {
      const { stdout } = await execIn(other, "ls /usr/bin/mine /etc/passwd 2>/dev/null");
      expect(stdout.trim()).toBe("/etc/passwd");
    });
  });

  it("finds nothing of ours in its environment", async () => {
    const environment = await inside(
      "env | cut -d= -f1 | sort | tr '\\n' ' '; tr '\\0' '\\n' < /proc/1/environ | cut -d= -f1 | sort | tr '\\n' ' '",
    );
    expect(environment.split(/\s+/).toSorted()).toEqual(
      ["HOME", "HOME", "LANG", "LANG", "PATH", "PATH", "PWD", "SHLVL", "TERM", "_"].toSorted(),
    );
  });
});
