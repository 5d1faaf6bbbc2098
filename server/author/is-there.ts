import { lstat } from "node:fs/promises";

/** Whether something has this name, be it a link that leads nowhere. */
export const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );
