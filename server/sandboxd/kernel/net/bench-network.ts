import { spawnSync } from "node:child_process";
import { CLEAN_ENV } from "../../system/run.ts";
import type { ObservedSandbox } from "../observed-sandbox.ts";
import { withFd } from "../proc/libc.ts";
import { createScanner } from "../processes/scanner.ts";
import { insideNetwork } from "./network-door.ts";
import { createNetworkReader } from "./network-reader.ts";

/** Bash for a sandbox: 19 namespaces beside its own and 50 interfaces beside the loopbacks, cabled to a bridge, with addresses and routes. */
export const TWENTY_NAMESPACES = `ip link add br0 type bridge; ip link set br0 up; ip addr add 10.99.0.1/16 dev br0
for i in $(seq 19); do ip netns add n$i; ip link add p$i type veth peer name eth0 netns n$i; ip link set p$i master br0 up
ip -n n$i link set lo up; ip -n n$i addr add 10.99.1.$i/16 dev eth0; ip -n n$i link set eth0 up; ip -n n$i route add default via 10.99.0.1; done
for i in 1 2 3 4 5; do ip -n n$i link add a0 type veth peer name a1; done`;

/** Milliseconds, one per round; the rounds of all take turns. */
export type NetworkBench = {
  namespaces: number;
  links: number;
  /** Finding processes and namespaces. */
  scan: number[];
  /** Reading all namespaces by netlink, once they are found. */
  read: number[];
  /** "ip -j -d link", "addr", "route" and "neigh" in each of them, one after another, with nothing but starting them around it. */
  ip: number[];
};

/** How long a sandbox's network takes to read, beside asking ip(8) for the same. */
export function benchNetwork(sandbox: ObservedSandbox, toolsRoot: string, rounds: number): NetworkBench {
  const scanner = createScanner(sandbox);
  const reader = createNetworkReader({ toolsRoot });
  const result: NetworkBench = { namespaces: 0, links: 0, scan: [], read: [], ip: [] };
  const timed = <T>(into: number[], work: () => T): T => {
    const started = performance.now();
    const value = work();
    into.push(performance.now() - started);
    return value;
  };
  for (let round = 0; round < rounds; round++) {
    using reading = scanner.begin();
    timed(result.scan, () => reading.namespaces());
    const { part } = timed(result.read, () => reader.read(reading));
    result.namespaces = part.namespaces.length;
    result.links = part.namespaces.reduce((sum, { links }) => sum + links.length, 0);
    const fds = reading.namespaces().filter(({ type }) => type === "net");
    timed(result.ip, () => {
      for (const namespace of fds)
        withFd(namespace.open(), (fd) => insideNetwork(fd, () => ["link", "addr", "route", "neigh"].forEach(askIp)));
    });
  }
  return result;
}

function askIp(what: string): void {
  const { status, error } = spawnSync("ip", ["-j", "-d", what], { env: CLEAN_ENV, cwd: "/", maxBuffer: 8 << 20 });
  if (status !== 0) throw new Error(`ip -j -d ${what} failed`, { cause: error });
}
