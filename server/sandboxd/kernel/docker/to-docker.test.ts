import { expect, test } from "vitest";
import type { ProcessInfo } from "../../../../lib/contract/kernel/processes.ts";
import {
  type ContainerFile,
  parseContainerFile,
  parseDirectoryName,
  parseImageFile,
  parseRepositories,
  parseSize,
} from "./engine-files.ts";
import { toContainer } from "./to-container.ts";
import { toChainIds, toImage } from "./to-image.ts";

const ID = "1cf9a2a481538e82dd4cf1832c8bf82bb59320d10be0234ba74aa4bc5d1b23ac";
const sha = (digit: string) => `sha256:${digit.repeat(64)}`;

const file = (change: object = {}): ContainerFile =>
  parseContainerFile(
    Buffer.from(
      JSON.stringify({
        ID,
        Name: "/web",
        Image: sha("a"),
        Config: { Image: "nginx:1.22" },
        State: { Running: true, Paused: false, Restarting: false, Dead: false, Pid: 474, ExitCode: 0, StartedAt: "2026-01-01" },
        NetworkSettings: {
          Networks: { bridge: { IPAddress: "172.17.0.2", MacAddress: "02:42:ac:11:00:02" }, lost: null },
          Ports: { "80/tcp": [{ HostIp: "::", HostPort: "8088" }], "443/tcp": null },
        },
        MountPoints: {
          "/v": { Type: "volume", Name: "vol", Source: "/var/lib/docker/volumes/vol/_data", Destination: "/v", RW: false },
        },
        ...change,
      }),
    ),
  );
const process = (change: Partial<ProcessInfo> = {}): ProcessInfo => ({
  key: "process-474-1",
  pids: [474, 1],
  parent: null,
  comm: "nginx",
  command: "nginx",
  state: "S",
  uid: 0,
  threads: 1,
  tty: null,
  startedAt: 1,
  namespaces: { net: "net-7" },
  cgroups: { pids: `/docker/${ID}` },
  plumbing: false,
  ...change,
});
const layers = { layer: "abc", initLayer: "abc-init", initLink: "ABC" };
const containerOf = (one: ContainerFile, processes: ProcessInfo[]) =>
  toContainer(one, { networkMode: "bridge", layers, processes });

test("a container is joined with the process that the kernel shows in its control group", () => {
  expect(containerOf(file(), [process()])).toMatchObject({
    name: "web",
    image: "nginx:1.22",
    state: "running",
    process: "process-474-1",
    namespaces: { net: "net-7" },
    cgroup: `/docker/${ID}`,
    networks: [
      { network: "bridge", address: "172.17.0.2", mac: "02:42:ac:11:00:02" },
      { network: "lost", address: null, mac: null },
    ],
    ports: [{ container: "80/tcp", host: "[::]:8088" }],
    mounts: [{ type: "volume", name: "vol", destination: "/v", readOnly: true }],
    ...layers,
  });
  expect(containerOf(file(), [process({ cgroups: { "": `/system.slice/docker-${ID}.scope` } })]).process).toBe("process-474-1");
});

test("a pid that the file names is not believed without the kernel: another control group, or another process", () => {
  for (const other of [process({ cgroups: { pids: "/" } }), process({ pids: [475, 1] })]) {
    expect(containerOf(file(), [other])).toMatchObject({ process: null, namespaces: {}, cgroup: null });
  }
});

test("states are the engine's words", () => {
  const state = (change: object) =>
    containerOf(
      file({
        State: {
          Running: false,
          Paused: false,
          Restarting: false,
          Dead: false,
          Pid: 0,
          ExitCode: 3,
          StartedAt: "2026",
          ...change,
        },
      }),
      [],
    ).state;
  expect(state({ Running: true })).toBe("running");
  expect(state({ Running: true, Paused: true })).toBe("paused");
  expect(state({ Running: true, Restarting: true })).toBe("restarting");
  expect(state({})).toBe("exited");
  expect(state({ StartedAt: "0001-01-01T00:00:00Z" })).toBe("created");
  expect(state({ Dead: true })).toBe("dead");
});

test("names are text, whatever they hold", () => {
  expect(containerOf(file({ Name: "/<b>\u001b[1m\u202e" }), []).name).toBe("<b>\\x1b[1m\\u{202e}");
  expect(() => file({ ID: "../../etc" })).toThrow();
});

test("a layer is the same only with all that is below it", () => {
  expect(toChainIds([sha("a")])).toEqual([sha("a")]);
  const [, second] = toChainIds([sha("a"), sha("b")]);
  const [, other] = toChainIds([sha("c"), sha("b")]);
  expect(second).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(second).not.toBe(other);
});

test("each layer has the instruction that made it, and an instruction that made none has none", () => {
  const image = toImage(
    sha("e"),
    ["mine:2"],
    parseImageFile(
      Buffer.from(
        JSON.stringify({
          rootfs: { type: "layers", diff_ids: [sha("a"), sha("b")] },
          history: [
            { comment: "Imported from -" },
            { created_by: "LABEL a=b", empty_layer: true },
            { created_by: "WORKDIR /srv" },
          ],
        }),
      ),
    ),
    () => ({ directory: null, link: null, bytes: 0 }),
  );
  expect(image.history).toEqual([
    { createdBy: "Imported from -", layer: 0 },
    { createdBy: "LABEL a=b", layer: null },
    { createdBy: "WORKDIR /srv", layer: 1 },
  ]);
  expect(image.layers.map(({ diffId }) => diffId)).toEqual([sha("a"), sha("b")]);
});

test("what is no directory of overlay2, no size and no list of names is refused", () => {
  expect(parseDirectoryName(Buffer.from("yr0dk2h3xjnyq86kih53kxa6p"))).toBe("yr0dk2h3xjnyq86kih53kxa6p");
  for (const name of ["", "../x", "a/b"]) expect(() => parseDirectoryName(Buffer.from(name))).toThrow();
  expect(parseSize(Buffer.from("2024544"))).toBe(2024544);
  for (const size of ["", "-1", "1e99", "x"]) expect(() => parseSize(Buffer.from(size))).toThrow();
  const names = parseRepositories(
    Buffer.from(JSON.stringify({ Repositories: { bb: { "bb:1": sha("a"), [`bb@${sha("b")}`]: sha("a") } } })),
  );
  expect([...names]).toEqual([[sha("a"), ["bb:1"]]]);
});
