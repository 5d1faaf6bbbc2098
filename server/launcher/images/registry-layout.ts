/**
 * Where a registry keeps things below its root directory (distribution/registry/storage/paths.go, the same since version 2.0). A link is a
 * file whose text is a digest. Official images, which `docker pull NAME` means, lie under library/.
 */
const V2 = "docker/registry/v2";

export const toRepository = (name: string): string => `library/${name}`;

export const blobPath = (digest: Digest): string => `${V2}/blobs/sha256/${hex(digest).slice(0, 2)}/${hex(digest)}/data`;

export const layerLink = (repository: string, digest: Digest): string =>
  `${V2}/repositories/${repository}/_layers/sha256/${hex(digest)}/link`;

export const revisionLink = (repository: string, digest: Digest): string =>
  `${V2}/repositories/${repository}/_manifests/revisions/sha256/${hex(digest)}/link`;

/** Which revision a tag means now, and which it has ever meant. The first decides what is pulled: it is written last. */
export const tagLinks = (repository: string, tag: string, digest: Digest): [index: string, current: string] => {
  const at = `${V2}/repositories/${repository}/_manifests/tags/${tag}`;
  return [`${at}/index/sha256/${hex(digest)}/link`, `${at}/current/link`];
};

/** "sha256:" and 64 hex digits. */
export type Digest = `sha256:${string}`;

/** @throws Error for anything else, since it becomes a path */
export function parseDigest(text: string): Digest {
  if (!/^sha256:[0-9a-f]{64}$/.test(text)) throw new Error(`${JSON.stringify(text)} is no sha256 digest`);
  return text as Digest;
}

export const hex = (digest: Digest): string => digest.slice("sha256:".length);
