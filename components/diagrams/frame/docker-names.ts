import type { DockerContainer, DockerPart } from "../../../lib/contract/kernel/docker.ts";
import type { Overlay } from "../../../lib/contract/kernel-view.ts";
import { visibleName } from "./shell-quote.ts";

/**
 * Labels for what the kernel shows, from the names that a Docker Engine in the sandbox gave. Each says "docker:" so that nobody takes it for a
 * kernel's own name, and none replaces an identity. Without a Docker part there are no labels.
 */

const label = (name: string) => `docker:${name}`;

/** The containers whose first process is in a namespace: those that share it are named together. */
export function containersIn(docker: DockerPart | undefined, namespace: string): string | null {
  const names =
    docker?.containers.filter((one) => Object.values(one.namespaces).includes(namespace)).map(({ name }) => name) ?? [];
  return names.length === 0 ? null : label(names.toSorted().join("+"));
}

/** The container whose first process this is. */
export const containerOfProcess = (docker: DockerPart | undefined, process: string): string | null =>
  labelOf(docker?.containers.find((one) => one.process === process));

/** The container that a control group was made for. */
export const containerOfCgroup = (docker: DockerPart | undefined, path: string): string | null =>
  labelOf(docker?.containers.find(({ cgroup }) => cgroup === path));

const labelOf = (container: DockerContainer | undefined): string | null => (container ? label(container.name) : null);

/** The network that a bridge in the sandbox's own network namespace was made for. */
export function networkOfBridge(docker: DockerPart | undefined, name: string): string | null {
  const network = docker?.networks.find(({ bridge }) => bridge === name);
  return network ? label(network.name) : null;
}

const OVERLAY2 = "/var/lib/docker/overlay2/";
/** "…/overlay2/l/SHORT" or "…/overlay2/DIRECTORY/diff" -> what stands for the layer. */
const layerIn = (path: string): string | null =>
  path.startsWith(OVERLAY2)
    ? (/^(?:l\/([0-9A-Z]+)|([0-9a-z]+(?:-init)?)\/diff)$/.exec(path.slice(OVERLAY2.length))?.slice(1).find(Boolean) ?? null)
    : null;

/** The container whose merged root is mounted at this place. */
export function containerAt(docker: DockerPart | undefined, mountpoint: string): string | null {
  const directory =
    mountpoint.startsWith(OVERLAY2) && mountpoint.endsWith("/merged") ? mountpoint.slice(OVERLAY2.length, -"/merged".length) : "";
  return labelOf(docker?.containers.find(({ layer }) => layer === directory));
}

/** What the engine keeps in a layer: the instruction that made it, a container's own files, or what it writes; null for none of its layers. */
export function contentOfLayer(docker: DockerPart | undefined, path: string): string | null {
  const layer = layerIn(path);
  if (!docker || layer === null) return null;
  for (const { name, layer: writable, initLayer, initLink } of docker.containers) {
    if (layer === writable) return label(name);
    if (layer === initLayer || layer === initLink) return `${label(name)} -init`;
  }
  for (const { layers, history } of docker.images) {
    const index = layers.findIndex(({ directory, link }) => layer === directory || layer === link);
    const made = history.find((one) => one.layer === index);
    if (index >= 0 && made) return shortInstruction(made.createdBy);
  }
  return null;
}

/** "RUN /bin/sh -c echo 1 > /one # buildkit" -> "RUN echo 1 > /one"; as a student wrote it in a Dockerfile. */
export const shortInstruction = (createdBy: string): string =>
  createdBy
    .replace(/ # buildkit$/, "")
    .replace(/^\/bin\/sh -c #\(nop\)\s+/, "")
    .replace(/^(RUN )?\/bin\/sh -c /, "RUN ");

/** An overlay with the names that the engine has for it, as they may be shown: whose root it is, and what each of its layers holds. */
export type NamedOverlay = Omit<Overlay, "layers"> & {
  container?: string;
  layers: (Overlay["layers"][number] & { content?: string })[];
};

/** The same overlays under the engine's names. Names within one overlay stay different from each other. */
export function nameOverlays(overlays: Overlay[], docker: DockerPart | undefined): NamedOverlay[] {
  if (!docker) return overlays;
  return overlays.map((overlay) => {
    const taken = new Map<string, number>();
    const layers = overlay.layers.map((layer) => {
      const found = contentOfLayer(docker, layer.foundAt ?? layer.path);
      if (found === null) return layer;
      const content = visibleName(found);
      const times = (taken.get(content) ?? 0) + 1;
      taken.set(content, times);
      return { ...layer, content: times === 1 ? content : `${content} #${times}` };
    });
    const container = containerAt(docker, overlay.mountpoint);
    return { ...overlay, layers, ...(container !== null && { container: visibleName(container) }) };
  });
}
