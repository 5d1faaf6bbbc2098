import type { NetworkNamespace } from "../../../lib/contract/kernel/network.ts";
import type { KernelView } from "../../../lib/contract/kernel-view.ts";
import { containersIn } from "../frame/docker-names.ts";
import { shellQuote, visibleName } from "../frame/shell-quote.ts";

/** How a person in the sandbox's own namespace gets into another one. */
export type WayIn =
  | { by: "here" }
  /** A name under /run/netns, as KernelView writes it. */
  | { by: "name"; name: string }
  /** /proc/PID/ns/net or a mount point, as KernelView writes it. */
  | { by: "file"; path: string }
  | { by: "nothing" };

/** Where "ip netns" keeps its names; /var/run is a link to /run. */
const NAMED = /^\/(?:var\/)?run\/netns\/(.+)$/;
/** Docker names its namespaces by twelve hexadecimal digits, and its own "default"; used only where no mount point tells. */
const LOOKS_HIDDEN = /^(?:[0-9a-f]{12}|default)$/;

const mountsOf = ({ processes }: KernelView, key: string): string[] | null =>
  processes?.namespaces.find((one) => one.key === key)?.pins.flatMap(({ kind, detail }) => (kind === "mount" ? [detail] : [])) ??
  null;

/** Its name for "ip -n"; null for one that ip netns does not list. */
function netnsName(view: KernelView, { key, names }: NetworkNamespace): string | null {
  const mounts = mountsOf(view, key);
  if (mounts === null) return names.find((name) => !LOOKS_HIDDEN.test(name)) ?? null;
  const listed = mounts.flatMap((mount) => NAMED.exec(mount)?.[1] ?? []);
  return names.find((name) => listed.includes(name)) ?? listed[0] ?? null;
}

export function wayInto(view: KernelView, info: NetworkNamespace): WayIn {
  if (info.initial) return { by: "here" };
  const name = netnsName(view, info);
  if (name !== null) return { by: "name", name };
  const inside = view.processes?.processes.filter(({ namespaces }) => namespaces.net === info.key) ?? [];
  const pid = (inside.find(({ plumbing }) => !plumbing) ?? inside[0])?.pids[0];
  if (pid !== undefined) return { by: "file", path: `/proc/${pid}/ns/net` };
  const mount = mountsOf(view, info.key)?.[0];
  return mount === undefined ? { by: "nothing" } : { by: "file", path: mount };
}

/** What its box is called: the name a student gave it, else the containers in it, else what readlink /proc/PID/ns/net shows. Empty for the sandbox's own. */
export function nameNamespace(view: KernelView, info: NetworkNamespace): string {
  if (info.initial) return "";
  return visibleName(netnsName(view, info) ?? containersIn(view.docker, info.key) ?? `net:[${info.inode}]`);
}

/** A command line that asks the same inside a namespace. tool "ip" knows -n; others are run inside. words are safe already. */
export function commandIn(way: WayIn, tool: string, words: string): string {
  if (way.by === "here") return `${tool} ${words}`;
  if (way.by === "name") {
    const name = shellQuote(way.name);
    return tool === "ip" || tool === "bridge" ? `${tool} -n ${name} ${words}` : `ip netns exec ${name} ${tool} ${words}`;
  }
  if (way.by === "file") return `nsenter --net=${shellQuote(way.path)} ${tool} ${words}`;
  return "lsns -t net";
}
