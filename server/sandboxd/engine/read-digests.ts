/** All that docker-registry may answer with; without them it converts to a manifest of the first version. */
const ACCEPT = [
  "application/vnd.docker.distribution.manifest.v2+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.oci.image.index.v1+json",
].join(", ");
const TIMEOUT_MS = 2_000;

/** The address of an image's manifest as the engine asks a mirror of Docker Hub for it. */
export function toManifestPath(image: string): string {
  const colon = image.lastIndexOf(":");
  const [name, tag] = colon < 0 ? [image, "latest"] : [image.slice(0, colon), image.slice(colon + 1)];
  return `/v2/${name.includes("/") ? name : `library/${name}`}/manifests/${tag}`;
}

/**
 * What the registry has under these names right now (HEAD of the manifest, Distribution API): a digest each, null for what it does not have.
 * A registry that does not answer has nothing.
 */
export const readDigests = (registry: string, images: readonly string[]): Promise<(string | null)[]> =>
  Promise.all(
    images.map((image) =>
      fetch(`${registry}${toManifestPath(image)}`, {
        method: "HEAD",
        headers: { accept: ACCEPT },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      }).then(
        (answer) => (answer.ok ? answer.headers.get("docker-content-digest") : null),
        () => null,
      ),
    ),
  );
