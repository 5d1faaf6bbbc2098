import type { NetworkNamespace, NetworkPart } from "../../../../../lib/contract/kernel/network.ts";
import type { RunningSandbox } from "../../../runtime/running-sandbox.ts";
import { openTestLab } from "../../../sandboxes/test-support.ts";
import { toObserved } from "../../observed-sandbox.ts";
import { openShell, type SandboxShell } from "../../oracle/sandbox-shell.ts";
import type { PartReader, Reading } from "../../part-reader.ts";
import { createScanner } from "../../processes/scanner.ts";
import { createNetworkReader } from "../network-reader.ts";

export type NetLab = AsyncDisposable & {
  sandbox: RunningSandbox;
  /** Runs bash in the sandbox; what it printed, errors too. */
  run(script: string): Promise<string>;
  shell: SandboxShell;
  reader: PartReader<NetworkPart>;
  /** The root file system that all sandboxes share. */
  toolsRoot: string;
  /** What readers are given of the sandbox as it is now. */
  look(): Reading & Disposable;
  /** One reading of the sandbox as it is now. */
  read(): NetworkPart;
  /** Takes away every namespace, interface, route and rule that a test made. */
  clear(): Promise<void>;
};

/** One sandbox with a shell in it and a reader of its network, for the tests of one file. */
export async function openNetLab(): Promise<NetLab> {
  const lab = await openTestLab();
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const { promise: ready, resolve: begin, reject } = Promise.withResolvers<RunningSandbox>();
  const whole = lab.withSandbox(async (running) => {
    begin(running);
    await ended;
  });
  whole.catch(reject);
  const sandbox = await ready;
  const shell = openShell(sandbox);
  const scanner = createScanner(toObserved(sandbox));
  const toolsRoot = `${lab.settings.cache}/rootfs-current`;
  const reader = createNetworkReader({ toolsRoot });
  return {
    sandbox,
    shell,
    reader,
    toolsRoot,
    run: (script) => shell.run(`{ ${script}\n} 2>&1`),
    look: () => scanner.begin(),
    read() {
      using reading = scanner.begin();
      return reader.read(reading).part;
    },
    async clear() {
      await shell.run(CLEAR);
    },
    async [Symbol.asyncDispose]() {
      await shell[Symbol.asyncDispose]();
      end();
      await whole;
      await lab[Symbol.asyncDispose]();
    },
  };
}

const CLEAR = `{ jobs -p | xargs -r kill -9; wait; ip -all netns del; cd /sys/class/net; for i in *; do case "$i" in lo|eth0) ;; *) ip link del "$i";; esac; done; cd /root; nft flush ruleset; ip neigh flush all; conntrack -F; sysctl -qw net.ipv4.ip_forward=0; } >/dev/null 2>&1`;

/** The namespace of that name; "" is the sandbox's own. @throws Error where there is none */
export function namespaceNamed(part: NetworkPart, name: string): NetworkNamespace {
  const found = part.namespaces.find((one) => (name === "" ? one.initial : one.names.includes(name)));
  if (!found) throw new Error(`no namespace is called ${name}: ${part.namespaces.flatMap(({ names }) => names)}`);
  return found;
}

/** The interface of that name in a namespace. @throws Error where there is none */
export function linkNamed(part: NetworkPart, namespace: string, name: string) {
  const { links } = namespaceNamed(part, namespace);
  const found = links.find((link) => link.name === name);
  if (!found) throw new Error(`${namespace || "the sandbox"} has no ${name}: ${links.map((link) => link.name)}`);
  return found;
}
