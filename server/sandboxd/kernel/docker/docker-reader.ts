import type { DockerContainer, DockerImage, DockerNetwork, DockerPart } from "../../../../lib/contract/kernel/docker.ts";
import type { ProcessInfo } from "../../../../lib/contract/kernel/processes.ts";
import type { PartReader, Reading } from "../part-reader.ts";
import { toVisibleCut } from "../proc/byte-text.ts";
import { type BuildMemory, readBuilds } from "./builds/read-builds.ts";
import { toBuildRuns } from "./builds/to-build-runs.ts";
import { type DockerStore, openDockerStore, type StoreCache } from "./docker-store.ts";
import {
  HEX_ID,
  parseContainerFile,
  parseDirectoryName,
  parseHostConfig,
  parseImageFile,
  parseLayerLink,
  parseRepositories,
  parseSize,
} from "./engine-files.ts";
import { readBoltBucket } from "./parse-bolt.ts";
import { toContainer } from "./to-container.ts";
import { toImage } from "./to-image.ts";
import { toNetworks } from "./to-networks.ts";

const MOST = { containers: 100, images: 100, networks: 50, volumes: 200 };
const MOST_BYTES = 512 * 1024;
const IMAGES = "image/overlay2/imagedb/content/sha256";
const LAYERS = "image/overlay2/layerdb";

const NOTHING: DockerPart = {
  running: false,
  containers: [],
  images: [],
  networks: [],
  volumes: [],
  builds: [],
  building: [],
  omitted: { containers: 0, images: 0, networks: 0, volumes: 0, builds: 0 },
};

/**
 * Reads the names that the Docker Engine of a sandbox has given: from its data root as PID 1 of the sandbox sees it, file by file, never through
 * a link, never by its socket. Where it keeps images elsewhere (the containerd store, a data-root of the student's) there are no names.
 */
export function createDockerReader(): PartReader<DockerPart> {
  const cache: StoreCache = new Map();
  const memory: BuildMemory = { records: [] };
  return {
    read: (reading) => ({ part: readDocker(reading, cache, memory), problems: [] }),
    rest() {
      cache.clear();
      memory.records = [];
    },
  };
}

function readDocker(reading: Reading, cache: StoreCache, memory: BuildMemory): DockerPart {
  const processes = reading.processes().map(({ info }) => info);
  const running = processes.some(({ comm, plumbing }) => comm === "dockerd" && !plumbing);
  using store = openDockerStore(reading, cache);
  const building = toBuildRuns(processes);
  if (!store) return { ...NOTHING, running, building };
  const containers = readContainers(store, processes);
  const images = readImages(store);
  const networks = readNetworks(store);
  const volumes = readVolumes(store);
  const builds = readBuilds(store, memory, images.list);
  return {
    running,
    containers: containers.list,
    images: images.list,
    networks: networks.list,
    volumes: volumes.list,
    builds: builds.list,
    building,
    omitted: {
      containers: containers.omitted,
      images: images.omitted,
      networks: networks.omitted,
      volumes: volumes.omitted,
      builds: builds.omitted,
    },
  };
}

type Listed<T> = { list: T[]; omitted: number };

/** One of each id in a directory; those that could not be understood are counted. */
function readEach<T>(store: DockerStore, directory: string, most: number, read: (id: string) => T | null): Listed<T> {
  const { names } = store.list(directory, 10 * most);
  const ids = names.filter((name) => HEX_ID.test(name));
  const list = ids.slice(0, most).flatMap((id) => read(id) ?? []);
  return { list, omitted: ids.length - list.length };
}

const readContainers = (store: DockerStore, processes: readonly ProcessInfo[]): Listed<DockerContainer> =>
  readEach(store, "containers", MOST.containers, (id) => {
    const file = store.read(`containers/${id}/config.v2.json`, MOST_BYTES, parseContainerFile);
    if (!file || file.ID !== id) return null;
    const directory = (name: string) => store.read(`${LAYERS}/mounts/${id}/${name}`, 256, parseDirectoryName);
    const initLayer = directory("init-id");
    return toContainer(file, {
      networkMode: store.read(`containers/${id}/hostconfig.json`, MOST_BYTES, parseHostConfig),
      layers: { layer: directory("mount-id"), initLayer, initLink: readLink(store, initLayer) },
      processes,
    });
  });

function readImages(store: DockerStore): Listed<DockerImage> {
  const names = store.read("image/overlay2/repositories.json", MOST_BYTES, parseRepositories);
  return readEach(store, IMAGES, MOST.images, (hex) => {
    const file = store.read(`${IMAGES}/${hex}`, MOST_BYTES, parseImageFile);
    return (
      file &&
      toImage(`sha256:${hex}`, names?.get(`sha256:${hex}`) ?? [], file, (chainId) => {
        const layer = `${LAYERS}/sha256/${chainId.slice("sha256:".length)}`;
        const directory = store.read(`${layer}/cache-id`, 256, parseDirectoryName);
        return {
          directory,
          link: readLink(store, directory),
          bytes: store.read(`${layer}/size`, 64, parseSize),
        };
      })
    );
  });
}

/** The short name of a layer, which keeps mount options within a page (moby, daemon/graphdriver/overlay2). */
const readLink = (store: DockerStore, directory: string | null): string | null =>
  directory && store.read(`overlay2/${directory}/link`, 64, parseLayerLink);

/** Networks of this engine alone; those of a swarm are kept by its managers. */
function readNetworks(store: DockerStore): Listed<DockerNetwork> {
  const found = store.read("network/files/local-kv.db", 4 * MOST_BYTES, (content) =>
    toNetworks(readBoltBucket(content, "libnetwork")),
  );
  const { networks, unread } = found ?? { networks: [], unread: 0 };
  return { list: networks.slice(0, MOST.networks), omitted: Math.max(0, networks.length - MOST.networks) + unread };
}

function readVolumes(store: DockerStore): Listed<string> {
  const names = store.list("volumes", 10 * MOST.volumes).names.filter((name) => name !== "metadata.db" && !name.startsWith("."));
  const list = names.slice(0, MOST.volumes).map((name) => toVisibleCut(name, 255));
  return { list, omitted: names.length - list.length };
}
