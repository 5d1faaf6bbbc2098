import { expect, type Locator, type Page, test } from "@playwright/test";
import { expectNoViolations } from "./support/axe.ts";
import { attributeOf, keepPicture, showDiagram } from "./support/moments.ts";
import { sharedLab } from "./support/shared-lab.ts";
import { type PaintedDot, paintedDots, pixelsAround, placesOnPage } from "./support/trace.ts";
import { runInTerminal, typeCommand, visibleTerminal, waitForPrompt } from "./support/workbench.ts";

const lab = sharedLab("fs-01-overlay-by-hand");

/** Runs one command after the other; each must succeed and print nothing. */
async function runAll(page: Page, commands: readonly string[]): Promise<void> {
  for (const command of commands) expect(await runInTerminal(page, command), command).toBe("");
}

/** A namespace with one cable into the sandbox's own, an address and no IPv6 at either end: only what is asked to speak shall speak. */
const joined = (name: string, end: string, address: string): string[] => [
  `ip netns add ${name} && ip netns exec ${name} sysctl -qw net.ipv6.conf.default.disable_ipv6=1`,
  `ip link add ${end} type veth peer name eth0 netns ${name}`,
  `sysctl -qw net.ipv6.conf.${end}.disable_ipv6=1 && ip link set ${end} up`,
  `ip -n ${name} addr add ${address}/24 dev eth0 && ip -n ${name} link set eth0 up`,
];

/**
 * Traces while a command runs again and again in the terminal, so that no slow machine can miss it; until enough was captured. The terminal
 * waits for a command again afterwards.
 */
async function traceWhile(page: Page, place: Locator, command: string, enough: number): Promise<void> {
  // Enter ends it: a Ctrl-C that ping answers by itself does not end the loop, and one too many spoils the next command.
  await typeCommand(page, `clear; until read -rt 0.2; do { ${command}; } < /dev/null; done`);
  await place.locator(".gd-tools").getByRole("button", { name: "Trace packets" }).click();
  const status = place.locator("[data-trace-status=capturing]");
  await expect(status).toContainText(/listening in \d+ namespaces? · \d+ s left/);
  const panel = place.locator("[data-trace-panel]");
  const frames = async () => Number(/(\d+) frames so far/.exec((await status.allTextContents()).join(""))?.[1] ?? 0);
  await expect.poll(async () => (await panel.isVisible()) || (await frames()) >= enough, { timeout: 30_000 }).toBe(true);
  const stop = place.getByRole("button", { name: "Stop", exact: true });
  // Its time may be over just now.
  if (await stop.isVisible()) await stop.click({ timeout: 1_000 }).catch(() => undefined);
  await expect(panel).toBeVisible({ timeout: 30_000 });
  await visibleTerminal(page).locator("textarea").focus();
  await page.keyboard.press("Enter");
  await waitForPrompt(page);
  expect(await runInTerminal(page, "true")).toBe("");
}

const packets = (place: Locator): Promise<string[]> =>
  place.locator(".nt-packet").evaluateAll((all) => all.map((one) => one.getAttribute("data-fact") ?? ""));
/** The first packet of this fact that was seen on its whole way. */
const packetOf = (place: Locator, fact: string, seen: number): Locator =>
  place.locator(`.nt-packet[data-fact^=${JSON.stringify(`${fact}|`)}][data-fact*="|${seen}|"]`).first();
/** DIRECTION NAME KIND of every frame of the packet that is chosen. */
const hops = (place: Locator): Promise<string[]> =>
  place.locator(".nt-hops li").evaluateAll((all) =>
    all.map((one) => {
      const [direction, name, , , , kind] = (one.getAttribute("data-fact") ?? "").split("|");
      return `${direction} ${name} ${kind}`.trim();
    }),
  );

/** In a low pane the list gives way to the packet that was chosen. */
async function showList(place: Locator): Promise<void> {
  const back = place.getByRole("button", { name: "All packets" });
  if (await back.isVisible()) await back.click();
  await expect(place.getByRole("listbox")).toBeVisible();
}

/** Chooses a packet and answers with every dot that was painted until its replay came to rest. */
async function replayOf(place: Locator, packet: Locator): Promise<PaintedDot[]> {
  await showList(place);
  const painted = await paintedDots(place);
  await packet.click();
  await expect(place.getByRole("button", { name: "Next step" })).toBeDisabled({ timeout: 60_000 });
  await expect(place.getByRole("button", { name: "Play", exact: true })).toBeVisible();
  return painted();
}

const portNamed = (place: Locator, name: string, at = 0): Locator =>
  place.locator(`svg [data-key^="link|"][data-fact^=${JSON.stringify(`veth|${name}|`)}]`).nth(at);

test("a switch: the question goes to all, the echo to one, and dots walk only where frames were captured", async () => {
  test.setTimeout(180_000);
  const page = lab();
  const place = await showDiagram(page, "network");
  for (const number of [1, 2, 3]) await runAll(page, joined(`c${number}`, `v${number}`, `10.9.0.1${number}`));
  await runAll(page, [
    "ip link add br0 type bridge mcast_snooping 0",
    "sysctl -qw net.ipv6.conf.br0.disable_ipv6=1 && ip link set br0 up",
    "for n in 1 2 3; do ip link set v$n master br0; done",
  ]);
  await expect(place.locator("svg [data-edge^='stem|slot|']")).toHaveCount(3);
  await traceWhile(page, place, "ip -n c1 neigh flush all; ip netns exec c1 ping -c 2 -i 0.2 10.9.0.12", 40);
  const told = await packets(place);
  for (const expected of [
    /^arp\|who-has 10\.9\.0\.12 tell 10\.9\.0\.11\|.*\|7\|$/,
    /^arp\|10\.9\.0\.12 is-at .*\|4\|$/,
    /^icmp\|echo request 1\|10\.9\.0\.11 → 10\.9\.0\.12\|4\|$/,
    /^icmp\|echo reply 1\|10\.9\.0\.12 → 10\.9\.0\.11\|4\|$/,
    /^icmp\|echo request 2\|10\.9\.0\.11 → 10\.9\.0\.12\|4\|$/,
  ])
    expect(told).toContainEqual(expect.stringMatching(expected));

  // The question who has it: copied to every other port and to the host behind the bridge, all at once.
  const question = await replayOf(place, packetOf(place, "arp|who-has 10.9.0.12 tell 10.9.0.11", 7));
  expect((await hops(place)).sort()).toEqual(
    ["out eth0", "in v1 cable", "out v2 bridged", "out v3 bridged", "in br0 to-host", "in eth0 cable", "in eth0 cable"].sort(),
  );
  expect(
    Math.max(
      ...Object.values(Object.groupBy(question, ({ at }) => at)).map((all) => all!.filter(({ state }) => state === "on").length),
    ),
  ).toBe(3);
  await keepPicture(page, "trace-question");

  const echo = await replayOf(place, packetOf(place, "icmp|echo request 2", 4));
  expect(await hops(place)).toEqual(["out eth0", "in v1 cable", "out v2 bridged", "in eth0 cable"]);
  await expect(place.locator(".nt-hops li").nth(2)).toContainText("the IP layer's netfilter does not see it");
  await expect(place.locator(".nt-hops li").nth(3)).toContainText("Not observed beyond here. 10.9.0.12 is an address of c2.");
  await expect(place.locator(".nt-detail")).toContainText("packet(7)");
  await expect(place.locator(".nt-pace")).toContainText(/µs shown in 1\.5 s: (about|at least) [\d,]+ times slower/);
  const drawn = await placesOnPage(place);
  expect(echo.length).toBeGreaterThan(8);
  for (const dot of echo) {
    if (dot.state === "at") expect(drawn.nearPlug(dot), JSON.stringify(dot)).toBeLessThanOrEqual(1);
    else expect(drawn.nearLine(dot), JSON.stringify(dot)).toBeLessThanOrEqual(1.5);
  }
  expect([...new Set(echo.filter(({ state }) => state === "on").map(({ frame, to }) => `${frame} ${to}`))]).toEqual([
    "0 1",
    "1 2",
    "2 3",
  ]);
  // Nothing was painted at the namespace that the echo did not go to, something at the one it did.
  const [there, elsewhere] = [
    await pixelsAround(place, portNamed(place, "v2")),
    await pixelsAround(place, portNamed(place, "v3")),
  ];
  expect(there).toBeGreaterThan(50);
  expect(elsewhere).toBe(0);
  await keepPicture(page, "trace-echo");
  await page.emulateMedia({ colorScheme: "dark" });
  await expectNoViolations(page, "the way of a packet, dark", "[data-trace-panel]");
  await page.emulateMedia({ colorScheme: "light" });
  await showList(place);
  await expectNoViolations(page, "the packets, light", "[data-trace-panel]");

  // The list by keyboard; the table states the same frames.
  await showList(place);
  await place.getByRole("listbox").focus();
  await page.keyboard.press("Home");
  await expect(place.locator(".nt-packet").first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowDown");
  await expect(place.locator(".nt-packet").nth(1)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(place.locator(".nt-hops")).toBeVisible();
  await expect(place.getByRole("button", { name: "All packets" })).toBeFocused();
  const stated = await place
    .locator(".nt-hops li")
    .evaluateAll((all) => all.map((one) => `${one.getAttribute("data-key")} ${one.getAttribute("data-fact")}`));
  const tools = place.locator(".gd-tools");
  await tools.getByRole("button", { name: "View as table" }).click();
  await place.getByRole("tab", { name: "Packets" }).click();
  const rows = await place
    .locator(".gd-table tbody tr")
    .evaluateAll((all) => all.map((one) => `${one.getAttribute("data-key")} ${one.getAttribute("data-fact")}`));
  expect(rows).toEqual(expect.arrayContaining(stated));
  await tools.getByRole("button", { name: "View as diagram" }).click();

  // Without motion: no play, the ports one after the other.
  await page.emulateMedia({ reducedMotion: "reduce" });
  await showList(place);
  await packetOf(place, "icmp|echo request 2", 4).click();
  await expect(place.getByRole("button", { name: "Play", exact: true })).toHaveCount(0);
  const stepped = await paintedDots(place);
  for (const frame of [1, 2, 3]) {
    await place.getByRole("button", { name: "Next step" }).click();
    await expect(place.locator(".nt-hops li[aria-current]")).toHaveAttribute("data-key", new RegExp(`\\|${frame}$`));
  }
  const steps = await stepped();
  expect(steps.every(({ state }) => state === "at")).toBe(true);
  expect([...new Set(steps.map(({ frame }) => frame))]).toEqual([1, 2, 3]);
  await page.emulateMedia({ reducedMotion: null });

  // What is no longer there is said and not drawn.
  await runAll(page, ["ip netns del c2"]);
  await expect(portNamed(place, "v2")).toHaveCount(0);
  const gone = await replayOf(place, packetOf(place, "icmp|echo request 2", 4));
  expect([...new Set(gone.map(({ frame }) => frame))]).toEqual([0, 1]);
  await expect(place.locator(".nt-hops li").nth(2)).toContainText("Not drawn: the interface is no longer there.");
  await place.getByRole("button", { name: "Close the trace" }).click();
  await expect(place.locator("[data-trace-panel]")).toHaveCount(0);
  await runAll(page, ["for c in c1 c3; do ip netns del $c; done; ip link del br0"]);
});

test("a published port: the dot passes the gate and comes out with another address, both tuples beside it", async () => {
  test.setTimeout(180_000);
  const page = lab();
  const place = await showDiagram(page, "network");
  await runAll(page, [...joined("client", "v5", "10.9.1.2"), ...joined("web", "v6", "10.9.2.2")]);
  await runAll(page, [
    "ip addr add 10.9.1.1/24 dev v5 && ip addr add 10.9.2.1/24 dev v6 && sysctl -qw net.ipv4.ip_forward=1",
    "ip -n client route add default via 10.9.1.1 && ip -n web route add default via 10.9.2.1",
    "iptables -t nat -A PREROUTING -p tcp -d 10.9.1.1 --dport 8088 -j DNAT --to-destination 10.9.2.2:80",
    "mkdir -p /root/www && echo hello > /root/www/index.html && ip netns exec web busybox httpd -p 80 -h /root/www",
    "until ip netns exec web ss -Hltn | grep -q :80; do sleep 0.1; done",
  ]);
  const gate = place.locator('svg [data-key^="gate|"][data-key$="|prerouting"][data-fact^="prerouting|"]');
  await expect(gate).toHaveAttribute("data-fact", "prerouting|1|");
  await traceWhile(page, place, "ip netns exec client curl -s 10.9.1.1:8088", 60);

  const told = await packets(place);
  const syn = told.find((fact) => /^tcp\|SYN\|/.test(fact)) ?? "";
  expect(syn).toMatch(/^tcp\|SYN\|10\.9\.1\.2:\d+ → 10\.9\.1\.1:8088\|4\|translated$/);
  expect(told).toContainEqual(expect.stringMatching(/^tcp\|SYN ACK\|10\.9\.2\.2:80 → 10\.9\.1\.2:\d+\|4\|translated$/));
  const packet = place.locator(`.nt-packet[data-fact=${JSON.stringify(syn)}]`);
  const dots = await replayOf(place, packet);
  expect(await hops(place)).toEqual(["out eth0", "in v5 cable", "out v6 forwarded", "in eth0 cable"]);
  const port = /10\.9\.1\.2:(\d+)/.exec(syn)![1]!;
  const forwarded = place.locator(".nt-hops li").nth(2);
  await expect(forwarded).toContainText("forwarded in the sandbox by the IP layer");
  await expect(forwarded).toContainText("destination translated in the sandbox: 10.9.1.1:8088 → 10.9.2.2:80");
  await expect(forwarded).toContainText("TTL 64 → 63");
  await expect(forwarded).toContainText(`as sent: 10.9.1.2:${port} → 10.9.1.1:8088`);
  await expect(forwarded).toContainText(`expected as: 10.9.2.2:80 → 10.9.1.2:${port}`);
  // Through the gate whose rule translates it, on the way between the two ports that saw it.
  const drawn = await placesOnPage(place);
  const key = await attributeOf(gate, "data-key");
  const through = (all: readonly PaintedDot[]) => all.filter(({ frame, to }) => frame === 1 && to === 2);
  let nearest = drawn.passesMark(key, through(dots));
  // A busy machine paints few pictures of a replay, and a way drawn straight from one to the next cuts its corners: it is replayed again.
  await expect
    .poll(
      async () => {
        if (nearest > 8) nearest = Math.min(nearest, drawn.passesMark(key, through(await replayOf(place, packet))));
        return nearest;
      },
      { timeout: 90_000 },
    )
    .toBeLessThanOrEqual(8);
  for (const dot of dots.filter(({ state }) => state === "at")) expect(drawn.nearPlug(dot)).toBeLessThanOrEqual(1);
  await keepPicture(page, "trace-dnat");
  await runAll(page, ["iptables -t nat -F PREROUTING; ip netns pids web | xargs kill; ip netns del web; ip netns del client"]);
  await place.getByRole("button", { name: "Close the trace" }).click();
});

test("where nothing was sent it says so, with a command to try", async () => {
  const page = lab();
  const place = await showDiagram(page, "network");
  // Whatever a claim before this one left behind.
  await runAll(page, ["ip -all netns delete"]);
  await expect(place.locator('svg [data-key^="netns|"]')).toHaveCount(1);
  const stop = place.getByRole("button", { name: "Stop", exact: true });
  await expect(async () => {
    await expect(stop).toHaveCount(0);
    await place.locator(".gd-tools").getByRole("button", { name: "Trace packets" }).click();
    await expect(place.locator("[data-listening]")).toHaveCount(1);
    await stop.click({ timeout: 1_000 }).catch(() => undefined);
    // The host may have asked for an address just now.
    await expect(place.locator("[data-trace-status=empty]")).toBeVisible({ timeout: 3_000 });
  }).toPass();
  const status = place.locator("[data-trace-status=empty]");
  await expect(status).toContainText("No frame was captured. Is anything sending?");
  await expect(status.locator("code")).toHaveText(/^ping -c 3 /);
  await expect(place.locator("[data-trace-spoken]")).toContainText("No frame was captured.");
  await keepPicture(page, "trace-empty");
  await expectNoViolations(page, "nothing captured", "[data-trace-status=empty]");
});
