import { z } from "zod";

/**
 * The files of the Docker Engine's data root that are read, as moby 20.10 to 28 writes them (container/container.go, image/fs.go, layer/
 * filestore.go, libnetwork/network.go). A student may write anything there: what does not fit throws.
 */

const text = z.string().max(4096);
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);
export const HEX_ID = /^[0-9a-f]{64}$/;

const ContainerFile = z.object({
  ID: z.string().regex(HEX_ID),
  Name: text,
  Image: text,
  Config: z.object({ Image: text }),
  State: z.object({
    Running: z.boolean(),
    Paused: z.boolean(),
    Restarting: z.boolean(),
    Dead: z.boolean(),
    Pid: z.number().int(),
    ExitCode: z.number().int(),
    StartedAt: text,
  }),
  NetworkSettings: z
    .object({
      Networks: z.record(text, z.object({ IPAddress: text.nullish(), MacAddress: text.nullish() }).nullable()).nullish(),
      Ports: z.record(text, z.array(z.object({ HostIp: text, HostPort: text })).nullable()).nullish(),
    })
    .nullish(),
  MountPoints: z
    .record(text, z.object({ Type: text.nullish(), Name: text.nullish(), Source: text, Destination: text, RW: z.boolean() }))
    .nullish(),
});
export type ContainerFile = z.infer<typeof ContainerFile>;

const ImageFile = z.object({
  rootfs: z.object({ diff_ids: z.array(digest).max(256).nullish() }),
  history: z
    .array(z.object({ created_by: text.nullish(), comment: text.nullish(), empty_layer: z.boolean().nullish() }))
    .max(512)
    .nullish(),
});
export type ImageFile = z.infer<typeof ImageFile>;

const NetworkFile = z.object({ id: z.string().regex(HEX_ID), name: text, networkType: text });
const BridgeFile = z.object({ BridgeName: text, AddressIPv4: text.nullish() });

const json =
  <T>(schema: z.ZodType<T>) =>
  (content: Buffer): T =>
    schema.parse(JSON.parse(content.toString("utf8")));

export const parseContainerFile = json(ContainerFile);
export const parseHostConfig = (content: Buffer): string => json(z.object({ NetworkMode: text }))(content).NetworkMode;
export const parseImageFile = json(ImageFile);
/** Values of local-kv.db begin with the number of the last change, eight bytes (libkv, store/boltdb). */
const keyValue =
  <T>(schema: z.ZodType<T>) =>
  (content: Buffer): T =>
    json(schema)(content.subarray(8));
export const parseNetworkFile = keyValue(NetworkFile);
export const parseBridgeFile = keyValue(BridgeFile);
/** repositories.json -> image id -> names, those by digest left out. */
export function parseRepositories(content: Buffer): Map<string, string[]> {
  const { Repositories } = json(z.object({ Repositories: z.record(text, z.record(text, text)) }))(content);
  const names = new Map<string, string[]>();
  for (const references of Object.values(Repositories)) {
    for (const [name, id] of Object.entries(references)) {
      if (!name.includes("@")) names.set(id, [...(names.get(id) ?? []), name]);
    }
  }
  return names;
}
/** A file that holds nothing but the name of a directory below overlay2/. */
export function parseDirectoryName(content: Buffer): string {
  const name = content.toString("latin1").trim();
  if (!/^[0-9a-z]{1,80}(-init)?$/.test(name)) throw new Error("not a directory of overlay2");
  return name;
}
export function parseLayerLink(content: Buffer): string {
  const link = content.toString("latin1").trim();
  if (!/^[0-9A-Z]{1,64}$/.test(link)) throw new Error("not a short name of overlay2");
  return link;
}
export function parseSize(content: Buffer): number {
  const size = Number(content.toString("latin1").trim() || Number.NaN);
  if (!Number.isSafeInteger(size) || size < 0) throw new Error("not a size");
  return size;
}
