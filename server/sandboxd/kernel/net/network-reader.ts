import type { NetworkNamespace, NetworkPart } from "../../../../lib/contract/kernel/network.ts";
import type { Reason } from "../../../../lib/contract/reason.ts";
import { createScanClock } from "../overlays/scan-clock.ts";
import type { PartReader, Reading, ScannedNamespace } from "../part-reader.ts";
import { NO_LINKS } from "./link-memory.ts";
import { forgetNumbers } from "./namespace-numbers.ts";
import { readConnections } from "./netfilter/read-connections.ts";
import { noRules, type RuleMemory, readRules } from "./netfilter/read-rules.ts";
import type { RuleTools } from "./netfilter/rule-tool.ts";
import { closeNamespace, type OpenedNamespace, openNamespace, whyUnread } from "./open-namespaces.ts";
import { keyAt, type LinksMemory, type ReadLinks, readLinks } from "./read-links.ts";
import { readTables } from "./read-tables.ts";
import { toLink } from "./to-link.ts";
import { findTunHolders } from "./tun-holders.ts";

const MOST_NAMESPACES = 64;
/** Effort for one reading; what was not reached by then says so. */
const MOST_MILLISECONDS = 500;

/** Distinguishes the keys of readers in different lives of the collector. */
const lifePrefix = () => Date.now().toString(36);

/**
 * Reads the network namespaces of one sandbox by netlink: from this thread, with sockets that were made inside each (network-door.ts). No
 * socket and no descriptor of a namespace outlives read(); the kernel lets go of a closed netlink socket's namespace one RCU grace period
 * later (netlink_release), some milliseconds.
 *
 * @param toolsRoot the root file system that all sandboxes share (CACHE/rootfs-current): rules are put into words by its tools
 */
export function createNetworkReader({ toolsRoot }: { toolsRoot: string }): PartReader<NetworkPart> {
  const life = lifePrefix();
  let serial = 0;
  const memory: Memory = {
    links: NO_LINKS,
    numbers: new Map(),
    rules: new Map(),
    nextKey: () => `link-${life}-${++serial}`,
  };
  return {
    read: (reading) => readNetwork(reading, memory, { root: toolsRoot, uid: reading.sandbox.uidBase }),
    rest() {
      memory.links = NO_LINKS;
      memory.numbers.clear();
      memory.rules.clear();
    },
  };
}

type Memory = LinksMemory & { rules: Map<string, RuleMemory> };

function readNetwork(reading: Reading, memory: Memory, tools: RuleTools): { part: NetworkPart; problems: Reason[] } {
  const clock = createScanClock();
  const isLate = () => clock() > MOST_MILLISECONDS;
  const all = reading.namespaces().filter(({ type }) => type === "net");
  const shown = [...all.filter(({ initial }) => initial), ...all.filter(({ initial }) => !initial)].slice(0, MOST_NAMESPACES);
  const living = new Set(all.map(({ key }) => key));
  forgetNumbers(memory.numbers, living);
  for (const key of memory.rules.keys()) if (!living.has(key)) memory.rules.delete(key);

  const unread = new Map<string, Reason>();
  const opened: OpenedNamespace[] = [];
  try {
    for (const scanned of shown) {
      const one = openNamespace(scanned, isLate);
      if ("unread" in one) unread.set(scanned.key, one.unread);
      else opened.push(one);
    }
    const notOpened = new Set(all.filter(({ key }) => !opened.some(({ scanned }) => scanned.key === key)).map(({ key }) => key));
    const links = readLinks(opened, notOpened, memory, { now: Date.now() });
    const holders = holdersOf(reading, links);
    const namespaces = shown.map((scanned): NetworkNamespace => {
      const base = toEmpty(scanned, reading);
      const namespace = opened.find((one) => one.scanned === scanned);
      if (!namespace) return { ...base, unread: unread.get(scanned.key)! };
      try {
        const read = readNamespace(namespace, links, holders);
        return { ...base, ...read, ...(read.unread ? {} : readFilter(namespace, memory, tools)) };
      } catch (error) {
        return { ...base, unread: whyUnread(error) };
      }
    });
    return { part: { namespaces, omitted: all.length - shown.length }, problems: [] };
  } finally {
    for (const namespace of opened) closeNamespace(namespace);
  }
}

const toEmpty = ({ key, inode, initial, names }: ScannedNamespace, reading: Reading): NetworkNamespace => ({
  key,
  inode,
  initial,
  names: [...names],
  processes: reading.processes().filter(({ info }) => !info.plumbing && info.namespaces.net === key).length,
  unread: null,
  forwarding: false,
  links: [],
  routes: [],
  neighbours: [],
  fdb: [],
  chains: [],
  chainsUnread: null,
  connections: [],
  omitted: { links: 0, routes: 0, neighbours: 0, fdb: 0, connections: 0 },
});

function holdersOf(reading: Reading, { byNamespace, keys }: ReadLinks): Map<string, string[]> {
  const devices = [...byNamespace].flatMap(([namespace, read]) =>
    "unread" in read
      ? []
      : read.links
          .filter(({ info }) => info.kind === "tun")
          .map(({ ifindex, name }) => ({ key: keyAt(keys, namespace, ifindex)!, namespace, name })),
  );
  if (devices.length === 0) return new Map();
  const processes = reading
    .processes()
    .map(({ info, tunDevices }) => ({ key: info.key, namespace: info.namespaces.net, devices: tunDevices }));
  return findTunHolders(devices, processes);
}

function readNamespace(
  namespace: OpenedNamespace,
  { byNamespace, keys }: ReadLinks,
  holders: ReadonlyMap<string, string[]>,
): Partial<NetworkNamespace> {
  const { key } = namespace.scanned;
  const read = byNamespace.get(key)!;
  if ("unread" in read) return { unread: read.unread };
  const tables = readTables(namespace, read.links, keys);
  const tracked = readConnections(namespace);
  const filtering = new Set(read.links.filter(({ info }) => info.detail.vlanFiltering).map(({ ifindex }) => ifindex));
  const { forwarding, routes, neighbours, fdb, omitted } = tables;
  return {
    forwarding,
    links: read.links.map((link) =>
      toLink(link, key, keys, tables, holders.get(keyAt(keys, key, link.ifindex)!) ?? [], filtering),
    ),
    routes,
    neighbours,
    fdb,
    connections: tracked.connections,
    omitted: { links: read.omitted, ...omitted, connections: tracked.omitted },
  };
}

function readFilter(namespace: OpenedNamespace, memory: Memory, tools: RuleTools): Partial<NetworkNamespace> {
  const { key } = namespace.scanned;
  const rules = memory.rules.get(key) ?? noRules();
  memory.rules.set(key, rules);
  return readRules(namespace, rules, tools);
}
