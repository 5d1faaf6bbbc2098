import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { SandboxProfile } from "../../../lib/contract/sandbox.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { execIn, openTestLab, type TestLab, until } from "../sandboxes/test-support.ts";
import { HIGH_WATER_BYTES } from "./flow-control.ts";
import { readScreen } from "./read-screen.ts";
import type { Viewer } from "./terminal.ts";
import { openTerminals, type Terminals } from "./terminals.ts";

let lab: TestLab;
let directory: string;
let terminals: Terminals;
let sandbox: RunningSandbox;
const exits = new Map<string, { code: number | null; seenBytes: number }>();
const pages = new Map<string, Page>();

beforeAll(async () => {
  lab = await openTestLab();
  directory = await mkdtemp(join(tmpdir(), "glassbox-terminals-"));
  terminals = await openTerminals(join(directory, "run"), {
    log: { info: () => undefined, warn: console.warn, error: console.error },
    onExited: (id, code) => exits.set(id, { code, seenBytes: pages.get(id)?.bytes.length ?? 0 }),
  });
  const { id } = await lab.sandboxes.create({
    owner: "test",
    purpose: "fs-01",
    profile: SandboxProfile.parse({ maxTerminals: 4 }),
  });
  sandbox = lab.sandboxes.get(id)!;
});
afterEach(async () => {
  await Promise.all(terminals.list(sandbox.id).map(({ id }) => terminals.close(id)));
});
afterAll(async () => {
  await lab?.[Symbol.asyncDispose]();
  if (directory) await rm(directory, { recursive: true, force: true });
});

/** Plays a browser page: keeps all bytes, acknowledges them unless told not to. */
class Page implements Viewer {
  readonly id: string;
  bytes = Buffer.alloc(0);
  acknowledges = true;
  #end = 0;
  constructor(id: string) {
    this.id = id;
  }
  async attach(have: number | null) {
    const replay = await terminals.get(this.id).attach(this, have);
    this.#end = replay.offset;
    this.bytes = replay.kind === "screen" ? Buffer.from(replay.data) : Buffer.concat([this.bytes, replay.data]);
    return replay;
  }
  /** Attaches, reads what is painted, and leaves. */
  async look() {
    const { data } = await this.attach(null);
    terminals.get(this.id).detach(this);
    return Buffer.from(data).toString();
  }
  output(_terminal: string, offset: number, data: Buffer) {
    expect(offset).toBe(this.#end); // no gap, no overlap, ever
    this.#end += data.length;
    this.bytes = Buffer.concat([this.bytes, data]);
    if (this.acknowledges) queueMicrotask(() => terminals.get(this.id).acknowledge(this, this.#end));
  }
  get offset() {
    return this.#end;
  }
  type(text: string | Buffer) {
    terminals.get(this.id).write(Buffer.from(text));
  }
  get text() {
    return this.bytes.toString("latin1");
  }
  /** The prompt again, after a text: the one that was there before the command does not count. */
  promptsAfter(text: string) {
    return until(`a prompt after ${JSON.stringify(text)}`, () => this.text.slice(this.text.lastIndexOf(text)).includes("# "));
  }
  shows(text: string, timeoutMs = 10_000) {
    return until(
      `"${text}" on the page, which shows ${JSON.stringify(this.text.slice(-300))}`,
      () => this.text.includes(text),
      timeoutMs,
    );
  }
}

async function open({ command, cols = 80, rows = 24 }: { command?: string[]; cols?: number; rows?: number } = {}): Promise<Page> {
  const { id } = terminals.open(sandbox, { name: "main", cols, rows, command });
  const page = new Page(id);
  pages.set(id, page);
  await page.attach(null);
  return page;
}
/** Host pids of what is under the student's limits. */
const inBox = async (): Promise<number[]> => {
  const { cgroups } = sandbox;
  const procs = await readFile(`${cgroups.pids ?? cgroups[""]}/box/cgroup.procs`, "utf8");
  return procs.trim().split("\n").map(Number);
};
const close = (page: Page) => terminals.close(page.id);
const ended = (page: Page) => until(`the end of ${page.id}`, () => exits.get(page.id));

describe("a terminal in a sandbox", () => {
  test("is a login shell of root on a pty of the sandbox, at home, under the student's limits", async () => {
    const page = await open();
    page.type("tty; pwd; id -u; cat /proc/self/cgroup; echo en''d\r");
    await page.shows("end");
    expect(page.text).toMatch(/\/dev\/pts\/\d+/);
    expect(page.text).toContain("/root");
    expect(page.text).not.toContain("ctl");
    expect(page.text).toMatch(/^0::\/\r?$/m);
  });

  test("starts with an environment that holds nothing of ours", async () => {
    const page = await open({ command: ["/usr/bin/env"] });
    await ended(page);
    const names = page.text
      .trim()
      .split(/\r\n/)
      .map((line) => line.split("=")[0])
      .sort();
    expect(names).toEqual(
      ["COLORTERM", "HOME", "LANG", "LOGNAME", "PATH", "PWD", "SHELL", "TERM", "USER"]
        .concat(names.filter((name) => name === "OLDPWD" || name === "SHLVL" || name === "_"))
        .sort(),
    );
  });

  test("is the shell that was put there before anybody came: once, under the limits, with the size of who opens it", async () => {
    const before = await inBox();
    await terminals.prepare(sandbox);
    const spare = (await inBox()).filter((pid) => !before.includes(pid));
    expect(spare).toHaveLength(1);
    expect(terminals.list(sandbox.id)).toEqual([]);
    const other = await open({ command: ["/bin/cat"] });
    const first = await open({ cols: 132, rows: 40 });
    expect(await inBox()).toContain(spare[0]);
    first.type("stty size; tty; cat /proc/self/cgroup; echo en''d\r");
    await first.shows("end");
    expect(first.text).toContain("40 132\r\n");
    expect(first.text).toMatch(/\/dev\/pts\/\d+/);
    expect(first.text).toMatch(/^0::\/\r?$/m);
    const second = await open();
    second.type("echo $PPI''D; exit\r");
    await ended(second);
    expect(exits.has(first.id)).toBe(false);
    await close(other);
    await close(first);
    expect(await inBox()).toEqual(before);
  });

  test("is a new shell where the one that was put there has ended", async () => {
    const before = await inBox();
    await terminals.prepare(sandbox);
    for (const pid of (await inBox()).filter((one) => !before.includes(one))) process.kill(pid, "SIGKILL");
    await until("it is gone", async () => (await inBox()).length === before.length);
    const page = await open();
    page.type("echo he''re\r");
    await page.shows("here");
  });

  test("carries every byte as it is, both ways, valid UTF-8 or not", async () => {
    const page = await open({ command: ["/bin/bash", "-c", "stty raw -echo; echo ready; head -c 256 | cat; sleep 0.1"] });
    await page.shows("ready");
    const before = page.bytes.length;
    const all = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    page.type(all);
    await ended(page);
    const received = page.bytes.subarray(before);
    expect(received.subarray(received.length - 256).toString("hex")).toBe(all.toString("hex"));
  });

  test("tells the program its size, and every new size", async () => {
    const page = await open({ cols: 100, rows: 30 });
    page.type("stty size\r");
    await page.shows("30 100");
    terminals.get(page.id).resize(132, 43);
    page.type("stty size\r");
    await page.shows("43 132");
  });

  test("announces its exit code after its last output, even when nobody was reading", async () => {
    const page = await open({ command: ["/bin/bash", "-c", "head -c 400000 /dev/zero | tr '\\0' x; echo LAST-WORDS; exit 42"] });
    page.acknowledges = false;
    await until("the program waits for its reader", () => page.bytes.length >= HIGH_WATER_BYTES);
    expect(exits.has(page.id)).toBe(false);
    page.acknowledges = true;
    terminals.get(page.id).acknowledge(page, page.offset);
    expect((await ended(page)).code).toBe(42);
    expect(exits.get(page.id)?.seenBytes).toBe(page.bytes.length);
    expect(page.text).toContain("LAST-WORDS");
    expect(page.text.replaceAll(/[^x]/g, "").length).toBe(400_000);
  });

  test("loses no last line of a program that ends while its reader has stopped", async () => {
    const page = await open({
      command: ["/bin/bash", "-c", "sleep 0.3; head -c 262200 /dev/zero | tr '\\0' x; echo LAST-WORDS"],
    });
    page.acknowledges = false;
    await ended(page);
    expect(page.text).toContain("LAST-WORDS");
  });

  test("closing ends everything in its session, a program that ignores hang-ups included", async () => {
    const page = await open();
    page.type("(trap '' HUP; sleep 97601) & sleep 97602 & (trap '' HUP TERM; exec sleep 97603)\r");
    const running = async () => {
      const names = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
      const lines = await Promise.all(names.map((name) => readFile(`/proc/${name}/cmdline`, "utf8").catch(() => "")));
      return lines.filter((line) => line.startsWith("sleep\0" + "9760")).length;
    };
    await until("three sleeps", async () => (await running()) === 3);
    await close(page);
    expect(await running()).toBe(0);
    expect(terminals.list(sandbox.id).some(({ id }) => id === page.id)).toBe(false);
  });

  test("is refused with a sentence past the profile's number", async () => {
    const open4 = await Promise.all([open(), open(), open(), open()]);
    await expect(open()).rejects.toMatchObject({ code: "too-many", message: expect.stringContaining("4 terminals") });
    await Promise.all(open4.map(close));
  });

  test("a .bashrc that forks without end is caught by the student's limits", async () => {
    const page = await open();
    page.type(
      "cp /root/.bashrc /root/.bashrc.good; echo 'for i in $(seq 2000); do sleep 97700 & done; echo SPAWNED' >> /root/.bashrc; exit\r",
    );
    await ended(page);
    const bomb = await open({ command: ["/bin/bash", "-i"] });
    await until("the table is full", () => /fork|SPAWNED/.test(bomb.text), 20_000);
    const cure = await open({ command: ["/bin/sh", "-c", "echo a shell gets in, and its builtins work"] });
    await cure.shows("its builtins work");
    await close(bomb);
    await execIn(sandbox, "mv /root/.bashrc.good /root/.bashrc");
  });
});

describe("a flood", () => {
  test("from `yes` stops at the high mark for a page that paints nothing, and Ctrl-C gives the prompt back", async () => {
    const page = await open();
    await page.shows("# ");
    page.acknowledges = false;
    page.type("yes\r");
    await until("the high mark", () => page.bytes.length >= HIGH_WATER_BYTES);
    const before = process.memoryUsage().rss;
    const stopped = page.bytes.length;
    await new Promise((resolve) => setTimeout(resolve, 500)); // half a second in which a flood would bring megabytes
    expect(page.bytes.length).toBeLessThanOrEqual(stopped + 128 * 1024);
    expect(process.memoryUsage().rss - before).toBeLessThan(16 * 1024 * 1024);
    page.acknowledges = true;
    page.type("\x03");
    const began = performance.now();
    terminals.get(page.id).acknowledge(page, page.offset);
    await until("the prompt", () => page.text.slice(page.text.lastIndexOf("y\r\n") + 3).includes("# "));
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  test("in one terminal leaves typing in another fluent", async () => {
    const flood = await open();
    const typing = await open({ command: ["/bin/cat"] });
    const echoTimes = async () => {
      const times: number[] = [];
      for (let key = 0; key < 60; key++) {
        const before = typing.bytes.length;
        const began = performance.now();
        typing.type("k");
        while (typing.bytes.length === before) await new Promise((resolve) => setImmediate(resolve));
        times.push(performance.now() - began);
        await new Promise((resolve) => setTimeout(resolve, 5)); // a fast typist
      }
      typing.type("\r");
      return times.sort((a, b) => a - b);
    };
    typing.type("x");
    await typing.shows("x");
    const quiet = (await echoTimes())[Math.floor(60 * 0.95)]!;
    flood.type("yes\r");
    await until("the flood runs", () => flood.bytes.length > 100_000);
    const times = await echoTimes();
    const p95 = times[Math.floor(times.length * 0.95)]!;
    // On a machine that others keep busy, not the milliseconds count but that the flood is not what one waits for.
    expect(p95).toBeLessThan(Math.max(50, 10 * quiet));
    flood.type("\x03");
  });

  test("that nobody watches is read all the same, and the screen is right afterwards", async () => {
    const page = await open();
    await page.shows("# ");
    terminals.get(page.id).detach(page);
    page.type("seq 1 200000; echo FINI''SHED\r");
    await until("the end of the flood", async () => (await new Page(page.id).look()).includes("FINISHED"), 30_000);
  });

  test("that nobody watches is held to a MiB a second, so that it costs nobody a core", async () => {
    const page = await open();
    await page.shows("# ");
    terminals.get(page.id).detach(page);
    const began = performance.now();
    page.type("yes | head -c 3M; touch /tmp/flooded\r");
    await until("the end", async () => (await execIn(sandbox, "test -e /tmp/flooded")).exitCode === 0, 30_000);
    expect(performance.now() - began).toBeGreaterThan(1_900);
  });
});

describe("coming back to a terminal", () => {
  /** Attaches a second page and compares what it paints with what someone who saw every byte sees. */
  async function sameScreen(page: Page, cols = 80, rows = 24) {
    const late = new Page(page.id);
    const replay = await late.attach(null);
    expect(replay).toMatchObject({ kind: "screen", cols, rows });
    const painted = await readScreen(cols, rows, late.bytes);
    expect(painted).toEqual(await readScreen(cols, rows, page.bytes));
    terminals.get(page.id).detach(late);
  }

  test("shows the same screen: prompt, colours, Chinese", async () => {
    const page = await open();
    await page.shows("# ");
    page.type("printf '\\033[1;31m红\\033[0m ok\\n'; ls --color=always /\r");
    await page.shows("usr");
    await page.promptsAfter("usr");
    await sameScreen(page);
  });

  test("shows the same screen after the ring was overrun many times", async () => {
    const page = await open();
    page.type("seq 1 60000; echo DO''NE\r");
    await page.shows("DONE\r\n", 20_000);
    await page.promptsAfter("DONE\r\n");
    const late = new Page(page.id);
    await late.attach(null);
    const painted = await readScreen(80, 24, late.bytes);
    const seen = await readScreen(80, 24, page.bytes);
    expect(painted.text).toEqual(seen.text);
    expect(painted.cursor).toEqual(seen.cursor);
  });

  test("shows a full-screen program as it stands", async () => {
    const page = await open();
    page.type("seq 1 500 > /tmp/numbers; LESS= less -N /tmp/numbers\r");
    await page.shows("23\r\n");
    page.type("100g");
    await page.shows("122\r\n");
    expect((await readScreen(80, 24, page.bytes)).buffer).toBe("alternate");
    await sameScreen(page);
  });

  test("with an offset brings exactly the bytes that were missed", async () => {
    const page = await open();
    await page.shows("# ");
    const { offset } = page;
    terminals.get(page.id).detach(page);
    page.type("echo miss''ed\r");
    await until("it was printed", async () => (await new Page(page.id).look()).includes("missed"));
    const replay = await page.attach(offset);
    expect(replay.kind).toBe("bytes");
    expect(page.text).toContain("missed");
  });

  test("shows the last screen and the exit code of a shell that ended", async () => {
    const page = await open({ command: ["/bin/sh", "-c", "echo bye; exit 3"] });
    await ended(page);
    const late = new Page(page.id);
    expect(await late.look()).toContain("bye");
    expect(terminals.get(page.id).info.exitCode).toBe(3);
  });
});
