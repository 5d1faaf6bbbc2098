import { expect, type Locator, type Page, test } from "@playwright/test";
import {
  attributeOf,
  boxOf,
  expectInside,
  expectTold,
  expectTwin,
  explanationOf,
  keepPicture,
  marks,
  showDiagram,
  watchChanges,
} from "./support/moments.ts";
import { sharedLab } from "./support/shared-lab.ts";
import { runInTerminal } from "./support/workbench.ts";

const lab = sharedLab("fs-01-overlay-by-hand");

/** Marks by the beginning of their fact: "veth|eth7|" is an interface, "c1|" a namespace. */
const linkNamed = (place: Locator, kind: string, name: string): Locator =>
  place.locator(`svg [data-key^="link|"][data-fact^=${JSON.stringify(`${kind}|${name}|`)}]`);
const namespaceNamed = (place: Locator, name: string): Locator =>
  place.locator(`svg [data-key^="netns|"][data-fact^=${JSON.stringify(`netns|${name}|`)}]`);
const faceOf = (port: Locator): Locator => port.locator(".nw-face");
const walls = (namespace: Locator): Locator => namespace.locator(".nw-box").last();

/** Runs one command after the other; each must succeed and print nothing. */
async function runAll(page: Page, commands: readonly string[]): Promise<void> {
  for (const command of commands) expect(await runInTerminal(page, command), command).toBe("");
}

/** A namespace with one cable into the sandbox's own and an address, and no IPv6 at either end. */
const joined = (name: string, number: number): string[] => [
  `ip netns add ${name} && ip netns exec ${name} sysctl -qw net.ipv6.conf.default.disable_ipv6=1`,
  `ip link add v${number} type veth peer name eth0 netns ${name}`,
  `sysctl -qw net.ipv6.conf.v${number}.disable_ipv6=1 && ip link set v${number} up`,
  `ip -n ${name} addr add 10.9.0.1${number}/24 dev eth0 && ip -n ${name} link set eth0 up`,
];

/** What a table of the diagram says: rows of cells. */
async function rowsOfTable(place: Locator, tab: string): Promise<string[][]> {
  const tools = place.locator(".gd-tools");
  await tools.getByRole("button", { name: "View as table" }).click();
  await place.getByRole("tab", { name: tab }).click();
  const rows = await place
    .locator(".gd-table tbody tr")
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent ?? "")));
  await tools.getByRole("button", { name: "View as diagram" }).click();
  await expect(place.locator(".gd-svg")).toBeVisible();
  return rows;
}

test("a cable's end walks into the box: it is the same interface, and the cable follows it", async () => {
  const page = lab();
  const place = await showDiagram(page, "network");
  await runAll(page, ["ip netns add other", "ip netns add c1", "ip link add v7 type veth peer name eth7"]);
  const [end, box] = [linkNamed(place, "veth", "eth7"), namespaceNamed(place, "c1")];
  await expect(end).toHaveCount(1);
  await expectInside(faceOf(end), walls(namespaceNamed(place, "")));
  const key = await attributeOf(end, "data-key");
  const cable = marks(place, "cable").filter({ hasText: "eth7" });
  const cableKey = await attributeOf(cable, "data-key");
  const other = await boxOf(namespaceNamed(place, "other"));
  await keepPicture(page, "4-before");

  const shown = await watchChanges(place);
  await runAll(page, ["ip link set eth7 netns c1"]);
  await expectInside(faceOf(end), walls(box));
  await expectTold(place, /^eth7 moved from the sandbox into c1/);
  expect(await attributeOf(end, "data-key")).toBe(key);
  // Nothing else has anything to tell but both ends of the cable and the cable itself.
  const told = await shown();
  expect(told).toContain(`${key} moved`);
  const involved = [key, cableKey, await attributeOf(linkNamed(place, "veth", "v7"), "data-key")];
  expect(told.filter((line) => !involved.some((mark) => line.startsWith(`${mark} `)))).toEqual([]);
  expect(await attributeOf(cable, "data-key")).toBe(cableKey);
  expect(await boxOf(namespaceNamed(place, "other"))).toEqual(other);
  expect(await runInTerminal(page, "ip -n c1 -o link | grep -o eth7; ls /sys/class/net | grep -c eth7")).toBe("eth7\n0");
  // Both ends of the drawn line meet the faces of the two interfaces.
  const [near, far] = [await boxOf(faceOf(linkNamed(place, "veth", "v7"))), await boxOf(faceOf(end))];
  const ends = await endsOf(cable);
  for (const { x, y, width, height } of [near, far])
    expect(
      ends.some(
        (point) => point.x >= x && point.x <= x + width && Math.min(Math.abs(point.y - y), Math.abs(point.y - y - height)) <= 1,
      ),
    ).toBe(true);
  await keepPicture(page, "4-after");
  await expectTwin(place, "link");
  await expectTwin(place, "cable", "Cables");

  await runAll(page, ["ip netns del c1; ip netns del other"]);
  await expect(end).toHaveCount(0);
  await expect(linkNamed(place, "veth", "v7")).toHaveCount(0);
});

/** Both ends of a cable's line, in px of the page. */
const endsOf = (cable: Locator): Promise<{ x: number; y: number }[]> =>
  cable.locator(".nw-line-of-cable").evaluate((line: SVGPathElement) => {
    const toPage = line.getScreenCTM();
    if (toPage === null) throw new Error("the cable is not drawn");
    return [0, line.getTotalLength()]
      .map((at) => line.getPointAtLength(at).matrixTransform(toPage))
      .map(({ x, y }) => ({ x, y }));
  });

test("a switch learns: one frame goes to all, the next ones to one port", async () => {
  const page = lab();
  const place = await showDiagram(page, "network");
  await runAll(page, [...joined("c1", 1), ...joined("c2", 2), ...joined("c3", 3)]);
  // A bridge that snoops joins the group of all snoopers and says so to every port; IPv6 speaks by itself too. Only ping shall speak here.
  await runAll(page, [
    "ip link add br0 type bridge mcast_snooping 0",
    "sysctl -qw net.ipv6.conf.br0.disable_ipv6=1 && ip link set br0 up",
  ]);
  for (const number of [1, 2, 3]) await runAll(page, [`ip link set v${number} master br0`]);
  const port = (number: number) => linkNamed(place, "veth", `v${number}`);
  await expect(place.locator("svg [data-edge^='stem|slot|']")).toHaveCount(3);
  for (const number of [1, 2, 3]) await expect(port(number)).toContainText("port of br0");
  for (const number of [1, 2, 3]) await expect(port(number)).not.toContainText("MAC");
  const learned = async () =>
    (await rowsOfTable(place, "Forwarding"))
      .filter((cells) => cells[4] === "yes")
      .map((cells) => `${cells[1]} ${cells[2]}`)
      .sort();
  expect(await learned()).toEqual([]);
  const received = (name: string) => runInTerminal(page, `ip netns exec ${name} cat /sys/class/net/eth0/statistics/rx_packets`);
  const before = [Number(await received("c2")), Number(await received("c3"))];
  await keepPicture(page, "5-before");

  expect(await runInTerminal(page, "ip netns exec c1 ping -c 3 -i 0.2 10.9.0.12 | grep -c 'bytes from'")).toBe("3");
  await expect(port(1)).toContainText("1 MAC");
  await expect(port(2)).toContainText("1 MAC");
  await expect(port(3)).not.toContainText("MAC");
  const macs = await runInTerminal(page, "for c in c1 c2; do ip netns exec $c cat /sys/class/net/eth0/address; done");
  const [first = "", second = ""] = macs.split("\n");
  expect(await learned()).toEqual([`${first} v1`, `${second} v2`].sort());
  const kernel = await runInTerminal(page, "bridge fdb show br br0 dynamic | cut -d' ' -f1,3");
  expect(kernel.split("\n").sort()).toEqual(await learned());
  for (const [mac, name] of [
    [first, "v1"],
    [second, "v2"],
  ])
    await expectTold(place, `The switch in the sandbox learned that ${mac} is behind ${name}.`);
  expect(await explanationOf(place, port(2))).toContain(`Learned behind it: ${second}.`);
  // The question who has the address went to everybody; the three pings only to the one who has it.
  const after = [Number(await received("c2")), Number(await received("c3"))];
  expect(after[1]! - before[1]!).toBe(1);
  expect(after[0]! - before[0]!).toBeGreaterThanOrEqual(4);
  const counted = async () =>
    (await rowsOfTable(place, "Interfaces"))
      .filter((cells) => cells[1] === "eth0" && cells[0] === "c3")
      .map((cells) => Number(cells[10]));
  await expect.poll(counted).toEqual([after[1]]);
  await keepPicture(page, "5-after");
  await expectTwin(place, "link");
  await runAll(page, ["for c in c1 c2 c3; do ip netns del $c; done; ip link del br0"]);
  await expect(linkNamed(place, "bridge", "br0")).toHaveCount(0);
});

test("destination NAT counts connections, not packets, and shows who is meant", async () => {
  const page = lab();
  const place = await showDiagram(page, "network");
  await runAll(page, joined("web", 4));
  await runAll(page, [
    "ip addr add 10.9.0.1/24 dev v4",
    "mkdir -p /root/www && echo hello > /root/www/index.html && ip netns exec web busybox httpd -p 80 -h /root/www",
    "until ip netns exec web ss -Hltn | grep -q :80; do sleep 0.1; done",
  ]);
  const gate = place.locator('svg [data-key^="gate|"][data-key$="|output"][data-fact^="output|"]');
  await expect(gate).toHaveCount(0);
  await runAll(page, ["iptables -t nat -A OUTPUT -p tcp -d 10.9.0.1 --dport 8088 -j DNAT --to-destination 10.9.0.14:80"]);
  await expect(gate).toHaveAttribute("data-fact", "output|1|");
  await expect(gate.locator(".nw-gate")).toHaveAttribute("data-role", "nat");
  await expectTold(place, /^There is 1 rule at output in the sandbox now/);
  const counted = async () =>
    (await rowsOfTable(place, "NAT and rules")).filter((cells) => cells[3]?.includes("8088")).map((cells) => cells[4]);
  expect(await counted()).toEqual(["0"]);
  await keepPicture(page, "6-before");

  for (const times of [1, 2]) {
    expect(await runInTerminal(page, "curl -s 10.9.0.1:8088")).toContain("hello");
    await expect.poll(counted).toEqual([String(times)]);
    expect(await runInTerminal(page, "iptables -t nat -vnxL OUTPUT | awk '/8088/ {print $1}'")).toBe(String(times));
    await expectTold(place, /^The sandbox tracks a connection: tcp 10\.9\.0\.1 → 10\.9\.0\.1:8088, translated/);
    const tracked = async () => (await rowsOfTable(place, "Connections")).filter((cells) => cells[2]?.endsWith("10.9.0.1:8088"));
    await expect.poll(async () => (await tracked()).length).toBe(times);
    // The answer comes from the one that was meant.
    for (const cells of await tracked()) {
      expect(cells[3]).toMatch(/^10\.9\.0\.14:80 → 10\.9\.0\.1:/);
      expect(cells[5]).toBe("DNAT");
    }
  }
  // Far more than two packets went over the cable meanwhile.
  expect(Number(await runInTerminal(page, "cat /sys/class/net/v4/statistics/tx_packets"))).toBeGreaterThan(8);
  expect(await explanationOf(place, gate)).toContain("NAT rules count connections");
  await keepPicture(page, "6-after");
  await runAll(page, ["iptables -t nat -F OUTPUT; ip netns pids web | xargs kill; ip netns del web"]);
  await expect(gate).toHaveCount(0);
});
