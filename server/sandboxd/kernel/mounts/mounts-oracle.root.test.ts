import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type MountNamespace, type MountPoint, MountsPart } from "../../../../lib/contract/kernel/mounts.ts";
import type { RunningSandbox } from "../../runtime/running-sandbox.ts";
import { openTestLab, type TestLab, until } from "../../sandboxes/test-support.ts";
import { PROPERTY_RUNS } from "../../testing/property-runs.ts";
import { openProgram, type SandboxProgram } from "../oracle/sandbox-program.ts";
import { openShell, type SandboxShell } from "../oracle/sandbox-shell.ts";
import { toVisible, toVisibleCut } from "../proc/byte-text.ts";
import { createScanner } from "../processes/scanner.ts";
import { createMountsReader } from "./mounts-reader.ts";
import { BEGIN, END, HOME, mountCommands, PROLOGUE } from "./oracle/mount-commands.ts";

type Found = [mountId: number, device: number, inode: number] | null;
type Row = {
  id: number;
  parent: number;
  device: string;
  root: string;
  mountpoint: string;
  options: string[];
  shared: number | null;
  master: number | null;
  from: number | null;
  unbindable: boolean;
  fsType: string;
  source: string;
  supers: string[];
  /** What a walk to the mount point ends on. */
  seen: Found;
};
type Answer = { namespace: number; root: string; rows: Row[]; paths: Found[] };

let lab: TestLab;
let sandbox: RunningSandbox;
let shell: SandboxShell;
let oracle: SandboxProgram;
let scanner: ReturnType<typeof createScanner>;
const reader = createMountsReader();

beforeAll(async () => {
  lab = await openTestLab();
  const { id } = await lab.sandboxes.create({ owner: "test", purpose: "test", profile: lab.profile() });
  sandbox = lab.sandboxes.get(id)!;
  scanner = createScanner(sandbox);
  shell = openShell(sandbox);
  await shell.run(`exec 2>/root/errors; ${PROLOGUE}`);
  oracle = await openProgram(sandbox, "oracle", await readFile(new URL("./oracle/oracle.py", import.meta.url), "latin1"));
});
afterAll(async () => {
  await shell?.[Symbol.asyncDispose]();
  await oracle?.[Symbol.asyncDispose]();
  await lab?.[Symbol.asyncDispose]();
});

function read(): MountsPart {
  using reading = scanner.begin();
  return reader.read(reading).part;
}

const facts = ({ mounts }: MountNamespace) => {
  const idOf = new Map(mounts.map(({ key, id }) => [key, id]));
  return mounts.map(({ key: _, parent, bindOf: __, plumbing: ___, ...rest }) => ({
    ...rest,
    parent: parent === null ? null : (idOf.get(parent) ?? "unknown key"),
  }));
};
const seenFacts = ({ rows }: Answer): ReturnType<typeof facts> => {
  const ids = new Set(rows.map(({ id }) => id));
  return rows.map((row) => ({
    id: row.id,
    parent: row.parent !== row.id && ids.has(row.parent) ? row.parent : null,
    mountpoint: toVisible(row.mountpoint),
    fsType: toVisible(row.fsType),
    source: toVisible(row.source),
    device: row.device,
    root: toVisible(row.root),
    readOnly: row.options.includes("ro"),
    options: row.options,
    superOptions: row.supers.map((one) => toVisibleCut(one, 400)),
    propagation: { shared: row.shared, master: row.master, from: row.from, unbindable: row.unbindable },
    covered: row.seen?.[0] !== row.id,
  }));
};

/** Text for people that is just what the name is. */
const isPlain = (text: string): boolean => /^[\x20-\x5b\x5d-\x7e]*$/.test(text);
/** Whether a walk from the mount point of a source to a directory on it meets another mount. */
const isInTheWay = ({ mounts }: MountNamespace, source: MountPoint, path: string): boolean =>
  mounts.some(
    ({ key, mountpoint }) =>
      key !== source.key && mountpoint.length > source.mountpoint.length && `${path}/`.startsWith(`${mountpoint}/`),
  );

/** mountinfo is the same from in and outside but for what depends on who reads it. */
const comparable = (list: ReturnType<typeof facts>) =>
  // The host's root of a cgroup mount is not the sandbox's, which sees its own namespace of them.
  list.filter(({ fsType }) => !fsType.startsWith("cgroup")).sort((a, b) => a.id - b.id);

/** What at least one of the runs must have come to. */
const MUST_MEET = [
  ...["initial", "another namespace", "a mount id again", "covered", "read-only", "bind looked at"],
  ...["shared", "master", "unbindable"],
];

test("whatever students mount, the reader agrees with what a walk in the sandbox finds", { timeout: 600_000 }, async () => {
  const met = new Map<string, number>();
  const meet = (what: string) => met.set(what, (met.get(what) ?? 0) + 1);
  const past = new Set<string>();
  const ids = new Set<number>();
  const initial = new Set(read().namespaces[0]!.mounts.map(({ key }) => key));

  await fc.assert(
    fc.asyncProperty(mountCommands, async (commands) => {
      const keys = new Set<string>();
      try {
        await shell.run([BEGIN, ...commands.map((one) => `{ ${one}; } </dev/null >/dev/null`)].join("\n"));
        const part = MountsPart.parse(read());
        const pids = part.namespaces.map(({ process }) => Number(/^process-(\d+)-/.exec(process)![1]));
        const answers = await oracle.ask<Answer[]>(
          part.namespaces.map(({ mounts }, at) => ({ pid: pids[at], paths: mounts.map(({ bindOf }) => bindOf?.path ?? "") })),
        );
        for (const [at, namespace] of part.namespaces.entries()) {
          const answer = answers[at]!;
          expect(namespace.inode).toBe(answer.namespace);
          expect(comparable(facts(namespace))).toEqual(comparable(seenFacts(answer)));
          meet(namespace.initial ? "initial" : "another namespace");
          const rows = new Map(answer.rows.map((row) => [row.id, row]));
          for (const mount of namespace.mounts) {
            expect(keys.has(mount.key)).toBe(false);
            keys.add(mount.key);
            const row = rows.get(mount.id)!;
            expect([mount.mountpoint, mount.plumbing]).toEqual([mount.mountpoint, !row.mountpoint.startsWith(`${HOME}/`)]);
            if (namespace.initial) expect(initial.has(mount.key)).toBe(mount.plumbing);
            if (mount.plumbing) continue;
            if (ids.has(mount.id)) meet("a mount id again");
            meet(mount.covered ? "covered" : "seen");
            for (const [kind, value] of Object.entries(mount.propagation)) if (value) meet(kind);
            if (mount.readOnly) meet("read-only");
            if (row.root.endsWith("//deleted")) meet("of a removed directory");
            if (mount.bindOf === null) continue;
            meet("bind");
            // The directory that it is said to be made of is the very same one, wherever a walk can get there.
            const { key: sourceKey, path } = mount.bindOf;
            const source = namespace.mounts.find(({ key }) => key === sourceKey)!;
            if (mount.covered || source.covered || !isPlain(path) || isInTheWay(namespace, source, path)) continue;
            meet("bind looked at");
            expect([path, answer.paths[namespace.mounts.indexOf(mount)]]).toEqual([path, [source.id, ...row.seen!.slice(1)]]);
          }
        }
        expect([...keys].filter((key) => past.has(key))).toEqual([]);
        for (const { mounts } of part.namespaces) for (const { id, plumbing } of mounts) if (!plumbing) ids.add(id);
      } finally {
        await shell.run(END);
      }
      await until("all of it is gone", () => {
        const { namespaces } = read();
        return namespaces.length === 1 && namespaces[0]!.mounts.every(({ key }) => initial.has(key));
      });
      for (const key of keys) if (!initial.has(key)) past.add(key);
    }),
    {
      numRuns: PROPERTY_RUNS,
      endOnFailure: Boolean(process.env.GLASSBOX_NO_SHRINK),
      // The {"seed": ..., "path": ...} that a failure printed, to run it again.
      ...JSON.parse(process.env.GLASSBOX_PROPERTY_REPLAY ?? "{}"),
    },
  );
  // The property must have had something to say.
  console.log(Object.fromEntries([...met].sort()));
  expect([...met.keys()]).toEqual(expect.arrayContaining(MUST_MEET));
});
