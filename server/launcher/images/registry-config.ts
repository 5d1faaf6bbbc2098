import { stringify } from "yaml";

export type RegistryPlace = {
  /** Root of the storage; the registry's user cannot write there. */
  root: string;
  /** IPv4 address and port to listen on. */
  host: string;
  port: number;
};

/**
 * Configuration of Debian's docker-registry as a read-only mirror (docs/configuration.md of distribution 2.8). Read-only twice: it refuses
 * to write (405), and its user could not. No cache of descriptors, so that an image published while it runs is there at once. Nothing is
 * purged, since nothing is uploaded; no metrics, no debug listener.
 */
export const toRegistryConfig = ({ root, host, port }: RegistryPlace): string =>
  stringify({
    version: "0.1",
    log: { level: "error", accesslog: { disabled: true }, formatter: "text" },
    storage: {
      filesystem: { rootdirectory: root, maxthreads: 64 },
      delete: { enabled: false },
      redirect: { disable: true },
      maintenance: { uploadpurging: { enabled: false }, readonly: { enabled: true } },
    },
    http: { addr: `${host}:${port}`, headers: { "X-Content-Type-Options": ["nosniff"] } },
  });
