import { listMounts, mountinfoId, mountNamespaceId, O_RDONLY, openTrusted, withFd } from "./libc.ts";

/** mountinfo id -> id that is never reused; empty on kernels before 6.11. */
export function readUniqueMountIds(procFd: number): Map<number, bigint> {
  const ids = new Map<number, bigint>();
  const namespace = withFd(openTrusted("ns/mnt", O_RDONLY, procFd), mountNamespaceId);
  for (const unique of (namespace !== null && listMounts(namespace)) || []) {
    const id = mountinfoId(unique, namespace!);
    if (id !== null) ids.set(id, unique);
  }
  return ids;
}
