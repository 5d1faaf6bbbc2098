import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FilePath, shownPath, toFilePath } from "../../../lib/contract/file-path.ts";
import { EDITOR_CAP_BYTES, type ExpectedFile, PART_BYTES, TRANSFER_CAP_BYTES } from "../../../lib/contract/files.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { execIn, openTestLab, type TestLab, until } from "../sandboxes/test-support.ts";
import { createFiles, type Files } from "./files.ts";

let lab: TestLab;
let sandbox: RunningSandbox;
let directory: string;
let files: Files;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "glassbox-files-"));
  files = createFiles(directory);
  lab = await openTestLab();
  const { id } = await lab.sandboxes.create({
    owner: "test",
    purpose: "test",
    profile: lab.profile({ memoryMiB: 256, diskMiB: 128 }),
  });
  sandbox = lab.sandboxes.get(id)!;
});
afterAll(async () => {
  await lab?.[Symbol.asyncDispose]();
  await rm(directory, { recursive: true, force: true });
});

const path = (text: string): FilePath => toFilePath(text)!;
const bytes = (text: string) => new Uint8Array(Buffer.from(text));
const sha = (text: string): ExpectedFile => ({ kind: "version", version: createHash("sha256").update(text).digest("hex") });
const absent: ExpectedFile = { kind: "absent" };
const inside = async (script: string) => {
  const { exitCode, stdout, stderr } = await execIn(sandbox, script, { inBox: true });
  expect([exitCode, stderr]).toEqual([0, ""]);
  return stdout;
};
const contentOf = async (where: FilePath) => {
  const answer = await files.read(sandbox, where);
  return answer.kind === "content" ? Buffer.from(answer.data).toString() : answer;
};
const refusal = (code: string) => expect.objectContaining({ kind: "refused", code });
const save = (where: string, expected: ExpectedFile, text: string) => files.write(sandbox, path(where), expected, bytes(text));

describe("names are bytes", () => {
  test("hostile names are listed as they are, and each opens by its name", async () => {
    await inside(String.raw`mkdir -p /root/hostile && cd /root/hostile && n=0
      for name in $'new\nline' "it's \"quoted\"" $'\e[31mred\a' $'\xff\xfe' '-rf' ' ' '*' '%2F' '界面' $'\u202egpj' "$(printf 'x%.0s' {1..255})"; do
        echo "$name" >"./$name"; done`);
    const listing = await files.list(sandbox, path("/root/hostile"));
    if (listing.kind !== "listing") throw new Error(JSON.stringify(listing));
    expect(listing.entries).toHaveLength(11);
    for (const { name, size } of listing.entries) {
      const answer = await files.read(sandbox, `/root/hostile/${name}`);
      expect([name, answer.kind]).toEqual([name, "content"]);
      expect(answer.kind === "content" && answer.data.byteLength).toBe(size);
    }
    const shown = listing.entries.map(({ name }) => shownPath(name));
    expect(shown).toContain("new\\nline");
    expect(shown).toContain("\\x1b[31mred\\x07");
    expect(shown).toContain("\\xff\\xfe");
    expect(shown).toContain("\\u{202e}gpj");
    expect(new Set(shown).size).toBe(11);
    expect(await files.write(sandbox, "/root/hostile/%FF%FE", { kind: "any" }, bytes("new"))).toMatchObject({ kind: "written" });
    expect(await inside(String.raw`cat /root/hostile/$'\xff\xfe'`)).toBe("new");
  });

  test("a directory of 2,500 names shows the first 2,000 and says how many are left out", async () => {
    await inside("mkdir /tmp/many && cd /tmp/many && touch $(seq -w 1 2500)");
    const listing = await files.list(sandbox, path("/tmp/many"));
    expect(listing).toMatchObject({ kind: "listing", leftOut: 500, orMore: false });
    expect(listing.kind === "listing" && listing.entries.at(-1)?.name).toBe("2000");
  });
});

describe("what is read is the sandbox's", () => {
  test("no link, /proc/1/root or chain of .. leads to a file of the host", async () => {
    const canary = `/root/glassbox-canary-${randomBytes(6).toString("hex")}`;
    await writeFile(canary, "of the host");
    try {
      await inside(`ln -s /etc/shadow /root/absolute; ln -s ${"../".repeat(12)} /root/up; ln -s /proc/1/root /root/init;
        ln -s ${canary} /root/canary`);
      const shadow = await inside("cat /etc/shadow");
      for (const way of ["/root/absolute", "/proc/1/root/etc/shadow", "/root/up/etc/shadow", "/root/init/etc/shadow"])
        expect([way, await contentOf(path(way))]).toEqual([way, shadow]);
      for (const way of ["/root/canary", canary, `/proc/1/root${canary}`, `/root/up${canary}`, `/root/init${canary}`])
        expect([way, await contentOf(path(way))]).toEqual([way, refusal("gone")]);
      // Written through the link: to the place of that name in the sandbox.
      expect(await save("/root/canary", absent, "of the sandbox")).toMatchObject({ kind: "written" });
      expect(await inside(`cat ${canary}; readlink /root/canary`)).toBe(`of the sandbox${canary}\n`);
      expect(await import("node:fs/promises").then((fs) => fs.readFile(canary, "utf8"))).toBe("of the host");
    } finally {
      await rm(canary);
    }
  });

  test("a FIFO, a socket, a device, a directory and a huge file are named, and none of them hangs", async () => {
    await inside(`mkfifo /root/fifo; ln -s fifo /root/to-fifo; truncate -s 1T /root/huge;
      python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("/root/socket")'; ln -s loop /root/loop`);
    expect(await contentOf(path("/root/fifo"))).toEqual(refusal("fifo"));
    expect(await contentOf(path("/root/to-fifo"))).toEqual(refusal("fifo"));
    expect(await contentOf(path("/root/socket"))).toEqual(refusal("socket"));
    expect(await contentOf(path("/dev/zero"))).toEqual(refusal("device"));
    expect(await contentOf(path("/root"))).toEqual(refusal("is-directory"));
    expect(await contentOf(path("/root/huge"))).toEqual(refusal("too-big"));
    expect(await contentOf(path("/root/loop"))).toEqual(refusal("link-loop"));
    expect(await contentOf(path("/proc/kallsyms"))).toEqual(refusal("too-big"));
    expect(await contentOf(path("/etc/passwd/below"))).toEqual(refusal("not-a-directory"));
    expect(await save("/root/fifo", { kind: "any" }, "x")).toEqual(refusal("fifo"));
    expect(await files.list(sandbox, path("/etc/passwd"))).toEqual(refusal("not-a-directory"));
  });

  test("a file of /proc has no size and opens all the same; one of the kernel's knobs is written in place", async () => {
    expect(await contentOf(path("/proc/sys/net/ipv4/ip_forward"))).toMatch(/^[01]\n$/);
    expect(await save("/proc/sys/net/ipv4/ip_forward", { kind: "any" }, "1\n")).toMatchObject({ kind: "written", inPlace: true });
    expect(await inside("cat /proc/sys/net/ipv4/ip_forward")).toBe("1\n");
  });
});

describe("saving loses nobody's work", () => {
  test("a new file is made, is saved again, and is not made twice", async () => {
    expect(await save("/root/new", absent, "one\n")).toMatchObject({
      kind: "written",
      inPlace: false,
      facts: { mode: 0o644, size: 4 },
    });
    expect(await save("/root/new", sha("one\n"), "two\n")).toMatchObject({ kind: "written", inPlace: false });
    expect(await save("/root/new", absent, "three\n")).toEqual({ kind: "conflict", now: "exists" });
    expect(await inside("cat /root/new")).toBe("two\n");
  });

  test("what changed in the sandbox meanwhile is a conflict, and so is a file that vanished", async () => {
    await inside("echo one >/root/both");
    await inside("echo from-the-shell >/root/both");
    expect(await save("/root/both", sha("one\n"), "mine\n")).toEqual({ kind: "conflict", now: "changed" });
    expect(await inside("cat /root/both")).toBe("from-the-shell\n");
    expect(await save("/root/both", { kind: "any" }, "mine\n")).toMatchObject({ kind: "written" });
    await inside("touch /root/both"); // same content: nothing to lose
    expect(await save("/root/both", sha("mine\n"), "again\n")).toMatchObject({ kind: "written" });
    await inside("rm /root/both");
    expect(await save("/root/both", sha("again\n"), "more\n")).toEqual({ kind: "conflict", now: "gone" });
    expect(await save("/no/such/place", absent, "x")).toEqual(refusal("gone"));
  });

  test("mode, owner, set-user-ID and extended attributes are kept, and no other file is left beside", async () => {
    await inside("mkdir /root/kept; cd /root/kept; echo a >f; chown 33:44 f; chmod 4751 f; setfattr -n user.note -v hello f");
    expect(await save("/root/kept/f", sha("a\n"), "b\n")).toMatchObject({
      kind: "written",
      inPlace: false,
      facts: { mode: 0o4751 },
    });
    expect(await inside("cd /root/kept; stat -c '%u:%g %a' f; getfattr --only-values -n user.note f; echo; ls -A")).toBe(
      "33:44 4751\nhello\nf\n",
    );
  });

  test("a second name and a mount keep seeing the file: it is written in place, also where the mount is in another namespace", async () => {
    await inside(
      "mkdir /root/bound; cd /root/bound; echo a >hard; ln hard other; echo a >conf; echo a >mounted; touch /opt/m; mount --bind mounted /opt/m",
    );
    expect(await save("/root/bound/hard", sha("a\n"), "longer\n")).toMatchObject({ kind: "written", inPlace: true });
    expect(await save("/opt/m", sha("a\n"), "")).toMatchObject({ kind: "written", inPlace: true });
    await execIn(
      sandbox,
      `touch /opt/conf; setsid unshare -m sh -c 'mount --bind /root/bound/conf /opt/conf; touch /root/bound/ready; exec sleep 8761' >/dev/null 2>&1 &`,
      { inBox: true },
    );
    await until(
      "the other namespace has its mount",
      async () => (await execIn(sandbox, "test -e /root/bound/ready")).exitCode === 0,
    );
    expect(await save("/root/bound/conf", sha("a\n"), "seen\n")).toMatchObject({ kind: "written", inPlace: true });
    expect(
      await inside(`cd /root/bound; cat other; cat mounted; nsenter -m -t $(pgrep -f 'sleep [8]761' | head -1) cat /opt/conf`),
    ).toBe("longer\nseen\n");
    await inside("pkill -f 'sleep [8]761'; umount /opt/m");
  });

  test("a read-only place and a file of somebody unknown are refused with the reason", async () => {
    await inside("mkdir -p /mnt/ro; mount -t tmpfs -o size=1m ro /mnt/ro; echo a >/mnt/ro/f; mount -o remount,bind,ro /mnt/ro");
    expect(await save("/mnt/ro/f", sha("a\n"), "b\n")).toEqual(refusal("read-only"));
    expect(await save("/mnt/ro/new", absent, "b\n")).toEqual(refusal("read-only"));
    expect(await files.read(sandbox, path("/mnt/ro/f"))).toMatchObject({ kind: "content", facts: { writable: false } });
    expect(await files.list(sandbox, path("/mnt/ro"))).toMatchObject({ kind: "listing", writable: false });
    await inside("umount /mnt/ro");
    expect(await files.read(sandbox, path("/proc/kcore"))).toMatchObject({ kind: "refused" });
  });

  test("a full disk is said, and the old content stays whole, also where it is written in place", async () => {
    await inside(
      "mkdir -p /mnt/full; mount -t tmpfs -o size=256k full /mnt/full; cd /mnt/full; echo precious >f; echo precious >h; ln h h2; dd if=/dev/zero of=fill bs=4k 2>/dev/null || true",
    );
    const large = "x".repeat(200_000);
    expect(await save("/mnt/full/f", sha("precious\n"), large)).toEqual(refusal("disk-full"));
    expect(await save("/mnt/full/h", sha("precious\n"), large)).toEqual(refusal("disk-full"));
    expect(await inside("cd /mnt/full; cat f h; ls -A")).toBe("precious\nprecious\nf\nfill\nh\nh2\n");
    await inside("umount /mnt/full");
  });

  test("the sandbox's own quota is said too", async () => {
    await inside(
      "echo precious >/root/f; dd if=/dev/zero of=/root/fill bs=1M 2>/dev/null; dd if=/dev/zero of=/root/fill2 bs=4k 2>/dev/null; sync; dd if=/dev/zero of=/root/fill3 bs=4k 2>/dev/null; true",
    );
    expect(await save("/root/f", sha("precious\n"), "x".repeat(EDITOR_CAP_BYTES))).toEqual(refusal("disk-full"));
    expect(await inside("cat /root/f; rm -f /root/fill /root/fill2 /root/fill3; sync")).toBe("precious\n");
  });
});

describe("transfers", () => {
  const upload = async (where: string, data: Uint8Array, expected: ExpectedFile, id = randomBytes(8).toString("hex")) => {
    for (let offset = 0; ; offset += PART_BYTES) {
      const answer = await files.takePart(sandbox, {
        ...{ path: path(where), upload: id, offset, total: data.length, expected },
        data: data.subarray(offset, offset + PART_BYTES),
      });
      if (answer.kind !== "done") return answer;
    }
  };
  const download = async (where: string) => {
    const pieces: Uint8Array[] = [];
    for (let offset = 0, state = "first"; ; offset += PART_BYTES) {
      const answer = await files.readPart(sandbox, path(where), offset, state);
      if (answer.kind !== "content") return answer;
      state = answer.facts.state;
      pieces.push(answer.data);
      if (offset + answer.data.length >= answer.facts.size) return Buffer.concat(pieces);
    }
  };

  test("bytes go up and come down unchanged, in parts", async () => {
    const data = randomBytes(2 * PART_BYTES + 12_345);
    expect(await upload("/root/large.bin", data, absent)).toMatchObject({ kind: "written", facts: { size: data.length } });
    expect(await inside("sha256sum </root/large.bin; ls -A /root | grep -c glassbox || true")).toContain(
      createHash("sha256").update(data).digest("hex"),
    );
    expect(Buffer.compare((await download("/root/large.bin")) as Buffer, data)).toBe(0);
    expect(await upload("/root/large.bin", data, absent)).toEqual({ kind: "conflict", now: "exists" });
    expect(await upload("/root/empty", new Uint8Array(), absent)).toMatchObject({ kind: "written", facts: { size: 0 } });
  });

  test("a file that changes while it comes down is refused, not mixed", async () => {
    await inside("head -c 3000000 /dev/urandom >/root/moving");
    const first = await files.readPart(sandbox, path("/root/moving"), 0, "first");
    await inside("echo more >>/root/moving");
    expect(
      await files.readPart(sandbox, path("/root/moving"), PART_BYTES, first.kind === "content" ? first.facts.state : ""),
    ).toEqual(refusal("changed"));
  });

  test("an upload that fails or is given up leaves nothing behind", async () => {
    const part = {
      path: path("/root/left/file"),
      upload: "00".repeat(8),
      total: TRANSFER_CAP_BYTES,
      expected: absent,
      data: bytes("x"),
    };
    await inside("mkdir /root/left");
    expect(await files.takePart(sandbox, { ...part, offset: 0 })).toEqual({ kind: "done" });
    expect(await inside("ls -A /root/left")).toBe(`.glassbox-upload-${part.upload}\n`);
    expect(await files.takePart(sandbox, { ...part, offset: 99 })).toEqual(refusal("changed"));
    expect(await inside("ls -A /root/left")).toBe("");
    await files.takePart(sandbox, { ...part, offset: 0 });
    await files.change(sandbox, { what: "discard", path: part.path, upload: part.upload });
    expect(await inside("ls -A /root/left")).toBe("");
  });
});

test("directories are made, entries renamed and removed, and nothing is overwritten or removed by surprise", async () => {
  const change = (what: "make-directory" | "remove", where: string) => files.change(sandbox, { what, path: path(where) });
  const rename = (from: string, to: string) => files.change(sandbox, { what: "rename", path: path(from), to: path(to) });
  expect(await change("make-directory", "/root/dir")).toEqual({ kind: "done" });
  expect(await change("make-directory", "/root/dir")).toEqual(refusal("exists"));
  await save("/root/dir/a", absent, "a");
  await save("/root/dir/b", absent, "b");
  expect(await rename("/root/dir/a", "/root/dir/b")).toEqual(refusal("exists"));
  expect(await rename("/root/dir/a", "/root/dir/c")).toEqual({ kind: "done" });
  expect(await change("remove", "/root/dir")).toEqual(refusal("not-empty"));
  await inside("ln -s /root/dir/b /root/dir/link");
  expect(await change("remove", "/root/dir/link")).toEqual({ kind: "done" });
  expect(await inside("ls /root/dir")).toBe("b\nc\n");
});

test("a student who replaces the program or takes it away lies to nobody else, and is told", async () => {
  await inside(
    "cp -a /usr/bin/python3 /root/python-link; printf '#!/bin/sh\\necho listing 1 0 0 1; echo file x x x ../../etc -\\n' >/usr/bin/python3; chmod +x /usr/bin/python3".replace(
      "printf",
      "rm /usr/bin/python3; printf",
    ),
  );
  expect(await files.list(sandbox, path("/root"))).toEqual(refusal("other"));
  await inside("printf '#!/bin/sh\\nexec sleep 600\\n' >/usr/bin/python3");
  expect(await files.list(sandbox, path("/root"))).toEqual(refusal("slow"));
  await inside("printf '#!/bin/sh\\nexec cat /dev/zero\\n' >/usr/bin/python3");
  expect(await files.list(sandbox, path("/root"))).toMatchObject({ kind: "refused" });
  await inside("rm /usr/bin/python3");
  expect(await files.list(sandbox, path("/root"))).toEqual(refusal("no-program"));
  await inside("mv /root/python-link /usr/bin/python3");
  expect(await files.list(sandbox, path("/root"))).toMatchObject({ kind: "listing" });
}, 60_000);
