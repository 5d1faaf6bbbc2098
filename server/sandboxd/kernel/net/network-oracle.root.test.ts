import { readFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { NetworkPart } from "../../../../lib/contract/kernel/network.ts";
import { PROPERTY_RUNS } from "../../testing/property-runs.ts";
import { openShell, quote, type SandboxShell } from "../oracle/sandbox-shell.ts";
import { toVisible } from "../proc/byte-text.ts";
import { checkNumbers, type Seen, toFacts, toSeenFacts } from "./oracle/compare-network.ts";
import { type NetLab, openNetLab } from "./oracle/net-lab.ts";
import { type Guess, networkCommands } from "./oracle/network-commands.ts";

let lab: NetLab;
/** A shell of its own: clearing up ends what the other one started. */
let oracle: SandboxShell;
beforeAll(async () => {
  lab = await openNetLab();
  oracle = openShell(lab.sandbox);
  const script = await readFile(new URL("./oracle/oracle.py", import.meta.url), "latin1");
  await oracle.run(`printf '%s' ${quote(script)} > /root/oracle.py`);
  await oracle.run("coproc ORACLE { exec python3 /root/oracle.py 2>/root/oracle.err; }");
});
afterAll(async () => {
  await oracle?.run("kill $ORACLE_PID; wait");
  await oracle?.[Symbol.asyncDispose]();
  await lab?.[Symbol.asyncDispose]();
});

async function ask(question: "look" | "frames"): Promise<Seen> {
  const said = await oracle.run(
    `echo ${question} >&"\${ORACLE[1]}"; read -r line <&"\${ORACLE[0]}" && printf '%s\\n' "$line" || cat /root/oracle.err`,
  );
  try {
    return JSON.parse(said);
  } catch (cause) {
    throw new Error(`the oracle said: ${said.slice(0, 2000)}`, { cause });
  }
}

/** The kernel goes on by itself (addresses settle, a deleted namespace is taken apart): so long until two looks agree. */
const MOST_LOOKS = 40;

/** Reads until reader and oracle agree on everything; what they last said when they never do. */
async function readAgreeing(question: "look" | "frames"): Promise<{ part: NetworkPart; before: Seen; looks: number }> {
  for (let looks = 1; ; looks++) {
    const before = await ask(question);
    const part = lab.read();
    const [mine, theirs] = [toFacts(part), toSeenFacts(before)];
    if (isDeepStrictEqual(mine, theirs)) return { part, before, looks };
    if (looks === MOST_LOOKS) expect(mine).toEqual(theirs);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** By the alias that every interface got when it was made. */
const identities = { keyOf: new Map<string, string>(), aliasOf: new Map<string, string>() };
function checkIdentities(part: NetworkPart): void {
  const keys = part.namespaces.flatMap(({ links }) => links.map(({ key }) => key));
  expect(new Set(keys).size).toBe(keys.length);
  for (const { alias, key, name, mac } of part.namespaces.flatMap(({ links }) => links)) {
    if (alias === null) continue;
    // A tun device has no hardware address to be recognised by when it moves.
    if (mac !== null) expect([name, alias, identities.keyOf.get(alias) ?? key]).toEqual([name, alias, key]);
    expect([name, key, identities.aliasOf.get(key) ?? alias]).toEqual([name, key, alias]);
    identities.keyOf.set(alias, key);
    identities.aliasOf.set(key, alias);
  }
}

/** Where a frame that was sent on one end of a veth arrived is its other end. */
function checkFrames(part: NetworkPart, { frames = [] }: Seen): number {
  const placed = (namespace: string) =>
    part.namespaces.find(({ initial, names }) => (initial ? "" : names[0]) === toVisible(namespace))!;
  for (const { sent, arrived } of frames) {
    const from = placed(sent[0]).links.find(({ ifindex }) => ifindex === sent[1])!;
    const to = placed(arrived[0]).links.find(({ name }) => name === toVisible(arrived[1]))!;
    const where = sent[0] === arrived[0] ? "here" : "namespace";
    expect([from.name, from.peer]).toEqual([from.name, { key: to.key, where }]);
    expect(to.peer?.key).toBe(from.key);
  }
  return frames.length;
}

const toGuess = ({ namespaces }: Seen): Guess => ({
  namespaces: Object.keys(namespaces),
  links: Object.entries(namespaces).flatMap(([at, { links }]) =>
    links.map(({ ifname }) => ({ at, name: ifname })).filter(({ name }) => name !== "lo" && name !== "eth0"),
  ),
});

test("whatever a student does to the network, the reader agrees with ip and bridge, and frames arrive where it says", {
  timeout: 240_000,
}, async () => {
  const met = { runs: 0, namespaces: 0, links: 0, frames: 0, looks: 0, kinds: new Set<string>(), moved: 0 };
  const places = new Map<string, string>();
  let run = 0;
  let guess: Guess = { namespaces: [""], links: [] };
  await fc.assert(
    fc.asyncProperty(networkCommands, async (commands) => {
      if (++run % 20 === 0) {
        await lab.clear();
        guess = toGuess(await ask("look"));
      }
      await lab.shell.run(commands.map((command) => `{ ${command.script(guess)}; } > /dev/null 2>&1`).join("\n"));
      const { part, before, looks } = await readAgreeing("frames");
      met.looks += looks;
      guess = toGuess(before);
      checkIdentities(part);
      met.frames += checkFrames(part, before);
      if (run % 8 === 0) checkNumbers(part, before, await ask("look"));
      for (const namespace of part.namespaces)
        for (const link of namespace.links) {
          met.kinds.add(link.kind);
          if (places.has(link.key) && places.get(link.key) !== namespace.key) met.moved++;
          places.set(link.key, namespace.key);
        }
      met.runs++;
      met.namespaces += part.namespaces.length;
      met.links += part.namespaces.reduce((sum, { links }) => sum + links.length, 0);
    }),
    {
      numRuns: PROPERTY_RUNS,
      // Each sequence goes on from the one before: a shorter one would not be the same.
      endOnFailure: true,
      ...JSON.parse(process.env.GLASSBOX_PROPERTY_REPLAY ?? "{}"),
    },
  );
  // The property must have had something to say.
  console.log(met);
  expect([...met.kinds].sort()).toEqual(["bridge", "loopback", "macvlan", "tun", "veth", "vxlan"]);
  expect(met.frames).toBeGreaterThan(met.runs / 2);
  expect(met.moved).toBeGreaterThan(met.runs / 10);
  expect(met.namespaces).toBeGreaterThan(met.runs * 2);
});
