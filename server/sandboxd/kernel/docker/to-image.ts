import { createHash } from "node:crypto";
import type { DockerImage } from "../../../../lib/contract/kernel/docker.ts";
import type { ImageFile } from "./engine-files.ts";
import { shown } from "./shown.ts";

/** The chain id of each layer, lowest first: a layer is the same only where all below it are (OCI image spec, config.md, "Layer ChainID"). */
export function toChainIds(diffIds: readonly string[]): string[] {
  let chain = "";
  return diffIds.map((diffId) => {
    chain = chain === "" ? diffId : `sha256:${createHash("sha256").update(`${chain} ${diffId}`).digest("hex")}`;
    return chain;
  });
}

/** What the engine knows of one layer's place on disk. */
export type LayerPlace = Pick<DockerImage["layers"][number], "directory" | "link" | "bytes">;

/** An image from its configuration; placeOf: by chain id. */
export function toImage(
  id: string,
  names: readonly string[],
  { rootfs, history }: ImageFile,
  placeOf: (chainId: string) => LayerPlace,
): DockerImage {
  const diffIds = rootfs.diff_ids ?? [];
  const chainIds = toChainIds(diffIds);
  let next = 0;
  return {
    key: `image-${id.slice("sha256:".length)}`,
    id,
    names: names.map(shown).sort(),
    layers: diffIds.map((diffId, index) => ({ chainId: chainIds[index]!, diffId, ...placeOf(chainIds[index]!) })),
    history: (history ?? []).map(({ created_by, comment, empty_layer }) => ({
      createdBy: shown(created_by || comment || ""),
      layer: empty_layer || next >= diffIds.length ? null : next++,
    })),
  };
}
