import { expect, test } from "vitest";
import type { DockerContainer, DockerPart } from "../../../lib/contract/kernel/docker.ts";
import type { Overlay } from "../../../lib/contract/kernel-view.ts";
import {
  containerAt,
  containerOfCgroup,
  containerOfProcess,
  containersIn,
  contentOfLayer,
  nameOverlays,
  networkOfBridge,
  shortInstruction,
} from "./docker-names.ts";

const container = (name: string, change: Partial<DockerContainer> = {}): DockerContainer => ({
  key: `container-${name}`,
  id: "0".repeat(64),
  name,
  image: "mine:2",
  imageId: "sha256:0",
  state: "running",
  exitCode: 0,
  process: `process-${name}`,
  namespaces: { net: "net-1" },
  cgroup: `/docker/${name}`,
  networkMode: "bridge",
  networks: [],
  ports: [],
  mounts: [],
  layer: "aaa",
  initLayer: "aaa-init",
  initLink: "INIT",
  ...change,
});
const docker: DockerPart = {
  running: true,
  containers: [container("web"), container("par", { layer: "bbb", initLayer: "bbb-init", initLink: "INIT2" })],
  images: [
    {
      key: "image-1",
      id: "sha256:1",
      names: ["mine:2"],
      layers: [
        { chainId: "sha256:c", diffId: "sha256:d", directory: "base", link: "BASE", bytes: 1 },
        { chainId: "sha256:e", diffId: "sha256:f", directory: "one", link: "ONE", bytes: 2 },
      ],
      history: [
        { createdBy: "Imported from -", layer: 0 },
        { createdBy: "LABEL a=b", layer: null },
        { createdBy: "RUN /bin/sh -c echo 1 > /one # buildkit", layer: 1 },
      ],
    },
  ],
  networks: [{ key: "network-1", id: "1", name: "blue", driver: "bridge", bridge: "br-1", gateway: null }],
  volumes: [],
  builds: [],
  building: [],
  omitted: { containers: 0, images: 0, networks: 0, volumes: 0, builds: 0 },
};

test("what the engine named is labelled as the engine's, and nothing else is", () => {
  expect(containersIn(docker, "net-1")).toBe("docker:par+web");
  expect(containersIn(docker, "net-2")).toBeNull();
  expect(containerOfProcess(docker, "process-web")).toBe("docker:web");
  expect(containerOfProcess(docker, "process-other")).toBeNull();
  expect(containerOfCgroup(docker, "/docker/web")).toBe("docker:web");
  expect(networkOfBridge(docker, "br-1")).toBe("docker:blue");
  expect(networkOfBridge(docker, "br0")).toBeNull();
  expect([containersIn(undefined, "net-1"), contentOfLayer(undefined, "/var/lib/docker/overlay2/base/diff")]).toEqual([
    null,
    null,
  ]);
});

test("a layer is told by the instruction that made it, by its short name and by its directory", () => {
  expect(contentOfLayer(docker, "/var/lib/docker/overlay2/l/ONE")).toBe("RUN echo 1 > /one");
  expect(contentOfLayer(docker, "/var/lib/docker/overlay2/one/diff")).toBe("RUN echo 1 > /one");
  expect(contentOfLayer(docker, "/var/lib/docker/overlay2/aaa/diff")).toBe("docker:web");
  expect(contentOfLayer(docker, "/var/lib/docker/overlay2/l/INIT")).toBe("docker:web -init");
  expect(contentOfLayer(docker, "/var/lib/docker/overlay2/bbb-init/diff")).toBe("docker:par -init");
  for (const path of ["/root/l/ONE", "/var/lib/docker/overlay2/l/UNKNOWN", "/var/lib/docker/overlay2/one", "one/diff"])
    expect(contentOfLayer(docker, path)).toBeNull();
});

test("the merged root of a container is called by the container", () => {
  expect(containerAt(docker, "/var/lib/docker/overlay2/aaa/merged")).toBe("docker:web");
  expect(containerAt(docker, "/var/lib/docker/overlay2/zzz/merged")).toBeNull();
  expect(containerAt(docker, "/root/merged")).toBeNull();
});

test("an overlay is named by its container, and the names of its layers stay different from each other", () => {
  const at = (path: string) => `/var/lib/docker/overlay2/${path}`;
  const layers = ["aaa/diff", "l/ONE", "one/diff", "other"].map((path) => ({ path: at(path), label: path }));
  const [named, foreign] = nameOverlays(
    [
      { mountpoint: at("aaa/merged"), layers },
      { mountpoint: "/m", layers },
    ] as Overlay[],
    docker,
  );
  expect(named!.container).toBe("docker:web");
  expect(named!.layers.map(({ content }) => content)).toEqual([
    "docker:web",
    "RUN echo 1 > /one",
    "RUN echo 1 > /one #2",
    undefined,
  ]);
  expect(foreign!.container).toBeUndefined();
});

test("an instruction reads as it was written, whichever builder noted it", () => {
  expect(shortInstruction("RUN /bin/sh -c echo 1 > /one # buildkit")).toBe("RUN echo 1 > /one");
  expect(shortInstruction("COPY f /f # buildkit")).toBe("COPY f /f");
  expect(shortInstruction('/bin/sh -c #(nop)  CMD ["sh"]')).toBe('CMD ["sh"]');
  expect(shortInstruction("/bin/sh -c apt-get update")).toBe("RUN apt-get update");
});
