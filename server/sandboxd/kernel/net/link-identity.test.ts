import { describe, expect, test } from "vitest";
import { identifyLinks } from "./link-identity.ts";
import { type LinkMemory, NO_LINKS, placeKey, type SeenLink } from "./link-memory.ts";

let serial = 0;
const nextKey = () => `link-${++serial}`;

type Change = Partial<SeenLink>;
const link = (namespace: string, ifindex: number, change: Change = {}): SeenLink => ({
  namespace,
  ifindex,
  name: `if${ifindex}`,
  mac: `02:00:00:00:00:${ifindex.toString(16).padStart(2, "0")}`,
  facts: "bridge",
  peer: null,
  isVeth: false,
  canMove: true,
  ...change,
});
const at = (namespace: string, ifindex: number) => ({ namespace, ifindex });
/** A veth: both ends at their places. */
function pair([a, i]: [string, number], [b, j]: [string, number], macs = ["aa:00:00:00:00:01", "aa:00:00:00:00:02"]): SeenLink[] {
  const veth = { facts: "veth", isVeth: true };
  return [link(a, i, { ...veth, mac: macs[0]!, peer: at(b, j) }), link(b, j, { ...veth, mac: macs[1]!, peer: at(a, i) })];
}

/** Keys of a sequence of readings, 40 ms apart. */
function readings(...seen: SeenLink[][]): { keys: Map<string, string>[]; unsettled: boolean[] } {
  let memory: LinkMemory = NO_LINKS;
  const keys: Map<string, string>[] = [];
  const unsettled: boolean[] = [];
  for (const [index, links] of seen.entries()) {
    const result = identifyLinks(links, new Set(), memory, { now: index * 40 }, nextKey);
    memory = result.memory;
    keys.push(result.keys);
    unsettled.push(result.unsettled);
  }
  return { keys, unsettled };
}
const keyAt = (keys: Map<string, string> | undefined, namespace: string, ifindex: number) =>
  keys?.get(placeKey(at(namespace, ifindex)));

describe("an interface keeps its key", () => {
  test("while it stays, with another name, another hardware address, another bridge", () => {
    const { keys } = readings(
      [link("a", 2), link("a", 3), link("a", 4, { canMove: false })],
      [
        link("a", 2, { name: "new" }),
        link("a", 3, { mac: "cc:01" }),
        link("a", 4, { canMove: false, name: "new", mac: "cc:02" }),
      ],
    );
    expect(keys[1]).toEqual(keys[0]);
  });

  test("when it moves and its peer still points at it, though both name and number are new there", () => {
    const [stays, moves] = pair(["a", 2], ["a", 3]);
    const moved = pair(["a", 2], ["b", 7], [stays!.mac!, "aa:00:00:00:00:99"]);
    const { keys } = readings([stays!, moves!], moved);
    expect(keyAt(keys[1], "b", 7)).toBe(keyAt(keys[0], "a", 3));
    expect(keyAt(keys[1], "a", 2)).toBe(keyAt(keys[0], "a", 2));
  });

  test("when both ends of a veth moved at once, by both hardware addresses", () => {
    const { keys } = readings(pair(["a", 2], ["a", 3]), pair(["b", 2], ["c", 2]));
    expect(keyAt(keys[1], "b", 2)).toBe(keyAt(keys[0], "a", 2));
    expect(keyAt(keys[1], "c", 2)).toBe(keyAt(keys[0], "a", 3));
  });

  test("when one of another kind moves and is the only one with its address", () => {
    const { keys } = readings([link("a", 5, { facts: "macvlan" })], [link("b", 9, { facts: "macvlan", mac: link("a", 5).mac })]);
    expect(keyAt(keys[1], "b", 9)).toBe(keyAt(keys[0], "a", 5));
  });

  test("when a reading missed it on its way, and when it comes back from a namespace that nobody could see", () => {
    const missed = readings([link("a", 5)], [], [link("b", 5)]);
    expect(keyAt(missed.keys[2], "b", 5)).toBe(keyAt(missed.keys[0], "a", 5));

    const [stays, moves] = pair(["a", 2], ["a", 3]);
    const { keys } = readings([stays!, moves!], ...Array.from({ length: 40 }, () => [{ ...stays!, peer: null }]), [
      stays!,
      moves!,
    ]);
    expect(keyAt(keys.at(-1), "a", 3)).toBe(keyAt(keys[0], "a", 3));
  });

  test("when it moves to a number whose interface was deleted just before", () => {
    const [stays, moves] = pair(["a", 2], ["a", 5]);
    const others = pair(["b", 5], ["b", 6], ["cc:00:00:00:00:01", "cc:00:00:00:00:02"]);
    const { keys } = readings([stays!, moves!, ...others], pair(["a", 2], ["b", 5]));
    expect(keyAt(keys[1], "a", 2)).toBe(keyAt(keys[0], "a", 2));
    expect(keyAt(keys[1], "b", 5)).toBe(keyAt(keys[0], "a", 5));
    expect(keyAt(keys[1], "b", 5)).not.toBe(keyAt(keys[0], "b", 5));
  });

  test("when it moves away and its number is given to another veth, or to another of its kind", () => {
    const [stays, moves] = pair(["a", 2], ["b", 5]);
    const other = pair(["b", 5], ["b", 6], ["cc:00:00:00:00:01", "cc:00:00:00:00:02"]).map((one) => ({ ...one, name: "other" }));
    const veth = readings([stays!, moves!], [...pair(["a", 2], ["c", 5]), ...other]);
    expect(keyAt(veth.keys[1], "a", 2)).toBe(keyAt(veth.keys[0], "a", 2));
    expect(keyAt(veth.keys[1], "c", 5)).toBe(keyAt(veth.keys[0], "b", 5));
    expect([...veth.keys[0]!.values()]).not.toContain(keyAt(veth.keys[1], "b", 5));

    const macvlan = link("b", 5, { facts: "macvlan" });
    const { keys } = readings([macvlan], [{ ...macvlan, namespace: "c" }, link("b", 5, { facts: "macvlan", mac: "cc:01" })]);
    expect(keyAt(keys[1], "c", 5)).toBe(keyAt(keys[0], "b", 5));
    expect(keyAt(keys[1], "b", 5)).not.toBe(keyAt(keys[0], "b", 5));
  });

  test("while its namespace cannot be read", () => {
    const first = identifyLinks([link("a", 2)], new Set(), NO_LINKS, { now: 0 }, nextKey);
    const blind = identifyLinks([], new Set(["a"]), first.memory, { now: 10_000 }, nextKey);
    const again = identifyLinks([link("a", 2)], new Set(), blind.memory, { now: 20_000 }, nextKey);
    expect(again.keys).toEqual(first.keys);
  });
});

describe("another interface gets another key", () => {
  test("twenty times made and deleted under the same number, seen gone in between", () => {
    const { keys } = readings(...Array.from({ length: 20 }, () => [[link("a", 7)], []]).flat());
    const seen = keys.map((one) => keyAt(one, "a", 7)).filter((key) => key !== undefined);
    expect([seen.length, new Set(seen).size]).toEqual([20, 20]);
  });

  test("under the same number, when name and address are others too", () => {
    const two = [link("a", 7, { facts: "macvlan" }), ...pair(["a", 8], ["b", 8])];
    const others = [
      link("a", 7, { facts: "macvlan", name: "new", mac: "cc:01" }),
      ...pair(["a", 8], ["b", 9], ["cc:02", "cc:03"]).map((one) => ({ ...one, name: "new" })),
    ];
    const { keys } = readings(two, others);
    expect(new Set([...keys[0]!.values(), ...keys[1]!.values()]).size).toBe(6);
  });

  test("under the same number but of another kind", () => {
    const { keys } = readings([link("a", 7)], [link("a", 7, { facts: "vxlan 42" })]);
    expect(keyAt(keys[1], "a", 7)).not.toBe(keyAt(keys[0], "a", 7));
  });

  test("under the same numbers as a veth, when the pairs are other ones", () => {
    const two = [...pair(["a", 2], ["b", 2], ["aa:01", "aa:02"]), ...pair(["a", 3], ["b", 3], ["aa:03", "aa:04"])];
    const crossed = [...pair(["a", 2], ["b", 3], ["bb:01", "bb:02"]), ...pair(["a", 3], ["b", 2], ["bb:03", "bb:04"])];
    const { keys } = readings(two, crossed);
    expect(new Set([...keys[0]!.values(), ...keys[1]!.values()]).size).toBe(8);
  });

  test("when two that look the same could be the one that went", () => {
    const went = link("a", 5);
    const { keys } = readings([went], [link("b", 5, { mac: went.mac }), link("c", 5, { mac: went.mac })]);
    expect([keyAt(keys[1], "b", 5), keyAt(keys[1], "c", 5)]).not.toContain(keyAt(keys[0], "a", 5));
  });

  test("when it came under another number in the same namespace: interfaces do not change their number", () => {
    const { keys } = readings([link("a", 5)], [link("a", 6, { mac: link("a", 5).mac })]);
    expect(keyAt(keys[1], "a", 6)).not.toBe(keyAt(keys[0], "a", 5));
  });

  test("when it has no hardware address: a tun device that went here and one that came there may be two", () => {
    const tun = { facts: "tun", mac: null, name: "tun0" };
    const { keys } = readings([link("a", 2, tun)], [link("b", 2, tun)]);
    expect(keyAt(keys[1], "b", 2)).not.toBe(keyAt(keys[0], "a", 2));
  });

  test("when it comes long after one that looked the same went", () => {
    const { keys } = readings([link("a", 5)], ...Array.from({ length: 40 }, () => []), [link("b", 5)]);
    expect(keyAt(keys.at(-1), "b", 5)).not.toBe(keyAt(keys[0], "a", 5));
  });

  test("when a veth's end looks like one whose other end is still there and points elsewhere", () => {
    const [stays, moves] = pair(["a", 2], ["a", 3]);
    const { keys } = readings(
      [stays!, moves!],
      [...pair(["a", 2], ["b", 3]), link("c", 3, { ...moves!, namespace: "c", peer: null })],
    );
    expect(keyAt(keys[1], "b", 3)).toBe(keyAt(keys[0], "a", 3));
    expect(keyAt(keys[1], "c", 3)).not.toBe(keyAt(keys[0], "a", 3));
  });
});

describe("a reading is not settled", () => {
  test("when an interface is seen in two namespaces at once, or in none though its namespace is there", () => {
    const twice = readings([link("a", 5)], [link("a", 5), link("b", 5)], [link("b", 5)]);
    expect(twice.unsettled).toEqual([false, true, false]);
    const none = readings([link("a", 5), link("a", 6)], [link("a", 6)], [link("a", 6)], []);
    expect(none.unsettled).toEqual([false, true, false, false]);
  });

  test("when the ends of a veth do not point at each other; the end that came is known by the one it points at", () => {
    const [stays, moves] = pair(["a", 2], ["b", 5]);
    const { keys, unsettled } = readings([stays!, moves!], [stays!, { ...moves!, namespace: "c" }]);
    expect(unsettled).toEqual([false, true]);
    expect(keyAt(keys[1], "c", 5)).toBe(keyAt(keys[0], "b", 5));
  });
});

test("one that was there a moment ago came back rather than one that has been missing", () => {
  const m = { facts: "macvlan", mac: "aa:01" };
  const { keys } = readings([link("a", 5, m)], [link("a", 6, m)], [link("b", 6, m)]);
  expect(keyAt(keys[2], "b", 6)).toBe(keyAt(keys[1], "a", 6));
});

test("a new namespace's loopback is no interface that moved", () => {
  const lo = { facts: "loopback", mac: "00:00:00:00:00:00", canMove: false };
  const { keys, unsettled } = readings([link("a", 1, lo)], [link("a", 1, lo), link("b", 1, lo)], [link("c", 1, lo)]);
  expect([unsettled, new Set(keys.flatMap((one) => [...one.values()])).size]).toEqual([[false, false, false], 3]);
});
