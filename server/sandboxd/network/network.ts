import { readdir } from "node:fs/promises";
import type { Settings } from "../../config.ts";
import { isSandboxLink, type SandboxAddress, toAddressPlan, toSandboxAddress } from "./address-plan.ts";
import { allowPort, applyRuleset, forgetPort, isIntact, readFirewall, removeTables, toRuleset } from "./firewall.ts";
import { createBridge, createLink, destroyLink, isBridgeUp, type LinkState, plugIn, readLinkState } from "./links.ts";
import { watchFirewall } from "./watch-firewall.ts";

export type Network = {
  /** How many sandboxes the subnet has addresses for. */
  readonly slots: number;
  /** The bridge's address, which is every sandbox's way out. */
  readonly gateway: string;
  addressOf(slot: number): SandboxAddress;
  /** Lets a sandbox's addresses speak on its link, which need not be there yet. Makes bridge and firewall anew where they are gone. */
  prepare(slot: number): Promise<void>;
  /**
   * Gives a sandbox its eth0: a veth into the bridge, isolated from the other ports, and only its own addresses may speak on it, which
   * prepare() sees to. A link that is there already is plugged in again.
   */
  connect(slot: number, initPid: number): Promise<void>;
  /** Nothing there is fine. */
  disconnect(slot: number): Promise<void>;
  linkState(slot: number): Promise<LinkState>;
  /** Slots that have a link on the host. */
  listSlots(): Promise<number[]>;
  /** Makes bridge and firewall anew where somebody else on this host took them away. */
  repair(): Promise<void>;
  /** Removes links, bridge and firewall tables; every sandbox must be gone. Nothing there is fine. */
  close(): Promise<void>;
  /** Stops looking after what is there and leaves it. */
  leave(): void;
};

type Log = Record<"warn" | "error", (data: object, message: string) => void>;

/** A firewall manager that fights us is told of so often. */
const SAY_EVERY_MS = 10_000;

/**
 * Opens the sandboxes' network: bridge NAME0 and our own nftables tables. What is there from before is taken over; slots in use keep
 * their bindings. Routes and tables of the machine are not touched. Whoever takes our tables away (`nft flush ruleset`, a firewall manager)
 * finds them there again a moment later.
 */
export async function openNetwork(settings: Settings, slotsInUse: number[], log: Log): Promise<Network> {
  const { name } = settings;
  const plan = toAddressPlan(name, settings.subnet);
  const addressOf = (slot: number) => toSandboxAddress(name, plan, slot);
  const bound = new Map(slotsInUse.map((slot) => [slot, addressOf(slot)]));
  let rules = "";
  let saidAt = 0;
  let closed = false;
  let turn: Promise<unknown> = Promise.resolve();

  /** Bindings and what we know of them change together, or a look in between would find them different. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work);
    turn = mine.catch(() => undefined);
    return mine;
  };
  const say = (missing: string) => {
    if (Date.now() < saidAt + SAY_EVERY_MS) return;
    saidAt = Date.now();
    log.warn({ missing }, "somebody else on this host took part of the sandboxes' network away; it was made anew");
  };
  const raiseFirewall = async () => {
    await applyRuleset(toRuleset(name, plan, [...bound.values()], settings.registryPort));
    rules = (await readFirewall(name))?.rules ?? "";
  };
  const keepFirewall = async () => {
    if (isIntact(await readFirewall(name), rules, [...bound.values()])) return;
    await raiseFirewall();
    say("nftables tables");
  };
  const keepBridge = async () => {
    if (await isBridgeUp(plan.bridge)) return;
    await createBridge(plan);
    say(plan.bridge);
  };
  const repairFirewall = () => inTurn(async () => (closed ? undefined : keepFirewall()));

  await raiseFirewall();
  await createBridge(plan);
  const watcher = watchFirewall(name, () => {
    repairFirewall().catch((error) => log.error({ error: String(error) }, "the sandboxes' firewall could not be made anew"));
  });

  return {
    slots: plan.slots,
    gateway: plan.gateway,
    addressOf,
    prepare: (slot) =>
      inTurn(async () => {
        const address = addressOf(slot);
        bound.set(slot, address);
        if (!(await allowPort(name, address))) await keepFirewall();
        await keepBridge();
      }),
    async connect(slot, initPid) {
      const address = addressOf(slot);
      if ((await readLinkState(plan, address.link)) === "gone") await createLink(plan, address, initPid);
      else await plugIn(plan, address.link);
    },
    async disconnect(slot) {
      const address = addressOf(slot);
      await destroyLink(address.link);
      await inTurn(async () => {
        bound.delete(slot);
        await forgetPort(name, address);
      });
    },
    linkState: (slot) => readLinkState(plan, addressOf(slot).link),
    listSlots,
    async repair() {
      await repairFirewall();
      await inTurn(async () => (closed ? undefined : keepBridge()));
    },
    async close() {
      leave();
      for (const slot of await listSlots()) await destroyLink(addressOf(slot).link);
      await destroyLink(plan.bridge);
      await inTurn(() => removeTables(name));
    },
    leave,
  };

  async function listSlots() {
    const links = (await readdir("/sys/class/net")).filter((link) => isSandboxLink(name, link));
    return links.map((link) => Number(link.slice(name.length + 1)));
  }
  function leave() {
    closed = true;
    watcher[Symbol.dispose]();
  }
}
