import { describe, expect, it } from "vitest";
import { SandboxProfile } from "../../../lib/contract/sandbox.ts";
import { noteAsked } from "./ready-plan.ts";
import { createReadyPool } from "./ready-pool.ts";

const docker = SandboxProfile.parse({ engine: "docker" });
const GIB = 1024 ** 3;

/** A pool over a host that exists in numbers only. */
function openPool(change: Partial<Parameters<typeof createReadyPool>[0]> = {}) {
  const host = {
    now: 1_000_000,
    memory: 8 * GIB,
    busy: false,
    room: true,
    warnings: [] as string[],
    made: [] as string[],
    idle: 0,
    broken: false,
  };
  let asked: SandboxProfile[] = [];
  const pool = createReadyPool({
    count: 2,
    asked: { list: () => asked, note: (profile) => (asked = noteAsked(asked, profile, 4)) },
    members: () => host.made.map((id) => ({ id, profile: docker })),
    isBusy: () => host.busy,
    hasRoom: () => host.room,
    make: async () => {
      if (host.broken) throw new Error("no memory");
      host.made.push(`made-${host.now}`);
    },
    drop: async (id) => {
      host.made = host.made.filter((one) => one !== id);
    },
    whenIdle: async () => {
      host.idle++;
    },
    log: {
      info: () => undefined,
      warn: (data, message) => host.warnings.push(`${message} ${JSON.stringify(data)}`),
      error: () => undefined,
    },
    availableMemory: () => host.memory,
    now: () => host.now,
    ...change,
  });
  /** So many seconds go by; it is looked after twice in each. */
  const pass = async (seconds: number) => {
    for (let half = 0; half < seconds * 2; half++) {
      host.now += 500;
      pool.tend();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { host, pool, pass };
}

describe("what is kept ready", () => {
  it("leaves room for other work only when no sandbox is due, nobody waits, and the host has memory and places to spare", async () => {
    const { host, pool, pass } = openPool();
    pool.asked(docker);
    await pass(2.5);
    expect([host.made.length, host.idle]).toEqual([2, 0]);
    await pass(1);
    expect(host.idle).toBeGreaterThan(0);
    for (const change of [{ busy: true }, { room: false }, { memory: GIB / 2 + 1 }]) {
      Object.assign(host, { busy: false, room: true, memory: 8 * GIB }, change);
      const before = host.idle;
      await pass(3);
      expect({ change, more: host.idle - before }).toEqual({ change, more: 0 });
    }
    const none = openPool({ count: 0 });
    await none.pass(10);
    expect(none.host.idle).toBe(0);
  });

  it("is nothing before anybody asks, for plain sandboxes, and where the operator wants none", async () => {
    const { host, pool, pass } = openPool();
    await pass(10);
    pool.asked(SandboxProfile.parse({}));
    await pass(10);
    expect(host.made).toEqual([]);
    const off = openPool({ count: 0 });
    off.pool.asked(docker);
    await off.pass(10);
    expect(off.host.made).toEqual([]);
  });

  it("is made when people have been served and two seconds have been quiet", async () => {
    const { host, pool, pass } = openPool();
    pool.asked(docker);
    await pass(1.5);
    pool.asked(docker);
    await pass(1.5);
    expect(host.made).toEqual([]);
    host.busy = true;
    await pass(5);
    expect(host.made).toEqual([]);
    host.busy = false;
    await pass(5);
    expect(host.made).toHaveLength(2);
  });

  it("is not made where room or memory is short, and gives way where memory is very short", async () => {
    const { host, pool, pass } = openPool();
    pool.asked(docker);
    host.room = false;
    await pass(5);
    host.room = true;
    host.memory = 0.9 * GIB;
    await pass(5);
    expect(host.made).toEqual([]);
    host.memory = 2 * GIB;
    await pass(5);
    expect(host.made).toHaveLength(2);
    host.memory = 0.7 * GIB;
    await pass(5);
    expect(host.made).toHaveLength(2);
    host.memory = 0.4 * GIB;
    await pass(5);
    expect(host.made).toEqual([]);
  });

  it("that cannot be made is said once, and tried less and less often", async () => {
    const { host, pool, pass } = openPool();
    pool.asked(docker);
    host.broken = true;
    let tries = 0;
    const counted = openPool({ make: async () => Promise.reject(new Error(`no memory ${++tries}`)) });
    counted.pool.asked(docker);
    await counted.pass(100);
    expect(tries).toBe(4); // after 2, 12, 32 and 72 seconds
    expect(counted.host.warnings).toEqual([expect.stringContaining("no memory 1")]);
    await pass(3);
    host.broken = false;
    await pass(20);
    expect(host.made).toHaveLength(2);
    expect(host.warnings).toHaveLength(1);
  });
});
